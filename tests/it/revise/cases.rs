//! Cases as files: base, theirs and fresh → what stands then, and what is said.

use crate::revise::revise;
use chengwen::finding::{Finding, What};
use chengwen::model::base::{Base, BaseBlock};
use chengwen::model::document::Document;
use chengwen::model::report::Report;

use super::apply::apply;
use super::notation::{base, document, marked, report, written};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// One case. Left out: `fresh` is the base; `result` is theirs.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    base: String,
    theirs: String,
    fresh: Option<String>,
    result: Option<String>,
    /// The fates of what stands then, in order.
    fates: Option<String>,
    /// The comments, each by words in it.
    #[serde(default)]
    comments: Vec<String>,
    /// The findings: code, and words of the sentence.
    #[serde(default)]
    findings: Vec<String>,
    /// Blocks as they stand then, with their data marked.
    #[serde(default)]
    marked: Vec<String>,
}

#[test]
fn revisions_are_as_a_clerk_wants_them() {
    let mut faults = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir("tests/cases/revise").unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let file: File = toml::from_str(&text).unwrap();
        for case in file.case {
            count += 1;
            let given = document(&case.theirs);
            for (how, theirs) in [("with bookmarks", given.clone()), ("stripped", stripped(&given))] {
                let found =
                    std::panic::catch_unwind(|| fault(&case, &theirs)).unwrap_or(Some("panic".to_owned()));
                faults.extend(found.map(|fault| format!("{} ({how}): {fault}", case.name)));
            }
        }
    }
    assert!(count >= 40, "only {count} cases");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

fn stripped(document: &Document) -> Document {
    let mut document = document.clone();
    document.blocks.iter_mut().for_each(|found| found.hints.clear());
    document
}

fn fault(case: &Case, theirs: &Document) -> Option<String> {
    let fresh = report(case.fresh.as_ref().unwrap_or(&case.base));
    let noted = revise(&base(&case.base), theirs, &fresh);
    let revised = &noted.value;
    let (result, comments) = apply(theirs, &fresh, &revised.edits);
    let expected = case.result.as_ref().map_or(stripped(theirs), |text| document(text));
    let (seen, wanted) = (written(&result), written(&expected));
    if seen != wanted {
        return Some(format!("stands\n  {}\nwanted\n  {}", seen.join("\n  "), wanted.join("\n  ")));
    }
    let fates: Vec<String> = revised.blocks.iter().map(|block| format!("{:?}", block.fate)).collect();
    if let Some(wanted) = &case.fates
        && fates.join(" ") != *wanted
    {
        return Some(format!("fates {}, wanted {wanted}", fates.join(" ")));
    }
    let said: Vec<String> = noted
        .findings
        .iter()
        .map(|finding| {
            let said = finding.what.say();
            assert!(matches!(finding.what, What::Revised(_)));
            format!("{} {}", said.code, said.message[0])
        })
        .collect();
    if !fits(&said, &case.findings) {
        return Some(format!("said {said:#?}, wanted {:#?}", case.findings));
    }
    let texts: Vec<String> = comments.into_iter().map(|(_, text)| text).collect();
    if !fits(&texts, &case.comments) {
        return Some(format!("comments {texts:#?}, wanted {:#?}", case.comments));
    }
    let stand: Vec<String> = revised.blocks.iter().map(|block| marked(&block.pieces)).collect();
    if let Some(missing) = case.marked.iter().find(|wanted| !stand.contains(wanted)) {
        return Some(format!("stands {stand:#?}, wanted {missing}"));
    }
    // What holds is said on each run.
    let second = revise(&revised.base, &result, &fresh);
    let told = |findings: &[Finding]| -> Vec<String> {
        let said = findings.iter().map(|finding| finding.what.say());
        let lasting = said.filter(|said| LASTING.contains(&said.code));
        lasting.map(|said| said.message[0].clone()).collect()
    };
    if told(&second.findings) != told(&noted.findings) {
        return Some(format!("said on the second run {:#?}", told(&second.findings)));
    }
    again(&revised.base, &result, &fresh)
}

/// Codes of what is said as long as it holds.
const LASTING: [&str; 3] = ["edit-contradicts", "edit-datum-gone", "edit-datum-unclear"];

/// Each text holds all words that are wanted of it.
fn fits(texts: &[String], wanted: &[String]) -> bool {
    let holds = |(text, wanted): (&String, &String)| wanted.split(' ').all(|word| text.contains(word));
    texts.len() == wanted.len() && texts.iter().zip(wanted).all(holds)
}

/// A second run over the same does nothing.
pub(super) fn again(base: &Base, result: &Document, fresh: &Report) -> Option<String> {
    for theirs in [result.clone(), stripped(result)] {
        let second = revise(base, &theirs, fresh).value;
        if !second.edits.is_empty() {
            return Some(format!("the second run edits: {:?}", second.edits));
        }
        if second.base != *base {
            let told = |base: &Base| -> Vec<String> {
                let stands = |block: &BaseBlock| block.stood().map_or("-".to_owned(), marked);
                base.blocks.iter().map(|block| format!("{}: {}", block.id, stands(block))).collect()
            };
            let (first, again) = (told(base), told(&second.base));
            let only = |one: &[String], other: &[String]| -> Vec<String> {
                one.iter().filter(|line| !other.contains(line)).cloned().collect()
            };
            return Some(format!(
                "the second run writes another base: {:#?}, then {:#?}",
                only(&first, &again),
                only(&again, &first)
            ));
        }
    }
    None
}

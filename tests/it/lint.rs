//! Documents held against the official format: right ones are clean, each wrong one breaks its rule and no other, whether
//! the fault stands in a style or in the text, and foreign ones are read or refused.

use std::collections::{BTreeMap, BTreeSet};

use chengwen::finding::Severity;
use chengwen::proofread::{Linted, RULES};

use crate::docx::folders::{made, sheets};
use crate::patch::saved::with_parts;
use crate::sample;
use crate::scratch::Scratch;

/// Rules that only a rendered page can answer, or that nothing answers yet.
const RENDERED: [&str; 12] = [
    "FONT-07",
    "FONT-08",
    "HEAD-04",
    "HEAD-07",
    "BODY-01",
    "STRUCT-05",
    "SIGN-03",
    "IMPR-03",
    "IMPR-04",
    "PNUM-03",
    "TAB-03",
    "GENRE-02",
];

fn lint(bytes: &[u8]) -> Linted {
    chengwen::lint(bytes).unwrap().page
}

fn found(linted: &Linted) -> BTreeSet<&'static str> {
    linted.faults.iter().map(|fault| fault.rule.id).collect()
}

/// The right documents that the cases change.
pub(crate) fn bases() -> BTreeMap<&'static str, Vec<u8>> {
    let upward = sheets().into_iter().find(|sheet| sheet.name == "head-upward").unwrap();
    let upward = made(&upward.items, upward.paragraphs).document;
    BTreeMap::from([("upward", upward), ("campaign", sample::campaign().document.clone())])
}

#[test]
fn each_case_breaks_its_rule_and_no_other() {
    let bases = bases();
    let mut broken = BTreeSet::new();
    for (number, row) in include_str!("../cases/lint.tsv").lines().enumerate().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [rule, way, of, part, find, put, also] = cells[..] else { panic!("line {}: {row}", number + 1) };
        let document = with_parts(&bases[of], |parts| {
            let bytes = parts.get_mut(part).unwrap();
            let text = String::from_utf8(bytes.clone()).unwrap();
            let changed = text.replacen(find, put, 1);
            assert_ne!(changed, text, "line {}: nothing to change", number + 1);
            *bytes = changed.into_bytes();
        });
        let linted = lint(&document);
        let found = found(&linted);
        assert!(found.contains(rule), "line {}: {rule} by {way} is not found: {found:?}", number + 1);
        let allowed: Vec<&str> = also.split(' ').chain([rule]).collect();
        let others: Vec<_> = linted.faults.iter().filter(|fault| !allowed.contains(&fault.rule.id)).collect();
        assert!(others.is_empty(), "line {}: {rule} by {way} is found as {others:?} too", number + 1);
        for fault in &linted.faults {
            let said = fault.what.say();
            assert_eq!(said.code, fault.rule.id);
            // The rows have the gravest case of each rule.
            assert!(said.severity >= fault.rule.severity, "{fault:?}");
        }
        broken.insert(rule.to_owned());
    }
    let all: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    broken.extend(RENDERED.map(str::to_owned));
    let long = made(&[], 30).document;
    assert!(found(&lint(&long)).contains("GENRE-03"));
    broken.insert("GENRE-03".to_owned());
    assert_eq!(all, broken, "each rule has its case");
}

#[test]
fn what_the_program_writes_is_clean() {
    let samples = sample::names().into_iter().map(|name| {
        let document = sample::outcome(sample::files(&name)).document;
        (name, document)
    });
    // A report with a number that names no signer has that fault from its folder.
    let signed = |items: &[(&str, &str)]| items.iter().any(|(item, _)| *item == "签发人");
    let sheets = sheets().into_iter().filter(|sheet| signed(&sheet.items) || sheet.name == "internal");
    let made = sheets.map(|sheet| (sheet.name.to_owned(), made(&sheet.items, sheet.paragraphs).document));
    for (name, document) in samples.chain(made) {
        let linted = lint(&document);
        let faults: Vec<_> =
            linted.faults.iter().filter(|fault| fault.what.say().severity < Severity::Info).collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
        assert!(linted.looked.iter().flatten().count() > 20, "{name}: hardly anything was looked at");
        let rendered = RULES.iter().zip(&linted.looked).filter(|(rule, _)| RENDERED.contains(&rule.id));
        assert!(
            rendered.into_iter().all(|(_, looked)| looked.is_none()),
            "{name}: what no page was made for passed"
        );
    }
}

#[test]
fn foreign_documents_are_read_and_broken_ones_refused() {
    let mut read = 0;
    for folder in ["edited", "letterhead", "workbook"] {
        for entry in std::fs::read_dir(sample::root().join("tests/fixtures").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "docx") {
                let bytes = std::fs::read(&path).unwrap();
                assert!(chengwen::lint(&bytes).is_ok(), "{}", path.display());
                assert!(chengwen::lint(&bytes[..bytes.len() / 2]).is_err(), "{}", path.display());
                read += 1;
            }
        }
    }
    assert!(read > 15, "{read}");
    // Styles that go in a circle come to an end.
    let document = with_parts(&bases()["upward"], |parts| {
        let text = String::from_utf8(parts["word/styles.xml"].clone()).unwrap();
        let circle = text.replacen(
            "w:styleId=\"Normal\" w:default=\"1\"><w:name w:val=\"Normal\"/>",
            "w:styleId=\"Normal\" w:default=\"1\"><w:name w:val=\"Normal\"/><w:basedOn w:val=\"BodyText\"/>",
            1,
        );
        assert_ne!(circle, text);
        parts.insert("word/styles.xml".to_owned(), circle.into_bytes());
    });
    assert!(!lint(&document).roles.is_empty());
}

#[test]
fn the_command_says_rule_place_and_cure() {
    let scratch = Scratch::new();
    let wrong = with_parts(&bases()["upward"], |parts| {
        let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        parts.insert(
            "word/document.xml".to_owned(),
            text.replacen("〔2022〕3号", "[2022]3号", 1).into_bytes(),
        );
    });
    scratch.write("错.docx", &wrong);
    scratch.write("对.docx", &bases()["upward"]);
    scratch.write("不是.docx", b"no document");
    let said = scratch.done(&["lint", "错.docx", "--json"]).json();
    // The body of this document is one paragraph several times over, which is told too.
    let findings = said["findings"].as_array().unwrap().iter();
    let findings: Vec<_> = findings.filter(|finding| finding["rule"] != "text-copied").collect();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0]["rule"], "HEAD-01");
    assert_eq!(findings[0]["severity"], "error");
    assert_eq!(findings[0]["clause"], "7.2.5");
    assert!(findings[0]["excerpt"].as_str().unwrap().contains("[2022]3号"));
    assert!(said["unchecked"].as_array().unwrap().iter().any(|rule| rule == "PNUM-03"));
    assert!(said["roles"].as_array().unwrap().iter().any(|role| role["role"] == "addressee"));
    scratch.done(&["lint", "错.docx"]).says(&["HEAD-01", "7.2.5", "〔〕", "第"]);
    assert_eq!(scratch.run(&["lint", "错.docx", "--strict"]).code, 1);
    scratch.done(&["lint", "对.docx", "--strict"]);
    scratch.refused(&["lint", "不是.docx"], 1).says(&["不是.docx"]);
}

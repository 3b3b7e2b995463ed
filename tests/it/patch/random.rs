//! Many edits at random of many documents: the text that results is the text that the edits say, and what they do
//! not name is as it was, to the byte.

use std::collections::BTreeSet;

use chengwen::docx::{How, patch, read};
use chengwen::model::base::Base;
use chengwen::model::document::{Document, Shape};
use chengwen::model::revision::{Edit, Splice};
use chengwen::package::xml::{Element, parse};

use super::saved::{Dice, by_word};
use super::{PLAIN, TRACKED, base, bytes, texts};
use crate::docx::package::{Package, all};
use crate::docx::specimens::long;

/// Documents that programs wrote, those of the folder and simulated ones.
pub(super) fn documents() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/edited");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let named = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut found: Vec<_> = files.iter().map(|path| (named(path), std::fs::read(path).unwrap())).collect();
    let written = found.iter().find(|(name, _)| name == "written.docx").unwrap().1.clone();
    for seed in 1..=2 {
        found.push((format!("word-{seed}.docx"), by_word(&written, seed, false)));
        found.push((format!("stripped-{seed}.docx"), by_word(&bytes(&long()), seed, true)));
    }
    found
}

/// Edits at random with the text of each block as it must be afterwards; none for one that goes.
pub(super) fn edits(document: &Document, dice: &mut Dice) -> (Vec<Edit>, Vec<Option<String>>) {
    let mut edits = Vec::new();
    let mut expected: Vec<Option<String>> =
        document.blocks.iter().map(|block| Some(block.text.clone())).collect();
    for (at, block) in document.blocks.iter().enumerate() {
        if block.shape != Shape::Paragraph || block.pending {
            continue;
        }
        match dice.below(10) {
            0..=4 => {
                let splices = splices(&block.text, dice);
                expected[at] = Some(spliced(&block.text, &splices));
                edits.push(Edit::Rewrite { at: at.into(), cell: None, splices });
            }
            5 if !block.text.contains('\u{fffc}') => {
                expected[at] = None;
                edits.push(Edit::Remove { at: at.into() });
            }
            6 => edits.push(Edit::Comment { at: at.into(), text: format!("第{at}段\n表格现为131条") }),
            _ => (),
        }
    }
    (edits, expected)
}

fn splices(text: &str, dice: &mut Dice) -> Vec<Splice> {
    const NEW: [&str; 8] =
        ["", "131", "（2022年）", "“三个”——", "a & <b>", "共", "37.5%", "收到了各单位的 意见"];
    let characters: Vec<char> = text.chars().collect();
    let mut splices = Vec::new();
    let mut from = 0;
    for _ in 0..=dice.below(4) {
        let start = from + dice.below(characters.len().saturating_sub(from) + 1);
        let mut end = (start + dice.below(15)).min(characters.len());
        while characters[start..end].contains(&'\u{fffc}') {
            end -= 1;
        }
        let text = NEW[dice.below(NEW.len())].to_owned();
        if start < end || !text.is_empty() {
            splices.push(Splice { range: start..end, text });
        }
        from = end + 1;
        if from > characters.len() {
            break;
        }
    }
    splices
}

fn spliced(text: &str, splices: &[Splice]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for splice in splices.iter().rev() {
        characters.splice(splice.range.clone(), splice.text.chars());
    }
    characters.into_iter().collect()
}

/// The texts that are not blank: a paragraph whose text went and an empty one look the same.
fn filled<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<&'t str> {
    texts.into_iter().filter(|text| !text.trim().is_empty()).collect()
}

fn main_part(package: &Package) -> &String {
    let name = if package.parts.contains_key("word/document2.xml") {
        "word/document2.xml"
    } else {
        "word/document.xml"
    };
    &package.parts[name]
}

/// The XML of the paragraphs of the body that hold no other.
fn paragraphs(part: &str) -> Vec<&str> {
    let starts = part.match_indices("<w:p").filter(|(at, _)| matches!(part.as_bytes()[at + 4], b'>' | b' '));
    let whole = starts.filter_map(|(at, _)| part[at..].find("</w:p>").map(|end| &part[at..at + end]));
    whole.collect()
}

#[test]
fn random_edits_do_what_they_say_and_nothing_else() {
    let fresh = bytes(&long());
    for (name, theirs) in documents() {
        let document = read(&theirs).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        for seed in 0..4 {
            let mut dice = Dice::new(seed + 1);
            let (edits, expected) = edits(&document, &mut dice);
            for how in [PLAIN, TRACKED] {
                check(&name, &theirs, &fresh, &edits, &expected, how);
            }
        }
    }
}

fn check(name: &str, theirs: &[u8], fresh: &[u8], edits: &[Edit], expected: &[Option<String>], how: How) {
    let said = || format!("{name} {how:?} {edits:?}");
    // What random words make of the report is nothing that the fresh one gave.
    let base = Base { blocks: Vec::new(), ..base() };
    let result =
        patch(theirs, fresh, edits, &base, &how).unwrap_or_else(|fault| panic!("{fault:?} {}", said()));
    assert_eq!(result, patch(theirs, fresh, edits, &base, &how).unwrap(), "the same each time");
    let after = read(&result).unwrap();
    assert_eq!(filled(texts(&after)), filled(expected.iter().flatten().map(String::as_str)), "{}", said());
    let (old, new) = (Package::open_any(theirs), Package::open_any(&result));
    for change in changes(&new) {
        let inside = change.elements().flat_map(all).any(|inner| {
            matches!(inner.name.as_str(), "w:ins" | "w:del") && inner.attribute("w:author") == Some("成文")
        });
        assert!(!inside, "a change inside a change: {}", said());
    }
    let touched: usize = edits.iter().map(|edit| usize::from(!matches!(edit, Edit::Insert { .. }))).sum();
    let new_paragraphs: BTreeSet<&str> = paragraphs(main_part(&new)).into_iter().collect();
    let missing = paragraphs(main_part(&old)).into_iter().filter(|one| !new_paragraphs.contains(one)).count();
    // A remark of a paragraph that goes moves to a neighbour.
    assert!(missing <= touched + 2, "{missing} of {touched} {}", said());
    for (part, text) in &old.parts {
        let ours = ["document", "comments.xml", "[Content_Types]", "customXml/", "customXml"];
        if !ours.iter().any(|word| part.contains(word)) {
            assert_eq!(new.parts.get(part), Some(text), "{part}: {}", said());
        }
    }
}

/// The changes of the program in the text.
fn changes(package: &Package) -> Vec<Element> {
    let tree = parse(main_part(package)).unwrap();
    let ours = |element: &Element| {
        matches!(element.name.as_str(), "w:ins" | "w:del") && element.attribute("w:author") == Some("成文")
    };
    all(&tree).filter(|element| ours(element)).cloned().collect()
}

/// A second and a third revision meet what the ones before left waiting.
#[test]
fn changes_upon_changes_never_stack() {
    let fresh = bytes(&long());
    for (name, mut theirs) in documents() {
        for round in 0..4 {
            let document = read(&theirs).unwrap();
            let (edits, expected) = edits(&document, &mut Dice::new(100 + round));
            let how = if round == 2 { PLAIN } else { TRACKED };
            check(&name, &theirs, &fresh, &edits, &expected, how);
            theirs = patch(&theirs, &fresh, &edits, &base(), &how).unwrap();
        }
    }
}

/// Written for the validator: see tests/valid.sh.
#[test]
fn patched_documents_are_written_for_the_validator() {
    let folder = crate::scratch::patched();
    let fresh = bytes(&long());
    for (name, theirs) in documents() {
        let document = read(&theirs).unwrap();
        let (mut edits, _) = edits(&document, &mut Dice::new(7));
        for (before, id) in [(2, "addressee"), (5, "s1_p2"), (document.blocks.len(), "s2_1")] {
            edits.push(Edit::Insert { before: before.into(), fresh: id.to_owned(), splices: Vec::new() });
        }
        for (word, how) in [("plain", PLAIN), ("tracked", TRACKED)] {
            let result = patch(&theirs, &fresh, &edits, &base(), &how).unwrap();
            std::fs::write(format!("{folder}/{word}-{name}"), result).unwrap();
        }
    }
}

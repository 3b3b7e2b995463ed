//! Documents that persons have worked on, read back and patched: what is edited changes, everything else does not.

mod annexes;
mod clean;
mod elements;
mod hostile;
mod moves;
mod planted;
mod random;
pub(crate) mod saved;
mod tracked;

use chengwen::docx::{How, patch, read};
use chengwen::model::base::Base;
use chengwen::model::document::{Document, Shape};
use chengwen::model::report::{Report, Role};
use chengwen::model::revision::{Edit, Splice};
use jiff::civil::date;

use crate::docx::package::Package;
use crate::docx::specimens::{self, block, long, look, report};

/// How changes are made at once.
const PLAIN: How = How { track: false, moment: date(2026, 3, 7).at(9, 30, 0, 0) };

/// How changes wait to be accepted.
const TRACKED: How = How { track: true, moment: date(2026, 3, 7).at(9, 30, 0, 0) };

fn bytes(report: &Report) -> Vec<u8> {
    specimens::bytes(report, &look())
}

fn base() -> Base {
    Base::of(&long(), "3f20", "campaign")
}

/// The document with edits made in it.
fn patched(theirs: &[u8], edits: &[Edit], how: How) -> Vec<u8> {
    patch(theirs, &bytes(&long()), edits, &base(), &how).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.text.as_str()).collect()
}

/// The only block whose text holds these characters.
fn at(document: &Document, text: &str) -> usize {
    let mut found = document.blocks.iter().enumerate().filter(|(_, block)| block.text.contains(text));
    let (index, _) = found.next().unwrap_or_else(|| panic!("no {text} in {:?}", texts(document)));
    assert!(found.next().is_none(), "{text} stands twice");
    index
}

/// The replacement of the first occurrence of some characters in a block.
fn swap(document: &Document, block: usize, old: &str, new: &str) -> Edit {
    let text = &document.blocks[block].text;
    let from = text[..text.find(old).unwrap()].chars().count();
    let splices = vec![Splice { range: from..from + old.chars().count(), text: new.to_owned() }];
    Edit::Rewrite { at: block.into(), cell: None, splices }
}

#[test]
fn a_written_report_is_read_back_block_by_block() {
    let report = long();
    let document = read(&bytes(&report)).unwrap();
    let filled: Vec<_> = document.blocks.iter().filter(|block| !block.is_blank()).collect();
    assert_eq!(filled.len(), report.blocks.len());
    for (found, block) in filled.into_iter().zip(&report.blocks) {
        // The title is broken into lines of meaning.
        assert_eq!(found.text.replace('\n', ""), block.text());
        assert_eq!(found.role, Some(block.role));
        assert_eq!(found.hints, std::slice::from_ref(&block.id));
        assert_eq!(found.shape, Shape::Paragraph);
        assert!(!found.pending);
    }
    // Below the title and above the signature.
    assert_eq!(document.blocks.iter().filter(|block| block.is_blank()).count(), 2);
    assert_eq!(document.base, Some(base()));
}

#[test]
fn what_word_saves_is_read_as_it_was_written() {
    let theirs = bytes(&long());
    let expected = read(&theirs).unwrap();
    assert_eq!(read(&saved::by_word(&theirs, 3, false)).unwrap(), expected);
    let stripped = read(&saved::by_word(&theirs, 3, true)).unwrap();
    assert_eq!(texts(&stripped), texts(&expected));
    assert!(
        stripped.blocks.iter().zip(&expected.blocks).all(|(a, b)| a.role == b.role && a.hints.is_empty())
    );
    assert_eq!(stripped.base, None);
}

#[test]
fn without_edits_the_document_comes_back_to_the_byte() {
    let theirs = bytes(&long());
    assert_eq!(patched(&theirs, &[], PLAIN), theirs);
    let mut other = base();
    other.run = "3f21".to_owned();
    let renewed = patch(&theirs, &theirs, &[], &other, &PLAIN).unwrap();
    assert_eq!(read(&renewed).unwrap().base, Some(other));
    assert_eq!(
        Package::open(&renewed).parts["word/document.xml"],
        Package::open(&theirs).parts["word/document.xml"]
    );
}

#[test]
fn a_figure_is_renewed_in_its_run_and_nothing_else_changes() {
    let theirs = bytes(&long());
    let document = read(&theirs).unwrap();
    let index = at(&document, "128条意见建议");
    let renewed = patched(&theirs, &[swap(&document, index, "128", "131")], PLAIN);
    let (before, after) = (Package::open(&theirs), Package::open(&renewed));
    let expected = before.parts["word/document.xml"].replacen("128", "131", 1);
    assert_eq!(after.parts["word/document.xml"], expected);
    for (part, text) in before.parts.iter().filter(|(part, _)| *part != "word/document.xml") {
        assert_eq!(&after.parts[part], text, "{part}");
    }
}

#[test]
fn a_tracked_figure_waits_to_be_accepted_and_is_changed_in_place_the_next_time() {
    let theirs = bytes(&long());
    let document = read(&theirs).unwrap();
    let index = at(&document, "128条意见建议");
    let renewed = patched(&theirs, &[swap(&document, index, "128", "131")], TRACKED);
    let xml = |bytes: &[u8]| Package::open(bytes).parts["word/document.xml"].clone();
    let marks = |bytes: &[u8]| (xml(bytes).matches("<w:del ").count(), xml(bytes).matches("<w:ins ").count());
    assert_eq!(marks(&renewed), (1, 1));
    assert!(xml(&renewed).contains(">128</w:delText>"));
    let again = read(&renewed).unwrap();
    assert_eq!(again.blocks[index].text, document.blocks[index].text.replace("128", "131"));
    assert!(!again.blocks[index].pending, "the program's own changes may be changed");
    let third = patched(&renewed, &[swap(&again, index, "131", "135")], TRACKED);
    assert_eq!(marks(&third), (1, 1));
    assert!(xml(&third).contains(">128</w:delText>") && xml(&third).contains(">135</w:t>"));
    let back = patched(&third, &[swap(&read(&third).unwrap(), index, "135", "128")], TRACKED);
    assert_eq!(marks(&back), (0, 0));
    assert_eq!(read(&back).unwrap().blocks[index].text, document.blocks[index].text);
}

#[test]
fn blocks_come_in_and_go() {
    let mut shorter = long();
    shorter.blocks.retain(|block| !matches!(block.id.as_str(), "s1_p2" | "addressee"));
    let theirs = bytes(&shorter);
    let document = read(&theirs).unwrap();
    let (opening, second) = (at(&document, "根据《关于印发"), at(&document, "二、强化学习"));
    let insert = |before: usize, fresh: &str| Edit::Insert {
        before: before.into(),
        fresh: fresh.to_owned(),
        splices: Vec::new(),
    };
    let point = Splice { range: 0..2, text: "三是".to_owned() };
    let edits = [
        insert(opening, "addressee"),
        Edit::Insert { before: second.into(), fresh: "s1_p2".to_owned(), splices: vec![point] },
    ];
    for how in [PLAIN, TRACKED] {
        let whole = read(&patched(&theirs, &edits, how)).unwrap();
        let fresh = read(&bytes(&long())).unwrap();
        let expected: Vec<String> =
            texts(&fresh).into_iter().map(|text| text.replace("二是抓", "三是抓")).collect();
        assert_eq!(texts(&whole), expected);
        let removes: Vec<Edit> = ["128条意见建议", "县委作风整顿活动领导小组："]
            .map(|text| Edit::Remove { at: at(&whole, text).into() })
            .into();
        let back = patched(&patched(&theirs, &edits, how), &removes, how);
        assert_eq!(texts(&read(&back).unwrap()), texts(&document), "{how:?}");
        assert!(
            !Package::open(&back).parts["word/document.xml"].contains("抓计划制定"),
            "it never was there"
        );
    }
}

#[test]
fn a_removed_block_is_struck_out_when_changes_are_tracked() {
    let theirs = bytes(&long());
    let document = read(&theirs).unwrap();
    let index = at(&document, "128条意见建议");
    let renewed = patched(&theirs, &[Edit::Remove { at: index.into() }], TRACKED);
    let xml = &Package::open(&renewed).parts["word/document.xml"];
    assert!(
        xml.contains("<w:delText>128</w:delText>") || xml.contains("条意见建议，占比37.5%。</w:delText>"),
        "{xml}"
    );
    assert_eq!(read(&renewed).unwrap().blocks.len(), document.blocks.len() - 1);
}

#[test]
fn a_remark_is_pinned_once() {
    let theirs = bytes(&long());
    let document = read(&theirs).unwrap();
    let remark = Edit::Comment {
        at: at(&document, "128条意见建议").into(),
        text: "表格现为131条\n请核对<1>".to_owned(),
    };
    let once = patched(&theirs, std::slice::from_ref(&remark), PLAIN);
    let package = Package::open(&once);
    let comments = &package.parts["word/comments.xml"];
    assert!(comments.contains("w:author=\"成文\"") && comments.contains("请核对&lt;1&gt;"), "{comments}");
    assert!(package.parts["[Content_Types].xml"].contains("/word/comments.xml"));
    assert_eq!(texts(&read(&once).unwrap()), texts(&document));
    let twice = patched(&once, std::slice::from_ref(&remark), PLAIN);
    assert_eq!(Package::open(&twice).parts["word/comments.xml"], *comments);
    assert_eq!(Package::open(&twice).parts["word/document.xml"], package.parts["word/document.xml"]);
}

#[test]
fn a_block_comes_with_its_style_into_a_document_that_lacks_it() {
    let theirs = bytes(&report(vec![block("title", Role::Title, "关于报告的报告")]));
    let stripped = saved::without_styles(&theirs, &["Heading2", "Latin"]);
    let edit = Edit::Insert { before: 1.into(), fresh: "s2_1".to_owned(), splices: Vec::new() };
    let whole = patched(&stripped, &[edit], PLAIN);
    let document = read(&whole).unwrap();
    assert_eq!(texts(&document), ["关于报告的报告", "（一）领导带头学"]);
    assert_eq!(document.blocks[1].role, Some(Role::Heading2));
    let styles = &Package::open(&whole).parts["word/styles.xml"];
    assert_eq!(styles.matches("w:val=\"heading 2\"").count(), 1);
    assert_eq!(styles.matches("w:val=\"Body Text\"").count(), 1);
}

#[test]
fn what_the_program_struck_out_is_put_back_rather_than_doubled() {
    let theirs = bytes(&long());
    let document = read(&theirs).unwrap();
    let index = at(&document, "128条意见建议");
    let struck = patched(&theirs, &[Edit::Remove { at: index.into() }], TRACKED);
    let edit = Edit::Insert { before: index.into(), fresh: "s1_p2".to_owned(), splices: Vec::new() };
    let back = patched(&struck, &[edit], TRACKED);
    assert_eq!(texts(&read(&back).unwrap()), texts(&document));
    let xml = &Package::open(&back).parts["word/document.xml"];
    assert!(!xml.contains("<w:del ") && !xml.contains("<w:ins "));
}

#[test]
fn blocks_come_in_on_their_side_of_a_blank_line() {
    let mut shorter = long();
    shorter.blocks.retain(|block| !matches!(block.id.as_str(), "s2_p8" | "s2_p9" | "opening"));
    for theirs in [bytes(&shorter), saved::by_word(&bytes(&shorter), 5, true)] {
        let document = read(&theirs).unwrap();
        let insert = |before: usize, id: &str| Edit::Insert {
            before: before.into(),
            fresh: id.to_owned(),
            splices: Vec::new(),
        };
        let signature = at(&document, "县人大常委会办公室");
        let heading = at(&document, "一、高度重视");
        let edits = [insert(heading, "opening"), insert(signature, "s2_p8"), insert(signature, "s2_p9")];
        let fresh = read(&bytes(&long())).unwrap();
        assert_eq!(texts(&read(&patched(&theirs, &edits, PLAIN)).unwrap()), texts(&fresh));
    }
    // Signature and date come with the blank line above them, and the date without one.
    let mut unsigned = long();
    unsigned.blocks.retain(|block| !matches!(block.role, Role::Signature | Role::Date));
    let theirs = bytes(&unsigned);
    let end = read(&theirs).unwrap().blocks.len();
    let insert = |id: &str| Edit::Insert { before: end.into(), fresh: id.to_owned(), splices: Vec::new() };
    let whole = patched(&theirs, &[insert("signature"), insert("date")], PLAIN);
    assert_eq!(texts(&read(&whole).unwrap()), texts(&read(&bytes(&long())).unwrap()));
}

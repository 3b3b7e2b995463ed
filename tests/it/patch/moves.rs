//! A paragraph that moves: as it is, with its format and its remarks; where changes are tracked, as gone and come.

use chengwen::docx::read;
use chengwen::model::document::Document;
use chengwen::model::revision::Edit;
use chengwen::package::xml::Element;

use super::saved::with_parts;
use super::{PLAIN, TRACKED, at, bytes, patched, swap, texts};
use crate::docx::package::{Package, all};
use crate::docx::specimens::long;

/// The report with words of its second point in bold.
fn bold() -> Vec<u8> {
    with_parts(&bytes(&long()), |parts| {
        let part = parts.get_mut("word/document.xml").unwrap();
        let text = String::from_utf8(part.clone()).unwrap();
        let at = text.find("共发出征求意见表").unwrap();
        let run = text[..at].rfind("<w:t").unwrap();
        let (head, tail) = text.split_at(run);
        assert!(head.ends_with("</w:rPr>") || head.ends_with("<w:r>"), "{}", &head[head.len() - 80..]);
        let head = match head.strip_suffix("</w:rPr>") {
            Some(head) => format!("{head}<w:b/></w:rPr>"),
            None => format!("{head}<w:rPr><w:b/></w:rPr>"),
        };
        *part = format!("{head}{tail}").into_bytes();
    })
}

/// The second point before the first, with another figure in it and a remark.
fn edits(document: &Document) -> Vec<Edit> {
    let (first, second) = (at(document, "抓组织领导"), at(document, "抓计划制定"));
    vec![
        Edit::Move { at: second.into(), before: first.into() },
        swap(document, second, "128", "131"),
        Edit::Comment { at: second.into(), text: "现为131条".to_owned() },
    ]
}

fn order(document: &Document) -> Vec<&str> {
    let of = |text: &&str| {
        ["抓组织领导", "抓计划制定", "收到5个方面131条"].iter().any(|words| text.contains(words))
    };
    texts(document).into_iter().filter(of).map(|text| &text[..text.find('。').unwrap()]).collect()
}

#[test]
fn a_paragraph_moves_with_its_format_and_remarks() {
    let theirs = bold();
    let before = read(&theirs).unwrap();
    let result = patched(&theirs, &edits(&before), PLAIN);
    let after = read(&result).unwrap();
    assert_eq!(order(&after), ["二是抓计划制定", "一是抓组织领导"]);
    assert!(after.blocks[at(&after, "131条")].text.contains("抓计划制定"));
    assert_eq!(after.blocks.len(), before.blocks.len());
    assert_eq!(after.blocks[at(&after, "131条")].hints, ["s1_p2"]);
    let part = &Package::open_any(&result).parts["word/document.xml"];
    assert_eq!((part.matches("<w:b/>").count(), part.matches("commentReference").count()), (1, 1));
    let again = patched(&result, &[], PLAIN);
    assert_eq!(again, result);
}

#[test]
fn a_paragraph_that_moves_is_tracked_as_gone_and_come() {
    let theirs = bold();
    let before = read(&theirs).unwrap();
    let result = patched(&theirs, &edits(&before), TRACKED);
    let after = read(&result).unwrap();
    assert_eq!(order(&after), ["二是抓计划制定", "一是抓组织领导"]);
    let tree = Package::open_any(&result).tree("word/document.xml");
    let struck: String = all(&tree).filter(|e| e.name == "w:delText").map(Element::text).collect();
    let stood = texts(&before)[at(&before, "抓计划制定")];
    assert_eq!(struck, stood);
}

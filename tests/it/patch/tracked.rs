//! Tracked changes proved both ways: all of them accepted, the document is the one that plain changes give; all
//! refused, it is the document as it was. Who accepts and refuses here knows nothing of the program.

use chengwen::docx::{How, patch, read};
use chengwen::model::base::Base;
use chengwen::model::document::{Document, Shape};
use chengwen::model::revision::{Edit, Splice};
use chengwen::package::xml::{Element, Node};

use super::random::{documents, edits};
use super::saved::Dice;
use super::{PLAIN, TRACKED, base, bytes};
use crate::docx::annexed::several;
use crate::docx::package::Package;
use crate::docx::specimens::long;

/// Whether a change of the program's own.
fn own(element: &Element) -> bool {
    element.attribute("w:author") == Some("成文")
}

fn child<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    element.elements().find(|child| child.name == name)
}

/// The mark of the program that stands in the properties of a row or of the end of a paragraph.
fn marked(element: &Element, mark: &str) -> bool {
    let properties = match element.name.as_str() {
        "w:p" => child(element, "w:pPr").and_then(|properties| child(properties, "w:rPr")),
        _ => child(element, "w:trPr"),
    };
    properties.and_then(|properties| child(properties, mark)).is_some_and(own)
}

/// Settles all changes of the program: `accepts` or refuses them.
fn settle(element: &Element, accepts: bool) -> Element {
    let mut settled = Element { children: Vec::new(), ..element.clone() };
    let (stays, goes) = if accepts { ("w:ins", "w:del") } else { ("w:del", "w:ins") };
    let moves = if accepts { ["w:moveTo", "w:moveFrom"] } else { ["w:moveFrom", "w:moveTo"] };
    let mut joining: Option<Element> = None;
    for node in &element.children {
        let Node::Element(child) = node else {
            settled.children.push(node.clone());
            continue;
        };
        let name = child.name.as_str();
        let is_mark = element.name == "w:rPr" || element.name == "w:trPr";
        if own(child)
            && (name == goes || name == moves[1] || (is_mark && (name == stays || name == moves[0])))
        {
            continue;
        }
        if own(child) && (name == stays || name == moves[0]) {
            settled.children.extend(settle(child, accepts).children);
            continue;
        }
        if own(child) && name.ends_with("Change") {
            if !accepts {
                // What stood before stands in it.
                let before =
                    child.elements().next().map(|before| before.children.clone()).unwrap_or_default();
                settled.children.retain(|node| matches!(node, Node::Element(kept) if element.name == "w:pPr" && (kept.name == "w:rPr" || kept.name == "w:sectPr")));
                settled.children.splice(0..0, before);
            }
            continue;
        }
        if name == "w:tr" && (marked(child, goes) || marked(child, moves[1])) {
            continue;
        }
        let mut new = settle(child, accepts);
        if !accepts && name == "w:delText" {
            "w:t".clone_into(&mut new.name);
        }
        if name == "w:tbl" && !new.elements().any(|row| row.name == "w:tr") {
            continue;
        }
        if name == "w:p" {
            if let Some(before) = joining.take() {
                let place = usize::from(new.elements().next().is_some_and(|first| first.name == "w:pPr"));
                let content = before
                    .children
                    .into_iter()
                    .filter(|node| !matches!(node, Node::Element(kept) if kept.name == "w:pPr"));
                new.children.splice(place..place, content);
            }
            if marked(child, goes) {
                joining = Some(new);
                continue;
            }
        }
        settled.children.push(Node::Element(new));
    }
    if let Some(last) = joining.filter(|last| !seen(last).is_empty()) {
        settled.children.push(Node::Element(last));
    }
    settled
}

/// What can be seen of a paragraph: each character with its format.
fn seen(element: &Element) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for child in element.elements() {
        match child.name.as_str() {
            "w:r" => {
                let format = self::child(child, "w:rPr").map(Element::to_xml).unwrap_or_default();
                let format = if format == "<w:rPr/>" { String::new() } else { format };
                for inner in child.elements() {
                    match inner.name.as_str() {
                        "w:rPr" | "w:commentReference" | "w:lastRenderedPageBreak" => {}
                        "w:t" => {
                            found.extend(inner.text().chars().map(|one| (one.to_string(), format.clone())))
                        }
                        other => found.push((other.to_owned(), format.clone())),
                    }
                }
            }
            "w:pPr" | "w:p" | "w:tbl" => {}
            _ => found.extend(seen(child)),
        }
    }
    found
}

/// All paragraphs that show something, those of cells too, each with its style.
fn paragraphs(element: &Element, found: &mut Vec<(String, Vec<(String, String)>)>) {
    for child in element.elements() {
        if child.name == "w:p" {
            let style = self::child(child, "w:pPr").and_then(|format| self::child(format, "w:pStyle"));
            let style = style.and_then(|style| style.attribute("w:val")).unwrap_or_default().to_owned();
            let said = seen(child);
            if said.iter().any(|(text, _)| !text.trim().is_empty()) {
                found.push((style, said));
            }
        }
        paragraphs(child, found);
    }
}

fn shown(document: &[u8], settled: Option<bool>) -> Vec<(String, Vec<(String, String)>)> {
    let package = Package::open_any(document);
    let part = if package.parts.contains_key("word/document2.xml") {
        "word/document2.xml"
    } else {
        "word/document.xml"
    };
    let tree = package.tree(part);
    let tree = settled.map_or_else(|| tree.clone(), |accepts| settle(&tree, accepts));
    let mut found = Vec::new();
    paragraphs(&tree, &mut found);
    found
}

fn said(paragraphs: &[(String, Vec<(String, String)>)]) -> Vec<String> {
    paragraphs.iter().map(|(_, said)| said.iter().map(|(text, _)| text.as_str()).collect()).collect()
}

fn proved(name: &str, theirs: &[u8], fresh: &[u8], edits: &[Edit]) {
    let base = Base { blocks: Vec::new(), ..base() };
    let made = |how: How| {
        patch(theirs, fresh, edits, &base, &how).unwrap_or_else(|fault| panic!("{name}: {fault:?} {edits:?}"))
    };
    let tracked = made(TRACKED);
    // What the program left waiting before this is accepted and refused with it.
    let (accepted, plain) = (shown(&tracked, Some(true)), shown(&made(PLAIN), Some(true)));
    assert_eq!(said(&accepted), said(&plain), "{name} accepted: {edits:?}");
    let (refused, before) = (shown(&tracked, Some(false)), shown(theirs, Some(false)));
    assert_eq!(said(&refused), said(&before), "{name} refused: {edits:?}");
    assert_eq!(accepted, plain, "{name} accepted, formats: {edits:?}");
    assert_eq!(refused, before, "{name} refused, formats: {edits:?}");
}

/// Rows of tables come, go, move and read otherwise, at random.
fn of_tables(document: &Document, dice: &mut Dice) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let Shape::Table(rows) = &block.shape else { continue };
        for (row, cells) in rows.iter().enumerate().skip(1) {
            match dice.below(8) {
                0 => edits.push(Edit::RemoveRow { at: at.into(), row: row.into() }),
                1 => edits.push(Edit::MoveRow {
                    at: at.into(),
                    row: row.into(),
                    before: (1 + dice.below(rows.len())).into(),
                }),
                2 => {
                    let cells = cells.iter().map(|cell| format!("新{cell}")).collect();
                    edits.push(Edit::InsertRow {
                        at: at.into(),
                        before: row.into(),
                        like: row.into(),
                        cells,
                    });
                }
                3 | 4 => {
                    let column = dice.below(cells.len());
                    let length = cells[column].chars().count();
                    let splices = vec![Splice { range: 0..length.min(1), text: "改".to_owned() }];
                    edits.push(Edit::Rewrite { at: at.into(), cell: Some((row.into(), column)), splices });
                }
                _ => {}
            }
        }
    }
    edits
}

#[test]
fn all_accepted_is_the_merge_and_all_refused_the_document_as_it_was() {
    let fresh = bytes(&long());
    for (name, theirs) in documents() {
        let document = read(&theirs).unwrap();
        for seed in 0..6 {
            let (edits, _) = edits(&document, &mut Dice::new(500 + seed));
            proved(&name, &theirs, &fresh, &edits);
        }
    }
}

#[test]
fn rows_of_tables_are_proved_both_ways() {
    let fresh = bytes(&several());
    let document = read(&fresh).unwrap();
    for seed in 0..30 {
        let edits = of_tables(&document, &mut Dice::new(900 + seed));
        proved("annexes", &fresh, &fresh, &edits);
    }
}

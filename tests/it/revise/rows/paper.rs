//! The same in a .docx: what a person does to the rows of its tables, which of them are bold, and what is written there.

use crate::revise::revise;
use chengwen::docx::{How, Renewal, patch, read};
use chengwen::model::base::Base;
use chengwen::package::xml::{Element, Node, parse};
use jiff::civil::date;

use super::super::apply::apply;
use super::super::random::world::Dice;
use super::hand::Act;
use super::office::Office;
use super::{Standing, tables};
use crate::docx::package::{Package, all};
use crate::docx::specimens::{bytes, look};
use crate::patch::saved::with_parts;

const HOW: How = How { track: false, moment: date(2026, 3, 7).at(9, 30, 0, 0) };

#[test]
fn rows_go_with_their_entries_in_a_document_with_their_format() {
    for seed in 0..12 {
        let mut dice = Dice::new(seed ^ 0xd0c);
        let mut office = Office::new(&mut dice);
        let mut base = Base::of(&office.report(), "run", "kind");
        let mut stands = Standing::of(&office);
        let mut document = bytes(&office.report(), &look());
        for round in 0..3 {
            let told = format!("{seed}, round {round}");
            for _ in 0..dice.below(5) {
                let (table, acts) = stands.act(&mut dice, &mut office);
                document = acts.iter().fold(document, |document, act| done(&document, table, act));
            }
            (0..dice.below(5)).for_each(|_| drop(office.revise(&mut dice)));
            let (theirs, fresh) = (read(&document).unwrap(), office.report());
            let cells = |table: usize| stands.tables[table].iter().map(|row| row.cells.clone());
            (0..2).for_each(|table| {
                assert!(tables(&theirs)[table].1.iter().cloned().eq(cells(table)), "{told}")
            });
            let noted = revise(&base, &theirs, &fresh).value;
            let renewal = Renewal { edits: &noted.edits, stands: &noted.stands, measures: &[] };
            let renewed = patch(&document, &bytes(&fresh, &look()), renewal, &noted.base, &HOW).unwrap();
            let (result, after) = (apply(&theirs, &fresh, &noted.edits).0, read(&renewed).unwrap());
            stands = stands.after(&theirs, &result, &noted.edits, &office);
            for table in 0..2 {
                assert_eq!(tables(&after)[table].1, tables(&result)[table].1, "{told}");
                let bold: Vec<bool> = stands.tables[table].iter().map(|row| row.bold).collect();
                assert_eq!(is_bold(&renewed, table), bold, "{told}: {}", stands.told());
            }
            assert!(
                patch(&renewed, &bytes(&fresh, &look()), &[], &noted.base, &HOW).unwrap() == renewed,
                "{told}"
            );
            (base, document) = (noted.base, renewed);
        }
    }
}

/// The document after an act.
fn done(document: &[u8], table: usize, act: &Act) -> Vec<u8> {
    with_parts(document, |parts| {
        let part = parts.get_mut("word/document.xml").unwrap();
        let mut tree = parse(std::str::from_utf8(part).unwrap()).unwrap();
        let body = tree.elements_mut().find(|child| child.name == "w:body").unwrap();
        let rows =
            &mut body.elements_mut().filter(|child| child.name == "w:tbl").nth(table).unwrap().children;
        let first =
            rows.iter().position(|node| matches!(node, Node::Element(row) if row.name == "w:tr")).unwrap();
        match act {
            Act::Move { from, to } => {
                let row = rows.remove(first + from);
                rows.insert(first + to, row);
            }
            Act::Delete(at) => drop(rows.remove(first + at)),
            Act::Insert { at, cells } => {
                let mut row = rows[first + at - 1].clone();
                cells.iter().enumerate().for_each(|(column, text)| retype(&mut row, column, text));
                rows.insert(first + at, row);
            }
            Act::Retype { row, column, text } => retype(&mut rows[first + row], *column, text),
            Act::Bold(at) => embolden(element(&mut rows[first + at])),
        }
        *part = tree.to_part().into_bytes();
    })
}

fn element(node: &mut Node) -> &mut Element {
    match node {
        Node::Element(element) => element,
        _ => panic!("no element"),
    }
}

/// Other words in a cell, in the format of its first run.
fn retype(row: &mut Node, column: usize, text: &str) {
    let mut cells = element(row).elements_mut().filter(|child| child.name == "w:tc");
    let cell = cells.nth(column).unwrap();
    let paragraph = cell.elements_mut().find(|child| child.name == "w:p").unwrap();
    let run = paragraph.elements().find(|child| child.name == "w:r").cloned();
    let keep =
        |name: &'static str| move |node: &Node| matches!(node, Node::Element(child) if child.name == name);
    paragraph.children.retain(keep("w:pPr"));
    let mut run = run.unwrap_or_else(|| Element::new("w:r"));
    run.children.retain(keep("w:rPr"));
    let text = Element { children: vec![Node::Text(text.to_owned())], ..Element::new("w:t") };
    run.children.push(Node::Element(text));
    paragraph.children.push(Node::Element(run));
}

fn embolden(element: &mut Element) {
    if element.name == "w:r" && !all(element).any(|child| child.name == "w:b") {
        if !element.elements().any(|child| child.name == "w:rPr") {
            element.children.insert(0, Node::Element(Element::new("w:rPr")));
        }
        let formats = element.elements_mut().filter(|child| child.name == "w:rPr");
        formats.for_each(|format| format.children.push(Node::Element(Element::new("w:b"))));
    }
    element.elements_mut().for_each(embolden);
}

/// Which rows of a table are bold.
fn is_bold(document: &[u8], table: usize) -> Vec<bool> {
    let tree = Package::open_any(document).tree("word/document.xml");
    let body = tree.elements().find(|child| child.name == "w:body").unwrap();
    let table = body.elements().filter(|child| child.name == "w:tbl").nth(table).unwrap();
    let rows = table.elements().filter(|child| child.name == "w:tr");
    rows.map(|row| all(row).any(|child| child.name == "w:b")).collect()
}

//! Annexes that come into a report that had none, with their pages, tables and charts, and are renewed.

use chengwen::docx::{How, patch, read};
use chengwen::model::document::{Document, Shape};
use chengwen::model::revision::Edit;

use super::{PLAIN, TRACKED, base, bytes, texts};
use crate::docx::annexed::several;
use crate::docx::package::{Package, all};
use crate::docx::specimens::long;

/// The texts that are not blank.
fn filled(document: &Document) -> Vec<&str> {
    texts(document).into_iter().filter(|text| !text.trim().is_empty()).collect()
}

/// How the pages lie, section by section.
fn pages(document: &[u8]) -> Vec<bool> {
    let tree = Package::open_any(document).tree("word/document.xml");
    let lies = |size: &chengwen::package::xml::Element| size.attribute("w:orient") == Some("landscape");
    all(&tree).filter(|element| element.name == "w:pgSz").map(lies).collect()
}

fn with_annexes(theirs: &[u8], how: How) -> Vec<u8> {
    let report = several();
    let document = read(theirs).unwrap();
    let signature = document.blocks.iter().position(|block| block.hints == ["signature"]).unwrap();
    let new = report.blocks.iter().filter(|block| block.id.starts_with("annex_"));
    let edits: Vec<Edit> = new
        .map(|block| {
            let before = if block.id.ends_with("_note") { signature } else { document.blocks.len() };
            Edit::Insert { before: before.into(), fresh: block.id.clone(), splices: Vec::new() }
        })
        .collect();
    patch(theirs, &bytes(&report), &edits, &base(), &how).unwrap()
}

#[test]
fn annexes_come_in_on_pages_that_lie_as_they_do() {
    let folder = crate::scratch::patched();
    let fresh = bytes(&several());
    for (name, how) in [("plain", PLAIN), ("tracked", TRACKED)] {
        let whole = with_annexes(&bytes(&long()), how);
        assert_eq!(filled(&read(&whole).unwrap()), filled(&read(&fresh).unwrap()));
        assert_eq!(pages(&whole), pages(&fresh));
        assert_eq!(pages(&whole), [false, true, false, true]);
        let blank =
            |bytes: &[u8]| read(bytes).unwrap().blocks.iter().filter(|block| block.is_blank()).count();
        assert_eq!(blank(&whole), blank(&fresh));
        std::fs::write(format!("{folder}/{name}-annexes.docx"), whole).unwrap();
    }
}

#[test]
fn a_renewed_chart_leaves_no_old_one_behind() {
    let once = with_annexes(&bytes(&long()), PLAIN);
    let document = read(&once).unwrap();
    let renewed = |id: &str| {
        let at = document.blocks.iter().position(|block| block.hints == [id]).unwrap();
        [
            Edit::Remove { at: at.into() },
            Edit::Insert { before: at.into(), fresh: id.to_owned(), splices: Vec::new() },
        ]
    };
    let edits: Vec<Edit> = ["annex_a3_chart", "annex_a1_table"].into_iter().flat_map(renewed).collect();
    let twice = patch(&once, &bytes(&several()), &edits, &base(), &PLAIN).unwrap();
    let (before, after) = (read(&once).unwrap(), read(&twice).unwrap());
    assert_eq!(texts(&after), texts(&before));
    assert!(after.blocks.iter().zip(&before.blocks).all(|(new, old)| new.hints == old.hints));
    assert_eq!(pages(&twice), pages(&once));
    let parts = |bytes: &[u8]| {
        let package = Package::open_any(bytes);
        let charts = package.parts.keys().filter(|name| name.contains("chart") || name.contains("embed"));
        (charts.count(), package.parts["[Content_Types].xml"].matches("chart").count())
    };
    assert_eq!(parts(&twice), parts(&once));
    assert!(parts(&once).0 > 0);
    let folder = crate::scratch::patched();
    std::fs::write(format!("{folder}/renewed-annexes.docx"), twice).unwrap();
}

#[test]
fn a_table_of_an_annex_is_read_cell_by_cell() {
    let document = read(&bytes(&several())).unwrap();
    let found = document.blocks.iter().find(|block| block.hints == ["annex_a1_table"]).unwrap();
    let Shape::Table(rows) = &found.shape else { panic!("{found:?}") };
    let block = several().blocks.into_iter().find(|block| block.id == "annex_a1_table").unwrap();
    let expected = chengwen::model::base::Base::of(&several(), "", "").blocks;
    let expected = &expected.iter().find(|other| other.id == block.id).unwrap().rows;
    assert_eq!(*rows, expected.iter().map(|row| row.cells.clone()).collect::<Vec<_>>());
}

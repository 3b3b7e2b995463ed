//! Small sheets and styles → the same patched, as written by hand.
#![allow(clippy::unwrap_used)]

use super::SheetPatch;
use super::sheet::patch;
use super::styles::{Made, Styles};
use crate::workbook::at::At;

const STYLES: &str = "<styleSheet><fonts><font/></fonts><fills count=\"1\"><fill/></fills>\
    <cellXfs count=\"2\"><xf fillId=\"0\"/><xf fillId=\"0\" borderId=\"1\"/></cellXfs></styleSheet>";

fn patched(text: &str, marks: &[At], notes: &[(At, &str)]) -> Option<String> {
    let change = SheetPatch {
        name: String::new(),
        marks: marks.iter().copied().collect(),
        notes: notes.iter().map(|(at, note)| (*at, (*note).to_owned())).collect(),
        column: 3,
    };
    patch(text, &change, &mut Styles::read(STYLES).unwrap()).ok()
}

const COLUMNS: &str = "<cols><col min=\"4\" max=\"4\" width=\"60\" customWidth=\"1\"/></cols>";

#[test]
fn only_what_is_touched_changes() {
    let before = "<?xml version='1.0'?>\r\n<worksheet  a='1'><dimension ref=\"A1:C2\"/><sheetData>\
        <row r=\"1\" spans=\"1:3\"><c r='A1' t=\"s\"><v>0</v></c></row>\
        <row r='2' ><c  r=\"A2\" s=\"1\" ><f>1&amp;2</f><v>3</v></c><c r=\"C2\"/></row></sheetData><x/></worksheet>";
    let after = format!(
        "<?xml version='1.0'?>\r\n<worksheet  a='1'><dimension ref=\"A1:D2\"/>{COLUMNS}<sheetData>\
        <row r=\"1\" spans=\"1:3\"><c r='A1' t=\"s\"><v>0</v></c></row>\
        <row r='2' ><c  r=\"A2\" s=\"2\" ><f>1&amp;2</f><v>3</v></c><c r=\"B2\" s=\"3\"/><c r=\"C2\"/>\
        <c r=\"D2\" s=\"4\" t=\"inlineStr\"><is><t xml:space=\"preserve\">甲&lt;乙</t></is></c></row></sheetData><x/></worksheet>"
    );
    assert_eq!(patched(before, &[(1, 0), (1, 1)], &[((1, 3), "甲<乙")]).unwrap(), after);
}

#[test]
fn rows_and_cells_need_not_say_where_they_stand() {
    let before = "<x:worksheet><x:sheetData><x:row><x:c/><x:c/></x:row><x:row/></x:sheetData></x:worksheet>";
    let columns = COLUMNS.replace("<c", "<x:c").replace("</c", "</x:c");
    let after = format!(
        "<x:worksheet>{columns}<x:sheetData><x:row><x:c/><x:c s=\"2\"/></x:row><x:row>\
        <x:c r=\"A2\" s=\"2\"/></x:row><x:row r=\"4\"><x:c r=\"D4\" s=\"3\" t=\"inlineStr\"><x:is>\
        <x:t xml:space=\"preserve\">丙</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    );
    assert_eq!(patched(before, &[(0, 1), (1, 0)], &[((3, 3), "丙")]).unwrap(), after);
}

#[test]
fn a_cell_of_notes_is_replaced_or_cleared() {
    let before = "<w><sheetData><row r=\"1\"><c r=\"D1\" s=\"1\" t=\"s\"><v>7</v></c><c r=\"E1\"/></row>\
        <row r=\"2\"><c r=\"D2\" s=\"1\"/></row></sheetData></w>";
    let after = format!(
        "<w>{COLUMNS}<sheetData><row r=\"1\"><c r=\"D1\" s=\"1\"/><c r=\"E1\"/></row><row r=\"2\">\
        <c r=\"D2\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">丁</t></is></c></row></sheetData></w>"
    );
    assert_eq!(patched(before, &[], &[((0, 3), ""), ((1, 3), "丁")]).unwrap(), after);
}

#[test]
fn a_sheet_out_of_order_or_cut_short_is_not_patched() {
    for text in [
        "<w><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></w>",
        "<w><sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData></w>",
        "<w><sheetData><row r=\"1\"/>",
        "<w></w>",
        "<!DOCTYPE w><w><sheetData/></w>",
    ] {
        assert_eq!(patched(text, &[(0, 0)], &[]), None, "{text}");
    }
}

#[test]
fn formats_are_made_from_those_that_are_there() {
    let mut styles = Styles::read(STYLES).unwrap();
    let mark = Made::Mark;
    assert_eq!(
        (styles.made(1, mark), styles.made(1, Made::Note), styles.made(1, mark)),
        (Ok(2), Ok(3), Ok(2))
    );
    let written = styles.written().unwrap();
    let red = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFF0000\"/>";
    assert!(written.contains(&format!("<fills count=\"3\"><fill/>{red}")), "{written}");
    let added = "<xf fillId=\"1\" borderId=\"1\" applyFill=\"1\"/><xf fillId=\"0\" borderId=\"1\" \
        applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf></cellXfs>";
    assert!(written.contains("<cellXfs count=\"4\"><xf fillId=\"0\"/>"), "{written}");
    assert!(written.ends_with(&format!("{added}</styleSheet>")), "{written}");
}

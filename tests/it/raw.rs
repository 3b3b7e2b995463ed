//! Files as they lie on the disk, read without the library: cells of workbooks, paragraphs of a .docx.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use calamine::Reader as _;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// The cells of one sheet as text, by row and column counted from one.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    cells: BTreeMap<(u32, u32), String>,
    /// Merged areas: first row and column, last row and column.
    merges: Vec<[u32; 4]>,
}

impl Sheet {
    /// The text of a cell without white space around it; `""` for a blank one.
    pub(crate) fn at(&self, column: char, row: u32) -> &str {
        self.get(row, u32::from(column) - u32::from('A') + 1)
    }

    pub(crate) fn get(&self, row: u32, column: u32) -> &str {
        self.cells.get(&(row, column)).map_or("", |text| text.trim())
    }

    /// The text of a cell, or that of the merged area that it lies in.
    pub(crate) fn shown(&self, row: u32, column: u32) -> &str {
        let lies_in = |area: &&[u32; 4]| {
            let [top, left, bottom, right] = **area;
            (top..=bottom).contains(&row) && (left..=right).contains(&column)
        };
        match self.merges.iter().find(lies_in) {
            Some([top, left, ..]) => self.get(*top, *left),
            None => self.get(row, column),
        }
    }

    /// The texts of all cells.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.values().map(String::as_str)
    }

    /// The rows in which any cell has text.
    pub(crate) fn rows(&self) -> BTreeSet<u32> {
        let filled = self.cells.iter().filter(|(_, text)| !text.trim().is_empty());
        filled.map(|((row, _), _)| *row).collect()
    }

    /// The rows from `first` on whose `column` holds a whole number: those that a person numbered.
    pub(crate) fn numbered(&self, column: char, first: u32) -> Vec<u32> {
        let numbered = |row: &u32| self.at(column, *row).parse::<u32>().is_ok();
        self.rows().into_iter().filter(|row| *row >= first).filter(numbered).collect()
    }
}

/// The sheets of a workbook by their names.
pub(crate) fn workbook(path: &str, bytes: &[u8]) -> BTreeMap<String, Sheet> {
    if path.ends_with(".csv") {
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".csv");
        return BTreeMap::from([(name.to_owned(), separated(bytes))]);
    }
    if path.ends_with(".xlsx") { xlsx(bytes) } else { other(bytes) }
}

/// An .xls or .ods.
fn other(bytes: &[u8]) -> BTreeMap<String, Sheet> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let sheets = book.worksheets().into_iter().map(|(name, range)| {
        let (top, left) = range.start().unwrap_or_default();
        let cells = range.used_cells();
        let cells = cells
            .map(|(row, column, data)| ((top + row as u32 + 1, left + column as u32 + 1), data.to_string()));
        (name, Sheet { cells: cells.collect(), merges: Vec::new() })
    });
    sheets.collect()
}

/// Separated text without blank lines.
fn separated(bytes: &[u8]) -> Sheet {
    let utf8 = std::str::from_utf8(bytes).map(str::to_owned);
    let text = utf8.unwrap_or_else(|_| encoding_rs::GB18030.decode(bytes).0.into_owned());
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    for (row, record) in (1..).zip(reader.records().map(Result::unwrap)) {
        for (column, text) in (1..).zip(&record) {
            sheet.cells.insert((row, column), text.to_owned());
        }
    }
    sheet
}

fn xlsx(bytes: &[u8]) -> BTreeMap<String, Sheet> {
    let parts = parts(bytes);
    let mut targets = BTreeMap::new();
    elements(&parts["xl/_rels/workbook.xml.rels"], |_, element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            targets.insert(id, target.trim_start_matches("/xl/").to_owned());
        }
    });
    let strings = parts.get("xl/sharedStrings.xml").map_or_else(Vec::new, |part| texts_in(part, "si"));
    let mut sheets = BTreeMap::new();
    elements(&parts["xl/workbook.xml"], |name, element| {
        if name == "sheet" {
            let part = &parts[&format!("xl/{}", targets[&attribute(element, "id").unwrap()])];
            sheets.insert(attribute(element, "name").unwrap(), sheet(part, &strings));
        }
    });
    sheets
}

fn sheet(part: &str, strings: &[String]) -> Sheet {
    let mut sheet = Sheet::default();
    let mut reader = quick_xml::Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    let (mut at, mut shared, mut value, mut inside) = ((0, 0), false, String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => match element.local_name().as_ref() {
                "c" => {
                    at = address(&attribute(&element, "r").unwrap());
                    shared = attribute(&element, "t").as_deref() == Some("s");
                    value.clear();
                }
                "v" | "t" => inside = true,
                "mergeCell" => {
                    let area = attribute(&element, "ref").unwrap();
                    let (first, last) = area.split_once(':').unwrap();
                    let ((top, left), (bottom, right)) = (address(first), address(last));
                    sheet.merges.push([top, left, bottom, right]);
                }
                _ => {}
            },
            Event::Text(text) if inside => value.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if inside => value.push(character(&entity)),
            Event::End(element) => match element.local_name().as_ref() {
                "v" | "t" => inside = false,
                "c" if shared => {
                    drop(sheet.cells.insert(at, strings[value.parse::<usize>().unwrap()].clone()))
                }
                "c" => drop(sheet.cells.insert(at, value.clone())),
                _ => {}
            },
            Event::Eof => return sheet,
            _ => {}
        }
    }
}

/// The paragraphs of the body of a .docx, those without text left out.
pub(crate) fn paragraphs(docx: &[u8]) -> Vec<String> {
    let texts = texts_in(&parts(docx)["word/document.xml"], "p");
    texts.into_iter().filter(|text| !text.trim().is_empty()).collect()
}

/// The parts of a package that are text.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        if file.read_to_string(&mut text).is_ok() {
            parts.insert(name, text);
        }
    }
    parts
}

/// The parts of a package that are no text.
pub(crate) fn binary_parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if std::str::from_utf8(&bytes).is_err() {
            parts.insert(file.name().unwrap().into_owned(), bytes);
        }
    }
    parts
}

/// What stands in the `t` elements of each element of a name.
fn texts_in(part: &str, whole: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut inside = false;
    let mut reader = quick_xml::Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.local_name().as_ref() == whole => texts.push(String::new()),
            Event::Start(element) if element.local_name().as_ref() == "t" => inside = true,
            Event::End(element) if element.local_name().as_ref() == "t" => inside = false,
            Event::Text(text) if inside => texts.last_mut().unwrap().push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if inside => texts.last_mut().unwrap().push(character(&entity)),
            Event::Eof => return texts,
            _ => {}
        }
    }
}

fn elements(part: &str, mut visit: impl FnMut(&str, &BytesStart)) {
    let mut reader = quick_xml::Reader::from_str(part);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => visit(element.local_name().as_ref(), &element),
            Event::Eof => return,
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().map(Result::unwrap).find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
}

fn character(entity: &quick_xml::events::BytesRef) -> char {
    let named = || quick_xml::escape::resolve_predefined_entity(entity).unwrap().chars().next().unwrap();
    entity.resolve_char_ref().unwrap().unwrap_or_else(named)
}

/// `B4` → row 4, column 2.
pub(crate) fn address(text: &str) -> (u32, u32) {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or_else(|| panic!("not an address: {text}"));
    let (letters, row) = text.split_at(digits);
    assert!(!letters.is_empty(), "not an address: {text}");
    let column = letters.chars().fold(0, |column, c| {
        assert!(c.is_ascii_uppercase(), "not an address: {text}");
        column * 26 + u32::from(c) - u32::from('A') + 1
    });
    (row.parse().unwrap(), column)
}

//! A grid written as text → workbooks.

use chengwen::model::origin::Places;
use chengwen::model::value::Text;
use chengwen::recognize::Options;
use chengwen::workbook::{Area, Cell, Row, Sheet, Workbook};
use jiff::civil::{Date, Time};

/// The first half of a case.
pub(crate) fn parse(input: &str) -> (Vec<Workbook>, Places, Options) {
    let (mut workbooks, mut places, mut options): (Vec<Workbook>, _, _) =
        (Vec::new(), Places::default(), Options::default());
    let (mut file, mut row) = ("表.xlsx".to_owned(), 0);
    for line in input.lines() {
        if let Some(directive) = line.strip_prefix("# ") {
            let (name, value) = directive.split_once(": ").unwrap();
            let sheet = workbooks.last_mut().and_then(|book| book.sheets.last_mut());
            match name {
                "file" => file = value.to_owned(),
                "sheet" | "hidden sheet" | "text" => {
                    let id = places.enter(&file, value);
                    if workbooks.last().is_none_or(|book| book.file != file) {
                        workbooks.push(Workbook { file: file.clone(), sheets: Vec::new() });
                    }
                    row = 0;
                    workbooks.last_mut().unwrap().sheets.push(Sheet {
                        id,
                        name: value.to_owned(),
                        hidden: name.starts_with("hidden"),
                        rows: Vec::new(),
                        merges: Vec::new(),
                        hidden_rows: Vec::new(),
                        text: name == "text",
                    });
                }
                "merge" => sheet.unwrap().merges.extend(value.split(' ').map(area)),
                "hide" => {
                    sheet.unwrap().hidden_rows.extend(value.split(' ').map(|n| n.parse::<u32>().unwrap() - 1))
                }
                "row" => row = value.parse::<u32>().unwrap() - 1,
                "options" => options.hidden_sheets = value == "hidden_sheets",
                _ => panic!("unknown directive {name}"),
            }
            continue;
        }
        let cells: Vec<(u32, Cell)> =
            (0..).zip(line.split('|')).filter_map(|(at, text)| Some((at, cell(text.trim())?))).collect();
        if !cells.is_empty() {
            let sheet = workbooks.last_mut().and_then(|book| book.sheets.last_mut()).expect("a sheet first");
            sheet.rows.push(Row { index: row, cells });
        }
        row += 1;
    }
    for sheet in workbooks.iter_mut().flat_map(|book| &mut book.sheets) {
        sheet.merges.sort();
    }
    (workbooks, places, options)
}

/// One cell as a case writes it.
pub(crate) fn cell(text: &str) -> Option<Cell> {
    if text.is_empty() {
        return None;
    }
    if let Some(date) = text.strip_prefix('@') {
        return Some(Cell::Date(date.parse::<Date>().unwrap().to_datetime(Time::midnight())));
    }
    if let Ok(number) = text.parse::<f64>() {
        return Some(Cell::Number(number));
    }
    let text = text.strip_prefix('\'').unwrap_or(text).replace("\\n", "\n");
    Some(Cell::Text(Text::from(text)))
}

fn area(text: &str) -> Area {
    let (first, last) = text.split_once(':').unwrap();
    let ((top, left), (bottom, right)) = (at(first), at(last));
    Area { top, left, bottom, right }
}

fn at(text: &str) -> (u32, u32) {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap();
    let column = text[..digits].bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
    (text[digits..].parse::<u32>().unwrap() - 1, column - 1)
}

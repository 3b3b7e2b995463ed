//! What each sheet was taken for → the JSON of `tables`, and lines for a clerk.

use std::fmt::Write as _;

use chengwen::finding::Lang;
use chengwen::kind::TableRule;
use chengwen::model::origin::{Places, address};
use chengwen::recognize::{By, Seen, SeenColumn};
use serde_json::{Value, json};

/// One object for each table that was seen, and for each sheet that is not read.
pub(super) fn sheets(seen: &[Seen], tables: &[TableRule], places: &Places, lang: Lang) -> Vec<Value> {
    seen.iter().map(|seen| sheet(seen, tables, places, lang)).collect()
}

fn sheet(seen: &Seen, tables: &[TableRule], places: &Places, lang: Lang) -> Value {
    let place = places.name(seen.sheet);
    let rule = |table: Option<usize>| table.and_then(|table| tables.get(table));
    let table = rule(seen.table);
    let why = seen.why.iter().map(|why| why.say()[lang as usize].clone());
    json!({
        "file": place.file,
        "sheet": place.sheet,
        "table": table.map(|rule| &rule.id),
        "name": table.map(|rule| &rule.name),
        "header_rows": seen.header_rows.map(|(first, last)| [first + 1, last + 1]),
        "confidence": seen.confidence.word(),
        "why": why.collect::<Vec<_>>(),
        "second": rule(seen.second).map(|rule| &rule.id),
        "columns": seen.columns.iter().map(|column| column_of(seen, column, table)).collect::<Vec<_>>(),
    })
}

/// A column that fills two fields is that of the wider one.
fn column_of(sheet: &Seen, seen: &SeenColumn, table: Option<&TableRule>) -> Value {
    let field = |field: Option<usize>| field.and_then(|field| table?.fields.get(field));
    let own = field(seen.field);
    let wider = field(table.and_then(|table| sheet.also_filled(seen, table)));
    json!({
        "column": address(0, seen.at).trim_end_matches('1'),
        "header": &*seen.header,
        "field": wider.or(own).map(|field| &field.id),
        "fills": wider.iter().chain(&own).map(|field| &field.id).collect::<Vec<_>>(),
        "name": wider.or(own).map(|field| &field.name),
        "by": seen.by.map(By::word),
        "nearest": field(seen.nearest).map(|field| &field.id),
        "aspect": seen.about.as_ref().and_then(|about| about.aspect.as_deref()),
        "target": seen.about.as_ref().and_then(|about| about.target.as_deref()),
        "samples": seen.samples,
    })
}

/// The same for a clerk: the sheet, what it is and why, then a line for each column.
pub(super) fn plain(sheet: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("—").to_owned();
    let list = |value: &Value, by: &str| {
        let texts = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        texts.collect::<Vec<_>>().join(by)
    };
    let mut out = format!(
        "{} › {}\t{}\t{}\t{}",
        text(&sheet["file"]),
        text(&sheet["sheet"]),
        text(&sheet["name"]),
        text(&sheet["confidence"]),
        list(&sheet["why"], "；")
    );
    for column in sheet["columns"].as_array().into_iter().flatten() {
        let [letter, header, field] = ["column", "header", "name"].map(|key| text(&column[key]));
        let about = ["aspect", "target"].map(|key| column[key].as_str()).into_iter().flatten();
        let about = about.filter(|about| *about != header).map(|about| format!("（{about}）"));
        let field = field + &about.collect::<String>();
        let _ = write!(out, "\n  {letter}\t{header}\t{field}\t{}", list(&column["samples"], "｜"));
    }
    out
}

//! A look as its file states it → values that no page can have, and a type area that is larger than its paper.

use toml::{Table, Value};

use super::quoted;
use crate::finding::kinds::{KindFault, Wanted};
use crate::model::look::Look;

/// The least and the most of each number by its place: millimetres of paper, points of type, characters, lines.
/// What office programs set is far inside; outside of it documents are invalid or unreadable.
pub(in crate::kind) const RANGES: [(&str, f64, f64); 41] = [
    ("page.width", 50.0, 550.0),
    ("page.height", 50.0, 550.0),
    ("page.top", 0.0, 200.0),
    ("page.left", 0.0, 200.0),
    ("page.text_width", 20.0, 500.0),
    ("page.text_height", 20.0, 500.0),
    ("page.lead", 0.0, 20.0),
    ("body.size", 5.0, 72.0),
    ("body.line", 5.0, 150.0),
    ("body.spacing", -5.0, 20.0),
    ("body.indent", 0.0, 10.0),
    ("head.size", 5.0, 150.0),
    ("head.least", 5.0, 150.0),
    ("head.top", 0.0, 200.0),
    ("head.gap", 0.0, 20.0),
    ("head.indent", 0.0, 20.0),
    ("head.rule_gap", 0.0, 50.0),
    ("head.rule", 0.25, 6.0),
    ("head.title_gap", 0.0, 20.0),
    ("head.preprinted_rule", 0.0, 500.0),
    ("title.size", 5.0, 100.0),
    ("title.line", 5.0, 150.0),
    ("signature.right", 0.0, 25.0),
    ("signature.step", 0.0, 25.0),
    ("signature.date_right", 0.0, 25.0),
    ("signature.seal", 5.0, 100.0),
    ("signature.seal_gap", 0.0, 50.0),
    ("signature.seal_lines", 0.0, 20.0),
    ("signature.stamp", 1.0, 150.0),
    ("signature.stamp_lines", 0.0, 20.0),
    ("signature.stamp_step", 0.0, 25.0),
    ("imprint.size", 5.0, 72.0),
    ("imprint.line", 5.0, 150.0),
    ("imprint.indent", 0.0, 10.0),
    ("imprint.thick", 0.05, 2.0),
    ("imprint.thin", 0.05, 2.0),
    ("page_number.size", 5.0, 72.0),
    ("page_number.indent", 0.0, 10.0),
    ("page_number.bottom", 0.0, 200.0),
    ("annex.size", 5.0, 72.0),
    ("annex.line", 5.0, 150.0),
];

/// What is wrong in a look, with the words that lead to its line.
pub(in crate::kind) fn fault(look: &Look) -> Option<(Vec<String>, KindFault)> {
    let table = Table::try_from(look).ok()?;
    RANGES.iter().find_map(|range| out_of(&table, *range)).or_else(|| colour(look)).or_else(|| off_page(look))
}

fn out_of(table: &Table, (place, least, most): (&str, f64, f64)) -> Option<(Vec<String>, KindFault)> {
    let (part, key) = place.split_once('.')?;
    let value = table.get(part)?.get(key)?;
    let numbers = match value {
        Value::Array(list) => list.iter().filter_map(number).collect(),
        one => number(one).into_iter().collect::<Vec<f64>>(),
    };
    let wrong = numbers.into_iter().find(|number| !(least..=most).contains(number))?;
    let wanted = Wanted::Between { low: least.to_string(), high: most.to_string() };
    let fault = KindFault::Value { key: place.to_owned(), value: wrong.to_string(), wanted };
    Some((vec![format!("[{part}]"), format!("{key} =")], fault))
}

fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
}

fn colour(look: &Look) -> Option<(Vec<String>, KindFault)> {
    let colour = &look.head.colour;
    let fits = colour.len() == 6 && colour.chars().all(|c| c.is_ascii_hexdigit());
    let fault =
        || KindFault::Value { key: "head.colour".into(), value: colour.clone(), wanted: Wanted::Colour };
    (!fits).then(|| (vec![quoted(colour)], fault()))
}

fn off_page(look: &Look) -> Option<(Vec<String>, KindFault)> {
    let page = &look.page;
    let edges = [
        ("left + text_width", page.left + page.text_width, page.width),
        ("top + text_height", page.top + page.text_height, page.height),
    ];
    let off = edges.into_iter().find(|(_, used, paper)| used > paper)?;
    Some((vec!["[page]".to_owned()], KindFault::OffPage(off.0.to_owned())))
}

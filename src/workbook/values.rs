//! A value of the foreign parser → a cell of a sheet.

use calamine::DataRef;

use super::at::At;
use super::clean::Texts;
use super::draft::Draft;
use super::moments;
use super::sheet::{Area, Cell};

/// How a cell is formatted, as far as it matters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellFormat {
    /// Whether its font is struck through.
    pub struck: bool,
    /// A number in it is a date.
    pub date: bool,
}

/// Adds a value that the foreign parser gives.
pub(super) fn push_ref(draft: &mut Draft, at: At, data: &DataRef, texts: &mut Texts) {
    match data {
        DataRef::Empty => (),
        DataRef::SharedString(text) => draft.push_text(at, text, texts),
        DataRef::String(text) => draft.push_text(at, text, texts),
        DataRef::Int(number) => draft.push(at, Cell::Number(*number as f64)),
        DataRef::Float(number) => push_number(draft, at, *number, CellFormat::default(), false),
        DataRef::Bool(flag) => draft.push(at, Cell::Flag(*flag)),
        DataRef::DateTime(moment) => draft.push(at, moments::serial(moment)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => push_iso(draft, at, text, texts),
        DataRef::Error(error) => push_error(draft, at, &error.to_string(), texts),
    }
}

/// Adds a number as its format means it; what is no number at all is an unread cell.
pub(super) fn push_number(draft: &mut Draft, at: At, number: f64, format: CellFormat, from_1904: bool) {
    match number.is_finite() {
        true if format.date => push_cell(draft, at, moments::of_number(number, from_1904), format.struck),
        true => push_cell(draft, at, Cell::Number(number), format.struck),
        false => draft.unread.push(at),
    }
}

/// Adds a cell, unless it is struck through.
pub(super) fn push_cell(draft: &mut Draft, at: At, cell: Cell, struck: bool) {
    match struck {
        true => draft.strike(at, spell(&cell), String::new()),
        false => draft.push(at, cell),
    }
}

/// Adds a text, unless all of it is struck through.
pub(super) fn push_whole(draft: &mut Draft, at: At, text: &str, struck: bool, texts: &mut Texts) {
    match struck && !text.trim().is_empty() {
        true => draft.push_written(at, text, "", texts),
        false => draft.push_text(at, text, texts),
    }
}

/// Adds a date as ISO 8601 writes it; what is none stays text.
pub(super) fn push_iso(draft: &mut Draft, at: At, text: &str, texts: &mut Texts) {
    match moments::iso(text) {
        Some(date) => draft.push(at, Cell::Date(date)),
        None => draft.push_text(at, text, texts),
    }
}

/// Adds an error value, by the text that programs show for it.
pub(super) fn push_error(draft: &mut Draft, at: At, text: &str, texts: &mut Texts) {
    if let Some(text) = texts.keep(text) {
        draft.push(at, Cell::Error(text));
    }
}

/// An area by its first and last cell, whichever way round.
pub(super) fn area((top, left): At, (bottom, right): At) -> Area {
    Area { top: top.min(bottom), left: left.min(right), bottom: bottom.max(top), right: right.max(left) }
}

/// A cell as a person reads it.
pub(super) fn spell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => text.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(moment) if moment.time() == jiff::civil::Time::midnight() => moment.date().to_string(),
        Cell::Date(moment) => moment.to_string().replace('T', " "),
        Cell::Flag(flag) => flag.to_string().to_uppercase(),
    }
}

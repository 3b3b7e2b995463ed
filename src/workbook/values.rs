//! A value of the foreign parser → a cell of a sheet.

use calamine::{Data, DataRef};

use super::at::At;
use super::clean::Texts;
use super::draft::Draft;
use super::moments;
use super::sheet::{Area, Cell};

/// Adds a value of a whole sheet.
pub(super) fn push(draft: &mut Draft, at: At, data: &Data, texts: &mut Texts) {
    match data {
        Data::Empty => (),
        Data::Int(number) => draft.push(at, Cell::Number(*number as f64)),
        Data::Float(number) => push_number(draft, at, *number),
        Data::String(text) => draft.push_text(at, text, texts),
        Data::Bool(flag) => draft.push(at, Cell::Flag(*flag)),
        Data::DateTime(moment) => draft.push(at, moments::serial(moment)),
        Data::DateTimeIso(text) | Data::DurationIso(text) => push_iso(draft, at, text, texts),
        Data::Error(error) => push_error(draft, at, &error.to_string(), texts),
    }
}

/// Adds a streamed value.
pub(super) fn push_ref(draft: &mut Draft, at: At, data: &DataRef, texts: &mut Texts) {
    match data {
        DataRef::SharedString(text) => draft.push_text(at, text, texts),
        DataRef::String(text) => draft.push_text(at, text, texts),
        DataRef::Float(number) => push_number(draft, at, *number),
        other => push(draft, at, &Data::from(other.clone()), texts),
    }
}

/// Adds a number; what is no number at all is an unread cell.
fn push_number(draft: &mut Draft, at: At, number: f64) {
    match number.is_finite() {
        true => draft.push(at, Cell::Number(number)),
        false => draft.unread.push(at),
    }
}

/// Adds a date as ISO 8601 writes it; what is none stays text.
pub(super) fn push_iso(draft: &mut Draft, at: At, text: &str, texts: &mut Texts) {
    match moments::iso(text) {
        Some(date) => draft.push(at, Cell::Date(date)),
        None => draft.push_text(at, text, texts),
    }
}

/// Adds an error value.
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

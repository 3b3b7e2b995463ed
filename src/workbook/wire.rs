//! Parsed sheets → lines of JSON that one process hands another, and back.
//!
//! One line a cell, so that neither side holds more than the sheets themselves; the last line says that all was
//! written, for the writer may have been ended in the middle.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::at::At;
use super::clean::Texts;
use super::door::Parsed;
use super::draft::{Cut, Draft, Drafts};
use super::sheet::Cell;
use crate::finding::Reading;

/// What is handed over, piece by piece; all but the first two belong to the sheet that began last.
#[derive(Debug, Serialize, Deserialize)]
enum Line<'a> {
    /// The process has started; nothing is parsed yet.
    Begun,
    /// A sheet begins: its name, and whether it is hidden.
    Sheet(Cow<'a, str>, bool),
    /// A sheet that could not be read: its name and the reason.
    Lost(Cow<'a, str>, Cow<'a, Reading>),
    /// A text: row, column, characters.
    Text(u32, u32, Cow<'a, str>),
    /// The bits of the number: its decimal form would be parsed with an error in the last place.
    Number(u32, u32, u64),
    Date(u32, u32, Cow<'a, str>),
    Flag(u32, u32, bool),
    Error(u32, u32, Cow<'a, str>),
    Picture(u32, u32),
    Unread(u32, u32),
    Rare(u32, u32, Cow<'a, str>, Cow<'a, str>),
    /// The whole file could not be read.
    Refused(Cow<'a, Reading>),
    /// All was written; without it the other side ended too early.
    End,
}

/// Says that the process has started, before anything is parsed.
///
/// # Errors
/// When `out` does not take it.
pub fn begin(out: &mut impl Write) -> io::Result<()> {
    put(&Line::Begun, out)
}

/// Whether the process had started that wrote this.
#[must_use]
pub fn has_begun(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    matches!(serde_json::from_slice(first), Ok(Line::Begun))
}

/// Writes what parsing a file gave.
///
/// # Errors
/// When `out` does not take it.
pub fn write(parsed: &Result<Parsed, Reading>, out: &mut impl Write) -> io::Result<()> {
    match parsed {
        Ok(Parsed { drafts, .. }) => drafts.iter().try_for_each(|draft| write_sheet(draft, out))?,
        Err(reason) => put(&Line::Refused(Cow::Borrowed(reason)), out)?,
    }
    put(&Line::End, out)
}

fn put(line: &Line, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn write_sheet(draft: &Result<Draft, (String, Reading)>, out: &mut impl Write) -> io::Result<()> {
    let draft = match draft {
        Ok(draft) => draft,
        Err((name, reason)) => return put(&Line::Lost(name.into(), Cow::Borrowed(reason)), out),
    };
    put(&Line::Sheet((&draft.name).into(), draft.hidden), out)?;
    for row in &draft.rows {
        for (column, cell) in &row.cells {
            put(&line_of((row.index, *column), cell), out)?;
        }
    }
    let pictures = draft.pictures.iter().map(|(row, column)| Line::Picture(*row, *column));
    let unread = draft.unread.iter().map(|(row, column)| Line::Unread(*row, *column));
    pictures.chain(unread).try_for_each(|line| put(&line, out))?;
    let rare = |(row, column): &At, cut: &Cut| {
        Line::Rare(*row, *column, cut.before.clone().into(), cut.after.clone().into())
    };
    draft.rare.iter().try_for_each(|(at, cut)| put(&rare(at, cut), out))
}

fn line_of((row, column): At, cell: &Cell) -> Line<'_> {
    match cell {
        Cell::Text(text) => Line::Text(row, column, Cow::Borrowed(text)),
        Cell::Number(number) => Line::Number(row, column, number.to_bits()),
        Cell::Date(date) => Line::Date(row, column, date.to_string().into()),
        Cell::Flag(flag) => Line::Flag(row, column, *flag),
        Cell::Error(text) => Line::Error(row, column, Cow::Borrowed(text)),
    }
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// The reason that was written, or [`Reading::FileTooHeavy`] when not all was written.
pub fn read(bytes: &[u8]) -> Result<Parsed, Reading> {
    let mut texts = Texts::default();
    let mut drafts = Drafts::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        match serde_json::from_slice(line).map_err(|_| Reading::FileTooHeavy)? {
            Line::End => return Ok(Parsed { drafts, note: None }),
            Line::Refused(reason) => return Err(reason.into_owned()),
            Line::Sheet(name, hidden) => drafts.push(Ok(Draft::new(&name, hidden))),
            Line::Lost(name, reason) => drafts.push(Err((name.into_owned(), reason.into_owned()))),
            line => {
                if let Some(Ok(draft)) = drafts.last_mut() {
                    take(draft, line, &mut texts);
                }
            }
        }
    }
    Err(Reading::FileTooHeavy)
}

fn take(draft: &mut Draft, line: Line, texts: &mut Texts) {
    match line {
        Line::Text(row, column, text) => draft.push_text((row, column), &text, texts),
        Line::Number(row, column, bits) => draft.push((row, column), Cell::Number(f64::from_bits(bits))),
        Line::Date(row, column, text) => super::values::push_iso(draft, (row, column), &text, texts),
        Line::Flag(row, column, flag) => draft.push((row, column), Cell::Flag(flag)),
        Line::Error(row, column, text) => super::values::push_error(draft, (row, column), &text, texts),
        Line::Picture(row, column) => draft.pictures.push((row, column)),
        Line::Unread(row, column) => draft.unread.push((row, column)),
        Line::Rare(row, column, before, after) => {
            let cut = Cut { before: before.into_owned(), after: after.into_owned() };
            draft.rare.push(((row, column), cut));
        }
        Line::Begun | Line::Sheet(..) | Line::Lost(..) | Line::Refused(_) | Line::End => (),
    }
}

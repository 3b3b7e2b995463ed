//! The XML of a worksheet → the same with cells marked and notes written, copied through from start to end.

use std::collections::BTreeMap;

use super::SheetPatch;
use super::columns;
use super::styles::{Made, Styles};
use super::tag::Tag;
use crate::model::origin::address;
use crate::package::events::{Edge, each_tag};
use crate::package::open::PackageFault;
use crate::package::xml;
use crate::workbook::at::{At, cell_at, row_number};

/// What is done to one cell.
#[derive(Debug, Clone, Copy)]
enum Change<'p> {
    Mark,
    Note(&'p str),
}

/// The changes of one row, by column.
type RowChanges<'p> = BTreeMap<u32, Change<'p>>;

/// Patches a sheet. Rows or cells out of order are no sheet that could be patched safely.
pub(super) fn patch(text: &str, patch: &SheetPatch, styles: &mut Styles<'_>) -> Result<String, PackageFault> {
    let mut rows: BTreeMap<u32, RowChanges<'_>> = BTreeMap::new();
    for (row, column) in &patch.marks {
        rows.entry(*row).or_default().insert(*column, Change::Mark);
    }
    for ((row, column), note) in &patch.notes {
        rows.entry(*row).or_default().insert(*column, Change::Note(note));
    }
    let mut walk = MarkWalk {
        text,
        copied: 0,
        out: String::with_capacity(text.len() + text.len() / 8),
        styles,
        patch,
        rows,
        row: RowChanges::new(),
        next: (0, 0),
        last: (None, None),
        style: [0; 2],
        columns: Vec::new(),
        prefix: String::new(),
        seen: Seen::default(),
    };
    each_tag(text, |edge, name, at| match edge {
        Edge::Start => walk.start(name, (at.start, at.end), false),
        Edge::Empty => walk.start(name, (at.start, at.end), true),
        Edge::End => walk.end(name, (at.start, at.end)),
    })?;
    walk.finish()
}

/// Where the walk through the sheet stands.
struct MarkWalk<'t, 's, 'x, 'p> {
    text: &'t str,
    copied: usize,
    out: String,
    styles: &'s mut Styles<'x>,
    patch: &'p SheetPatch,
    /// The changes of rows that are still to come, and of the row that is open.
    rows: BTreeMap<u32, RowChanges<'p>>,
    row: RowChanges<'p>,
    /// Where the next row and cell stand when they do not say so themselves.
    next: At,
    /// The last row, and the last cell of the row.
    last: (Option<u32>, Option<u32>),
    /// The format of cells that the row does not have, and of its last cell.
    style: [u32; 2],
    columns: Vec<&'t str>,
    prefix: String,
    seen: Seen,
}

/// What is open, and what has been there.
#[derive(Debug, Default)]
struct Seen {
    data: bool,
    data_done: bool,
    in_columns: bool,
    columns: bool,
    /// Where a cell began that is replaced whole, with what replaces it.
    replaced: Option<(usize, String)>,
}

impl<'t> MarkWalk<'t, '_, '_, '_> {
    fn start(&mut self, name: &str, at: (usize, usize), empty: bool) -> Result<(), PackageFault> {
        let tag = Tag(self.text.get(at.0..at.1).ok_or(PackageFault::Damaged)?);
        match (self.seen.data, name) {
            (false, "dimension") => self.dimension(tag, at),
            (false, "cols") if empty => self.replace(at, ""),
            (false, "cols") => {
                self.seen.in_columns = true;
                Ok(())
            }
            (false, "col") if self.seen.in_columns => {
                self.columns.push(tag.0);
                Ok(())
            }
            (false, "sheetData") if !self.seen.data_done => self.open_data(tag, at, empty),
            (true, "row") => self.open_row(tag, at, empty),
            (true, "c") => self.open_cell(tag, at, empty),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str, (before, after): (usize, usize)) -> Result<(), PackageFault> {
        match (self.seen.data, name) {
            (false, "cols") => {
                self.seen.in_columns = false;
                self.seen.columns = true;
                let first = self.columns.first().map_or(before, |tag| self.place_of(tag));
                let new = columns::with_column(&self.columns, self.patch.column).concat();
                self.replace((first, before), &new)
            }
            (true, "sheetData") => {
                (self.seen.data, self.seen.data_done) = (false, true);
                let missing = self.rows_before(u32::MAX)?;
                self.replace((before, before), &missing)
            }
            (true, "row") => {
                let missing = self.cells_before(u32::MAX)?;
                self.next = (self.next.0.saturating_add(1), 0);
                self.replace((before, before), &missing)
            }
            (true, "c") => match self.seen.replaced.take() {
                Some((start, new)) => self.replace((start, after), &new),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn finish(mut self) -> Result<String, PackageFault> {
        let whole = self.seen.data_done && self.rows.is_empty();
        self.out.push_str(self.text.get(self.copied..).ok_or(PackageFault::Damaged)?);
        whole.then_some(self.out).ok_or(PackageFault::Damaged)
    }

    /// Copies up to a place, and writes something new instead of what stands there.
    fn replace(&mut self, (from, to): (usize, usize), new: &str) -> Result<(), PackageFault> {
        self.out.push_str(self.text.get(self.copied..from).ok_or(PackageFault::Damaged)?);
        self.out.push_str(new);
        self.copied = to;
        Ok(())
    }

    fn place_of(&self, part: &'t str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// Widens the area that the sheet says to use.
    fn dimension(&mut self, tag: Tag<'_>, at: (usize, usize)) -> Result<(), PackageFault> {
        let Some((first, last)) = tag.get("ref").map(|area| area.split_once(':').unwrap_or((area, area)))
        else {
            return Ok(());
        };
        let Some((first, last)) = cell_at(first).zip(cell_at(last)) else { return Ok(()) };
        let rows = || self.patch.notes.iter().filter(|(_, note)| !note.is_empty()).map(|((row, _), _)| *row);
        let top = rows().fold(first.0, u32::min);
        let bottom = rows().fold(last.0, u32::max);
        let (left, right) = (first.1.min(self.patch.column), last.1.max(self.patch.column));
        let area = format!("{}:{}", address(top, left), address(bottom, right));
        let new = tag.with("ref", &area);
        self.replace(at, &new)
    }

    fn open_data(&mut self, tag: Tag<'_>, at: (usize, usize), empty: bool) -> Result<(), PackageFault> {
        tag.prefix().clone_into(&mut self.prefix);
        if !self.seen.columns {
            let (prefix, number) = (&self.prefix, self.patch.column + 1);
            let new = format!("<{prefix}cols>{}</{prefix}cols>", columns::plain(prefix, number));
            self.replace((at.0, at.0), &new)?;
        }
        if !empty {
            self.seen.data = true;
            return Ok(());
        }
        self.seen.data_done = true;
        let new = format!("{}{}</{}>", tag.opened(), self.rows_before(u32::MAX)?, tag.name());
        self.replace(at, &new)
    }

    fn open_row(&mut self, tag: Tag<'_>, at: (usize, usize), empty: bool) -> Result<(), PackageFault> {
        if let Some(number) = tag.get("r") {
            self.next.0 = row_number(number).ok_or(PackageFault::Damaged)?;
        }
        let row = self.next.0;
        if self.last.0.is_some_and(|last| last >= row) {
            return Err(PackageFault::Damaged);
        }
        let missing = self.rows_before(row)?;
        self.last = (Some(row), None);
        self.next.1 = 0;
        let own = tag.number("s").filter(|_| matches!(tag.get("customFormat"), Some("1" | "true")));
        self.style = [own.unwrap_or(u32::MAX), own.unwrap_or(0)];
        let changes = self.rows.remove(&row);
        let touched = changes.is_some();
        self.row = changes.unwrap_or_default();
        let mut new = if touched { self.spanned(tag) } else { tag.0.to_owned() };
        if empty {
            if touched {
                let cells = self.cells_before(u32::MAX)?;
                new = format!("{}{cells}</{}>", Tag(&new).opened(), tag.name());
            }
            self.next.0 = row.saturating_add(1);
        }
        if touched || !missing.is_empty() { self.replace(at, &(missing + &new)) } else { Ok(()) }
    }

    /// The tag of a row that says to reach up to the column of notes.
    fn spanned(&self, tag: Tag<'_>) -> String {
        let spans = tag.get("spans").and_then(|spans| spans.split_once(':'));
        let bounds = spans.and_then(|(from, to)| Some((from.parse::<u32>().ok()?, to.parse::<u32>().ok()?)));
        let number = self.patch.column + 1;
        match bounds {
            Some((from, to)) if from <= to => {
                tag.with("spans", &format!("{}:{}", from.min(number), to.max(number)))
            }
            _ => tag.0.to_owned(),
        }
    }

    fn open_cell(&mut self, tag: Tag<'_>, at: (usize, usize), empty: bool) -> Result<(), PackageFault> {
        let mut cell = self.next;
        if let Some(reference) = tag.get("r") {
            cell = cell_at(reference).ok_or(PackageFault::Damaged)?;
        }
        if self.last.1.is_some_and(|last| last >= cell.1) {
            return Err(PackageFault::Damaged);
        }
        self.last.1 = Some(cell.1);
        self.next.1 = cell.1.saturating_add(1);
        if self.row.is_empty() {
            return Ok(());
        }
        let missing = self.cells_before(cell.1)?;
        let style = tag.number("s").unwrap_or(0);
        self.style[1] = style;
        let new = match self.row.remove(&cell.1) {
            Some(Change::Mark) => Some(tag.with("s", &self.styles.made(style, Made::Mark)?.to_string())),
            Some(Change::Note(note)) => {
                let new = missing + &self.note((self.next.0, cell.1), note, style)?;
                if empty {
                    return self.replace(at, &new);
                }
                self.seen.replaced = Some((at.0, new));
                return Ok(());
            }
            None => None,
        };
        match new {
            Some(new) => self.replace(at, &(missing + &new)),
            None if missing.is_empty() => Ok(()),
            None => self.replace((at.0, at.0), &missing),
        }
    }

    /// The rows before a row that the sheet does not have.
    fn rows_before(&mut self, row: u32) -> Result<String, PackageFault> {
        let mut out = String::new();
        while let Some(first) = self.rows.first_entry().filter(|first| *first.key() < row) {
            let number = *first.key();
            self.row = first.remove();
            self.style = [u32::MAX, 0];
            let next = std::mem::replace(&mut self.next, (number, 0));
            let cells = self.cells_before(u32::MAX)?;
            self.next = next;
            let prefix = &self.prefix;
            out += &format!("<{prefix}row r=\"{}\">{cells}</{prefix}row>", number + 1);
        }
        Ok(out)
    }

    /// The cells before a column that the row does not have.
    fn cells_before(&mut self, column: u32) -> Result<String, PackageFault> {
        let mut out = String::new();
        while let Some(first) = self.row.first_entry().filter(|first| *first.key() < column) {
            let (at, change) = ((self.next.0, *first.key()), first.remove());
            match change {
                Change::Mark => {
                    let style = self.styles.made(self.blank_style(at.1), Made::Mark)?;
                    out += &format!("<{}c r=\"{}\" s=\"{style}\"/>", self.prefix, address(at.0, at.1));
                }
                Change::Note("") => (),
                Change::Note(note) => out += &self.note(at, note, self.style[1])?,
            }
        }
        Ok(out)
    }

    /// The format of a cell that is not there: that of its row, else of its column.
    fn blank_style(&self, column: u32) -> u32 {
        if self.style[0] != u32::MAX {
            return self.style[0];
        }
        let holds = |tag: &Tag<'_>| {
            let (min, max) = (tag.number("min").unwrap_or(0), tag.number("max").unwrap_or(0));
            min <= column + 1 && column < max
        };
        let tag = self.columns.iter().map(|raw| Tag(raw)).find(holds);
        tag.and_then(|tag| tag.number("style")).unwrap_or(0)
    }

    /// A cell with a note, in a format made from another cell's; one that is cleared keeps the format.
    fn note(&mut self, (row, column): At, note: &str, style: u32) -> Result<String, PackageFault> {
        let (prefix, cell) = (&self.prefix, address(row, column));
        if note.is_empty() {
            return Ok(format!("<{prefix}c r=\"{cell}\" s=\"{style}\"/>"));
        }
        let style = self.styles.made(style, Made::Note)?;
        let mut text = String::new();
        xml::escape(&xml::holdable(note), &mut text);
        Ok(format!(
            "<{prefix}c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><{prefix}is>\
             <{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
        ))
    }
}

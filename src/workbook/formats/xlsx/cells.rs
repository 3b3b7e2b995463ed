//! The XML of one worksheet → its cells, hidden rows and merged areas, formulas without a result. A cell that cannot
//! be read is noted and does not stop the others.

use std::io::BufRead;

use super::strings::{RichText, RichWalk, Strings, unescaped};
use crate::model::value::Text;
use crate::package::events::{Event, Tag, each_event, is_on};
use crate::package::open::PackageFault;
use crate::text::quick::Quick;
use crate::workbook::at::{self, At, cell_at, row_number};
use crate::workbook::clean::Texts;
use crate::workbook::draft::Draft;
use crate::workbook::limits;
use crate::workbook::sheet::{Area, Cell};
use crate::workbook::values::{self, CellFormat};

/// Cell elements of one worksheet, empty styled ones included: 20 styled empty columns over all rows and more.
const CELL_ELEMENTS: u64 = 30_000_000;

/// What the cells of all sheets depend on.
#[derive(Debug)]
pub(super) struct Book {
    /// What matters of each cell format, by its number.
    pub formats: Vec<CellFormat>,
    /// The shared strings, by their number.
    pub strings: Strings,
    /// Whether days are counted from 1904 on, not from 1900.
    pub from_1904: bool,
}

/// Reads the XML of a worksheet into a sheet. Errs when it is damaged or has too many cells.
pub(super) fn read<R: BufRead>(
    source: R,
    book: &Book,
    draft: &mut Draft,
    texts: &mut Texts,
) -> Result<(), PackageFault> {
    let mut walk = Walk {
        book,
        known: Quick::default(),
        draft,
        texts,
        in_data: false,
        had_data: false,
        elements: 0,
        next: (0, 0),
        cell: Open::default(),
    };
    each_event(source, |event| {
        if walk.elements > CELL_ELEMENTS || walk.draft.cells > limits::CELLS {
            return Err(PackageFault::TooBig);
        }
        walk.take(event)
    })?;
    walk.had_data.then_some(()).ok_or(PackageFault::Damaged)
}

struct Walk<'a> {
    book: &'a Book,
    /// Shared strings that were added already, of which there was nothing to say.
    known: Quick<usize, Text>,
    draft: &'a mut Draft,
    texts: &'a mut Texts,
    in_data: bool,
    had_data: bool,
    elements: u64,
    /// Where the next cell stands when it does not say so itself.
    next: At,
    cell: Open,
}

/// What an open cell has shown so far.
#[derive(Default)]
struct Open {
    at: At,
    kind: Kind,
    format: CellFormat,
    formula: bool,
    /// A value is there, if an empty one.
    valued: bool,
    in_value: bool,
    value: String,
    in_inline: bool,
    /// The text that stands in the cell itself.
    inline: Option<RichWalk>,
}

/// What a cell says that its value is.
#[derive(Clone, Copy, Default, PartialEq)]
enum Kind {
    /// It says nothing: a number, else a text.
    #[default]
    Unsaid,
    Number,
    /// The number of a shared string (`t="s"`).
    Shared,
    /// The text that a formula gave (`t="str"`).
    Text,
    Inline,
    Flag,
    Error,
    Date,
    /// A word that the format does not have.
    Unknown,
}

/// The value of a cell.
enum Value<'v> {
    Blank,
    /// A text, with its pieces where a part may be struck through.
    Text(&'v str, Option<&'v RichText>),
    /// A number, and whether it counts days from 1904.
    Number(f64, bool),
    Flag(bool),
    Iso(&'v str),
    Error(&'v str),
    /// It cannot be made out; the cell is told as unread.
    Unread,
}

impl Walk<'_> {
    fn take(&mut self, event: Event) -> Result<(), PackageFault> {
        match (event, &mut self.cell.inline) {
            (Event::End(element), _) if element.local() == "is" => self.cell.in_inline = false,
            (event, Some(inline)) if self.cell.in_inline => inline.take(event)?,
            (Event::Start(element), _) => self.start(element)?,
            (Event::End(element), _) => self.end(element.local()),
            (Event::Text(text), _) if self.cell.in_value => self.cell.value.push_str(&text.spelt()),
            (Event::Entity(entity), _) if self.cell.in_value => self.cell.value.push_str(&entity.spelt()?),
            _ => (),
        }
        Ok(())
    }

    fn start(&mut self, element: Tag) -> Result<(), PackageFault> {
        match (self.in_data, element.name().local()) {
            (false, "sheetData") => (self.in_data, self.had_data) = (true, true),
            (false, "mergeCell") => self.draft.merges.extend(merge(element)?),
            (true, "row") => self.row(element)?,
            (true, "c") => self.open_cell(element)?,
            (true, "f") => self.cell.formula = true,
            (true, "v") => (self.cell.in_value, self.cell.valued) = (true, true),
            (true, "is") => (self.cell.in_inline, self.cell.inline) = (true, Some(RichWalk::default())),
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match (self.in_data, name) {
            (true, "sheetData") => self.in_data = false,
            (true, "row") => self.next = (self.next.0.saturating_add(1), 0),
            (true, "v") => self.cell.in_value = false,
            (true, "c") => {
                self.close_cell();
                self.next.1 = self.next.1.saturating_add(1);
            }
            _ => (),
        }
    }

    fn row(&mut self, element: Tag) -> Result<(), PackageFault> {
        if let Some(number) = element.attribute("r")? {
            self.next.0 = row_number(&number).ok_or(PackageFault::Damaged)?;
        }
        let flat = element.attribute("ht")?.is_some_and(|height| height.parse() == Ok(0.0));
        if flat || is_on(element.attribute("hidden")?) {
            self.draft.hidden_rows.push(self.next.0);
        }
        Ok(())
    }

    fn open_cell(&mut self, element: Tag) -> Result<(), PackageFault> {
        self.elements += 1;
        let mut at = self.next;
        if let Some(reference) = element.attribute("r")? {
            at = cell_at(&reference).ok_or(PackageFault::Damaged)?;
            self.next.1 = at.1;
        }
        if at.0 >= at::ROWS || at.1 >= at::COLUMNS {
            return Err(PackageFault::Damaged);
        }
        let mut value = std::mem::take(&mut self.cell.value);
        value.clear();
        let format = element.attribute("s")?.and_then(|number| number.parse::<usize>().ok());
        let format = self.book.formats.get(format.unwrap_or(0)).copied().unwrap_or_default();
        let kind = kind(element.attribute("t")?.as_deref());
        self.cell = Open { at, kind, format, value, ..Open::default() };
        Ok(())
    }

    fn close_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let shared = cell.kind == Kind::Shared && cell.inline.is_none() && !cell.format.struck;
        let shared = shared.then(|| index(cell.value.trim())).flatten();
        if let Some(text) = shared.and_then(|number| self.known.get(&number)) {
            self.draft.push(cell.at, Cell::Text(text.clone()));
        } else {
            let told = self.draft.told();
            self.add(&cell);
            let added = shared.filter(|_| self.draft.told() == told).zip(self.draft.text_at(cell.at));
            self.known.extend(added);
        }
        self.cell.value = cell.value;
    }

    fn add(&mut self, cell: &Open) {
        // An empty value is the saved result of a formula that gives an empty text.
        let saved =
            !cell.value.is_empty() || cell.inline.is_some() || (cell.valued && cell.kind == Kind::Text);
        if cell.formula && !saved {
            self.draft.unsaved.push(cell.at);
        }
        let inline = cell.inline.as_ref().map(|inline| (inline.text.full(), &inline.text));
        let text = (cell.kind == Kind::Text).then(|| unescaped(&cell.value)).flatten();
        let value = match (&inline, &text) {
            (Some((full, rich)), _) => Value::Text(full, Some(rich)),
            (None, Some(text)) => Value::Text(text, None),
            (None, None) => cell.value(self.book),
        };
        let Walk { draft, texts, .. } = self;
        push(draft, cell.at, value, cell.format, texts);
    }
}

fn kind(said: Option<&str>) -> Kind {
    match said {
        None => Kind::Unsaid,
        Some("n") => Kind::Number,
        Some("s") => Kind::Shared,
        Some("str") => Kind::Text,
        Some("inlineStr" | "is") => Kind::Inline,
        Some("b") => Kind::Flag,
        Some("e") => Kind::Error,
        Some("d") => Kind::Date,
        Some(_) => Kind::Unknown,
    }
}

impl Open {
    /// The value that was read, by what the cell says that it is.
    fn value<'v>(&'v self, book: &'v Book) -> Value<'v> {
        let plain = self.value.trim();
        if plain.is_empty() {
            return Value::Blank;
        }
        match self.kind {
            Kind::Text | Kind::Inline => Value::Text(&self.value, None),
            Kind::Shared => {
                let string = index(plain).and_then(|number| book.strings.get(number));
                string.map_or(Value::Unread, |(text, rich)| Value::Text(text, rich))
            }
            Kind::Unsaid | Kind::Number => match plain.parse::<f64>() {
                Ok(number) => Value::Number(number, book.from_1904),
                Err(_) if self.kind == Kind::Unsaid => Value::Text(&self.value, None),
                Err(_) => Value::Unread,
            },
            Kind::Flag => match plain.to_ascii_lowercase().as_str() {
                "1" | "true" => Value::Flag(true),
                "0" | "false" => Value::Flag(false),
                _ => Value::Unread,
            },
            Kind::Error => Value::Error(plain),
            Kind::Date => Value::Iso(plain),
            Kind::Unknown => Value::Unread,
        }
    }
}

/// The number of a shared string, also where a program wrote it as `6.0`.
fn index(text: &str) -> Option<usize> {
    let whole = || {
        let (digits, rest) = text.split_once('.')?;
        rest.bytes().all(|byte| byte == b'0').then(|| digits.parse().ok())?
    };
    text.parse().ok().or_else(whole)
}

/// Adds what a cell holds, without what is struck through.
fn push(draft: &mut Draft, at: At, value: Value, format: CellFormat, texts: &mut Texts) {
    let struck = format.struck;
    match value {
        Value::Blank => (),
        Value::Unread => draft.unread.push(at),
        Value::Text(text, None) => values::push_whole(draft, at, text, struck, texts),
        Value::Text(text, _) if text.trim().is_empty() => (),
        Value::Text(text, Some(rich)) => rich.push(draft, at, text, struck, texts),
        Value::Number(number, from_1904) => values::push_number(draft, at, number, format, from_1904),
        Value::Flag(flag) => values::push_cell(draft, at, Cell::Flag(flag), struck),
        Value::Iso(text) | Value::Error(text) if struck => values::push_whole(draft, at, text, struck, texts),
        Value::Iso(text) => values::push_iso(draft, at, text, texts),
        Value::Error(text) => values::push_error(draft, at, text, texts),
    }
}

fn merge(element: Tag) -> Result<Option<Area>, PackageFault> {
    let Some(reference) = element.attribute("ref")? else {
        return Ok(None);
    };
    let (first, last) = reference.split_once(':').unwrap_or((&reference, &reference));
    let (first, last) = cell_at(first).zip(cell_at(last)).ok_or(PackageFault::Damaged)?;
    Ok(Some(values::area(first, last)))
}

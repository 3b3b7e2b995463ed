//! The XML of one worksheet → what its cells do not say: hidden rows, merged areas, formulas without a
//! result, texts that are struck through.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::strike::{RichText, RichWalk, Strikes};
use crate::package::events::{Event, Tag, Text, each_event, is_on};
use crate::package::open::PackageFault;
use crate::workbook::at::{self, At, cell_at, row_number};

/// What a worksheet says besides its values.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// Hidden and filtered-out rows, in the order of the file.
    pub hidden_rows: Vec<u32>,
    /// First and last cell of every merged area.
    pub merges: Vec<(At, At)>,
    /// Formulas whose result was not saved.
    pub unsaved: Vec<At>,
    /// Cells of which all or a part is struck through, with what is left.
    pub struck: BTreeMap<At, Left>,
}

/// What is left of a cell that is struck through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Left {
    /// Nothing.
    Nothing,
    /// A part of its text.
    Text(String),
}

/// Scans a worksheet to its end. More than `most_cells` elements of cells, empty ones too, are too many.
pub(crate) fn scan<R: BufRead>(
    source: R,
    most_cells: u64,
    strikes: &Strikes,
) -> Result<Layout, PackageFault> {
    let mut layout = Layout::default();
    let mut walk =
        LayoutWalk { strikes: Some(strikes).filter(|strikes| strikes.any()), ..LayoutWalk::default() };
    each_event(source, |event| {
        if walk.cells > most_cells {
            return Err(PackageFault::TooBig);
        }
        walk.inline(event)?;
        match event {
            Event::Start(element) => walk.start(element, &mut layout)?,
            Event::End(element) => walk.end(element.local(), &mut layout),
            Event::Text(text) => walk.value(text),
            Event::Entity(_) => walk.cell.result |= walk.in_value,
        }
        Ok(())
    })?;
    Ok(layout)
}

/// Where the cells stand that come as the n-th of the worksheet; `wanted` counts from zero and is sorted.
pub(crate) fn addresses<R: BufRead>(source: R, wanted: &[u64]) -> Result<Vec<At>, PackageFault> {
    let (mut layout, mut walk, mut found) = (Layout::default(), LayoutWalk::default(), Vec::new());
    each_event(source, |event| {
        match event {
            Event::Start(element) => {
                let before = walk.cells;
                walk.start(element, &mut layout)?;
                if walk.cells > before && wanted.binary_search(&before).is_ok() {
                    found.push(walk.at);
                }
            }
            Event::End(element) => walk.end(element.local(), &mut layout),
            _ => (),
        }
        Ok(())
    })?;
    Ok(found)
}

/// Where the scan stands.
#[derive(Default)]
struct LayoutWalk<'s> {
    strikes: Option<&'s Strikes>,
    in_data: bool,
    in_value: bool,
    cells: u64,
    /// The cell that is open, or was last.
    at: At,
    /// Where the next cell stands when it does not say so itself.
    next: At,
    cell: CellParts,
}

/// What an open cell has shown so far.
#[derive(Default)]
struct CellParts {
    formula: bool,
    result: bool,
    text_type: bool,
    /// What is told only where something may be struck through: whether the format is, whether the value is the
    /// number of a shared string, that number, and the text that stands in the cell itself.
    struck: bool,
    shared: bool,
    number: String,
    inline: Option<RichWalk>,
}

impl LayoutWalk<'_> {
    fn start(&mut self, element: Tag, layout: &mut Layout) -> Result<(), PackageFault> {
        match (self.in_data, element.name().local()) {
            (false, "sheetData") => self.in_data = true,
            (false, "mergeCell") => layout.merges.extend(merge(element)?),
            (true, "row") => self.row(element, layout)?,
            (true, "c") => self.open_cell(element)?,
            (true, "f") => self.cell.formula = true,
            // `<v></v>` is the saved result of a formula that gives an empty text.
            (true, "v") => (self.in_value, self.cell.result) = (true, self.cell.text_type),
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &str, layout: &mut Layout) {
        match (self.in_data, name) {
            (true, "sheetData") => self.in_data = false,
            (true, "row") => self.next = (self.next.0.saturating_add(1), 0),
            (true, "v") => self.in_value = false,
            (true, "c") => {
                if self.cell.formula && !self.cell.result {
                    layout.unsaved.push(self.at);
                }
                if let Some(left) = self.strikes.and_then(|strikes| self.cell.left(strikes)) {
                    layout.struck.insert(self.at, left);
                }
                self.next.1 = self.next.1.saturating_add(1);
            }
            _ => (),
        }
    }

    fn row(&mut self, element: Tag, layout: &mut Layout) -> Result<(), PackageFault> {
        if let Some(number) = element.attribute("r")? {
            self.next.0 = row_number(&number).ok_or(PackageFault::Damaged)?;
        }
        let flat = element.attribute("ht")?.is_some_and(|height| height.parse() == Ok(0.0));
        if flat || is_on(element.attribute("hidden")?) {
            layout.hidden_rows.push(self.next.0);
        }
        Ok(())
    }

    /// Takes characters of a value.
    fn value(&mut self, text: Text) {
        if self.in_value {
            self.cell.result = true;
            if self.cell.shared {
                self.cell.number.push_str(&text.spelt());
            }
        }
    }

    /// Takes an event of a text that stands in the cell itself.
    fn inline(&mut self, event: Event) -> Result<(), PackageFault> {
        match (event, &mut self.cell.inline) {
            (Event::Start(element), inline @ None) if element.name().local() == "is" => {
                *inline = self.strikes.map(|_| RichWalk::default());
                Ok(())
            }
            (event, Some(inline)) => inline.take(event),
            _ => Ok(()),
        }
    }

    fn open_cell(&mut self, element: Tag) -> Result<(), PackageFault> {
        self.cells += 1;
        self.at = self.next;
        if let Some(reference) = element.attribute("r")? {
            self.at = cell_at(&reference).ok_or(PackageFault::Damaged)?;
            self.next.1 = self.at.1;
        }
        let kind = element.attribute("t")?;
        self.cell = CellParts { text_type: kind.as_deref() == Some("str"), ..CellParts::default() };
        if let Some(strikes) = self.strikes {
            let format = element.attribute("s")?.and_then(|number| number.parse().ok());
            self.cell.struck = strikes.format(format.unwrap_or(0));
            self.cell.shared = kind.as_deref() == Some("s");
        }
        let inside = self.at.0 < at::ROWS && self.at.1 < at::COLUMNS;
        inside.then_some(()).ok_or(PackageFault::Damaged)
    }
}

impl CellParts {
    /// What is left of the cell when all or a part of it is struck through; none when nothing is.
    fn left(&self, strikes: &Strikes) -> Option<Left> {
        let shared = || strikes.texts.get(&self.number.trim().parse().ok()?);
        let rich = self.inline.as_ref().map(|inline| &inline.text).or_else(shared);
        match rich.map(|text: &RichText| (text.kept(self.struck), text.full())) {
            Some((kept, full)) if kept == full => None,
            Some((kept, _)) if kept.trim().is_empty() => Some(Left::Nothing),
            Some((kept, _)) => Some(Left::Text(kept)),
            None => (self.struck && self.result).then_some(Left::Nothing),
        }
    }
}

fn merge(element: Tag) -> Result<Option<(At, At)>, PackageFault> {
    let Some(reference) = element.attribute("ref")? else {
        return Ok(None);
    };
    let (first, last) = reference.split_once(':').unwrap_or((&reference, &reference));
    let area = cell_at(first).zip(cell_at(last)).ok_or(PackageFault::Damaged)?;
    Ok(Some(area))
}

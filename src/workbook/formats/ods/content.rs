//! The content.xml of an .ods → its sheets, cells, merged areas and hidden rows, told one by one.

use std::io::BufRead;

use crate::package::events::{Entity, Event, Tag, each_event};
use crate::package::open::PackageFault;
use crate::workbook::at::At;
use crate::workbook::limits;

/// One thing that the content tells, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OdsEvent {
    /// A sheet begins; all until the next one belongs to it.
    Sheet {
        /// The name of the sheet.
        name: String,
        /// Whether its style hides it, as far as that is known already.
        hidden: bool,
    },
    /// The sheet that began last is hidden.
    HiddenSheet,
    /// A row is hidden or filtered out.
    HiddenRow(u32),
    /// A merged area, by its first and last cell.
    Merge(At, At),
    /// A cell that is not empty, at its place.
    Cell(At, Content),
}

/// What a cell of an .ods holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    /// Text, line breaks as `
    /// `.
    Text(String),
    /// A number, a currency or a percentage.
    Number(f64),
    /// A date or a moment as ISO 8601.
    Date(String),
    /// TRUE or FALSE.
    Flag(bool),
    /// An error value (`#REF!`).
    Error(String),
    /// A formula whose result was not saved.
    Unsaved,
}

/// Reads the content to its end; more than `most_cells` cells with content are too many.
pub(crate) fn content<R: BufRead>(
    source: R,
    most_cells: u64,
    mut tell: impl FnMut(OdsEvent),
) -> Result<(), PackageFault> {
    let mut walk = OdsWalk { budget: most_cells, ..OdsWalk::default() };
    each_event(source, |event| match event {
        Event::Start(element) => walk.start(element, &mut tell),
        Event::End(element) => walk.end(element.full(), &mut tell),
        Event::Text(text) => {
            walk.text(&text.spelt());
            Ok(())
        }
        Event::Entity(entity) => walk.entity(entity),
    })
}

#[derive(Default)]
struct OdsWalk {
    hidden_styles: Vec<String>,
    style: String,
    sheets: usize,
    /// How deep inside a comment or a drawing, which are no content.
    aside: usize,
    tables: usize,
    row: OdsRow,
    next_row: u32,
    cell: Option<OdsCell>,
    paragraphs: usize,
    in_paragraph: bool,
    budget: u64,
}

#[derive(Default)]
struct OdsRow {
    repeat: u32,
    hidden: bool,
    next_column: u32,
    cells: Vec<(u32, u32, Content)>,
}

#[derive(Default)]
struct OdsCell {
    kind: String,
    value: Option<String>,
    formula: bool,
    error: bool,
    repeat: u32,
    text: String,
}

/// Elements whose text is not the text of the cell that holds them.
fn is_aside(name: &str) -> bool {
    name == "office:annotation" || name == "table:shapes" || name.starts_with("draw:")
}

fn is_cell(name: &str) -> bool {
    matches!(name, "table:table-cell" | "table:covered-table-cell")
}

impl OdsWalk {
    fn start(&mut self, element: Tag, tell: &mut impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
        let name = element.name().full();
        if self.aside > 0 || is_aside(name) {
            self.aside += 1;
            return Ok(());
        }
        match name {
            "style:style" => self.style = element.value("name")?,
            "style:table-properties" if element.value("display")? == "false" => {
                self.hidden_styles.push(std::mem::take(&mut self.style));
            }
            "table:table" => self.sheet(element, tell)?,
            "table:table-row" => self.open_row(element)?,
            "text:p" | "text:h" if self.cell.is_some() => {
                if self.paragraphs > 0 {
                    self.push("\n");
                }
                (self.paragraphs, self.in_paragraph) = (self.paragraphs + 1, true);
            }
            "text:s" => self.push(&" ".repeat(count(element, "c")?.min(1000) as usize)),
            "text:tab" => self.push("\t"),
            "text:line-break" => self.push("\n"),
            cell if is_cell(cell) => self.open_cell(element, tell)?,
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &str, tell: &mut impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        match name {
            "text:p" | "text:h" => self.in_paragraph = false,
            "table:table-row" => self.close_row(tell)?,
            "table:table" => self.tables = self.tables.saturating_sub(1),
            cell if is_cell(cell) => self.close_cell(),
            _ => (),
        }
        Ok(())
    }

    fn sheet(&mut self, element: Tag, tell: &mut impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
        self.tables += 1;
        self.sheets += 1;
        if self.tables > 1 {
            return Err(PackageFault::Damaged);
        }
        if self.sheets > limits::SHEETS {
            return Err(PackageFault::TooBig);
        }
        let style = element.value("style-name")?;
        self.next_row = 0;
        tell(OdsEvent::Sheet { name: element.value("name")?, hidden: self.hidden_styles.contains(&style) });
        Ok(())
    }

    fn open_row(&mut self, element: Tag) -> Result<(), PackageFault> {
        let visibility = element.value("visibility")?;
        self.row = OdsRow {
            repeat: count(element, "number-rows-repeated")?,
            hidden: matches!(visibility.as_str(), "collapse" | "filter"),
            ..OdsRow::default()
        };
        Ok(())
    }

    fn open_cell(&mut self, element: Tag, tell: &mut impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
        let mut cell = OdsCell {
            kind: element.value("value-type")?,
            formula: element.attribute("formula")?.is_some(),
            repeat: count(element, "number-columns-repeated")?,
            ..OdsCell::default()
        };
        // LibreOffice writes its own value-type beside the standard's; an error shows only there.
        cell.error = element.prefixed("calcext:value-type")?.as_deref() == Some("error");
        for name in ["value", "date-value", "boolean-value", "string-value"] {
            cell.value = cell.value.or(element.attribute(name)?.map(Into::into));
        }
        let at = (self.next_row, self.row.next_column);
        let rows = count(element, "number-rows-spanned")?;
        let columns = count(element, "number-columns-spanned")?;
        if rows > 1 || columns > 1 {
            let last = (at.0.saturating_add(rows - 1), at.1.saturating_add(columns - 1));
            tell(OdsEvent::Merge(at, last));
        }
        (self.cell, self.paragraphs, self.in_paragraph) = (Some(cell), 0, false);
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let (column, repeat) = (self.row.next_column, cell.repeat);
        self.row.next_column = column.saturating_add(repeat);
        if let Some(content) = cell.content() {
            self.row.cells.push((column, repeat, content));
        }
    }

    fn close_row(&mut self, tell: &mut impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
        let row = std::mem::take(&mut self.row);
        let first = self.next_row;
        self.next_row = first.saturating_add(row.repeat);
        if row.cells.is_empty() {
            return Ok(());
        }
        let wide: u64 = row.cells.iter().map(|(_, repeat, _)| u64::from(*repeat)).sum();
        let cells = wide.saturating_mul(u64::from(row.repeat));
        self.budget = self.budget.checked_sub(cells).ok_or(PackageFault::TooBig)?;
        for index in first..self.next_row {
            if row.hidden {
                tell(OdsEvent::HiddenRow(index));
            }
            for (column, repeat, content) in &row.cells {
                for column in *column..column.saturating_add(*repeat) {
                    tell(OdsEvent::Cell((index, column), content.clone()));
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.aside == 0 && self.in_paragraph {
            self.push(&text.replace(['\n', '\t', '\r'], " "));
        }
    }

    fn entity(&mut self, entity: Entity) -> Result<(), PackageFault> {
        let text = entity.spelt()?;
        if self.aside == 0 && self.in_paragraph {
            self.push(&text);
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }
}

impl OdsCell {
    fn content(self) -> Option<Content> {
        if self.error {
            return Some(Content::Error(self.text));
        }
        let value = self.value.unwrap_or_default();
        let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => number.map(Content::Number),
            "date" => Some(Content::Date(value)),
            "boolean" => Some(Content::Flag(value == "true")),
            "" if self.formula => Some(Content::Unsaved),
            _ => Some(if self.text.is_empty() { value } else { self.text })
                .filter(|text| !text.is_empty())
                .map(Content::Text),
        }
    }
}

/// A repeat or span: one when it is not written.
fn count(element: Tag, name: &str) -> Result<u32, PackageFault> {
    match element.attribute(name)? {
        Some(digits) => digits.trim().parse().map_err(|_| PackageFault::Damaged),
        None => Ok(1),
    }
}

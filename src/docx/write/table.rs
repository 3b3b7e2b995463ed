//! Turns the table of an annex into one of WordprocessingML: as wide as the type area, its header on every page, no
//! row divided by a page.
//!
//! ```xml
//! <w:tbl><w:tblPr><w:tblStyle w:val="AnnexTable"/><w:tblW w:w="8844" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>
//!   <w:tblGrid><w:gridCol w:w="804"/>…</w:tblGrid>
//!   <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
//!     <w:tc><w:tcPr><w:tcW w:w="804" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p>…序号…</w:p></w:tc>…</w:tr>
//!   <w:tr><w:trPr><w:cantSplit/></w:trPr>…</w:tr></w:tbl>
//! ```
//! Word goes by the cells' widths, WPS by the grid, LibreOffice by both: all say the same, and the layout is fixed.
//! Word puts the line that ends a section, or the document, below the table; where no room is left for even that, it
//! comes on an empty page of its own. So the last row keeps with it, and the row above with the last. Lines are at least so high, never exactly: nothing is cut off. The bookmark stands in the first cell, where
//! programs keep it. `docx_rs` knows no repeated header and gives the columns of the grid an attribute that the
//! schema does not have; [`mend`] puts both right.

use docx_rs::{Paragraph, Table as Tbl, TableCell as Tc, TableLayoutType, TableRow, VAlignType, WidthType};

use super::runs;
use super::style::{Style, at_least, off, on, spacing, twips, type_of};
use crate::docx::characters::halves;
use crate::docx::kinds::Kind;
use crate::docx::views::{self, BLACK, View, rule, value, width};
use crate::model::annex::{Align, Table, TableCell, TableColumn};
use crate::model::look::Look;
use crate::model::report::{Inline, Provenance};
use crate::package::xml::Element;
use crate::text::pattern::Pattern;

/// The style of a header's paragraphs, by which [`mend`] knows a header.
const HEAD: &str = "TableHead";

/// From a cell's edge to its text at both sides, in twips.
const MARGIN: i64 = 85;

/// A heading of so many characters stands on one line.
const SHORT: f64 = 4.0;

/// The styles of tables and of the text in their cells.
pub(super) fn styles(look: &Look) -> [Style; 6] {
    let annex = look.annex;
    let text = |id: &str, name: &str, align: &str, face| {
        Style::custom(id, name, "Normal")
            .paragraph([off(Kind::SnapToGrid), at_least(annex.line), value(Kind::Alignment, align)])
            .run([spacing(0.0)])
            .run(type_of(look, face, annex.size))
    };
    let sides = [Kind::Top, Kind::Left, Kind::Bottom, Kind::Right, Kind::InnerRules, Kind::InnerColumns];
    let line = |side| rule(side, "4", BLACK);
    let margins = [(Kind::Top, 40), (Kind::Left, MARGIN), (Kind::Bottom, 40), (Kind::Right, MARGIN)];
    let margins = margins.map(|(side, twips)| width(side, twips));
    let table = Style::table("AnnexTable", "附件表格").table_properties([
        Kind::TableBorders.element().holding_all(sides.map(line)),
        Kind::TableMargins.element().holding_all(margins),
    ]);
    [
        table,
        text(HEAD, "表格栏目", "center", annex.head),
        text("TableText", "表格文字", "left", annex.text),
        text("TableMiddle", "表格居中文字", "center", annex.text),
        Style::custom("TableTextLast", "表格末行文字", "TableText").paragraph([on(Kind::KeepNext)]),
        Style::custom("TableMiddleLast", "表格末行居中文字", "TableMiddle").paragraph([on(Kind::KeepNext)]),
    ]
}

/// The table under its bookmark, so many twips wide. Its last row goes along with what `ends` a section or the
/// document below it.
pub(super) fn table(
    table: &Table,
    (number, name): (usize, &str),
    width: i64,
    ends: bool,
    look: &Look,
) -> Tbl {
    let least = |(at, column): (usize, &TableColumn)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(unbroken);
        let widest = cells.fold(whole(&column.title), f64::max);
        twips(widest * look.annex.size) + 2 * MARGIN
    };
    let least: Vec<i64> = table.columns.iter().enumerate().map(least).collect();
    let widths = widths(&table.columns, width, &least);
    let latin_apart = look.latin.is_some();
    let title = |column: &TableColumn| {
        vec![Inline { text: column.title.clone(), from: Provenance::Template, lead: false }]
    };
    let heads = table.columns.iter().zip(&widths).enumerate().map(|(at, (column, width))| {
        let mut paragraph = Paragraph::new().style(HEAD);
        if at == 0 {
            paragraph = paragraph.add_bookmark_start(number, name).add_bookmark_end(number);
        }
        let runs = runs::runs(&title(column), "Lead", latin_apart);
        paragraph = runs.into_iter().fold(paragraph, Paragraph::add_run);
        sized(*width).add_paragraph(paragraph)
    });
    let mut rows = vec![TableRow::new(heads.collect()).cant_split()];
    rows.extend(table.rows.iter().enumerate().map(|(at, row)| {
        // The last row goes along with what ends below it, the one before with the last: a sum, or a row that was left
        // over, stands on no page alone.
        let keeps = at + 2 == table.rows.len() || ends && at + 1 == table.rows.len();
        let cells = row.cells.iter().zip(&widths).zip(&table.columns);
        let cells = cells
            .map(|((made, width), column)| cell(made, *width, style_for(column.align, keeps), latin_apart));
        TableRow::new(cells.collect()).cant_split()
    }));
    let total: usize = widths.iter().sum();
    Tbl::without_borders(rows)
        .style("AnnexTable")
        .layout(TableLayoutType::Fixed)
        .width(total, WidthType::Dxa)
        .set_grid(widths)
}

fn sized(width: usize) -> Tc {
    Tc::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
}

/// The style of a cell's paragraphs, by how they stand and whether they keep with what comes below the table.
fn style_for(align: Align, keeps: bool) -> &'static str {
    match (align, keeps) {
        (Align::Left, false) => "TableText",
        (Align::Left, true) => "TableTextLast",
        (Align::Centre, false) => "TableMiddle",
        (Align::Centre, true) => "TableMiddleLast",
    }
}

fn cell(cell: &TableCell, width: usize, style: &str, latin_apart: bool) -> Tc {
    let paragraphs = paragraphs(&cell.inlines).into_iter().map(|inlines| {
        let runs = runs::runs(&inlines, "Lead", latin_apart);
        runs.into_iter().fold(Paragraph::new().style(style), Paragraph::add_run)
    });
    paragraphs.fold(sized(width), Tc::add_paragraph)
}

/// The inlines of a cell by paragraphs; an empty cell has one.
fn paragraphs(inlines: &[Inline]) -> Vec<Vec<Inline>> {
    let mut paragraphs = vec![Vec::new()];
    for inline in inlines {
        for (index, text) in inline.text.split('\n').enumerate() {
            if index > 0 {
                paragraphs.push(Vec::new());
            }
            let piece = Inline { text: text.to_owned(), ..inline.clone() };
            paragraphs.last_mut().into_iter().for_each(|last| last.push(piece.clone()));
        }
    }
    paragraphs
}

/// How many characters of a heading stay on one line: all of a short one, half of a longer one, two at least.
fn whole(title: &str) -> f64 {
    let width = f64::from(halves(title)) / 2.0;
    if width <= SHORT { width.max(2.0) } else { (width / 2.0).ceil() }
}

/// What no line of a cell divides: a date, a number with its sign of percent.
static UNBROKEN: Pattern = Pattern::new(
    r"(?:[0-9]{2,4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬|底|末|初)?|[0-9]{2,4}年|[0-9]+(?:[.,][0-9]+)*%?",
);

/// How much wider than a half a digit may be, and what some programs put between a digit and a Chinese character, in
/// characters.
const WIDER: f64 = 0.06;
const APART: f64 = 0.2;

/// The longest piece of a cell that no line divides, in characters, with room for fonts and programs of other measures.
fn unbroken(cell: &TableCell) -> f64 {
    let text = cell.text();
    let found = UNBROKEN.all(&text);
    let pieces = found.iter().filter_map(|found| found.get(0)).map(|found| found.as_str());
    pieces.map(roomy).fold(0.0, f64::max)
}

/// How wide a piece may be, in characters.
fn roomy(piece: &str) -> f64 {
    let digits = piece.bytes().filter(u8::is_ascii_digit).count();
    let kinds: Vec<bool> = piece.chars().map(|character| character.is_ascii()).collect();
    let borders = kinds.windows(2).filter(|pair| pair.first() != pair.last()).count();
    f64::from(halves(piece)) / 2.0 + digits as f64 * WIDER + borders as f64 * APART
}

/// The columns' widths in twips, which fill the table. None is narrower than its least; the others give the room.
fn widths(columns: &[TableColumn], width: i64, least: &[i64]) -> Vec<usize> {
    let width = width as f64;
    let sum: i64 = least.iter().sum();
    // Headings that do not fit at all side by side break wherever they come to.
    let fit = (width / sum.max(1) as f64).min(1.0);
    let least: Vec<f64> = least.iter().map(|least| *least as f64 * fit).collect();
    let shares: f64 = columns.iter().map(|column| column.width).sum();
    let wanted: Vec<f64> = columns.iter().map(|column| width * column.width / shares).collect();
    let pairs = || wanted.iter().zip(&least);
    let lacking: f64 = pairs().map(|(wanted, least)| (least - wanted).max(0.0)).sum();
    let room: f64 = pairs().map(|(wanted, least)| (wanted - least).max(0.0)).sum();
    let mut upto = 0.0_f64;
    let widths = pairs().map(|(wanted, least)| {
        let left = upto.round();
        upto += if wanted > least { wanted - lacking * (wanted - least) / room } else { *least };
        (upto.round() - left) as usize
    });
    widths.collect()
}

/// Says of a table's header that it repeats, and takes away what the schema does not know.
pub(super) fn mend(table: &mut Element) {
    for child in table.elements_mut() {
        match child.kind() {
            Kind::TableFormat => {
                child.keep(|child| !matches!(child.kind(), Kind::TableBorders | Kind::Alignment))
            }
            Kind::Grid => child.elements_mut().for_each(|column| {
                column.attributes.retain(|(name, _)| name == "w:w");
            }),
            Kind::Row if is_head(child) => {
                let properties = child.get_mut(Kind::RowFormat);
                properties.into_iter().for_each(|properties| {
                    *properties = std::mem::take(properties).holding(Kind::HeaderRow.element());
                });
            }
            _ => {}
        }
    }
}

/// Whether all paragraphs of a row are those of a header.
fn is_head(row: &Element) -> bool {
    let cells = row.all(Kind::Cell);
    let mut paragraphs =
        cells.flat_map(Element::elements).filter(|inner| inner.is(Kind::Paragraph)).peekable();
    paragraphs.peek().is_some()
        && paragraphs.all(|paragraph| views::Paragraph(paragraph).style() == Some(HEAD))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annex::Shows;

    #[test]
    fn columns_fill_the_width() {
        let column =
            |width| TableColumn { title: String::new(), width, align: Align::Left, shows: Shows::Other };
        let columns: Vec<TableColumn> = [1.0, 1.0, 1.0, 4.0].map(column).into();
        assert_eq!(widths(&columns, 8844, &[650; 4]), [1263, 1264, 1263, 5054]);
        let narrow: Vec<TableColumn> = [1.0, 4.0, 15.0].map(column).into();
        assert_eq!(widths(&narrow, 8844, &[650; 3]), [650, 1736, 6458]);
        assert_eq!(widths(&narrow, 300, &[650; 3]), [100, 100, 100]);
        let cell = |text: &str| TableCell {
            inlines: vec![Inline { text: text.to_owned(), from: Provenance::Template, lead: false }],
        };
        let cells = ["限2025年12月25日前", "3.5%", "2026年3月底", "无"].map(cell);
        let widths = cells.each_ref().map(|cell| (unbroken(cell) * 100.0).round());
        assert_eq!(widths, [848.0, 212.0, 640.0, 0.0]);
        assert_eq!(["编号", "责任领导", "心得体会篇数", "A"].map(whole), [2.0, 4.0, 3.0, 2.0]);
    }
}

//! The report → its sheets of paper: blocks by their roles, data as links to their panels, findings beside their
//! paragraph.

use std::ops::Range;

use maud::{Markup, PreEscaped, html};

use super::Shown;
use super::sides::finding;
use crate::finding::pages::Label;
use crate::model::annex::{Align, Chart, Exhibit, Table};
use crate::model::change::BlockChange;
use crate::model::element::Flow;
use crate::model::report::{Block, Inline, Provenance, Role};
use crate::text::difference::differing;

/// How many characters around a difference are shown beside a paragraph that changed.
const AROUND: usize = 15;

/// All sheets: a new one begins where the standard asks for a new page.
pub(super) fn report(shown: &Shown<'_>) -> Markup {
    let mut sheets: Vec<Vec<(usize, &Block)>> = vec![Vec::new()];
    for (number, block) in shown.outcome.report.blocks.iter().enumerate() {
        if block.role.element().opens_page && sheets.last().is_some_and(|sheet| !sheet.is_empty()) {
            sheets.push(Vec::new());
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.push((number, block));
        }
    }
    sheets.iter_mut().for_each(word_below);
    let mut links = Links::default();
    html! {
        @for sheet in sheets {
            article.sheet { @for (number, block) in sheet { (beside(shown, number, block, &mut links)) } }
        }
    }
}

/// Puts 文件 below the names of all organs of a joint report; on paper it stands beside them (7.2.4).
fn word_below(sheet: &mut Vec<(usize, &Block)>) {
    let word = sheet.iter().position(|(_, block)| block.role == Role::MarkWord);
    let last = sheet.iter().rposition(|(_, block)| block.role == Role::Mark);
    if let (Some(word), Some(last)) = (word, last.filter(|last| Some(*last) > word)) {
        let block = sheet.remove(word);
        sheet.insert(last, block);
    }
}

/// How many links to each panel stand before: every one has an anchor of its own, to which its panel leads back.
#[derive(Default)]
pub(super) struct Links(std::collections::BTreeMap<usize, usize>);

impl Links {
    fn next(&mut self, panel: usize) -> usize {
        let count = self.0.entry(panel).or_default();
        *count += 1;
        *count
    }
}

/// A block with what was found in it.
fn beside(shown: &Shown<'_>, number: usize, block: &Block, links: &mut Links) -> Markup {
    let found = shown.in_blocks.get(&*block.id);
    let changed =
        if shown.changed.is_empty() { None } else { shown.changed.get(block.text().as_str()).copied() };
    html! {
        div.block.changed[changed.is_some()] {
            (drawn(shown, number, block, links))
            @if let Some(change) = changed { p.was { (shown.say(&was(change))) } }
            @if let Some(found) = found {
                div.notes { @for found in found { (finding(shown, found)) } }
            }
        }
    }
}

/// What is said beside a paragraph that changed.
fn was(change: &BlockChange) -> Label {
    let fate = crate::ledger::fate(change.fate).to_owned();
    match change.before.is_empty() {
        true => Label::IsNew { fate },
        false => Label::Was { fate, before: differing(&change.before, &change.after, AROUND)[0].clone() },
    }
}

fn drawn(shown: &Shown<'_>, number: usize, block: &Block, links: &mut Links) -> Markup {
    match block.exhibit.as_deref() {
        Some(Exhibit::Table(drawn)) => return table(shown, number, drawn, links),
        Some(Exhibit::Chart(drawn)) => return chart(drawn),
        None => {}
    }
    let text = inlines(shown, &block.inlines, Some(links));
    let class = block.role.word();
    match block.role.element().flow {
        Flow::Heading(1) => html! { h2 class=(class) { (text) } },
        Flow::Heading(2) => html! { h3 class=(class) { (text) } },
        Flow::Heading(3) => html! { h4 class=(class) { (text) } },
        Flow::Heading(_) => html! { h5 class=(class) { (text) } },
        _ => html! { p class=(class) { (text) } },
    }
}

/// Pieces of text; without places for the links of panels where they are drawn on their own.
fn inlines(shown: &Shown<'_>, inlines: &[Inline], mut links: Option<&mut Links>) -> Markup {
    html! { @for inline in inlines { (piece(shown, inline, links.as_deref_mut())) } }
}

fn piece(shown: &Shown<'_>, inline: &Inline, links: Option<&mut Links>) -> Markup {
    let text = lines(&inline.text);
    match &inline.from {
        Provenance::Slot(slot) | Provenance::Narrative(slot) => match shown.panels.get(slot) {
            Some(panel) => {
                let at = links.map(|links| anchor(*panel, links.next(*panel)));
                html! { a.datum id=[at] href={ "#d" (panel) } { (text) } }
            }
            None => html! { span { (text) } },
        },
        Provenance::Missing(_) => html! { mark { (text) } },
        Provenance::Person => html! { span.person title=(shown.say(&Label::ByHand)) { (text) } },
        Provenance::Template | Provenance::Numbering => text,
    }
}

/// The name of the place where a datum is printed for the so-manieth time.
pub(super) fn anchor(panel: usize, at: usize) -> String {
    format!("p{panel}-{at}")
}

/// A text whose line ends are layout.
fn lines(text: &str) -> Markup {
    let lines: Vec<&str> = text.split('\n').collect();
    html! {
        @for (at, line) in lines.iter().enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}

/// Rows of a table that stand on a page of the 工作台 until more of them are wanted.
const PIECE: usize = 100;

fn table(shown: &Shown<'_>, number: usize, table: &Table, links: &mut Links) -> Markup {
    let end = if shown.is_bench { PIECE.min(table.rows.len()) } else { table.rows.len() };
    html! {
        div.wide tabindex="0" role="group" aria-label=(shown.say(&Label::AnnexTable)) {
            table.annex {
                thead { tr { @for column in &table.columns { th scope="col" { (column.title) } } } }
                tbody {
                    @for row in 0..end { (one_row(shown, number, table, row, Some(links))) }
                    (more_rows(shown, number, table, end))
                }
            }
        }
    }
}

/// Rows of a table on their own, and the way to those after them.
pub(super) fn rows(shown: &Shown<'_>, number: usize, table: &Table, rows: Range<usize>) -> Markup {
    let end = rows.end.max(rows.start + PIECE).min(table.rows.len());
    html! {
        @for row in rows.start..end { (one_row(shown, number, table, row, None)) }
        (more_rows(shown, number, table, end))
    }
}

/// The place of a row of a table on the page, counted from one.
pub(super) fn row_place(block: usize, row: usize) -> String {
    format!("r{block}-{row}")
}

fn one_row(
    shown: &Shown<'_>,
    number: usize,
    table: &Table,
    row: usize,
    mut links: Option<&mut Links>,
) -> Markup {
    let class = |align: Align| match align {
        Align::Left => "left",
        Align::Centre => "centre",
    };
    let place = shown.is_bench.then(|| row_place(number, row + 1));
    let Some(cells) = table.rows.get(row).map(|row| &row.cells) else { return html! {} };
    html! {
        tr id=[place] {
            @for (cell, column) in cells.iter().zip(&table.columns) {
                td class=(class(column.align)) { (inlines(shown, &cell.inlines, links.as_deref_mut())) }
            }
        }
    }
}

fn more_rows(shown: &Shown<'_>, number: usize, table: &Table, from: usize) -> Markup {
    let count = table.rows.len().saturating_sub(from);
    html! {
        @if count > 0 {
            tr.rest data-block=(number) data-from=(from) {
                td colspan=(table.columns.len()) { button type="button" { (shown.say(&Label::MoreListed { count })) } }
            }
        }
    }
}

/// A chart as the table of its numbers, each with a bar.
fn chart(chart: &Chart) -> Markup {
    let sizes = chart.points.iter().flat_map(|(_, numbers)| numbers);
    let most = sizes.fold(0.0_f64, |most, number| most.max(*number));
    html! {
        table.chart {
            thead {
                tr {
                    th scope="col" { (chart.axis) }
                    @for series in &chart.series { th scope="col" { (series) } }
                }
            }
            tbody {
                @for (name, numbers) in &chart.points {
                    tr {
                        th scope="row" { (name) }
                        @for number in numbers { td { (number) " " (bar(*number, most)) } }
                    }
                }
            }
        }
    }
}

/// A bar of up to 120 units, hidden from those who hear the number anyway.
fn bar(number: f64, most: f64) -> Markup {
    let width = if most > 0.0 { (number / most * 120.0).round() } else { 0.0 };
    PreEscaped(format!(
        "<svg class=\"bar\" width=\"120\" height=\"10\" aria-hidden=\"true\"><rect width=\"{width}\" height=\"10\"/></svg>"
    ))
}

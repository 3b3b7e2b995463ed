//! Rows of a cut-out → every place of the report that a row is used in: the data that count it, and the row of an annex.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::Shown;
use super::cutout::{Cutout, Row, RowAt};
use super::paper::row_place;
use crate::finding::pages::Label;
use crate::ledger::is_copied;
use crate::model::annex::TableRow;
use crate::model::element::Heads;
use crate::model::report::Provenance;

/// Links to where rows are used, each with its words.
#[derive(Default)]
pub(super) struct Uses(BTreeMap<RowAt, BTreeSet<(String, String)>>);

impl Uses {
    /// The links of one row.
    pub(super) fn links(&self, row: &Row) -> Markup {
        let links: BTreeSet<_> = row.at.iter().filter_map(|at| self.0.get(at)).flatten().collect();
        html! { @for (to, words) in links { a href={ "#" (to) } { (words) } " " } }
    }
}

/// Where the rows of cut-outs are used.
pub(super) fn of(shown: &Shown<'_>, cutouts: &[Cutout<'_>]) -> Uses {
    let rows = cutouts.iter().flat_map(|cutout| &cutout.rows).flat_map(|row| &row.at);
    let mut uses = Uses(rows.map(|at| (*at, BTreeSet::new())).collect());
    data(shown, &mut uses);
    annexes(shown, &mut uses);
    uses
}

/// The data that count a row.
fn data(shown: &Shown<'_>, uses: &mut Uses) {
    for (slot, panel) in shown.panels.iter() {
        let sources = shown.outcome.sources_of(slot);
        let rows = sources.iter().map(|source| (source.cell.sheet, source.cell.row));
        let here: BTreeSet<RowAt> = rows.filter(|at| uses.0.contains_key(at)).collect();
        if here.is_empty() {
            continue;
        }
        let printed = shown.outcome.printed_of(slot);
        let Some(first) = printed.first() else { continue };
        let words = Label::Datum { name: first.name.clone(), text: first.text.clone() };
        let link = (format!("d{panel}"), shown.say(&words));
        for at in here {
            uses.0.entry(at).or_default().insert(link.clone());
        }
    }
}

/// The rows of annexes that a row was copied into.
fn annexes(shown: &Shown<'_>, uses: &mut Uses) {
    let mut annex = String::new();
    for (number, block) in shown.outcome.report.blocks.iter().enumerate() {
        match block.role.element().heads {
            Heads::Words => annex = block.text(),
            Heads::MoreWords => annex = format!("{annex} {}", block.text()),
            Heads::Name | Heads::Nothing => {}
        }
        for (row, cells) in (1..).zip(block.table().into_iter().flat_map(|table| &table.rows)) {
            let Some(slot) = copied(cells) else { continue };
            let sources = shown.outcome.sources_of(slot);
            let rows = sources.iter().map(|source| (source.cell.sheet, source.cell.row));
            for at in rows.filter(|at| uses.0.contains_key(at)).collect::<BTreeSet<_>>() {
                let words = shown.say(&Label::AnnexRow { annex: annex.clone(), row });
                uses.0.entry(at).or_default().insert((row_place(number, row), words));
            }
        }
    }
}

/// The first slot of a row that was copied from an entry.
fn copied(row: &TableRow) -> Option<&str> {
    let inlines = row.cells.iter().flat_map(|cell| &cell.inlines);
    let mut slots = inlines.filter_map(|inline| match &inline.from {
        Provenance::Slot(slot) if is_copied(slot) => Some(slot.as_str()),
        _ => None,
    });
    slots.next()
}

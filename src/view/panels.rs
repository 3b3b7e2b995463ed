//! Every datum of the text → its panel: what it is, by which rule it was got, where the report prints it, its cells.

use maud::{Markup, html};

use super::Shown;
use super::cutout::{Cutout, Cutouts};
use super::paper::anchor;
use super::uses::{self, Uses};
use crate::finding::pages::Label;
use crate::ledger::Printed;

/// Most places in cells that a panel spells; a range is one.
const MOST_PLACES: usize = 200;

/// The panels of all data, in the order of the report; each is shown when it is the target of a link.
pub(super) fn all(shown: &Shown<'_>) -> Markup {
    if shown.is_bench {
        return frames(shown);
    }
    let mut printed: Vec<Vec<&Printed<'_>>> = vec![Vec::new(); shown.panels.len()];
    for datum in &shown.printed {
        let panel = shown.panels.get(&datum.slot).and_then(|panel| printed.get_mut(panel - 1));
        if let Some(panel) = panel {
            panel.push(datum);
        }
    }
    let firsts = printed.iter().filter_map(|same| same.first());
    let cutouts = Cutouts::of(shown.outcome, firsts.map(|first| &*first.sources));
    html! {
        div.panels {
            @for (panel, same) in (1..).zip(&printed) {
                @if let Some(first) = same.first() { (one(shown, panel, first, same, &cutouts)) }
            }
        }
    }
}

/// The frames of the panels, each filled when it is looked at.
fn frames(shown: &Shown<'_>) -> Markup {
    html! {
        div.panels {
            @for (slot, panel) in shown.panels.iter() {
                aside.panel id={ "d" (panel) } aria-labelledby={ "n" (panel) } data-slot=(slot) {}
            }
        }
    }
}

/// What stands in the panel of one datum.
pub(super) fn alone(shown: &Shown<'_>, panel: usize, slot: &str) -> Markup {
    let printed = shown.outcome.printed_of(slot);
    let same: Vec<&Printed<'_>> = printed.iter().filter(|datum| datum.row.is_none()).collect();
    let Some(first) = same.first() else { return html! {} };
    let cutouts = Cutouts::of(shown.outcome, std::iter::once(&*first.sources));
    inside(shown, panel, first, &same, &cutouts)
}

fn one(
    shown: &Shown<'_>,
    panel: usize,
    first: &Printed<'_>,
    same: &[&Printed<'_>],
    cutouts: &Cutouts<'_>,
) -> Markup {
    html! {
        aside.panel id={ "d" (panel) } aria-labelledby={ "n" (panel) } {
            (inside(shown, panel, first, same, cutouts))
        }
    }
}

fn inside(
    shown: &Shown<'_>,
    panel: usize,
    first: &Printed<'_>,
    same: &[&Printed<'_>],
    cutouts: &Cutouts<'_>,
) -> Markup {
    let places = shown.outcome.places.sources(&first.sources);
    let more = places.len().saturating_sub(MOST_PLACES);
    let cuts = cutouts.of_sources(&first.sources);
    let uses = if shown.is_bench { uses::of(shown, &cuts) } else { Uses::default() };
    html! {
            a.close href={ "#" (anchor(panel, 1)) } aria-label=(shown.say(&Label::Close)) { "×" }
            h3 id={ "n" (panel) } { (first.name) }
            p.value { (first.text) }
            @if !first.rule.is_empty() {
                h4 { (shown.say(&Label::Rule)) }
                p { (first.rule) }
            }
            h4 { (shown.say(&Label::Printed)) }
            ul {
                @for (at, datum) in (1..).zip(same) {
                    li { a href={ "#" (anchor(panel, at)) } { (datum.part) } " " (datum.excerpt) }
                }
            }
            h4 { (shown.say(&Label::Cells { count: places.len() })) }
            ul.places {
                @for place in places.iter().take(MOST_PLACES) { li { (place) } }
                @if more > 0 { li { (shown.say(&Label::More { count: more })) } }
            }
            @for cutout in &cuts { (cut(shown, cutout, &uses)) }
    }
}

/// Rows of a sheet under their headers, the cells that count marked.
fn cut(shown: &Shown<'_>, cutout: &Cutout<'_>, uses: &Uses) -> Markup {
    html! {
        div.wide tabindex="0" role="group" aria-label=(cutout.sheet) {
            table.cutout {
                caption { (cutout.sheet) }
                thead {
                    tr {
                        th scope="col" { (shown.say(&Label::Row)) }
                        @for header in &cutout.headers { th scope="col" { (header) } }
                        @if shown.is_bench { th scope="col" { (shown.say(&Label::UsedIn)) } }
                    }
                }
                tbody {
                    @for row in &cutout.rows {
                        tr {
                            th scope="row" { (row.number) }
                            @for (text, counts) in &row.cells {
                                @if *counts { td.counts { (text) } } @else { td { (text) } }
                            }
                            @if shown.is_bench { td.uses { (uses.links(row)) } }
                        }
                    }
                }
            }
        }
        @if shown.is_bench && !cutout.file.is_empty() {
            form method="post" action="/workbook" {
                input type="hidden" name="file" value=(cutout.file);
                button { (shown.say(&Label::OpenWorkbook)) }
            }
        }
        @if cutout.more > 0 { p.more { (shown.say(&Label::MoreRows { count: cutout.more })) } }
    }
}

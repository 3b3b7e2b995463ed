//! An outcome → pages for people: the report as it looks, in which every datum opens to its cells and every finding
//! stands at its paragraph.
//!
//! A datum is a link to its panel, which the style shows once it is the target: that needs no script, so that 预览.html
//! holds none. On a page of the 工作台 a script hears of builds and takes files that are dropped onto it.

mod asks;
mod bench;
mod cutout;
mod lists;
mod lobby;
mod panels;
mod paper;
mod sides;
mod uses;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::finding::pages::Label;
use crate::finding::{Finding, Lang, Place};
use crate::ledger::{Printed, is_copied};
use crate::model::change::{BlockChange, BlockFate};
use crate::model::report::Provenance;
use crate::outcome::Outcome;

pub use bench::{Bench, Drawn, workbench};
pub use lobby::{Lobby, lobby};
pub use versions::{Version, version, versions};

/// How the pages look.
pub const STYLE: &str = include_str!("page.css");
/// What a page of the 工作台 does by itself: it hears of builds and takes files that are dropped onto it.
pub const SCRIPT: &str = include_str!("page.js");

/// The picture of the program.
pub const ICON: &str = include_str!("../../docs/pictures/chengwen.svg");

/// What the pages are made from: an outcome with what is looked up in it again and again.
struct Shown<'o> {
    outcome: &'o Outcome,
    lang: Lang,
    /// Whether people can act on the page: let findings stand, correct what was recognised.
    is_bench: bool,
    /// Every datum where it is printed, in the order of the report; on the 工作台 panels are drawn when they are wanted.
    printed: Vec<Printed<'o>>,
    /// The number of the panel of each slot, from one, in the order in which the slots are first printed. What was
    /// copied into a row of an annex has none: its row says all that a panel would.
    panels: Arc<BTreeMap<String, usize>>,
    /// What became of paragraphs since the run before, by how they read now.
    changed: BTreeMap<&'o str, &'o BlockChange>,
    /// What is told, with its place as a person names it; what tells of one run alone is left out.
    findings: Vec<(String, &'o Finding)>,
    /// What was found in a block, by its id.
    in_blocks: BTreeMap<&'o str, Vec<&'o Finding>>,
}

impl<'o> Shown<'o> {
    fn of(outcome: &'o Outcome, lang: Lang, is_bench: bool) -> Self {
        let printed = if is_bench { Vec::new() } else { outcome.printed() };
        let lasting = outcome.findings.iter().filter(|finding| !finding.what.is_of_one_run());
        let findings: Vec<_> = lasting.map(|finding| (outcome.place_of(finding), finding)).collect();
        let mut in_blocks: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for (_, finding) in &findings {
            if let Place::Block(id) = &finding.place {
                in_blocks.entry(id).or_default().push(finding);
            }
        }
        let blocks = outcome.changes.iter().flat_map(|changes| &changes.blocks).filter(|_| is_bench);
        let blocks = blocks.filter(|block| block.fate != BlockFate::Kept && !block.after.is_empty());
        let changed = blocks.map(|block| (block.after.as_str(), block)).collect();
        let shown = Shown::light(outcome, lang, &Arc::new(numbered(outcome)));
        Shown { is_bench, printed, changed, findings, in_blocks, ..shown }
    }

    /// What is needed for a piece of a page of the 工作台.
    fn light(outcome: &'o Outcome, lang: Lang, panels: &Arc<BTreeMap<String, usize>>) -> Self {
        Shown {
            outcome,
            lang,
            is_bench: true,
            printed: Vec::new(),
            panels: Arc::clone(panels),
            changed: BTreeMap::new(),
            findings: Vec::new(),
            in_blocks: BTreeMap::new(),
        }
    }

    fn say(&self, label: &Label) -> String {
        label.words_in(self.lang)
    }
}

/// The numbers of the panels.
fn numbered(outcome: &Outcome) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    let mut number = |slot: &String| {
        let next = numbers.len() + 1;
        numbers.entry(slot.clone()).or_insert(next);
    };
    for block in &outcome.report.blocks {
        for inline in &block.inlines {
            if let Provenance::Slot(slot) | Provenance::Narrative(slot) = &inline.from {
                number(slot);
            }
        }
        let cells = block.table().into_iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        for inline in cells.flat_map(|cell| &cell.inlines) {
            if let Provenance::Slot(slot) = &inline.from
                && !is_copied(slot)
            {
                number(slot);
            }
        }
    }
    numbers
}

/// 预览.html: the report, its data, what was found, what the sheets were taken for and what changed, in one file.
/// Names of people who gave opinions are not in it. The same outcome gives the same bytes.
#[must_use]
pub fn preview(outcome: &Outcome, lang: Lang) -> String {
    let shown = Shown::of(outcome, lang, false);
    let head = html! {
        // Whatever stands in a cell: nothing runs, nothing is fetched.
        meta http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
        meta name="referrer" content="no-referrer";
        style { (PreEscaped(STYLE)) }
    };
    let top = html! {
        p { (shown.say(&Label::HowTo)) }
        nav aria-label=(shown.say(&Label::Parts)) {
            @for Part { id, label, .. } in of_page(false) { a href={ "#" (id) } { (label.words_in(lang)) } }
        }
    };
    page(lang, &outcome.report.title, &head, &top, &parts(&shown))
}

/// A page with its head, what stands at its top, and its parts.
fn page(lang: Lang, title: &str, head: &Markup, top: &Markup, parts: &Markup) -> String {
    let tag = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let page = html! {
        (DOCTYPE)
        html lang=(tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                (head)
            }
            body {
                header { h1 { (title) } (top) }
                (parts)
            }
        }
    };
    page.into_string()
}

/// A part of a page: the name of its place, its heading, whether it is there to be worked on, so that it stands on the
/// 工作台 alone, and what draws it.
struct Part {
    id: &'static str,
    label: Label,
    is_for_bench: bool,
    draw: fn(&Shown<'_>) -> Markup,
}

const fn part(id: &'static str, label: Label, is_for_bench: bool, draw: fn(&Shown<'_>) -> Markup) -> Part {
    Part { id, label, is_for_bench, draw }
}

/// The parts of a page, in their order.
static PARTS: [Part; 6] = [
    part("report", Label::Report, false, paper::report),
    part("joins", Label::Joins, true, asks::pairs),
    part("findings", Label::Findings, false, sides::findings),
    part("tables", Label::Tables, false, sides::tables),
    part("units", Label::Units, true, lists::units),
    part("changes", Label::Changes, false, lists::changes),
];

/// The parts that stand on a page of the 工作台, or on one that is handed on.
fn of_page(is_bench: bool) -> impl Iterator<Item = &'static Part> {
    PARTS.iter().filter(move |part| is_bench || !part.is_for_bench)
}

fn parts(shown: &Shown<'_>) -> Markup {
    html! {
        main {
            @for Part { id, label, draw, .. } in of_page(shown.is_bench) {
                section id=(id) aria-label=(shown.say(label)) {
                    @if *id != "report" { h2 { (shown.say(label)) } }
                    (draw(shown))
                }
            }
        }
        (panels::all(shown))
    }
}

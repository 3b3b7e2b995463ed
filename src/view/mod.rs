//! An outcome → pages for people: the report as it looks, in which every datum opens to its cells and every finding
//! stands at its paragraph.
//!
//! A datum is a link to its panel, which the style shows once it is the target: that needs no script, so that 预览.html
//! holds none. On a page of the 工作台 a script hears of builds and takes files that are dropped onto it.

mod asks;
mod cutout;
mod lists;
mod panels;
mod paper;
mod sides;

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::finding::pages::Label;
use crate::finding::{Finding, Lang};
use crate::ledger::Printed;
use crate::model::change::{BlockChange, BlockFate};
use crate::outcome::Outcome;

/// How the pages look.
pub const STYLE: &str = include_str!("page.css");
/// What a page of the 工作台 does by itself: it hears of builds and takes files that are dropped onto it.
pub const SCRIPT: &str = include_str!("page.js");

/// The picture of the program.
pub const ICON: &str = include_str!("../../docs/pictures/chengwen.svg");

/// What stands on a page of the 工作台 beside the outcome.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bench<'a> {
    /// What came of what was done last.
    pub message: Option<&'a str>,
    /// Whether a build is under way.
    pub is_building: bool,
    /// The file name of the report, when there is one to download.
    pub report: Option<&'a str>,
}

/// What the pages are made from: an outcome with what is looked up in it again and again.
struct Shown<'o> {
    outcome: &'o Outcome,
    lang: Lang,
    /// Whether people can act on the page: let findings stand, correct what was recognised.
    is_bench: bool,
    /// Every datum where it is printed, in the order of the report.
    printed: Vec<Printed<'o>>,
    /// The number of the panel of each slot, from one, in the order in which the slots are first printed. What was
    /// copied into a row of an annex has none: its row says all that a panel would.
    panels: BTreeMap<String, usize>,
    /// What became of paragraphs since the run before, by how they read now.
    changed: BTreeMap<&'o str, &'o BlockChange>,
    /// What is told, with its place as a person names it; what tells of one run alone is left out.
    findings: Vec<(String, &'o Finding)>,
}

impl<'o> Shown<'o> {
    fn of(outcome: &'o Outcome, lang: Lang, is_bench: bool) -> Self {
        let printed = outcome.printed();
        let mut panels = BTreeMap::new();
        for datum in printed.iter().filter(|datum| datum.row.is_none()) {
            let next = panels.len() + 1;
            panels.entry(datum.slot.clone()).or_insert(next);
        }
        let lasting = outcome.findings.iter().filter(|finding| !finding.what.is_of_one_run());
        let findings = lasting.map(|finding| (outcome.place_of(finding), finding)).collect();
        let blocks = outcome.changes.iter().flat_map(|changes| &changes.blocks).filter(|_| is_bench);
        let blocks = blocks.filter(|block| block.fate != BlockFate::Kept && !block.after.is_empty());
        let changed = blocks.map(|block| (block.after.as_str(), block)).collect();
        Shown { outcome, lang, is_bench, printed, panels, changed, findings }
    }

    fn say(&self, label: &Label) -> String {
        label.words_in(self.lang)
    }
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
    page(lang, &outcome.report.title, &head, &html! {}, &parts(&shown))
}

/// The page of the 工作台: the same parts, on which people can act; without an outcome what to do first.
#[must_use]
pub fn workbench(outcome: Option<&Outcome>, bench: &Bench<'_>, lang: Lang) -> String {
    let say = |label: Label| label.words_in(lang);
    let head = html! {
        link rel="icon" type="image/svg+xml" href="/icon.svg";
        link rel="stylesheet" href="/page.css";
        script src="/page.js" defer {}
    };
    let button = |action: &str, label: Label| {
        html! { form method="post" action=(action) { button { (say(label)) } } }
    };
    let tools = html! {
        div.tools {
            (button("/build", Label::Build))
            @if outcome.is_some() { (button("/finish", Label::Finish)) }
            @if let Some(report) = bench.report { a href="/report.docx" title=(report) { (say(Label::Download)) } }
            label { (say(Label::Drop)) " " input #files type="file" multiple; }
        }
        p #said role="status" data-builds=(say(Label::Builds)) data-built=(say(Label::Built)) data-ends=(say(Label::Ends))
            data-there=(say(Label::There)) data-taken=(say(Label::Taken)) data-refused=(say(Label::NotTaken)) {
            @if let Some(message) = bench.message { (message) " " }
            @if bench.is_building { (say(Label::Builds)) }
        }
    };
    match outcome {
        Some(outcome) => {
            let shown = Shown::of(outcome, lang, true);
            page(lang, &outcome.report.title, &head, &tools, &parts(&shown))
        }
        None => {
            page(lang, &say(Label::Report), &head, &tools, &html! { main { p { (say(Label::NoReport)) } } })
        }
    }
}

/// A page with its head and tools around its parts.
fn page(lang: Lang, title: &str, head: &Markup, tools: &Markup, parts: &Markup) -> String {
    let is_bench = !tools.0.is_empty();
    let say = |label: Label| label.words_in(lang);
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
                header {
                    h1 { (title) }
                    p { (say(Label::HowTo)) }
                    (tools)
                    nav aria-label=(say(Label::Parts)) {
                        @for Part { id, label, .. } in of_page(is_bench) { a href={ "#" (id) } { (label.words_in(lang)) } }
                    }
                }
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

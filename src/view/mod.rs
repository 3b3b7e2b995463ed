//! An outcome → pages for people: the report as it looks, in which every datum opens to its cells and every finding
//! stands at its paragraph.
//!
//! A page holds no script and asks for nothing outside itself: a datum is a link to its panel, which the style shows
//! once it is the target.

mod cutout;
mod panels;
mod paper;
mod sides;

use std::collections::BTreeMap;

use maud::{DOCTYPE, PreEscaped, html};

use crate::finding::pages::Label;
use crate::finding::{Finding, Lang};
use crate::ledger::Printed;
use crate::outcome::Outcome;

const STYLE: &str = include_str!("page.css");

/// What the pages are made from: an outcome with what is looked up in it again and again.
struct Shown<'o> {
    outcome: &'o Outcome,
    lang: Lang,
    /// Every datum where it is printed, in the order of the report.
    printed: Vec<Printed<'o>>,
    /// The number of the panel of each slot, from one, in the order in which the slots are first printed. What was
    /// copied into a row of an annex has none: its row says all that a panel would.
    panels: BTreeMap<String, usize>,
    /// What is told, with its place as a person names it; what tells of one run alone is left out.
    findings: Vec<(String, &'o Finding)>,
}

impl<'o> Shown<'o> {
    fn of(outcome: &'o Outcome, lang: Lang) -> Self {
        let printed = outcome.printed();
        let mut panels = BTreeMap::new();
        for datum in printed.iter().filter(|datum| datum.row.is_none()) {
            let next = panels.len() + 1;
            panels.entry(datum.slot.clone()).or_insert(next);
        }
        let lasting = outcome.findings.iter().filter(|finding| !finding.what.is_of_one_run());
        let findings = lasting.map(|finding| (outcome.place_of(finding), finding)).collect();
        Shown { outcome, lang, printed, panels, findings }
    }

    fn say(&self, label: &Label) -> String {
        label.words_in(self.lang)
    }
}

/// 预览.html: the report, its data, what was found, what the sheets were taken for and what changed, in one file.
/// Names of people who gave opinions are not in it. The same outcome gives the same bytes.
#[must_use]
pub fn preview(outcome: &Outcome, lang: Lang) -> String {
    let shown = Shown::of(outcome, lang);
    let tag = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let title = &outcome.report.title;
    let parts = [
        ("report", Label::Report, paper::report(&shown)),
        ("findings", Label::Findings, sides::findings(&shown)),
        ("tables", Label::Tables, sides::tables(&shown)),
        ("changes", Label::Changes, sides::changes(&shown)),
    ];
    let page = html! {
        (DOCTYPE)
        html lang=(tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Whatever stands in a cell: nothing runs, nothing is fetched.
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (title) }
                    p { (shown.say(&Label::HowTo)) }
                    nav aria-label=(shown.say(&Label::Parts)) {
                        @for (id, label, _) in &parts { a href={ "#" (id) } { (shown.say(label)) } }
                    }
                }
                main {
                    @for (id, label, part) in &parts {
                        section id=(id) aria-label=(shown.say(label)) {
                            @if *id != "report" { h2 { (shown.say(label)) } }
                            (part)
                        }
                    }
                }
                (panels::all(&shown))
            }
        }
    };
    page.into_string()
}

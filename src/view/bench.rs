//! The pages of the 工作台: a frame with its tools around the parts of an outcome, which are drawn once a build; a panel or
//! rows of a table on their own, for when somebody looks at them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use maud::{Markup, PreEscaped, html};

use super::{Part, Shown, of_page, page, panels, paper, parts};
use crate::finding::Lang;
use crate::finding::pages::Label;
use crate::outcome::Outcome;

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

/// An outcome as it is drawn, once for all who look at it.
#[derive(Debug, Clone)]
pub struct Drawn {
    outcome: Arc<Outcome>,
    lang: Lang,
    /// The numbers of the panels by the slots of their data.
    panels: Arc<BTreeMap<String, usize>>,
    /// The parts of its page.
    parts: String,
}

impl Drawn {
    /// Draws an outcome.
    #[must_use]
    pub fn of(outcome: &Arc<Outcome>, lang: Lang) -> Self {
        let shown = Shown::of(outcome, lang, true);
        let (panels, parts) = (Arc::clone(&shown.panels), parts(&shown).into_string());
        Drawn { outcome: Arc::clone(outcome), lang, panels, parts }
    }

    /// What was drawn.
    #[must_use]
    pub fn outcome(&self) -> &Arc<Outcome> {
        &self.outcome
    }

    /// The panel of a datum, without its frame; none when the report has no such datum.
    #[must_use]
    pub fn panel(&self, slot: &str) -> Option<String> {
        let number = *self.panels.get(slot)?;
        let shown = Shown::light(&self.outcome, self.lang, &self.panels);
        Some(panels::alone(&shown, number, slot).into_string())
    }

    /// Rows of the table of a block from one up to another, counted from zero; none when there are none.
    #[must_use]
    pub fn rows(&self, block: usize, from: usize, to: usize) -> Option<String> {
        let table = self.outcome.report.blocks.get(block)?.table()?;
        let shown = Shown::light(&self.outcome, self.lang, &self.panels);
        (from < table.rows.len()).then(|| paper::rows(&shown, block, table, from..to).into_string())
    }
}

/// The page of the 工作台: the parts, on which people can act; without an outcome what to do first.
#[must_use]
pub fn workbench(drawn: Option<&Drawn>, bench: &Bench<'_>, lang: Lang) -> String {
    let say = |label: Label| label.words_in(lang);
    let button = |action: &str, label: Label| {
        html! { form method="post" action=(action) { button { (say(label)) } } }
    };
    let tools = html! {
        div.tools {
            (button("/build", Label::Build))
            @if drawn.is_some() { (button("/finish", Label::Finish)) }
            @if let Some(report) = bench.report { a href="/report.docx" title=(report) { (say(Label::Download)) } }
            a href="/history" { (say(Label::History)) }
            a href="/folders" { (say(Label::OtherFolder)) }
            label { (say(Label::Drop)) " " input #files type="file" multiple; }
        }
        (said(bench, lang))
    };
    let nav = html! {
        nav aria-label=(say(Label::Parts)) {
            @for Part { id, label, .. } in of_page(true) { a href={ "#" (id) } { (label.words_in(lang)) } }
        }
    };
    match drawn {
        Some(drawn) => {
            let top = html! { p { (say(Label::HowTo)) } (tools) (nav) };
            page(lang, &drawn.outcome.report.title, &head(), &top, &PreEscaped(drawn.parts.clone()))
        }
        None => {
            let main = html! { main { p { (say(Label::NoReport)) } } };
            page(lang, &say(Label::Report), &head(), &tools, &main)
        }
    }
}

/// A page beside that of the outcome, with a way back to it.
pub(super) fn plain(lang: Lang, title: &str, main: &Markup) -> String {
    let way = html! { div.tools { a href="/" { (Label::Back.words_in(lang)) } } };
    beside(lang, title, &way, None, main)
}

/// A page without an outcome: what stands at its top, what came of what was done last, what it shows.
pub(super) fn beside(lang: Lang, title: &str, top: &Markup, message: Option<&str>, main: &Markup) -> String {
    let bench = Bench { message, ..Bench::default() };
    page(lang, title, &head(), &html! { (top) (said(&bench, lang)) }, &html! { main { (main) } })
}

/// Where is said what happens, with the words for it.
fn said(bench: &Bench<'_>, lang: Lang) -> Markup {
    let say = |label: Label| label.words_in(lang);
    html! {
        p #said role="status" data-builds=(say(Label::Builds)) data-built=(say(Label::Built)) data-ends=(say(Label::Ends))
            data-there=(say(Label::There)) data-taken=(say(Label::Taken)) data-refused=(say(Label::NotTaken)) {
            @if let Some(message) = bench.message { (message) " " }
            @if bench.is_building { (say(Label::Builds)) }
        }
    }
}

fn head() -> Markup {
    html! {
        link rel="icon" type="image/svg+xml" href="/icon.svg";
        link rel="stylesheet" href="/page.css";
        script src="/page.js" defer {}
    }
}

/// A text as it may stand in an address.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        // Writing into a text cannot fail.
        let _ = write!(encoded, "%{byte:02X}");
    }
    encoded
}

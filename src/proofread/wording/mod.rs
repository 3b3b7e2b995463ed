//! The rules of the text: what a reader of the draft would mark, whoever wrote it; each says how much it looked at.

mod bound;
mod dates;
mod doubled;
mod habits;
mod known;
mod marks;
mod numbers;
mod organs;
mod periods;
mod persons;
mod points;
mod posts;
mod private;
mod ratios;
mod reckoned;
mod sums;
mod typed;
mod uniform;
mod whole;
mod words;

use std::ops::Range;

use crate::finding::Severity::{self, Error, Info, Warning};
use crate::finding::wording::Wording;
use crate::kind::Kind;
use crate::model::report::Role;
use crate::text::pattern::Pattern;

pub use known::{Known, Organ, Person};
pub use typed::plain;

/// A paragraph of the text, or a table.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// Its text; for a table that of all its cells.
    pub text: String,
    /// Which element it is; none where that is not known.
    pub role: Option<Role>,
    /// The cells of a table, row by row.
    pub rows: Vec<Vec<String>>,
    /// Where in its text a person wrote, in bytes.
    pub typed: Vec<Range<usize>>,
}

/// A rule that texts are read by.
#[derive(Debug, Clone, Copy)]
pub struct TextRule {
    /// Its stable name, the code of its findings.
    pub id: &'static str,
    /// How much its faults matter.
    pub severity: Severity,
    look: fn(&Text) -> Looked,
}

/// A text that was read by all rules.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// The faults in the order of the rules, each with the place of its passage.
    pub faults: Vec<(usize, Wording)>,
    /// How many things each rule looked at; none where there was nothing.
    pub looked: Vec<Option<usize>>,
}

/// All rules of the text, in the order in which they are told.
pub const TEXT_RULES: [TextRule; 55] = [
    rule("text-marks", Warning, marks::marks),
    rule("text-pairs", Warning, marks::pairs),
    rule("text-listing", Info, marks::listing),
    rule("text-digits", Warning, numbers::digits),
    rule("text-comma-before", Info, habits::listed),
    rule("text-zero", Warning, habits::halved),
    rule("text-moment", Info, habits::spoken),
    rule("text-mixed", Info, numbers::mixed),
    rule("text-about", Warning, numbers::about),
    rule("text-number-form", Warning, numbers::document_numbers),
    rule("text-date", Error, dates::impossible),
    rule("text-until", Warning, dates::until),
    rule("text-year", Info, dates::years),
    rule("text-points", Error, points::order),
    rule("text-counted", Warning, points::counted),
    rule("text-spoken", Info, words::spoken),
    rule("text-slips", Info, words::slips),
    rule("text-titles", Warning, words::titles),
    rule("text-outdated", Warning, words::outdated),
    rule("text-sets", Warning, words::sets),
    rule("text-overused", Info, words::overused),
    rule("text-strong", Info, words::strong),
    rule("text-names", Warning, uniform::names),
    rule("text-figures", Warning, uniform::figures),
    rule("text-private", Error, private::private),
    rule("table-total", Warning, sums::totals),
    rule("table-rows-bound", Error, bound::bound),
    rule("text-over", Error, ratios::over),
    rule("text-rate", Warning, ratios::rates),
    rule("text-part", Warning, ratios::parts),
    rule("text-change", Info, ratios::changes),
    rule("text-copied", Info, whole::copied),
    rule("text-organs", Info, whole::organs),
    rule("text-progress", Info, whole::progress),
    rule("text-long", Info, whole::long),
    rule("text-listed", Warning, whole::listed),
    rule("text-decimals", Warning, numbers::decimals),
    rule("text-span", Warning, periods::of_title),
    rule("text-lasted", Warning, periods::lasted),
    rule("text-signed", Warning, organs::signed),
    rule("text-alias", Warning, organs::formal),
    rule("text-organ-slip", Warning, organs::slips),
    rule("text-post", Error, persons::posts),
    rule("text-person", Warning, persons::names),
    rule("text-order", Warning, persons::order),
    rule("text-head", Warning, persons::heads),
    rule("text-criticised", Warning, persons::criticised),
    rule("text-typed", Info, typed::typed),
    rule("text-day-form", Warning, numbers::days),
    rule("text-days", Error, dates::order),
    rule("text-reckoned", Warning, reckoned::change),
    rule("text-share", Warning, reckoned::over),
    rule("text-all", Warning, reckoned::all),
    rule("text-doubled", Info, doubled::doubled),
    rule("text-giver", Warning, doubled::givers),
];

const fn rule(id: &'static str, severity: Severity, look: fn(&Text) -> Looked) -> TextRule {
    TextRule { id, severity, look }
}

/// Reads a text by all rules; a fault that is found twice at one place is told once. Rules that need what a folder knows
/// look at nothing without it.
#[must_use]
pub fn proofread(passages: &[Passage], kind: &Kind, known: Option<&Known>) -> Proof {
    let text = Text { passages, kind, known };
    let mut proof = Proof::default();
    for rule in &TEXT_RULES {
        let found = (rule.look)(&text);
        proof.looked.push(Some(found.seen).filter(|seen| *seen > 0));
        for fault in found.faults {
            if !proof.faults.contains(&fault) {
                proof.faults.push(fault);
            }
        }
    }
    proof
}

/// What the rules of the text read: all passages, the word lists of a kind, and what the folder knows.
struct Text<'t> {
    passages: &'t [Passage],
    kind: &'t Kind,
    known: Option<&'t Known>,
}

/// What one rule found.
#[derive(Default)]
struct Looked {
    /// How many things it looked at.
    seen: usize,
    /// The faults, each with the place of its passage.
    faults: Vec<(usize, Wording)>,
}

impl Looked {
    fn add(&mut self, at: usize, fault: Option<Wording>) {
        self.seen += 1;
        self.faults.extend(fault.map(|fault| (at, fault)));
    }
}

/// What stands inside 《》 and “”: words of others, that are quoted as they are.
static QUOTED: Pattern = Pattern::new(r"《[^《》]*》|“[^“”]*”");

impl<'t> Text<'t> {
    /// The paragraphs of running text, with their places.
    fn running(&self) -> impl Iterator<Item = (usize, &'t str)> {
        self.passages
            .iter()
            .enumerate()
            .filter(|(_, passage)| passage.role.is_some_and(Role::is_running))
            .map(|(at, passage)| (at, passage.text.as_str()))
    }

    /// The same without what is quoted in them.
    fn unquoted(&self) -> Vec<(usize, String)> {
        self.running().map(|(at, text)| (at, QUOTED.replace(text, ""))).collect()
    }

    /// The running text and all that speaks for itself below and above it, but for 版头, 版记 and 附注.
    fn all(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let said = |role: Role| !role.is_head() && !role.is_imprint() && role != Role::Note;
        let all = self.passages.iter().enumerate().filter(move |(_, passage)| passage.role.is_none_or(said));
        all.map(|(at, passage)| (at, passage.text.as_str()))
    }

    /// The texts of one role in order, each with the place of its passage.
    fn of(&self, role: Role) -> impl Iterator<Item = (usize, &'t str)> {
        let of = self.passages.iter().enumerate().filter(move |(_, passage)| passage.role == Some(role));
        of.map(|(at, passage)| (at, passage.text.as_str()))
    }

    /// The rows of a word list that hold words.
    fn list(&self, name: &str) -> impl Iterator<Item = crate::kind::WordRow<'t>> {
        self.kind.vocabulary.list(name).rows()
    }
}

/// Holds every passage against a pattern; what it finds is said by a function.
fn each<'p>(
    passages: impl Iterator<Item = (usize, &'p str)>,
    pattern: &Pattern,
    say: impl Fn(&str) -> Option<Wording>,
) -> Looked {
    let mut looked = Looked::default();
    for (at, text) in passages.filter(|(_, text)| !text.trim().is_empty()) {
        looked.seen += 1;
        for found in pattern.all(text) {
            let found = found.get(1).or(found.get(0)).map_or("", |found| found.as_str());
            looked.faults.extend(say(found).map(|fault| (at, fault)));
        }
    }
    looked
}

//! Step 8: a document as it is set → what may not be signed as it stands: faults against GB/T 9704-2012, each with its place.
//!
//! One row of `rules.rs` is one rule. A rule says how much it looked at; one that found nothing to look at, or that only
//! a rendered page could answer, is not checked, which is never the same as passed.

mod format;
mod mend;
mod roles;
mod rules;
mod shapes;
pub mod wording;

use crate::finding::Severity;
use crate::finding::lint::{Lint, Strength};
use crate::model::report::Role;
use crate::model::typeset::{Line, Typeset};

use wording::Passage;

pub use mend::mends;
pub use rules::RULES;

/// A rule that documents are held against.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its stable name, the code of its findings.
    pub id: &'static str,
    /// How much its faults matter at most.
    pub severity: Severity,
    /// Whether the standard asks for it, says that it is usual, or only practice does.
    pub strength: Strength,
    /// The clause of GB/T 9704-2012 that it is of.
    pub clause: &'static str,
    /// What finds its faults; none when only a rendered page can show them.
    look: Option<fn(&Page) -> Looked>,
}

/// A fault of a document: a rule that it breaks at one place or several.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// The first paragraph that has it, counted from zero; none for one of the document as a whole.
    pub line: Option<usize>,
    /// How many further places break it in the same way.
    pub more: usize,
    /// What is found there, what the clause asks for, and the cure.
    pub what: Lint,
}

/// A document that was held against all rules.
#[derive(Debug, Clone)]
pub struct Linted {
    /// The role of each paragraph, where it has one.
    pub roles: Vec<Option<Role>>,
    /// The faults in the order of the rules.
    pub faults: Vec<Fault>,
    /// How many things each rule looked at, in the order of the rules; none where it could not look.
    pub looked: Vec<Option<usize>>,
}

/// Holds a document against all rules of the page, in their order.
#[must_use]
pub fn lint(set: &Typeset) -> Linted {
    let page = Page { set, roles: roles::roles(set) };
    let (mut faults, mut looked) = (Vec::new(), Vec::new());
    for rule in &RULES {
        let found = rule.look.map(|look| look(&page));
        looked.push(found.as_ref().map(|found| found.seen).filter(|seen| *seen > 0));
        faults.extend(found.into_iter().flat_map(|found| once_each(rule, found.faults)));
    }
    Linted { roles: page.roles, faults, looked }
}

/// The rules of the page that look at words alone, so that they hold for a report whatever its document looks like.
const CONTENT: [&str; 3] = ["ATT-03", "TEXT-06", "GENRE-01"];

/// Holds the words of a report against the rules of the page that look at nothing else: each fault with the place of
/// its passage. What the report itself asks for (【待补充) is told where it is asked.
#[must_use]
pub fn content(passages: &[Passage]) -> Vec<(usize, Lint)> {
    let lines = passages.iter().enumerate().flat_map(|(at, passage)| {
        let whole = passage.rows.is_empty().then_some((at, passage.role, passage.text.clone()));
        let cells = passage.rows.iter().flatten().map(move |cell| (at, passage.role, cell.clone()));
        whole.into_iter().chain(cells)
    });
    // Numbers and dates that are left open are told by themselves.
    let is_open = |role: &Option<Role>| role.is_some_and(|role| role.is_head() || role == Role::Date);
    let lines = lines.filter(|(_, role, _)| !is_open(role));
    let lines: Vec<(usize, Option<Role>, String)> = lines.collect();
    let line = |(_, _, text): &(usize, Option<Role>, String)| Line { text: text.clone(), ..Line::default() };
    let set = Typeset { lines: lines.iter().map(line).collect(), ..Typeset::default() };
    let page = Page { set: &set, roles: lines.iter().map(|(_, role, _)| *role).collect() };
    let rules = RULES.iter().filter(|rule| CONTENT.contains(&rule.id));
    let found = rules.filter_map(|rule| Some(once_each(rule, rule.look?(&page).faults))).flatten();
    let asked = |fault: &Lint| matches!(fault, Lint::Placeholder { text } if text.starts_with(ASKED));
    let placed = found
        .filter(|fault| !asked(&fault.what))
        .map(|fault| (fault.line.and_then(|line| lines.get(line)).map_or(0, |(at, ..)| *at), fault.what));
    placed.collect()
}

/// What opens a request for something that is lacking.
const ASKED: &str = "【待补充";

/// The faults of a rule, those that say the same told once.
fn once_each(rule: &'static Rule, found: Vec<(Option<usize>, Lint)>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for (line, what) in found {
        match faults.iter_mut().find(|fault| fault.what == what) {
            Some(known) => known.more += 1,
            None => faults.push(Fault { rule, line, more: 0, what }),
        }
    }
    faults
}

/// What the rules of the page look at: a document, and what each paragraph is.
struct Page<'s> {
    set: &'s Typeset,
    roles: Vec<Option<Role>>,
}

/// What one rule found.
#[derive(Default)]
struct Looked {
    /// How many things it looked at; zero: there was nothing that it could look at.
    seen: usize,
    /// The faults, each with its paragraph, counted from zero; none for one of the whole document.
    faults: Vec<(Option<usize>, Lint)>,
}

impl<'s> Page<'s> {
    fn role(&self, line: usize) -> Option<Role> {
        self.roles.get(line).copied().flatten()
    }

    /// The paragraphs whose role is wanted, in order.
    fn all(&self, wanted: impl Fn(Role) -> bool) -> impl Iterator<Item = (usize, &'s Line)> {
        let lines = self.set.lines.iter().enumerate();
        lines.filter(move |(at, _)| self.role(*at).is_some_and(&wanted))
    }

    /// The paragraphs of one role in order, each with its place.
    fn of(&self, role: Role) -> impl Iterator<Item = (usize, &'s Line)> {
        self.all(move |known| known == role)
    }

    /// The paragraphs of running text and their headings.
    fn running(&self) -> impl Iterator<Item = (usize, &'s Line)> {
        self.all(Role::is_running)
    }

    /// Whether the document has 发文机关标志 or 发文字号, so that it has 版头.
    fn has_head(&self) -> bool {
        self.all(|role| matches!(role, Role::Mark | Role::Number)).next().is_some()
    }

    /// The text of the title without its line breaks.
    fn title(&self) -> String {
        let lines = self.of(Role::Title).map(|(_, line)| line.text.as_str());
        lines.collect::<String>().chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// The width of the type area at a paragraph in twips.
    fn width_at(&self, line: &Line) -> i64 {
        let section = self.set.sections.get(line.section).or(self.set.sections.last());
        section.map_or(0, |section| section.area().0)
    }
}

impl Looked {
    /// Holds every one of some paragraphs against a rule.
    fn over<'l>(
        lines: impl Iterator<Item = (usize, &'l Line)>,
        fault: impl Fn(&'l Line) -> Option<Lint>,
    ) -> Self {
        let mut looked = Looked::default();
        for (at, line) in lines {
            looked.seen += 1;
            looked.faults.extend(fault(line).map(|fault| (Some(at), fault)));
        }
        looked
    }

    fn add(&mut self, line: Option<usize>, fault: Option<Lint>) {
        self.seen += 1;
        self.faults.extend(fault.map(|fault| (line, fault)));
    }
}

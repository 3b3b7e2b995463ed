//! A loaded kind and its files → everything that is wrong in it, each with its file and line.
//!
//! Nothing of a kind is taken in silence: a name that nothing has, a value outside its range, a key where it means
//! nothing is told before anything is made.

mod annexes;
mod empty;
mod figures;
mod forms;
mod lines;
mod lists;
mod look;
mod outline;
mod tables;
mod terms;

use super::{Kind, KindFiles};
use crate::finding::Refusal;
use crate::finding::kinds::{KindFault, Thing, Wanted};

pub(super) use look::{RANGES, fault as look_fault};
pub(super) use terms::unread;

/// A fault and the words that lead to its line: the first line that holds the first of them, from there on the first
/// that holds the next, and so on.
#[derive(Debug)]
pub(super) struct Wrong {
    file: String,
    trail: Vec<String>,
    line: Option<usize>,
    fault: KindFault,
}

impl Wrong {
    pub(super) fn new(file: &str, trail: &[&str], fault: KindFault) -> Self {
        let trail = trail.iter().map(|word| (*word).to_owned()).collect();
        Wrong { file: file.to_owned(), trail, line: None, fault }
    }

    /// A fault whose line is known already; `None` where it is of the whole file.
    pub(super) fn at(file: &str, line: Option<usize>, fault: KindFault) -> Self {
        Wrong { file: file.to_owned(), trail: Vec::new(), line, fault }
    }

    /// The fault as the reader is told it.
    pub(super) fn told(self, files: &KindFiles) -> Refusal {
        let text = files.get(&self.file).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let line = self.line.or_else(|| text.and_then(|text| line_of(&text, &self.trail)));
        Refusal::Kind { file: self.file, line, fault: Box::new(self.fault) }
    }
}

/// The line to which the words lead, counted from one; a word that stands nowhere leads no further.
fn line_of(text: &str, trail: &[String]) -> Option<usize> {
    let bare = |text: &str| text.replace(' ', "");
    let lines: Vec<String> = text.lines().map(bare).collect();
    let mut at = None;
    let mut last = String::new();
    for word in trail.iter().map(|word| bare(word)).filter(|word| !word.is_empty()) {
        // The same word again stands further down.
        let from = at.map_or(0, |at| at + usize::from(word == last));
        let found = lines.iter().skip(from).position(|line| line.contains(&word) && !line.starts_with('#'));
        at = found.map(|found| from + found).or(at);
        last = word;
    }
    at.map(|at| at + 1)
}

/// How a data file writes an id, by which its record is found.
fn id(id: &str) -> String {
    format!("id = \"{id}\"")
}

/// A word as a data file quotes it.
pub(super) fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// All faults of a kind whose files could be read, in the order of the checks below.
pub(super) fn faults(kind: &Kind, files: &KindFiles) -> Vec<Refusal> {
    let mut wrong = tables::wrong(kind);
    wrong.extend(terms::wrong(kind, files));
    wrong.extend(lists::wrong(kind));
    wrong.extend(figures::wrong(kind));
    wrong.extend(outline::wrong(kind, files));
    wrong.extend(annexes::wrong(kind));
    wrong.extend(forms::wrong(kind));
    wrong.extend(empty::wrong(files));
    wrong.extend(lines::wrong(files));
    wrong.extend(files.keys().filter_map(|file| unread_file(file)));
    wrong.into_iter().map(|wrong| wrong.told(files)).collect()
}

/// A data file under a name that nothing reads. What else stands beside them (a 说明.docx) is left alone.
fn unread_file(file: &str) -> Option<Wrong> {
    let in_folder = |folder: &str, ending: &str| {
        let name = file.strip_prefix(folder).and_then(|name| name.strip_suffix(ending));
        name.is_some_and(|name| !name.contains('/'))
    };
    let known = || super::SCHEMAS.into_iter().chain(super::common::FILES);
    let read = known().any(|known| known == file)
        || [("", ".hbs"), ("look/", ".toml"), ("vocabulary/", ".tsv"), ("common/vocabulary/", ".tsv")]
            .iter()
            .any(|(folder, ending)| in_folder(folder, ending));
    let data = [".toml", ".tsv", ".hbs"].iter().any(|ending| file.ends_with(ending));
    let listed = file.starts_with("vocabulary/") || file.starts_with("common/");
    let known = known().map(str::to_owned).collect();
    (!read && (data || listed))
        .then(|| Wrong::new(file, &[], KindFault::Unused { file: file.to_owned(), known }))
}

/// Whether an id is made of what ids are made of.
fn is_id(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.-".contains(c);
    !id.is_empty() && id.chars().all(plain) && !id.starts_with('.') && !id.ends_with('.')
}

/// The fault of an id that holds other characters than an id may, or none.
fn id_fault(id: &str) -> Option<KindFault> {
    let fault = || KindFault::Value { key: "id".into(), value: id.to_owned(), wanted: Wanted::Id };
    (!is_id(id)).then(fault)
}

/// What is wrong with a name that people read.
fn name_fault(name: &str) -> Option<KindFault> {
    let fault = || KindFault::Value { key: "name".into(), value: name.to_owned(), wanted: Wanted::Filled };
    name.trim().is_empty().then(fault)
}

/// The names that stand twice in a list, each once.
pub(super) fn twice<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let (mut seen, mut twice) = (Vec::new(), Vec::new());
    for name in names {
        if seen.contains(&name) && !twice.contains(&name) {
            twice.push(name);
        }
        seen.push(name);
    }
    twice
}

impl Kind {
    /// The fault that no figure has this id, with the ids that there are.
    fn no_figure(&self, id: &str) -> KindFault {
        KindFault::unknown(Thing::Figure, id, self.figures.iter().map(|figure| figure.id.as_str()))
    }

    /// The fault that no table has this id, with the ids that there are.
    fn no_table(&self, id: &str) -> KindFault {
        KindFault::unknown(Thing::Table, id, self.tables.iter().map(|table| table.id.as_str()))
    }

    /// The fault that 报告信息 has no item of this name, with the names that there are.
    fn no_item(&self, name: &str) -> KindFault {
        KindFault::unknown(Thing::Item, name, self.items.iter().map(|item| item.name.as_str()))
    }
}

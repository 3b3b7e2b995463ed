//! Every datum that a text may print, kept aside while handlebars works: the text carries only marks, so that
//! each figure, date and title comes out as a slot that still knows what it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::model::origin::Source;
use crate::model::report::Provenance;

/// Opens the mark of a datum; the number of the datum follows, then [`MARK_END`]. Private-use characters are
/// removed from all input when it is read, so no cell can forge a mark.
pub(super) const MARK: char = '\u{E000}';
/// Closes the mark of a datum that [`MARK`] opens.
pub(super) const MARK_END: char = '\u{E001}';
/// Stands in the text in place of a clause that was dropped, until the commas around it are tidied.
pub(super) const DROPPED: char = '\u{E002}';

/// How much of a datum there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Present,
    /// A count of zero: a clause about it is dropped like one about a missing datum.
    Zero,
    Missing,
}

#[derive(Debug, Clone)]
pub(super) struct Datum {
    /// What it is called when it has to be asked for (成文日期).
    pub(super) name: String,
    pub(super) state: State,
    /// What it prints; prose with figures in it has several pieces.
    pub(super) pieces: Vec<(String, Provenance)>,
    /// Its number, by which `if` and other helpers compare it; none when it is no number.
    pub(super) number: Option<f64>,
    /// What the reader is told when it is printed: slips that were put right in it.
    pub(super) findings: Vec<Finding>,
}

impl Datum {
    /// A text that prints as one slot.
    pub(super) fn slot(id: &str, name: &str, printed: &str) -> Self {
        Datum {
            name: name.to_owned(),
            state: State::Present,
            pieces: vec![(printed.to_owned(), Provenance::Slot(id.to_owned()))],
            number: None,
            findings: Vec::new(),
        }
    }
}

/// The data of a run, by number.
#[derive(Debug, Default)]
pub(super) struct Data {
    list: Vec<Datum>,
    /// The cells behind them, by the id of the slot.
    pub(super) sources: BTreeMap<String, BTreeSet<Source>>,
}

impl Data {
    /// Keeps a datum and returns its mark.
    pub(super) fn keep(&mut self, datum: Datum) -> String {
        self.list.push(datum);
        format!("{MARK}{}{MARK_END}", self.list.len() - 1)
    }

    /// Keeps the cell that a slot was read from.
    pub(super) fn read_from(&mut self, id: &str, at: Option<Source>) {
        if let Some(at) = at {
            self.sources.entry(id.to_owned()).or_default().insert(at);
        }
    }

    /// Keeps a text that prints as one slot.
    pub(super) fn slot(&mut self, id: &str, name: &str, printed: &str) -> String {
        self.keep(Datum::slot(id, name, printed))
    }

    /// Keeps a datum that is missing, by the name under which it is asked for, and returns its mark.
    pub(super) fn missing(&mut self, name: &str) -> String {
        let nothing = Datum { state: State::Missing, pieces: Vec::new(), ..Datum::slot("", name, "") };
        self.keep(nothing)
    }

    /// The datum of a text that is one mark and nothing else.
    pub(super) fn of(&self, text: &str) -> Option<&Datum> {
        let number = text.strip_prefix(MARK)?.strip_suffix(MARK_END)?;
        self.list.get(number.parse::<usize>().ok()?)
    }

    /// A rendered text as runs of plain characters and data.
    pub(super) fn split<'d, 't>(&'d self, text: &'t str) -> Vec<Run<'d, 't>> {
        let mut runs = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(MARK) {
            let (plain, marked) = rest.split_at(start);
            let end = marked.find(MARK_END).map_or(marked.len(), |end| end + MARK_END.len_utf8());
            let (mark, after) = marked.split_at(end);
            runs.extend((!plain.is_empty()).then_some(Run::Plain(plain)));
            runs.extend(self.of(mark).map(Run::Datum));
            rest = after;
        }
        runs.extend((!rest.is_empty()).then_some(Run::Plain(rest)));
        runs
    }

    /// Whether a text mentions a datum that is missing or zero.
    pub(super) fn lacks(&self, text: &str) -> bool {
        let lacking = |run: &Run<'_, '_>| matches!(run, Run::Datum(datum) if datum.state != State::Present);
        self.split(text).iter().any(lacking)
    }

    /// The text as it will print, for looking at its first and last characters.
    pub(super) fn printed(&self, text: &str) -> String {
        let print = |run: &Run<'_, '_>| match run {
            Run::Plain(plain) => (*plain).to_owned(),
            Run::Datum(datum) => datum.pieces.iter().map(|(text, _)| text.as_str()).collect(),
        };
        self.split(text).iter().map(print).collect()
    }
}

/// A part of a rendered text: plain characters, or a datum where its mark stood.
#[derive(Debug)]
pub(super) enum Run<'d, 't> {
    Plain(&'t str),
    Datum(&'d Datum),
}

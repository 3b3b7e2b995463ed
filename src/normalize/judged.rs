//! What the cells of opinions say → their parts, each text judged once in a run, however many workbooks hold it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::count_status::Words;
use super::{private, split, text};
use crate::finding::{Understood, Values, What};
use crate::model::entry::CountStatus;
use crate::model::value::Text;

/// How many parts the judgements lie in: tables are read beside each other, and each waits for its own part only.
const SHARDS: usize = 64;

/// A part of a cell of opinions: its number, whether it counts, its text.
pub(super) type Part = (u16, CountStatus, Text);

/// What a text was judged to be, and what is to be said of every cell that holds it.
#[derive(Debug)]
pub(super) struct Judgement {
    pub(super) parts: Vec<Part>,
    pub(super) notes: Vec<What>,
}

/// The judgements of a run by text. A text is judged by nothing but itself, so it makes no difference which table
/// comes first.
#[derive(Debug)]
pub(super) struct Judged {
    shards: Vec<Mutex<HashMap<Text, Arc<Judgement>>>>,
}

impl Default for Judged {
    fn default() -> Self {
        Judged { shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }
}

impl Judged {
    /// Judges texts beside each other, so that one long table keeps all processors at work.
    pub(super) fn ahead(&self, texts: &[Text], words: &Words) {
        texts.par_iter().for_each(|typed| {
            self.of(typed, words);
        });
    }

    /// What a text of an opinion was judged to be; each text is judged once in a run.
    pub(super) fn of(&self, typed: &Text, words: &Words) -> Arc<Judgement> {
        // Texts that differ mostly do so in length or in their last characters.
        let add = |sum: usize, byte: u8| sum.wrapping_mul(31).wrapping_add(usize::from(byte));
        let at = typed.bytes().rev().take(8).fold(typed.len(), add);
        let Some(shard) = self.shards.get(at % SHARDS) else { return Arc::new(judge(typed, words)) };
        let open = || shard.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = open().get(typed) {
            return known.clone();
        }
        let judgement = Arc::new(judge(typed, words));
        open().entry(typed.clone()).or_insert(judgement).clone()
    }
}

/// Splits a text into its opinions and judges each; from a cell with an opinion only the opinions stay.
fn judge(typed: &Text, words: &Words) -> Judgement {
    let texts = split::opinions(typed, words);
    let several = texts.len() > 1;
    let (mut parts, mut notes) = (Vec::new(), Vec::new());
    for (index, part) in texts.iter().enumerate() {
        let (count_status, text) = opinion(part, words, &mut notes);
        let number = if several { index as u16 + 1 } else { 0 };
        parts.push((number, count_status, if *text == **typed { typed.clone() } else { text }));
    }
    if parts.iter().any(|(_, count_status, _)| *count_status == CountStatus::Counted) {
        parts.retain(|(_, count_status, _)| *count_status == CountStatus::Counted);
    } else {
        parts.truncate(1);
    }
    if several {
        let parts = parts.iter().map(|(_, _, text)| text.clone()).collect();
        notes.push(Values::Split { parts }.into());
    }
    let counted = || parts.iter().any(|(_, status, _)| *status == CountStatus::Counted);
    if let [text] = texts.as_slice()
        && counted()
        && let Some(parts) = split::looks_like(text, words)
    {
        notes.push(Values::Unsplit { parts }.into());
    }
    Judgement { parts, notes }
}

/// One part of a cell: its standing, and its text without an agreement before it.
fn opinion(part: &str, words: &Words, notes: &mut Vec<What>) -> (CountStatus, Text) {
    let masked = private::masked(part);
    notes.extend(masked.is_some().then_some(Understood::PrivateNumber.into()));
    let cleaned = text::clean(&masked.unwrap_or_else(|| Text::from(part)));
    let verdict = words.judge(&cleaned.text);
    let repaired = cleaned.before.map(|before| Values::Repaired { before, after: cleaned.text });
    let cut = verdict.cut.map(|cut| Values::AgreementCut {
        cut: Text::from(cut),
        kept: verdict.count_status == CountStatus::Counted,
    });
    notes.extend(repaired.into_iter().chain(cut).map(What::from));
    (verdict.count_status, Text::from(verdict.text))
}

//! Words as they will stand → the splices that make them so, the pieces that the next base keeps, and plain text.

use std::borrow::Cow;
use std::ops::Range;

use super::merge::MergedWord;
use super::words::{Label, Names, Word, Words};
use crate::model::base::{BasePiece, Piece};
use crate::model::revision::Splice;
use crate::text::fold::typed_key;

/// The replacements that turn one of their paragraphs into `outs`, which stand in it.
pub(super) fn splices<'o>(
    merged_words: impl IntoIterator<Item = &'o MergedWord>,
    theirs: &Words,
    part: usize,
) -> Vec<Splice> {
    let places: Vec<usize> =
        theirs.list.iter().enumerate().filter(|(_, word)| word.part == part).map(|(at, _)| at).collect();
    let mut work =
        Splicing { theirs, part, splices: Vec::new(), pending: String::new(), gone: Vec::new(), end: 0 };
    let mut rest = places.into_iter().peekable();
    for out in merged_words {
        let Some(kept) = out.kept else {
            work.pending += &out.lead;
            work.pending += &out.text;
            continue;
        };
        while let Some(at) = rest.next_if(|at| *at < kept) {
            work.gone.push(at);
        }
        work.flush();
        rest.next_if(|at| *at == kept);
        work.keep(kept, &out.text);
    }
    work.gone.extend(rest);
    work.flush();
    work.splices
}

/// Words with the characters before them as they will stand: those before a word that goes stay.
pub(super) fn led<'o>(merged_words: &'o [MergedWord], theirs: &Words, part: usize) -> Cow<'o, [MergedWord]> {
    let words = theirs.list.iter().enumerate().filter(|(_, word)| word.part == part);
    let mut rest = words.peekable();
    let mut led = Cow::Borrowed(merged_words);
    let mut lead = |first: usize, gone: Option<(usize, &Word)>| {
        let gone = gone.filter(|(_, word)| word.lead < word.start);
        if let Some((_, gone)) = gone.filter(|_| first < merged_words.len()) {
            let merged_words: &mut [MergedWord] = led.to_mut();
            merged_words
                .get_mut(first)
                .into_iter()
                .for_each(|out| out.lead.insert_str(0, &theirs.lead(gone)));
        }
    };
    let mut first = 0;
    for (at, kept) in merged_words.iter().enumerate().filter_map(|(at, out)| Some((at, out.kept?))) {
        let gone = rest.next_if(|(place, _)| *place < kept);
        while rest.next_if(|(place, _)| *place <= kept).is_some() {}
        lead(first, gone);
        first = at + 1;
    }
    lead(first, rest.next());
    led
}

struct Splicing<'w> {
    theirs: &'w Words,
    part: usize,
    splices: Vec<Splice>,
    /// What comes in before the next word that stays.
    pending: String,
    /// The words of theirs that go before that.
    gone: Vec<usize>,
    /// Where the last word that stays ends.
    end: usize,
}

impl Splicing<'_> {
    fn flush(&mut self) {
        let word = |at: Option<&usize>| at.and_then(|at| self.theirs.list.get(*at)).copied();
        let range = match (word(self.gone.first()), word(self.gone.last())) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => self.end..self.end,
        };
        self.gone.clear();
        let text = std::mem::take(&mut self.pending);
        self.push(Splice { range, text });
    }

    fn keep(&mut self, at: usize, text: &str) {
        let Some(word) = self.theirs.list.get(at) else { return };
        if self.theirs.text(word) != text {
            self.push(Splice { range: word.start..word.end, text: text.to_owned() });
        }
        self.end = word.end;
    }

    /// The characters that stand in a range.
    fn current_text(&self, range: &Range<usize>) -> String {
        let part = self.theirs.parts.get(self.part).map_or(&[][..], Vec::as_slice);
        part.get(range.clone()).unwrap_or_default().iter().collect()
    }

    fn push(&mut self, splice: Splice) {
        let nothing = splice.range.is_empty() && splice.text.is_empty();
        if !nothing && self.current_text(&splice.range) != splice.text {
            self.splices.push(splice);
        }
    }
}

/// The pieces that words come to; neighbouring wording is one piece.
pub(super) fn pieces<'o>(
    merged_words: impl IntoIterator<Item = &'o MergedWord>,
    names: &Names,
) -> Vec<BasePiece> {
    let mut pieces: Vec<BasePiece> = Vec::new();
    let mut add = |what: Piece, text: &str| match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.what == Piece::Wording && what == Piece::Wording => last.text += text,
        _ => pieces.push(BasePiece { what, text: text.to_owned() }),
    };
    for out in merged_words {
        add(Piece::Wording, &out.lead);
        let what = match out.label {
            Label::Plain => Piece::Wording,
            Label::Number => Piece::Number,
            Label::Slot(slot) => Piece::Slot(names.name(slot).to_owned()),
            Label::Typed(slot) => Piece::Typed(names.name(slot).to_owned()),
            Label::Doubtful(slots) => {
                let slots = names.several(slots).iter();
                Piece::Doubtful(slots.map(|slot| names.name(*slot).to_owned()).collect())
            }
        };
        add(what, &out.text);
    }
    pieces
}

/// The text of pieces as a reader is shown it.
pub(super) fn text(pieces: &[BasePiece]) -> String {
    pieces.iter().flat_map(|piece| piece.text.chars()).filter(|c| *c != OBJECT).collect()
}

/// Stands for what is no text; a reader is not shown it.
pub(super) const OBJECT: char = '\u{fffc}';

/// Whether pieces are the same but for what does not count.
pub(super) fn same(one: &[BasePiece], other: &[BasePiece]) -> bool {
    let told = |pieces: &[BasePiece]| {
        let mut told: Vec<(Piece, String)> = Vec::new();
        for piece in pieces {
            let text = typed_key(&piece.text);
            match told.last_mut() {
                _ if text.is_empty() => {}
                Some((what, last)) if *what == Piece::Wording && piece.what == Piece::Wording => {
                    *last += &text
                }
                _ => told.push((piece.what.clone(), text)),
            }
        }
        told
    };
    told(one) == told(other)
}

/// The clause that a word stands in, for a person to find it by.
pub(super) fn around(merged_words: &[MergedWord], at: usize) -> String {
    let ends = |out: &MergedWord| ["，", "。", "；", "：", "！", "？", "、"].contains(&out.text.as_str());
    let start = (0..at).rev().find(|at| merged_words.get(*at).is_none_or(ends)).map_or(0, |at| at + 1);
    let end = (at + 1..merged_words.len())
        .find(|at| merged_words.get(*at).is_none_or(ends))
        .unwrap_or(merged_words.len());
    merged_words
        .get(start.max(at.saturating_sub(WIDEST))..end.min(at + WIDEST))
        .unwrap_or_default()
        .iter()
        .map(|out| out.text.as_str())
        .collect()
}

/// How many words on either side of it are told.
const WIDEST: usize = 12;

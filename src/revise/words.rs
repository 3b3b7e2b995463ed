//! Texts → words that can be compared: what an office program changes by itself is not in them, and each knows its
//! place in the text it came from.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::base::{BasePiece, Piece};
use crate::text::fold::typed_char;

/// What a word of a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Label {
    /// Wording of the kind, or a person's words.
    Plain,
    /// A number of a heading or point, written by the program.
    Number,
    /// The datum of a slot, by its number in [`Names`].
    Slot(usize),
    /// What a person typed over the datum of a slot.
    Typed(usize),
    /// What may be the datum of one of several slots, by their number in [`Names`].
    Doubtful(usize),
}

impl Label {
    /// The slot whose datum it is or stands for, by its number in [`Names`]; none of a doubtful one.
    pub(super) fn slot(self) -> Option<usize> {
        match self {
            Label::Slot(slot) | Label::Typed(slot) => Some(slot),
            Label::Plain | Label::Number | Label::Doubtful(_) => None,
        }
    }
}

/// One word: a Chinese character, a run of digits or letters, a mark, or a whole datum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Its text as it is compared, by its number in [`Names`].
    pub(super) key: usize,
    /// Whether it is wording, a number or a datum.
    pub(super) label: Label,
    /// In which of the paragraphs it stands.
    pub(super) part: usize,
    /// Where the characters before it begin that do not count (spaces, line breaks).
    pub(super) lead: usize,
    /// Where it begins, in characters of its paragraph.
    pub(super) start: usize,
    /// Where it ends, in characters of its paragraph.
    pub(super) end: usize,
}

/// One or several paragraphs, cut into words.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// The characters of each paragraph, as they stand.
    pub(super) parts: Vec<Vec<char>>,
    /// The words of all paragraphs, in order.
    pub(super) list: Vec<Word>,
}

/// Names of slots and texts of words, each with a number; the numbers follow the order of their first coming.
#[derive(Debug, Default)]
pub(super) struct Names {
    list: Vec<String>,
    numbers: HashMap<String, usize>,
    /// The numbers of single characters, by their code: most words are one.
    characters: Vec<Option<usize>>,
    /// The slots of each list of them.
    several: HashMap<usize, Vec<usize>>,
}

impl Names {
    /// The number of a word of one character.
    fn character(&mut self, character: char) -> usize {
        let code = character as usize;
        if let Some(number) = self.characters.get(code).copied().flatten() {
            return number;
        }
        let number = self.number(character.encode_utf8(&mut [0; 4]));
        if self.characters.len() <= code {
            self.characters.resize(code + 1, None);
        }
        if let Some(place) = self.characters.get_mut(code) {
            *place = Some(number);
        }
        number
    }

    /// The label of what may be the datum of one of these slots.
    pub(super) fn doubtful(&mut self, mut slots: Vec<usize>) -> Label {
        slots.sort_by(|one, other| self.name(*one).cmp(self.name(*other)));
        slots.dedup();
        let names: Vec<&str> = slots.iter().map(|slot| self.name(*slot)).collect();
        let together = self.number(&names.join("\u{1f}"));
        self.several.insert(together, slots);
        Label::Doubtful(together)
    }

    /// The slots that a doubtful datum may be of.
    pub(super) fn several(&self, together: usize) -> &[usize] {
        self.several.get(&together).map_or(&[], Vec::as_slice)
    }

    /// The number of a name; a new one when the name is new.
    pub(super) fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.list.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }

    /// The name that has a number; empty when none has it.
    pub(super) fn name(&self, number: usize) -> &str {
        self.list.get(number).map_or("", String::as_str)
    }
}

/// Into how many more parts a number may be broken.
const MOST_PARTS: usize = 4;

impl Words {
    /// The words of paragraphs whose pieces are not known.
    pub(super) fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>, names: &mut Names) -> Self {
        let mut words = Words::default();
        for text in texts {
            words.parts.push(text.chars().collect());
            let part = words.parts.len() - 1;
            words.add(part, 0..usize::MAX, names);
        }
        words
    }

    /// The words of pieces; data and numbers are one word each. `atomic`: else only their words are labelled.
    pub(super) fn of_pieces<'t>(
        pieces: impl IntoIterator<Item = &'t BasePiece>,
        atomic: bool,
        names: &mut Names,
    ) -> Self {
        let mut words = Words { parts: vec![Vec::new()], list: Vec::new() };
        for piece in pieces {
            let label = label(&piece.what, names);
            let start = words.parts.first().map_or(0, Vec::len);
            if let Some(part) = words.parts.first_mut() {
                part.extend(piece.text.chars());
            }
            let before = words.list.len();
            words.add(0, start..usize::MAX, names);
            if label != Label::Plain {
                let added = before..words.list.len();
                match atomic {
                    true => words.join(added, label, names),
                    false => words.list.iter_mut().skip(added.start).for_each(|word| word.label = label),
                }
            }
        }
        words
    }

    /// Adds the words of a stretch of a paragraph.
    fn add(&mut self, part: usize, range: Range<usize>, names: &mut Names) {
        let Some(characters) = self.parts.get(part) else { return };
        let mut list: Vec<Word> = Vec::new();
        let mut text = String::new();
        let mut lead = self.list.last().filter(|last| last.part == part).map_or(0, |last| last.end);
        let mut open = Kind::Single;
        let end = range.end.min(characters.len());
        for at in range.start..end {
            let character = characters.get(at).copied().unwrap_or_default();
            let Some(folded) = typed_char(character) else {
                open = if character.is_whitespace() { Kind::Single } else { open };
                continue;
            };
            let next = characters.get(at + 1).copied().filter(|_| at + 1 < end).and_then(typed_char);
            let kind = kind(folded, open, next);
            let goes_on = kind != Kind::Single && kind == open;
            open = kind;
            match list.last_mut().filter(|_| goes_on) {
                Some(last) => {
                    text.push(folded);
                    last.end = at + 1;
                    lead = at + 1;
                    last.key = names.number(&text);
                }
                None => {
                    text.clear();
                    text.push(folded);
                    let key = names.character(folded);
                    list.push(Word { key, label: Label::Plain, part, lead, start: at, end: at + 1 });
                    lead = at + 1;
                }
            }
        }
        self.list.extend(list);
    }

    /// Makes one word of several that follow each other in one paragraph.
    pub(super) fn join(&mut self, range: Range<usize>, label: Label, names: &mut Names) {
        let within = self.list.get(range.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (within.first().copied(), within.last().copied()) else { return };
        let text: String = within.iter().map(|word| names.name(word.key)).collect();
        let word = Word { key: names.number(&text), label, end: last.end, ..first };
        self.list.splice(range, [word]);
    }

    /// Makes one word again of each number that stood there, and that a break or space stands within now (2 1 for 21).
    pub(super) fn close(&mut self, stood: &Words, names: &Names) {
        let is_number = |word: &Word| names.name(word.key).chars().all(|c| c.is_ascii_digit() || c == '.');
        let known: HashSet<&str> =
            stood.list.iter().filter(|word| is_number(word)).map(|word| names.name(word.key)).collect();
        let mut closed: Vec<Word> = Vec::with_capacity(self.list.len());
        // How many of the last words may be parts of one number.
        let mut open = 0;
        for word in self.list.iter().copied() {
            let follows = closed.last().is_some_and(|last| {
                last.part == word.part && is_number(last) && is_number(&word) && last.end < word.start
            });
            open = if follows { (open + 1).min(MOST_PARTS) } else { 0 };
            closed.push(word);
            for count in (1..=open).rev() {
                let from = closed.len() - 1 - count;
                let parts = closed.get(from..).unwrap_or_default();
                let text: String = parts.iter().map(|word| names.name(word.key)).collect();
                let whole = names.numbers.get(&text).filter(|_| known.contains(text.as_str()));
                if let (Some(key), Some(first)) = (whole, parts.first().copied()) {
                    closed.truncate(from);
                    closed.push(Word { key: *key, end: word.end, ..first });
                    open = 0;
                    break;
                }
            }
        }
        self.list = closed;
    }

    /// Adds the paragraphs of another text behind those of this one.
    pub(super) fn append(&mut self, other: Words) {
        let parts = self.parts.len();
        self.parts.extend(other.parts);
        self.list.extend(other.list.into_iter().map(|word| Word { part: word.part + parts, ..word }));
    }

    /// The characters of a word as they stand.
    pub(super) fn text(&self, word: &Word) -> String {
        self.slice(word, word.start..word.end)
    }

    /// The characters before a word that do not count.
    pub(super) fn lead(&self, word: &Word) -> String {
        self.slice(word, word.lead..word.start)
    }

    fn slice(&self, word: &Word, range: Range<usize>) -> String {
        let part = self.parts.get(word.part).map_or(&[][..], Vec::as_slice);
        part.get(range).unwrap_or_default().iter().collect()
    }
}

fn label(piece: &Piece, names: &mut Names) -> Label {
    match piece {
        Piece::Wording => Label::Plain,
        Piece::Number => Label::Number,
        Piece::Slot(slot) => Label::Slot(names.number(slot)),
        Piece::Typed(slot) => Label::Typed(names.number(slot)),
        Piece::Doubtful(slots) => {
            let slots = slots.iter().map(|slot| names.number(slot)).collect();
            names.doubtful(slots)
        }
    }
}

/// Which run of characters a character goes on with: only of its own kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digits,
    Letters,
    Single,
}

fn kind(character: char, open: Kind, next: Option<char>) -> Kind {
    let inside = open == Kind::Digits && character == '.' && next.is_some_and(|c| c.is_ascii_digit());
    if character.is_ascii_digit() || inside {
        return Kind::Digits;
    }
    // Beyond here are the scripts that do without spaces.
    match character < '\u{2e80}' && character.is_alphabetic() {
        true => Kind::Letters,
        false => Kind::Single,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_a_reader_compares() {
        let mut names = Names::default();
        let words = Words::of_texts(["收到 128.5条，“A班”Word\u{ad}ing\n第３次。"], &mut names);
        let seen: Vec<&str> = words.list.iter().map(|word| names.name(word.key)).collect();
        let expected =
            ["收", "到", "128.5", "条", "，", "\"", "A", "班", "\"", "Wording", "第", "3", "次", "。"];
        assert_eq!(seen, expected);
        let texts: String = words.list.iter().map(|word| words.lead(word) + &words.text(word)).collect();
        assert_eq!(texts, "收到 128.5条，“A班”Word\u{ad}ing\n第３次。");
    }
}

//! A kind and the names of a run → the words that opinions are compared by: rewordings, opposites, denials, names.

use super::trie::Trie;
use crate::kind::{FieldType, Kind, TableRole, lists};
use crate::model::value::Value;
use crate::normalize::Normalized;
use crate::text::fold::{cjk_count, sentence_key};
use crate::text::quick::{Quick, place};

/// Names of one character are no names; longer ones than this are sentences in the wrong column.
const NAME: std::ops::RangeInclusive<usize> = 2..=20;

/// The words of a kind and the names of a run, ready to be looked up from any character of a text.
pub(super) struct Lexicon {
    pub(super) trie: Trie,
    /// What makes a numeral before it a number.
    pub(super) counted: Vec<char>,
    /// What belongs to a number before it.
    pub(super) numbered: Vec<char>,
    /// What 一 counts without meaning a number.
    pub(super) idle: Vec<char>,
    /// What joins a name to what stands before it.
    pub(super) joining: Vec<char>,
    /// What 不够 and its like are compared as.
    lacking: Vec<Vec<char>>,
}

impl Lexicon {
    /// The words of a kind, and the names of the run.
    pub(super) fn of(kind: &Kind, normalized: &Normalized) -> Self {
        let mut trie = Trie::default();
        names(kind, normalized, &mut trie);
        words(kind, &mut trie);
        let words = &kind.common.comparing;
        let [counted, numbered, idle, joining] =
            [&words.counted, &words.numbered, &words.idle, &words.joining].map(|list| letters(list));
        let lacking = words.lacking.iter().map(|word| word.chars().collect()).collect();
        Lexicon { trie, counted, numbered, idle, joining, lacking }
    }

    /// Where a text goes on behind a word of lack.
    pub(super) fn lacking_in(&self, chars: &[char]) -> Box<[u32]> {
        let ends = |at: &usize| {
            let before = chars.get(..*at).unwrap_or_default();
            self.lacking.iter().any(|word| before.ends_with(word))
        };
        (1..chars.len()).filter(ends).map(|at| at as u32).collect()
    }
}

/// The characters of a list that says each of its own.
fn letters(list: &[String]) -> Vec<char> {
    list.iter().flat_map(|word| word.chars()).collect()
}

/// Units of any table and persons of the roster: who is named by one opinion is not meant by another.
fn names(kind: &Kind, normalized: &Normalized, trie: &mut Trie) {
    let mut seen: Quick<usize, ()> = Quick::default();
    for entry in &normalized.entries {
        let table = normalized.table_of(entry).and_then(|table| kind.tables.get(table));
        let Some(table) = table else { continue };
        for (field, value) in table.fields.iter().zip(&entry.values) {
            let is_name = match field.kind {
                FieldType::Unit => true,
                FieldType::Person => table.role == Some(TableRole::People),
                _ => false,
            };
            if let (true, Some(Value::Text(name))) = (is_name, value)
                && seen.insert(place(name), ()).is_none()
                && NAME.contains(&cjk_count(name))
            {
                trie.sense(&sentence_key(name)).name = true;
            }
        }
    }
}

fn words(kind: &Kind, trie: &mut Trie) {
    let vocabulary = &kind.vocabulary;
    let particles = letters(&kind.common.comparing.particles);
    // A word as it stands in the keys of groups.
    let compared = |word: &str| word.replace(|c: char| particles.contains(&c), "");
    // A word that has no meaning here is entered, so that the shorter ones in it are not found.
    let shield = |trie: &mut Trie, word: &str| {
        trie.sense(&compared(word));
    };
    for row in vocabulary.list(lists::REWORDINGS).rows() {
        for word in row.words("words") {
            trie.sense(&compared(word)).as_word = Some(row.get("as").chars().collect());
        }
    }
    for (pair, row) in vocabulary.list(lists::ANTONYMS).rows().enumerate() {
        for (column, side) in [("one", false), ("other", true)] {
            for word in row.words(column) {
                trie.sense(&compared(word)).stance = Some((pair as u8, side));
            }
        }
    }
    for row in vocabulary.list(lists::NEGATIONS).rows() {
        trie.sense(&compared(row.get("word"))).denies = true;
        row.words("except").for_each(|word| shield(trie, word));
    }
    for row in vocabulary.list(lists::KEPT_APART).rows() {
        row.words("words").for_each(|word| trie.sense(&compared(word)).name = true);
    }
    for row in vocabulary.list(lists::NAME_ENDS).rows() {
        trie.sense(row.get("end")).name_end = row.get("before").parse().unwrap_or(2);
        row.words("except").for_each(|word| shield(trie, word));
    }
}

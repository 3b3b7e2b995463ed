//! Words with what they mean for a comparison, found from any character of a text; the longest wins.

use crate::text::quick::Quick;

/// What a word means for a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sense {
    /// The word that it is compared as; blank for one that says nothing.
    pub(super) as_word: Option<Vec<char>>,
    /// The pair of opposites it belongs to, and its side.
    pub(super) stance: Option<(u8, bool)>,
    /// Whether it denies the words behind it (不, 没有).
    pub(super) denies: bool,
    /// The end of a name: at most so many characters before it belong to the name.
    pub(super) name_end: u8,
    /// Whether it is a name as a whole.
    pub(super) name: bool,
}

/// The words as a tree of characters: an edge leads from a node and a character to the next node, node 0 is the root.
#[derive(Debug, Default)]
pub(super) struct Trie {
    edges: Quick<(u32, char), u32>,
    senses: Vec<Option<Sense>>,
}

impl Trie {
    /// The sense of a word, to be filled in.
    pub(super) fn sense(&mut self, word: &str) -> &mut Sense {
        if self.senses.is_empty() {
            self.senses.push(None);
        }
        let mut node = 0;
        for c in word.chars() {
            let next = self.senses.len() as u32;
            node = *self.edges.entry((node, c)).or_insert(next);
            if node == next {
                self.senses.push(None);
            }
        }
        let slot = &mut self.senses[node as usize];
        slot.get_or_insert_default()
    }

    /// The longest word that begins a text, with its length in characters.
    pub(super) fn longest(&self, text: &[char]) -> Option<(usize, &Sense)> {
        let (mut node, mut found) = (0, None);
        for (length, c) in text.iter().enumerate() {
            let Some(next) = self.edges.get(&(node, *c)) else { break };
            node = *next;
            let sense = self.senses.get(node as usize).and_then(Option::as_ref);
            found = sense.map(|sense| (length + 1, sense)).or(found);
        }
        found
    }
}

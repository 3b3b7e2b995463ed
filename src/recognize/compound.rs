//! Compounds of a table: which head nouns each field has, and which modifiers it accepts before them.

use std::collections::{HashMap, HashSet};

use super::header::clean;
use super::lexicon::Fit;
use crate::kind::{HeaderWords, TableRule};

/// Longest word of a compound, in characters.
const LONGEST_WORD: usize = 12;

/// Longest header of which only the end is known, in characters, and longest question
/// (`3、您对机关在文风会风方面有哪些意见建议？`).
const LONGEST_OPEN: usize = 16;
const LONGEST_QUESTION: usize = 60;

/// One rule of a field (`compounds` in `tables.toml`), with cleaned words.
struct Compound {
    field: usize,
    of: HashSet<String>,
    need: Vec<String>,
    bare: bool,
    firm: bool,
    open: bool,
}

/// The compounds of one table: its rules, found by their head nouns.
pub(super) struct Compounds {
    rules: Vec<Compound>,
    heads: HashMap<String, Vec<usize>>,
    topics: HashSet<String>,
}

impl Compounds {
    pub(super) fn new(rule: &TableRule, words: &HeaderWords) -> Self {
        let mut compounds = Compounds {
            rules: Vec::new(),
            heads: HashMap::new(),
            topics: rule.topics.iter().map(|word| clean(word)).collect(),
        };
        let fields = rule.fields.iter().enumerate();
        for (field, compound) in
            fields.flat_map(|(index, field)| field.compounds.iter().map(move |c| (index, c)))
        {
            let index = compounds.rules.len();
            for head in expand(&compound.heads, words, &rule.topics) {
                compounds.heads.entry(head).or_default().push(index);
            }
            compounds.rules.push(Compound {
                field,
                of: expand(&compound.of, words, &rule.topics).collect(),
                need: expand(&compound.need, words, &rule.topics).collect(),
                bare: compound.bare,
                firm: compound.firm,
                open: compound.open,
            });
        }
        compounds
    }

    pub(super) fn is_topic(&self, word: &str) -> bool {
        self.topics.contains(word)
    }

    fn rules_of(&self, head: &str) -> impl Iterator<Item = &Compound> {
        self.heads.get(head).into_iter().flatten().filter_map(|index| self.rules.get(*index))
    }

    /// The fields that a head names behind modifiers that they accept.
    pub(super) fn of<'s>(
        &'s self,
        bare: &'s str,
        before: &'s str,
        head: &'s str,
        harmless: &'s HashSet<&str>,
    ) -> impl Iterator<Item = (Fit, usize)> + 's {
        self.fitting(bare, before, head, harmless).map(|rule| (Fit::Compound, rule.field))
    }

    /// Whether a head behind these modifiers is one of which the subject of the table says nothing more.
    pub(super) fn firm(&self, bare: &str, before: &str, head: &str, harmless: &HashSet<&str>) -> bool {
        self.fitting(bare, before, head, harmless).any(|rule| rule.firm)
    }

    fn fitting<'s>(
        &'s self,
        bare: &'s str,
        before: &'s str,
        head: &'s str,
        harmless: &'s HashSet<&str>,
    ) -> impl Iterator<Item = &'s Compound> + 's {
        let fits = move |rule: &&Compound| {
            let accepted = if before.is_empty() {
                rule.bare
            } else {
                let plain = covered(before, |word| harmless.contains(word));
                (rule.bare || !plain)
                    && covered(before, |word| harmless.contains(word) || rule.of.contains(word))
            };
            accepted && (rule.need.is_empty() || rule.need.iter().any(|word| bare.contains(word.as_str())))
        };
        self.rules_of(head).filter(fits)
    }

    /// The fields that a head names behind words that are not known, when none of them makes another thing of it.
    pub(super) fn open<'s>(
        &'s self,
        bare: &'s str,
        before: &'s str,
        head: &'s str,
        asked: bool,
        blocking: &'s [String],
    ) -> impl Iterator<Item = (Fit, usize)> + 's {
        let length = bare.chars().count();
        let fits = move |rule: &&Compound| {
            let allowed = if asked { length <= LONGEST_QUESTION } else { length <= LONGEST_OPEN };
            let blocked = !asked && blocking.iter().any(|word| before.contains(word.as_str()));
            rule.open && !before.is_empty() && allowed && !blocked
        };
        self.rules_of(head).filter(fits).map(|rule| (Fit::Open, rule.field))
    }
}

/// Words, cleaned, with the families and topics that they stand for.
fn expand<'r>(
    listed: &'r [String],
    words: &'r HeaderWords,
    topics: &'r [String],
) -> impl Iterator<Item = String> + 'r {
    listed.iter().flat_map(move |word| match word.strip_prefix('@') {
        Some("topics") => topics.iter().map(|word| clean(word)).collect::<Vec<_>>(),
        Some(family) => {
            let family = words.families.get(family);
            family.into_iter().flatten().map(|word| clean(word)).collect()
        }
        None => vec![clean(word)],
    })
}

/// Whether a text is nothing but known words, one after the other.
pub(super) fn covered(text: &str, is_word: impl Fn(&str) -> bool) -> bool {
    let mut reached = vec![0_usize];
    let mut index = 0;
    while let Some(from) = reached.get(index).copied() {
        let Some(rest) = text.get(from..) else { return false };
        if rest.is_empty() {
            return true;
        }
        for (at, c) in rest.char_indices().take(LONGEST_WORD) {
            let end = from + at + c.len_utf8();
            let word = text.get(from..end).unwrap_or_default();
            if !reached.contains(&end) && is_word(word) {
                reached.push(end);
            }
        }
        index += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_cover_what_stands_before_a_head() {
        let known = |word: &str| ["整改", "整改完成", "完成", "责任"].contains(&word);
        assert!(covered("整改完成", known));
        assert!(covered("整改责任", known));
        assert!(covered("", known));
        assert!(!covered("整改要求", known));
    }
}

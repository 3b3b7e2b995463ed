//! What a cell says → a word of a vocabulary: the word itself, an alias, or the longest alias inside it.

use std::collections::{HashMap, HashSet};

use crate::kind::WordList;
use crate::model::value::Text;
use crate::text::fold::word_key;
use crate::text::numbered::numbered;
use crate::text::numbering::parts_of;
use crate::text::pattern::Pattern;
use crate::text::yes;

/// A vocabulary of terms, ready for looking up. Columns: `term`, `aliases` (also found inside a longer text),
/// `exact` (only as the whole cell); words separated by spaces. With a `whole` the aliases, too, are the whole cell
/// only (其他). A state of work may have more: `share` (`full`, `part`, `none`: what 100%, 70%, 0% mean), `opens` and
/// `closes`: how a short text begins or ends that says nothing known (正在…, …中). `hedges` make less of what is
/// done (大部分). What stands in `yields` counts only where no other field of the row says anything. A term that `keeps`
/// says beside what is done that it is kept up (已完成，长期坚持), and what is done counts.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// The terms in the order of the vocabulary.
    known: Vec<String>,
    exact: HashMap<String, Text>,
    /// Words with their terms, the longest first.
    inside: Vec<(String, Text)>,
    shares: HashMap<String, Text>,
    opens: Vec<(String, Text)>,
    closes: Vec<(String, Text)>,
    /// Words beside which what is done is done in part only.
    hedges: Vec<(String, Text)>,
    /// Words that count only where other fields of the row say nothing.
    yields: HashSet<String>,
    /// Terms that beside one that all is done only say that it is kept up.
    keeps: Vec<Text>,
}

/// A term that was found in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word that the vocabulary has for it.
    pub term: Text,
    /// Whether the cell names further terms besides this one.
    pub others: bool,
}

static REMARK: Pattern = Pattern::new(r"[(（][^()（）]*[)）]");

static SHARE: Pattern = Pattern::new(r"(\d+(?:\.\d+)?)%");

/// A text of more characters says more than its beginning or end.
const SHORT: usize = 12;

impl Terms {
    /// Prepares a vocabulary for looking up.
    #[must_use]
    pub fn of(list: &WordList) -> Self {
        let mut terms = Terms::default();
        for row in list.rows() {
            let term = Text::from(row.get("term"));
            terms.known.push(row.get("term").to_owned());
            let inside = std::iter::once(row.get("term")).chain(row.words("aliases"));
            let inside: Vec<String> = inside.map(word_key).filter(|key| !key.is_empty()).collect();
            for key in inside.iter().cloned().chain(row.words("exact").map(word_key)) {
                terms.exact.entry(key).or_insert_with(|| term.clone());
            }
            let ends = |column: &str| {
                row.words(column).map(|word| (word_key(word), term.clone())).collect::<Vec<_>>()
            };
            terms.opens.extend(ends("opens"));
            terms.closes.extend(ends("closes"));
            terms.hedges.extend(ends("hedges"));
            terms.shares.extend(ends("share"));
            terms.yields.extend(row.words("yields").map(word_key));
            terms.keeps.extend((row.get("keeps") == "full").then(|| term.clone()));
            let within = row.get("whole").is_empty();
            terms.inside.extend(inside.into_iter().filter(|_| within).map(|key| (key, term.clone())));
        }
        terms.inside.sort_by_key(|(key, _)| std::cmp::Reverse(key.chars().count()));
        terms
    }

    /// The terms in the order of the vocabulary.
    #[must_use]
    pub fn known(&self) -> Vec<String> {
        self.known.clone()
    }

    /// Whether a text is one of the terms.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.known.iter().any(|term| term == text)
    }

    /// The term of a cell; for a cell with several the first that is known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Term> {
        let one = |term| Term { term, others: false };
        if let Some(term) = self.exact.get(&word_key(text)) {
            return Some(one(term.clone()));
        }
        let counted = numbered(text).map(|numbered| numbered.parts).unwrap_or_default();
        let counted: Vec<Text> = counted.iter().filter_map(|part| self.one(part)).collect();
        let found = match counted.len() {
            0 | 1 => parts_of(text).filter_map(|part| self.one(part)).collect(),
            _ => counted,
        };
        let first = found.first().cloned();
        let others = found.iter().any(|term| Some(term) != first.as_ref());
        first.map(|term| Term { term, others })
    }

    /// Whether a cell says so little that another field of the row says more: 会议 of an activity, 否 of a state.
    #[must_use]
    pub fn yields(&self, text: &str) -> bool {
        !self.yields.is_empty() && self.yields.contains(&word_key(text))
    }

    /// Whether the vocabulary says of work how much of it is done.
    #[must_use]
    pub fn are_of_work(&self) -> bool {
        !self.shares.is_empty()
    }

    /// Whether a term says that all is done.
    #[must_use]
    pub fn is_full(&self, term: &Text) -> bool {
        self.shares.get("full") == Some(term)
    }

    /// Whether a term says that nothing is done.
    #[must_use]
    pub fn is_none(&self, term: &Text) -> bool {
        self.shares.get("none") == Some(term)
    }

    /// The term that says that nothing is done.
    #[must_use]
    pub fn of_none(&self) -> Option<Text> {
        self.shares.get("none").cloned()
    }

    /// The term that a text without joints names, exactly or inside.
    #[must_use]
    pub fn one(&self, text: &str) -> Option<Text> {
        let key = word_key(text);
        let exact = self.exact.get(&key).or_else(|| self.by_share(&key));
        let inside = || self.inside.iter().find(|(word, _)| says(&key, word)).map(|(_, term)| term);
        let found = exact.or_else(|| inside().map(|term| self.hedged(&key, self.kept(&key, term))));
        let found = found.or_else(|| Some(self.hedged(&key, self.by_end(&key)?))).cloned();
        // 党组（扩大）会议 is a 党组会议.
        let bare = || Some(REMARK.replace(text, "")).filter(|bare| bare.len() < text.len());
        found.or_else(|| self.one(&bare()?))
    }

    /// What is done in part only, when a short text says so beside that it is done (大部分已整改).
    fn hedged<'t>(&'t self, key: &str, term: &'t Text) -> &'t Text {
        let may = self.is_full(term) && key.chars().count() <= SHORT;
        let hedge = self.hedges.iter().find(|(word, _)| may && key.contains(word.as_str()));
        hedge.map_or(term, |(_, term)| term)
    }

    /// That all is done, when a text says so beside that it is kept up.
    fn kept<'t>(&'t self, key: &str, term: &'t Text) -> &'t Text {
        let done = |(word, full): &&(String, Text)| self.is_full(full) && says(key, word);
        let done = || self.inside.iter().find(done).map(|(_, full)| full);
        self.keeps.contains(term).then(done).flatten().unwrap_or(term)
    }

    /// What a yes or no means: a tick, or that something has not happened yet.
    #[must_use]
    pub fn of_flag(&self, flag: bool) -> Option<Text> {
        let share = self.shares.get(if flag { "full" } else { "part" });
        share.or_else(|| self.exact.get(yes::word(flag))).cloned()
    }

    /// What a percentage or a number below one means.
    fn by_share(&self, key: &str) -> Option<&Text> {
        if self.shares.is_empty() {
            return None;
        }
        let percent = || SHARE.captures(key)?.get(1)?.as_str().parse::<f64>().ok();
        let below_one = || key.parse::<f64>().ok().filter(|share| *share < 1.0).map(|share| share * 100.0);
        let percent = percent().or_else(below_one)?;
        let share = if percent >= 100.0 {
            "full"
        } else if percent > 0.0 {
            "part"
        } else {
            "none"
        };
        self.shares.get(share)
    }

    /// What the beginning or the end of a short text says.
    fn by_end(&self, key: &str) -> Option<&Text> {
        if key.chars().count() > SHORT {
            return None;
        }
        let opens = self.opens.iter().filter(|(word, _)| key.starts_with(word.as_str()));
        let closes =
            self.closes.iter().filter(|(word, _)| key.ends_with(word.as_str()) && key.len() > word.len());
        // 预计完成 and 还没解决 are not done.
        let denied = key.contains(yes::negates);
        let mut found =
            closes.chain(opens).map(|(_, term)| term).filter(|term| !(denied && self.is_full(term)));
        let first = found.next()?;
        if self.is_full(first) {
            Some(found.find(|term| !self.is_full(term)).unwrap_or(first))
        } else {
            Some(first)
        }
    }
}

/// Whether a text says a word of two characters or more: not negated, and not as a share (完成80%).
fn says(text: &str, word: &str) -> bool {
    word.chars().nth(1).is_some()
        && text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(yes::negates) && !after.is_some_and(|c| c.is_ascii_digit())
        })
}

//! A word of a vocabulary from what a cell says: the word itself, an alias, or the longest alias inside it.

use std::collections::{HashMap, HashSet};

use crate::kind::WordList;
use crate::model::value::Text;
use crate::text::fold::word_key;
use crate::text::pattern::Pattern;

/// A vocabulary of terms, ready for looking up. Columns: `term`, `aliases` (also found inside a longer text),
/// `exact` (only as the whole cell); words separated by spaces. With a `whole` the aliases, too, are the whole cell
/// only (其他). A state of work may have more: `share` (`full`, `part`, `none`: what 100%, 70%, 0% mean), `opens` and
/// `closes`: how a short text begins or ends that says nothing known (正在…, …中). What stands in `yields` gives way
/// to what another field of the row says.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    exact: HashMap<String, Text>,
    /// Words with their terms, the longest first.
    inside: Vec<(String, Text)>,
    shares: HashMap<String, Text>,
    opens: Vec<(String, Text)>,
    closes: Vec<(String, Text)>,
    /// Words that stand back behind what other fields of the row say.
    yields: HashSet<String>,
}

/// A term that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The canonical word.
    pub term: Text,
    /// Whether the cell names further terms besides this one.
    pub others: bool,
}

static JOINTS: Pattern = Pattern::new(r"[、/+＋;；,，\n]|暨");

static REMARK: Pattern = Pattern::new(r"[(（][^()（）]*[)）]");

static SHARE: Pattern = Pattern::new(r"(\d+(?:\.\d+)?)%");

/// A text of more characters says more than its beginning or end.
const SHORT: usize = 9;

/// A word after one of these says the opposite.
const NEGATIONS: [char; 6] = ['未', '没', '不', '无', '非', '否'];

impl Terms {
    /// Prepares a vocabulary.
    #[must_use]
    pub fn of(list: &WordList) -> Self {
        let mut terms = Terms::default();
        for row in list.rows() {
            let term = Text::from(row.get("term"));
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
            terms.shares.extend(ends("share"));
            terms.yields.extend(row.words("yields").map(word_key));
            let within = row.get("whole").is_empty();
            terms.inside.extend(inside.into_iter().filter(|_| within).map(|key| (key, term.clone())));
        }
        terms.inside.sort_by_key(|(key, _)| std::cmp::Reverse(key.chars().count()));
        terms
    }

    /// The term of a cell; of a cell with several the first that is known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Term> {
        let one = |term| Term { term, others: false };
        if let Some(term) = self.exact.get(&word_key(text)) {
            return Some(one(term.clone()));
        }
        let marked = JOINTS.replace(text, "\n");
        let found: Vec<Text> = marked.split('\n').filter_map(|part| self.one(part)).collect();
        let first = found.first().cloned();
        let others = found.iter().any(|term| Some(term) != first.as_ref());
        first.map(|term| Term { term, others })
    }

    /// Whether a cell says so little that another field of the row says more: 会议 of an activity, 否 of a state.
    #[must_use]
    pub fn yields(&self, text: &str) -> bool {
        self.yields.contains(&word_key(text))
    }

    /// Whether a term says that all is done.
    #[must_use]
    pub fn is_full(&self, term: &Text) -> bool {
        self.shares.get("full") == Some(term)
    }

    /// The term that a text without joints names, exactly or inside.
    #[must_use]
    pub fn one(&self, text: &str) -> Option<Text> {
        let key = word_key(text);
        let exact = self.exact.get(&key).or_else(|| self.by_share(&key));
        let inside = |key: &str| self.inside.iter().find(|(word, _)| says(key, word)).map(|(_, term)| term);
        let exact = exact.or_else(|| inside(&key)).or_else(|| self.by_end(&key));
        // 党组（扩大）会议 is a 党组会议.
        let bare = || REMARK.replace(text, "");
        exact.or_else(|| inside(&word_key(&bare()))).cloned()
    }

    /// What a yes or no means: a tick, or that something has not happened yet.
    #[must_use]
    pub fn of_flag(&self, flag: bool) -> Option<Text> {
        let share = self.shares.get(if flag { "full" } else { "part" });
        share.or_else(|| self.exact.get(if flag { "是" } else { "否" })).cloned()
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
        let opens = self.opens.iter().find(|(word, _)| key.starts_with(word.as_str()));
        let closes =
            self.closes.iter().find(|(word, _)| key.ends_with(word.as_str()) && key.len() > word.len());
        closes.or(opens).map(|(_, term)| term)
    }
}

/// Whether a text says a word of two characters or more: not negated, and not as a share (完成80%).
fn says(text: &str, word: &str) -> bool {
    word.chars().nth(1).is_some()
        && text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(|c| NEGATIONS.contains(&c)) && !after.is_some_and(|c| c.is_ascii_digit())
        })
}

//! A cell, or the words of an opinion → the aspect of a scheme (方面体系) that they name.

use std::collections::HashMap;

use super::catalogue::Catalogue;
use super::names::Names;
use crate::kind::{ClassWords, Kind, WordRow, lists};
use crate::model::entry::AspectBy;
use crate::model::value::Text;
use crate::normalize::text::clean;
use crate::text::fold::word_key;
use crate::text::numbering::strip_number;

/// Weights of keywords, and what a winner needs.
const STRONG: u32 = 2;
const WEAK: u32 = 1;
const LEAST_SCORE: u32 = 2;
const LEAST_LEAD: u32 = 1;

/// How many characters may stand between a denial and the keyword.
const DENIAL_REACH: usize = 3;

/// A scheme of aspects, its names and keywords ready to be looked up.
#[derive(Debug, Clone)]
pub(super) struct Scheme {
    pub(super) name: Text,
    aspects: Vec<Text>,
    aliases: HashMap<String, usize>,
    /// Keywords by their first character, with the aspects they speak for and their weights.
    keywords: HashMap<char, Vec<Keyword>>,
    /// The words that deny a keyword behind them, among others.
    words: ClassWords,
}

#[derive(Debug, Clone)]
struct Keyword {
    word: Vec<char>,
    aspects: Vec<(usize, u32)>,
}

/// What the words of an opinion say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The winner, when there is a clear one.
    pub(super) aspect: Option<Text>,
    /// The winner's words with their weights, or the two best candidates with theirs.
    pub(super) why: Vec<String>,
    /// The winner's score, or that of the best candidate.
    pub(super) score: u32,
}

/// A keyword found in a text: the characters it takes and the keyword.
struct Hit<'a> {
    start: usize,
    keyword: &'a Keyword,
}

/// The scheme of a run, when it has one, and how cells name aspects and problems.
#[derive(Clone, Copy)]
pub(super) struct Naming<'a> {
    pub(super) scheme: Option<&'a Scheme>,
    pub(super) names: &'a Names<'a>,
}

impl Naming<'_> {
    /// The aspect that a cell names, and how: an aspect of the scheme, an alias, or the cell's own words.
    pub(super) fn by_cell(&self, cell: &Text) -> Option<(Text, AspectBy)> {
        let bare = Text::from(strip_number(cell));
        let text = clean(&bare).text;
        let short = self.names.bare(&text);
        let short = if short.is_empty() { text.to_string() } else { short };
        let keys = [word_key(&text), word_key(&short)];
        let found = self.scheme.and_then(|scheme| keys.iter().find_map(|key| scheme.named(key)));
        // A question (您对文风会风方面的意见建议) is no aspect, though it may hold the name of one.
        if found.is_none() && self.names.asks(&text) {
            return self.scheme.and_then(|scheme| scheme.inside(&word_key(&text)));
        }
        let own = || (!text.is_empty()).then(|| (Text::from(short), AspectBy::Cell));
        found.or_else(own)
    }
}

impl Scheme {
    /// The names of the schemes that the kind has.
    pub(super) fn names(kind: &Kind) -> Vec<&str> {
        let mut names: Vec<&str> =
            kind.vocabulary.list(lists::ASPECTS).rows().map(|row| row.get("scheme")).collect();
        names.dedup();
        names.extend(kind.common.classes.catalogue.first().map(String::as_str));
        names
    }

    /// A scheme by name. That of the catalogue (目录) has its aspects, with the keywords that any scheme has for them.
    pub(super) fn of(kind: &Kind, name: &str, catalogue: &Catalogue) -> Option<Self> {
        let rows = kind.vocabulary.list(lists::ASPECTS).rows();
        let mut scheme = Scheme {
            name: Text::from(name),
            aspects: Vec::new(),
            aliases: HashMap::new(),
            keywords: HashMap::new(),
            words: kind.common.classes.clone(),
        };
        if scheme.words.catalogue.iter().any(|word| word == name) {
            scheme.aspects = catalogue.aspects();
            for row in rows {
                let aspect = scheme.aspects.iter().position(|aspect| **aspect == *row.get("aspect"));
                aspect.into_iter().for_each(|aspect| scheme.add(&row, aspect));
            }
        } else {
            for row in rows.filter(|row| row.get("scheme") == name) {
                scheme.aspects.push(Text::from(row.get("aspect")));
                scheme.add(&row, scheme.aspects.len() - 1);
            }
        }
        (!scheme.aspects.is_empty()).then_some(scheme)
    }

    /// The names of its aspects, in the order of the vocabulary.
    pub(super) fn into_aspects(self) -> Vec<Text> {
        self.aspects
    }

    fn add(&mut self, row: &WordRow<'_>, aspect: usize) {
        for alias in row.words("aliases") {
            self.aliases.entry(word_key(alias)).or_insert(aspect);
        }
        for (column, weight) in [("strong", STRONG), ("weak", WEAK)] {
            for word in row.words(column) {
                self.add_word(word, aspect, weight);
            }
        }
    }

    fn add_word(&mut self, word: &str, aspect: usize, weight: u32) {
        let word: Vec<char> = word_key(word).chars().collect();
        let Some(first) = word.first() else { return };
        let words = self.keywords.entry(*first).or_default();
        match words.iter_mut().find(|known| known.word == word) {
            Some(known) if known.aspects.iter().any(|(index, _)| *index == aspect) => {}
            Some(known) => known.aspects.push((aspect, weight)),
            None => words.push(Keyword { word, aspects: vec![(aspect, weight)] }),
        }
    }

    /// The aspect whose name, or alias of three characters and more, stands in a text; the longest.
    fn inside(&self, key: &str) -> Option<(Text, AspectBy)> {
        let long = |name: &str| name.chars().nth(2).is_some();
        let aspects = self.aspects.iter().enumerate().map(|(index, name)| (word_key(name), index));
        let aliases =
            self.aliases.iter().filter(|(name, _)| long(name)).map(|(name, index)| (name.clone(), *index));
        let inside = aspects.chain(aliases).filter(|(name, _)| key.contains(name.as_str()));
        let (_, index) =
            inside.max_by_key(|(name, index)| (name.chars().count(), std::cmp::Reverse(*index)))?;
        Some((self.aspects.get(index)?.clone(), AspectBy::Alias))
    }

    /// Whether an aspect is one of the scheme.
    pub(super) fn has(&self, aspect: &Text) -> bool {
        self.aspects.contains(aspect)
    }

    fn named(&self, key: &str) -> Option<(Text, AspectBy)> {
        let own = self.aspects.iter().find(|aspect| word_key(aspect) == key);
        let alias = || self.aspects.get(*self.aliases.get(key)?);
        let own = own.map(|aspect| (aspect.clone(), AspectBy::Cell));
        own.or_else(|| alias().map(|aspect| (aspect.clone(), AspectBy::Alias)))
    }

    /// The aspect whose keywords prevail in a text.
    pub(super) fn choose(&self, text: &str) -> Choice {
        let chars: Vec<char> = word_key(text).chars().collect();
        let mut scores = vec![(0, Vec::new()); self.aspects.len()];
        for hit in self.hits(&chars) {
            let word: String = hit.keyword.word.iter().collect();
            for (aspect, weight) in &hit.keyword.aspects {
                if let Some((score, words)) = scores.get_mut(*aspect) {
                    *score += weight;
                    words.push(format!("{word}（{weight}）"));
                }
            }
        }
        let mut ranked: Vec<(&Text, u32, String)> = self
            .aspects
            .iter()
            .zip(scores)
            .map(|(aspect, (score, words)): (_, (u32, Vec<String>))| (aspect, score, words.join("、")))
            .filter(|(_, score, _)| *score > 0)
            .collect();
        // The sort is stable: equal ones stay in the order of the scheme.
        ranked.sort_by_key(|(_, score, _)| std::cmp::Reverse(*score));
        let best = ranked.first().map_or(0, |(_, score, _)| *score);
        let second = ranked.get(1).map_or(0, |(_, score, _)| *score);
        match ranked.first() {
            Some((aspect, score, words)) if *score >= LEAST_SCORE && *score >= second + LEAST_LEAD => {
                Choice {
                    aspect: Some((*aspect).clone()),
                    why: words.split('、').map(str::to_owned).collect(),
                    score: best,
                }
            }
            _ => Choice {
                aspect: None,
                why: ranked.iter().take(2).map(|(aspect, _, words)| format!("{aspect}：{words}")).collect(),
                score: best,
            },
        }
    }

    /// The keywords of a text, longest first, each character used once, each keyword counted once.
    fn hits(&self, chars: &[char]) -> Vec<Hit<'_>> {
        let mut all: Vec<Hit<'_>> = Vec::new();
        for (start, c) in chars.iter().enumerate() {
            let words = self.keywords.get(c).into_iter().flatten();
            let here = words
                .filter(|keyword| chars.get(start..).is_some_and(|rest| rest.starts_with(&keyword.word)));
            all.extend(here.map(|keyword| Hit { start, keyword }));
        }
        all.sort_by_key(|hit| (std::cmp::Reverse(hit.keyword.word.len()), hit.start));
        let mut used = vec![false; chars.len()];
        let mut taken: Vec<Hit<'_>> = Vec::new();
        for hit in all {
            let span = hit.start..hit.start + hit.keyword.word.len();
            let Some(span) = used.get_mut(span).filter(|span| span.iter().all(|used| !used)) else {
                continue;
            };
            span.fill(true);
            let again = taken.iter().any(|other| std::ptr::eq(other.keyword, hit.keyword));
            if !again && !self.is_denied(chars, &hit) {
                taken.push(hit);
            }
        }
        taken.sort_by_key(|hit| hit.start);
        taken
    }

    /// Whether a denial stands before a keyword (不存在形式主义, 没有形式主义问题).
    fn is_denied(&self, chars: &[char], hit: &Hit<'_>) -> bool {
        let end = hit.start + hit.keyword.word.len();
        let before: String = chars.get(..hit.start).unwrap_or_default().iter().collect();
        let after: String = chars.get(end..).unwrap_or_default().iter().take(4).collect();
        let near =
            |gap: &str| gap.chars().count() <= DENIAL_REACH && !gap.contains(['，', '。', '；', ',', ';']);
        let denies = |denial: &String| {
            let gap = before.rfind(denial.as_str()).and_then(|at| before.get(at + denial.len()..));
            gap.is_some_and(near)
        };
        let of_problem = || self.words.problems.iter().any(|word| after.contains(word.as_str()));
        self.words.denials.iter().any(denies)
            || (self.words.problem_denials.iter().any(denies) && of_problem())
    }
}

//! A folder's titles, names and tables → which of the kinds in the binary its report is of: the one that 报告类型 says, that
//! title or name speak of, or that has a place for what only the folder's own tables hold.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::load::{built_in, built_in_names};
use super::parse::parse;

/// What speaks for a kind in the binary.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChosenRule {
    /// Words of 报告类型, of titles, of names of what a report is about: one list, or several of which those before the last
    /// decide first, whatever words of later lists stand beside theirs.
    words: ChosenWords,
    /// Fields (`rectification.level`) that its tables have and others lack.
    pub(super) fields: Vec<String>,
    /// Whether it is taken when nothing speaks for any.
    default: bool,
}

/// Words that speak for a kind: one list, or several of which an earlier one decides before a later one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
enum ChosenWords {
    One(Vec<String>),
    Ranked(Vec<Vec<String>>),
}

impl Default for ChosenWords {
    fn default() -> Self {
        ChosenWords::One(Vec::new())
    }
}

impl ChosenWords {
    /// Each word with how many lists of words count less than its own.
    fn ranked(&self) -> impl Iterator<Item = (usize, &String)> {
        let lists = match self {
            ChosenWords::One(list) => std::slice::from_ref(list),
            ChosenWords::Ranked(lists) => lists,
        };
        let ranked = lists.iter().rev().enumerate();
        ranked.flat_map(|(rank, list)| list.iter().map(move |word| (rank, word)))
    }
}

/// A kind and why it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The name of the kind (`campaign`).
    pub name: String,
    /// What it is called in Chinese (专项活动情况报告).
    pub title: String,
    /// What decided for it.
    pub by: ChosenBy,
}

/// What decided for a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenBy {
    /// 报告类型 in 报告信息 names it.
    Said,
    /// A word in a title or name.
    Word(String),
    /// Fields that tables of the folder have and those of other kinds lack.
    Fields(Vec<String>),
    /// Nothing decided for any kind, so it is the default one.
    Nothing,
}

/// The kind that is taken when nothing speaks for any.
#[must_use]
pub fn default_kind() -> String {
    choose(None, &[], &BTreeSet::new()).map(|chosen| chosen.name).unwrap_or_default()
}

/// What is read of an outline here.
#[derive(Deserialize)]
struct Outline {
    name: String,
    #[serde(default)]
    chosen: ChosenRule,
}

/// The kind by 报告类型, by texts that name the report or what it is about, the nearest first, by the fields that have
/// a column. None when no kind in the binary is the default.
#[must_use]
pub fn choose(said: Option<&str>, named: &[&str], held: &BTreeSet<String>) -> Option<Chosen> {
    let outline = |name: String| {
        let text = built_in(&name)?.remove("outline.toml")?;
        Some((name, parse::<Outline>(&String::from_utf8(text).ok()?).ok()?))
    };
    let kinds: Vec<(String, Outline)> = built_in_names().into_iter().filter_map(outline).collect();
    let taken = |(name, outline): &(String, Outline), by: ChosenBy| {
        Some(Chosen { name: name.clone(), title: outline.name.clone(), by })
    };
    let by_word = |text: &&str| -> Option<(usize, &String)> {
        let words = kinds.iter().enumerate().flat_map(|(at, (_, outline))| {
            outline.chosen.words.ranked().map(move |(rank, word)| (rank, at, word))
        });
        // The longest word says most; of two as long the one nearer to the end, where the head of a name stands.
        let found = words
            .filter(|(.., word)| text.contains(word.as_str()))
            .max_by_key(|(rank, _, word)| (*rank, word.chars().count(), text.rfind(word.as_str())));
        found.map(|(_, at, word)| (at, word))
    };
    if let Some((at, _)) = said.as_ref().and_then(by_word) {
        return taken(kinds.get(at)?, ChosenBy::Said);
    }
    if let Some((at, word)) = named.iter().find_map(by_word) {
        return taken(kinds.get(at)?, ChosenBy::Word(word.clone()));
    }
    let there = |outline: &Outline| -> Vec<String> {
        outline.chosen.fields.iter().filter(|field| held.contains(*field)).cloned().collect()
    };
    let most = kinds.iter().map(|(_, outline)| there(outline).len()).max().unwrap_or_default();
    let mut fullest = kinds.iter().filter(|(_, outline)| most > 0 && there(outline).len() == most);
    match (fullest.next(), fullest.next()) {
        (Some(kind), None) => taken(kind, ChosenBy::Fields(there(&kind.1))),
        _ => taken(kinds.iter().find(|(_, outline)| outline.chosen.default)?, ChosenBy::Nothing),
    }
}

//! `common/*.toml` as words: what office sheets of every kind share, to which a kind may add.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::KindFiles;
use super::check::{Wrong, quoted, twice};
use super::parse::parse;
use super::wording::OwnWords;
use super::words::{AskWords, ClassWords, ClauseWords, CompareWords, EditionWords, RowWords, ValueWords};
use crate::finding::kinds::{KindFault, Thing};
use crate::model::element::elements;

/// The files, by their path in a kind's folder.
pub(super) const FILES: [&str; 11] = [
    "common/headers.toml",
    "common/others.toml",
    "common/values.toml",
    "common/rows.toml",
    "common/asks.toml",
    "common/clauses.toml",
    "common/places.toml",
    "common/editions.toml",
    "common/comparing.toml",
    "common/classes.toml",
    "common/wording.toml",
];

/// The words of office sheets that all kinds share, from `common/*.toml`.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// The words that headers are built of.
    pub headers: HeaderWords,
    /// Ledgers that hold nothing for a report.
    pub others: Vec<OtherRule>,
    /// The words by which values of each type are known.
    pub values: ValueWords,
    /// The words by which totals, notes and footers are told from data.
    pub rows: RowWords,
    /// The words with which labels and questions ask for opinions.
    pub asks: AskWords,
    /// The words that join the clauses of a remark.
    pub clauses: ClauseWords,
    /// The words with which forms name the places that are filled in.
    pub places: PlaceWords,
    /// What names say of the edition of a table.
    pub editions: EditionWords,
    /// What makes no difference when opinions are compared.
    pub comparing: CompareWords,
    /// The words with which cells name aspects and problems.
    pub classes: ClassWords,
    /// What the program itself sets in a report.
    pub wording: OwnWords,
}

/// The words that headers are built of, from `common/headers.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HeaderWords {
    /// Modifiers that do not change what a head noun means.
    pub harmless: Vec<String>,
    /// Endings that do not change what a header means.
    pub endings: Vec<String>,
    /// What joins two names of one thing.
    pub joints: Vec<String>,
    /// What a question says in brackets whose answers are printed choices (可多选).
    pub choices: Vec<String>,
    /// What the name of a paper ends with (表, 台账).
    pub papers: Vec<String>,
    /// What a header over several columns ends with and says nothing (情况).
    pub groups: Vec<String>,
    /// What a measure word in brackets stands for behind a header (发现问题（个）).
    pub counted: Vec<String>,
    /// What headers of columns of money say, and what ends those that say it and hold none (罚款户数).
    pub money: Vec<String>,
    /// See `money`.
    pub no_money: Vec<String>,
    /// What the header of a column says that holds what is wrong.
    pub wrong: Vec<String>,
    /// What the header of a column says that holds what somebody proposes.
    pub proposing: Vec<String>,
    /// What any title may end with besides (汇总).
    pub title_endings: Vec<String>,
    /// Words that make another thing of what stands beside them.
    pub blocking: Vec<String>,
    /// Endings of headers that are things of their own.
    #[serde(rename = "tail")]
    pub tails: Vec<TailRule>,
    /// Head nouns by the kind of thing that they name.
    pub families: BTreeMap<String, Vec<String>>,
}

/// Endings of headers that name one kind of thing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TailRule {
    /// Whether in brackets they make another thing of their header too (责任人（电话）).
    #[serde(default)]
    pub noted: bool,
    /// The endings, as headers have them.
    pub words: Vec<String>,
    /// Headers that belong to them where two of them stand in the row (来源 beside 来自IP).
    #[serde(default)]
    pub beside: Vec<String>,
}

/// A ledger that holds nothing for a report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherRule {
    /// What such a ledger is called (工资), as people are told.
    pub name: String,
    /// Words in titles and names that speak for it.
    pub titles: Vec<String>,
    /// Words in headers that speak for it.
    pub headers: Vec<String>,
    /// How titles and names end, but for what every paper ends with, that are plainly such a ledger (工资表): nobody is
    /// asked about it.
    #[serde(default)]
    pub plain: Vec<String>,
}

/// How forms of offices call the places that are filled in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlaceWords {
    /// What asks to write something at a place.
    pub asking: Vec<String>,
    /// What may stand behind a name and says nothing.
    pub endings: Vec<String>,
    /// What may stand before the name of a place and says nothing.
    pub beginnings: Vec<String>,
    /// Other names of an element, by the name that people are told.
    pub names: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OthersFile {
    other: Vec<OtherRule>,
}

impl Common {
    /// The shared words, with what the kind adds to them in a folder `common` of its own; and what is wrong in
    /// which file.
    pub(super) fn gather(shared: &KindFiles, kind: &KindFiles) -> (Self, Vec<Wrong>) {
        let (mut common, mut wrong) = (Common::default(), Vec::new());
        for path in FILES {
            let name = path.strip_prefix("common/").unwrap_or(path);
            for bytes in [shared.get(name), kind.get(path)].into_iter().flatten() {
                let text = std::str::from_utf8(bytes).map_err(|_| (None, KindFault::NotText));
                if let Err((line, fault)) = text.and_then(|text| common.add(path, text)) {
                    wrong.push(Wrong::at(path, line, fault));
                }
            }
        }
        if wrong.is_empty() {
            wrong = common.wrong();
        }
        (common, wrong)
    }

    /// Adds the words of one file to the lists. Errs when it is no TOML of this form, with the line.
    fn add(&mut self, path: &str, text: &str) -> Result<(), (Option<usize>, KindFault)> {
        match path {
            "common/headers.toml" => self.headers.add(parse(text)?),
            "common/others.toml" => self.others.extend(parse::<OthersFile>(text)?.other),
            "common/rows.toml" => self.rows.add(parse(text)?),
            "common/asks.toml" => self.asks.add(parse(text)?),
            "common/clauses.toml" => self.clauses.add(parse(text)?),
            "common/places.toml" => self.places.add(parse(text)?),
            "common/editions.toml" => self.editions.add(parse(text)?),
            "common/comparing.toml" => self.comparing.add(parse(text)?),
            "common/classes.toml" => self.classes.add(parse(text)?),
            "common/wording.toml" => self.wording.add(parse(text)?),
            _ => self.values.add(parse(text)?),
        }
        Ok(())
    }

    /// Lists without a word, words that say nothing, and words that a list has twice.
    fn wrong(&self) -> Vec<Wrong> {
        let files = [
            ("common/values.toml", self.values.lists()),
            ("common/rows.toml", self.rows.lists()),
            ("common/asks.toml", self.asks.lists()),
            ("common/clauses.toml", self.clauses.lists()),
            ("common/editions.toml", self.editions.lists()),
            ("common/comparing.toml", self.comparing.lists()),
            ("common/classes.toml", self.classes.lists()),
        ];
        let mut wrong = Vec::new();
        wrong.extend(
            self.wording.lacking().into_iter().map(|key| {
                Wrong::new("common/wording.toml", &[key], KindFault::Lacks { key: key.to_owned() })
            }),
        );
        wrong.extend(self.places.unknown().map(|name| {
            let fault = KindFault::Lacks { key: name.to_owned() };
            Wrong::new("common/places.toml", &["names", name], fault)
        }));
        for (file, (list, words)) in
            files.into_iter().flat_map(|(file, lists)| lists.into_iter().map(move |list| (file, list)))
        {
            let blank = words.is_empty() || words.iter().any(|word| word.trim().is_empty());
            let lacks = blank.then(|| KindFault::Lacks { key: list.to_owned() });
            wrong.extend(lacks.map(|fault| Wrong::new(file, &[list], fault)));
            wrong.extend(twice(words.iter().map(String::as_str)).into_iter().map(|word| {
                let fault = KindFault::Twice { what: Thing::Word, name: word.to_owned() };
                Wrong::new(file, &[list, &quoted(word), &quoted(word)], fault)
            }));
        }
        wrong
    }
}

impl PlaceWords {
    fn add(&mut self, more: PlaceWords) {
        self.asking.extend(more.asking);
        self.endings.extend(more.endings);
        self.beginnings.extend(more.beginnings);
        for (name, words) in more.names {
            self.names.entry(name).or_default().extend(words);
        }
    }

    /// Names that no element of the format has.
    fn unknown(&self) -> Option<&str> {
        let has = |name: &&String| !elements().any(|element| element.is_named(name));
        self.names.keys().find(has).map(String::as_str)
    }
}

impl HeaderWords {
    fn add(&mut self, more: HeaderWords) {
        self.harmless.extend(more.harmless);
        self.endings.extend(more.endings);
        self.joints.extend(more.joints);
        self.choices.extend(more.choices);
        self.papers.extend(more.papers);
        self.groups.extend(more.groups);
        self.counted.extend(more.counted);
        self.money.extend(more.money);
        self.no_money.extend(more.no_money);
        self.wrong.extend(more.wrong);
        self.proposing.extend(more.proposing);
        self.title_endings.extend(more.title_endings);
        self.blocking.extend(more.blocking);
        self.tails.extend(more.tails);
        for (name, words) in more.families {
            self.families.entry(name).or_default().extend(words);
        }
    }

    /// Whether a text ends like the name of a paper (征求意见表).
    #[must_use]
    pub fn names_paper(&self, text: &str) -> bool {
        self.papers.iter().any(|end| text.trim_end().ends_with(end.as_str()))
    }
}

//! `common/*.toml` as words: what office sheets of every kind share, to which a kind may add.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::KindFiles;
use super::check::Wrong;
use super::parse::parse;
use crate::finding::kinds::KindFault;

/// The files, by their path in a kind's folder.
const FILES: [&str; 3] = ["common/headers.toml", "common/others.toml", "common/values.toml"];

/// The words that all kinds share.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// How headers are built.
    pub headers: HeaderWords,
    /// Ledgers that hold nothing for a report.
    pub others: Vec<OtherRule>,
    /// What values look like.
    pub values: ValueWords,
}

/// How headers are built.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HeaderWords {
    /// Modifiers that change nothing.
    pub harmless: Vec<String>,
    /// Endings that change nothing.
    pub endings: Vec<String>,
    /// What joins two names of one thing.
    pub joints: Vec<String>,
    /// What a question says in brackets whose answers are printed choices (可多选).
    pub choices: Vec<String>,
    /// What any title may end with (表, 台账).
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
    /// The endings.
    pub words: Vec<String>,
    /// Headers that belong to them where two of them stand in the row (来源 beside 来自IP).
    #[serde(default)]
    pub beside: Vec<String>,
}

/// A ledger that holds nothing for a report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherRule {
    /// What it is called (工资).
    pub name: String,
    /// Words in its titles and names.
    pub titles: Vec<String>,
    /// Words in its headers.
    pub headers: Vec<String>,
}

/// What values look like.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ValueWords {
    /// First characters of names of persons.
    pub surnames: String,
    /// Ends of names of units.
    pub unit_ends: Vec<String>,
    /// Words that stand where a date is due.
    pub deadlines: Vec<String>,
    /// Answers to a yes-or-no question.
    pub flags: Vec<String>,
    /// Endings of file names.
    pub files: Vec<String>,
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
                let text = String::from_utf8_lossy(bytes);
                if let Err((line, fault)) = common.add(path, &text) {
                    wrong.push(Wrong::at(path, line, fault));
                }
            }
        }
        (common, wrong)
    }

    /// Adds the words of a file.
    fn add(&mut self, path: &str, text: &str) -> Result<(), (Option<usize>, KindFault)> {
        match path {
            "common/headers.toml" => self.headers.add(parse(text)?),
            "common/others.toml" => self.others.extend(parse::<OthersFile>(text)?.other),
            _ => self.values.add(parse(text)?),
        }
        Ok(())
    }
}

impl HeaderWords {
    fn add(&mut self, more: HeaderWords) {
        self.harmless.extend(more.harmless);
        self.endings.extend(more.endings);
        self.joints.extend(more.joints);
        self.choices.extend(more.choices);
        self.title_endings.extend(more.title_endings);
        self.blocking.extend(more.blocking);
        self.tails.extend(more.tails);
        for (name, words) in more.families {
            self.families.entry(name).or_default().extend(words);
        }
    }
}

impl ValueWords {
    fn add(&mut self, more: ValueWords) {
        self.surnames += &more.surnames;
        self.unit_ends.extend(more.unit_ends);
        self.deadlines.extend(more.deadlines);
        self.flags.extend(more.flags);
        self.files.extend(more.files);
    }
}

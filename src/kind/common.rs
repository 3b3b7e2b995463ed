//! `common/*.toml` as words: what office sheets of every kind share, to which a kind may add.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::KindFiles;
use super::check::{Wrong, quoted, twice};
use super::parse::parse;
use crate::finding::kinds::{KindFault, Thing};
use crate::model::element::elements;
use crate::text::fold::word_key;
use crate::text::numbering::header;

/// The files, by their path in a kind's folder.
pub(super) const FILES: [&str; 7] = [
    "common/headers.toml",
    "common/others.toml",
    "common/values.toml",
    "common/rows.toml",
    "common/asks.toml",
    "common/clauses.toml",
    "common/places.toml",
];

/// Lists of words of one file: a kind's own file adds to the shared one.
macro_rules! word_lists {
    ($(#[$about:meta])* $name:ident { $($(#[$says:meta])* $list:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name { $($(#[$says])* pub $list: Vec<String>,)* }

        impl $name {
            fn add(&mut self, more: Self) {
                $(self.$list.extend(more.$list);)*
            }

            /// The lists by their names.
            fn lists(&self) -> Vec<(&'static str, &[String])> {
                vec![$((stringify!($list), self.$list.as_slice())),*]
            }
        }
    };
}

/// The words that all kinds share.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// How headers are built.
    pub headers: HeaderWords,
    /// Ledgers that hold nothing for a report.
    pub others: Vec<OtherRule>,
    /// What values look like.
    pub values: ValueWords,
    /// What tells rows apart.
    pub rows: RowWords,
    /// How labels and questions ask.
    pub asks: AskWords,
    /// How clauses hang together.
    pub clauses: ClauseWords,
    /// How forms call their places.
    pub places: PlaceWords,
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
    /// What the name of a paper ends with (表, 台账).
    pub papers: Vec<String>,
    /// What a header over several columns ends with and says nothing (情况).
    pub groups: Vec<String>,
    /// What the header of a column says that holds what is wrong.
    pub wrong: Vec<String>,
    /// What the header of a column says that holds what somebody proposes.
    pub proposing: Vec<String>,
    /// What any title may end with besides (汇总).
    pub title_endings: Vec<String>,
    /// Words that make another thing of what stands beside them.
    pub blocking: Vec<String>,
    /// Words before a head noun that say that it is of somebody or something else (登记日期).
    pub estranging: Vec<String>,
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

/// How forms of offices call the places that are filled in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlaceWords {
    /// What asks to write something at a place.
    pub asking: Vec<String>,
    /// What may stand behind a name and says nothing.
    pub endings: Vec<String>,
    /// What may stand before one.
    pub beginnings: Vec<String>,
    /// Other names of an element, by the name that people are told.
    pub names: BTreeMap<String, Vec<String>>,
}

word_lists! {
    /// What values look like.
    ValueWords {
        /// First characters of names of persons, any number in one word.
        surnames,
        /// How names of units end.
        unit_ends,
        /// How they end too, where other things do.
        loose_unit_ends,
        /// What names of files hold besides the unit.
        paper_words,
        /// How titles of materials end.
        material_ends,
        /// What no title of a material says.
        speech,
        /// What says the same as the cell above.
        dittos,
        /// Words that stand where a date is due.
        deadlines,
        /// Words that stand there when it is over.
        met,
        /// What such a text ends with.
        due_ends,
        /// What a column of numbers says of those who are none of the sum.
        apart,
        /// What is noted behind the name of one who did not come.
        absent,
        /// Words of a group of people: a name holds none.
        peoples,
        /// How a person is addressed behind the name.
        address,
        /// Surnames of two characters.
        long_surnames,
        /// What a date without a day ends with.
        month_ends,
        /// By what a column of yes and no is told from others.
        flags,
        /// What a yes says.
        yes,
        /// What a no says.
        no,
        /// What a cell begins with that says yes.
        yes_opens,
        /// What a cell begins with that says no.
        no_opens,
        /// Endings of file names.
        files,
    }
}

word_lists! {
    /// What tells rows apart, and what stands above and below a table.
    RowWords {
        /// What a total row says.
        totals,
        /// What begins a note before a colon.
        notes,
        /// What begins one without.
        open_notes,
        /// What begins a footer.
        footers,
        /// Labels of the unit.
        unit_labels,
        /// Those that need a colon.
        short_unit_labels,
        /// Labels of the date.
        date_labels,
        /// Those that need a colon.
        short_date_labels,
        /// What stands for a seal or a signature.
        seals,
        /// What stands before a title.
        annexes,
        /// What says that a row is an example.
        examples,
        /// What a row of hints says in each cell.
        hints,
        /// Headers of running numbers.
        running,
        /// What a total says that is none of the whole table.
        partial,
    }
}

word_lists! {
    /// How the clauses of a remark hang together.
    ClauseWords {
        /// What joins an opinion to an agreement.
        joints,
        /// What joins to praise what is amiss.
        adversatives,
        /// What no praise holds.
        lacks,
        /// What a clause ends with that says by itself that something is amiss.
        amiss,
    }
}

word_lists! {
    /// How labels and questions ask.
    AskWords {
        /// What is asked for.
        asked,
        /// What is asked for beside that.
        beside,
        /// What joins two of these.
        with,
        /// What stands before it.
        joints,
        /// What stands before the thing that is asked about.
        openings,
        /// What begins a header that names that thing.
        about,
        /// Words that begin so and name none.
        unabout,
        /// What was done to what is asked for.
        done,
        /// What marks an aspect.
        mark,
        /// What stands before its name.
        within,
        /// What ends one.
        aspects,
        /// Words of an open question.
        open,
        /// What a line that leads in ends with.
        follows,
        /// How titles of papers end that ask others.
        notices,
    }
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

    /// Adds the words of a file.
    fn add(&mut self, path: &str, text: &str) -> Result<(), (Option<usize>, KindFault)> {
        match path {
            "common/headers.toml" => self.headers.add(parse(text)?),
            "common/others.toml" => self.others.extend(parse::<OthersFile>(text)?.other),
            "common/rows.toml" => self.rows.add(parse(text)?),
            "common/asks.toml" => self.asks.add(parse(text)?),
            "common/clauses.toml" => self.clauses.add(parse(text)?),
            "common/places.toml" => self.places.add(parse(text)?),
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
        ];
        let mut wrong = Vec::new();
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

impl RowWords {
    /// What stands behind the word of a total (`合 计：120条`), without white space.
    #[must_use]
    pub fn behind_total(&self, text: &str) -> Option<String> {
        let cleaned = header(text);
        let rests = self.totals.iter().filter_map(|word| cleaned.strip_prefix(word.as_str()));
        let rest = rests.min_by_key(|rest| rest.len())?;
        Some(rest.trim_start_matches(':').to_owned())
    }
}

impl ValueWords {
    /// What a cell of yes and no says: 是, √, ☑, 已销号; 否, ×, □, 未销号. None when it says neither.
    #[must_use]
    pub fn flag(&self, text: &str) -> Option<bool> {
        let key = word_key(text);
        let says = |whole: &[String], opens: &[String]| {
            whole.contains(&key) || opens.iter().any(|word| key.starts_with(word.as_str()))
        };
        let no = says(&self.no, &self.no_opens);
        (no || says(&self.yes, &self.yes_opens)).then_some(!no)
    }

    /// How names of units end, loosely too.
    pub fn all_unit_ends(&self) -> impl Iterator<Item = &String> {
        self.unit_ends.iter().chain(&self.loose_unit_ends)
    }
}

impl AskWords {
    /// Whether a text says whom or what something is about (对领导班子).
    #[must_use]
    pub fn is_about(&self, text: &str) -> bool {
        let begins = |words: &[String]| words.iter().any(|word| text.starts_with(word.as_str()));
        begins(&self.about) && !begins(&self.unabout)
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
        self.wrong.extend(more.wrong);
        self.proposing.extend(more.proposing);
        self.title_endings.extend(more.title_endings);
        self.blocking.extend(more.blocking);
        self.estranging.extend(more.estranging);
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

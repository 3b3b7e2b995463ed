//! All that speaks for a table and against it: its columns, title, names, and the words of other ledgers.

use super::assign::Assigned;
use super::header::clean;
use super::judge::Hearing;
use super::lexicon::Fit;
use crate::finding::Why;
use crate::kind::{Common, HeaderWords, Kind, OtherRule, TableRule};

/// What a hint adds to the score of its table: a long one in a title as much as two or three headers.
const IN_TITLE: i32 = 24;
const IN_SHEET_NAME: i32 = 24;
const IN_FILE_NAME: i32 = 14;
const IN_FOLDER: i32 = 6;

/// What a word adds that many ledgers have in their titles (台账).
pub(super) const FAINT: i32 = 4;

/// What a header built with a topic of the table adds, and how many of them count.
const TOPIC: i32 = 3;
const MOST_TOPICS: usize = 5;

/// What a header of another ledger takes off, and a word of it in the title.
const FOREIGN: i32 = 9;
const FOREIGN_TITLE: i32 = 20;

/// What it adds that the same header row is surely this table elsewhere in the folder, and that a sheet beside it is.
const SAME_HEADER: i32 = 16;
const BESIDE: i32 = 4;

/// What a header adds that half of all ledgers have (时间, 备注).
const COMMON_HEADER: i32 = 3;

/// The words around a table that hint at what it is, cleaned.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The texts in rows above the header, cleaned.
    pub titles: Vec<String>,
    /// The name of the sheet, cleaned.
    pub sheet: String,
    /// The name of the file without folder and ending, cleaned.
    pub file: String,
    /// The path of the folder that the file lies in, cleaned; empty in the user's own folder.
    pub folder: String,
    /// The tables that other sheets of the workbook surely are.
    pub beside: Vec<usize>,
}

/// The words in titles and names that hint at each table, cleaned.
pub(super) struct Hints<'k> {
    hints: Vec<Vec<String>>,
    faint: Vec<Vec<String>>,
    ends: Vec<Vec<String>>,
    words: &'k HeaderWords,
}

impl<'k> Hints<'k> {
    pub(super) fn new(kind: &'k Kind) -> Self {
        let cleaned = |words: &[String]| words.iter().map(|word| clean(word)).collect();
        Hints {
            hints: kind.tables.iter().map(|rule| cleaned(&rule.hints)).collect(),
            faint: kind.tables.iter().map(|rule| cleaned(&rule.faint)).collect(),
            ends: kind.tables.iter().map(|rule| cleaned(&rule.ends)).collect(),
            words: &kind.common.headers,
        }
    }

    /// Whether a text hints at a table.
    pub(super) fn at(&self, table: usize, text: &str) -> bool {
        let text = clean(text);
        self.hints.get(table).into_iter().flatten().any(|hint| text.contains(hint.as_str()))
    }

    /// What title, sheet and file name add.
    pub(super) fn score(&self, table: usize, context: &Context) -> i32 {
        let weigh = |text: &str, weight| self.weigh(table, text, weight).map_or(0, |(score, _)| score);
        let titles = context.titles.iter().map(|title| weigh(title, IN_TITLE)).max();
        titles.unwrap_or(0) + weigh(&context.sheet, IN_SHEET_NAME) + weigh(&context.file, IN_FILE_NAME)
    }

    /// The longest hint in a text, and what it adds: a word of two characters half, but for one that says what the sheet
    /// is since its title ends so.
    fn weigh<'h>(&'h self, table: usize, text: &str, weight: i32) -> Option<(i32, &'h str)> {
        let head = title_head(text, self.words);
        let ends = self.ends.get(table).into_iter().flatten().filter(|end| head.ends_with(end.as_str()));
        let last = ends.max_by_key(|end| end.chars().count());
        let last = last.map(|end| (weight + end.chars().count() as i32, end.as_str()));
        self.inside(table, text, weight).max(last)
    }

    fn inside<'h>(&'h self, table: usize, text: &str, weight: i32) -> Option<(i32, &'h str)> {
        let hints = self.hints.get(table).map(Vec::as_slice).unwrap_or_default();
        let found = hints.iter().filter(|hint| text.contains(hint.as_str()));
        let longest = found.max_by_key(|hint| hint.chars().count());
        if let Some(hint) = longest {
            let length = hint.chars().count();
            let weight = if length > 2 { weight } else { weight / 2 };
            return Some((weight + length as i32, hint));
        }
        let faint = self.faint.get(table)?.iter().find(|hint| text.contains(hint.as_str()))?;
        Some((FAINT, faint))
    }
}

/// What speaks for a table and against it.
pub(super) struct Evidence {
    pub score: i32,
    /// Whether title, sheet or file name speak for it.
    pub hinted: bool,
    /// Whether it has what such a table must have.
    pub supported: bool,
    pub why: Vec<Why>,
}

impl Evidence {
    pub(super) fn gather(
        kind: &Kind,
        table: usize,
        hints: &Hints,
        hearing: &Hearing,
        assigned: &Assigned,
    ) -> Self {
        let Some(rule) = kind.tables.get(table) else {
            return Evidence { score: 0, hinted: false, supported: false, why: Vec::new() };
        };
        let mut evidence = Evidence { score: 0, hinted: false, supported: false, why: Vec::new() };
        evidence.columns(rule, hearing, assigned);
        let topics = evidence.topics(rule, hearing);
        evidence.names(table, hints, hearing);
        evidence.kin(table, hearing);
        evidence.foreign(&kind.common, hearing, assigned);
        let has = |id: &String| rule.field(id).is_some_and(|field| assigned.of(field).is_some());
        let columns = rule.supported.iter().all(|any| any.iter().any(has));
        let topical = !rule.topical || topics || evidence.hinted || speaks_of(rule, hearing, assigned);
        // A name alone speaks for a table when no column speaks of anything else.
        let whole = assigned.by.iter().all(Option::is_some);
        // So it does when more than the least that identifies the table is there (时间, 类型 and 主题).
        let rich = rule.identify.iter().flatten().filter(|id| has(id)).count() > rule.identify.len();
        let named = evidence.hinted || topics;
        evidence.supported = topical && (columns || (named && (whole || rich)));
        evidence
    }

    /// The columns that hold fields: what identifies the table counts whole, the rest half.
    fn columns(&mut self, rule: &TableRule, hearing: &Hearing, assigned: &Assigned) {
        let mut names = Vec::new();
        for (index, column) in assigned.fields.iter().enumerate() {
            let (Some(column), Some(found), Some(field)) =
                (*column, assigned.of(index), rule.fields.get(index))
            else {
                continue;
            };
            let length = hearing.columns.get(column).and_then(|column| column.path.last());
            let short = length.is_some_and(|text| text.chars().count() <= 2);
            let alone = rule.identify.iter().any(|any| matches!(any.as_slice(), [id] if *id == field.id));
            let identifies = rule.identify.iter().flatten().any(|id| *id == field.id);
            self.score += match (alone, identifies, short) {
                (true, _, false) => found.weight(),
                (true, _, true) | (_, true, false) => found.weight() * 3 / 4,
                (_, false, false) => found.weight() / 2,
                (_, _, true) => COMMON_HEADER,
            };
            names.push(field.name.clone());
        }
        self.why.push(Why::Columns { fields: names });
    }

    /// The headers that are built with a topic of the table.
    fn topics(&mut self, rule: &TableRule, hearing: &Hearing) -> bool {
        let texts = hearing.columns.iter().filter_map(|column| column.path.last());
        let built = texts.filter(|text| rule.topics.iter().any(|topic| text.contains(topic.as_str())));
        let count = built.count();
        self.score += TOPIC * count.min(MOST_TOPICS) as i32;
        count > 0
    }

    /// What title, names and folder hint at.
    fn names(&mut self, table: usize, hints: &Hints, hearing: &Hearing) {
        let context = hearing.context;
        let titles = context.titles.iter().filter_map(|title| hints.weigh(table, title, IN_TITLE));
        let places = [
            titles.max(),
            hints.weigh(table, &context.sheet, IN_SHEET_NAME),
            hints.weigh(table, &context.file, IN_FILE_NAME),
        ];
        for (score, hint) in places.into_iter().flatten() {
            self.hinted |= score > FAINT;
            self.score += score;
            let said = Why::Named { word: hint.to_owned() };
            if !self.why.contains(&said) {
                self.why.push(said);
            }
        }
        if let Some((score, _)) = hints.weigh(table, &context.folder, IN_FOLDER) {
            self.score += score;
        }
    }

    /// What the other sheets of the folder are.
    fn kin(&mut self, table: usize, hearing: &Hearing) {
        if hearing.kin == Some(table) {
            self.hinted = true;
            self.score += SAME_HEADER;
            self.why.push(Why::SameHeader);
        } else if hearing.context.beside.contains(&table) {
            self.score += BESIDE;
        }
    }

    /// What speaks for a ledger that holds nothing for a report.
    fn foreign(&mut self, common: &Common, hearing: &Hearing, assigned: &Assigned) {
        let unclaimed = hearing.columns.iter().enumerate().filter(|(index, _)| {
            let by = assigned.by.get(*index).copied().flatten();
            by.is_none_or(|found| found.rank.fit < Fit::Noteless)
        });
        let headers: Vec<&String> = unclaimed.filter_map(|(_, column)| column.path.last()).collect();
        let context = hearing.context;
        let names: Vec<&String> = context.titles.iter().chain([&context.sheet, &context.file]).collect();
        let weigh = |other: &OtherRule| {
            let has = |text: &&&String| other.headers.iter().any(|word| text.contains(word.as_str()));
            let count = headers.iter().filter(has).count() as i32;
            let named = |fits: &dyn Fn(&str, &str) -> bool| {
                names.iter().any(|name| other.titles.iter().any(|word| fits(name, word)))
            };
            // A unit's name (财务室) says who sent a sheet, not what it is.
            let unit = |rest: &str| common.values.all_unit_ends().any(|end| rest.starts_with(end.as_str()));
            let says = |name: &str, word: &str| name.split_once(word).is_some_and(|(_, rest)| !unit(rest));
            let titled = !self.hinted && named(&says);
            // What a title ends with is what the sheet is, whatever it is about.
            let headed = named(&|name, word| title_head(name, &common.headers).ends_with(word));
            let title = if titled || headed { FOREIGN_TITLE } else { 0 };
            (FOREIGN * count + title, other.name.clone())
        };
        if let Some((score, ledger)) =
            common.others.iter().map(weigh).max_by_key(|(score, _)| *score).filter(|(score, _)| *score > 0)
        {
            self.score -= score;
            self.why.push(Why::Foreign { ledger });
        }
    }
}

/// A title without the words that every ledger may end with (统计表, 台账): its head noun comes last then.
pub(super) fn title_head<'t>(title: &'t str, words: &HeaderWords) -> &'t str {
    let mut rest = title;
    let endings = || words.title_endings.iter().chain(&words.papers);
    while let Some(shorter) = endings().find_map(|ending| rest.strip_suffix(ending.as_str())) {
        rest = shorter;
    }
    rest
}

/// Whether the values of what a table is about speak of its topics.
fn speaks_of(rule: &TableRule, hearing: &Hearing, assigned: &Assigned) -> bool {
    let ids = rule.identify.iter().flatten().filter_map(|id| rule.field(id));
    let columns = ids.filter_map(|field| assigned.fields.get(field).copied().flatten());
    let mut profiles = columns.filter_map(|column| hearing.profiles.get(column));
    profiles.any(|profile| profile.speaks_of(&rule.topics))
}

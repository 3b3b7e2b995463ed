//! 单位名录 → a directory: which unit a name in a cell, or in the name of a sheet, file or folder, means.

use std::collections::{BTreeSet, HashMap};

use super::Normalized;
use super::unit;
use crate::finding::{Finding, Place, Values};
use crate::kind::{FieldRole, Filter, Kind, RowWords, TableRole, TableRule, lists};
use crate::model::entry::Entry;
use crate::model::value::Text;
use crate::text::fold::word_key;
use crate::text::likeness::Pairs;
use crate::text::region;

/// A name of fewer characters is not looked for inside another.
const SHORTEST_INSIDE: usize = 3;

/// A suggestion shares at least this part of its pairs of characters with the name.
const LEAST_ALIKE: f64 = 0.5;

/// The units that may report, with all their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    fulls: Vec<Text>,
    /// Every name of a unit with its index; none for a name that two units have.
    names: HashMap<String, Option<usize>>,
    /// The same with official words shortened (市场监督管理所 as 市场监管所).
    shortened: HashMap<String, Option<usize>>,
    /// Official words with their short form, the longest first.
    words: Vec<(String, String)>,
    /// The words around the name of a unit in a cell (填报单位, 盖章), among others.
    rows: RowWords,
}

/// What stands between a unit and its office in a path (县卫健局-医政股).
const PATHS: [char; 9] = ['-', '—', '－', '/', '\\', '>', '›', '→', '|'];

/// What a name in a cell means by the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// A unit, by one of its names.
    Unit(Text),
    /// A unit, by its name with more or fewer regions before it: to be said.
    Region(Text),
    /// No unit of the directory, or there is none.
    Unknown,
}

impl Directory {
    /// The directory among normalised tables; an empty one when there is none.
    #[must_use]
    pub fn of(normalized: &Normalized, kind: &Kind) -> Self {
        let rows = kind.common.rows.clone();
        let mut directory = Directory { words: short_words(kind), rows, ..Directory::default() };
        if let Some((table, rule)) = kind.table_for(TableRole::Units) {
            let names = [FieldRole::Full, FieldRole::Short, FieldRole::Aliases];
            let fields: Vec<Option<usize>> = names.map(|role| rule.at(role)).to_vec();
            for (_, entry) in normalized.of_table(table).filter(|(_, entry)| entry.counts()) {
                directory.add(entry, &fields);
            }
        }
        directory
    }

    fn add(&mut self, entry: &Entry, fields: &[Option<usize>]) {
        let texts = fields.iter().flatten().flat_map(|field| entry.texts(*field));
        let names: BTreeSet<String> = texts.map(|name| word_key(&unit::clean(name, &self.rows))).collect();
        let Some(full) = fields.first().copied().flatten().and_then(|full| entry.text(full)) else {
            return;
        };
        let index = self.fulls.iter().position(|known| known == full).unwrap_or(self.fulls.len());
        if index == self.fulls.len() {
            self.fulls.push(full.clone());
        }
        for name in names {
            let short = self.short(&name);
            for (names, name) in [(&mut self.names, name), (&mut self.shortened, short)] {
                let held = names.entry(name).or_insert(Some(index));
                *held = held.filter(|held| *held == index);
            }
        }
    }

    /// A name with its official words shortened.
    fn short(&self, key: &str) -> String {
        self.words.iter().fold(key.to_owned(), |key, (full, short)| key.replace(full.as_str(), short))
    }

    fn full(&self, index: Option<usize>) -> Option<Text> {
        self.fulls.get(index?).cloned()
    }

    /// The unit that a cleaned name means.
    pub(super) fn find(&self, name: &str) -> Meant {
        let found = self.find_whole(name);
        if found != Meant::Unknown || self.fulls.is_empty() || !name.contains(PATHS) {
            return found;
        }
        // The last unit of a path that is known: what stands after it is an office inside.
        let known = name.split(PATHS).rev().map(|part| self.find_whole(part.trim()));
        let known = known.into_iter().find(|found| *found != Meant::Unknown);
        match known {
            Some(Meant::Unit(unit) | Meant::Region(unit)) => Meant::Region(unit),
            _ => Meant::Unknown,
        }
    }

    fn find_whole(&self, name: &str) -> Meant {
        let key = word_key(name);
        if let Some(index) = self.names.get(&key) {
            return self.full(*index).map_or(Meant::Unknown, Meant::Unit);
        }
        let short = || by_region(&self.shortened, &self.short(&key));
        let same_short = self.shortened.get(&self.short(&key)).copied();
        let found = same_short.or_else(|| by_region(&self.names, &key)).or_else(short);
        self.full(found.flatten()).map_or(Meant::Unknown, Meant::Region)
    }

    /// What the unit of a cell is called: by the directory, or as it stands there.
    pub(super) fn name(&self, cell: &str) -> Text {
        let name = unit::clean(cell, &self.rows);
        match self.find(&name) {
            Meant::Unit(unit) | Meant::Region(unit) => unit,
            Meant::Unknown => Text::from(name),
        }
    }

    /// The unit that the name of a sheet, file or folder holds: the longest of its names that stands in it.
    pub(super) fn inside(&self, name: &str) -> Option<Text> {
        let key = word_key(name);
        let long = |name: &str| name.chars().count() >= SHORTEST_INSIDE;
        let inside =
            self.names.iter().filter(|(name, _)| **name == key || (long(name) && key.contains(&***name)));
        let longest =
            inside.max_by_key(|(name, _)| (name.chars().count(), std::cmp::Reverse(name.as_str())))?;
        self.full(*longest.1)
    }

    /// The unit whose name is most like this one, when any is.
    fn nearest(&self, name: &str) -> Option<Text> {
        let key = word_key(name);
        let ranked = self
            .names
            .iter()
            .filter_map(|(name, index)| Some((Pairs::of(&key).likeness(&Pairs::of(name)), name, (*index)?)));
        let best = ranked.filter(|(score, ..)| *score >= LEAST_ALIKE);
        let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
        best.and_then(|(_, _, index)| self.full(Some(index)))
    }

    /// What is said of names that the directory does not know: each with a unit that it may mean, the others
    /// in one sentence. Only fields that some figure compares with the directory are looked at.
    pub fn unknown(&self, normalized: &Normalized, kind: &Kind) -> Vec<Finding> {
        let (mut told, mut others, mut findings) = (BTreeSet::new(), Vec::new(), Vec::new());
        for (table, field) in compared(kind).into_iter().filter(|_| !self.fulls.is_empty()) {
            for (_, entry) in normalized.of_table(table) {
                let Some(name) = entry.text(field) else { continue };
                if !told.insert(name.clone()) || self.fulls.contains(name) {
                    continue;
                }
                let at = entry.origin(&normalized.heads, field);
                match (self.nearest(name), at) {
                    (Some(unit), Some(at)) => {
                        let what = Values::UnitUnknown { name: name.clone(), unit };
                        findings.push(Finding::new(Place::Cell(at), what));
                    }
                    _ => others.push(name.clone()),
                }
            }
        }
        if !others.is_empty() {
            findings.push(Finding::new(Place::Folder, Values::UnitsOutside { names: others }));
        }
        findings
    }
}

/// The official words of names of units with their first short form, the longest first.
fn short_words(kind: &Kind) -> Vec<(String, String)> {
    let rows = kind.vocabulary.list(lists::UNIT_WORDS).rows();
    let mut words: Vec<(String, String)> = Vec::new();
    for row in rows {
        let Some(short) = row.words("short").next() else { continue };
        let all = row.words("short").skip(1).chain([row.get("full")]);
        words.extend(all.map(|word| (word_key(word), word_key(short))));
    }
    words.sort_by_key(|(full, _)| std::cmp::Reverse(full.len()));
    words
}

/// The one unit whose name is this one with regions before it, or the other way round (县财政局 and XX省XX县财政局);
/// none inside when several are.
fn by_region(names: &HashMap<String, Option<usize>>, key: &str) -> Option<Option<usize>> {
    let fits = |name: &str| {
        let (long, short) = if name.len() > key.len() { (name, key) } else { (key, name) };
        long.strip_suffix(short).is_some_and(|prefix| is_region(prefix, short))
    };
    let hits = names.iter().filter(|(name, _)| fits(name));
    let hits: BTreeSet<Option<usize>> = hits.map(|(_, index)| *index).collect();
    hits.first().copied().filter(|_| hits.len() == 1)
}

/// Whether regions, and nothing else, stand before a name. `XX县财政局` may be short for itself without XX only.
fn is_region(prefix: &str, name: &str) -> bool {
    if name.chars().count() < SHORTEST_INSIDE || prefix.is_empty() {
        return false;
    }
    let level: String = prefix.chars().chain(name.chars().take(1)).collect();
    region::are_regions(prefix) || region::are_regions(&level)
}

/// The fields of other tables with which figures compare the directory, as table and field.
fn compared(kind: &Kind) -> BTreeSet<(usize, usize)> {
    let units = kind.table_for(TableRole::Units).map(|(_, rule)| rule.id.as_str());
    let of_units = kind.figures.iter().filter(|rule| rule.table.is_some() && rule.table.as_deref() == units);
    let filters = of_units.flat_map(|rule| &rule.filters).flat_map(Filter::single);
    let names = filters.flat_map(|filter| filter.seen_in.iter().chain(&filter.unseen_in));
    names.filter_map(|name| kind.field(name)).collect()
}

/// Whether the names of a table are the directory itself, and so not looked up in it.
pub(super) fn is_directory(rule: &TableRule) -> bool {
    rule.role == Some(TableRole::Units)
}

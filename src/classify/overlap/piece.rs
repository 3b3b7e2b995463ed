//! The tables of one kind on one sheet → one piece, with what tells it from others: unit, date, name, texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::edition::{Edition, Editions, day};
use super::{LISTS, has_cell};
use crate::kind::{FieldRole, Kind, TableRule};
use crate::model::entry::Entry;
use crate::model::origin::{Places, SheetId};
use crate::model::value::{Text, Value};
use crate::normalize::Normalized;
use crate::text::digest::Fnv;
use crate::text::fold::{sentence_key, word_key};
use crate::text::path::{folder, stem};
use crate::text::quick::{Quick, place};

/// The tables of one kind on one sheet.
pub(super) struct Piece {
    pub(super) table: usize,
    pub(super) sheet: SheetId,
    pub(super) entries: Vec<usize>,
    /// Those of its entries that count, by their index in the run's list.
    pub(super) items: Vec<usize>,
    /// The unit, when all entries are of one.
    pub(super) unit: Option<Text>,
    /// The latest date that an entry has; none when no entry has one.
    pub(super) date: Option<Date>,
    pub(super) file: String,
    /// Folder, file and sheet by name, without what copying and revising leave there.
    pub(super) base: String,
    /// Which edition the names say that it is.
    pub(super) edition: Edition,
    /// The day that the names of file and sheet tell, as year, month and day; what they do not tell is zero.
    pub(super) day: (u16, u16, u16),
    /// Whether it was taken out of counting.
    pub(super) gone: bool,
}

/// The fields of a table that tell whether two entries are one.
pub(super) struct Fields {
    /// What an entry says: the text that is split, else what identifies the table.
    said: Vec<usize>,
    unit: Option<usize>,
    /// Fields beside the unit in which two entries that are one do not differ.
    giver: Vec<usize>,
    date: Option<usize>,
}

impl Fields {
    pub(super) fn of(rule: &TableRule) -> Self {
        let field = |id: &String| rule.field(id);
        let subject = rule.split.as_ref().and_then(field);
        // On lists of problems the state changes from edition to edition.
        let first = rule.identify.first().and_then(|ids| ids.first()).filter(|_| rule.role == LISTS);
        let listed = first.and_then(field);
        let identify = || match listed {
            Some(problem) => vec![problem],
            None => rule.identify.iter().flatten().filter_map(field).collect(),
        };
        Fields {
            said: subject.map_or_else(identify, |subject| vec![subject]),
            unit: rule.at(FieldRole::Unit),
            giver: [FieldRole::Person, FieldRole::Channel].iter().filter_map(|role| rule.at(*role)).collect(),
            date: rule.event_date.as_ref().and_then(field),
        }
    }

    /// The digest of what an entry says: equal for two that say the same.
    fn said(&self, entry: &Entry) -> u64 {
        let said = |digest: Fnv, field: &usize| match entry.value(*field) {
            Some(Value::Text(text)) => digest.with_part(&sentence_key(text)),
            value => with_value(digest, value),
        };
        self.said.iter().fold(Fnv::default(), said).number()
    }

    /// The unit that a cell of the entry's row names.
    pub(super) fn own_unit<'e>(&self, entry: &'e Entry, normalized: &Normalized) -> Option<&'e Text> {
        let unit = self.unit?;
        let head = normalized.heads.get(entry.head as usize)?;
        entry.text(unit).filter(|_| has_cell(head, unit))
    }

    /// The unit of an entry, wherever it was taken from.
    pub(super) fn unit<'e>(&self, entry: &'e Entry) -> Option<&'e Text> {
        entry.text(self.unit?)
    }

    /// Whether two entries have different givers or channels; blank differs from nothing.
    pub(super) fn differ(&self, one: &Entry, other: &Entry) -> bool {
        self.giver.iter().any(|field| match (one.text(*field), other.text(*field)) {
            (Some(one), Some(other)) => one != other && word_key(one) != word_key(other),
            _ => false,
        })
    }

    /// Whether both entries are one event: what they say holds the same day.
    pub(super) fn same_event(&self, one: &Entry, other: &Entry) -> bool {
        let day = self.date.filter(|date| self.said.contains(date));
        day.is_some_and(|date| one.when(date).is_some() && one.when(date) == other.when(date))
    }

    /// Whether both entries have the same person.
    pub(super) fn same_person(&self, one: &Entry, other: &Entry) -> bool {
        let person =
            self.giver.first().and_then(|person| entry_text(one, *person).zip(entry_text(other, *person)));
        person.is_some_and(|(one, other)| one == other)
    }
}

/// A digest that goes on with a value; of equal values it is the same.
pub(super) fn with_value(digest: Fnv, value: Option<&Value>) -> Fnv {
    let part = |digest: Fnv, text: &Text| digest.with_part(text);
    match value {
        None => digest.with(&[0]),
        Some(Value::Text(text)) => part(digest.with(&[1]), text),
        Some(Value::Number(amount)) => {
            digest.with(&[2, amount.bound as u8]).with(&amount.number.to_bits().to_le_bytes())
        }
        Some(Value::Date(when)) => {
            let to = when.to.map(|to| to.to_string()).unwrap_or_default();
            digest.with(&[3, when.precision as u8]).with_part(&when.from.to_string()).with_part(&to)
        }
        Some(Value::List(texts)) => texts.iter().fold(digest.with(&[4]), part),
        Some(Value::Flag(flag)) => digest.with(&[5, u8::from(*flag)]),
    }
}

/// What every entry says, by its index.
pub(super) fn said(normalized: &Normalized, kind: &Kind) -> Vec<u64> {
    let fields: Vec<Fields> = kind.tables.iter().map(Fields::of).collect();
    let entries = normalized.entries.par_iter();
    let said = entries.map_init(Quick::default, |known: &mut Quick<(usize, usize), u64>, entry| {
        let Some((table, fields)) = normalized.table_of(entry).and_then(|at| Some((at, fields.get(at)?)))
        else {
            return 0;
        };
        match fields.said[..] {
            // Most texts are those of another entry as well, and share its memory.
            [field] if entry.text(field).is_some_and(|text| Arc::strong_count(text) > 1) => {
                let key = (table, entry.text(field).map_or(0, place));
                *known.entry(key).or_insert_with(|| fields.said(entry))
            }
            _ => fields.said(entry),
        }
    });
    said.collect()
}

fn entry_text(entry: &Entry, field: usize) -> Option<String> {
    entry.text(field).map(|text| word_key(text))
}

/// The pieces in the order of the input, those without an entry left out.
pub(super) fn pieces(normalized: &Normalized, kind: &Kind, places: &Places) -> Vec<Piece> {
    let editions = Editions::of(kind);
    let mut pieces: BTreeMap<(SheetId, usize), Vec<usize>> = BTreeMap::new();
    for (index, entry) in normalized.entries.iter().enumerate() {
        if let Some(head) = normalized.heads.get(entry.head as usize) {
            pieces.entry((head.sheet, head.table)).or_default().push(index);
        }
    }
    let made = pieces.into_iter().filter_map(|((sheet, table), entries)| {
        let fields = Fields::of(kind.tables.get(table)?);
        let own = || entries.iter().filter_map(|index| normalized.entries.get(*index));
        let units: BTreeSet<Option<&Text>> = own().map(|entry| fields.unit(entry)).collect();
        let dates = own().filter_map(|entry| entry.when(fields.date?));
        let name = places.name(sheet);
        Some(Piece {
            table,
            sheet,
            items: entries
                .iter()
                .copied()
                .filter(|index| normalized.entries.get(*index).is_some_and(Entry::counts))
                .collect(),
            unit: units.first().copied().flatten().filter(|_| units.len() == 1).cloned(),
            date: dates.map(|when| when.last_day()).max(),
            base: base(&editions, &name.file, &name.sheet),
            edition: editions.edition(&name.file, &name.sheet),
            day: day(&name.file, &name.sheet),
            file: name.file.clone(),
            gone: false,
            entries,
        })
    });
    made.collect()
}

/// Names without the marks of copies and versions.
fn base(editions: &Editions, file: &str, sheet: &str) -> String {
    [folder(file), stem(file), sheet].map(|name| editions.bare(&word_key(name))).join("/")
}

#[allow(clippy::unwrap_used)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{built_in, load};

    #[test]
    fn names_lose_the_marks_of_copies_and_versions() {
        let editions = Editions::of(&load("campaign", &built_in("campaign").unwrap()).unwrap());
        let base = |file: &str, sheet: &str| base(&editions, file, sheet);
        let plain = base("甲/征求意见汇总表.xlsx", "汇总");
        for name in [
            "征求意见汇总表(1)",
            "征求意见汇总表 - 副本",
            "征求意见汇总表最终版2",
            "征求意见汇总表（修改稿）(2)",
            "征求意见汇总表20220315",
        ] {
            assert_eq!(base(&format!("甲/{name}.xlsx"), "汇总"), plain, "{name}");
        }
        assert_ne!(base("甲/征求意见表1.xlsx", "汇总"), base("甲/征求意见表2.xlsx", "汇总"));
    }
}

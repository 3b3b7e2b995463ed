//! The headers of a row → whether they are enough for a table, before any value is looked at.

use std::collections::BTreeSet;

use super::assign::is_about;
use super::block::Column;
use super::judge::{Hearing, Judge, Strictness};
use super::lexicon::Match;

impl Judge<'_> {
    /// Whether the headers alone allow a table.
    pub(super) fn may_be(&self, table: usize, hearing: &Hearing) -> bool {
        let (Some(rule), Some(matches)) = (self.kind.tables.get(table), hearing.matches.get(table)) else {
            return false;
        };
        let fields: BTreeSet<usize> = matches.iter().flatten().map(|found| found.field).collect();
        // What the table is about may be guessed by its values then.
        let spare = |field: usize| {
            let about = rule.fields.get(field).is_some_and(|field| is_about(rule, field));
            hearing.strictness.is_guess() && about
        };
        let akin = self.akin_fields(table, hearing);
        let has = |id: &String| {
            rule.field(id)
                .is_some_and(|field| fields.contains(&field) || spare(field) || akin.contains(&field))
        };
        self.identified(rule, hearing, has)
    }

    /// Whether so many headers are known that the row can be a header: of this table at least two, with those of
    /// other tables and those that no table wants most of them. A sparse one must not read like a form, in which
    /// every known label is followed by a value.
    pub(super) fn enough_known(&self, table: usize, hearing: &Hearing) -> bool {
        let Some(own) = hearing.matches.get(table) else { return false };
        // A text that is merged over several columns is one header.
        let named = hearing.columns.iter().zip(own).filter(|(_, found)| !found.is_empty());
        let known = named.map(|(column, _)| &column.path).collect::<BTreeSet<_>>().len();
        let all = own.len() + hearing.strange;
        let akin = self.akin_columns(table, hearing);
        let guessed = |index: usize| akin.contains(&index);
        if hearing.strictness == Strictness::Sparse {
            let neighbours = own.windows(2).any(|pair| pair.iter().all(|found| !found.is_empty()));
            return known >= 3 && known * 5 >= all && neighbours;
        }
        let reads = |(index, column): (usize, &&Column)| {
            let of_any = hearing.matches.iter().filter_map(|matches| matches.get(index)?.first());
            let any =
                of_any.into_iter().any(Match::is_sure) || own.get(index).is_some_and(|own| !own.is_empty());
            any || guessed(index) || column.path.last().is_some_and(|text| self.lexicons.is_headerlike(text))
        };
        let headers = hearing.columns.iter().enumerate().filter(|column| reads((column.0, column.1))).count();
        known + akin.len() >= 2 && headers * 2 > all
    }
}

//! A table that is named and well known but for what it is about → the one column that can be that, by its values.

use super::assign::{Assigned, is_about};
use super::block::Column;
use super::judge::{Hearing, Judge};
use super::lexicon::{Fit, Level, Match, Rank};
use super::profile::Profile;
use crate::kind::{FieldType, TableRole, TableRule};

/// So many columns with values must plainly be fields of the table; of a list of people, whose names look like nothing
/// else, so many.
const KNOWN: usize = 3;
const KNOWN_OF_PEOPLE: usize = 2;

impl Judge<'_> {
    /// The column that is taken for what a table is about, when nothing else is missing and no other column could be:
    /// 违规事实 between 责任单位 and 整改时限 of a 整改台账. It is a guess, and told.
    pub(super) fn guess(
        &self,
        table: usize,
        hearing: &Hearing,
        assigned: &Assigned,
    ) -> Option<(usize, Match)> {
        let rule = self.kind.tables.get(table)?;
        let field = missing(rule, assigned)?;
        let people = rule.fields.get(field).is_some_and(|field| field.kind == FieldType::Person);
        let filled = |column: usize| hearing.profiles.get(column).is_some_and(|profile| !profile.is_blank());
        let known = assigned.by.iter().enumerate().filter(|(column, by)| filled(*column) && by.is_some());
        let enough = known.count() >= if people { KNOWN_OF_PEOPLE } else { KNOWN };
        // A name among the headers is the value of a label beside it: a form.
        let form =
            hearing.columns.iter().filter_map(|header| header.path.last()).any(|text| self.is_name(text));
        let own = hearing.matches.get(table)?;
        let can_be = |column: &usize| {
            let free = assigned.by.get(*column).is_some_and(Option::is_none);
            let text = hearing.columns.get(*column).and_then(|header| header.path.last());
            let unknown = own.get(*column).is_some_and(Vec::is_empty)
                && self.names_of(*column, hearing).next().is_none()
                && text.is_some_and(|text| !text.is_empty() && !self.lexicons.is_headerlike(text));
            let fits = if people { Profile::is_names } else { Profile::is_prose };
            free && unknown && hearing.profiles.get(*column).is_some_and(fits)
        };
        let mut columns = (0..hearing.columns.len()).filter(can_be);
        let column = columns.next().filter(|_| enough && !form && columns.next().is_none())?;
        let rank = Rank { fit: Fit::Weak, level: Level::Child, place: 0 };
        Some((column, Match { field, rank, part: false }))
    }

    /// Another table of opinions or problems that is about what a column surely names.
    pub(super) fn subject_of<'s>(&'s self, table: usize, column: &Column) -> Option<&'s TableRule> {
        let said = |rule: &TableRule| matches!(rule.role, Some(TableRole::Opinions | TableRole::Problems));
        let others = self.kind.tables.iter().enumerate().filter(|(at, rule)| *at != table && said(rule));
        let about = |(at, rule): (usize, &'s TableRule)| {
            let found = self.lexicons.find(at, &column.path).into_iter().next().filter(Match::is_sure)?;
            let field = rule.fields.get(found.field)?;
            is_about(rule, field).then_some((found.rank, std::cmp::Reverse(at), rule))
        };
        others.filter_map(about).max_by_key(|(rank, at, _)| (*rank, *at)).map(|(.., rule)| rule)
    }

    /// The ids of the fields that a column surely names, over all tables.
    pub(super) fn names_of<'s>(
        &'s self,
        column: usize,
        hearing: &'s Hearing,
    ) -> impl Iterator<Item = &'s str> {
        let tables = self.kind.tables.iter().zip(&hearing.matches);
        tables.filter_map(move |(rule, matches)| {
            let found = matches.get(column)?.first().filter(|found| found.is_sure())?;
            rule.fields.get(found.field).map(|field| field.id.as_str())
        })
    }

    fn is_name(&self, text: &str) -> bool {
        let surnames = &self.common().values.surnames;
        let first = text.chars().next();
        (2..=3).contains(&text.chars().count())
            && !self.lexicons.knows(text)
            && first.is_some_and(|first| surnames.iter().any(|names| names.contains(first)))
    }
}

/// The field of texts or names that alone is missing of what identifies a table.
fn missing(rule: &TableRule, assigned: &Assigned) -> Option<usize> {
    let has = |id: &String| rule.field(id).is_some_and(|field| assigned.of(field).is_some());
    let mut lacking = rule.identify.iter().filter(|any| !any.iter().any(has));
    let [id] = lacking.next()?.as_slice() else { return None };
    let at = rule.field(id).filter(|_| lacking.next().is_none())?;
    let field = rule.fields.get(at)?;
    let told = matches!(field.kind, FieldType::Text | FieldType::Points | FieldType::Person);
    (told && is_about(rule, field)).then_some(at)
}

//! The columns that no rule of a table claims → the field that their last word names, where the values bear it out.

use std::collections::BTreeMap;

use super::assign::{Assigned, is_about};
use super::block::Column;
use super::lexicon::{Fit, Level, Lexicons, Match, Rank};
use super::profile::{Fits, Profile};
use crate::kind::{FieldType, Kind};

/// Gives each free field the column whose header ends with a word for it behind words that nobody knows (开启日期),
/// when its values are plainly of that kind. Of two such columns for one field neither is taken: it is not known
/// which.
pub(super) fn fill(
    table: usize,
    kind: &Kind,
    lexicons: &Lexicons,
    columns: &[&Column],
    profiles: &[Profile],
    assigned: &mut Assigned,
) {
    let Some(rule) = kind.tables.get(table).filter(|rule| !rule.ours) else { return };
    let mut named: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, (column, profile)) in columns.iter().zip(profiles).enumerate() {
        if !is_free(assigned, index) {
            continue;
        }
        let field = column.path.last().and_then(|text| lexicons.ended(table, text));
        let Some((index_of, field)) = field.and_then(|field| Some((field, rule.fields.get(field)?))) else {
            continue;
        };
        let told = profile.fits(field, kind, is_about(rule, field)) == Fits::Yes;
        if told && is_telling(field.kind) && assigned.fields.get(index_of) == Some(&None) {
            named.entry(index_of).or_default().push(index);
        }
    }
    for (field, columns) in named {
        let [column] = columns.as_slice() else { continue };
        let rank = Rank { fit: Fit::Tail, level: Level::Child, place: 0 };
        let found = Match { field, rank, part: false };
        assigned.fields.iter_mut().skip(field).take(1).for_each(|held| *held = Some(*column));
        assigned.by.iter_mut().skip(*column).take(1).for_each(|by| *by = Some(found));
    }
}

/// Whether nothing is known of a column, and nobody said anything of it.
fn is_free(assigned: &Assigned, column: usize) -> bool {
    let elsewhere = [&assigned.also, &assigned.twice, &assigned.misfits, &assigned.sensitive];
    assigned.by.get(column) == Some(&None)
        && !assigned.decided.contains(&column)
        && !elsewhere.into_iter().flatten().any(|(_, at)| *at == column)
}

/// Whether values of a type can be told from others. A short text may be anything, and numbers are of many things.
fn is_telling(kind: FieldType) -> bool {
    !matches!(kind, FieldType::Number | FieldType::List | FieldType::Lines)
}

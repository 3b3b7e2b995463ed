//! A header that names no field → the field that it comes nearest to, when its values fit and no column is that yet. It is a
//! guess, and told.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Assigned, is_about};
use super::block::Column;
use super::header::split_notes;
use super::judge::{Hearing, Judge, Strictness, Verdict};
use super::lexicon::{Fit, Level, Match, Rank};
use super::profile::Fits;
use crate::kind::{FieldRule, FieldType, TableRule};

/// Longest header that is guessed at, in characters.
const LONGEST: usize = 14;

/// So many characters at the end must be those of a name of the field; of names and dates, which are known by their values,
/// so many.
const ALIKE: usize = 2;
const ALIKE_BY_VALUES: usize = 1;

/// So many where the values say nothing.
const ALIKE_UNSAID: usize = 3;

/// So many characters may follow what a header begins with.
const LONGEST_MORE: usize = 4;

/// With what names of so many fields end says of none that it is this one.
const COMMON: usize = 3;

/// How often the names of one field must end so to those of the next.
const CLEAR: usize = 2;

/// A field that a header comes near to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Near {
    /// How many characters at the end are those of a name of it.
    alike: usize,
    /// How many of its names end so.
    names: usize,
    field: std::cmp::Reverse<usize>,
}

impl Match {
    /// Whether it is a guess by what the header comes nearest to.
    pub(super) fn is_akin(&self) -> bool {
        self.rank.fit == Fit::Akin
    }
}

impl Judge<'_> {
    /// The field of a table that a header comes nearest to.
    pub(super) fn nearest(&self, table: usize, column: &Column) -> Option<usize> {
        let named = self.lexicons.find(table, &column.path).first().map(|found| found.field);
        named.or_else(|| {
            let cleaned = column.path.last()?;
            let names = self.lexicons.names(table).filter(|(.., exact)| *exact);
            let names = names.map(|(name, field, _)| (alike(cleaned, name), field, name));
            // The first field and the first name of equals, so that the same header always gets the same answer.
            let best = names.max_by(|a, b| (a.0, b.1, b.2).cmp(&(b.0, a.1, a.2)));
            best.filter(|(alike, ..)| *alike >= ALIKE).map(|(_, field, _)| field)
        })
    }

    /// A verdict with the fields that columns are guessed to be.
    pub(super) fn filled(&self, mut verdict: Verdict, hearing: &Hearing) -> Verdict {
        let Some(rule) = self.kind.tables.get(verdict.table) else { return verdict };
        if !rule.ours && !verdict.decided {
            self.fill(verdict.table, rule, hearing, &mut verdict.assigned);
        }
        verdict
    }

    /// Gives free fields to the columns that come nearest to them.
    pub(super) fn fill(&self, table: usize, rule: &TableRule, hearing: &Hearing, assigned: &mut Assigned) {
        let headers: Vec<&str> =
            hearing.columns.iter().map(|column| column.path.last().map_or("", String::as_str)).collect();
        // What a platform wrote beside the answers is nothing of ours.
        let beside = self.lexicons.beside(&headers);
        let columns = (0..hearing.columns.len()).filter(|column| beside.get(*column) != Some(&true));
        let open = columns.filter(|column| is_open(assigned, *column));
        let mut found: Vec<(Near, usize)> =
            open.filter_map(|column| Some((self.near(table, rule, column, hearing)?, column))).collect();
        found.sort_by_key(|(near, column)| (std::cmp::Reverse(*near), *column));
        for (near, column) in found {
            let field = near.field.0;
            if assigned.fields.get(field) == Some(&None) {
                let rank = Rank { fit: Fit::Akin, level: Level::Child, place: 0 };
                assigned.give(column, Match { field, rank, part: false });
            }
        }
    }

    /// The one field that a column comes near to and that its values fit.
    fn near(&self, table: usize, rule: &TableRule, column: usize, hearing: &Hearing) -> Option<Near> {
        let text = hearing.columns.get(column)?.path.last()?;
        let profile = hearing.profiles.get(column).filter(|profile| !profile.is_blank())?;
        let guessing = hearing.strictness == Strictness::Guessing;
        // A word that makes another thing of what it stands before (处理时间, 验收结果); a unit is one all the same, and of
        // dates there are many.
        let blocking = || self.common().headers.blocking.iter().any(|word| text.starts_with(word.as_str()));
        let blocked = |field: &FieldRule| {
            !guessing && (field.kind == FieldType::Date || (field.kind != FieldType::Unit && blocking()))
        };
        let fits = |near: &Near| {
            let Some(field) = rule.fields.get(near.field.0) else { return false };
            let by_values = guessing && matches!(field.kind, FieldType::Person | FieldType::Date);
            let least = if by_values { ALIKE_BY_VALUES } else { ALIKE };
            let enough = near.alike >= least && !blocked(field);
            enough
                && match profile.fits(field, self.kind, is_about(rule, field)) {
                    Fits::Yes => true,
                    Fits::Unsaid => near.alike >= if guessing { ALIKE } else { ALIKE_UNSAID },
                    _ => false,
                }
        };
        // What it surely is in another table is no other thing in this one.
        let ids: BTreeSet<&str> = self.names_of(column, hearing).collect();
        let same = |near: &Near| {
            let id = rule.fields.get(near.field.0).map(|field| field.id.as_str());
            guessing || ids.is_empty() || id.is_some_and(|id| ids.contains(id))
        };
        let all = self.all_near(table, text);
        let most = all.iter().map(|near| near.alike).max().unwrap_or_default();
        // What half of all fields end with says nothing (名称, 情况).
        if !guessing && all.iter().filter(|near| near.alike == most).count() >= COMMON {
            return None;
        }
        let mut near: Vec<Near> = all.into_iter().filter(fits).collect();
        if near.is_empty() {
            near.extend(self.begun(table, text).into_iter().filter(fits));
        }
        near.sort_by_key(|near| std::cmp::Reverse(*near));
        let best = near.first().copied()?;
        let clear = |next: &Near| best.alike > next.alike || best.names >= CLEAR * next.names;
        near.get(1).is_none_or(clear).then_some(best).filter(same)
    }

    /// The fields that what a header begins with surely names, where more is said of it (走访情况说明).
    fn begun(&self, table: usize, text: &str) -> Vec<Near> {
        if self.lexicons.is_headerlike(text) {
            return Vec::new();
        }
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(ALIKE + 1).collect();
        let begins = ends.into_iter().rev().take(LONGEST_MORE).filter_map(|at| text.get(..at));
        let found = begins.map(|begin| self.lexicons.find(table, &[begin.to_owned()]));
        let found = found.map(|found| found.into_iter().filter(Match::is_sure).collect::<Vec<Match>>());
        let found = found.filter(|found| !found.is_empty()).take(1).flatten();
        found.map(|found| Near { alike: ALIKE, names: 1, field: std::cmp::Reverse(found.field) }).collect()
    }

    /// The fields of a table of which names end as a header does.
    fn all_near(&self, table: usize, text: &str) -> Vec<Near> {
        let bare = split_notes(text).0;
        if bare.chars().count() > LONGEST || bare.is_empty() || self.lexicons.is_headerlike(&bare) {
            return Vec::new();
        }
        let mut fields: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (name, field, _) in self.lexicons.names(table) {
            let alike = alike(&bare, name);
            let (most, names) = fields.entry(field).or_default();
            match alike.cmp(most) {
                std::cmp::Ordering::Greater => (*most, *names) = (alike, 1),
                std::cmp::Ordering::Equal => *names += 1,
                std::cmp::Ordering::Less => {}
            }
        }
        let near = fields.into_iter().filter(|(_, (alike, _))| *alike > 0);
        near.map(|(field, (alike, names))| Near { alike, names, field: std::cmp::Reverse(field) }).collect()
    }

    /// The columns that name nothing of a table and come near to something, where that is enough.
    pub(super) fn akin_columns(&self, table: usize, hearing: &Hearing) -> BTreeSet<usize> {
        let own = hearing.matches.get(table).map(Vec::as_slice).unwrap_or_default();
        let unknown = own.iter().enumerate().filter(|(_, found)| found.is_empty()).map(|(column, _)| column);
        let guessing = hearing.strictness == Strictness::Guessing;
        unknown.filter(|column| guessing && !self.akin_of(table, *column, hearing).is_empty()).collect()
    }

    /// The fields that the columns which name nothing of a table come near to, where that is enough.
    pub(super) fn akin_fields(&self, table: usize, hearing: &Hearing) -> BTreeSet<usize> {
        let columns = self.akin_columns(table, hearing);
        columns.into_iter().flat_map(|column| self.akin_of(table, column, hearing)).collect()
    }

    fn akin_of(&self, table: usize, column: usize, hearing: &Hearing) -> Vec<usize> {
        let text = hearing.columns.get(column).and_then(|column| column.path.last());
        let near = text.map(|text| self.all_near(table, text)).unwrap_or_default();
        near.into_iter().map(|near| near.field.0).collect()
    }
}

/// Whether a column is nothing yet, and nothing was said of it.
fn is_open(assigned: &Assigned, column: usize) -> bool {
    let told = [&assigned.also, &assigned.twice, &assigned.misfits, &assigned.sensitive];
    assigned.by.get(column).is_some_and(Option::is_none)
        && !assigned.decided.contains(&column)
        && !told.iter().any(|some| some.iter().any(|(_, at)| *at == column))
}

/// How many characters at their ends two texts share.
fn alike(text: &str, name: &str) -> usize {
    text.chars().rev().zip(name.chars().rev()).take_while(|(a, b)| a == b).count()
}

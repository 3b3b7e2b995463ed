//! What the columns of a header may be → one column for each field, each column for one field.

use super::lexicon::{Level, Match};
use super::profile::{Fits, Profile};
use crate::kind::{FieldRole, FieldRule, Kind, TableRule};

/// Which column of a header holds which field of a table.
#[derive(Debug, Default)]
pub(super) struct Assigned {
    /// For each field of the table the column that holds it, as an index into the header's columns.
    pub fields: Vec<Option<usize>>,
    /// For each column by what it was taken.
    pub by: Vec<Option<Match>>,
    /// Columns that hold a part of a field beside the column that it has: (field, index of the column).
    pub also: Vec<(usize, usize)>,
    /// Columns that name a field which another column names better: (field, index of the column).
    pub twice: Vec<(usize, usize)>,
    /// Columns that name a field which their values do not fit: (field, index of the column).
    pub misfits: Vec<(usize, usize)>,
    /// Columns of telephone numbers and the like that name a field.
    pub sensitive: Vec<(usize, usize)>,
    /// Columns of which somebody said what field they are.
    pub decided: Vec<usize>,
}

impl Assigned {
    /// Gives a free field to a free column.
    pub(super) fn give(&mut self, column: usize, found: Match) {
        self.fields.iter_mut().skip(found.field).take(1).for_each(|slot| *slot = Some(column));
        self.by.iter_mut().skip(column).take(1).for_each(|by| *by = Some(found));
    }

    /// The match by which the column of a field was found; `None` where no column holds it.
    pub(super) fn of(&self, field: usize) -> Option<Match> {
        let column = self.fields.get(field).copied().flatten()?;
        self.by.get(column).copied().flatten()
    }
}

/// Gives each field the column that names it best (of equals the first), as far as the values fit. Others that
/// claim it name it twice.
pub(super) fn assign(
    rule: &TableRule,
    kind: &Kind,
    matches: &[Vec<Match>],
    profiles: &[Profile],
) -> Assigned {
    let mut assigned = Assigned {
        fields: vec![None; rule.fields.len()],
        by: vec![None; matches.len()],
        ..Assigned::default()
    };
    let mut claims: Vec<(usize, Match, bool)> = Vec::new();
    let named = |ids: &[String]| {
        let fields: Vec<usize> = ids.iter().filter_map(|id| rule.field(id)).collect();
        matches.iter().flatten().any(|found| !found.is_weak() && fields.contains(&found.field))
    };
    let decided = matches.iter().enumerate().filter(|(_, found)| found.iter().any(Match::is_decided));
    assigned.decided = decided.map(|(column, _)| column).collect();
    for (column, found) in matches.iter().enumerate() {
        for (place, found) in found.iter().enumerate() {
            let fits = fits(rule, kind, found, profiles.get(column));
            let beside =
                rule.fields.get(found.field).map(|field| field.beside.as_slice()).unwrap_or_default();
            let allowed = match (found.is_weak(), beside.is_empty()) {
                (false, _) => true,
                (true, true) => fits == Fits::Yes,
                (true, false) => named(beside),
            };
            match fits {
                Fits::Yes | Fits::Unsaid if allowed => claims.push((column, *found, fits == Fits::Yes)),
                Fits::No if place == 0 && found.is_sure() => assigned.misfits.push((found.field, column)),
                Fits::Sensitive if place == 0 && found.claims() => {
                    assigned.sensitive.push((found.field, column))
                }
                _ => {}
            }
        }
    }
    give_way(&mut claims, profiles);
    // A header that is understood by the one above it only comes last (合计 under 参加人数 before 会员).
    let own = |found: &Match| found.rank.level > Level::Parent;
    claims.sort_by_key(|(column, found, spoken)| {
        (std::cmp::Reverse((own(found), found.rank, *spoken)), *column)
    });
    for (column, found, _) in &claims {
        let free = assigned.by.get(*column).is_some_and(Option::is_none);
        let (Some(slot), true) = (assigned.fields.get_mut(found.field), free) else { continue };
        if slot.is_none() {
            *slot = Some(*column);
            assigned.by.iter_mut().skip(*column).take(1).for_each(|by| *by = Some(*found));
        }
    }
    make_room(&mut assigned, &claims);
    put_ahead(rule, profiles, &mut assigned, &claims);
    assigned.also = parts(&assigned, &claims);
    let best = |column: usize| claims.iter().find(|(at, ..)| *at == column).map(|(_, found, _)| *found);
    let part = |column: &usize| assigned.also.iter().any(|(_, also)| also == column);
    let left = (0..matches.len()).filter(|column| assigned.by.get(*column).is_some_and(Option::is_none));
    let left = left.filter(|column| !part(column));
    let left =
        left.filter_map(|column| best(column).filter(Match::claims).map(|found| (found.field, column)));
    assigned.twice = left.collect();
    assigned
}

/// A column without a value leaves the field that it names to one with values that names it as plainly as need be (提交人,
/// which nobody filled in, beside 您的姓名).
fn give_way(claims: &mut Vec<(usize, Match, bool)>, profiles: &[Profile]) {
    let blank = |column: usize| profiles.get(column).is_some_and(Profile::is_blank);
    let filled: Vec<(usize, Match, bool)> = claims.iter().filter(|claim| !blank(claim.0)).copied().collect();
    claims.retain(|(column, found, _)| {
        let named = |(_, other, _): &(usize, Match, bool)| other.field == found.field && other.is_sure();
        found.is_decided() || !blank(*column) || !filled.iter().any(named)
    });
}

/// Where a column plainly names a field that another column has, and that one may be another field that is free, it
/// becomes that (整改要求 beside 落实举措 is the 目标). A column with the field's own name stays.
fn make_room(assigned: &mut Assigned, claims: &[(usize, Match, bool)]) {
    for (column, found, _) in claims.iter().filter(|(_, found, _)| found.is_sure()) {
        let free = assigned.by.get(*column).is_some_and(Option::is_none);
        let Some(held) = assigned.fields.get(found.field).copied().flatten().filter(|_| free) else {
            continue;
        };
        let Some(holder) = assigned.by.get(held).copied().flatten() else { continue };
        if holder.is_own_name() || holder.is_decided() {
            continue;
        }
        let open = |(at, other, _): &&(usize, Match, bool)| {
            *at == held && other.field != found.field && assigned.fields.get(other.field) == Some(&None)
        };
        let shared = |field: usize| claims.iter().any(|(at, other, _)| at == column && other.field == field);
        let Some((_, other, _)) = claims.iter().find(open).filter(|(_, other, _)| !shared(other.field))
        else {
            continue;
        };
        for (field, at, by) in [(other.field, held, *other), (found.field, *column, *found)] {
            assigned.fields.iter_mut().skip(field).take(1).for_each(|slot| *slot = Some(at));
            assigned.by.iter_mut().skip(at).take(1).for_each(|known| *known = Some(by));
        }
    }
}

/// A column of what is over whose values are months without days is the date ahead instead, when no other column is that
/// (完成时间 2024年6月): nobody writes down that something was done in some month.
fn put_ahead(
    rule: &TableRule,
    profiles: &[Profile],
    assigned: &mut Assigned,
    claims: &[(usize, Match, bool)],
) {
    let past = rule.fields.iter().enumerate().filter(|(_, field)| field.past);
    for (field, _) in past {
        let Some(column) = assigned.fields.get(field).copied().flatten() else { continue };
        let by_month = profiles.get(column).is_some_and(Profile::is_by_month);
        let ahead = claims.iter().find(|(at, found, _)| {
            let other = rule.fields.get(found.field).filter(|other| !other.past);
            *at == column && other.is_some() && assigned.fields.get(found.field) == Some(&None)
        });
        let Some((_, found, _)) = ahead.filter(|_| by_month) else { continue };
        assigned.fields.iter_mut().skip(field).take(1).for_each(|held| *held = None);
        assigned.fields.iter_mut().skip(found.field).take(1).for_each(|held| *held = Some(column));
        assigned.by.iter_mut().skip(column).take(1).for_each(|by| *by = Some(*found));
    }
}

/// The further columns of a field whose own one holds a part of it only, as their values show.
fn parts(assigned: &Assigned, claims: &[(usize, Match, bool)]) -> Vec<(usize, usize)> {
    let free = |column: usize| assigned.by.get(column).is_some_and(Option::is_none);
    let open = |field: usize| assigned.of(field).is_some_and(|held| held.part);
    let parts = claims
        .iter()
        .filter(|(column, found, spoken)| found.part && *spoken && free(*column) && open(found.field));
    parts.map(|(column, found, _)| (found.field, *column)).collect()
}

/// Whether the values of a column fit the field that its header names. What our own forms hold is not looked into.
fn fits(rule: &TableRule, kind: &Kind, found: &Match, profile: Option<&Profile>) -> Fits {
    let (Some(profile), Some(field), false) = (profile, rule.fields.get(found.field), rule.ours) else {
        return if found.is_weak() { Fits::Yes } else { Fits::Unsaid };
    };
    match profile.fits(field, kind, is_about(rule, field)) {
        Fits::No if found.is_decided() => Fits::Unsaid,
        // 类别 over 区人大代表, 群众 says who gave an opinion.
        _ if field.role == Some(FieldRole::Aspect)
            && !found.is_decided()
            && profile.is_givers(&kind.common.values) =>
        {
            Fits::No
        }
        fits => fits,
    }
}

/// Whether a field is what its table is about.
pub(super) fn is_about(rule: &TableRule, field: &FieldRule) -> bool {
    let alone = rule.identify.iter().any(|any| matches!(any.as_slice(), [id] if *id == field.id));
    alone || rule.subject.as_ref() == Some(&field.id)
}

//! A table before its edits are carried out → whether all its rows are accounted for: each row of what was written, of what
//! stands and of what the workbooks give has one lot, goes only for a reason, and stands then as the edits leave it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Exhibited;
use super::decide::Line;
use super::rows::Row;
use crate::finding::DocumentFault as Fault;
use crate::model::annex::RowOf;
use crate::model::base::BaseRow;
use crate::model::place::{FreshRow, GivenRow, Listed, StandingRow};
use crate::model::revision::{Edit, Splice};
use crate::revise::account::{once, unaccounted};
use crate::revise::blocks::OBJECT;
use crate::revise::cell::applied;
use crate::text::fold::typed_key;

/// What becomes of a row: where each side has it, and how it will stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Lot {
    theirs: Option<StandingRow>,
    base: Option<GivenRow>,
    fresh: Option<FreshRow>,
    /// Its cells; none when it does not stand.
    stands: Option<Vec<String>>,
}

/// The rows that stand in their order, then those that do not.
pub(super) fn lots(lines: &[Line<'_>], rows: &[Row<'_>]) -> Vec<Lot> {
    let lot = |row: &Row<'_>, stands: Option<Vec<String>>| Lot {
        theirs: row.theirs.map(|(at, _)| at),
        base: row.base.map(|(at, _)| at),
        fresh: row.fresh.map(|(at, _)| at),
        stands,
    };
    let of = |row: &Row<'_>| (row.theirs.map(|(at, _)| at), row.base.map(|(at, _)| at));
    let standing: HashSet<_> =
        lines.iter().map(|line| (of(&line.row), line.row.fresh.map(|(at, _)| at))).collect();
    let is_left = |row: &&Row<'_>| !standing.contains(&(of(row), row.fresh.map(|(at, _)| at)));
    let stay = lines.iter().map(|line| lot(&line.row, Some(line.cells.clone())));
    stay.chain(rows.iter().filter(is_left).map(|row| lot(row, None))).collect()
}

/// The three sides of a table.
#[derive(Debug, Clone, Copy)]
pub(in crate::revise) struct Sides<'s> {
    pub(in crate::revise) base: &'s [BaseRow],
    pub(in crate::revise) theirs: &'s [Vec<String>],
    pub(in crate::revise) fresh: &'s [BaseRow],
}

/// Whether every row of the three sides has its place in the outcome, once. `edits`: those of the table.
///
/// # Errors
/// [`Fault::Unaccounted`] with the cells of a row that has not.
pub(in crate::revise) fn check(sides: Sides<'_>, outcome: &Exhibited, edits: &[&Edit]) -> Result<(), Fault> {
    if outcome.lots.is_empty() {
        // It stays as it is, or goes whole.
        return kept(sides, outcome, edits);
    }
    let lots = &outcome.lots;
    let given = Listed::<GivenRow, _>::of(sides.base);
    let stands = Listed::<StandingRow, _>::of(sides.theirs);
    let fresh = Listed::<FreshRow, _>::of(sides.fresh);
    all(given, lots.iter().filter_map(|lot| lot.base), &|row: &BaseRow| row.cells.join(" "))?;
    all(stands, lots.iter().filter_map(|lot| lot.theirs), &|row: &Vec<String>| row.join(" "))?;
    all(fresh, lots.iter().filter_map(|lot| lot.fresh), &|row: &BaseRow| row.cells.join(" "))?;
    for lot in lots {
        may_be(lot, sides)?;
    }
    carried_out(sides.theirs, lots, edits)?;
    kept_on(sides, lots, &outcome.rows)
}

/// A table about which nothing is decided row by row has no edits of rows, and the next base knows its rows.
fn kept(sides: Sides<'_>, outcome: &Exhibited, edits: &[&Edit]) -> Result<(), Fault> {
    let known = outcome.rows.len() == sides.base.len() || outcome.rows.len() == sides.fresh.len();
    match edits.is_empty() && (known || outcome.rows.is_empty()) {
        true => Ok(()),
        false => Err(told(sides.base.first().map(|row| row.cells.as_slice()).unwrap_or_default())),
    }
}

/// Whether all places of a list are there, each once.
fn all<A: crate::model::place::At, T>(
    list: Listed<'_, A, T>,
    places: impl Iterator<Item = A>,
    text: &dyn Fn(&T) -> String,
) -> Result<(), Fault> {
    let known = once(places, &|at| list.get(at).map(text))?;
    match list.all().find(|(at, _)| !known.contains(at)) {
        Some((_, row)) => Err(unaccounted(&text(row))),
        None if known.len() == list.iter().len() => Ok(()),
        None => Err(unaccounted("")),
    }
}

/// Whether a row may have this lot: only what the workbooks gave and have no more goes, and only without a person's
/// words in it; only what a person deleted stays away.
fn may_be(lot: &Lot, sides: Sides<'_>) -> Result<(), Fault> {
    let theirs = lot.theirs.and_then(|at| Listed::of(sides.theirs).get(at));
    let base = lot.base.and_then(|at| Listed::of(sides.base).get(at));
    let may_be = match (theirs, base, &lot.stands) {
        (Some(_), _, Some(_)) => true,
        (Some(cells), Some(base), None) => lot.fresh.is_none() && is_ours(cells, base),
        (None, Some(_), None) => true,
        (None, None, Some(_)) => lot.fresh.is_some(),
        (Some(_), None, None) | (None, Some(_), Some(_)) | (None, None, None) => false,
    };
    let cells = theirs.map(Vec::as_slice).or(base.map(|base| base.cells.as_slice()));
    if may_be { Ok(()) } else { Err(told(cells.unwrap_or_default())) }
}

/// Whether nothing stands in the cells but what was given, or stood when it was written, and numbers of rows.
fn is_ours(cells: &[String], base: &BaseRow) -> bool {
    let known: HashSet<String> =
        base.cells.iter().chain(base.stood().unwrap_or_default()).map(|cell| typed_key(cell)).collect();
    let is_number = |key: &str| key.chars().all(|c| c.is_ascii_digit());
    let has_object = cells.iter().any(|cell| cell.contains(OBJECT));
    !has_object && cells.iter().map(|cell| typed_key(cell)).all(|key| is_number(&key) || known.contains(&key))
}

/// Whether the edits leave the rows as it is said that they stand.
fn carried_out(theirs: &[Vec<String>], lots: &[Lot], edits: &[&Edit]) -> Result<(), Fault> {
    let said = lots.iter().filter_map(|lot| lot.stands.as_deref());
    let stands = after(theirs, edits)?;
    let mut stands = stands.iter().map(Vec::as_slice);
    for row in said {
        if stands.next() != Some(row) {
            return Err(told(row));
        }
    }
    stands.next().map_or(Ok(()), |row| Err(told(row)))
}

/// The rows of a table after edits of it.
fn after(theirs: &[Vec<String>], edits: &[&Edit]) -> Result<Vec<Vec<String>>, Fault> {
    let rows = Listed::<StandingRow, _>::of(theirs);
    let mut coming: HashMap<StandingRow, Vec<Result<StandingRow, &Vec<String>>>> = HashMap::new();
    let mut away: Vec<StandingRow> = Vec::new();
    let mut written: HashMap<StandingRow, Vec<(usize, &[Splice])>> = HashMap::new();
    for edit in edits {
        match edit {
            Edit::InsertRow { before, cells, .. } => coming.entry(*before).or_default().push(Err(cells)),
            Edit::MoveRow { row, before, .. } => {
                coming.entry(*before).or_default().push(Ok(*row));
                away.push(*row);
            }
            Edit::RemoveRow { row, .. } => away.push(*row),
            Edit::Rewrite { cell: Some((row, column)), splices, .. } => {
                written.entry(*row).or_default().push((*column, splices));
            }
            _ => {}
        }
    }
    let away = once(away.into_iter(), &|at| rows.get(at).map(|row| row.join(" ")))?;
    let stands = |at: StandingRow| -> Result<Vec<String>, Fault> {
        let mut cells = rows.get(at).cloned().ok_or(Fault::NoRow)?;
        for (column, splices) in written.get(&at).into_iter().flatten() {
            let cell = cells.get_mut(*column).ok_or(Fault::NoCell)?;
            *cell = applied(cell, splices);
        }
        Ok(cells)
    };
    let mut result = Vec::new();
    for at in rows.all().map(|(at, _)| at).chain([rows.end()]) {
        for row in coming.remove(&at).into_iter().flatten() {
            result.push(row.map_or_else(|cells| Ok(cells.clone()), stands)?);
        }
        if at != rows.end() && !away.contains(&at) {
            result.push(stands(at)?);
        }
    }
    if coming.is_empty() { Ok(result) } else { Err(Fault::NoRow) }
}

/// Whether the next base knows all that the workbooks give, and what it must not forget: what a person keeps or deleted.
fn kept_on(sides: Sides<'_>, lots: &[Lot], next: &[BaseRow]) -> Result<(), Fault> {
    let mut known: BTreeMap<(&RowOf, &[String]), usize> = BTreeMap::new();
    next.iter().for_each(|row| *known.entry((&row.of, row.cells.as_slice())).or_default() += 1);
    for row in sides.fresh {
        match known.get_mut(&(&row.of, row.cells.as_slice())) {
            Some(count) if *count > 0 => *count -= 1,
            _ => return Err(told(&row.cells)),
        }
    }
    let is_old = |lot: &&Lot| {
        lot.base.is_some() && lot.fresh.is_none() && (lot.stands.is_some() || lot.theirs.is_none())
    };
    match next.len() == sides.fresh.len() + lots.iter().filter(is_old).count() {
        true => Ok(()),
        false => Err(told(next.last().map(|row| row.cells.as_slice()).unwrap_or_default())),
    }
}

fn told(cells: &[String]) -> Fault {
    unaccounted(&cells.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::base::RowStood;
    use crate::model::place::TheirsAt;
    use crate::model::revision::Fate;

    fn cells(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    fn given(lines: &[&str]) -> Vec<BaseRow> {
        let row = |(at, line): (usize, &&str)| BaseRow {
            of: if at == 0 { RowOf::Header } else { RowOf::Entries(vec![(*line).to_owned()]) },
            cells: cells(line),
            stood: RowStood::AsGiven,
        };
        lines.iter().enumerate().map(row).collect()
    }

    fn lot(theirs: Option<usize>, base: Option<usize>, fresh: Option<usize>, stands: Option<&str>) -> Lot {
        Lot {
            theirs: theirs.map(StandingRow),
            base: base.map(GivenRow),
            fresh: fresh.map(FreshRow),
            stands: stands.map(cells),
        }
    }

    /// A revision in which a row goes, one comes, one moves, one is a person's, and one was deleted by a person.
    struct Revision {
        base: Vec<BaseRow>,
        theirs: Vec<Vec<String>>,
        fresh: Vec<BaseRow>,
        outcome: Exhibited,
        edits: Vec<Edit>,
    }

    fn right() -> Revision {
        let base = given(&["号|事", "1|甲", "2|乙", "3|丙", "4|丁"]);
        let theirs = ["号|事", "1|甲", "|自加", "2|乙", "3|丙"].map(cells).to_vec();
        let fresh = given(&["号|事", "1|丙", "2|甲", "3|戊", "4|丁"]);
        let at = TheirsAt(0);
        let row = |at: usize, column: usize, text: &str| Edit::Rewrite {
            at: TheirsAt(0),
            cell: Some((StandingRow(at), column)),
            splices: vec![Splice { range: 0..1, text: text.to_owned() }],
        };
        let edits = vec![
            row(4, 0, "1"),
            Edit::MoveRow { at, row: StandingRow(4), before: StandingRow(1) },
            row(1, 0, "2"),
            Edit::InsertRow { at, before: StandingRow(5), like: StandingRow(1), cells: cells("3|戊") },
            Edit::RemoveRow { at, row: StandingRow(3) },
        ];
        let lots = vec![
            lot(Some(0), Some(0), Some(0), Some("号|事")),
            lot(Some(4), Some(3), Some(1), Some("1|丙")),
            lot(Some(1), Some(1), Some(2), Some("2|甲")),
            lot(Some(2), None, None, Some("|自加")),
            lot(None, None, Some(3), Some("3|戊")),
            lot(Some(3), Some(2), None, None),
            lot(None, Some(4), Some(4), None),
        ];
        let mut rows = fresh.clone();
        rows[4].stood = RowStood::Gone;
        let outcome = Exhibited { lots, rows, fate: Some(Fate::Merged), ..Exhibited::default() };
        Revision { base, theirs, fresh, outcome, edits }
    }

    fn holds(revision: &Revision) -> bool {
        let sides = Sides { base: &revision.base, theirs: &revision.theirs, fresh: &revision.fresh };
        check(sides, &revision.outcome, &revision.edits.iter().collect::<Vec<_>>()).is_ok()
    }

    /// A way to break an account that holds.
    type Breaks = fn(&mut Revision);

    #[test]
    fn an_account_that_does_not_hold_refuses() {
        assert!(holds(&right()));
        let broken: [(&str, Breaks); 20] = [
            ("a row of theirs is forgotten", |r| drop(r.outcome.lots.remove(3))),
            ("a row of the base is forgotten", |r| r.outcome.lots[5].base = None),
            ("a deleted row is forgotten", |r| drop(r.outcome.lots.pop())),
            ("a fresh row is forgotten", |r| drop(r.outcome.lots.remove(4))),
            ("a fresh row stands twice", |r| r.outcome.lots[5].fresh = Some(FreshRow(1))),
            ("a row of theirs stands twice", |r| r.outcome.lots.push(r.outcome.lots[3].clone())),
            ("a row that there is not", |r| r.outcome.lots[6].base = Some(GivenRow(9))),
            ("what a person wrote goes", |r| r.outcome.lots[3].stands = None),
            ("what the workbooks give goes", |r| r.outcome.lots[2].stands = None),
            ("a row with a person's words goes", |r| r.theirs[3][1] = "乙，已核".to_owned()),
            ("a row with a footnote goes", |r| r.theirs[3][1].push(OBJECT)),
            ("a deleted row comes back", |r| r.outcome.lots[6].stands = Some(cells("4|丁"))),
            ("an edit is missing", |r| drop(r.edits.remove(2))),
            ("a row goes twice", |r| r.edits.push(r.edits[4].clone())),
            ("a row comes twice", |r| r.edits.push(r.edits[3].clone())),
            ("a row comes behind the table", |r| {
                r.edits[3] = Edit::InsertRow {
                    at: TheirsAt(0),
                    before: StandingRow(9),
                    like: StandingRow(1),
                    cells: cells("3|戊"),
                };
            }),
            ("rows stand in another order than said", |r| r.outcome.lots.swap(1, 2)),
            ("the next base forgets a fresh row", |r| r.outcome.rows[3] = r.outcome.rows[2].clone()),
            ("the next base forgets a deleted row", |r| drop(r.outcome.rows.pop())),
            ("a table that stays as it is has edits", |r| r.outcome.lots.clear()),
        ];
        for (what, breaks) in broken {
            let mut revision = right();
            breaks(&mut revision);
            assert!(!holds(&revision), "{what} passes");
        }
    }
}

//! The cells of a table as they were, stand and are fresh → the edits that renew what no person touched.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::revision::{Edit, Splice};

type Rows = [Vec<String>];

/// Larger pieces of two tables are not laid over each other row by row: their rows are taken in order.
const MOST_PAIRS: usize = 25_000_000;

/// What comes of three tables.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) edits: Vec<Edit>,
    /// The first row in which both changed a cell: theirs, fresh.
    pub(super) meet: Option<(String, String)>,
}

/// Lays the fresh rows over theirs.
pub(super) fn merge(was: &Rows, stands: &Rows, fresh: &Rows, at: usize) -> Merged {
    let stood = pairs(was, stands);
    let stand_of = |row: usize| stood.iter().find(|(a, _)| *a == row).map(|(_, b)| *b);
    let renewed = pairs(was, fresh);
    let mut merged = Merged::default();
    for (old, new) in &renewed {
        let Some(row) = stand_of(*old) else { continue };
        if let (Some(was), Some(stands), Some(fresh)) = (was.get(*old), stands.get(row), fresh.get(*new)) {
            merge_row(was, stands, fresh, (at, row), &mut merged);
        }
    }
    for old in (0..was.len()).filter(|old| !renewed.iter().any(|(a, _)| a == old)) {
        let untouched = stand_of(old)
            .filter(|row| was.get(old).zip(stands.get(*row)).is_some_and(|(a, b)| same_row(a, b)));
        merged.edits.extend(untouched.map(|row| Edit::RemoveRow { at, row }));
    }
    for new in (0..fresh.len()).filter(|new| !renewed.iter().any(|(_, b)| b == new)) {
        // Behind the row that it follows in the fresh table, as far as that one stands.
        let above = renewed.iter().rev().filter(|(_, b)| *b < new).find_map(|(a, _)| stand_of(*a));
        let before = above.map_or(1, |row| row + 1).min(stands.len());
        let like = above.filter(|row| *row > 0).unwrap_or(usize::from(stands.len() > 1));
        let cells = fresh.get(new).cloned().unwrap_or_default();
        merged.edits.push(Edit::InsertRow { at, before, like, cells });
    }
    merged
}

fn merge_row(
    was: &[String],
    stands: &[String],
    fresh: &[String],
    (at, row): (usize, usize),
    merged: &mut Merged,
) {
    for (column, ((was, stands), new)) in was.iter().zip(stands).zip(fresh).enumerate() {
        if bare(was) == bare(new) || bare(stands) == bare(new) {
            continue;
        }
        if bare(stands) == bare(was) {
            let range = 0..stands.chars().count();
            let splices = vec![Splice { range, text: new.clone() }];
            merged.edits.push(Edit::Rewrite { at, cell: Some((row, column)), splices });
        } else {
            merged.meet.get_or_insert_with(|| (stands.clone(), new.clone()));
        }
    }
}

/// Rows that belong together: the same ones in their order, and between those as many as there are on both sides.
fn pairs(one: &Rows, other: &Rows) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut from = (0, 0);
    let anchors = common(one, other);
    for (a, b) in anchors.into_iter().chain([(one.len(), other.len())]) {
        let (left, right) = (a - from.0, b - from.1);
        pairs.extend((0..left.min(right)).map(|step| (from.0 + step, from.1 + step)));
        if a < one.len() && b < other.len() {
            pairs.push((a, b));
        }
        from = (a + 1, b + 1);
    }
    pairs
}

/// The longest run of rows that two tables have in common, in order; a number in the first column does not count.
fn common(one: &Rows, other: &Rows) -> Vec<(usize, usize)> {
    let keys = |rows: &Rows| rows.iter().map(|row| key(row)).collect::<Vec<String>>();
    let (one, other) = (keys(one), keys(other));
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let left = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count().min(left);
    let (a, b) = (head..one.len() - tail, head..other.len() - tail);
    let mut common: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    common.extend(middle(&one, &other, a.clone(), b.clone()));
    common.extend((0..tail).map(|at| (a.end + at, b.end + at)));
    common
}

fn middle(one: &[String], other: &[String], a: Range<usize>, b: Range<usize>) -> Vec<(usize, usize)> {
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let width = b.len() + 1;
    let mut longest = vec![0u32; (a.len() + 1) * width];
    let same = |i: usize, j: usize| one.get(a.start + i) == other.get(b.start + j);
    let of = |longest: &[u32], i: usize, j: usize| longest.get(i * width + j).copied().unwrap_or(0);
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let length = if same(i, j) {
                of(&longest, i + 1, j + 1) + 1
            } else {
                of(&longest, i + 1, j).max(of(&longest, i, j + 1))
            };
            if let Some(place) = longest.get_mut(i * width + j) {
                *place = length;
            }
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if same(i, j) {
            found.push((a.start + i, b.start + j));
            (i, j) = (i + 1, j + 1);
        } else if of(&longest, i + 1, j) >= of(&longest, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

fn key(row: &[String]) -> String {
    let numbered = row.first().is_some_and(|cell| bare(cell).chars().all(|c| c.is_ascii_digit()));
    let told = row.iter().skip(usize::from(numbered && row.len() > 1));
    told.map(|cell| bare(cell) + "\t").collect()
}

/// A text without white space, which editors add and take away.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn same_row(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| bare(a) == bare(b))
}

/// Whether two tables say the same.
pub(super) fn same(one: &Rows, other: &Rows) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same_row(a, b))
}

/// The share of the cells of a table that stand in another one.
pub(super) fn likeness(stands: &Rows, was: &Rows) -> f64 {
    let there: HashSet<String> = stands.iter().flatten().map(|cell| bare(cell)).collect();
    let all = was.iter().flatten().filter(|cell| !cell.is_empty());
    let (found, count) = all
        .fold((0, 0), |(found, count), cell| (found + usize::from(there.contains(&bare(cell))), count + 1));
    if count == 0 { 0.0 } else { f64::from(found as u32) / f64::from(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect()
    }

    /// The table after the edits.
    fn done(was: &[&str], stands: &[&str], fresh: &[&str]) -> Vec<String> {
        let mut stands = table(stands);
        let merged = merge(&table(was), &stands.clone(), &table(fresh), 0);
        let mut out: Vec<Option<Vec<String>>> = Vec::new();
        for edit in &merged.edits {
            if let Edit::Rewrite { cell: Some((row, column)), splices, .. } = edit {
                stands[*row][*column] = splices[0].text.clone();
            }
        }
        for row in 0..=stands.len() {
            for edit in &merged.edits {
                match edit {
                    Edit::InsertRow { before, cells, .. } if *before == row => out.push(Some(cells.clone())),
                    _ => {}
                }
            }
            let removed =
                merged.edits.iter().any(|edit| matches!(edit, Edit::RemoveRow { row: at, .. } if *at == row));
            out.extend((!removed).then(|| stands.get(row).cloned()));
        }
        out.into_iter().flatten().map(|row| row.join("|")).collect()
    }

    #[test]
    fn what_nobody_touched_is_renewed() {
        let was = ["序号|意见|条数", "1|甲|3", "2|乙|4", "3|丙|5"];
        let fresh = ["序号|意见|条数", "1|甲|3", "2|丁|1", "3|乙|6", "4|丙|5"];
        assert_eq!(done(&was, &was, &fresh), fresh);
        let fewer = ["序号|意见|条数", "1|甲|3", "2|丙|5"];
        assert_eq!(done(&was, &was, &fewer), fewer);
    }

    #[test]
    fn what_a_person_changed_stays() {
        let was = ["序号|意见|条数", "1|甲|3", "2|乙|4"];
        let stands = ["序号|意见|条数", "1|甲（已答复）|3", "2|乙|4", "3|自己加的|1"];
        let fresh = ["序号|意见|条数", "1|甲|8", "2|乙|9"];
        let expected = ["序号|意见|条数", "1|甲（已答复）|8", "2|乙|9", "3|自己加的|1"];
        assert_eq!(done(&was, &stands, &fresh), expected);
    }

    #[test]
    fn where_both_changed_a_cell_theirs_stays_and_it_is_told() {
        let (was, stands, fresh) = (["项|数", "甲|3"], ["项|数", "甲|三"], ["项|数", "甲|5"]);
        assert_eq!(done(&was, &stands, &fresh), stands);
        let merged = merge(&table(&was), &table(&stands), &table(&fresh), 0);
        assert_eq!(merged.meet, Some(("三".into(), "5".into())));
    }
}

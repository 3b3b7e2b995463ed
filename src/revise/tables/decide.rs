//! The rows of a table with what each side has of them → the table as it will stand: each row goes with its entry, what
//! a person changed in it stays, and numbers and totals are those of the rows that stand.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::account::lots;
use super::columns::{BASE, Columns, FRESH, THEIRS};
use super::order::{Place, Seat, ordered, resting};
use super::rows::{Row, header, rows};
use super::{Exhibited, numbers, sums};
use crate::finding::Revised;
use crate::model::annex::{RowOf, Shows};
use crate::model::base::{BaseBlock, BaseRow, RowStood};
use crate::model::place::{FreshRow, StandingRow, TheirsAt};
use crate::model::revision::{Edit, Fate, Splice};
use crate::revise::blocks::OBJECT;
use crate::revise::cell::{Cell, applied, merged, replaced};
use crate::revise::words::Names;
use crate::text::fold::typed_key;

/// A row of a table as it will stand, with what is written into it.
#[derive(Debug, Clone, Default)]
pub(super) struct Line<'a> {
    pub(super) row: Row<'a>,
    /// Its cells, in the columns that stand.
    pub(super) cells: Vec<String>,
    /// What is written into each of them.
    pub(super) splices: BTreeMap<usize, Vec<Splice>>,
    /// Whether a person changed it since it was written.
    pub(super) is_touched: bool,
}

impl Line<'_> {
    /// Replaces the whole text of a cell, unless it says the same.
    pub(super) fn set(&mut self, at: usize, text: String) {
        let Some(cell) = self.cells.get_mut(at).filter(|cell| cell.replace(OBJECT, "") != text) else {
            return;
        };
        let stands = self.row.theirs.and_then(|(_, cells)| cells.get(at)).map_or("", String::as_str);
        let splices = replaced(stands, stands, &text);
        *cell = applied(stands, &splices);
        self.splices.insert(at, splices);
    }
}

/// Revises a table that nobody has pending changes in. Without a fresh one it stays as it is, if a person changed it.
pub(super) fn revise(
    at: TheirsAt,
    base: &BaseBlock,
    theirs: &[Vec<String>],
    fresh: Option<&BaseBlock>,
    names: &mut Names,
) -> Exhibited {
    let columns = Columns::of(base, header(base, theirs), fresh);
    let given: &[BaseRow] = fresh.map_or(&[], |fresh| &fresh.rows);
    let rows = rows(&columns, &base.rows, theirs, given);
    let mut table = Table { columns: &columns, notes: Vec::new(), yours: Vec::new(), findings: Vec::new() };
    if fresh.is_none() {
        return table.orphaned(&rows, base);
    }
    table.say_new_columns();
    rows.iter().for_each(|row| table.say_deleted(row));
    let lines: Vec<Line<'_>> = rows.iter().filter_map(|row| table.line(row, names)).collect();
    let (mut lines, is_moved) = in_order(lines);
    numbers::renumber(&columns, &mut lines, &rows);
    let broken = sums::broken(&columns, &lines, given);
    table.findings.extend(sums::rows_off(&lines, given).filter(|_| broken.is_empty()));
    table.findings.extend(broken);
    let edits = edits(at, &lines, &rows);
    let is_touched = is_moved || columns.are_changed() || is_touched(&rows, &lines);
    let fate = match (table.notes.is_empty(), is_touched, edits.is_empty()) {
        (false, ..) => Fate::Conflict,
        (true, true, true) => Fate::Kept,
        (true, true, false) => Fate::Merged,
        (true, false, true) => Fate::Same,
        (true, false, false) => Fate::Refreshed,
    };
    let lots = lots(&lines, &rows);
    let rows = next(&columns, &rows, &lines);
    let (note, yours) = (table.notes.join("；"), table.yours.join("；"));
    Exhibited { edits, fate: Some(fate), note, yours, findings: table.findings, rows, lots }
}

struct Table<'t> {
    columns: &'t Columns,
    /// What would stand where a person's words stay, and these.
    notes: Vec<String>,
    yours: Vec<String>,
    findings: Vec<Revised>,
}

impl Table<'_> {
    /// A row as it will stand; none when it does not.
    fn line<'a>(&mut self, row: &Row<'a>, names: &mut Names) -> Option<Line<'a>> {
        let Some((_, cells)) = row.theirs else {
            let (_, fresh) = row.fresh.filter(|_| row.base.is_none())?;
            return Some(Line { row: *row, cells: self.columns.in_theirs(&fresh.cells), ..Line::default() });
        };
        let mut line = Line { row: *row, cells: cells.to_vec(), ..Line::default() };
        self.write(&mut line, cells, names);
        if row.base.is_some() && row.fresh.is_none() {
            if !line.is_touched {
                return None;
            }
            self.findings.push(Revised::Orphan { text: self.unnumbered(cells) });
        }
        Some(line)
    }

    /// Writes what is fresh into a row that stands; the numbers of rows come later.
    fn write(&mut self, line: &mut Line<'_>, cells: &[String], names: &mut Names) {
        let Some((_, base)) = line.row.base else { return };
        // Where a person joined cells the columns are not known.
        let is_whole = cells.len() == self.columns.width;
        line.is_touched |= !is_whole;
        for column in &self.columns.list {
            let Some(at) = column.theirs else { continue };
            let Some(mine) = cells.get(at) else { continue };
            // What is no text (a footnote, a picture) is a person's.
            line.is_touched |= mine.contains(OBJECT);
            let Some(given) = column.base.and_then(|place| base.cells.get(place)) else {
                // What stands in a column of a person's own is his.
                line.is_touched |= !typed_key(mine).is_empty();
                continue;
            };
            if column.shows == Shows::Serial && base.of != RowOf::Header {
                continue;
            }
            line.is_touched |= typed_key(mine) != typed_key(given);
            let Some((_, fresh)) = line.row.fresh else { continue };
            let news = column.fresh.and_then(|at| fresh.cells.get(at)).cloned().unwrap_or_default();
            match merged(&Cell { given, mine, news: &news }, names).filter(|_| is_whole) {
                Some(splices) if splices.is_empty() => {}
                Some(splices) => {
                    line.cells.get_mut(at).into_iter().for_each(|cell| *cell = applied(mine, &splices));
                    line.splices.insert(at, splices);
                }
                None if typed_key(given) == typed_key(&news) => {}
                None => {
                    let of = format!("“{}”的“{}”：", self.subject(cells), column.title);
                    self.yours.push(format!("{of}{}", mine.replace(OBJECT, "")));
                    self.notes.push(of + &news);
                }
            }
        }
    }

    /// The words of a row without its number, which is another one after it was renewed.
    fn unnumbered(&self, cells: &[String]) -> String {
        let serials: Vec<usize> = self.columns.showing(Shows::Serial).map(|(_, at)| at).collect();
        let words = cells.iter().enumerate().filter(|(at, cell)| !serials.contains(at) && !cell.is_empty());
        words.map(|(_, cell)| cell.replace(OBJECT, "")).collect::<Vec<_>>().join(" ")
    }

    /// By what a row is told to the reader.
    fn subject<'c>(&self, cells: &'c [String]) -> &'c str {
        let subject = self.columns.showing(Shows::Subject).next().and_then(|(_, at)| cells.get(at));
        subject
            .filter(|cell| !cell.trim().is_empty())
            .or(cells.iter().max_by_key(|cell| cell.len()))
            .map_or("", String::as_str)
    }

    /// A row that a person deleted and that would read otherwise now.
    fn say_deleted(&mut self, row: &Row<'_>) {
        let (None, Some((_, base)), Some((_, fresh))) = (row.theirs, row.base, row.fresh) else { return };
        let was = self.columns.sight(&base.cells, BASE, FRESH);
        if was.key != self.columns.sight(&fresh.cells, FRESH, BASE).key {
            self.findings.push(Revised::Deleted { fresh: fresh.cells.join(" ") });
        }
    }

    /// Columns that the workbooks have and the document has not: where they go is for the person to say.
    fn say_new_columns(&mut self) {
        let new = self.columns.list.iter().filter(|column| column.theirs.is_none() && column.fresh.is_some());
        self.findings.extend(new.map(|column| Revised::NewColumn { column: column.title.clone() }));
    }

    /// A table that the workbooks have nothing for any more: it stays when a person changed it.
    fn orphaned(self, rows: &[Row<'_>], base: &BaseBlock) -> Exhibited {
        let stands: BTreeMap<_, _> =
            rows.iter().filter_map(|row| Some((row.base?.0, row.theirs?.1))).collect();
        let row = |(at, row): (usize, &BaseRow)| {
            let stood = match stands.get(&at.into()) {
                None => RowStood::Gone,
                Some(cells) if same(cells, &row.cells) => RowStood::AsGiven,
                Some(cells) => RowStood::Changed(cells.to_vec()),
            };
            BaseRow { stood, ..row.clone() }
        };
        let next: Vec<BaseRow> = base.rows.iter().enumerate().map(row).collect();
        let is_touched = next.iter().any(|row| row.stood != RowStood::AsGiven)
            || rows.iter().any(|row| row.base.is_none())
            || stands.values().copied().flatten().any(|cell| cell.contains(OBJECT));
        Exhibited { fate: is_touched.then_some(Fate::Orphan), rows: next, ..Exhibited::default() }
    }
}

fn same(one: &[String], other: &[String]) -> bool {
    let folded = |cells: &[String]| cells.iter().map(|cell| typed_key(cell)).collect::<Vec<_>>();
    folded(one) == folded(other)
}

/// Whether a person changed anything in the table.
fn is_touched(rows: &[Row<'_>], lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| line.is_touched)
        || rows.iter().any(|row| {
            row.theirs.is_some() != row.base.is_some() && (row.theirs.is_some() || row.base.is_some())
        })
}

/// The lines in the order in which they will stand, and whether a person had put some elsewhere.
fn in_order(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, bool) {
    let mut seats = Vec::new();
    let mut coming = Vec::new();
    let mut placed: BTreeMap<Place, Line<'_>> = BTreeMap::new();
    for line in lines {
        let Row { theirs, base, fresh } = line.row;
        match (theirs, fresh) {
            (Some((at, _)), _) => {
                let given = base.zip(fresh).map(|((base, _), (fresh, _))| (base, fresh));
                seats.push(Seat { at, given });
                placed.insert(Place::Stays(at), line);
            }
            (None, Some((at, _))) => {
                coming.push(at);
                placed.insert(Place::Comes(at), line);
            }
            (None, None) => {}
        }
    }
    let (places, is_moved) = ordered(&seats, &coming);
    (places.iter().filter_map(|place| placed.remove(place)).collect(), is_moved)
}

/// What is done to the document: cells, then rows that come, move and go.
fn edits(table: TheirsAt, lines: &[Line<'_>], rows: &[Row<'_>]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let places: Vec<Place> = lines.iter().filter_map(|line| place(&line.row)).collect();
    let resting: BTreeSet<StandingRow> = resting(&places).into_iter().collect();
    let standing = StandingRow(rows.iter().filter_map(|row| row.theirs).count());
    let entries = || lines.iter().filter(|line| line.row.is_entry()).filter_map(|line| line.row.theirs);
    // The header is no likeness of a row, if there is another.
    let mut like = entries().next().map_or(StandingRow(standing.0.saturating_sub(1)), |(at, _)| at);
    let mut before = standing;
    let mut likenesses = Vec::new();
    for line in lines {
        like = line.row.theirs.filter(|_| line.row.is_entry()).map_or(like, |(at, _)| at);
        likenesses.push(like);
    }
    for (line, like) in lines.iter().zip(likenesses).rev() {
        let Some((row, _)) = line.row.theirs else {
            edits.push(Edit::InsertRow { at: table, before, like, cells: line.cells.clone() });
            continue;
        };
        if resting.contains(&row) {
            before = row;
        } else {
            edits.push(Edit::MoveRow { at: table, row, before });
        }
        let cell = |(column, splices): (&usize, &Vec<Splice>)| Edit::Rewrite {
            at: table,
            cell: Some((row, *column)),
            splices: splices.clone(),
        };
        edits.extend(line.splices.iter().rev().map(cell));
    }
    edits.reverse();
    let stays: HashSet<StandingRow> = lines.iter().filter_map(|line| Some(line.row.theirs?.0)).collect();
    let leaving = rows.iter().filter_map(|row| row.theirs).filter(|(at, _)| !stays.contains(at));
    edits.extend(leaving.map(|(at, _)| Edit::RemoveRow { at: table, row: at }));
    edits
}

fn place(row: &Row<'_>) -> Option<Place> {
    let comes = || row.fresh.map(|(at, _)| Place::Comes(at));
    row.theirs.map(|(at, _)| Place::Stays(at)).or_else(comes)
}

/// The rows of the next base: those that the workbooks give, with how each stands; and those of the old base that a
/// person keeps or deleted, behind the row that they were given behind.
fn next(columns: &Columns, rows: &[Row<'_>], lines: &[Line<'_>]) -> Vec<BaseRow> {
    let stands: BTreeMap<Place, &Line<'_>> =
        lines.iter().filter_map(|line| Some((place(&line.row)?, line))).collect();
    let line = |row: &Row<'_>| place(row).and_then(|place| stands.get(&place)).copied();
    let mut next: Vec<(Option<FreshRow>, usize, BaseRow, Option<&Line<'_>>)> = Vec::new();
    let mut given: Vec<&Row<'_>> = rows.iter().filter(|row| row.base.is_some()).collect();
    given.sort_by_key(|row| row.base.map(|(at, _)| at));
    let mut behind = None;
    for row in given {
        behind = row.fresh.map(|(at, _)| at).or(behind);
        let line = line(row);
        let old = row.base.filter(|_| row.fresh.is_none() && (line.is_some() || row.theirs.is_none()));
        if let Some((at, base)) = old {
            let cells = columns.in_fresh(&base.cells, BASE);
            next.push((behind, at.0 + 1, BaseRow { cells, ..base.clone() }, line));
        }
    }
    let fresh = rows.iter().filter_map(|row| Some((row, row.fresh?)));
    next.extend(fresh.map(|(row, (at, fresh))| (Some(at), 0, fresh.clone(), line(row))));
    next.sort_by_key(|(behind, at, ..)| (*behind, *at));
    let mut place = 0;
    let stood = |(.., row, line): (_, _, BaseRow, Option<&Line<'_>>)| {
        place += usize::from(line.is_some_and(|line| numbers::of_line(columns, line).is_some()));
        stood(columns, row, line, place)
    };
    next.into_iter().map(stood).collect()
}

/// A row of the next base, with how it stands. It stands as given although it has the number of its place.
fn stood(columns: &Columns, row: BaseRow, line: Option<&Line<'_>>, place: usize) -> BaseRow {
    let Some(line) = line else { return BaseRow { stood: RowStood::Gone, ..row } };
    let given = columns.sight(&row.cells, FRESH, THEIRS).key;
    let number = numbers::of_line(columns, line);
    let as_given = columns.sight(&line.cells, THEIRS, FRESH).key == given;
    let stood = match as_given && number.is_none_or(|number| number == place) {
        true => RowStood::AsGiven,
        false => RowStood::Changed(columns.in_fresh(&line.cells, THEIRS)),
    };
    BaseRow { stood, ..row }
}

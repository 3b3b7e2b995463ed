//! The headers of a table as it was written, as it stands and as it would be now → which column is which.

use crate::model::annex::Shows;
use crate::model::base::{BaseBlock, BaseRow};
use crate::text::difference::equal;
use crate::text::fold::typed_key;

use super::pairs::Sight;

/// A column of the document, with what it was and is.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub(super) theirs: Option<usize>,
    pub(super) base: Option<usize>,
    pub(super) fresh: Option<usize>,
    pub(super) shows: Shows,
    pub(super) title: String,
}

/// Which side of a table is asked for a column: the place of the column there, if it has one.
pub(super) type At = fn(&Column) -> Option<usize>;
/// The place that a column had when the table was written.
pub(super) const BASE: At = |column| column.base;
/// The place that a column has in the document.
pub(super) const THEIRS: At = |column| column.theirs;
/// The place that a column has in the fresh report.
pub(super) const FRESH: At = |column| column.fresh;

/// All columns: those that stand, in their order, then those that the workbooks have besides.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) list: Vec<Column>,
    /// How many columns the table of the document has.
    pub(super) width: usize,
    /// How many columns the fresh table has.
    fresh: usize,
}

impl Columns {
    /// `header` is the row of the document that holds the headings.
    pub(super) fn of(base: &BaseBlock, header: &[String], fresh: Option<&BaseBlock>) -> Self {
        let first = |block: &BaseBlock| block.rows.first().map(|row| row.cells.clone()).unwrap_or_default();
        let stood = base.rows.first().and_then(BaseRow::stood).map(<[String]>::to_vec);
        let (given, news) = (first(base), fresh.map(first).unwrap_or_default());
        let to_base =
            same(&stood.filter(|stood| stood.len() == given.len()).unwrap_or_else(|| given.clone()), header);
        let to_fresh = same(&given, &news);
        let of = |pairs: &[(usize, usize)], at: usize| pairs.iter().find(|(_, y)| *y == at).map(|(x, _)| *x);
        let onward =
            |pairs: &[(usize, usize)], at: usize| pairs.iter().find(|(x, _)| *x == at).map(|(_, y)| *y);
        let shows = |base_at: Option<usize>, fresh_at: Option<usize>| {
            let now = fresh.zip(fresh_at).and_then(|(fresh, at)| fresh.columns.get(at));
            now.or(base_at.and_then(|at| base.columns.get(at))).copied().unwrap_or_default()
        };
        let mut list: Vec<Column> = Vec::new();
        for (at, title) in header.iter().enumerate() {
            let base = of(&to_base, at);
            let fresh = base.and_then(|base| onward(&to_fresh, base));
            list.push(Column {
                theirs: Some(at),
                base,
                fresh,
                shows: shows(base, fresh),
                title: title.clone(),
            });
        }
        for (at, title) in news.iter().enumerate() {
            if list.iter().all(|column| column.fresh != Some(at)) {
                let base = of(&to_fresh, at);
                let shows = shows(base, Some(at));
                list.push(Column { theirs: None, base, fresh: Some(at), shows, title: title.clone() });
            }
        }
        Columns { list, width: header.len(), fresh: news.len() }
    }

    /// A row as it is compared with those of another table: its cells by `place`, those that also the other has by
    /// `beside`.
    pub(super) fn sight(&self, cells: &[String], place: At, beside: At) -> Sight {
        let mut sight = Sight::default();
        let compared =
            self.list.iter().filter(|column| column.shows != Shows::Serial && beside(column).is_some());
        for column in compared {
            let Some(cell) = place(column).and_then(|at| cells.get(at)) else { continue };
            let key = typed_key(cell);
            if column.shows == Shows::Subject {
                sight.subject.clone_from(&key);
            }
            sight.key += &key;
            sight.key.push('\t');
        }
        sight
    }

    /// A row as it was given, or stands, in the columns that the workbooks have now.
    pub(super) fn in_fresh(&self, cells: &[String], place: At) -> Vec<String> {
        let column = |at: usize| self.list.iter().find(|column| column.fresh == Some(at));
        let cell = |at: usize| column(at).and_then(place).and_then(|at| cells.get(at)).cloned();
        (0..self.fresh).map(|at| cell(at).unwrap_or_default()).collect()
    }

    /// A row of the workbooks in the columns that stand.
    pub(super) fn in_theirs(&self, cells: &[String]) -> Vec<String> {
        let standing = self.list.iter().filter(|column| column.theirs.is_some());
        standing
            .map(|column| column.fresh.and_then(|at| cells.get(at)).cloned().unwrap_or_default())
            .collect()
    }

    /// Whether a person added, took away or moved columns.
    pub(super) fn are_changed(&self) -> bool {
        let standing = self.list.iter().filter(|column| column.theirs.is_some());
        let bases: Vec<Option<usize>> = standing.map(|column| column.base).collect();
        let lost = self.list.iter().any(|column| column.theirs.is_none() && column.base.is_some());
        lost || bases.iter().any(Option::is_none) || !bases.is_sorted()
    }

    /// The columns of the document that show something.
    pub(super) fn showing(&self, shows: Shows) -> impl Iterator<Item = (&Column, usize)> {
        self.list.iter().filter(move |column| column.shows == shows).filter_map(|c| Some((c, c.theirs?)))
    }
}

/// Which headings are the same: equal ones in order, then wherever they stand, then those left in one place; of as many
/// columns all that are left.
fn same(one: &[String], other: &[String]) -> Vec<(usize, usize)> {
    let keys = |titles: &[String]| titles.iter().map(|title| typed_key(title)).collect::<Vec<_>>();
    let (left, right) = (keys(one), keys(other));
    let mut pairs = equal(&left, &right);
    let open = |pairs: &[(usize, usize)]| {
        let x = (0..left.len()).filter(|x| pairs.iter().all(|(known, _)| known != x)).collect::<Vec<_>>();
        let y = (0..right.len()).filter(|y| pairs.iter().all(|(_, known)| known != y)).collect::<Vec<_>>();
        (x, y)
    };
    for x in open(&pairs).0 {
        let moved = open(&pairs).1.into_iter().find(|y| left.get(x) == right.get(*y));
        pairs.extend(moved.map(|y| (x, y)));
    }
    let (x, y) = open(&pairs);
    if x.len() == y.len() {
        pairs.extend(x.into_iter().zip(y));
    }
    pairs
}

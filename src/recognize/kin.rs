//! What the sheets of a folder were taken for → what that says of those in doubt: which table has their header row
//! elsewhere, and which tables stand beside them in their workbook.

use std::collections::BTreeMap;

use super::{Confidence, Seen, SheetTables};
use crate::kind::Kind;
use crate::model::origin::{Places, SheetId};

/// The tables of header rows that are sure, by the identity of the row.
pub(super) type Kin = BTreeMap<String, usize>;

/// The tables of the header rows of all sheets of which it is sure what they are. One that was taken for two tables says
/// nothing.
pub(super) fn kin(found: &[SheetTables], kind: &Kind) -> Kin {
    let mut tables: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (seen, table) in sure(found, kind) {
        let known = tables.entry(seen.key.clone()).or_insert(Some(table));
        *known = known.filter(|known| *known == table);
    }
    tables.into_iter().filter_map(|(key, table)| Some((key, table?))).collect()
}

/// The tables of the other sheets of a workbook, as far as these are sure, by sheet.
pub(super) fn beside(found: &[SheetTables], kind: &Kind, places: &Places) -> BTreeMap<SheetId, Vec<usize>> {
    let mut books: BTreeMap<&str, Vec<(SheetId, usize)>> = BTreeMap::new();
    for (seen, table) in sure(found, kind) {
        books.entry(places.name(seen.sheet).file.as_str()).or_default().push((seen.sheet, table));
    }
    let others = |found: &SheetTables| {
        let book = books.get(places.name(found.sheet).file.as_str()).into_iter().flatten();
        book.filter(|(sheet, _)| *sheet != found.sheet).map(|(_, table)| *table).collect()
    };
    found.iter().filter(|found| is_doubtful(found)).map(|found| (found.sheet, others(found))).collect()
}

/// Whether it is in doubt what a sheet is, and nobody said so.
pub(super) fn is_doubtful(found: &SheetTables) -> bool {
    found.seen.iter().any(|seen| seen.confidence == Confidence::Doubtful && !seen.is_decided())
}

fn sure<'f>(found: &'f [SheetTables], kind: &'f Kind) -> impl Iterator<Item = (&'f Seen, usize)> {
    let seen = found.iter().flat_map(|found| &found.seen);
    let seen = seen.filter(|seen| seen.confidence == Confidence::Sure);
    let of = |seen: &'f Seen| Some((seen, seen.table.filter(|table| is_theirs(kind, *table))?));
    seen.filter_map(of)
}

/// Whether a table is one that offices fill in, rather than a form of ours.
fn is_theirs(kind: &Kind, table: usize) -> bool {
    kind.tables.get(table).is_some_and(|rule| !rule.ours)
}

//! A field of units → what those are called together whom it names (科室, 支部, 村), with their measure.

use std::collections::BTreeSet;

use super::filter::{Column, Selection};
use super::take::Taken;
use crate::kind::lists::UNIT_NOUNS;
use crate::kind::{WordList, WordRow};
use crate::model::entry::Entry;
use crate::model::figure::FigureValue;
use crate::model::value::Text;

/// In the column `ends` of the vocabulary: fits any name.
const ANY: &str = "*";
/// A header with one of these names more than one noun.
const JOINTS: [char; 4] = ['、', '/', '（', '('];

/// The measure and the noun: what all headers of the columns say, else what all names end with.
pub(super) fn called(selection: &Selection<'_>, field: &str) -> Taken {
    let Some(Column::Field(field)) = selection.column(field) else { return Taken::missing() };
    let nouns = selection.facts.kind.vocabulary.list(UNIT_NOUNS);
    let entries = selection.entries.iter().filter_map(|index| selection.entry(*index));
    let named: Vec<&Entry> = entries.filter(|entry| !entry.texts(field).is_empty()).collect();
    let Some(source) = named.iter().find_map(|entry| entry.source(selection.facts.heads, field)) else {
        return Taken::missing();
    };
    let heads: BTreeSet<u32> = named.iter().map(|entry| entry.head).collect();
    let headers = heads.iter().map(|head| selection.facts.heads.get(*head as usize)?.header(field));
    let by_header = one(headers.map(|header| by_header(nouns, header?)));
    let names: BTreeSet<&Text> = named.iter().flat_map(|entry| entry.texts(field)).collect();
    match by_header.or_else(|| by_names(nouns, &names)) {
        Some(row) => {
            let said = format!("{}{}", row.get("measure"), row.get("noun"));
            Taken::exact(FigureValue::Texts(vec![(said.into(), source)]), vec![source])
        }
        None => Taken::missing(),
    }
}

/// The row of the noun that all of them have; `None` when two differ or one has none.
fn one<'k>(mut rows: impl Iterator<Item = Option<WordRow<'k>>>) -> Option<WordRow<'k>> {
    let first = rows.next()??;
    rows.all(|row| row.is_some_and(|row| row.get("noun") == first.get("noun"))).then_some(first)
}

/// The noun with which a header ends (责任科室, 所在村); one that names several must be known as a whole.
fn by_header<'k>(nouns: &'k WordList, header: &str) -> Option<WordRow<'k>> {
    let header = header.trim();
    let whole = header.contains(JOINTS);
    let words = nouns.rows().flat_map(|row| row.words("headers").map(move |word| (word, row)));
    let fits = |word: &str| if whole { header == word } else { header.ends_with(word) };
    words.filter(|(word, _)| fits(word)).max_by_key(|(word, _)| word.len()).map(|(_, row)| row)
}

/// The first noun with one of whose ends every name ends.
fn by_names<'k>(nouns: &'k WordList, names: &BTreeSet<&Text>) -> Option<WordRow<'k>> {
    let fits = |row: &WordRow<'_>, name: &str| {
        row.words("ends").any(|end| end == ANY || (name.ends_with(end) && name.len() > end.len()))
    };
    nouns.rows().find(|row| names.iter().all(|name| fits(row, name)))
}

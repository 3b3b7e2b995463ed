//! A cell as it was given, as it stands and as it would be now → what is written into it.

use super::blocks::splices;
use super::merge::{Sides, Values, merge};
use super::words::{Names, Words};
use crate::model::revision::Splice;
use crate::text::fold::typed_key;

/// The texts of one cell: as it was given, as it stands, as the workbooks give it now.
pub(super) struct Cell<'c> {
    pub(super) given: &'c str,
    pub(super) mine: &'c str,
    pub(super) news: &'c str,
}

/// The replacements in what stands; none where a person's words and the fresh ones meet.
pub(super) fn merged(cell: &Cell<'_>, names: &mut Names) -> Option<Vec<Splice>> {
    let [given, mine, news] = [cell.given, cell.mine, cell.news].map(typed_key);
    if given == news || mine == news {
        return Some(Vec::new());
    }
    if mine == given {
        let range = 0..cell.mine.chars().count();
        return Some(vec![Splice { range, text: cell.news.to_owned() }]);
    }
    // A number, a word or a day is one thing: of two others there is no middle.
    if [&given, &mine, &news].into_iter().any(|text| text.chars().count() < LEAST) {
        return None;
    }
    let words = |text: &str, names: &mut Names| Words::of_texts([text], names);
    let (base, theirs, fresh) = (words(cell.given, names), words(cell.mine, names), words(cell.news, names));
    let sides =
        Sides { base: &base, theirs: &theirs, fresh: &fresh, owners: &[0], values: &Values::default() };
    let merged = merge(&sides, false, names);
    (!merged.conflict).then(|| splices(&merged.merged_words, &theirs, 0))
}

/// Shortest text, in characters, in which two changes can stand side by side.
const LEAST: usize = 8;

/// A text after its replacements, which are in rising order.
pub(super) fn applied(text: &str, splices: &[Splice]) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut written = String::new();
    let mut at = 0;
    for splice in splices {
        written.extend(characters.get(at..splice.range.start).unwrap_or_default());
        written += &splice.text;
        at = splice.range.end;
    }
    written.extend(characters.get(at..).unwrap_or_default());
    written
}

//! A cell, the line above a table, or the name of a sheet, file or folder → the name of a unit.

use super::text::repair;
use crate::kind::{Common, RowWords, ValueWords};
use crate::text::fold::{cjk_count, is_cjk, tidy_lines};
use crate::text::numbering::header;
use crate::text::pattern::Pattern;
use crate::text::point;

/// A note in brackets behind or inside a name.
static NOTE: Pattern = Pattern::new(r"[(（【\[][^)）】\]]*[)）】\]]");

/// Cleans a unit's name; empty when the cell holds white space only.
#[must_use]
pub(super) fn clean(raw: &str, words: &RowWords) -> String {
    let line = repair(&tidy_lines(raw).concat());
    let seal = line.trim_end().rfind(['（', '(']).filter(|at| {
        let note = header(line.get(*at..).unwrap_or_default());
        words.seals.contains(&note)
    });
    let unsealed = line.get(..seal.unwrap_or(line.len())).unwrap_or(&line);
    let labelled = unsealed.split_once(['：', ':']).filter(|(label, _)| {
        let labels = [&words.unit_labels, &words.short_unit_labels];
        labels.into_iter().flatten().any(|known| *known == header(label))
    });
    let bare = labelled.map_or(unsealed, |(_, name)| name);
    without_padding(bare.trim().trim_matches(['：', ':']))
}

/// Spaces between ideographs are padding (`县 教 育 局`).
fn without_padding(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let wide = |index: Option<usize>| index.and_then(|index| chars.get(index)).is_none_or(|c| is_cjk(*c));
    let kept = chars.iter().enumerate();
    let kept = kept.filter(|(at, c)| **c != ' ' || !(wide(at.checked_sub(1)) && wide(at.checked_add(1))));
    kept.map(|(_, c)| *c).collect()
}

/// The unit that a sheet, file or folder is named after, when what is left of the name looks like one.
#[must_use]
pub(super) fn in_name(name: &str, words: &Common) -> Option<String> {
    let values = &words.values;
    let mut left = point::without_dates(&NOTE.replace(name, " "));
    for word in &values.paper_words {
        left = left.replace(word.as_str(), " ");
    }
    let left: String = clean(&left, &words.rows).split(' ').collect();
    let is_unit = cjk_count(&left) >= 2 && left.chars().all(|c| is_cjk(c) || c.is_ascii_alphanumeric());
    (is_unit && !is_several(&left, values) && values.unit_ends.iter().any(|end| left.ends_with(end.as_str())))
        .then_some(left)
}

/// Whether a name speaks of units in general (各社区, 下属单位, 科室) and names none.
fn is_several(name: &str, words: &ValueWords) -> bool {
    let belonging = words.belonging.iter().find_map(|word| name.strip_prefix(word.as_str()));
    let noun = belonging.unwrap_or(name);
    words.collective.iter().any(|word| name.contains(word.as_str()))
        || words.generic.iter().any(|word| word == noun)
}

//! Rows above a header (and notes below) → what they say for all rows: the reporting unit, the date, the title.

use super::block::text_of;
use super::header::clean;
use super::table::Harvested;
use crate::kind::RowWords;
use crate::model::origin::{Origin, SheetId};
use crate::model::value::Text;
use crate::text::amount::is_measure;
use crate::text::numbering::without_numbering;
use crate::text::numeral::is_counting;
use crate::workbook::{Cell, Row};

/// A text of more characters above a header is no title.
const LONGEST_TITLE: usize = 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Unit,
    Date,
}

/// Collects what the rows above a header say, and what they leave open from the notes below the table.
/// `hints` tells whether a text hints at the table: of several titles the one that does is taken, else the
/// first that is not numbered like a paragraph.
pub(super) fn harvest<'r>(
    words: &RowWords,
    sheet: SheetId,
    above: &'r [Row],
    notes: impl Iterator<Item = &'r Row>,
    hints: impl Fn(&str) -> bool,
) -> Harvested {
    let mut found = Harvested { title: title(words, sheet, above, hints), ..Harvested::default() };
    for row in above.iter().chain(notes) {
        for (label, value, column) in labelled(words, row) {
            let origin = Origin { sheet, row: row.index, column };
            let slot = match label {
                Label::Unit => &mut found.unit,
                Label::Date => &mut found.date,
            };
            slot.get_or_insert((value, origin));
        }
    }
    found
}

/// Whether a row names the reporting unit, as a line above a header does.
pub(super) fn names_unit(words: &RowWords, row: &Row) -> bool {
    labelled(words, row).iter().any(|(label, _, _)| *label == Label::Unit)
}

/// Whether a row names the reporting unit or the date of the report.
pub(super) fn names_line(words: &RowWords, row: &Row) -> bool {
    !labelled(words, row).is_empty()
}

/// The labels of a row with their values: in the same cell behind a colon, else in the next cell.
fn labelled(words: &RowWords, row: &Row) -> Vec<(Label, Text, u32)> {
    let mut found = Vec::new();
    for (index, (column, cell)) in row.cells.iter().enumerate() {
        let Some(text) = text_of(cell) else { continue };
        for (label, value) in pairs(words, text) {
            let here = (!value.is_empty()).then(|| (value.to_owned(), *column));
            let next = || row.cells.get(index + 1).and_then(|(column, cell)| Some((spell(cell)?, *column)));
            let named = here.or_else(next).and_then(|(value, at)| Some((accept(words, label, &value)?, at)));
            found.extend(named.map(|(value, at)| (label, Text::from(value), at)));
        }
    }
    found
}

/// The value of a label as it is kept; none when it is none.
fn accept(words: &RowWords, label: Label, value: &str) -> Option<String> {
    let value = value.trim();
    let measures = value.split(['、', '/', '，']).all(|word| is_measure(word.trim()));
    let cleaned = clean(value);
    let sealed = words.seals.iter().any(|seal| cleaned.ends_with(seal.as_str()));
    let kept = match label {
        Label::Date => value,
        Label::Unit if measures => "",
        Label::Unit if sealed => value.get(..value.rfind(['（', '('])?)?.trim(),
        Label::Unit => value,
    };
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// The content of a neighbouring cell as the value of a label; none for another label.
fn spell(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => (!text.contains([':', '：'])).then(|| text.to_string()),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Date(moment) => Some(moment.date().to_string()),
        Cell::Flag(_) | Cell::Error(_) => None,
    }
}

/// The labels in one text with what follows each: `填报单位：财政局   填报时间：2022年3月15日`.
fn pairs<'t>(words: &RowWords, text: &'t str) -> Vec<(Label, &'t str)> {
    if let Some(label) = label_of(words, &clean(text), text.trim_end().ends_with([':', '：'])) {
        return vec![(label, "")];
    }
    let mut parts = text.split([':', '：']);
    let mut label = parts.next().and_then(|first| split_label(words, first).1);
    let mut found = Vec::new();
    for part in parts {
        let (value, next) = split_label(words, part);
        found.extend(label.map(|label| (label, value.trim())));
        label = next;
    }
    found
}

/// A piece of text between colons as the value before and the label behind it.
fn split_label<'t>(words: &RowWords, part: &'t str) -> (&'t str, Option<Label>) {
    let starts = part.char_indices().map(|(at, _)| at);
    let mut named = starts.filter_map(|at| Some((at, label_of(words, &clean(part.get(at..)?), true)?)));
    if let Some((at, label)) = named.next() {
        return (part.get(..at).unwrap_or_default(), Some(label));
    }
    // A label that is not ours (联系人) ends the value all the same, when space sets it off.
    let value = part.rsplit_once("  ").map_or(part, |(value, _)| value);
    (value, None)
}

/// What a cleaned text labels; short labels need a colon behind them.
fn label_of(words: &RowWords, cleaned: &str, colon: bool) -> Option<Label> {
    let bare = words.seals.iter().find_map(|seal| cleaned.strip_suffix(seal.as_str()));
    let (name, sealed) = (bare.unwrap_or(cleaned), bare.is_some());
    let has = |labels: &[String]| labels.iter().any(|label| label == name);
    if has(&words.unit_labels) || ((colon || sealed) && has(&words.short_unit_labels)) {
        Some(Label::Unit)
    } else if has(&words.date_labels) || (colon && has(&words.short_date_labels)) {
        Some(Label::Date)
    } else {
        None
    }
}

fn title(
    words: &RowWords,
    sheet: SheetId,
    rows: &[Row],
    hints: impl Fn(&str) -> bool,
) -> Option<(Text, Origin)> {
    let cells = rows.iter().filter(|row| !names_line(words, row)).flat_map(|row| {
        let first = row.cells.first().into_iter();
        first.filter_map(move |(column, cell)| Some((row.index, *column, text_of(cell)?)))
    });
    let titles: Vec<(Text, Origin)> = cells
        .filter_map(|(row, column, text)| {
            Some((title_text(words, text)?.into(), Origin { sheet, row, column }))
        })
        .collect();
    let plain = |text: &str| without_numbering(text) == text;
    let best = titles.iter().find(|(text, _)| hints(text));
    best.or_else(|| titles.iter().find(|(text, _)| plain(text))).cloned()
}

/// The title in a text: without `附件2：` before it; none when nothing else is said, or it is a note.
fn title_text(words: &RowWords, text: &str) -> Option<String> {
    let joined: String = text.split(['\n', '\r']).map(str::trim).collect();
    let annex = words.annexes.iter().find_map(|word| joined.trim().strip_prefix(word.as_str()));
    let bare = match annex {
        Some(rest) => {
            rest.trim_start_matches(|c: char| c.is_numeric() || is_counting(c) || "-－".contains(c))
        }
        None => &joined,
    };
    let bare = bare.trim_matches([':', '：', ' ', '　']);
    let fits = !bare.is_empty() && bare.chars().count() <= LONGEST_TITLE;
    (fits && !words.is_note(bare) && !words.is_footer(bare)).then(|| bare.to_owned())
}

#[allow(clippy::unwrap_used)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{built_in, load};

    #[test]
    fn labels_and_values_share_a_cell() {
        let words = load("campaign", &built_in("campaign").unwrap()).unwrap().common.rows;
        let line = "填报单位（盖章）：县财政局      填 报 时 间：2022年3月15日";
        assert_eq!(pairs(&words, line), [(Label::Unit, "县财政局"), (Label::Date, "2022年3月15日")]);
        assert_eq!(pairs(&words, "填报单位"), [(Label::Unit, "")]);
        assert_eq!(pairs(&words, "单位"), []);
        assert_eq!(pairs(&words, "单位（盖章）"), [(Label::Unit, "")]);
        assert_eq!(pairs(&words, "单位：县教育局  联系人：张三"), [(Label::Unit, "县教育局")]);
        assert_eq!(accept(&words, Label::Unit, "条"), None);
        assert_eq!(accept(&words, Label::Unit, "县财政局（盖章）"), Some("县财政局".to_owned()));
    }
}

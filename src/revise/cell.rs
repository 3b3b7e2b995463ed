//! A cell as it was given, as it stands and as it would be now → what is written into it.

use std::collections::HashSet;

use super::blocks::{OBJECT, splices};
use super::merge::{Sides, Values, merge};
use super::words::{Names, Words};
use crate::model::revision::Splice;
use crate::text::difference::equal;
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
        return Some(replaced(cell.given, cell.mine, cell.news));
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

/// What is written into a cell that reads as it was given, but for what a person put into it that is no text: objects
/// (a footnote, a picture) and breaks stay where they are among the words.
pub(super) fn replaced(given: &str, mine: &str, news: &str) -> Vec<Splice> {
    let [given, stands, news_chars] = [given, mine, news].map(|text| text.chars().collect::<Vec<_>>());
    let known: HashSet<usize> = equal(&given, &stands).into_iter().map(|(_, at)| at).collect();
    let is_break = |c: char| matches!(c, '\n' | '\t');
    let stays = |(at, c): (usize, &char)| *c == OBJECT || (is_break(*c) && !known.contains(&at));
    let rest: Vec<(usize, char)> =
        stands.iter().enumerate().filter(|own| !stays(*own)).map(|(at, c)| (at, *c)).collect();
    if rest.len() == stands.len() {
        return vec![Splice { range: 0..stands.len(), text: news.to_owned() }];
    }
    let words: Vec<char> = rest.iter().map(|(_, c)| *c).collect();
    let mut splices = Vec::new();
    let (mut from, mut come) = (0_usize, 0_usize);
    for (at, next) in equal(&words, &news_chars).into_iter().chain([(words.len(), news_chars.len())]) {
        let text: String = news_chars.get(come..next).unwrap_or_default().iter().collect();
        let behind = from.checked_sub(1).and_then(|last| rest.get(last)).map_or(0, |(at, _)| at + 1);
        splices.extend(parted(rest.get(from..at).unwrap_or_default(), text, behind));
        (from, come) = (at + 1, next + 1);
    }
    splices
}

/// Characters that go, in stretches between what stays; the text comes in place of the first, else `behind`.
fn parted(going: &[(usize, char)], text: String, behind: usize) -> Vec<Splice> {
    let mut splices: Vec<Splice> = Vec::new();
    for (at, _) in going {
        match splices.last_mut().filter(|last| last.range.end == *at) {
            Some(last) => last.range.end += 1,
            None => splices.push(Splice { range: *at..at + 1, text: String::new() }),
        }
    }
    match splices.first_mut() {
        Some(first) => first.text = text,
        None if !text.is_empty() => splices.push(Splice { range: behind..behind, text }),
        None => {}
    }
    splices
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_stays_where_it_is_among_the_words() {
        for (given, mine, news, stands) in [
            ("建议增设路灯", "建议增设路灯\u{fffc}", "建议增设两盏路灯", "建议增设两盏路灯\u{fffc}"),
            ("建议增设路灯", "建议\u{fffc}增设路灯", "建议维修电梯", "建议\u{fffc}维修电梯"),
            ("建议增设路灯", "建议增设\n路灯", "建议增设两盏路灯", "建议增设两盏\n路灯"),
            ("一\n二", "一\n二\u{fffc}", "一\n二\n三", "一\n二\n三\u{fffc}"),
            ("一\n二", "一\n二\u{fffc}", "三", "三\u{fffc}"),
            ("3", "\u{fffc}3\u{fffc}", "", "\u{fffc}\u{fffc}"),
            ("", "\u{fffc}", "新", "新\u{fffc}"),
            ("一\n二", "一\n二", "三", "三"),
        ] {
            assert_eq!(applied(mine, &replaced(given, mine, news)), stands, "{mine} for {news}");
        }
    }
}

//! A block of head or foot → the ways to its paragraphs, and what changes in their texts as the pen wants it told.

use std::ops::Range;

use super::fields::Field;
use super::lines::FILLER;
use crate::docx::characters::halves;
use crate::docx::kinds::Kind;
use crate::docx::read::outline::hint;
use crate::docx::views::View;
use crate::model::revision::Splice;
use crate::package::xml::{Element, Node};

/// Takes the bookmarks of blocks away: a report of last year has them.
pub(super) fn forget(element: &mut Element, ids: &mut Vec<String>) {
    element.children.retain(|node| {
        let Node::Element(child) = node else { return true };
        let id = child.id().unwrap_or_default();
        let ours = hint(child).is_some();
        if ours {
            ids.push(id.to_owned());
        }
        !(ours || child.is(Kind::BookmarkEnd) && ids.iter().any(|known| known == id))
    });
    element.elements_mut().for_each(|child| forget(child, ids));
}

/// The ways to all paragraphs, and whether they are in what older programs show instead.
pub(super) fn find(
    element: &Element,
    path: &mut Vec<usize>,
    fallback: bool,
    found: &mut Vec<(Vec<usize>, bool)>,
) {
    for (place, node) in element.children.iter().enumerate() {
        let Node::Element(child) = node else { continue };
        path.push(place);
        if child.is(Kind::Paragraph) {
            found.push((path.clone(), fallback));
        }
        find(child, path, fallback || child.is(Kind::Fallback), found);
        path.pop();
    }
}

/// A replacement told in bytes, told in characters.
pub(super) fn splice(text: &str, range: &Range<usize>, new: &str) -> Splice {
    let count = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
    Splice { range: count(range.start)..count(range.end), text: new.to_owned() }
}

/// What goes into braces: without the words that stand beside them already, with them where they are missing.
pub(super) fn beside(field: Field, text: &str, labelled: bool, after: &str) -> String {
    let bare = match field {
        Field::COPIES if labelled => text.split_once('：').map_or(text, |(_, names)| names),
        Field::NUMBER if after.trim_start().starts_with('号') => text.trim_end_matches('号'),
        Field::ISSUED if after.trim_start().starts_with('印') => text.trim_end_matches("印发"),
        Field::SIGNERS if !labelled && !text.is_empty() => return format!("签发人：{text}"),
        _ => text,
    };
    let stop = after.trim_start().starts_with('。');
    if stop { bare.trim_end_matches('。').to_owned() } else { bare.to_owned() }
}

/// The letters of an office before the place of a number, the brackets around that and what follows them: 卓正发[□]号. The
/// number of the report has them itself.
pub(super) fn whole_number(text: &str, place: &Range<usize>) -> Option<Range<usize>> {
    const BRACKETS: [char; 12] = ['〔', '[', '［', '【', '（', '(', '〕', ']', '］', '】', '）', ')'];
    let (before, after) = (text.get(..place.start)?, text.get(place.end..)?);
    let tail = after.trim_start_matches(BRACKETS).trim_start_matches([' ', '　', '第']);
    let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('号')?;
    let letters = before.trim_end_matches(BRACKETS);
    let begin = letters.rfind(|c: char| !c.is_alphanumeric());
    let begin = begin.map_or(0, |at| at + letters[at..].chars().next().map_or(0, char::len_utf8));
    Some(begin..text.len() - tail.len())
}

/// So many halves of a character stay free at the end of a line that would be too long: digits are wider than halves in
/// some fonts, and 签发人 stand a character from the edge (7.2.6).
const SPARE: u32 = 4;

/// A text with blanks in some of its bytes.
pub(super) fn without(text: &str, range: &Range<usize>) -> String {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    format!("{before}{}{after}", FILLER.to_string().repeat(range.len()))
}

/// Makes the blanks between two texts as much narrower as these become wider, so that the second one stays where it
/// was, and the line in its room; tabs do that by themselves. `room` is how many halves of characters the line takes,
/// `since` the first of the changes that were made in it.
pub(super) fn balance(
    text: &str,
    gap: Range<usize>,
    room: Option<u32>,
    changes: &mut Vec<(Range<usize>, String)>,
    since: usize,
) {
    let Some(blanks) = text.get(gap.clone()) else { return };
    let only_blanks = !blanks.is_empty() && blanks.chars().all(|c| matches!(c, ' ' | '　'));
    let made: Vec<&(Range<usize>, String)> = changes.iter().skip(since).collect();
    if !only_blanks || made.is_empty() {
        return;
    }
    let old: u32 = made.iter().filter_map(|(range, _)| text.get(range.clone())).map(halves).sum();
    let new: u32 = made.iter().map(|(_, new)| halves(new)).sum();
    let words = halves(text.trim_end()) + new - old - halves(blanks);
    let kept = (halves(blanks) + old).saturating_sub(new);
    let most = room.map_or(kept, |room| room.saturating_sub(words + SPARE));
    let width = kept.min(most).max(2);
    let wide = "　".repeat(usize::try_from(width / 2).unwrap_or(1));
    let narrow = " ".repeat(usize::try_from(width % 2).unwrap_or(0));
    changes.push((gap, wide + &narrow));
}

//! Characters as a document holds them: which it can hold, how wide they are, which Word takes for Latin ones.

use crate::package::xml::holdable;

/// The text as a paragraph can hold it: no control characters, no line ends, a space for a tab.
pub(super) fn clean(text: &str) -> String {
    let spaced = text.replace('\t', " ");
    holdable(&spaced).chars().filter(|character| !character.is_control()).collect()
}

/// Whether Word might take the character for a Latin one: beyond ASCII, but before the blocks that are Chinese
/// and Japanese only.
pub(super) fn is_shared(character: char) -> bool {
    ('\u{80}'..'\u{2e80}').contains(&character)
}

/// The width of a text in halves of a character: a digit or Latin letter is half as wide as a Chinese one.
pub(super) fn halves(text: &str) -> u32 {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

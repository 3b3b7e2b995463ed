//! Text as a file holds it → text as the later steps may see it, equal texts sharing their memory.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::model::value::Text;

/// The texts of one workbook, each held once.
#[derive(Debug, Default)]
pub(super) struct Texts {
    seen: HashSet<Text>,
}

impl Texts {
    /// The cleaned text; none when nothing but white space is left.
    pub(super) fn keep(&mut self, raw: &str) -> Option<Text> {
        let shown = super::markup::plain(raw);
        let text = clean(&shown);
        if is_blank(&text) {
            return None;
        }
        if let Some(known) = self.seen.get(&*text) {
            return Some(known.clone());
        }
        let text = Text::from(text);
        self.seen.insert(text.clone());
        Some(text)
    }
}

/// The text without private-use characters (later steps mark text with them), without control characters and
/// noncharacters, every line break as `\n`.
pub(super) fn clean(raw: &str) -> Cow<'_, str> {
    if !raw.chars().any(is_unwanted) {
        return Cow::Borrowed(raw);
    }
    let unified = raw.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(unified.chars().filter(|c| !is_unwanted(*c)).collect())
}

/// The text with a box in place of each private-use character: how it looks without the font that draws them; none
/// when it has none.
pub(super) fn boxed(raw: &str) -> Option<String> {
    let boxed = |c| if is_private(c) { '□' } else { c };
    raw.chars().any(is_private).then(|| clean(&raw.chars().map(boxed).collect::<String>()).into_owned())
}

fn is_unwanted(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{FFFE}' | '\u{FFFF}' => true,
        _ => is_private(c) || c.is_control(),
    }
}

/// A character that only the font of the one who typed it knows: rare characters of names, and symbols.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Whether a text shows nothing: white space of any width, none included.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_and_controls_are_taken_out() {
        let cases = [
            ("学风\u{3000}会风", "学风\u{3000}会风"),
            ("一、\r\n二、\r三、\n\t四", "一、\n二、\n三、\n\t四"),
            ("a\u{E000}b\u{F8FF}c\u{F0000}d\u{10FFFD}e", "abcde"),
            ("\u{0}a\u{B}b\u{7F}\u{85}\u{FFFE}\u{FFFF}", "ab"),
            ("𠮷\u{FFFD}", "𠮷\u{FFFD}"),
        ];
        for (raw, expected) in cases {
            assert_eq!(clean(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn white_space_is_blank_and_equal_texts_share() {
        let mut texts = Texts::default();
        for blank in ["", " \n\t", "\u{3000}\u{A0}", "\u{200B}\u{FEFF}", "\u{E000}"] {
            assert_eq!(texts.keep(blank), None, "{blank:?}");
        }
        let (first, second) = (texts.keep("无"), texts.keep("\u{1}无"));
        assert_eq!(first, second);
        assert!(first.zip(second).is_some_and(|(a, b)| Text::ptr_eq(&a, &b)));
    }
}

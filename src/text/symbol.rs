//! Characters that Word takes from fonts of pictures (`w:sym`) → the characters that they show.

/// The code of a character in such a font, as a file holds it, and what it shows.
const SYMBOLS: &[(&str, &str)] = &[
    ("F0FC", "√"),
    ("F0FB", "×"),
    ("F0FE", "☑"),
    ("F0FD", "☒"),
    ("F0A8", "□"),
    ("F052", "☑"),
    ("F050", "√"),
    ("F0A3", "□"),
];

/// What a code shows, in upper or lower case; none when it is not known.
pub(crate) fn shown(code: &str) -> Option<&'static str> {
    let known = SYMBOLS.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    known.map(|(_, shown)| *shown)
}

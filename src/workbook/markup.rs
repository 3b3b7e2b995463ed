//! Markup that web systems leave in the cells of their exports → the text that a page would show.

use std::borrow::Cow;

/// Tags that begin a new line, in lower case.
const BREAKS: &[&str] = &[
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "tbody",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "pre",
    "blockquote",
    "section",
    "article",
];

/// Tags that are left out and show nothing themselves, in lower case.
const SILENT: &[&str] = &[
    "span", "font", "b", "strong", "i", "em", "u", "s", "a", "img", "sub", "sup", "td", "th", "center",
    "label", "small", "big", "code", "o:p", "input", "mark", "ins", "video", "audio", "figure",
];

/// Named characters (`&nbsp;`) and what they show.
const NAMED: &[(&str, &str)] = &[
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("middot", "·"),
    ("bull", "•"),
    ("times", "×"),
    ("permil", "‰"),
    ("yen", "¥"),
    ("deg", "°"),
];

/// The longest name of a character, with `#x` and digits.
const LONGEST: usize = 8;

/// The text without tags that web pages know and with their named characters as themselves. What is no tag
/// (`A<B`, `<东门>`) stays.
pub(super) fn plain(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['<', '&']) {
        return Cow::Borrowed(raw);
    }
    let (mut shown, mut rest) = (String::with_capacity(raw.len()), raw);
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        let found = tag(from).or_else(|| character(from));
        let (text, length) = match &found {
            Some((text, length)) => (text.as_str(), *length),
            None => (from.get(..1).unwrap_or_default(), 1),
        };
        shown.push_str(text);
        rest = from.get(length..).unwrap_or_default();
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// What a tag at the beginning shows, and its length.
fn tag(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['>', '<']).filter(|end| inner.get(*end..).is_some_and(|at| at.starts_with('>')))?;
    let inner = inner.get(..end)?;
    let name = inner.trim_start_matches('/');
    let name = name.split(|c: char| c.is_whitespace() || c == '/').next()?.to_ascii_lowercase();
    let shown = match name.as_str() {
        name if BREAKS.contains(&name) => "\n",
        name if SILENT.contains(&name) => "",
        _ => return None,
    };
    Some((shown.to_owned(), end + 2))
}

/// What a named or numbered character at the beginning is, and the length of its name.
fn character(text: &str) -> Option<(String, usize)> {
    let name = text.strip_prefix('&')?;
    let end = name.find(';').filter(|end| *end <= LONGEST)?;
    Some((named(name.get(..end)?)?, end + 2))
}

/// The character of a name (`amp`) or number (`#8212`, `#x4E2D`), as a text.
pub(super) fn named(name: &str) -> Option<String> {
    let numbered = || {
        let digits = name.strip_prefix('#')?;
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        char::from_u32(code).map(String::from)
    };
    let known = NAMED.iter().find(|(known, _)| *known == name).map(|(_, shown)| (*shown).to_owned());
    known.or_else(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_named_characters_of_pages_go_and_all_else_stays() {
        let cases = [
            ("<p>1.减少会议<br/>2.少发文件</p>", "\n1.减少会议\n2.少发文件\n"),
            ("<span style=\"color:red\">多下</span>基层&nbsp;&#8212;&#x4E2D;", "多下基层 —中"),
            ("A&amp;B 通道&lt;东门&gt;", "A&B 通道<东门>"),
            ("5<6，<东门>、{{}}、<>、& 和 &c; 照旧", "5<6，<东门>、{{}}、<>、& 和 &c; 照旧"),
        ];
        for (raw, expected) in cases {
            assert_eq!(plain(raw), expected, "{raw}");
        }
    }
}

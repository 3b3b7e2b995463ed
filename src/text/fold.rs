//! Texts as they are compared: each kind of comparing folds away what makes no difference to it.

/// The lines of a text that are not blank: without invisible characters, each trimmed, white space inside
/// reduced to single spaces.
pub fn tidy_lines(raw: &str) -> Vec<String> {
    raw.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}'])
        .map(tidy)
        .filter(|line| !line.is_empty())
        .collect()
}

fn tidy(line: &str) -> String {
    let visible: String = line.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Zero-width and control characters, and the private-use area, whose characters mark slots later on.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        | '\u{ad}' | '\u{e000}'..='\u{f8ff}')
        || (c.is_control() && c != '\t')
}

/// Whether a character belongs to Chinese text: an ideograph or Chinese punctuation.
pub fn is_wide(c: char) -> bool {
    is_cjk(c)
        || matches!(c, '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '①'..='⑳')
}

/// Whether a character is a Chinese ideograph.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// How many Chinese ideographs a text has; marks and digits are none.
pub fn cjk_count(text: &str) -> usize {
    text.chars().filter(|c| is_cjk(*c)).count()
}

/// Full-width digits and Latin letters to half width.
pub fn narrow_letter(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => fold(c),
        _ => c,
    }
}

/// Any full-width form of an ASCII character to that character: for reading, never for printing.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

/// A text with all widths folded, for reading numbers, dates and words; never for printing.
pub fn folded(text: &str) -> String {
    text.chars().map(fold).filter(|c| !is_invisible(*c)).collect()
}

/// A text as words are looked up: widths folded, lower case, no white space.
pub fn word_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for_folded(text, |c| {
        if !c.is_whitespace() {
            key.push(c);
        }
    });
    key
}

/// A text as sentences are compared: widths folded, lower case, letters, digits and ideographs only.
pub fn sentence_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for_folded(text, |c| {
        if is_letter(c) {
            key.push(c);
        }
    });
    key
}

/// Whether a character is a letter, digit or ideograph.
pub fn is_letter(c: char) -> bool {
    // Most characters are ideographs; the tables of Unicode answer for them many times slower.
    is_common(c) || c.is_alphanumeric()
}

/// Hands over the characters of a text with widths folded, in lower case.
pub fn for_folded(text: &str, mut take: impl FnMut(char)) {
    for c in text.chars() {
        if is_common(c) {
            take(c);
        } else if !is_invisible(c) {
            fold(c).to_lowercase().for_each(&mut take);
        }
    }
}

/// Whether a character is a common ideograph: it has no case and no width to fold.
fn is_common(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// A text as headers and labels are compared: no white space, widths folded, ASCII in lower case, every bracket a
/// round one. Other than [`word_key`], it keeps soft hyphens and marks of direction.
pub fn header_key(text: &str) -> String {
    let is_blank =
        |c: &char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars().filter(|c| !is_blank(c)).map(header_char).collect()
}

fn header_char(c: char) -> char {
    match fold(c) {
        '【' | '〔' | '〖' | '[' | '{' => '(',
        '】' | '〕' | '〗' | ']' | '}' => ')',
        narrow => narrow.to_ascii_lowercase(),
    }
}

/// A character as two versions of a document are compared; none when it does not count. Programs change quotation
/// marks, dashes and spaces as they please; case and punctuation are a person's.
pub fn typed_char(character: char) -> Option<char> {
    match character {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{fffc}' => None,
        c if c.is_whitespace() || c.is_control() => None,
        '“' | '”' | '„' | '‟' | '＂' => Some('"'),
        '‘' | '’' | '‚' | '‛' | '＇' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '–' | '―' | '─' => Some('—'),
        '⋯' => Some('…'),
        '•' | '・' | '‧' => Some('·'),
        '０'..='９' => char::from_u32(character as u32 - 0xfee0),
        c => Some(c),
    }
}

/// A text as two versions of a document are compared ([`typed_char`]).
pub fn typed_key(text: &str) -> String {
    text.chars().filter_map(typed_char).collect()
}

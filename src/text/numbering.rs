//! The numbers before a text: `一、`, `（一）`, `1.`, `第一部分`, `2、…?` of a questionnaire, and texts that are nothing else.

use super::fold::{header_key, narrow_letter};
use super::numeral::is_counting;
use super::pattern::Pattern;

/// Marks that may stand before a header without being part of it.
const LEADING_MARKS: [&str; 6] = ["*", "★", "☆", "※", "(必填)", "(选填)"];

static NUMBER: Pattern = Pattern::new(concat!(
    r"^(?:[(（]\s*(?:\d{1,2}|[\p{一}]{1,3})\s*[)）]|\d{1,2}\s*[.．、)）]|[①-⑳]|",
    r"[\p{一}]{1,3}、|[\p{一}]是)",
));

static HEADING: Pattern = Pattern::new(r"^(?:(（[\p{一}]+）)、?|(\d{1,2}[.．、])|(（\d{1,2}）))\s*");

/// The level of a heading by the number with which a line begins (`（一）` 2, `1.` 3, `（1）` 4), and the line without it.
#[must_use]
pub fn heading_number(line: &str) -> Option<(u8, &str)> {
    let found = HEADING.captures(line)?;
    let level = (2..).zip([1, 2, 3]).find_map(|(level, group)| found.get(group).map(|_| level))?;
    Some((level, line.get(found.get(0)?.end()..)?))
}

/// A header without the marks around it.
#[must_use]
pub fn header(text: &str) -> String {
    let folded = header_key(text);
    let mut rest = folded.as_str();
    while let Some(shorter) = LEADING_MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
        rest = shorter;
    }
    rest.trim_end_matches([':', '*']).to_owned()
}

/// Whether a character is one that the rows and bands of a sheet are numbered with.
fn is_place(c: char) -> bool {
    is_counting(c) || "百零〇".contains(c)
}

/// Whether a text is nothing but a number as it is typed into a number column (`3`, `3.`, `（3）`).
#[must_use]
pub fn is_number(text: &str) -> bool {
    is_all(text, |c| c.is_ascii_digit())
}

/// Whether a text is nothing but a Chinese numeral, as a band has it in the number column (`一`, `（二）`, `三、`).
#[must_use]
pub fn is_numeral(text: &str) -> bool {
    is_all(text, is_place)
}

fn is_all(text: &str, fits: impl Fn(char) -> bool) -> bool {
    // Most cells are sentences without any such character.
    if !text.chars().any(|c| fits(narrow_letter(c))) {
        return false;
    }
    let cleaned = header(text);
    let bare = cleaned.trim_matches(|c| "().、．".contains(c));
    !bare.is_empty() && bare.chars().all(fits)
}

/// Whether a cell holds nothing but marks where something is to be filled in (`XXX`, `****`, `2022年X月X日`).
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let bare = text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit() && !"年月日".contains(*c));
    let mut marks = 0;
    for c in bare {
        if !"xXｘＸ×✕*＊".contains(c) {
            return false;
        }
        marks += 1;
    }
    marks >= 2
}

/// A text without the numbering before it: `一、`, `（一）`, `1.`, `第一部分`.
#[must_use]
pub fn without_numbering(text: &str) -> &str {
    let text = text.trim();
    let is_digit = |c: char| is_place(c) || c.is_numeric();
    let opened = text.strip_prefix(['（', '(']);
    let ordinal = text.strip_prefix('第');
    let digits = opened.or(ordinal).unwrap_or(text);
    let rest = digits.trim_start_matches(is_digit);
    if rest.len() == digits.len() {
        return text;
    }
    let ends = match (opened, ordinal) {
        (Some(_), _) => rest.strip_prefix(['）', ')']),
        (_, Some(_)) => ["部分", "类", "方面"].iter().find_map(|word| rest.strip_prefix(word)),
        _ => rest.strip_prefix(['、', '.', '．', '，', ',']),
    };
    ends.map_or(text, |rest| rest.trim_start_matches(['、', '：', ':', '.', ' ', '　']).trim())
}

/// A band's name: without numbering, without a trailing colon and count (`一、形式主义方面（12条）：`). Its last
/// word stays, 方面 included: whether it is part of an aspect's name only the scheme of aspects knows.
#[must_use]
pub fn band_name(text: &str) -> &str {
    let name = without_numbering(text).trim_end_matches(['：', ':']).trim();
    let open = name.rfind(['（', '(']).filter(|_| name.ends_with(['）', ')']));
    match open.map(|at| name.split_at(at)) {
        Some((before, note)) if !before.is_empty() && note.chars().any(|c| c.is_ascii_digit()) => {
            before.trim()
        }
        _ => name,
    }
}

/// A header without the number before it and the mark behind it, as questionnaires have them
/// (`2、您的意见建议?`, `Q2.`, `第2题:`, `(2)`, `二、`).
#[must_use]
pub fn without_question(header: &str) -> &str {
    let asked = header.trim_end_matches(['?', '!', '。', '_']);
    // 您的身份是 asks for the 身份.
    let header = asked.strip_suffix("属于").or_else(|| asked.strip_suffix(['是', '为']));
    let header = header.unwrap_or(asked);
    let opened = header.strip_prefix(['q', '第', '(']).unwrap_or(header);
    let rest = opened.trim_start_matches(|c: char| c.is_ascii_digit() || is_counting(c));
    let numbered = rest.len() < opened.len();
    match rest.strip_prefix('题').unwrap_or(rest).strip_prefix(['、', '.', ')', ':']) {
        Some(rest) if numbered && !rest.is_empty() => rest,
        _ => header,
    }
}

/// Whether a cleaned text speaks to its reader (您认为…).
#[must_use]
pub fn addresses(text: &str) -> bool {
    ["您", "你", "请您"].iter().any(|word| text.starts_with(word))
}

/// A line without the number at its beginning (`1.`, `（一）`, `①`, `一是`).
#[must_use]
pub fn strip_number(line: &str) -> &str {
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let counts = |text: &str| text.starts_with(is_counting);
    match NUMBER.strip(line) {
        // `1.5`, `1、2季度` and `一、二季度` are no numbering.
        Some(rest) if !(digit(line) && digit(rest) || counts(line) && counts(rest)) => rest.trim_start(),
        _ => line,
    }
}

/// Whether a line breaks off in the middle of a sentence.
#[must_use]
pub fn ends_broken(line: &str) -> bool {
    line.ends_with(['，', '、', '：', ',', ':', '（', '《', '“', '和', '及', '与', '的', '对'])
}

/// Whether a line goes on with a sentence that the one before it began.
#[must_use]
pub fn begins_broken(line: &str) -> bool {
    line.starts_with(['，', '。', '；', '、', '）', '》', '”', '的', '等', '和', '及', '与', '了'])
}

/// The names of one thing or several that a short text joins (读书班暨研讨).
pub fn parts_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '/', '+', '＋', ';', '；', ',', '，', '\n', '暨'])
}

/// A name without the 等 that says that there are more.
#[must_use]
pub fn without_more(name: &str) -> &str {
    name.strip_suffix('等').unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_lose_their_numbering_only() {
        let cases = [
            ("一、形式主义方面", "形式主义方面"),
            ("（二）官僚主义方面：", "官僚主义方面"),
            ("第三部分：享乐主义", "享乐主义"),
            ("4.奢靡之风（12条）", "奢靡之风"),
            ("一把手监督", "一把手监督"),
            ("三资管理（村级）", "三资管理（村级）"),
        ];
        for (text, name) in cases {
            assert_eq!(band_name(text), name);
        }
    }

    #[test]
    fn questions_lose_their_number() {
        for numbered in ["2、您的建议?", "q2.您的建议", "第2题:您的建议", "二、您的建议"]
        {
            assert_eq!(without_question(numbered), "您的建议");
        }
        assert_eq!(without_question("三会一课"), "三会一课");
    }
}

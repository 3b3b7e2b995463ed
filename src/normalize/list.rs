//! Several items from one cell: titles, short lists, lines and numbered points.

use super::split;
use crate::text::fold::{cjk_count, tidy_lines};
use crate::text::numeral::is_counting;
use crate::text::pattern::Pattern;

/// How titles end that stand without title marks.
const TITLE_ENDS: [&str; 34] = [
    "》", "精神", "讲话", "通报", "通知", "意见", "办法", "条例", "准则", "规定", "要点", "报告", "决定",
    "决议", "方案", "计划", "文章", "批示", "指示", "公报", "纲要", "规则", "细则", "制度", "党章", "宪法",
    "影片", "读本", "论述", "选编", "汇编", "论断", "案例", "思想",
];

static NUMBER: Pattern = Pattern::new(concat!(
    r"^(?:[(（]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]|\d{1,2}\s*[.．、)）]|[①-⑳]|",
    r"[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]是)",
));

/// Titles of materials. They keep their marks; a text inside marks, quotes or brackets is never cut.
#[must_use]
pub fn titles(raw: &str) -> Vec<String> {
    let lines = tidy_lines(raw);
    lines.iter().flat_map(|line| titles_of_line(strip_number(line))).collect()
}

fn titles_of_line(line: &str) -> Vec<String> {
    let groups = cut(line, |_, c, _| matches!(c, '；' | ';'));
    groups.iter().flat_map(|group| titles_of_group(group)).collect()
}

fn titles_of_group(group: &str) -> Vec<String> {
    let parts = cut(group, |_, c, _| c == '、');
    let all_titles = parts.iter().all(|part| is_title(part));
    let certain = |before: Option<char>, c: char, after: Option<char>| {
        c == '、' && (all_titles || before == Some('》') || after == Some('《'))
    };
    let parts = cut(group, certain);
    parts.iter().flat_map(|part| adjacent(part)).collect()
}

fn is_title(part: &str) -> bool {
    let bare = part.strip_suffix('等').unwrap_or(part);
    cjk_count(bare) >= 2 && TITLE_ENDS.iter().any(|end| bare.ends_with(end))
}

/// Titles that stand side by side (`《甲》《乙》`) are two.
fn adjacent(part: &str) -> Vec<String> {
    let mut titles = Vec::new();
    let mut rest = part;
    while let Some(at) = rest.find("》《") {
        let (first, second) = rest.split_at(at + '》'.len_utf8());
        titles.push(first.to_owned());
        rest = second;
    }
    titles.push(rest.to_owned());
    titles
}

/// Short items separated by 、 ； or line breaks, and by commas where no title or remark is among them.
#[must_use]
pub fn list(raw: &str) -> Vec<String> {
    let lines = tidy_lines(raw);
    lines.iter().flat_map(|line| list_of_line(strip_number(line))).collect()
}

fn list_of_line(line: &str) -> Vec<String> {
    let plain = !line.contains(['《', '（', '(', '【', '[', '〔', '“', '"']);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    cut(line, |before, c, after| match c {
        '、' | '；' | ';' => true,
        '，' => plain,
        // The comma of 1,200 divides nothing.
        ',' => plain && !(digit(before) && digit(after)),
        _ => false,
    })
}

/// Numbered points, or else lines, each without its number and closing mark.
#[must_use]
pub fn points(raw: &str) -> Vec<String> {
    let points = split::numbered(raw).map_or_else(|| tidy_lines(raw), |numbered| numbered.parts);
    let bare = points.iter().map(|point| strip_number(point).trim_end_matches(['。', '；', ';']).to_owned());
    bare.filter(|point| !point.is_empty()).collect()
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

/// Cuts a text where `at` says so (character before, character, character after), outside marks, quotes and
/// brackets only. Parts are trimmed and not empty.
pub(super) fn cut(text: &str, at: impl Fn(Option<char>, char, Option<char>) -> bool) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let inside = inside_marks(&chars);
    let mut parts = vec![String::new()];
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| chars.get(index)).copied();
        if !inside[index] && at(before, *c, chars.get(index + 1).copied()) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(*c);
        }
    }
    let trimmed = parts.iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}

/// For each character whether marks, quotes or brackets enclose it. A line break closes all of them,
/// and a mark that is never closed encloses nothing.
pub(super) fn inside_marks(chars: &[char]) -> Vec<bool> {
    const PAIRS: [(char, char); 10] = [
        ('《', '》'),
        ('〈', '〉'),
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('（', '）'),
        ('(', ')'),
        ('【', '】'),
        ('[', ']'),
        ('〔', '〕'),
    ];
    let mut inside = vec![false; chars.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (index, c) in chars.iter().enumerate() {
        if *c == '\n' {
            open.clear();
        } else if let Some((_, close)) = PAIRS.iter().find(|(mark, _)| mark == c) {
            open.push((index, *close));
        } else if let Some(level) = open.iter().rposition(|(_, close)| close == c) {
            let from = open[level].0;
            open.truncate(level);
            inside[from + 1..index].fill(true);
        }
    }
    inside
}

//! One cell → several items: titles, short lists, lines and numbered points.

use crate::text::document_title::SIDE_BY_SIDE;
use crate::text::enclosed::cut;
use crate::text::fold::{cjk_count, tidy_lines};
use crate::text::numbered::numbered;
use crate::text::numbering::{strip_number, without_more};

/// Titles of materials. They keep their marks; a text inside marks, quotes or brackets is never cut.
#[must_use]
pub(super) fn titles(raw: &str, ends: &[String]) -> Vec<String> {
    let lines = tidy_lines(raw);
    lines.iter().flat_map(|line| titles_of_line(strip_number(line), ends)).collect()
}

fn titles_of_line(line: &str, ends: &[String]) -> Vec<String> {
    let groups = cut(line, |_, c, _| matches!(c, '；' | ';'));
    groups.iter().flat_map(|group| titles_of_group(group, ends)).collect()
}

fn titles_of_group(group: &str, ends: &[String]) -> Vec<String> {
    let parts = cut(group, |_, c, _| c == '、');
    let all_titles = parts.iter().all(|part| is_title(part, ends));
    let certain = |before: Option<char>, c: char, after: Option<char>| {
        c == '、' && (all_titles || before == Some('》') || after == Some('《'))
    };
    let parts = cut(group, certain);
    parts.iter().flat_map(|part| adjacent(part)).collect()
}

fn is_title(part: &str, ends: &[String]) -> bool {
    let bare = without_more(part);
    cjk_count(bare) >= 2 && (bare.ends_with('》') || ends.iter().any(|end| bare.ends_with(end.as_str())))
}

/// Titles that stand side by side (`《甲》《乙》`, `《甲》第一卷《甲》第二卷`) are several.
fn adjacent(part: &str) -> Vec<String> {
    let mut titles = Vec::new();
    let mut rest = part;
    while let Some(end) = SIDE_BY_SIDE.captures(rest).and_then(|found| Some(found.get(1)?.end())) {
        let (first, second) = rest.split_at(end);
        titles.push(first.to_owned());
        rest = second;
    }
    titles.push(rest.to_owned());
    titles
}

/// Short items separated by 、 ； or line breaks, and by commas where no title or remark is among them.
#[must_use]
pub(super) fn list(raw: &str) -> Vec<String> {
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

/// Numbered points, or else lines and in these what semicolons part (统一模板；逐村核对；结果张榜), each without its
/// number and closing mark.
#[must_use]
pub(super) fn points(raw: &str) -> Vec<String> {
    let parted =
        || tidy_lines(raw).iter().flat_map(|line| cut(line, |_, c, _| matches!(c, '；' | ';'))).collect();
    let points = numbered(raw).map_or_else(parted, |numbered| numbered.parts);
    let bare = points.iter().map(|point| strip_number(point).trim_end_matches(['。', '；', ';']).to_owned());
    bare.filter(|point| !point.is_empty()).collect()
}

//! 版记 (7.4): 抄送机关, 印发机关 and 印发日期.

use super::plain;
use super::signature::day;
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::{Border, Line, Side, Within};
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;

static COPIES: Pattern = Pattern::new(r"^(?:抄送|主送|抄报|分送)：[\s\S]+。$");
/// How far an indent may be off, in characters.
const ROOM: f64 = 0.3;
/// How wide rules usually are, in eighths of a point: 0.35 mm (8) and 0.25 mm (6).
const WIDTHS: std::ops::RangeInclusive<i64> = 4..=12;
static ISSUE: Pattern = Pattern::new(r"([0-9○〇\p{一}]{2,4}年[^\s]*日)[\s　]*(印发)?[\s　]*$");

pub(in crate::proofread) fn copies(page: &Page) -> Looked {
    Looked::over(page.of(Role::Copies), |line| {
        let text = line.words();
        if !COPIES.is_match(&text) {
            return Some(Lint::CopiesForm { text });
        }
        indented(line, true)
    })
}

/// One character stays empty at both sides (7.4.2, 7.4.3); in a table or box its own room may be that.
fn indented(line: &Line, both: bool) -> Option<Lint> {
    let (size, format) = (line.size(), line.format);
    if !line.is_free() || line.text.starts_with(char::is_whitespace) {
        return None;
    }
    let left = format.left.in_characters(size) + format.first.in_characters(size);
    let right = format.right.in_characters(size);
    let off = (left - 1.0).abs() > ROOM || (both && (right - 1.0).abs() > ROOM);
    let [left, right] = [left, right].map(plain);
    off.then_some(Lint::ImprintIndent { left, right })
}

/// The rules above, between and below the elements of 版记; a letter has none (10.1).
pub(in crate::proofread) fn rules(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let all: Vec<(usize, &Line)> =
        page.all(Role::is_imprint).filter(|(_, line)| !line.words().is_empty()).collect();
    let (Some((first, top)), Some((last, bottom))) = (all.first(), all.last()) else { return looked };
    let around = page.set.lines.get(first.saturating_sub(2)..(last + 3).min(page.set.lines.len()));
    let drawn = around.unwrap_or_default().iter().any(|line| line.drawings > 0);
    let boxed = [top, bottom].iter().any(|line| line.within == Within::Box);
    let letter = all.iter().all(|(_, line)| line.rules.is_empty()) && page.of(Role::Issue).next().is_none();
    if drawn || boxed || letter {
        return looked;
    }
    let drawn: Vec<&Border> = all.iter().flat_map(|(_, line)| rules_of(page, line)).collect();
    let has = |lines: &[usize], side: Side| {
        let own = lines.iter().filter_map(|at| page.set.lines.get(*at));
        own.flat_map(|line| rules_of(page, line)).any(|rule| rule.side == side)
    };
    let above = has(&[*first], Side::Above) || has(&[first.saturating_sub(1)], Side::Below);
    let below = has(&[*last], Side::Below) || has(&[last + 1], Side::Above);
    let fault = if !above || !below {
        Some(Lint::NoImprintRule)
    } else if let Some(rule) = drawn.iter().find(|rule| !matches!(rule.colour.as_str(), "AUTO" | "000000")) {
        Some(Lint::ImprintRuleColour { has: rule.colour.clone() })
    } else {
        let wide = drawn.iter().find(|rule| !WIDTHS.contains(&rule.width));
        let width = |rule: &&Border| plain((rule.width as f64 / 8.0 / 72.0 * 254.0).round() / 10.0);
        wide.map(|rule| Lint::ImprintRuleWidth { has: width(rule) })
    };
    looked.add(Some(*first), fault);
    looked
}

/// The rules of a line itself and of the table that it stands in.
fn rules_of<'p>(page: &'p Page, line: &'p Line) -> Vec<&'p Border> {
    let table = match line.within {
        Within::Table(at) => page.set.tables.get(at),
        _ => None,
    };
    line.rules.iter().chain(table.into_iter().flat_map(|table| &table.rules)).collect()
}

pub(in crate::proofread) fn issue(page: &Page) -> Looked {
    let dated = page.of(Role::Date).last().and_then(|(_, line)| day(&line.text));
    Looked::over(page.of(Role::Issue), |line| {
        let found = ISSUE.captures(&line.text)?;
        let (text, said) = (found.get(1)?.as_str(), found.get(2).is_some());
        let Some(issued) = day(text).filter(|_| said) else {
            return Some(Lint::IssueForm { text: found.get(0)?.as_str().trim().to_owned() });
        };
        let Some(dated) = dated.filter(|dated| issued < *dated) else { return indented(line, false) };
        Some(Lint::IssuedBefore { issued: issued.to_string(), dated: dated.to_string() })
    })
}

//! The unit that a header or a line of a sheet states (`金额（万元）`, `金额/万元`, `单位：万元`), as what it multiplies by.

use super::amount::{MAGNITUDES, is_measure};
use super::fold::folded;
use super::numeral;
use super::pattern::Pattern;

/// A unit as it was stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// Its words (万元).
    pub unit: String,
    /// What it multiplies by: 万元 by ten thousand.
    pub factor: f64,
    /// Whether it is one of money.
    pub money: bool,
}

/// The unit of money whose multiples sheets are written in.
const MONEY: &str = "元";

static BRACKETS: Pattern = Pattern::new(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]");
static LABEL: Pattern = Pattern::new(r"单位\s*(?:均为|[:为是])\s*([^()]*)");
static MONEY_END: Pattern = Pattern::new(r"(?:^|[^0-9.百千万亿\p{一}])([百千万亿]*元)$");

/// The unit that a header states, the innermost first.
#[must_use]
pub fn of_header(header: &str) -> Option<Stated> {
    let header = folded(header);
    let brackets = BRACKETS.all(&header);
    let inside = brackets.iter().rev().filter_map(|found| found.get(1)).map(|found| found.as_str());
    inside.clone().find_map(unit).or_else(|| {
        let outside = BRACKETS.replace(&header, "");
        outside.rsplit('/').find_map(|piece| unit(piece).or_else(|| at_end(piece.trim())))
    })
}

/// The unit of money that a line over a table states (`单位：万元`, `金额单位：人民币万元`).
#[must_use]
pub fn of_line(line: &str) -> Option<Stated> {
    let line = folded(line);
    let behind = LABEL.all(&line);
    let words =
        behind.iter().filter_map(|found| found.get(1)).flat_map(|found| found.as_str().split(SEPARATORS));
    words.filter_map(unit).find(|stated| stated.money)
}

/// The unit of money that a title states in brackets (支出明细表（万元）).
#[must_use]
pub fn of_title(title: &str) -> Option<Stated> {
    let title = folded(title);
    let brackets = BRACKETS.all(&title);
    let inside = brackets.iter().filter_map(|found| found.get(1)).map(|found| found.as_str());
    inside.filter_map(unit).find(|stated| stated.money)
}

/// What stands between the units of a line that states several (单位：人、万元).
const SEPARATORS: [char; 7] = ['、', ',', ';', ' ', '/', '。', '\n'];

/// A word that is nothing but a unit; of one by another (元/人) the first.
fn unit(word: &str) -> Option<Stated> {
    let word: String = word.split('/').next()?.chars().filter(|c| !c.is_whitespace()).collect();
    let label =
        ["计量单位", "金额单位", "货币单位", "单位"].iter().find_map(|label| word.strip_prefix(label));
    let bare = label.unwrap_or(&word).trim_start_matches([':', '为']);
    let bare = bare.trim_start_matches("人民币").trim_end_matches("人民币");
    let rest = bare.trim_start_matches(MAGNITUDES);
    let times = bare.get(..bare.len() - rest.len())?;
    // 百分 is no hundred of anything, and one sign alone (百) may be a number of the outline.
    let fits = if rest.is_empty() { matches!(times, "万" | "亿" | "千") } else { is_measure(rest) };
    let factor = times.chars().filter_map(numeral::times).product();
    let stated = Stated { unit: bare.to_owned(), factor, money: rest == MONEY };
    (fits && (rest != "分" || times.is_empty())).then_some(stated)
}

/// A unit of money at the end of a header (金额万元), which no number goes before.
fn at_end(piece: &str) -> Option<Stated> {
    unit(MONEY_END.captures(piece)?.get(1)?.as_str())
}

#[allow(clippy::unwrap_used)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_state_their_unit() {
        let factor = |header: &str| of_header(header).map(|stated| stated.factor);
        for (header, expected) in [
            ("金额（万元）", 1e4),
            ("金额(单位：万元)", 1e4),
            ("金额/万元", 1e4),
            ("金额万元", 1e4),
            ("支出情况/金额（千元）", 1e3),
            ("总投资【亿元】", 1e8),
            ("补贴（百元）", 1e2),
            ("金额（含税）（万元）", 1e4),
            ("参加人数（万人次）", 1e4),
            ("人均（元/人）", 1.0),
            ("金额（人民币万元）", 1e4),
            ("金额（万）", 1e4),
            ("回复时长（分钟）", 1.0),
        ] {
            assert_eq!(factor(header), Some(expected), "{header}");
        }
        for header in ["金额", "是否超过10万元", "得分（百分）", "部门/单位", "隐患（重大）", "三万元"]
        {
            assert_eq!(factor(header), None, "{header}");
        }
    }

    #[test]
    fn lines_state_a_unit_of_money() {
        let factor = |line: &str| of_line(line).map(|stated| stated.factor);
        for (line, expected) in [
            ("单位：万元", Some(1e4)),
            ("填报单位：县财政局    金额单位：万元", Some(1e4)),
            ("单位：人、万元", Some(1e4)),
            ("注：金额单位均为千元。", Some(1e3)),
            ("单位：人民币亿元", Some(1e8)),
            ("单位：元", Some(1.0)),
            ("单位：人次", None),
            ("填报单位：县财政局", None),
        ] {
            assert_eq!(factor(line), expected, "{line}");
        }
    }
}

//! What must read the same everywhere: the name of the campaign, and the figures of one matter.

use std::collections::BTreeMap;

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::model::report::Role;
use crate::text::fold::is_cjk;
use crate::text::numeral::value;
use crate::text::pattern::Pattern;

static IN_TITLE: Pattern = Pattern::new(r"关于(?:开展)?([\u{4e00}-\u{9fff}“”]{4,30}?活动)");
static IN_TEXT: Pattern = Pattern::new(r"(?:开展|对)([\u{4e00}-\u{9fff}]{6,24}?活动)");
/// The end of the name that stands wherever it is named, in characters.
const CORE: usize = 5;
/// A name that the text alone tells must stand there so often.
const OFTEN: usize = 3;
static FIGURE: Pattern =
    Pattern::new(r"([0-9]+|[一二三四五六七八九十百两]+)(个|条|项)(突出问题|具体问题|意见建议|意见和建议)");
/// The same with the number behind.
static BEHIND: Pattern = Pattern::new(
    r"(突出问题|具体问题|意见建议|意见和建议)([0-9]+|[一二三四五六七八九十百两]+)(个|条|项)(?:[，。；、（）]|$)",
);
/// Opinions are counted for the whole only where the clause says so; elsewhere they are those of a unit or a way.
const WHOLE: [&str; 4] = ["共", "收到", "收集到", "征集到"];
/// Words before a number that make it another one.
const OTHER: [&str; 12] =
    ["围绕", "对照", "其中", "新增", "另", "分别", "剩余", "余下", "上期", "去年", "已", "第"];

pub(super) fn names(text: &Text) -> Looked {
    let mut looked = Looked::default();
    campaign(text, &mut looked);
    let Some(name) = name(text) else { return looked };
    let chars: Vec<char> = name.chars().collect();
    let core: String = chars.get(chars.len().saturating_sub(CORE)..).unwrap_or_default().iter().collect();
    for (at, passage) in text.running() {
        for (found, _) in passage.match_indices(core.as_str()) {
            let before: Vec<char> = passage.get(..found).unwrap_or_default().chars().collect();
            looked.add(at, other(&before, &chars, &core));
        }
    }
    looked
}

/// What stands before the end of the name, when it is a part of the name but not the one that belongs there.
fn other(before: &[char], name: &[char], core: &str) -> Option<Wording> {
    let head = name.get(..name.len().checked_sub(core.chars().count())?)?;
    let same = before.iter().rev().zip(head.iter().rev()).take_while(|(one, other)| one == other).count();
    if same == head.len() {
        return None;
    }
    // The two characters before what is the same: 党员 of 党员干部, without 干部.
    let rest = before.get(..before.len() - same)?;
    let two: String = rest.get(rest.len().checked_sub(2)?..)?.iter().collect();
    let left: String = head.iter().collect();
    let start = head.len() - same;
    let skipped: String = head.get(..start)?.iter().collect();
    let known = left.contains(&two) && !skipped.ends_with(&two) && same > 0;
    let written: String = before.get(before.len() - same - 2..)?.iter().collect::<String>() + core;
    known.then(|| Wording::OtherName { written, name: name.iter().collect() })
}

/// The name of the campaign: that of the title, else the one that stands in the text most often.
fn name(text: &Text) -> Option<String> {
    let title: String =
        text.of(Role::Title).flat_map(|(_, title)| title.chars().filter(|c| !c.is_whitespace())).collect();
    if let Some(found) = IN_TITLE.captures(&title).and_then(|found| found.get(1)) {
        return Some(found.as_str().to_owned());
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, passage) in text.running() {
        for found in IN_TEXT.all(passage) {
            *counts.entry(found.get(1)?.as_str().to_owned()).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count >= OFTEN).map(|(name, _)| name)
}

/// Names that begin and end as that of 报告信息 and are not it: 安全大检查 for 安全生产大检查.
fn campaign(text: &Text, looked: &mut Looked) {
    const ENDS: usize = 3;
    let Some(name) = text.known.and_then(|known| known.campaign.as_deref()) else { return };
    let chars: Vec<char> = name.chars().filter(|c| is_cjk(*c)).collect();
    let (Some(first), Some(last)) = (chars.get(..ENDS + 1), chars.get(chars.len().saturating_sub(ENDS)..))
    else {
        return;
    };
    if chars.len() < ENDS * 2 + 3 || chars.len() != name.chars().count() {
        return;
    }
    let (first, last): (String, String) = (first.iter().collect(), last.iter().collect());
    for (at, passage) in text.running() {
        for (start, _) in passage.match_indices(first.as_str()) {
            let rest = passage.get(start..).unwrap_or_default();
            let Some(end) = rest.find(last.as_str()) else { continue };
            let written = rest.get(..end + last.len()).unwrap_or_default();
            let length = written.chars().count();
            let near =
                written.chars().all(is_cjk) && length.abs_diff(chars.len()) <= ENDS && length > ENDS * 2;
            let fault = Wording::OtherName { written: written.to_owned(), name: name.to_owned() };
            looked.add(at, (near && written != name).then_some(fault));
        }
    }
}

/// Figures of one matter in different paragraphs; those of one paragraph are parts of each other.
pub(super) fn figures(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let mut known: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (at, matter, number) in told(text) {
        let other = known.get(&matter).filter(|(there, other)| *there != at && *other != number);
        let other = other.map(|(_, other)| other.clone());
        known.entry(matter.clone()).or_insert_with(|| (at, number.clone()));
        looked.add(at, other.map(|other| Wording::TwoFigures { matter, number, other }));
    }
    looked
}

/// How many 突出问题 the text says that there are, wherever it does.
pub(super) fn told_problems(text: &Text) -> Vec<(usize, String)> {
    let all = told(text).into_iter().filter(|(_, matter, _)| matter == PROBLEMS);
    all.map(|(at, _, number)| (at, number)).collect()
}

/// The matter of 突出问题 with its measure.
const PROBLEMS: &str = "个突出问题";

/// The figures that speak of a whole: the paragraph, the matter with its measure, the number in digits.
fn told(text: &Text) -> Vec<(usize, String, String)> {
    let mut all = Vec::new();
    for (at, passage) in text.unquoted() {
        let found = FIGURE.all(&passage).into_iter().map(|found| (found, [1, 2, 3]));
        let behind = BEHIND.all(&passage).into_iter().map(|found| (found, [2, 3, 1]));
        for (found, groups) in found.chain(behind) {
            let part = |group: usize| {
                let group = groups.get(group - 1).and_then(|group| found.get(*group));
                group.map_or("", |part| part.as_str())
            };
            let (start, end) = found.get(0).map_or((0, 0), |whole| (whole.start(), whole.end()));
            let before = passage.get(..start).unwrap_or_default();
            let clause = before.rsplit(['，', '。', '；', '：']).next().unwrap_or_default();
            let of_part = OTHER.iter().any(|word| clause.contains(word))
                || passage.get(end..).is_some_and(|after| after.starts_with('中'))
                || clause.ends_with(|c: char| c.is_ascii_digit() || c == '.');
            let of_whole = part(3).ends_with("问题") || WHOLE.iter().any(|word| clause.contains(word));
            if of_part || !of_whole {
                continue;
            }
            let matter = format!("{}{}", part(2), part(3).replace('和', ""));
            let number = match part(1).parse::<u64>() {
                Ok(_) => part(1).to_owned(),
                // 三家 are as many as 3家.
                Err(_) => value(part(1)).map(|number| format!("{number:.0}")).unwrap_or_default(),
            };
            // One of them (一个突出问题) is none that was counted.
            if number != "1" || part(1) == "1" {
                all.push((at, matter, number));
            }
        }
    }
    all
}

//! Figures that bind each other in one sentence: what came back and what went out, who came and who was to, parts and rates.

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::text::pattern::{Captures, Pattern};

/// Two figures of which the second can never be more than the first, and the words for their ratio: in a sentence, or
/// at the heads of columns.
pub(super) struct Bound {
    pub(super) most: Pattern,
    pub(super) some: Pattern,
    pub(super) rate: Pattern,
}

static BOUNDS: [Bound; 3] = [
    Bound {
        most: Pattern::new(r"(发(?:出|放)[^，。；0-9]{0,20}([0-9]+)份)"),
        some: Pattern::new(r"((?:收回|回收)[^，。；0-9]{0,12}([0-9]+)份)"),
        rate: Pattern::new(r"((?:回收率|收回率)[^，。；0-9]{0,4}([0-9]+(?:\.([0-9]+))?)%)"),
    },
    Bound {
        most: Pattern::new(r"((?:收回|回收)[^，。；0-9]{0,12}([0-9]+)份)"),
        some: Pattern::new(r"(有效[^，。；0-9]{0,8}([0-9]+)份)"),
        rate: Pattern::new(r"(有效率[^，。；0-9]{0,4}([0-9]+(?:\.([0-9]+))?)%)"),
    },
    Bound {
        most: Pattern::new(r"(应(?:到|参加)(?:会)?[^，。；0-9中]{0,4}([0-9]+)(?:人|名))(?:[^次]|$)"),
        some: Pattern::new(r"(实(?:到|际参加)(?:会)?[^，。；0-9中]{0,4}([0-9]+)(?:人|名))(?:[^次]|$)"),
        rate: Pattern::new(r"((?:参学率|到会率|出勤率|参会率)[^，。；0-9]{0,4}([0-9]+(?:\.([0-9]+))?)%)"),
    },
];
static TOTAL: Pattern =
    Pattern::new(r"((?:共|梳理|发现|查摆|排查|反馈)[^，。；0-9]{0,12}([0-9]+)(?:项|个|条|件|处))");
static DONE: Pattern =
    Pattern::new(r"((?:已完成|完成整改|已整改|已办结|整改到位)[^，。；0-9]{0,6}([0-9]+)(?:项|个|条|件))");
static NEARLY: Pattern = Pattern::new(r"(基本完成[^，。；0-9]{0,6}([0-9]+)(?:项|个|条|件))");
static DONE_RATE: Pattern =
    Pattern::new(r"((?:完成率|整改率|办结率)[^，。；0-9]{0,4}([0-9]+(?:\.([0-9]+))?)%)");
/// Measure words, longer ones first.
macro_rules! measures {
    () => {
        "人次|家次|批次|万元|亿元|公里|条|项|个|件|份|人|次|名|场|家|处|所|户|篇|期|辆|吨|起|元|台|本|册|座|批|亩|宗|例|节|堂|块"
    };
}
static OF_WHOLE: Pattern = Pattern::new(concat!(
    r"([0-9]+(?:\.[0-9]+)?)(",
    measures!(),
    r")[^，。；0-9]{0,8}[，（(]其中[：:，]?([^。；）)]*)"
));
static PART: Pattern = Pattern::new(concat!(r"([0-9]+(?:\.[0-9]+)?)(", measures!(), r")"));
/// What closes a set of parts, so that they add up to the whole.
static CLOSES: Pattern = Pattern::new(r"未采纳|尚未|未完成|未整改|未办结|正在|其余|其他|剩余");
/// Words behind which figures are no longer parts of what was told before.
const ANEW: [&str; 5] = ["共", "累计", "全", "总", "另"];
static POINTS: Pattern =
    Pattern::new(r"(率[^，。；0-9到至为]{0,8}(?:提高|上升|下降|增长|提升|降低)了?[0-9]+(?:\.[0-9]+)?%)");
static TIMES: Pattern = Pattern::new(r"((?:减少|降低|下降|缩短|压减)了?[0-9一二三四五六七八九十两]+倍)");

/// A figure of a sentence: how it is written, and its number.
type Told = (String, f64);

/// The figure that a pattern finds once in a sentence; none where it stands there several times, since nobody can tell
/// which belongs to which.
fn one(sentence: &str, pattern: &Pattern) -> Option<(Told, usize)> {
    let all = pattern.all(sentence);
    let [found] = all.as_slice() else { return None };
    let number = found.get(2)?.as_str().parse().ok()?;
    let decimals = found.get(3).map_or(0, |decimals| decimals.as_str().len());
    Some(((found.get(1)?.as_str().to_owned(), number), decimals))
}

fn sentences(text: &Text) -> Vec<(usize, String)> {
    let passages = text.unquoted().into_iter();
    passages
        .flat_map(|(at, passage)| passage.split('。').map(|one| (at, one.to_owned())).collect::<Vec<_>>())
        .collect()
}

pub(super) fn over(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, sentence) in sentences(text) {
        for bound in &BOUNDS {
            let (Some((most, _)), Some((some, _))) =
                (one(&sentence, &bound.most), one(&sentence, &bound.some))
            else {
                continue;
            };
            let fault = Wording::Over { some: some.0, most: most.0 };
            looked.add(at, (some.1 > most.1).then_some(fault));
        }
    }
    looked
}

pub(super) fn rates(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, sentence) in sentences(text) {
        for bound in &BOUNDS {
            let found =
                (one(&sentence, &bound.most), one(&sentence, &bound.some), one(&sentence, &bound.rate));
            if let (Some((most, _)), Some((some, _)), Some((rate, decimals))) = found {
                looked.add(at, off(rate, decimals, &[some.1], most.1));
            }
        }
        let found = (one(&sentence, &TOTAL), one(&sentence, &DONE), one(&sentence, &DONE_RATE));
        if let (Some((total, _)), Some((done, _)), Some((rate, decimals))) = found {
            // What is nearly done counts as done in some offices.
            let nearly = one(&sentence, &NEARLY).map_or(0.0, |(nearly, _)| nearly.1);
            looked.add(at, off(rate, decimals, &[done.1, done.1 + nearly], total.1));
        }
    }
    looked
}

/// A rate that none of these parts of a whole gives, rounded as it is.
fn off(rate: Told, decimals: usize, parts: &[f64], whole: f64) -> Option<Wording> {
    let room = 0.5 / 10f64.powi(i32::try_from(decimals).unwrap_or(0)) + 1e-9;
    let of = |part: &f64| part / whole * 100.0;
    if whole <= 0.0 || parts.iter().any(|part| (of(part) - rate.1).abs() <= room) {
        return None;
    }
    let first = parts.first().map(of).unwrap_or_default();
    Some(Wording::RateOff { rate: rate.0, is: format!("{first:.1}%") })
}

/// A part of a whole that is more than the whole.
pub(super) fn parts(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, sentence) in sentences(text) {
        for found in OF_WHOLE.all(&sentence) {
            let group = |group: usize| found.get(group).map_or("", |part| part.as_str());
            let Ok(whole) = group(1).parse::<f64>() else { continue };
            let end = ANEW.iter().filter_map(|word| group(3).find(word)).min();
            let told = group(3).get(..end.unwrap_or(group(3).len())).unwrap_or_default();
            let parts: Vec<(f64, String)> =
                PART.all(told).iter().filter_map(|part| of_measure(part, group(2))).collect();
            let more = parts.iter().find(|(number, _)| *number > whole).map(|(_, part)| part.clone());
            let said = format!("{}{}", group(1), group(2));
            let sum: f64 = parts.iter().map(|(number, _)| number).sum();
            let closed = parts.len() > 1 && CLOSES.is_match(told) && (sum - whole).abs() > 0.005;
            let lacking = || Wording::PartsOff { whole: said.clone(), sum: super::plain(sum) };
            let fault = more.map(|part| Wording::PartOver { part, whole: said.clone() });
            looked.add(at, fault.or_else(|| closed.then(lacking)));
        }
    }
    looked
}

/// A part of the same measure as its whole.
fn of_measure(part: &Captures, measure: &str) -> Option<(f64, String)> {
    let number = part.get(1)?.as_str().parse::<f64>().ok()?;
    (part.get(2)?.as_str() == measure)
        .then(|| (number, part.get(0).map_or("", |part| part.as_str()).to_owned()))
}

/// A rate that changes by percent instead of points, a quantity that shrinks by times.
pub(super) fn changes(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.unquoted() {
        looked.seen += 1;
        for (pattern, say) in [
            (&POINTS, (|text| Wording::PointsOf { text }) as fn(String) -> Wording),
            (&TIMES, |text| Wording::Times { text }),
        ] {
            let found =
                pattern.all(&passage).into_iter().filter_map(|found| Some(found.get(1)?.as_str().to_owned()));
            looked.faults.extend(found.map(|found| (at, say(found))));
        }
    }
    looked
}

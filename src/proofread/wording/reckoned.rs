//! What a sentence reckons: from one number to another, shares above the whole, and all of what is not yet done.

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::text::pattern::Pattern;

static FROM_TO: Pattern = Pattern::new(
    r"((?:由|从)[^，。；0-9]{0,12}?([0-9]+(?:\.[0-9]+)?)(%)?[^，。；0-9]{0,8}(?:下降|减少|降低|降|压减|缩短|增加|增长|上升|提高|提升|升)(?:至|到|为)([0-9]+(?:\.[0-9]+)?)(%)?[^，。；0-9]{0,6}，[^，。；0-9]{0,8}(?:下降|减少|降低|降幅|压减|缩短|增长|增加|增幅|上升|提高|提升)(?:达到|达|为|了)?([0-9]+(?:\.([0-9]+))?)%)",
);
static OVER: Pattern = Pattern::new(
    r"((?:回收率|收回率|有效率|参学率|到会率|出勤率|参会率|整改率|整改完成率|办结率|合格率|满意率|满意度|知晓率|覆盖率|占比)[^，。；0-9]{0,6}([0-9]+(?:\.[0-9]+)?)%)",
);
static ALL: Pattern = Pattern::new(
    r"((?:问题|隐患)[^，。；]{0,12}(?:全部|均已|已全部|都已)(?:完成)?(?:整改|销号|办结)(?:完成|到位|完毕|销号)?)",
);
static REST: Pattern = Pattern::new(
    r"((?:正在整改|尚未完成|未完成整改|尚未整改|未整改)[^，。；0-9]{0,6}[1-9][0-9]*[个项条件处])",
);
static SHARE: Pattern =
    Pattern::new(r"((?:整改完成率|完成率|整改率)[^，。；0-9]{0,4}([0-9]+(?:\.[0-9]+)?)%)");

/// A change by percent that the two numbers do not give, or that is one of two rates.
pub(super) fn change(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.unquoted() {
        for found in FROM_TO.all(&passage) {
            let group = |group: usize| found.get(group).map_or("", |part| part.as_str());
            let number = |at: usize| group(at).parse::<f64>().unwrap_or(0.0);
            let (from, to, said) = (number(2), number(4), number(6));
            let said_of_rates = !group(3).is_empty() && !group(5).is_empty();
            let room = 0.5 / 10f64.powi(i32::try_from(group(7).len()).unwrap_or(0)) + 1e-9;
            let is = if from > 0.0 { (to - from).abs() / from * 100.0 } else { said };
            let fault = match said_of_rates {
                true if ((to - from).abs() - said).abs() <= room => {
                    Some(Wording::RatesApart { text: group(1).to_owned() })
                }
                true => None,
                false => ((is - said).abs() > room)
                    .then(|| Wording::ChangeOff { text: group(1).to_owned(), is: format!("{is:.1}%") }),
            };
            looked.add(at, fault);
        }
    }
    looked
}

/// A share of a whole that is more than the whole.
pub(super) fn over(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.unquoted() {
        for found in OVER.all(&passage) {
            let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
            let over = part(2).parse::<f64>().is_ok_and(|share| share > 100.0);
            looked.add(at, over.then(|| Wording::ShareAbove { text: part(1).to_owned() }));
        }
    }
    looked
}

/// All problems are said to be mended where the text tells of some that are not.
pub(super) fn all(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let passages = text.unquoted();
    let rest = passages.iter().find_map(|(_, passage)| {
        let waits = REST.captures(passage).and_then(|found| Some(found.get(1)?.as_str().to_owned()));
        waits.or_else(|| {
            let found = SHARE.captures(passage)?;
            let below = found.get(2)?.as_str().parse::<f64>().is_ok_and(|share| share < 100.0);
            below.then_some(found.get(1)?.as_str().to_owned())
        })
    });
    for (at, passage) in &passages {
        for found in ALL.all(passage) {
            let words = found.get(1).map_or("", |found| found.as_str()).to_owned();
            looked.add(*at, rest.clone().map(|rest| Wording::NotAll { text: words, rest }));
        }
    }
    looked
}

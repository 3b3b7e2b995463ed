//! Numbers that a person typed and that no figure or cell gives: nobody renews them.

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::text::numeral::value;
use crate::text::pattern::Pattern;

/// What stands in titles, quotations and brackets, and numbers that count nothing: days, years, hours, ordinals,
/// sessions, numbers of documents, telephones and names.
static ASIDE: Pattern = Pattern::new(concat!(
    r"《[^《》]*》|“[^“”]*”|〔[0-9]+〕第?[0-9]+号|[0-9]{1,4}年(?:度|代)?|[0-9]{1,2}月份?|[0-9]{1,2}[日号时点分]|",
    r"第[0-9]+|[0-9]+届|[0-9]+次(?:会议|全会|党组会|常委会)|[0-9]+(?:小时|分钟|热线|号线|世纪|周年)|[0-9]{5,}|[A-Za-z]+[0-9]+|[0-9]+[A-Za-z]+|",
    r"^[\s　]*[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[）)]",
));
static NUMBER: Pattern = Pattern::new(
    r"([0-9]+(?:\.[0-9]+)?)([%％万亿]?)|([二三四五六七八九两]?[十百千万][一二三四五六七八九十百千万]*)(?:余|多)?[个条项件次人份名家户场期篇]",
);
/// So many are shown.
const SHOWN: usize = 6;

pub(super) fn typed(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(known) = text.known else { return looked };
    for (at, passage) in text.passages.iter().enumerate() {
        if !passage.role.is_some_and(crate::model::report::Role::is_running) {
            continue;
        }
        let mut found: Vec<String> = Vec::new();
        for stretch in passage.typed.iter().filter_map(|range| passage.text.get(range.clone())) {
            let rest = ASIDE.replace(stretch, "，");
            for number in NUMBER.all(&rest) {
                let group = |group: usize| number.get(group).map(|part| part.as_str());
                let (Some(written), Some(amount)) = (group(0), amount(group(1), group(2), group(3))) else {
                    continue;
                };
                looked.seen += 1;
                let is_known = amount == "0" || known.numbers.contains(&amount);
                if !is_known && !found.iter().any(|known| known == written) {
                    found.push(written.to_owned());
                }
            }
        }
        let more = found.len() > SHOWN;
        found.truncate(SHOWN);
        looked.faults.extend((!found.is_empty()).then_some((at, Wording::Typed { numbers: found, more })));
    }
    looked
}

/// A number as figures print it: 三十二 is 32, 3.0 is 3; 万 and 亿 are reckoned out.
fn amount(digits: Option<&str>, unit: Option<&str>, words: Option<&str>) -> Option<String> {
    let number = match (digits, words) {
        (Some(digits), _) => digits.parse::<f64>().ok()?,
        (None, Some(words)) => value(words)?,
        (None, None) => return None,
    };
    let times = match unit {
        Some("万") => 1e4,
        Some("亿") => 1e8,
        _ => 1.0,
    };
    Some(plain(number * times))
}

/// A number without needless decimals, two at most.
pub fn plain(number: f64) -> String {
    ((number * 100.0).round() / 100.0).to_string()
}

//! Words that stand twice in a row (进行进行, 的的, 青山县县委), and given names of persons whose opinion the text tells.

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::text::fold::is_cjk;
use crate::text::pattern::Pattern;

/// Single characters that never stand twice in a row.
const SINGLE: &str = "的把被将及与";
/// Pairs that one says twice to mean a little, or each.
const TWICE: [&str; 12] =
    ["研究", "讨论", "商量", "了解", "休息", "学习", "交流", "沟通", "锻炼", "教育", "帮助", "整理"];
/// Names of places before organs of them, once too often.
static PLACE: Pattern = Pattern::new(
    r"([\u{4e00}-\u{9fff}]{0,2}[^各全本我该每，。、；：\s](?:县县|市市|区区|镇镇|乡乡|州州)(?:委|政府|人大|政协|党委|纪委|人民政府))",
);
/// Words with which an opinion is told.
static TOLD: Pattern = Pattern::new(r"反映|提出|建议|认为|意见|希望");

pub(super) fn doubled(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.unquoted() {
        looked.seen += 1;
        let place = PLACE.captures(&passage).and_then(|found| Some(found.get(1)?.as_str().to_owned()));
        let found = place.or_else(|| twice(&passage));
        looked.faults.extend(found.map(|text| (at, Wording::Doubled { text })));
    }
    looked
}

/// The first word that stands twice.
fn twice(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_single = |three: &&[char]| matches!(three, [before, one, other] if one == other && SINGLE.contains(*one) && *before != '目');
    if let Some([_, two @ ..]) = chars.windows(3).find(is_single) {
        return Some(two.iter().collect());
    }
    let pair = chars.windows(4).find(|four| {
        let (one, other) = four.split_at(2);
        let word: String = one.iter().collect();
        let plain = four.iter().all(|c| is_cjk(*c)) && one.first() != one.last();
        plain && one == other && !word.starts_with(['一', '每', '各']) && !TWICE.contains(&word.as_str())
    });
    pair.map(|four| four.iter().collect())
}

/// Persons who gave an opinion, named where one is told.
pub(super) fn givers(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(known) = text.known.filter(|known| !known.givers.is_empty()) else { return looked };
    for (at, passage) in text.running() {
        looked.seen += 1;
        for clause in passage.split(['。', '，', '；']).filter(|clause| TOLD.is_match(clause)) {
            let named = known.givers.iter().find(|name| clause.contains(name.as_str()));
            looked.faults.extend(named.map(|name| (at, Wording::Giver { name: name.clone() })));
        }
    }
    looked
}

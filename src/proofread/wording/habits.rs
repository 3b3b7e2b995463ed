//! Habits of speech in writing: days and hours as they are spoken, a comma before 等, decimals without their zero.

use super::{Looked, Text, each};
use crate::finding::wording::Wording;
use crate::text::pattern::Pattern;

/// `、等` before what sums up; 、等级 is a word of its own.
static LISTED: Pattern =
    Pattern::new(r"(、等(?:$|[，。；、]|方面|单位|部门|领域|环节|问题|工作|人|地|[0-9两\p{一}]))");
static HALVED: Pattern = Pattern::new(r"(?:^|[^0-9A-Za-z.．])(\.[0-9]+)");
static SPOKEN: [Pattern; 3] = [
    Pattern::new(r"((?:去|前)年|昨[天日]|明[天日]|后天|上个月|下个月|上周|下周)"),
    Pattern::new(r"((?:上午|中午|下午|晚上|早上|凌晨)(?:1[3-9]|2[0-4])[时点:：])"),
    Pattern::new(r"([0-9]{1,2}月[0-9]{1,2}号)(?:$|[^文楼线台车机])"),
];

pub(super) fn listed(text: &Text) -> Looked {
    each(text.running(), &LISTED, |found| Some(Wording::CommaBefore { text: found.to_owned() }))
}

pub(super) fn halved(text: &Text) -> Looked {
    each(text.running(), &HALVED, |found| Some(Wording::NoZero { text: found.to_owned() }))
}

/// What is quoted was said as it stands.
pub(super) fn spoken(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for pattern in &SPOKEN {
        let passages = text.unquoted();
        let own = passages.iter().map(|(at, text)| (*at, text.as_str()));
        let found = each(own, pattern, |found| Some(Wording::SpokenTime { text: found.to_owned() }));
        looked.seen = looked.seen.max(found.seen);
        looked.faults.extend(found.faults);
    }
    looked
}

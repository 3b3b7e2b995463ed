//! What a report must not hold: gaps, requests; and how long it may be.

use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;

static GAP: Pattern = Pattern::new(
    r"【(?:待|请)[^】]*】|\{\{[^}]*\}\}|(?:^|[^A-Za-zＸ×])([XxＸ×]{2,}|[XxＸ×](?:个|条|年|月|日|起|次|份|人|项))(?:[^A-Za-z]|$)|_{3,}|[（(]待(?:补充?|定|填|核实?|完善|确认)[^）)]{0,8}[）)]|(?:^|[^A-Za-z0-9ＸX×x])[XxＸ×]{1,3}(?:万元|元|家|户|处|所|名|场|%)",
);
static REQUEST: Pattern = Pattern::new(
    r"(?:妥否|当否|可否|是否可行)[^。]{0,6}请|请[^，。]{0,6}(?:批示|批复|审批)|恳请[^，。]{0,12}(?:解决|批准|支持)|特此请示|请予(?:批准|审批|审定|支持)",
);
/// A 专项报告 has at most so many characters by the rules on asking and reporting, a 综合报告 more.
const LONGEST: usize = 5_000;

pub(in crate::proofread) fn gaps(page: &Page) -> Looked {
    let lines = page.set.lines.iter().enumerate().filter(|(_, line)| !line.text.trim().is_empty());
    Looked::over(lines, |line| {
        let found = GAP.captures(&line.text)?;
        let gap = found.get(1).or(found.get(0))?;
        Some(Lint::Placeholder { text: gap.as_str().trim().to_owned() })
    })
}

pub(in crate::proofread) fn requests(page: &Page) -> Looked {
    let report = page.title().ends_with("报告");
    Looked::over(page.running().filter(|_| report), |line| {
        let found = REQUEST.captures(&line.text)?;
        Some(Lint::Requests { words: found.get(0)?.as_str().to_owned() })
    })
}

pub(in crate::proofread) fn long(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let count: usize = page.running().map(|(_, line)| line.text.chars().count()).sum();
    if page.of(Role::Body).next().is_some() {
        looked.add(None, (count > LONGEST).then_some(Lint::Long { count, most: LONGEST }));
    }
    looked
}

//! 版记 (7.4): 抄送机关, 印发机关 and 印发日期.

use super::signature::day;
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;

static COPIES: Pattern = Pattern::new(r"^抄送：[\s\S]+。$");
static ISSUE: Pattern = Pattern::new(r"([0-9○〇\p{一}]{2,4}年[^\s]*日)[\s　]*(印发)?[\s　]*$");

pub(in crate::proofread) fn copies(page: &Page) -> Looked {
    Looked::over(page.of(Role::Copies), |line| {
        let text = line.text.trim();
        (!COPIES.is_match(text)).then(|| Lint::CopiesForm { text: text.to_owned() })
    })
}

pub(in crate::proofread) fn issue(page: &Page) -> Looked {
    let dated = page.of(Role::Date).last().and_then(|(_, line)| day(&line.text));
    Looked::over(page.of(Role::Issue), |line| {
        let found = ISSUE.captures(&line.text)?;
        let (text, said) = (found.get(1)?.as_str(), found.get(2).is_some());
        let Some(issued) = day(text).filter(|_| said) else {
            return Some(Lint::IssueForm { text: found.get(0)?.as_str().trim().to_owned() });
        };
        let dated = dated.filter(|dated| issued < *dated)?;
        Some(Lint::IssuedBefore { issued: issued.to_string(), dated: dated.to_string() })
    })
}

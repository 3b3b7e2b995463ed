//! What 报告信息 asks of a run besides its content → a yes or no, a number; and what the report asks for itself.

use crate::finding::{Finding, Place, Texts, What};
use crate::model::items;
use crate::model::report::{Block, Report, asked_for};
use crate::model::settings::Settings;
use crate::text::yes;

/// Whether 修订痕迹 asks that changes are written as tracked ones.
pub(super) fn is_tracked(settings: &Settings) -> bool {
    settings.text(items::TRACK).is_some_and(|text| yes::asks(text) || &**text == "保留")
}

/// Decimal places of percentages: 百分比小数, 0 to 2, one when it says nothing else.
pub(super) fn percent_decimals(settings: &Settings) -> usize {
    let item = settings.text(items::DECIMALS).and_then(|text| text.parse().ok());
    item.filter(|decimals| *decimals <= 2).unwrap_or(1)
}

/// Takes away what the report asked for and a person has written in or struck out since; what is still asked for is told
/// where it stands.
pub(super) fn answered(findings: &mut Vec<Finding>, given: &Report, stands: &Report) {
    findings.retain_mut(|finding| match &mut finding.what {
        What::Texts(Texts::Needed { name, times, .. }) => {
            let (was, is) = (places(given, name), places(stands, name));
            if let (true, Some(id)) = (is.len() < was.len(), is.first()) {
                finding.place = Place::Block((*id).to_owned());
            }
            *times = times.saturating_sub(was.len().saturating_sub(is.len()));
            *times > 0
        }
        What::Texts(Texts::Unfilled { name, .. }) => {
            places(given, name).is_empty() || !places(stands, name).is_empty()
        }
        _ => true,
    });
}

/// The blocks in which it is asked for, each as often as it is.
fn places<'r>(report: &'r Report, name: &str) -> Vec<&'r str> {
    let mark = asked_for(name);
    let times = |block: &'r Block| {
        let times = block.text().matches(&mark).count();
        std::iter::repeat_n(block.id.as_str(), times)
    };
    report.blocks.iter().flat_map(times).collect()
}

//! What 报告信息 asks of a run besides its content → a yes or no, a number.

use crate::model::items;
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

//! Dates in the text: days that the calendar lacks, 截止 for 截至, months that no year stands before.

use jiff::civil::Date;

use super::{Looked, Text, each};
use crate::finding::wording::Wording;
use crate::text::pattern::Pattern;

static DAY: Pattern = Pattern::new(r"(?:([12][0-9]{3})年)?([0-9]{1,2})月([0-9]{1,2})日");
static UNTIL: Pattern = Pattern::new(r"(截止(?:到)?(?:目前|今年|日前|现在|[12][0-9]{3}年|[0-9]{1,2}月))");
/// A year in which every day that a calendar may have is one.
const LEAP: i16 = 2000;

pub(super) fn impossible(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.all() {
        for found in DAY.all(passage) {
            let part = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<i16>().ok());
            let small = |group: usize| part(group).and_then(|part| i8::try_from(part).ok()).unwrap_or(0);
            let written = found.get(0).map_or("", |found| found.as_str()).to_owned();
            let exists = Date::new(part(1).unwrap_or(LEAP), small(2), small(3)).is_ok();
            looked.add(at, (!exists).then_some(Wording::NoSuchDay { text: written }));
        }
    }
    looked
}

pub(super) fn until(text: &Text) -> Looked {
    each(text.running(), &UNTIL, |found| Some(Wording::Until { text: found.to_owned() }))
}

/// The first day of the text that no year stands before in its paragraph.
pub(super) fn years(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.running() {
        let Some(found) = DAY.captures(passage) else { continue };
        let start = found.get(0).map_or(0, |found| found.start());
        let told = found.get(1).is_some() || passage.get(..start).is_some_and(|before| before.contains("年"));
        let fault = Wording::NoYear { text: found.get(0).map_or("", |found| found.as_str()).to_owned() };
        looked.add(at, (!told && looked.faults.is_empty()).then_some(fault));
    }
    looked
}

//! The lists of one workbook → which of them list the same problems, so that one number means one problem.

use std::collections::BTreeMap;

use super::lists::ListRow;
use crate::finding::{Finding, Place, Values};
use crate::model::entry::TableHead;
use crate::model::origin::Places;
use crate::text::likeness::Pairs;

/// How like two wordings of one problem are at least; other problems of one office share fewer words.
const ALIKE: f64 = 0.3;

/// Pairs of lists (the lower head first) that number other problems than each other.
pub(super) struct Sisters(BTreeMap<(u32, u32), Common>);

/// Of the numbers that two lists have both: how many there are with a text on either, and how many of those are alike.
#[derive(Default)]
struct Common {
    worded: usize,
    alike: usize,
}

impl Sisters {
    /// Compares the lists of each workbook, number by number.
    pub(super) fn among<'r, 'a: 'r>(rows: impl Iterator<Item = &'r ListRow<'a>>) -> Self {
        let mut by_number: BTreeMap<(&str, u32), Vec<&ListRow<'a>>> = BTreeMap::new();
        for row in rows {
            if let Some(number) = row.number.filter(|_| !row.problem.is_empty()) {
                by_number.entry((row.file, number)).or_default().push(row);
            }
        }
        let mut pairs: BTreeMap<(u32, u32), Common> = BTreeMap::new();
        for rows in by_number.values() {
            for (at, one) in rows.iter().enumerate() {
                for other in rows.iter().skip(at + 1).filter(|other| other.head != one.head) {
                    let common = pairs.entry(key(one.head, other.head)).or_default();
                    common.worded += 1;
                    common.alike += usize::from(is_alike(&one.problem, &other.problem));
                }
            }
        }
        Sisters(pairs)
    }

    /// Whether a number means the same problem on both lists: where they word problems, half of them must be alike. A
    /// list that only names who answers for a number words none.
    pub(super) fn hold(&self, one: u32, other: u32) -> bool {
        self.0.get(&key(one, other)).is_none_or(Common::hold)
    }

    /// What is told of lists that number other problems than each other, at the later one.
    pub(super) fn told<'s>(
        &'s self,
        heads: &'s [TableHead],
        places: &'s Places,
    ) -> impl Iterator<Item = Finding> + 's {
        let apart = self.0.iter().filter(|(_, common)| !common.hold());
        apart.filter_map(|((one, other), common)| {
            let (one, other) = (heads.get(*one as usize)?, heads.get(*other as usize)?);
            let Common { worded, alike } = *common;
            let what = Values::NumbersOfTwo { other: places.name(one.sheet).sheet.clone(), worded, alike };
            Some(Finding::new(Place::Sheet(other.sheet), what))
        })
    }
}

impl Common {
    fn hold(&self) -> bool {
        self.alike * 2 >= self.worded
    }
}

fn key(one: u32, other: u32) -> (u32, u32) {
    (one.min(other), one.max(other))
}

fn is_alike(one: &str, other: &str) -> bool {
    one == other || Pairs::of(one).likeness(&Pairs::of(other)) >= ALIKE
}

//! The names of file and sheet → the edition of a table: corrected, newer, coded, up to when.

use crate::kind::Kind;
use crate::text::named_day::{SPAN, day_in};
use crate::text::numeral::{COUNT, ORDINAL, place};
use crate::text::path::{folder, stem};
use crate::text::pattern::{Pattern, any_of};

/// What names say of editions (`common/editions.toml`), ready for looking up.
pub(super) struct Editions {
    /// What copying, revising, dating and downloading leave at the end of a name.
    marks: Pattern,
    /// In which form a survey was exported.
    exported: Pattern,
    newer: Pattern,
    older: Pattern,
    number: Pattern,
}

/// The edition of a table as its names tell it; the greater counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Edition {
    /// Whether it says that it is corrected or newer, or at least a further one (2稿), or else a draft.
    pub(super) state: i8,
    /// The number of the version (2 of `v2`); zero when none is told.
    pub(super) number: u32,
}

impl Editions {
    /// Compiles the patterns from the words of a kind (`common/editions.toml`).
    pub(super) fn of(kind: &Kind) -> Self {
        let words = &kind.common.editions;
        let [copies, marks, drafts] = [&words.copies, &words.marks, &words.drafts].map(|list| any_of(list));
        let [exports, ends, numbered] =
            [&words.exports, &words.export_ends, &words.numbered].map(|list| any_of(list));
        // A number alone tells tables apart; one behind a line counts answers, four digits are month and day.
        let closing = [
            format!(r"[-—_－+]*{copies}\d*"),
            r"[(（]\d{1,2}[)）]".to_owned(),
            format!(r"[(（_－—-]?{marks}\d*[)）]?"),
            format!(r"[-_(（]?v\d+(?:\.\d+)?[)）]?|[(（_－—-]?{ORDINAL}?{COUNT}{drafts}[)）]?"),
            r"_\d{1,6}|(?:0[1-9]|1[0-2])[0-3]\d|[(（_-]?20\d{6}[)）]?".to_owned(),
            // A day as people write it (5.15), also with the year.
            r"[(（_-]?(?:20\d\d[.-])?(?:1[0-2]|[1-9])\.(?:[12]\d|3[01]|[1-9])[)）]?".to_owned(),
            format!(r"[-_(（]?{ends}[)）]?"),
            format!(r"[(（_-]?{SPAN}[)）]?"),
        ];
        Editions {
            marks: Pattern::with_words(format!("(?:{})+$", closing.join("|"))),
            exported: Pattern::with_words(format!(r"[-_(（]?{exports}[)）]?")),
            newer: Pattern::with_words(any_of(&words.newer)),
            older: Pattern::with_words(format!("{}|{}", any_of(&words.older), any_of(&words.coded))),
            number: Pattern::with_words(format!(r"{numbered}(\d{{1,3}})(?:\D|$)|(?:^|\D)({COUNT}){drafts}")),
        }
    }

    /// The edition that a file's and a sheet's name tell.
    pub(super) fn edition(&self, file: &str, sheet: &str) -> Edition {
        let name = format!("{} {sheet}", stem(file)).to_lowercase();
        let number = self.number.captures(&name).and_then(|found| found.get(1).or(found.get(2)));
        let number = number.and_then(|found| place(found.as_str())).unwrap_or(0) as u32;
        let state = match (self.newer.is_match(&name), self.older.is_match(&name)) {
            (true, false) => 2,
            (false, true) => -1,
            // Of numbered drafts a later one takes the place of others, and the final one its place.
            _ => i8::from(number > 1),
        };
        Edition { state, number }
    }

    /// A name without the marks of copies and editions.
    pub(super) fn bare(&self, name: &str) -> String {
        let name = self.marks.replace(&self.exported.replace(name, ""), "");
        name.trim_end_matches(['_', '-', '－', '—', '（', '(']).to_owned()
    }
}

/// The day that a file's or a sheet's name tells, else the folder's (5月/整改台账), as year, month, day; what is not
/// said is zero.
pub(super) fn day(file: &str, sheet: &str) -> (u16, u16, u16) {
    let of_folder = || folder(file).rsplit('/').find_map(day_in);
    day_in(stem(file)).or_else(|| day_in(sheet)).or_else(of_folder).unwrap_or_default()
}

#[allow(clippy::unwrap_used)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{built_in, load};

    #[test]
    fn names_tell_which_edition_is_newer() {
        let editions = Editions::of(&load("campaign", &built_in("campaign").unwrap()).unwrap());
        let order = |older: &str, newer: &str| {
            assert!(editions.edition(older, "") < editions.edition(newer, ""), "{older} {newer}");
            assert_eq!(editions.bare(stem(older)), editions.bare(stem(newer)));
        };
        order("财务科.xlsx", "财务科（更正）.xlsx");
        order("财务科.xlsx", "财务科重报.xlsx");
        order("财务科最终版.xlsx", "财务科最终版2.xlsx");
        order("财务科v2.xlsx", "财务科v3.xlsx");
        order("财务科初稿.xlsx", "财务科.xlsx");
        order("1234_按序号.xlsx", "1234_按文本.xlsx");
        order("整改台账.xlsx", "整改台账（2稿）.xlsx");
        order("整改台账（2稿）.xlsx", "整改台账（最新）.xlsx");
        order("整改台账第二稿.xlsx", "整改台账-三稿.xlsx");
        order("整改台账v2.xlsx", "整改台账（更正）.xlsx");
        let bare = |name| editions.bare(name);
        assert_eq!(bare("整改台账0630"), bare("整改台账0731"));
        assert_eq!(bare("台账（截至5月）"), bare("台账（截至6月）"));
        assert_eq!(bare("台账（第2稿）"), "台账");
        assert_eq!(bare("整改台账5.15"), bare("整改台账6.15"));
        assert_eq!(bare("5月"), bare("6月"));
        assert_ne!(bare("附件1.2"), bare("附件3"));
        assert_eq!(bare("台账第2稿"), "台账");
        assert_eq!(day("整改台账0630.xlsx", ""), (0, 6, 30));
        assert_eq!(day("台账（截至2023年5月）.xlsx", ""), (2023, 5, 0));
        assert_eq!(day("整改台账5.15.xlsx", ""), (0, 5, 15));
        assert_eq!(day("6月/整改台账.xlsx", "台账"), (0, 6, 0));
        assert_ne!(bare("财务科（补报）"), bare("财务科"));
    }
}

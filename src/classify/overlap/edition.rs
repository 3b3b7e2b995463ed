//! What the names of file and sheet say about the edition of a table: corrected, newer, coded, up to when.

use crate::text::path::stem;
use crate::text::pattern::Pattern;

/// What copying, revising, dating and downloading leave at the end of a name.
static MARKS: Pattern = Pattern::new(concat!(
    r"(?:[-—_－+]*(?:副本|复件|拷贝|copy)\d*|[(（]\d{1,2}[)）]|",
    r"[(（_－—-]?(?:最终版?|最新版?|终稿|定稿|初稿|草稿|修改[版稿后]?|修订[版稿]?|修正[版稿]?|更正[版稿后]?|订正[版稿]?|勘误[版稿]?|",
    r"重新报送|重新上报|重报[版稿]?|正式[版稿]?|新版|更新[版稿后]?)\d*[)）]?|",
    // A number alone tells tables apart; one behind a line counts answers, four digits are month and day.
    r"[-_(（]?v\d+(?:\.\d+)?[)）]?|第\d+[稿版]|_\d{1,6}|(?:0[1-9]|1[0-2])[0-3]\d|",
    r"[-_(（]?(?:按文本|按序号|按分数|文本|序号|编码)[)）]?|",
    r"[(（_-]?(?:截至|截止|截止到|至)?(?:20\d\d年?[-.]?)?(?:\d{1,2}月(?:\d{1,2}[日号]|份|底|末|上旬|中旬|下旬)?|第?[一二三四1-4]季度|[上下]半年)[)）]?|",
    r"[(（_-]?20\d{6}[)）]?)+$",
));

/// Marks of an edition that takes the place of the others, and of one that others take the place of.
static NEWER: Pattern =
    Pattern::new(r"最终|最新|终稿|定稿|修改|修订|修正|更正|订正|勘误|重新报送|重新上报|重报|正式|新版|更新");
static OLDER: Pattern = Pattern::new(r"初稿|草稿|作废|旧版|废弃");
/// In which form a survey was exported.
static FORM: Pattern = Pattern::new(r"[-_(（]?按(?:文本|序号|分数|选项)[)）]?");
/// Exports in which answers are numbers of choices.
static CODED: Pattern = Pattern::new(r"按序号|按分数|编码");
static NUMBER: Pattern =
    Pattern::new(r"(?:v|版本|第|最终版?|最新版?|修改[版稿]?|修订[版稿]?|更正[版稿]?)(\d{1,3})(?:\D|$)");
static DAY: Pattern = Pattern::new(
    r"(?:(20\d\d)[年.-]?)?(\d{1,2})[月.-](\d{1,2})?|(20\d\d)([01]\d)([0-3]\d)|(?:^|\D)([01]\d)([0-3]\d)(?:\D|$)",
);

/// The edition of a table as its names tell it; the greater counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Edition {
    /// Whether it says that it is corrected or newer, or else a draft.
    pub(super) state: i8,
    /// Its number (v2).
    pub(super) number: u32,
}

impl Edition {
    /// The edition that a file's and a sheet's name tell.
    pub(super) fn of(file: &str, sheet: &str) -> Self {
        let name = format!("{} {sheet}", stem(file)).to_lowercase();
        let number =
            NUMBER.captures(&name).and_then(|found| found.get(1)?.as_str().parse().ok()).unwrap_or(0);
        let older = OLDER.is_match(&name) || CODED.is_match(&name);
        let newer = NEWER.is_match(&name) || number > 1;
        Edition { state: i8::from(newer) - i8::from(older), number }
    }
}

/// The day that a file's or a sheet's name tells, as year, month, day; what is not said is zero.
pub(super) fn day(file: &str, sheet: &str) -> (u16, u16, u16) {
    let of = |name: &str| {
        let found = DAY.captures(name)?;
        let number = |group| found.get(group).and_then(|part| part.as_str().parse::<u16>().ok());
        let first = |groups: [usize; 3]| groups.into_iter().find_map(number).unwrap_or(0);
        Some((first([1, 4, 4]), first([2, 5, 7]), first([3, 6, 8])))
    };
    of(stem(file)).or_else(|| of(sheet)).unwrap_or_default()
}

/// A name without the marks of copies and editions.
pub(super) fn bare(name: &str) -> String {
    MARKS.replace(&FORM.replace(name, ""), "").trim_end_matches(['_', '-', '－', '—', '（', '(']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_which_edition_is_newer() {
        let order = |older: &str, newer: &str| {
            assert!(Edition::of(older, "") < Edition::of(newer, ""), "{older} {newer}");
            assert_eq!(bare(stem(older)), bare(stem(newer)));
        };
        order("财务科.xlsx", "财务科（更正）.xlsx");
        order("财务科.xlsx", "财务科重报.xlsx");
        order("财务科最终版.xlsx", "财务科最终版2.xlsx");
        order("财务科v2.xlsx", "财务科v3.xlsx");
        order("财务科初稿.xlsx", "财务科.xlsx");
        order("1234_按序号.xlsx", "1234_按文本.xlsx");
        assert_eq!(bare("整改台账0630"), bare("整改台账0731"));
        assert_eq!(bare("台账（截至5月）"), bare("台账（截至6月）"));
        assert_eq!(day("整改台账0630.xlsx", ""), (0, 6, 30));
        assert_eq!(day("台账（截至2023年5月）.xlsx", ""), (2023, 5, 0));
        assert_ne!(bare("财务科（补报）"), bare("财务科"));
    }
}

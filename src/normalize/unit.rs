//! A unit's name from a cell, from the line above a table, or from the name of a sheet, file or folder.

use super::text::repair;
use crate::text::fold::{cjk_count, is_cjk, tidy_lines};
use crate::text::pattern::Pattern;

/// How names of units end.
const ENDS: [&str; 44] = [
    "局",
    "镇",
    "乡",
    "街道",
    "办",
    "委",
    "室",
    "科",
    "校",
    "中学",
    "小学",
    "院",
    "所",
    "站",
    "中心",
    "公司",
    "支部",
    "党委",
    "总支",
    "党组",
    "工会",
    "妇联",
    "联合会",
    "协会",
    "人大",
    "政协",
    "政府",
    "常委会",
    "处",
    "队",
    "厂",
    "村",
    "社区",
    "园",
    "馆",
    "集团",
    "银行",
    "团",
    "股",
    "学院",
    "大学",
    "主席团",
    "工委",
    "组",
];

/// What file and sheet names hold besides the unit.
static OTHER_WORDS: Pattern = Pattern::new(concat!(
    r"[(（【\[][^)）】\]]*[)）】\]]|附件?\d*|\d+年(?:度)?|\d+月(?:份)?|\d+日|[\d._\-—–\s]+|",
    r"征求|征集|意见|建议|和|反馈|汇总|登记|情况|活动|学习|台账|自查|自纠|问题|整改|清单|责任|统计|填报|上报|报送|",
    r"发放|回收|花名册|名册|工作簿|副本|复制|最终|终稿|定稿|初稿|修改|修订|更新|新版|版|新建|改|的|关于|报|表|稿|",
    r"作风|整顿|大整顿|开展|党员干部",
));
static LABEL: Pattern = Pattern::new(r"^(?:填报|报送|上报|反馈|征求|所在)?(?:单位|部门)(?:名称)?[:：]");
static SEAL: Pattern = Pattern::new(r"[(（]\s*(?:盖章|公章|签章|章|加盖公章)\s*[)）]");

/// Cleans a unit's name; empty when the cell holds white space only.
#[must_use]
pub fn clean(raw: &str) -> String {
    let line = repair(&tidy_lines(raw).concat());
    let unsealed = SEAL.replace(&line, "");
    let bare = LABEL.strip(&unsealed).unwrap_or(&unsealed);
    without_padding(bare.trim().trim_matches(['：', ':']))
}

/// Spaces between ideographs are padding (`县 教 育 局`).
fn without_padding(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let wide = |index: Option<usize>| index.and_then(|index| chars.get(index)).is_none_or(|c| is_cjk(*c));
    let kept = chars.iter().enumerate();
    let kept = kept.filter(|(at, c)| **c != ' ' || !(wide(at.checked_sub(1)) && wide(at.checked_add(1))));
    kept.map(|(_, c)| *c).collect()
}

/// The unit that a sheet, file or folder is named after, when what is left of the name looks like one.
#[must_use]
pub fn in_name(name: &str) -> Option<String> {
    let left = clean(&OTHER_WORDS.replace(name, " "));
    let left: String = left.split(' ').collect();
    let is_unit = cjk_count(&left) >= 2 && left.chars().all(|c| is_cjk(c) || c.is_ascii_alphanumeric());
    (is_unit && ENDS.iter().any(|end| left.ends_with(end))).then_some(left)
}

//! A person's name without padding: `张 三` → 张三, names one below the other → 张三、李四.

use super::list::cut;
use super::text::repair;
use crate::text::fold::{is_cjk, tidy_lines};
use crate::text::pattern::Pattern;

const COMPOUND_SURNAMES: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "司徒", "夏侯", "慕容", "端木",
    "宇文", "长孙", "南宫",
];

/// The commonest surnames; nine names of ten begin with one.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔\
钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁\
岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司\
卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

/// Words of a group of people; a name holds none.
const ROLES: [&str; 12] =
    ["全体", "干部", "党员", "群众", "职工", "代表", "委员", "领导", "人员", "班子", "部门", "同志"];

/// Whether all texts are names of people: two to four ideographs (or with a dot), no word of a group, and most
/// with a common surname.
pub(super) fn are_names(texts: &[String]) -> bool {
    let fits = |text: &String| {
        let count = text.chars().count();
        let dotted = text.contains('·') && count <= 15;
        let short = (2..=4).contains(&count);
        (dotted || short)
            && text.chars().all(|c| is_cjk(c) || c == '·')
            && !ROLES.iter().any(|role| text.contains(role))
    };
    let known = texts.iter().filter(|text| text.starts_with(|c| SURNAMES.contains(c))).count();
    texts.iter().all(fits) && known * 2 > texts.len()
}

/// What stands behind a name and is none of it: a form of address, a post or remark in brackets, an account.
static AFTER: Pattern = Pattern::new(r"(?:同志|先生|女士|\s*[(（\[【][^()（）\[\]【】]*[)）\]】])+$");

/// Cleans the name or names of a cell; empty when it holds white space only.
#[must_use]
pub fn clean(raw: &str) -> String {
    let lines = tidy_lines(raw);
    let names = lines.iter().flat_map(|line| {
        let line = repair(line);
        let several = cut(&line, |_, c, _| matches!(c, '、' | '，' | ',' | '；' | ';'));
        several.iter().map(|one| name(bare(one))).collect::<Vec<_>>()
    });
    names.collect::<Vec<_>>().join("、")
}

/// A name without what stands behind it, as long as a name is left.
fn bare(line: &str) -> &str {
    let from = AFTER.captures(line).and_then(|found| found.get(0)).map(|found| found.start());
    let name = from.and_then(|from| line.get(..from)).map(str::trim_end);
    name.filter(|name| name.chars().count() > 1).unwrap_or(line)
}

fn name(line: &str) -> String {
    let dotted: String = line.chars().map(unify_dot).collect();
    let words: Vec<&str> = dotted.split(' ').collect();
    if words.len() == 1 || !words.iter().all(|word| word.chars().all(is_cjk)) {
        return dotted;
    }
    let one_name = words.iter().map(|word| word.chars().count()).sum::<usize>() <= 4
        && (words.iter().any(|word| word.chars().count() == 1)
            || words.first().is_some_and(|first| COMPOUND_SURNAMES.contains(first)));
    words.join(if one_name { "" } else { "、" })
}

/// The dot in names of minorities, in whichever form it was typed.
fn unify_dot(c: char) -> char {
    match c {
        '‧' | '•' | '．' | '・' | '∙' => '·',
        _ => c,
    }
}

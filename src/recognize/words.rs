//! The words by which rows are told apart: totals, notes, footers, examples, numbering, running numbers.

use super::header::clean;
use crate::text::numeral::is_counting;

/// What a total row says once digits, punctuation and measure words are gone.
const TOTALS: [&str; 20] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "累计",
    "总合计",
    "本页合计",
    "本页小计",
    "本页共计",
    "汇总合计",
    "合计数",
    "汇总",
    "总数",
    "总量",
    "平均",
    "平均值",
    "平均数",
    "均值",
    "total",
    "subtotal",
];

/// Measure words that may follow a total (共计120条).
const MEASURES: [&str; 14] =
    ["人次", "人", "条", "份", "次", "个", "件", "项", "家", "篇", "部", "场", "万元", "元"];

/// What begins a note when a colon follows.
const NOTES: [&str; 16] = [
    "备注",
    "说明",
    "注",
    "附注",
    "填表说明",
    "填报说明",
    "填写说明",
    "填表要求",
    "填报要求",
    "填写要求",
    "注意事项",
    "要求",
    "提示",
    "温馨提示",
    "填表须知",
    "统计口径",
];

/// What begins a footer, with a colon or alone.
const FOOTERS: [&str; 25] = [
    "填报单位",
    "报送单位",
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "经办人",
    "审核人",
    "审核",
    "复核人",
    "审批人",
    "负责人",
    "单位负责人",
    "主要负责人",
    "分管领导",
    "分管负责人",
    "联系人",
    "联系电话",
    "联系方式",
    "电话",
    "填表日期",
    "填表时间",
    "填报时间",
    "填报日期",
    "日期",
];

/// Notes that need no colon.
const OPEN_NOTES: [&str; 8] =
    ["填表说明", "填报说明", "填写说明", "填表要求", "填报要求", "注意事项", "填表须知", "本表一式"];

/// What ends a line for a seal.
const SEALS: [&str; 4] = ["(盖章)", "(公章)", "(签章)", "(签字)"];

/// What a hint row under the header says in each cell.
const HINTS: [&str; 4] = ["必填", "选填", "非必填", "必填项"];

/// Headers of a column that only counts rows.
const RUNNING: [&str; 7] = ["序号", "编号", "顺序号", "no", "no.", "项次", "行号"];

/// Whether a cell says that its row is a total (`合 计`, `共计：120`, `本页合计`).
pub(super) fn is_total(text: &str) -> bool {
    if text.chars().count() > 30 {
        return false;
    }
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let bare = MEASURES.iter().find_map(|measure| letters.strip_suffix(measure)).unwrap_or(&letters);
    TOTALS.contains(&letters.as_str()) || TOTALS.contains(&bare)
}

/// Whether a cell begins a note (`备注：本表一式两份`).
pub(super) fn is_note(text: &str) -> bool {
    let start = start_of(text);
    let before_colon = before_colon(text);
    let numbered = before_colon.trim_end_matches(|c: char| c.is_ascii_digit());
    let with_colon = text.contains([':', '：']) && NOTES.contains(&numbered);
    with_colon || OPEN_NOTES.iter().any(|note| start.starts_with(note)) || NOTES.contains(&start.as_str())
}

/// Whether a cell is nothing but what begins a note (`备注`, `说明：`).
pub(super) fn is_note_word(text: &str) -> bool {
    is_short(text) && NOTES.contains(&clean(text).trim_end_matches(':'))
}

/// Whether a cell is a footer (`填表人：张三`, `联系电话：`, `XX局（盖章）`).
pub(super) fn is_footer(text: &str) -> bool {
    let before_colon = before_colon(text);
    let sealed = |text: &str| SEALS.iter().any(|seal| text.ends_with(seal));
    let labelled = FOOTERS.contains(&before_colon.as_str()) || sealed(&before_colon);
    (text.contains([':', '：']) && labelled) || (is_short(text) && sealed(&clean(text)))
}

/// Whether a text is so short that it can be a label with its value.
fn is_short(text: &str) -> bool {
    text.chars().nth(60).is_none()
}

/// The first characters of a text, cleaned: enough to tell notes and examples.
fn start_of(text: &str) -> String {
    clean(&text.chars().take(24).collect::<String>())
}

/// The cleaned text before the first colon, when that comes soon.
fn before_colon(text: &str) -> String {
    let start: String = text.chars().take(24).collect();
    start.split([':', '：']).next().map(clean).unwrap_or_default()
}

/// Whether a cell is the label of a footer without its value.
pub(super) fn is_bare_footer(text: &str) -> bool {
    is_short(text) && FOOTERS.contains(&clean(text).as_str())
}

/// Whether a cell says that its row is an example (`例：`, `示例`, `（例）`).
pub(super) fn is_example(text: &str) -> bool {
    let cleaned = start_of(text);
    let bare = cleaned.trim_matches(['(', ')']);
    ["例", "示例", "样例", "举例", "范例", "填写示例"].contains(&bare)
        || ["例:", "示例:", "样例:", "举例:", "例如:", "(例)", "(示例)", "填写示例"]
            .iter()
            .any(|start| cleaned.starts_with(start))
}

/// Whether a cell holds nothing but marks where something is to be filled in (`XXX`, `****`, `2022年X月X日`).
pub(super) fn is_placeholder(text: &str) -> bool {
    let bare = text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit() && !"年月日".contains(*c));
    let (mut marks, mut others) = (0, 0);
    for c in bare {
        *(if "xXｘＸ×✕*＊".contains(c) { &mut marks } else { &mut others }) += 1;
    }
    marks >= 2 && others == 0
}

/// Whether a cell is one of a hint row under the header (`必填`).
pub(super) fn is_hint(text: &str) -> bool {
    HINTS.contains(&clean(text).trim_matches(['(', ')']))
}

/// Whether a cleaned header names a column of running numbers.
pub(super) fn is_running(cleaned: &str) -> bool {
    RUNNING.contains(&cleaned)
}

/// Whether a text is nothing but a number as it is typed into a number column (`3`, `3.`, `（3）`).
pub(super) fn is_number(text: &str) -> bool {
    let cleaned = clean(text);
    let bare = cleaned.trim_matches(|c| "().、．".contains(c));
    !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())
}

/// Whether a character is one that the rows and bands of a sheet are numbered with.
fn is_place(c: char) -> bool {
    is_counting(c) || "百零〇".contains(c)
}

/// Whether a text is nothing but a Chinese numeral, as a band has it in the number column (`一`, `（二）`, `三、`).
pub(super) fn is_numeral(text: &str) -> bool {
    let cleaned = clean(text);
    let bare = cleaned.trim_matches(|c| "().、．".contains(c));
    !bare.is_empty() && bare.chars().all(is_place)
}

/// A text without the numbering before it: `一、`, `（一）`, `1.`, `第一部分`.
pub(super) fn without_numbering(text: &str) -> &str {
    let text = text.trim();
    let is_digit = |c: char| is_place(c) || c.is_numeric();
    let opened = text.strip_prefix(['（', '(']);
    let ordinal = text.strip_prefix('第');
    let digits = opened.or(ordinal).unwrap_or(text);
    let rest = digits.trim_start_matches(is_digit);
    if rest.len() == digits.len() {
        return text;
    }
    let ends = match (opened, ordinal) {
        (Some(_), _) => rest.strip_prefix(['）', ')']),
        (_, Some(_)) => ["部分", "类", "方面"].iter().find_map(|word| rest.strip_prefix(word)),
        _ => rest.strip_prefix(['、', '.', '．', '，', ',']),
    };
    ends.map_or(text, |rest| rest.trim_start_matches(['、', '：', ':', '.', ' ', '　']).trim())
}

/// A band's name: without numbering, without a trailing colon and count (`一、形式主义方面（12条）：`). Its last
/// word stays, 方面 included: whether it is part of an aspect's name only the scheme of aspects knows.
pub(super) fn band_name(text: &str) -> &str {
    let name = without_numbering(text).trim_end_matches(['：', ':']).trim();
    let open = name.rfind(['（', '(']).filter(|_| name.ends_with(['）', ')']));
    match open.map(|at| name.split_at(at)) {
        Some((before, note)) if !before.is_empty() && note.chars().any(|c| c.is_ascii_digit()) => {
            before.trim()
        }
        _ => name,
    }
}

/// Whether a text is numbered and says nothing but an aspect (`一、形式主义方面`), wherever it stands.
pub(super) fn is_aspect_heading(text: &str) -> bool {
    let name = band_name(text);
    name.ends_with("方面") && without_numbering(text) != text.trim() && name.chars().count() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_data() {
        for total in ["合计", "合 计", "共计：120", "共计120条", "本页合计", "小计（条）", "总 计："]
        {
            assert!(is_total(total), "{total}");
        }
        for total in ["汇总", "总数：12", "Total", "平均值"] {
            assert!(is_total(total), "{total}");
        }
        for data in ["合计划内项目", "汇总材料太多", "建议总计划提前", "共计120条意见未答复"]
        {
            assert!(!is_total(data), "{data}");
        }
    }

    #[test]
    fn bands_lose_their_numbering_only() {
        let cases = [
            ("一、形式主义方面", "形式主义方面"),
            ("（二）官僚主义方面：", "官僚主义方面"),
            ("第三部分：享乐主义", "享乐主义"),
            ("4.奢靡之风（12条）", "奢靡之风"),
            ("一把手监督", "一把手监督"),
            ("三资管理（村级）", "三资管理（村级）"),
        ];
        for (text, name) in cases {
            assert_eq!(band_name(text), name);
        }
    }

    #[test]
    fn notes_need_their_colon() {
        assert!(is_note("注：本表一式两份"));
        assert!(is_note("备注1：以上数据截至三月底"));
        assert!(!is_note("注重实效不够"));
        assert!(!is_note("说明会开得太少"));
        assert!(is_footer("单位负责人（签字）：李四"));
        assert!(is_footer("县财政局（盖章）"));
        assert!(!is_footer("联系电话长期无人接听"));
    }
}

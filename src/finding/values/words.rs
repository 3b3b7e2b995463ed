//! The sentences of the findings on values and classes.

use super::Values;
use crate::finding::{Said, Severity};
use crate::model::value::When;

/// Code, severity, the sentence in Chinese and English, the cure.
type Words = (&'static str, Severity, String, String, [&'static str; 2]);

impl Values {
    /// The finding in words.
    pub(in crate::finding) fn say(&self) -> Said {
        let (code, severity, zh, en, hint) = self.words();
        Said::new(code, severity, [zh, en], hint)
    }

    fn words(&self) -> Words {
        match self {
            Values::Repaired { before, after } => (
                "text-repaired",
                Severity::Info,
                format!("文字已规范：“{before}”→“{after}”"),
                format!("the text was put right: \"{before}\" → \"{after}\""),
                ["", ""],
            ),
            Values::CellError { text } => (
                "cell-error",
                Severity::Warning,
                format!("单元格是错误值{text}，按空白处理"),
                format!("the cell holds the error value {text} and is taken as blank"),
                ["请改正公式或填入数值", "correct the formula or type the value"],
            ),
            Values::DateUnclear { text } => (
                "date-unclear",
                Severity::Warning,
                format!("日期“{text}”未能识别，按空白处理"),
                format!("the date \"{text}\" was not understood and is taken as blank"),
                ["请写成“2022年3月7日”", "write it as 2022年3月7日"],
            ),
            Values::DateAmbiguous { text, readings: [a, b] } => (
                "date-ambiguous",
                Severity::Warning,
                format!("“{text}”可能是{a}，也可能是{b}，按空白处理"),
                format!("\"{text}\" may mean {a} or {b} and is taken as blank"),
                ["请把该单元格改成文本并写全日期", "type the date in full, as text"],
            ),
            Values::DateImpossible { text } => (
                "date-impossible",
                Severity::Warning,
                format!("日期“{text}”不存在，按空白处理"),
                format!("there is no date \"{text}\"; it is taken as blank"),
                ["请核对该日期", "check the date"],
            ),
            Values::DateOpen { text } => (
                "date-open",
                Severity::Info,
                format!("“{text}”不是具体日期，按空白处理"),
                format!("\"{text}\" is no certain date and is taken as blank"),
                ["", ""],
            ),
            Values::DateYear { text, date, inside: true } => (
                "date-year-added",
                Severity::Info,
                format!("“{text}”没有年份，按活动起止时间记为{date}"),
                format!("\"{text}\" has no year; by the campaign's period it is {date}"),
                ["", ""],
            ),
            Values::DateYear { text, date, inside: false } => (
                "date-year-outside",
                Severity::Warning,
                format!("“{text}”没有年份，记为最接近活动起止时间的{date}，但在其范围之外"),
                format!("\"{text}\" has no year; {date} is nearest to the campaign's period, but outside it"),
                ["请写上年份", "write the year"],
            ),
            Values::DateNoYear { text } => (
                "date-without-year",
                Severity::Warning,
                format!("日期“{text}”没有年份，也没有活动起止时间可依，按空白处理"),
                format!(
                    "the date \"{text}\" has no year, and no campaign period tells it; it is taken as blank"
                ),
                [
                    "请写上年份，或在“报告信息”中填写开始日期和结束日期",
                    "write the year, or fill in 开始日期 and 结束日期 in 报告信息",
                ],
            ),
            Values::DateRead { text, date } => (
                "date-read",
                Severity::Info,
                format!("“{text}”按{date}计"),
                format!("\"{text}\" was read as {date}"),
                ["", ""],
            ),
            Values::DateSeveral { text, date } => (
                "date-several",
                Severity::Warning,
                format!("“{text}”含有多个日期，只采用{date}"),
                format!("\"{text}\" holds several dates; only {date} is used"),
                ["每次活动请单独填一行", "give each event a row of its own"],
            ),
            Values::NumberUnclear { text } => (
                "number-unclear",
                Severity::Warning,
                format!("数字“{text}”未能识别，按空白处理"),
                format!("the number \"{text}\" was not understood and is taken as blank"),
                ["请只填一个数字", "type one number only"],
            ),
            Values::NumberPicked { text, number } => (
                "number-picked",
                Severity::Info,
                format!("从“{text}”中取{number}"),
                format!("{number} was taken from \"{text}\""),
                ["", ""],
            ),
            Values::NumberSummed { text, number } => (
                "number-summed",
                Severity::Warning,
                format!("“{text}”中的数字相加为{number}"),
                format!("the numbers of \"{text}\" were added up to {number}"),
                ["如不应相加，请只填一个数字", "type one number if they should not be added"],
            ),
            Values::FlagUnclear { text } => (
                "flag-unclear",
                Severity::Warning,
                format!("“{text}”既不是“是”也不是“否”，按空白处理"),
                format!("\"{text}\" is neither yes nor no and is taken as blank"),
                ["请填“是”或“否”", "type 是 or 否"],
            ),
            Values::SeveralTerms { text, primary } => (
                "several-terms",
                Severity::Info,
                format!("“{text}”含有多项，按“{primary}”计"),
                format!("\"{text}\" names several; it counts as {primary}"),
                ["如需分别计数，请分行填写", "give each a row of its own to count them all"],
            ),
            Values::Ditto { copied: Some(copied) } => (
                "ditto-copied",
                Severity::Info,
                format!("“同上”已按上一行补为“{copied}”"),
                format!("\"same as above\" became \"{copied}\""),
                ["", ""],
            ),
            Values::Ditto { copied: None } => (
                "ditto-without-above",
                Severity::Warning,
                "“同上”之上没有内容，按空白处理".to_owned(),
                "there is nothing above \"same as above\"; it is taken as blank".to_owned(),
                ["请填写内容", "fill the cell in"],
            ),
            Values::Split { parts } => {
                let (n, list) = (parts.len(), parts.join(" / "));
                (
                    "cell-split",
                    Severity::Info,
                    format!("该单元格拆分为{n}条：{list}"),
                    format!("the cell was split into {n}: {list}"),
                    ["如拆分有误，请分行填写", "give each opinion a row of its own if this is wrong"],
                )
            }
            Values::AgreementCut { cut, kept: true } => (
                "agreement-cut",
                Severity::Info,
                format!("表态部分“{cut}”不计，其余计为意见"),
                format!("the agreement \"{cut}\" is left out, the rest counts as an opinion"),
                ["", ""],
            ),
            Values::AgreementCut { cut, kept: false } => (
                "agreement-remainder",
                Severity::Warning,
                format!("按表态计，“{cut}”未计为意见"),
                format!("it counts as an agreement; \"{cut}\" is not counted as an opinion"),
                ["如是意见，请单独填一行", "if it is an opinion, give it a row of its own"],
            ),
            Values::AfterAsOf { date, as_of } => {
                let day = When::day(*as_of);
                (
                    "after-as-of",
                    Severity::Info,
                    format!("日期{date}晚于截至日期{day}，不计入"),
                    format!("dated {date}, after 截至日期 {day}; it is not counted"),
                    ["", ""],
                )
            }
            Values::UnitTaken { unit } => (
                "unit-taken",
                Severity::Info,
                format!("表中没有单位一栏，按名称记为“{unit}”"),
                format!("the table has no unit column; by its name the unit is {unit}"),
                ["如不对，请在表中填写单位", "add a unit column if this is wrong"],
            ),
            Values::UnitResolved { name, unit } => (
                "unit-resolved",
                Severity::Info,
                format!("“{name}”按单位名录记为“{unit}”"),
                format!("by 单位名录, {name} is {unit}"),
                ["如不是同一单位，请在单位名录中分别列出", "list both in 单位名录 if they are two units"],
            ),
            Values::UnitUnknown { name, unit } => (
                "unit-unknown",
                Severity::Warning,
                format!("单位名录中没有“{name}”，与“{unit}”相近，未合并，按两个单位计"),
                format!("单位名录 has no {name}; it is like {unit}, but they count as two units"),
                [
                    "如是同一单位，请在单位名录的“其他称呼”中填上这个名称",
                    "if they are one unit, add the name to 其他称呼 in 单位名录",
                ],
            ),
            Values::UnitsOutside { names } => {
                let (n, list) = (names.len(), names.join("、"));
                (
                    "units-outside",
                    Severity::Info,
                    format!("有{n}个单位不在单位名录中：{list}"),
                    format!("{n} units are not in 单位名录: {list}"),
                    ["如应在名录中，请补上", "add them to 单位名录 if they belong there"],
                )
            }
            Values::Inferred { field, text, term } => (
                "field-inferred",
                Severity::Info,
                format!("“{field}”为空，根据“{text}”记为“{term}”"),
                format!("{field} is blank; by \"{text}\" it is {term}"),
                ["如不对，请填写该栏", "fill the cell in if this is wrong"],
            ),
            Values::NamesCounted { number, absent } => (
                "names-counted",
                Severity::Info,
                match absent {
                    0 => format!("单元格填的是姓名，按{number}人计"),
                    _ => format!("单元格填的是姓名，按{number}人计，注明请假或缺席的{absent}人除外"),
                },
                format!(
                    "the cell lists names; it counts as {number} ({absent} noted as absent are left out)"
                ),
                ["如不对，请只填人数", "type the number if this is wrong"],
            ),
            Values::TotalDiffers { of, written, ours } => (
                "total-differs",
                Severity::Warning,
                format!("合计行的“{of}”是{written}，按各行计是{ours}，采用后者"),
                format!("the total of {of} says {written}, the rows give {ours}, which is used"),
                ["请核对各行和合计", "check the rows and the total"],
            ),
            Values::Gap { field, blanks } => (
                "cells-not-merged",
                Severity::Info,
                format!(
                    "“{field}”只填了这一格，下面{blanks}行为空而没有合并，疑似未合并但应下填，按空白处理"
                ),
                format!(
                    "{field} stands here only; {blanks} blank cells below it are not merged with it and are taken as blank"
                ),
                [
                    "如下面各行也是同一内容，请逐行填写，或合并单元格",
                    "fill the rows below, or merge the cells, if it holds for them too",
                ],
            ),
            Values::Listed { list, names } => {
                let (n, named) = (names.len(), names.join("、"));
                (
                    "still-missing",
                    Severity::Warning,
                    format!("{list}（{n}个）：{named}"),
                    format!("{list} ({n}): {named}"),
                    [
                        "请催报；如不应报，请在名录中注明",
                        "remind them, or mark in the directory who need not report",
                    ],
                )
            }
            Values::Unclassified { text, candidates } => {
                let maybe = candidates.join("；");
                let maybe_zh = maybe_of("，可能是：", &maybe);
                let maybe_en = maybe_of("; perhaps ", &maybe);
                (
                    "opinion-unclassified",
                    Severity::Warning,
                    format!("“{text}”未能归入方面{maybe_zh}"),
                    format!("\"{text}\" could not be put to an aspect{maybe_en}"),
                    ["请在“方面”一栏填写", "fill in the column 方面"],
                )
            }
            Values::AspectOutside { aspect, scheme } => (
                "aspect-outside-scheme",
                Severity::Info,
                format!("方面“{aspect}”不在“{scheme}”之内，按原文计"),
                format!("the aspect {aspect} is none of {scheme} and is kept as written"),
                ["如应归入该体系，请改用其中的名称", "use a name of the scheme if it belongs there"],
            ),
            Values::SchemeUnknown { scheme, known } => (
                "scheme-unknown",
                Severity::Warning,
                format!("没有“{scheme}”这一方面体系（现有：{known}），方面按表中所填计"),
                format!(
                    "there is no scheme of aspects named {scheme} (there are {known}); aspects are what the cells say"
                ),
                [
                    "请在“报告信息”的“方面体系”中填写已有的体系名称，或填写“目录”并提供问题目录",
                    "fill in 方面体系 in 报告信息 with the name of a scheme, or 目录 together with 问题目录",
                ],
            ),
            Values::ShareOver { name, part, whole } => (
                "share-over",
                Severity::Error,
                format!("{name}超过100%（{part}比{whole}），不写入报告"),
                format!("{name} is more than 100 % ({part} of {whole}) and is not printed"),
                ["请核对这些单元格中的数字", "check the numbers in these cells"],
            ),
            Values::NearlySame { text, other, missing, added, further } => {
                nearly_same([text, other], [missing, added], *further)
            }
            Values::NearlySameMore { clusters } => (
                "opinions-nearly-same-more",
                Severity::Info,
                format!("另有{clusters}处意见基本相同，仍分别计数"),
                format!("there are {clusters} more clusters of opinions that nearly say the same"),
                ["", ""],
            ),
            Values::ProblemsUnnamed { groups, of } => (
                "problems-unnamed",
                Severity::Info,
                format!("归并后的{of}组意见中，有{groups}组尚未对应突出问题"),
                format!("of {of} groups of opinions {groups} are put to no named problem"),
                [
                    "请在核对表“问题归纳”的“突出问题表述（改）”一栏写上名称，或提供问题目录；一个都没有时，报告不写突出问题的个数",
                    "name them in 问题归纳 of 核对表, or give a 问题目录; without any the report does not count them",
                ],
            ),
            Values::ProblemUnknown { number } => (
                "problem-number-unknown",
                Severity::Warning,
                format!("问题目录和整改台账中没有编号为“{number}”的问题"),
                format!("no catalogue and no ledger has a problem number {number}"),
                ["请核对编号，或填写问题名称", "check the number, or write the problem's name"],
            ),
            Values::StatusDiffers { problem, statuses: [counted, other] } => (
                "status-differs",
                Severity::Warning,
                format!("问题“{problem}”的状态有“{counted}”和“{other}”两种，按“{counted}”计"),
                format!("the status of the problem \"{problem}\" is {counted} and {other}; {counted} counts"),
                ["请统一各清单中的整改状态", "make the lists agree"],
            ),
            Values::WordingDiffers { problem, other } => (
                "problem-wording-differs",
                Severity::Info,
                format!("同一编号的问题表述不一：“{problem}”和“{other}”，按一个问题计"),
                format!("one number, two wordings: \"{problem}\" and \"{other}\"; it counts as one problem"),
                ["如不是同一问题，请改正编号", "correct the number if they are two"],
            ),
        }
    }
}

/// Two opinions with what each says beyond the other.
fn nearly_same([text, other]: [&str; 2], [missing, added]: [&[String]; 2], further: usize) -> Words {
    let list =
        |words: &[String], none: &str| if words.is_empty() { none.to_owned() } else { words.join("/") };
    let (zh_a, zh_b) = (list(missing, "无"), list(added, "无"));
    let (en_a, en_b) = (list(missing, "nothing"), list(added, "nothing"));
    let more_zh = if further > 0 { format!("，另有{further}条相近") } else { String::new() };
    let more_en = if further > 0 { format!("; {further} more are like them") } else { String::new() };
    (
        "opinions-nearly-same",
        Severity::Info,
        format!("“{text}”与“{other}”基本相同（前者多：{zh_a}；后者多：{zh_b}）{more_zh}，仍分别计数"),
        format!(
            "\"{text}\" and \"{other}\" nearly say the same (only the first: {en_a}; only the second: {en_b}){more_en}; they count apart"
        ),
        [
            "是否归并由人决定：核对表“问题归纳”里两行相邻，是一个意思的，在“归并到（改）”填另一行的序号",
            "a person decides: they stand together in 问题归纳 of 核对表, where 归并到（改） takes the other row's number",
        ],
    )
}

/// What to say of candidates, when there are any.
fn maybe_of(lead: &str, candidates: &str) -> String {
    if candidates.is_empty() { String::new() } else { format!("{lead}{candidates}") }
}

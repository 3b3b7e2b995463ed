//! What is said while cells become values and opinions are classified: repairs, and what could not be understood.

use jiff::civil::Date;

use super::record::{both, findings};
use super::spoken::{Count, Form, Joined, Listed, some};
use crate::model::value::{Text, When};

findings! {
    /// Findings of the normalising and classifying steps.
    pub enum Values in Values {
        /// Width, quotation marks or title marks of a text were put right.
        Repaired { before: Text, after: Text } => ("text-repaired", Info,
            "文字已规范：“{before}”→“{after}”", "the text was put right: \"{before}\" → \"{after}\"")
        CellError { text: Text } => ("cell-error", Warning,
            "单元格是错误值{text}，按空白处理", "the cell holds the error value {text} and is taken as blank",
            cure "请改正公式或填入数值", "correct the formula or type the value")
        DateUnclear { text: Text } => ("date-unclear", Warning,
            "日期“{text}”未能识别，按空白处理",
            "the date \"{text}\" was not understood and is taken as blank",
            cure "请写成“2022年3月7日”", "write it as 2022年3月7日")
        DateAmbiguous { text: Text, readings: [String; 2] } => {
            let a = &readings[0];
            let b = &readings[1];
            "date-ambiguous", Warning,
            "“{text}”可能是{a}，也可能是{b}，按空白处理",
            "\"{text}\" may mean {a} or {b} and is taken as blank",
            cure "请把该单元格改成文本并写全日期", "type the date in full, as text";
        }
        DateImpossible { text: Text } => ("date-impossible", Warning,
            "日期“{text}”不存在，按空白处理", "there is no date \"{text}\"; it is taken as blank",
            cure "请核对该日期", "check the date")
        /// A cell of a date column says that there is no certain date (长期).
        DateOpen { text: Text } => ("date-open", Info,
            "“{text}”不是具体日期，按空白处理", "\"{text}\" is no certain date and is taken as blank")
        DateYear { text: Text, date: String, inside: bool } => {
            if *inside => "date-year-added", Info,
            "“{text}”没有年份，按活动起止时间记为{date}",
            "\"{text}\" has no year; by the campaign's period it is {date}";
            "date-year-outside", Warning,
            "“{text}”没有年份，记为最接近活动起止时间的{date}，但在其范围之外",
            "\"{text}\" has no year; {date} is nearest to the campaign's period, but outside it",
            cure "请写上年份", "write the year";
        }
        DateNoYear { text: Text } => ("date-without-year", Warning,
            "日期“{text}”没有年份，也没有活动起止时间可依，按空白处理",
            "the date \"{text}\" has no year, and no campaign period tells it; it is taken as blank",
            cure "请写上年份，或在“报告信息”中填写开始日期和结束日期",
            "write the year, or fill in 开始日期 and 结束日期 in 报告信息")
        /// A date was read from a short form or a sentence.
        DateRead { text: Text, date: String } => ("date-read", Info,
            "“{text}”按{date}计", "\"{text}\" was read as {date}")
        DateSeveral { text: Text, date: String } => ("date-several", Warning,
            "“{text}”含有多个日期，只采用{date}", "\"{text}\" holds several dates; only {date} is used",
            cure "每次活动请单独填一行", "give each event a row of its own")
        NumberUnclear { text: Text } => ("number-unclear", Warning,
            "数字“{text}”未能识别，按空白处理",
            "the number \"{text}\" was not understood and is taken as blank",
            cure "请只填一个数字", "type one number only")
        NumberPicked { text: Text, number: String } => ("number-picked", Info,
            "从“{text}”中取{number}", "{number} was taken from \"{text}\"")
        NumberSummed { text: Text, number: String } => ("number-summed", Warning,
            "“{text}”中的数字相加为{number}", "the numbers of \"{text}\" were added up to {number}",
            cure "如不应相加，请只填一个数字", "type one number if they should not be added")
        /// A cell of a yes-or-no column says neither.
        FlagUnclear { text: Text } => ("flag-unclear", Warning,
            "“{text}”既不是“是”也不是“否”，按空白处理",
            "\"{text}\" is neither yes nor no and is taken as blank",
            cure "请填“是”或“否”", "type 是 or 否")
        SeveralTerms { text: Text, primary: Text } => ("several-terms", Info,
            "“{text}”含有多项，按“{primary}”计", "\"{text}\" names several; it counts as {primary}",
            cure "如需分别计数，请分行填写", "give each a row of its own to count them all")
        Ditto { copied: Option<Text> } => {
            if copied.is_some() => "ditto-copied", Info,
            "“同上”已按上一行补为“{copied}”", "\"same as above\" became \"{copied}\"";
            "ditto-without-above", Warning,
            "“同上”之上没有内容，按空白处理",
            "there is nothing above \"same as above\"; it is taken as blank",
            cure "请填写内容", "fill the cell in";
        }
        Split { parts: Vec<Text> } => {
            let count = parts.len();
            let parts = Joined(parts, [" / ", " / "]);
            "cell-split", Info,
            "该单元格拆分为{count}条：{parts}", "the cell was split into {count}: {parts}",
            cure "如本是一条，请把中间的分号改为逗号；如拆得不对，请在单元格内编上“1. 2.”", "if it is one opinion, make the semicolons commas; if it is cut in the wrong place, number the opinions";
        }
        /// A cell counts as one opinion although it looks like so many.
        Unsplit { parts: usize } => ("cell-unsplit", Warning,
            "该单元格像是{parts}条意见，按1条计（分号隔开的各段要能单独成一条才拆分）",
            "this cell looks like {parts} opinions and counts as one (it is split at semicolons when every part can stand alone)",
            cure "如是几条，请在单元格内编上“1. 2.”或各占一行（Alt+Enter）；如是一条，不必处理",
            "if they are several, number them in the cell or give each a line (Alt+Enter); if it is one, leave it")
        /// A text agrees or praises and says something else besides: what was cut off, or, when no opinion is kept,
        /// what was left over.
        AgreementCut { cut: Text, kept: bool } => {
            if *kept => "agreement-cut", Info,
            "表态部分“{cut}”不计，其余计为意见",
            "the agreement \"{cut}\" is left out, the rest counts as an opinion";
            "agreement-remainder", Warning,
            "按表态计，“{cut}”未计为意见",
            "it counts as an agreement; \"{cut}\" is not counted as an opinion",
            cure "如是意见，请单独填一行", "if it is an opinion, give it a row of its own";
        }
        AfterAsOf { date: String, as_of: Date } => {
            let day = When::day(*as_of).to_string();
            "after-as-of", Info,
            "日期{date}晚于截至日期{day}，不计入", "dated {date}, after 截至日期 {day}; it is not counted";
        }
        UnitTaken { unit: Text } => ("unit-taken", Info,
            "表中没有单位一栏，按名称记为“{unit}”",
            "the table has no unit column; by its name the unit is {unit}",
            cure "如不对，请在表中填写单位", "add a unit column if this is wrong")
        /// A name was taken for a unit of 单位名录 that differs in the regions before it.
        UnitResolved { name: Text, unit: Text } => ("unit-resolved", Info,
            "“{name}”按单位名录记为“{unit}”", "by 单位名录, {name} is {unit}",
            cure "如不是同一单位，请在单位名录中分别列出", "list both in 单位名录 if they are two units")
        UnitUnknown { name: Text, unit: Text } => ("unit-unknown", Warning,
            "单位名录中没有“{name}”，与“{unit}”相近，未合并，按两个单位计",
            "单位名录 has no {name}; it is like {unit}, but they count as two units",
            cure "如是同一单位，请在单位名录的“其他称呼”中填上这个名称",
            "if they are one unit, add the name to 其他称呼 in 单位名录")
        UnitsOutside { names: Vec<Text> } => {
            let count = Count(names.len(), "unit is", "units are");
            let names = Joined(names, ["、", "、"]);
            "units-outside", Info,
            "有{count}个单位不在单位名录中：{names}", "{count} not in 单位名录: {names}",
            cure "如应在名录中，请补上", "add them to 单位名录 if they belong there";
        }
        Inferred { field: String, text: Text, term: Text } => ("field-inferred", Info,
            "“{field}”为空，根据“{text}”记为“{term}”", "{field} is blank; by \"{text}\" it is {term}",
            cure "如不对，请填写该栏", "fill the cell in if this is wrong")
        NamesCounted { number: usize, absent: usize } => {
            let are = Form(*absent, "is", "are");
            if *absent == 0 => "names-counted", Info,
            "单元格填的是姓名，按{number}人计", "the cell lists names; it counts as {number}",
            cure "如不对，请只填人数", "type the number if this is wrong";
            "names-counted", Info,
            "单元格填的是姓名，按{number}人计，注明请假或缺席的{absent}人除外",
            "the cell lists names; it counts as {number} ({absent} noted as absent {are} left out)",
            cure "如不对，请只填人数", "type the number if this is wrong";
        }
        TotalDiffers { of: String, written: String, ours: String } => ("total-differs", Warning,
            "合计行的“{of}”是{written}，按各行计是{ours}，采用后者",
            "the total of {of} says {written}, the rows give {ours}, which is used",
            cure "请核对各行和合计", "check the rows and the total")
        Gap { field: String, blanks: usize } => {
            let blanks = Count(*blanks, "blank cell below it is not merged with it and is", "blank cells below it are not merged with it and are");
            "cells-not-merged", Info,
            "“{field}”只填了这一格，下面{blanks}行为空而没有合并，疑似未合并但应下填，按空白处理",
            "{field} stands here only; {blanks} taken as blank",
            cure "如下面各行也是同一内容，请逐行填写，或合并单元格",
            "fill the rows below, or merge the cells, if it holds for them too";
        }
        /// A list in which nothing should be holds something (未报单位).
        Listed { list: String, names: Vec<Text>, advice: Option<String> } => {
            let count = names.len();
            let names = Joined(names, ["、", "、"]);
            let own = advice.as_deref().unwrap_or_default();
            if advice.is_some() =>
            "still-missing", Warning, "{list}（{count}个）：{names}", "{list} ({count}): {names}",
            cure "{own}", "{own}";
            "still-missing", Warning, "{list}（{count}个）：{names}", "{list} ({count}): {names}",
            cure "请催报；如不应报，请在名录中注明",
            "remind them, or mark in the directory who need not report";
        }
        Unclassified { text: Text, candidates: Vec<String> } => {
            let maybe = Joined(candidates, ["；", "；"]);
            let maybe = (!candidates.is_empty()).then(|| both!([maybe] "，可能是：{maybe}", "; perhaps {maybe}"));
            "opinion-unclassified", Warning,
            "“{text}”未能归入方面{maybe}", "\"{text}\" could not be put to an aspect{maybe}",
            cure "请在核对表“意见明细”的“方面（改）”一栏选定；原表有“方面”一栏的，也可填在原表", "choose it in 方面（改） of 意见明细 in 核对表, or fill in the column 方面 where the sheet has one";
        }
        AspectOutside { aspect: Text, scheme: Text } => ("aspect-outside-scheme", Info,
            "方面“{aspect}”不在“{scheme}”之内，按原文计",
            "the aspect {aspect} is none of {scheme} and is kept as written",
            cure "如应归入该体系，请改用其中的名称", "use a name of the scheme if it belongs there")
        ShareOver { name: String, part: String, whole: String } => ("share-over", Error,
            "{name}超过100%（{part}比{whole}），不写入报告",
            "{name} is more than 100 % ({part} of {whole}) and is not printed",
            cure "请核对这些单元格中的数字", "check the numbers in these cells")
        MoreThan { name: String, number: String, most: String, bound: String } => ("number-over", Error,
            "{name}{number}比{most}{bound}还多", "{name} {number} is more than {most} {bound}",
            cure "请核对这一行的两个数", "check both numbers of this row")
        WordingNear { problem: Text, other: Text } => ("problem-wording-near", Info,
            "两张清单上的“{problem}”和“{other}”相近，按两个问题计",
            "\"{problem}\" and \"{other}\" on two lists are nearly alike and count as two",
            cure "是同一问题的，请统一文字或编号", "word or number them alike if they are one")
        SchemeUnknown { scheme: Text, known: String } => ("scheme-unknown", Warning,
            "没有“{scheme}”这一方面体系（现有：{known}），方面按表中所填计",
            "there is no scheme of aspects named {scheme} (there are {known}); aspects are what the cells say",
            cure "请在“报告信息”的“方面体系”中填写已有的体系名称，或填写“目录”并提供问题目录",
            "fill in 方面体系 in 报告信息 with the name of a scheme, or 目录 together with 问题目录")
        /// Opinions nearly say the same and are counted apart: what the first one says and the other does not is
        /// `missing`, the reverse `added`, and `further` ones are like them.
        NearlySame { text: Text, other: Text, missing: Vec<String>, added: Vec<String>, further: usize } => {
            let more = some(*further, "，另有#条相近", "; # more is like them", "; # more are like them");
            let missing = beyond(missing);
            let added = beyond(added);
            "opinions-nearly-same", Info,
            "“{text}”与“{other}”基本相同（前者多：{missing}；后者多：{added}）{more}，仍分别计数",
            "\"{text}\" and \"{other}\" nearly say the same (only the first: {missing}; only the second: {added}){more}; they count apart",
            cure "是否归并由人决定：核对表“问题归纳”里两行相邻，是一个意思的，在“归并到（改）”填另一行的序号",
            "a person decides: they stand together on one sheet of 核对表, where rows can be joined";
        }
        NearlySameMore { clusters: usize } => {
            let clusters = Count(*clusters, "is # more cluster", "are # more clusters");
            "opinions-nearly-same-more", Info,
            "另有{clusters}处意见基本相同，仍分别计数",
            "there {clusters} of opinions that nearly say the same";
        }
        ProblemsUnnamed { groups: usize, of: usize } => {
            let groups = Count(*groups, "is", "are");
            let of = Count(*of, "group of opinions", "groups of opinions");
            "problems-unnamed", Info,
            "归并后的{of}组意见中，有{groups}组尚未对应突出问题", "of {of} {groups} put to no named problem",
            cure "请在核对表“问题归纳”的“突出问题表述（改）”一栏写上名称，或提供问题目录；一个都没有时，报告不写突出问题的个数",
            "name them in 核对表, or give a 问题目录; without any the report does not count them";
        }
        ProblemUnknown { number: Text } => ("problem-number-unknown", Warning,
            "问题目录和整改台账中没有编号为“{number}”的问题",
            "no catalogue and no ledger has a problem number {number}",
            cure "请核对编号，或填写问题名称", "check the number, or write the problem's name")
        StatusDiffers { problem: Text, statuses: [Text; 2] } => {
            let counted = &statuses[0];
            let other = &statuses[1];
            "status-differs", Warning,
            "问题“{problem}”的状态有“{counted}”和“{other}”两种，按“{counted}”计",
            "the status of the problem \"{problem}\" is {counted} and {other}; {counted} counts",
            cure "请统一各清单中的整改状态", "make the lists agree";
        }
        /// A list lacks problems that the other lists of the folder have.
        OffList { list: Text, problems: Vec<String> } => {
            let count = Count(problems.len(), "problem", "problems");
            let named = Listed { quoted: true, ..Listed::first(3, problems) };
            "problem-off-list", Warning,
            "“{list}”中没有{named}（共{count}个），其他清单上有", "{list} lacks {count} that other lists have: {named}",
            cure "请补上，或核对是否并入了别的问题", "add what is missing, or make sure that it is part of another problem";
        }
        /// Problems say nothing of how they stand, and others do.
        WithoutState { problems: Vec<String> } => {
            let count = Count(problems.len(), "problem says", "problems say");
            let named = Listed { quoted: true, ..Listed::first(3, problems) };
            "state-missing", Warning,
            "有{count}个问题没有写明整改状态（{named}），计入问题总数，不计入已完成、整改中等任何一类",
            "{count} nothing of how it stands; the total counts them, no state does: {named}",
            cure "请填写整改状态", "write how each stands";
        }
        WordingDiffers { problem: Text, other: Text } => ("problem-wording-differs", Info,
            "同一编号的问题表述不一：“{problem}”和“{other}”，按一个问题计",
            "one number, two wordings: \"{problem}\" and \"{other}\"; it counts as one problem",
            cure "如不是同一问题，请改正编号", "correct the number if they are two")
        /// Two lists of one workbook number problems of their own: of the `worded` numbers that both have, `alike` are
        /// worded alike.
        NumbersOfTwo { other: String, worded: usize, alike: usize } => {
            let en = Count(*worded, "# number stands on both", "# numbers stand on both");
            if *alike == 0 => "list-numbers-apart", Info,
            "这张表与“{other}”有{worded}个相同的编号，问题各不相同，按不同的问题计",
            "of this list and \"{other}\" {en}, with other problems; they count as problems of their own",
            cure "如是同一批问题，请使两张表的问题表述一致", "word the problems alike if they are the same";
            "list-numbers-doubtful", Warning,
            "这张表与“{other}”有{worded}个相同的编号，只有{alike}个问题表述相近，按不同的问题计",
            "of this list and \"{other}\" {en}, {alike} of them worded alike; they count as problems of their own",
            cure "如是同一批问题，请使两张表的问题表述一致；不是的，请各自编号", "word the problems alike if they are the same, else number them apart";
        }
    }
}

/// What one of two texts says beyond the other.
fn beyond(words: &[String]) -> [String; 2] {
    match words {
        [] => ["无".into(), "nothing".into()],
        _ => [words.join("/"), words.join("/")],
    }
}

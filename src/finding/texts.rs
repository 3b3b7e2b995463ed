//! What is said while the text is composed: data that a sentence needs and does not have, repairs of wording.

use super::record::findings;
use super::spoken::{Count, Joined};

findings! {
    /// What is found while the report is composed.
    pub enum Texts in Texts {
        /// The report lacks an item of 报告信息, or what only tables tell.
        Needed { name: String, times: usize, item: bool } => {
            let times = Count(*times, "time", "times");
            if *item => "text-needed", Error,
            "报告缺少“{name}”，正文中以【待补充：{name}】代替（{times}处）",
            "the report lacks \"{name}\"; 【待补充：{name}】 stands in its place ({times})",
            cure "请在报告信息中填写项目“{name}”（或在有该栏的表格中填写）后重新生成",
            "fill in the item \"{name}\" of 报告信息 (or the column of that name) and build again";
            "text-needed", Error,
            "报告缺少“{name}”，正文中以【待补充：{name}】代替（{times}处）",
            "the report lacks \"{name}\"; 【待补充：{name}】 stands in its place ({times})",
            cure "这个数由表格计出，不用填写：请放入相应的表格；已经放入的，看核对表“表格识别”是否认出了那张表和那一列",
            "tables give it, nobody types it: add the table; if it is there, see in 表格识别 of 核对表 whether sheet and column were recognised";
        }
        /// A sure slip in a text of a person was put right.
        Corrected { before: String, after: String } => ("text-corrected", Info,
            "“{before}”已按规范写作“{after}”", "\"{before}\" is printed as \"{after}\"",
            cure "如属实请同时改正表格原文", "correct the workbook too if you agree")
        /// `{…}` in a text of a person names a figure that is unknown or has no value.
        Unfilled { name: String, known: bool } => {
            if *known => "text-unfilled", Error,
            "文字中引用的“{name}”没有数据", "the text uses \"{name}\", which has no data",
            cure "请补充相应表格，或改写这段文字", "add the table it comes from, or rewrite the text";
            "text-unfilled", Error,
            "文字中引用的“{name}”不是已有的数字名称", "the text uses \"{name}\", which is no figure",
            cure "数字名称可用 chengwen check 查看", "chengwen check lists the figures' names";
        }
        UnknownText { block: String, known: Vec<String> } => ("text-unknown-block", Warning,
            "文字材料的段落“{block}”在报告中没有位置，未采用",
            "the text block \"{block}\" has no place in the report and was not used",
            cure "可用的段落：{known}", "blocks there are: {known}")
        /// An item of 报告信息 that the report kind does not have.
        UnknownItem { item: String } => ("setting-unknown", Warning,
            "报告信息中的项目“{item}”不认识，未采用",
            "the item \"{item}\" of 报告信息 is unknown and was not used",
            cure "请核对项目名称；可用的项目见说明文档", "check its name; the manual lists the items")
        /// An item of 报告信息 that stands there twice; the last one holds.
        ItemRepeated { item: String, text: String } => ("setting-repeated", Warning,
            "项目“{item}”填了不止一次，采用最后一次：“{text}”",
            "the item \"{item}\" stands there more than once; the last one holds: \"{text}\"",
            cure "请只保留一行", "keep one row")
        /// A date of 报告信息 that could not be understood.
        BadDate { item: String, text: String } => ("setting-bad-date", Error,
            "“{item}”的日期“{text}”不能理解", "the date \"{text}\" of \"{item}\" cannot be understood",
            cure "请写成 2022年4月15日 的形式", "write it as 2022年4月15日")
        /// An item of 报告信息 that has a choice of words says another.
        UnknownChoice { item: String, text: String, known: Vec<String> } => ("setting-unknown-choice", Warning,
            "“{item}”填的“{text}”不认识，未采用", "\"{text}\" is no choice of \"{item}\" and was not used",
            cure "可填：{known}", "choices are: {known}")
        /// An item of 版头 or 版记 in a report that has neither.
        NoHead { item: String, needs: Vec<String> } => {
            let all = Joined(needs, ["和", " and "]);
            let one = Joined(needs, ["”或“", "\" or \""]);
            "head-not-printed", Warning,
            "没有填写{all}，按内部材料排版，“{item}”未印",
            "\"{item}\" is not printed: without {all} the report is an internal paper",
            cure "正式行文请填写项目“{one}”；内部材料请删去这一项", "fill in \"{one}\", or remove the item";
        }
        /// A date or number whose last figure is left open until 定稿.
        LeftOpen { item: String, text: String } => ("left-open", Info,
            "“{item}”还没有定：{text}", "\"{item}\" is left open: {text}",
            cure "定稿之前请在报告信息中填全", "complete it in 报告信息 before 定稿")
        /// Nobody named the kind of report; what spoke for it.
        KindChosen { title: String, word: Option<String>, columns: Vec<String> } => {
            let zh = chosen_zh(word.as_deref(), columns);
            let en = chosen_en(word.as_deref(), columns);
            "kind-chosen", Info,
            "没有指明报告类型，{zh}作“{title}”", "{en} it is made as \"{title}\"",
            cure "如不对，请在报告信息的“报告类型”一项填写：检查、征求意见或专项活动",
            "say another kind in the item \"报告类型\": \"检查\", \"征求意见\" or \"专项活动\"";
        }
        /// Facts of a ledger that no sentence of the report tells.
        Untold { table: String, field: String, rows: Vec<String> } => ("text-untold", Info,
            "“{table}”第{rows}行的“{field}”没有写入报告",
            "the report does not tell \"{field}\" of \"{table}\", rows {rows}",
            cure "需要写入的，请按报告的说法填在“报告表述”一栏，或写在文字材料中",
            "write what is to be told in 报告表述 or 文字材料")
        /// Two figures that are said to agree differ.
        Disagree { name: String, text: String, other: String, said: String } => ("figures-disagree", Error,
            "“{name}”是{text}，“{other}”是{said}，通常说的是同一批，两处不一致",
            "\"{name}\" is {text} and \"{other}\" is {said}, though both usually speak of the same things",
            cure "请核对：一处漏填或重复的，改表格；两处范围本来不同（如有的问题不是检查发现的）、都属实的，不必改数，在核对表“问题”的“处理”栏选“已核保留”并写明理由", "look at both: correct the table that lacks or repeats something; where both are right (not every problem was found by a check), keep the finding with a reason in 核对表")
        MixedQuotes { text: String } => ("text-mixed-quotes", Warning,
            "“{text}”用的引号与报告其他处的“”不一致", "the quotation marks of {text} are not those of the report",
            cure "请在表格中统一改用“”", "use “” throughout")
        UnknownSection { line: String, known: Vec<String> } => ("setting-unknown-section", Warning,
            "章节标题“{line}”没有对应的部分，未采用",
            "the heading \"{line}\" belongs to no section and was not used",
            cure "请写成“部分：标题”，部分有：{known}", "write it as section：heading, with one of {known}")
        /// Activities of a type that the vocabulary does not know are told in one plain list.
        UnplacedType { kind: String, count: usize } => {
            let count = Count(*count, "time", "times");
            "activity-unplaced", Error,
            "活动类型“{kind}”（{count}次）不在活动类型表之内，只在“其他活动”中逐项列出",
            "the activity type \"{kind}\" ({count}) is unknown; it is told in the list of other activities",
            cure "如属于已有类型，请改用规范的类型名称",
            "if it is one of the known types, use that type's name";
        }
    }
}

/// What spoke for a kind of report.
fn chosen_zh(word: Option<&str>, columns: &[String]) -> String {
    match (word, columns) {
        (Some(word), _) => format!("按名称中的“{word}”"),
        (None, []) => "表格也看不出，".to_owned(),
        (None, columns) => format!("按表格中的{}", columns.join("、")),
    }
}

/// The same words in English.
fn chosen_en(word: Option<&str>, columns: &[String]) -> String {
    match (word, columns) {
        (Some(word), _) => format!("nobody says what kind of report it is; by \"{word}\" in its name"),
        (None, []) => "nothing says what kind of report it is;".to_owned(),
        (None, columns) => format!("nobody says what kind of report it is; by {}", columns.join(", ")),
    }
}

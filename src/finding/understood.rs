//! What is said of cells whose meaning is in doubt: unknown words, broken numbers, shares that differ.

use jiff::civil::Date;

use super::record::findings;
use super::spoken::{Count, Joined, Listed};
use crate::model::value::{Text, When};

findings! {
    /// What is found about cells whose meaning is in doubt.
    pub enum Understood in Understood {
        /// A word of a column that figures are counted by is not known.
        TermUnknown { field: String, text: Text } => ("term-unknown", Warning,
            "“{field}”的“{text}”不能理解，没有计入任何一类",
            "\"{text}\" for {field} is not understood and counts in no class",
            cure "请改填常用的说法（如已完成、整改中、尚未完成）",
            "write a usual word (已完成, 整改中, 尚未完成)")

        /// A word of a column that takes only those of its vocabulary.
        Outside { field: String, text: Text, known: Vec<String> } => {
            let known = Listed::first(12, known);
            "term-outside", Warning,
            "“{field}”的“{text}”不在规定的说法之内", "\"{text}\" is none of the words for {field}",
            cure "请改填：{known}", "write one of {known}";
        }
        /// Words of a column by whose words figures are counted, which are none of these.
        Unclassed { field: String, text: Text, known: Vec<String>, cells: usize } => {
            let known = Listed::first(12, known);
            if *cells > 1 =>
            "words-unclassed", Warning,
            "“{field}”一栏有{cells}格（“{text}”等）没有写明是哪一类，各类的条数都不含这几格",
            "{cells} cells of {field} (\"{text}\" and others) name no class, and no class counts them",
            cure "如应归入其中一类，请在该格写上：{known}", "where they belong to one, write {known} in the cell";
            "words-unclassed", Warning,
            "“{field}”的“{text}”没有写明是哪一类，各类的条数都不含这一格",
            "\"{text}\" for {field} names no class, and no class counts it",
            cure "如应归入其中一类，请在该格写上：{known}", "if it belongs to one, write {known} in the cell";
        }
        /// Cells of problems count up several points, each cell being one problem.
        CountedUp { field: String, rows: Vec<String> } => {
            let count = Count(rows.len(), "row lists", "rows list");
            let rows = Joined(rows, ["、", ", "]);
            "points-as-one", Warning,
            "第{rows}行的“{field}”一格写了几点，每行按1个计", "{field}: {count} several points, each row counts as one: {rows}",
            cure "如是几个问题，请分行填写", "write several problems in rows of their own";
        }
        /// A table is by its title or name one of an earlier period.
        EarlierPeriod { table: String, said: String, rows: usize } => {
            let count = Count(*rows, "row counts", "rows count");
            "earlier-period", Error,
            "题目或名称中有“{said}”，像是以前年度的“{table}”，其中{rows}条仍计入本报告",
            "its title or name says \"{said}\", as if it were a \"{table}\" of an earlier period; {count} all the same",
            cure "是以前年度的，请在报告信息的“不计入文件”填写文件名，或在核对表“表格识别”的“表格（改）”选“不用”；确属本次的，在核对表“问题”选“已核保留”并写明理由",
            "if it is, name the file in 不计入文件 of 报告信息 or choose 不用 in 表格识别 of 核对表; else keep it with a reason";
        }
        /// Rows are dated half a year or more before the report's matter begins.
        EarlierRows { table: String, rows: Vec<String>, start: Date } => {
            let day = When::day(*start).to_string();
            let count = Count(rows.len(), "row is", "rows are");
            let listed = Listed::first(12, rows);
            "earlier-rows", Error,
            "“{table}”第{listed}行的日期比开始日期{day}早半年以上，像是以前年度的，仍计入本报告",
            "{table}: {count} dated half a year or more before 开始日期 {day} and counted all the same: {listed}",
            cure "是以前的，请从表中删去；年份写错的，请改正；确属本次的，在核对表“问题”选“已核保留”并写明理由",
            "take them out if they are of last year, correct a wrong year, or keep them in 核对表 with a reason";
        }
        /// Rows are further ones of an event whose cells are merged over them.
        RowsOfEvent { table: String, rows: Vec<String> } => {
            let count = Count(rows.len(), "row is", "rows are");
            let listed = Listed::first(12, rows);
            "rows-of-event", Info,
            "“{table}”第{listed}行与上面的行合并了单元格，按同一次活动计，人数等逐行填写的相加",
            "{table}: {count} merged with the row above and count as one event; numbers of each row add up: {listed}",
            cure "如是几次活动，请取消合并，逐行填写", "if these are several events, undo the merging and fill in each row";
        }
        /// A row leaves blank what its table asks for.
        Required { field: String } => ("cell-required", Warning,
            "没有填写“{field}”", "{field} is not filled in",
            cure "请补填", "fill it in")

        /// A text holds a telephone or identity number or a mail address.
        PrivateNumber => ("private-number", Error,
            "这一格的文字里有电话、身份证号码或邮箱，已用“***”代替，不会写入报告",
            "the text of this cell holds a telephone or identity number or a mail address; *** stands for it in the report",
            cure "请从表中删去", "take it out of the table")

        /// Rows hold something, but not what the table is about; or no row of the table does.
        RowsIdle { table: String, rows: Vec<String>, lacking: Vec<String>, all: bool } => {
            let count = Count(rows.len(), "row holds", "rows hold");
            let rows = Joined(rows, ["、", ", "]);
            let lacking = Joined(lacking, ["、", ", "]);
            if *all =>
            "table-idle", Warning,
            "“{table}”没有一行计入：第{rows}行都没有填写{lacking}",
            "no row of {table} counts: {count} none of {lacking} ({rows})",
            cure "请补填，或确认这张表不需要计入", "fill them in, or make sure that the table need not count";
            "rows-idle", Warning,
            "第{rows}行填有内容，但没有{lacking}，没有计入“{table}”",
            "{count} something, but none of {lacking}, and do not count in {table}: {rows}",
            cure "请补填，或确认这些行不需要计入", "fill them in, or make sure that the rows need not count";
        }

        /// Numbers of a column are multiplied by the unit that its header or the sheet states.
        UnitTaken { field: String, unit: String } => ("unit-of-column", Info,
            "“{field}”一栏写的是{unit}，没有自带单位的数按{unit}计",
            "{field} is in {unit}; numbers without a unit of their own count so")
        /// The sheet states a unit of money and the column says nothing of its own.
        UnitLeft { field: String, unit: String } => ("unit-left", Warning,
            "表上写着单位是{unit}，“{field}”一栏的表头没有单位，也不像金额，按原数计",
            "the sheet says that it is in {unit}; {field} names no unit and does not look like money: its numbers stand",
            cure "请在该栏的表头写明单位（如：金额（万元））", "write the unit in its header (金额（万元）)")
        /// Rows of a table say wholly the same as one above.
        RowsEqual { table: String, first: u32, rows: Vec<String> } => {
            let count = Count(rows.len(), "row is", "rows are");
            let more = Listed::first(12, rows);
            "rows-equal", Warning,
            "“{table}”的第{more}行与上面的行（如第{first}行）完全相同，每行都计入",
            "{table}: {count} wholly equal to one above (row {first} first); each counts: {more}",
            cure "如是重复填写，请删去多余的行", "if one was written twice, take it out";
        }
        /// Groups as large as the last one that is named were left out.
        EqualsCut { name: String, last: Text, more: usize } => {
            let others = Count(*more, "group is", "groups are");
            "equals-left-out", Warning,
            "“{name}”中另有{more}个与“{last}”并列，没有列出",
            "{name}: {others} as large as {last} and not named",
            cure "请核对报告中的提法，或在类型的 figures.toml 中改 top",
            "look at how the report says it, or change top in figures.toml of the kind";
        }
        NotWhole { field: String, number: String } => ("number-not-whole", Warning,
            "“{field}”填的是{number}，不是整数，没有计入",
            "{field} says {number}, which is no whole number; it is not counted",
            cure "请核对后改填整数（单元格格式可能只显示了整数部分）",
            "check and write a whole number (the format of the cell may hide the rest)")

        RateDiffers { field: String, stated: String, part: String, whole: String, quotient: String } => ("rate-differs", Warning,
            "“{field}”填的是{stated}，按{part}÷{whole}应为{quotient}",
            "{field} says {stated}; {part} of {whole} is {quotient}",
            cure "请核对；报告按份数计算，不采用填写的比率", "check; the report works the share out itself")

        /// Two cells of a row say the opposite.
        Contradicts { field: String, said: Text, other: Text, cell: String } => ("cells-contradict", Warning,
            "“{field}”填的是“{said}”，同一行{cell}却写“{other}”，两处矛盾，按“{field}”计",
            "{field} says \"{said}\", but {cell} in the same row says \"{other}\"; {field} counts",
            cure "请核对这一行，改成一致", "check the row and make the two agree")

        RateOpen { name: String, rows: usize, cells: Vec<String> } => {
            let rows = Count(*rows, "row", "rows");
            "rate-open", Warning,
            "“{name}”没有计算：有{rows}行缺一个数或只是约数（{cells}）",
            "{name} is left open: {rows} lack a number or say about how many ({cells})",
            cure "请补全或改为确数；否则比率与前面的数字不是同一口径",
            "fill in exact numbers; else the share would not fit the counts beside it";
        }
    }
}

//! What is said while tables are recognised: sheets and headers that are not known, columns and rows left out.

use super::record::{both, findings};
use super::spoken::{Count, Form, In, Joined, Listed};
use super::{Lang, Severity, Why};
use crate::model::value::Text;

findings! {
    /// What is found while tables are recognised.
    pub enum Tables in Tables {
        /// A sheet with no header or form that identifies a table: what stands in the row that looks most like one,
        /// and whether it has rows of several cells; a cover has not.
        SheetUnrecognized { headers: Vec<String>, has_rows: bool } => {
            let severity = if *has_rows { Severity::Error } else { Severity::Info };
            let listed = listed(headers);
            let seen = match headers.as_slice() {
                [] => ["没有找到像表头的行".to_owned(), "no row looks like a header".to_owned()],
                _ => both!([listed] "看到的表头是：{listed}", "the headers seen are: {listed}"),
            };
            "sheet-unrecognized", (severity),
            "没有认出这张工作表是哪种表格，其中内容未计入；{seen}",
            "this sheet was not recognised as any table and is not counted; {seen}",
            cure "请在核对表“表格识别”中处理：要计入的，在“表格（改）”选定是哪种表格，并为各列选定字段；与报告无关的，选“不用”。表头相同的只需填一次",
            "settle it in 表格识别 of 核对表: choose its table in 表格（改） and a field for its columns, or 不用 if it has nothing to do with the report; once for all sheets with this header";
        }
        /// A sheet that nothing recognised is plainly a ledger that holds nothing for a report.
        SheetForeign { ledger: String } => ("sheet-foreign", Warning,
            "按名称这是“{ledger}”一类的表，与报告无关，未计入",
            "by its name this is a ledger of \"{ledger}\", which has nothing to do with the report; it is not counted",
            cure "如要计入，请在核对表“表格识别”的“表格（改）”中选定是哪种表格；无关的不必处理",
            "to count it, choose its table in 表格识别 of 核对表; else nothing needs to be done")
        TextUnrecognized { begins: String } => ("text-unrecognized", Error,
            "没有认出这份文字材料是哪种表格或表单，其中内容未计入（开头是“{begins}”）",
            "this text was not recognised as any table or form and is not counted (it begins \"{begins}\")",
            cure "其中有意见、活动、问题等要计入的，请按“栏目：内容”分行或录入表格；与报告无关的，在核对表“表格识别”的“表格（改）”中选“不用”",
            "if something of it is to be counted, write it in lines of label and value or type it into a table; if it has nothing to do with the report, choose 不用 in 表格识别 of 核对表")
        NoHeader { table: String } => ("header-missing", Info,
            "这张表没有表头，第一行也是数据，已按核对表“表格识别”的指定作“{table}”计入",
            "this sheet has no header: its first row is data too, and it is read as \"{table}\" as 表格识别 says",
            cure "如第一行是表头，请在原表中改用常用的栏名", "if that row is a header, give its columns usual names")
        ColumnMisfit { header: String, field: String } => ("column-misfit", Warning,
            "“{header}”列按表头应是“{field}”，但其中的内容不像，没有采用",
            "by its header \"{header}\" is \"{field}\", but its values are something else; it is not used",
            cure "请核对这一列；如确是该内容，在核对表“表格识别”的“字段（改）”中选定，如不是，选“不用”",
            "look at the column: if it is that, choose the field in 表格识别 of 核对表; if not, choose 不用")
        ColumnGuessed { header: String, field: String } => ("column-guessed", Warning,
            "“{header}”列的表头没有认出，按其中的内容作“{field}”采用",
            "the header \"{header}\" is not known; by its values the column is used as \"{field}\"",
            cure "请核对这一列；不对的，在核对表“表格识别”的“字段（改）”中另选字段，或选“不用”",
            "look at the column: if it is something else, choose another field or 不用 in 表格识别 of 核对表")
        CorrectionCarried { about: String } => ("correction-carried", Warning,
            "表头与更正过的表头“{about}”略有不同，仍按那次更正识别",
            "its header differs a little from the corrected one \"{about}\"; it is read as was said of that",
            cure "请核对；不应照此的，在核对表“表格识别”中为这张表另行选定",
            "check it; if it should be read otherwise, say so for this sheet in 表格识别 of 核对表")
        ColumnsAdded { field: String, headers: Vec<String> } => {
            let headers = listed(headers);
            "columns-added", Info,
            "没有一列是全部的“{field}”，已把{headers}相加",
            "no column has the whole of {field}; {headers} are added up",
            cure "如不应相加，请增加一列全部人数", "add a column with the whole if they should not be";
        }
        ColumnSensitive { header: String, field: String } => ("column-sensitive", Error,
            "“{header}”列里是电话、邮箱或身份证号码，没有作为“{field}”采用，也不会写入报告",
            "\"{header}\" holds telephone, mail or identity numbers; it is not used as \"{field}\" and never gets into the report",
            cure "请核对表头与内容是否错位；无误的，在核对表“表格识别”的“字段（改）”中选“不用”",
            "check whether headers and values are out of step; if they are not, choose 不用 in 表格识别 of 核对表")
        TableDoubtful { table: String, why: Vec<Why> } => {
            let zh = why.iter().map(|why| why.say()[0].clone()).collect::<Vec<String>>();
            let en = why.iter().map(|why| why.say()[1].clone()).collect::<Vec<String>>();
            let because = [zh.join("；"), en.join("; ")];
            "table-doubtful", Error,
            "这张表按“{table}”读取，但把握不大（{because}）",
            "this table is read as \"{table}\", but little speaks for it ({because})",
            cure RIGHT;
        }
        HeadersUnknown { table: String, headers: Vec<(String, Option<String>)> } => {
            let these = Form(headers.len(), "this column", "these columns");
            let are = Form(headers.len(), "is", "are");
            let near = |start: &str, end: &str| {
                let spell = |(header, field): &(String, Option<String>)| match field {
                    Some(field) => format!("{header}{start}{field}{end}"),
                    None => header.clone(),
                };
                headers.iter().map(spell).collect::<Vec<_>>()
            };
            let zh = near("（最接近“", "”）");
            let en = near(" (nearest: ", ")");
            let headers = [In(Lang::Zh, &listed(&zh)).to_string(), In(Lang::En, &listed(&en)).to_string()];
            "headers-unknown", Info,
            "“{table}”中这些列没有用到：{headers}", "{these} of \"{table}\" {are} not used: {headers}",
            cure "如其中有需要的内容，请在核对表“表格识别”的“字段（改）”中选定字段，不必改表头",
            "if one of them is needed, choose its field in 表格识别 of 核对表; the header stays as it is";
        }
        SubjectUnused { header: String, table: String } => ("subject-unused", Warning,
            "“{header}”列像是“{table}”的内容，这张表按另一种表格读取，这一列没有计入",
            "\"{header}\" looks like what \"{table}\" is about; the sheet is read as another table, and the column is not counted",
            cure "要计入的，请把这一列另列一张表，或在核对表“表格识别”中为这张表另选表格；不计入的，在“字段（改）”选“不用”",
            "to count it, copy the column into a sheet of its own, or choose another table in 表格识别 of 核对表; if it is not to count, choose 不用 for the column")
        FormUnused { table: String, texts: Vec<String> } => {
            let these = Form(texts.len(), "this text in it is", "these texts in it are");
            let texts = listed(texts);
            "form-unused", Info,
            "这张表单按“{table}”读取，其中这些内容没有用到：{texts}",
            "this form is read as \"{table}\"; {these} not used: {texts}",
            cure "如其中有需要的内容，请在核对表“表格识别”的“字段（改）”中选定字段，不必改栏目名",
            "if one of them is needed, choose its field in 表格识别 of 核对表; the label stays as it is";
        }
        FormRowsUnread { table: String, rows: usize, text: Text } => {
            let of = Count(*rows, "row", "rows");
            "form-rows-unread", Error,
            "这张表单按“{table}”读取，另有{rows}行像是答复而没有栏目，未计入（第一行是“{text}”）",
            "this form is read as \"{table}\"; {of} that look like answers stand beside no label and are not counted (the first is \"{text}\")",
            cure "如是答复，请与栏目写在同一单元格并编上“1. 2.”，或在核对表“表格识别”中选定是哪种表格；不是答复的，在核对表“问题”中填“已核保留”和理由",
            "if they are answers, write them into the cell of the label, numbered, or settle the table in 表格识别 of 核对表; if not, keep it with a reason";
        }
        FieldTwice { field: String, kept: [String; 2], left: [String; 2] } => {
            let here = &kept[1];
            let there = &left[1];
            let kept = &kept[0];
            let left = &left[0];
            "field-twice", Warning,
            "“{kept}”（{here}）和“{left}”（{there}）都可作“{field}”，采用前者，后者未采用",
            "both \"{kept}\" ({here}) and \"{left}\" ({there}) can be \"{field}\"; the former is used, the latter is not",
            cure "请在核对表“表格识别”的“字段（改）”中，为要用的一列选定字段，另一列选“不用”",
            "choose the field for the wanted column in 表格识别 of 核对表, and 不用 for the other one";
        }
        ColumnsUnnamed { columns: Vec<String> } => {
            let these = Form(columns.len(), "column", "columns");
            let hold = Form(columns.len(), "holds", "hold");
            let are = Form(columns.len(), "is", "are");
            let columns = listed(columns);
            "columns-unnamed", Warning,
            "{columns}列有内容而没有表头，未采用",
            "{these} {columns} {hold} data without a header and {are} not used",
            cure "如是数据，请在核对表“表格识别”的“字段（改）”中选定字段；如是旁注，选“不用”",
            "if they are data, choose their fields in 表格识别 of 核对表; for remarks beside the table choose 不用";
        }
        SheetHidden { tables: Vec<String>, rows: usize } => {
            let severity = if *rows > 0 { Severity::Warning } else { Severity::Info };
            let rows = Count(*rows, "row", "rows");
            let names = Joined(tables, ["”“", ", "]);
            let held = (!tables.is_empty()).then(|| both!([rows names] "（含“{names}”{rows}行）", " (it holds {names} with {rows})"));
            "sheet-hidden", (severity),
            "这张工作表是隐藏的，未计入{held}", "this sheet is hidden and not counted{held}",
            cure "如需计入，请取消隐藏，或在“报告信息”的“计入隐藏表”填写“是”",
            "to include it, unhide the sheet, or write 是 at 计入隐藏表 in 报告信息";
        }
        RowsHidden { table: String, rows: usize } => {
            let are = Form(*rows, "is hidden or filtered out; it is", "are hidden or filtered out; they are");
            let rows = Count(*rows, "row", "rows");
            "rows-hidden", Warning,
            "“{table}”有{rows}行数据被隐藏或筛选掉了，仍然计入",
            "{rows} of \"{table}\" {are} counted all the same",
            cure "请取消隐藏和筛选后核对；不应计入的行请删除",
            "show them and check; delete the rows that should not count";
        }
        /// The headers fit two tables equally well, the one that was chosen and another.
        TableAmbiguous { table: String, rival: String } => ("table-ambiguous", Error,
            "这张表既像“{table}”又像“{rival}”，按“{table}”读取",
            "this table looks like \"{table}\" and like \"{rival}\"; it is read as \"{table}\"",
            cure RIGHT)
        TableGuessed { table: String } => ("table-guessed", Error,
            "这张表的列与“{table}”不完全相符，根据标题或名称按“{table}”读取",
            "the columns do not quite fit \"{table}\"; by its title or name it is read as \"{table}\"",
            cure RIGHT)
        RowsExample { table: String, rows: usize } => {
            let are = Form(*rows, "is an example", "are examples");
            let rows = Count(*rows, "row", "rows");
            "rows-example", Info,
            "“{table}”有{rows}行是填表示例，未计入", "{rows} of \"{table}\" {are} and not counted",
            cure "如不是示例，请写明实际内容", "write what is meant if they are none";
        }
        TableEmpty { table: String } => ("table-empty", Info,
            "“{table}”只有表头，没有数据行", "\"{table}\" has a header and no rows of data",
            cure "如确无内容（零报告），不必处理；如有内容，请检查数据是否在表头下方",
            "nothing to do if there is nothing to report; else check that the rows stand below the header")
    }
}

/// What to do about a sheet in doubt.
const RIGHT: [&str; 2] = [
    "请在核对表“表格识别”的“表格（改）”中处理：认对了的选“无误”，不是这种表格的选定是哪种，与报告无关的选“不用”。表头相同的只需填一次",
    "settle it in 表格（改） of 表格识别 in 核对表: 无误 if it is right, else the table that it is, or 不用 if it has nothing to do with the report; once for all sheets with this header",
];

/// Headers for a sentence, cut when they are many.
fn listed(headers: &[String]) -> Listed<'_, String> {
    Listed::first(12, headers)
}

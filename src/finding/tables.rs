//! What is said while tables are recognised: sheets and headers that are not known, columns and rows left out.

use super::{Said, Severity, What};

/// Most headers that one sentence lists.
const MOST_LISTED: usize = 12;

/// Findings of the recognising step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tables {
    /// A sheet with rows, but no header or form that identifies a table.
    SheetUnrecognized {
        /// What stands in the row that looks most like a header.
        headers: Vec<String>,
        /// Whether it has rows of several cells; a cover has not.
        has_rows: bool,
    },
    /// Headers that no field of the table claims.
    HeadersUnknown {
        /// The table's Chinese name.
        table: String,
        /// The headers.
        headers: Vec<String>,
    },
    /// Texts of a form that are neither a known label nor the value of one.
    FormUnused {
        /// The table's Chinese name.
        table: String,
        /// The texts.
        texts: Vec<String>,
    },
    /// Two columns (or labels) name one field; the other one is used.
    FieldTwice {
        /// The field's Chinese name.
        field: String,
        /// The header that is used, and its column or cell.
        kept: [String; 2],
        /// The header that is not, and its column or cell.
        left: [String; 2],
    },
    /// Columns that hold data, but have no header.
    ColumnsUnnamed {
        /// Their letters.
        columns: Vec<String>,
    },
    /// A hidden sheet was left out.
    SheetHidden {
        /// The tables on it.
        tables: Vec<String>,
        /// Rows of data in them.
        rows: usize,
    },
    /// Rows of data are hidden or filtered out, and count.
    RowsHidden {
        /// The table's Chinese name.
        table: String,
        /// How many rows.
        rows: usize,
    },
    /// The headers fit two tables equally well.
    TableAmbiguous {
        /// The one that was chosen.
        table: String,
        /// The other one.
        rival: String,
    },
    /// The headers fit the table only when those that speak for another are overlooked; title or name decided.
    TableGuessed {
        /// The table's Chinese name.
        table: String,
    },
    /// Rows were taken for examples and left out.
    RowsExample {
        /// The table's Chinese name.
        table: String,
        /// How many rows.
        rows: usize,
    },
    /// A header without rows of data.
    TableEmpty {
        /// The table's Chinese name.
        table: String,
    },
}

impl From<Tables> for What {
    fn from(tables: Tables) -> Self {
        What::Tables(tables)
    }
}

impl Tables {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match self {
            Tables::SheetUnrecognized { headers, has_rows } => sheet_unrecognized(headers, *has_rows),
            Tables::SheetHidden { tables, rows } => sheet_hidden(tables, *rows),
            Tables::HeadersUnknown { table, headers } => headers_unknown(table, headers),
            Tables::FormUnused { table, texts } => form_unused(table, texts),
            Tables::FieldTwice { field, kept, left } => field_twice(field, kept, left),
            Tables::ColumnsUnnamed { columns } => columns_unnamed(columns),
            Tables::RowsHidden { table, rows } => rows_hidden(table, *rows),
            Tables::RowsExample { table, rows } => Said::new(
                "rows-example",
                Severity::Info,
                [
                    format!("“{table}”有{rows}行是填表示例，未计入"),
                    format!("{rows} rows of \"{table}\" are examples and not counted"),
                ],
                ["如不是示例，请写明实际内容", "write what is meant if they are none"],
            ),
            Tables::TableAmbiguous { table, rival } => table_ambiguous(table, rival),
            Tables::TableGuessed { table } => table_guessed(table),
            Tables::TableEmpty { table } => Said::new(
                "table-empty",
                Severity::Info,
                [
                    format!("“{table}”只有表头，没有数据行"),
                    format!("\"{table}\" has a header and no rows of data"),
                ],
                [
                    "如确无内容（零报告），不必处理；如有内容，请检查数据是否在表头下方",
                    "nothing to do if there is nothing to report; else check that the rows stand below the header",
                ],
            ),
        }
    }
}

/// A list of headers for a sentence, cut when it is long.
fn list(headers: &[String], separator: &str, more: &str) -> String {
    let listed: Vec<&str> = headers.iter().take(MOST_LISTED).map(String::as_str).collect();
    let cut = if headers.len() > MOST_LISTED { more } else { "" };
    listed.join(separator) + cut
}

fn sheet_unrecognized(headers: &[String], has_rows: bool) -> Said {
    let severity = if has_rows { Severity::Warning } else { Severity::Info };
    let seen = match headers {
        [] => ["没有找到像表头的行".to_owned(), "no row looks like a header".to_owned()],
        _ => [
            format!("看到的表头是：{}", list(headers, "、", "等")),
            format!("the headers seen are: {}", list(headers, ", ", ", …")),
        ],
    };
    let [zh, en] = seen;
    Said::new(
        "sheet-unrecognized",
        severity,
        [
            format!("没有认出这张工作表是哪种表格，其中内容未计入；{zh}"),
            format!("this sheet was not recognised as any table and is not counted; {en}"),
        ],
        [
            "封面、说明等可不处理；如是数据，请把表头改成通用名称（如“意见建议”“单位”“时间”“活动主题”“存在问题”“责任人”），或在工作表名称中写明表格名称",
            "nothing to do for a cover or instructions; for data, use common headers (such as 意见建议, 单位, 时间, 活动主题, 存在问题, 责任人), or name the sheet after its table",
        ],
    )
}

fn sheet_hidden(tables: &[String], rows: usize) -> Said {
    let severity = if rows > 0 { Severity::Warning } else { Severity::Info };
    let [zh, en] = match tables {
        [] => [String::new(), String::new()],
        _ => [
            format!("（含“{}”{rows}行）", tables.join("”“")),
            format!(" (it holds {} with {rows} rows)", tables.join(", ")),
        ],
    };
    Said::new(
        "sheet-hidden",
        severity,
        [format!("这张工作表是隐藏的，未计入{zh}"), format!("this sheet is hidden and not counted{en}")],
        [
            "如需计入，请取消隐藏，或在“报告信息”的“计入隐藏表”填写“是”",
            "to include it, unhide the sheet, or write 是 at 计入隐藏表 in 报告信息",
        ],
    )
}

fn headers_unknown(table: &str, headers: &[String]) -> Said {
    Said::new(
        "headers-unknown",
        Severity::Info,
        [
            format!("“{table}”中这些列没有用到：{}", list(headers, "、", "等")),
            format!("these columns of \"{table}\" are not used: {}", list(headers, ", ", ", …")),
        ],
        ["如其中有需要的内容，请把表头改成通用名称", "if one of them is needed, give it a common header"],
    )
}

fn form_unused(table: &str, texts: &[String]) -> Said {
    Said::new(
        "form-unused",
        Severity::Info,
        [
            format!("这张表单按“{table}”读取，其中这些内容没有用到：{}", list(texts, "、", "等")),
            format!(
                "this form is read as \"{table}\"; these texts in it are not used: {}",
                list(texts, ", ", ", …")
            ),
        ],
        [
            "如其中有需要的内容，请把栏目名改成通用名称，内容填在它右边的单元格",
            "if one of them is needed, give it a common label with the value in the cell to its right",
        ],
    )
}

fn field_twice(field: &str, [kept, here]: &[String; 2], [left, there]: &[String; 2]) -> Said {
    Said::new(
        "field-twice",
        Severity::Warning,
        [
            format!("“{kept}”（{here}）和“{left}”（{there}）都可作“{field}”，采用前者，后者未采用"),
            format!(
                "both \"{kept}\" ({here}) and \"{left}\" ({there}) can be \"{field}\"; the former is used, the latter is not"
            ),
        ],
        [
            "如采用错了，请把要用的一列的表头改为该名称，另一列换一个名称",
            "if that is wrong, give the wanted column exactly that header and the other one another name",
        ],
    )
}

fn columns_unnamed(columns: &[String]) -> Said {
    let (zh, en) = (list(columns, "、", "等"), list(columns, ", ", ", …"));
    Said::new(
        "columns-unnamed",
        Severity::Warning,
        [
            format!("{zh}列有内容而没有表头，未采用"),
            format!("columns {en} hold data without a header and are not used"),
        ],
        [
            "如是数据，请补上表头；如是旁注，可不处理",
            "give them headers if they are data; nothing to do for remarks beside the table",
        ],
    )
}

fn rows_hidden(table: &str, rows: usize) -> Said {
    Said::new(
        "rows-hidden",
        Severity::Warning,
        [
            format!("“{table}”有{rows}行数据被隐藏或筛选掉了，仍然计入"),
            format!("{rows} rows of \"{table}\" are hidden or filtered out; they are counted all the same"),
        ],
        [
            "请取消隐藏和筛选后核对；不应计入的行请删除",
            "show them and check; delete the rows that should not count",
        ],
    )
}

fn table_ambiguous(table: &str, rival: &str) -> Said {
    Said::new(
        "table-ambiguous",
        Severity::Warning,
        [
            format!("这张表既像“{table}”又像“{rival}”，按“{table}”读取"),
            format!("this table looks like \"{table}\" and like \"{rival}\"; it is read as \"{table}\""),
        ],
        ["请在标题或工作表名称中写明是哪种表格", "say in the title or the sheet's name which table it is"],
    )
}

fn table_guessed(table: &str) -> Said {
    Said::new(
        "table-guessed",
        Severity::Warning,
        [
            format!("这张表的列与“{table}”不完全相符，根据标题或名称按“{table}”读取"),
            format!(
                "the columns do not quite fit \"{table}\"; by its title or name it is read as \"{table}\""
            ),
        ],
        [
            "请核对；如不是这种表格，请修改标题或工作表名称",
            "check it; if it is another table, change the title or the sheet's name",
        ],
    )
}

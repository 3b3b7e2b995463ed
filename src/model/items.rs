//! The items of 报告信息 that the program itself reads, by their names in every kind; docs/kinds.md lists them.

/// Makes the constants and the list of all.
macro_rules! items {
    ($($(#[$doc:meta])* $NAME:ident = $name:literal;)*) => {
        $($(#[$doc])* pub const $NAME: &str = $name;)*

        /// Every item that the program itself asks for.
        pub const ITEMS: &[&str] = &[$($NAME),*];
    };
}

/// Which kind of report it is, of those in the binary.
pub const REPORT_KIND: &str = "报告类型";
/// The title when it is not made from the names.
pub const TITLE: &str = "报告标题";

items! {
    /// The office in full: the author of the document when nobody signs.
    OFFICE = "单位全称";
    /// What it is called where it stands first in the text.
    OFFICE_SHORT = "单位简称";
    /// What it is called from then on.
    OFFICE_IN_TEXT = "行文简称";
    /// Who signs the report, one organ a line; 单位全称 when it is blank.
    SIGNATURE = "署名";
    /// What the report is about, by which two reports are known to be about one thing.
    CAMPAIGN = "活动名称";
    /// The day from which on the report counts.
    START = "开始日期";
    /// The day on which what it is about ended.
    END = "结束日期";
    /// The day up to which it counts.
    AS_OF = "截至日期";
    /// The date below the 署名; its day may be left open until 定稿.
    DATE = "成文日期";
    /// Which draft it is: 定稿 finishes it.
    DRAFT = "稿次";
    /// Where the report of the last period is (a folder, or its 快照.xlsx), to be compared with.
    PREVIOUS = "上期报告";
    /// Whether polished paragraphs are taken back into 文字材料.
    HARVEST = "收回文字";
    /// Headings that stand for those of the sections.
    HEADINGS = "章节标题";
    /// The name of the scheme that aspects are taken from.
    SCHEME = "方面体系";
    /// The name of the look, of those that the kind has.
    LOOK = "版式";
    /// The office's own document that the report is put into.
    LETTERHEAD = "版式文件";
    /// 份号: digits, printed as six.
    SERIAL = "份号";
    /// 发文字号, whose number may be left open.
    NUMBER = "发文字号";
    /// Whether head and rule are on the paper already.
    PREPRINTED = "红头纸";
    /// The annexes, one a line: the name of one that the kind has, or the title of a file of its own.
    ANNEXES = "附件";
    /// Whether 版记 has a page of its own.
    OWN_PAGE = "版记单独成页";
    /// How it is signed: without a seal, with one, or with a 签名章.
    SIGNING = "用印方式";
    /// Whether changes are written as tracked ones.
    TRACK = "修订痕迹";
    /// How many decimals a percentage is printed with.
    DECIMALS = "百分比小数";
    /// Whether columns that tell who said it are left out.
    ANONYMOUS = "匿名";
    /// Whether annexes for which the kind describes a chart have one.
    CHARTS = "统计图";
    /// Workbooks that do not count, one a line: by path, by name, or by a folder or archive that holds them.
    LEFT_OUT = "不计入文件";
    /// Whether hidden sheets are read and counted.
    HIDDEN_SHEETS = "计入隐藏表";
}

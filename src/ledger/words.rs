//! The ledger's own words: its sheets, its columns with their widths, and what it says in cells.

use crate::model::change::{BlockFate, How};
use crate::model::decision::{ALONE, Column as Decided, KEPT, UNUSED, WITHDRAWN, YES};
use crate::model::entry::{AspectBy, CountStatus};
use crate::recognize::{About, By, Confidence, Reason};

/// A column of a sheet of 核对表, 三张清单 or 快照.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'t> {
    pub(super) title: &'t str,
    /// In characters of the spreadsheet program; an ideograph takes two.
    pub(super) width: f64,
    pub(super) use_: Use,
}

/// What a column is for; it decides how its cells look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Text to be read.
    Read,
    /// A number or a short mark, centred.
    Mark,
    /// Blank cells that people fill in.
    Fill,
    /// For the program, which knows a row by it again; hidden.
    Own,
}

pub(super) const fn read(title: &str, width: f64) -> Column<'_> {
    Column { title, width, use_: Use::Read }
}

pub(super) const fn mark(title: &str, width: f64) -> Column<'_> {
    Column { title, width, use_: Use::Mark }
}

pub(super) const fn fill(title: &str, width: f64) -> Column<'_> {
    Column { title, width, use_: Use::Fill }
}

/// The column by which the program knows a row again.
pub(super) const KEY: &str = "标识";
/// Titles of columns: the running number of a row, counted from one.
pub(super) const NUMBER: &str = "序号";
/// The row of 问题归纳 that an item belongs to.
pub(super) const CLUSTER: &str = "归纳序号";
/// The suggestion that a row of 问题归纳 belongs to.
pub(super) const NEAR: &str = "近似组";
/// The row of a suggestion that the others are compared with.
pub(super) const FIRST: &str = "首条";
/// The table that an item is of.
pub(super) const TABLE: &str = "表";
/// What an item says.
pub(super) const OPINION: &str = "意见";
/// Whether an item counts, else why not.
pub(super) const COUNTED: &str = "计入";
/// The named problem that an item belongs to, as it stands.
pub(super) const PROBLEM: &str = "突出问题";

/// The word of 表格（改） and 字段（改） for what is right as it was recognised …
pub(super) const AS_IS: &str = "无误";
/// … and the one that takes a correction back.
pub(super) const RESTORED: &str = "还原";
/// What a sheet or column was taken for.
pub(super) const TAKEN: &str = "认作";
/// What stands there when it was taken for nothing.
pub(super) const NOT_TAKEN: &str = "未采用";
/// What stands there when its header is on no sheet any more.
pub(super) const GONE: &str = "表头已不在";
/// How sure it is that somebody said.
pub(super) const DECIDED: &str = "已指定";
/// The texts of a header row, or of one header.
pub(super) const HEADER: &str = "表头";
/// What stood in the cell to fill in when the sheet was written, and in that of the aspect.
pub(super) const STOOD: &str = "原填";
pub(super) const ASPECT_STOOD: &str = "原填方面";

const OWN: Column<'static> = Column { title: KEY, width: 18.0, use_: Use::Own };

/// The names of the sheets of 核对表.
pub(super) const SUMMARY: &str = "提要";
pub(super) const CHANGES: &str = "变更说明";
pub(super) const SOURCES: &str = "数字来源";
pub(super) const ITEMS: &str = "意见明细";
pub(super) const CLUSTERS: &str = "问题归纳";
pub(super) const TABLES: &str = "表格识别";
pub(super) const UNITS: &str = "报送情况";
pub(super) const ASIDE: &str = "未计入";
pub(super) const FINDINGS: &str = "问题";

pub(super) const SOURCES_COLUMNS: [Column<'static>; 9] = [
    mark(NUMBER, 6.0),
    read("所在部分", 20.0),
    read("报告原文", 34.0),
    read("内容", 16.0),
    read("数据名称", 18.0),
    read("怎样得来", 34.0),
    read("文件", 24.0),
    read("工作表", 13.0),
    read("单元格", 22.0),
];

pub(super) const ITEMS_COLUMNS: [Column<'static>; 19] = [
    mark(NUMBER, 5.0),
    read(TABLE, 7.0),
    read("原文", 27.0),
    read(OPINION, 25.0),
    read("单位", 11.0),
    read("姓名", 7.0),
    read("方面", 9.0),
    read("方面依据", 13.0),
    mark("归并组", 5.0),
    read(PROBLEM, 13.0),
    mark(CLUSTER, 5.0),
    read(COUNTED, 7.0),
    fill(title_of(Decided::Aspect), 9.0),
    fill(title_of(Decided::Join), 8.0),
    fill(title_of(Decided::LeftOut), 8.0),
    fill(title_of(Decided::Reason), 10.0),
    read("出处", 13.0),
    read("单元格", 7.0),
    OWN,
];

pub(super) const CLUSTERS_COLUMNS: [Column<'static>; 13] = [
    mark(NUMBER, 5.0),
    read(TABLE, 10.0),
    read(PROBLEM, 22.0),
    fill(title_of(Decided::Problem), 24.0),
    fill(title_of(Decided::Join), 8.5),
    read("方面", 10.0),
    mark("条数", 5.0),
    mark("单位数", 5.0),
    read("涉及单位", 20.0),
    read("代表意见", 40.0),
    mark(NEAR, 6.0),
    mark("相似度", 7.0),
    read("与首条的不同", 24.0),
];

pub(super) const UNITS_COLUMNS: [Column<'static>; 7] = [
    mark(NUMBER, 6.0),
    read("单位", 30.0),
    mark("是否应报", 10.0),
    mark("是否已报", 10.0),
    mark("计入意见条数", 14.0),
    read("名录出处", 40.0),
    read("单元格", 8.0),
];

pub(super) const ASIDE_COLUMNS: [Column<'static>; 6] = [
    mark(NUMBER, 6.0),
    read("文件", 32.0),
    read("工作表", 18.0),
    read(TABLE, 14.0),
    mark("行", 8.0),
    read("原因", 40.0),
];

pub(super) const TABLES_COLUMNS: [Column<'static>; 16] = [
    mark(NUMBER, 6.0),
    read("文件", 22.0),
    read("工作表", 12.0),
    mark("列", 5.0),
    read(HEADER, 24.0),
    read("样例", 32.0),
    read(TAKEN, 15.0),
    fill(title_of(Decided::Table), 15.0),
    fill(title_of(Decided::Field), 15.0),
    fill(title_of(Decided::Aspect), 12.0),
    mark("把握", 9.0),
    read("依据", 26.0),
    read("其次、最接近", 14.0),
    OWN,
    Column { title: STOOD, width: 10.0, use_: Use::Own },
    Column { title: ASPECT_STOOD, width: 10.0, use_: Use::Own },
];

/// The columns of the workbook with the corrections alone.
pub(super) const CORRECTIONS_COLUMNS: [Column<'static>; 8] = [
    mark(NUMBER, 6.0),
    read(HEADER, 60.0),
    fill(title_of(Decided::Table), 18.0),
    fill(title_of(Decided::Field), 18.0),
    fill(title_of(Decided::Aspect), 14.0),
    OWN,
    Column { title: STOOD, width: 10.0, use_: Use::Own },
    Column { title: ASPECT_STOOD, width: 10.0, use_: Use::Own },
];

pub(super) const FINDINGS_COLUMNS: [Column<'static>; 10] = [
    mark(NUMBER, 6.0),
    mark("程度", 7.0),
    read("位置", 30.0),
    read("问题", 44.0),
    read("怎样处理", 30.0),
    fill(title_of(Decided::Handled), 11.0),
    fill(title_of(Decided::Reason), 18.0),
    fill(title_of(Decided::By), 9.0),
    read("代码", 16.0),
    OWN,
];

/// A sheet as it is known again: its name, its columns, and those by which its rows are.
pub(super) type Known = (&'static str, &'static [Column<'static>], &'static [&'static str]);

/// The sheets to which people may add columns.
pub(super) const KNOWN_BY: [Known; 7] = [
    (SOURCES, &SOURCES_COLUMNS, &["所在部分", "数据名称"]),
    (ITEMS, &ITEMS_COLUMNS, &[KEY]),
    (CLUSTERS, &CLUSTERS_COLUMNS, &["代表意见"]),
    (TABLES, &TABLES_COLUMNS, &[KEY]),
    (UNITS, &UNITS_COLUMNS, &["单位"]),
    (ASIDE, &ASIDE_COLUMNS, &["文件", "工作表", "行"]),
    (FINDINGS, &FINDINGS_COLUMNS, &[KEY]),
];

/// The title of a column that people fill in.
pub(super) const fn title_of(column: Decided) -> &'static str {
    match column {
        Decided::Aspect => "方面（改）",
        Decided::Join => "归并到（改）",
        Decided::LeftOut => "不计入（改）",
        Decided::Reason => "理由",
        Decided::Problem => "突出问题表述（改）",
        Decided::Handled => "处理",
        Decided::By => "经办人",
        Decided::Table => "表格（改）",
        Decided::Field => "字段（改）",
    }
}

/// What a row says otherwise than the first of its suggestion.
pub(super) fn difference(missing: &[String], added: &[String]) -> String {
    let listed = |what: &str, pieces: &[String]| {
        let quoted: Vec<String> = pieces.iter().map(|piece| format!("“{piece}”")).collect();
        (!quoted.is_empty()).then(|| format!("{what}{}", quoted.join("、")))
    };
    let parts = [listed("没有", missing), listed("多出", added)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("；")
}

/// The words that a cell to fill in offers, besides aspects.
pub(super) const fn choices_of(column: Decided) -> &'static [&'static str] {
    match column {
        Decided::LeftOut => &[YES, WITHDRAWN],
        Decided::Handled => &[KEPT, WITHDRAWN],
        Decided::Join => &[ALONE, WITHDRAWN],
        Decided::Table | Decided::Field => &[AS_IS, UNUSED, RESTORED],
        Decided::Aspect | Decided::Reason | Decided::Problem | Decided::By => &[],
    }
}

/// How 核对表 says what told an aspect.
pub(super) const fn aspect_by(by: AspectBy) -> &'static str {
    match by {
        AspectBy::Cell => "按填报",
        AspectBy::Alias => "按填报（别称）",
        AspectBy::Decision => "按核对意见",
        AspectBy::Catalogue => "按问题目录",
        AspectBy::Keywords => "按关键词",
    }
}

/// How sure it is what a sheet is.
pub(super) const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "确定",
        Confidence::Likely => "较有把握",
        Confidence::Doubtful => "存疑",
    }
}

/// By what a column was taken for a field.
pub(super) const fn by(by: By) -> &'static str {
    match by {
        By::Decision => DECIDED,
        By::Synonym => "按表头",
        By::Compound => "按表头的组成",
        By::Values => "按内容",
    }
}

/// What the values of a column are about; none where nothing tells.
pub(super) fn about(about: &About, header: &str) -> Option<String> {
    let aspect = about.aspect.as_deref().map(|aspect| match aspect == header {
        true => "方面按所问".to_owned(),
        false => format!("方面：{aspect}"),
    });
    let target = about.target.as_ref().map(|target| format!("对象：{target}"));
    let said: Vec<String> = aspect.into_iter().chain(target).collect();
    (!said.is_empty()).then(|| said.join("，"))
}

/// How 核对表 says whether an entry counts, and why not.
pub(super) const fn count_status(count_status: CountStatus) -> &'static str {
    match count_status {
        CountStatus::Counted => "",
        CountStatus::NoOpinion => "未提意见",
        CountStatus::Agreement => "表示同意",
        CountStatus::Praise => "表示满意",
        CountStatus::Merged => "同一事项的另一行",
        CountStatus::Empty => "没有内容",
        CountStatus::LeftOut => "经核对不计入",
    }
}

/// What a row of an annex is called that is copied from the folder, and how it was got.
pub(super) const ROW: &str = "附件的一行";
pub(super) const ROW_RULE: &str = "照录所列单元格";

/// How 核对表 says why a row was set aside.
pub(super) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Total => "合计、小计行",
        Reason::Note => "说明、填表人等",
        Reason::RepeatedHeader => "重复的表头",
        Reason::Band => "分段标题",
        Reason::Example => "填写示例",
        Reason::OnlyNumber => "只有序号",
        Reason::NoSubject => "主要内容为空",
        Reason::Duplicate => "与计入的表重复",
        Reason::InSummary => "由计入的表汇总而来",
        Reason::AfterAsOf => "晚于截至日期",
    }
}

/// The columns of 变更说明: how it changed, what, and three of text.
pub(super) const CHANGES_COLUMNS: [Column<'static>; 5] =
    [mark("", 15.0), read("", 24.0), read("", 40.0), read("", 40.0), read("", 40.0)];

/// How a workbook or an item changed.
pub(super) const fn how(how: How) -> &'static str {
    match how {
        How::Added => "新增",
        How::Removed => "减少",
        How::Changed => "改动",
        How::Renamed => "改名",
    }
}

/// How 变更说明 says what became of a paragraph.
pub(crate) const fn fate(fate: BlockFate) -> &'static str {
    match fate {
        BlockFate::Conflict => "冲突（正文未动）",
        BlockFate::Orphan => "保留（已无数据）",
        BlockFate::Merged => "合并",
        BlockFate::Refreshed => "更新",
        BlockFate::Added => "新增",
        BlockFate::Removed => "删去",
        BlockFate::Deleted => "人工删去（未恢复）",
        BlockFate::Kept => "保留人工改动",
    }
}

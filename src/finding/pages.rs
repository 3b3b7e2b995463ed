//! The words of pages for people: headings, links and counts.

use super::Severity;
use super::record::words;
use super::spoken::Count;

words! {
    /// A word or a line of a page.
    pub enum Label {
        HowTo => (
            "点击文中划线的数字、日期、名称，可以看到它的算法和所在的单元格",
            "follow an underlined figure, date or name to its rule and its cells")
        Parts => ("各部分", "parts of the page")
        Report => ("报告", "the report")
        Findings => ("问题", "findings")
        Tables => ("表格识别", "what the sheets were taken for")
        Changes => ("变更", "what changed")
        Joins => ("意见归并", "opinions to join")
        Units => ("报送情况", "units")
        NoPairs => ("没有等待判断的相近意见", "no opinions that are alike wait for an answer")
        AskPair => ("这两条说的是同一个意思吗？", "do these two say the same?")
        Same => ("是，合为一条", "yes, join them")
        Apart => ("否，各是一条", "no, they are two")
        TakeBack => ("撤销", "take it back")
        Alike { percent: usize } => ("相似度{percent}%", "{percent}% alike")
        GivenBy { count: usize, units: String } => {
            let count = Count(*count, "opinion", "opinions");
            "{count}条　{units}", "{count} {units}";
        }
        Decided => ("已判断的", "answered already")
        StandsApart => ("不与其他意见合并", "joined with no other")
        JoinedTo { text: String } => ("已并入：{text}", "joined to: {text}")
        /// What is not listed of a list that was cut.
        MoreListed { count: usize } => {
            let count = Count(*count, "more", "more");
            "另有{count}项", "{count}";
        }
        History => ("历史", "earlier versions")
        NoVersions => ("还没有以前的版本。报告改过再生成，改前的一份会留在这里", "no earlier versions yet")
        Compared => ("与现在的报告相比", "compared with the report as it is now")
        SameWords => ("与现在的报告文字相同", "the words are those of the report as it is now")
        OnlyThen => ("只在这一版", "in this version only")
        OnlyNow => ("只在现在的报告", "in the report as it is now only")
        Back => ("回到工作台", "back to the report")
        OpenWorkbook => ("打开工作簿", "open the workbook")
        Row => ("行", "row")
        UsedIn => ("用在报告何处", "where the report uses it")
        /// A datum that counts a row.
        Datum { name: String, text: String } => ("{name}（{text}）", "{name} ({text})")
        /// A row of the table of an annex.
        AnnexRow { annex: String, row: usize } => ("{annex} 第{row}行", "{annex}, row {row}")
        Opened { file: String } => ("已打开：{file}", "opened: {file}")
        NotOpened { file: String } => ("没有能打开它的程序：{file}", "no program opens it: {file}")
        ChooseFolder => ("选择放表格的文件夹", "choose the folder with the workbooks")
        Paste => ("粘贴文件夹的路径", "paste the path of a folder")
        Path => ("文件夹的路径", "path of a folder")
        OpenFolder => ("打开", "open")
        Recent => ("最近打开的文件夹", "folders that were open last")
        Browse => ("从文件夹里找", "go through folders")
        OpenThis => ("打开这个文件夹", "open this folder")
        Above => ("上一层", "up")
        OtherFolder => ("换一个文件夹", "another folder")
        OpensBeside => ("另一个文件夹在新的页面打开", "the other folder opens on a page of its own")
        Marks => ("在报告中标出与上次不同之处", "mark in the report what changed since the run before")
        /// On a marked paragraph: what became of it, and how it read.
        Was { fate: String, before: String } => ("{fate}。原来是：{before}", "{fate}; it read: {before}")
        IsNew { fate: String } => ("{fate}", "{fate}")
        Rule => ("怎样得来", "how it was got")
        Printed => ("报告中的位置", "where the report prints it")
        /// How many places in cells, a range of cells being one.
        Cells { count: usize } => {
            let count = Count(*count, "place", "places");
            "所在单元格（{count}处）", "cells, {count}";
        }
        More { count: usize } => {
            let count = Count(*count, "more place", "more places");
            "另有{count}处，见核对表", "{count}, see 核对表.xlsx";
        }
        MoreRows { count: usize } => {
            let count = Count(*count, "more row", "more rows");
            "这张表另有{count}行", "{count} of this table";
        }
        Close => ("关闭，回到文中", "close and return to the text")
        /// On words that a person wrote into the document.
        ByHand => ("手工写入", "written by hand")
        AnnexTable => ("附件表格", "table of an annex")
        NothingFound => ("没有发现问题", "nothing was found")
        NothingChanged => ("与上次生成相比没有变化", "nothing changed since the run before")
        Kept { reason: String } => ("已核保留：{reason}", "let stand: {reason}")
        NotRead => ("没有读取", "not read")
        Column => ("列", "column")
        Field => ("识别为", "taken for")
        Builds => ("正在生成……", "building …")
        Built => ("已有新的结果，刷新页面即可看到", "there is a new result; load the page again to see it")
        Ends => ("工作台已关闭，可以关掉这一页", "the program has ended; this page can be closed")
        NoReport => ("还没有报告。把表格放进文件夹，或拖到这一页上", "no report yet; put workbooks into the folder or drop them here")
        There => (
            "文件夹里已有“{{}}”。另取一个名字放进去吗？",
            "{{}} is in the folder already. Put this one there under another name?")
        Taken => ("已放进文件夹：{{}}", "put into the folder: {{}}")
        NotTaken => ("没有放进文件夹：{{}}", "not put into the folder: {{}}")
        Build => ("生成", "build")
        Finish => ("定稿", "finish")
        Download => ("下载报告", "download the report")
        Drop => ("放入表格", "add workbooks")
        Finished { folder: String } => ("定稿已写到 {folder}", "the finished report is in {folder}")
        Unfinished { count: usize } => {
            let count = Count(*count, "point stands", "points stand");
            "还有{count}处没有处理，不能定稿，见下面的错误", "{count} against finishing, see the errors below";
        }
        Keep => ("已核保留", "let it stand")
        Reason => ("理由", "reason")
        Change => ("改为", "take for")
        Error => ("错误", "error")
        Warning => ("注意", "warning")
        Info => ("记录", "record")
    }
}

impl Label {
    /// The word for how much a finding matters.
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Label::Error,
            Severity::Warning => Label::Warning,
            Severity::Info => Label::Info,
        }
    }
}

//! What the program says on the screen beside findings: what was written and where, what was left alone.

use std::path::PathBuf;

use super::record::words;
use super::spoken::Count;
use super::{Lang, Severity};

words! {
    /// A line on the screen that is no finding.
    pub enum Notice {
        DeskCloses => ("工作台已关闭", "the pages are closed")
        NoBrowser => (
            "没有打开浏览器，请把上面的网址粘贴到浏览器里",
            "no browser could be opened; paste the address above into one")
        ReportHeld { held: PathBuf, path: PathBuf } => (
            "注意：{held} 正在 Word、WPS 等程序中打开，没有改动，新的报告写在 {path}；请存盘关闭后再生成一次（如并未打开，请删去同一文件夹中以 ~$ 开头的文件）",
            "warning: {held} is open in Word, WPS or another program and was left alone; the new report is {path}; save and close it, then build again (if it is not open, delete the file beside it that begins with ~$)")
        KindWritten { count: usize, folder: PathBuf } => {
            let count = Count(*count, "file", "files");
            "报告类型的{count}个文件已写入 {folder}", "{count} of the report kind written to {folder}";
        }
        /// A word list of a kind that no field names.
        ListUnread { file: String } => (
            "{file} 没有字段用到（vocabulary = …），可以留着，不起作用",
            "no field names {file} (vocabulary = …); it may stay and does nothing")
        /// Another run writes into the same folder.
        Waits => (
            "这个文件夹正由另一个成文处理，等它结束后继续",
            "another run is working on this folder; waiting until it is done")
        /// Where the report went whose place was taken.
        EarlierKept { path: PathBuf } => ("原有报告已存入 {path}", "the earlier report was kept as {path}")
        GivenBack { count: usize, folder: PathBuf } => {
            let count = Count(*count, "file for the units to mend is", "files for the units to mend are");
            "有{count}个文件需填报单位修改，已放入 {folder}（标红并附问题说明，或另附问题清单）",
            "{count} in {folder}";
        }
        NotUpdated { path: PathBuf } => (
            "{path} 正在其他程序中打开，没有更新；请关闭后再生成一次",
            "{path} is open in another program and was not brought up to date; close it and build again")
        LedgerHeld { path: PathBuf } => (
            "核对表正在其他程序中打开或未能读取，没有覆盖，新的核对表在 {path}",
            "核对表 is open in another program or could not be read; the new one is {path}")
        MoreNotes { kept: usize } => {
            let kept = Count(*kept, "more note (-v lists it)", "more notes (-v lists them)");
            "另有{kept}条记录（加 -v 列出）", "{kept}";
        }
        /// Where the 定稿 went whose place was taken.
        EarlierFinalKept { path: PathBuf } => ("原有定稿已存入 {path}", "the earlier 定稿 was kept as {path}")
        Finished { folder: PathBuf, snapshot: PathBuf } => (
            "定稿在 {folder}；{snapshot} 留给下一期",
            "the finished report is in {folder}; {snapshot} is for the next period")
        Harvested { place: PathBuf } => (
            "收回的文字在 {place}，下次生成时采用",
            "the words taken back are in {place} and hold from the next build on")
        /// How long a step took, and the most memory until then where it is known.
        StepDone { step: Step, milliseconds: u128, mebibytes: Option<u64> } => {
            let memory = mebibytes.map(|most| format!(" ({most} MB)"));
            "{step}：{milliseconds} 毫秒{memory}", "{step}: {milliseconds} ms{memory}";
        }
        ItemsBeside { count: usize, path: PathBuf } => {
            let count = Count(*count, "item", "items");
            "条目太多，核对表只列需要人看的，其余{count}条在 {path}",
            "核对表 lists the items that need a person; {count} more in {path}";
        }
        /// A folder is watched from now on.
        Watches { folder: PathBuf } => (
            "正在留意 {folder}，表格存盘后自动生成报告；按 Ctrl+C 结束",
            "watching {folder}: the report is built when workbooks are saved; Ctrl+C ends it")
        WatchEnds => ("已结束", "ended")
        FolderGone { folder: PathBuf } => (
            "文件夹 {folder} 暂时打不开，等它恢复后继续",
            "the folder {folder} cannot be read; waiting until it is back")
        FolderBack { folder: PathBuf } => ("文件夹 {folder} 已恢复", "the folder {folder} is back")
        /// A workbook is open in another program, or half-written.
        WaitsForFile { file: String, seconds: usize } => (
            "“{file}”正在其他程序中打开或正在写入，关闭后即生成（{seconds}秒后按已存盘的内容生成）",
            "\"{file}\" is open in another program or being written; the report is built when it is closed (in {seconds} s, with what is saved)")
        /// A build under watch: when, what changed since the one before, what came of it.
        Built {
            at: String,
            added: Vec<String>,
            changed: Vec<String>,
            removed: Vec<String>,
            errors: usize,
            warnings: usize,
            report: PathBuf,
        } => {
            let news = news([added, changed, removed]);
            let errors = Count(*errors, "error", "errors");
            let warnings = Count(*warnings, "warning", "warnings");
            "{at} {news}已生成 {report}：错误{errors}条，注意{warnings}条",
            "{at} {news}built {report}: {errors}, {warnings}";
        }
        /// A build under watch that gave no report; why follows.
        NotBuilt { at: String } => ("{at} 没有生成：", "{at} not built:")
        /// A file of a new folder whose name is taken.
        LeftAlone { path: PathBuf } => ("{path} 已经有了，没有改动", "{path} is there already and was left alone")
        /// Blank workbooks were written, of a kind that was named, with a form for the units or without one.
        FolderBegun { folder: PathBuf, kind: Option<String>, paper: Option<String> } => {
            let kind = kind.as_ref().map(|kind| [format!(" --kind {kind}"), format!(" --kind {kind}")]);
            let paper = paper.as_ref().map(|paper| {
                [format!("；{paper}可以直接发给各单位"), format!("; the form {paper} can be sent to the units")]
            });
            "各表填好后，用 chengwen build {folder}{kind} 生成报告{paper}",
            "fill in the workbooks, then run chengwen build {folder}{kind}{paper}";
        }
        NothingHarvested => ("没有可收回的段落", "there are no polished paragraphs to take back")
    }
}

/// Files that came, changed and went, in front of what was built of them.
fn news(files: [&[String]; 3]) -> [String; 2] {
    let words = [("新增", "new"), ("改动", "changed"), ("删去", "gone")];
    let said = |lang: usize| {
        let groups = words.iter().zip(files).filter(|(_, files)| !files.is_empty());
        let groups = groups.map(|((zh, en), files)| match lang {
            0 => format!("{zh} {}；", files.join("、")),
            _ => format!("{en} {}; ", files.join(", ")),
        });
        groups.collect::<String>()
    };
    [said(0), said(1)]
}

words! {
    /// A step of a run, as `-v` names it when it is done.
    pub enum Step {
        Load => ("取得文件", "files loaded")
        Read => ("读工作簿", "workbooks read")
        Recognize => ("识别表格", "tables recognised")
        Normalize => ("读单元格", "cells normalised")
        Classify => ("归类归并", "entries classified")
        Tally => ("计数", "figures counted")
        Compose => ("成文", "report composed")
        Revise => ("并入改动", "report revised and drawn")
        Record => ("记录", "run recorded")
        Write => ("写出文件", "files written")
    }
}

words! {
    /// What is said of a datum of a document that is checked against the workbooks.
    pub enum Verified {
        Lacking { name: String, slot: String, fresh: String } => (
            "{name}：文中没有，表格“{fresh}”",
            "{name} ({slot}): the document lacks it, the workbooks say \"{fresh}\"")
        Other { name: String, slot: String, stands: String, fresh: String } => (
            "{name}：文中“{stands}”，表格“{fresh}”",
            "{name} ({slot}): the document says \"{stands}\", the workbooks \"{fresh}\"")
        Gone { name: String, slot: String, stands: String } => (
            "{name}：文中“{stands}”，表格中已没有",
            "{name} ({slot}): the document says \"{stands}\", the workbooks nothing any more")
        /// Where it stands, with the words around it.
        At { part: String, excerpt: String } => {
            let part = (!part.is_empty()).then(|| format!("{part}："));
            "不符  {part}{excerpt}", "not true  {part}{excerpt}";
        }
        /// What two states of a document have in common to the byte: the same, changed, new, gone.
        Receipt { paragraphs: [usize; 4], rows: [usize; 4], cells: [usize; 4], parts: [usize; 4] } => {
            let said = tallied([paragraphs, rows, cells, parts]);
            "{said}", "{said}";
        }
        Digests { before: String, after: String } => (
            "原来的文件SHA-256 {before}\n现在的文件SHA-256 {after}",
            "SHA-256 before {before}\nSHA-256 after {after}")
        /// Above the paragraphs that only the first of two states has as they are …
        OnlyBefore => ("原来的文件里不同的文字", "What reads differently in the document before")
        /// … and above those of the second.
        OnlyAfter => ("现在的文件里不同的文字", "What reads differently in the document after")
        Sum { all: usize, same: usize, other: usize } => {
            let data = Count(*all, "datum", "data");
            "文中数据{data}处，与表格相符{same}处，不符{other}处",
            "{data} in the document, {same} as in the workbooks, {other} not";
        }
    }
}

/// Counts of what is the same, changed, new and gone, a line for each kind of piece.
fn tallied(counts: [&[usize; 4]; 4]) -> [String; 2] {
    let names = [("段落", "paragraphs"), ("表格行", "rows"), ("单元格", "cells"), ("文件部件", "parts")];
    let lines = names.into_iter().zip(counts).map(|((zh, en), [same, changed, added, removed])| {
        [
            format!("{zh}：逐字节相同{same}，改动{changed}，新增{added}，减少{removed}"),
            format!("{en}: {same} the same to the byte, {changed} changed, {added} new, {removed} gone"),
        ]
    });
    let lines: Vec<[String; 2]> = lines.collect();
    [0, 1].map(|lang| lines.iter().map(|line| line[lang].clone()).collect::<Vec<_>>().join("\n"))
}

words! {
    /// What explains a datum: one line of `trace`.
    pub enum Traced {
        Rule(rule: String) => ("怎样得来：{rule}", "how it was got: {rule}")
        Stands(place: String) => ("报告中：{place}", "in the report: {place}")
    }
}

words! {
    /// The place of a finding in the text, by its first words.
    pub enum InText {
        Begins(text: String) => ("正文“{text}…”", "the text \"{text}…\"")
    }
}

impl Severity {
    /// What a line on the screen begins with.
    pub fn heading(self, lang: Lang) -> &'static str {
        let both = match self {
            Severity::Error => ["错误：", "error: "],
            Severity::Warning => ["注意：", "warning: "],
            Severity::Info => ["记录：", "note: "],
        };
        both[lang as usize]
    }
}

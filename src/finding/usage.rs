//! What is wrong with a command line, and what the program does for somebody who only double-clicks it.

use std::path::PathBuf;

use super::record::words;
use super::spoken::Count;

words! {
    /// Why the arguments of a command line cannot be understood.
    pub enum Usage {
        NoSuchCommand { typed: String, near: Vec<String> } => {
            let near = suggested(near);
            "没有“{typed}”这个命令，也没有这个文件夹{near}", "there is no command or folder \"{typed}\"{near}";
        }
        NoSuchOption { typed: String, near: Vec<String> } => {
            let near = suggested(near);
            "没有选项“{typed}”{near}", "there is no option \"{typed}\"{near}";
        }
        WrongValue { argument: String, typed: String, known: Vec<String> } => {
            let known = listed(known);
            "{argument} 的值“{typed}”不能用{known}", "\"{typed}\" is no value of {argument}{known}";
        }
        Missing { arguments: Vec<String> } => ("还缺：{arguments}", "missing: {arguments}")
        Conflict { argument: String, others: Vec<String> } => (
            "{argument} 不能与 {others} 同时用", "{argument} cannot be used with {others}")
        /// All else; what the parser of the command line says of it is not for people.
        NotUnderstood => ("命令写法有误", "the command line cannot be understood")
        SeeHelp => ("用法见 chengwen --help", "see chengwen --help")
        /// Why a value cannot be used, in the words of who looked at it.
        Because { why: String } => ("  {why}", "  {why}")
    }
}

words! {
    /// Lines for somebody who has no terminal before him.
    pub enum Desk {
        /// Nothing was dropped onto the program.
        HowTo => (
            "成文把一个文件夹里的征求意见表、活动台账等表格写成正式报告（Word 文档）。\n用法：把放表格的文件夹（或其中一个表格）拖到本程序图标上，报告写在该文件夹的“成文”里。\n表格修改后再拖一次，在 Word 里改过的文字会保留；全部命令见 chengwen --help。",
            "chengwen writes the formal report (a Word document) from the workbooks of a folder.\nDrop the folder, or one of its workbooks, onto the program: the report is in 成文 inside it.\nDrop it again after workbooks changed; what was edited in Word stays. All commands: chengwen --help.")
        /// Over the lines of one folder among several.
        Folder { folder: PathBuf } => ("【{folder}】", "[{folder}]")
        PressEnter => ("按回车键关闭窗口", "press Enter to close the window")
        /// What a build read and found, in numbers.
        Sum { files: usize, entries: usize, errors: usize, warnings: usize } => {
            let files = Count(*files, "file", "files");
            let entries = Count(*entries, "entry", "entries");
            let errors = Count(*errors, "error", "errors");
            let warnings = Count(*warnings, "warning", "warnings");
            "读了{files}个表格文件，得到{entries}条；错误{errors}条，注意{warnings}条",
            "{files} read, {entries}; {errors}, {warnings}";
        }
        /// The first of several findings of one code.
        FirstOf { count: usize, message: String } => ("  同类{count}条，如：{message}", "  {count} such as: {message}")
        /// The next step, by what was found.
        Next { errors: usize, warnings: usize, held: bool } => {
            let next = next(*errors, *warnings, *held);
            "下一步：{next}", "next: {next}";
        }
    }
}

/// What to do after a build; the first that applies.
fn next(errors: usize, warnings: usize, held: bool) -> [&'static str; 2] {
    let steps = [
        (held, ["关闭打开的报告，再生成一次", "close the report that is open and build again"]),
        (
            errors > 0,
            [
                "打开 成文/核对表.xlsx 逐条处理错误，改好表格后再生成一次",
                "settle the errors listed in 成文/核对表.xlsx, then build again",
            ],
        ),
        (
            warnings > 0,
            [
                "对照 成文/核对表.xlsx 看一遍注意事项，再核稿",
                "look at the warnings in 成文/核对表.xlsx, then read the report",
            ],
        ),
    ];
    let due = steps.into_iter().find(|(is_due, _)| *is_due);
    due.map_or(
        ["核稿；定稿用 chengwen finish", "read the report; chengwen finish hands it on"],
        |(_, words)| words,
    )
}

/// What may have been meant, as a question; empty when nothing is near.
fn suggested(near: &[String]) -> [String; 2] {
    match near {
        [] => [String::new(), String::new()],
        near => [format!("，是不是想写 {}", near.join("、")), format!("; did you mean {}?", near.join(", "))],
    }
}

/// What the value may be; empty when that is not known.
fn listed(known: &[String]) -> [String; 2] {
    match known {
        [] => [String::new(), String::new()],
        known => [format!("，可以是：{}", known.join("、")), format!("; it can be {}", known.join(", "))],
    }
}

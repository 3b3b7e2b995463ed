//! What is said around the faults of a document that was held against the rules: how binding each is, where it is, what was
//! not checked, what was mended.

use std::path::PathBuf;

use super::record::words;
use super::spoken::{Count, cut};

/// How many characters of a text are shown.
const SHOWN: usize = 24;

words! {
    /// How binding a rule is: the standard asks for it, or practice does.
    #[derive(Copy)]
    pub enum Strength {
        /// The standard asks for it without condition.
        Duty => ("规定", "asked for")
        /// The standard says that it is usual (一般).
        Usual => ("一般", "usual")
        /// The standard advises it (推荐).
        Advised => ("推荐", "advised")
        /// No clause says it, but without it the paper would go out incomplete.
        Complete => ("完整", "completeness")
        /// Offices do it, the standard does not say.
        Practice => ("实务", "practice")
    }
}

words! {
    /// What is said of a document that was looked over.
    pub enum Looked {
        Paragraph { number: usize, excerpt: String } => {
            let excerpt = cut(excerpt, SHOWN);
            "第{number}段“{excerpt}”", "paragraph {number} \"{excerpt}\"";
        }
        /// Where the text of a role was found.
        Roles { said: Vec<String> } => ("认出：{said}", "found: {said}")
        /// A fault that stands in further places.
        More { count: usize } => {
            let count = Count(*count, "more place", "more places");
            "另有{count}处相同", "{count} like it";
        }
        Clause { clause: &'static str, strength: Strength } => {
            let of = if clause.starts_with('《') { "" } else { "GB/T 9704-2012 " };
            "{of}{clause}，{strength}", "{of}{clause}, {strength}";
        }
        /// Rules that could not be held against it, by their ids.
        Unchecked { rules: Vec<&'static str> } => (
            "未核对（要排版成页面才能看，或文中没有）：{rules}", "not checked (they need a rendered page, or there is nothing to check): {rules}")
        /// A fault that the copy no longer has.
        Mended { rule: &'static str, message: String } => ("已改：{message}（{rule}）", "mended: {message} ({rule})")
        /// Words that were changed in the copy.
        Reworded { rule: &'static str, before: String, after: String } => {
            let before = [format!("“{}”", cut(before, SHOWN)), format!("\"{}\"", cut(before, SHOWN))];
            let what = if after.is_empty() {
                [format!("{}删去了", before[0]), format!("{} was deleted", before[1])]
            } else if before[0] == "“”" {
                [format!("加上了“{after}”"), format!("\"{after}\" was added")]
            } else {
                [format!("{}改为“{after}”", before[0]), format!("{} is now \"{after}\"", before[1])]
            };
            "改字：{what}（{rule}）", "words: {what} ({rule})";
        }
        /// Where the copy is, how much it mends and how much is left to a person.
        Copied { path: PathBuf, mended: usize, left: usize } => {
            let mended = Count(*mended, "fault is", "faults are");
            let rest = Count(*left, "is", "are");
            "改好的一份在 {path}：改了{mended}处，还有{rest}处要由人定；原文件没有动",
            "the mended copy is {path}: {mended} mended, {rest} left to a person; the file itself was not touched";
        }
        NothingMended { left: usize } => {
            let rest = Count(*left, "finding is", "findings are");
            "没有可以自动改的，没有另存；{rest}处要由人定",
            "there is nothing that could be mended without a choice; {rest} left to a person";
        }
        /// What the copy shows that the document did not.
        New { message: String } => ("改后才出现：{message}", "new in the copy: {message}")
        Sum { rules: usize, faults: usize } => {
            let rules = Count(*rules, "rule", "rules");
            let faults = Count(*faults, "finding", "findings");
            "核对{rules}条规则，发现{faults}处", "{rules} checked, {faults}";
        }
    }
}

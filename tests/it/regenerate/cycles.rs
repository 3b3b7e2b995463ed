//! Twenty builds of a report that people edited, the workbooks revised between them: what goes back and forth leaves
//! nothing behind, and without a revision no byte changes.

use super::{OPINIONS, REPORT, SETTINGS, THEIRS, edited, everything, folder, text};
use crate::raw;
use crate::scratch::Scratch;

const CYCLES: usize = 20;
/// So many cycles until both states of the workbooks have been met with what people edited.
const SETTLED: usize = 4;

/// A folder whose report, with an annex, was edited: a sentence, a paragraph, a cell, a remark.
fn worked_on() -> Scratch {
    let scratch = folder();
    scratch.write("甲/报告信息.csv", format!("{SETTINGS}附件,意见建议汇总\n").as_bytes());
    scratch.done(&["build", "甲"]);
    let theirs = edited(&scratch.read(REPORT))
        .add_after("二、强化学习", "我们自己加的一段。")
        .reword("建议增设夜间门诊", "建议增设夜间门诊（已采纳）")
        .comment("二、强化学习", "主任", "这一部分再充实");
    scratch.write(REPORT, &theirs.save());
    scratch
}

/// The workbooks in one of two states: another figure, rows that come and go, other names.
fn revise(scratch: &Scratch, state: usize) {
    let more =
        ["3,西街医院,建议延长取药时间\n", "3,北街医院,建议增加候诊座椅\n4,南街医院,建议公开收费标准\n"];
    scratch.write("甲/意见汇总.csv", format!("{OPINIONS}{}", more[state % 2]).as_bytes());
}

/// What could grow in a document: its bytes (unpacked, since moments pack differently), parts, marks, remarks, changes,
/// paragraphs.
fn measures(document: &[u8]) -> [usize; 6] {
    let parts = raw::parts(document);
    let count = |what: &str| parts.values().map(|part| part.matches(what).count()).sum::<usize>();
    let changes = count("<w:ins ") + count("<w:del ");
    let bytes = parts.values().map(String::len).sum();
    [bytes, parts.len(), count("<w:bookmarkStart"), count("<w:comment "), changes, count("<w:p>")]
}

fn nothing_grows(arguments: &[&str]) {
    let scratch = worked_on();
    let build = |more: &[&str]| scratch.done(&[&["build", "甲"], arguments, more].concat());
    let mut stood: Vec<([usize; 6], Vec<String>)> = Vec::new();
    for cycle in 0..CYCLES {
        revise(&scratch, cycle);
        build(&[]);
        let report = scratch.read(REPORT);
        let said = text(&report);
        for words in [THEIRS, "我们自己加的一段。", "（已采纳）"] {
            assert_eq!(said.matches(words).count(), 1, "{cycle}: {words} in {said}");
        }
        let mut files = scratch.listing();
        // Tracked changes bear the moment of their run: each version is another, and 历史/ keeps each.
        files.retain(|path| !arguments.contains(&"--track") || !path.contains("/历史/"));
        let now = (measures(&report), files);
        if cycle >= SETTLED + 2 {
            assert_eq!(now.0, stood[cycle - 2].0, "{cycle}: {said}");
            assert_eq!(now.1, stood[cycle - 2].1, "{cycle}");
        }
        stood.push(now);
    }
    let before = everything(&scratch);
    for _ in 0..2 {
        build(&[]);
        assert!(before == everything(&scratch), "a build without a change changed a byte");
    }
}

#[test]
fn twenty_cycles_make_nothing_grow() {
    nothing_grows(&["--comment"]);
}

#[test]
fn twenty_cycles_of_tracked_changes_make_nothing_grow() {
    nothing_grows(&["--track", "--comment"]);
}

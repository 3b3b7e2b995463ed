//! A report that Word, WPS or LibreOffice has open is not touched; the next run understands which is which.

use super::{Paper, REPORT, THEIRS, TWO, edited, folder, kept, revise_opinions, standing, text};
use crate::scratch::Scratch;

const LOCK: &str = "甲/成文/~$卫生健康局关于能力提升活动开展情况的报告.docx";
const BESIDE: &str = "甲/成文/某县卫生健康局关于能力提升活动开展情况的报告（新）.docx";

/// A folder whose report was edited and is open, with the new one beside it.
fn written_beside() -> (Scratch, Vec<u8>) {
    let scratch = folder();
    let theirs = edited(&scratch.read(REPORT)).save();
    scratch.write(REPORT, &theirs);
    scratch.write(LOCK, b"clerk");
    revise_opinions(&scratch);
    let ran = scratch.done(&["build", "甲"]);
    assert_eq!(ran.stdout.trim(), BESIDE);
    ran.says(&["正在 Word、WPS 等程序中打开", "没有改动", "~$"]);
    assert!(scratch.read(REPORT) == theirs, "an open file was touched");
    (scratch, theirs)
}

fn closed(scratch: &Scratch) {
    std::fs::remove_file(scratch.path(LOCK)).unwrap();
}

#[test]
fn every_program_s_lock_is_known() {
    let name = REPORT.rsplit('/').next().unwrap();
    let cut: String = name.chars().skip(1).collect();
    for lock in [format!("~${name}"), format!("~${cut}"), format!(".~lock.{name}#")] {
        let scratch = folder();
        scratch.write(&format!("甲/成文/{lock}"), b"clerk");
        revise_opinions(&scratch);
        assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), BESIDE, "{lock}");
    }
}

#[test]
fn as_long_as_it_is_open_the_same_is_written_beside_it() {
    let (scratch, _) = written_beside();
    let before = super::everything(&scratch);
    assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), BESIDE);
    assert!(before == super::everything(&scratch), "another file");
}

#[test]
fn once_it_is_closed_the_new_one_takes_its_place() {
    let (scratch, theirs) = written_beside();
    let beside = text(&scratch.read(BESIDE));
    closed(&scratch);
    assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), REPORT);
    assert_eq!(standing(&scratch), [REPORT]);
    assert_eq!(text(&scratch.read(REPORT)), beside);
    assert!(kept(&scratch).iter().any(|path| scratch.read(path) == theirs));
}

#[test]
fn what_was_saved_on_closing_counts() {
    let (scratch, theirs) = written_beside();
    closed(&scratch);
    let later = Paper::open(&theirs).add_after("二、强化学习", "关闭之前又加了一段。").save();
    scratch.write(REPORT, &later);
    assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), REPORT);
    assert_eq!(standing(&scratch), [REPORT]);
    let text = text(&scratch.read(REPORT));
    assert!(text.contains(THEIRS) && text.contains(TWO) && text.contains("关闭之前又加了一段。"), "{text}");
}

#[test]
fn work_in_the_new_one_counts() {
    let (scratch, theirs) = written_beside();
    closed(&scratch);
    let later = Paper::open(&scratch.read(BESIDE)).add_after("二、强化学习", "在新的一份里加的。").save();
    scratch.write(BESIDE, &later);
    assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), REPORT);
    assert_eq!(standing(&scratch), [REPORT]);
    let text = text(&scratch.read(REPORT));
    assert!(text.contains(THEIRS) && text.contains(TWO) && text.contains("在新的一份里加的。"), "{text}");
    for version in [theirs, later] {
        assert!(kept(&scratch).iter().any(|path| scratch.read(path) == version), "a version is lost");
    }
}

#[test]
fn work_in_both_is_told() {
    let (scratch, theirs) = written_beside();
    closed(&scratch);
    let old = Paper::open(&theirs).add_after("二、强化学习", "在旧的一份里加的。").save();
    let new = Paper::open(&scratch.read(BESIDE)).add_after("二、强化学习", "在新的一份里加的。").save();
    scratch.write(REPORT, &old);
    scratch.write(BESIDE, &new);
    super::saved(&scratch, BESIDE, 50);
    let ran = scratch.done(&["build", "甲"]);
    assert_eq!(ran.stdout.trim(), REPORT);
    ran.says(&["在新的一份里加的。"]);
    assert!(scratch.read(BESIDE) == new, "what is not taken is left alone");
    assert!(text(&scratch.read(REPORT)).contains("在旧的一份里加的。"));
}

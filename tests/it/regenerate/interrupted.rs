//! Whatever stops a run, the old report is whole or the new one is, and what was typed is in one of the files.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::paper::is_whole;
use super::{REPORT, THEIRS, TWO, edited, everything, folder, revise_opinions, text};
use crate::scratch::Scratch;

/// A folder whose report was edited and whose workbooks were revised.
fn ready() -> (Scratch, Vec<u8>) {
    let scratch = folder();
    let theirs = edited(&scratch.read(REPORT)).save();
    scratch.write(REPORT, &theirs);
    revise_opinions(&scratch);
    (scratch, theirs)
}

fn restore(scratch: &Scratch, files: &[(String, Vec<u8>)]) {
    std::fs::remove_dir_all(scratch.path("甲")).unwrap();
    files.iter().for_each(|(path, bytes)| scratch.write(path, bytes));
}

#[test]
fn killed_at_any_moment_a_report_is_whole() {
    let (scratch, theirs) = ready();
    let before = everything(&scratch);
    let begun = Instant::now();
    scratch.done(&["build", "甲"]);
    let whole_time = begun.elapsed();
    let mut killed = 0;
    for step in 0..50 {
        restore(&scratch, &before);
        let mut child = Command::new(env!("CARGO_BIN_EXE_chengwen"))
            .args(["build", "甲"])
            .current_dir(scratch.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Most of the steps fall where files are written, which is at the end.
        std::thread::sleep(whole_time.mul_f64(0.3 + 0.018 * f64::from(step)));
        let _ = child.kill();
        killed += u32::from(child.wait().unwrap().signal() == Some(9));
        let now = scratch.read(REPORT);
        assert!(is_whole(&now), "step {step}: half a report");
        assert!(now == theirs || text(&now).contains(TWO), "step {step}: neither the old nor the new one");
        assert!(text(&now).contains(THEIRS), "step {step}: what a person typed is gone");
        let stray: Vec<_> = scratch.listing().into_iter().filter(|path| path.ends_with(".tmp")).collect();
        assert!(stray.iter().all(|path| path.contains("/.chengwen/")), "{stray:?}");
        scratch.done(&["build", "甲"]);
        let text = text(&scratch.read(REPORT));
        assert!(text.contains(THEIRS) && text.contains(TWO), "step {step}: {text}");
    }
    assert!(killed > 10, "only {killed} of 50 runs were killed");
    std::thread::sleep(Duration::ZERO);
}

#[test]
fn on_a_full_disk_the_old_report_stays() {
    // The size that files may have stands for the room on the disk; the report has more than all of these.
    for kilobytes in [0, 1, 2, 4, 8] {
        let (scratch, theirs) = ready();
        let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" build 甲 2>&1");
        let output = Command::new("bash")
            .args(["-c", &script, env!("CARGO_BIN_EXE_chengwen")])
            .current_dir(scratch.path(""))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{kilobytes}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("写不了"), "{output:?}");
        assert!(scratch.read(REPORT) == theirs, "{kilobytes}: the old report was touched");
        assert!(!scratch.listing().iter().any(|path| path.ends_with(".tmp")), "{:?}", scratch.listing());
    }
}

#[test]
fn what_cannot_be_kept_in_history_is_not_overwritten() {
    let (scratch, theirs) = ready();
    scratch.write("甲/成文/历史", b"a file where the folder belongs");
    scratch.refused(&["build", "甲"], 1).says(&["历史"]);
    assert!(scratch.read(REPORT) == theirs);
}

#[test]
fn two_builds_at_once_leave_one_report() {
    let (scratch, _) = ready();
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chengwen"));
        command.args(["build", "甲"]).current_dir(scratch.path("")).stdout(Stdio::null());
        command.stderr(Stdio::null()).spawn().unwrap()
    };
    let (mut one, mut other) = (run(), run());
    one.wait().unwrap();
    other.wait().unwrap();
    let text = text(&scratch.read(REPORT));
    assert!(text.contains(THEIRS) && text.contains(TWO), "{text}");
}

#[test]
fn what_killed_runs_left_unfinished_goes_at_the_next_build() {
    let scratch = folder();
    let left = [
        "甲/0123456789abcdef.4242.tmp",
        "甲/成文/fedcba9876543210.7.tmp",
        "甲/成文/.chengwen/0123456789abcdef.4242.tmp",
        "甲/成文/.chengwen/定稿.77.tmp/报告.docx",
        "甲/成文/历史/.chengwen/0123456789abcdef.99.tmp",
    ];
    let persons = ["甲/草稿.1.tmp", "甲/成文/笔记.tmp", "甲/0123456789abcdef.旧.tmp"];
    left.iter().chain(&persons).for_each(|path| scratch.write(path, b"half"));
    scratch.done(&["build", "甲"]);
    let stands = scratch.listing();
    assert!(stands.iter().all(|path| !left.contains(&path.as_str())), "{stands:?}");
    assert!(persons.iter().all(|path| stands.iter().any(|stood| stood == path)), "{stands:?}");
}

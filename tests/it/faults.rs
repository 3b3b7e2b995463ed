//! A folder that may not be written, a clock that jumps: a report is whole or as it was, the fault is said, and the next
//! run makes good.
#![cfg(unix)]

use std::fs::{File, Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, SystemTime};

use crate::scratch::Scratch;

const SENTENCE: &str = "单位全称,某县卫生健康局";

/// A folder with a report of which the workbooks say something else by now.
fn changed() -> Scratch {
    let scratch = Scratch::with_small_folder("甲");
    scratch.done(&["build", "甲"]);
    let settings = String::from_utf8(scratch.read("甲/报告信息.csv")).unwrap();
    scratch.write("甲/报告信息.csv", settings.replace(SENTENCE, "单位全称,某县医疗保障局").as_bytes());
    scratch
}

/// The bytes of the only report that is no earlier version.
fn report(scratch: &Scratch) -> Vec<u8> {
    let mut reports = scratch.reports("甲");
    reports.retain(|path| !path.contains("/历史/"));
    assert_eq!(reports.len(), 1, "{reports:?}");
    scratch.read(&reports[0])
}

#[test]
fn where_nothing_may_be_written_that_is_said() {
    let scratch = changed();
    let old = report(&scratch);
    for folder in ["甲/成文/.chengwen", "甲/成文"] {
        set_permissions(scratch.path(folder), Permissions::from_mode(0o555)).unwrap();
    }
    // Who may do everything is not stopped by permissions.
    let is_stopped = File::create(scratch.path("甲/成文/试")).is_err();
    let ran = scratch.run(&["build", "甲"]);
    for folder in ["甲/成文", "甲/成文/.chengwen"] {
        set_permissions(scratch.path(folder), Permissions::from_mode(0o755)).unwrap();
    }
    if is_stopped {
        assert_ne!(ran.code, 0, "{ran:?}");
        ran.says(&["成文"]);
        assert_eq!(report(&scratch), old);
    }
    scratch.done(&["build", "甲"]);
    assert_ne!(report(&scratch), old);
}

#[test]
fn what_a_clock_says_of_files_loses_nothing() {
    let edited = {
        let scratch = changed();
        scratch.done(&["build", "甲"]);
        report(&scratch)
    };
    let day = Duration::from_secs(24 * 60 * 60);
    let moments = [
        SystemTime::UNIX_EPOCH,
        SystemTime::UNIX_EPOCH + 10 * 365 * day,
        SystemTime::now() + 365 * day,
        SystemTime::UNIX_EPOCH + 120 * 365 * day,
    ];
    for moment in moments {
        for of in [".docx", ".csv", ".xlsx", ""] {
            let scratch = changed();
            for path in scratch.listing().iter().filter(|path| path.ends_with(of)) {
                File::options().append(true).open(scratch.path(path)).unwrap().set_modified(moment).unwrap();
            }
            scratch.done(&["build", "甲"]);
            assert_eq!(report(&scratch), edited, "{of} of {moment:?}");
        }
    }
}

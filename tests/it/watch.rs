//! A watched folder gets its report whenever its files have settled, and nothing that happens to it ends the watch.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::scratch::Scratch;

/// Longer than a build takes on the slowest machine; a test that waits so long has failed.
const LONGEST: Duration = Duration::from_secs(120);

/// The program as it watches the folder 甲 of a scratch.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn new(scratch: &Scratch, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_chengwen"))
            .args(["watch", "甲", "--lang", "zh"])
            .args(options)
            .current_dir(scratch.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let reader = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in reader.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Watch { child, lines }
    }

    /// The first line that says something, with all that was said before it.
    fn says(&self, what: &str) -> String {
        let begun = Instant::now();
        let mut said = String::new();
        while begun.elapsed() < LONGEST {
            match self.lines.recv_timeout(Duration::from_secs(1)) {
                Ok(line) if line.contains(what) => return line,
                Ok(line) => said = format!("{said}{line}\n"),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        panic!("it never says {what}, but:\n{said}");
    }

    /// What is said within a time in which nothing is to be built.
    fn silence(&self, time: Duration) -> Vec<String> {
        std::thread::sleep(time);
        self.lines.try_iter().filter(|line| line.contains("已生成")).collect()
    }

    /// Ends it as Ctrl+C does.
    fn ends(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It is over already when the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const OPINIONS: &str = "甲/征求意见.csv";

fn opinions(count: usize) -> Vec<u8> {
    let rows = (1..=count)
        .map(|number| format!("{number},建议第{number}个窗口延长服务时间,城东街道第{number}社区\n"));
    format!("序号,意见建议,提出单位\n{}", rows.collect::<String>()).into_bytes()
}

fn folder() -> Scratch {
    let scratch = Scratch::with_small_folder("甲");
    scratch.write(OPINIONS, &opinions(3));
    scratch
}

fn reports(scratch: &Scratch) -> Vec<(String, Vec<u8>)> {
    let listing = scratch.listing().into_iter();
    let reports = listing.filter(|path| path.ends_with(".docx") && !path.contains("历史"));
    reports.map(|path| (path.clone(), scratch.read(&path))).collect()
}

#[test]
fn it_builds_when_workbooks_change_and_never_for_its_own_output() {
    for options in [&[][..], &["--poll", "1"]] {
        let scratch = folder();
        let watch = Watch::new(&scratch, options);
        watch.says("正在留意");
        assert!(watch.says("已生成").contains("成文"));
        let first = reports(&scratch);
        assert_eq!(first.len(), 1);
        assert_eq!(watch.silence(Duration::from_secs(4)), Vec::<String>::new(), "{options:?}");
        scratch.write(OPINIONS, &opinions(5));
        let line = watch.says("已生成");
        assert!(line.contains("改动 征求意见.csv"), "{line}");
        assert_ne!(reports(&scratch), first);
        assert!(watch.ends().success(), "{options:?}");
        let left: Vec<_> = scratch.listing().into_iter().filter(|path| path.contains("watch")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn it_waits_for_a_workbook_that_is_open_or_half_there() {
    let scratch = folder();
    let watch = Watch::new(&scratch, &["--poll", "1"]);
    watch.says("已生成");
    scratch.write("甲/~$征求意见.csv", b"owner");
    scratch.write(OPINIONS, &opinions(6));
    watch.says("“征求意见.csv”正在其他程序中打开");
    assert!(watch.silence(Duration::from_secs(3)).is_empty());
    std::fs::remove_file(scratch.path("甲/~$征求意见.csv")).unwrap();
    watch.says("已生成");
    // A copy that is under way: a zip without its end.
    let whole = std::fs::read(crate::sample::root().join("tests/fixtures/small.xlsx"));
    let whole = whole.unwrap_or_else(|_| crate::sample::files("campaign")[0].bytes.clone());
    scratch.write("甲/新来.xlsx", &whole[..whole.len() / 2]);
    watch.says("“新来.xlsx”正在其他程序中打开或正在写入");
    scratch.write("甲/新来.xlsx", &whole);
    assert!(watch.says("已生成").contains("新增 新来.xlsx"));
}

#[test]
fn it_survives_a_folder_that_goes_and_returns_and_builds_that_fail() {
    let scratch = folder();
    let watch = Watch::new(&scratch, &["--poll", "1"]);
    watch.says("已生成");
    std::fs::rename(scratch.path("甲"), scratch.path("别处")).unwrap();
    watch.says("暂时打不开");
    scratch.write("别处/征求意见.csv", &opinions(7));
    std::fs::rename(scratch.path("别处"), scratch.path("甲")).unwrap();
    watch.says("已恢复");
    assert!(watch.says("已生成").contains("改动 征求意见.csv"));
    // Something in the place of the output: nothing can be written, until it is gone.
    std::fs::rename(scratch.path("甲/成文"), scratch.path("成文")).unwrap();
    scratch.write("甲/成文", b"a file");
    scratch.write(OPINIONS, &opinions(8));
    watch.says("没有生成");
    watch.says("是一个文件");
    std::fs::remove_file(scratch.path("甲/成文")).unwrap();
    scratch.write(OPINIONS, &opinions(9));
    watch.says("已生成");
    assert_eq!(reports(&scratch).iter().filter(|(path, _)| path.starts_with("甲/")).count(), 1);
}

#[test]
fn a_folder_is_watched_by_one_at_a_time() {
    let scratch = folder();
    let first = Watch::new(&scratch, &["--poll", "1"]);
    first.says("已生成");
    scratch
        .refused(&["watch", "甲"], 1)
        .says(&["已有另一个成文在留意", &format!("进程{}", first.child.id())]);
    // Builds go on beside it, and it does not answer to what they write.
    scratch.done(&["build", "甲"]);
    assert!(first.silence(Duration::from_secs(4)).is_empty());
    drop(first);
    // The one that was killed left its sign; the next one knows that it is stale.
    let next = Watch::new(&scratch, &["--poll", "1"]);
    next.says("正在留意");
    assert!(next.ends().success());
}

#[test]
fn no_folder_no_watch() {
    let scratch = Scratch::new();
    scratch.refused(&["watch", "没有"], 1).says(&["不存在"]);
    scratch.refused(&["watch", "没有", "--poll", "0"], 2).says(&["--poll"]);
}

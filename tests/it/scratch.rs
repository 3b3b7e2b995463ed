//! A folder of a test's own, and the built program run in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::sample;

/// The folder for documents that people edited, where `tests/valid.sh` looks for them; inside the folder that cargo
/// builds in, wherever that is.
pub(crate) fn patched() -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("patched");
    std::fs::create_dir_all(&folder).unwrap();
    folder.display().to_string()
}

/// A folder that is gone when the test is done.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("chengwen-test-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Scratch(path)
    }

    /// A scratch folder with a copy of a sample in `folder`.
    pub(crate) fn with_sample(name: &str, folder: &str) -> Self {
        let scratch = Scratch::new();
        for file in sample::files(name) {
            scratch.write(&format!("{folder}/{}", file.path), &file.bytes);
        }
        scratch
    }

    /// A scratch folder with a small folder of workbooks in `folder` that makes a report.
    pub(crate) fn with_small_folder(folder: &str) -> Self {
        let scratch = Scratch::new();
        let settings = "项目,内容\n单位全称,某县卫生健康局\n主送机关,某县人民政府\n活动名称,能力提升活动\n\
                        成文日期,2024年6月3日\n下一步,健全长效机制\n";
        let opinions = "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,东街医院,无\n";
        scratch.write(&format!("{folder}/报告信息.csv"), settings.as_bytes());
        scratch.write(&format!("{folder}/意见汇总.csv"), opinions.as_bytes());
        scratch
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.0.join(inside)
    }

    pub(crate) fn write(&self, inside: &str, bytes: &[u8]) {
        let path = self.path(inside);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, inside: &str) -> Vec<u8> {
        std::fs::read(self.path(inside)).unwrap_or_else(|fault| panic!("{inside}: {fault}"))
    }

    /// Copies the files of a folder of the repository.
    pub(crate) fn copy(&self, from: &str, to: &str) {
        let folder = sample::root().join(from);
        for file in below(&folder) {
            self.write(&format!("{to}/{file}"), &std::fs::read(folder.join(&file)).unwrap());
        }
    }

    /// Writes a kind of the program into a folder, whole, with all that it takes from what kinds share.
    pub(crate) fn export(&self, kind: &str, to: &str) {
        self.done(&["kinds", "export", kind, to]);
    }

    /// The files and empty folders below, sorted, with `/` between the parts of a path.
    pub(crate) fn listing(&self) -> Vec<String> {
        below(&self.0)
    }

    /// Runs the program with this folder as the current one.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chengwen"));
        // Whatever language the machine has: the program's own is Chinese.
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        let output = command.args(arguments).current_dir(&self.0).output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the program, which must do what it is asked.
    pub(crate) fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}\n{}", ran.stderr);
        ran
    }

    /// Runs the program, which must refuse with one exit code and leave everything as it was.
    pub(crate) fn refused(&self, arguments: &[&str], code: i32) -> Ran {
        let before = self.listing();
        let ran = self.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}\n{}", ran.stderr);
        assert_eq!(self.listing(), before, "{arguments:?} left something");
        assert_eq!(ran.stdout, "", "{arguments:?}: a result of what was refused");
        ran
    }

    /// The reports in a folder's 成文/, by path.
    pub(crate) fn reports(&self, folder: &str) -> Vec<String> {
        let mut all = self.listing();
        all.retain(|path| path.starts_with(&format!("{folder}/成文/")) && path.ends_with(".docx"));
        all
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder left in the temporary one harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// The one JSON document on stdout.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|fault| panic!("{fault}: {}", self.stdout))
    }

    /// Asserts that stderr says all of this.
    pub(crate) fn says(&self, words: &[&str]) {
        for word in words {
            assert!(self.stderr.contains(word), "{word} is not said:\n{}", self.stderr);
        }
    }
}

fn below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

fn walk(root: &Path, here: &Path, found: &mut Vec<String>) {
    let entries: Vec<_> = std::fs::read_dir(here).unwrap().map(|entry| entry.unwrap().path()).collect();
    if entries.is_empty() && here != root {
        found.push(inside(root, here));
    }
    for path in entries {
        if path.is_dir() { walk(root, &path, found) } else { found.push(inside(root, &path)) }
    }
}

fn inside(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")
}

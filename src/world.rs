//! What a run depends on: the request with all its bytes, and the world that it asks for what its report names.

use jiff::civil::{Date, DateTime};

use crate::finding::{Reading, Refusal, Step};
use crate::kind::KindFiles;
use crate::past::Past;
use crate::workbook::{Door, InputFile, Parsed};

/// All that a run depends on: the same request gives the same bytes.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The files of the report folder, by their path in it (`成文/`, hidden and lock files left out).
    pub files: Vec<InputFile>,
    /// Files and inner folders that were not read, by their path inside the folder, each with the reason.
    pub unread: Vec<(String, Reading)>,
    /// The report kind's name; blank, when 报告类型 or what the folder holds chooses among those in the binary.
    pub kind: String,
    /// The files of the kind, by their path in its folder; none where no kind is named.
    pub kind_files: KindFiles,
    /// 成文日期, when it is given with the command.
    pub date: Option<Date>,
    /// What earlier runs left behind and people filled in.
    pub past: Past,
    /// The moment of the run in the time of the place, for remarks and tracked changes.
    pub moment: DateTime,
    /// Whether what the run changes in the report is written as tracked changes.
    pub track: bool,
    /// Whether changed figures get a remark that says where they come from.
    pub comment: bool,
}

impl Request {
    /// The request of the folder of a last report, as it was run then: without a date of the command's.
    pub(crate) fn of_last(folder: Folder, kind: &str, kind_files: &KindFiles) -> Self {
        let Folder { files, unread, past } = folder;
        let (kind, kind_files) = (kind.to_owned(), kind_files.clone());
        Request { files, unread, kind, kind_files, past, ..Request::default() }
    }
}

/// What the library asks of the world around it, since it opens no path and starts no process itself. Paths are seen
/// from the user's folder, with `/` between their parts (`../2024年`).
pub trait World: Door {
    /// Whether nothing, a file or a folder lies at a path.
    fn lies(&self, path: &str) -> Lies;

    /// The bytes of a file.
    ///
    /// # Errors
    /// Why the system does not give them, in its words.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;

    /// A folder as a run of its own is made over it.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn folder(&self, path: &str) -> Result<Folder, Refusal>;

    /// Hears that a step is done: the clock is the world's.
    fn done(&self, _: Step) {}
}

/// What lies at the path that 报告信息 names (上期报告).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// Nothing lies there.
    Nothing,
    /// A file lies there.
    File,
    /// A folder lies there, other than the user's own.
    Folder,
    /// The user's own folder, by whatever name.
    Here,
}

/// All that a run reads of a folder.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// Its files, by their path in it.
    pub files: Vec<InputFile>,
    /// Files and inner folders that were not read, by their path inside the folder, each with the reason.
    pub unread: Vec<(String, Reading)>,
    /// What earlier runs left behind in it.
    pub past: Past,
}

/// A world in which nothing lies beside the folder; what is parsed apart is parsed behind a door.
pub(crate) struct Alone<'d>(pub(crate) &'d dyn Door);

impl World for Alone<'_> {
    fn lies(&self, _: &str) -> Lies {
        Lies::Nothing
    }

    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Err(String::new())
    }

    fn folder(&self, path: &str) -> Result<Folder, Refusal> {
        Err(Refusal::FolderMissing { path: path.to_owned() })
    }
}

impl Door for Alone<'_> {
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading> {
        self.0.parse(bytes)
    }
}

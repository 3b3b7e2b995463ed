//! Step 1: bytes of the files of a folder → their sheets, sparse, every cell at its place.
//!
//! Nothing here trusts a file: what it is is told from its content, its size is checked before it is parsed, and
//! a foreign parser that fails or panics makes one file or sheet unread, never the others.

pub(crate) mod at;
mod candidate;
mod clean;
mod door;
mod draft;
mod formats;
mod guard;
mod limits;
pub(crate) mod mark;
mod markup;
mod moments;
mod sheet;
mod values;
pub mod wire;

pub use candidate::{Glance, HEAD, OUTPUT, glance, is_candidate};
pub use door::{APART, Apart, Door, Here, Parsed, parse};
pub use formats::decoded;
pub use sheet::{Area, Cell, InputFile, Read, Row, Sheet, Unread, Workbook};

use rayon::prelude::*;

use crate::finding::{Finding, Noted, Place, Reading};
use crate::model::origin::{Origin, Places};
use draft::{Draft, Drafts};
use formats::Content;

/// Reads the files of a folder in their order, all of them in this process. Hidden files, lock files and those of
/// systems are passed over without a word.
#[must_use]
pub fn read(files: &[InputFile], places: &mut Places) -> Noted<Read> {
    read_with(files, places, &Here)
}

/// The same, with .xlsb parsed behind a door.
#[must_use]
pub fn read_with(files: &[InputFile], places: &mut Places, door: &dyn Door) -> Noted<Read> {
    let out = Noted { value: Read::default(), findings: Vec::new() };
    let mut reader = Reader { door, places, out };
    let shown: Vec<&InputFile> = files.iter().filter(|file| candidate::is_shown(&file.path)).collect();
    // A few at a time, so that what is too much is noticed before all of it fills the memory.
    for some in shown.chunks(2 * rayon::current_num_threads()) {
        let parsed: Vec<_> = some.par_iter().map(|file| parsed(file, door)).collect();
        for (file, parsed) in some.iter().zip(parsed) {
            let mut room = formats::ARCHIVE.total;
            reader.file(file, parsed, 0, &mut room);
        }
    }
    reader.out
}

/// What a file holds by itself, wherever it stands among the others.
fn parsed(file: &InputFile, door: &dyn Door) -> Result<Content, Reading> {
    let length = file.bytes.len();
    let head = file.bytes.get(..length.min(HEAD)).unwrap_or_default();
    if let Glance::Unread(reason) = glance(&file.path, length as u64, head) {
        return Err(reason);
    }
    let read = guard::guarded(|| formats::read(file, door)).unwrap_or(Err(Reading::FileBroken));
    read.map(|content| match content {
        Content::Sheets(drafts, note) => Content::Sheets(finish(drafts), note),
        other => other,
    })
}

/// Enters the sheets of one file after the other into what reading gives.
struct Reader<'a> {
    door: &'a dyn Door,
    places: &'a mut Places,
    out: Noted<Read>,
}

impl Reader<'_> {
    /// Enters a file that lies in so many archives; `room` says how many bytes may be unpacked from them.
    fn file(&mut self, file: &InputFile, parsed: Result<Content, Reading>, depth: usize, room: &mut u64) {
        match parsed {
            Ok(Content::Sheets(drafts, note)) => enter(file, drafts, note, self.places, &mut self.out),
            Ok(Content::Archive) if depth >= formats::ARCHIVE_DEPTH => {
                self.unread(file.path.clone(), Reading::FileArchive);
            }
            Ok(Content::Archive) => self.archive(file, depth, room),
            Ok(Content::Own) => (),
            Err(reason) => self.unread(file.path.clone(), reason),
        }
    }

    fn archive(&mut self, file: &InputFile, depth: usize, room: &mut u64) {
        let each = |unpacked: formats::Unpacked, room: &mut u64| match unpacked {
            Ok(file) => self.file(&file, parsed(&file, self.door), depth + 1, room),
            Err((path, reason)) => self.unread(path, reason),
        };
        let any = guard::guarded(|| formats::each_file(file, room, each));
        match any.unwrap_or(Err(Reading::FileBroken)) {
            Ok(true) => (),
            Ok(false) => self.unread(file.path.clone(), Reading::ArchiveEmpty),
            Err(reason) => self.unread(file.path.clone(), reason),
        }
    }

    fn unread(&mut self, file: String, reason: Reading) {
        self.out.findings.push(Finding::new(Place::File(file.clone()), reason.clone()));
        self.out.value.unread.push(Unread { file, sheet: None, reason });
    }
}

fn finish(drafts: Drafts) -> Drafts {
    let finish = |draft: Draft| {
        let name = draft.name.clone();
        draft.finish().map_err(|reason| (name, reason))
    };
    drafts.into_iter().map(|draft| draft.and_then(finish)).collect()
}

/// Enters the sheets of a file in the directory of places, each with what is to be said about it.
fn enter(
    file: &InputFile,
    drafts: Drafts,
    note: Option<Reading>,
    places: &mut Places,
    out: &mut Noted<Read>,
) {
    out.findings.extend(note.map(|what| Finding::new(Place::File(file.path.clone()), what)));
    let mut sheets = Vec::new();
    let read = out.value.workbooks.iter().flat_map(|workbook| &workbook.sheets);
    let mut rows: usize = read.map(|sheet| sheet.rows.len()).sum();
    for draft in drafts {
        let sum = rows + draft.as_ref().map_or(0, |draft| draft.rows.len());
        let draft = match draft {
            Ok(draft) if sum > limits::ROWS => Err((draft.name, Reading::RowsBeyond(limits::ROWS))),
            other => other,
        };
        rows += draft.as_ref().map_or(0, |draft| draft.rows.len());
        match draft {
            Ok(draft) => sheets.push(enter_sheet(file, draft, places, &mut out.findings)),
            Err((name, reason)) => {
                let name = clean::clean(&name).into_owned();
                let id = places.enter(&file.path, &name);
                out.findings.push(Finding::new(Place::Sheet(id), reason.clone()));
                // A sheet without a part has nothing that could be unread.
                if reason != Reading::SheetUnlinked {
                    out.value.unread.push(Unread { file: file.path.clone(), sheet: Some(name), reason });
                }
            }
        }
    }
    out.value.workbooks.push(Workbook { file: file.path.clone(), sheets });
}

fn enter_sheet(
    file: &InputFile,
    mut draft: Draft,
    places: &mut Places,
    findings: &mut Vec<Finding>,
) -> Sheet {
    let id = places.enter(&file.path, &draft.name);
    for ((row, column), what) in draft.notes() {
        let sheet = id;
        findings.push(Finding::new(Place::Cell(Origin { sheet, row, column }), what));
    }
    Sheet {
        id,
        name: draft.name,
        hidden: draft.hidden,
        text: draft.text,
        rows: draft.rows,
        merges: draft.merges,
        hidden_rows: draft.hidden_rows,
    }
}

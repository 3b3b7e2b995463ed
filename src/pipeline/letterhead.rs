//! 版式 that names a document of the folder → that document, to put the report into.

use crate::docx::Letterhead;
use crate::finding::{self, Finding, Format, Noted, Place};
use crate::kind::{self, PlaceWords};
use crate::model::items;
use crate::model::look::Look;
use crate::model::settings::Settings;
use crate::text::digest::sha256;
use crate::text::path::name as name_of;
use crate::workbook::InputFile;

/// The item that names the document; 版式 itself may.
pub(super) const ITEM: &str = items::LETTERHEAD;

/// Stands between a document's name and its digest.
const VERSION: char = '@';

/// Whether a text names a file of the folder: by its path, or by its name alone.
pub(super) fn is_named(text: &str, file: &str) -> bool {
    let text = text.trim().replace('\\', "/").to_lowercase();
    let text = text.trim_start_matches("./");
    let file = file.to_lowercase();
    text == file || text == name_of(&file)
}

/// The document that the settings name; `words` are the names of places in forms. What stands in the way of using it is said; then the look alone holds.
pub(super) fn find<'f>(
    settings: &Settings,
    files: &'f [InputFile],
    words: &PlaceWords,
) -> Noted<Option<Letterhead<'f>>> {
    let none = |findings: Vec<Finding>| Noted { value: None, findings };
    let Some(line) = settings.lines(ITEM).first() else { return none(Vec::new()) };
    let at = line.source.map_or(Place::Folder, |source| Place::Cell(source.cell));
    let found: Vec<&InputFile> = files.iter().filter(|file| is_named(&line.text, &file.path)).collect();
    let whole = found.iter().copied().find(|file| file.path.eq_ignore_ascii_case(line.text.trim()));
    let file = match (found.as_slice(), whole) {
        ([], _) => {
            let what = finding::Letterhead::Missing { named: line.text.to_string() };
            return none(vec![Finding::new(at, what)]);
        }
        (_, Some(file)) => file,
        ([file], None) => *file,
        (files, None) => {
            let files = files.iter().map(|file| file.path.clone()).collect();
            return none(vec![Finding::new(at, finding::Letterhead::Several { files })]);
        }
    };
    match Letterhead::open(&file.path, &file.bytes, words) {
        Ok(letterhead) => Noted { value: Some(letterhead), findings: Vec::new() },
        Err(why) => {
            let place = Place::File(file.path.clone());
            none(vec![Finding::new(place, finding::Letterhead::Unreadable { why })])
        }
    }
}

/// How the base of a report calls the document: by name, and so that another version of it is told apart.
pub(super) fn version(letterhead: &Letterhead<'_>) -> String {
    let digest: String = sha256(letterhead.bytes).chars().take(8).collect();
    format!("{}{VERSION}{digest}", letterhead.file)
}

/// The name of a look as people know it.
pub(super) fn name(look: &str) -> String {
    look.rsplit_once(VERSION).map_or(look, |(name, _)| name).to_owned()
}

/// Whether a look is that of an office's document.
pub(super) fn is_document(look: &str) -> bool {
    look.contains(VERSION)
}

/// Says that the report has another look than the one that is asked for, and keeps it.
pub(super) fn later(has: Option<&str>, asked: &str) -> Option<finding::Letterhead> {
    let has = has.filter(|has| *has != asked)?;
    Some(finding::Letterhead::Later { same: name(has) == name(asked), has: name(has), asked: name(asked) })
}

/// The look with what the document says, and what sets that apart from the standard.
pub(super) fn look(letterhead: &Letterhead<'_>, look: &Look) -> Noted<Look> {
    let look = letterhead.look(look);
    let deviates = |deviation: kind::Deviation| {
        let what = Format::Deviates {
            look: letterhead.file.to_owned(),
            key: deviation.key,
            standard: deviation.standard,
            here: deviation.here,
        };
        Finding::new(Place::Folder, what)
    };
    Noted { findings: kind::departures(&look).into_iter().map(deviates).collect(), value: look }
}

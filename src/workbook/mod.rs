//! Bytes of the files of a folder → their sheets, sparse, every cell at its place.
//!
//! Nothing here trusts a file: what it is is told from its content, its size is checked before it is parsed, and
//! a foreign parser that fails or panics makes one file or sheet unread, never the others.

mod candidate;
mod clean;
mod compound;
mod draft;
mod guard;
mod limits;
mod moments;
mod ods;
mod records;
mod separated;
mod sheet;
mod sniff;
mod values;
mod web;
mod xls;
mod xlsb;
mod xlsx;

pub use candidate::is_candidate;
pub use sheet::{Area, Cell, InputFile, Read, Row, Sheet, Unread, Workbook};

use crate::finding::{Finding, Noted, Place, Reading};
use crate::model::origin::{Origin, Places};
use clean::Texts;
use draft::{Draft, Drafts};
use sniff::Shape;

/// Reads the files of a folder in their order. Files that are no candidates are passed over without a word.
#[must_use]
pub fn read(files: &[InputFile], places: &mut Places) -> Noted<Read> {
    let mut out = Noted { value: Read::default(), findings: Vec::new() };
    for file in files.iter().filter(|file| is_candidate(&file.path)) {
        match guard::guarded(|| read_file(file)).unwrap_or(Err(Reading::FileBroken)) {
            Ok(content) => enter(file, content, places, &mut out),
            Err(reason) => {
                out.findings.push(Finding::new(Place::File(file.path.clone()), reason.clone()));
                out.value.unread.push(Unread { file: file.path.clone(), sheet: None, reason });
            }
        }
    }
    out
}

/// The sheets of a file, and how many of its characters could not be decoded.
type Content = (Drafts, usize);

fn read_file(file: &InputFile) -> Result<Content, Reading> {
    let bytes = file.bytes.as_slice();
    let mut texts = Texts::default();
    let texts = &mut texts;
    let drafts = match sniff::sniff(&file.path, bytes)? {
        Shape::Xlsx(mut package) => xlsx::read(bytes, &mut package, texts)?,
        Shape::Xlsb(mut package) => xlsb::read(bytes, &mut package, texts)?,
        Shape::Xls(compound) => xls::read(bytes, &compound, texts)?,
        Shape::Ods(mut package) => ods::read(&mut package, texts)?,
        Shape::Xml2003(decoded) => ods::read_2003(&decoded.text, texts)?,
        Shape::FlatOds => ods::read_content(bytes, texts)?,
        Shape::Web(decoded) => {
            let draft = web::read(candidate::stem(&file.path), &decoded.text, texts)?;
            return Ok((finish(vec![Ok(draft)]), decoded.damaged));
        }
        Shape::Text(decoded) => {
            let draft = separated::read(candidate::stem(&file.path), &decoded, texts)?;
            return Ok((finish(vec![Ok(draft)]), decoded.damaged));
        }
    };
    Ok((finish(drafts), 0))
}

fn finish(drafts: Drafts) -> Drafts {
    let finish = |draft: Draft| {
        let name = draft.name.clone();
        draft.finish().map_err(|reason| (name, reason))
    };
    drafts.into_iter().map(|draft| draft.and_then(finish)).collect()
}

/// Enters the sheets of a file in the directory of places, each with what is to be said about it.
fn enter(file: &InputFile, (drafts, damaged): Content, places: &mut Places, out: &mut Noted<Read>) {
    if damaged > 0 {
        let what = Reading::TextDamaged(damaged);
        out.findings.push(Finding::new(Place::File(file.path.clone()), what));
    }
    let mut sheets = Vec::new();
    for draft in drafts {
        match draft {
            Ok(draft) => sheets.push(enter_sheet(file, draft, places, &mut out.findings)),
            Err((name, reason)) => {
                let name = clean::clean(&name).into_owned();
                let id = places.enter(&file.path, &name);
                out.findings.push(Finding::new(Place::Sheet(id), reason.clone()));
                out.value.unread.push(Unread { file: file.path.clone(), sheet: Some(name), reason });
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
        rows: draft.rows,
        merges: draft.merges,
        hidden_rows: draft.hidden_rows,
    }
}

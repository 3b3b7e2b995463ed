//! `chengwen kinds`: the report kinds in the binary, the check of a kind's files, a copy of a kind to begin with, schemas.

use std::path::Path;

use chengwen::compose;
use chengwen::finding::{Notice, Refusal};
use chengwen::kind::{self, Kind, KindFiles, SCHEMAS, built_in_names, load, schema};
use serde_json::json;

use super::args::{Common, Kinds, KindsAction};
use super::commands::Done;
use super::screen::Screen;
use super::{files, folder};

/// Lists, checks or copies kinds, as the action says.
pub(super) fn kinds(kinds: &Kinds, common: &Common, screen: &Screen) -> Done {
    let name = kinds.name.as_deref().unwrap_or_default();
    let to = kinds.to.as_deref().unwrap_or(Path::new(""));
    match kinds.action {
        KindsAction::List => list(common, screen),
        KindsAction::Check => return Ok(check(name, common, screen)),
        KindsAction::Export => {
            let count = export(name, to)?;
            screen.note(&Notice::KindWritten { count, folder: to.to_owned() });
        }
        KindsAction::Schema => screen.result(&schemas(kinds.name.as_deref())?),
    }
    Ok(true)
}

/// The JSON schema of a kind's file, or those of all files by their names.
fn schemas(file: Option<&str>) -> Result<String, Refusal> {
    let schema = match file {
        Some(file) => schema(file).ok_or_else(|| Refusal::NoSchema {
            name: file.to_owned(),
            known: SCHEMAS.map(str::to_owned).to_vec(),
        })?,
        None => SCHEMAS.iter().filter_map(|file| Some(((*file).to_owned(), schema(file)?))).collect(),
    };
    Ok(format!("{schema:#}"))
}

fn list(common: &Common, screen: &Screen) {
    for name in built_in_names() {
        let Ok((_, files)) = folder::kind(&name) else { continue };
        let title = load(&name, &files).map(|kind| kind.title).unwrap_or_default();
        screen.result(&if common.json {
            json!({ "name": name, "title": title }).to_string()
        } else {
            format!("{name}\t{title}")
        });
    }
}

/// Tells every fault of a kind; without one its name.
fn check(name: &str, common: &Common, screen: &Screen) -> bool {
    let found = folder::kind(name).map_err(|refusal| vec![refusal]);
    let own: Vec<String> = found.iter().flat_map(|(_, files)| files.keys().cloned()).collect();
    let checked = found.and_then(|(name, files)| whole(&name, &files));
    let faults = checked.as_ref().err().map_or(&[][..], Vec::as_slice);
    if common.json {
        let fault = |refusal: &Refusal| {
            let (file, line) = match refusal {
                Refusal::Kind { file, line, .. } => (Some(file), *line),
                _ => (None, None),
            };
            json!({ "file": file, "line": line, "message": refusal.say().message(screen.lang) })
        };
        let kind = checked.as_ref().ok();
        let document = json!({
            "name": kind.map(|kind| &kind.name),
            "title": kind.map(|kind| &kind.title),
            "faults": faults.iter().map(fault).collect::<Vec<_>>(),
        });
        screen.result(&document.to_string());
    } else if let Ok(kind) = &checked {
        screen.result(&format!("{}\t{}", kind.name, kind.title));
    }
    faults.iter().for_each(|refusal| screen.refusal(refusal));
    for file in checked.iter().flat_map(Kind::unread).filter(|file| own.contains(file)) {
        screen.note(&Notice::ListUnread { file });
    }
    checked.is_ok()
}

fn whole(name: &str, files: &KindFiles) -> Result<Kind, Vec<Refusal>> {
    let kind = load(name, files)?;
    compose::check(&kind)?;
    Ok(kind)
}

/// The files of a kind in the binary with all that kinds share, or of a folder as they are.
fn whole_files(name: &str) -> Result<KindFiles, Refusal> {
    kind::whole(name).map_or_else(|| folder::kind(name).map(|(_, files)| files), Ok)
}

/// Writes the files of a kind into a new or empty folder; returns how many.
fn export(name: &str, to: &Path) -> Result<usize, Refusal> {
    let kind = whole_files(name)?;
    if std::fs::read_dir(to).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(Refusal::FolderTaken { path: to.display().to_string() });
    }
    for (inside, bytes) in &kind {
        let path = to.join(inside);
        path.parent().map_or(Ok(()), files::create)?;
        files::put(&path, bytes)?;
    }
    Ok(kind.len())
}

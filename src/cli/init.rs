//! `chengwen init`: the blank workbooks and the form of a report folder, written where none of that name stands.

use std::path::Path;

use chengwen::blank;
use chengwen::finding::{Notice, Refusal};
use chengwen::kind::{default_kind, load};
use serde_json::json;

use super::args::{Common, Folder};
use super::commands::Done;
use super::screen::Screen;
use super::{files, folder};

/// Writes the files of a new report folder. A file that stands there already is left alone, and said.
pub(super) fn init(arguments: &Folder, common: &Common, screen: &Screen) -> Done {
    let to = &arguments.folder;
    if to.exists() && !to.is_dir() {
        return Err(Refusal::NotAFolder { path: to.display().to_string() }.into());
    }
    let named = common.kind.clone().unwrap_or_else(default_kind);
    let (name, own) = folder::kind(&named)?;
    let kind = match load(&name, &own) {
        Ok(kind) => kind,
        Err(faults) => {
            faults.iter().for_each(|fault| screen.refusal(fault));
            return Ok(false);
        }
    };
    let blanks = blank::files(&kind)?;
    files::create(to)?;
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for blank in blanks {
        let path = to.join(&blank.name);
        if stands(&path) {
            screen.note(&Notice::LeftAlone { path: path.clone() });
            kept.push(path);
        } else {
            files::put(&path, &blank.bytes)?;
            written.push(path);
        }
    }
    if common.json {
        let shown = |paths: &[std::path::PathBuf]| -> Vec<String> {
            paths.iter().map(|path| path.display().to_string()).collect()
        };
        let document = json!({
            "folder": to.display().to_string(),
            "kind": kind.name,
            "written": shown(&written),
            "kept": shown(&kept),
        });
        screen.result(&document.to_string());
    } else {
        written.iter().for_each(|path| screen.result(&path.display().to_string()));
        let papers = written.iter().filter(|path| path.extension().is_some_and(|ending| ending == "docx"));
        let paper = papers.filter_map(|path| path.file_stem()).next().map(|name| name.display().to_string());
        screen.note(&Notice::FolderBegun { folder: to.clone(), kind: common.kind.clone(), paper });
    }
    Ok(true)
}

/// Whether something has the name already, a link that leads nowhere too.
fn stands(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

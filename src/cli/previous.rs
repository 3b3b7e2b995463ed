//! What 上期报告 names → the 快照.xlsx that lies there, or the folder to be counted anew.

use std::fs;
use std::path::Path;

use chengwen::workbook::{InputFile, OUTPUT};
use chengwen::{Previous, Request, named_previous_path};

use super::files::FINAL;
use super::past::SNAPSHOT;
use super::{folder, past};

/// Looks up the last report, seen from the user's folder. Whatever is wrong with it is for the library to say.
pub(super) fn look(user: &Path, request: &Request, named: &str) -> Previous {
    let named = named_previous_path(named);
    let path = user.join(&named);
    if path.is_dir() {
        return in_folder(user, request, &named, &path);
    }
    if !path.is_file() {
        return Previous::None;
    }
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return read(&path, &named);
    }
    // The report itself: its snapshot lies beside it or beside its folder.
    let beside = above(&named);
    let found = first(user, [inside(&beside, SNAPSHOT), inside(&above(&beside), SNAPSHOT)]);
    found.unwrap_or_else(|| unusable(&named, ["旁边没有快照.xlsx", "no 快照.xlsx lies beside it"]))
}

/// The first of the snapshots that is there.
fn first(user: &Path, places: impl IntoIterator<Item = String>) -> Option<Previous> {
    let place = places.into_iter().find(|place| user.join(place).is_file())?;
    Some(read(&user.join(&place), &place))
}

/// A path inside a folder, as 报告信息 would name it.
fn inside(folder: &str, inner: &str) -> String {
    if folder == "." { inner.to_owned() } else { format!("{}/{inner}", folder.trim_end_matches('/')) }
}

/// The folder around a path, as 报告信息 would name it.
fn above(named: &str) -> String {
    match named.rsplit_once('/') {
        Some(("", _)) => "/".to_owned(),
        Some((around, _)) => around.to_owned(),
        None => ".".to_owned(),
    }
}

fn in_folder(user: &Path, request: &Request, named: &str, path: &Path) -> Previous {
    let name = path.file_name().unwrap_or_default();
    let mut places = vec![inside(named, SNAPSHOT), inside(named, &format!("{OUTPUT}/{SNAPSHOT}"))];
    places.extend((name == FINAL).then(|| inside(&above(named), SNAPSHOT)));
    if let Some(found) = first(user, places) {
        return found;
    }
    if is_same(path, user) {
        let reason =
            ["这就是本期的文件夹，还没有定稿", "it is the folder of this report, which is not finished yet"];
        return unusable(named, reason);
    }
    // 成文 itself holds no workbooks to be counted; the folder around it does.
    let named = if name == OUTPUT { above(named) } else { named.to_owned() };
    match recount(&user.join(&named), request) {
        Ok(request) => Previous::Folder { path: named, request: Box::new(request) },
        Err(reason) => Previous::Unusable { path: named, reason },
    }
}

/// The request of a folder as it was run then: without a date of the command's.
fn recount(path: &Path, today: &Request) -> Result<Request, [String; 2]> {
    use chengwen::finding::{Lang, Refusal};
    let spelt = |refusal: Refusal| {
        let said = refusal.say();
        [said.message(Lang::Zh).to_owned(), said.message(Lang::En).to_owned()]
    };
    let folder::Files { files, closed } = folder::files(path).map_err(spelt)?;
    let past = past::recall(path).map_err(spelt)?;
    let (kind, kind_files) = (today.kind.clone(), today.kind_files.clone());
    Ok(Request { files, closed, kind, kind_files, past, ..Request::default() })
}

fn read(path: &Path, shown: &str) -> Previous {
    match fs::read(path) {
        Ok(bytes) => Previous::Snapshot(InputFile { path: shown.to_owned(), bytes }),
        Err(fault) => {
            let fault = fault.to_string();
            Previous::Unusable { path: shown.to_owned(), reason: [fault.clone(), fault] }
        }
    }
}

fn unusable(path: &str, reason: [&str; 2]) -> Previous {
    Previous::Unusable { path: path.to_owned(), reason: reason.map(str::to_owned) }
}

fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

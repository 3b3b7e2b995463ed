//! The files of a kind's folder → a checked [`Kind`], or every fault that they hold.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::annexes::AnnexRule;
use super::figures::{ClaimRule, FigureRule};
use super::looks::{Deviation, Profile, profiles};
use super::outline::{ItemRule, SectionRule};
use super::parse::parse;
use super::tables::TableRule;
use super::{Common, Kind, Vocabulary, check};
use crate::finding::Refusal;
use crate::finding::kinds::KindFault;
use crate::model::look::Look;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The folder with the words that all kinds share; a kind may have one of its own that adds to it.
const COMMON: &str = "common";

/// The file with the annexes.
const ANNEXES: &str = "annexes.toml";

/// The files of a kind by their path inside its folder.
pub type KindFiles = BTreeMap<String, Vec<u8>>;

/// The names of the kinds in the binary, in order.
#[must_use]
pub fn built_in_names() -> Vec<String> {
    let dirs = BUILT_IN.dirs().filter_map(|dir| file_name(dir.path()));
    let mut names: Vec<String> = dirs.filter(|name| name != COMMON).collect();
    names.sort();
    names
}

/// The files of a kind in the binary.
#[must_use]
pub fn built_in(name: &str) -> Option<KindFiles> {
    let dir = BUILT_IN.dirs().find(|dir| file_name(dir.path()).as_deref() == Some(name))?;
    let mut files = KindFiles::new();
    collect(dir, name, &mut files);
    Some(files)
}

fn file_name(path: &std::path::Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

fn collect(dir: &Dir<'_>, kind: &str, files: &mut KindFiles) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let inside = path.strip_prefix(kind).unwrap_or(&path).trim_start_matches('/');
        files.insert(inside.to_owned(), file.contents().to_vec());
    }
    for inner in dir.dirs() {
        collect(inner, kind, files);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TablesFile {
    table: Vec<TableRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresFile {
    figure: Vec<FigureRule>,
    #[serde(default)]
    claim: Vec<ClaimRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutlineFile {
    name: String,
    section: Vec<SectionRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    item: Vec<ItemRule>,
    #[serde(default)]
    texts: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnnexesFile {
    #[serde(default)]
    annex: Vec<AnnexRule>,
}

/// Loads a kind. The texts are not compiled here: compose checks them against the loaded kind.
///
/// # Errors
/// Every fault of every file, each naming the file and what is wrong in it.
pub fn load(name: &str, files: &KindFiles) -> Result<Kind, Vec<Refusal>> {
    let mut faults = Vec::new();
    let tables: Option<TablesFile> = parsed(files, "tables.toml", &mut faults);
    let figures: Option<FiguresFile> = parsed(files, "figures.toml", &mut faults);
    let outline: Option<OutlineFile> = parsed(files, "outline.toml", &mut faults);
    let settings: Option<SettingsFile> = parsed(files, "settings.toml", &mut faults);
    let looks = looks(files, &mut faults);
    // A kind without annexes needs no file for them.
    let annexes = files.contains_key(ANNEXES).then(|| parsed(files, ANNEXES, &mut faults));
    let annexes = annexes.unwrap_or_else(|| Some(AnnexesFile::default()));
    let vocabulary = vocabulary(files, &mut faults);
    let (common, wrong) = Common::gather(&built_in(COMMON).unwrap_or_default(), files);
    faults.extend(wrong.into_iter().map(|wrong| wrong.told(files)));
    let texts = texts(files, &mut faults);
    let (Some(tables), Some(figures), Some(outline), Some(settings), Some((look, looks)), Some(annexes)) =
        (tables, figures, outline, settings, looks, annexes)
    else {
        return Err(faults);
    };
    let kind = Kind {
        name: name.to_owned(),
        title: outline.name,
        tables: tables.table,
        common,
        vocabulary,
        figures: figures.figure,
        claims: figures.claim,
        sections: outline.section,
        items: settings.item,
        text_blocks: settings.texts,
        texts,
        annexes: annexes.annex,
        look,
        looks,
    };
    faults.extend(check::faults(&kind, files));
    if faults.is_empty() { Ok(kind) } else { Err(faults) }
}

fn fault(file: &str, line: Option<usize>, fault: KindFault) -> Refusal {
    Refusal::Kind { file: file.to_owned(), line, fault: Box::new(fault) }
}

fn text<'a>(files: &'a KindFiles, file: &str, faults: &mut Vec<Refusal>) -> Option<&'a str> {
    let Some(bytes) = files.get(file) else {
        faults.push(fault(file, None, KindFault::FileMissing));
        return None;
    };
    let text = std::str::from_utf8(bytes);
    if text.is_err() {
        faults.push(fault(file, None, KindFault::NotText));
    }
    text.ok()
}

fn parsed<T: DeserializeOwned>(files: &KindFiles, file: &str, faults: &mut Vec<Refusal>) -> Option<T> {
    let read = parse(text(files, file, faults)?);
    read.map_err(|(line, wrong)| faults.push(fault(file, line, wrong))).ok()
}

fn vocabulary(files: &KindFiles, faults: &mut Vec<Refusal>) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for path in files.keys() {
        let name = path.strip_prefix("vocabulary/").and_then(|name| name.strip_suffix(".tsv"));
        let Some((name, text)) = name.and_then(|name| Some((name, text(files, path, faults)?))) else {
            continue;
        };
        if let Err((line, wrong)) = vocabulary.add(name, text) {
            faults.push(fault(path, Some(line), wrong));
        }
    }
    vocabulary
}

/// The looks of the kind, told apart from that of the kind `campaign` in the binary.
fn looks(files: &KindFiles, faults: &mut Vec<Refusal>) -> Option<(Profile, Vec<Profile>)> {
    let own = text(files, "look.toml", faults)?;
    let mut others = BTreeMap::new();
    for path in files.keys().filter(|path| path.starts_with("look/") && path.ends_with(".toml")) {
        others.insert(path.clone(), text(files, path, faults)?.to_owned());
    }
    match profiles(own, &others, standard().unwrap_or(own)) {
        Ok(looks) => Some(looks),
        Err(wrong) => {
            faults.push(wrong.told(files));
            None
        }
    }
}

/// The look that sets GB/T 9704-2012 as this program does.
fn standard() -> Option<&'static str> {
    BUILT_IN.get_file("campaign/look.toml").and_then(|file| file.contents_utf8())
}

/// What a look has otherwise than GB/T 9704-2012 as this program sets it.
#[must_use]
pub fn departures(look: &Look) -> Vec<Deviation> {
    standard().map(|standard| super::looks::departures(look, standard)).unwrap_or_default()
}

fn texts(files: &KindFiles, faults: &mut Vec<Refusal>) -> BTreeMap<String, String> {
    let paths = files.keys().filter(|path| path.ends_with(".hbs"));
    paths.filter_map(|path| Some((path.clone(), text(files, path, faults)?.to_owned()))).collect()
}

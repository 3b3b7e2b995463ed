//! The files of a kind's folder → a checked [`Kind`], or every fault that they hold.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::annexes::AnnexRule;
use super::check::Wrong;
use super::chosen::ChosenRule;
use super::claims::ClaimRule;
use super::figures::FigureRule;
use super::forms::FormRule;
use super::looks::{Deviation, Profile, profiles};
use super::outline::{ItemRule, SectionRule};
use super::parse::parse;
use super::tables::TableRule;
use super::{Common, Kind, Vocabulary, check, shared};
use crate::finding::Refusal;
use crate::finding::kinds::KindFault;
use crate::model::look::Look;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The folder with the words that all kinds share; a kind may have one of its own that adds to it.
const COMMON: &str = "common";

/// The file with the annexes, which a kind may do without.
const ANNEXES: &str = "annexes.toml";

/// The file with the rules of the blank workbooks, which a kind may do without.
const FORMS: &str = "forms.toml";

/// The file with what a kind's look has otherwise than the shared one.
const LOOK: &str = "look.toml";

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

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TablesFile {
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    table: Vec<TableRule>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FiguresFile {
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    figure: Vec<FigureRule>,
    #[serde(default)]
    claim: Vec<ClaimRule>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OutlineFile {
    #[serde(default)]
    name: String,
    /// When a folder's report is of this kind; the choice reads it among all kinds.
    #[serde(default)]
    chosen: ChosenRule,
    section: Vec<SectionRule>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsFile {
    #[serde(default)]
    item: Vec<ItemRule>,
    #[serde(default)]
    texts: Vec<String>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnexesFile {
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    annex: Vec<AnnexRule>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FormsFile {
    #[serde(default)]
    form: Vec<FormRule>,
}

/// The files of a kind in the binary with all that it takes from what kinds share: a folder that stands by itself.
#[must_use]
pub fn whole(name: &str) -> Option<KindFiles> {
    let shared = built_in(COMMON)?;
    let mut files = shared::whole(&shared, &built_in(name)?);
    files.entry(LOOK.to_owned()).or_insert_with(|| standard().unwrap_or_default().into());
    shared::unshared(&shared, &mut files);
    // What only a part that nothing uses takes in goes with it.
    loop {
        let (kind, _) = gather(name, &files).ok()?;
        let (unread, before) = (kind.unread(), files.len());
        files.retain(|path, _| !unread.contains(path) && kind.uses(path));
        if files.len() == before {
            return Some(files);
        }
    }
}

/// Loads a kind over what all kinds share. The texts are not compiled here: compose checks them against the loaded kind.
///
/// # Errors
/// Every fault of every file, each naming the file and what is wrong in it.
pub fn load(name: &str, own: &KindFiles) -> Result<Kind, Vec<Refusal>> {
    let (kind, mut faults) = gather(name, own)?;
    faults.extend(check::faults(&kind, own));
    if faults.is_empty() { Ok(kind) } else { Err(faults) }
}

/// Loads a kind; one in the binary is not checked whole again, which the tests do for every one of them, and which
/// would cost a small folder a fifth of its time.
///
/// # Errors
/// As [`load`].
pub fn load_known(name: &str, own: &KindFiles) -> Result<Kind, Vec<Refusal>> {
    if !is_built_in(name, own) {
        return load(name, own);
    }
    let (kind, faults) = gather(name, own)?;
    if faults.is_empty() { Ok(kind) } else { Err(faults) }
}

/// Whether files are those of a kind in the binary, unchanged.
#[must_use]
pub fn is_built_in(name: &str, files: &KindFiles) -> bool {
    built_in(name).is_some_and(|own| own == *files)
}

/// The kind that files make, with the faults of single files and of what they take from the shared ones.
fn gather(name: &str, own: &KindFiles) -> Result<(Kind, Vec<Refusal>), Vec<Refusal>> {
    let shared = built_in(COMMON).unwrap_or_default();
    let files = &shared::whole(&shared, own);
    let mut faults = Vec::new();
    // What a kind takes of the shared tables it says itself: without its own file nothing else of it can be judged.
    let said = text(own, "tables.toml", &mut faults).is_some();
    let tables: Option<TablesFile> = said.then(|| parsed(files, "tables.toml", &mut faults)).flatten();
    let figures: Option<FiguresFile> = parsed(files, "figures.toml", &mut faults);
    let outline: Option<OutlineFile> = parsed(files, "outline.toml", &mut faults);
    let settings: Option<SettingsFile> = parsed(files, "settings.toml", &mut faults);
    let annexes: Option<AnnexesFile> = optional(files, ANNEXES, &mut faults);
    let forms: Option<FormsFile> = optional(files, FORMS, &mut faults);
    let looks = looks(files, &mut faults);
    let vocabulary = vocabulary(files, &mut faults);
    let (common, wrong) = Common::gather(&shared, own);
    faults.extend(wrong.into_iter().map(|wrong| wrong.told(own)));
    let texts = texts(files, &mut faults);
    let sections: Option<OutlineFile> = parsed(&shared, "outline.toml", &mut faults);
    let (Some(tables), Some(figures), Some(outline), Some(settings)) = (tables, figures, outline, settings)
    else {
        return Err(faults);
    };
    let (Some((look, looks)), Some(annexes), Some(forms)) = (looks, annexes, forms) else {
        return Err(faults);
    };
    let named =
        [("tables.toml", &tables.shared), ("figures.toml", &figures.shared), (ANNEXES, &annexes.shared)];
    for (file, name, wrong) in named.iter().flat_map(|(file, names)| shared::unknown(&shared, file, names)) {
        let line = Wrong::new(file, &[&format!("\"{name}\"")], wrong);
        faults.push(line.told(own));
    }
    let kind = Kind {
        name: name.to_owned(),
        title: outline.name,
        chosen: outline.chosen,
        tables: tables.table.into_iter().map(TableRule::with_usual_roles).collect(),
        common,
        vocabulary,
        figures: figures.figure,
        claims: figures.claim,
        sections: shared::sections(&sections.map(|file| file.section).unwrap_or_default(), outline.section),
        items: settings.item,
        text_blocks: settings.texts,
        texts,
        annexes: annexes.annex,
        forms: forms.form,
        look,
        looks,
    };
    Ok((kind, faults))
}

/// The tables of `common/tables.toml`; none when that file is broken.
pub(super) fn shared_tables() -> Vec<TableRule> {
    let text = BUILT_IN.get_file("common/tables.toml").and_then(|file| file.contents_utf8());
    text.and_then(|text| parse::<TablesFile>(text).ok()).map(|file| file.table).unwrap_or_default()
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

/// A file that a kind may do without.
fn optional<T: Default + DeserializeOwned>(
    files: &KindFiles,
    file: &str,
    faults: &mut Vec<Refusal>,
) -> Option<T> {
    if files.contains_key(file) { parsed(files, file, faults) } else { Some(T::default()) }
}

/// The word lists, to which files in `common/vocabulary/` add.
fn vocabulary(files: &KindFiles, faults: &mut Vec<Refusal>) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for (folder, adds) in [("vocabulary/", false), ("common/vocabulary/", true)] {
        for path in files.keys() {
            let name = path.strip_prefix(folder).and_then(|name| name.strip_suffix(".tsv"));
            let Some((name, text)) = name.and_then(|name| Some((name, text(files, path, faults)?))) else {
                continue;
            };
            let read = if adds { vocabulary.extend(name, text) } else { vocabulary.add(name, text) };
            if let Err((line, wrong)) = read {
                faults.push(fault(path, Some(line), wrong));
            }
        }
    }
    vocabulary
}

/// The looks of the kind over the shared one.
fn looks(files: &KindFiles, faults: &mut Vec<Refusal>) -> Option<(Profile, Vec<Profile>)> {
    let look = if files.contains_key(LOOK) { text(files, LOOK, faults)? } else { "" };
    let mut others = BTreeMap::new();
    for path in files.keys().filter(|path| path.starts_with("look/") && path.ends_with(".toml")) {
        others.insert(path.clone(), text(files, path, faults)?.to_owned());
    }
    match profiles(look, &others, standard()?) {
        Ok(looks) => Some(looks),
        Err(wrong) => {
            faults.push(wrong.told(files));
            None
        }
    }
}

/// The look that sets GB/T 9704-2012 as this program does.
pub(super) fn standard() -> Option<&'static str> {
    BUILT_IN.get_file("common/look.toml").and_then(|file| file.contents_utf8())
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

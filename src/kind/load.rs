//! The files of a kind's folder → a checked [`Kind`], or every fault that they hold.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::annexes::AnnexRule;
use super::compare;
use super::figures::{ANY_STANDING, ClaimRule, FigureRule, Take};
use super::looks::{Deviation, Profile, not_toml, profiles};
use super::outline::{ItemRule, SectionRule};
use super::tables::{FieldType, TableRule};
use super::{Common, Kind, Vocabulary, annex_faults, roles, table_faults};
use crate::finding::Refusal;
use crate::finding::kinds::{FigureFault, KindFault};
use crate::model::entry::CountStatus;
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
    let tables: Option<TablesFile> = parse(files, "tables.toml", &mut faults);
    let figures: Option<FiguresFile> = parse(files, "figures.toml", &mut faults);
    let outline: Option<OutlineFile> = parse(files, "outline.toml", &mut faults);
    let settings: Option<SettingsFile> = parse(files, "settings.toml", &mut faults);
    let looks = looks(files, &mut faults);
    // A kind without annexes needs no file for them.
    let annexes = files.contains_key(ANNEXES).then(|| parse(files, ANNEXES, &mut faults));
    let annexes = annexes.unwrap_or_else(|| Some(AnnexesFile::default()));
    let vocabulary = vocabulary(files, &mut faults);
    let (common, wrong) = Common::gather(&built_in(COMMON).unwrap_or_default(), files);
    faults.extend(wrong.into_iter().map(|(path, wrong)| fault(path, wrong)));
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
    faults.extend(check(&kind));
    if faults.is_empty() { Ok(kind) } else { Err(faults) }
}

fn fault(file: &str, fault: KindFault) -> Refusal {
    Refusal::Kind { file: file.to_owned(), fault }
}

fn text<'a>(files: &'a KindFiles, file: &str, faults: &mut Vec<Refusal>) -> Option<&'a str> {
    let Some(bytes) = files.get(file) else {
        faults.push(fault(file, KindFault::FileMissing));
        return None;
    };
    let text = std::str::from_utf8(bytes);
    if text.is_err() {
        faults.push(fault(file, KindFault::NotText));
    }
    text.ok()
}

fn parse<T: DeserializeOwned>(files: &KindFiles, file: &str, faults: &mut Vec<Refusal>) -> Option<T> {
    let text = text(files, file, faults)?;
    toml::from_str(text).map_err(|error| faults.push(fault(file, not_toml(&error, text)))).ok()
}

fn vocabulary(files: &KindFiles, faults: &mut Vec<Refusal>) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for path in files.keys() {
        let name = path.strip_prefix("vocabulary/").and_then(|name| name.strip_suffix(".tsv"));
        let Some((name, text)) = name.and_then(|name| Some((name, text(files, path, faults)?))) else {
            continue;
        };
        if let Err(wrong) = vocabulary.add(name, text) {
            faults.push(fault(path, wrong));
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
        Err((file, wrong)) => {
            faults.push(fault(&file, wrong));
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

/// What no single file shows: names that one file uses and another should define.
fn check(kind: &Kind) -> Vec<Refusal> {
    let mut faults = check_tables(kind);
    faults.extend(check_vocabularies(kind));
    faults.extend(kind.figures.iter().filter_map(|rule| check_figure(kind, rule)));
    faults.extend(check_claims(kind));
    faults.extend(check_sections(kind));
    faults.extend(check_names(kind));
    faults.extend(annex_faults::faults(kind).into_iter().map(|wrong| fault(ANNEXES, wrong)));
    faults
}

fn check_tables(kind: &Kind) -> Vec<Refusal> {
    let roles = kind.tables.iter().flat_map(|table| roles::faults(kind, table));
    let faults = table_faults::faults(kind).into_iter().chain(roles);
    faults.map(|wrong| fault("tables.toml", wrong)).collect()
}

fn check_vocabularies(kind: &Kind) -> Vec<Refusal> {
    let fields = kind.tables.iter().flat_map(|table| &table.fields);
    let named = fields.filter_map(|field| field.vocabulary.as_deref());
    let missing = named.filter(|name| !kind.vocabulary.has(name)).collect::<BTreeSet<_>>();
    missing.into_iter().map(|name| fault(&format!("vocabulary/{name}.tsv"), KindFault::FileMissing)).collect()
}

fn check_figure(kind: &Kind, rule: &FigureRule) -> Option<Refusal> {
    let wrong = KindFault::Figure { id: rule.id.clone(), fault: figure_fault(kind, rule)? };
    Some(fault("figures.toml", wrong))
}

fn figure_fault(kind: &Kind, rule: &FigureRule) -> Option<FigureFault> {
    let names = |fault: KindFault| Some(FigureFault::Names(Box::new(fault)));
    let Some(take) = rule.take() else {
        return Some(FigureFault::OneWay);
    };
    if rule.plus.is_some() && !matches!(take, Take::Ratio(..)) {
        return Some(FigureFault::PlusAlone);
    }
    if rule.cumulative && !take.is_counted() {
        return Some(FigureFault::NotCumulative);
    }
    if let Take::Ratio(a, b) = take {
        let plain =
            |id: &&str| kind.figure(id).is_none_or(|figure| matches!(figure.take(), Some(Take::Ratio(..))));
        let unknown = [a, b].into_iter().chain(rule.plus.as_deref()).find(plain)?;
        return Some(FigureFault::NoRatio(unknown.to_owned()));
    }
    if let Take::Setting(item) = take {
        let unknown = kind.items.iter().all(|rule| rule.name != item);
        return if unknown { names(KindFault::NoItem(item.to_owned())) } else { None };
    }
    if let Take::Compare(compared) = take {
        return compare::fault(kind, rule, compared);
    }
    if let Some(item) = unknown_item(kind, rule) {
        return names(KindFault::NoItem(item.to_owned()));
    }
    if let Some((word, known)) = unknown_standing(rule) {
        return Some(FigureFault::NoStanding { word: word.to_owned(), known });
    }
    let id = rule.table.as_deref().unwrap_or_default();
    let Some(table) = kind.table(id).and_then(|index| kind.tables.get(index)) else {
        return names(KindFault::NoTable(id.to_owned()));
    };
    let mut fields: Vec<&str> = rule.filters.iter().map(|filter| filter.field.as_str()).collect();
    fields.extend(rule.filters.iter().flat_map(|filter| filter.aliases.iter().map(String::as_str)));
    fields.extend(take.fields());
    let unknown =
        fields.into_iter().find(|field| !CLASSIFIED.contains(field) && table.field(field).is_none());
    if let Some(unknown) = unknown {
        return names(KindFault::NoField { table: id.to_owned(), field: unknown.to_owned() });
    }
    wrong_type(table, take).or_else(|| unknown_word(kind, table, rule))
}

fn unknown_item<'a>(kind: &Kind, rule: &'a FigureRule) -> Option<&'a str> {
    let items = rule.filters.iter().flat_map(|filter| filter.mentions.iter().chain(&filter.lacks));
    items.chain(&rule.when).map(String::as_str).find(|item| kind.item(item).is_none())
}

/// A word of `standing` that names none, with those that do.
fn unknown_standing(rule: &FigureRule) -> Option<(&str, Vec<&'static str>)> {
    let known = CountStatus::ALL.map(CountStatus::word);
    let unknown =
        rule.standing.iter().find(|word| *word != ANY_STANDING && !known.contains(&word.as_str()))?;
    Some((unknown, known.into_iter().chain([ANY_STANDING]).collect()))
}

/// A field whose type cannot be counted in the way that the rule names.
fn wrong_type(table: &TableRule, take: Take<'_>) -> Option<FigureFault> {
    let wanted = match take {
        Take::Sum(_) | Take::Share(..) => FieldType::Number,
        Take::First(_) | Take::Last(_) => FieldType::Date,
        _ => return None,
    };
    let of_type =
        |field: &&str| table.field(field).and_then(|index| table.fields.get(index)).map(|rule| rule.kind);
    let wrong = take.fields().into_iter().find(|field| of_type(field) != Some(wanted))?;
    Some(FigureFault::WrongType(wrong.to_owned()))
}

/// A word in a filter that the field's vocabulary does not have: nothing would ever pass.
fn unknown_word(kind: &Kind, table: &TableRule, rule: &FigureRule) -> Option<FigureFault> {
    let wrong = rule.filters.iter().find_map(|filter| {
        let vocabulary = table.fields.get(table.field(&filter.field)?)?.vocabulary.as_deref()?;
        let list = kind.vocabulary.list(vocabulary);
        let known = |word: &&String| list.rows().any(|row| row.get("term") == word.as_str());
        filter.is.iter().chain(&filter.not).find(|word| !known(word))
    })?;
    Some(FigureFault::WrongWord(wrong.clone()))
}

/// What classify adds to entries, usable like fields.
const CLASSIFIED: [&str; 3] = ["class.aspect", "class.problem", "class.group"];

fn check_claims(kind: &Kind) -> Vec<Refusal> {
    let mut faults = Vec::new();
    for claim in &kind.claims {
        for id in claim.figures() {
            if kind.figure(id).is_none() {
                let wrong = KindFault::NoClaim { word: claim.word.clone(), id: id.to_owned() };
                faults.push(fault("figures.toml", wrong));
            }
        }
    }
    faults
}

fn check_sections(kind: &Kind) -> Vec<Refusal> {
    let missing = kind.sections.iter().filter(|section| !kind.texts.contains_key(&section.text));
    let mut faults: Vec<Refusal> =
        missing.map(|section| fault(&section.text, KindFault::FileMissing)).collect();
    let needs = kind.sections.iter().flat_map(|section| &section.needs);
    let unknown = needs.filter(|item| kind.item(item).is_none());
    faults.extend(unknown.map(|item| fault("outline.toml", KindFault::NoItem(item.clone()))));
    faults
}

/// Templates use one flat space of names, so a name must not mean two things.
fn check_names(kind: &Kind) -> Vec<Refusal> {
    let mut seen = BTreeSet::new();
    let figures =
        kind.figures.iter().flat_map(|rule| [("figures.toml", &rule.id), ("figures.toml", &rule.name)]);
    let items = kind.items.iter().map(|rule| ("settings.toml", &rule.name));
    let twice = figures.chain(items).filter(|(_, name)| !seen.insert(name.as_str()));
    twice.map(|(file, name)| fault(file, KindFault::NameTwice(name.clone()))).collect()
}

//! What 报告信息 names as 上期报告 → where it lies in the world, and what it said, to be compared with today.

use std::collections::BTreeMap;

use super::take::as_of;
use crate::finding::{Finding, Lang, Noted, Periods, Place, Refusal, periods};
use crate::kind::Kind;
use crate::ledger::snapshot;
use crate::model::items;
use crate::model::origin::{Origin, Places, SheetId};
use crate::model::record::Record;
use crate::model::settings::Settings;
use crate::outcome::{Outcome, Refused};
use crate::text::fold::sentence_key;
use crate::text::path::{ending, is_in, name};
use crate::workbook::{self, InputFile, OUTPUT, Workbook};
use crate::world::{Folder, Lies, World};

/// The item of 报告信息 that names the last report.
const ITEM: &str = items::PREVIOUS;
/// What a finished report leaves for the next period.
const SNAPSHOT: &str = "快照.xlsx";
/// The folder that is handed on, inside 成文.
const FINAL: &str = "定稿";

/// What 报告信息 names as the last report.
pub(crate) fn named(settings: &Settings) -> Option<&str> {
    settings.text(ITEM).map(AsRef::as_ref)
}

/// A path as 报告信息 may write it, with `/` between its parts, without `./`, quotes and a `/` at its end.
fn path(named: &str) -> String {
    let quotes = ['"', '“', '”', '\'', '‘', '’', ' ', '\u{3000}'];
    let path = named.trim_matches(quotes).replace('\\', "/");
    let inner = path.strip_prefix("./").unwrap_or(&path);
    match inner.trim_end_matches('/') {
        "" if inner.starts_with('/') => "/".to_owned(),
        "" => ".".to_owned(),
        trimmed => trimmed.to_owned(),
    }
}

/// The workbooks without those of the last report, when its folder lies inside the user's.
pub(crate) fn without_its_own(mut workbooks: Vec<Workbook>, settings: &Settings) -> Noted<Vec<Workbook>> {
    let mut findings = Vec::new();
    if let Some(last) = named(settings).map(path) {
        let all = workbooks.len();
        workbooks.retain(|workbook| !is_in(&workbook.file, &last));
        let count = all - workbooks.len();
        findings.extend((count > 0).then(|| Finding::new(Place::File(last), Periods::Inside { count })));
    }
    Noted { value: workbooks, findings }
}

/// Takes workbooks that are a 快照.xlsx out of those that hold tables, and says so.
pub(crate) fn without_periods(workbooks: Vec<Workbook>, findings: &mut Vec<Finding>) -> Vec<Workbook> {
    let (aside, tables): (Vec<_>, Vec<_>) = workbooks.into_iter().partition(snapshot::is_one);
    findings.extend(aside.into_iter().map(|book| Finding::new(Place::File(book.file), Periods::Aside)));
    tables
}

/// What was found at the place that 上期报告 names.
pub(crate) enum LastReport {
    /// A workbook: a 快照.xlsx, it is hoped. Its path is the one that traces show.
    Snapshot(InputFile),
    /// The folder of the last report, without a 快照.xlsx: it is counted anew.
    Folder(String, Box<Folder>),
    /// Nothing that today can be compared with; what is said of that.
    Not(Periods),
}

/// Looks up the last report in the world.
pub(crate) fn find(named: &str, world: &dyn World) -> LastReport {
    let path = path(named);
    match world.lies(&path) {
        Lies::Nothing => LastReport::Not(Periods::Missing { path: named.to_owned() }),
        Lies::File if ending(&path) == "xlsx" => lying(path, world),
        // The report itself: its snapshot lies beside it or beside its folder.
        Lies::File => {
            let beside = above(&path);
            let places = [inside(&beside, SNAPSHOT), inside(&above(&beside), SNAPSHOT)];
            first(places, world).unwrap_or_else(|| unusable(path, periods::NO_SNAPSHOT.map(str::to_owned)))
        }
        lies => in_folder(path, lies == Lies::Here, world),
    }
}

/// The first of the snapshots that is there.
fn first(places: impl IntoIterator<Item = String>, world: &dyn World) -> Option<LastReport> {
    let place = places.into_iter().find(|place| world.lies(place) == Lies::File)?;
    Some(lying(place, world))
}

fn lying(path: String, world: &dyn World) -> LastReport {
    match world.read(&path) {
        Ok(bytes) => LastReport::Snapshot(InputFile { path, bytes }),
        Err(fault) => unusable(path, [fault.clone(), fault]),
    }
}

fn in_folder(path: String, is_own: bool, world: &dyn World) -> LastReport {
    let name = name(&path);
    let mut places = vec![inside(&path, SNAPSHOT), inside(&path, &format!("{OUTPUT}/{SNAPSHOT}"))];
    places.extend((name == FINAL).then(|| inside(&above(&path), SNAPSHOT)));
    if let Some(found) = first(places, world) {
        return found;
    }
    if is_own {
        return unusable(path, periods::NOT_FINISHED.map(str::to_owned));
    }
    // 成文 itself holds no workbooks to be counted; the folder around it does.
    let path = if name == OUTPUT { above(&path) } else { path };
    match world.folder(&path) {
        Ok(folder) => LastReport::Folder(path, Box::new(folder)),
        Err(refusal) => unusable(path, reasons(&[refusal])),
    }
}

fn unusable(path: String, reason: [String; 2]) -> LastReport {
    LastReport::Not(Periods::Unusable { path, reason })
}

/// The sentences of refusals, in Chinese and English.
fn reasons(refusals: &[Refusal]) -> [String; 2] {
    let said: Vec<_> = refusals.iter().map(Refusal::say).collect();
    let spell = |lang| said.iter().map(|said| said.message(lang)).collect::<Vec<_>>().join("；");
    [spell(Lang::Zh), spell(Lang::En)]
}

/// A path inside a folder, as 报告信息 would name it.
fn inside(folder: &str, inner: &str) -> String {
    if folder == "." { inner.to_owned() } else { format!("{}/{inner}", folder.trim_end_matches('/')) }
}

/// The folder around a path, as 报告信息 would name it.
fn above(path: &str) -> String {
    match path.rsplit_once('/') {
        Some(("", _)) => "/".to_owned(),
        Some((around, _)) => around.to_owned(),
        None => ".".to_owned(),
    }
}

/// What a run over the folder of the last report gave, which is said; its cells are traced by their path as 报告信息
/// names it.
///
/// # Errors
/// Why there was no outcome.
pub(crate) fn recounted(
    path: &str,
    outcome: Result<Outcome, Box<Refused>>,
    settings: &Settings,
    places: &mut Places,
    findings: &mut Vec<Finding>,
) -> Result<Record, Periods> {
    let path = path.to_owned();
    let outcome = outcome.map_err(|refused| {
        let reason = reasons(&refused.refusals);
        Periods::Unusable { path: path.clone(), reason }
    })?;
    let folder = path.trim_end_matches('/');
    let period = moved(outcome.record(), &outcome.places, |file| format!("{folder}/{file}"), places);
    findings.push(Finding::new(named_at(settings), Periods::Recounted { path }));
    Ok(period)
}

/// The cell of 报告信息 that names the last report; the folder when that is a default.
fn named_at(settings: &Settings) -> Place {
    let at = settings.lines(ITEM).first().and_then(|line| line.source);
    at.map_or(Place::Folder, |at| Place::Cell(at.cell))
}

/// The period that today is compared with; none when it cannot be, which is said, as is what makes it doubtful.
pub(crate) fn comparable(
    found: Result<Record, Periods>,
    kind: &Kind,
    settings: &Settings,
    findings: &mut Vec<Finding>,
) -> Option<Record> {
    let place = named_at(settings);
    let mut say = |what: Periods| findings.push(Finding::new(place.clone(), what));
    let period = found.map_err(&mut say).ok()?;
    if period.kind != kind.name {
        say(Periods::OtherKind { kind: period.kind });
        return None;
    }
    doubts(&period, settings).into_iter().for_each(say);
    Some(period)
}

/// What is said of a last report that may be of another campaign, or not of an earlier day.
fn doubts(period: &Record, settings: &Settings) -> Vec<Periods> {
    let campaign = settings.text(items::CAMPAIGN).map(|name| sentence_key(name));
    let other =
        campaign.is_some_and(|name| !period.campaign.is_empty() && sentence_key(&period.campaign) != name);
    let campaign = other.then(|| Periods::OtherCampaign { campaign: period.campaign.clone() });
    let today = as_of(settings).map(|(when, _)| when);
    let then = period.as_of.map(|(when, _)| when);
    let late = then.zip(today).filter(|(then, now)| then.last_day() >= now.last_day());
    let late = late.map(|(then, now)| Periods::NotEarlier { then: then.to_string(), now: now.to_string() });
    campaign.into_iter().chain(late).collect()
}

/// What a 快照.xlsx says, its cells named among those of today.
///
/// # Errors
/// When it is none.
pub(crate) fn read(file: &InputFile, places: &mut Places) -> Result<Record, Periods> {
    // A path that leads out of the folder (`../…`) is none that files are read under.
    let alone = InputFile { path: name(&file.path).to_owned(), bytes: file.bytes.clone() };
    let mut own = Places::default();
    let read = workbook::read(&[alone], &mut own).value;
    let period = read.workbooks.first().and_then(snapshot::read);
    let period = period.ok_or_else(|| Periods::Foreign { path: file.path.clone() })?;
    Ok(moved(period, &own, |_| file.path.clone(), places))
}

/// A period whose cells are named among those of today, their files by another name.
fn moved(mut period: Record, from: &Places, name: impl Fn(&str) -> String, places: &mut Places) -> Record {
    let mut ids: BTreeMap<SheetId, SheetId> = BTreeMap::new();
    for source in period.sources_mut() {
        let old = from.name(source.cell.sheet);
        let id = ids.entry(source.cell.sheet);
        let sheet = *id.or_insert_with(|| places.enter(&name(&old.file), &old.sheet));
        source.cell = Origin { sheet, ..source.cell };
    }
    period
}

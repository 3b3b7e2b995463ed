//! The report of the last period → a period to compare with; and an outcome → its own period.

use std::collections::BTreeMap;

use super::{Request, generate_with};
use crate::finding::{Finding, Lang, Noted, Periods, Place, Refusal};
use crate::kind::Kind;
use crate::ledger::period as book;
use crate::model::origin::{Origin, Places, SheetId, Source};
use crate::model::period::Period;
use crate::model::settings::Settings;
use crate::normalize::text::sentence_key;
use crate::record::{CAMPAIGN, as_of};
use crate::workbook::{self, Door, InputFile, Workbook};

/// The item of 报告信息 that names the last report.
const ITEM: &str = "上期报告";

/// What the caller found where 上期报告 points.
#[derive(Debug, Clone, Default)]
pub enum Previous {
    /// Nothing, or nobody looked.
    #[default]
    None,
    /// A workbook: a 快照.xlsx, it is hoped. Its path is the one that traces show.
    Snapshot(InputFile),
    /// The folder of the last report, without a 快照.xlsx: it is counted anew.
    Folder {
        /// Its path as 报告信息 names it.
        path: String,
        /// Its own request.
        request: Box<Request>,
    },
    /// Something that is no report, with the reason in Chinese and English.
    Unusable {
        /// Its path as 报告信息 names it.
        path: String,
        /// Why.
        reason: [String; 2],
    },
}

/// What 报告信息 names as the last report, for the caller to look up.
#[must_use]
pub fn named(settings: &Settings) -> Option<&str> {
    settings.text(ITEM).map(AsRef::as_ref)
}

/// A path as 报告信息 may write it, with `/` between its parts, without `./`, quotes and a `/` at its end.
#[must_use]
pub fn path(named: &str) -> String {
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
pub(super) fn without_its_own(mut workbooks: Vec<Workbook>, settings: &Settings) -> Noted<Vec<Workbook>> {
    let mut findings = Vec::new();
    if let Some(last) = named(settings).map(path) {
        let inside = |file: &str| file.strip_prefix(&last).is_some_and(|rest| rest.starts_with('/'));
        let all = workbooks.len();
        workbooks.retain(|workbook| !inside(&workbook.file));
        let count = all - workbooks.len();
        findings.extend((count > 0).then(|| Finding::new(Place::File(last), Periods::Inside { count })));
    }
    Noted { value: workbooks, findings }
}

/// Takes workbooks that are a 快照.xlsx out of those that hold tables, and says so.
pub(super) fn without_periods(workbooks: Vec<Workbook>, findings: &mut Vec<Finding>) -> Vec<Workbook> {
    let (aside, tables): (Vec<_>, Vec<_>) = workbooks.into_iter().partition(book::is_one);
    findings.extend(aside.into_iter().map(|book| Finding::new(Place::File(book.file), Periods::Aside)));
    tables
}

/// A run as far as the last report has a say in it.
pub(super) struct Looking<'a> {
    pub(super) kind: &'a Kind,
    pub(super) settings: &'a Settings,
    pub(super) previous: &'a Previous,
    pub(super) door: &'a dyn Door,
}

impl Looking<'_> {
    /// The period that today is compared with; none when there is none, or it cannot be, which is said.
    pub(super) fn period(&self, places: &mut Places, findings: &mut Vec<Finding>) -> Option<Period> {
        let name = named(self.settings)?;
        let at = self.settings.lines(ITEM).first().and_then(|line| line.source);
        let place = at.map_or(Place::Folder, |at| Place::Cell(at.cell));
        let mut say = |what: Periods| findings.push(Finding::new(place.clone(), what));
        let found = match self.previous {
            Previous::None => Err(Periods::Missing { path: name.to_owned() }),
            Previous::Snapshot(file) => read(file, places),
            Previous::Folder { path, request } => self.recount(path, request, places).inspect(|_| {
                say(Periods::Recounted { path: path.clone() });
            }),
            Previous::Unusable { path, reason } => {
                Err(Periods::Unusable { path: path.clone(), reason: reason.clone() })
            }
        };
        let period = found.map_err(&mut say).ok()?;
        if period.kind != self.kind.name {
            say(Periods::OtherKind { kind: period.kind });
            return None;
        }
        self.doubts(&period).into_iter().for_each(say);
        Some(period)
    }

    /// What makes the comparison doubtful.
    fn doubts(&self, period: &Period) -> Vec<Periods> {
        let campaign = self.settings.text(CAMPAIGN).map(|name| sentence_key(name));
        let other = campaign
            .is_some_and(|name| !period.campaign.is_empty() && sentence_key(&period.campaign) != name);
        let campaign = other.then(|| Periods::OtherCampaign { campaign: period.campaign.clone() });
        let today = as_of(self.settings).map(|(when, _)| when);
        let late = period.as_of.zip(today).filter(|(then, now)| then.last_day() >= now.last_day());
        let late =
            late.map(|(then, now)| Periods::NotEarlier { then: then.to_string(), now: now.to_string() });
        campaign.into_iter().chain(late).collect()
    }

    /// Counts the folder of the last report; its cells are traced by their path as 报告信息 names the folder.
    fn recount(&self, path: &str, request: &Request, places: &mut Places) -> Result<Period, Periods> {
        let outcome = generate_with(request, self.door).map_err(|refused| {
            let said: Vec<_> = refused.refusals.iter().map(Refusal::say).collect();
            let spell = |lang| said.iter().map(|said| said.message(lang)).collect::<Vec<_>>().join("；");
            Periods::Unusable { path: path.to_owned(), reason: [spell(Lang::Zh), spell(Lang::En)] }
        })?;
        let folder = path.trim_end_matches('/');
        let name = |file: &str| format!("{folder}/{file}");
        Ok(moved(outcome.period(), &outcome.places, name, places))
    }
}

fn read(file: &InputFile, places: &mut Places) -> Result<Period, Periods> {
    // A path that leads out of the folder (`../…`) is none that files are read under.
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let alone = InputFile { path: name.to_owned(), bytes: file.bytes.clone() };
    let mut own = Places::default();
    let read = workbook::read(&[alone], &mut own).value;
    let period = read.workbooks.first().and_then(book::read);
    let period = period.ok_or_else(|| Periods::Foreign { path: file.path.clone() })?;
    Ok(moved(period, &own, |_| file.path.clone(), places))
}

/// A period whose cells are named among those of today, their files by another name.
fn moved(mut period: Period, from: &Places, name: impl Fn(&str) -> String, places: &mut Places) -> Period {
    let mut ids: BTreeMap<SheetId, SheetId> = BTreeMap::new();
    let mut moved = |source: &mut Source| {
        let old = from.name(source.cell.sheet);
        let id = ids.entry(source.cell.sheet);
        let sheet = *id.or_insert_with(|| places.enter(&name(&old.file), &old.sheet));
        source.cell = Origin { sheet, ..source.cell };
    };
    period.as_of_source.iter_mut().for_each(&mut moved);
    period.figures.values_mut().flat_map(|figure| &mut figure.sources).for_each(&mut moved);
    period.items.iter_mut().filter_map(|item| item.source.as_mut()).for_each(&mut moved);
    period
}

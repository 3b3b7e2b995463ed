//! The steps in code: a request goes in, the outcome comes out; a table of contents of the whole program.

mod annex_order;
mod intake;
mod look;
mod previous;
mod regenerate;
mod remarks;

use jiff::civil::{Date, DateTime};

use crate::classify;
use crate::compose::{self, Inputs};
use crate::docx::{self, How, Properties};
use crate::finding::{Finding, Place, Reading, Refusal};
use crate::kind::{self, Kind, KindFiles};
use crate::ledger;
use crate::model::base::Base;
use crate::model::origin::Places;
use crate::model::period::Period;
use crate::model::settings::Settings;
use crate::normalize::Normalized;
use crate::outcome::{self, Outcome, Refused};
use crate::past::{self, Past, Recalled, letterhead, reports};
use crate::record::{self, Seen};
use crate::returned;
use crate::tally::{self, Facts};
use crate::text::digest::Parts;
use crate::workbook::{self, Door, Here, InputFile, Unread};

use intake::Work;
pub use intake::{Taken, take_in};
use previous::Looking;
pub use previous::{Previous, named as named_previous, path as named_previous_path};
use regenerate::Making;

/// All that a run depends on.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The folder's files.
    pub files: Vec<InputFile>,
    /// Files and inner folders that the system did not open, by their path inside the folder.
    pub closed: Vec<String>,
    /// The report kind's name.
    pub kind: String,
    /// The report kind's files.
    pub kind_files: KindFiles,
    /// 成文日期, when it is given with the command.
    pub date: Option<Date>,
    /// What earlier runs left behind and people filled in.
    pub past: Past,
    /// The report of the last period, where 上期报告 points.
    pub previous: Previous,
    /// The moment of the run in the time of the place, for remarks and tracked changes.
    pub moment: DateTime,
    /// Whether what the run changes in the report is written as tracked changes.
    pub track: bool,
    /// Whether changed figures get a remark that says where they come from.
    pub comment: bool,
}

/// Makes the report, everything in this process. The same request gives the same bytes.
///
/// # Errors
/// The reasons why there can be no report at all.
pub fn generate(request: &Request) -> Result<Outcome, Box<Refused>> {
    generate_with(request, &Here)
}

/// The same, with .xls and .xlsb parsed behind a door of the caller's.
///
/// # Errors
/// The reasons why there can be no report at all.
pub fn generate_with(request: &Request, door: &dyn Door) -> Result<Outcome, Box<Refused>> {
    let kind = load(request).map_err(|refusals| Box::new(Refused::from(refusals)))?;
    let mut findings = Vec::new();
    let mut places = Places::default();
    let mut about = Vec::new();
    let lying = reports::look(&request.past, &kind.name, &mut about);
    let files = lying.without(&request.files);
    let mut read = workbook::read_with(&files, &mut places, door).note(&mut findings);
    for path in request.closed.iter().chain(&request.past.closed) {
        let unread = Unread { file: path.clone(), sheet: None, reason: Reading::FileClosed };
        findings.push(Finding::new(Place::File(path.clone()), unread.reason.clone()));
        read.unread.push(unread);
    }
    let nothing = match (files.is_empty() && request.closed.is_empty(), read.workbooks.is_empty()) {
        (true, _) => Some(Refusal::NoWorkbook),
        (_, true) => Some(Refusal::NothingReadable),
        _ => None,
    };
    returned::strip(&mut read.workbooks);
    let recalled = past::recall(&request.past, &mut places, &mut findings);
    let work = Work { kind: &kind, date: request.date, recalled: &recalled };
    let workbooks = previous::without_periods(read.workbooks, &mut findings);
    let taken = work.take_in(&mut places, workbooks).note(&mut findings);
    let Some(Taken { normalized, settings }) = taken else {
        let refusals = vec![nothing.unwrap_or(Refusal::NothingRecognized)];
        return Err(Box::new(Refused { refusals, findings, unread: read.unread, places }));
    };
    let letterhead = letterhead::find(&settings, &request.files).note(&mut findings);
    let lying = lying.without_letterhead(letterhead.as_ref().map(|letterhead| letterhead.file));
    if let Some(letterhead) = &letterhead {
        // It is no table that could not be read.
        read.unread.retain(|unread| unread.file != letterhead.file);
        findings.retain(|finding| finding.place != Place::File(letterhead.file.to_owned()));
    }
    let (as_of, date) = (settings.date("截至日期"), settings.date("成文日期"));
    let looking = Looking { kind: &kind, settings: &settings, previous: &request.previous, door };
    let previous = looking.period(&mut places, &mut findings);
    let facts = Facts {
        kind: &kind,
        heads: &normalized.heads,
        entries: &normalized.entries,
        settings: &settings,
        as_of: as_of.or(date),
        percent_decimals: percent_decimals(&settings),
        previous: previous.as_ref(),
    };
    let tally = tally::tally(&facts).note(&mut findings);
    let mut decisions = recalled.decisions.clone();
    let problems = work.problems(&normalized, &places, &mut decisions);
    classify::remember(&normalized, &kind, &mut decisions);
    let composed = compose::compose(&Inputs {
        kind: &kind,
        heads: &normalized.heads,
        entries: &normalized.entries,
        settings: &settings,
        figures: &tally.figures,
        borne_out: &tally.borne_out,
        problems: &problems,
    });
    let fresh = composed.map_err(|refusal| Box::new(Refused::from(vec![refusal])))?.note(&mut findings);
    let run = run_id(request, &files, &recalled, &normalized, previous.as_ref());
    let properties = Properties {
        title: fresh.title.clone(),
        author: settings
            .text("署名")
            .or_else(|| settings.text("单位全称"))
            .map(ToString::to_string)
            .unwrap_or_default(),
        date: date.map(|when| when.from),
    };
    let (look, look_name) = look::look(&kind, &settings, letterhead.as_ref()).note(&mut findings);
    let lists = work.lists(&normalized, &places, &problems, &fresh.title);
    let lists = lists.map_err(|refusal| Box::new(Refused::from(vec![refusal])))?;
    let annexes = fresh.beside.iter().map(|annex| Ok((annex.file.clone(), ledger::annexes::write(annex)?)));
    let annexes: Result<Vec<(String, Vec<u8>)>, Refusal> = annexes.collect();
    let annexes = annexes.map_err(|refusal| Box::new(Refused::from(vec![refusal])))?;
    let making = Making {
        kind: &kind,
        look: &look,
        look_name: &look_name,
        letterhead: letterhead.as_ref(),
        properties: &properties,
        run: &run,
        how: How { track: request.track || is_tracked(&settings), moment: request.moment },
        comment: request.comment,
        figures: &tally.figures,
        places: &places,
    };
    let made = making.make(fresh, lying, &mut about);
    let made = made.map_err(|refusal| Box::new(Refused::from(vec![refusal])))?;
    let seen = Seen {
        run: &run,
        kind: &kind,
        kind_files: &request.kind_files,
        files: &files,
        places: &places,
        normalized: &normalized,
        figures: &tally.figures,
        decisions: &decisions,
        report: &made.report,
    };
    let (snapshot, changes) = record::news(
        request.past.snapshot.as_deref(),
        &seen,
        &record::Revision {
            report: &made.report,
            revised: made.revision.is_some(),
            blocks: &made.blocks,
            compared: made.compared.as_ref(),
        },
        &mut about,
    );
    findings.extend(about);
    let text_sources = outcome::text_sources(&made.report);
    Ok(Outcome {
        run,
        annexes,
        places,
        base: docx::base_xml(&Base { document: made.untouched(), ..made.base.clone() }),
        report: made.report,
        document: made.document,
        goes: made.goes,
        revision: made.revision,
        changes,
        snapshot,
        date,
        as_of,
        normalized,
        settings,
        decisions,
        lists,
        figures: tally.figures,
        borne_out: tally.borne_out,
        text_sources,
        unread: read.unread,
        findings,
        kind,
    })
}

fn load(request: &Request) -> Result<Kind, Vec<Refusal>> {
    let kind = kind::load(&request.kind, &request.kind_files)?;
    compose::check(&kind)?;
    Ok(kind)
}

/// Whether 修订痕迹 asks for tracked changes.
fn is_tracked(settings: &Settings) -> bool {
    settings.text("修订痕迹").is_some_and(|text| ["是", "有", "要", "保留"].contains(&&**text))
}

/// Decimal places of percentages: 百分比小数, 0 to 2, one when it says nothing else.
fn percent_decimals(settings: &Settings) -> usize {
    let item = settings.text("百分比小数").and_then(|text| text.parse().ok());
    item.filter(|decimals| *decimals <= 2).unwrap_or(1)
}

/// The run's identity: a digest of all that went in, each length before its content so that no two requests
/// read the same.
fn run_id(
    request: &Request,
    files: &[InputFile],
    recalled: &Recalled,
    normalized: &Normalized,
    previous: Option<&Period>,
) -> String {
    let mut digest = Parts::default();
    let mut add = |bytes: &[u8]| digest.add(bytes);
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(request.kind.as_bytes());
    add(request.date.map(|date| date.to_string()).unwrap_or_default().as_bytes());
    for (path, bytes) in &request.kind_files {
        add(path.as_bytes());
        add(bytes);
    }
    for file in files {
        add(file.path.as_bytes());
        add(&file.bytes);
    }
    // Of the past counts what comes of it, not in which file it stands or since when.
    let decided = !recalled.decisions.items.is_empty() || !recalled.decisions.problems.is_empty();
    for entry in normalized.entries.iter().filter(|_| decided) {
        let class =
            entry.class.as_deref().map(|class| (&class.id, &class.aspect, class.group, &class.problem));
        add(format!("{class:?} {:?}", entry.standing).as_bytes());
    }
    if !recalled.filled.is_empty() {
        add(format!("{:?}", recalled.filled).as_bytes());
    }
    if let Some(previous) = previous {
        add(format!("{} {:?} {:?}", previous.run, previous.figures, previous.items).as_bytes());
    }
    digest.short_hex()
}

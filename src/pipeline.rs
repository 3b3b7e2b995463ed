//! The steps in code: a request goes in, the outcome comes out; a table of contents of the whole program.

#[cfg(test)]
mod added_element;
mod asked;
mod choice;
mod document;
mod identity;
mod intake;
mod known;
mod letterhead;
mod lint;
mod look;
mod notes;
mod plan;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::classify;
use crate::compose::{self, Inputs};
use crate::docx::{self, How, Letterhead, Properties};
use crate::finding::{Finding, Place, Reading, Refusal, Step};
use crate::kind::{Kind, KindFiles};
use crate::ledger::{self, lists};
use crate::model::decision::{COLUMN_OF, Decisions};
use crate::model::figure::Figures;
use crate::model::items;
use crate::model::look::Look;
use crate::model::origin::Places;
use crate::model::problem::Problem;
use crate::model::record::Record;
use crate::model::report::Report;
use crate::model::settings::Settings;
use crate::normalize::Normalized;
use crate::outcome::{self, Outcome, Refused};
use crate::past::reports::Lying;
use crate::past::{self, Recalled};
use crate::recognize;
use crate::record::{self, LastReport, News, RunData};
use crate::returned;
use crate::tally::{self, Facts, Tally};
use crate::workbook::{self, Here, InputFile, Unread, Workbook};
use crate::world::{Alone, Request, World};

use document::{Made, Paper};
use identity::run_id;
pub use intake::{Intake, take_in};
pub use lint::{Lints, Mended, Reworded, lint, mend};

/// Makes the report, everything in this process. The same request gives the same bytes.
///
/// # Errors
/// The reasons why there can be no report at all.
pub fn generate(request: &Request) -> Result<Outcome, Box<Refused>> {
    generate_in(request, &Alone(&Here))
}

/// The same in a world that is asked for what the request names beside itself.
///
/// # Errors
/// The reasons why there can be no report at all.
pub fn generate_in(request: &Request, world: &dyn World) -> Result<Outcome, Box<Refused>> {
    let (kind, files_of_kind) = choice::named(request)?;
    let mut run = Run::over(request, kind, files_of_kind, world);
    let (lying, recalled) = run.look_back();
    let files = lying.without(&request.files);
    let workbooks = run.read(&files);
    world.done(Step::Read);
    let workbooks = record::without_periods(workbooks, &mut run.findings);
    let Some(tables) = run.recognize(workbooks, &recalled.decisions) else {
        return Err(run.refused(&files, &recalled.decisions));
    };
    run.choose(&tables)?;
    let lying = lying.of_kind(&run.kind.name);
    let tables = run.with_lists(tables, &recalled);
    world.done(Step::Recognize);
    let (normalized, context) = run.normalize(tables);
    world.done(Step::Normalize);
    let intake = run.classify(normalized, &context, &recalled.decisions);
    world.done(Step::Classify);
    let letterhead = run.letterhead(&intake.settings);
    let last = run.last_period(&intake.settings);
    let tally = run.tally(&intake, last.as_ref());
    world.done(Step::Tally);
    let (decisions, problems) = run.problems(&intake.normalized, &recalled);
    let fresh = run.compose(&intake, &tally, &problems)?;
    world.done(Step::Compose);
    let id = run_id(&run, &files, &recalled, &intake.normalized, last.as_ref());
    let look = look::look(&run.kind, &intake.settings, letterhead.as_ref()).note(&mut run.findings);
    let books = run.books(&intake.normalized, &recalled, &problems, &fresh)?;
    let lying = lying.without_letterhead(letterhead.as_ref().map(|letterhead| letterhead.file));
    let paper = run.paper(&id, &look, letterhead.as_ref(), &fresh, &intake.settings);
    let planned = run.revise(fresh, lying, &paper, &tally.figures);
    let made = run.docx(planned, &paper)?;
    world.done(Step::Revise);
    let looked = run.proofread(&made, &intake, &tally.figures);
    let made = run.review(made, &decisions)?;
    let news = run.record(&id, &files, &intake, &tally.figures, &decisions, &made)?;
    world.done(Step::Record);
    Ok(Outcome { looked, ..run.outcome(intake, tally, decisions, books, made, news) })
}

/// A run on its way: what it depends on, and what is noted at every step.
struct Run<'a> {
    request: &'a Request,
    kind: Kind,
    kind_files: Cow<'a, KindFiles>,
    world: &'a dyn World,
    /// The files and sheets that ids of sheets stand for.
    places: Places,
    /// What the reader is told of the workbooks and the fresh report …
    findings: Vec<Finding>,
    /// … and of the reports that lie there.
    about: Vec<Finding>,
    unread: Vec<Unread>,
    /// What each sheet and column was taken for.
    seen: Vec<recognize::Seen>,
    /// Whether at least one file could be read.
    is_readable: bool,
}

/// The workbooks that explain the report, or go with it.
struct Books {
    lists: Option<Vec<u8>>,
    annexes: Vec<(String, Vec<u8>)>,
}

impl<'a> Run<'a> {
    fn over(request: &'a Request, kind: Kind, kind_files: Cow<'a, KindFiles>, world: &'a dyn World) -> Self {
        let (places, findings, about, unread) = (Places::default(), Vec::new(), Vec::new(), Vec::new());
        Run {
            request,
            kind,
            kind_files,
            world,
            places,
            findings,
            about,
            unread,
            seen: Vec::new(),
            is_readable: false,
        }
    }

    /// The documents that may be the report as people left it, and what people decided in 核对表.
    fn look_back(&mut self) -> (Lying<'a>, Recalled) {
        past::look_back(&self.request.past, &mut self.places, &mut self.findings, &mut self.about)
    }

    /// The sheets of the files, without those that a last report left and what we ourselves wrote into returned ones.
    fn read(&mut self, files: &[InputFile]) -> Vec<Workbook> {
        let mut read = workbook::read_with(files, &mut self.places, self.world).note(&mut self.findings);
        self.unread = read.unread;
        for (file, reason) in self.request.unread.iter().chain(&self.request.past.closed) {
            self.findings.push(Finding::new(Place::File(file.clone()), reason.clone()));
            self.unread.push(Unread { file: file.clone(), sheet: None, reason: reason.clone() });
        }
        self.is_readable = !read.workbooks.is_empty();
        returned::strip(&mut read.workbooks);
        read.workbooks
    }

    /// Why there is no report when no table was recognised; then with 核对表, in which people say what the sheets are.
    fn refused(self, files: &[InputFile], decisions: &Decisions) -> Box<Refused> {
        let is_beside = |unread: &Unread| matches!(unread.reason, Reading::FileOther | Reading::FileText);
        let refusal = match self.is_readable {
            _ if files.is_empty() && self.unread.iter().all(is_beside) => Refusal::NoWorkbook,
            false => Refusal::NothingReadable,
            true => Refusal::NothingRecognized,
        };
        let Run { kind, findings, unread, places, seen, .. } = self;
        let placed = |finding: &Finding| (finding.place.spell(&places), finding.clone());
        let said: Vec<(String, Finding)> = findings.iter().map(placed).collect();
        let facts =
            ledger::Recognition { kind: &kind, places: &places, seen: &seen, findings: &said, decisions };
        // A fault of writing shows when there is a report to explain.
        let ledger = (!seen.is_empty()).then(|| ledger::write_recognition(facts).ok()).flatten();
        Box::new(Refused { refusals: vec![refusal], findings, unread, places, seen, ledger })
    }

    /// Where the request names no kind: the one that 报告信息 says, or that the folder's content proposes. All kinds in
    /// the binary recognise alike, so the tables stay as they are.
    fn choose(&mut self, tables: &intake::Tables) -> Result<(), Vec<Refusal>> {
        if !self.request.kind.is_empty() {
            return Ok(());
        }
        let text = |item: &str| tables.settings.text(item).map(|text| &**text);
        let named: Vec<&str> = [items::CAMPAIGN, items::TITLE].into_iter().filter_map(text).collect();
        let chosen = choice::chosen(text(items::REPORT_KIND), &named, &tables.fields(&self.kind))?;
        if chosen.name != self.kind.name {
            (self.kind, self.kind_files) = choice::built_in(&chosen.name)?;
        }
        self.findings.extend(choice::told(&self.kind, chosen));
        Ok(())
    }

    /// The office's own document, which is no table that could not be read.
    fn letterhead(&mut self, settings: &Settings) -> Option<Letterhead<'a>> {
        let words = &self.kind.common.places;
        let letterhead = letterhead::find(settings, &self.request.files, words).note(&mut self.findings)?;
        self.unread.retain(|unread| unread.file != letterhead.file);
        self.findings.retain(|finding| finding.place != Place::File(letterhead.file.to_owned()));
        Some(letterhead)
    }

    /// What the last report said, where 报告信息 names one; a folder without a 快照.xlsx is run over in turn.
    fn last_period(&mut self, settings: &Settings) -> Option<Record> {
        let last = match record::find(record::named(settings)?, self.world) {
            LastReport::Snapshot(file) => record::read(&file, &mut self.places),
            LastReport::Not(why) => Err(why),
            LastReport::Folder(path, folder) => {
                let request = Request::of_last(*folder, &self.kind.name, &self.kind_files);
                let outcome = generate_in(&request, &Alone(self.world));
                record::recounted(&path, outcome, settings, &mut self.places, &mut self.findings)
            }
        };
        record::comparable(last, &self.kind, settings, &mut self.findings)
    }

    fn tally(&mut self, intake: &Intake, last: Option<&Record>) -> Tally {
        let Intake { normalized, settings } = intake;
        let facts = Facts {
            kind: &self.kind,
            heads: &normalized.heads,
            entries: &normalized.entries,
            settings,
            as_of: settings.date(items::AS_OF).or(settings.date(items::DATE)),
            percent_decimals: asked::percent_decimals(settings),
            previous: last,
        };
        tally::tally(&facts).note(&mut self.findings)
    }

    /// What people decided, with the numbers of this run's groups and named problems; and those problems. There are
    /// none where the folder has lists of its own.
    fn problems(&self, normalized: &Normalized, recalled: &Recalled) -> (Decisions, Vec<Problem>) {
        let mut decisions = recalled.decisions.clone();
        let own = self.has_own_lists(normalized);
        let problems = if own { Vec::new() } else { lists::problems(normalized, &self.kind, &mut decisions) };
        classify::remember(normalized, &self.kind, &mut decisions);
        // Which corrections have met their header here, so that it is noticed when the header changes.
        let corrected: BTreeSet<&str> =
            decisions.headers.keys().filter_map(|key| key.split(COLUMN_OF).next()).collect();
        let met = self.seen.iter().filter(|seen| corrected.contains(seen.key.as_str()));
        let met: Vec<(String, Vec<String>)> =
            met.map(|seen| (seen.key.clone(), seen.texts.clone())).collect();
        for (key, texts) in met {
            decisions.headers.entry(key.clone()).or_default().texts = texts;
            decisions.met.insert(key);
        }
        (decisions, problems)
    }

    fn compose(&mut self, intake: &Intake, tally: &Tally, problems: &[Problem]) -> Result<Report, Refusal> {
        let composed = compose::compose(&Inputs {
            kind: &self.kind,
            heads: &intake.normalized.heads,
            entries: &intake.normalized.entries,
            settings: &intake.settings,
            figures: &tally.figures,
            borne_out: &tally.borne_out,
            problems,
        })?;
        Ok(composed.note(&mut self.findings))
    }

    /// 三张清单 as it is to be written, unless it stands there already, and the annexes beside the report.
    fn books(
        &self,
        normalized: &Normalized,
        recalled: &Recalled,
        problems: &[Problem],
        fresh: &Report,
    ) -> Result<Books, Refusal> {
        let annexes =
            fresh.beside.iter().map(|annex| Ok((annex.file.clone(), ledger::annexes::write(annex)?)));
        let annexes = annexes.collect::<Result<_, Refusal>>()?;
        let filled = &recalled.filled;
        let stands = || recalled.lists.as_ref().is_some_and(|stood| lists::stand(stood, problems, filled));
        let needless =
            (problems.is_empty() && filled.is_empty()) || self.has_own_lists(normalized) || stands();
        let lists = (!needless).then(|| lists::write(problems, filled, &fresh.title)).transpose()?;
        Ok(Books { lists, annexes })
    }

    fn paper<'p>(
        &self,
        run: &'p str,
        look: &'p (Look, String),
        letterhead: Option<&'p Letterhead<'p>>,
        fresh: &Report,
        settings: &Settings,
    ) -> Paper<'p>
    where
        'a: 'p,
    {
        let author = settings.text(items::SIGNATURE).or_else(|| settings.text(items::OFFICE));
        let properties = Properties {
            title: fresh.title.clone(),
            author: author.map(ToString::to_string).unwrap_or_default(),
            date: settings.date(items::DATE).map(|when| when.from),
        };
        let track = self.request.track || asked::is_tracked(settings);
        let how = How { track, moment: self.request.moment };
        Paper { run, kind: self.kind.name.clone(), look, letterhead, properties, how }
    }

    /// What this run said, for the next one, and what changed since the last.
    fn record(
        &mut self,
        run: &str,
        files: &[InputFile],
        intake: &Intake,
        figures: &Figures,
        decisions: &Decisions,
        made: &Made,
    ) -> Result<News, Refusal> {
        let inputs = record::Inputs { kind_files: &self.kind_files, files };
        let data = RunData {
            run,
            kind: &self.kind,
            places: &self.places,
            normalized: &intake.normalized,
            settings: &intake.settings,
            figures,
            decisions,
            report: &made.report,
        };
        let revision = record::ReportFate {
            report: &made.report,
            revised: made.revision.is_some(),
            receipt: made.revision.as_ref().and_then(|(_, revision)| revision.receipt.as_ref()),
            blocks: &made.blocks,
            compared: made.compared.as_ref(),
            foreign: &made.foreign,
        };
        let last = self.request.past.last_runs.get(&self.kind.name).map(String::as_str);
        record::news(last, &inputs, &data, &revision, &mut self.about)
    }

    fn outcome(
        mut self,
        intake: Intake,
        tally: Tally,
        decisions: Decisions,
        books: Books,
        made: Made,
        news: News,
    ) -> Outcome {
        self.findings.append(&mut self.about);
        let outcome = Outcome {
            run: made.base.run.clone(),
            kind: self.kind,
            places: self.places,
            text_sources: outcome::text_sources(&made.report),
            report: made.report,
            document: made.document,
            base: docx::base_xml(&made.base),
            goes: made.goes,
            revision: made.revision,
            changes: news.changes,
            last_run: news.record,
            date: intake.settings.date(items::DATE),
            as_of: intake.settings.date(items::AS_OF),
            seen: self.seen,
            normalized: intake.normalized,
            settings: intake.settings,
            figures: tally.figures,
            borne_out: tally.borne_out,
            decisions,
            lists: books.lists,
            annexes: books.annexes,
            unread: self.unread,
            looked: Vec::new(),
            findings: self.findings,
        };
        outcome.following(&news.renamed)
    }
}

//! The steps in code: a request goes in, the outcome comes out; a table of contents of the whole program.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::classify;
use crate::compose::{self, Inputs};
use crate::docx::{self, Properties};
use crate::finding::{Finding, Place, Refusal, Severity};
use crate::kind::{self, Kind, KindFiles};
use crate::ledger::lists::{self, Filled};
use crate::ledger::{self, Dated, Printed};
use crate::model::base::Base;
use crate::model::decision::Decisions;
use crate::model::entry::{Entry, TableHead};
use crate::model::figure::Figures;
use crate::model::origin::Places;
use crate::model::report::{From, Report, Role};
use crate::model::settings::Settings;
use crate::model::value::When;
use crate::normalize::{self, Context, Normalized, RowTally};
use crate::recognize::{self, Options};
use crate::tally::{self, Facts};
use crate::workbook::{self, InputFile, Unread, Workbook};

/// Where 三张清单 lies, seen from the user's folder.
const LISTS: &str = "成文/三张清单.xlsx";

/// All that a run depends on.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The folder's files.
    pub files: Vec<InputFile>,
    /// The report kind's name.
    pub kind: String,
    /// The report kind's files.
    pub kind_files: KindFiles,
    /// 成文日期, when it is given with the command.
    pub date: Option<Date>,
    /// What earlier runs left behind and people filled in.
    pub past: Past,
}

/// What earlier runs left behind.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Every 核对表 that there is.
    pub ledgers: Vec<PastLedger>,
    /// The decisions that were kept.
    pub decisions: Decisions,
    /// 三张清单.xlsx.
    pub lists: Option<InputFile>,
}

/// A 核对表 with the moment when it was saved, in seconds since 1970.
#[derive(Debug, Clone)]
pub struct PastLedger {
    /// The workbook.
    pub file: InputFile,
    /// When it was saved.
    pub at: u64,
}

/// What a run gives.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The run's identity: the same request has the same.
    pub run: String,
    /// The rules it ran by.
    pub kind: Kind,
    /// What its sheets are called.
    pub places: Places,
    /// The report.
    pub report: Report,
    /// The report as a .docx.
    pub document: Vec<u8>,
    /// The base of the report, as it stands in the .docx too.
    pub base: String,
    /// 成文日期.
    pub date: Option<When>,
    /// 截至日期.
    pub as_of: Option<When>,
    /// The entries of all tables.
    pub normalized: Normalized,
    /// 报告信息 and 文字材料.
    pub settings: Settings,
    /// What was counted.
    pub figures: Figures,
    /// What people decided, with the numbers of the named problems.
    pub decisions: Decisions,
    /// 三张清单.xlsx, when it is to be written: there are named problems, no lists of the folder's own, and
    /// what stands there is not the same.
    pub lists: Option<Vec<u8>>,
    /// Where the characters of the body come from.
    pub text_sources: TextSources,
    /// Files and sheets that could not be read.
    pub unread: Vec<Unread>,
    /// What the reader is told, in the order of the steps.
    pub findings: Vec<Finding>,
}

/// How many characters of the body come from where; white space is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextSources {
    /// The wording of the kind, numbering and requests for data included.
    pub template: usize,
    /// Figures, dates, names, titles.
    pub slots: usize,
    /// Prose that a person wrote for the report.
    pub narrative: usize,
}

/// Why there is no report, with what was found until then.
#[derive(Debug, Clone, Default)]
pub struct Refused {
    /// The reasons.
    pub refusals: Vec<Refusal>,
    /// What was found before.
    pub findings: Vec<Finding>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// What the sheets are called.
    pub places: Places,
}

impl std::convert::From<Vec<Refusal>> for Refused {
    fn from(refusals: Vec<Refusal>) -> Self {
        Refused { refusals, ..Refused::default() }
    }
}

/// Makes the report. The same request gives the same bytes.
///
/// # Errors
/// The reasons why there can be no report at all.
pub fn generate(request: &Request) -> Result<Outcome, Box<Refused>> {
    let kind = load(request).map_err(|refusals| Box::new(Refused::from(refusals)))?;
    let mut findings = Vec::new();
    let mut places = Places::default();
    let read = workbook::read(&request.files, &mut places).note(&mut findings);
    let recalled = recall(&request.past, &mut places, &mut findings);
    let work = Work { request, kind: &kind, recalled: &recalled };
    let taken = work.take_in_with_lists(&mut places, read.workbooks, &mut findings);
    let (normalized, settings) = match taken {
        Ok(taken) => taken,
        Err(refusal) => {
            let refusals = vec![refusal];
            return Err(Box::new(Refused { refusals, findings, unread: read.unread, places }));
        }
    };
    let (as_of, date) = (settings.date("截至日期"), settings.date("成文日期"));
    let facts = Facts {
        kind: &kind,
        heads: &normalized.heads,
        entries: &normalized.entries,
        settings: &settings,
        as_of: as_of.or(date),
        percent_decimals: percent_decimals(&settings),
    };
    let tally = tally::tally(&facts);
    let composed = compose::compose(&Inputs {
        kind: &kind,
        heads: &normalized.heads,
        entries: &normalized.entries,
        settings: &settings,
        figures: &tally.figures,
        borne_out: &tally.borne_out,
    });
    let report = composed.map_err(|refusal| Box::new(Refused::from(vec![refusal])))?.note(&mut findings);
    let run = run_id(request, &recalled, &normalized);
    let base = Base::of(&report, &run, &kind.name);
    let properties = Properties {
        title: report.title.clone(),
        author: settings
            .text("署名")
            .or_else(|| settings.text("单位全称"))
            .map(ToString::to_string)
            .unwrap_or_default(),
        date: date.map(|when| when.from),
    };
    let document = docx::write(&report, &kind.look, &base, &properties);
    let document = document.map_err(|refusal| Box::new(Refused::from(vec![refusal])))?;
    let text_sources = text_sources(&report);
    let mut decisions = recalled.decisions.clone();
    let lists = work.lists(&normalized, &places, &mut decisions, &report.title);
    let lists = lists.map_err(|refusal| Box::new(Refused::from(vec![refusal])))?;
    Ok(Outcome {
        run,
        places,
        base: docx::base_xml(&base),
        report,
        document,
        date,
        as_of,
        normalized,
        settings,
        decisions,
        lists,
        figures: tally.figures,
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

/// What was read of the past.
struct Recalled {
    decisions: Decisions,
    lists: Option<Workbook>,
    /// What people filled in there.
    filled: Filled,
}

/// Reads every 核对表 for its decisions, and 三张清单 for what was filled in.
fn recall(past: &Past, places: &mut Places, findings: &mut Vec<Finding>) -> Recalled {
    let mut read = |file: &InputFile| {
        let read = workbook::read(std::slice::from_ref(file), places);
        let faults = read.findings.iter().filter(|found| found.what.say().severity == Severity::Error);
        findings.extend(faults.cloned());
        read.value.workbooks.into_iter().next()
    };
    let ledgers: Vec<(Workbook, u64)> =
        past.ledgers.iter().filter_map(|ledger| Some((read(&ledger.file)?, ledger.at))).collect();
    let lists = past.lists.as_ref().and_then(read);
    let dated: Vec<Dated<'_>> = ledgers.iter().map(|(workbook, at)| Dated { workbook, at: *at }).collect();
    let decisions = ledger::gather(&past.decisions, &dated).note(findings);
    let filled = lists.as_ref().map(lists::filled).unwrap_or_default();
    Recalled { decisions, lists, filled }
}

/// A run while its workbooks are taken in.
struct Work<'a> {
    request: &'a Request,
    kind: &'a Kind,
    recalled: &'a Recalled,
}

impl Work<'_> {
    /// Takes the workbooks in. What was filled in into 三张清单 is taken in with them, brought up to date with
    /// the problems of this run, unless the folder has lists of its own.
    fn take_in_with_lists(
        &self,
        places: &mut Places,
        mut workbooks: Vec<Workbook>,
        findings: &mut Vec<Finding>,
    ) -> Result<(Normalized, Settings), Refusal> {
        if self.recalled.filled.is_empty() {
            return self.take_in(places, workbooks, findings);
        }
        let (first, _) = self.take_in(places, workbooks.clone(), &mut Vec::new())?;
        if !self.has_own_lists(&first, places) {
            let mut decisions = self.recalled.decisions.clone();
            let problems = lists::problems(&first, self.kind, &mut decisions);
            let bytes = lists::write(&problems, &self.recalled.filled, "")?;
            let lists = InputFile { path: LISTS.to_owned(), bytes };
            workbooks.extend(workbook::read(&[lists], places).value.workbooks);
        }
        self.take_in(places, workbooks, findings)
    }

    /// Whether the folder itself has a table of problems under rectification.
    fn has_own_lists(&self, normalized: &Normalized, places: &Places) -> bool {
        let table = self.kind.table("rectification");
        let own = |head: &&TableHead| Some(head.table) == table && places.name(head.sheet).file != LISTS;
        normalized.heads.iter().any(|head| own(&head))
    }

    /// 三张清单 as it is to be written; none when there is nothing to write or it stands there already.
    fn lists(
        &self,
        normalized: &Normalized,
        places: &Places,
        decisions: &mut Decisions,
        title: &str,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        if self.has_own_lists(normalized, places) {
            return Ok(None);
        }
        let problems = lists::problems(normalized, self.kind, decisions);
        let filled = &self.recalled.filled;
        let stands = self.recalled.lists.as_ref().is_some_and(|stood| lists::stand(stood, &problems, filled));
        if stands || (problems.is_empty() && filled.is_empty()) {
            return Ok(None);
        }
        lists::write(&problems, filled, title).map(Some)
    }

    /// Workbooks → classified entries and settings. 报告信息 comes first: its dates say which year `3月7日`
    /// means, and it names files that do not count.
    fn take_in(
        &self,
        places: &Places,
        workbooks: Vec<Workbook>,
        findings: &mut Vec<Finding>,
    ) -> Result<(Normalized, Settings), Refusal> {
        let Work { request, kind, recalled } = self;
        if request.files.is_empty() {
            return Err(Refusal::NoWorkbook);
        }
        if workbooks.is_empty() {
            return Err(Refusal::NothingReadable);
        }
        let first = recognize::recognize(&workbooks, kind, places, Options::default()).value;
        let first = normalize::normalize(&workbooks, &first, kind, &Context::default()).value;
        let settings = normalize::settings::gather(&first, kind, request.date).value;
        let hidden_sheets = settings.text("计入隐藏表").is_some_and(|text| &**text == "是");
        let workbooks = without_left_out(workbooks, &settings);
        let tables = recognize::recognize(&workbooks, kind, places, Options { hidden_sheets }).note(findings);
        if tables.is_empty() {
            return Err(Refusal::NothingRecognized);
        }
        let context = Context::of(&first, kind);
        let normalized = normalize::normalize(&workbooks, &tables, kind, &context).note(findings);
        let settings = normalize::settings::gather(&normalized, kind, request.date).note(findings);
        let scheme = settings.text("方面体系").map(|text| text.as_ref());
        let classified =
            classify::classify(normalized, kind, scheme, places, &recalled.decisions).note(findings);
        Ok((classified, settings))
    }
}

/// The workbooks without those that 报告信息 names as 不计入文件, by path or by name.
fn without_left_out(mut workbooks: Vec<Workbook>, settings: &Settings) -> Vec<Workbook> {
    let named = |file: &str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        settings.lines("不计入文件").iter().any(|line| *line.text == *file || *line.text == *name)
    };
    workbooks.retain(|workbook| !named(&workbook.file));
    workbooks
}

/// Decimal places of percentages: 百分比小数, 0 to 2, one when it says nothing else.
fn percent_decimals(settings: &Settings) -> usize {
    let item = settings.text("百分比小数").and_then(|text| text.parse().ok());
    item.filter(|decimals| *decimals <= 2).unwrap_or(1)
}

/// The run's identity: a digest of all that went in, each length before its content so that no two requests
/// read the same.
fn run_id(request: &Request, recalled: &Recalled, normalized: &Normalized) -> String {
    let mut digest = Sha256::new();
    let mut add = |bytes: &[u8]| {
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(request.kind.as_bytes());
    add(request.date.map(|date| date.to_string()).unwrap_or_default().as_bytes());
    for (path, bytes) in &request.kind_files {
        add(path.as_bytes());
        add(bytes);
    }
    for file in &request.files {
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
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Counts the characters of the body by where they come from.
fn text_sources(report: &Report) -> TextSources {
    let mut sources = TextSources::default();
    let body = [Role::Heading1, Role::Heading2, Role::Body];
    for inline in
        report.blocks.iter().filter(|block| body.contains(&block.role)).flat_map(|block| &block.inlines)
    {
        let count = inline.text.chars().filter(|c| !c.is_whitespace()).count();
        match inline.from {
            From::Template | From::Numbering | From::Missing(_) => sources.template += count,
            From::Slot(_) => sources.slots += count,
            From::Narrative(_) => sources.narrative += count,
        }
    }
    sources
}

impl Outcome {
    /// The recognised tables with what became of their rows, in the order of the input.
    pub fn tables(&self) -> impl Iterator<Item = (&TableHead, &RowTally)> {
        self.normalized.heads.iter().zip(&self.normalized.tallies)
    }
}

impl Outcome {
    /// The place of a finding as a person names it; a block by the first words of its text.
    #[must_use]
    pub fn place_of(&self, finding: &Finding) -> String {
        match &finding.place {
            Place::Block(id) => self.excerpt(id).map(|text| format!("正文“{text}…”")).unwrap_or_default(),
            place => place.spell(&self.places),
        }
    }

    /// 核对表.xlsx, which explains the report.
    ///
    /// # Errors
    /// A fault of the library that writes workbooks.
    pub fn ledger(&self) -> Result<Vec<u8>, Refusal> {
        let placed = |finding: &Finding| (self.place_of(finding), finding.clone());
        let findings: Vec<(String, Finding)> = self.findings.iter().map(placed).collect();
        ledger::write(&self.facts(&findings))
    }

    /// Every datum that the report prints, with its place, rule and cells.
    #[must_use]
    pub fn printed(&self) -> Vec<Printed> {
        ledger::printed(&self.facts(&[]))
    }

    fn facts<'a>(&'a self, findings: &'a [(String, Finding)]) -> ledger::Facts<'a> {
        ledger::Facts {
            kind: &self.kind,
            places: &self.places,
            report: &self.report,
            normalized: &self.normalized,
            settings: &self.settings,
            figures: &self.figures,
            unread: &self.unread,
            findings,
            decisions: &self.decisions,
        }
    }

    /// The reason for which a person let a finding stand (已核保留 in 核对表).
    #[must_use]
    pub fn kept(&self, finding: &Finding) -> Option<&str> {
        self.decisions.findings.get(&finding.key(&self.place_of(finding)))?.keeps()
    }

    /// The first words of a block.
    #[must_use]
    pub fn excerpt(&self, id: &str) -> Option<String> {
        let block = self.report.blocks.iter().find(|block| block.id == id)?;
        Some(block.text().chars().take(EXCERPT).collect())
    }

    /// The cell of an entry's field, spelt.
    #[must_use]
    pub fn place_of_entry(&self, entry: &Entry, field: usize) -> Option<String> {
        entry.origin(&self.normalized.heads, field).map(|at| self.places.cell(at))
    }
}

/// How many characters of a block stand for it in a finding.
const EXCERPT: usize = 12;

impl Refused {
    /// The place of a finding as a person names it.
    #[must_use]
    pub fn places_of(&self, finding: &Finding) -> String {
        finding.place.spell(&self.places)
    }
}

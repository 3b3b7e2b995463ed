//! Each command → what it does with the library and where its result goes. True: done; false, with `--strict`: findings
//! of severity error.

use std::path::Path;
use std::time::{Duration, SystemTime};

use chengwen::docx::{differences, receipt};
use chengwen::finding::changed::in_short;
use chengwen::finding::{Lang, Notice, Refusal, Severity, Step};
use chengwen::workbook::{InputFile, OUTPUT};
use chengwen::{Outcome, Refused, Request, Returned, generate_in, view};
use jiff::ToSpan;
use jiff::civil::DateTime;
use serde_json::json;

use super::apart::Apart;
use super::args::{Build, Common, Figure, Folder, Table, Verify};
use super::beside::Beside;
use super::screen::Screen;
use super::world::Disk;
use super::{
    earlier, ending, files, folder, json, ledgers, output, past, returned, tables, trace, verify, world,
};

/// Why a command did not come to its end.
pub(super) enum Stop {
    /// The library gave refusals instead of a report.
    NotMade(Box<Refused>),
    Refused(Refusal),
}

impl From<Box<Refused>> for Stop {
    fn from(refused: Box<Refused>) -> Self {
        Stop::NotMade(refused)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refused(refusal)
    }
}

impl Stop {
    /// The refusals in the language of the screen, one a line.
    pub(super) fn words(&self, screen: &Screen) -> String {
        let refusals = match self {
            Stop::Refused(refusal) => std::slice::from_ref(refusal),
            Stop::NotMade(refused) => &refused.refusals[..],
        };
        let words = refusals.iter().map(|refusal| refusal.say().message(screen.lang).to_owned());
        words.collect::<Vec<_>>().join("\n")
    }

    /// Prints the refusals to the screen, and with `--json` the document of a refusal.
    pub(super) fn say(&self, common: &Common, screen: &Screen) {
        match self {
            Stop::Refused(refusal) => screen.refusal(refusal),
            Stop::NotMade(refused) => {
                screen.refused(refused);
                if common.json {
                    screen.result(&json::refusal(refused, screen.lang).to_string());
                }
            }
        }
    }
}

/// Whether a command did what it was asked for.
pub(super) type Done = Result<bool, Stop>;

/// `build`: reads the folder, makes the report and writes it into 成文/.
pub(super) fn build(arguments: &Build, common: &Common, screen: &Screen) -> Done {
    let folder = &arguments.folder.folder;
    let made = make(arguments, common, screen)?;
    let Made { outcome, written, explained, given_back } = &made;
    screen.findings(outcome);
    say_kept(&made, folder, screen);
    say_changes(outcome, screen);
    if common.json {
        let files = json::Files { annexes: &explained.annexes, returned: &given_back.paths };
        screen.result(&json::document(outcome, Some(&written.report), files, screen.lang).to_string());
    } else {
        screen.result(&written.report.display().to_string());
    }
    let done = ending::after_build(folder, outcome, &written.report, screen)? && passes(outcome, common);
    screen.summary(outcome, written.held.is_some());
    // The program ends here: to take a million entries apart would be time for nothing.
    std::mem::forget(made);
    Ok(done)
}

/// A report that is made and written.
pub(super) struct Made {
    pub(super) outcome: Outcome,
    pub(super) written: output::WrittenReport,
    explained: ledgers::WrittenLedgers,
    given_back: returned::WrittenReturns,
}

/// Reads, makes and writes the report, and says nothing of it.
pub(super) fn make(arguments: &Build, common: &Common, screen: &Screen) -> Result<Made, Stop> {
    let folder = &arguments.folder.folder;
    let (request, beside) = request(folder, common, screen)?;
    let (track, comment) = (arguments.track, arguments.comment);
    let request = Request { track, comment, moment: moment(), ..request };
    let outcome = generate_in(&request, &Disk(folder, screen)).or_else(|refused| {
        let beside = ledgers::write_refused(folder, &refused)?;
        beside.into_iter().for_each(|path| screen.note(&Notice::LedgerHeld { path }));
        Err(Stop::NotMade(refused))
    })?;
    let returned = outcome.returned(&request.files, &Apart)?;
    drop(request);
    let (written, explained, given_back) = write(folder, &outcome, &returned, beside.as_ref())?;
    if arguments.preview {
        let page = view::preview(&outcome, screen.lang);
        files::put(&folder.join(OUTPUT).join(past::PREVIEW), page.as_bytes())?;
    }
    screen.done(Step::Write);
    Ok(Made { outcome, written, explained, given_back })
}

/// Says what was left alone, and where what stood there went.
pub(super) fn say_kept(made: &Made, folder: &Path, screen: &Screen) {
    say_held(&made.explained, screen);
    say_given_back(folder, &made.given_back, screen);
    say_written(&made.written, screen);
}

/// Writes everything; what the next run is compared with comes last.
fn write(
    folder: &Path,
    outcome: &Outcome,
    returned: &[Returned],
    beside: Option<&Beside>,
) -> Result<(output::WrittenReport, ledgers::WrittenLedgers, returned::WrittenReturns), Refusal> {
    let written = output::write(folder, outcome, beside)?;
    let explained = ledgers::write(folder, outcome)?;
    let given_back = returned::write(folder, returned)?;
    output::remember(folder, outcome)?;
    Ok((written, explained, given_back))
}

/// The moment of the run in the time of Beijing, which holds in all of China.
pub(super) fn moment() -> DateTime {
    at(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default())
}

/// The moment so long after 1970, by the clock of Beijing.
pub(super) fn at(since: Duration) -> DateTime {
    const BEIJING: i64 = 8;
    let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
    DateTime::constant(1970, 1, 1, 0, 0, 0, 0).saturating_add(seconds.seconds().hours(BEIJING))
}

fn say_written(written: &output::WrittenReport, screen: &Screen) {
    if let Some(held) = written.held.clone() {
        screen.note(&Notice::ReportHeld { held, path: written.report.clone() });
    }
    if let Some(path) = written.earlier.clone() {
        screen.note(&Notice::EarlierKept { path });
    }
}

/// What changed since the last run, in short.
fn say_changes(outcome: &Outcome, screen: &Screen) {
    let Some(changes) = &outcome.changes else { return };
    let [zh, en] = in_short(changes);
    let lines = if screen.lang == Lang::Zh { zh } else { en };
    for line in lines {
        screen.line(&line);
    }
}

fn say_given_back(folder: &Path, given_back: &returned::WrittenReturns, screen: &Screen) {
    let count = given_back.paths.len();
    if count > 0 {
        screen.note(&Notice::GivenBack { count, folder: returned::folder(folder) });
    }
    for path in given_back.held.iter().cloned() {
        screen.note(&Notice::NotUpdated { path });
    }
}

fn say_held(written: &ledgers::WrittenLedgers, screen: &Screen) {
    if let Some((count, path)) = written.items.clone() {
        screen.note(&Notice::ItemsBeside { count, path });
    }
    if let Some(path) = written.beside.clone() {
        screen.note(&Notice::LedgerHeld { path });
    }
    for path in written.held.iter().cloned() {
        screen.note(&Notice::NotUpdated { path });
    }
}

/// `check`: all that `build` does, but nothing is written; prints the findings and the figures.
pub(super) fn check(arguments: &Folder, common: &Common, screen: &Screen) -> Done {
    let outcome = run(&arguments.folder, common, screen)?;
    screen.findings(&outcome);
    if common.json {
        screen.result(&json::document(&outcome, None, json::Files::default(), screen.lang).to_string());
    } else {
        for figure in outcome.figures.iter().filter(|figure| !figure.printed.is_empty()) {
            screen.result(&format!("{}\t{}\t{}", figure.printed, figure.name, figure.id));
        }
    }
    Ok(passes(&outcome, common))
}

/// What each sheet and column was taken for; for a folder without any table, too.
pub(super) fn tables(arguments: &Folder, common: &Common, screen: &Screen) -> Done {
    let path = &arguments.folder;
    let ran =
        request(path, common, screen).and_then(|(request, _)| generate_in(&request, &Disk(path, screen)));
    let sheets = match &ran {
        Ok(outcome) => tables::sheets(&outcome.seen, &outcome.kind.tables, &outcome.places, screen.lang),
        Err(refused) if !refused.seen.is_empty() => {
            tables::sheets(&refused.seen, &[], &refused.places, screen.lang)
        }
        Err(_) => return Ok(ran.map(|_| false)?),
    };
    if common.json {
        screen.result(&json!({ "tables": sheets }).to_string());
    } else {
        sheets.iter().for_each(|sheet| screen.result(&tables::plain(sheet)));
    }
    Ok(ran.as_ref().is_ok_and(|outcome| passes_aloud(outcome, common, screen)) || !common.strict)
}

/// `list`: the entries of the table with that id or name, one a line.
pub(super) fn list(arguments: &Table, common: &Common, screen: &Screen) -> Done {
    let outcome = run(&arguments.folder, common, screen)?;
    let wanted = &arguments.table;
    let mut tables = outcome.kind.tables.iter().enumerate();
    let Some((table, rule)) = tables.find(|(_, rule)| rule.id == *wanted || rule.name == *wanted) else {
        let known = outcome.kind.tables.iter().map(|rule| format!("{} {}", rule.id, rule.name)).collect();
        return Err(Refusal::UnknownTable { name: wanted.clone(), known }.into());
    };
    for (_, entry) in outcome.normalized.of_table(table) {
        let line = json::entry(&outcome, rule, entry);
        screen.result(&if common.json { line.to_string() } else { plain(&line) });
    }
    Ok(passes_aloud(&outcome, common, screen))
}

/// A line of `list` for people: the values with tabs between them.
fn plain(line: &serde_json::Value) -> String {
    let values = line.as_object().into_iter().flat_map(|object| object.values());
    let texts = values.map(|value| match value {
        serde_json::Value::String(text) => text.replace(['\n', '\t'], " "),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    });
    texts.collect::<Vec<_>>().join("\t")
}

/// Where a figure, or every datum that is printed so, comes from.
pub(super) fn trace(arguments: &Figure, common: &Common, screen: &Screen) -> Done {
    let outcome = run(&arguments.folder, common, screen)?;
    let wanted = arguments.figure.trim();
    let traces = trace::traces(&outcome, wanted);
    if traces.is_empty() {
        let known = outcome.figures.iter().map(|figure| figure.name.clone()).collect();
        return Err(Refusal::UnknownFigure { name: wanted.to_owned(), known }.into());
    }
    let by_name = outcome.figures.get(wanted).is_some();
    match common.json {
        // One figure asked for by name is one object; a value may be that of several.
        true if by_name => traces.iter().take(1).for_each(|trace| screen.result(&trace.json().to_string())),
        true => traces.iter().for_each(|trace| screen.result(&trace.json().to_string())),
        false => traces.iter().for_each(|trace| screen.result(&trace.lines(screen.lang))),
    }
    Ok(passes_aloud(&outcome, common, screen))
}

/// Whether a document is still true to the workbooks.
pub(super) fn verify(arguments: &Verify, common: &Common, screen: &Screen) -> Done {
    let path = &arguments.file;
    let bytes = files::read(path).map_err(|fault| files::unreadable(path, &fault))?;
    if arguments.folder.is_file() {
        return proved(&arguments.folder, &bytes, common, screen);
    }
    let (mut request, _) = request(&arguments.folder, common, screen)?;
    // The workbooks alone are asked, whatever became of the report since.
    let mut bases = std::mem::take(&mut request.past.bases);
    request.past.reports.clear();
    bases.extend(earlier::bases_of_history(&arguments.folder));
    let outcome = generate_in(&request, &Disk(&arguments.folder, screen))?;
    let file = InputFile { path: path.display().to_string(), bytes };
    let checked = outcome.verify(file, &bases)?;
    if common.json {
        screen.result(&verify::document(&outcome, path, &checked).to_string());
    } else {
        screen.result(&verify::lines(&outcome, &checked, screen));
    }
    Ok(!common.strict || checked.iter().all(chengwen::Checked::is_true))
}

/// What two states of a document have in common to the byte, the receipt of a build from its files alone, and the
/// words in which they differ.
fn proved(before: &Path, after: &[u8], common: &Common, screen: &Screen) -> Done {
    let before = files::read(before).map_err(|fault| files::unreadable(before, &fault))?;
    let refused = |why: chengwen::docx::Unreadable| Refusal::Document(why.into());
    let receipt = receipt(&before, after).map_err(refused)?;
    let words = differences(&before, after).map_err(refused)?;
    match common.json {
        true => screen.result(&verify::proof(&receipt, &words).to_string()),
        false => screen.result(&verify::receipt(&receipt, &words, screen)),
    }
    Ok(true)
}

/// Makes the report of a folder in memory; nothing is written.
pub(super) fn run(path: &Path, common: &Common, screen: &Screen) -> Result<Outcome, Box<Refused>> {
    let (request, _) = request(path, common, screen)?;
    generate_in(&request, &Disk(path, screen))
}

fn request(path: &Path, common: &Common, screen: &Screen) -> Result<(Request, Option<Beside>), Box<Refused>> {
    let (kind, kind_files) = common.kind.as_deref().map(folder::kind).transpose()?.unwrap_or_default();
    let chengwen::Folder { files, unread, mut past } = world::at(path)?;
    let beside = earlier::recall(path, &files, &kind, &mut past)?;
    screen.done(Step::Load);
    Ok((Request { files, unread, kind, kind_files, date: common.date, past, ..Request::default() }, beside))
}

fn passes(outcome: &Outcome, common: &Common) -> bool {
    let error = |found: &chengwen::finding::Finding| {
        found.what.say().severity == Severity::Error && outcome.kept(found).is_none()
    };
    !common.strict || !outcome.findings.iter().any(error)
}

/// The same for commands that are not about findings: they list them only when they fail for them.
fn passes_aloud(outcome: &Outcome, common: &Common, screen: &Screen) -> bool {
    let passes = passes(outcome, common);
    if !passes {
        screen.findings(outcome);
    }
    passes
}

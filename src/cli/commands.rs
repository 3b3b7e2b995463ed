//! Each command → what it does with the library and where its result goes. True: done; false: refused or, with
//! `--strict`, findings of severity error.

use std::path::Path;

use chengwen::finding::{Refusal, Severity};
use chengwen::kind::built_in_names;
use chengwen::{Outcome, Previous, Refused, Request, generate_with, named_previous};
use serde_json::json;

use super::apart::Apart;
use super::args::{Common, Figure, Folder, Table};
use super::screen::Screen;
use super::{folder, harvest, json, ledgers, output, past, previous, trace};

/// Reads, makes and writes the report.
pub(super) fn build(arguments: &Folder, common: &Common, screen: &Screen) -> bool {
    let Some(outcome) = run(&arguments.folder, common, screen) else {
        return false;
    };
    let written = match output::write(&arguments.folder, &outcome) {
        Ok(written) => written,
        Err(refusal) => return refuse(&refusal, screen),
    };
    let explained = match ledgers::write(&arguments.folder, &outcome) {
        Ok(explained) => explained,
        Err(refusal) => return refuse(&refusal, screen),
    };
    screen.findings(&outcome);
    say_held(&explained, screen);
    if let Some(earlier) = &written.earlier {
        say_earlier(earlier, written.edited, screen);
    }
    if common.json {
        screen.result(&json::document(&outcome, Some(&written.report), screen.lang).to_string());
    } else {
        screen.result(&written.report.display().to_string());
    }
    passes(&outcome, common)
}

fn say_held(written: &ledgers::Written, screen: &Screen) {
    if let Some(path) = written.beside.as_ref().map(|path| path.display()) {
        screen.note(
            &format!("核对表正在其他程序中打开或未能读取，没有覆盖，新的核对表在 {path}"),
            &format!("核对表 is open in another program or could not be read; the new one is {path}"),
        );
    }
    if let Some(path) = written.held.as_ref().map(|path| path.display()) {
        screen.note(
            &format!("{path} 正在其他程序中打开，没有更新；请关闭后再生成一次"),
            &format!(
                "{path} is open in another program and was not brought up to date; close it and build again"
            ),
        );
    }
}

fn say_earlier(earlier: &Path, edited: bool, screen: &Screen) {
    let path = earlier.display();
    screen.note(&format!("原有报告已移到 {path}"), &format!("the earlier report was moved to {path}"));
    if edited {
        screen.note(
            "注意：原有报告在生成后被改动过，改动没有带入新报告，请从历史文件中取用",
            "warning: the earlier report was changed by hand; the changes are not in the new report, take them from there",
        );
    }
}

/// All but writing.
pub(super) fn check(arguments: &Folder, common: &Common, screen: &Screen) -> bool {
    let Some(outcome) = run(&arguments.folder, common, screen) else {
        return false;
    };
    screen.findings(&outcome);
    if common.json {
        screen.result(&json::document(&outcome, None, screen.lang).to_string());
    } else {
        for figure in outcome.figures.iter().filter(|figure| !figure.printed.is_empty()) {
            screen.result(&format!("{}\t{}\t{}", figure.printed, figure.name, figure.id));
        }
    }
    passes(&outcome, common)
}

/// Takes polished paragraphs back into 文字材料.
pub(super) fn harvest(arguments: &Folder, common: &Common, screen: &Screen) -> bool {
    let Some(outcome) = run(&arguments.folder, common, screen) else {
        return false;
    };
    let harvested = match harvest::harvest(&arguments.folder, &outcome) {
        Ok(harvested) => harvested,
        Err(refusal) => return refuse(&refusal, screen),
    };
    if common.json {
        let document = json::harvest(&outcome, &harvested, screen.lang);
        screen.result(&document.to_string());
    }
    say_harvested(&outcome, &harvested, common, screen);
    true
}

fn say_harvested(outcome: &Outcome, harvested: &harvest::Harvested, common: &Common, screen: &Screen) {
    screen.every(outcome, &harvested.harvest.findings);
    match &harvested.place {
        Some(place) if !common.json => screen.result(&place.display().to_string()),
        Some(_) => {}
        None => screen.note("没有可收回的段落", "there are no polished paragraphs to take back"),
    }
}

/// The entries of a table.
pub(super) fn list(arguments: &Table, common: &Common, screen: &Screen) -> bool {
    let Some(outcome) = run(&arguments.folder, common, screen) else {
        return false;
    };
    let wanted = &arguments.table;
    let table = outcome.kind.tables.iter().position(|rule| rule.id == *wanted || rule.name == *wanted);
    let Some(table) = table else {
        let known = outcome.kind.tables.iter().map(|rule| format!("{} {}", rule.id, rule.name)).collect();
        return refuse(&Refusal::UnknownTable { name: wanted.clone(), known }, screen);
    };
    for (_, entry) in outcome.normalized.of_table(table) {
        let line = json::entry(&outcome, table, entry);
        screen.result(&if common.json { line.to_string() } else { plain(&line) });
    }
    passes_aloud(&outcome, common, screen)
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
pub(super) fn trace(arguments: &Figure, common: &Common, screen: &Screen) -> bool {
    let Some(outcome) = run(&arguments.folder, common, screen) else {
        return false;
    };
    let wanted = arguments.figure.trim();
    let traces = trace::traces(&outcome, wanted);
    if traces.is_empty() {
        let known = outcome.figures.iter().map(|figure| figure.name.clone()).collect();
        return refuse(&Refusal::UnknownFigure { name: wanted.to_owned(), known }, screen);
    }
    let by_name = outcome.figures.get(wanted).is_some();
    match common.json {
        // One figure asked for by name is one object; a value may be that of several.
        true if by_name => traces.iter().take(1).for_each(|trace| screen.result(&trace.json().to_string())),
        true => traces.iter().for_each(|trace| screen.result(&trace.json().to_string())),
        false => traces.iter().for_each(|trace| screen.result(&trace.lines())),
    }
    passes_aloud(&outcome, common, screen)
}

/// The report kinds in the binary.
pub(super) fn kinds(common: &Common, screen: &Screen) -> bool {
    for name in built_in_names() {
        let Ok((_, files)) = folder::kind(&name) else {
            continue;
        };
        let title = chengwen::kind::load(&name, &files).map(|kind| kind.title).unwrap_or_default();
        screen.result(&if common.json {
            json!({ "name": name, "title": title }).to_string()
        } else {
            format!("{name}\t{title}")
        });
    }
    true
}

/// Runs the library over a folder, or says why it cannot.
fn run(path: &Path, common: &Common, screen: &Screen) -> Option<Outcome> {
    match request(path, common).and_then(|request| generate_compared(path, request)) {
        Ok(outcome) => Some(outcome),
        Err(refused) => {
            screen.refused(&refused);
            if common.json {
                screen.result(&json::refusal(&refused, screen.lang).to_string());
            }
            None
        }
    }
}

/// Runs the library; where 报告信息 names the last report, once more with that beside it: the name stands in a
/// workbook.
fn generate_compared(path: &Path, mut request: Request) -> Result<Outcome, Box<Refused>> {
    let outcome = generate_with(&request, &Apart)?;
    let Some(named) = named_previous(&outcome.settings) else { return Ok(outcome) };
    request.previous = previous::look(path, &request, named);
    generate_with(&request, &Apart)
}

fn request(path: &Path, common: &Common) -> Result<Request, Box<Refused>> {
    let refused = |refusal: Refusal| Box::new(Refused::from(vec![refusal]));
    let (kind, kind_files) = folder::kind(&common.kind).map_err(refused)?;
    let folder::Files { files, closed } = folder::files(path).map_err(refused)?;
    let past = past::recall(path).map_err(refused)?;
    Ok(Request { files, closed, kind, kind_files, date: common.date, past, previous: Previous::None })
}

fn refuse(refusal: &Refusal, screen: &Screen) -> bool {
    screen.refusal(refusal);
    false
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

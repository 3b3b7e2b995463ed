//! A document → a copy beside it with every fault mended that leaves no choice, each change said, and what is left to a person.

use std::path::{Path, PathBuf};

use chengwen::finding::lint::Looked;
use chengwen::finding::{DocumentFault, Refusal, Said, Unreadable};
use chengwen::{Lints, Mended};
use serde_json::{Value, json};

use super::args::Common;
use super::commands::Done;
use super::screen::Screen;
use super::{files, lint};

/// What the name of a copy adds to that of the document.
const COPY: &str = "改";

/// Writes the copy, where there is something to mend, and says what it changes.
pub(super) fn mend(path: &Path, bytes: &[u8], common: &Common, screen: &Screen) -> Done {
    let mended = chengwen::mend(bytes).map_err(|fault| match fault {
        DocumentFault::Unreadable(Unreadable::Damaged) => {
            Refusal::NoDocument { path: path.display().to_string() }
        }
        fault => Refusal::Document(fault),
    })?;
    let copy = (mended.copy != bytes).then(|| beside(path));
    if let Some(copy) = &copy {
        files::put(copy, &mended.copy)?;
    }
    let (gone, left) = (missing(&mended.before, &mended.after), faults(&mended.after));
    if common.json {
        screen.result(&document(path, copy.as_deref(), &mended, &gone, screen).to_string());
        return Ok(lint::passes(&mended.after, common));
    }
    for (line, said) in &gone {
        let about = Looked::Mended { rule: said.code, message: said.message(screen.lang).to_owned() };
        screen.result(&placed(&mended.before, *line, &about, screen));
    }
    for word in &mended.words {
        let (before, after) = (word.before.clone(), word.after.clone());
        let about = Looked::Reworded { rule: word.rule, before, after };
        screen.result(&placed(&mended.before, Some(word.line), &about, screen));
    }
    for (line, said) in missing(&mended.after, &mended.before) {
        let about = Looked::New { message: said.message(screen.lang).to_owned() };
        screen.result(&placed(&mended.after, line, &about, screen));
    }
    lint::every(&mended.after, screen);
    let said = match copy {
        Some(path) => Looked::Copied { path, mended: gone.len(), left: left.len() },
        None => Looked::NothingMended { left: left.len() },
    };
    screen.result(&said.words_in(screen.lang));
    Ok(lint::passes(&mended.after, common))
}

fn placed(lints: &Lints, line: Option<usize>, about: &Looked, screen: &Screen) -> String {
    let said = about.words_in(screen.lang);
    let place = line.map(|line| lint::paragraph(lints, line).words_in(screen.lang)).unwrap_or_default();
    if place.is_empty() { said } else { format!("{place} {said}") }
}

/// All that is said of a document, each with its paragraph.
fn faults(lints: &Lints) -> Vec<(Option<usize>, Said)> {
    let of_page = lints.page.faults.iter().map(|fault| (fault.line, fault.what.say()));
    let of_text = lints.text.faults.iter().map(|(line, fault)| (Some(*line), fault.say()));
    of_page.chain(of_text).collect()
}

/// What is said of one document and not of the other.
fn missing(of: &Lints, other: &Lints) -> Vec<(Option<usize>, Said)> {
    let there = faults(other);
    let is_there = |said: &Said| there.iter().any(|(_, known)| known == said);
    faults(of).into_iter().filter(|(_, said)| !is_there(said)).collect()
}

/// A name beside the document that no file has: 报告（改）.docx, then 报告（改2）.docx.
fn beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let named = |number: u32| {
        let number = if number == 1 { String::new() } else { number.to_string() };
        path.with_file_name(format!("{stem}（{COPY}{number}）.docx"))
    };
    named(files::first(|number| !named(*number).exists()))
}

/// What `lint --fix --json` prints: what `lint --json` says of the copy, where that is, and what it changes.
fn document(
    path: &Path,
    copy: Option<&Path>,
    mended: &Mended,
    gone: &[(Option<usize>, Said)],
    screen: &Screen,
) -> Value {
    let mut object = lint::document(path, &mended.after, screen.lang);
    let told = |lints: &Lints, found: &[(Option<usize>, Said)]| {
        let all = found.iter().map(|(line, said)| lint::finding(lints, *line, said, screen.lang));
        all.collect::<Vec<Value>>()
    };
    let words = mended.words.iter().map(|word| {
        json!({ "rule": word.rule, "paragraph": word.line + 1, "before": word.before, "after": word.after })
    });
    object["copy"] = json!(copy.map(|copy| copy.display().to_string()));
    object["mended"] = json!(told(&mended.before, gone));
    object["words"] = json!(words.collect::<Vec<_>>());
    object["new"] = json!(told(&mended.after, &missing(&mended.after, &mended.before)));
    object
}

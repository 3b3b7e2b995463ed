//! A document → what the rules of the page and of the text say of it: each fault with its place, and what was not checked.

use std::path::Path;

use chengwen::Lints;
use chengwen::finding::lint::{Looked, Strength};
use chengwen::finding::{Lang, Refusal, Said, Severity};
use chengwen::proofread::wording::TEXT_RULES;
use chengwen::proofread::{Fault, RULES};
use serde_json::{Value, json};

use super::args::{Common, Lint};
use super::commands::Done;
use super::files;
use super::screen::Screen;

/// How many characters of a paragraph are shown in its place.
const EXCERPT: usize = 24;

/// Holds the document against the rules and says what was found.
pub(super) fn lint(arguments: &Lint, common: &Common, screen: &Screen) -> Done {
    let path = &arguments.file;
    let bytes = files::read(path).map_err(|fault| files::unreadable(path, &fault))?;
    if arguments.fix {
        return super::mend::mend(path, &bytes, common, screen);
    }
    let lints =
        chengwen::lint(&bytes).map_err(|_| Refusal::NoDocument { path: path.display().to_string() })?;
    if common.json {
        screen.result(&document(path, &lints, screen.lang).to_string());
    } else {
        every(&lints, screen);
        screen.result(&lines(&lints, screen.lang));
    }
    Ok(passes(&lints, common))
}

/// Whether a document may go on: with `--strict` none that has errors.
pub(super) fn passes(lints: &Lints, common: &Common) -> bool {
    let of_page = lints.page.faults.iter().map(|fault| fault.what.say());
    let mut all = of_page.chain(lints.text.faults.iter().map(|(_, fault)| fault.say()));
    !(common.strict && all.any(|said| said.severity == Severity::Error))
}

/// Says every fault of page and text.
pub(super) fn every(lints: &Lints, screen: &Screen) {
    lints.page.faults.iter().for_each(|fault| say(lints, fault, screen));
    for (line, fault) in &lints.text.faults {
        screen.found(&paragraph(lints, *line).words_in(screen.lang), &fault.say());
    }
}

/// A fault of the page as a line on the screen.
fn say(lints: &Lints, fault: &Fault, screen: &Screen) {
    let mut said = fault.what.say();
    let (clause, strength) = (fault.rule.clause, fault.rule.strength);
    let about = Looked::Clause { clause, strength }.words_in(screen.lang);
    let more = (fault.more > 0).then(|| Looked::More { count: fault.more }.words_in(screen.lang));
    let [open, part, close] = if screen.lang == Lang::Zh { ["（", "；", "）"] } else { [" (", "; ", ")"] };
    let about: Vec<String> = more.into_iter().chain([format!("{} {about}", fault.rule.id)]).collect();
    said.message[screen.lang as usize] += &format!("{open}{}{close}", about.join(part));
    let place = fault.line.map(|line| paragraph(lints, line).words_in(screen.lang)).unwrap_or_default();
    screen.found(&place, &said);
}

/// For people: what the paragraphs were taken for, what was not checked, and the sum.
pub(super) fn lines(lints: &Lints, lang: Lang) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for role in lints.page.roles.iter().flatten() {
        let element = role.element();
        let chinese = element.names.first().copied().unwrap_or(element.name());
        let name = if lang == Lang::Zh { chinese } else { role.word() };
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let roles = counts.into_iter().map(|(name, count)| format!("{name}{count}")).collect();
    let faults = lints.page.faults.len() + lints.text.faults.len();
    let said = [
        Looked::Roles { said: roles },
        Looked::Unchecked { rules: unchecked(lints) },
        Looked::Sum { rules: checked(lints).len(), faults },
    ];
    said.map(|said| said.words_in(lang)).join("\n")
}

/// The rules with how much each looked at.
fn rules(lints: &Lints) -> impl Iterator<Item = (&'static str, Option<usize>)> {
    let of_page = RULES.iter().map(|rule| rule.id).zip(lints.page.looked.iter().copied());
    let of_text = TEXT_RULES.iter().enumerate();
    let of_text = of_text.map(|(at, rule)| (rule.id, lints.text.looked.get(at).copied().flatten()));
    of_page.chain(of_text)
}

fn checked(lints: &Lints) -> Vec<(&'static str, usize)> {
    rules(lints).filter_map(|(id, looked)| Some((id, looked?))).collect()
}

fn unchecked(lints: &Lints) -> Vec<&'static str> {
    rules(lints).filter(|(_, looked)| looked.is_none()).map(|(id, _)| id).collect()
}

pub(super) fn paragraph(lints: &Lints, line: usize) -> Looked {
    Looked::Paragraph { number: line + 1, excerpt: excerpt(lints, line) }
}

fn excerpt(lints: &Lints, line: usize) -> String {
    let text = lints.set.lines.get(line).map(|line| line.text.trim()).unwrap_or_default();
    text.chars().take(EXCERPT).collect::<String>().replace(['\n', '\t'], " ")
}

/// What `lint --json` prints.
pub(super) fn document(path: &Path, lints: &Lints, lang: Lang) -> Value {
    let roles = lints.page.roles.iter().enumerate().filter_map(|(line, role)| {
        let role = (*role)?;
        Some(json!({ "paragraph": line + 1, "role": role.word(), "excerpt": excerpt(lints, line) }))
    });
    let of_page = lints.page.faults.iter().map(|fault| {
        let mut object = finding(lints, fault.line, &fault.what.say(), lang);
        object["clause"] = json!(fault.rule.clause);
        object["strength"] = json!(strength(fault.rule.strength));
        object["more"] = json!(fault.more);
        object
    });
    let of_text =
        lints.text.faults.iter().map(|(line, fault)| finding(lints, Some(*line), &fault.say(), lang));
    let checked =
        checked(lints).into_iter().map(|(rule, looked)| json!({ "rule": rule, "looked_at": looked }));
    json!({
        "file": path.display().to_string(),
        "roles": roles.collect::<Vec<_>>(),
        "findings": of_page.chain(of_text).collect::<Vec<_>>(),
        "checked": checked.collect::<Vec<_>>(),
        "unchecked": unchecked(lints),
    })
}

pub(super) fn finding(lints: &Lints, line: Option<usize>, said: &Said, lang: Lang) -> Value {
    json!({
        "rule": said.code,
        "severity": said.severity.word(),
        "paragraph": line.map(|line| line + 1),
        "excerpt": line.map(|line| excerpt(lints, line)),
        "message": said.message(lang),
        "hint": said.hint(lang),
    })
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Duty => "duty",
        Strength::Usual => "usual",
        Strength::Advised => "advised",
        Strength::Complete => "completeness",
        Strength::Practice => "practice",
    }
}

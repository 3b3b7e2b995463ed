//! A document → what the rules of the official format say of it: each fault with its place, and what was not checked.

use std::path::Path;

use chengwen::finding::lint::{Looked, Strength};
use chengwen::finding::{Lang, Refusal, Severity};
use chengwen::model::typeset::Typeset;
use chengwen::proofread::{Fault, Linted, RULES};
use serde_json::{Value, json};

use super::args::{Common, Lint};
use super::commands::Done;
use super::files;
use super::screen::Screen;

/// So many characters of a paragraph stand for it.
const EXCERPT: usize = 24;

/// Holds the document against the rules and says what was found.
pub(super) fn lint(arguments: &Lint, common: &Common, screen: &Screen) -> Done {
    let path = &arguments.file;
    let bytes = files::read(path).map_err(|fault| files::unreadable(path, &fault))?;
    let (set, linted) =
        chengwen::lint(&bytes).map_err(|_| Refusal::NoDocument { path: path.display().to_string() })?;
    if common.json {
        screen.result(&document(path, &set, &linted, screen.lang).to_string());
    } else {
        linted.faults.iter().for_each(|fault| say(&set, fault, screen));
        screen.result(&lines(&linted, screen.lang));
    }
    let errors = linted.faults.iter().any(|fault| fault.what.say().severity == Severity::Error);
    Ok(!(common.strict && errors))
}

/// A fault as a line on the screen.
fn say(set: &Typeset, fault: &Fault, screen: &Screen) {
    let mut said = fault.what.say();
    let (clause, strength) = (fault.rule.clause, fault.rule.strength);
    let about = Looked::Clause { clause, strength }.words_in(screen.lang);
    let more = (fault.more > 0).then(|| Looked::More { count: fault.more }.words_in(screen.lang));
    let [open, part, close] = if screen.lang == Lang::Zh { ["（", "；", "）"] } else { [" (", "; ", ")"] };
    let about: Vec<String> = more.into_iter().chain([format!("{} {about}", fault.rule.id)]).collect();
    said.message[screen.lang as usize] += &format!("{open}{}{close}", about.join(part));
    let place = fault.line.map(|line| paragraph(set, line).words_in(screen.lang)).unwrap_or_default();
    screen.found(&place, &said);
}

/// For people: what the paragraphs were taken for, what was not checked, and the sum.
fn lines(linted: &Linted, lang: Lang) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for role in linted.roles.iter().flatten() {
        let name = if lang == Lang::Zh {
            role.element().names.first().copied().unwrap_or(role.element().name())
        } else {
            role.word()
        };
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let roles = counts.into_iter().map(|(name, count)| format!("{name}{count}")).collect();
    let checked = linted.looked.iter().flatten().count();
    let said = [
        Looked::Roles { said: roles },
        Looked::Unchecked { rules: unchecked(linted) },
        Looked::Sum { rules: checked, faults: linted.faults.len() },
    ];
    said.map(|said| said.words_in(lang)).join("\n")
}

fn unchecked(linted: &Linted) -> Vec<&'static str> {
    let pairs = RULES.iter().zip(&linted.looked);
    pairs.filter(|(_, looked)| looked.is_none()).map(|(rule, _)| rule.id).collect()
}

fn paragraph(set: &Typeset, line: usize) -> Looked {
    Looked::Paragraph { number: line + 1, excerpt: excerpt(set, line) }
}

fn excerpt(set: &Typeset, line: usize) -> String {
    let text = set.lines.get(line).map(|line| line.text.trim()).unwrap_or_default();
    text.chars().take(EXCERPT).collect::<String>().replace(['\n', '\t'], " ")
}

/// For scripts: one document.
fn document(path: &Path, set: &Typeset, linted: &Linted, lang: Lang) -> Value {
    let roles = linted.roles.iter().enumerate().filter_map(|(line, role)| {
        let role = (*role)?;
        Some(json!({ "paragraph": line + 1, "role": role.word(), "excerpt": excerpt(set, line) }))
    });
    let findings = linted.faults.iter().map(|fault| {
        let said = fault.what.say();
        json!({
            "rule": fault.rule.id,
            "code": said.code,
            "severity": said.severity.word(),
            "clause": fault.rule.clause,
            "strength": strength(fault.rule.strength),
            "paragraph": fault.line.map(|line| line + 1),
            "excerpt": fault.line.map(|line| excerpt(set, line)),
            "more": fault.more,
            "message": said.message(lang),
            "hint": said.hint(lang),
        })
    });
    let pairs = RULES.iter().zip(&linted.looked);
    let checked =
        pairs.filter_map(|(rule, looked)| Some(json!({ "rule": rule.id, "looked_at": (*looked)? })));
    json!({
        "file": path.display().to_string(),
        "roles": roles.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
        "checked": checked.collect::<Vec<_>>(),
        "unchecked": unchecked(linted),
    })
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Duty => "duty",
        Strength::Usual => "usual",
        Strength::Practice => "practice",
    }
}

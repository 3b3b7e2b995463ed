//! All that goes into a run → its identity.

use super::Run;
use crate::model::decision::{Column, Decisions};
use crate::model::figure::FigureValue;
use crate::model::record::{PastFigure, Record};
use crate::normalize::Normalized;
use crate::past::Recalled;
use crate::text::digest::Parts;
use crate::workbook::InputFile;

/// The run's identity: a digest of all that went in, each length before its content so that no two requests
/// read the same. Nothing in it is written as Rust shows values, which changes from version to version.
pub(super) fn run_id(
    run: &Run<'_>,
    files: &[InputFile],
    recalled: &Recalled,
    normalized: &Normalized,
    last: Option<&Record>,
) -> String {
    let mut digest = Parts::default();
    let mut add = |part: &str| digest.add(part.as_bytes());
    add(env!("CARGO_PKG_VERSION"));
    add(&run.kind.name);
    add(&run.request.date.map(|date| date.to_string()).unwrap_or_default());
    for (path, bytes) in run.kind_files.iter() {
        digest.add(path.as_bytes());
        digest.add(bytes);
    }
    for file in files {
        digest.add(file.path.as_bytes());
        digest.add(&file.bytes);
    }
    decided(&mut digest, &recalled.decisions, normalized);
    for part in recalled.filled.parts() {
        digest.add(part.as_bytes());
    }
    if let Some(last) = last {
        said(&mut digest, last);
    }
    digest.short_hex()
}

/// Adds what comes of people's decisions; in which file they stand and since when does not count.
fn decided(digest: &mut Parts, decisions: &Decisions, normalized: &Normalized) {
    let any = !decisions.items.is_empty() || !decisions.problems.is_empty();
    for entry in normalized.entries.iter().filter(|_| any) {
        let class = entry.class.as_deref();
        let text = |part: Option<&str>| part.unwrap_or_default().as_bytes().to_vec();
        digest.add(&text(class.map(|class| class.id.as_str())));
        digest.add(&text(class.and_then(|class| class.aspect.as_deref())));
        digest.add(&class.map_or(0, |class| class.group).to_le_bytes());
        digest.add(&text(class.and_then(|class| class.problem.as_deref())));
        digest.add(entry.count_status.word().as_bytes());
    }
    // What a row was called decides nothing.
    for (key, decision) in decisions.headers.iter().filter(|(_, decision)| !decision.cells.is_empty()) {
        for part in [Some(key.as_str()), decision.get(Column::Table), decision.get(Column::Field)] {
            digest.add(part.unwrap_or_default().as_bytes());
        }
        decision.get(Column::Aspect).into_iter().for_each(|aspect| digest.add(aspect.as_bytes()));
    }
}

/// Adds what the report of the last period said to the digest.
fn said(digest: &mut Parts, last: &Record) {
    let as_of = last.as_of.map(|(when, _)| when.to_string()).unwrap_or_default();
    let cover = [&last.run, &last.kind, &last.campaign, &as_of].map(String::clone);
    let figures = last.figures.iter().flat_map(|it| [it.id.clone(), it.printed.clone(), exactly(it)]);
    let items = last.items().flat_map(|(entry, item)| {
        let [id, table, text] = [&entry.id, &entry.table, &item.text].map(String::clone);
        let status = item.status.clone().unwrap_or_default();
        [id, table, text, item.group.to_string(), item.problem.unwrap_or_default().to_string(), status]
    });
    cover.into_iter().chain(figures).chain(items).for_each(|part| digest.add(part.as_bytes()));
}

fn exactly(figure: &PastFigure) -> String {
    match &figure.value {
        FigureValue::Missing => "-".to_owned(),
        FigureValue::Number(number) => number.to_string(),
        FigureValue::Ratio(part, whole) => format!("{part}/{whole}"),
        FigureValue::Date(when) => when.to_string(),
        FigureValue::Groups(_) | FigureValue::Texts(_) | FigureValue::Rows(_) => "+".to_owned(),
    }
}

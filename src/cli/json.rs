//! An outcome → the one JSON document of `--json`, and the JSON lines of `list`.

use std::path::{Path, PathBuf};

use chengwen::finding::{Finding, Lang, Place, Refusal};
use chengwen::kind::{Compared, FieldRole, TableRule, Take};
use chengwen::model::entry::{CountStatus, Entry, TableHead};
use chengwen::model::figure::{Figure, FigureValue, Group};
use chengwen::model::origin::{Places, SheetId, address};
use chengwen::model::revision::Revision;
use chengwen::model::value::{Bound, Value as Cell};
use chengwen::normalize::RowTally;
use chengwen::proofread::wording::TEXT_RULES;
use chengwen::workbook::Unread;
use chengwen::{Outcome, Refused};
use serde_json::{Map, Value, json};

use super::finish::FinishedFiles;
use super::harvest::Harvested;
use super::tables;

/// What a run wrote besides the report.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Files<'a> {
    /// The annexes that are workbooks of their own.
    pub(super) annexes: &'a [PathBuf],
    /// The files that go back to the units (退回修改).
    pub(super) returned: &'a [PathBuf],
}

/// The document of build and check; `files` are what stands beside the report when it was written.
pub(super) fn document(outcome: &Outcome, report: Option<&Path>, files: Files<'_>, lang: Lang) -> Value {
    let sources = outcome.text_sources;
    json!({
        "report": report.map(|path| path.display().to_string()),
        "kind": outcome.kind.name,
        "title": outcome.report.title,
        "date": outcome.date.map(|when| when.from.to_string()),
        "as_of": outcome.as_of.map(|when| when.from.to_string()),
        "run": outcome.run,
        "figures": figures(outcome),
        "tables": outcome.tables().map(|(head, tally)| table(outcome, head, tally)).collect::<Vec<_>>(),
        "recognition": tables::sheets(&outcome.seen, &outcome.kind.tables, &outcome.places, lang),
        "unread": unread(&outcome.unread, lang),
        "text_sources": {
            "template": sources.template,
            "slots": sources.slots,
            "narrative": sources.narrative,
        },
        "findings": outcome.findings.iter().map(|found| finding(outcome, found, lang)).collect::<Vec<_>>(),
        "proofread": proofread(outcome),
        "revision": outcome.revision.as_ref().map(|(of, revision)| self::revision(of, revision)),
        "annexes": paths(files.annexes),
        "returned": paths(files.returned),
    })
}

/// How much each rule of the text looked at; null where there was nothing, which is not the same as passed.
fn proofread(outcome: &Outcome) -> Vec<Value> {
    let rules = TEXT_RULES.iter().zip(&outcome.looked);
    rules.map(|(rule, looked)| json!({ "rule": rule.id, "looked_at": looked })).collect()
}

fn paths(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}

/// Files and sheets that could not be read.
fn unread(unread: &[Unread], lang: Lang) -> Vec<Value> {
    let object = |unread: &Unread| {
        let mut object = json!({ "file": unread.file });
        if let Some(sheet) = &unread.sheet {
            object["sheet"] = json!(sheet);
        }
        object["reason"] = json!(unread.reason.say().message(lang));
        object
    };
    unread.iter().map(object).collect()
}

/// What happened to the report that people had left.
fn revision(of: &str, revision: &Revision) -> Value {
    let conflicts = revision
        .conflicts
        .iter()
        .map(|conflict| json!({ "block": conflict.block, "yours": conflict.yours, "fresh": conflict.fresh }));
    json!({
        "of": of,
        "kept": revision.kept,
        "refreshed": revision.refreshed,
        "merged": revision.merged,
        "conflicts": conflicts.collect::<Vec<_>>(),
        "added": revision.added,
        "removed": revision.removed,
        "orphans": revision.orphans,
        "receipt": revision.receipt,
    })
}

/// What `finish --json` prints: the files that were written (null when nothing was) and the findings.
pub(super) fn finished(
    outcome: &Outcome,
    finished: &Result<FinishedFiles, Vec<Finding>>,
    lang: Lang,
) -> Value {
    let written = finished.as_ref().ok();
    let path = |of: fn(&FinishedFiles) -> &PathBuf| written.map(|written| of(written).display().to_string());
    let findings = finished.as_ref().map_or_else(|against| against, |written| &written.findings);
    json!({
        "folder": path(|written| &written.folder),
        "report": path(|written| &written.report),
        "annexes": paths(written.map_or(&[][..], |written| &written.annexes)),
        "snapshot": path(|written| &written.snapshot),
        "findings": findings.iter().map(|found| finding(outcome, found, lang)).collect::<Vec<_>>(),
    })
}

/// What `harvest --json` prints: the workbook (null when nothing was taken), the paragraphs and the findings.
pub(super) fn harvest(outcome: &Outcome, harvested: &Harvested, lang: Lang) -> Value {
    let findings = harvested.harvest.findings.iter();
    json!({
        "texts": harvested.place.as_ref().map(|path| path.display().to_string()),
        "taken": harvested.harvest.taken,
        "findings": findings.map(|found| finding(outcome, found, lang)).collect::<Vec<_>>(),
    })
}

/// The document of build and check when there is no report: the same fields, the reasons among the findings.
pub(super) fn refusal(refused: &Refused, lang: Lang) -> Value {
    let found = refused.findings.iter().map(|finding| located(finding, &refused.places, None, None, lang));
    let reasons = refused.refusals.iter().map(Refusal::say).map(|said| {
        json!({
            "code": said.code,
            "severity": said.severity.word(),
            "message": said.message(lang),
            "hint": said.hint(lang),
        })
    });
    json!({
        "report": null, "title": null, "date": null, "as_of": null, "run": null,
        "figures": {}, "tables": [],
        "recognition": tables::sheets(&refused.seen, &[], &refused.places, lang),
        "unread": unread(&refused.unread, lang),
        "text_sources": { "template": 0, "slots": 0, "narrative": 0 },
        "findings": found.chain(reasons).collect::<Vec<_>>(),
        "proofread": [],
        "revision": null,
        "annexes": [],
        "returned": [],
    })
}

/// The numbers among the figures; dates, lists and rows that texts use are no figures for a reader.
fn figures(outcome: &Outcome) -> Value {
    let counted = |figure: &&Figure| {
        let rule = figure.id.split('/').next().and_then(|id| outcome.kind.figure(id));
        match rule.and_then(|rule| rule.take()) {
            Some(Take::Compare(compared)) => compared.take != Compared::AsOf,
            Some(
                Take::List(_)
                | Take::Called(_)
                | Take::First(_)
                | Take::Last(_)
                | Take::Rows
                | Take::Setting(_),
            )
            | None => false,
            Some(_) => true,
        }
    };
    let pairs = outcome.figures.iter().filter(counted);
    pairs.map(|figure| (figure.id.clone(), figure_object(outcome, figure))).collect::<Map<_, _>>().into()
}

fn figure_object(outcome: &Outcome, figure: &Figure) -> Value {
    let mut object = json!({ "name": figure.name, "value": figure_value(figure) });
    if let FigureValue::Ratio(part, whole) = figure.value {
        object["of"] = json!([number(part), number(whole)]);
    }
    object["printed"] = json!(figure.printed);
    object["approximate"] = json!(figure.bound != Bound::Exact);
    object["sources"] = json!(outcome.places.sources(&figure.sources));
    object
}

fn figure_value(figure: &Figure) -> Value {
    match &figure.value {
        FigureValue::Number(value) => number(*value),
        FigureValue::Ratio(part, whole) => json!((part / whole * 10_000.0).round() / 10_000.0),
        FigureValue::Groups(groups) => groups_value(groups),
        FigureValue::Missing | FigureValue::Texts(_) | FigureValue::Date(_) | FigureValue::Rows(_) => {
            Value::Null
        }
    }
}

/// Each member with its number, or with the members inside it.
fn groups_value(groups: &[Group]) -> Value {
    let value = |group: &Group| match (group.inner.as_slice(), group.number) {
        ([], Some(value)) => number((value * 10_000.0).round() / 10_000.0),
        ([], None) => Value::Null,
        (inner, _) => groups_value(inner),
    };
    groups.iter().map(|group| (group.key.to_string(), value(group))).collect::<Map<_, _>>().into()
}

/// A whole number without a decimal point.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

fn table(outcome: &Outcome, head: &TableHead, tally: &RowTally) -> Value {
    let place = outcome.places.name(head.sheet);
    let rule = outcome.kind.tables.get(head.table);
    json!({
        "file": place.file,
        "sheet": place.sheet,
        "table": rule.map(|rule| &rule.id),
        "header_rows": [head.header_rows.0 + 1, head.header_rows.1 + 1],
        "rows_read": tally.rows_read,
        "rows_used": tally.rows_used,
        "entries": tally.entries,
        "set_aside": tally.set_aside.iter().map(|row| {
            json!({ "row": row.row + 1, "reason": row.reason.word() })
        }).collect::<Vec<_>>(),
    })
}

fn finding(outcome: &Outcome, finding: &Finding, lang: Lang) -> Value {
    let excerpt = match &finding.place {
        Place::Block(id) => outcome.excerpt(id),
        _ => None,
    };
    located(finding, &outcome.places, excerpt, outcome.kept(finding), lang)
}

/// A finding with its place, the first words of the block there, and what a person wrote who let it stand.
fn located(
    finding: &Finding,
    places: &Places,
    excerpt: Option<String>,
    kept: Option<&str>,
    lang: Lang,
) -> Value {
    let said = finding.what.say();
    let mut object = json!({ "code": said.code, "severity": said.severity.word() });
    match &finding.place {
        Place::Folder => {}
        Place::File(file) => object["file"] = json!(file),
        Place::Sheet(sheet) | Place::Row(sheet, _) => at_sheet(&mut object, places, *sheet),
        Place::Cell(at) => at_sheet(&mut object, places, at.sheet),
        Place::Block(id) => object["block"] = json!(id),
    }
    match &finding.place {
        Place::Row(_, row) => object["cell"] = json!(format!("{}:{}", row + 1, row + 1)),
        Place::Cell(at) => object["cell"] = json!(address(at.row, at.column)),
        Place::Block(_) => object["excerpt"] = json!(excerpt),
        Place::Folder | Place::File(_) | Place::Sheet(_) => {}
    }
    object["message"] = json!(said.message(lang));
    if let Some(reason) = kept {
        object["kept"] = json!(reason);
    }
    if let Some(hint) = said.hint(lang) {
        object["hint"] = json!(hint);
    }
    object
}

fn at_sheet(object: &mut Value, places: &Places, sheet: SheetId) {
    let place = places.name(sheet);
    object["file"] = json!(place.file);
    object["sheet"] = json!(place.sheet);
}

/// One line of `list`: of opinions what was found out about them, of other tables their fields.
pub(super) fn entry(outcome: &Outcome, rule: &TableRule, entry: &Entry) -> Value {
    if rule.is_of_opinions() { opinion(outcome, rule, entry) } else { plain(outcome, rule, entry) }
}

fn plain(outcome: &Outcome, rule: &TableRule, entry: &Entry) -> Value {
    let mut object = Map::new();
    let source = outcome.place_of_entry(entry, subject(rule));
    object.insert("origin".to_owned(), json!(source));
    for (index, field) in rule.fields.iter().enumerate() {
        object.insert(field.id.clone(), entry.value(index).map_or(Value::Null, cell));
    }
    if entry.count_status != CountStatus::Counted {
        object.insert("counted".to_owned(), json!(false));
        object.insert("reason".to_owned(), json!(entry.count_status.word()));
    }
    Value::Object(object)
}

fn cell(value: &Cell) -> Value {
    match value {
        Cell::Text(text) => json!(&**text),
        Cell::Number(amount) => number(amount.number),
        Cell::Date(when) => json!(when.to_string()),
        Cell::List(list) => json!(list.iter().map(|text| &**text).collect::<Vec<_>>()),
        Cell::Flag(flag) => json!(flag),
    }
}

fn subject(rule: &TableRule) -> usize {
    rule.subject.as_deref().and_then(|id| rule.field(id)).unwrap_or(0)
}

/// What `list` says of an opinion under names of its own.
const SAID: [FieldRole; 4] = [FieldRole::Unit, FieldRole::Person, FieldRole::Aspect, FieldRole::Problem];

fn opinion(outcome: &Outcome, rule: &TableRule, entry: &Entry) -> Value {
    let subject = subject(rule);
    let text = |role| Some(entry.text(rule.at(role)?)?.to_string());
    let class = entry.class.as_deref().cloned().unwrap_or_default();
    let own = entry.text(subject).map(|text| text.to_string()).unwrap_or_default();
    let verbatim = outcome.normalized.verbatim.get(&(entry.head, entry.row)).map(|text| text.to_string());
    let mut object = json!({
        "id": class.id,
        "origin": outcome.place_of_entry(entry, subject),
        "part": entry.part,
        "verbatim": verbatim.unwrap_or_else(|| own.clone()),
        "text": own,
        "unit": text(FieldRole::Unit),
        "person": text(FieldRole::Person),
        "aspect": class.aspect.as_deref(),
        "aspect_by": class.aspect_by.map(chengwen::model::entry::AspectBy::word),
        "why": class.why,
        "group": if class.group > 0 { json!(class.group) } else { Value::Null },
        "problem": class.problem.as_deref(),
        "counted": entry.counts(),
    });
    if !entry.counts() {
        object["reason"] = json!(entry.count_status.word());
    }
    // What stands in the row besides: target, channel, date, adoption and whatever else the kind has.
    for (index, field) in rule.fields.iter().enumerate().filter(|(index, _)| *index != subject) {
        if field.role.is_some_and(|role| SAID.contains(&role)) {
            continue;
        }
        if object.get(&field.id).is_none() {
            object[field.id.as_str()] = entry.value(index).map_or(Value::Null, cell);
        }
    }
    object
}

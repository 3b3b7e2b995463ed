//! A composed report → what is said of it: facts of the ledgers that no sentence tells, figures of one matter that
//! disagree, quotation marks of two kinds.

use std::collections::{BTreeMap, BTreeSet};

use super::Inputs;
use crate::finding::{Finding, Place, Texts};
use crate::kind::FigureRule;
use crate::model::origin::{SheetId, Source};
use crate::model::report::{BlockId, Inline, Provenance, Report, Role};

/// All findings on a composed report.
pub(super) fn told(inputs: &Inputs<'_>, report: &Report) -> Vec<Finding> {
    let mut findings = untold(inputs, report);
    findings.extend(disagreeing(inputs, report));
    findings.extend(quotes(report));
    findings
}

/// Cells of fields that hold facts for the report and that stand in no sentence, by sheet and field.
fn untold(inputs: &Inputs<'_>, report: &Report) -> Vec<Finding> {
    let printed: BTreeSet<Source> = report.sources.values().flatten().copied().collect();
    let mut untold: BTreeMap<(SheetId, usize, usize), BTreeSet<(u32, Source)>> = BTreeMap::new();
    for entry in inputs.entries.iter().filter(|entry| entry.counts()) {
        let Some(head) = inputs.heads.get(entry.head as usize) else { continue };
        let fields =
            inputs.kind.tables.get(head.table).into_iter().flat_map(|table| table.fields.iter().enumerate());
        for (number, _) in fields.filter(|(_, field)| field.fact || field.prose) {
            let at = entry.value(number).and_then(|_| entry.source(inputs.heads, number));
            if let Some(at) = at.filter(|at| !printed.contains(at)) {
                untold.entry((head.sheet, head.table, number)).or_default().insert((entry.row + 1, at));
            }
        }
    }
    let finding = |((_, table, number), cells): ((SheetId, usize, usize), BTreeSet<(u32, Source)>)| {
        let (_, at) = cells.first()?;
        let table = inputs.kind.tables.get(table)?;
        let (name, field) = (table.name.clone(), table.fields.get(number)?.name.clone());
        let rows: BTreeSet<u32> = cells.iter().map(|(row, _)| *row).collect();
        let rows = rows.iter().map(u32::to_string).collect();
        Some(Finding::new(Place::Cell(at.cell), Texts::Untold { table: name, field, rows }))
    };
    untold.into_iter().filter_map(finding).collect()
}

/// Figures that say one thing of one matter, when both are printed.
fn disagreeing(inputs: &Inputs<'_>, report: &Report) -> Vec<Finding> {
    let blocks = report.blocks.iter().filter(|block| block.exhibit.is_none());
    let slots = blocks.flat_map(|block| block.inlines.iter().map(move |inline| (inline, &block.id)));
    let printed: BTreeMap<&str, (&Inline, &BlockId)> = slots
        .filter_map(|(inline, block)| match &inline.from {
            Provenance::Slot(id) => Some((id.as_str(), (inline, block))),
            _ => None,
        })
        .collect();
    let there =
        |id: &str| inputs.figures.get(id).and_then(|figure| figure.size()).is_some_and(|size| size > 0.0);
    let finding = |rule: &FigureRule| {
        let agrees = rule.agrees.as_ref().filter(|agrees| !agrees.unless.as_deref().is_some_and(there))?;
        let (one, block) = printed.get(rule.id.as_str())?;
        let (other, _) = printed.get(agrees.figure.as_str())?;
        let (name, text) = (rule.name.clone(), one.text.clone());
        let (other, said) = (inputs.kind.figure(&agrees.figure)?.name.clone(), other.text.clone());
        let place = Place::Block((*block).clone());
        (text != said).then(|| Finding::new(place, Texts::Disagree { name, text, other, said }))
    };
    inputs.kind.figures.iter().filter_map(finding).collect()
}

/// Quotation marks “ ” and others in one report.
fn quotes(report: &Report) -> Vec<Finding> {
    let body = || report.blocks.iter().filter(|block| block.role == Role::Body && block.exhibit.is_none());
    if !body().any(|block| block.text().contains('“')) {
        return Vec::new();
    }
    const OTHERS: [char; 6] = ['"', '＂', '「', '」', '『', '』'];
    let mixed = |inline: &&Inline| inline.text.contains(OTHERS);
    let told = body().filter_map(|block| {
        let inline = block.inlines.iter().find(mixed)?;
        Some(Finding::new(Place::Block(block.id.clone()), Texts::MixedQuotes { text: inline.text.clone() }))
    });
    told.collect()
}

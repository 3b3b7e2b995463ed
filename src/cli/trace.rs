//! A figure's name or a printed value → what it is, by which rule it was got, where it stands, from which cells.

use chengwen::Outcome;
use chengwen::finding::Lang;
use chengwen::finding::notices::Traced;
use chengwen::ledger::{Printed, in_words};
use chengwen::model::figure::Figure;
use chengwen::model::origin::Source;
use serde_json::{Value, json};

/// One datum with all that explains it.
pub(super) struct Trace {
    id: String,
    name: String,
    printed: String,
    rule: String,
    /// Where the report prints it, once each: the heading above, ： and the words around it.
    stands: Vec<String>,
    sources: Vec<String>,
}

/// The figure of that id or name; else every figure and slot that prints so, also without its sign (60%).
pub(super) fn traces(outcome: &Outcome, wanted: &str) -> Vec<Trace> {
    let data = outcome.printed();
    if let Some(figure) = outcome.figures.get(wanted) {
        return vec![of_figure(outcome, figure, &data)];
    }
    let value = wanted.strip_suffix(['%', '％']).unwrap_or(wanted);
    let prints = |figure: &&Figure| !value.is_empty() && figure.printed == value;
    let mut traces: Vec<Trace> =
        outcome.figures.iter().filter(prints).map(|figure| of_figure(outcome, figure, &data)).collect();
    for datum in data.iter().filter(|datum| datum.text == wanted || datum.text == value) {
        if !traces.iter().any(|trace| trace.id == datum.slot) {
            traces.push(of_slot(outcome, datum, &data));
        }
    }
    traces
}

fn of_figure(outcome: &Outcome, figure: &Figure, data: &[Printed<'_>]) -> Trace {
    let (id, key) = figure.id.split_once('/').map_or((&*figure.id, None), |(id, key)| (id, Some(key)));
    let rule = outcome.kind.figure(id).map(|rule| in_words(&outcome.kind, rule, key));
    Trace {
        id: figure.id.clone(),
        name: figure.name.clone(),
        printed: figure.printed.clone(),
        rule: rule.unwrap_or_default(),
        stands: stands(data, &figure.id),
        sources: spelt(outcome, &figure.sources),
    }
}

fn of_slot(outcome: &Outcome, datum: &Printed<'_>, data: &[Printed<'_>]) -> Trace {
    Trace {
        id: datum.slot.clone(),
        name: datum.name.clone(),
        printed: datum.text.clone(),
        rule: datum.rule.clone(),
        stands: stands(data, &datum.slot),
        sources: spelt(outcome, &datum.sources),
    }
}

fn stands(data: &[Printed<'_>], slot: &str) -> Vec<String> {
    let here = data.iter().filter(|datum| datum.slot == slot);
    here.map(|datum| format!("{}：{}", datum.part, datum.excerpt)).collect()
}

fn spelt(outcome: &Outcome, sources: &[Source]) -> Vec<String> {
    outcome.places.sources(sources)
}

impl Trace {
    pub(super) fn json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "printed": self.printed,
            "rule": self.rule,
            "report": self.stands,
            "sources": self.sources,
        })
    }

    /// For people: the datum, its rule, its places in the report, its cells.
    pub(super) fn lines(&self, lang: Lang) -> String {
        let mut lines = vec![format!("{}（{}）：{}", self.name, self.id, self.printed)];
        let rule = (!self.rule.is_empty()).then(|| Traced::Rule(self.rule.clone()));
        let stands = self.stands.iter().cloned().map(Traced::Stands);
        lines.extend(rule.into_iter().chain(stands).map(|said| format!("  {}", said.words_in(lang))));
        lines.extend(self.sources.iter().map(|source| format!("  {source}")));
        lines.join("\n")
    }
}

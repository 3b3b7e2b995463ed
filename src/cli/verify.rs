//! A document and a folder → each datum of the document, and whether the workbooks still say so.

use std::path::Path;

use chengwen::finding::notices::Verified;
use chengwen::model::receipt::{Receipt, Tally};
use chengwen::{Checked, Outcome};
use serde_json::{Value, json};

use super::screen::Screen;

/// What `verify --json` prints.
pub(super) fn document(outcome: &Outcome, file: &Path, checked: &[Checked]) -> Value {
    let data = checked.iter().map(|datum| {
        json!({
            "id": datum.slot,
            "name": datum.name,
            "part": datum.part,
            "excerpt": datum.excerpt,
            "stands": datum.stands,
            "fresh": datum.fresh,
            "same": datum.is_true(),
            "sources": outcome.places.sources(&datum.sources),
        })
    });
    json!({
        "file": file.display().to_string(),
        "true": checked.iter().all(Checked::is_true),
        "figures": data.collect::<Vec<_>>(),
    })
}

/// For people: what is not true any more, with the cells that say so; last of all the sum.
pub(super) fn lines(outcome: &Outcome, checked: &[Checked], screen: &Screen) -> String {
    let untrue: Vec<&Checked> = checked.iter().filter(|datum| !datum.is_true()).collect();
    let mut lines: Vec<String> = untrue.iter().flat_map(|datum| of_datum(outcome, datum, screen)).collect();
    let (all, same) = (checked.len(), checked.len() - untrue.len());
    let sum = Verified::Sum { all, same, other: untrue.len() };
    lines.push(sum.words_in(screen.lang));
    lines.join("\n")
}

/// For scripts: the receipt, and the paragraphs of either state in which they differ.
pub(super) fn proof(receipt: &Receipt, words: &(Vec<String>, Vec<String>)) -> Value {
    let mut proof = json!(receipt);
    proof["differences"] = json!({ "before": words.0, "after": words.1 });
    proof
}

/// For people: what two states of a document have in common, and the words in which they differ.
pub(super) fn receipt(receipt: &Receipt, words: &(Vec<String>, Vec<String>), screen: &Screen) -> String {
    let of = |tally: &Tally| [tally.same, tally.changed, tally.added, tally.removed];
    let (before, after) = (receipt.before.clone(), receipt.after.clone());
    let counts = Verified::Receipt {
        paragraphs: of(&receipt.paragraphs),
        rows: of(&receipt.rows),
        cells: of(&receipt.cells),
        parts: of(&receipt.parts),
    };
    let mut lines =
        vec![counts.words_in(screen.lang), Verified::Digests { before, after }.words_in(screen.lang)];
    lines.extend(receipt.others.iter().map(|part| format!("  {part}")));
    for (only, texts) in [(Verified::OnlyBefore, &words.0), (Verified::OnlyAfter, &words.1)] {
        if !texts.is_empty() {
            lines.push(only.words_in(screen.lang));
            lines.extend(texts.iter().map(|text| format!("  {text}")));
        }
    }
    lines.join("\n")
}

fn of_datum(outcome: &Outcome, datum: &Checked, screen: &Screen) -> Vec<String> {
    let Checked { name, slot, stands, .. } = datum;
    let (name, slot, stands) = (name.clone(), slot.clone(), stands.clone());
    let said = match datum.fresh.clone() {
        Some(fresh) if stands.is_empty() => Verified::Lacking { name, slot, fresh },
        Some(fresh) => Verified::Other { name, slot, stands, fresh },
        None => Verified::Gone { name, slot, stands },
    };
    let at = Verified::At { part: datum.part.clone(), excerpt: datum.excerpt.clone() };
    let sources = outcome.places.sources(&datum.sources);
    let first = [at.words_in(screen.lang), format!("  {}", said.words_in(screen.lang))];
    first.into_iter().chain(sources.iter().map(|source| format!("  {source}"))).collect()
}

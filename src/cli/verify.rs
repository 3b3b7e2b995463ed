//! A document and a folder → each datum of the document, and whether the workbooks still say so.

use std::path::Path;

use chengwen::finding::Refusal;
use chengwen::{Checked, Outcome};
use serde_json::{Value, json};

use super::screen::Screen;

/// For scripts: one document.
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
    lines.push(
        screen
            .pick(
                &format!("文中数据{all}处，与表格相符{same}处，不符{}处", untrue.len()),
                &format!("{all} data in the document, {same} as in the workbooks, {} not", untrue.len()),
            )
            .to_owned(),
    );
    lines.join("\n")
}

fn of_datum(outcome: &Outcome, datum: &Checked, screen: &Screen) -> Vec<String> {
    let part = if datum.part.is_empty() { String::new() } else { format!("{}：", datum.part) };
    let (name, slot, stands) = (&datum.name, &datum.slot, &datum.stands);
    let said = match &datum.fresh {
        Some(fresh) if stands.is_empty() => screen
            .pick(
                &format!("  {name}（{slot}）：文中没有，表格“{fresh}”"),
                &format!("  {name} ({slot}): the document lacks it, the workbooks say \"{fresh}\""),
            )
            .to_owned(),
        Some(fresh) => screen
            .pick(
                &format!("  {name}（{slot}）：文中“{stands}”，表格“{fresh}”"),
                &format!("  {name} ({slot}): the document says \"{stands}\", the workbooks \"{fresh}\""),
            )
            .to_owned(),
        None => screen
            .pick(
                &format!("  {name}（{slot}）：文中“{stands}”，表格中已没有"),
                &format!("  {name} ({slot}): the document says \"{stands}\", the workbooks nothing any more"),
            )
            .to_owned(),
    };
    let word = screen.pick("不符", "not true");
    let sources = outcome.places.sources(&datum.sources);
    let first = [format!("{word}  {part}{}", datum.excerpt), said];
    first.into_iter().chain(sources.iter().map(|source| format!("  {source}"))).collect()
}

/// Reads the document that is asked about.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(path)
        .map_err(|fault| Refusal::Unreadable { path: path.display().to_string(), fault: fault.to_string() })
}

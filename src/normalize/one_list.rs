//! Sheets of one workbook that are parts of one ledger → called by one name, the one that a title gives in full.

use super::Normalized;
use crate::kind::{FieldRole, Kind};
use crate::model::entry::Entry;
use crate::model::origin::SheetId;
use crate::model::value::{Text, Value};
use crate::workbook::Workbook;

/// Gives the entries of a workbook's sheets the longer of two names of one ledger (隐患排查治理台账 over one sheet,
/// 隐患台账 in the name of the file for the others): the shorter one is the longer with words left out.
pub(super) fn named(normalized: &mut Normalized, workbooks: &[Workbook], kind: &Kind) {
    for workbook in workbooks.iter().filter(|workbook| workbook.sheets.len() > 1) {
        let sheets: Vec<SheetId> = workbook.sheets.iter().map(|sheet| sheet.id).collect();
        let heads = &normalized.heads;
        let list = |head: u32| {
            let head = heads.get(head as usize).filter(|head| sheets.contains(&head.sheet))?;
            kind.tables.get(head.table)?.at(FieldRole::List)
        };
        let said = |entry: &Entry| match entry.value(list(entry.head)?)? {
            Value::Text(name) => Some(name.clone()),
            _ => None,
        };
        let mut names: Vec<Text> = normalized.entries.iter().filter_map(said).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        names.dedup();
        if names.len() < 2 {
            continue;
        }
        let whole = |name: &Text| {
            let mut longer = names.iter().filter(|other| other.len() > name.len());
            longer.find(|other| leaves_out(name, other)).cloned()
        };
        let renamed: Vec<(usize, usize, Text)> = normalized
            .entries
            .iter()
            .enumerate()
            .filter_map(|(at, entry)| {
                let name = said(entry).filter(|name| stem_of(&workbook.file).contains(&**name))?;
                Some((at, list(entry.head)?, whole(&name)?))
            })
            .collect();
        for (at, field, name) in renamed {
            let entry = normalized.entries.get_mut(at);
            let value = entry.and_then(|entry| entry.values.get_mut(field));
            value.into_iter().for_each(|value| *value = Some(Value::Text(name.clone())));
        }
    }
}

fn stem_of(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// Whether a name is another one with words left out.
fn leaves_out(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

//! The entries of a table → a name for each, which lasts while rows move: its identity, else its key, else all it says.

use std::collections::HashMap;

use super::Inputs;
use crate::kind::{FieldRole, TableRule};
use crate::model::entry::Entry;
use crate::text::digest::fnv32;
use crate::text::value::spelt;

/// The names of the entries of a table, by their index in the run's list. Of several with one name the second has 2.
pub(super) fn names(inputs: &Inputs<'_>, table: usize, rule: &TableRule) -> HashMap<usize, String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    let of_table = |head: u32| inputs.heads.get(head as usize).is_some_and(|head| head.table == table);
    let entries = inputs.entries.iter().enumerate().filter(|(_, entry)| of_table(entry.head));
    let named = entries.map(|(index, entry)| {
        let name = name(rule, entry);
        let times = times.entry(name.clone()).or_insert(0);
        *times += 1;
        (index, if *times > 1 { format!("{name}-{times}") } else { name })
    });
    named.collect()
}

fn name(rule: &TableRule, entry: &Entry) -> String {
    if let Some(class) = entry.class.as_deref().filter(|class| !class.id.is_empty()) {
        return class.id.clone();
    }
    if !rule.key.is_empty() {
        let fields = rule.key.iter().filter_map(|id| rule.field(id));
        let texts: Vec<&str> = fields.flat_map(|field| entry.texts(field)).map(AsRef::as_ref).collect();
        return fnv32(&texts.join("|"));
    }
    let said =
        rule.fields.iter().zip(&entry.values).filter(|(field, _)| field.role != Some(FieldRole::Number));
    fnv32(&said.map(|(_, value)| value.as_ref().map(spelt).unwrap_or_default()).collect::<Vec<_>>().join("|"))
}

//! The rules of `tables.toml` → what is wrong in them: names of fields and of families of words that nothing defines.

use super::Kind;
use super::common::HeaderWords;
use super::tables::{CompoundRule, FieldRule, FieldType, TableRule};
use crate::finding::KindFault;

/// Stands before the name of a family of words.
const FAMILY: char = '@';
/// The family that is the table's own.
const TOPICS: &str = "topics";

/// The faults of all tables.
pub(super) fn faults(kind: &Kind) -> Vec<KindFault> {
    kind.tables.iter().flat_map(|table| [of_table(kind, table), of_fields(kind, table)].concat()).collect()
}

fn of_table(kind: &Kind, table: &TableRule) -> Vec<KindFault> {
    let one = |of: &Option<String>| of.iter().cloned().collect::<Vec<String>>();
    let own = [
        ("identify", table.identify.concat()),
        ("supported", table.supported.concat()),
        ("titled", table.titled.clone()),
        ("split", one(&table.split)),
        ("subject", one(&table.subject)),
        ("event_date", one(&table.event_date)),
        ("needs", table.needs.clone()),
        ("key", table.key.clone()),
    ];
    let own = own.iter().flat_map(|(key, names)| names.iter().filter_map(|name| no_field(table, key, name)));
    // A field of another table that this one must not have.
    let anywhere = |name: &String| kind.tables.iter().any(|table| table.field(name).is_some());
    let known = || kind.tables.iter().flat_map(ids).collect();
    let foreign = table.unless.iter().filter(|name| !anywhere(name));
    own.chain(foreign.map(|name| fault(table, "unless", name, known()))).collect()
}

fn of_fields(kind: &Kind, table: &TableRule) -> Vec<KindFault> {
    let of = |field: &FieldRule| {
        let key = |key: &str| format!("{}.{key}", field.id);
        let beside = field.beside.iter().filter_map(|name| no_field(table, &key("beside"), name));
        let inferred = field.infer_from.iter().filter_map(|name| no_field(table, &key("infer_from"), name));
        let quotient =
            field.quotient.iter().flatten().filter_map(|name| no_number(table, &key("quotient"), name));
        let words = &kind.common.headers;
        let families =
            field.compounds.iter().flat_map(|rule| no_families(table, &key("compounds"), rule, words));
        beside.chain(inferred).chain(quotient).chain(families).collect::<Vec<KindFault>>()
    };
    table.fields.iter().flat_map(of).collect()
}

fn no_field(table: &TableRule, key: &str, name: &str) -> Option<KindFault> {
    table.field(name).is_none().then(|| fault(table, key, name, ids(table).collect()))
}

/// A field that is none, or holds no numbers.
fn no_number(table: &TableRule, key: &str, name: &str) -> Option<KindFault> {
    let numbers = table.fields.iter().filter(|field| field.kind == FieldType::Number);
    let numbers: Vec<String> = numbers.map(|field| field.id.clone()).collect();
    (!numbers.iter().any(|id| id == name)).then(|| fault(table, key, name, numbers))
}

/// The families among the words of a compound that are none.
fn no_families(table: &TableRule, key: &str, rule: &CompoundRule, words: &HeaderWords) -> Vec<KindFault> {
    let named = rule.heads.iter().chain(&rule.of).chain(&rule.need);
    let families = named.filter_map(|word| Some((word, word.strip_prefix(FAMILY)?)));
    let unknown = families.filter(|(_, name)| *name != TOPICS && !words.families.contains_key(*name));
    let known =
        || words.families.keys().map(String::as_str).chain([TOPICS]).map(|name| format!("{FAMILY}{name}"));
    unknown.map(|(word, _)| fault(table, key, word, known().collect())).collect()
}

fn fault(table: &TableRule, key: &str, name: &str, known: Vec<String>) -> KindFault {
    KindFault::Unknown { table: table.id.clone(), key: key.to_owned(), name: name.to_owned(), known }
}

fn ids(table: &TableRule) -> impl Iterator<Item = String> {
    table.fields.iter().map(|field| field.id.clone())
}

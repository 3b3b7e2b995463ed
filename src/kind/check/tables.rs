//! `tables.toml` → names that no field has, keys that mean nothing to their field, names that two fields share.

use super::super::load::shared_tables;
use super::super::roles;
use super::super::tables::{FieldRule, FieldType, Harvest, TableRule};
use super::{Kind, Wrong, id, id_fault, name_fault, quoted, twice};
use crate::finding::kinds::{KindFault, Thing, Wanted};

const FILE: &str = "tables.toml";

/// All that is wrong with the tables of a kind; empty when nothing is.
pub(super) fn wrong(kind: &Kind) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for table in twice(kind.tables.iter().map(|table| table.id.as_str())) {
        wrong.push(Wrong::new(FILE, &[&id(table), &id(table)], doubled(Thing::Table, table)));
    }
    for name in twice(kind.tables.iter().map(|table| table.name.as_str())) {
        wrong.push(Wrong::new(FILE, &[&quoted(name)], doubled(Thing::Table, name)));
    }
    for table in &kind.tables {
        let of = of_table(kind, table).into_iter().chain(fields(kind, table));
        wrong.extend(of.map(|(trail, fault)| {
            let start = id(&table.id);
            let trail: Vec<&str> =
                std::iter::once(start.as_str()).chain(trail.iter().map(String::as_str)).collect();
            Wrong::new(FILE, &trail, fault.within(Thing::Table, &table.id))
        }));
    }
    wrong
}

pub(super) fn doubled(what: Thing, name: &str) -> KindFault {
    KindFault::Twice { what, name: name.to_owned() }
}

/// Words that lead to the line within the table, and what is wrong there.
type Located = (Vec<String>, KindFault);

fn of_table(kind: &Kind, table: &TableRule) -> Vec<Located> {
    let mut found: Vec<Located> = id_fault(&table.id).into_iter().map(|fault| (Vec::new(), fault)).collect();
    found.extend(name_fault(&table.name).map(|fault| (Vec::new(), fault)));
    let lists = [
        ("identify", table.identify.iter().flatten().collect::<Vec<_>>()),
        ("supported", table.supported.iter().flatten().collect()),
        ("needs", table.needs.iter().collect()),
        ("key", table.key.iter().collect()),
        ("split", table.split.iter().collect()),
        ("subject", table.subject.iter().collect()),
        ("event_date", table.event_date.iter().collect()),
        ("titled", table.titled.iter().collect()),
    ];
    for (key, fields) in lists {
        let unknown = fields.into_iter().filter(|field| table.field(field).is_none());
        found.extend(unknown.map(|field| (vec![key.to_owned()], table.no_field(field))));
    }
    // A header may speak for another table, which this kind need not have.
    let shared = if table.unless.is_empty() { Vec::new() } else { shared_tables() };
    let tables = || kind.tables.iter().chain(&shared);
    let unknown = table.unless.iter().filter(|field| tables().all(|table| table.field(field).is_none()));
    let known = || tables().flat_map(|table| &table.fields).map(|field| field.id.as_str());
    let no_field = |field: &String| KindFault::unknown(Thing::Field, field, known());
    found.extend(unknown.map(|field| (vec!["unless".to_owned()], no_field(field))));
    if table.identify.is_empty() || table.identify.iter().any(Vec::is_empty) {
        found.push((Vec::new(), KindFault::Lacks { key: "identify".to_owned() }));
    }
    let typed =
        |field: &Option<String>| table.fields.get(table.field(field.as_ref()?)?).map(|field| field.kind);
    if typed(&table.event_date).is_some_and(|kind| kind != FieldType::Date) {
        found.push((vec!["event_date".into()], of_type("event_date", table.event_date.as_ref(), "date")));
    }
    if typed(&table.split).is_some_and(|kind| kind != FieldType::Text) {
        found.push((vec!["split".into()], of_type("split", table.split.as_ref(), "text")));
    }
    found.extend(roles::faults(kind, table).into_iter().map(|fault| (Vec::new(), fault)));
    found
}

fn of_type(key: &str, value: Option<&String>, types: &str) -> KindFault {
    let value = value.cloned().unwrap_or_default();
    KindFault::Value { key: key.to_owned(), value, wanted: Wanted::OfType(types.to_owned()) }
}

fn fields(kind: &Kind, table: &TableRule) -> Vec<Located> {
    let mut found = Vec::new();
    for field in twice(table.fields.iter().map(|field| field.id.as_str())) {
        found.push((vec![id(field), id(field)], doubled(Thing::Field, field)));
    }
    let headers = table.fields.iter().flat_map(|field| {
        let own: std::collections::BTreeSet<&str> =
            field.synonyms.iter().chain([&field.name]).map(String::as_str).collect();
        own
    });
    for header in twice(headers) {
        found.push((vec![quoted(header), quoted(header)], doubled(Thing::Synonym, header)));
    }
    for field in &table.fields {
        let faults = of_field(kind, table, field);
        found.extend(faults.into_iter().map(|(key, fault)| {
            (vec![id(&field.id), key.to_owned()], fault.within(Thing::Field, &field.id))
        }));
    }
    found
}

fn of_field(kind: &Kind, table: &TableRule, field: &FieldRule) -> Vec<(&'static str, KindFault)> {
    let mut faults = Vec::new();
    faults.extend(id_fault(&field.id).map(|fault| ("", fault)));
    faults.extend(name_fault(&field.name).map(|fault| ("", fault)));
    let named = field.beside.iter().map(|name| ("beside", name));
    let named = named.chain(field.infer_from.iter().map(|name| ("infer_from", name)));
    let named = named.chain(field.quotient.iter().flatten().map(|name| ("quotient", name)));
    let named = named.chain(field.at_most.iter().map(|name| ("at_most", name)));
    let unknown = named.filter(|(_, name)| table.field(name).is_none());
    faults.extend(unknown.map(|(key, name)| (key, table.no_field(name))));
    let is_text = |name: &&String| {
        let rule = table.field(name).and_then(|at| table.fields.get(at));
        rule.is_some_and(|rule| rule.kind != FieldType::Number)
    };
    let bounds = field.at_most.iter().filter(is_text);
    faults.extend(bounds.map(|name| ("at_most", of_type("at_most", Some(name), "number"))));
    let texts = field.quotient.iter().flatten().filter(is_text);
    faults.extend(texts.map(|name| ("quotient", of_type("quotient", Some(name), "number"))));
    let (term, number) = (field.kind == FieldType::Term, field.kind == FieldType::Number);
    let text = field.kind == FieldType::Text;
    let titled = field.harvest == Some(Harvest::Title);
    let banded = table.fields.iter().any(|field| field.harvest == Some(Harvest::Band));
    if term && field.vocabulary.is_none() {
        faults.push(("type", KindFault::Lacks { key: "vocabulary".to_owned() }));
    }
    let only = [
        ("vocabulary", field.vocabulary.is_some(), term, "type = \"term\""),
        ("known", field.known, term, "type = \"term\""),
        ("questions", !field.questions.is_empty(), banded, "harvest = \"band\""),
        ("yes", !field.yes.is_empty(), field.kind == FieldType::Flag, "type = \"flag\""),
        ("no", !field.no.is_empty(), field.kind == FieldType::Flag, "type = \"flag\""),
        ("closed", field.closed, term, "type = \"term\""),
        ("classed", field.classed, term, "type = \"term\""),
        ("whole", field.whole, number, "type = \"number\""),
        ("absent_too", field.absent_too, number, "type = \"number\""),
        ("quotient", field.quotient.is_some(), number, "type = \"number\""),
        ("at_most", field.at_most.is_some(), number, "type = \"number\""),
        ("unsummed", field.unsummed, number, "type = \"number\""),
        ("ahead", field.ahead, field.kind == FieldType::Date, "type = \"date\""),
        ("untelling", !field.untelling.is_empty(), titled, "harvest = \"title\""),
        ("yielding", !field.yielding.is_empty(), titled, "harvest = \"title\""),
        ("harvest", titled, term, "type = \"term\""),
        ("beside", !field.beside.is_empty(), !field.weak.is_empty() || field.facing.is_some(), "weak"),
        (
            "infer_from",
            !field.infer_from.is_empty(),
            term || text || field.kind == FieldType::Titles,
            "type = \"term\"、\"titles\"、\"text\"",
        ),
        ("vague", !field.vague.is_empty(), term, "type = \"term\""),
        ("told", field.told.is_some(), text, "type = \"text\""),
        ("within", field.within.is_some(), text, "type = \"text\""),
    ];
    let misplaced = only.into_iter().filter(|(_, set, fits, _)| *set && !fits);
    faults.extend(
        misplaced.map(|(key, _, _, with)| {
            (key, KindFault::Misplaced { key: key.to_owned(), with: with.to_owned() })
        }),
    );
    let words = field
        .compounds
        .iter()
        .flat_map(|compound| compound.heads.iter().chain(&compound.of).chain(&compound.need));
    for word in words.filter_map(|word| word.strip_prefix('@')) {
        let families = ["topics"].into_iter().chain(kind.common.headers.families.keys().map(String::as_str));
        if families.clone().all(|family| family != word) {
            faults.push(("compounds", KindFault::unknown(Thing::Family, word, families)));
        }
    }
    faults
}

impl TableRule {
    /// That the table has no such field.
    pub(super) fn no_field(&self, field: &str) -> KindFault {
        let known = self.fields.iter().map(|field| field.id.as_str());
        KindFault::unknown(Thing::FieldOf(self.id.clone()), field, known)
    }
}

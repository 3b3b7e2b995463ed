//! Rows over which the cells of one event are merged → the entry of that event, with what each further row adds.

use super::rows::{Rows, TableRows};
use crate::finding::{Finding, Place, Understood};
use crate::kind::{FieldRule, FieldType};
use crate::model::entry::{Class, CountStatus, Entry, FieldPlaces};
use crate::model::origin::Origin;
use crate::model::value::{Amount, Text, Value};

impl TableRows<'_> {
    /// The row of the event that a row goes on with: what names the event (else one of its numbers, which nobody merges
    /// over several events) is merged over both, and the row has no date of its own.
    pub(super) fn continues(&self, row: u32) -> Option<u32> {
        let dated = self.rule.event_date.as_ref().filter(|_| self.rule.role.is_none())?;
        let stands = |field: usize| self.stands(row, field);
        let is_above = |top: &u32| *top < row;
        let date = self.rule.field(dated).and_then(stands);
        let needs = || self.rule.needs.iter().filter_map(|id| self.rule.field(id));
        let is_type = |field: &usize| self.is_of(*field, FieldType::Term);
        let numbers = (0..self.rule.fields.len()).filter(|field| self.is_of(*field, FieldType::Number));
        let naming = needs().filter(|field| !is_type(field)).find_map(stands);
        let by_type = needs().filter(is_type).find_map(stands);
        let shared = by_type.filter(|_| numbers.filter_map(stands).any(|top| is_above(&top)));
        let top = naming.or(shared).filter(is_above)?;
        date.is_none_or(|date| date == top).then_some(top)
    }

    fn is_of(&self, field: usize, kind: FieldType) -> bool {
        self.rule.fields.get(field).is_some_and(|field| field.kind == kind)
    }

    /// The row in which the cell stands that holds for a field of a row: above it, when it is merged downwards.
    fn stands(&self, row: u32, field: usize) -> Option<u32> {
        let FieldPlaces::Columns(columns) = &self.table.head.places else { return None };
        let column = columns.get(field).copied().flatten()?;
        self.stand.sheet.filled(row, column).map(|(_, at)| at.row)
    }

    /// Adds the entries of a row to the event that it goes on with; they stay as rows that another one stands for.
    pub(super) fn join(&self, top: u32, mut entries: Vec<Entry>, rows: &mut Rows) {
        let event = rows.entries.iter_mut().rev().find(|entry| entry.row == top && entry.counts());
        // The first row may have been set aside; then this one is its own.
        let Some(event) = event else { return rows.entries.append(&mut entries) };
        for entry in &mut entries {
            for (field, rule) in self.rule.fields.iter().enumerate() {
                let own = self.stands(entry.row, field) == Some(entry.row);
                let cells = (self.raw(top, field), self.raw(entry.row, field).filter(|_| own));
                if let (Some(value), (first, Some(own))) = (entry.value(field), cells) {
                    let further = self.table.head.also.iter().filter(|(of, _)| *of == field);
                    let further = further.map(|(_, column)| Origin { column: *column, ..own.at });
                    let cells: Vec<Origin> = std::iter::once(own.at).chain(further).collect();
                    add(event, (field, rule), value, first.map(|first| first.at), cells);
                }
            }
            entry.count_status = CountStatus::Merged;
        }
        rows.entries.append(&mut entries);
    }

    /// What is said of events that take several rows, once a table.
    pub(super) fn joined(&self, rows: &Rows) -> Option<Finding> {
        if self.rule.role.is_some() {
            return None;
        }
        let merged = rows.entries.iter().filter(|entry| entry.count_status == CountStatus::Merged);
        let merged: Vec<String> = merged.map(|entry| (entry.row + 1).to_string()).collect();
        let what = Understood::RowsOfEvent { table: self.rule.name.clone(), rows: merged.clone() };
        (!merged.is_empty()).then(|| Finding::new(Place::Sheet(self.table.head.sheet), what))
    }
}

/// What a further row says of a field joins what the event has: numbers add up, names and texts stand one after the other.
fn add(
    event: &mut Entry,
    (field, rule): (usize, &FieldRule),
    added: &Value,
    own: Option<Origin>,
    cells: Vec<Origin>,
) {
    let Some(value) = event.values.get_mut(field) else { return };
    let joined = match (value.as_ref(), added) {
        (None, added) => Some(added.clone()),
        (Some(Value::Number(has)), Value::Number(more)) => {
            Some(Value::Number(Amount { number: has.number + more.number, bound: has.bound.max(more.bound) }))
        }
        (Some(Value::List(has)), Value::List(more)) => {
            let new = more.iter().filter(|item| !has.contains(item));
            Some(Value::List(has.iter().chain(new).cloned().collect()))
        }
        (Some(Value::Text(has)), Value::Text(more)) if rule.kind != FieldType::Term => {
            (!has.contains(&**more)).then(|| Value::Text(after(has, more, rule.kind)))
        }
        (Some(Value::Flag(false)), Value::Flag(true)) => Some(added.clone()),
        _ => None,
    };
    let Some(joined) = joined else { return };
    *value = Some(joined);
    let borrowed = &mut event.class.get_or_insert_with(|| Box::new(Class::default())).borrowed;
    if !borrowed.iter().any(|(of, _)| *of == field) {
        borrowed.extend(own.map(|own| (field, own)));
    }
    borrowed.extend(cells.into_iter().map(|cell| (field, cell)));
}

/// Names stand one after the other, sentences are parts of one.
fn after(has: &Text, more: &Text, kind: FieldType) -> Text {
    let mark = if matches!(kind, FieldType::Unit | FieldType::Person) { '、' } else { '；' };
    Text::from(format!("{}{mark}{more}", has.trim_end_matches(['。', '；', '、'])))
}

//! The rows of one problem under rectification, on one list or several → one entry that counts.

use std::collections::HashMap;

use super::identity;
use super::names::Names;
use super::off_list;
use super::scheme::Naming;
use super::sisters::Sisters;
use super::worded;
use crate::finding::{Finding, Place, Values};
use crate::kind::{FieldRole, Kind, TableRole, TableRule};
use crate::model::entry::{Class, CountStatus, Entry};
use crate::model::origin::{Origin, Places};
use crate::model::value::{Text, Value};
use crate::normalize::Normalized;
use crate::text::fold::sentence_key;

/// Merges the rows of each problem into its first one.
pub(super) fn merge(
    normalized: &mut Normalized,
    kind: &Kind,
    naming: Naming<'_>,
    places: &Places,
    findings: &mut Vec<Finding>,
) -> Option<()> {
    let (table, rule) = kind.table_for(TableRole::Problems)?;
    let fields = Fields::of(rule)?;
    let (problems, sisters) = problems(normalized, table, &fields, places, naming.names);
    findings.extend(sisters.told(&normalized.heads, places));
    findings.extend(worded::told(normalized, &problems, &fields));
    let firsts = problems.iter().filter_map(|members| normalized.entries.get(*members.first()?));
    let said_by = identity::Fields { giver: vec![fields.dept], channel: None, subject: Some(fields.problem) };
    let ids = identity::of(&rule.id, &firsts.collect::<Vec<_>>(), &said_by);
    let order = Order::of(kind, rule, fields.status);
    for ((number, members), id) in problems.iter().enumerate().zip(ids) {
        let Some((first, further)) = members.split_first() else {
            continue;
        };
        let class = class(normalized, *first, number as u32 + 1, &fields, naming, id);
        for index in members {
            if let Some(entry) = normalized.entries.get_mut(*index) {
                // In which cell a state is ticked stays known.
                let borrowed = entry.class.take().map(|class| class.borrowed).unwrap_or_default();
                entry.class = class.clone().map(|class| Box::new(Class { borrowed, ..class }));
            }
        }
        for index in further {
            join(normalized, *first, *index, &fields, &order, findings);
        }
    }
    findings.extend(off_list::told(&problems, normalized, &fields, places));
    Some(())
}

/// The fields of a table of problems, by their index, that tell its rows apart.
pub(super) struct Fields {
    pub(super) problem: usize,
    number: Option<usize>,
    aspect: Option<usize>,
    pub(super) dept: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) list: Option<usize>,
}

impl Fields {
    fn of(rule: &TableRule) -> Option<Self> {
        Some(Fields {
            problem: rule.at(FieldRole::Problem)?,
            number: rule.at(FieldRole::Number),
            aspect: rule.at(FieldRole::Aspect),
            dept: rule.at(FieldRole::Dept),
            status: rule.at(FieldRole::Status),
            list: rule.at(FieldRole::List),
        })
    }
}

/// What of a row tells whether it is of the same problem as another.
pub(super) struct ListRow<'a> {
    pub(super) head: u32,
    pub(super) file: &'a str,
    list: Option<Text>,
    pub(super) number: Option<u32>,
    pub(super) problem: String,
    dept: Option<Text>,
}

impl ListRow<'_> {
    fn of<'p>(
        entry: &Entry,
        normalized: &Normalized,
        fields: &Fields,
        places: &'p Places,
        names: &Names<'_>,
    ) -> ListRow<'p> {
        let head = normalized.heads.get(entry.head as usize);
        let text = |field: Option<usize>| field.and_then(|field| entry.text(field));
        ListRow {
            head: entry.head,
            file: head.map_or("", |head| &places.name(head.sheet).file),
            list: text(fields.list).cloned(),
            number: text(fields.number).and_then(|number| names.number(number)),
            problem: entry.text(fields.problem).map_or(String::new(), |text| sentence_key(text)),
            dept: text(fields.dept).cloned(),
        }
    }

    /// On one list the text decides, unless the numbers differ; between the lists of a workbook that number the same
    /// problems (`sisters`) the number does, without one the text: one list names whom the problem concerns, the other
    /// who answers for it. Between
    /// others the text does, unless numbers or departments say otherwise.
    fn is_same(&self, other: &ListRow<'_>, sisters: &Sisters) -> bool {
        let same_text = self.problem == other.problem && !self.problem.is_empty();
        let same_number = self.number.is_some() && self.number == other.number;
        let other_number = !same_number && self.number.is_some() && other.number.is_some();
        let other_dept = self.dept.is_some() && other.dept.is_some() && self.dept != other.dept;
        let other_list = self.list.is_some() && other.list.is_some() && self.list != other.list;
        if self.head == other.head {
            same_text && !other_number
        } else if other_list && self.file == other.file && sisters.hold(self.head, other.head) {
            same_number || (same_text && !other_number)
        } else if other_list {
            same_text && !other_dept
        } else {
            same_text && !other_number && !other_dept
        }
    }
}

/// The problems in order of their first row, each with the indices of its rows; and which lists number the same ones.
fn problems(
    normalized: &Normalized,
    table: usize,
    fields: &Fields,
    places: &Places,
    names: &Names<'_>,
) -> (Vec<Vec<usize>>, Sisters) {
    let mut problems: Vec<Vec<usize>> = Vec::new();
    let read: Vec<(usize, ListRow<'_>)> = normalized
        .of_table(table)
        .map(|(index, entry)| (index, ListRow::of(entry, normalized, fields, places, names)))
        .collect();
    let sisters = Sisters::among(read.iter().map(|(_, row)| row));
    let mut rows: HashMap<usize, ListRow<'_>> = HashMap::new();
    let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut above: Option<(u32, usize)> = None;
    for (index, row) in read {
        // A row with neither number nor problem goes on with the problem above.
        let continued =
            above.filter(|(head, _)| *head == row.head && row.number.is_none() && row.problem.is_empty());
        let alike =
            by_text.get(&row.problem).into_iter().chain(row.number.and_then(|number| by_number.get(&number)));
        let is_same = |problem: &usize| {
            let members = problems.get(*problem).into_iter().flatten();
            members.filter_map(|member| rows.get(member)).any(|member| member.is_same(&row, &sisters))
        };
        let known = continued.map(|(_, problem)| problem).or_else(|| alike.flatten().copied().find(is_same));
        let problem = known.unwrap_or(problems.len());
        match problems.get_mut(problem) {
            Some(members) => members.push(index),
            None => problems.push(vec![index]),
        }
        by_text.entry(row.problem.clone()).or_default().push(problem);
        if let Some(number) = row.number {
            by_number.entry(number).or_default().push(problem);
        }
        above = Some((row.head, problem));
        rows.insert(index, row);
    }
    (problems, sisters)
}

fn class(
    normalized: &Normalized,
    first: usize,
    group: u32,
    fields: &Fields,
    naming: Naming<'_>,
    id: String,
) -> Option<Class> {
    let entry = normalized.entries.get(first)?;
    let named = fields.aspect.and_then(|field| entry.text(field)).and_then(|cell| naming.by_cell(cell));
    Some(Class {
        id,
        aspect_by: named.as_ref().map(|(_, by)| *by),
        aspect: named.map(|(aspect, _)| aspect),
        group,
        problem: entry.text(fields.problem).cloned(),
        ..Class::default()
    })
}

/// The states of rectification in the order in which they count when rows differ.
struct Order(Vec<Text>);

impl Order {
    fn of(kind: &Kind, rule: &TableRule, status: Option<usize>) -> Self {
        let vocabulary =
            status.and_then(|status| rule.fields.get(status)).and_then(|field| field.vocabulary.as_deref());
        let rows = kind.vocabulary.list(vocabulary.unwrap_or_default()).rows();
        Order(rows.map(|row| Text::from(row.get("term"))).collect())
    }

    /// The rank of a state; an unknown one is below none.
    fn rank(&self, status: &Text) -> usize {
        self.0.iter().position(|term| term == status).unwrap_or(0)
    }

    /// Keeps the one of two states that stands further down in the vocabulary.
    fn settle(&self, own: &mut Text, added: &Value, class: &Class) -> Option<Values> {
        let Value::Text(added) = added else { return None };
        if added == own {
            return None;
        }
        let mut left = added.clone();
        if self.rank(added) > self.rank(own) {
            std::mem::swap(own, &mut left);
        }
        Some(Values::StatusDiffers {
            problem: class.problem.clone().unwrap_or_default(),
            statuses: [own.clone(), left],
        })
    }
}

/// Gives the first row of a problem what a further row adds, with the cells, and takes that row out of counting.
fn join(
    normalized: &mut Normalized,
    first: usize,
    further: usize,
    fields: &Fields,
    order: &Order,
    findings: &mut Vec<Finding>,
) -> Option<()> {
    let other = normalized.entries.get(further)?.clone();
    normalized.entries.get_mut(further)?.count_status = CountStatus::Merged;
    let entry = normalized.entries.get_mut(first)?;
    for (field, added) in other.values.iter().enumerate() {
        let (Some(added), Some(cell)) = (added, other.origin(&normalized.heads, field)) else {
            continue;
        };
        let own_cell = entry.origin(&normalized.heads, field);
        let (own, class) = (entry.values.get_mut(field)?, entry.class.as_deref_mut()?);
        let note = match own {
            None => {
                *own = Some(added.clone());
                class.borrowed.push((field, cell));
                None
            }
            Some(Value::List(list)) => {
                add_items(list, added, (field, own_cell, cell), &mut class.borrowed);
                None
            }
            Some(Value::Text(text)) if Some(field) == fields.status => {
                let note = order.settle(text, added, class);
                if note.is_some() && own.as_ref() == Some(added) {
                    class.borrowed.retain(|(index, _)| *index != field);
                    class.borrowed.push((field, cell));
                }
                note
            }
            Some(Value::Text(text)) if field == fields.problem => wording(text, added),
            Some(_) => None,
        };
        findings.extend(note.map(|note| Finding::new(Place::Cell(cell), note)));
    }
    Some(())
}

/// Two lists may word one problem differently.
fn wording(text: &Text, added: &Value) -> Option<Values> {
    let Value::Text(other) = added else { return None };
    (sentence_key(other) != sentence_key(text))
        .then(|| Values::WordingDiffers { problem: text.clone(), other: other.clone() })
}

/// Adds the items that a list does not have yet; its own cell then stands beside the further one.
fn add_items(
    list: &mut Vec<Text>,
    added: &Value,
    at: (usize, Option<Origin>, Origin),
    borrowed: &mut Vec<(usize, Origin)>,
) {
    let Value::List(added) = added else { return };
    let new: Vec<Text> = added.iter().filter(|item| !list.contains(item)).cloned().collect();
    if new.is_empty() {
        return;
    }
    list.extend(new);
    let (field, own, cell) = at;
    if !borrowed.iter().any(|(index, _)| *index == field) {
        borrowed.extend(own.map(|own| (field, own)));
    }
    borrowed.push((field, cell));
}

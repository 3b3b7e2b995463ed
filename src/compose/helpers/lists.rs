//! Lists → running text: joined, cut, and titles with the verbs that go with them.

use serde_json::Value;

use super::super::data::Data;
use super::Given;
use super::names::{rewritten, without_first_of};
use crate::kind::OwnWords;
use crate::text::document_title::marked;

/// The marks of a list that a helper got.
fn listed(given: &Given<'_, '_>) -> Vec<String> {
    match given.value(0) {
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::String(mark) => vec![mark.clone()],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    }
}

/// `join`: a list as running text, between its members 、 or what the second parameter says; missing when it is empty.
pub(super) fn join(given: &Given<'_, '_>, data: &mut Data) -> String {
    let mut marks = listed(given);
    if given.key("marks").is_some() {
        marks.iter_mut().for_each(|mark| *mark = rewritten(data, mark, marked));
    }
    if let (Some(words), Some(first)) = (given.key_text("after"), marks.first_mut()) {
        for word in words.split('|') {
            *first = without_first_of(data, first, std::iter::once(word));
        }
    }
    let cut = Cut::of(given);
    match marks.is_empty() {
        true => data.missing(&cut.name),
        false => cut.join(data, &marks, given.value(1).as_str().unwrap_or("、")),
    }
}

/// Where a list is cut, and how the rest is said.
struct Cut {
    limit: usize,
    measure: String,
    /// What stands behind a list that is cut.
    cut: String,
    last: Option<String>,
    posts: bool,
    /// What is asked for when the list is empty.
    name: String,
}

impl Cut {
    fn of(given: &Given<'_, '_>) -> Self {
        let words = &given.kind.common.wording;
        let limit = given.key("limit").and_then(Value::as_u64);
        let name = given.helper.param(0).and_then(|param| param.relative_path().cloned());
        Cut {
            limit: limit.map_or(usize::MAX, |limit| limit as usize),
            measure: given.key_text("measure").unwrap_or(words.measure.as_str()).to_owned(),
            cut: words.cut.clone(),
            last: given.key_text("last").map(str::to_owned),
            posts: given.key("posts").is_some(),
            name: name.unwrap_or_default(),
        }
    }

    /// The marks as running text. 等 stands only when the list is cut, and then with the whole count.
    fn join(&self, data: &mut Data, marks: &[String], separator: &str) -> String {
        let kept = marks.get(..self.limit.min(marks.len())).unwrap_or(marks);
        // Names with several posts (党组成员、副主任江舒) are told apart by a comma.
        let inner = self.posts && kept.iter().any(|mark| data.printed(mark).contains('、'));
        let separator = if separator == "、" && inner { "，" } else { separator };
        let last = self.last.as_deref().filter(|_| kept.len() == marks.len());
        let mut text = String::new();
        for (index, mark) in kept.iter().enumerate() {
            if index > 0 {
                let ends = index + 1 == kept.len();
                match last.filter(|_| ends) {
                    Some(last) => text += last,
                    None if are_neighbours(data, &text, mark) => {}
                    None => text += separator,
                }
            }
            text += mark;
        }
        if kept.len() < marks.len() {
            let count = data.slot(&format!("count:{}", self.name), &self.name, &marks.len().to_string());
            text = format!("{text}{}", OwnWords::filled(&self.cut, &format!("{count}{}", self.measure)));
        }
        text
    }
}

/// Marks that close and open need nothing between them (GB/T 15834-2011: no 、 between 》《 and ”“).
fn are_neighbours(data: &Data, before: &str, after: &str) -> bool {
    let (before, after) = (data.printed(before), data.printed(after));
    [('》', '《'), ('”', '“')]
        .iter()
        .any(|(close, open)| before.ends_with(*close) && after.starts_with(*open))
}

/// `rows`: a list in rows of so many.
pub(super) fn rows(given: &Given<'_, '_>) -> Value {
    let list = given.value(0).as_array();
    let size = given.value(1).as_u64().unwrap_or(1).max(1);
    let rows = list.into_iter().flat_map(|list| list.chunks(size as usize));
    rows.map(|row| Value::Array(row.to_vec())).collect()
}

/// Whether a text names a title, with or without the words around its marks.
fn names_title(text: &str, title: &str) -> bool {
    let inner = title.find('《').zip(title.rfind('》')).and_then(|(start, end)| title.get(start..end));
    text.contains(inner.unwrap_or(title))
}

/// `verbed`: titles, each kind of them with its verb.
pub(super) fn verbed(given: &Given<'_, '_>, data: &mut Data) -> String {
    let (mut marks, cut) = (listed(given), Cut::of(given));
    // A title that the text before names already is not said again.
    let beside = data.printed(given.key_text("beside").unwrap_or_default());
    marks.retain(|mark| !names_title(&beside, &data.printed(mark)));
    if marks.is_empty() {
        return data.missing(&cut.name);
    }
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for mark in marks {
        let found = given.kind.title_kind(&data.printed(&mark));
        let own = found.and_then(|found| given.key_text(found.kind));
        let verb = own.or(found.map(|found| found.verb)).unwrap_or_default();
        match groups.iter_mut().find(|(known, _)| known == verb) {
            Some((_, group)) => group.push(mark),
            None => groups.push((verb.to_owned(), vec![mark])),
        }
    }
    let done = given.kind.common.wording.done.as_str();
    let said = groups.iter().map(|(verb, group)| format!("{verb}{done}{}", cut.join(data, group, "、")));
    said.collect::<Vec<_>>().join("，")
}

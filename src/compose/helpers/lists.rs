//! Lists → running text: joined, cut, and titles with the verbs that go with them.

use std::sync::Arc;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError, ScopedJson,
};
use serde_json::Value;

use super::super::data::Data;
use super::names::rewritten;
use super::{Shared, open};
use crate::kind::Kind;
use crate::text::document_title::marked;

/// The marks of a list that a helper got, and what to call it when it is empty.
fn listed(helper: &Helper<'_>) -> (Vec<String>, String) {
    let Some(param) = helper.param(0) else {
        return (Vec::new(), String::new());
    };
    let name = param.relative_path().cloned().unwrap_or_default();
    let marks = match param.value() {
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::String(mark) => vec![mark.clone()],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    };
    (marks, name)
}

pub(super) struct Join {
    pub(super) data: Shared,
}

impl HelperDef for Join {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let (marks, name) = listed(helper);
        let separator = helper.param(1).and_then(|param| param.value().as_str()).unwrap_or("、");
        let mut data = open(&self.data);
        let documents = helper.hash_get("marks").is_some();
        let write = |mark: String| if documents { rewritten(&mut data, &mark, marked) } else { mark };
        let marks: Vec<String> = marks.into_iter().map(write).collect();
        let text = if marks.is_empty() {
            data.missing(&name)
        } else {
            let cut = Cut::of(helper, &name);
            cut.join(&mut data, &marks, separator)
        };
        Ok(out.write(&text)?)
    }
}

/// Where a list is cut, and how the rest is said.
struct Cut {
    limit: usize,
    measure: String,
    last: Option<String>,
    posts: bool,
    name: String,
}

impl Cut {
    fn of(helper: &Helper<'_>, name: &str) -> Self {
        let limit = helper.hash_get("limit").and_then(|param| param.value().as_u64());
        let measure = helper.hash_get("measure").and_then(|param| param.value().as_str());
        Cut {
            limit: limit.map_or(usize::MAX, |limit| limit as usize),
            measure: measure.unwrap_or("项").to_owned(),
            last: helper.hash_get("last").and_then(|param| param.value().as_str()).map(str::to_owned),
            posts: helper.hash_get("posts").is_some(),
            name: name.to_owned(),
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
            text = format!("{text}等{count}{}", self.measure);
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

/// A list in rows of so many.
pub(super) struct EntriesHelper;

impl HelperDef for EntriesHelper {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let list = helper.param(0).and_then(|param| param.value().as_array());
        let size = helper.param(1).and_then(|param| param.value().as_u64()).unwrap_or(1).max(1);
        let rows = list.into_iter().flat_map(|list| list.chunks(size as usize));
        Ok(ScopedJson::Derived(rows.map(|row| Value::Array(row.to_vec())).collect()))
    }
}

/// Whether a text names a title, with or without the words around its marks.
fn names_title(text: &str, title: &str) -> bool {
    let inner = title.find('《').zip(title.rfind('》')).and_then(|(start, end)| title.get(start..end));
    text.contains(inner.unwrap_or(title))
}

pub(super) struct Verbed {
    pub(super) data: Shared,
    pub(super) kind: Arc<Kind>,
}

impl HelperDef for Verbed {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let (mut marks, name) = listed(helper);
        let cut = Cut::of(helper, &name);
        let mut data = open(&self.data);
        // A title that the text before names already is not said again.
        let beside = helper.hash_get("beside").and_then(|param| param.value().as_str());
        let beside = beside.map(|mark| data.printed(mark)).unwrap_or_default();
        marks.retain(|mark| !names_title(&beside, &data.printed(mark)));
        if marks.is_empty() {
            return Ok(out.write(&data.missing(&name))?);
        }
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for mark in marks {
            let found = self.kind.title_kind(&data.printed(&mark));
            let own = found.and_then(|found| helper.hash_get(found.kind)?.value().as_str());
            let verb = own.or(found.map(|found| found.verb)).unwrap_or("学习");
            match groups.iter_mut().find(|(known, _)| known == verb) {
                Some((_, group)) => group.push(mark),
                None => groups.push((verb.to_owned(), vec![mark])),
            }
        }
        let said = groups.iter().map(|(verb, group)| format!("{verb}了{}", cut.join(&mut data, group, "、")));
        let said: Vec<String> = said.collect();
        Ok(out.write(&said.join("，"))?)
    }
}

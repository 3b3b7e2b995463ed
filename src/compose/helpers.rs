//! The words of the template language beyond handlebars' own: clauses that drop out, claims that need data, lists.
//!
//! | in a text | what it does |
//! |---|---|
//! | `{{#clause}}，收回{{x}}份{{/clause}}` | stands only when every datum in it is there and not zero |
//! | `{{#claim "迅速"}}迅速{{else}}…{{/claim}}` | stands only when the data bear the word out |
//! | `{{#if x}}`, `{{#unless x}}` | a datum that is missing or zero is no |
//! | `{{#if (more x y)}}`, `{{#if (any x y)}}`, `{{#if (all x y)}}` | compare, one of, each of |
//! | `{{join xs "、"}}` | a list; no mark between neighbouring 《》 or “”; `limit=8 measure="篇"` cuts with 等N篇 |
//! | `{{verbed xs}}` | titles with their verbs: 学习了《甲》《乙》，观看了丙 |
//! | `{{event this}}` | an activity's name: its theme when that is a name already, else “theme” and what its type is called |

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson, StringOutput,
};
use serde_json::Value;

use super::data::{DROPPED, Data, State};
use crate::kind::Kind;

/// The data of the run, shared by all helpers.
pub(super) type Shared = Arc<Mutex<Data>>;

/// The data behind the lock. Rendering runs on one thread, so a poisoned lock still holds whole data.
pub(super) fn open(data: &Shared) -> MutexGuard<'_, Data> {
    data.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The names of the helpers above, with how many parameters each takes at least.
pub(super) const HELPERS: [(&str, usize); 13] = [
    ("clause", 0),
    ("claim", 1),
    ("if", 1),
    ("unless", 1),
    ("each", 1),
    ("with", 1),
    ("lookup", 2),
    ("more", 2),
    ("any", 1),
    ("all", 1),
    ("join", 2),
    ("verbed", 1),
    ("event", 1),
];

/// Registers all helpers.
pub(super) fn register(
    engine: &mut Handlebars<'_>,
    data: &Shared,
    kind: &Arc<Kind>,
    borne_out: BTreeSet<String>,
) {
    engine.register_escape_fn(handlebars::no_escape);
    engine.register_helper(
        "clause",
        Box::new(Clause {
            data: Arc::clone(data),
        }),
    );
    engine.register_helper("claim", Box::new(Claim { borne_out }));
    for (name, wanted) in [("if", true), ("unless", false)] {
        engine.register_helper(
            name,
            Box::new(Condition {
                data: Arc::clone(data),
                wanted,
            }),
        );
    }
    for (name, test) in [("any", Test::Any), ("all", Test::All), ("more", Test::More)] {
        engine.register_helper(
            name,
            Box::new(Predicate {
                data: Arc::clone(data),
                test,
            }),
        );
    }
    engine.register_helper(
        "join",
        Box::new(Join {
            data: Arc::clone(data),
        }),
    );
    engine.register_helper(
        "event",
        Box::new(Event {
            data: Arc::clone(data),
            kind: Arc::clone(kind),
        }),
    );
    engine.register_helper(
        "verbed",
        Box::new(Verbed {
            data: Arc::clone(data),
            kind: Arc::clone(kind),
        }),
    );
}

struct Clause {
    data: Shared,
}

impl HelperDef for Clause {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        engine: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let Some(template) = helper.template() else {
            return Ok(());
        };
        let mut inner = StringOutput::new();
        template.render(engine, context, state, &mut inner)?;
        let text = inner
            .into_string()
            .map_err(|fault| RenderErrorReason::Other(fault.to_string()))?;
        if !open(&self.data).lacks(&text) {
            out.write(&text)?;
            return Ok(());
        }
        match helper.inverse() {
            Some(inverse) => inverse.render(engine, context, state, out),
            None => Ok(out.write(&DROPPED.to_string())?),
        }
    }
}

struct Claim {
    borne_out: BTreeSet<String>,
}

impl HelperDef for Claim {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        engine: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let word = helper
            .param(0)
            .and_then(|param| param.value().as_str())
            .unwrap_or_default();
        let holds = self.borne_out.contains(word);
        choose(holds, helper, engine, context, state, out)
    }
}

struct Condition {
    data: Shared,
    wanted: bool,
}

impl HelperDef for Condition {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        engine: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let given = helper
            .param(0)
            .is_some_and(|param| is_there(&open(&self.data), param.value()));
        choose(given == self.wanted, helper, engine, context, state, out)
    }
}

fn choose<'reg: 'rc, 'rc>(
    holds: bool,
    helper: &Helper<'rc>,
    engine: &'reg Handlebars<'reg>,
    context: &'rc Context,
    state: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    match if holds {
        helper.template()
    } else {
        helper.inverse()
    } {
        Some(template) => template.render(engine, context, state, out),
        None if holds => Ok(()),
        None => Ok(out.write(&DROPPED.to_string())?),
    }
}

/// Whether a value of the context is there: a datum that is present, a list with members, or true.
fn is_there(data: &Data, value: &Value) -> bool {
    match value {
        Value::String(text) => data
            .of(text)
            .map_or(!text.is_empty(), |datum| datum.state == State::Present),
        Value::Array(list) => !list.is_empty(),
        Value::Bool(flag) => *flag,
        Value::Object(_) => true,
        Value::Null => false,
        Value::Number(number) => number.as_f64() != Some(0.0),
    }
}

fn number(data: &Data, value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => data.of(text)?.number,
        Value::Array(list) => Some(list.len() as f64),
        Value::Number(number) => number.as_f64(),
        Value::Bool(_) | Value::Null | Value::Object(_) => None,
    }
}

#[derive(Clone, Copy)]
enum Test {
    Any,
    All,
    More,
}

struct Predicate {
    data: Shared,
    test: Test,
}

impl HelperDef for Predicate {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let data = open(&self.data);
        let mut given = helper.params().iter().map(|param| param.value());
        let holds = match self.test {
            Test::Any => given.any(|value| is_there(&data, value)),
            Test::All => given.all(|value| is_there(&data, value)),
            Test::More => match (given.next(), given.next()) {
                (Some(a), Some(b)) => number(&data, a).zip(number(&data, b)).is_some_and(|(a, b)| a > b),
                _ => false,
            },
        };
        Ok(ScopedJson::Derived(Value::Bool(holds)))
    }
}

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

struct Join {
    data: Shared,
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
        let separator = helper
            .param(1)
            .and_then(|param| param.value().as_str())
            .unwrap_or("、");
        let mut data = open(&self.data);
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
    name: String,
}

impl Cut {
    fn of(helper: &Helper<'_>, name: &str) -> Self {
        let limit = helper.hash_get("limit").and_then(|param| param.value().as_u64());
        let measure = helper
            .hash_get("measure")
            .and_then(|param| param.value().as_str());
        Cut {
            limit: limit.map_or(usize::MAX, |limit| limit as usize),
            measure: measure.unwrap_or("项").to_owned(),
            name: name.to_owned(),
        }
    }

    /// The marks as running text. 等 stands only when the list is cut, and then with the whole count.
    fn join(&self, data: &mut Data, marks: &[String], separator: &str) -> String {
        let kept = marks.get(..self.limit.min(marks.len())).unwrap_or(marks);
        let mut text = String::new();
        for mark in kept {
            if !text.is_empty() && !are_neighbours(data, &text, mark) {
                text += separator;
            }
            text += mark;
        }
        if kept.len() < marks.len() {
            let count = data.slot(
                &format!("count:{}", self.name),
                &self.name,
                &marks.len().to_string(),
            );
            text = format!("{text}等{count}{}", self.measure);
        }
        text
    }
}

/// Marks that close and open need nothing between them (GB/T 15834-2011: no 、 between 》《 and ”“).
fn are_neighbours(data: &Data, before: &str, after: &str) -> bool {
    let closed = data
        .printed(before)
        .chars()
        .last()
        .is_some_and(|last| "》”".contains(last));
    closed && data.printed(after).starts_with(['《', '“'])
}

struct Verbed {
    data: Shared,
    kind: Arc<Kind>,
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
        let (marks, name) = listed(helper);
        let cut = Cut::of(helper, &name);
        let mut data = open(&self.data);
        if marks.is_empty() {
            return Ok(out.write(&data.missing(&name))?);
        }
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for mark in marks {
            let verb = self
                .kind
                .title_kind(&data.printed(&mark))
                .map_or("学习", |kind| kind.verb);
            match groups.iter_mut().find(|(known, _)| known == verb) {
                Some((_, group)) => group.push(mark),
                None => groups.push((verb.to_owned(), vec![mark])),
            }
        }
        let said = groups
            .iter()
            .map(|(verb, group)| format!("{verb}了{}", cut.join(&mut data, group, "、")));
        let said: Vec<String> = said.collect();
        Ok(out.write(&said.join("，"))?)
    }
}

struct Event {
    data: Shared,
    kind: Arc<Kind>,
}

/// The fields of an activity that its name is made from.
const THEME: &str = "主题";
const TYPE: &str = "活动类型";

impl HelperDef for Event {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let row = helper.param(0).map_or(&Value::Null, |param| param.value());
        let mark = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default();
        let data = open(&self.data);
        let (theme, kind) = (data.printed(mark(THEME)), data.printed(mark(TYPE)));
        let noun = self.noun(&kind);
        let text = match (theme.is_empty(), kind.is_empty()) {
            (false, _) if is_name(&theme, noun) => mark(THEME).to_owned(),
            (false, true) => format!("“{}”活动", mark(THEME)),
            (false, false) => format!("“{}”{noun}", mark(THEME)),
            (true, false) => noun.to_owned(),
            (true, true) => mark(THEME).to_owned(),
        };
        Ok(out.write(&text)?)
    }
}

impl Event {
    /// What running text calls an activity of a type (主题党日 → 主题党日活动); an unknown type is its own name.
    fn noun<'a>(&'a self, kind: &'a str) -> &'a str {
        let types = self.kind.vocabulary.list("activity_types");
        let row = types.rows().find(|row| row.get("term") == kind);
        row.map(|row| row.get("noun"))
            .filter(|noun| !noun.is_empty())
            .unwrap_or(kind)
    }
}

/// Whether a theme is already the name of an event: quoted, or ending as such names do.
fn is_name(theme: &str, noun: &str) -> bool {
    const ENDINGS: [&str; 8] = ["会", "活动", "党课", "班", "讲堂", "党日", "讲座", "仪式"];
    theme.contains(['“', '《']) || theme.ends_with(noun) || ENDINGS.iter().any(|end| theme.ends_with(end))
}

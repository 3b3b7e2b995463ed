//! The words of the template language beyond handlebars' own: clauses that drop out, claims that need data, lists.
//!
//! | in a text | what it does |
//! |---|---|
//! | `{{#clause}}，收回{{x}}份{{/clause}}` | stands only when every datum in it is there and not zero |
//! | `{{#claim "迅速"}}迅速{{else}}…{{/claim}}` | stands only when the data bear the word out |
//! | `{{#if x}}`, `{{#unless x}}` | a datum that is missing or zero is no |
//! | `{{#if (more x y)}}`, `{{#if (any x y)}}`, `{{#if (all x y)}}` | compare, one of, each of |
//! | `{{#if (is x "制度")}}` | the datum prints as that word |
//! | `{{#if (holds x "党课")}}` | the datum contains that word |
//! | `{{join xs "、"}}` | a list; no mark between neighbouring 《》 or “”; `limit=8 measure="篇"` cuts with 等N篇; `last="和"` joins the last; `posts=true` for names with posts; `marks=true` puts documents in 《》 |
//! | `{{verbed xs}}` | titles with their verbs: 学习了《甲》《乙》，观看了丙; `film="组织观看"` gives a kind another verb; `beside=x` leaves out those that x names |
//! | `{{#each (rows xs 2)}}` | a list in rows of so many |
//! | `{{chain x y}}` | x and y without the words that x ends and y begins with: 区教育局机关 + 机关效能年 |
//! | `{{without x "组织" "开展"}}` | x without the first of these words that it begins with, when more than a character is left |
//! | `{{book x}}` | a title in 《》, those inside it in 〈〉; one that has its 《》 stays |
//! | `{{topic x y}}` | the title of a talk in 《》, from its theme x that may name the speaker y too |
//! | `{{event this}}` | an activity's name: its theme when that is a name already, else “theme” and what its type is called |
//! | `{{act this}}` | the same with its verb (`vocabulary/acts.tsv`), or the theme when it says what was done; `done=true` adds 了, `plain=true` leaves out 组织 |
//! | `{{> row}}` | the text of `row.hbs`, which no section of the outline names, in this place |

mod acts;
mod lists;
mod names;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson, StringOutput,
};
use serde_json::Value;

use self::acts::Event;
use self::lists::{EntriesHelper, Join, Verbed};
use self::names::{Book, Chain, Topic, Without};
use super::data::{DROPPED, Data, State};
use crate::kind::Kind;

/// The data of the run, shared by all helpers.
pub(super) type Shared = Arc<Mutex<Data>>;

/// The data behind the lock. Rendering runs on one thread, so a poisoned lock still holds whole data.
pub(super) fn open(data: &Shared) -> MutexGuard<'_, Data> {
    data.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a helper takes.
pub(super) struct HelperRule {
    pub(super) name: &'static str,
    /// The least and the most parameters.
    pub(super) least: usize,
    pub(super) most: usize,
    /// The keys that it knows.
    pub(super) keys: &'static [&'static str],
}

const fn takes(name: &'static str, least: usize, most: usize) -> HelperRule {
    HelperRule { name, least, most, keys: &[] }
}

/// So many parameters are enough for any list of them.
const MANY: usize = 99;

/// The helpers above, with what each takes.
pub(super) const HELPERS: [HelperRule; 20] = [
    takes("clause", 0, 0),
    takes("claim", 1, 1),
    takes("if", 1, 1),
    takes("unless", 1, 1),
    takes("each", 1, 1),
    takes("with", 1, 1),
    takes("holds", 2, 2),
    takes("more", 2, 2),
    takes("any", 1, MANY),
    takes("all", 1, MANY),
    HelperRule { keys: &["limit", "measure", "last", "posts", "marks"], ..takes("join", 1, 2) },
    HelperRule { keys: &["limit", "measure", "last", "posts", "beside"], ..takes("verbed", 1, 1) },
    takes("event", 1, 1),
    HelperRule { keys: &["done", "plain"], ..takes("act", 1, 1) },
    takes("topic", 2, 2),
    takes("is", 2, 2),
    takes("book", 1, 1),
    takes("chain", 2, 2),
    takes("rows", 2, 2),
    takes("without", 2, MANY),
];

/// The fields of a row that helpers read without being told their names.
pub(super) fn fields(kind: &Kind) -> [&str; 2] {
    acts::fields(kind)
}

/// Registers all helpers.
pub(super) fn register(
    engine: &mut Handlebars<'_>,
    data: &Shared,
    kind: &Arc<Kind>,
    borne_out: BTreeSet<String>,
) {
    engine.register_escape_fn(handlebars::no_escape);
    engine.register_helper("clause", Box::new(Clause { data: Arc::clone(data) }));
    engine.register_helper("claim", Box::new(Claim { borne_out }));
    for (name, wanted) in [("if", true), ("unless", false)] {
        engine.register_helper(name, Box::new(Condition { data: Arc::clone(data), wanted }));
    }
    let tests = [
        ("any", Test::Any),
        ("all", Test::All),
        ("more", Test::More),
        ("is", Test::Is),
        ("holds", Test::Holds),
    ];
    for (name, test) in tests {
        engine.register_helper(name, Box::new(Predicate { data: Arc::clone(data), test }));
    }
    engine.register_helper("rows", Box::new(EntriesHelper));
    engine.register_helper("chain", Box::new(Chain { data: Arc::clone(data) }));
    let book = Book { data: Arc::clone(data) };
    engine.register_helper("book", Box::new(book));
    engine.register_helper("join", Box::new(Join { data: Arc::clone(data) }));
    engine.register_helper("without", Box::new(Without { data: Arc::clone(data) }));
    for (name, with_verb) in [("event", false), ("act", true)] {
        let event = Event { data: Arc::clone(data), kind: Arc::clone(kind), with_verb };
        engine.register_helper(name, Box::new(event));
    }
    engine.register_helper("topic", Box::new(Topic { data: Arc::clone(data) }));
    engine.register_helper("verbed", Box::new(Verbed { data: Arc::clone(data), kind: Arc::clone(kind) }));
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
        let text = inner.into_string().map_err(|fault| RenderErrorReason::Other(fault.to_string()))?;
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
        let word = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
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
        let given = helper.param(0).is_some_and(|param| is_there(&open(&self.data), param.value()));
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
    match if holds { helper.template() } else { helper.inverse() } {
        Some(template) => template.render(engine, context, state, out),
        None if holds => Ok(()),
        None => Ok(out.write(&DROPPED.to_string())?),
    }
}

/// Whether a value of the context is there: a datum that is present, a list with members, or true.
fn is_there(data: &Data, value: &Value) -> bool {
    match value {
        Value::String(text) => data.of(text).map_or(!text.is_empty(), |datum| datum.state == State::Present),
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

/// Two values as they print; a word in quotes prints as itself.
fn pair<'v>(data: &Data, mut given: impl Iterator<Item = &'v Value>) -> Option<(String, String)> {
    let mut next = || given.next().and_then(Value::as_str).map(|text| data.printed(text));
    Some((next()?, next()?))
}

#[derive(Clone, Copy)]
enum Test {
    Any,
    All,
    More,
    Is,
    Holds,
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
            Test::Is => pair(&data, given).is_some_and(|(text, word)| text == word),
            Test::Holds => pair(&data, given).is_some_and(|(text, word)| text.contains(&word)),
        };
        Ok(ScopedJson::Derived(Value::Bool(holds)))
    }
}

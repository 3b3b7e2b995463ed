//! The words of the template language beyond handlebars' own: clauses that drop out, claims that need data, lists.
//!
//! | in a text | what it does |
//! |---|---|
//! | `{{#clause}}，收回{{x}}份{{/clause}}` | stands only when every datum in it is there and not zero |
//! | `{{#claim "迅速"}}迅速{{else}}…{{/claim}}` | stands only when the data bear the word out |
//! | `{{#if x}}`, `{{#unless x}}` | a datum that is missing or zero is no |
//! | `{{#if (more x y)}}`, `{{#if (any x y)}}`, `{{#if (all x y)}}` | compare, one of, each of |
//! | `{{#if (is x "制度")}}` | the datum, or the one member of a list, prints as that word |
//! | `{{#if (holds x "党课")}}` | the datum contains that word |
//! | `{{#if (serves this)}}` | those who took part are whom it was done for (约谈), by the column `serves` of the vocabulary of types |
//! | `{{join xs "、"}}` | a list; no mark between neighbouring 《》 or “”; `limit=8 measure="篇"` cuts with 等N篇; `last="和"` joins the last; `posts=true` for names with posts; `marks=true` puts documents in 《》; `after="下一步，|将"` leaves out of the first what stands before it already |
//! | `{{verbed xs}}` | titles with their verbs: 学习了《甲》《乙》，观看了丙; `film="组织观看"` gives a kind another verb; `beside=x` leaves out those that x names |
//! | `{{#each (rows xs 2)}}` | a list in rows of so many |
//! | `{{chain x y}}` | x and y without the words that x ends and y begins with: 区教育局机关 + 机关效能年 |
//! | `{{without x "组织" "开展"}}` | x without the first of these words that it begins with, when more than a character is left |
//! | `{{book x}}` | a title in 《》, those inside it in 〈〉; one that has its 《》 stays |
//! | `{{money x "元"}}` | an amount with its unit, in 万 where it is large and round: 3.5万元, 800元 |
//! | `{{topic x y}}` | the title of a talk in 《》, from its theme x that may name the speaker y too |
//! | `{{event this}}` | an activity's name: its theme when that is a name already, else “theme” and what its type is called |
//! | `{{act this}}` | the same with its verb (`vocabulary/acts.tsv`), or the theme when it says what was done; `done=true` adds 了, `plain=true` leaves out 组织, `by=x` who did it when the theme says so too |
//! | `{{> row}}` | the text of `row.hbs`, which no section of the outline names, in this place |

mod acts;
mod lists;
mod names;

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson, StringOutput,
};
use serde_json::Value;

use super::data::{DROPPED, Data, State};
use crate::kind::Kind;

/// The data behind the lock. Rendering runs on one thread, so a poisoned lock still holds whole data.
pub(super) fn open(data: &Mutex<Data>) -> MutexGuard<'_, Data> {
    data.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A helper: what it takes, and what it does with that.
pub(super) struct HelperRule {
    pub(super) name: &'static str,
    /// How many parameters it takes at least, and at most.
    pub(super) least: usize,
    pub(super) most: usize,
    /// The keys that it takes (`limit=3`).
    pub(super) keys: &'static [&'static str],
    does: Does,
}

/// What a helper does when a text calls it.
enum Does {
    /// What the template language itself has it do.
    AsEver,
    /// Writes a text in its place.
    Writes(fn(&Given<'_, '_>, &mut Data) -> String),
    /// Gives a value to the helper around it.
    Gives(fn(&Given<'_, '_>, &Data) -> Value),
    /// Says whether the block stands, or else what follows `else`.
    Stands(fn(&Given<'_, '_>, &Data) -> bool),
    /// Renders the block, and drops it when a datum in it is missing or zero.
    Drops,
}

use Does::{AsEver, Drops, Gives, Stands, Writes};

const fn helper(name: &'static str, least: usize, most: usize, does: Does) -> HelperRule {
    HelperRule { name, least, most, keys: &[], does }
}

/// More parameters than any text gives, for helpers that take as many as there are.
const MANY: usize = 99;

/// The helpers in the table at the top of this file.
pub(super) static HELPERS: [HelperRule; 22] = [
    helper("each", 1, 1, AsEver),
    helper("with", 1, 1, AsEver),
    helper("clause", 0, 0, Drops),
    helper("claim", 1, 1, Stands(|given, _| given.borne_out.contains(given.text(0)))),
    helper("if", 1, 1, Stands(|given, data| is_there(data, given.value(0)))),
    helper("unless", 1, 1, Stands(|given, data| !is_there(data, given.value(0)))),
    helper("any", 1, MANY, Gives(|given, data| given.values().any(|value| is_there(data, value)).into())),
    helper("all", 1, MANY, Gives(|given, data| given.values().all(|value| is_there(data, value)).into())),
    helper("more", 2, 2, Gives(|given, data| more(data, given.value(0), given.value(1)).into())),
    helper("is", 2, 2, Gives(|given, data| given.both(data).is_some_and(|[text, word]| text == word).into())),
    helper(
        "holds",
        2,
        2,
        Gives(|given, data| given.both(data).is_some_and(|[text, word]| text.contains(&word)).into()),
    ),
    helper("serves", 1, 1, Gives(|given, data| acts::serves(given, data).into())),
    helper("rows", 2, 2, Gives(|given, _| lists::rows(given))),
    HelperRule {
        keys: &["limit", "measure", "last", "posts", "marks", "after"],
        ..helper("join", 1, 2, Writes(lists::join))
    },
    HelperRule {
        keys: &["limit", "measure", "last", "posts", "beside"],
        ..helper("verbed", 1, 1, Writes(lists::verbed))
    },
    helper("event", 1, 1, Writes(acts::named)),
    HelperRule { keys: &["done", "plain", "by"], ..helper("act", 1, 1, Writes(acts::told)) },
    helper("topic", 2, 2, Writes(names::topic)),
    helper("book", 1, 1, Writes(names::book)),
    helper("chain", 2, 2, Writes(names::chain)),
    helper("money", 2, 2, Writes(names::money)),
    helper("without", 2, MANY, Writes(names::without)),
];

/// The fields of a row that helpers read without being told their names.
pub(super) fn fields(kind: &Kind) -> [&str; 2] {
    acts::fields(kind)
}

/// Makes the helpers known to the engine that renders the texts of a kind.
pub(super) fn register<'r>(
    engine: &mut Handlebars<'r>,
    data: &'r Mutex<Data>,
    kind: &'r Kind,
    borne_out: &'r BTreeSet<String>,
) {
    engine.register_escape_fn(handlebars::no_escape);
    for rule in HELPERS.iter().filter(|rule| !matches!(rule.does, AsEver)) {
        engine.register_helper(rule.name, Box::new(Registered { rule, data, kind, borne_out }));
    }
}

/// A helper with what it looks at besides its parameters.
struct Registered<'r> {
    rule: &'static HelperRule,
    data: &'r Mutex<Data>,
    kind: &'r Kind,
    borne_out: &'r BTreeSet<String>,
}

/// What a text gives to a helper.
struct Given<'h, 'rc> {
    helper: &'h Helper<'rc>,
    kind: &'h Kind,
    borne_out: &'h BTreeSet<String>,
}

impl Given<'_, '_> {
    fn values(&self) -> impl Iterator<Item = &Value> {
        self.helper.params().iter().map(|param| param.value())
    }

    /// A parameter; null where there is none.
    fn value(&self, at: usize) -> &Value {
        self.values().nth(at).unwrap_or(&Value::Null)
    }

    /// A parameter that is a text or the mark of a datum; empty where there is none.
    fn text(&self, at: usize) -> &str {
        self.value(at).as_str().unwrap_or_default()
    }

    /// The first two parameters as they print; a word in quotes prints as itself, a list of one as its member.
    fn both(&self, data: &Data) -> Option<[String; 2]> {
        let printed = |at| match self.value(at) {
            Value::Array(list) if list.len() == 1 => Some(data.printed(list.first()?.as_str()?)),
            value => Some(data.printed(value.as_str()?)),
        };
        Some([printed(0)?, printed(1)?])
    }

    /// What stands behind a key (`limit=8`).
    fn key(&self, key: &str) -> Option<&Value> {
        self.helper.hash_get(key).map(|param| param.value())
    }

    fn key_text(&self, key: &str) -> Option<&str> {
        self.key(key)?.as_str()
    }
}

impl Registered<'_> {
    fn given<'h, 'rc>(&'h self, helper: &'h Helper<'rc>) -> Given<'h, 'rc> {
        Given { helper, kind: self.kind, borne_out: self.borne_out }
    }
}

impl HelperDef for Registered<'_> {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        match self.rule.does {
            Gives(value) => Ok(ScopedJson::Derived(value(&self.given(helper), &open(self.data)))),
            _ => Err(RenderErrorReason::Unimplemented.into()),
        }
    }

    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        engine: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let given = self.given(helper);
        let stands = match self.rule.does {
            AsEver | Gives(_) => return Err(RenderErrorReason::Unimplemented.into()),
            Writes(text) => return Ok(out.write(&text(&given, &mut open(self.data)))?),
            Stands(when) => when(&given, &open(self.data)),
            Drops => {
                let Some(template) = helper.template() else { return Ok(()) };
                let mut inner = StringOutput::new();
                template.render(engine, context, state, &mut inner)?;
                let text =
                    inner.into_string().map_err(|fault| RenderErrorReason::Other(fault.to_string()))?;
                if !open(self.data).lacks(&text) {
                    return Ok(out.write(&text)?);
                }
                false
            }
        };
        match if stands { helper.template() } else { helper.inverse() } {
            Some(template) => template.render(engine, context, state, out),
            None if stands => Ok(()),
            None => Ok(out.write(&DROPPED.to_string())?),
        }
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

/// Whether a number or the length of a list is more than another.
fn more(data: &Data, a: &Value, b: &Value) -> bool {
    number(data, a).zip(number(data, b)).is_some_and(|(a, b)| a > b)
}

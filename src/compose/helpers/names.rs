//! Activities and titles → what running text calls them.

use std::sync::Arc;

use handlebars::{Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext};
use serde_json::Value;

use super::super::data::{Datum, State};
use super::{Shared, open};
use crate::kind::Kind;

pub(super) struct Event {
    pub(super) data: Shared,
    pub(super) kind: Arc<Kind>,
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
        row.map(|row| row.get("noun")).filter(|noun| !noun.is_empty()).unwrap_or(kind)
    }
}

/// Whether a theme is already the name of an event: quoted, or ending as such names do.
fn is_name(theme: &str, noun: &str) -> bool {
    const ENDINGS: [&str; 9] = ["会", "活动", "行动", "党课", "班", "讲堂", "党日", "讲座", "仪式"];
    theme.contains(['“', '《']) || theme.ends_with(noun) || ENDINGS.iter().any(|end| theme.ends_with(end))
}

pub(super) struct Book {
    pub(super) data: Shared,
}

impl HelperDef for Book {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let mark = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
        let mut data = open(&self.data);
        let booked = data.of(mark).filter(|datum| datum.state == State::Present).map(booked);
        let text = booked.map_or_else(|| mark.to_owned(), |datum| data.keep(datum));
        Ok(out.write(&text)?)
    }
}

/// A title as a book title (GB/T 15834-2011, 4.15: inner titles take 〈〉).
fn booked(datum: &Datum) -> Datum {
    let mut datum = datum.clone();
    let whole = datum.pieces.first().is_some_and(|(text, _)| text.starts_with('《'));
    if let [(text, _)] = datum.pieces.as_mut_slice()
        && !whole
    {
        *text = format!("《{}》", text.replace('《', "〈").replace('》', "〉"));
    }
    datum
}

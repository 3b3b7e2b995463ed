//! Activities and titles → what running text calls them.

use std::sync::Arc;

use handlebars::{Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext};
use serde_json::Value;

use super::super::data::{Datum, State};
use super::{Shared, open};
use crate::kind::{FieldRole, Kind, TableRule, WordList, WordRow};

pub(super) struct Event {
    pub(super) data: Shared,
    pub(super) kind: Arc<Kind>,
}

/// What the two fields of an event that its name is made from are called: its theme and its type.
pub(super) fn fields(kind: &Kind) -> [&str; 2] {
    [FieldRole::Theme, FieldRole::Type].map(|role| {
        let field = kind.tables.iter().find_map(|table| table.fields.get(table.at(role)?));
        field.map_or("", |field| field.name.as_str())
    })
}

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
        let [theme_field, type_field] = fields(&self.kind);
        let mark = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default();
        let mut data = open(&self.data);
        let theme_mark = match data.of(mark(theme_field)).map(|datum| (datum, verb(datum))) {
            Some((datum, verb)) if verb > 0 => {
                let datum = without_first(datum, verb);
                data.keep(datum)
            }
            _ => mark(theme_field).to_owned(),
        };
        let mark = |field: &str| if field == theme_field { theme_mark.as_str() } else { mark(field) };
        let (theme, kind) = (data.printed(mark(theme_field)), data.printed(mark(type_field)));
        let noun = self.noun(&kind);
        let text = match (theme.is_empty(), kind.is_empty()) {
            (false, _) if self.is_name(&theme, &kind) => mark(theme_field).to_owned(),
            (false, true) => format!("“{}”活动", mark(theme_field)),
            (false, false) => format!("“{}”{noun}", mark(theme_field)),
            (true, false) => noun.to_owned(),
            (true, true) => mark(theme_field).to_owned(),
        };
        Ok(out.write(&text)?)
    }
}

/// How many bytes of a theme are a verb that the sentence brings itself (召开警示教育大会).
fn verb(theme: &Datum) -> usize {
    const VERBS: [&str; 7] = ["组织开展", "组织召开", "召开", "开展", "举办", "举行", "组织"];
    let text = theme.pieces.first().map_or("", |(text, _)| text.as_str());
    VERBS.iter().find(|verb| text.starts_with(**verb)).map_or(0, |verb| verb.len())
}

impl Event {
    /// The types that events may have.
    fn types(&self) -> impl Iterator<Item = WordRow<'_>> {
        let field = |table: &'_ TableRule| table.at(FieldRole::Type);
        let mut words = self
            .kind
            .tables
            .iter()
            .filter_map(|table| table.fields.get(field(table)?)?.vocabulary.as_deref());
        let list = words.next().map(|name| self.kind.vocabulary.list(name));
        list.into_iter().flat_map(WordList::rows)
    }

    /// What running text calls an activity of a type (主题党日 → 主题党日活动); an unknown type is its own name.
    fn noun<'a>(&'a self, kind: &'a str) -> &'a str {
        let row = self.types().find(|row| row.get("term") == kind);
        let unknown = || kind.strip_prefix("组织").filter(|rest| rest.chars().count() > 1).unwrap_or(kind);
        row.map(|row| row.get("noun")).filter(|noun| !noun.is_empty()).unwrap_or_else(unknown)
    }

    /// Whether a theme is already the name of an event: quoted, or ending as names of its type or of any
    /// event do.
    fn is_name(&self, theme: &str, kind: &str) -> bool {
        const ENDINGS: [&str; 9] = ["会", "活动", "行动", "党课", "班", "讲堂", "党日", "讲座", "仪式"];
        let row = self.types().find(|row| row.get("term") == kind);
        let aliases =
            row.iter().flat_map(|row| row.words("aliases").chain([row.get("noun"), row.get("term")]));
        let mut endings = aliases.chain(ENDINGS).chain([kind]).filter(|end| !end.is_empty());
        // A theme that says where or for whom is a phrase, not a name, however it ends.
        const PHRASES: [char; 8] = ['赴', '与', '到', '为', '在', '对', '向', '去'];
        !theme.starts_with(PHRASES)
            && (theme.contains(['“', '《']) || endings.any(|end| theme.ends_with(end)))
    }
}

pub(super) struct Without {
    pub(super) data: Shared,
}

impl HelperDef for Without {
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
        let printed = data.printed(mark);
        let words = helper.params().iter().skip(1).filter_map(|param| param.value().as_str());
        let left = |word: &&str| printed.strip_prefix(word).is_some_and(|rest| rest.chars().count() > 1);
        let bare =
            words.into_iter().find(left).and_then(|word| Some(without_first(data.of(mark)?, word.len())));
        let text = bare.map_or_else(|| mark.to_owned(), |datum| data.keep(datum));
        Ok(out.write(&text)?)
    }
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

pub(super) struct Chain {
    pub(super) data: Shared,
}

impl HelperDef for Chain {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let mark =
            |index: usize| helper.param(index).and_then(|param| param.value().as_str()).unwrap_or_default();
        let mut data = open(&self.data);
        let overlap = overlap(&data.printed(mark(0)), &data.printed(mark(1)));
        let second = match data.of(mark(1)) {
            Some(datum) if overlap > 0 => {
                let datum = without_first(datum, overlap);
                data.keep(datum)
            }
            Some(_) => mark(1).to_owned(),
            // A word in quotes is no datum.
            None => mark(1).get(overlap..).unwrap_or_default().to_owned(),
        };
        Ok(out.write(&format!("{}{second}", mark(0)))?)
    }
}

/// How many bytes of `second` repeat the end of `first`; a single character is chance, not repetition.
fn overlap(first: &str, second: &str) -> usize {
    let ends = second.char_indices().skip(1).map(|(index, _)| index).chain([second.len()]);
    let repeated = ends.filter(|end| second.get(..*end).is_some_and(|start| first.ends_with(start)));
    repeated
        .filter(|end| second.get(..*end).is_some_and(|start| start.chars().count() > 1))
        .max()
        .unwrap_or(0)
}

/// A datum without its first `bytes`, when they lie in its first piece.
fn without_first(datum: &Datum, bytes: usize) -> Datum {
    let mut datum = datum.clone();
    if let Some((text, _)) = datum.pieces.first_mut()
        && let Some(rest) = text.get(bytes..)
    {
        *text = rest.to_owned();
    }
    datum
}

#[cfg(test)]
mod tests {
    use super::overlap;

    #[test]
    fn repeated_words_are_found() {
        assert_eq!(overlap("区教育局机关", "机关效能提升年活动"), "机关".len());
        assert_eq!(overlap("常委会及机关", "党员干部作风大整顿活动"), 0);
        assert_eq!(overlap("县关", "关停活动"), 0);
    }
}

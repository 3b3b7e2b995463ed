//! `group_by` → members in order, each a figure of its own with its entries: counted or measured, one inside the other, cut
//! to the first so many; and the shares of members in other members or in a whole.

use std::collections::HashMap;

use super::Facts;
use super::filter::{Column, Selection, texts};
use super::take::{Taken, divided, measured, missing};
use crate::kind::{Counted, FigureRule, Order, Span, Take};
use crate::model::entry::Entry;
use crate::model::figure::{Figure, FigureValue, Group};
use crate::model::origin::Source;
use crate::model::value::{Precision, Text, When};
use crate::text::point;

/// The group, and behind it its members.
pub(super) fn take(selection: &Selection<'_>, rule: &FigureRule, fields: &[String]) -> Vec<Figure> {
    let mut members = Vec::new();
    let Some(mut groups) = split(selection, rule, fields, &rule.id, &mut members) else {
        return vec![missing(rule)];
    };
    if rule.may_lack() && (rule.order == Some(Order::Count) || rule.top.is_some()) {
        let none = groups.extract_if(.., |group| group.number.is_none()).collect::<Vec<_>>();
        members.retain(|member| !none.iter().any(|group| is_of(member, rule, &group.key)));
    }
    if let Some(top) = rule.top.map(|top| with_equals(rule, &groups, top)).filter(|top| *top < groups.len()) {
        let cut = groups.split_off(top);
        members.retain(|member| !cut.iter().any(|group| is_of(member, rule, &group.key)));
        if let Some(rest) = &rule.rest {
            let rows = cut.into_iter().flat_map(|group| group.rows).collect();
            groups.push(member(
                selection,
                rule,
                fields,
                (rest.as_str().into(), rows),
                &rule.id,
                &mut members,
            ));
        }
    }
    let column = fields.first().and_then(|field| selection.column(field));
    let all = column.map(|column| sources(selection, &selection.entries, column)).unwrap_or_default();
    let mut figures = vec![Taken::exact(FigureValue::Groups(groups), all).figure(selection.facts, rule)];
    figures.extend(members);
    figures
}

/// So many times as many groups are named as were asked for where more are equal to the last of them.
const MOST_EQUALS: usize = 2;

/// How many of the first groups stand: with the last of them those that are equal to it, unless these are too many to be
/// named. Their order says which is more only where they were put by their numbers.
fn with_equals(rule: &FigureRule, groups: &[Group], top: usize) -> usize {
    let equal = equals(rule, groups, top);
    if equal <= top * MOST_EQUALS { equal } else { top }
}

/// How many groups are as large as the last of the first so many, or larger.
fn equals(rule: &FigureRule, groups: &[Group], top: usize) -> usize {
    let last = top.checked_sub(1).and_then(|last| groups.get(last));
    let Some(last) = last.filter(|_| rule.order == Some(Order::Count)) else { return top };
    top + groups.iter().skip(top).take_while(|group| group.number == last.number).count()
}

/// How many groups are equal to the last that a figure names and were cut: too many to be named.
pub(super) fn cut_equals(facts: &Facts<'_>, rule: &FigureRule) -> Option<(Text, usize)> {
    let top = rule.top.filter(|_| rule.order == Some(Order::Count))?;
    let Some(Take::GroupBy(fields)) = rule.take() else { return None };
    let selection = Selection::of(facts, rule)?;
    let mut groups = split(&selection, rule, fields, &rule.id, &mut Vec::new())?;
    groups.retain(|group| group.number.is_some());
    let equal = equals(rule, &groups, top).checked_sub(top).filter(|more| top + more > top * MOST_EQUALS)?;
    Some((groups.get(top - 1)?.key.clone(), equal))
}

/// Whether a figure is a member, or one inside it.
fn is_of(figure: &Figure, rule: &FigureRule, key: &str) -> bool {
    let rest = figure.id.strip_prefix(&format!("{}/{key}", rule.id));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The members by the first of the fields, each split by the others.
fn split(
    selection: &Selection<'_>,
    rule: &FigureRule,
    fields: &[String],
    id: &str,
    members: &mut Vec<Figure>,
) -> Option<Vec<Group>> {
    let field = fields.first()?;
    let column = selection.column(field)?;
    let mut keyed: Vec<(Text, Vec<usize>)> = Vec::new();
    let mut index_of: HashMap<Text, usize> = HashMap::new();
    let mut begins: HashMap<Text, (i16, i8)> = HashMap::new();
    for number in &selection.entries {
        let Some(entry) = selection.entry(*number) else { continue };
        let (key, begin) = key(selection, entry, column, rule);
        if rule.by.is_some() {
            begins.entry(key.clone()).or_insert(begin);
        }
        let index = *index_of.entry(key.clone()).or_insert(keyed.len());
        match keyed.get_mut(index) {
            Some((_, rows)) => rows.push(*number),
            None => keyed.push((key, vec![*number])),
        }
    }
    if rule.by.is_some() && matches!(column, Column::Field(_)) {
        keyed.sort_by_key(|(key, _)| begins.get(key).copied());
    }
    if rule.order == Some(Order::Vocabulary)
        && let Column::Field(field) = column
        && let Some(list) = selection.vocabulary(field)
    {
        let place = |key: &Text| list.rows().position(|row| row.get("term") == &**key);
        keyed.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
    }
    let made = keyed.into_iter().map(|keyed| member(selection, rule, fields, keyed, id, members));
    let mut groups: Vec<Group> = made.collect();
    if rule.order == Some(Order::Count) {
        groups.sort_by(|a, b| b.number.unwrap_or(0.0).total_cmp(&a.number.unwrap_or(0.0)));
    }
    Some(groups)
}

fn member(
    selection: &Selection<'_>,
    rule: &FigureRule,
    fields: &[String],
    (key, rows): (Text, Vec<usize>),
    id: &str,
    members: &mut Vec<Figure>,
) -> Group {
    let part = selection.part(rows);
    let taken = match (rule.measure(), fields.first().and_then(|field| selection.column(field))) {
        (None | Some(Take::Count(Counted::Entries)), Some(column)) => {
            let count = FigureValue::Number(part.entries.len() as f64);
            Taken::exact(count, sources(&part, &part.entries, column))
        }
        (Some(measure), _) => measured(&part, rule, measure),
        (None, None) => Taken::missing(),
    };
    let mut figure = taken.figure(selection.facts, rule);
    figure.id = format!("{id}/{key}");
    figure.name = figure.id.replacen(&rule.id, &rule.name, 1);
    let (id, number) = (figure.id.clone(), figure.size());
    members.push(figure);
    let inner = fields.get(1..).and_then(|fields| split(&part, rule, fields, &id, members));
    Group { key, rows: part.entries, number, inner: inner.unwrap_or_default() }
}

/// The member that an entry belongs to, and where a span of time begins. A blank cell has one too, so that the members
/// add up to the whole.
fn key(selection: &Selection<'_>, entry: &Entry, column: Column, rule: &FigureRule) -> (Text, (i16, i8)) {
    let date = match (rule.by, column) {
        (Some(span), Column::Field(field)) => entry.when(field).map(|when| (span, when)),
        _ => None,
    };
    if let Some((span, when)) = date {
        return spanned(span, when);
    }
    let words = &selection.facts.kind.common.classes;
    let blank = if matches!(column, Column::Aspect(_)) { words.unclassified() } else { words.blank() };
    let said = texts(entry, column).first().cloned();
    (said.unwrap_or_else(|| blank.into()), (i16::MAX, 0))
}

fn spanned(span: Span, when: When) -> (Text, (i16, i8)) {
    let (year, month) = (when.from.year(), when.from.month());
    match span {
        // A date that tells no month has a member of its own.
        _ if when.precision == Precision::Year => (point::year(year).into(), (year, 0)),
        Span::Year => (point::year(year).into(), (year, 0)),
        Span::Quarter => (point::quarter(year, month).into(), (year, (month + 2) / 3)),
        Span::Month => (point::month(year, month).into(), (year, month)),
    }
}

/// The cells that put entries into their member.
fn sources(selection: &Selection<'_>, rows: &[usize], column: Column) -> Vec<Source> {
    let entries = rows.iter().filter_map(|number| selection.entry(*number));
    entries.filter_map(|entry| selection.key_source(entry, column)).collect()
}

/// The shares of the members of a group in the members of another that are called alike, or in a whole; each a figure.
pub(super) fn shares<'f>(
    facts: &Facts<'_>,
    rule: &FigureRule,
    parts: &[Group],
    whole: &'f Figure,
    figure: &impl Fn(&str) -> Option<&'f Figure>,
) -> Vec<Figure> {
    let Some(Take::Ratio(part, of)) = rule.take() else { return vec![missing(rule)] };
    let mut shares = Shares { facts, rule, part, of, figure, made: Vec::new() };
    let groups = match &whole.value {
        FigureValue::Groups(wholes) => shares.in_groups(parts, wholes, ""),
        _ => shares.in_one(parts, "", whole),
    };
    let mut figures =
        vec![Taken::exact(FigureValue::Groups(groups), whole.sources.clone()).figure(facts, rule)];
    figures.append(&mut shares.made);
    figures
}

struct Shares<'a, F> {
    facts: &'a Facts<'a>,
    rule: &'a FigureRule,
    part: &'a str,
    of: &'a str,
    figure: &'a F,
    made: Vec<Figure>,
}

impl<'f, F: Fn(&str) -> Option<&'f Figure>> Shares<'_, F> {
    /// Every member of the whole, with what of it the parts hold; a member inside one without such members is a part of it.
    fn in_groups(&mut self, parts: &[Group], wholes: &[Group], path: &str) -> Vec<Group> {
        let mut groups = Vec::new();
        for whole in wholes {
            let path = format!("{path}/{}", whole.key);
            let part = parts.iter().find(|part| part.key == whole.key);
            let Some(of) = (self.figure)(&format!("{}{path}", self.of)) else { continue };
            let mut group = self.share(part, whole, &path, of);
            let inner = part.map_or(&[][..], |part| &part.inner);
            group.inner = if whole.inner.is_empty() {
                self.in_one(inner, &path, of)
            } else {
                self.in_groups(inner, &whole.inner, &path)
            };
            groups.push(group);
        }
        groups
    }

    /// The shares of parts, and of what is inside them, in one whole.
    fn in_one(&mut self, parts: &[Group], path: &str, whole: &Figure) -> Vec<Group> {
        let mut groups = Vec::new();
        for part in parts {
            let path = format!("{path}/{}", part.key);
            let mut group = self.share(Some(part), part, &path, whole);
            group.inner = self.in_one(&part.inner, &path, whole);
            groups.push(group);
        }
        groups
    }

    fn share(&mut self, part: Option<&Group>, of: &Group, path: &str, whole: &Figure) -> Group {
        let counted = (self.figure)(&format!("{}{path}", self.part)).filter(|_| part.is_some());
        let number = counted.and_then(Figure::size).unwrap_or(0.0);
        let taken = divided(&[counted], number, whole, whole.size().unwrap_or(0.0));
        let mut figure = taken.figure(self.facts, self.rule);
        figure.id = format!("{}{path}", self.rule.id);
        figure.name = format!("{}{path}", self.rule.name);
        let number = figure.size();
        self.made.push(figure);
        let rows = part.map(|part| part.rows.clone()).unwrap_or_default();
        Group { key: of.key.clone(), rows, number, inner: Vec::new() }
    }
}

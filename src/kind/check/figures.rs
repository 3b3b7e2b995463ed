//! `figures.toml` → names that nothing has, conditions that can never hold, ways of counting that do not fit the field.

use std::collections::BTreeSet;

use super::super::compare;
use super::super::figures::{ANY_STANDING, FigureRule, Take};
use super::super::filters::Filter;
use super::super::tables::{FieldRule, FieldType, TableRule};
use super::tables::doubled;
use super::{Kind, Wrong, id, id_fault, name_fault, quoted, twice};
use crate::finding::kinds::{FigureFault, KindFault, Thing, Wanted};
use crate::kind::lists::TITLE_KINDS;
use crate::kind::{ItemType, Order};
use crate::model::entry::CountStatus;
use crate::text::yes;

const FILE: &str = "figures.toml";

/// What classify adds to entries, usable like fields.
const CLASSIFIED: [&str; 3] = ["class.aspect", "class.problem", "class.group"];

/// What is wrong with the figures and the claims.
pub(super) fn wrong(kind: &Kind) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for name in twice(kind.figures.iter().map(|figure| figure.id.as_str())) {
        wrong.push(Wrong::new(FILE, &[&id(name), &id(name)], doubled(Thing::Figure, name)));
    }
    for figure in &kind.figures {
        let faults = of_figure(kind, figure);
        wrong.extend(faults.into_iter().map(|(word, fault)| {
            Wrong::new(FILE, &[&id(&figure.id), &quoted(&word)], fault.within(Thing::Figure, &figure.id))
        }));
    }
    wrong.extend(claims(kind));
    wrong
}

/// The word at fault, which leads to its line, and the fault.
type Located = (String, KindFault);

fn here(fault: FigureFault) -> Located {
    (String::new(), KindFault::Figure(fault))
}

fn of_figure(kind: &Kind, rule: &FigureRule) -> Vec<Located> {
    let mut found: Vec<Located> = Vec::new();
    found.extend(id_fault(&rule.id).map(|fault| (rule.id.clone(), fault)));
    found.extend(name_fault(&rule.name).map(|fault| (rule.name.clone(), fault)));
    let begins =
        |other: &FigureRule| other.id.strip_prefix(&rule.id).is_some_and(|rest| rest.starts_with('.'));
    if kind.figures.iter().any(begins) {
        found.push(here(FigureFault::Begins));
    }
    let agreed = rule.agrees.iter().flat_map(|agrees| std::iter::once(&agrees.figure).chain(&agrees.unless));
    found.extend(agreed.filter(|id| kind.figure(id).is_none()).map(|id| (id.clone(), kind.no_figure(id))));
    let Some(take) = rule.take() else {
        found.push(here(FigureFault::OneWay));
        return found;
    };
    found.extend(keys(rule, take));
    if let Some(item) = rule.when.as_ref().filter(|item| kind.item(item).is_none()) {
        found.push((item.clone(), kind.no_item(item)));
    }
    match take {
        Take::Ratio(part, whole) | Take::Difference(part, whole) => {
            let members =
                matches!(take, Take::Ratio(..)) && rule.grouping(kind).is_some() && rule.plus.is_none();
            let parts = [part, whole].into_iter().chain(rule.plus.as_deref());
            let key = if matches!(take, Take::Ratio(..)) { "ratio" } else { "difference" };
            found.extend(parts.filter_map(|id| not_counted(kind, (key, id), members)));
            let both = kind.figure(part).zip(kind.figure(whole));
            if both.is_some_and(|(part, whole)| !part.is_grouped_like(whole, kind)) {
                found.push((whole.to_owned(), KindFault::Figure(FigureFault::OtherGroups(whole.to_owned()))));
            }
        }
        Take::Setting(item) => found.extend(of_item(kind, item, "setting")),
        Take::Compare(compared) => {
            found.extend(compare::fault(kind, rule, compared).map(|fault| (String::new(), fault)))
        }
        _ => found.extend(of_table(kind, rule, take)),
    }
    found
}

/// Keys that mean nothing beside what is taken.
fn keys(rule: &FigureRule, take: Take<'_>) -> Vec<Located> {
    let titled = matches!(take, Take::List(_) | Take::Distinct(_) | Take::Members(_));
    let of_table =
        !matches!(take, Take::Ratio(..) | Take::Difference(..) | Take::Setting(_) | Take::Compare(_));
    let groups = matches!(take, Take::GroupBy(_));
    let measured = rule.measure();
    let titled = titled || matches!(measured, Some(Take::Distinct(_) | Take::Members(_)));
    let only = [
        ("plus", rule.plus.is_some(), matches!(take, Take::Ratio(..)), "ratio"),
        ("remind", rule.remind.is_told(), matches!(take, Take::List(_)), "list"),
        ("unplaced", rule.unplaced, groups, "group_by"),
        ("by", rule.by.is_some(), groups, "group_by"),
        ("order", rule.order.is_some(), groups, "group_by"),
        ("rest", rule.rest.is_some(), groups && rule.top.is_some(), "group_by、top"),
        (
            "top",
            rule.top.is_some(),
            groups || matches!(take, Take::List(_) | Take::Rows),
            "group_by、list、rows",
        ),
        ("title_kind", rule.title_kind.is_some(), titled, "list、distinct、members"),
        ("complete", rule.complete, matches!(take, Take::Distinct(_) | Take::List(_)), "distinct、list"),
        ("zero_is_missing", rule.zero_is_missing, take.is_counted(), "count、distinct、sum、members"),
        (
            "table",
            rule.table.is_some() && !matches!(take, Take::Compare(_)),
            of_table,
            "count、group_by、list…",
        ),
        ("where", !rule.filters.is_empty() && !matches!(take, Take::Compare(_)), of_table, "table"),
        ("standing", !rule.standing.is_empty(), of_table, "table"),
    ];
    let misplaced = only.into_iter().filter(|(_, set, fits, _)| *set && !fits);
    let mut found: Vec<Located> = misplaced
        .map(|(key, _, _, with)| {
            (String::new(), KindFault::Misplaced { key: key.to_owned(), with: with.to_owned() })
        })
        .collect();
    if rule.cumulative && !take.is_counted() {
        found.push(here(FigureFault::NotCumulative));
    }
    found
}

/// A figure of a ratio that is none, or is a ratio itself.
fn not_counted(kind: &Kind, (key, id): (&str, &str), members: bool) -> Option<Located> {
    let fault = match kind.figure(id).map(FigureRule::take) {
        None => kind.no_figure(id),
        Some(Some(take)) if take.is_number() => return None,
        Some(Some(Take::GroupBy(_))) if members => return None,
        Some(_) => KindFault::Value {
            key: key.to_owned(),
            value: id.to_owned(),
            wanted: Wanted::FigureOf("count、distinct、sum、members、average、min、max".into()),
        },
    };
    Some((id.to_owned(), fault))
}

fn of_item(kind: &Kind, name: &str, key: &str) -> Option<Located> {
    let fault = match kind.items.iter().find(|item| item.name == name) {
        None => kind.no_item(name),
        Some(item) if item.kind == ItemType::Date => return None,
        Some(_) => KindFault::Value { key: key.to_owned(), value: name.to_owned(), wanted: Wanted::ItemDate },
    };
    Some((name.to_owned(), fault))
}

fn of_table(kind: &Kind, rule: &FigureRule, take: Take<'_>) -> Vec<Located> {
    let Some(id) = rule.table.as_deref() else {
        return vec![(String::new(), KindFault::Lacks { key: "table".into() })];
    };
    let Some(table) = kind.table(id).and_then(|index| kind.tables.get(index)) else {
        return vec![(id.to_owned(), kind.no_table(id))];
    };
    let mut found = Vec::new();
    let known: Vec<&str> =
        CountStatus::ALL.map(CountStatus::word).into_iter().chain([ANY_STANDING]).collect();
    let unknown = rule.standing.iter().filter(|word| !known.contains(&word.as_str()));
    found.extend(unknown.map(|word| (word.clone(), KindFault::unknown(Thing::Choice, word, known.clone()))));
    let measure = rule.measure().filter(|_| matches!(take, Take::GroupBy(_)));
    let takes = [Some(take), measure];
    let fields = || takes.iter().flatten().flat_map(|take| take.fields());
    found.extend(
        fields()
            .filter(|field| is_unknown(table, field))
            .map(|field| (field.to_owned(), table.no_field(field))),
    );
    found.extend(grouped(table, rule, take));
    found.extend(
        takes
            .iter()
            .flatten()
            .find_map(|take| wrong_type(table, *take))
            .map(|field| (field.to_owned(), KindFault::Figure(FigureFault::WrongType(field.to_owned())))),
    );
    if let Some(word) = &rule.title_kind {
        let kinds: Vec<&str> = kind.vocabulary.list(TITLE_KINDS).rows().map(|row| row.get("kind")).collect();
        if !kinds.contains(&word.as_str()) {
            found.push((word.clone(), KindFault::unknown(Thing::Kind, word, kinds)));
        }
    }
    found.extend(rule.filters.iter().flat_map(|filter| of_filter(kind, table, filter)));
    found
}

fn is_unknown(table: &TableRule, field: &str) -> bool {
    !CLASSIFIED.contains(&field) && table.field(field).is_none()
}

/// A field whose type cannot be counted in the way that the rule names.
fn wrong_type<'a>(table: &TableRule, take: Take<'a>) -> Option<&'a str> {
    let wanted: &[FieldType] = match take {
        Take::Sum(_) | Take::Average(_) | Take::Min(_) | Take::Max(_) | Take::Share(..) => {
            &[FieldType::Number]
        }
        Take::First(_) | Take::Last(_) => &[FieldType::Date],
        Take::Called(_) => &[FieldType::Unit],
        Take::Members(_) => &[FieldType::List, FieldType::Titles, FieldType::Points, FieldType::Lines],
        _ => return None,
    };
    let fits = |field: &&str| rule_of(table, field).is_none_or(|rule| wanted.contains(&rule.kind));
    take.fields().into_iter().find(|field| !fits(field))
}

/// What does not fit the fields of a group.
fn grouped(table: &TableRule, rule: &FigureRule, take: Take<'_>) -> Vec<Located> {
    let mut found = Vec::new();
    let top = rule.top == Some(0);
    found.extend(top.then(|| ("top".to_owned(), value("top", "0", Wanted::Above("0".into())))));
    let Take::GroupBy(fields) = take else { return found };
    if fields.len() > 2 {
        found.push(here(FigureFault::ManyLevels));
    }
    for field in twice(fields.iter().map(String::as_str)) {
        found.push((field.to_owned(), doubled(Thing::Field, field)));
    }
    let has =
        |fits: &dyn Fn(&FieldRule) -> bool| fields.iter().filter_map(|field| rule_of(table, field)).any(fits);
    if rule.by.is_some() && !has(&|field| field.kind == FieldType::Date) {
        found.push(("by".to_owned(), misplaced("by", "type = \"date\"")));
    }
    // One that there is not is told where it is named.
    let listed = |field: &FieldRule| field.vocabulary.is_some();
    if rule.order == Some(Order::Vocabulary) && !has(&listed) {
        found.push(("vocabulary".to_owned(), misplaced("order = \"vocabulary\"", "type = \"term\"")));
    }
    found
}

fn value(key: &str, value: &str, wanted: Wanted) -> KindFault {
    KindFault::Value { key: key.to_owned(), value: value.to_owned(), wanted }
}

fn misplaced(key: &str, with: &str) -> KindFault {
    KindFault::Misplaced { key: key.to_owned(), with: with.to_owned() }
}

fn rule_of<'t>(table: &'t TableRule, field: &str) -> Option<&'t FieldRule> {
    table.fields.get(table.field(field)?)
}

/// A condition on a field that is not there, on a field of another type, or that asks for nothing.
fn of_filter(kind: &Kind, table: &TableRule, filter: &Filter) -> Vec<Located> {
    let mut found = Vec::new();
    if !filter.or.is_empty() {
        let nested = filter.or.iter().any(|filter| !filter.or.is_empty());
        if filter.or.len() < 2 || nested || !filter.field.is_empty() || asks(filter) {
            found.push(("or".to_owned(), KindFault::Figure(FigureFault::Or)));
        }
        found.extend(
            filter
                .or
                .iter()
                .filter(|filter| filter.or.is_empty())
                .flat_map(|one| of_filter(kind, table, one)),
        );
        return found;
    }
    let fields = std::iter::once(&filter.field).chain(&filter.aliases);
    let unknown = fields.filter(|field| is_unknown(table, field));
    found.extend(unknown.map(|field| (field.clone(), table.no_field(field))));
    let items = filter.mentions.iter().chain(&filter.lacks).filter(|item| kind.item(item).is_none());
    found.extend(items.map(|item| (item.clone(), kind.no_item(item))));
    let places = filter.seen_in.iter().chain(&filter.unseen_in).filter(|place| kind.field(place).is_none());
    found.extend(places.map(|place| (place.clone(), no_place(kind, place))));
    if !asks(filter) {
        found.push((filter.field.clone(), KindFault::Figure(FigureFault::NoCondition(filter.field.clone()))));
    }
    let days = filter.from.iter().chain(&filter.to).filter(|day| day.parse::<jiff::civil::Date>().is_err());
    found.extend(days.filter_map(|day| of_item(kind, day, "from、to")));
    if let (Some(least), Some(most)) = (filter.at_least.or(filter.above), filter.at_most.or(filter.below))
        && least > most
    {
        found.push((filter.field.clone(), KindFault::Figure(FigureFault::NoCondition(filter.field.clone()))));
    }
    let other = filter.later_than.as_ref().map(|other| (other, rule_of(table, other)));
    found.extend(other.and_then(|(other, rule)| match rule {
        None => Some((other.clone(), table.no_field(other))),
        Some(rule) if rule.kind != FieldType::Date => {
            Some((other.clone(), value("later_than", other, Wanted::OfType("date".into()))))
        }
        Some(_) => None,
    }));
    let Some(field) = rule_of(table, &filter.field) else { return found };
    let only = [
        (
            "at_least、at_most、above、below",
            filter.is_of_numbers(),
            field.kind == FieldType::Number,
            "type = \"number\"",
        ),
        ("from、to、later_than", filter.is_of_dates(), field.kind == FieldType::Date, "type = \"date\""),
        ("before_as_of", filter.before_as_of.is_some(), field.kind == FieldType::Date, "type = \"date\""),
        ("not_no", filter.not_no, field.kind == FieldType::Flag, "type = \"flag\""),
        ("is、not", !filter.is.is_empty() || !filter.not.is_empty(), is_said(field.kind), "文字、词、是否"),
        (
            "contains、omits",
            !(filter.contains.is_empty() && filter.omits.is_empty()),
            is_said(field.kind),
            "文字、词",
        ),
    ];
    let misplaced = only.into_iter().filter(|(_, set, fits, _)| *set && !fits);
    found.extend(misplaced.map(|(key, _, _, with)| {
        (filter.field.clone(), KindFault::Misplaced { key: key.to_owned(), with: with.to_owned() })
    }));
    if field.kind == FieldType::Flag {
        let said = filter.is.iter().chain(&filter.not).filter(|word| yes::exact(word).is_none());
        let known = [true, false].map(yes::word);
        found.extend(said.map(|word| (word.clone(), KindFault::unknown(Thing::Word, word, known))));
    }
    let Some(vocabulary) = field.vocabulary.as_deref() else { return found };
    let terms: BTreeSet<&str> = kind.vocabulary.list(vocabulary).rows().map(|row| row.get("term")).collect();
    let unknown = filter.is.iter().chain(&filter.not).filter(|word| !terms.contains(word.as_str()));
    found.extend(
        unknown.map(|word| (word.clone(), KindFault::unknown(Thing::Word, word, terms.iter().copied()))),
    );
    found
}

/// Whether a condition asks for anything.
fn asks(filter: &Filter) -> bool {
    !(filter.is.is_empty() && filter.not.is_empty() && filter.contains.is_empty() && filter.omits.is_empty())
        || [
            filter.mentions.is_some(),
            filter.lacks.is_some(),
            filter.present.is_some(),
            filter.before_as_of.is_some(),
        ]
        .contains(&true)
        || filter.not_no
        || filter.is_of_numbers()
        || filter.is_of_dates()
        || filter.seen_in.is_some()
        || filter.unseen_in.is_some()
}

fn is_said(kind: FieldType) -> bool {
    !matches!(kind, FieldType::Number | FieldType::Date)
}

/// That another table has no such field, or that there is no such table.
pub(super) fn no_place(kind: &Kind, place: &str) -> KindFault {
    let (table, field) = place.split_once('.').unwrap_or((place, ""));
    match kind.table(table).and_then(|index| kind.tables.get(index)) {
        Some(table) => table.no_field(field),
        None => kind.no_table(table),
    }
}

fn claims(kind: &Kind) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let start = |word: &str| format!("word = {}", quoted(word));
    for word in twice(kind.claims.iter().map(|claim| claim.word.as_str())) {
        wrong.push(Wrong::new(FILE, &[&start(word), &start(word)], doubled(Thing::Claim, word)));
    }
    for claim in &kind.claims {
        let mut faults: Vec<Located> = Vec::new();
        if claim.figures().is_empty() && claim.any.is_empty() {
            faults.push(here(FigureFault::NoClaim));
        }
        let items = claim.any.iter().map(String::as_str).filter(|name| kind.item(name).is_none());
        let unknown = claim.figures().into_iter().chain(items).filter(|id| kind.figure(id).is_none());
        faults.extend(unknown.map(|id| (id.to_owned(), kind.no_figure(id))));
        let days = claim.within.iter().flat_map(|within| [&within.from, &within.to]);
        let dated = |id: &str| {
            let take = kind.figure(id).and_then(FigureRule::take);
            take.is_none_or(|take| matches!(take, Take::First(_) | Take::Last(_) | Take::Setting(_)))
        };
        let wanted = || Wanted::FigureOf("first、last、setting".into());
        faults.extend(days.filter(|id| !dated(id)).map(|id| {
            (id.clone(), KindFault::Value { key: "within".into(), value: id.clone(), wanted: wanted() })
        }));
        wrong.extend(faults.into_iter().map(|(word, fault)| {
            Wrong::new(FILE, &[&start(&claim.word), &quoted(&word)], fault.within(Thing::Claim, &claim.word))
        }));
    }
    wrong
}

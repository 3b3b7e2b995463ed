//! Settings, directories and figures of a run → what its report is held against when it is read over.

use std::collections::BTreeSet;

use super::Intake;
use crate::kind::{FieldRole, Kind, TableRole};
use crate::model::entry::Entry;
use crate::model::figure::{Figure, FigureValue, Figures, Group};
use crate::model::items;
use crate::model::value::{Text, Value};
use crate::proofread::wording::{Known, Organ, Person, plain};
use crate::text::fold::is_cjk;

/// What the folder knows of organs, persons, numbers and days.
pub(super) fn known(kind: &Kind, intake: &Intake, figures: &Figures) -> Known {
    let day = |item: &str| intake.settings.date(item).map(|when| when.from);
    Known {
        organs: own(intake).into_iter().chain(units(kind, intake)).collect(),
        people: people(kind, intake),
        givers: givers(kind, intake),
        campaign: intake.settings.text(items::CAMPAIGN).map(ToString::to_string),
        until: day(items::AS_OF),
        date: day(items::DATE),
        numbers: numbers(intake, figures),
        span: (day(items::START), day(items::END)),
    }
}

/// The office itself by 报告信息.
fn own(intake: &Intake) -> Option<Organ> {
    let items = [items::OFFICE, items::OFFICE_SHORT, items::OFFICE_IN_TEXT];
    let names = items.iter().filter_map(|item| intake.settings.text(item));
    let names: Vec<String> = names.map(ToString::to_string).collect();
    (!names.is_empty()).then_some(Organ { names, aliases: Vec::new(), is_own: true })
}

fn units(kind: &Kind, intake: &Intake) -> Vec<Organ> {
    let Some((table, rule)) = kind.table_for(TableRole::Units) else { return Vec::new() };
    let texts = |entry: &Entry, role: FieldRole| {
        let texts = rule.at(role).map(|field| entry.texts(field)).unwrap_or_default();
        texts.iter().map(ToString::to_string).collect::<Vec<String>>()
    };
    let organ = |(_, entry): (usize, &Entry)| {
        let names = [FieldRole::Full, FieldRole::Short].map(|role| texts(entry, role)).concat();
        Organ { names, aliases: texts(entry, FieldRole::Aliases), is_own: false }
    };
    intake.normalized.of_table(table).map(organ).filter(|organ| !organ.names.is_empty()).collect()
}

fn people(kind: &Kind, intake: &Intake) -> Vec<Person> {
    let Some((table, rule)) = kind.table_for(TableRole::People) else { return Vec::new() };
    let text = |entry: &Entry, role: FieldRole| {
        rule.at(role).and_then(|field| entry.text(field)).map(ToString::to_string).unwrap_or_default()
    };
    let person = |(_, entry): (usize, &Entry)| Person {
        name: text(entry, FieldRole::Name),
        posts: text(entry, FieldRole::Post),
        order: rule.at(FieldRole::Number).and_then(|field| entry.number(field)).map(|order| order.number),
    };
    intake.normalized.of_table(table).map(person).filter(|person| !person.name.is_empty()).collect()
}

/// The names of those who gave opinions, as they stand; a name of two characters may be part of another word.
fn givers(kind: &Kind, intake: &Intake) -> BTreeSet<String> {
    let opinions = kind.tables.iter().enumerate().filter(|(_, rule)| rule.is_of_opinions());
    let fields = opinions.filter_map(|(table, rule)| Some((table, rule.at(FieldRole::Person)?)));
    let names = fields.flat_map(|(table, field)| {
        intake.normalized.of_table(table).filter_map(move |(_, entry)| entry.text(field))
    });
    let is_name = |name: &&Text| (3..=4).contains(&name.chars().count()) && name.chars().all(is_cjk);
    names.filter(is_name).map(ToString::to_string).collect()
}

/// All numbers that figures and cells give.
fn numbers(intake: &Intake, figures: &Figures) -> BTreeSet<String> {
    let of_cells =
        intake.normalized.entries.iter().flat_map(|entry| entry.values.iter()).filter_map(|value| {
            let Some(Value::Number(amount)) = value else { return None };
            Some(plain(amount.number))
        });
    figures.iter().flat_map(of_figure).chain(of_cells).collect()
}

fn of_figure(figure: &Figure) -> Vec<String> {
    let mut found = vec![figure.printed.clone()];
    found.extend(figure.size().map(plain));
    match &figure.value {
        FigureValue::Ratio(part, whole) => found.extend([plain(*part), plain(*whole)]),
        FigureValue::Groups(groups) => found.extend(groups.iter().flat_map(of_group)),
        _ => {}
    }
    found
}

fn of_group(group: &Group) -> Vec<String> {
    let own = [Some(group.rows.len() as f64), group.number].into_iter().flatten().map(plain);
    own.chain(group.inner.iter().flat_map(of_group)).collect()
}

//! `outline.toml` and `settings.toml` → names that mean two things or none, and sections where the format has no place
//! for them.

use super::super::outline::{ItemRule, SectionRule};
use super::figures::no_place;
use super::tables::doubled;
use super::{Kind, KindFiles, Wrong, id, id_fault, name_fault, quoted, twice};
use crate::finding::kinds::{KindFault, Thing};
use crate::model::element::{Role, elements};

const OUTLINE: &str = "outline.toml";
const SETTINGS: &str = "settings.toml";

/// All that is wrong with the sections and with the items of 报告信息; empty when nothing is.
pub(super) fn wrong(kind: &Kind, files: &KindFiles) -> Vec<Wrong> {
    let mut wrong = sections(kind, files);
    wrong.extend(order(&kind.sections));
    wrong.extend(items(kind));
    wrong.extend(names(kind));
    // Where a text takes in a part that there is none of, that is the slip, and it is told there.
    let taken = |text: &String| {
        let parts = text.split("{{>").skip(1).filter_map(|part| part.split_once("}}"));
        parts.map(|(name, _)| format!("{}.hbs", name.trim())).collect::<Vec<_>>()
    };
    let misspelt = kind.texts.values().flat_map(taken).any(|file| !kind.texts.contains_key(&file));
    let unused =
        kind.texts.keys().filter(|_| !misspelt).filter(|file| files.contains_key(*file) && !kind.uses(file));
    let sections = || kind.sections.iter().map(|section| section.text.clone());
    wrong.extend(unused.map(|file| {
        Wrong::new(file, &[], KindFault::Unused { file: file.clone(), known: sections().collect() })
    }));
    let unknown = kind.chosen.fields.iter().filter(|field| kind.field(field).is_none());
    wrong.extend(unknown.map(|field| Wrong::new(OUTLINE, &[&quoted(field)], no_place(kind, field))));
    if kind.title.trim().is_empty() {
        wrong.push(Wrong::new(OUTLINE, &[], KindFault::Lacks { key: "name".to_owned() }));
    }
    wrong
}

fn sections(kind: &Kind, files: &KindFiles) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let sections = &kind.sections;
    for section in twice(sections.iter().map(|section| section.id.as_str())) {
        wrong.push(Wrong::new(OUTLINE, &[&id(section), &id(section)], doubled(Thing::Section, section)));
    }
    for name in twice(sections.iter().map(|section| section.name.as_str())) {
        wrong.push(Wrong::new(OUTLINE, &[&quoted(name), &quoted(name)], doubled(Thing::Section, name)));
    }
    let roles = sections.iter().map(|section| section.role).filter(|role| *role != Role::Body);
    for role in twice(roles.map(Role::word)) {
        let line = format!("role = {}", quoted(role));
        wrong.push(Wrong::new(OUTLINE, &[&line, &line], doubled(Thing::Role, role)));
    }
    if sections.iter().all(|section| section.role != Role::Title) {
        let key = format!("role = \"{}\"", Role::Title.word());
        wrong.push(Wrong::new(OUTLINE, &[], KindFault::Lacks { key }));
    }
    for (at, section) in sections.iter().enumerate() {
        wrong.extend(of_section(kind, section, at).into_iter().map(|(word, fault)| {
            Wrong::new(OUTLINE, &[&id(&section.id), &word], fault.within(Thing::Section, &section.id))
        }));
        // One that is there and cannot be read is told as such.
        if !kind.texts.contains_key(&section.text) && !files.contains_key(&section.text) {
            wrong.push(Wrong::new(&section.text, &[], KindFault::FileMissing));
        }
    }
    wrong
}

fn of_section(kind: &Kind, section: &SectionRule, at: usize) -> Vec<(String, KindFault)> {
    let mut found: Vec<(String, KindFault)> = Vec::new();
    found.extend(id_fault(&section.id).map(|fault| (String::new(), fault)));
    found.extend(name_fault(&section.name).map(|fault| (String::new(), fault)));
    let unknown = section.needs.iter().filter(|item| kind.item(item).is_none());
    found.extend(unknown.map(|item| (quoted(item), kind.no_item(item))));
    let body = section.role == Role::Body;
    let only =
        [("heading", section.heading.is_some(), body), ("continues", section.continues, body && at > 0)];
    let misplaced = only.into_iter().filter(|(_, set, fits)| *set && !fits);
    found.extend(misplaced.map(|(key, _, _)| {
        (key.to_owned(), KindFault::Misplaced { key: key.to_owned(), with: "正文".to_owned() })
    }));
    found
}

/// Sections stand in the order of the elements on the page.
fn order(sections: &[SectionRule]) -> Vec<Wrong> {
    let place = |role: Role| elements().position(|element| element.role == role);
    let mut wrong = Vec::new();
    for pair in sections.windows(2) {
        let [before, after] = pair else { continue };
        if place(before.role) > place(after.role) {
            let fault = KindFault::Order { name: after.id.clone(), before: before.id.clone() };
            wrong.push(Wrong::new(OUTLINE, &[&id(&after.id)], fault));
        }
    }
    wrong
}

fn items(kind: &Kind) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let has = |name: &str| kind.items.iter().any(|item| item.name == name);
    for item in &kind.items {
        let stand_in = item.otherwise.iter().chain(&item.ask).filter(|name| !has(name));
        wrong.extend(stand_in.map(|name| {
            let fault = kind.no_item(name).within(Thing::Item, &item.name);
            Wrong::new(SETTINGS, &[&line(item), &quoted(name)], fault)
        }));
        wrong.extend(name_fault(&item.name).map(|fault| Wrong::new(SETTINGS, &[&line(item)], fault)));
    }
    let names = kind.items.iter().flat_map(|item| item.aliases.iter().chain([&item.name]));
    for name in twice(names.map(String::as_str)) {
        wrong.push(Wrong::new(SETTINGS, &[&quoted(name), &quoted(name)], doubled(Thing::Item, name)));
    }
    for block in twice(kind.text_blocks.iter().map(String::as_str)) {
        wrong.push(Wrong::new(SETTINGS, &[&quoted(block)], doubled(Thing::Block, block)));
    }
    wrong
}

fn line(item: &ItemRule) -> String {
    format!("name = {}", quoted(&item.name))
}

/// Texts use one flat space of names, so a name must not mean two things.
fn names(kind: &Kind) -> Vec<Wrong> {
    let figures = kind.figures.iter().map(|figure| ("figures.toml", figure.name.as_str()));
    let items = kind.items.iter().map(|item| (SETTINGS, item.name.as_str()));
    let all: Vec<(&str, &str)> = figures.chain(items).collect();
    let twice = twice(all.iter().map(|(_, name)| *name));
    let file =
        |name: &&str| all.iter().rev().find(|(_, other)| other == name).map_or(SETTINGS, |(file, _)| file);
    let wrong = twice
        .iter()
        .map(|name| Wrong::new(file(name), &[&quoted(name), &quoted(name)], doubled(Thing::Name, name)));
    wrong.collect()
}

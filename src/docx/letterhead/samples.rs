//! What stands between head and foot of an office's document → for each element of the report a paragraph that shows
//! what it looks like there.
//!
//! It may be a text of last year or a text that says what goes where (标题, 一、×××). What it is is told by its words,
//! by a name in braces ({一级标题}), and by its place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::sheet::{Sheet, Type};
use super::signs::BLANK;
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::model::element::{Role, elements};
use crate::package::xml::Element;
use crate::text::pattern::Pattern;

/// A paragraph that shows an element, and the run in it that shows the element's words.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    pub(super) paragraph: Element,
    pub(super) run: Option<Element>,
    pub(super) shown: Type,
}

/// How the elements begin. That of 主送机关 is common to many, so the last of the report comes first.
static BEGIN: LazyLock<Vec<(Pattern, Role)>> = LazyLock::new(|| {
    let known = elements().rev().filter_map(|element| Some((Pattern::new(element.begins?), element.role)));
    known.collect()
});

/// The samples among the paragraphs, the first of each element.
pub(super) fn samples(paragraphs: &[Element], sheet: &Sheet) -> BTreeMap<Role, Sample> {
    let texts: Vec<String> = paragraphs.iter().map(text).collect();
    let shown: Vec<Type> = paragraphs.iter().map(|p| sheet.shown(p, longest(p))).collect();
    let mut found: BTreeMap<Role, usize> = BTreeMap::new();
    for at in (0..paragraphs.len()).filter(|at| !texts[*at].trim().is_empty()) {
        let first = found.is_empty();
        if let Some(role) = role(&texts[at], &shown[at], first, &found) {
            found.entry(role).or_insert(at);
        }
    }
    sign(&mut found, &texts);
    let sample = |(role, at): (Role, usize)| {
        let paragraph = paragraphs.get(at)?.clone();
        // The words of a heading come first; the text that runs on is body.
        let run = match role {
            role if role.level().is_some() => first(&paragraph),
            _ => longest(&paragraph),
        };
        let run = run.cloned();
        let shown = sheet.shown(&paragraph, run.as_ref());
        Some((role, Sample { paragraph, run, shown }))
    };
    found.into_iter().filter_map(sample).collect()
}

/// The role of a paragraph.
fn role(text: &str, shown: &Type, first: bool, found: &BTreeMap<Role, usize>) -> Option<Role> {
    let asked = BLANK.captures(text).and_then(|asked| asked.get(1));
    let word = asked.map_or(text.trim(), |name| name.as_str());
    let word = word.trim_matches(['（', '）', '(', ')', '【', '】', '×', 'x', 'X', ' ', '　']);
    let named = elements().find(|element| element.is_sampled() && element.is_named(word));
    if let Some(element) = named {
        return Some(element.role);
    }
    let large = shown.size.is_some_and(|size| size >= 18.0);
    if first && (shown.centred || large) {
        return Some(Role::Title);
    }
    let annexed = found.contains_key(&Role::AnnexLabel);
    if annexed && (shown.centred || large) {
        return Some(Role::AnnexTitle);
    }
    // A further line of the title is no text.
    if found.contains_key(&Role::Title) && found.len() == 1 && shown.centred {
        return None;
    }
    let begins = BEGIN.iter().find(|(pattern, _)| pattern.is_match(text)).map(|(_, role)| *role);
    match begins {
        // Only the line below the title names whom the report goes to.
        Some(Role::Addressee) if !(found.is_empty() || found.keys().all(|role| *role == Role::Title)) => {
            Some(Role::Body)
        }
        Some(role) => Some(role),
        None if annexed => None,
        None => (!shown.centred).then_some(Role::Body),
    }
}

/// The signature stands above the date: short, and no sentence.
fn sign(found: &mut BTreeMap<Role, usize>, texts: &[String]) {
    let Some(date) = found.get(&Role::Date).copied() else { return };
    if found.contains_key(&Role::Signature) {
        return;
    }
    let above = (0..date).rev().find(|at| texts.get(*at).is_some_and(|text| !text.trim().is_empty()));
    let signs = |text: &String| text.trim().chars().count() <= 30 && !text.contains(['。', '：', '、', '，']);
    let Some(above) = above.filter(|at| texts.get(*at).is_some_and(signs)) else { return };
    // What signs is no text of the body.
    if found.get(&Role::Body) == Some(&above) {
        found.remove(&Role::Body);
    }
    if !found.values().any(|at| *at == above) {
        found.insert(Role::Signature, above);
    }
}

/// The text of the runs of a paragraph.
pub(super) fn text(paragraph: &Element) -> String {
    let mut text = String::new();
    collect(paragraph, &mut text);
    text
}

fn collect(element: &Element, text: &mut String) {
    for child in element.elements() {
        match child.kind() {
            Kind::Text => text.push_str(&child.text()),
            Kind::Drawing
            | Kind::Picture
            | Kind::Object
            | Kind::Alternate
            | Kind::Deleted
            | Kind::MovedFrom => (),
            _ => collect(child, text),
        }
    }
}

fn runs<'e>(paragraph: &'e Element, found: &mut Vec<&'e Element>) {
    for child in paragraph.elements() {
        match child.kind() {
            Kind::Run if child.get(Kind::Text).is_some() => found.push(child),
            Kind::Inserted | Kind::Hyperlink | Kind::SmartTag | Kind::Control | Kind::ControlContent => {
                runs(child, found)
            }
            _ => (),
        }
    }
}

fn longest(paragraph: &Element) -> Option<&Element> {
    let mut found = Vec::new();
    runs(paragraph, &mut found);
    // Of two alike the first.
    found.into_iter().rev().max_by_key(|run| text(run).chars().count())
}

fn first(paragraph: &Element) -> Option<&Element> {
    let mut found = Vec::new();
    runs(paragraph, &mut found);
    found.into_iter().find(|run| !text(run).trim().is_empty())
}

//! What stands between head and foot of an office's document → for each element of the report a paragraph that shows
//! what it looks like there.
//!
//! It may be a text of last year or a text that says what goes where (标题, 一、×××). What it is is told by its words,
//! by a name in braces ({一级标题}), and by its place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::blanks::blanks;
use super::names::{Names, element};
use super::sheet::{Sheet, Type};
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::model::element::{Flow, Role, elements};
use crate::package::xml::Element;
use crate::text::pattern::Pattern;

/// Sizes that texts and titles of official documents have, in points: from small forms of enterprises to large paper.
const LEAST_TEXT: f64 = 12.0;
const LARGEST_TEXT: f64 = 18.0;
const LEAST_TITLE: f64 = 15.0;
const LARGEST_TITLE: f64 = 36.0;

/// The size in points of characters that no style gives a size (10, as Word takes it).
const UNSAID: f64 = 10.0;

/// Lines are no further apart than this many times their size.
const WIDEST_PITCH: f64 = 2.6;

/// A first line is indented by no more than this many characters: what is further in signs.
const DEEPEST_INDENT: f64 = 5.0;

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

/// Which paragraphs of an office's document show which elements.
#[derive(Debug, Clone, Default)]
pub(super) struct Samples {
    /// The first plausible sample of each element; none for elements that the document does not show.
    pub(super) found: BTreeMap<Role, Sample>,
    /// Elements whose first paragraph no official text looks like, and how it looks.
    pub(super) odd: Vec<(Role, Type)>,
}

/// The samples among the paragraphs. One that nobody would set a report in is none: then a later paragraph is, then an
/// empty one at the place of the body.
pub(super) fn samples(paragraphs: &[Element], sheet: &Sheet, names: &Names) -> Samples {
    let texts: Vec<String> = paragraphs.iter().map(text).collect();
    let shown: Vec<Type> =
        paragraphs.iter().map(|p| sheet.shown(p, longest(p).map(uncoloured).as_ref())).collect();
    let (mut found, mut odd) = (BTreeMap::new(), Vec::new());
    for at in (0..paragraphs.len()).filter(|at| !texts[*at].trim().is_empty()) {
        let first = found.is_empty() && odd.is_empty();
        let Some(role) = role(&texts[at], &shown[at], first, &found, names) else { continue };
        // A title that is at the left with nothing before it stands in a list of what there is.
        let placed = role != Role::Title
            || shown[at].centred
            || shown[at].indent > 0.0
            || texts[at].starts_with([' ', '　']);
        if placed && is_plausible(role, &shown[at]) {
            found.entry(role).or_insert(at);
        } else if !found.contains_key(&role) && odd.iter().all(|(known, _)| *known != role) {
            odd.push((role, shown[at].clone()));
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
        let run = run.map(uncoloured);
        let shown = sheet.shown(&paragraph, run.as_ref());
        Some((role, Sample { paragraph, run, shown }))
    };
    let mut found: BTreeMap<Role, Sample> = found.into_iter().filter_map(sample).collect();
    if !found.contains_key(&Role::Body)
        && let Some(sample) = paragraphs.iter().find_map(|paragraph| empty(paragraph, sheet))
    {
        found.insert(Role::Body, sample);
    }
    odd.retain(|(role, _)| !found.contains_key(role));
    Samples { found, odd }
}

/// Whether an official text may look so: of a size to be read, dark, in the lines of a text, neither bold nor centred nor
/// at the right where it runs on.
pub(super) fn is_plausible(role: Role, shown: &Type) -> bool {
    let runs_on = matches!(role.element().flow, Flow::Text | Flow::Heading(_));
    let sizes = match role {
        Role::Title | Role::AnnexTitle => LEAST_TITLE..=LARGEST_TITLE,
        _ => LEAST_TEXT..=LARGEST_TEXT,
    };
    let size = shown.size.unwrap_or(UNSAID);
    let lines = shown.line.is_none_or(|line| line >= size && line <= size * WIDEST_PITCH);
    let placed = role != Role::Body || !shown.bold && !shown.centred && shown.indent <= size * DEEPEST_INDENT;
    sizes.contains(&size) && lines && !shown.coloured && placed && !(runs_on && shown.right)
}

/// An empty paragraph that waits for the body: its end has the size, and its first line is indented.
fn empty(paragraph: &Element, sheet: &Sheet) -> Option<Sample> {
    let format = paragraph.get(Kind::ParagraphFormat)?.get(Kind::Format)?;
    let run = Kind::Run.element().holding(format.clone());
    let shown = sheet.shown(paragraph, Some(&run));
    let waits = text(paragraph).trim().is_empty() && shown.indent > 0.0;
    let run = Some(uncoloured(&run));
    (waits && is_plausible(Role::Body, &shown)).then(|| Sample { paragraph: paragraph.clone(), run, shown })
}

/// A run without its own colour: what is red or blue in a form is a note to whoever fills it in.
fn uncoloured(run: &Element) -> Element {
    let mut run = run.clone();
    run.all_mut(Kind::Format).for_each(|format| format.drop_all(Kind::Colour));
    run
}

/// The element that a paragraph shows: by the name of a place in it, by its look, by how its text begins.
fn role(text: &str, shown: &Type, first: bool, found: &BTreeMap<Role, usize>, names: &Names) -> Option<Role> {
    let asked = blanks(text, names).into_iter().find_map(|blank| blank.element);
    if let Some(element) = asked.and_then(element).filter(|element| element.is_sampled()) {
        return Some(element.role);
    }
    let word = text.trim();
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

pub(super) fn runs<'e>(paragraph: &'e Element, found: &mut Vec<&'e Element>) {
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
    // Two may be equally long: then the first.
    found.into_iter().rev().max_by_key(|run| text(run).chars().count())
}

fn first(paragraph: &Element) -> Option<&Element> {
    let mut found = Vec::new();
    runs(paragraph, &mut found);
    found.into_iter().find(|run| !text(run).trim().is_empty())
}

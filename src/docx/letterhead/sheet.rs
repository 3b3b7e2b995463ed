//! The styles of an office's document → what a paragraph and its words look like, style by style up to the defaults.

use std::collections::{BTreeMap, BTreeSet};

use crate::docx::kinds::Kind;
use crate::docx::read::Unreadable;
use crate::docx::read::names::tree;
use crate::docx::views::{Run, View};
use crate::package::relations::related;
use crate::package::store::Store;
use crate::package::xml::Element;

/// Styles are based on each other no deeper than this.
const DEEPEST: usize = 12;

/// Indents in characters are told in hundredths; a character of the body has about this size in points.
const HUNDREDTHS: f64 = 100.0;
const SQUARE: f64 = 16.0;

/// What is no brighter than this, of 255, prints as black.
const DARKEST: u8 = 0x60;

/// How many twips a point has.
const POINT: f64 = 20.0;

/// The Latin fonts of headings that nobody has set: those that Word and WPS bring along.
const BROUGHT_ALONG: [&str; 6] = ["Arial", "Cambria", "Calibri", "Calibri Light", "等线 Light", "等线"];

/// The styles of an office's document, followed up to the defaults.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// The styles (`w:style`) by their ids.
    styles: BTreeMap<String, Element>,
    /// The style that a paragraph has which names none.
    default: Option<String>,
    defaults: Element,
}

/// How the words of a paragraph look, once all styles are followed.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Type {
    /// The font of Chinese characters; none when nothing names one.
    pub(super) font: Option<String>,
    /// The size in points; none when nothing says one.
    pub(super) size: Option<f64>,
    /// The distance between lines in points, where it is exact.
    pub(super) line: Option<f64>,
    /// Points added to the width of each character.
    pub(super) spacing: f64,
    pub(super) red: bool,
    /// Whether it has a colour that no text of a body has: neither black nor a dark grey.
    pub(super) coloured: bool,
    pub(super) bold: bool,
    pub(super) centred: bool,
    /// Whether it stands at the right edge.
    pub(super) right: bool,
    /// How far its first line is indented, in points.
    pub(super) indent: f64,
    /// Whether the program would number the paragraph itself.
    pub(super) numbered: bool,
}

impl Sheet {
    pub(super) fn of(store: &mut Store, part: &str) -> Result<Self, Unreadable> {
        let Some(name) = related(store, part, "styles")? else { return Ok(Sheet::default()) };
        let root = tree(&store.text(&name)?)?;
        let mut sheet = Sheet::default();
        for child in root.elements() {
            match child.kind() {
                Kind::Defaults => sheet.defaults = child.clone(),
                Kind::Style => {
                    let Some(id) = child.style_id() else { continue };
                    let of_paragraphs = child.says("type") == Some("paragraph");
                    if of_paragraphs && child.says("default").is_some_and(|on| on != "0") {
                        sheet.default = Some(id.to_owned());
                    }
                    sheet.styles.insert(id.to_owned(), child.clone());
                }
                _ => (),
            }
        }
        Ok(sheet)
    }

    /// The ids of all styles that the document defines.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.styles.keys().map(String::as_str)
    }

    pub(super) fn style(&self, id: &str) -> Option<&Element> {
        self.styles.get(id)
    }

    /// The id of the style of a name.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        let is = |style: &Element| {
            let known = style.said(Kind::Name);
            known.is_some_and(|known| known.to_lowercase() == name)
        };
        self.styles.iter().find_map(|(id, style)| is(style).then_some(id.as_str()))
    }

    pub(super) fn style_of(&self, paragraph: &Element) -> Option<String> {
        let named = paragraph.get(Kind::ParagraphFormat).and_then(|p| p.said(Kind::ParagraphStyle));
        named.map(str::to_owned).or_else(|| self.default.clone())
    }

    /// Whether somebody has set the style: it is the office's own, its paragraphs stand in the document, or it names
    /// a Chinese font that no program brings along.
    pub(super) fn is_set(&self, id: &str, used: &BTreeSet<String>) -> bool {
        let Some(style) = self.styles.get(id) else { return false };
        let own = style.says("customStyle").is_some_and(|on| on != "0");
        let fonts = style.get(Kind::Format).and_then(|run| run.get(Kind::Fonts));
        let set = fonts.is_some_and(|fonts| {
            let theme = fonts.attributes.iter().any(|(name, _)| name.ends_with("Theme"));
            let latin = fonts.says("ascii").unwrap_or_default();
            !theme && fonts.says("eastAsia").is_some() && !BROUGHT_ALONG.contains(&latin)
        });
        own || set || used.contains(id)
    }

    /// The default style of paragraphs, where it has the type of an official text: a Chinese font of its own, and at
    /// least the smaller third size.
    pub(super) fn official_default(&self) -> Option<&str> {
        let id = self.default.as_deref()?;
        let set = self.is_set(id, &BTreeSet::new());
        let shown = self.shown(&Kind::Paragraph.element(), None);
        (set && shown.size.is_some_and(|size| size >= 15.0)).then_some(id)
    }

    /// How the words of a run look in its paragraph; those of its first run without one.
    pub(super) fn shown(&self, paragraph: &Element, run: Option<&Element>) -> Type {
        let chain = self.chain(self.style_of(paragraph).as_deref());
        let own = paragraph.get(Kind::ParagraphFormat);
        let groups = |name: &'static str| {
            let defaults = self.defaults.child(&format!("{name}Default"));
            let defaults = defaults.and_then(move |defaults| defaults.child(name));
            defaults.into_iter().chain(chain.iter().filter_map(move |style| style.child(name)))
        };
        let paragraphs: Vec<&Element> = groups("w:pPr").chain(own).collect();
        let words = run.and_then(|run| Run(run).format());
        let inner = self.chain(run.and_then(|run| Run(run).style()));
        let inner = inner.iter().filter_map(|style| style.get(Kind::Format));
        let runs: Vec<&Element> = groups("w:rPr").chain(inner).chain(words).collect();
        let border = paragraphs.iter().any(|group| group.get(Kind::ParagraphBorders).is_some_and(has_red));
        Type {
            font: attribute(&runs, Kind::Fonts, "eastAsia").map(str::to_owned),
            size: number(&runs, Kind::Size, "val").map(|half| half / 2.0),
            line: (attribute(&paragraphs, Kind::Spacing, "lineRule") == Some("exact"))
                .then(|| number(&paragraphs, Kind::Spacing, "line"))
                .flatten()
                .map(|line| line / POINT),
            spacing: number(&runs, Kind::Spacing, "val").unwrap_or_default() / POINT,
            red: border || attribute(&runs, Kind::Colour, "val").is_some_and(is_red),
            coloured: attribute(&runs, Kind::Colour, "val").is_some_and(is_bright),
            bold: runs
                .iter()
                .rev()
                .find_map(|group| group.get(Kind::Bold))
                .is_some_and(|bold| !matches!(bold.val(), Some("0" | "false" | "off"))),
            centred: attribute(&paragraphs, Kind::Alignment, "val") == Some("center"),
            right: matches!(attribute(&paragraphs, Kind::Alignment, "val"), Some("right" | "end")),
            indent: number(&paragraphs, Kind::Indent, "firstLineChars")
                .map(|hundredths| hundredths / HUNDREDTHS * SQUARE)
                .or_else(|| number(&paragraphs, Kind::Indent, "firstLine").map(|twips| twips / POINT))
                .unwrap_or_default(),
            numbered: paragraphs
                .iter()
                .rev()
                .find_map(|group| group.get(Kind::Numbering))
                .is_some_and(|number| number.get(Kind::NumberingId).is_none_or(|id| id.val() != Some("0"))),
        }
    }

    /// A style and those that it is based on, the most general first.
    fn chain(&self, id: Option<&str>) -> Vec<&Element> {
        let mut chain = Vec::new();
        let mut next = id.and_then(|id| self.styles.get(id));
        while let Some(style) = next.filter(|_| chain.len() < DEEPEST) {
            chain.push(style);
            let parent = style.said(Kind::BasedOn);
            next = parent.and_then(|parent| self.styles.get(parent));
        }
        chain.reverse();
        chain
    }

    /// The properties of characters of a character style, those of its parents included.
    pub(super) fn characters(&self, id: &str) -> Vec<Element> {
        let groups = self.chain(Some(id)).into_iter().filter_map(|style| style.get(Kind::Format));
        groups.flat_map(Element::elements).cloned().collect()
    }
}

/// What the last of the groups says that says it at all.
fn attribute<'e>(groups: &[&'e Element], child: Kind, name: &str) -> Option<&'e str> {
    groups.iter().rev().find_map(|group| group.get(child)?.says(name))
}

fn number(groups: &[&Element], child: Kind, name: &str) -> Option<f64> {
    attribute(groups, child, name)?.parse().ok()
}

/// Whether anything in an element is red: text, a border, a line that is drawn.
pub(super) fn has_red(element: &Element) -> bool {
    const COLOURS: [&str; 4] = ["w:color", "strokecolor", "fillcolor", "color"];
    let own = element.attributes.iter().any(|(name, value)| {
        let says = COLOURS.contains(&name.as_str())
            || name == "w:val" && element.is(Kind::Colour)
            || name == "val" && element.is(Kind::RgbColour);
        says && is_red(value)
    });
    own || element.elements().any(has_red)
}

/// Whether a colour is brighter than what prints as black: `0000FF`, `999999`.
fn is_bright(colour: &str) -> bool {
    let part = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    colour.len() == 6 && (0..3).filter_map(|at| part(at * 2)).any(|part| part > DARKEST)
}

/// Whether a colour is a red one: `FF0000`, `#c00000`, `red`.
fn is_red(colour: &str) -> bool {
    let word = colour.trim_start_matches('#').split(' ').next().unwrap_or_default();
    if word.eq_ignore_ascii_case("red") {
        return true;
    }
    let full: String =
        if word.len() == 3 { word.chars().flat_map(|c| [c, c]).collect() } else { word.to_owned() };
    let part = |at: usize| full.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    match (full.len(), part(0), part(2), part(4)) {
        (6, Some(red), Some(green), Some(blue)) => red >= 0xa0 && green <= 0x50 && blue <= 0x50,
        _ => false,
    }
}

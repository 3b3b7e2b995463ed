//! Our styles and the samples of an office's document → the styles that the report names, as the office has them.
//!
//! A style of ours is, in this order: what a paragraph of the office's document shows; the office's own style for
//! that element; ours, resting on nothing of the office's, so that its defaults do not show through.
//! ```xml
//! <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>…
//!   <w:pPr><w:keepNext/>…as in the sample 一、×××…<w:outlineLvl w:val="0"/></w:pPr><w:rPr>…</w:rPr></w:style>
//! ```
//! Numbers of headings are text, so what would number them is turned off.

use std::collections::{BTreeMap, BTreeSet};

use super::samples::{Sample, is_plausible};
use super::sheet::Sheet;
use crate::docx::kinds::Kind;
use crate::docx::views::{Run, View, line, value};
use crate::model::element::{self, Above, Flow, Role, elements};
use crate::package::xml::{Element, Node};

/// Where the look of an element comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// A paragraph of the office's document that shows the element.
    Sample,
    /// A style of the office's document by its name.
    Style,
    /// Our own look: the document shows nothing of it.
    Ours,
}

/// Properties of a paragraph that belong to the sample alone, or that our style says itself.
const OF_SAMPLE: [Kind; 13] = [
    Kind::ParagraphStyle,
    Kind::Numbering,
    Kind::Section,
    Kind::Format,
    Kind::Frame,
    Kind::PageBreakBefore,
    Kind::KeepNext,
    Kind::KeepLines,
    Kind::OutlineLevel,
    Kind::ParagraphChange,
    Kind::DivId,
    Kind::Conditional,
    Kind::TightWrap,
];

/// What our style says of a paragraph even where it looks as the sample.
const STRUCTURE: [Kind; 4] = [Kind::KeepNext, Kind::KeepLines, Kind::PageBreakBefore, Kind::OutlineLevel];

/// Where a paragraph stands in its line.
const PLACED: [Kind; 2] = [Kind::Indent, Kind::Alignment];
const INDENT: [Kind; 1] = [Kind::Indent];

/// Properties of the sample's words that are no matter of style.
const OF_WORDS: [Kind; 11] = [
    Kind::RunStyle,
    Kind::Language,
    Kind::Highlight,
    Kind::Shading,
    Kind::Vanish,
    Kind::FormatChange,
    Kind::Inserted,
    Kind::Deleted,
    Kind::MovedFrom,
    Kind::MovedTo,
    Kind::WebHidden,
];

/// The style that rests on nothing of the office's.
const ROOT: (&str, &str) = ("ChengwenText", "成文文字");

/// What styles are defined from: those of the office's document, its samples and ours.
pub(super) struct Definitions<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) samples: &'a BTreeMap<Role, Sample>,
    /// The styles that the office's document names.
    pub(super) used: &'a BTreeSet<String>,
    /// All styles that the report may name.
    pub(super) ours: &'a Element,
    /// The ids that these have in the document.
    pub(super) ids: &'a BTreeMap<String, String>,
}

/// The ids that our styles have in a document: that of the style of the same name, else their own where it is free.
pub(super) fn ids(ours: &Element, sheet: &Sheet) -> BTreeMap<String, String> {
    let mut taken: BTreeSet<String> = sheet.ids().map(str::to_owned).collect();
    let mut ids = BTreeMap::new();
    for style in ours.all(Kind::Style) {
        let Some(id) = style.style_id() else { continue };
        let there = sheet.named(&name(style)).map(str::to_owned);
        let is_default = style.says("default").is_some();
        let numbered = (2..).map(|number: u32| format!("{id}{number}"));
        let free = || std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken.contains(id));
        // A default that the document lacks stays away.
        let Some(new) = there.or_else(|| if is_default { None } else { free() }) else { continue };
        taken.insert(new.clone());
        ids.insert(id.to_owned(), new);
    }
    ids
}

/// The styles that come into the document: the id of one that gives way, if any, and the definition.
pub(super) type Defined = Vec<(Option<String>, Element)>;

impl Definitions<'_> {
    /// All definitions, and where each element's look comes from.
    pub(super) fn all(&self) -> (Defined, BTreeMap<Role, Origin>) {
        let mut defined = vec![(None, self.root())];
        let mut origins = BTreeMap::new();
        for style in self.ours.all(Kind::Style) {
            if style.says("default").is_some() {
                continue;
            }
            let name = name(style);
            let there = self.sheet.named(&name).map(str::to_owned);
            let element = elements().find(|element| element.is_sampled() && element.style.is(&name));
            let set = there.as_deref().is_some_and(|id| self.sheet.is_set(id, self.used));
            let Some(element) = element else {
                // A style of that name that the office has set is what is meant.
                if !set {
                    defined.push((there, self.ours(style)));
                }
                continue;
            };
            let (origin, definition) = self.element(element, style);
            origins.insert(element.role, origin);
            defined.extend(definition.map(|definition| (there, definition)));
        }
        (defined, origins)
    }

    /// The definition of an element's style; none when the document's own holds as it is.
    fn element(&self, element: &element::Element, ours: &Element) -> (Origin, Option<Element>) {
        if let Some(sample) = self.samples.get(&element.role) {
            return (Origin::Sample, Some(self.like(sample, element, ours)));
        }
        let own = name(ours);
        let names = || [own.as_str()].into_iter().chain(element.offices.iter().copied());
        let plausible =
            |id: &&str| is_plausible(element.role, &self.sheet.shown(&line(Some(id), None), None));
        let set = |name: &str| {
            self.sheet.named(name).filter(|id| self.sheet.is_set(id, self.used)).filter(plausible)
        };
        let of_default = || self.sheet.official_default().filter(|_| element.flow == Flow::Text);
        let Some(id) = names().find_map(set).or_else(of_default) else {
            return (Origin::Ours, Some(self.ours(ours)));
        };
        let paragraph = line(Some(id), None);
        let numbered = self.sheet.shown(&paragraph, None).numbered;
        if self.sheet.named(&own) == Some(id) && !numbered {
            return (Origin::Style, None);
        }
        // The default of all paragraphs is no style of the body: its first line is not indented.
        let plain = names().all(|name| self.sheet.named(name) != Some(id));
        let own = if plain { said(ours, &INDENT) } else { Vec::new() };
        (Origin::Style, Some(self.based(ours, id, own, Vec::new(), numbered)))
    }

    /// Our style with the look of a sample.
    fn like(&self, sample: &Sample, element: &element::Element, ours: &Element) -> Element {
        let own = sample.paragraph.get(Kind::ParagraphFormat);
        let kept = |child: &&Element| !OF_SAMPLE.contains(&child.kind());
        let mut paragraph: Vec<Element> =
            own.into_iter().flat_map(Element::elements).filter(kept).cloned().collect();
        // What was moved to its place with blanks says nothing about where ours goes; the place of a signature depends
        // on its words (7.3.5.2).
        let signs = element.above == Above::Signing;
        let indented = paragraph.iter().any(|property| property.is(Kind::Indent));
        if super::samples::text(&sample.paragraph).starts_with([' ', '　']) || signs && indented {
            over(&mut paragraph, said(ours, &PLACED));
        } else if element.flow == Flow::Text && sample.shown.indent <= 0.0 {
            // A text whose first lines are flush only waits to be one.
            over(&mut paragraph, said(ours, &INDENT));
        }
        let words = sample.run.as_ref().and_then(|run| Run(run).format());
        let inner = sample.run.as_ref().and_then(|run| Run(run).style());
        let mut run = inner.map(|id| self.sheet.characters(id)).unwrap_or_default();
        for property in words.into_iter().flat_map(Element::elements) {
            run.retain(|before| before.name != property.name);
            run.push(property.clone());
        }
        // What is red there is a note to whoever fills it in.
        let is_note = |property: &Element| property.is(Kind::Colour) && super::sheet::has_red(property);
        run.retain(|property| !OF_WORDS.contains(&property.kind()) && !is_note(property));
        for fonts in run.iter_mut().filter(|property| property.is(Kind::Fonts)) {
            fonts.attributes.retain(|(name, _)| name != "w:hint");
        }
        let base = self.sheet.style_of(&sample.paragraph).unwrap_or_default();
        self.based(ours, &base, paragraph, run, sample.shown.numbered)
    }

    /// Whether a style of the office's gives its name to one of ours.
    fn gives_way(&self, id: &str) -> bool {
        let mut ours = self.ours.all(Kind::Style).filter(|style| style.says("default").is_none());
        ours.any(|style| self.sheet.named(&name(style)) == Some(id))
    }

    /// Our style, based on one of the office's. One that is ours by name, or another of ours (a title in the style of
    /// the body), looks otherwise then: its properties are taken over instead.
    fn based(
        &self,
        ours: &Element,
        base: &str,
        paragraph: Vec<Element>,
        run: Vec<Element>,
        numbered: bool,
    ) -> Element {
        let (mut base, mut of_paragraph, mut of_run) = (base.to_owned(), Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        while self.gives_way(&base)
            && let Some(style) = self.sheet.style(&base)
            && seen.insert(base.clone())
        {
            for (known, group) in [(&mut of_paragraph, Kind::ParagraphFormat), (&mut of_run, Kind::Format)] {
                let nearer = std::mem::replace(known, inside(style, group));
                over(known, nearer);
            }
            base = style.said(Kind::BasedOn).unwrap_or_default().to_owned();
        }
        over(&mut of_paragraph, paragraph);
        // On the grid of the body a line of a title would take two.
        over(&mut of_paragraph, said(ours, &[Kind::SnapToGrid]));
        over(&mut of_run, run);
        of_paragraph
            .retain(|property| !STRUCTURE.contains(&property.kind()) && !property.is(Kind::Numbering));
        of_paragraph.extend(said(ours, &STRUCTURE));
        if numbered {
            of_paragraph.push(Kind::Numbering.element().holding(value(Kind::NumberingId, 0)));
        }
        let mut style = ours.clone();
        style.children.retain(|node| {
            !matches!(node, Node::Element(child) if matches!(child.kind(), Kind::BasedOn | Kind::ParagraphFormat | Kind::Format))
        });
        if !base.is_empty() {
            style = style.holding(value(Kind::BasedOn, base));
        }
        for (kind, properties) in [(Kind::ParagraphFormat, of_paragraph), (Kind::Format, of_run)] {
            if !properties.is_empty() {
                style = style.holding(kind.element().holding_all(properties));
            }
        }
        self.relink(&mut style, &[Kind::Next, Kind::Link]);
        style.arrange();
        style
    }

    /// Gives a style of ours, and those that it leads to, the ids of the document.
    fn relink(&self, style: &mut Element, links: &[Kind]) {
        let new = |id: &str| self.ids.get(id).cloned().or_else(|| (id == ROOT.0).then(|| ROOT.0.to_owned()));
        style.children.retain_mut(|node| match node {
            Node::Element(child) if links.contains(&child.kind()) => {
                let id = child.val().and_then(new);
                id.into_iter().map(|id| child.set_val(id)).next().is_some()
            }
            _ => true,
        });
        if let Some(id) = style.style_id().and_then(new) {
            style.set("w:styleId", id);
        }
    }

    /// A style of ours whose last parent is the one that rests on nothing.
    fn ours(&self, style: &Element) -> Element {
        let mut style = style.clone();
        let of_paragraphs = style.says("type") == Some("paragraph");
        for parent in style.all_mut(Kind::BasedOn) {
            if of_paragraphs && parent.val() == Some("Normal") {
                parent.set_val(ROOT.0);
            }
        }
        self.relink(&mut style, &[Kind::BasedOn, Kind::Next, Kind::Link]);
        style
    }

    /// The defaults of our styles and our Normal as one style.
    fn root(&self) -> Element {
        let defaults =
            self.ours.get(Kind::Defaults).and_then(|d| d.get(Kind::FormatDefault)?.get(Kind::Format));
        let mut normal =
            self.ours.elements().filter(|style| style.is(Kind::Style) && name(style) == "normal");
        let normal = normal.next();
        let mut run: Vec<Element> = defaults.into_iter().flat_map(Element::elements).cloned().collect();
        run.retain(|property| !property.is(Kind::Language));
        over(&mut run, normal.map(|normal| inside(normal, Kind::Format)).unwrap_or_default());
        let paragraph = normal.map(|normal| inside(normal, Kind::ParagraphFormat)).unwrap_or_default();
        let mut style = Kind::Style
            .element()
            .with("w:type", "paragraph")
            .with("w:customStyle", "1")
            .with("w:styleId", ROOT.0)
            .holding(value(Kind::Name, ROOT.1))
            .holding(Kind::ParagraphFormat.element().holding_all(paragraph))
            .holding(Kind::Format.element().holding_all(run));
        style.arrange();
        style
    }
}

/// The name of a style in lower case.
pub(super) fn name(style: &Element) -> String {
    let name = style.said(Kind::Name);
    name.unwrap_or_default().to_lowercase()
}

/// Some of the properties that a style says of its paragraph.
fn said(style: &Element, kinds: &[Kind]) -> Vec<Element> {
    inside(style, Kind::ParagraphFormat)
        .into_iter()
        .filter(|property| kinds.contains(&property.kind()))
        .collect()
}

fn inside(style: &Element, group: Kind) -> Vec<Element> {
    style.get(group).into_iter().flat_map(Element::elements).cloned().collect()
}

/// Properties, with what is said again instead.
fn over(properties: &mut Vec<Element>, more: Vec<Element>) {
    for property in more {
        // Fonts are named slot by slot.
        let before = properties.iter().position(|before| before.name == property.name);
        match before.and_then(|at| properties.get_mut(at)) {
            Some(before) if property.is(Kind::Fonts) => {
                property.attributes.iter().for_each(|(name, value)| before.set(name, value.as_str()));
            }
            Some(before) => *before = property,
            None => properties.push(property),
        }
    }
}

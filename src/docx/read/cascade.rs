//! The styles and the theme of a document → what the format of a paragraph or run comes to: defaults, then styles from
//! the one that all are based on, then what it says itself.
//!
//! What is said of typefaces, indents and spacing is laid over attribute by attribute, all else as a whole, as Word does.

use std::collections::BTreeMap;

use super::measure::{half_points, twips};
use super::names;
use crate::docx::kinds::{Kind, said};
use crate::docx::views::View;
use crate::model::typeset::{Align, Format, Length, Pitch, Run, Stress};
use crate::package::xml::Element;

/// Properties by the names of their elements.
pub(super) type Properties = BTreeMap<String, Element>;

/// Styles based on each other are followed so far; those that go in a circle end here.
const DEEPEST: usize = 32;

/// What all text has where nothing is said: Word's 10 points.
const SIZE: u32 = 20;

/// Attributes of which one takes the place of the other.
const INSTEAD: [(&[&str], &[&str]); 6] = [
    (&[said::FIRST, said::FIRST_CHARS], &[said::HANGING, said::HANGING_CHARS]),
    (&[said::HANGING, said::HANGING_CHARS], &[said::FIRST, said::FIRST_CHARS]),
    (&[said::ASCII], &[said::ASCII_THEME]),
    (&[said::LATIN], &[said::LATIN_THEME]),
    (&[said::CHINESE], &[said::CHINESE_THEME]),
    (&[said::LINE], &[said::RULE]),
];

/// What the styles of a document come to.
#[derive(Default)]
pub(super) struct Cascade {
    /// The properties of paragraphs and of characters of each style, with those that it is based on.
    styles: BTreeMap<String, (Properties, Properties)>,
    names: BTreeMap<String, String>,
    /// The id of the style of paragraphs that name none.
    default: Option<String>,
    /// The same where no style says anything.
    defaults: (Properties, Properties),
    theme: BTreeMap<String, String>,
}

impl Cascade {
    pub(super) fn of(styles: Option<&Element>, theme: Option<&Element>) -> Self {
        let mut cascade = Cascade { theme: theme.map(typefaces).unwrap_or_default(), ..Cascade::default() };
        let Some(root) = styles else { return cascade };
        let defaults = root.get(Kind::Defaults);
        let group =
            |outer: Kind, inner: Kind| defaults.and_then(|all| all.get(outer)).and_then(|all| all.get(inner));
        lay(&mut cascade.defaults.0, group(Kind::ParagraphDefault, Kind::ParagraphFormat));
        lay(&mut cascade.defaults.1, group(Kind::FormatDefault, Kind::Format));
        let all: BTreeMap<&str, &Element> =
            root.all(Kind::Style).filter_map(|style| Some((style.style_id()?, style))).collect();
        for (id, style) in &all {
            let mut flat = (Properties::new(), Properties::new());
            for style in chain(&all, id) {
                lay(&mut flat.0, style.get(Kind::ParagraphFormat));
                lay(&mut flat.1, style.get(Kind::Format));
            }
            cascade.styles.insert((*id).to_owned(), flat);
            cascade.names.insert((*id).to_owned(), style.said(Kind::Name).unwrap_or_default().to_lowercase());
            let of_paragraphs = style.attribute(said::TYPE) == Some("paragraph");
            if of_paragraphs && style.attribute(said::DEFAULT).is_some_and(is_on) {
                cascade.default = Some((*id).to_owned());
            }
        }
        cascade
    }

    /// The name of a style in lower case.
    pub(super) fn name(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.names.get(id)).cloned().unwrap_or_default()
    }

    /// The properties of a paragraph and those that its characters begin with; in a table its style comes before all others.
    pub(super) fn paragraph(
        &self,
        format: Option<&Element>,
        of_table: Option<&str>,
    ) -> (Properties, Properties) {
        let (mut paragraph, mut run) = self.defaults.clone();
        if let Some((of_paragraph, of_run)) = of_table.and_then(|id| self.styles.get(id)) {
            of_paragraph.values().for_each(|property| put(&mut paragraph, property));
            of_run.values().for_each(|property| put(&mut run, property));
        }
        let named = format.and_then(|format| format.said(Kind::ParagraphStyle));
        let known = named.filter(|id| self.styles.contains_key(*id)).or(self.default.as_deref());
        if let Some((of_paragraph, of_run)) = known.and_then(|id| self.styles.get(id)) {
            of_paragraph.values().for_each(|property| put(&mut paragraph, property));
            of_run.values().for_each(|property| put(&mut run, property));
        }
        lay(&mut paragraph, format);
        (paragraph, run)
    }

    /// The format of a run, without its characters.
    pub(super) fn run(&self, of_paragraph: &Properties, format: Option<&Element>) -> Run {
        let mut all = of_paragraph.clone();
        let style = format.and_then(|format| format.said(Kind::RunStyle)).and_then(|id| self.styles.get(id));
        if let Some((_, of_style)) = style {
            of_style.values().for_each(|property| put(&mut all, property));
        }
        lay(&mut all, format);
        // What styles of paragraphs and of characters both switch on is off.
        let of_style = |kind: Kind| style.is_some_and(|(_, style)| switched(style, kind));
        let own =
            |kind: Kind| format.and_then(|format| format.get(kind)).map(|own| own.val().is_none_or(is_on));
        let is = |kind: Kind| own(kind).unwrap_or(switched(of_paragraph, kind) != of_style(kind));
        let fonts = property(&all, Kind::Fonts);
        let said = |name: &str| fonts.and_then(|fonts| fonts.attribute(name));
        let typeface = |theme: &str, name: &str| {
            let of_theme = said(theme).map(|word| self.theme.get(word).cloned().unwrap_or_default());
            of_theme.or_else(|| said(name).map(str::to_owned)).unwrap_or_default()
        };
        let measure = |kind: Kind, read: fn(&str) -> Option<i64>| {
            property(&all, kind).and_then(View::val).and_then(read)
        };
        let colour = property(&all, Kind::Colour).and_then(View::val).filter(|colour| *colour != "auto");
        let underlined = property(&all, Kind::Underline).is_some_and(|line| line.val() != Some("none"));
        Run {
            text: String::new(),
            chinese: typeface(said::CHINESE_THEME, said::CHINESE),
            latin: typeface(said::ASCII_THEME, said::ASCII),
            themed: said(said::CHINESE_THEME).is_some(),
            hidden: is(Kind::Vanish),
            hinted: said(said::HINT) == Some("eastAsia"),
            size: measure(Kind::Size, half_points).and_then(|size| u32::try_from(size).ok()).unwrap_or(SIZE),
            spacing: measure(Kind::Spacing, twips).unwrap_or(0),
            stressed: Stress { bold: is(Kind::Bold), italic: is(Kind::Italic), underlined },
            colour: colour.map(str::to_uppercase),
            marked: is_marked(&all),
        }
    }
}

/// Whether characters have a ground that is neither white nor that of the page.
fn is_marked(all: &Properties) -> bool {
    let over = property(all, Kind::Highlight).and_then(View::val).is_some_and(|colour| colour != "none");
    let ground = property(all, Kind::Shading).and_then(|ground| ground.attribute(said::FILL));
    over || ground.is_some_and(|ground| !matches!(ground, "auto" | "FFFFFF" | "ffffff"))
}

/// The format of a paragraph in numbers.
pub(super) fn format(all: &Properties) -> Format {
    let spacing = property(all, Kind::Spacing);
    let number = |element: Option<&Element>, names: &[&str]| {
        let said = element.and_then(|element| names.iter().find_map(|name| element.attribute(name)));
        said.and_then(twips)
    };
    let indent = property(all, Kind::Indent);
    let of = |names: &[&str]| number(indent, names).unwrap_or(0);
    let (hangs, hangs_chars) = (of(&[said::HANGING]), of(&[said::HANGING_CHARS]));
    let first = if hangs != 0 || hangs_chars != 0 {
        Length { twips: -hangs, characters: -hangs_chars }
    } else {
        Length { twips: of(&[said::FIRST]), characters: of(&[said::FIRST_CHARS]) }
    };
    let line = number(spacing, &[said::LINE]);
    let rule = spacing.and_then(|spacing| spacing.attribute(said::RULE));
    let pitch = match (line, rule) {
        (None, _) => Pitch::Single,
        (Some(line), Some("exact")) => Pitch::Exact(line),
        (Some(line), Some("atLeast")) => Pitch::AtLeast(line),
        (Some(line), _) => Pitch::Auto(line),
    };
    let align = match property(all, Kind::Alignment).and_then(View::val) {
        Some("center") => Align::Centre,
        Some("right" | "end") => Align::Right,
        Some("distribute") => Align::Spread,
        _ => Align::Left,
    };
    // Room that is said in lines is said in twips too by all programs.
    Format {
        align,
        left: Length {
            twips: of(&[said::LEFT, said::START]),
            characters: of(&[said::LEFT_CHARS, said::START_CHARS]),
        },
        right: Length {
            twips: of(&[said::RIGHT, said::END]),
            characters: of(&[said::RIGHT_CHARS, said::END_CHARS]),
        },
        first,
        before: number(spacing, &[said::BEFORE]).unwrap_or(0),
        after: number(spacing, &[said::AFTER]).unwrap_or(0),
        pitch,
        snaps: property(all, Kind::SnapToGrid).is_none_or(|snaps| snaps.val().is_none_or(is_on)),
    }
}

/// The property of a kind; `None` when no style and no format says it.
pub(super) fn property(all: &Properties, kind: Kind) -> Option<&Element> {
    all.get(kind.name())
}

/// Whether a property that is there or not is on.
pub(super) fn switched(all: &Properties, kind: Kind) -> bool {
    property(all, kind).is_some_and(|property| property.val().is_none_or(is_on))
}

/// Whether the value of a switch says yes: all but `0`, `false` and `off`.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

pub(super) fn lay(over: &mut Properties, group: Option<&Element>) {
    group.into_iter().flat_map(Element::elements).for_each(|property| put(over, property));
}

fn put(over: &mut Properties, property: &Element) {
    let merges = matches!(property.kind(), Kind::Fonts | Kind::Indent | Kind::Spacing);
    let Some(before) = over.get_mut(&property.name).filter(|_| merges) else {
        over.insert(property.name.clone(), property.clone());
        return;
    };
    for (new, gone) in INSTEAD {
        if new.iter().any(|name| property.attribute(name).is_some()) {
            before.attributes.retain(|(name, _)| !gone.contains(&name.as_str()));
        }
    }
    property.attributes.iter().for_each(|(name, value)| before.set(name, value.as_str()));
}

/// A style after all those that it is based on.
fn chain<'s>(all: &BTreeMap<&str, &'s Element>, id: &str) -> Vec<&'s Element> {
    let mut found = Vec::new();
    let mut next = all.get(id);
    while let Some(style) = next.filter(|_| found.len() < DEEPEST) {
        found.push(*style);
        next = style.said(Kind::BasedOn).and_then(|id| all.get(id));
    }
    found.reverse();
    found
}

/// The typefaces of a theme by the words for them (`minorEastAsia`). Where it names none for Chinese, it has one for
/// the script.
fn typefaces(theme: &Element) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (group, word) in [("majorFont", "major"), ("minorFont", "minor")] {
        let Some(fonts) = names::below(theme, group) else { continue };
        let face = |wanted: &dyn Fn(&Element) -> bool| {
            let face = fonts.elements().find(|font| wanted(font)).and_then(|font| font.attribute("typeface"));
            face.filter(|face| !face.is_empty()).map(str::to_owned)
        };
        let latin = face(&|font| names::is_local(font, "latin")).unwrap_or_default();
        let chinese = face(&|font| names::is_local(font, "ea"))
            .or_else(|| face(&|font| font.attribute("script") == Some("Hans")))
            .unwrap_or_default();
        for (end, face) in [("Ascii", &latin), ("HAnsi", &latin), ("EastAsia", &chinese)] {
            found.insert(format!("{word}{end}"), face.clone());
        }
    }
    found
}

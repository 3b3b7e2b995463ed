//! Turns typographic terms (exact lines, indents in characters, a typeface) into a named style of WordprocessingML.
//!
//! All formatting of the document goes through here: a paragraph or run only names its style, so that a person
//! who changes the style in Word or WPS changes the whole report, and no setting elsewhere contradicts it.

use crate::docx::kinds::Kind;
use crate::docx::views::{View, value};
use crate::model::element::StyleName;
use crate::model::look::{Face, Look};
use crate::package::xml::Element;

/// How many points a millimetre has (72 an inch).
pub(in crate::docx) const MILLIMETRE: f64 = 72.0 / 25.4;

/// How many twips a point has.
const POINT: f64 = 20.0;

/// A style before it is written: what it says of paragraphs, characters and tables.
#[derive(Debug, Clone)]
pub(super) struct Style {
    element: Element,
    paragraph: Vec<Element>,
    run: Vec<Element>,
    table: Vec<Element>,
}

impl Style {
    /// A paragraph style of the format, based on another.
    pub(super) fn of(style: StyleName, parent: &str) -> Self {
        let made = Style::new("paragraph", style.id, style.name).based_on(parent).shown();
        if style.name.is_ascii() { made } else { made.customized() }
    }

    fn customized(mut self) -> Self {
        self.element = self.element.with("w:customStyle", "1");
        self
    }

    /// A paragraph style that Word and WPS know by its name (`heading 1`), based on Normal.
    pub(super) fn builtin(id: &str, name: &str) -> Self {
        Style::new("paragraph", id, name).based_on("Normal").shown()
    }

    /// A paragraph style of ours, based on another.
    pub(super) fn custom(id: &str, name: &str, parent: &str) -> Self {
        let mut style = Style::new("paragraph", id, name).based_on(parent).shown();
        style.element = style.element.with("w:customStyle", "1");
        style
    }

    /// A character style of ours, by id and name.
    pub(super) fn character(id: &str, name: &str) -> Self {
        let mut style = Style::new("character", id, name).based_on("DefaultParagraphFont").shown();
        style.element = style.element.with("w:customStyle", "1");
        style
    }

    /// A table style of ours, by id and name.
    pub(super) fn table(id: &str, name: &str) -> Self {
        let mut style = Style::new("table", id, name).based_on("TableNormal").shown();
        style.element = style.element.with("w:customStyle", "1");
        style
    }

    /// The style that everything of its type has where nothing else is said.
    pub(super) fn default(kind: &str, id: &str, name: &str) -> Self {
        let mut style = Style::new(kind, id, name);
        style.element = style.element.with("w:default", "1");
        style
    }

    fn new(kind: &str, id: &str, name: &str) -> Self {
        let element = Kind::Style.element().with("w:type", kind).with("w:styleId", id);
        Style {
            element: element.holding(value(Kind::Name, name)),
            paragraph: Vec::new(),
            run: Vec::new(),
            table: Vec::new(),
        }
    }

    pub(super) fn has_id(&self, id: &str) -> bool {
        self.element.style_id() == Some(id)
    }

    fn based_on(mut self, parent: &str) -> Self {
        self.element = self.element.holding(value(Kind::BasedOn, parent));
        self
    }

    /// The style shown in the style gallery.
    pub(super) fn shown(mut self) -> Self {
        self.element = self.element.holding(Kind::Shown.element());
        self
    }

    /// The style kept out of the list of styles.
    pub(super) fn hidden(mut self) -> Self {
        let properties = [value(Kind::Priority, 99), on(Kind::SemiHidden), on(Kind::HiddenUntilUsed)];
        self.element = self.element.holding_all(properties);
        self
    }

    /// The style of the paragraph that follows when a person presses Enter.
    pub(super) fn next(mut self, id: &str) -> Self {
        self.element = self.element.holding(value(Kind::Next, id));
        self
    }

    /// The style that has the same look for characters, or for paragraphs.
    pub(super) fn linked(mut self, id: &str) -> Self {
        self.element = self.element.holding(value(Kind::Link, id));
        self
    }

    /// The style with properties of paragraphs; what is said again holds.
    pub(super) fn paragraph(mut self, properties: impl IntoIterator<Item = Element>) -> Self {
        properties.into_iter().for_each(|property| say(&mut self.paragraph, property));
        self
    }

    /// The style with properties of characters; what is said again holds.
    pub(super) fn run(mut self, properties: impl IntoIterator<Item = Element>) -> Self {
        properties.into_iter().for_each(|property| say(&mut self.run, property));
        self
    }

    /// The style with further properties of tables.
    pub(super) fn table_properties(mut self, properties: impl IntoIterator<Item = Element>) -> Self {
        self.table.extend(properties);
        self
    }

    /// The style as it is written, children in no particular order.
    pub(super) fn element(self) -> Element {
        let groups = [
            (Kind::ParagraphFormat, self.paragraph),
            (Kind::Format, self.run),
            (Kind::TableFormat, self.table),
        ];
        let filled = groups.into_iter().filter(|(_, properties)| !properties.is_empty());
        let groups = filled.map(|(kind, properties)| kind.element().holding_all(properties));
        self.element.holding_all(groups)
    }
}

fn say(properties: &mut Vec<Element>, property: Element) {
    properties.retain(|before| before.name != property.name);
    properties.push(property);
}

/// The element of a switch that is on (`<w:keepNext/>`).
pub(super) fn on(kind: Kind) -> Element {
    kind.element()
}

/// The element of a switch that is off (`w:val="0"`).
pub(super) fn off(kind: Kind) -> Element {
    value(kind, 0)
}

/// Lines at exactly this distance in points, nothing before or after the paragraph.
pub(super) fn exact_lines(points: f64) -> Element {
    lines(twips(points), "exact")
}

/// Lines at least so many points high, higher where what stands in them is.
pub(super) fn at_least(points: f64) -> Element {
    lines(twips(points), "atLeast")
}

/// Lines as high as their font (240 240ths), nothing before or after the paragraph.
pub(super) fn single_lines() -> Element {
    lines(240, "auto")
}

/// Lines at exactly this distance, with room before and after the paragraph, all in points.
pub(super) fn room(before: f64, after: f64, line: f64) -> Element {
    Kind::Spacing
        .element()
        .with("w:before", twips(before).to_string())
        .with("w:after", twips(after).to_string())
        .with("w:line", twips(line).to_string())
        .with("w:lineRule", "exact")
}

fn lines(line: i64, rule: &str) -> Element {
    Kind::Spacing
        .element()
        .with("w:before", "0")
        .with("w:after", "0")
        .with("w:line", line.to_string())
        .with("w:lineRule", rule)
}

/// An indent in characters of a size, said twice: programs that know characters take those, the others
/// (LibreOffice does not read characters alone) take the twips.
pub(super) fn indent(side: &str, characters: f64, size: f64) -> Element {
    Kind::Indent
        .element()
        .with(&format!("w:{side}Chars"), format!("{}", (characters * 100.0).round()))
        .with(&format!("w:{side}"), twips(characters * size).to_string())
}

/// Typeface and size. All four slots name the font: an empty one would fall to the program's default, and the
/// quotation marks and dashes that Chinese shares with Latin would take the font of the Latin slots.
pub(super) fn type_of(look: &Look, face: Face, size: f64) -> [Element; 3] {
    let half_points = (size * 2.0).round();
    [fonts(look, face), value(Kind::Size, half_points), value(Kind::SizeOfOthers, half_points)]
}

/// The element that names a typeface's font for all four kinds of characters (`w:rFonts`).
pub(super) fn fonts(look: &Look, face: Face) -> Element {
    ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"]
        .into_iter()
        .fold(Kind::Fonts.element(), |fonts, slot| fonts.with(slot, look.font(face)))
}

/// Points added to the width of each character.
pub(super) fn spacing(points: f64) -> Element {
    value(Kind::Spacing, twips(points))
}

/// A length in points as twips, rounded.
pub(super) fn twips(points: f64) -> i64 {
    (points * POINT).round() as i64
}

/// The width of a border in its unit, the eighth of a point.
pub(super) fn eighths(points: f64) -> String {
    format!("{}", (points * 8.0).round().clamp(2.0, 96.0))
}

/// A tab stop so many points from the left edge of the type area.
pub(super) fn tab(kind: &str, points: f64) -> Element {
    value(Kind::Tab, kind).with("w:pos", twips(points).to_string())
}

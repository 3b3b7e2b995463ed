//! What floats in a block of an office's document → where it stands on the sheet; what stands beside the sheet goes.

use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::package::xml::{Element, Node};

/// What a drawing's units make a twip (914400 and 1440 to the inch), and the twips of a point.
const UNITS: i64 = 635;
const POINT: f64 = 20.0;

/// The sheet that things float on, in twips.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    width: i64,
    height: i64,
    pub(super) top: i64,
    left: i64,
}

/// Something drawn that floats and can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Float {
    /// From where `from` says to its upper edge, in twips; none where that is not told in a length.
    pub(super) top: Option<i64>,
    pub(super) height: i64,
    pub(super) from: From,
    /// Whether it is a line across the page, in red.
    pub(super) rule: bool,
}

/// What the place of something that floats is told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    Sheet,
    /// The upper edge of the type area.
    Margin,
    /// The paragraph that it is anchored in: it moves with that.
    Paragraph,
}

impl Paper {
    /// The sheet of a section; none when it says nothing of its size.
    pub(super) fn of(section: &Element) -> Option<Self> {
        let twips = |child: Kind, name: &str| section.get(child)?.says(name)?.parse::<i64>().ok();
        Some(Paper {
            width: twips(Kind::PageSize, "w")?,
            height: twips(Kind::PageSize, "h")?,
            top: twips(Kind::PageMargins, "top")?.abs(),
            left: twips(Kind::PageMargins, "left")?,
        })
    }
}

/// Where a drawing stands as it says itself: upper edge and left edge with what they are told from, and its size.
struct Place {
    top: (Option<i64>, From),
    left: (Option<i64>, From),
    width: i64,
    height: i64,
}

impl Place {
    /// Of a drawing of new programs (`wp:anchor`), or a shape of old ones that floats.
    fn of(element: &Element) -> Option<Self> {
        if element.name == "wp:anchor" {
            let extent = element.get(Kind::Extent)?;
            let size = |name: &str| extent.attribute(name)?.parse::<i64>().ok().map(|units| units / UNITS);
            let place = |name: &str| {
                let place = element.child(name);
                let offset = place.and_then(|place| place.child("wp:posOffset"));
                let units = offset.and_then(|offset| offset.text().trim().parse::<i64>().ok());
                let from = place.and_then(|place| place.attribute("relativeFrom")).unwrap_or_default();
                (units.map(|units| units / UNITS), from_word(from))
            };
            return Some(Place {
                top: place("wp:positionV"),
                left: place("wp:positionH"),
                width: size("cx")?,
                height: size("cy")?,
            });
        }
        let style = element.attribute("style").filter(|_| element.name.starts_with("v:"))?;
        let said = |name: &str| {
            let mut items = style.split(';').filter_map(|item| item.split_once(':'));
            items.find_map(|(known, value)| (known.trim() == name).then(|| value.trim()))
        };
        said("position").filter(|position| *position == "absolute")?;
        let from = |name: &str| said(name).map_or(From::Paragraph, from_word);
        let length = |name: &str| said(name).and_then(points);
        // A line says where it begins and ends.
        let ends = |name: &str| element.attribute(name)?.split_once(',').and_then(|(_, end)| points(end));
        let (begin, end) = (ends("from"), ends("to"));
        let told = |name: &str| said(name).is_none_or(|place| place == "absolute");
        let top = length("margin-top").or(begin).or(Some(0)).filter(|_| told("mso-position-vertical"));
        let left = length("margin-left").or(Some(0)).filter(|_| told("mso-position-horizontal"));
        let across = begin.zip(end).map(|(begin, end)| (end - begin).abs());
        Some(Place {
            top: (top, from("mso-position-vertical-relative")),
            left: (left, from("mso-position-horizontal-relative")),
            width: length("width").unwrap_or_default(),
            height: length("height").or(across).unwrap_or_default(),
        })
    }

    /// Whether nothing of it stands on the sheet.
    fn beside(&self, paper: Paper) -> bool {
        let from = |from: From, margin: i64| match from {
            From::Sheet => Some(0),
            From::Margin => Some(margin),
            From::Paragraph => None,
        };
        let out = |(at, of): (Option<i64>, From), margin: i64, size: i64, most: i64| {
            let at = at.zip(from(of, margin)).map(|(at, zero)| at + zero);
            at.is_some_and(|at| at + size < 0 || at > most)
        };
        // What nobody says a place of is taken to stand on it.
        out(self.top, paper.top, self.height, paper.height)
            || out(self.left, paper.left, self.width, paper.width)
    }
}

fn from_word(word: &str) -> From {
    match word {
        "page" | "topMargin" | "top-margin-area" | "leftMargin" => From::Sheet,
        "margin" => From::Margin,
        _ => From::Paragraph,
    }
}

fn points(length: &str) -> Option<i64> {
    let length = length.trim();
    let bare = length.strip_suffix("pt").or(Some(length).filter(|bare| *bare == "0"))?;
    bare.parse::<f64>().ok().map(|points| (points * POINT).round() as i64)
}

/// Takes away what is drawn beside the sheet: nobody sees it, so nothing of the report stands there.
pub(super) fn drop_beside(element: &mut Element, paper: Paper) {
    element.children.retain(|node| {
        let Node::Element(child) = node else { return true };
        let drawn = matches!(child.kind(), Kind::Alternate | Kind::Drawing | Kind::Picture);
        !(drawn && first(child).and_then(Place::of).is_some_and(|place| place.beside(paper)))
    });
    element.elements_mut().for_each(|child| drop_beside(child, paper));
}

/// What is drawn in an element, as new programs show it.
fn first(element: &Element) -> Option<&Element> {
    let mut inner = element.elements().filter(|child| !child.is(Kind::Fallback));
    inner.find_map(|child| if Place::of(child).is_some() { Some(child) } else { first(child) })
}

/// What floats in a block and can be seen; boxes without a word cannot.
pub(super) fn floats(element: &Element) -> Vec<Float> {
    let mut found = Vec::new();
    for child in element.elements().filter(|child| !matches!(child.kind(), Kind::Fallback | Kind::Deleted)) {
        let Some(place) = Place::of(child) else {
            found.extend(floats(child));
            continue;
        };
        let rule = super::signs::is_line(child) && super::sheet::has_red(child);
        let boxed = child.any(&|inner| inner.is(Kind::TextBox));
        let said = child.any(&|inner| inner.is(Kind::Text) && !inner.text().trim().is_empty());
        if said || !boxed {
            found.push(Float { top: place.top.0, height: place.height, from: place.top.1, rule });
        }
    }
    found
}

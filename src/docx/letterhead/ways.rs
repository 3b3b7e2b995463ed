//! A block of head or foot → the ways to its paragraphs, what changes in their texts as the pen wants it told, and 签发人
//! beside a number.

use std::ops::Range;

use super::fields::Field;
use super::places::format_of;
use crate::docx::kinds::Kind;
use crate::docx::read::outline::hint;
use crate::docx::views::{Paragraph, View, value};
use crate::model::revision::Splice;
use crate::package::xml::{Element, Node};

/// Takes the bookmarks of blocks away: a report of last year has them.
pub(super) fn forget(element: &mut Element, ids: &mut Vec<String>) {
    element.children.retain(|node| {
        let Node::Element(child) = node else { return true };
        let id = child.id().unwrap_or_default();
        let ours = hint(child).is_some();
        if ours {
            ids.push(id.to_owned());
        }
        !(ours || child.is(Kind::BookmarkEnd) && ids.iter().any(|known| known == id))
    });
    element.elements_mut().for_each(|child| forget(child, ids));
}

/// The ways to all paragraphs, and whether they are in what older programs show instead.
pub(super) fn find(
    element: &Element,
    path: &mut Vec<usize>,
    fallback: bool,
    found: &mut Vec<(Vec<usize>, bool)>,
) {
    for (place, node) in element.children.iter().enumerate() {
        let Node::Element(child) = node else { continue };
        path.push(place);
        if child.is(Kind::Paragraph) {
            found.push((path.clone(), fallback));
        }
        find(child, path, fallback || child.is(Kind::Fallback), found);
        path.pop();
    }
}

/// A replacement told in bytes, told in characters.
pub(super) fn splice(text: &str, range: &Range<usize>, new: &str) -> Splice {
    let count = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
    Splice { range: count(range.start)..count(range.end), text: new.to_owned() }
}

/// The width of a character of the body, in twips: number and 签发人 stand so far from the edges (7.2.5, 7.2.6).
const CHARACTER: i64 = 320;

/// 签发人 at the right of the line of a number, which goes to the left.
pub(super) fn sign_beside(paragraph: &mut Element, signers: &str, width: i64) {
    let format = format_of(paragraph);
    if let Some(properties) = Paragraph(&mut *paragraph).format() {
        properties.keep(|child| !matches!(child.kind(), Kind::Tabs | Kind::Indent | Kind::Alignment));
        let stop = value(Kind::Tab, "right").with("w:pos", (width - CHARACTER).to_string());
        let left = Kind::Indent.element().with("w:left", CHARACTER.to_string()).with("w:firstLine", "0");
        properties.push(Kind::Tabs.element().holding(stop));
        properties.push(left);
        properties.push(value(Kind::Alignment, "left"));
        properties.arrange();
    }
    let said = Kind::Text.element().with("xml:space", "preserve").saying(&format!("签发人：{signers}"));
    for child in [Kind::Tab.element(), said] {
        paragraph.push(Kind::Run.element().holding_all(format.clone()).holding(child));
    }
}

/// The least size of 发文机关标志, in half points.
const LEAST_MARK: u32 = 44;

/// Sets words smaller where more of them stand in a line than before: a mark has the room that it had.
pub(super) fn narrow(element: &mut Element, before: u32, now: u32) {
    if now <= before {
        return;
    }
    if matches!(element.kind(), Kind::Size | Kind::SizeOfOthers)
        && let Some(size) = element.val().and_then(|size| size.parse::<u32>().ok())
    {
        let less = (size * before / now / 2 * 2).max(LEAST_MARK.min(size));
        element.set_val(less.to_string());
    }
    element.elements_mut().for_each(|child| narrow(child, before, now));
}

/// What goes into braces: without the words that stand beside them already, with them where they are missing.
pub(super) fn beside(field: Field, text: &str, labelled: bool, after: &str) -> String {
    let bare = match field {
        Field::COPIES if labelled => text.split_once('：').map_or(text, |(_, names)| names),
        Field::NUMBER if after.trim_start().starts_with('号') => text.trim_end_matches('号'),
        Field::ISSUED if after.trim_start().starts_with('印') => text.trim_end_matches("印发"),
        Field::SIGNERS if !labelled && !text.is_empty() => return format!("签发人：{text}"),
        _ => text,
    };
    let stop = after.trim_start().starts_with('。');
    if stop { bare.trim_end_matches('。').to_owned() } else { bare.to_owned() }
}

//! Blocks whose words are another now → the style that the format has for them, where people left them in the one that
//! it had for the old: 发文字号 alone or beside 签发人, 附件说明 of one annex or of several, an organ alone or of several.

use std::collections::{BTreeMap, BTreeSet};

use super::fresh::{Fresh, mended};
use super::marks::orphans;
use crate::docx::edit::{Editor, Fault, styles};
use crate::docx::kinds::Kind;
use crate::docx::read::outline::hint;
use crate::docx::read::style_of;
use crate::docx::views::{Paragraph, View, is_kind};
use crate::model::element::elements;
use crate::package::xml::{Element, Node};

/// What a run may say of itself that is no person's.
const PLAIN: [Kind; 6] =
    [Kind::RunStyle, Kind::Fonts, Kind::Language, Kind::NoProof, Kind::WebHidden, Kind::Kerning];

/// Whether two styles stand in for each other.
pub(super) fn is_akin(one: &str, other: &str) -> bool {
    elements().any(|element| element.has_kin(one) && element.has_kin(other))
}

/// The name of the style of a block.
pub(super) fn name<'s>(tree: &Element, styles: &'s BTreeMap<String, String>) -> &'s str {
    style_of(tree).and_then(|id| styles.get(id)).map_or("", String::as_str)
}

/// Whether blocks in a style are set anew when their words change.
pub(super) fn is_set_anew(style: &str) -> bool {
    elements().any(|element| element.drawn_whole && element.has_style(style))
}

/// Whether a style has others that may take its place.
pub(super) fn has_kin(style: &str) -> bool {
    elements().any(|element| (element.drawn_whole || !element.kin.is_empty()) && element.has_kin(style))
}

/// Gives the paragraphs of a block a style.
pub(super) fn dress(tree: &mut Element, id: &str) {
    for paragraph in tree.all_mut(Kind::Paragraph) {
        Paragraph(paragraph).set_style(id);
    }
}

/// Whether no person has set characters of a block apart.
pub(super) fn is_plain(tree: &Element) -> bool {
    match tree.kind() {
        Kind::Format => tree.elements().all(|child| match child.kind() {
            Kind::Fonts => child.attributes.iter().all(|(name, _)| name == "w:hint"),
            kind => PLAIN.contains(&kind),
        }),
        Kind::ParagraphFormat => true,
        Kind::Inserted
        | Kind::Deleted
        | Kind::MovedFrom
        | Kind::MovedTo
        | Kind::Drawing
        | Kind::Picture
        | Kind::FootnoteMark => false,
        _ => tree.elements().all(is_plain),
    }
}

/// Puts the runs of another paragraph into that of a block; what marks places, and remarks, stay.
fn exchange(tree: &mut Element, fresh: &Element) {
    let (marks, remarks) = orphans(tree);
    let [Node::Element(paragraph)] = tree.children.as_mut_slice() else { return };
    let runs = fresh.elements().flat_map(Element::elements).filter(|child| child.is(Kind::Run));
    let of = |kind: Kind| -> Vec<Node> {
        paragraph.children.iter().filter(|node| is_kind(node, kind)).cloned().collect()
    };
    let mut children = of(Kind::ParagraphFormat);
    let (starts, ends): (Vec<Element>, Vec<Element>) =
        remarks.into_iter().partition(|mark| mark.is(Kind::CommentStart));
    let loose =
        marks.into_iter().filter(|mark| !matches!(mark.kind(), Kind::BookmarkStart | Kind::BookmarkEnd));
    children.extend(starts.into_iter().chain(loose).map(Node::Element));
    // Ours end where they begin; another's reaches over all that it named.
    let ours: Vec<&str> =
        paragraph.elements().filter(|mark| hint(mark).is_some()).filter_map(Element::id).collect();
    let is_ours =
        |node: &Node| matches!(node, Node::Element(end) if end.id().is_some_and(|id| ours.contains(&id)));
    let (own_ends, other_ends): (Vec<Node>, Vec<Node>) = of(Kind::BookmarkEnd).into_iter().partition(is_ours);
    children.extend(of(Kind::BookmarkStart).into_iter().chain(own_ends));
    children.extend(runs.cloned().map(Node::Element).chain(other_ends));
    children.extend(ends.into_iter().map(Node::Element));
    paragraph.children = children;
}

/// What is known of a block, and of the report.
pub(super) struct Known<'k> {
    pub fresh: &'k Fresh<'k>,
    /// The fresh blocks that stand in it.
    pub blocks: &'k [usize],
    /// The ids of the blocks that stand as the workbooks give them.
    pub present: &'k BTreeSet<&'k str>,
}

impl Known<'_> {
    /// Whether a block of the fresh report stands as it is given.
    pub(super) fn is_given(&self, fresh: &Element) -> bool {
        let ids = crate::docx::read::outline::hints(fresh);
        ids.iter().any(|id| self.present.iter().any(|known| mended(known) == *id))
    }
}

impl Editor<'_> {
    /// Gives a block whose words change the style that the fresh report has for it; where its words stand in lines
    /// or columns of the program's and are no person's, all of it is as in the fresh report.
    pub(super) fn set_anew(&mut self, tree: &mut Element, known: &Known) -> Result<bool, Fault> {
        let style = name(tree, &self.styles).to_owned();
        let [block] = known.blocks else { return Ok(false) };
        if !has_kin(&style) {
            return Ok(false);
        }
        let mut fresh = known.fresh.tree(*block)?;
        let new = name(&fresh, &known.fresh.styles).to_owned();
        styles::map(self, known.fresh, &mut fresh);
        if new != style && is_akin(&style, &new) {
            let id = crate::docx::read::style_of(&fresh).map(str::to_owned);
            id.into_iter().for_each(|id| dress(tree, &id));
        }
        let is_given = known.is_given(&fresh);
        let anew = is_given && is_set_anew(&style) && !self.pen.track;
        if anew && tree.children.len() == 1 && is_plain(tree) {
            exchange(tree, &fresh);
            return Ok(true);
        }
        Ok(false)
    }
}

//! Blocks whose words are another now → the style that the format has for them, where people left them in the one that
//! it had for the old: 发文字号 alone or beside 签发人, 附件说明 of one annex or of several, an organ alone or of several.

use std::collections::{BTreeMap, BTreeSet};

use super::fresh::{Fresh, mended};
use super::marks::orphans;
use crate::docx::edit::{Desk, Fault, styles};
use crate::docx::read::style_of;
use crate::model::element::elements;
use crate::package::xml::{Element, Node};

/// What a run may say of itself that is no person's.
const PLAIN: [&str; 6] = ["w:rStyle", "w:rFonts", "w:lang", "w:noProof", "w:webHidden", "w:kern"];

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
    for paragraph in tree.elements_mut().filter(|child| child.name == "w:p") {
        if paragraph.child("w:pPr").is_none() {
            paragraph.children.insert(0, Node::Element(Element::new("w:pPr")));
        }
        let Some(properties) = paragraph.elements_mut().find(|child| child.name == "w:pPr") else { continue };
        properties.children.retain(|node| !matches!(node, Node::Element(e) if e.name == "w:pStyle"));
        properties.children.insert(0, Node::Element(Element::new("w:pStyle").with("w:val", id)));
    }
}

/// Whether no person has set characters of a block apart.
pub(super) fn is_plain(tree: &Element) -> bool {
    match tree.name.as_str() {
        "w:rPr" => tree.elements().all(|child| match child.name.as_str() {
            "w:rFonts" => child.attributes.iter().all(|(name, _)| name == "w:hint"),
            name => PLAIN.contains(&name),
        }),
        "w:pPr" => true,
        "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" | "w:drawing" | "w:pict" | "w:footnoteReference" => {
            false
        }
        _ => tree.elements().all(is_plain),
    }
}

/// Puts the runs of another paragraph into that of a block; what marks places, and remarks, stay.
fn exchange(tree: &mut Element, fresh: &Element) {
    let (marks, remarks) = orphans(tree);
    let [Node::Element(paragraph)] = tree.children.as_mut_slice() else { return };
    let runs = fresh.elements().flat_map(Element::elements).filter(|child| child.name == "w:r");
    let named = |node: &Node, names: &[&str]| matches!(node, Node::Element(child) if names.iter().any(|name| child.name.starts_with(name)));
    let of = |names: &[&str]| -> Vec<Node> {
        paragraph.children.iter().filter(|node| named(node, names)).cloned().collect()
    };
    let mut children = of(&["w:pPr"]);
    let (starts, ends): (Vec<Element>, Vec<Element>) =
        remarks.into_iter().partition(|mark| mark.name == "w:commentRangeStart");
    let loose = marks.into_iter().filter(|mark| !mark.name.starts_with("w:bookmark"));
    children.extend(starts.into_iter().chain(loose).map(Node::Element));
    children.extend(of(&["w:bookmarkStart"]));
    children.extend(runs.cloned().map(Node::Element));
    children.extend(of(&["w:bookmarkEnd"]));
    children.extend(ends.into_iter().map(Node::Element));
    paragraph.children = children;
}

/// What is known of a block, and of the report.
pub(super) struct Known<'k> {
    pub fresh: &'k Fresh<'k>,
    /// The fresh blocks that stand in it.
    pub blocks: &'k [usize],
    /// The ids of the blocks that stand as the workbooks give them.
    pub standing: &'k BTreeSet<&'k str>,
}

impl Known<'_> {
    /// Whether a block of the fresh report stands as it is given.
    pub(super) fn is_given(&self, fresh: &Element) -> bool {
        let ids = crate::docx::read::outline::hints(fresh);
        ids.iter().any(|id| self.standing.iter().any(|known| mended(known) == *id))
    }
}

impl Desk<'_> {
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

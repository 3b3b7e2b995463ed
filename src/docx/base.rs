//! Turns the base into XML, for the part inside the .docx and the copy beside it, and back.
//!
//! ```xml
//! <base xmlns="urn:chengwen:base:1" xml:space="preserve" run="3f…" kind="campaign">
//!   <block id="study_p1" role="body"><text>收到</text><text slot="opinions.items">128</text><text>条</text></block>
//!   <block id="annex_returns_table" role="annex-table"><row>序号&#9;单位</row><row>1&#9;财政局</row></block>
//! </base>
//! ```
//! The texts are those that the document holds, cleaned in the same way, so that the two can be compared. The cells of a row have tabs between them, which no clean text
//! holds, and their paragraphs line ends: that keeps the base of a long table small.

use super::runs::clean;
use crate::model::base::{Base, BaseBlock, BasePiece};
use crate::model::report::Role;
use crate::package::xml::{Element, Node, parse};

pub(super) use crate::model::base::NAMESPACE;

/// The base as XML, with its declaration.
#[must_use]
pub fn base_xml(base: &Base) -> String {
    let root = Element::new("base")
        .with("xmlns", NAMESPACE)
        .with("xml:space", "preserve")
        .with("run", clean(&base.run))
        .with("kind", clean(&base.kind));
    root.holding_all(base.blocks.iter().map(block)).to_part()
}

/// Reads the base back; `None` when the XML is none of ours.
#[must_use]
pub fn parse_base(xml: &str) -> Option<Base> {
    let root = parse(xml).ok()?;
    let ours = root.name == "base" && root.attribute("xmlns") == Some(NAMESPACE);
    let blocks = root.elements().map(read_block).collect::<Option<Vec<_>>>()?;
    let base =
        Base { run: root.attribute("run")?.to_owned(), kind: root.attribute("kind")?.to_owned(), blocks };
    ours.then_some(base)
}

fn block(block: &BaseBlock) -> Element {
    Element::new("block")
        .with("id", clean(&block.id))
        .with("role", block.role.word())
        .holding_all(block.pieces.iter().map(piece))
        .holding_all(block.rows.iter().map(|cells| row(cells)))
}

fn piece(piece: &BasePiece) -> Element {
    let element = Element::new("text").saying(&clean(&piece.text));
    match &piece.slot {
        Some(slot) => element.with("slot", clean(slot)),
        None => element,
    }
}

/// A row of a table; each paragraph of a cell is cleaned by itself.
fn row(cells: &[String]) -> Element {
    let cell = |text: &String| text.split('\n').map(clean).collect::<Vec<_>>().join("\n");
    let line = cells.iter().map(cell).collect::<Vec<_>>().join("\t");
    let mut row = Element::new("row");
    row.children.push(Node::Text(line));
    row
}

fn read_row(element: &Element) -> Vec<String> {
    element.text().split('\t').map(str::to_owned).collect()
}

fn read_block(element: &Element) -> Option<BaseBlock> {
    let role = element.attribute("role")?;
    let of_name = |name: &'static str| element.elements().filter(move |child| child.name == name);
    let pieces = of_name("text")
        .map(|piece| BasePiece { slot: piece.attribute("slot").map(str::to_owned), text: piece.text() });
    Some(BaseBlock {
        id: element.attribute("id")?.to_owned(),
        role: Role::ALL.into_iter().find(|known| known.word() == role)?,
        pieces: pieces.collect(),
        rows: of_name("row").map(read_row).collect(),
    })
}

//! Turns the base into XML, for the part inside the .docx and the copy beside it, and back.
//!
//! ```xml
//! <base xmlns="urn:chengwen:base:1" xml:space="preserve" run="3f…" kind="campaign">
//!   <block id="study_p1" role="body">
//!     <text number="yes">一是</text><text>收到</text><text slot="opinions.items">128</text><text>条</text>
//!     <stood><text>共收到</text><text typed="opinions.items">126</text><text>条</text></stood></block>
//!   <block id="study_p2" role="body" gone="yes">…</block>
//!   <block id="annex_returns_table" role="annex-table" columns="serial subject"><row header="yes">序号&#9;单位</row>
//!     <row of="3f…">1&#9;财政局</row><stands>1&#9;财政局（已报）</stands><row gone="yes">2&#9;教育局</row></block>
//! </base>
//! ```
//! `stood` is there when the document held other words than those given, `gone` when it held none; so `stands` behind a
//! row. Which entries a row is `of` is said only in the copy beside the document.
//! The texts are those that the document holds, cleaned in the same way, so that the two can be compared.
//! The cells of a row have tabs between them, which no clean text holds, and their paragraphs line ends: that keeps
//! the base of a long table small.

use super::characters::clean;
use crate::model::annex::{RowOf, Shows};
use crate::model::base::{Base, BaseBlock, BasePiece, BaseRow, Piece, RowStood, Stood};
use crate::model::report::Role;
use crate::package::xml::{Element, Node, parse};

pub(super) use crate::model::base::NAMESPACE;

/// Stands between ids of slots; no text that is read holds a character for private use.
const BETWEEN: &str = "\u{f8fe}";

/// Identifies the part with the base among the data of a document; one for all documents, since each has one base.
const BASE_ID: &str = "{7B0A4F52-6C3D-4E8B-9A55-2D1C8E60F3A7}";

/// The content type of the part that identifies it.
pub(super) const DATA: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";

/// The base as XML, with its declaration.
#[must_use]
pub fn base_xml(base: &Base) -> String {
    let root = Element::new("base")
        .with("xmlns", NAMESPACE)
        .with("xml:space", "preserve")
        .with("run", clean(&base.run))
        .with("kind", clean(&base.kind));
    let more = [("after", &base.after), ("look", &base.look), ("document", &base.document)];
    let more = more.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
    let root = more.fold(root, |root, (name, value)| root.with(name, clean(value)));
    root.holding_all(base.blocks.iter().map(block)).to_part()
}

/// What identifies the part with the base.
pub(super) fn base_properties() -> Element {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    let schema = Element::new("ds:schemaRef").with("ds:uri", NAMESPACE);
    Element::new("ds:datastoreItem")
        .with("ds:itemID", BASE_ID)
        .with("xmlns:ds", namespace)
        .holding(Element::new("ds:schemaRefs").holding(schema))
}

/// The base as it lies in the document itself, which says of no row whose entry it is.
pub(super) fn embedded_xml(base: &Base) -> String {
    let mut base = base.clone();
    for row in base.blocks.iter_mut().flat_map(|block| &mut block.rows) {
        if let RowOf::Entries(ids) = &mut row.of {
            ids.clear();
        }
    }
    base_xml(&base)
}

/// Reads the base back; `None` when the XML is none of ours.
#[must_use]
pub fn parse_base(xml: &str) -> Option<Base> {
    let root = parse(xml).ok()?;
    let ours = root.name == "base" && root.attribute("xmlns") == Some(NAMESPACE);
    let blocks = root.elements().map(read_block).collect::<Option<Vec<_>>>()?;
    let said = |name: &str| root.attribute(name).map(str::to_owned);
    let base = Base {
        run: said("run")?,
        after: said("after"),
        kind: said("kind")?,
        look: said("look"),
        document: said("document"),
        blocks,
    };
    ours.then_some(base)
}

fn block(block: &BaseBlock) -> Element {
    let element = Element::new("block")
        .with("id", clean(&block.id))
        .with("role", block.role.word())
        .holding_all(block.pieces.iter().map(piece))
        .holding_all(block.rows.iter().flat_map(row));
    let word = |shows: &Shows| Shows::WORDS.iter().find(|(known, _)| known == shows).map(|(_, word)| *word);
    let words = block.columns.iter().filter_map(word);
    let columns = words.collect::<Vec<_>>().join(" ");
    let element = if columns.is_empty() { element } else { element.with("columns", columns) };
    match &block.stood {
        Stood::AsGiven => element,
        Stood::Changed(pieces) => {
            element.holding(Element::new("stood").holding_all(pieces.iter().map(piece)))
        }
        Stood::Gone => element.with("gone", "yes"),
    }
}

fn piece(piece: &BasePiece) -> Element {
    // Tabs part the columns of 签发人 and 印发日期.
    let text = piece.text.split('\t').map(clean).collect::<Vec<_>>().join("\t");
    let element = Element::new("text").saying(&text);
    match &piece.what {
        Piece::Wording => element,
        Piece::Number => element.with("number", "yes"),
        Piece::Slot(slot) => element.with("slot", clean(slot)),
        Piece::Typed(slot) => element.with("typed", clean(slot)),
        Piece::Doubtful(slots) => {
            let slots: Vec<String> = slots.iter().map(|slot| clean(slot)).collect();
            element.with("doubtful", slots.join(BETWEEN))
        }
    }
}

/// A row of a table, and behind it, where that is not the same, how it stood.
fn row(row: &BaseRow) -> Vec<Element> {
    let mut given = line("row", &row.cells);
    match &row.of {
        RowOf::Entries(ids) if ids.is_empty() => (),
        RowOf::Entries(ids) => given = given.with("of", clean(&ids.join(" "))),
        RowOf::Header => given = given.with("header", "yes"),
        RowOf::Total => given = given.with("total", "yes"),
    }
    match &row.stood {
        RowStood::AsGiven => vec![given],
        RowStood::Changed(cells) => vec![given, line(STANDS, cells)],
        RowStood::Gone => vec![given.with("gone", "yes")],
    }
}

/// How the row before stood.
const STANDS: &str = "stands";

/// Cells with tabs between; each paragraph of a cell is cleaned by itself.
fn line(name: &str, cells: &[String]) -> Element {
    let cell = |text: &String| text.split('\n').map(clean).collect::<Vec<_>>().join("\n");
    let line = cells.iter().map(cell).collect::<Vec<_>>().join("\t");
    let mut element = Element::new(name);
    element.children.push(Node::Text(line));
    element
}

fn read_rows(block: &Element) -> Vec<BaseRow> {
    let mut rows: Vec<BaseRow> = Vec::new();
    for element in block.elements() {
        let cells = || element.text().split('\t').map(str::to_owned).collect();
        if element.name == "row" {
            rows.push(BaseRow { of: read_of(element), cells: cells(), stood: RowStood::AsGiven });
        }
        let Some(row) = rows.last_mut() else { continue };
        if element.name == STANDS {
            row.stood = RowStood::Changed(cells());
        } else if element.attribute("gone").is_some() {
            row.stood = RowStood::Gone;
        }
    }
    rows
}

fn shows(word: &str) -> Option<Shows> {
    Shows::WORDS.iter().find(|(_, known)| *known == word).map(|(shows, _)| *shows)
}

fn read_of(row: &Element) -> RowOf {
    match (row.attribute("header"), row.attribute("total"), row.attribute("of")) {
        (Some(_), ..) => RowOf::Header,
        (_, Some(_), _) => RowOf::Total,
        (.., ids) => RowOf::Entries(ids.unwrap_or_default().split_whitespace().map(str::to_owned).collect()),
    }
}

fn read_block(element: &Element) -> Option<BaseBlock> {
    let role = element.attribute("role")?;
    let stood = element.elements().find(|child| child.name == "stood");
    Some(BaseBlock {
        id: element.attribute("id")?.to_owned(),
        role: Role::of_word(role)?,
        pieces: read_pieces(element),
        rows: read_rows(element),
        columns: element.attribute("columns").unwrap_or_default().split(' ').filter_map(shows).collect(),
        stood: match (element.attribute("gone"), stood) {
            (Some(_), _) => Stood::Gone,
            (None, Some(stood)) => Stood::Changed(read_pieces(stood)),
            (None, None) => Stood::AsGiven,
        },
    })
}

fn read_pieces(element: &Element) -> Vec<BasePiece> {
    let texts = element.elements().filter(|child| child.name == "text");
    texts.map(|text| BasePiece { what: read_what(text), text: text.text() }).collect()
}

fn read_what(text: &Element) -> Piece {
    let of = |name: &str| text.attribute(name).map(str::to_owned);
    let number = || of("number").map(|_| Piece::Number);
    of("slot")
        .map(Piece::Slot)
        .or_else(|| of("typed").map(Piece::Typed))
        .or_else(|| {
            of("doubtful").map(|slots| Piece::Doubtful(slots.split(BETWEEN).map(str::to_owned).collect()))
        })
        .or_else(number)
        .unwrap_or(Piece::Wording)
}

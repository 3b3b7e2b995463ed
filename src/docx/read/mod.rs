//! The bytes of a .docx, whoever wrote it → its blocks with the text that a person sees, and the base inside.

mod cascade;
pub(super) mod chart_data;
mod gathered;
mod glance;
mod measure;
pub(super) mod names;
mod numbers;
pub(super) mod opened;
pub(super) mod outline;
pub(super) mod pieces;
mod receipt;
mod sections;
mod typeset;

use std::collections::BTreeMap;

use super::base::{NAMESPACE, parse_base};
use crate::docx::kinds::Kind;
use crate::docx::views::{Cell, Paragraph, View};
use crate::model::base::Base;
use crate::model::document::{Document, DocumentBlock, Shape};
use crate::model::element::{Role, elements};
use crate::package::relations::{related, relations, target};
use crate::package::store::Store;
use crate::package::xml::Element;
use opened::Opened;
use outline::{Form, Outline, Part, is_pending};
use pieces::text;

pub use glance::may_be_report;
pub use receipt::{differences, receipt};
pub use typeset::typeset;
pub(super) use typeset::{Ways, numbers_pages, placed};

pub use crate::finding::Unreadable;

/// The entries of a table of contents repeat headings; they are no blocks to be matched.
const CONTENTS: &str = "toc ";

/// Reads a document.
///
/// # Errors
/// When it is no .docx that can be opened.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let Opened { mut store, part, styles, outline } = Opened::of(bytes)?;
    let mut blocks = Vec::with_capacity(outline.blocks.len());
    for block in &outline.blocks {
        let mut found = found(&outline, block, &styles)?;
        if found.shape == Shape::Paragraph && holds_chart(&outline, block) {
            found.shape = Shape::Chart(chart_data::of(&mut store, &part, &outline.tree(block)?)?);
        }
        blocks.push(found);
    }
    Ok(Document { blocks, base: base(&mut store, &part) })
}

/// Opens a package, and says what it is when it is none.
pub(super) fn open(bytes: &[u8]) -> Result<Store<'_>, Unreadable> {
    const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if bytes.starts_with(&COMPOUND) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(name.len()).any(|window| window == name);
        return Err(if locked { Unreadable::Encrypted } else { Unreadable::Foreign });
    }
    if !bytes.starts_with(b"PK") {
        return Err(Unreadable::Foreign);
    }
    Ok(Store::open(bytes)?)
}

/// The names of the styles in lower case, by their ids; none when the document has no styles.
pub(super) fn style_names(store: &mut Store, part: &str) -> Result<BTreeMap<String, String>, Unreadable> {
    let Some(styles) = related(store, part, "styles")? else { return Ok(BTreeMap::new()) };
    let root = names::tree(&store.text(&styles)?)?;
    let named = root.all(Kind::Style).filter_map(|style| {
        let name = style.said(Kind::Name)?.to_lowercase();
        Some((style.style_id()?.to_owned(), name))
    });
    Ok(named.collect())
}

/// The part with the base, when the document has one of ours.
pub(super) fn base_part(store: &mut Store, part: &str) -> Option<String> {
    let related = relations(store, part).unwrap_or_default();
    let related = related.iter().filter(|relation| relation.word() == "customXml" && !relation.external);
    let related: Vec<String> = related.map(|relation| target(part, relation)).collect();
    let loose = store.names().filter(|name| name.ends_with(".xml") && name.starts_with("customXml/item"));
    let mut loose: Vec<String> =
        loose.filter(|name| !related.iter().any(|r| r == name)).map(str::to_owned).collect();
    loose.sort_unstable();
    let ours = |name: &String| {
        store.text(name).is_ok_and(|text| text.contains(NAMESPACE) && parse_base(&text).is_some())
    };
    related.into_iter().chain(loose).find(ours)
}

fn base(store: &mut Store, part: &str) -> Option<Base> {
    let name = base_part(store, part)?;
    parse_base(&store.text(&name).ok()?)
}

fn found(
    outline: &Outline,
    block: &Part,
    names: &BTreeMap<String, String>,
) -> Result<DocumentBlock, Unreadable> {
    let tree = outline.tree(block)?;
    let mut hints = block.hints.clone();
    hints.extend(outline::hints(&tree));
    let style = style_of(&tree).and_then(|id| names.get(id)).map_or("", String::as_str);
    let (shape, text) = match block.form {
        Form::Paragraph if style.starts_with(CONTENTS) => (Shape::Other, String::new()),
        Form::Paragraph => (Shape::Paragraph, text(&outline::of_paragraphs(&tree))),
        Form::Table => table(&tree),
        Form::Other => (Shape::Other, String::new()),
    };
    let role = role(style, &text);
    Ok(DocumentBlock { shape, hints, role, text, pending: block.pending || is_pending(&tree) })
}

/// Whether a block is a paragraph of its own with a chart.
fn holds_chart(outline: &Outline, block: &Part) -> bool {
    let xml = |range| outline.xml.get::<std::ops::Range<usize>>(range).unwrap_or_default();
    block.ranges.iter().any(|range| xml(range.clone()).contains(chart_data::CHART))
}

/// The role that a style speaks for by its name; ids are no help, since programs renumber them. Of several elements in
/// one style the words tell which it is.
fn role(style: &str, text: &str) -> Option<Role> {
    let mut known = elements().filter(|element| element.has_style(style));
    let said = known.clone().find(|element| element.says.contains(&text.trim()));
    said.or_else(|| known.find(|element| element.says.is_empty())).map(|element| element.role)
}

/// The cells of a table, and all their text.
fn table(tree: &Element) -> (Shape, String) {
    let rows = cell_texts(tree, &[0]);
    let text = rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
    (Shape::Table(rows), text)
}

/// The texts of the cells of a table, row by row. One that is merged with that above says what it says.
fn cell_texts(tree: &Element, table: &[usize]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut above: Vec<(u32, String)> = Vec::new();
    for (way, ways) in outline::rows(tree, table) {
        let starts = tree.at(&way).map(outline::starts).unwrap_or_default();
        let row = starts.into_iter().zip(&ways).map(|(start, way)| {
            let goes_on = tree.at(way).is_some_and(|cell| Cell(cell).merge() == Some("continue"));
            let said = above.iter().find(|(column, _)| goes_on && *column == start);
            (start, said.map_or_else(|| text(&outline::of_cell(tree, way)), |(_, text)| text.clone()))
        });
        above = row.collect();
        rows.push(above.iter().map(|(_, text)| text.clone()).collect());
    }
    rows
}

/// The style that the last paragraph of a block names: a paragraph whose end is deleted takes that of the next.
pub(super) fn style_of(tree: &Element) -> Option<&str> {
    let paragraph = tree.elements().last().filter(|element| element.is(Kind::Paragraph))?;
    Paragraph(paragraph).style()
}

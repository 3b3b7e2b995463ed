//! Fresh report, and the base of one that people have edited → the fresh report with the annexes that stay in that one: one
//! that a person changed stays whole although nobody asks for it any more.

use std::collections::HashSet;

use super::tables;
use crate::model::annex::{Chart, Exhibit, RowOf, Table, TableCell, TableColumn, TableRow};
use crate::model::base::{Base, BaseBlock, BasePiece, Piece, Stood};
use crate::model::document::{Document, DocumentBlock, Shape};
use crate::model::element::{Element, Flow, Part, elements};
use crate::model::report::{Block, Inline, Provenance, Report, Role};
use crate::text::fold::typed_key;
use crate::text::pattern::Pattern;
use crate::text::pieces::joined;

/// The ids of an annex's blocks begin so, and end with the part that they are.
const OF_ANNEX: &str = "annex_";

/// The fresh report with the annexes that stay in a person's report.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// The report; none when it is as it was.
    pub report: Option<Report>,
    /// The titles of annexes that stay although they are not asked for.
    pub kept: Vec<String>,
}

/// An annex: its line of 附件说明, and its blocks behind the body.
#[derive(Debug, Clone, Default)]
struct Annex {
    id: String,
    note: Option<Block>,
    blocks: Vec<Block>,
}

/// Adds the annexes that stay to the fresh report.
#[must_use]
pub fn arranged(fresh: &Report, base: &Base, theirs: &Document) -> Arranged {
    let mut annexes = annexes(&fresh.blocks);
    let asked: Vec<String> = annexes.iter().map(|annex| annex.id.clone()).collect();
    let before: Vec<&str> = standing(base);
    let mut kept = Vec::new();
    for (at, id) in before.iter().enumerate().filter(|(_, id)| !asked.iter().any(|one| one == *id)) {
        if !is_touched(id, base, theirs) {
            continue;
        }
        let old = of_base(id, base);
        kept.extend(old.note.as_ref().and_then(|note| note.inlines.last()).map(|title| title.text.clone()));
        let left = before.get(..at).unwrap_or_default();
        let place =
            annexes.iter().rposition(|annex| left.contains(&annex.id.as_str())).map_or(0, |at| at + 1);
        annexes.insert(place, old);
    }
    let report = (!kept.is_empty()).then(|| put(fresh, base, annexes));
    Arranged { report, kept }
}

/// The annex that a block belongs to.
pub(super) fn annex(id: &str) -> Option<&str> {
    id.strip_prefix(OF_ANNEX)?.rsplit_once('_').map(|(annex, _)| annex)
}

/// Whether it is the first line of an annex, which has its number.
pub(super) fn opens(role: Role) -> bool {
    role.element().opens_page
}

/// Whether it names an annex before the annexes; a paragraph of text stands in one.
pub(super) fn is_note(role: Role) -> bool {
    role.element().part == Part::Main && !role.is_running()
}

/// Whether a block of a document is the first line of an annex, whoever wrote it.
pub(super) fn is_label(found: &DocumentBlock) -> bool {
    let says =
        |element: &Element| element.begins.is_some_and(|pattern| Pattern::new(pattern).is_match(&found.text));
    found.shape == Shape::Paragraph && elements().filter(|element| element.opens_page).any(says)
}

/// The annexes of a report in their order.
fn annexes(blocks: &[Block]) -> Vec<Annex> {
    let of = |id: &str| {
        let own = || blocks.iter().filter(move |block| annex(&block.id) == Some(id)).cloned();
        let note = own().find(|block| is_note(block.role));
        Annex { id: id.to_owned(), note, blocks: own().filter(|block| !is_note(block.role)).collect() }
    };
    let lines = blocks.iter().map(|block| (block.role, block.id.as_str()));
    order(lines.collect()).into_iter().map(of).collect()
}

/// The annexes of some blocks: those with a label in the order of the labels, those that are only named (files of their own)
/// behind the ones that are named before them.
fn order(blocks: Vec<(Role, &str)>) -> Vec<&str> {
    let of = |fits: fn(Role) -> bool| {
        blocks.iter().filter(move |(role, _)| fits(*role)).filter_map(|(_, id)| annex(id))
    };
    let mut order: Vec<&str> = of(opens).collect();
    let mut before: Option<&str> = None;
    for named in of(is_note) {
        if !order.contains(&named) {
            let place = before.and_then(|id| order.iter().position(|one| *one == id));
            order.insert(place.map_or(0, |at| at + 1), named);
        }
        before = Some(named);
    }
    order
}

/// The annexes that stood in the document, in their order.
pub(super) fn standing(base: &Base) -> Vec<&str> {
    let stands = base.blocks.iter().filter(|block| opens(block.role) && block.stood != Stood::Gone);
    stands.filter_map(|block| annex(&block.id)).collect()
}

/// Whether a person changed anything in an annex: its title, its text, a row.
fn is_touched(id: &str, base: &Base, theirs: &Document) -> bool {
    let texts: HashSet<String> = theirs.blocks.iter().map(|found| typed_key(&found.text)).collect();
    let own = || base.blocks.iter().filter(|block| annex(&block.id) == Some(id));
    let is_changed = |block: &BaseBlock| match block.role.element().flow {
        Flow::Table | Flow::Chart => false,
        // Its number changes with those before it.
        _ if opens(block.role) || is_note(block.role) => matches!(block.stood, Stood::Changed(_)),
        _ => !block.stood().is_some_and(|stood| texts.contains(&typed_key(&joined(stood)))),
    };
    own().any(is_changed) || tables::touched(base, theirs).any(|block| annex(&block.id) == Some(id))
}

/// An annex with the blocks that the base has of it, as they were given.
fn of_base(id: &str, base: &Base) -> Annex {
    let blocks: Vec<Block> =
        base.blocks.iter().filter(|block| annex(&block.id) == Some(id)).map(given).collect();
    annexes(&blocks).into_iter().next().unwrap_or_default()
}

fn given(block: &BaseBlock) -> Block {
    let inline = |piece: &BasePiece| {
        let from = match &piece.what {
            Piece::Number => Provenance::Numbering,
            Piece::Slot(slot) | Piece::Typed(slot) => Provenance::Slot(slot.clone()),
            Piece::Wording | Piece::Doubtful(_) => Provenance::Template,
        };
        Inline { text: piece.text.clone(), from, lead: false }
    };
    let inlines: Vec<Inline> = block.pieces.iter().map(inline).collect();
    match block.role.element().flow {
        Flow::Table => Block::exhibit(&block.id, block.role, Exhibit::Table(table(block))),
        Flow::Chart => Block::exhibit(&block.id, block.role, Exhibit::Chart(chart(block))),
        _ => Block::paragraph(&block.id, block.role, inlines),
    }
}

fn table(block: &BaseBlock) -> Table {
    let said = |text: &String| Inline { text: text.clone(), from: Provenance::Template, lead: false };
    let header = block.rows.iter().find(|row| row.of == RowOf::Header);
    let titles = header.map(|row| row.cells.as_slice()).unwrap_or_default();
    let columns = titles.iter().enumerate().map(|(at, title)| TableColumn {
        title: title.clone(),
        width: 1.0,
        shows: block.columns.get(at).copied().unwrap_or_default(),
        ..TableColumn::default()
    });
    let cell = |text: &String| TableCell { inlines: vec![said(text)] };
    let rows = block
        .rows
        .iter()
        .filter(|row| row.of != RowOf::Header)
        .map(|row| TableRow { of: row.of.clone(), cells: row.cells.iter().map(cell).collect() });
    Table { columns: columns.collect(), rows: rows.collect(), landscape: false }
}

fn chart(block: &BaseBlock) -> Chart {
    let point = |cells: &[String]| {
        let (name, numbers) = cells.split_first()?;
        Some((name.clone(), numbers.iter().map(|number| number.parse().ok()).collect::<Option<_>>()?))
    };
    let points = block.rows.iter().filter_map(|row| point(&row.cells)).collect();
    Chart { series: Vec::new(), axis: String::new(), points }
}

/// The report with these annexes: what stands before a name in 附件说明 belongs to its place, and the number of a label.
fn put(fresh: &Report, base: &Base, annexes: Vec<Annex>) -> Report {
    let is_own = |block: &&Block| annex(&block.id).is_some();
    let lead = |blocks: &[Block]| {
        let note = blocks.iter().find(|block| is_own(block) && is_note(block.role))?.inlines.clone();
        let (_, before) = note.split_last()?;
        before.iter().find(|inline| inline.from != Provenance::Numbering).cloned()
    };
    let old: Vec<Block> = base.blocks.iter().map(given).collect();
    let lead = lead(&fresh.blocks).or_else(|| lead(&old));
    let several = annexes.len() > 1;
    let number = |at: usize, after: &str| Inline {
        text: format!("{}{after}", at + 1),
        from: Provenance::Numbering,
        lead: false,
    };
    let (mut notes, mut parts) = (Vec::new(), Vec::new());
    for (at, annex) in annexes.into_iter().enumerate() {
        if let Some(mut note) = annex.note {
            let title = note.inlines.pop();
            note.inlines = lead.clone().filter(|_| at == 0).into_iter().collect();
            note.inlines.extend(several.then(|| number(at, ".")));
            note.inlines.extend(title);
            notes.push(note);
        }
        for mut block in annex.blocks {
            if opens(block.role) {
                block.inlines.retain(|inline| inline.from != Provenance::Numbering);
                block.inlines.extend(several.then(|| number(at, "")));
            }
            parts.push(block);
        }
    }
    let place = |wanted: &dyn Fn(&Block) -> bool, old: &dyn Fn(&BaseBlock) -> bool| {
        let own = fresh.blocks.iter().position(|block| is_own(&block) && wanted(block));
        // Where none is asked for they stand before what they stood before.
        let behind = || base.blocks.iter().skip_while(|block| !(annex(&block.id).is_some() && old(block)));
        let next = || behind().find_map(|next| fresh.blocks.iter().position(|block| block.id == next.id));
        own.or_else(next).unwrap_or(fresh.blocks.len())
    };
    let note = place(&|block| is_note(block.role), &|block| is_note(block.role));
    let part = place(&|block| !is_note(block.role), &|block| !is_note(block.role));
    let mut blocks = Vec::new();
    for at in 0..=fresh.blocks.len() {
        if at == note {
            blocks.append(&mut notes);
        }
        if at == part {
            blocks.append(&mut parts);
        }
        blocks.extend(fresh.blocks.get(at).filter(|block| !is_own(block)).cloned());
    }
    Report { blocks, ..fresh.clone() }
}

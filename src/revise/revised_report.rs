//! A revision → the report as it will stand, and what became of its paragraphs.

use std::collections::BTreeMap;

use super::blocks::OBJECT;
use crate::model::annex::Exhibit;
use crate::model::base::{Base, BasePiece, BaseRow, Piece};
use crate::model::change::{BlockChange, BlockFate};
use crate::model::document::Document;
use crate::model::place::Listed;
use crate::model::report::{Block, Inline, Provenance, Report, Role};
use crate::model::revision::{Edit, Fate, Revised, RevisedBlock};
use crate::text::pieces::joined;

/// The report as it will stand. A block that reads as the workbooks give it keeps what is known of its words.
#[must_use]
pub fn revised_report(blocks: &[RevisedBlock], fresh: &Report) -> Report {
    let given: BTreeMap<&str, &Block> = fresh.blocks.iter().map(|block| (block.id.as_str(), block)).collect();
    let mut persons = 0;
    let block = |revised: &RevisedBlock| {
        let of_ours = revised.id.as_deref().and_then(|id| given.get(id)).copied();
        // A title is set in lines of meaning, 签发人 in columns; where they end is no matter of the words, nor what is
        // no text.
        let text = without_breaks(&joined(&revised.pieces));
        if let Some(block) = of_ours.filter(|block| without_breaks(&block.text()) == text) {
            return block.clone();
        }
        let id = revised.id.clone().unwrap_or_else(|| {
            persons += 1;
            format!("person_{persons}")
        });
        let of_person = revised.fate != Fate::Refreshed && revised.fate != Fate::Added;
        let inline = |piece: &BasePiece| {
            let from = match &piece.what {
                Piece::Number => Provenance::Numbering,
                Piece::Slot(id) => Provenance::Slot(id.clone()),
                Piece::Typed(_) | Piece::Doubtful(_) => Provenance::Person,
                Piece::Wording if of_person => Provenance::Person,
                Piece::Wording => Provenance::Template,
            };
            Inline { text: piece.text.replace(OBJECT, ""), from, lead: false }
        };
        let role = revised.role.or(of_ours.map(|block| block.role)).unwrap_or(Role::Body);
        Block::paragraph(id, role, revised.pieces.iter().map(inline).collect())
    };
    let blocks: Vec<Block> = blocks.iter().map(block).collect();
    let title = blocks.iter().find(|block| block.role == Role::Title).map(Block::text);
    let title = title.map(|title| without_breaks(&title));
    let title = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| fresh.title.clone());
    Report { title, blocks, sources: fresh.sources.clone(), beside: fresh.beside.clone() }
}

/// What became of the paragraphs, for 变更说明.
#[must_use]
pub fn changes(base: &Base, theirs: &Document, revised: &Revised, fresh: &Report) -> Vec<BlockChange> {
    let stood: BTreeMap<&str, String> =
        base.blocks.iter().filter_map(|block| Some((block.id.as_str(), joined(block.stood()?)))).collect();
    let given: BTreeMap<&str, String> =
        fresh.blocks.iter().map(|block| (block.id.as_str(), block.text())).collect();
    let mut part = String::new();
    let mut changes = Vec::new();
    for block in &revised.blocks {
        let after = told(block, fresh);
        if matches!(block.role, Some(Role::Heading1 | Role::AnnexTitle)) {
            part = after.clone();
        }
        let Some(fate) = BlockFate::of(block.fate) else { continue };
        let id = block.id.as_deref().unwrap_or_default();
        // A reader wants to know how the text that a person changed was given.
        let was = if fate == BlockFate::Kept { &given } else { &stood };
        let before = was.get(id).unwrap_or(&block.was).clone();
        let (before, after) = rows(base, &revised.base, id).unwrap_or((before, after));
        // A table whose rows stand as they did is no news.
        if before.is_empty() && after.is_empty() {
            continue;
        }
        let differs = |fresh: &&String| **fresh != after && fate != BlockFate::Kept;
        let fresh = given.get(id).filter(differs).cloned().unwrap_or_default();
        changes.push(BlockChange { fate, part: part.clone(), before, after, fresh });
    }
    let removed = revised.edits.iter().filter_map(|edit| match edit {
        Edit::Remove { at } => Listed::of(&theirs.blocks).get(*at),
        _ => None,
    });
    changes.extend(removed.map(|found| BlockChange {
        fate: BlockFate::Removed,
        part: String::new(),
        before: found.text.clone(),
        after: String::new(),
        fresh: String::new(),
    }));
    for change in &mut changes {
        let shown = [&mut change.part, &mut change.before, &mut change.after, &mut change.fresh];
        shown.into_iter().for_each(|text| text.retain(|c| c != OBJECT));
    }
    changes
}

/// The rows of a table that stand otherwise than before, as they stood and as they stand; a row that went stands only
/// among the first. None where no row differs, or it is no table.
fn rows(was: &Base, is: &Base, id: &str) -> Option<(String, String)> {
    let stood = |base: &Base| -> Vec<String> {
        let block = base.blocks.iter().find(|block| block.id == id);
        let rows = block.into_iter().flat_map(|block| &block.rows).filter_map(BaseRow::stood);
        rows.map(|cells| cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("，"))
            .collect()
    };
    let (was, is) = (stood(was), stood(is));
    let only = |some: &[String], others: &[String]| {
        let rows = some.iter().filter(|row| !others.contains(row)).cloned().collect::<Vec<_>>();
        rows.join("\n")
    };
    let (before, after) = (only(&was, &is), only(&is, &was));
    (!before.is_empty() || !after.is_empty()).then_some((before, after))
}

fn without_breaks(text: &str) -> String {
    text.replace(['\n', '\t', OBJECT], "")
}

/// The text of a block as it stands; a table or chart is told by its header.
fn told(block: &RevisedBlock, fresh: &Report) -> String {
    let of_ours = fresh.blocks.iter().find(|given| Some(&given.id) == block.id.as_ref());
    match of_ours.and_then(|given| given.exhibit.as_deref()) {
        Some(Exhibit::Table(table)) => {
            let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
            titles.join("、")
        }
        Some(Exhibit::Chart(chart)) => chart.series.join("、"),
        None => joined(&block.pieces),
    }
}

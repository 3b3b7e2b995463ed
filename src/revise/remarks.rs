//! A revision → remarks that say where the changed figures of each paragraph come from, and what its findings give
//! for 变更说明.

use std::collections::BTreeMap;

use crate::finding::changed::remark;
use crate::finding::{self, Finding, Place, What};
use crate::model::base::{Base, BasePiece, Piece};
use crate::model::change::{BlockChange, BlockFate};
use crate::model::document::Document;
use crate::model::figure::Figures;
use crate::model::origin::{Places, Source};
use crate::model::place::Listed;
use crate::model::report::{Block, Provenance, Report, Role};
use crate::model::revision::{Edit, Revised, Splice};
use crate::text::pieces::joined;

/// The remarks, each pinned to the paragraph that it speaks of.
#[must_use]
pub fn remarks(
    revised: &Revised,
    base: &Base,
    theirs: &Document,
    fresh: &Report,
    figures: &Figures,
    places: &Places,
) -> Vec<Edit> {
    let texts: BTreeMap<String, &str> = revised
        .blocks
        .iter()
        .filter_map(|block| Some((joined(&block.pieces), block.id.as_deref()?)))
        .collect();
    let mut remarks = Vec::new();
    for edit in &revised.edits {
        let Edit::Rewrite { at, cell: None, splices } = edit else { continue };
        let Some(found) = Listed::of(&theirs.blocks).get(*at) else { continue };
        let Some(id) = texts.get(&spliced(&found.text, splices)) else { continue };
        let before = base.blocks.iter().find(|block| block.id == *id);
        let now = fresh.blocks.iter().find(|block| block.id == *id);
        let (Some(before), Some(now)) = (before, now) else { continue };
        let said = changed(&before.pieces, now).into_iter().map(|(slot, was, is)| {
            let bare = slot.strip_suffix(":key").unwrap_or(slot);
            let figure = figures.get(bare);
            let of_slot: Vec<Source> = fresh.sources.get(slot).into_iter().flatten().copied().collect();
            let sources = figure.map_or(of_slot, |figure| figure.sources.clone());
            let name = figure.map_or(slot, |figure| figure.name.as_str());
            remark(name, was, is, &places.sources(&sources))
        });
        let text = said.collect::<Vec<_>>().join("\n");
        if !text.is_empty() {
            remarks.push(Edit::Comment { at: *at, text });
        }
    }
    remarks
}

/// A finding with the name of its figure.
#[must_use]
pub fn named(mut finding: Finding, name_of: &dyn Fn(&str) -> Option<String>) -> Finding {
    if let What::Revised(finding::Revised::TypedOver { slot, name, .. }) = &mut finding.what {
        *name = name_of(slot);
    }
    finding
}

/// What people had deleted and what would read otherwise now, for 变更说明.
#[must_use]
pub fn deleted(findings: &[Finding], base: &Base, fresh: &Report) -> Vec<BlockChange> {
    let change = |finding: &Finding| {
        let Place::Block(id) = &finding.place else { return None };
        let (before, now) = match &finding.what {
            What::Revised(finding::Revised::Deleted { fresh }) => {
                let block = base.blocks.iter().find(|block| block.id == *id);
                (block.map(|block| joined(&block.pieces)).unwrap_or_default(), fresh)
            }
            What::Revised(finding::Revised::DeletedPart { before, clause, .. }) => (before.clone(), clause),
            _ => return None,
        };
        let above = fresh.blocks.iter().take_while(|block| block.id != *id);
        let part = above.filter(|block| block.role == Role::Heading1).last().map(Block::text);
        Some(BlockChange {
            fate: BlockFate::Deleted,
            part: part.unwrap_or_default(),
            before,
            after: String::new(),
            fresh: now.clone(),
        })
    };
    let mut changes: Vec<BlockChange> = findings.iter().filter_map(change).collect();
    changes.dedup();
    changes
}

/// The slots of a block whose datum changed: their ids, what they held and hold.
fn changed<'t>(before: &'t [BasePiece], now: &'t Block) -> Vec<(&'t str, &'t str, &'t str)> {
    let was: BTreeMap<&str, &str> = before
        .iter()
        .filter_map(|piece| match &piece.what {
            Piece::Slot(id) => Some((id.as_str(), piece.text.as_str())),
            _ => None,
        })
        .collect();
    let is = now.inlines.iter().filter_map(|inline| match &inline.from {
        Provenance::Slot(id) => Some((id.as_str(), inline.text.as_str())),
        _ => None,
    });
    let pairs = is.filter_map(|(id, text)| Some((id, *was.get(id)?, text)));
    let mut changed: Vec<_> = pairs.filter(|(_, was, is)| was != is).collect();
    changed.dedup();
    changed
}

fn spliced(text: &str, splices: &[Splice]) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (mut out, mut from) = (String::new(), 0);
    for splice in splices {
        out.extend(characters.get(from..splice.range.start).unwrap_or_default());
        out += &splice.text;
        from = splice.range.end;
    }
    out.extend(characters.get(from..).unwrap_or_default());
    out
}

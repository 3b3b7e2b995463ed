//! A merged element of the format, which says one datum and nothing else → where a person's datum and a new one meet.

use super::merge::Merged;

use crate::model::base::{BaseBlock, BasePiece, Piece};
use crate::text::fold::typed_key;

impl Merged {
    /// In an element of the format the datum is all it says: where a person wrote another, and the workbooks have a
    /// new one, both meet.
    pub(super) fn conflict_at_data(&mut self, renewed: &[String]) {
        let said: String =
            self.merged_words.iter().map(|out| typed_key(&(out.lead.clone() + &out.text))).collect();
        let lacks = |text: &String| !said.contains(&typed_key(text));
        if self.touched && renewed.iter().any(lacks) {
            self.conflict = true;
        }
    }
}

/// The data of fresh blocks that the base does not have.
pub(super) fn renewed_data(bases: &[&BaseBlock], fresh: &[&BaseBlock]) -> Vec<String> {
    let known = |piece: &&BasePiece| bases.iter().any(|block| block.pieces.contains(piece));
    let data = fresh.iter().flat_map(|block| &block.pieces);
    let data = data.filter(|piece| matches!(piece.what, Piece::Slot(_)) && !known(piece));
    if bases.is_empty() { Vec::new() } else { data.map(|piece| piece.text.clone()).collect() }
}

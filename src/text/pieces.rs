//! The printed pieces of a block → its text.

use crate::model::base::BasePiece;

/// The pieces one after another, as they stand in the report.
#[must_use]
pub fn joined(pieces: &[BasePiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

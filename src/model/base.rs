//! The base: what a run wrote, block by block, so that a later run can tell a person's edits from its own text.

use super::report::{From, Report, Role};

/// The namespace of the base; its number goes up when a reader of the old one would misread the new.
pub const NAMESPACE: &str = "urn:chengwen:base:1";

/// What one run wrote. Holds printed blocks and slots only: no entries, names of givers or paths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base {
    /// The run's identity (lower-case hexadecimal).
    pub run: String,
    /// The report kind's name.
    pub kind: String,
    /// The blocks in order.
    pub blocks: Vec<BaseBlock>,
}

/// One block of a base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseBlock {
    /// The block's identity.
    pub id: String,
    /// Its role.
    pub role: Role,
    /// Its text in pieces; a piece that was a slot keeps the slot's id.
    pub pieces: Vec<BasePiece>,
}

/// A piece of a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePiece {
    /// The slot it filled.
    pub slot: Option<String>,
    /// The characters.
    pub text: String,
}

impl Base {
    /// The base of a report: every block with its slots; neighbouring pieces without a slot are joined.
    #[must_use]
    pub fn of(report: &Report, run: &str, kind: &str) -> Self {
        let blocks = report
            .blocks
            .iter()
            .map(|block| {
                let mut pieces: Vec<BasePiece> = Vec::new();
                for inline in &block.inlines {
                    let slot = match &inline.from {
                        From::Slot(id) => Some(id.clone()),
                        From::Template | From::Numbering | From::Narrative(_) | From::Missing(_) => None,
                    };
                    match pieces.last_mut() {
                        Some(last) if last.slot.is_none() && slot.is_none() => last.text += &inline.text,
                        _ => pieces.push(BasePiece { slot, text: inline.text.clone() }),
                    }
                }
                BaseBlock { id: block.id.clone(), role: block.role, pieces }
            })
            .collect();
        Base { run: run.to_owned(), kind: kind.to_owned(), blocks }
    }
}

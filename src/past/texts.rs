//! The texts of a base, as they are compared with those of a document.

use crate::model::base::{Base, BaseBlock, BaseRow};
use crate::model::report::Role;
use crate::text::fold::sentence_key;
use crate::text::pieces::joined;

/// A text as it is compared when its figures do not matter.
pub(super) fn masked(text: &str) -> String {
    let mut masked = String::new();
    for character in sentence_key(text).chars() {
        if !character.is_ascii_digit() {
            masked.push(character);
        } else if !masked.ends_with('0') {
            masked.push('0');
        }
    }
    masked
}

/// All texts that a base knows: as they were given, and as they stood.
pub(super) fn said(base: &Base) -> impl Iterator<Item = String> {
    base.blocks.iter().flat_map(|block| {
        let cells = block.rows.iter().flat_map(|row| row.cells.iter().chain(row.stood().unwrap_or_default()));
        let cells = cells.flat_map(|cell| cell.split('\n')).map(str::to_owned);
        [Some(joined(&block.pieces)), block.stood().map(joined)].into_iter().flatten().chain(cells)
    })
}

/// All texts that a base gave, by paragraphs.
pub(super) fn given(base: &Base) -> impl Iterator<Item = String> {
    base.blocks.iter().flat_map(|block| {
        let cells = block.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.split('\n'));
        [joined(&block.pieces)].into_iter().chain(cells.map(str::to_owned)).collect::<Vec<_>>()
    })
}

/// All texts of a block as it stood, by paragraphs.
pub(super) fn stands(block: &BaseBlock) -> Vec<String> {
    let cells = block.rows.iter().filter_map(BaseRow::stood).flatten();
    let cells = cells.flat_map(|cell| cell.split('\n')).map(str::to_owned);
    block.stood().map(joined).into_iter().chain(cells).collect()
}

/// The titles of a base, as given and as they stood, as they are compared.
pub(super) fn titles(base: &Base) -> Vec<String> {
    let title = base.blocks.iter().find(|block| block.role == Role::Title);
    let both = title.map(|block| [Some(joined(&block.pieces)), block.stood().map(joined)]);
    both.into_iter().flatten().flatten().map(|text| sentence_key(&text)).collect()
}

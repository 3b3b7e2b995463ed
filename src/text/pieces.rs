//! The printed pieces of a block → its text.

use crate::model::base::BasePiece;

/// The pieces one after another, as they stand in the report.
pub fn joined(pieces: &[BasePiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Texts that follow each other → one of them in 〔〕, with so many characters around it, cut with ….
pub fn excerpt<'t>(texts: impl Iterator<Item = &'t str> + Clone, at: usize, around: usize) -> String {
    let before: Vec<char> = texts.clone().take(at).flat_map(str::chars).collect();
    let after: Vec<char> = texts.clone().skip(at + 1).flat_map(str::chars).collect();
    let head = before.get(before.len().saturating_sub(around)..).unwrap_or_default();
    let tail = after.get(..after.len().min(around)).unwrap_or_default();
    let cut = |cut: bool| if cut { "…" } else { "" };
    format!(
        "{}{}〔{}〕{}{}",
        cut(head.len() < before.len()),
        head.iter().collect::<String>(),
        texts.clone().nth(at).unwrap_or_default(),
        tail.iter().collect::<String>(),
        cut(tail.len() < after.len()),
    )
}

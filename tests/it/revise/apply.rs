//! Edits applied to a document's text, written apart from the program.

use std::collections::BTreeMap;

use chengwen::model::document::{Document, DocumentBlock, Shape};
use chengwen::model::report::{Block, Report};
use chengwen::model::revision::{Edit, Splice};

/// The document after the edits, and the comments: (index in the new document, text).
pub(super) fn apply(theirs: &Document, fresh: &Report, edits: &[Edit]) -> (Document, Vec<(usize, String)>) {
    let blocks: BTreeMap<&str, &Block> =
        fresh.blocks.iter().map(|block| (block.id.as_str(), block)).collect();
    let mut result = Document::default();
    let mut comments = Vec::new();
    let mut put = |at: usize, result: &mut Document| {
        let mut found = theirs.blocks[at].clone();
        for edit in edits {
            match edit {
                Edit::Rewrite { at: place, cell: None, splices } if place.0 == at => {
                    assert!(!found.pending, "a block with pending changes is rewritten");
                    found.text = spliced(&found.text, splices);
                }
                Edit::Remove { at: place } if place.0 == at => return,
                Edit::Comment { at: place, text } if place.0 == at => {
                    comments.push((result.blocks.len(), text.clone()));
                }
                _ => {}
            }
        }
        if let Shape::Table(rows) = &found.shape {
            found.shape = Shape::Table(table(rows, at, edits));
        }
        result.blocks.push(found);
    };
    for at in 0..=theirs.blocks.len() {
        for edit in edits {
            match edit {
                Edit::Insert { before, fresh, splices } if before.0 == at => {
                    let block = blocks[fresh.as_str()];
                    result.blocks.push(DocumentBlock {
                        shape: Shape::Paragraph,
                        hints: vec![fresh.clone()],
                        role: Some(block.role),
                        text: spliced(&block.text(), splices),
                        pending: false,
                    });
                }
                Edit::Move { at: moved, before } if before.0 == at => put(moved.0, &mut result),
                _ => {}
            }
        }
        let moves = |edit: &Edit| matches!(edit, Edit::Move { at: moved, .. } if moved.0 == at);
        if at < theirs.blocks.len() && !edits.iter().any(moves) {
            put(at, &mut result);
        }
    }
    (result, comments)
}

fn spliced(text: &str, splices: &[Splice]) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut result = String::new();
    let mut end = 0;
    for splice in splices {
        assert!(splice.range.start >= end, "splices overlap or fall: {splices:?}");
        result.extend(&characters[end..splice.range.start]);
        result += &splice.text;
        end = splice.range.end;
    }
    result.extend(&characters[end..]);
    result
}

/// The rows of a table after the edits of it.
fn table(rows: &[Vec<String>], at: usize, edits: &[Edit]) -> Vec<Vec<String>> {
    let cells = |row: usize| {
        let mut cells = rows[row].clone();
        for edit in edits {
            if let Edit::Rewrite { at: place, cell: Some((of, column)), splices } = edit
                && (place.0, of.0) == (at, row)
            {
                cells[*column] = spliced(&cells[*column], splices);
            }
        }
        cells
    };
    let texts = |edit: usize| match &edits[edit] {
        Edit::InsertRow { cells, .. } => cells.clone(),
        _ => Vec::new(),
    };
    origins(rows.len(), at, edits).into_iter().map(|origin| origin.map_or_else(texts, cells)).collect()
}

/// Where the rows of a table come from that stand after the edits: from a row that stood, or from an edit that brings one.
pub(super) fn origins(rows: usize, at: usize, edits: &[Edit]) -> Vec<Result<usize, usize>> {
    let mut result = Vec::new();
    for row in 0..=rows {
        for (number, edit) in edits.iter().enumerate() {
            match edit {
                Edit::InsertRow { at: place, before, like, .. } if (place.0, before.0) == (at, row) => {
                    assert!(like.0 < rows);
                    result.push(Err(number));
                }
                Edit::MoveRow { at: place, row: moved, before } if (place.0, before.0) == (at, row) => {
                    result.push(Ok(moved.0));
                }
                _ => {}
            }
        }
        let goes = |edit: &Edit| match edit {
            Edit::RemoveRow { at: place, row: gone } | Edit::MoveRow { at: place, row: gone, .. } => {
                (place.0, gone.0) == (at, row)
            }
            _ => false,
        };
        if row < rows && !edits.iter().any(goes) {
            result.push(Ok(row));
        }
    }
    result
}

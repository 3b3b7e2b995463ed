//! Edits applied to a document's text, written apart from the program.

use std::collections::BTreeMap;

use chengwen::model::document::{Document, Found, Shape};
use chengwen::model::report::{Block, Report};
use chengwen::model::revision::{Edit, Splice};

/// The document after the edits, and the comments: (index in the new document, text).
pub(super) fn apply(theirs: &Document, fresh: &Report, edits: &[Edit]) -> (Document, Vec<(usize, String)>) {
    let blocks: BTreeMap<&str, &Block> =
        fresh.blocks.iter().map(|block| (block.id.as_str(), block)).collect();
    let mut result = Document::default();
    let mut comments = Vec::new();
    for at in 0..=theirs.blocks.len() {
        for edit in edits {
            if let Edit::Insert { before, fresh, splices } = edit
                && *before == at
            {
                let block = blocks[fresh.as_str()];
                result.blocks.push(Found {
                    shape: Shape::Paragraph,
                    hints: vec![fresh.clone()],
                    role: Some(block.role),
                    text: spliced(&block.text(), splices),
                    pending: false,
                });
            }
        }
        let Some(found) = theirs.blocks.get(at) else { break };
        let mut found = found.clone();
        let mut stays = true;
        for edit in edits {
            match edit {
                Edit::Rewrite { at: place, cell: None, splices } if *place == at => {
                    assert!(!found.pending, "a block with pending changes is rewritten");
                    found.text = spliced(&found.text, splices);
                }
                Edit::Rewrite { at: place, .. }
                | Edit::InsertRow { at: place, .. }
                | Edit::MoveRow { at: place, .. }
                | Edit::RemoveRow { at: place, .. }
                    if *place == at => {}
                Edit::Remove { at: place } if *place == at => stays = false,
                Edit::Comment { at: place, text } if *place == at => {
                    comments.push((result.blocks.len(), text.clone()));
                }
                _ => {}
            }
        }
        if let Shape::Table(rows) = &found.shape {
            found.shape = Shape::Table(table(rows, at, edits));
        }
        if stays {
            result.blocks.push(found);
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
                && (*place, *of) == (at, row)
            {
                cells[*column] = spliced(&cells[*column], splices);
            }
        }
        cells
    };
    let mut result = Vec::new();
    for row in 0..=rows.len() {
        for edit in edits {
            match edit {
                Edit::InsertRow { at: place, before, like, cells } if (*place, *before) == (at, row) => {
                    assert!(*like < rows.len());
                    result.push(cells.clone());
                }
                Edit::MoveRow { at: place, row: moved, before } if (*place, *before) == (at, row) => {
                    result.push(cells(*moved));
                }
                _ => {}
            }
        }
        let goes = |edit: &Edit| match edit {
            Edit::RemoveRow { at: place, row: gone } | Edit::MoveRow { at: place, row: gone, .. } => {
                (*place, *gone) == (at, row)
            }
            _ => false,
        };
        if row < rows.len() && !edits.iter().any(goes) {
            result.push(cells(row));
        }
    }
    result
}

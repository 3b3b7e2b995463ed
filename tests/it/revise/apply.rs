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
                Edit::Remove { at: place } if *place == at => stays = false,
                Edit::Comment { at: place, text } if *place == at => {
                    comments.push((result.blocks.len(), text.clone()));
                }
                _ => {}
            }
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

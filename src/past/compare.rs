//! A document that is not ours and the fresh report → the paragraphs in which they differ.

use super::texts::stands;
use crate::model::base::Base;
use crate::model::document::Document;
use crate::model::report::Report;
use crate::text::compared::compared;

/// Where they differ: paragraphs of the one, of the other.
pub(crate) fn compare(document: &Document, fresh: &Report) -> (Vec<String>, Vec<String>) {
    let given = Base::of(fresh, "", "");
    compared(document.texts().map(str::to_owned), given.blocks.iter().flat_map(stands))
}

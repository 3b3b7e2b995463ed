//! The bytes of any .docx → the document as it is set, held against the rules of the official format.

use crate::docx;
use crate::finding::Unreadable;
use crate::model::typeset::Typeset;
use crate::proofread::{self, Linted};

/// Reads a document and holds it against all rules.
///
/// # Errors
/// When it is no .docx that can be opened.
pub fn lint(bytes: &[u8]) -> Result<(Typeset, Linted), Unreadable> {
    let set = docx::typeset(bytes)?;
    let linted = proofread::lint(&set);
    Ok((set, linted))
}

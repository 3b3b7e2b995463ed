//! The properties of a document: whom they name beside those whom the paper itself names.

use crate::finding::lint::Lint;
use crate::proofread::{Looked, Page};

/// An organ that the paper names too is told to nobody who does not know it.
pub(in crate::proofread) fn named(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let text: String = page.set.lines.iter().map(|line| line.text.as_str()).collect();
    for name in &page.set.named {
        let known = text.contains(name.as_str());
        looked.add(None, (!known).then(|| Lint::Properties { name: name.clone() }));
    }
    looked
}

//! The bytes of a .docx → whether it may be a report at all, told without reading its text.

use crate::model::base::NAMESPACE;
use crate::package::open::Package;
use crate::package::store::DOCUMENT_LIMITS;

/// Whether a document may be a report: it carries a base, or its text part is so large that it may hold the text
/// of one (so many bytes at least). Of hundreds of tables that units send as documents no more than this is read.
#[must_use]
pub fn may_be_report(bytes: &[u8], least: u64) -> bool {
    let Ok(mut package) = Package::open(bytes, DOCUMENT_LIMITS) else { return false };
    let parts = package.names().to_vec();
    let of = |start: &'static str| parts.iter().filter(move |name| name.to_lowercase().starts_with(start));
    // A part has at least the bytes of its text.
    if of("word/document").any(|name| package.size(name) >= least) {
        return true;
    }
    let mark = NAMESPACE.as_bytes();
    of("customxml/item").any(|name| {
        let bytes = package.read(name, DOCUMENT_LIMITS.entry).unwrap_or_default();
        bytes.windows(mark.len()).any(|window| window == mark)
    })
}

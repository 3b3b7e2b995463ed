//! One file or folder for each input format, with all that is known of it.

pub(super) mod archive;
pub(super) mod mail;
pub(super) mod ods;
pub(super) mod separated;
pub(super) mod web;
pub(crate) mod word;
pub(super) mod xls;
pub(super) mod xlsb;
pub(super) mod xlsx;
pub(super) mod xml2003;

use crate::finding::Reading;
use crate::package::open::Fault;

/// What a fault of a package means for a file.
pub(super) fn file_fault(fault: Fault) -> Reading {
    match fault {
        Fault::TooBig => Reading::FileTooBig,
        Fault::Encrypted => Reading::FileEncrypted,
        Fault::Damaged | Fault::Missing => Reading::FileBroken,
    }
}

//! Zip packages and their XML parts → entries and plain facts, within limits; the only room that says zip and quick_xml.

pub(crate) mod layout;
pub(crate) mod ods;
pub(crate) mod open;
pub(crate) mod parts;
pub(crate) mod spreadsheet2003;
mod xml;

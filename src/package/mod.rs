//! Zip packages and their XML parts → entries and plain facts, within limits; the only room that says zip and quick_xml.

mod events;
pub(crate) mod layout;
pub(crate) mod ods;
pub(crate) mod open;
pub(crate) mod sheets;
pub(crate) mod spreadsheet2003;

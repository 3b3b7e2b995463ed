//! Office packages: the zip archive around, and the XML inside; the only room that says zip and quick_xml.
//!
//! Written documents are trees that lose nothing (`xml`, `order`, `parts`); documents of others are changed in
//! places and copied elsewhere (`store`, `spans`, `relations`); workbooks of others are streamed
//! within limits (`open`, `archive`, `events`, `sheets`, `layout`, `strike`, `ods`, `spreadsheet2003`,
//! `word`, `numbering`), every fault a value.

pub(crate) mod archive;
mod events;
pub(crate) mod layout;
mod numbering;
pub(crate) mod ods;
pub(crate) mod open;
pub mod order;
pub mod parts;
pub(crate) mod patch;
pub(crate) mod relations;
pub(crate) mod sheets;
pub(crate) mod spans;
pub(crate) mod spreadsheet2003;
pub(crate) mod store;
pub(crate) mod strike;
pub(crate) mod word;
pub mod xml;

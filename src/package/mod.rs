//! Office packages: the zip archive around, and the XML inside; the only room that says zip and quick_xml.
//!
//! Written documents are trees that lose nothing (`xml`, `order`, `parts`); documents of others are changed in
//! places and copied elsewhere (`store`, `spans`, `relations`); files of others are opened within limits and
//! streamed (`open`, `archive`, `compound`, `events`), every fault a value. Long parts are packed by all processors (`pieces`).

pub(crate) mod archive;
pub(crate) mod compound;
pub(crate) mod events;
pub(crate) mod open;
pub mod order;
pub mod parts;
pub(crate) mod pieces;
pub(crate) mod relations;
pub(crate) mod spans;
pub(crate) mod store;
pub mod xml;
mod zipped;

pub(crate) use zipped::alike;

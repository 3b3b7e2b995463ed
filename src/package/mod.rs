//! Office packages: the zip archive around, and the XML trees inside.

pub mod order;
pub mod parts;
pub mod xml;

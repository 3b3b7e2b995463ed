//! Bytes of one file → its sheets, sparse, every cell at its place.

mod sheet;

pub use sheet::{Area, Cell, InputFile, Read, Row, Sheet, Unread, Workbook};

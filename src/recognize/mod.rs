//! Sheets → tables: which row is the header, which column is which field, which rows are data.

mod table;

pub use table::{DataRow, Harvested, Reason, SetAside, Table};

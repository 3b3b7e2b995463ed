//! 成文: spreadsheets of opinions and activities go in, the formal report (GB/T 9704-2012) comes out as a .docx.
//!
//! The library opens no path, asks no clock and prints nothing: the same request gives the same bytes.

pub mod classify;
pub mod finding;
pub mod kind;
pub mod model;
pub mod normalize;
pub mod recognize;
pub mod workbook;

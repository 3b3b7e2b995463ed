//! Tests of the program from outside: one binary, one module a room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod docx;
mod unread;
mod workbook;

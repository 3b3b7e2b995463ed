//! Tests of the program from outside: one binary, one module a room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod docx;
mod normalize;
mod recognize;
mod unread;
mod workbook;

//! Tests of the program from outside: one binary, one module a room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod bad_input;
mod classify;
mod command_line;
mod determinism;
mod docx;
mod mentions;
mod normalize;
mod other_kind;
mod raw;
mod readme;
mod recognize;
mod recount;
mod reports;
mod rows;
mod sample;
mod scratch;
mod unread;
mod workbook;

use chengwen::kind::{Kind, built_in, load};

/// The kind of the campaign as it is in the binary.
fn kind() -> Kind {
    load("campaign", &built_in("campaign").unwrap()).unwrap()
}

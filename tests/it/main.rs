//! Tests of the program from outside: one binary, one module a room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod classify;
mod docx;
mod ledger;
mod normalize;
mod recognize;
mod reports;
mod unread;
mod workbook;

use chengwen::kind::{Kind, built_in, load};

/// The kind of the campaign as it is in the binary.
fn kind() -> Kind {
    load("campaign", &built_in("campaign").unwrap()).unwrap()
}

//! Tests of the program from outside: one binary, one module a room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod apart;
mod archive;
mod classify;
mod docx;
mod hostile;
mod normalize;
mod recognize;
mod reports;
mod strike;
mod unread;
mod word;
mod workbook;

use chengwen::kind::{Kind, KindFiles, built_in, load};

/// The kind of the campaign as it is in the binary.
fn kind() -> Kind {
    load("campaign", &kind_files()).unwrap()
}

fn kind_files() -> KindFiles {
    built_in("campaign").unwrap()
}

//! Tests of the program from outside: one binary, one module a room.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod annexes;
mod apart;
mod architecture;
mod archive;
mod bad_input;
mod claims;
mod classify;
mod command_line;
mod comments;
mod desk;
mod determinism;
mod disk;
mod docx;
mod faults;
mod finish;
mod folders;
mod fuzz;
mod harvest;
mod hostile;
mod init;
mod inputs;
mod kinds;
mod ledger;
mod letterhead;
mod lint;
mod mend;
mod mentions;
mod normalize;
mod open;
mod other_kind;
mod patch;
mod period;
mod proofread;
mod raw;
mod readme;
mod recognize;
mod recount;
mod regenerate;
mod reports;
mod returned;
mod revise;
mod rows;
mod sample;
mod scratch;
mod shapes;
mod strike;
mod text;
mod unread;
mod view;
mod watch;
mod word;
mod workbook;
mod world;

use chengwen::kind::{Kind, KindFiles, built_in, load};

/// The kind of the campaign as it is in the binary.
fn kind() -> Kind {
    load("campaign", &kind_files()).unwrap()
}

fn kind_files() -> KindFiles {
    built_in("campaign").unwrap()
}

//! All integration tests in one binary; each module tests one room from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod unread;
mod workbook;

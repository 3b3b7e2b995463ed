//! Tests of the library through its public face; cases are files under tests/cases/.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod classify;
mod normalize;

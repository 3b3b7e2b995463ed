//! All integration tests of the house in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod recognize;

//! Three-way revision on the pure model: cases as files, and random edits.

mod apply;
mod cases;
mod notation;
mod random;
mod rows;
mod steps;
mod tables;

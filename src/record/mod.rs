//! What a run said: kept for the next run, which tells what changed, and for the report of the next period.

mod causes;
mod changes;
mod last;
mod news;
mod receipt;
mod take;

pub(crate) use last::{
    LastReport, comparable, find, named, read, recounted, without_its_own, without_periods,
};
pub(crate) use news::{Inputs, News, ReportFate, news};
pub(crate) use receipt::of_tables;
pub(crate) use take::RunData;

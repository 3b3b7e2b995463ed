//! What a run said: kept for the next run, which tells what changed, and for the report of the next period.

mod changes;
mod news;
mod period;
mod take;

pub(crate) use news::{Revision, news};
pub(crate) use period::{CAMPAIGN, as_of};
pub(crate) use take::Seen;

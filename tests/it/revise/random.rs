//! Random edits and revisions of data.

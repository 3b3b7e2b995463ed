//! The look of the report as `look.toml` states it: page, fonts by role, sizes, spacing, punctuation of lengths.

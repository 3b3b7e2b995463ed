//! The look of the report as `look.toml` states it.

use serde::Deserialize;

/// Placeholder until the docx room brings its own.
#[derive(Debug, Clone, Deserialize)]
pub struct Look {}

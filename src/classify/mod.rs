//! Step 4.

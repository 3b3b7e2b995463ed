//! Step 9: the report as a .docx: written, read back, edited, put into an office's own document, and cleaned to be handed on.
//!
//! Five folders, each of which uses only those before it: `read`, `write`, `edit`, `letterhead`, `clean`. What they
//! share lies beside them: the base as XML, characters as a document holds them, and views over the tree of a part, so
//! that the names of WordprocessingML stand in `kinds` alone.

mod base;
mod characters;
mod clean;
mod edit;
mod kinds;
mod letterhead;
mod read;
mod views;
mod write;

pub use base::{base_xml, parse_base};
pub use clean::{Clean, Left, LeftOut, Remain, Waiting, clean, remains};
pub use edit::{How, Renewal, is_mended_copy, mended, patch, reviewed, turned};
pub use letterhead::{Letterhead, Survey};
pub use read::{Unreadable, differences, may_be_report, read, receipt, typeset};
pub use write::{Measure, Properties, measures, squeezed, write};

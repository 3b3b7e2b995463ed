//! 成文: spreadsheets of opinions and activities go in, the formal report (GB/T 9704-2012) comes out as a .docx.
//!
//! The library opens no path, asks no clock and prints nothing: the same [`Request`] gives the same bytes.
//! [`generate`] is the whole of it, step by step:
//!
//! 1. [`workbook`] reads the bytes of every file into sheets; every cell keeps its place;
//! 2. [`recognize`] finds headers and tells rows of data from titles, totals and notes;
//! 3. [`normalize`] turns cells into dates, numbers, names, titles and opinions; parsing ends here;
//! 4. [`classify`] gives opinions their aspect, group and problem, and says why;
//! 5. [`tally`] counts the figures of the kind, each with the cells it was counted from;
//! 6. [`compose`] writes the text from the kind's wording; every datum in it is a slot that knows its source;
//! 7. [`revise`] lays the report over the one that people have edited, and loses neither;
//! 8. [`proofread`] (核稿) looks over the report as it will stand, and holds any document against the official format;
//! 9. [`docx`] makes the document of the official format, or edits the one that people changed;
//! 10. [`ledger`] makes 核对表, the workbook that explains it, and reads back what people decided in it.
//!
//! A [`kind`] of report is data: tables, words, figures, outline, texts and look. What the reader is told on
//! the way is a [`finding`].

pub mod blank;
pub mod classify;
pub mod compose;
pub mod docx;
pub mod finding;
mod finish;
mod harvest;
pub mod kind;
pub mod ledger;
pub mod model;
pub mod normalize;
mod outcome;
pub mod package;
mod past;
mod pipeline;
pub mod proofread;
pub mod recognize;
mod record;
mod returned;
pub mod revise;
pub mod tally;
pub mod text;
mod verify;
pub mod view;
pub mod workbook;
mod world;

pub use finish::{Finished, TheirReport, Unfinished};
pub use harvest::{HARVEST, Harvest};
pub use outcome::{Outcome, Refused, TextSources};
pub use past::{Earlier, Goes, Past, PastLedger, PastReport};
pub use pipeline::{Intake, Lints, Mended, Reworded, generate, generate_in, lint, mend, take_in};
pub use returned::Returned;
pub use verify::Checked;
pub use world::{Folder, Lies, Request, World};

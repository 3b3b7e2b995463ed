//! What the reader is told: one variant per kind of finding, each with its code, severity, sentence and cure.
//!
//! All words for people stand in this room, in Chinese and English side by side, so that they can be read in
//! one sitting. A finding holds typed fields and a place; sentences are made from them here only.
//!
//! A new finding is one record in the file of the step that finds it (`findings!` makes the type and its words):
//! code (stable) and severity, the sentence in Chinese and English, and the cure, when there is something to do:
//!
//! ```text
//! CellError { text: Text } => ("cell-error", Warning,
//!     "单元格是错误值{text}，按空白处理", "the cell holds the error value {text} and is taken as blank",
//!     cure "请改正公式或填入数值", "correct the formula or type the value")
//! /// A date of a column of dates, which the calendar does not have.
//! DateImpossible { text: Text, cells: usize } => {
//!     let cells = Count(*cells, "cell", "cells");       // 1 cell, 2 cells; in Chinese the number alone
//!     if text.is_empty() => "date-blank", Info,         // a case with words of its own, before the general one
//!     "{cells}个单元格没有日期", "{cells} without a date";
//!     "date-impossible", Warning,
//!     "{cells}个单元格的日期“{text}”不存在，按空白处理",   // fields in braces, lists joined by 、 and by commas
//!     "{cells} with the date \"{text}\", which does not exist, taken as blank";
//! }
//! ```
//!
//! What a record and its fields are its sentences say; a comment says what they do not. A cure that several share is
//! a constant `[&str; 2]`: `cure SAVE_AS`.
//!
//! What is said and is no finding (a fault in a file, a line on the screen) is a record of `words!`: the two
//! sentences alone.

pub mod annexes;
pub mod book;
pub mod changed;
pub mod decided;
pub mod documents;
pub mod earlier;
pub mod finishing;
pub mod format;
pub mod harvesting;
pub mod help;
pub mod kinds;
pub mod letterhead;
pub mod lint;
mod linted;
pub mod notices;
pub mod overlaps;
pub mod pages;
pub mod periods;
pub mod reading;
mod record;
pub mod refusal;
mod returned;
pub mod revised;
mod spoken;
pub mod tables;
pub mod texts;
pub mod understood;
pub mod usage;
pub mod values;
mod why;
pub mod wording;

use crate::model::origin::{Origin, Places, SheetId};
use crate::model::report::BlockId;
use crate::text::digest::fnv;
use crate::text::path::{name, stem};

pub use annexes::Annexes;
pub use decided::Decided;
pub use documents::{DocumentFault, PackageFault, Unreadable, XmlFault};
pub use earlier::Earlier;
pub use finishing::Finishing;
pub use format::Format;
pub use harvesting::Harvesting;
pub use kinds::KindFault;
pub use letterhead::Letterhead;
pub use lint::Lint;
pub use notices::{InText, Notice, Step};
pub use overlaps::Overlaps;
pub use periods::Periods;
pub use reading::{Cells, Reading};
pub use refusal::Refusal;
pub use revised::Revised;
pub use tables::Tables;
pub use texts::Texts;
pub use understood::Understood;
pub use usage::{Desk, Usage};
pub use values::Values;
pub use why::Why;
pub use wording::Wording;

/// The language of sentences to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese; the language of the program.
    #[default]
    Zh,
    /// English.
    En,
}

/// How much a finding matters, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report is wrong or incomplete until somebody acts.
    Error,
    /// Something may be wrong: somebody should look before the report goes out.
    Warning,
    /// For the record: a repair, a choice.
    Info,
}

impl Severity {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// What a finding points at, from the folder down to a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The folder as a whole, or nothing in particular.
    Folder,
    /// A file, by its path inside the folder.
    File(String),
    /// A sheet of a workbook.
    Sheet(SheetId),
    /// A row of a sheet, counted from zero.
    Row(SheetId, u32),
    /// A cell of a sheet.
    Cell(Origin),
    /// A block of the report, by its id.
    Block(BlockId),
}

/// One thing that the reader is told, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where it is, at the narrowest place that is known.
    pub place: Place,
    /// What it is, with all that its sentence names.
    pub what: What,
}

/// Makes the enum of all kinds of findings, each a type of its own, and what says them.
macro_rules! what {
    ($( $(#[$doc:meta])* $Kind:ident ),* $(,)?) => {
        /// All kinds of findings, by the step that finds them.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum What { $( $(#[$doc])* $Kind($Kind) ),* }

        impl What {
            /// The code, severity, sentence and cure of the finding.
            pub fn say(&self) -> Said {
                match self { $( What::$Kind(finding) => finding.say() ),* }
            }
        }
    };
}

what! {
    /// On files that are read (step 1).
    Reading,
    /// On sheets and columns that are recognised (step 2).
    Tables,
    /// On values that are normalised, and on their aspects and problems (steps 3 and 4).
    Values,
    /// On cells whose meaning is in doubt.
    Understood,
    /// On tables that hold the same entries.
    Overlaps,
    /// On the text that is composed (step 6).
    Texts,
    /// On the annexes that 报告信息 chooses (step 6).
    Annexes,
    /// On decisions that people wrote into 核对表.
    Decided,
    /// On the comparison with the report of the last period (step 5).
    Periods,
    /// On what stands against a report that is to be handed on (定稿).
    Finishing,
    /// On polished paragraphs that are taken back into 文字材料 (收回文字).
    Harvesting,
    /// On the reports that earlier runs and people left.
    Earlier,
    /// While a report that people have edited is made again.
    Revised,
    /// On the words of the report as it will stand.
    Wording,
    /// On what stands in it against the rules that documents are held against.
    Lint,
    /// On the look of the document (版式).
    Format,
    /// On an office's own document that the report is put into.
    Letterhead,
}

/// A finding in words: made by each kind in one place, with both languages side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// A stable code, lower case with hyphens (`file-encrypted`).
    pub code: &'static str,
    /// How much it matters; it decides the exit code with `--strict`.
    pub severity: Severity,
    /// The sentence in Chinese and English, without the place.
    pub message: [String; 2],
    /// The cure in Chinese and English; empty when there is nothing to do.
    pub hint: [String; 2],
}

impl Said {
    /// A sentence with its cure; `[Chinese, English]` each.
    pub fn new(code: &'static str, severity: Severity, message: [String; 2], hint: [&str; 2]) -> Self {
        Said { code, severity, message, hint: hint.map(str::to_owned) }
    }

    /// The sentence in one language, without the place.
    pub fn message(&self, lang: Lang) -> &str {
        &self.message[lang as usize]
    }

    /// The cure in one language, when there is one.
    pub fn hint(&self, lang: Lang) -> Option<&str> {
        Some(self.hint[lang as usize].as_str()).filter(|hint| !hint.is_empty())
    }
}

impl What {
    /// Whether it tells of this run alone: which report was taken, what was merged. The next run over the same
    /// has nothing to tell of it, and what explains the report must not change for that.
    pub fn is_of_one_run(&self) -> bool {
        match self {
            What::Earlier(_) => true,
            // What stands in the text or a table and is wrong stays wrong until somebody puts it right.
            What::Revised(
                Revised::TypedOver { .. }
                | Revised::BrokenSum { .. }
                | Revised::RowsOff { .. }
                | Revised::PointLeft
                | Revised::Sequence { .. }
                | Revised::Unclear { .. }
                | Revised::Gone { .. },
            ) => false,
            What::Revised(_) => true,
            _ => false,
        }
    }
}

impl Finding {
    /// A finding at the narrowest place that is known.
    pub fn new(place: Place, what: impl Into<What>) -> Self {
        Finding { place, what: what.into() }
    }

    /// Its identity from run to run: it changes with the code, the place as it is spelt, and the values in the
    /// sentence, so that a finding marked 已核保留 is told again when any of them changes.
    pub fn key(&self, place: &str) -> String {
        let said = self.what.say();
        key(said.code, place, said.message(Lang::Zh))
    }

    /// The identities that it may have had while a file of it had another path; none where it names no such file. The
    /// sheet of a text file is called as the file is.
    pub(crate) fn keys_where(&self, place: &str, now: &str, before: &str) -> Vec<String> {
        let said = self.what.say();
        let message = said.message(Lang::Zh);
        if !place.contains(now) && !message.contains(now) {
            return Vec::new();
        }
        let sheets = [now, before].map(|file| format!("{file} › {}", stem(name(file))));
        let by = |from: &str, to: &str| {
            // The path now may be a part of the one before.
            let of = |text: &str| text.replace(from, MARK).replace(now, before).replace(MARK, to);
            key(said.code, &of(place), &of(message))
        };
        vec![by(&sheets[0], &sheets[1]), by(now, before)]
    }
}

/// What stands in no text that was read.
const MARK: &str = "\u{e000}";

fn key(code: &str, place: &str, message: &str) -> String {
    fnv(&format!("{code}\n{place}\n{message}")).hex()
}

impl Place {
    /// The place as a person names it: `文件.xlsx › 工作表 › C7`.
    pub fn spell(&self, places: &Places) -> String {
        match self {
            Place::Folder => String::new(),
            Place::File(file) => file.clone(),
            Place::Sheet(sheet) => spell_sheet(places, *sheet),
            Place::Row(sheet, row) => format!("{} › {}", spell_sheet(places, *sheet), row + 1),
            Place::Cell(at) => {
                let address = crate::model::origin::address(at.row, at.column);
                format!("{} › {address}", spell_sheet(places, at.sheet))
            }
            Place::Block(id) => id.clone(),
        }
    }
}

fn spell_sheet(places: &Places, sheet: SheetId) -> String {
    let name = places.name(sheet);
    format!("{} › {}", name.file, name.sheet)
}

/// The output of a step, with what the reader should know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted<T> {
    /// The output of the step.
    pub value: T,
    /// The findings, in the order of the input.
    pub findings: Vec<Finding>,
}

impl<T> Noted<T> {
    /// Takes the output and hands its findings to the list of the caller.
    pub fn note(self, findings: &mut Vec<Finding>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

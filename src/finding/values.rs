//! What is said while cells become values and opinions are classified: repairs, and what could not be understood.

mod words;

use jiff::civil::Date;

use super::What;
use crate::model::value::Text;

/// Findings of the normalising and classifying steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// Width, quotation marks or title marks of a text were put right.
    Repaired {
        /// The text before.
        before: Text,
        /// The text after.
        after: Text,
    },
    /// A cell holds an error value.
    CellError {
        /// The error value (`#REF!`).
        text: Text,
    },
    /// A date was not understood.
    DateUnclear {
        /// The cell.
        text: Text,
    },
    /// A date has two readings.
    DateAmbiguous {
        /// The cell.
        text: Text,
        /// The readings.
        readings: [String; 2],
    },
    /// A date does not exist.
    DateImpossible {
        /// The cell.
        text: Text,
    },
    /// A cell of a date column says that there is no certain date (长期).
    DateOpen {
        /// The cell.
        text: Text,
    },
    /// A date without a year got it from the campaign's period.
    DateYear {
        /// The cell.
        text: Text,
        /// The date as it was read.
        date: String,
        /// Whether it lies within the period.
        inside: bool,
    },
    /// A date without a year, and no period to take it from.
    DateNoYear {
        /// The cell.
        text: Text,
    },
    /// A date was read from a short form or a sentence.
    DateRead {
        /// The cell.
        text: Text,
        /// The date as it was read.
        date: String,
    },
    /// A cell holds several dates, of which the first is used.
    DateSeveral {
        /// The cell.
        text: Text,
        /// The date that is used.
        date: String,
    },
    /// A number was not understood, or is negative.
    NumberUnclear {
        /// The cell.
        text: Text,
    },
    /// One number was picked from a cell that says more.
    NumberPicked {
        /// The cell.
        text: Text,
        /// The number.
        number: String,
    },
    /// The numbers of a cell were added up.
    NumberSummed {
        /// The cell.
        text: Text,
        /// The sum.
        number: String,
    },
    /// A cell of a yes-or-no column says neither.
    FlagUnclear {
        /// The cell.
        text: Text,
    },
    /// A cell names several terms, of which the first counts.
    SeveralTerms {
        /// The cell.
        text: Text,
        /// The term that counts.
        primary: Text,
    },
    /// A cell repeats the one above.
    Ditto {
        /// What was copied; none when there is nothing above.
        copied: Option<Text>,
    },
    /// A cell was split into several opinions.
    Split {
        /// The opinions.
        parts: Vec<Text>,
    },
    /// A text agrees or praises and says something else besides.
    AgreementCut {
        /// What was cut off, or, when nothing counts, what was left over.
        cut: Text,
        /// Whether an opinion was kept.
        kept: bool,
    },
    /// An entry is dated after 截至日期.
    AfterAsOf {
        /// Its date.
        date: String,
        /// 截至日期.
        as_of: Date,
    },
    /// A table without a unit column got the unit of its sheet's, file's or folder's name.
    UnitTaken {
        /// The unit.
        unit: Text,
    },
    /// A name was taken for a unit of 单位名录 that differs in the regions before it.
    UnitResolved {
        /// The name.
        name: Text,
        /// The unit.
        unit: Text,
    },
    /// A name is none of 单位名录, but like one there.
    UnitUnknown {
        /// The name.
        name: Text,
        /// The unit that it may mean.
        unit: Text,
    },
    /// Names that are none of 单位名录, nor like any there.
    UnitsOutside {
        /// The names.
        names: Vec<Text>,
    },
    /// A blank field was filled by what another one says.
    Inferred {
        /// The field's Chinese name.
        field: String,
        /// The text that tells it.
        text: Text,
        /// What it was filled with.
        term: Text,
    },
    /// A cell names people, who were counted.
    NamesCounted {
        /// How many.
        number: usize,
        /// Names that were left out, because their note says that they were not there.
        absent: usize,
    },
    /// A total that was typed differs from our own sum.
    TotalDiffers {
        /// What is added up: a column, or the entries of the table.
        of: String,
        /// What the total says.
        written: String,
        /// Our own sum.
        ours: String,
    },
    /// A category stands in the first row of a group only, and the rows below it are not merged with it.
    Gap {
        /// The field's Chinese name.
        field: String,
        /// How many blank cells follow.
        blanks: usize,
    },
    /// A list in which nothing should be holds something (未报单位).
    Listed {
        /// The list's Chinese name.
        list: String,
        /// What it holds.
        names: Vec<Text>,
    },
    /// An opinion could not be put to an aspect.
    Unclassified {
        /// The opinion.
        text: Text,
        /// The best candidates, each with its words.
        candidates: Vec<String>,
    },
    /// An aspect in a cell is none of the scheme.
    AspectOutside {
        /// The aspect.
        aspect: Text,
        /// The scheme.
        scheme: Text,
    },
    /// A share is more than its whole.
    ShareOver {
        /// The share's name (参学率).
        name: String,
        /// The part.
        part: String,
        /// The whole.
        whole: String,
    },
    /// 方面体系 names no scheme of the kind.
    SchemeUnknown {
        /// What it says.
        scheme: Text,
        /// The names that there are.
        known: String,
    },
    /// A problem is given by a number that no catalogue and no ledger has.
    ProblemUnknown {
        /// The number.
        number: Text,
    },
    /// The rows of one problem differ in their status.
    StatusDiffers {
        /// The problem.
        problem: Text,
        /// The status that counts and the other one.
        statuses: [Text; 2],
    },
    /// Two lists word the problem of one number differently.
    WordingDiffers {
        /// The problem as it is counted.
        problem: Text,
        /// The other wording.
        other: Text,
    },
}

impl From<Values> for What {
    fn from(values: Values) -> Self {
        What::Values(values)
    }
}

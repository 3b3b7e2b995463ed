//! A finding → whether the unit that sent the workbook has to mend it; the others are for the office that makes
//! the report.

use super::{Cells, Finding, Lang, Reading, Severity, What};

/// Codes of findings on cells and rows that only the unit can put right: it alone knows what it meant.
const OF_CELLS: &[&str] = &[
    "agreement-remainder",
    "cell-error",
    "cell-required",
    "cells-unread",
    "date-ambiguous",
    "date-impossible",
    "date-several",
    "date-unclear",
    "date-without-year",
    "date-year-outside",
    "ditto-without-above",
    "flag-unclear",
    "formulas-unsaved",
    "number-not-whole",
    "number-summed",
    "number-unclear",
    "pictures-in-cells",
    "problem-number-unknown",
    "rate-differs",
    "share-over",
    "status-differs",
    "term-outside",
    "term-unknown",
    "total-differs",
];

/// Codes of findings on a whole file or sheet: the unit has to send it again.
const OF_FILES: &[&str] = &[
    "archive-encrypted",
    "file-broken",
    "file-empty",
    "file-encrypted",
    "file-too-big",
    "file-too-old",
    "quotes-unpaired",
    "sheet-broken",
    "sheet-too-big",
    "text-damaged",
];

impl Finding {
    /// Whether cells of the workbook are to be mended by the unit that sent it.
    pub fn is_of_cells(&self) -> bool {
        OF_CELLS.contains(&self.what.say().code)
    }

    /// Whether the workbook or a sheet of it is to be sent again. What a sheet is that was not recognised the office
    /// says itself, in 核对表.
    pub fn is_of_file(&self) -> bool {
        let said = self.what.say();
        said.severity <= Severity::Warning && OF_FILES.contains(&said.code)
    }

    /// The ranges (`F4:F20`) of a finding that concerns more cells than the one of its place.
    pub fn ranges(&self) -> &[String] {
        match &self.what {
            What::Reading(
                Reading::CellsUnread(Cells { ranges, .. })
                | Reading::FormulasUnsaved(Cells { ranges, .. })
                | Reading::PicturesInCells(Cells { ranges, .. }),
            ) => ranges,
            _ => &[],
        }
    }

    /// What is wrong, and what to do, for the unit.
    pub fn for_the_unit(&self) -> [String; 2] {
        let said = self.what.say();
        [said.message(Lang::Zh).to_owned(), said.hint(Lang::Zh).unwrap_or_default().to_owned()]
    }
}

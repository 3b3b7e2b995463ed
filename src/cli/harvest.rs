//! Paragraphs that people polished → 文字材料（收回）.xlsx in the user's folder; what stood there goes to 历史/.

use std::path::{Path, PathBuf};

use chengwen::finding::Refusal;
use chengwen::workbook::OUTPUT;
use chengwen::{HARVEST, Harvest, Outcome};

use super::files::{self, is_held, put};
use super::ledgers::keep;

/// The polished paragraphs, and the workbook that they were written to.
pub(super) struct Harvested {
    /// The paragraphs that were taken, and the findings on them.
    pub(super) harvest: Harvest,
    /// The workbook, when there is anything in it.
    pub(super) place: Option<PathBuf>,
}

/// Writes the paragraphs that people polished to 文字材料（收回）.xlsx in the folder; an older file of that name goes to 历史/.
pub(super) fn harvest(folder: &Path, outcome: &Outcome) -> Result<Harvested, Refusal> {
    let harvest = outcome.harvest()?;
    let Some(bytes) = &harvest.book else { return Ok(Harvested { harvest, place: None }) };
    let place = folder.join(HARVEST);
    if let Ok(stood) = files::read(&place)
        && stood != *bytes
    {
        if is_held(folder, HARVEST) {
            return Err(Refusal::Held { path: place.display().to_string() });
        }
        keep(&folder.join(OUTPUT), HARVEST, &stood)?;
    }
    put(&place, bytes)?;
    Ok(Harvested { harvest, place: Some(place) })
}

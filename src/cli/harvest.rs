//! Paragraphs that people polished → 文字材料（收回）.xlsx in the user's folder; what stood there goes to 历史/.

use std::path::{Path, PathBuf};

use chengwen::finding::Refusal;
use chengwen::workbook::OUTPUT;
use chengwen::{HARVEST, Harvest, Outcome};

use super::files::{self, is_held, put};
use super::ledgers::keep;

/// What became of them.
pub(super) struct Harvested {
    /// What was found.
    pub(super) harvest: Harvest,
    /// The workbook, when there is anything in it.
    pub(super) place: Option<PathBuf>,
}

/// Takes them back.
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

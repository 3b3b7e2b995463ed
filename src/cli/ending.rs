//! The commands at the end of a report's life, finish and harvest; build does the same where 报告信息 asks for it.

use std::path::Path;

use chengwen::finding::{Finding, Notice, Refusal};
use chengwen::model::items;
use chengwen::text::yes;
use chengwen::{Outcome, Unfinished};

use super::args::{Common, Folder};
use super::commands::{Done, run};
use super::harvest::Harvested;
use super::screen::Screen;
use super::{finish, harvest, json};

/// `finish`: writes 定稿/ from the report that lies in the folder; false when something stands against it.
pub(super) fn finish(arguments: &Folder, common: &Common, screen: &Screen) -> Done {
    let outcome = run(&arguments.folder, common, screen)?;
    let finished = finish::lying(&arguments.folder, &outcome);
    let finished = tell_finished(&outcome, finished, screen);
    if common.json {
        screen.result(&json::finished(&outcome, &finished, screen.lang).to_string());
    } else if let Ok(written) = &finished {
        screen.result(&written.report.display().to_string());
    }
    Ok(finished.is_ok())
}

/// `harvest`: takes paragraphs that people polished back into 文字材料.
pub(super) fn harvest(arguments: &Folder, common: &Common, screen: &Screen) -> Done {
    let outcome = run(&arguments.folder, common, screen)?;
    let harvested = harvest::harvest(&arguments.folder, &outcome)?;
    tell_harvested(&outcome, &harvested, screen);
    if common.json {
        screen.result(&json::harvest(&outcome, &harvested, screen.lang).to_string());
    } else if let Some(place) = &harvested.place {
        screen.result(&place.display().to_string());
    }
    Ok(true)
}

/// What 报告信息 asks for once a report is built: 收回文字, and 稿次 with the word 定稿.
pub(super) fn after_build(folder: &Path, outcome: &Outcome, report: &Path, screen: &Screen) -> Done {
    let asks = |item: &str, words: &[&str]| {
        outcome.settings.text(item).is_some_and(|text| words.contains(&text.trim()))
    };
    if outcome.settings.text(items::HARVEST).is_some_and(|text| yes::asks(text)) {
        tell_harvested(outcome, &harvest::harvest(folder, outcome)?, screen);
    }
    let finishes = asks(items::DRAFT, &["定稿"]);
    Ok(!finishes || tell_finished(outcome, finish::built(folder, outcome, report), screen).is_ok())
}

/// Says what was handed on, or all that stands against it. Gives the one and the other.
fn tell_finished(
    outcome: &Outcome,
    finished: Result<finish::FinishedFiles, Unfinished>,
    screen: &Screen,
) -> Result<finish::FinishedFiles, Vec<Finding>> {
    match finished {
        Ok(written) => {
            screen.every(outcome, &written.findings);
            if let Some(path) = written.earlier.clone() {
                screen.note(&Notice::EarlierFinalKept { path });
            }
            let (folder, snapshot) = (written.folder.clone(), written.snapshot.clone());
            screen.note(&Notice::Finished { folder, snapshot });
            Ok(written)
        }
        Err(Unfinished::Against(against)) => {
            screen.every(outcome, &against);
            screen.refusal(&Refusal::Unfinished { count: against.len() });
            Err(against)
        }
        Err(Unfinished::Failed(refusal)) => {
            screen.refusal(&refusal);
            Err(Vec::new())
        }
    }
}

/// Says which paragraphs were taken back, and which were not.
fn tell_harvested(outcome: &Outcome, harvested: &Harvested, screen: &Screen) {
    screen.every(outcome, &harvested.harvest.findings);
    screen.note(&match harvested.place.clone() {
        Some(place) => Notice::Harvested { place },
        None => Notice::NothingHarvested,
    });
}

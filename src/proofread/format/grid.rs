//! Lines and characters on a page (5.2.3): 22 lines of 28 characters that fill the type area.

use std::collections::BTreeMap;

use super::{plain, points};
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::{Line, Pitch};
use crate::proofread::{Looked, Page};

const LINES: i64 = 22;
const CHARACTERS: i64 = 28;
/// How much of a line may be left below the last one before the type area counts as not filled.
const SLACK: f64 = 0.5;
/// Room above or below a paragraph of the body, in twips, that moves its lines off those of the page.
const ROOM: i64 = 60;

pub(in crate::proofread) fn lines(page: &Page) -> Looked {
    Looked::over(page.of(Role::Body).filter(|(_, line)| line.pictures == 0), |line| {
        let section = page.set.sections.get(line.section)?;
        let height = section.area().1;
        if section.lies {
            return None;
        }
        let Pitch::Exact(pitch) = line.format.pitch else {
            return Some(Lint::LooseLines { line: said(line.format.pitch) });
        };
        let fit = height / pitch.max(1);
        let left = (height - fit * pitch) as f64 / pitch.max(1) as f64;
        let off = fit != LINES || left > SLACK;
        let format = line.format;
        let line = if fit == LINES { points(pitch) } else { said(format.pitch) };
        let fault = off.then(|| Lint::Lines { lines: fit.to_string(), line });
        let room = format.before.max(format.after);
        fault.or((room > ROOM).then(|| Lint::LinesApart { room: points(room) }))
    })
}

pub(in crate::proofread) fn characters(page: &Page) -> Looked {
    let body = page.of(Role::Body).filter(|(_, line)| {
        let section = page.set.sections.get(line.section);
        let kind = section.and_then(|section| section.grid.as_ref()).map(|(kind, _)| kind.as_str());
        let said = !line.words().is_empty();
        said && section.is_some_and(|section| !section.lies)
            && !matches!(kind, Some("linesAndChars" | "snapToChars"))
    });
    Looked::over(body, |line| {
        let run = line.runs.iter().max_by_key(|run| run.text.chars().count())?;
        let each = i64::from(run.size) * 10 + run.spacing;
        let fit = page.width_at(line) / each.max(1);
        (fit != CHARACTERS).then(|| Lint::Characters { count: usize::try_from(fit).unwrap_or(0) })
    })
}

pub(in crate::proofread) fn grid(page: &Page) -> Looked {
    let mut looked = Looked::default();
    for (at, section) in page.set.sections.iter().enumerate() {
        let Some((kind, pitch)) = section.grid.clone() else { continue };
        let snaps =
            |line: &Line| line.format.snaps && line.section == at && line.format.pitch != Pitch::Exact(pitch);
        let stretched = kind != "default" && page.of(Role::Body).any(|(_, line)| snaps(line));
        let cells = matches!(kind.as_str(), "linesAndChars" | "snapToChars");
        looked.add(None, (cells || stretched).then_some(Lint::Grid { kind }));
    }
    looked
}

pub(in crate::proofread) fn mixed(page: &Page) -> Looked {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    // A picture has a line of its own height.
    for (_, line) in page.running().filter(|(_, line)| line.pictures == 0) {
        *counts.entry(said(line.format.pitch)).or_default() += 1;
    }
    let usual =
        counts.iter().max_by_key(|(_, count)| **count).map(|(pitch, _)| pitch.clone()).unwrap_or_default();
    Looked::over(page.running().filter(|(_, line)| line.pictures == 0), |line| {
        let has = said(line.format.pitch);
        (has != usual).then(|| Lint::LinesMixed { has, usual: usual.clone() })
    })
}

/// A distance of lines as Word's dialogue has it.
fn said(pitch: Pitch) -> String {
    match pitch {
        Pitch::Exact(twips) => format!("固定值{}磅", points(twips)),
        Pitch::AtLeast(twips) => format!("最小值{}磅", points(twips)),
        Pitch::Auto(parts) => format!("{}倍", plain(parts as f64 / 240.0)),
        Pitch::Single => "1倍".to_owned(),
    }
}

//! How paragraphs stand (7.3.3), and what should not be left in them.

use super::plain;
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::Pitch;
use crate::proofread::{Looked, Page};

/// How far an indent may be off, in characters.
const ROOM: f64 = 0.15;

pub(in crate::proofread) fn first_line(page: &Page) -> Looked {
    let lines = page.all(|role| role.is_running() || role == Role::Note);
    // A picture alone begins no sentence.
    let is_text = |text: &str| !text.replace('\u{fffc}', "").trim().is_empty();
    let lines = lines.filter(|(_, line)| {
        line.is_free() && !line.text.starts_with(char::is_whitespace) && is_text(&line.text)
    });
    Looked::over(lines, |line| {
        let size = line.size();
        let first = line.format.first.in_characters(size) + line.format.left.in_characters(size);
        let off = (first - 2.0).abs() > ROOM || line.format.left.in_characters(size).abs() > ROOM;
        off.then(|| Lint::FirstLine { has: plain(first) })
    })
}

pub(in crate::proofread) fn spaces(page: &Page) -> Looked {
    let lines =
        page.all(|role| role != Role::Number && role != Role::Signers).filter(|(_, line)| line.is_free());
    Looked::over(lines, |line| {
        let first = line.text.chars().next().filter(|c| c.is_whitespace())?;
        let kind = match first {
            '\u{3000}' => "全角空格",
            '\t' => "制表符",
            _ => "半角空格",
        };
        Some(Lint::Spaces { kind })
    })
}

pub(in crate::proofread) fn blanks(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let mut blank = None;
    for (at, line) in page.set.lines.iter().enumerate() {
        if page.role(at) == Some(Role::AnnexLabel) && line.broken {
            looked.faults.push((Some(at), Lint::BreakAbove));
        }
        if line.is_blank() && line.is_free() {
            blank = blank.map(|count| count + 1);
            continue;
        }
        let runs = page.role(at).is_some_and(Role::is_running) && line.is_free();
        if runs {
            let count = blank.unwrap_or(0);
            looked.add(Some(at), (count > 0).then_some(Lint::BlankLines { count }));
            looked.faults.extend((line.broken && blank.is_some()).then_some((Some(at), Lint::PageBreak)));
        }
        blank = runs.then_some(0);
    }
    looked
}

pub(in crate::proofread) fn clipped(page: &Page) -> Looked {
    let lines = page.set.lines.iter().enumerate().filter(|(_, line)| line.pictures > 0);
    Looked::over(lines, |line| matches!(line.format.pitch, Pitch::Exact(_)).then_some(Lint::Clipped))
}

pub(in crate::proofread) fn waits(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let waits = page.set.waits;
    looked.add(None, (waits.changes > 0).then_some(Lint::Waiting { changes: waits.changes }));
    looked.add(None, (waits.comments > 0).then_some(Lint::Commented { comments: waits.comments }));
    let hidden = page
        .set
        .lines
        .iter()
        .position(|line| line.runs.iter().any(|run| run.hidden && !run.text.trim().is_empty()));
    looked.add(hidden, hidden.map(|_| Lint::Hidden));
    looked
}

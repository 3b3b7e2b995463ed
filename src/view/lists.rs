//! Pages of 核对表 → the same on the page: what the units returned, what changed since the run before.

use maud::{Markup, html};

use super::Shown;
use crate::finding::changed::in_short;
use crate::finding::pages::Label;
use crate::ledger::{Listed, changes_listed};

/// Rows of a table that stand on the page; 核对表 has them all.
const MOST: usize = 500;

/// What the units returned.
pub(super) fn units(shown: &Shown<'_>) -> Markup {
    table(shown, &shown.outcome.units())
}

/// What changed since the run before, in short; on the 工作台 one by one as well, and marked in the report when asked for.
pub(super) fn changes(shown: &Shown<'_>) -> Markup {
    let changes = shown.outcome.changes.as_ref();
    let lines = changes.map(|changes| in_short(changes)[shown.lang as usize].clone()).unwrap_or_default();
    let listed =
        changes.filter(|_| shown.is_bench).map(|changes| changes_listed(&shown.outcome.kind, changes));
    html! {
        @if lines.is_empty() { p { (shown.say(&Label::NothingChanged)) } }
        @else { ul { @for line in lines { li { (line) } } } }
        @if !shown.changed.is_empty() {
            p { label { input #marks type="checkbox"; " " (shown.say(&Label::Marks)) } }
        }
        @for part in listed.unwrap_or_default() {
            details {
                summary { (part.heading) " " (part.rows.len()) }
                (table(shown, &part))
            }
        }
    }
}

fn table(shown: &Shown<'_>, listed: &Listed) -> Markup {
    let more = listed.rows.len().saturating_sub(MOST);
    html! {
        div.wide tabindex="0" role="group" aria-label=(listed.heading) {
            table.listed-table {
                @if listed.columns.iter().any(|title| !title.is_empty()) {
                    thead { tr { @for title in &listed.columns { @if title.is_empty() { td {} } @else { th scope="col" { (title) } } } } }
                }
                tbody {
                    @for row in listed.rows.iter().take(MOST) { tr { @for text in row { td { (text) } } } }
                }
            }
        }
        @if more > 0 { p.more { (shown.say(&Label::More { count: more })) } }
    }
}

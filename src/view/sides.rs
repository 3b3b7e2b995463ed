//! What explains the report beside its data → lists: what was found, what the sheets were taken for.

use maud::{Markup, html};

use super::Shown;
use crate::finding::pages::Label;
use crate::finding::{Finding, Severity};
use crate::model::decision::UNUSED;

/// Findings of a severity that stand on a page of the 工作台 at once; what is dealt with makes room for the next.
const MOST: usize = 300;

/// A finding with its cure.
pub(super) fn finding(shown: &Shown<'_>, finding: &Finding) -> Markup {
    let said = finding.what.say();
    html! {
        div.finding.(said.severity.word()) role="note" {
            strong { (shown.say(&Label::of(said.severity))) } " " (said.message(shown.lang))
            @if let Some(cure) = said.hint(shown.lang) { span.cure { (cure) } }
        }
    }
}

/// All that was found, what matters most first; with the reason for which a person let it stand.
pub(super) fn findings(shown: &Shown<'_>) -> Markup {
    let of = |wanted: Severity| {
        let here = shown.findings.iter().filter(move |(_, found)| found.what.say().severity == wanted);
        here.collect::<Vec<_>>()
    };
    html! {
        @if shown.findings.is_empty() { p { (shown.say(&Label::NothingFound)) } }
        @for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            @let found = of(severity);
            @if !found.is_empty() {
                // Records are many and ask for nothing: they are shown when they are wanted.
                details open[severity != Severity::Info] {
                    summary { (shown.say(&Label::of(severity))) " " (found.len()) }
                    @let most = if shown.is_bench { MOST } else { usize::MAX };
                    @for (place, found) in found.iter().take(most) { (listed(shown, place, found)) }
                    @if found.len() > most { p.more { (shown.say(&Label::MoreListed { count: found.len() - most })) } }
                }
            }
        }
    }
}

fn listed(shown: &Shown<'_>, place: &str, found: &Finding) -> Markup {
    html! {
        div.listed {
            @if !place.is_empty() { p.place { (place) } }
            (finding(shown, found))
            @if let Some(reason) = shown.outcome.kept(found) {
                p.kept { (shown.say(&Label::Kept { reason: reason.to_owned() })) }
            } @else if shown.is_bench && found.what.say().severity != Severity::Info {
                form.keep method="post" action="/finding" {
                    input type="hidden" name="key" value=(found.key(place));
                    input name="reason" required aria-label=(shown.say(&Label::Reason)) placeholder=(shown.say(&Label::Reason));
                    button { (shown.say(&Label::Keep)) }
                }
            }
        }
    }
}

/// What every sheet was taken for, and each of its columns.
pub(super) fn tables(shown: &Shown<'_>) -> Markup {
    let kind = &shown.outcome.kind;
    html! {
        @for seen in &shown.outcome.seen {
            @let place = shown.outcome.places.name(seen.sheet);
            @let rule = seen.table.and_then(|table| kind.tables.get(table));
            details {
                summary {
                    (place.file) " › " (place.sheet) "："
                    @match rule {
                        Some(rule) => strong { (rule.name) },
                        None => em { (shown.say(&Label::NotRead)) },
                    }
                }
                ul { @for why in &seen.why { li { (why.say()[shown.lang as usize]) } } }
                @if shown.is_bench {
                    (choice(shown, "/sheet", "table", &[("row", &seen.key)], rule.map(|rule| &*rule.name),
                        kind.tables.iter().map(|rule| &*rule.name)))
                }
                table.columns {
                    thead {
                        tr { th scope="col" { (shown.say(&Label::Column)) } th scope="col" { (shown.say(&Label::Field)) } }
                    }
                    tbody {
                        @for column in &seen.columns {
                            @let field = column.field.and_then(|field| rule?.fields.get(field));
                            tr {
                                td { (column.header) }
                                td { @if let Some(field) = field { (field.name) } }
                                @if let Some(rule) = rule.filter(|_| shown.is_bench) {
                                    td {
                                        (choice(shown, "/column", "field", &[("row", &seen.key), ("column", &column.key)],
                                            field.map(|field| &*field.name), rule.fields.iter().map(|field| &*field.name)))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A correction: one of the names, or that it holds nothing for the report; `known` says what is corrected.
fn choice<'n>(
    shown: &Shown<'_>,
    action: &str,
    name: &str,
    known: &[(&str, &str)],
    now: Option<&str>,
    names: impl Iterator<Item = &'n str>,
) -> Markup {
    html! {
        form.choice method="post" action=(action) {
            @for (name, value) in known { input type="hidden" name=(name) value=(value); }
            select name=(name) aria-label=(shown.say(&Label::Change)) {
                @for name in names.chain([UNUSED]) {
                    option value=(name) selected[name == now.unwrap_or(UNUSED)] { (name) }
                }
            }
            button { (shown.say(&Label::Change)) }
        }
    }
}

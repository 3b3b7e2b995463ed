//! Step 4: opinions, self-found problems and problems under rectification get identity, aspect, group and problem.
//!
//! - Opinions and self-found problems: aspect by cell, alias, catalogue, keywords; groups of restatements.
//! - Rectification: the rows of one problem, on one list or several, become one entry that counts. It holds
//!   the values of all its rows, each with the cell it was read from (`Class::borrowed`, so `Entry::origin` and
//!   `Entry::origins` stay right); its further rows have `Standing::Merged`. Figures count entries, and so
//!   never a problem twice. `Class::group` is the number of the problem, on the merged rows too.

mod catalogue;
mod decide;
mod group;
mod identity;
mod lists;
mod opinion;
pub mod overlap;
mod scheme;

use crate::finding::{Finding, Noted, Place, Values};
use crate::kind::Kind;
use crate::model::decision::Decisions;
use crate::model::entry::Entry;
use crate::model::origin::Places;
use crate::model::value::Text;
use crate::normalize::Normalized;
use crate::normalize::standing::Words;

use catalogue::Catalogue;
use opinion::Opinions;
use scheme::Scheme;

/// Classifies the entries. `scheme` is 方面体系; without one aspects are what the cells say.
#[must_use]
pub fn classify(
    mut normalized: Normalized,
    kind: &Kind,
    scheme: Option<&str>,
    places: &Places,
    decisions: &Decisions,
) -> Noted<Normalized> {
    let mut findings = Vec::new();
    let catalogue = Catalogue::of(&normalized, kind);
    let chosen = scheme.and_then(|name| Scheme::of(kind, name, &catalogue));
    if let (Some(name), None) = (scheme, &chosen) {
        let unknown =
            Values::SchemeUnknown { scheme: Text::from(name), known: Scheme::names(kind).join("、") };
        findings.push(Finding::new(Place::Folder, unknown));
    }
    let words = Words::of(&kind.vocabulary);
    for (index, table) in kind.tables.iter().enumerate() {
        // The tables of opinions are those whose cells are split into them.
        if let Some(subject) = table.split.as_ref().and_then(|id| table.field(id)) {
            let opinions =
                Opinions::new(kind, table, subject, &words, &catalogue, chosen.as_ref(), decisions);
            opinions.classify(&mut normalized, index, &mut findings);
        }
    }
    lists::merge(&mut normalized, kind, chosen.as_ref(), places, &mut findings);
    decide::say_gone(&normalized, decisions, &mut findings);
    Noted { value: normalized, findings }
}

/// The aspects that a person may choose from: those of the scheme, then others that cells name.
#[must_use]
pub fn aspects(normalized: &Normalized, kind: &Kind, scheme: Option<&str>) -> Vec<Text> {
    let catalogue = Catalogue::of(normalized, kind);
    let chosen = scheme.and_then(|name| Scheme::of(kind, name, &catalogue));
    let mut aspects = chosen.map(Scheme::into_aspects).unwrap_or_default();
    let split = |entry: &&Entry| {
        let table = normalized.table_of(entry).and_then(|table| kind.tables.get(table));
        table.is_some_and(|table| table.split.is_some())
    };
    let classes = normalized.entries.iter().filter(split).filter_map(|entry| entry.class.as_deref());
    for aspect in classes.filter_map(|class| class.aspect.as_ref()) {
        if !aspects.contains(aspect) {
            aspects.push(aspect.clone());
        }
    }
    aspects
}

/// The identities of decisions whose items are no longer in the workbooks.
#[must_use]
pub fn gone<'d>(normalized: &Normalized, decisions: &'d Decisions) -> Vec<&'d String> {
    decide::gone(normalized, decisions)
}

//! Step 4: opinions, self-found problems and problems under rectification get identity, aspect, group and problem.
//!
//! - Opinions and self-found problems: aspect by cell, alias, catalogue, keywords; groups of restatements.
//!   Groups that nearly say the same are suggested to a person, and counted apart until that person decides.
//! - Rectification: the rows of one problem, on one list or several, become one entry that counts. It holds
//!   the values of all its rows, each with the cell it was read from (`Class::borrowed`, so `Entry::origin` and
//!   `Entry::origins` stay right); its further rows have `CountStatus::Merged`. Figures count entries, and so
//!   never a problem twice. `Class::group` is the number of the problem, on the merged rows too.

mod advice;
mod catalogue;
mod decide;
mod group;
mod identity;
mod lists;
mod moved;
mod names;
mod near;
mod off_list;
mod opinion;
pub mod overlap;
mod scheme;
mod sisters;
mod worded;

use crate::finding::{Decided, Finding, Noted, Place, Values};
use crate::kind::{Kind, TableRule};
use crate::model::decision::Decisions;
use crate::model::entry::Entry;
use crate::model::origin::Places;
use crate::model::suggestion::Suggestion;
use crate::model::value::Text;
use crate::normalize::Normalized;
use crate::normalize::count_status::Words;

use catalogue::Catalogue;
use group::Group;
use names::Names;
use opinion::Opinions;
use scheme::{Naming, Scheme};

/// What a run brings to the classes besides the entries.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    /// 方面体系; without one aspects are what the cells say.
    pub scheme: Option<&'a str>,
}

/// Classifies the entries, and suggests which groups may be one ([`Normalized::suggestions`]).
#[must_use]
pub fn classify(
    mut normalized: Normalized,
    kind: &Kind,
    known: &Known<'_>,
    places: &Places,
    decisions: &Decisions,
) -> Noted<Normalized> {
    let mut findings = Vec::new();
    let names = Names::of(kind);
    let catalogue = Catalogue::of(&normalized, kind, &names);
    let scheme = known.scheme.and_then(|name| Scheme::of(kind, name, &catalogue));
    if let (Some(name), None) = (known.scheme, &scheme) {
        let unknown =
            Values::SchemeUnknown { scheme: Text::from(name), known: Scheme::names(kind).join("、") };
        findings.push(Finding::new(Place::Folder, unknown));
    }
    let naming = Naming { scheme: scheme.as_ref(), names: &names };
    let words = Words::of(kind);
    let tables = kind.tables.iter().enumerate().filter_map(|(index, table)| {
        let subject = table.said().filter(|_| table.is_of_opinions())?;
        let opinions = Opinions::new(kind, table, subject, &words, &catalogue, naming, decisions);
        Some((index, subject, opinions.identify(&normalized, index)))
    });
    let tables: Vec<_> = tables.filter(|(.., identified)| !identified.ids.is_empty()).collect();
    let corrected = moved::find(&normalized, kind, decisions, &tables);
    let mut decisions = std::borrow::Cow::Borrowed(decisions);
    if !corrected.is_empty() {
        findings.extend(
            corrected
                .iter()
                .filter_map(|(old, _, index)| say_moved(&normalized, kind, &decisions, old, *index)),
        );
        normalized.moved = corrected.into_iter().map(|(old, new, _)| (old, new)).collect();
        moved::rekey(decisions.to_mut(), &normalized.moved);
    }
    let decisions = &*decisions;
    let mut grouped = Vec::new();
    for (index, subject, identified) in tables {
        let Some(table) = kind.tables.get(index) else { continue };
        let opinions = Opinions::new(kind, table, subject, &words, &catalogue, naming, decisions);
        let groups = opinions.classify(&mut normalized, identified, &mut findings);
        if opinions.is_put_to_problems() {
            findings.extend(advice::unnamed(&normalized, &groups));
        }
        grouped.push((index, subject, groups));
    }
    normalized.suggestions = suggest(&normalized, kind, &asked(grouped, &normalized, decisions));
    findings.extend(advice::nearly_same(&normalized, kind));
    lists::merge(&mut normalized, kind, naming, places, &mut findings);
    decide::say_gone(&normalized, decisions, &mut findings);
    Noted { value: normalized, findings }
}

/// That a decision went with a row that was corrected.
fn say_moved(
    normalized: &Normalized,
    kind: &Kind,
    decisions: &Decisions,
    old: &str,
    index: usize,
) -> Option<Finding> {
    let entry = normalized.entries.get(index)?;
    let rule = normalized.table_of(entry).and_then(|table| kind.tables.get(table))?;
    let subject = rule.said()?;
    let (about, now) = (decisions.items.get(old)?.about.clone(), entry.text(subject)?.to_string());
    let place = Place::Cell(entry.origin(&normalized.heads, subject)?);
    Some(Finding::new(place, Decided::Moved { about, now }))
}

/// Adds the numbers of all groups to those that are remembered. Those of opinions that are gone stay: no number
/// is given twice, and one that comes back has its own again.
pub fn remember(normalized: &Normalized, kind: &Kind, decisions: &mut Decisions) {
    moved::rekey(decisions, &normalized.moved);
    for (index, table) in kind.tables.iter().enumerate().filter(|(_, table)| table.is_of_opinions()) {
        let classes = normalized.of_table(index).filter_map(|(_, entry)| entry.class.as_deref());
        let numbered = classes.filter(|class| class.own_group > 0);
        let numbers: Vec<_> = numbered.map(|class| (class.id.clone(), class.own_group)).collect();
        if !numbers.is_empty() {
            decisions.groups.entry(table.id.clone()).or_default().extend(numbers);
        }
    }
}

/// The groups of a table with its index and that of its subject.
type OfTable = (usize, usize, Vec<Group>);

/// The groups that a person may be asked about: without those of which was said already that they stand apart.
fn asked(mut grouped: Vec<OfTable>, normalized: &Normalized, decisions: &Decisions) -> Vec<OfTable> {
    let is_apart = |index: &usize| {
        let class = normalized.entries.get(*index).and_then(|entry| entry.class.as_deref());
        class.is_some_and(|class| decide::is_apart(decisions, &class.id))
    };
    if !decisions.items.is_empty() {
        grouped
            .iter_mut()
            .for_each(|(.., groups)| groups.retain(|group| !group.entries.iter().any(is_apart)));
    }
    grouped
}

fn suggest(normalized: &Normalized, kind: &Kind, grouped: &[OfTable]) -> Vec<Suggestion> {
    let finder = near::Finder::new(kind, normalized);
    let tables = grouped.iter();
    tables.flat_map(|(table, subject, groups)| finder.suggest(*table, *subject, groups)).collect()
}

/// The aspects that a person may choose from: those of the scheme, then others that cells name.
#[must_use]
pub fn aspects(normalized: &Normalized, kind: &Kind, scheme: Option<&str>) -> Vec<Text> {
    let catalogue = Catalogue::of(normalized, kind, &Names::of(kind));
    let chosen = scheme.and_then(|name| Scheme::of(kind, name, &catalogue));
    let mut aspects = chosen.map(Scheme::into_aspects).unwrap_or_default();
    let split = |entry: &&Entry| {
        let table = normalized.table_of(entry).and_then(|table| kind.tables.get(table));
        table.is_some_and(TableRule::is_of_opinions)
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

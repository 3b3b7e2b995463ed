//! Two runs → what changed from the one to the other: workbooks, entries, figures with their causes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::causes::Between;
use crate::kind::{Kind, TableRole};
use crate::model::change::{Changes, FigureChange, How, ItemChange, WorkbookChange};
use crate::model::record::{LastRun, PastEntry, PastFigure};
use crate::text::fold::sentence_key;
use crate::text::likeness::Pairs;

/// How alike two texts must be to be one entry that was reworded: the share of their pairs of characters.
const ALIKE: f64 = 0.5;
/// Most pairs of texts that are looked at in one table.
const MOST_PAIRS: usize = 1_000_000;
/// Tables of which each line has a name of its own: what stands under the name may read quite otherwise.
const NAMED_LINES: [Option<TableRole>; 2] = [Some(TableRole::Settings), Some(TableRole::Texts)];

/// What changed in the data from one run to the next: workbooks, decisions, entries, figures.
pub(crate) fn between(then: &LastRun, now: &LastRun, kind: &Kind) -> Changes {
    let items = match (&then.record.entries, &now.record.entries) {
        (Some(then), Some(now)) => Some(items(then, now, kind)),
        _ => None,
    };
    let uncompared = items.is_none();
    let items = items.unwrap_or_default();
    let workbooks = workbooks(then, now, &items);
    let renamed =
        workbooks.iter().filter_map(|change| Some((change.file.as_str(), change.before.as_deref()?)));
    let between = Between { then, now, items: &items, renamed: renamed.collect() };
    let figures = figures(&between, kind);
    Changes {
        workbooks,
        decisions: then.decisions != now.decisions,
        kind: then.rules != now.rules,
        figures,
        items,
        uncompared,
        ..Changes::default()
    }
}

fn workbooks(then: &LastRun, now: &LastRun, items: &[ItemChange]) -> Vec<WorkbookChange> {
    let counts = |file: &str| {
        let of = |how: How| items.iter().filter(|item| item.file == file && item.how == how).count();
        [of(How::Added), of(How::Removed), of(How::Changed)]
    };
    let mut gone: Vec<(&String, &String)> =
        then.workbooks.iter().filter(|(file, _)| !now.workbooks.contains_key(*file)).collect();
    let mut changes = Vec::new();
    for (file, digest) in &now.workbooks {
        let change = match then.workbooks.get(file) {
            Some(before) if before == digest => continue,
            Some(_) => (How::Changed, None),
            None => match gone.iter().position(|(_, before)| *before == digest) {
                Some(at) => (How::Renamed, Some(gone.remove(at).0.clone())),
                None => (How::Added, None),
            },
        };
        let (how, before) = change;
        changes.push(WorkbookChange { file: file.clone(), how, before, items: counts(file) });
    }
    changes.extend(gone.into_iter().map(|(file, _)| WorkbookChange {
        file: file.clone(),
        how: How::Removed,
        before: None,
        items: counts(file),
    }));
    changes.sort_by(|a, b| a.file.cmp(&b.file));
    changes
}

/// Entries with what they are known by: their identity, and their number among those that say the same.
fn known(entries: &[PastEntry]) -> Vec<((&str, usize), &PastEntry)> {
    let mut alike: HashMap<&str, usize> = HashMap::new();
    let mut known = Vec::with_capacity(entries.len());
    for entry in entries {
        let times = alike.entry(&entry.id).or_insert(0);
        *times += 1;
        known.push(((entry.id.as_str(), *times), entry));
    }
    known
}

/// Entries matched by their identity; those left over on both sides by their words.
fn items(then: &[PastEntry], now: &[PastEntry], kind: &Kind) -> Vec<ItemChange> {
    let (then, now) = (known(then), known(now));
    let before: HashMap<_, &PastEntry> = then.iter().copied().collect();
    let after: HashSet<_> = now.iter().map(|(key, _)| *key).collect();
    let gone = then.iter().filter(|(key, _)| !after.contains(key));
    let gone: Vec<&PastEntry> = gone.map(|(_, entry)| *entry).collect();
    let came = now.iter().filter(|(key, _)| !before.contains_key(key));
    let came: Vec<&PastEntry> = came.map(|(_, entry)| *entry).collect();
    let reworded = pair(&gone, &came, kind);
    let mut changes = Vec::new();
    let mut place = 0;
    for (key, entry) in &now {
        let was = match before.get(key) {
            Some(was) if was.whole == entry.whole => continue,
            Some(was) => Some(*was),
            None => {
                place += 1;
                reworded.get(&(place - 1)).and_then(|at| gone.get(*at).copied())
            }
        };
        let how = if was.is_some() { How::Changed } else { How::Added };
        changes.push(change(entry, how, was));
    }
    let paired: HashSet<usize> = reworded.into_values().collect();
    let gone = gone.iter().enumerate().filter(|(at, _)| !paired.contains(at));
    changes.extend(gone.map(|(_, entry)| change(entry, How::Removed, None)));
    changes
}

fn change(entry: &PastEntry, how: How, was: Option<&PastEntry>) -> ItemChange {
    let before = was.filter(|was| was.text != entry.text || was.by != entry.by);
    let before = before.map(|was| if was.text == entry.text { was.by.clone() } else { was.text.clone() });
    ItemChange {
        table: entry.table.clone(),
        how,
        by: entry.by.clone(),
        text: entry.text.clone(),
        before,
        file: entry.file.clone(),
    }
}

/// For entries that came the one that went and that they are in other words: of the same table, most alike
/// first. Those of one giver are tried before all others.
fn pair(gone: &[&PastEntry], came: &[&PastEntry], kind: &Kind) -> BTreeMap<usize, usize> {
    let of_gone: Vec<Pairs> = gone.iter().map(|entry| Pairs::of(&sentence_key(&entry.text))).collect();
    let of_came: Vec<Pairs> = came.iter().map(|entry| Pairs::of(&sentence_key(&entry.text))).collect();
    let role = |id: &str| kind.table(id).and_then(|index| kind.tables.get(index)?.role);
    let is_named = |table: &str| NAMED_LINES.contains(&role(table));
    let mut candidates = Vec::new();
    let mut looked_at = 0;
    for (at, (entry, its)) in came.iter().zip(&of_came).enumerate() {
        for (before, (was, others)) in gone.iter().zip(&of_gone).enumerate() {
            if was.table != entry.table || looked_at > MOST_PAIRS {
                continue;
            }
            looked_at += 1;
            let same_giver = was.by == entry.by && !entry.by.is_empty();
            let alike = its.likeness(others);
            let known = same_giver && (alike >= ALIKE / 2.0 || is_named(&entry.table));
            if known || alike >= ALIKE {
                candidates.push((u64::from(same_giver), (alike * 1e6) as u64, at, before));
            }
        }
    }
    candidates.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut taken = BTreeSet::new();
    let mut paired = BTreeMap::new();
    for (_, _, at, before) in candidates {
        if !paired.contains_key(&at) && taken.insert(before) {
            paired.insert(at, before);
        }
    }
    paired
}

/// Figures that print otherwise: those of the report first, each part in the order of the kind.
fn figures<'r>(between: &Between<'r>, kind: &Kind) -> Vec<FigureChange> {
    let (then, now) = (between.then, between.now);
    let table = |id: &str| kind.figure(id.split('/').next().unwrap_or(id))?.table.as_deref();
    let printed = |run: &'r LastRun| run.record.figures.iter().filter(|figure| !figure.printed.is_empty());
    let before: BTreeMap<&str, &PastFigure> =
        printed(then).map(|figure| (figure.id.as_str(), figure)).collect();
    let after: BTreeSet<&str> = printed(now).map(|figure| figure.id.as_str()).collect();
    let gone = printed(then).filter(|figure| !after.contains(figure.id.as_str()));
    let nothing = PastFigure::default();
    let pairs = printed(now).map(|figure| (before.get(figure.id.as_str()).copied(), Some(figure)));
    let pairs = pairs.chain(gone.map(|figure| (Some(figure), None)));
    let change = |(was, is): (Option<&PastFigure>, Option<&PastFigure>)| {
        let (was, named) = (was.unwrap_or(&nothing), is.or(was)?);
        let is = is.unwrap_or(&nothing);
        (was.printed != is.printed).then(|| FigureChange {
            id: named.id.clone(),
            name: named.name.clone(),
            before: was.printed.clone(),
            after: is.printed.clone(),
            shown: was.shown || is.shown,
            causes: between.causes(was, is, table(&named.id)),
        })
    };
    let mut changes: Vec<FigureChange> = pairs.filter_map(change).collect();
    changes.sort_by_key(|change| !change.shown);
    changes
}

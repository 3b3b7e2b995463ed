//! Opinions, and rows without one → 意见明细: each with its class and reasons, and the columns to decide in.

use crate::model::items;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use rayon::prelude::*;

use super::clusters::Clusters;
use super::facts::Facts;
use super::sheet::{Cell, Choices, Offer, Page, Rows};
use super::words::{self, ITEMS_COLUMNS, Use};
use crate::classify;
use crate::finding::book;
use crate::kind::{FieldRole, TableRule};
use crate::model::decision::{Column, Decision};
use crate::model::entry::{Class, Entry};
use crate::text::yes;

/// Why a decision counts nothing: its item is gone.
const GONE: &str = "已不存在";

/// The sheet; decisions whose items are gone stand at its end.
pub(super) fn page<'a>(facts: &Facts<'a>, clusters: &'a Clusters, title: &'a str) -> Page<'a> {
    let facts = *facts;
    let Parted { listed, beside, numbers } = Parted::of(facts);
    let more = beside.len();
    let gone = classify::gone(facts.normalized, facts.decisions);
    let none = Decision::default();
    let rows = Rows::new(listed.len() + gone.len(), move |at| {
        match (listed.get(at), at.checked_sub(listed.len())) {
            (Some(item), _) => row(&facts, item, clusters, &numbers),
            (None, at_end) => {
                let id = at_end.and_then(|at_end| gone.get(at_end)).map_or("", |id| id.as_str());
                gone_row(
                    item_count(&facts) + 1 + at_end.unwrap_or(0),
                    id,
                    facts.decisions.items.get(id).unwrap_or(&none),
                    &numbers,
                )
            }
        }
    });
    Page { title, rows, more, offers: offers(&facts), ..Page::new(words::ITEMS, &ITEMS_COLUMNS) }
}

/// Most items of the sheet. Of more only those stand there that need a person, the others beside it as text.
pub(super) const MOST: usize = 200_000;

/// An item with its number among all and its index in the run's list.
#[derive(Clone, Copy)]
struct Item<'a> {
    number: usize,
    index: usize,
    rule: &'a TableRule,
    entry: &'a Entry,
}

/// The items of the sheet and those that go beside it.
struct Parted<'a> {
    listed: Vec<Item<'a>>,
    beside: Vec<Item<'a>>,
    /// The numbers of items by identity, where a decision may name another item.
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Parted<'a> {
    fn of(facts: Facts<'a>) -> Self {
        let of_table = |(table, rule)| facts.normalized.of_table(table).map(move |found| (rule, found));
        let all = (1..).zip(facts.split_tables().flat_map(of_table));
        let all: Vec<Item<'a>> =
            all.map(|(number, (rule, (index, entry)))| Item { number, index, rule, entry }).collect();
        let id = |item: &Item<'a>| (item.entry.class.as_deref().map_or("", |class| &class.id), item.number);
        let numbers = all.iter().filter(|_| !facts.decisions.items.is_empty()).map(id).collect();
        let (mut listed, mut beside) = (all, Vec::new());
        if listed.len() > MOST {
            let near = facts.normalized.suggestions.iter().flat_map(|suggestion| &suggestion.members);
            let near: HashSet<usize> = near.map(|alike| alike.entry).collect();
            let needs = |item: &Item<'_>| {
                let class = item.entry.class.as_deref();
                let open = class.is_none_or(|class| class.aspect.is_none()) && item.entry.counts();
                let decided = class.is_some_and(|class| facts.decisions.items.contains_key(&class.id));
                near.contains(&item.index) || open || decided
            };
            (listed, beside) = listed.into_iter().partition(needs);
            beside.extend(listed.drain(listed.len().min(MOST)..));
        }
        Parted { listed, beside, numbers }
    }
}

/// How many items 意见明细 would list, without the limit of a sheet.
pub(super) fn item_count(facts: &Facts<'_>) -> usize {
    facts.split_tables().map(|(table, _)| facts.normalized.of_table(table).count()).sum()
}

/// Writes the items that go beside the sheet as text, with its columns to be read; how many there are.
///
/// # Errors
/// What the writer says.
pub(super) fn write_beside(facts: &Facts<'_>, to: &mut dyn Write) -> io::Result<usize> {
    let Parted { beside, numbers, .. } = Parted::of(*facts);
    let clusters = super::clusters::clusters(facts);
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let shown = ITEMS_COLUMNS
            .iter()
            .zip(cells)
            .filter(|(column, _)| matches!(column.use_, Use::Read | Use::Mark));
        shown.map(|(_, text)| quoted(&text)).collect::<Vec<_>>().join(",") + "\r\n"
    };
    to.write_all("\u{feff}".as_bytes())?;
    to.write_all(line(&mut ITEMS_COLUMNS.iter().map(|column| column.title.to_owned())).as_bytes())?;
    for items in beside.chunks(1 << 16) {
        let made = items.par_chunks(1 << 10).map(|items| {
            let cells = |item| row(facts, item, &clusters, &numbers);
            items.iter().map(|item| line(&mut cells(item).iter().map(Cell::spelt))).collect::<String>()
        });
        made.collect::<Vec<_>>().iter().try_for_each(|lines| to.write_all(lines.as_bytes()))?;
    }
    Ok(beside.len())
}

/// A value of a line, between quotation marks where it needs them; what a program would take for a formula is not one.
fn quoted(text: &str) -> String {
    let text = if super::rows::is_like_formula(text) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn row(
    facts: &Facts<'_>,
    &Item { number, index, rule, entry }: &Item<'_>,
    clusters: &Clusters,
    numbers: &HashMap<&str, usize>,
) -> Vec<Cell> {
    let cluster = clusters.of_entry.get(index).copied().filter(|number| *number > 0);
    let none = Class::default();
    let class = entry.class.as_deref().unwrap_or(&none);
    let subject = Facts::subject(rule);
    let text = entry.text(subject).map(|text| text.to_string());
    let verbatim = facts.normalized.verbatim.get(&(entry.head, entry.row)).map(|text| text.to_string());
    let decision = facts.decisions.items.get(&class.id);
    let source = entry.source(&facts.normalized.heads, subject);
    let counts = entry.counts();
    let group = (class.group > 0 && counts).then(|| Cell::count(class.group as usize));
    let aspect = class.aspect.as_deref().or(counts.then_some(facts.kind.common.classes.unclassified()));
    let mut cells = vec![
        Cell::count(number),
        Cell::text(&rule.name),
        Cell::maybe(verbatim.or_else(|| text.clone())),
        Cell::maybe(text),
        Cell::maybe(Facts::text(rule, entry, FieldRole::Unit)),
        Cell::maybe(Facts::text(rule, entry, FieldRole::Person)),
        Cell::maybe(aspect),
        Cell::text(if counts { why(class) } else { String::new() }),
        group.unwrap_or(Cell::Blank),
        Cell::maybe(class.problem.as_deref().filter(|_| counts)),
        cluster.map_or(Cell::Blank, Cell::count),
        Cell::text(if counts {
            yes::YES.to_owned()
        } else {
            not_counted(words::count_status(entry.count_status))
        }),
    ];
    cells.extend(decided(decision, numbers));
    cells.extend(source.map_or([Cell::Blank, Cell::Blank], |source| facts.place(source)));
    cells.push(Cell::text(&class.id));
    cells
}

fn not_counted(why: &str) -> String {
    format!("否：{why}")
}

/// How the aspect was found, with the words that spoke for it.
fn why(class: &Class) -> String {
    let by = class.aspect_by.map_or("未能确定", words::aspect_by);
    if class.why.is_empty() { by.to_owned() } else { format!("{by}：{}", class.why.join("；")) }
}

/// The columns to fill in, with what was written before.
fn decided(decision: Option<&Decision>, numbers: &HashMap<&str, usize>) -> [Cell; 4] {
    let written = |column| decision.and_then(|decision| decision.written(column));
    let join = written(Column::Join).map(|id| match numbers.get(id) {
        Some(number) => Cell::count(*number),
        None => Cell::text(id),
    });
    [
        Cell::maybe(written(Column::Aspect)),
        join.unwrap_or(Cell::Blank),
        Cell::maybe(written(Column::LeftOut)),
        Cell::maybe(written(Column::Reason)),
    ]
}

fn gone_row(number: usize, id: &str, decision: &Decision, numbers: &HashMap<&str, usize>) -> Vec<Cell> {
    let mut cells = vec![Cell::Blank; ITEMS_COLUMNS.len()];
    let decided = decided(Some(decision), numbers);
    let set = [
        (words::NUMBER, Cell::count(number)),
        (words::OPINION, Cell::text(&decision.about)),
        (words::PROBLEM, Cell::maybe(decision.get(Column::Problem))),
        (words::COUNTED, Cell::text(not_counted(GONE))),
        (words::KEY, Cell::text(id)),
    ];
    let columns = [Column::Aspect, Column::Join, Column::LeftOut, Column::Reason];
    for (title, cell) in set.into_iter().chain(columns.map(words::title_of).into_iter().zip(decided)) {
        let at = ITEMS_COLUMNS.iter().position(|column| column.title == title);
        if let Some(place) = at.and_then(|at| cells.get_mut(at)) {
            *place = cell;
        }
    }
    cells
}

/// The aspects that a cell to fill in offers.
pub(super) fn aspects(facts: &Facts<'_>) -> Vec<String> {
    let scheme = facts.settings.text(items::SCHEME).map(AsRef::as_ref);
    let aspects = classify::aspects(facts.normalized, facts.kind, scheme);
    // A comma would part it in the list.
    aspects.iter().filter(|aspect| !aspect.contains(',')).map(ToString::to_string).collect()
}

fn offers(facts: &Facts<'_>) -> Vec<Offer> {
    let offer = |column: Column| {
        let at = ITEMS_COLUMNS.iter().position(|known| known.title == words::title_of(column))?;
        let mut choices: Vec<String> = words::choices_of(column).iter().map(ToString::to_string).collect();
        if column == Column::Aspect {
            choices = aspects(facts);
        }
        Some(Offer { choices: Choices::Listed(choices), ..Offer::new(at, book::help_of(column)) })
    };
    [Column::Aspect, Column::Join, Column::LeftOut, Column::Reason].into_iter().filter_map(offer).collect()
}

//! 意见明细: every opinion and every row without one, with its class and reasons, and the columns to decide in.

use crate::model::items;
use std::collections::HashMap;

use super::clusters::Clusters;
use super::facts::Facts;
use super::sheet::{Cell, Choices, Offer, Page};
use super::words::{self, ITEMS_COLUMNS};
use crate::classify;
use crate::finding::book;
use crate::kind::{FieldRole, TableRule};
use crate::model::decision::{Column, Decision};
use crate::model::entry::{Class, Entry};
use crate::text::yes;

/// Why a decision counts nothing: its item is gone.
const GONE: &str = "已不存在";

/// The sheet; decisions whose items are gone stand at its end.
pub(super) fn page<'a>(facts: &Facts<'_>, clusters: &Clusters, title: &'a str) -> Page<'a> {
    let listed: Vec<(usize, &TableRule, &Entry)> = facts
        .split_tables()
        .flat_map(|(table, rule)| {
            facts.normalized.of_table(table).map(move |(index, entry)| (index, rule, entry))
        })
        .collect();
    let ids = listed.iter().map(|(_, _, entry)| entry.class.as_deref().map_or("", |class| &class.id));
    let numbers: HashMap<&str, usize> = ids.zip(1..).collect();
    let mut rows: Vec<Vec<Cell>> = (1..)
        .zip(&listed)
        .map(|(number, (index, rule, entry))| {
            let cluster = clusters.of_entry.get(index).copied();
            row(facts, (number, rule, entry), cluster, &numbers)
        })
        .collect();
    for id in classify::gone(facts.normalized, facts.decisions) {
        let decision = facts.decisions.items.get(id).cloned().unwrap_or_default();
        rows.push(gone_row(rows.len() + 1, id, &decision, &numbers));
    }
    Page { title, rows, offers: offers(facts), ..Page::new(words::ITEMS, &ITEMS_COLUMNS) }
}

fn row(
    facts: &Facts<'_>,
    (number, rule, entry): (usize, &TableRule, &Entry),
    cluster: Option<usize>,
    numbers: &HashMap<&str, usize>,
) -> Vec<Cell> {
    let none = Class::default();
    let class = entry.class.as_deref().unwrap_or(&none);
    let subject = Facts::subject(rule);
    let text = entry.text(subject).map(|text| text.to_string());
    let verbatim = facts.normalized.verbatim.get(&(entry.head, entry.row)).map(|text| text.to_string());
    let decision = facts.decisions.items.get(&class.id);
    let source = entry.source(&facts.normalized.heads, subject);
    let counts = entry.counts();
    let group = (class.group > 0 && counts).then(|| Cell::count(class.group as usize));
    let aspect = class.aspect.as_deref().or(counts.then_some("未分类"));
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

fn offers(facts: &Facts<'_>) -> Vec<Offer> {
    let scheme = facts.settings.text(items::SCHEME).map(AsRef::as_ref);
    let aspects = classify::aspects(facts.normalized, facts.kind, scheme);
    let offer = |column: Column| {
        let at = ITEMS_COLUMNS.iter().position(|known| known.title == words::title_of(column))?;
        let mut choices: Vec<String> = words::choices_of(column).iter().map(ToString::to_string).collect();
        if column == Column::Aspect {
            choices =
                aspects.iter().filter(|aspect| !aspect.contains(',')).map(ToString::to_string).collect();
        }
        Some(Offer { choices: Choices::Listed(choices), ..Offer::new(at, book::help_of(column)) })
    };
    [Column::Aspect, Column::Join, Column::LeftOut, Column::Reason].into_iter().filter_map(offer).collect()
}

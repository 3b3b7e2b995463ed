//! Rows and columns of an annex → cells: printed text, number, and the cells that it was got from.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Inputs;
use super::Grid;
use super::fields::{self, Said};
use super::rows::{AnnexRow, identities, is_counted, table};
use crate::kind::{AnnexRule, ColumnRule, Kind, MarkRule, Show, TableRule};
use crate::model::annex::Shows;
use crate::model::figure::print_number;
use crate::model::origin::Source;
use crate::model::report::{Inline, Provenance};
use crate::model::value::Bound;

/// A cell of an annex with its text, before it is put into the table.
#[derive(Debug, Clone, Default)]
pub(super) struct AnnexCell {
    pub(super) text: String,
    /// The slot that it is; none for a row's number and wording of the kind.
    slot: Option<String>,
    sources: Vec<Source>,
    /// Its number and how exact that is; none in columns that hold no numbers.
    pub(super) number: Option<(f64, Bound)>,
}

impl AnnexCell {
    /// What the report prints; the cells behind it go to the report's sources.
    pub(super) fn inlines(self, sources: &mut BTreeMap<String, BTreeSet<Source>>) -> Vec<Inline> {
        if self.text.is_empty() {
            return Vec::new();
        }
        let from = match self.slot {
            Some(slot) => {
                if !self.sources.is_empty() {
                    sources.entry(slot.clone()).or_default().extend(self.sources);
                }
                Provenance::Slot(slot)
            }
            None => Provenance::Numbering,
        };
        vec![Inline { text: self.text, from, lead: false }]
    }
}

/// What makes the cells of one annex.
pub(super) struct Cells<'a, 'b> {
    pub(super) inputs: &'b Inputs<'a>,
    pub(super) rule: &'b AnnexRule,
}

impl Cells<'_, '_> {
    /// All cells, without the optional columns that are empty.
    pub(super) fn grid<'c>(&self, rows: &[AnnexRow<'_>], columns: Vec<&'c ColumnRule>) -> Grid<'c> {
        let Some((_, table)) = table(self.inputs, self.rule) else {
            return Grid { columns, shows: Vec::new(), of: Vec::new(), rows: Vec::new(), totals: None };
        };
        let makers: Vec<Maker<'_>> = columns.iter().map(|column| self.maker(table, column)).collect();
        let row = |(number, row): (usize, &AnnexRow<'_>)| {
            columns.iter().zip(&makers).map(|(column, maker)| self.cell(maker, column, number, row)).collect()
        };
        let mut cells: Vec<Vec<AnnexCell>> = (1..).zip(rows).map(row).collect();
        // A column that says 未分类 in every row says nothing.
        let none = self.inputs.kind.common.classes.unclassified();
        let empty = |at: usize| {
            let column = || cells.iter().filter_map(|row| row.get(at)).map(|cell| cell.text.as_str());
            column().all(str::is_empty) || (column().all(|text| text == none) && !none.is_empty())
        };
        let stays: Vec<bool> =
            columns.iter().enumerate().map(|(at, column)| !column.optional || !empty(at)).collect();
        for row in &mut cells {
            let mut stays = stays.iter();
            row.retain(|_| stays.next().copied().unwrap_or(true));
        }
        let columns = columns.into_iter().zip(&stays).filter(|(_, stays)| **stays).map(|(column, _)| column);
        let columns: Vec<&ColumnRule> = columns.collect();
        // The word of the totals stands in a column that stays.
        let totals = self.rule.total.as_ref();
        let totals = totals.map(|name| self.totals(name, &columns, &cells, (table, rows)));
        let of = rows.iter().map(|row| identities(self.inputs, table, row)).collect();
        Grid { shows: shows(self.inputs.kind, table, &columns), columns, of, rows: cells, totals }
    }

    fn maker<'c>(&self, table: &'c TableRule, column: &'c ColumnRule) -> Maker<'c> {
        let counted = match column.show() {
            Some(Show::Mark(mark)) => {
                let figure = self.inputs.figures.get(&mark.figure);
                figure.map(|figure| figure.sources.iter().copied().collect()).unwrap_or_default()
            }
            _ => BTreeSet::new(),
        };
        Maker { table, show: column.show(), counted }
    }

    fn cell(&self, maker: &Maker<'_>, column: &ColumnRule, number: usize, row: &AnnexRow<'_>) -> AnnexCell {
        let slot = || self.slot(&number.to_string(), column);
        let Some(show) = maker.show else { return AnnexCell::default() };
        match show {
            Show::Serial => AnnexCell { text: number.to_string(), ..AnnexCell::default() },
            Show::Field(id) => {
                let slot = row.entries.first().map(|index| format!("{}:#{index}:{id}", maker.table.id));
                let said = fields::field(self.inputs, maker.table, row, id);
                said.map(|said| said.cell(slot)).unwrap_or_default().or_slot(slot_of_problem(row, id))
            }
            Show::Key => AnnexCell {
                text: row.key.unwrap_or_default().to_owned(),
                slot: row.key.map(|key| format!("{}:key", self.member(key))),
                ..AnnexCell::default()
            },
            Show::Count => self.count(maker.table, row, slot),
            Show::Sum(id) => self.sum(maker.table, row, id, slot()),
            Show::Members(id) => self.members(maker.table, row, (id, column.of.as_deref()), slot()),
            Show::Mark(mark) => self.mark(maker, row, mark, slot()),
        }
    }

    /// The slot of a cell that was counted.
    fn slot(&self, row: &str, column: &ColumnRule) -> String {
        format!("annex:{}:{row}:{}", self.rule.id, column.header)
    }

    /// The id of the figure that a member of a figure is (its id, `/` and the key), where the annex shows members of a
    /// figure; else the key.
    fn member(&self, key: &str) -> String {
        match &self.rule.source {
            crate::kind::AnnexSource::Figure(id) => format!("{id}/{key}"),
            _ => key.to_owned(),
        }
    }

    fn count(&self, table: &TableRule, row: &AnnexRow<'_>, slot: impl Fn() -> String) -> AnnexCell {
        let subject = table.split.as_deref().or(table.subject.as_deref()).and_then(|id| table.field(id));
        let entries = row.entries.iter().filter_map(|index| self.inputs.entries.get(*index));
        let sources = entries.filter_map(|entry| entry.source(self.inputs.heads, subject.unwrap_or(0)));
        let number = (row.entries.len() as f64, Bound::Exact);
        match row.key.map(|key| self.member(key)) {
            // The member is a figure, which knows its cells.
            Some(member) => {
                AnnexCell { slot: Some(member), ..counted(number, String::new(), sources.collect()) }
            }
            None => counted(number, slot(), sources.collect()),
        }
    }

    fn sum(&self, table: &TableRule, row: &AnnexRow<'_>, id: &str, slot: String) -> AnnexCell {
        let Some(field) = table.field(id) else { return AnnexCell::default() };
        let entries = row.entries.iter().filter_map(|index| self.inputs.entries.get(*index));
        // A number stands once in its row, into however many entries another cell of it was split.
        let mut rows = BTreeSet::new();
        let split = table.split.as_deref().and_then(|id| table.field(id)) == Some(field);
        let entries = entries.filter(|entry| split || rows.insert((entry.head, entry.row)));
        let amounts = entries.filter_map(|entry| {
            let amount = entry.number(field)?;
            let cells = match split {
                true => entry.source(self.inputs.heads, field).into_iter().collect(),
                false => {
                    entry.origins(self.inputs.heads, field).into_iter().map(Source::from).collect::<Vec<_>>()
                }
            };
            Some(((amount.number, amount.bound), cells))
        });
        let (numbers, sources): (Vec<_>, Vec<_>) = amounts.unzip();
        match add(numbers) {
            Some(number) => counted(number, slot, sources.into_iter().flatten().collect()),
            None => AnnexCell::default(),
        }
    }

    /// The members of a figure that are called like the row: by the name of its group, else by any of the names of
    /// its entries.
    fn members(
        &self,
        table: &TableRule,
        row: &AnnexRow<'_>,
        (id, of): (&str, Option<&str>),
        slot: String,
    ) -> AnnexCell {
        let entries = row.entries.iter().filter_map(|index| self.inputs.entries.get(*index));
        let fields = table.names();
        let names = entries.flat_map(|entry| fields.iter().flat_map(|field| entry.texts(*field)));
        let names: BTreeSet<&str> = match row.key {
            Some(key) => BTreeSet::from([key]),
            None => names.map(AsRef::as_ref).collect(),
        };
        let inner = of.map(|of| format!("/{of}")).unwrap_or_default();
        let figures = names.iter().filter_map(|name| self.inputs.figures.get(&format!("{id}/{name}{inner}")));
        let figures: Vec<_> = figures.collect();
        let rule = self.inputs.kind.figure(id);
        if rule.is_some_and(|rule| rule.is_share(self.inputs.kind)) {
            let share = figures.first().filter(|figure| !figure.is_missing());
            return AnnexCell {
                text: format!("{}%", share.map_or("0", |figure| figure.printed.as_str())),
                slot: Some(slot),
                sources: share.map(|figure| figure.sources.clone()).unwrap_or_default(),
                number: None,
            };
        }
        // Means of several members are no mean of them, and one of nothing is none.
        let adds = rule.is_some_and(crate::kind::FigureRule::adds_up);
        let lacking = figures.iter().all(|figure| figure.size().is_none());
        if !adds && (figures.len() > 1 || (lacking && rule.is_some_and(crate::kind::FigureRule::may_lack))) {
            return AnnexCell::default();
        }
        // The sum of nothing is -0.
        let number = figures.iter().filter_map(|figure| figure.size()).sum::<f64>() + 0.0;
        counted(
            (number, Bound::Exact),
            slot,
            figures.iter().flat_map(|figure| figure.sources.clone()).collect(),
        )
    }

    fn mark(&self, maker: &Maker<'_>, row: &AnnexRow<'_>, mark: &MarkRule, slot: String) -> AnnexCell {
        let yes = is_counted(self.inputs, maker.table, row, &maker.counted);
        let text = if yes { &mark.yes } else { &mark.no };
        let entry = row.entries.first().and_then(|index| self.inputs.entries.get(*index));
        let cell = entry.and_then(|entry| entry.source(self.inputs.heads, 0));
        AnnexCell { text: text.clone(), slot: Some(slot), sources: cell.into_iter().collect(), number: None }
    }

    /// The row of totals: its name in the first column that adds nothing up, else in that of the numbers of rows; the sums.
    fn totals(
        &self,
        name: &str,
        columns: &[&ColumnRule],
        rows: &[Vec<AnnexCell>],
        (table, of): (&TableRule, &[AnnexRow<'_>]),
    ) -> Vec<AnnexCell> {
        let entries = of.iter().flat_map(|row| row.entries.iter().copied()).collect();
        let all = AnnexRow { entries, ..AnnexRow::default() };
        let says =
            |column: &&ColumnRule| !column.is_number() && !matches!(column.show(), Some(Show::Mark(_)));
        let is_serial = |column: &&ColumnRule| matches!(column.show(), Some(Show::Serial));
        let named = columns.iter().position(|column| says(column) && !is_serial(column));
        let named = named.or(columns.iter().position(is_serial));
        let total = |(at, column): (usize, &&ColumnRule)| {
            if Some(at) == named {
                return AnnexCell { text: name.to_owned(), ..AnnexCell::default() };
            }
            // A number whose row was split stands in several rows and counts once.
            if let Some(Show::Sum(id)) = column.show() {
                return self.sum(table, &all, id, self.slot(name, column));
            }
            let cells =
                rows.iter().filter_map(|row| row.get(at)).filter(|_| column.adds_up(self.inputs.kind));
            let (numbers, sources): (Vec<_>, Vec<_>) =
                cells.map(|cell| (cell.number, cell.sources.iter().copied())).unzip();
            match add(numbers.into_iter().flatten()) {
                Some(number) => {
                    counted(number, self.slot(name, column), sources.into_iter().flatten().collect())
                }
                None => AnnexCell::default(),
            }
        };
        columns.iter().enumerate().map(total).collect()
    }
}

/// What the columns show of a row: its subject is the name of a group, the text of its entries, or else the widest field.
fn shows(kind: &Kind, table: &TableRule, columns: &[&ColumnRule]) -> Vec<Shows> {
    let of_table = table.split.as_deref().or(table.subject.as_deref());
    let is_subject = |column: &&ColumnRule| match column.show() {
        Some(Show::Key) => true,
        Some(Show::Field(id)) => Some(id) == of_table,
        _ => false,
    };
    let fields =
        || columns.iter().enumerate().filter(|(_, column)| matches!(column.show(), Some(Show::Field(_))));
    let widest = fields().max_by(|(_, one), (_, other)| one.width.total_cmp(&other.width));
    let subject = columns.iter().position(is_subject).or(widest.map(|(at, _)| at));
    let shown = |(at, column): (usize, &&ColumnRule)| match column.show() {
        Some(Show::Serial) => Shows::Serial,
        _ if Some(at) == subject => Shows::Subject,
        _ if column.adds_up(kind) => Shows::Sum,
        _ => Shows::Other,
    };
    columns.iter().enumerate().map(shown).collect()
}

/// What a column needs for all of its cells.
struct Maker<'c> {
    table: &'c TableRule,
    show: Option<Show<'c>>,
    /// The cells that the figure of a mark counts.
    counted: BTreeSet<Source>,
}

impl Said {
    fn cell(self, slot: Option<String>) -> AnnexCell {
        AnnexCell { text: self.text, slot, sources: self.cells, number: None }
    }
}

impl AnnexCell {
    /// The cell with a slot where it has none.
    fn or_slot(mut self, slot: Option<String>) -> AnnexCell {
        self.slot = self.slot.or(slot);
        self
    }
}

/// The slot of a named problem's field.
fn slot_of_problem(row: &AnnexRow<'_>, id: &str) -> Option<String> {
    row.problem.map(|problem| format!("problem:#{}:{id}", problem.number))
}

fn counted(number: (f64, Bound), slot: String, sources: Vec<Source>) -> AnnexCell {
    AnnexCell { text: print_number(number.0, number.1), slot: Some(slot), sources, number: Some(number) }
}

/// A sum, as exact as the least exact of its parts; none of nothing.
fn add(numbers: impl IntoIterator<Item = (f64, Bound)>) -> Option<(f64, Bound)> {
    let both = |(sum, bound): (f64, Bound), (number, other): (f64, Bound)| (sum + number, bound.max(other));
    numbers.into_iter().reduce(both)
}

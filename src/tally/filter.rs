//! A figure's filters → the entries that pass, in the order in which reports tell them: by date, then as they stand.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Facts;
use crate::kind::{ANY_STANDING, FieldRole, FigureRule, Filter, TableRole, WordList};
use crate::model::entry::{Entry, FieldPlaces, TableHead};
use crate::model::origin::{SheetId, Source};
use crate::model::value::{Text, Value, When};
use crate::text::yes;

/// Where a name of a rule points: a field of the table or something that classify found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Field(usize),
    Aspect(usize),
    Problem(usize),
    Group,
}

/// Whether a table has a column or cell for a field.
fn has_place(head: &TableHead, field: usize) -> bool {
    match &head.places {
        FieldPlaces::Columns(columns) => columns.get(field).is_some_and(Option::is_some),
        FieldPlaces::Cells(cells) => cells.get(field).is_some_and(Option::is_some),
    }
}

/// The texts of a column of an entry; for a group its number.
pub(super) fn texts(entry: &Entry, column: Column) -> Cow<'_, [Text]> {
    let class = entry.class.as_deref();
    match column {
        Column::Field(field) => match entry.value(field) {
            Some(Value::Flag(flag)) => vec![yes::word(*flag).into()].into(),
            Some(Value::Date(when)) => vec![when.to_string().into()].into(),
            Some(Value::Number(amount)) => vec![amount.number.to_string().into()].into(),
            _ => entry.texts(field).into(),
        },
        Column::Aspect(_) => class.map_or(&[][..], |class| class.aspect.as_slice()).into(),
        Column::Problem(_) => class.map_or(&[][..], |class| class.problem.as_slice()).into(),
        Column::Group => {
            let group = class.map(|class| class.group).filter(|group| *group > 0);
            group.map(|group| group.to_string().into()).into_iter().collect()
        }
    }
}

/// What a rule's table is, and which entries of it count.
pub(super) struct Selection<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) table: usize,
    pub(super) entries: Vec<usize>,
    /// The field whose cells are split into several entries; none when no field is.
    split: Option<usize>,
    /// The field that stands for an entry as a whole.
    subject: Option<usize>,
}

impl<'a> Selection<'a> {
    /// The entries that a rule counts; none when no workbook holds its table.
    pub(super) fn of(facts: &'a Facts<'a>, rule: &FigureRule) -> Option<Self> {
        let table = facts.kind.table(rule.table.as_deref()?)?;
        facts.heads.iter().any(|head| head.table == table).then_some(())?;
        let fields = facts.kind.tables.get(table)?;
        let split = fields.split.as_deref().and_then(|field| fields.field(field));
        let subject = fields.subject.as_deref().or(fields.event_date.as_deref());
        let first = fields.identify.first().and_then(|fields| fields.first()).map(String::as_str);
        let subject = subject.or(first).and_then(|field| fields.field(field));
        let mut selection = Selection { facts, table, entries: Vec::new(), split, subject };
        let prepare = |filter: &Filter| (selection.column(&filter.field), selection.other_names(filter));
        let each = |filter| Filter::single(filter).map(|one| (one, prepare(one))).collect::<Vec<_>>();
        let prepared: Vec<_> = rule.filters.iter().map(each).collect();
        let passing = facts.entries.iter().enumerate().filter(|(_, entry)| {
            selection.is_mine(entry)
                && stands(entry, &rule.standing)
                && prepared.iter().all(|any| {
                    any.iter().any(|(filter, (column, names))| {
                        selection.passes(entry, filter, *column, names.as_ref())
                    })
                })
        });
        let mut entries: Vec<usize> = passing.map(|(index, _)| index).collect();
        selection.sort_by_date(&mut entries);
        selection.entries = entries;
        Some(selection)
    }

    /// The same selection with these of its entries.
    pub(super) fn part(&self, entries: Vec<usize>) -> Self {
        Selection { entries, ..*self }
    }

    fn is_mine(&self, entry: &Entry) -> bool {
        self.facts.heads.get(entry.head as usize).is_some_and(|head| head.table == self.table)
    }

    /// The row of the sheet that an entry stands in: what one giver handed in. A table of opinions in whose rows nothing
    /// tells givers apart (对象, 意见建议) was handed in as a whole.
    pub(super) fn row(&self, entry: &Entry) -> Option<(SheetId, u32)> {
        let head = self.facts.heads.get(entry.head as usize)?;
        let row = if self.is_of_one_giver(head) { head.header_rows.0 } else { entry.row };
        Some((head.sheet, row))
    }

    fn is_of_one_giver(&self, head: &TableHead) -> bool {
        const TELLING: [FieldRole; 4] =
            [FieldRole::Unit, FieldRole::Person, FieldRole::Channel, FieldRole::Number];
        let Some(table) = self.facts.kind.tables.get(self.table) else { return false };
        let is_opinions = table.role == Some(TableRole::Opinions);
        let date = table.event_date.as_ref().and_then(|id| table.field(id));
        let mut telling = TELLING.iter().filter_map(|role| table.at(*role)).chain(date);
        is_opinions && !telling.any(|field| has_place(head, field))
    }

    /// The rows with an entry that counts.
    pub(super) fn counted_rows(&self) -> BTreeSet<(SheetId, u32)> {
        let mine = self.facts.entries.iter().filter(|entry| entry.counts() && self.is_mine(entry));
        mine.filter_map(|entry| self.row(entry)).collect()
    }

    /// The column that a name means in this table.
    pub(super) fn column(&self, name: &str) -> Option<Column> {
        let table = self.facts.kind.tables.get(self.table)?;
        let subject = || table.subject.as_deref().and_then(|field| table.field(field)).unwrap_or(0);
        match name {
            "class.aspect" => Some(Column::Aspect(table.at(FieldRole::Aspect).unwrap_or_else(subject))),
            "class.problem" => Some(Column::Problem(table.at(FieldRole::Problem).unwrap_or_else(subject))),
            "class.group" => Some(Column::Group),
            _ => table.field(name).map(Column::Field),
        }
    }

    /// Whether any of the recognised tables has a column for a field.
    pub(super) fn has_column(&self, field: usize) -> bool {
        self.facts.heads.iter().any(|head| head.table == self.table && has_place(head, field))
    }

    pub(super) fn entry(&self, index: usize) -> Option<&'a Entry> {
        self.facts.entries.get(index)
    }

    /// The entries, of those that one row was split into only the first, unless the field is the one that was
    /// split: the other cells of the row belong to all its parts and count once.
    pub(super) fn once_a_row(&self, field: usize) -> impl Iterator<Item = &'a Entry> {
        let split = self.split;
        let mut last = None;
        let entries: Vec<&Entry> = self.entries.iter().filter_map(|index| self.entry(*index)).collect();
        entries.into_iter().filter(move |entry| {
            let row = (entry.head, entry.row);
            let again = last == Some(row);
            last = Some(row);
            entry.part == 0 || split == Some(field) || !again
        })
    }

    pub(super) fn vocabulary(&self, field: usize) -> Option<&'a WordList> {
        let field = self.facts.kind.tables.get(self.table)?.fields.get(field)?;
        Some(self.facts.kind.vocabulary.list(field.vocabulary.as_deref()?))
    }

    /// The cell of a column of an entry; for a group the cell of the table's subject.
    pub(super) fn source(&self, entry: &Entry, column: Column) -> Option<Source> {
        match column {
            Column::Field(field) if self.stands(entry, field) => self.cell(entry, field),
            // What was taken from the name of a sheet or file, or from a band, stands in no cell of the row.
            Column::Field(_) | Column::Aspect(_) | Column::Problem(_) | Column::Group => {
                self.subject_source(entry, None)
            }
        }
    }

    /// All cells that a number was added up from: of further columns, of further rows of one event.
    pub(super) fn sources(&self, entry: &Entry, field: usize) -> Vec<Source> {
        if self.split == Some(field) || !self.stands(entry, field) {
            return self.source(entry, Column::Field(field)).into_iter().collect();
        }
        entry.origins(self.facts.heads, field).into_iter().map(Source::from).collect()
    }

    /// The cell of a field. Only the cell that was split has parts.
    fn cell(&self, entry: &Entry, field: usize) -> Option<Source> {
        match self.split {
            Some(split) if split == field => entry.source(self.facts.heads, field),
            _ => entry.origin(self.facts.heads, field).map(Source::from),
        }
    }

    /// The cell that stands for an entry as a whole: of the field that made it count (its type), else of what
    /// the table is about.
    pub(super) fn subject_source(&self, entry: &Entry, filtered: Option<usize>) -> Option<Source> {
        // A type that was inferred from another field has a column all the same; one from a band has none.
        let field = filtered.filter(|field| self.stands(entry, *field)).or(self.subject)?;
        self.cell(entry, field)
    }

    /// The cell that put an entry into its group: the one with the key, or, where that is blank, was found
    /// by classifying, or holds for several entries, what the table is about.
    pub(super) fn key_source(&self, entry: &Entry, column: Column) -> Option<Source> {
        match column {
            // The key of a split row stands once, the entries are several: each is its part of the cell.
            Column::Field(field)
                if entry.value(field).is_some() && entry.part == 0 && self.stands(entry, field) =>
            {
                self.source(entry, column)
            }
            _ => self.subject_source(entry, None),
        }
    }

    /// Whether a field has a cell of its own in the entry's table; else its value is from a name or a band.
    fn stands(&self, entry: &Entry, field: usize) -> bool {
        self.facts.heads.get(entry.head as usize).is_some_and(|head| has_place(head, field))
    }

    fn sort_by_date(&self, entries: &mut [usize]) {
        let table = self.facts.kind.tables.get(self.table);
        let Some(date) = table.and_then(|table| table.field(table.event_date.as_deref()?)) else {
            return;
        };
        entries.sort_by_cached_key(|index| {
            let when = self.facts.entries.get(*index).and_then(|entry| entry.when(date));
            // Undated entries come after the dated ones, in the order of the workbook.
            (when.is_none(), when.map(|when| when.from), *index)
        });
    }

    fn passes(
        &self,
        entry: &Entry,
        filter: &Filter,
        column: Option<Column>,
        names: Option<&BTreeSet<Text>>,
    ) -> bool {
        let Some(column) = column else {
            return false;
        };
        let texts = texts(entry, column);
        let any = |wanted: &[String]| texts.iter().any(|text| wanted.iter().any(|want| **want == **text));
        let holds = |part: &String| texts.iter().any(|text| text.contains(part.as_str()));
        (filter.is.is_empty() || any(&filter.is))
            && !any(&filter.not)
            && (filter.contains.is_empty() || filter.contains.iter().any(holds))
            && !filter.omits.iter().any(holds)
            && filter.mentions.as_ref().is_none_or(|item| self.mentions(&texts, item))
            && !filter.lacks.as_ref().is_some_and(|item| self.mentions(&texts, item))
            && filter.present.is_none_or(|present| present != texts.is_empty())
            && self.measures(entry, filter, column)
            && self.dates(entry, filter, column)
            && filter.before_as_of.is_none_or(|before| before == self.is_before_as_of(entry, column))
            && !(filter.not_no && texts.iter().any(|text| &**text == yes::NO))
            && names.is_none_or(|names| self.is_named(entry, filter, names) == filter.seen_in.is_some())
    }

    fn mentions(&self, texts: &[Text], item: &str) -> bool {
        let item = self.facts.settings.text(item);
        item.is_some_and(|item| texts.iter().any(|text| text.contains(&**item)))
    }

    /// Whether the number of an entry lies between the bounds of a filter; without any it passes.
    fn measures(&self, entry: &Entry, filter: &Filter, column: Column) -> bool {
        if !filter.is_of_numbers() {
            return true;
        }
        let Column::Field(field) = column else { return false };
        let Some(amount) = entry.number(field) else { return false };
        let number = amount.number;
        filter.at_least.is_none_or(|least| number >= least)
            && filter.at_most.is_none_or(|most| number <= most)
            && filter.above.is_none_or(|bound| number > bound)
            && filter.below.is_none_or(|bound| number < bound)
    }

    /// Whether the date of an entry lies within the days of a filter and after its other date; an open end of the
    /// folder's (no 开始日期) passes.
    fn dates(&self, entry: &Entry, filter: &Filter, column: Column) -> bool {
        if !filter.is_of_dates() {
            return true;
        }
        let Column::Field(field) = column else { return false };
        let Some(when) = entry.when(field) else { return false };
        let other = |id: &String| match self.column(id) {
            Some(Column::Field(other)) => entry.when(other).is_some_and(|other| when.from > other.last_day()),
            _ => false,
        };
        filter.from.as_ref().and_then(|day| self.day(day)).is_none_or(|from| when.from >= from.from)
            && filter
                .to
                .as_ref()
                .and_then(|day| self.day(day))
                .is_none_or(|to| when.last_day() <= to.last_day())
            && filter.later_than.as_ref().is_none_or(other)
    }

    /// A day that a rule writes itself, or a date of 报告信息.
    fn day(&self, said: &str) -> Option<When> {
        said.parse().ok().map(When::day).or_else(|| self.facts.settings.date(said))
    }

    fn is_before_as_of(&self, entry: &Entry, column: Column) -> bool {
        let Column::Field(field) = column else {
            return false;
        };
        match (entry.when(field), self.facts.as_of) {
            (Some(when), Some(as_of)) => when.to.unwrap_or(when.from) < as_of.from,
            _ => false,
        }
    }

    /// The texts of the field of another table that `seen_in` or `unseen_in` names, in any standing.
    fn other_names(&self, filter: &Filter) -> Option<BTreeSet<Text>> {
        let (table, field) = self.facts.kind.field(filter.seen_in.as_ref().or(filter.unseen_in.as_ref())?)?;
        let heads = self.facts.heads;
        let theirs = |entry: &&Entry| heads.get(entry.head as usize).is_some_and(|head| head.table == table);
        Some(self.facts.entries.iter().filter(theirs).flat_map(|entry| entry.texts(field).to_vec()).collect())
    }

    fn is_named(&self, entry: &Entry, filter: &Filter, names: &BTreeSet<Text>) -> bool {
        let fields = std::iter::once(&filter.field).chain(&filter.aliases);
        let mut columns = fields.filter_map(|field| self.column(field));
        columns.any(|column| texts(entry, column).iter().any(|text| names.contains(text)))
    }
}

fn stands(entry: &Entry, standings: &[String]) -> bool {
    let word = entry.count_status.word();
    let listed = |wanted: &String| wanted == word || wanted == ANY_STANDING;
    if standings.is_empty() { entry.counts() } else { standings.iter().any(listed) }
}

//! 表格识别: what every sheet and column was taken for and why, with the columns to put it right in; and the workbook
//! with the corrections alone, which may be copied into another folder.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Workbook, XlsxError};

use super::facts::Facts;
use super::rows::Book;
use super::sheet::{Cell, Choices, Offer, Page};
use super::words::{self, TABLES_COLUMNS};
use crate::finding::{Decided as Said, Finding, Place, Refusal, book};
use crate::kind::{FieldRole, TableRule};
use crate::model::decision::{COLUMN_OF, Column, Decision, Decisions, UNUSED};
use crate::model::origin::{Origin, address};
use crate::recognize::{Seen, SeenColumn};

/// The hidden sheet with the fields of every table, from which the cells to fill in offer them.
const CHOICES: &str = "选项";
/// What stands between the headers of a row.
pub(super) const BETWEEN: &str = "｜";
/// Longest list of headers that stands for a sheet, in characters.
const HEADERS: usize = 60;

/// Sheets with one header row that were taken for the same.
type Alike<'a> = Vec<&'a Seen>;

/// The columns of a sheet, by key, with the fields that they were taken for.
type Taken = Vec<(String, Option<usize>)>;

/// The page: what is in doubt first; the columns of sheets that are alike once.
pub(super) fn page<'a>(facts: &Facts<'_>, title: &'a str) -> Page<'a> {
    let mut page = Page { title, frozen: 3, ..Page::new(words::TABLES, &TABLES_COLUMNS) };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut aspects = super::items::aspects(facts);
    aspects.extend([UNUSED, words::RESTORED].map(str::to_owned));
    for alike in groups(facts.seen) {
        let Some(first) = alike.first() else { continue };
        let top = rows.len();
        for seen in &alike {
            page.heads.insert(rows.len());
            rows.push(sheet_row(facts, rows.len() + 1, seen));
        }
        let below = rows.len();
        page.offers.push(Offer {
            rows: Some((top, below)),
            choices: Choices::Listed(tables(facts, first)),
            ..Offer::new(column_of(Column::Table), book::help_of(Column::Table))
        });
        for (number, column) in (below + 1..).zip(&first.columns) {
            page.offers.extend(Some(rows.len()).filter(|_| asks(facts, first, column)).map(|at| Offer {
                rows: Some((at, at + 1)),
                choices: Choices::Listed(aspects.clone()),
                ..Offer::new(column_of(Column::Aspect), book::ASPECT_OF_COLUMN)
            }));
            rows.push(column_row(facts, number, first, column));
        }
        page.offers.push(Offer {
            rows: Some((below, rows.len())),
            choices: Choices::Formula(fields_of(top)),
            ..Offer::new(column_of(Column::Field), book::help_of(Column::Field))
        });
    }
    for key in gone(facts.decisions, facts.seen) {
        rows.push(gone_row(facts.decisions, rows.len() + 1, key));
    }
    Page { rows: rows.into(), ..page }
}

/// The corrections whose header row or column is on no sheet any more, by key.
fn gone<'d>(decisions: &'d Decisions, seen: &[Seen]) -> Vec<&'d str> {
    let columns = |seen: &Seen| {
        let keys = seen.columns.iter().map(|column| seen.key_of(column)).collect::<Vec<_>>();
        keys.into_iter().chain([seen.key.clone()])
    };
    let there: BTreeSet<String> = seen.iter().flat_map(columns).collect();
    // Those that hold for a row that was changed a little are not gone.
    let carried: BTreeSet<&str> =
        seen.iter().filter_map(|seen| Some(seen.carried.as_ref()?.0.as_str())).collect();
    let gone =
        |key: &&str| !there.contains(*key) && !carried.contains(key.split(COLUMN_OF).next().unwrap_or(key));
    standing(decisions).filter(gone).collect()
}

/// What is said of corrections whose header is on no sheet.
pub(crate) fn headers_gone(decisions: &Decisions, seen: &[Seen]) -> Option<Finding> {
    let gone = gone(decisions, seen);
    let row = |key: &str| key.split(COLUMN_OF).next().unwrap_or_default().to_owned();
    let met = gone.iter().any(|key| decisions.met.contains(&row(key)));
    let about = |key: &&str| decisions.headers.get(*key).map(|decision| decision.about.clone());
    let headers: Vec<String> = gone.iter().filter_map(about).collect();
    (!headers.is_empty()).then(|| Finding::new(Place::Folder, Said::HeaderGone { headers, met }))
}

/// The keys of the corrections that hold.
fn standing(decisions: &Decisions) -> impl Iterator<Item = &str> {
    let holds = |decision: &Decision| {
        [Column::Table, Column::Field, Column::Aspect].iter().any(|column| decision.get(*column).is_some())
    };
    decisions.headers.iter().filter(move |(_, decision)| holds(decision)).map(|(key, _)| key.as_str())
}

/// Whether a column asks for what its table is about, so that the aspect of its values may be said.
fn asks(facts: &Facts<'_>, seen: &Seen, column: &SeenColumn) -> bool {
    let rule = seen.table.and_then(|table| facts.kind.tables.get(table));
    let has_aspect = rule.is_some_and(|rule| rule.split.is_some() && rule.at(FieldRole::Aspect).is_some());
    has_aspect && column.about.is_some()
}

fn groups(seen: &[Seen]) -> Vec<Alike<'_>> {
    let mut groups: Vec<Alike<'_>> = Vec::new();
    let taken = |seen: &Seen| seen.columns.iter().map(|column| (column.key.clone(), column.field)).collect();
    let mut known: BTreeMap<(&str, Option<usize>, Taken), usize> = BTreeMap::new();
    for seen in seen {
        let at = *known.entry((&seen.key, seen.table, taken(seen))).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(alike) => alike.push(seen),
            None => groups.push(vec![seen]),
        }
    }
    groups.sort_by_key(|alike| alike.iter().map(|seen| seen.confidence).min());
    groups
}

fn sheet_row(facts: &Facts<'_>, number: usize, seen: &Seen) -> Vec<Cell> {
    let place = facts.places.name(seen.sheet);
    let table = |index: Option<usize>| index.and_then(|index| facts.kind.tables.get(index));
    let headers: Vec<&str> = seen.columns.iter().map(|column| &*column.header).collect();
    let why: Vec<String> = seen.why.iter().map(|why| why.say()[0].clone()).collect();
    let written = written(facts.decisions, &seen.key, Column::Table);
    let rows = seen.header_rows.map(|(first, last)| {
        let at = Origin { sheet: seen.sheet, row: first, column: 0 };
        let rows =
            if first == last { format!("{}", first + 1) } else { format!("{}—{}", first + 1, last + 1) };
        facts.linked(at, format!("表头在第{rows}行"))
    });
    vec![
        Cell::count(number),
        Cell::text(&place.file),
        Cell::text(&place.sheet),
        Cell::Blank,
        Cell::text(cut(&headers.join(BETWEEN))),
        rows.unwrap_or(Cell::Blank),
        Cell::text(table(seen.table).map_or(words::NOT_TAKEN, |rule| &rule.name)),
        Cell::text(&written),
        Cell::Shut,
        Cell::Shut,
        Cell::text(if seen.is_decided() { words::DECIDED } else { words::confidence(seen.confidence) }),
        Cell::text(why.join("；")),
        Cell::maybe(table(seen.second).map(|rule| &rule.name)),
        Cell::text(&seen.key),
        Cell::text(written),
        Cell::Blank,
    ]
}

fn column_row(facts: &Facts<'_>, number: usize, seen: &Seen, column: &SeenColumn) -> Vec<Cell> {
    let place = facts.places.name(seen.sheet);
    let rule = seen.table.and_then(|table| facts.kind.tables.get(table));
    let field = |index: Option<usize>| index.and_then(|index| rule?.fields.get(index));
    let key = seen.key_of(column);
    let [written, aspect] = [Column::Field, Column::Aspect].map(|on| written(facts.decisions, &key, on));
    let open = asks(facts, seen, column) || !aspect.is_empty();
    vec![
        Cell::count(number),
        Cell::text(&place.file),
        Cell::text(&place.sheet),
        Cell::text(address(0, column.at).trim_end_matches('1')),
        Cell::text(&*column.header),
        Cell::text(column.samples.join("｜")),
        Cell::text(field(column.field).map_or(words::NOT_TAKEN, |field| &field.name)),
        Cell::Shut,
        Cell::text(&written),
        if open { Cell::text(&aspect) } else { Cell::Shut },
        Cell::maybe(column.by.map(words::by)),
        Cell::maybe(column.about.as_ref().and_then(|about| words::about(about, &column.header))),
        Cell::maybe(field(column.nearest).map(|field| &field.name)),
        Cell::text(key),
        Cell::text(written),
        Cell::text(aspect),
    ]
}

fn gone_row(decisions: &Decisions, number: usize, key: &str) -> Vec<Cell> {
    let about = decisions.headers.get(key).map(|decision| decision.about.clone()).unwrap_or_default();
    let [filled, stood] = filled(decisions, key);
    let mut cells = vec![Cell::count(number), Cell::Blank, Cell::Blank, Cell::Blank, Cell::text(about)];
    cells.extend([Cell::Blank, Cell::text(words::GONE)]);
    cells.extend(filled);
    cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::text(key)]);
    cells.extend(stood);
    cells
}

/// What was written for a header row or column; nothing when it was taken back.
fn written(decisions: &Decisions, key: &str, on: Column) -> String {
    let written = decisions.headers.get(key).and_then(|decision| decision.get(on));
    written.unwrap_or_default().to_owned()
}

/// The cells to fill in of a header row or column, those that are its own with what was written; and what stood there.
fn filled(decisions: &Decisions, key: &str) -> [Vec<Cell>; 2] {
    let said = |on| Cell::text(written(decisions, key, on));
    if key.contains(COLUMN_OF) {
        let filled = vec![Cell::Shut, said(Column::Field), said(Column::Aspect)];
        [filled, vec![said(Column::Field), said(Column::Aspect)]]
    } else {
        [vec![said(Column::Table), Cell::Shut, Cell::Shut], vec![said(Column::Table), Cell::Blank]]
    }
}

fn column_of(column: Column) -> usize {
    TABLES_COLUMNS.iter().position(|known| known.title == words::title_of(column)).unwrap_or_default()
}

/// The words for a table; a sheet without a header can only be left out.
fn tables(facts: &Facts<'_>, seen: &Seen) -> Vec<String> {
    let names = facts.kind.tables.iter().map(|rule| rule.name.clone()).filter(|_| !seen.columns.is_empty());
    names.chain(words::choices_of(Column::Table).iter().map(ToString::to_string)).collect()
}

/// The fields of the table that is chosen beside, else of the one that was recognised, as a formula; the row of the
/// sheet is counted from zero below the header.
fn fields_of(row: usize) -> String {
    let cell = |title: &str| {
        let column = TABLES_COLUMNS.iter().position(|known| known.title == title).unwrap_or_default();
        let letters = address(0, column as u32);
        format!("${}${}", letters.trim_end_matches('1'), row + 2)
    };
    let (chosen, taken) = (cell(words::title_of(Column::Table)), cell(words::TAKEN));
    let (as_is, restored) = (words::AS_IS, words::RESTORED);
    let table =
        format!("IF(OR({chosen}=\"\",{chosen}=\"{as_is}\",{chosen}=\"{restored}\"),{taken},{chosen})");
    format!(
        "OFFSET({CHOICES}!$A$3,0,MATCH({table},{CHOICES}!$1:$1,0)-1,HLOOKUP({table},{CHOICES}!$1:$2,2,FALSE),1)"
    )
}

/// Adds the hidden sheet that the formulas look into: a column for each table, its name, how many words, the words.
pub(super) fn add_choices(book: &mut Workbook, tables: &[TableRule]) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(CHOICES)?;
    sheet.set_hidden(true);
    let none = [words::NOT_TAKEN, UNUSED].map(|name| (name, vec![book::TABLE_FIRST]));
    let fields =
        |rule: &'_ TableRule| -> Vec<String> { rule.fields.iter().map(|field| field.name.clone()).collect() };
    let listed = tables.iter().map(|rule| (rule.name.clone(), fields(rule)));
    let none = none
        .into_iter()
        .map(|(name, words)| (name.to_owned(), words.into_iter().map(str::to_owned).collect()));
    for (column, (name, mut fields)) in (0u16..).zip(listed.chain(none)) {
        fields.extend(words::choices_of(Column::Field).iter().map(ToString::to_string));
        sheet.write_string(0, column, name)?;
        sheet.write_number(1, column, fields.len() as f64)?;
        for (row, field) in (2u32..).zip(fields) {
            sheet.write_string(row, column, field)?;
        }
    }
    Ok(())
}

/// The corrections alone, as a workbook; none when there are none.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub(super) fn corrections(decisions: &Decisions) -> Result<Option<Vec<u8>>, Refusal> {
    // A row of which only columns were corrected is there for its texts, by which it is known again.
    let named = decisions.headers.iter().filter(|(_, decision)| !decision.texts.is_empty());
    let named = named.map(|(key, _)| key.as_str()).filter(|key| {
        let own = |column: &str| column.strip_prefix(key).is_some_and(|rest| rest.starts_with(COLUMN_OF));
        decisions.headers.get(*key).is_some_and(|row| row.get(Column::Table).is_none())
            && standing(decisions).any(own)
    });
    let mut listed: Vec<&str> = standing(decisions).chain(named).collect();
    listed.sort_unstable();
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(listed)
        .map(|(number, key)| {
            let decision = decisions.headers.get(key);
            let texts =
                decision.map(|decision| decision.texts.join(BETWEEN)).filter(|texts| !texts.is_empty());
            let about = texts.or(decision.map(|decision| decision.about.clone())).unwrap_or_default();
            let [filled, stood] = filled(decisions, key);
            let first = [Cell::count(number), Cell::text(about)];
            first.into_iter().chain(filled).chain([Cell::text(key)]).chain(stood).collect()
        })
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let rows = rows.into();
    let mut book = Book::new()?;
    book.add(Page { title: words::TABLES, rows, ..Page::new(words::TABLES, &words::CORRECTIONS_COLUMNS) })?;
    book.save().map(Some)
}

fn cut(text: &str) -> String {
    if text.chars().count() <= HEADERS {
        return text.to_owned();
    }
    text.chars().take(HEADERS - 1).collect::<String>() + "…"
}

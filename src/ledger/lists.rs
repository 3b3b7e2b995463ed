//! Named problems → 三张清单.xlsx: 问题清单, 责任清单, 整改清单 for filling in; what was filled in stays.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
use super::rows::Book;
use super::sheet::{Cell, Page};
use super::words::{Column, Use, fill, mark, read};
use crate::finding::Refusal;
use crate::kind::{FieldRole, Kind};
use crate::model::decision::Decisions;
use crate::model::origin::Source;
use crate::model::problem::Problem;
use crate::normalize::Normalized;
use crate::text::fold::sentence_key;
use crate::workbook::Workbook;

/// The column by which a row is known.
const NUMBER: &str = "问题编号";
/// The columns that the program writes anew in every run.
const PROBLEM: &str = "存在问题";
const ASPECT: &str = "问题类别";
const SOURCE: &str = "问题来源";

/// What stands for the number of a row that a person added without one.
const UNNUMBERED: &str = "行";
/// The width of a column that a person added.
const ADDED_WIDTH: f64 = 18.0;

const LISTS: [(&str, &[Column<'static>]); 3] = [
    (
        "问题清单",
        &[mark(NUMBER, 9.0), read(PROBLEM, 50.0), read(ASPECT, 14.0), read(SOURCE, 32.0), fill("备注", 24.0)],
    ),
    (
        "责任清单",
        &[
            mark(NUMBER, 9.0),
            read(PROBLEM, 44.0),
            fill("责任领导", 13.0),
            fill("责任部门", 18.0),
            fill("责任人", 13.0),
            fill("配合部门", 18.0),
            fill("备注", 20.0),
        ],
    ),
    (
        "整改清单",
        &[
            mark(NUMBER, 9.0),
            read(PROBLEM, 34.0),
            fill("整改目标", 20.0),
            fill("整改措施", 34.0),
            fill("整改时限", 13.0),
            fill("整改进展", 24.0),
            fill("整改状态", 11.0),
            fill("完成日期", 13.0),
        ],
    ),
];

/// The rows of the lists that people filled in: by list and number the cells by their column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Columns that people added, by list, in their order.
    columns: BTreeMap<String, Vec<String>>,
    rows: BTreeMap<(String, String), BTreeMap<String, String>>,
}

impl Filled {
    /// Whether no row was filled in.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All that it holds, so that no two read the same: four parts a cell (list, number, column, text), and four a
    /// column that was added, without number and text.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &str> {
        let columns =
            self.columns.iter().flat_map(|(list, titles)| titles.iter().map(move |title| (list, title)));
        let columns = columns.flat_map(|(list, title)| [list.as_str(), "", title, ""]);
        let cells = self.rows.iter().flat_map(|((list, number), cells)| {
            cells.iter().flat_map(move |(title, text)| [list.as_str(), number, title, text])
        });
        columns.chain(cells)
    }
}

/// What stands in the lists beside what the program wrote.
pub fn filled(workbook: &Workbook) -> Filled {
    let mut filled = Filled::default();
    for sheet in &workbook.sheets {
        let Some((name, own)) = LISTS.iter().find(|(name, _)| *name == sheet.name) else { continue };
        let Some(grid) = Grid::of(sheet, NUMBER) else { continue };
        let written =
            |title: &str| own.iter().any(|column| column.title == title && column.use_ != Use::Fill);
        let titles: Vec<&str> = grid.titles().into_iter().filter(|title| !written(title)).collect();
        let added = titles.iter().filter(|title| !own.iter().any(|column| column.title == **title));
        filled.columns.insert((*name).to_owned(), added.map(ToString::to_string).collect());
        for row in grid.rows() {
            let mut cells: BTreeMap<String, String> =
                titles.iter().filter_map(|title| Some((title.to_string(), grid.text(row, title)?))).collect();
            // A row that a person added has a text of its own.
            let number =
                grid.text(row, NUMBER).unwrap_or_else(|| format!("{UNNUMBERED}{:06}", row.index + 1));
            let own_text =
                grid.text(row, PROBLEM).filter(|_| !cells.is_empty() || number.starts_with(UNNUMBERED));
            cells.extend(own_text.map(|text| (PROBLEM.to_owned(), text)));
            if !cells.is_empty() {
                filled.rows.insert(((*name).to_owned(), number), cells);
            }
        }
    }
    filled
}

/// The named problems of the opinions in the order of their first opinion. A problem keeps its number; new ones
/// go on after the highest.
pub fn problems(normalized: &Normalized, kind: &Kind, decisions: &mut Decisions) -> Vec<Problem> {
    let mut found: Vec<Gathered> = Vec::new();
    for (table, rule) in kind.tables.iter().enumerate() {
        let subject = rule.said().filter(|_| rule.is_of_opinions());
        let (Some(subject), Some(_)) = (subject, rule.at(FieldRole::Problem)) else { continue };
        for (_, entry) in normalized.of_table(table).filter(|(_, entry)| entry.counts()) {
            let Some(class) = entry.class.as_deref() else { continue };
            let Some(problem) = class.problem.as_deref() else { continue };
            let at = found.iter().position(|found| found.problem == problem).unwrap_or(found.len());
            if at == found.len() {
                found.push(Gathered { problem: problem.to_owned(), ..Gathered::default() });
            }
            let Some(found) = found.get_mut(at) else { continue };
            if found.aspect.is_empty() {
                found.aspect = class.aspect.as_deref().unwrap_or_default().to_owned();
            }
            found.cells.extend(entry.source(&normalized.heads, subject));
            let unit = rule.at(FieldRole::Unit).and_then(|unit| entry.text(unit));
            found.units.extend(unit.map(ToString::to_string));
        }
    }
    let numbered = found.into_iter().map(|found| Problem {
        number: number(&found.problem, decisions),
        source: format!("征求意见：{}个单位{}条", found.units.len(), found.cells.len()),
        problem: found.problem,
        aspect: found.aspect,
        cells: found.cells,
    });
    let mut problems: Vec<Problem> = numbered.collect();
    problems.sort_by_key(|problem| problem.number);
    problems
}

/// A named problem while its opinions are gathered.
#[derive(Default)]
struct Gathered {
    problem: String,
    aspect: String,
    units: BTreeSet<String>,
    cells: Vec<Source>,
}

/// The number of a problem: its own, that of the problem it was named before, or the next one.
fn number(problem: &str, decisions: &mut Decisions) -> u32 {
    let key = sentence_key(problem);
    if let Some(number) = decisions.numbers.get(&key) {
        return *number;
    }
    let before = decisions.problems.keys().find(|before| decisions.renamed(before) == Some(problem));
    let before = before.and_then(|before| decisions.numbers.remove(&sentence_key(before)));
    let next = decisions.numbers.values().max().copied().unwrap_or(0) + 1;
    let number = before.unwrap_or(next);
    decisions.numbers.insert(key, number);
    number
}

/// Makes 三张清单.xlsx with all that was filled in.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write(problems: &[Problem], filled: &Filled, title: &str) -> Result<Vec<u8>, Refusal> {
    let columns = LISTS.map(|(name, own)| columns(filled, name, own));
    let mut book = Book::new()?;
    for ((name, _), columns) in LISTS.iter().zip(&columns) {
        let rows = rows(problems, filled, name, columns).into();
        book.add(Page { title, rows, frozen: 2, ..Page::new(name, columns) })?;
    }
    book.save()
}

/// Whether the lists stand in a workbook just as they would be written.
pub fn stand(workbook: &Workbook, problems: &[Problem], filled: &Filled) -> bool {
    LISTS.iter().all(|(name, own)| {
        let columns = columns(filled, name, own);
        let planned = rows(problems, filled, name, &columns);
        let sheet = workbook.sheets.iter().find(|sheet| sheet.name == *name);
        let Some(grid) = sheet.and_then(|sheet| Grid::of(sheet, NUMBER)) else { return false };
        let titles: Vec<&str> = columns.iter().map(|column| column.title).collect();
        let row = |row| titles.iter().map(|title| grid.text(row, title).unwrap_or_default()).collect();
        let found: Vec<Vec<String>> = grid.rows().map(row).collect();
        let planned: Vec<Vec<String>> =
            planned.iter().map(|row| row.iter().map(Cell::spelt).collect()).collect();
        grid.titles() == titles && grid.header == 0 && found == planned
    })
}

/// The columns of a list, with those that people added.
fn columns<'f>(filled: &'f Filled, list: &str, own: &[Column<'f>]) -> Vec<Column<'f>> {
    let added = filled.columns.get(list).map_or(&[][..], Vec::as_slice);
    own.iter().copied().chain(added.iter().map(|title| fill(title, ADDED_WIDTH))).collect()
}

/// The problems in order, then rows that people added or whose problem is no longer named.
fn rows(problems: &[Problem], filled: &Filled, list: &str, columns: &[Column<'_>]) -> Vec<Vec<Cell>> {
    let of_list = filled.rows.iter().filter(|((of, _), _)| of == list);
    let filled: BTreeMap<&str, &BTreeMap<String, String>> =
        of_list.map(|((_, number), cells)| (number.as_str(), cells)).collect();
    let named = problems.iter().map(|problem| {
        let cells = filled.get(problem.number.to_string().as_str());
        let cell = |title: &str| match title {
            NUMBER => Cell::count(problem.number as usize),
            PROBLEM => Cell::text(&problem.problem),
            ASPECT => Cell::text(&problem.aspect),
            SOURCE => Cell::text(&problem.source),
            _ => Cell::maybe(cells.and_then(|cells| cells.get(title)).cloned()),
        };
        columns.iter().map(|column| cell(column.title)).collect()
    });
    let numbers: BTreeSet<String> = problems.iter().map(|problem| problem.number.to_string()).collect();
    let others = filled.iter().filter(|(number, _)| !numbers.contains(**number));
    let others = others.map(|(number, cells)| {
        let cell = |title: &str| match title {
            NUMBER if number.starts_with(UNNUMBERED) => Cell::Blank,
            NUMBER => Cell::text(*number),
            _ => Cell::maybe(cells.get(title).cloned()),
        };
        columns.iter().map(|column| cell(column.title)).collect()
    });
    named.chain(others).collect()
}

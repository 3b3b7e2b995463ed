//! Random scripts of what persons do to the tables of annexes and what happens in the workbooks meanwhile: rows go with
//! their entries, and what holds of them can be told from the tables alone.

mod hand;
mod office;
mod paper;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::revise::revise;
use chengwen::finding::{Finding, Revised, What};
use chengwen::model::annex::RowOf;
use chengwen::model::base::Base;
use chengwen::model::document::{Document, DocumentBlock, Shape};
use chengwen::model::revision::Edit;

use super::apply::{apply, origins};
use super::cases::again;
use super::random::world::Dice;
use hand::{Row, Tag, acts, is_typed, typed};
use office::{Office, Wanted};

/// Where the body and the two tables stand.
const BODY: usize = 1;
const TABLES: [usize; 2] = [3, 5];
const ROUNDS: usize = 5;

/// So many scripts; `CHENGWEN_SCRIPTS` asks for another number.
fn scripts() -> u64 {
    std::env::var("CHENGWEN_SCRIPTS").map_or(1000, |count| count.parse().unwrap())
}

#[test]
fn rows_go_with_their_entries() {
    let mut faults: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for seed in 0..scripts() {
        if let Err((what, told)) = script(seed) {
            faults.entry(what).or_default().push(format!("{seed}: {told}"));
        }
    }
    let told = |(what, list): (&&str, &Vec<String>)| format!("{} {what}, as {}", list.len(), list[0]);
    assert!(faults.is_empty(), "{}", faults.iter().map(told).collect::<Vec<_>>().join("\n\n"));
}

type Fault = (&'static str, String);

/// One report through its rounds. Every other one comes back without its marks and without the identities of entries.
fn script(seed: u64) -> Result<(), Fault> {
    let mut dice = Dice::new(seed ^ 0x7ab1e);
    let mut office = Office::new(&mut dice);
    let is_stripped = seed % 2 == 1;
    let mut base = Base::of(&office.report(), "run", "kind");
    let mut stands = Standing::of(&office);
    for round in 0..ROUNDS {
        let mut done = Vec::new();
        for _ in 0..dice.below(6) {
            done.push(stands.edit(&mut dice, &mut office));
        }
        let before = office.clone();
        let news: Vec<String> = (0..dice.below(6)).map(|_| office.revise(&mut dice)).collect();
        if is_stripped {
            anonymous(&mut base);
        }
        let told = |(what, told): (&'static str, String)| {
            (what, format!("{told} (round {round})\nby hand {done:#?}\nnews {news:?}\n{}", stands.told()))
        };
        let (next, standing) = revised(&base, &stands, &before, &office, is_stripped).map_err(told)?;
        (base, stands) = (next, standing);
    }
    Ok(())
}

/// One revision, and what is wrong with it.
fn revised(
    base: &Base,
    stands: &Standing,
    before: &Office,
    office: &Office,
    is_stripped: bool,
) -> Result<(Base, Standing), Fault> {
    let (theirs, fresh) = (stands.document(is_stripped), office.report());
    let noted = revise(base, &theirs, &fresh);
    let (result, _) = apply(&theirs, &fresh, &noted.value.edits);
    let after = stands.after(&theirs, &result, &noted.value.edits, office);
    let fail = |what, told: String| Err((what, format!("{told}\nbecame\n{}", after.told())));
    let said = |wanted: fn(&Revised) -> bool| {
        let is = |finding: &Finding| matches!(&finding.what, What::Revised(what) if wanted(what));
        noted.findings.iter().any(is)
    };
    let whole = after.told();
    for typed in stands.told().chars().filter(|c| is_typed(*c)) {
        if !whole.contains(typed) {
            return fail("lost", typed.to_string());
        }
    }
    for figure in office.figures() {
        if !after.body.chars().filter(|c| !is_typed(*c)).collect::<String>().contains(&figure) {
            return fail("stale in the body", figure);
        }
    }
    let conflict = said(|what| matches!(what, Revised::Conflict { .. }));
    for (table, (wanted, were)) in office.wanted().iter().zip(before.wanted()).enumerate() {
        let (rows, old) = (&after.tables[table], &stands.tables[table]);
        for wanted in wanted {
            let is_new = were.iter().all(|were| were.key != wanted.key);
            let of =
                |rows: &[Row]| rows.iter().filter(|row| row.tag == Tag::Entry(wanted.key.clone())).count();
            let expected = usize::from(of(old) > 0 || (is_new && !stands.deleted(table, &wanted.key)));
            match of(rows).cmp(&expected) {
                // One in the place of a row that a person deleted may be the same, corrected.
                Ordering::Less if is_new && said(|what| matches!(what, Revised::Deleted { .. })) => {}
                Ordering::Less => return fail("lost a row", wanted.key.clone()),
                Ordering::Greater if expected == 0 => {
                    return fail("back again", wanted.key.clone());
                }
                Ordering::Greater => return fail("doubled", wanted.key.clone()),
                Ordering::Equal => {}
            }
        }
        for row in rows {
            let Tag::Entry(key) = &row.tag else { continue };
            let Some(now) = wanted.iter().find(|wanted| wanted.key == *key) else {
                // One that was taken for a unit of a corrected name is in conflict with that.
                let is_told = conflict || said(|what| matches!(what, Revised::Orphan { .. }));
                match (row.touched.is_empty(), is_told) {
                    (true, _) => return fail("stays without an entry", key.clone()),
                    (false, false) => return fail("an orphan untold", key.clone()),
                    (false, true) => continue,
                }
            };
            let was = were.iter().find(|were| were.key == *key);
            let stale = |column: usize| {
                let (stands, cell) = (&row.cells[column + office.serial()], &now.cells[column]);
                let is_news = was.is_some_and(|was| was.cells[column] != *cell);
                match row.touched.contains(&(column + office.serial())) {
                    false => stands != cell,
                    true => is_news && !conflict && !holds(stands, cell),
                }
            };
            if let Some(column) = (0..now.cells.len()).find(|column| stale(*column)) {
                return fail("stale", format!("{key}: {} is {}", now.cells[column], row.cells.join("|")));
            }
        }
        let told = totals(rows, wanted, office);
        if told.is_err() && !said(|what| matches!(what, Revised::BrokenSum { .. })) {
            return fail("a wrong total untold", format!("{told:?}"));
        }
        let entries = rows.iter().filter(|row| matches!(row.tag, Tag::Entry(_) | Tag::Own)).count();
        let is_told = || said(|what| matches!(what, Revised::RowsOff { .. } | Revised::BrokenSum { .. }));
        if entries != wanted.len() && !is_told() {
            return fail("rows more or less untold", format!("{entries} for {}", wanted.len()));
        }
        let serials = rows.iter().filter(|row| matches!(row.tag, Tag::Entry(_) | Tag::Own));
        let mut number = 0;
        for cell in serials.map(|row| &row.cells[0]).filter(|cell| office.serial() > 0 && !cell.is_empty()) {
            number += 1;
            if *cell != number.to_string() {
                return fail("numbered wrongly", format!("{cell} for {number}"));
            }
        }
    }
    if let Some(fault) = again(&noted.value.base, &result, &fresh) {
        return fail("not the same again", fault);
    }
    Ok((noted.value.base, after))
}

/// Whether a cell has all characters of another, in their order.
fn holds(stands: &str, cell: &str) -> bool {
    let mut rest = stands.chars();
    cell.chars().all(|wanted| rest.any(|c| c == wanted))
}

/// Whether the total is that of the workbooks and of the rows.
fn totals(rows: &[Row], wanted: &[Wanted], office: &Office) -> Result<(), String> {
    let Some(total) = rows.iter().find(|row| row.tag == Tag::Total) else { return Ok(()) };
    let number = |cell: &String| cell.parse::<usize>().unwrap_or(0);
    let given: usize = wanted.iter().filter_map(|row| row.cells.last()).map(number).sum();
    let own = rows.iter().filter(|row| !matches!(row.tag, Tag::Total | Tag::Header));
    let sum: usize = own.filter_map(|row| row.cells.last()).map(number).sum();
    let stands = total.cells.last().map(number);
    assert!(office.has_total());
    match stands == Some(given) && stands == Some(sum) {
        true => Ok(()),
        false => Err(format!("{stands:?}, by the workbooks {given}, of the rows {sum}")),
    }
}

/// What the base inside a document does not know.
fn anonymous(base: &mut Base) {
    let rows = base.blocks.iter_mut().flat_map(|block| &mut block.rows);
    rows.filter(|row| matches!(row.of, RowOf::Entries(_))).for_each(|row| row.of = RowOf::default());
}

/// The tables of a document, and where they stand.
fn tables(document: &Document) -> Vec<(usize, &Vec<Vec<String>>)> {
    let mut tables = Vec::new();
    for (at, found) in document.blocks.iter().enumerate() {
        if let Shape::Table(rows) = &found.shape {
            tables.push((at, rows));
        }
    }
    tables
}

fn body(document: &Document) -> String {
    let body = document.blocks.iter().find(|found| found.text.contains("逐条作了研究"));
    body.map(|found| found.text.clone()).unwrap_or_default()
}

/// A document with what is known of the rows of its tables.
struct Standing {
    body: String,
    tables: [Vec<Row>; 2],
    /// The rows that a person deleted: of which table, by their keys.
    deleted: Vec<(usize, String)>,
    titles: Vec<String>,
}

impl Standing {
    fn of(office: &Office) -> Self {
        let report = office.report();
        let base = Base::of(&report, "", "");
        let wanted = office.wanted();
        let rows = |table: usize| {
            let given = base.blocks[TABLES[table]].rows.iter();
            let tag = |(at, of): (usize, &RowOf)| match of {
                RowOf::Header => Tag::Header,
                RowOf::Total => Tag::Total,
                RowOf::Entries(_) => Tag::Entry(wanted[table][at - 1].key.clone()),
            };
            let row = |(at, row): (usize, &chengwen::model::base::BaseRow)| Row {
                tag: tag((at, &row.of)),
                cells: row.cells.clone(),
                touched: Vec::new(),
                bold: false,
            };
            given.enumerate().map(row).collect()
        };
        let titles = report.blocks.iter().map(chengwen::model::report::Block::text).collect();
        Standing { body: report.blocks[BODY].text(), tables: [rows(0), rows(1)], deleted: Vec::new(), titles }
    }

    /// One thing that a person does.
    fn edit(&mut self, dice: &mut Dice, office: &mut Office) -> String {
        if dice.below(8) == 0 {
            self.body = format!("{}{}", typed(office, 2), self.body);
            return "type in the body".to_owned();
        }
        let (table, acts) = self.act(dice, office);
        format!("{table} {acts:?}")
    }

    /// What a person does to one of the tables.
    fn act(&mut self, dice: &mut Dice, office: &mut Office) -> (usize, Vec<hand::Act>) {
        let table = dice.below(2);
        let acts = acts(&self.tables[table], dice, office);
        for act in &acts {
            if let hand::Act::Delete(at) = act
                && let Tag::Entry(key) = &self.tables[table][*at].tag
            {
                self.deleted.push((table, key.clone()));
            }
            act.on(&mut self.tables[table]);
        }
        (table, acts)
    }

    fn deleted(&self, table: usize, key: &str) -> bool {
        self.deleted.iter().any(|(of, deleted)| *of == table && deleted == key)
    }

    fn document(&self, is_stripped: bool) -> Document {
        let found = |(at, title): (usize, &String)| {
            let table = TABLES.iter().position(|place| *place == at);
            let cells = |table: usize| self.tables[table].iter().map(|row| row.cells.clone()).collect();
            let shape = table.map_or(Shape::Paragraph, |table| Shape::Table(cells(table)));
            let hints =
                ["title", "body", "annex_a1_title", "annex_a1_table", "annex_a2_title", "annex_a2_table"];
            let hints = if is_stripped { Vec::new() } else { vec![hints[at].to_owned()] };
            let text = if at == BODY { self.body.clone() } else { title.clone() };
            DocumentBlock { shape, hints, role: None, text, pending: false }
        };
        Document { blocks: self.titles.iter().enumerate().map(found).collect(), base: None }
    }

    /// The same after the edits: rows that stay are known, those that come are told by what they hold.
    fn after(&self, theirs: &Document, result: &Document, edits: &[Edit], office: &Office) -> Self {
        let wanted = office.wanted();
        let rows = |table: usize| {
            let ((_, now), (at, was)) = (tables(result)[table], tables(theirs)[table]);
            let own = |cells: &[String]| {
                let own = wanted[table].iter().find(|row| row.cells[0] == cells[office.serial()]);
                own.map(|row| Tag::Entry(row.key.clone()))
            };
            let row = |(cells, origin): (&Vec<String>, Result<usize, usize>)| match origin {
                Ok(at) => {
                    let row = &self.tables[table][at];
                    // A unit of another name in the place of one that is gone may be the same, corrected.
                    let is_gone = |key: &String| wanted[table].iter().all(|row| row.key != *key);
                    let tag = match &row.tag {
                        Tag::Entry(key) if is_gone(key) => own(cells).unwrap_or(row.tag.clone()),
                        tag => tag.clone(),
                    };
                    Row { cells: cells.clone(), tag, ..row.clone() }
                }
                Err(_) => {
                    let tag = own(cells).unwrap_or_else(|| panic!("a row of nothing: {cells:?}"));
                    Row { tag, cells: cells.clone(), touched: Vec::new(), bold: false }
                }
            };
            let origins = origins(was.len(), at, edits);
            now.iter().zip(origins).map(row).collect()
        };
        Standing {
            body: body(result),
            tables: [rows(0), rows(1)],
            deleted: self.deleted.clone(),
            titles: self.titles.clone(),
        }
    }

    fn told(&self) -> String {
        let row = |row: &Row| format!("  {}{}", row.cells.join("|"), if row.bold { " *" } else { "" });
        let rows = self.tables.iter().flatten().map(row);
        std::iter::once(self.body.clone()).chain(rows).collect::<Vec<_>>().join("\n")
    }
}

//! The annexes that 报告信息 chooses → lines of 附件说明 in the body, and label, title and table of each (7.3.4, 7.3.7).

mod cells;
mod fields;
mod rows;

use crate::model::items;
use std::collections::{BTreeMap, BTreeSet};

use super::Inputs;
use crate::finding::{Annexes, Finding, Place};
use crate::kind::names::ANNEX_ROWS;
use crate::kind::{AnnexRule, ColumnRule, Orientation, OwnWords};
use crate::model::annex::{Beside, Chart, Exhibit, RowOf, Shows, Table, TableCell, TableColumn, TableRow};
use crate::model::element::Above;
use crate::model::origin::Source;
use crate::model::report::{Block, Inline, Provenance, Report, Role};
use crate::model::settings::Line;
use crate::text::digest::fnv32;
use crate::text::yes;
use cells::{AnnexCell, Cells};

/// The item that chooses annexes, one a line, in their order.
const CHOICE: &str = items::ANNEXES;
/// The item that decides whether columns that tell who said it are left out.
const ANONYMOUS: &str = items::ANONYMOUS;
/// The item that says whether annexes have charts.
const CHART: &str = items::CHARTS;
/// An annex with more rows becomes a workbook: the pages would be a book of their own, and slow to open.
const MOST_ROWS: usize = 5_000;

/// Adds the chosen annexes to a report; what was chosen and has nothing to show is said.
pub(super) fn add(report: &mut Report, inputs: &Inputs<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let anonymous = flag_of(inputs, ANONYMOUS, &mut findings);
    let charts = flag_of(inputs, CHART, &mut findings).unwrap_or(false);
    let mut listed = Vec::new();
    for chosen in chosen(inputs, &mut findings) {
        let (rule, line) = match chosen {
            Chosen::Ruled(rule, line) => (rule, line),
            Chosen::Enclosed(title, line) => {
                listed.push(Listed::Enclosed(title, line));
                continue;
            }
        };
        let cells = Cells { inputs, rule };
        let hidden = anonymous.unwrap_or(rule.anonymous);
        let shown = rule.columns.iter().filter(|column| !(hidden && column.personal)).collect();
        let rows = rows::rows(inputs, rule);
        if has_value(inputs, rule) && !rows.is_empty() {
            listed.push(Listed::Here(Annex { rule, at: line, grid: cells.grid(&rows, shown) }));
        } else {
            findings.push(Finding::new(place(line), Annexes::Empty { name: rule.name.clone() }));
        }
    }
    let of = listed.len();
    let words = &inputs.kind.common.wording;
    let note = |(index, listed): (usize, &Listed<'_>)| listed.note(words, index, of);
    let notes: Vec<Block> = listed.iter().enumerate().map(note).collect();
    let end = report.blocks.iter().position(|block| block.role.element().above == Above::Signing);
    let end = end.unwrap_or(report.blocks.len());
    report.blocks.splice(end..end, notes);
    // 版记 stands after the annexes (7.3.7).
    let foot = report.blocks.iter().position(|block| block.role.is_imprint());
    let foot = report.blocks.split_off(foot.unwrap_or(report.blocks.len()));
    for (index, listed) in listed.into_iter().enumerate() {
        match listed {
            Listed::Here(annex) => {
                annex.put((of > 1).then_some(index + 1), charts, words, report, &mut findings);
            }
            Listed::Enclosed(title, line) => {
                let sources = report.sources.entry(slot_of(title)).or_default();
                sources.extend(line.source);
                findings.push(Finding::new(place(line), Annexes::Enclosed { title: title.to_owned() }));
            }
        }
    }
    report.blocks.extend(foot);
    findings
}

/// What a line of the item 附件 asks for.
enum Chosen<'a> {
    /// An annex that a rule of the kind describes.
    Ruled(&'a AnnexRule, &'a Line),
    /// A file of its own, which is only named.
    Enclosed(&'a str, &'a Line),
}

/// What a line of 附件说明 names.
enum Listed<'a> {
    Here(Annex<'a>),
    Enclosed(&'a str, &'a Line),
}

impl Listed<'_> {
    /// Its line of 附件说明: 附件 before the first, a number before each of several.
    fn note(&self, words: &OwnWords, index: usize, of: usize) -> Block {
        let (id, title) = match self {
            Listed::Here(annex) => (annex.id("note"), said(&annex.rule.title)),
            Listed::Enclosed(title, _) => {
                let from = Provenance::Slot(slot_of(title));
                let title = Inline { text: (*title).to_owned(), from, lead: false };
                (format!("annex_file{}_note", fnv32(&title.text)), title)
            }
        };
        let mut inlines = Vec::new();
        inlines.extend((index == 0).then(|| said(&words.first_annex)));
        inlines.extend((of > 1).then(|| numbering(format!("{}.", index + 1))));
        inlines.push(title);
        Block::paragraph(id, Role::AnnexNote, inlines)
    }
}

/// The slot of the name of a file that is an annex.
fn slot_of(title: &str) -> String {
    format!("settings.{CHOICE}.{}", fnv32(title))
}

/// The annexes of the item 附件, each with its line; unknown and repeated ones are said.
fn chosen<'a>(inputs: &Inputs<'a>, findings: &mut Vec<Finding>) -> Vec<Chosen<'a>> {
    let mut chosen: Vec<Chosen<'_>> = Vec::new();
    let is_known = |chosen: &[Chosen<'_>], title: &str| {
        chosen.iter().any(|known| match known {
            Chosen::Ruled(rule, _) => rule.is_called(title),
            Chosen::Enclosed(known, _) => *known == title,
        })
    };
    for line in inputs.settings.lines(CHOICE) {
        let enclosed = enclosed(&line.text, &inputs.kind.common.wording.enclosed);
        let name = bare(enclosed.unwrap_or(&line.text));
        let rule = inputs.kind.annexes.iter().find(|rule| rule.is_called(name));
        match rule.filter(|_| enclosed.is_none()) {
            _ if is_known(&chosen, name) => {
                findings.push(Finding::new(place(line), Annexes::Repeated { name: name.to_owned() }));
            }
            Some(rule) => chosen.push(Chosen::Ruled(rule, line)),
            None if enclosed.is_some() && !name.is_empty() => chosen.push(Chosen::Enclosed(name, line)),
            None => {
                let known = inputs.kind.annexes.iter().map(|rule| rule.name.clone()).collect();
                let name = line.text.to_string();
                findings.push(Finding::new(place(line), Annexes::Unknown { name, known }));
            }
        }
    }
    chosen
}

/// What stands before a remark in brackets that says that the annex is a file of its own (公示名单（另附）).
fn enclosed<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    let inner = line.trim_end_matches([' ', '。', '；']).strip_suffix(['）', ')'])?.strip_suffix(word)?;
    inner.strip_suffix(['（', '('])
}

/// The name in a line such as `附件1：问题清单` or `2.《问题清单》`.
fn bare(line: &str) -> &str {
    let line = line.trim().strip_prefix(CHOICE).unwrap_or(line);
    let number = |c: char| c.is_ascii_digit() || "：:.．、 \u{3000}".contains(c);
    line.trim_start_matches(number).trim_matches(['《', '》', ' ', '。', '；'])
}

fn place(line: &Line) -> Place {
    line.source.map_or(Place::Folder, |source| Place::Cell(source.cell))
}

/// What an item says with 是 or 否. Anything else is said, and the item is as if blank: 不公开 after 匿名 means
/// anything but no, and who said something must not stand in a report by a guess.
fn flag_of(inputs: &Inputs<'_>, item: &str, findings: &mut Vec<Finding>) -> Option<bool> {
    let line = inputs.settings.lines(item).first()?;
    let read = yes::exact(&line.text);
    if read.is_none() {
        let what = Annexes::NotYesOrNo { item: item.to_owned(), text: line.text.to_string() };
        findings.push(Finding::new(place(line), what));
    }
    read
}

/// Whether the figure on which an annex depends has a value other than zero.
fn has_value(inputs: &Inputs<'_>, rule: &AnnexRule) -> bool {
    let size = |id: &String| inputs.figures.get(id).and_then(crate::model::figure::Figure::size);
    rule.when.as_ref().is_none_or(|id| size(id).is_some_and(|size| size > 0.0))
}

/// The cells of an annex before they become a table: columns that stay, rows, and perhaps totals below them.
struct Grid<'a> {
    columns: Vec<&'a ColumnRule>,
    shows: Vec<Shows>,
    /// The identities of the entries of each row.
    of: Vec<Vec<String>>,
    rows: Vec<Vec<AnnexCell>>,
    totals: Option<Vec<AnnexCell>>,
}

/// An annex before it has its number.
struct Annex<'a> {
    rule: &'a AnnexRule,
    at: &'a Line,
    grid: Grid<'a>,
}

impl Annex<'_> {
    fn id(&self, part: &str) -> String {
        format!("annex_{}_{part}", self.rule.id)
    }

    /// Its label, title, chart and table at the end of the report.
    fn put(
        self,
        number: Option<usize>,
        charts: bool,
        words: &OwnWords,
        report: &mut Report,
        findings: &mut Vec<Finding>,
    ) {
        let mut label = vec![said(CHOICE)];
        label.extend(number.map(|number| numbering(number.to_string())));
        let name = label.iter().map(|inline| inline.text.as_str()).collect::<String>();
        report.blocks.push(Block::paragraph(self.id("label"), Role::AnnexLabel, label));
        let title = vec![said(&self.rule.title)];
        report.blocks.push(Block::paragraph(self.id("title"), Role::AnnexTitle, title));
        if self.grid.rows.len() > MOST_ROWS {
            let beside = self.beside(&name);
            let count = beside.rows.len();
            let what =
                Annexes::Beside { title: self.rule.title.clone(), rows: count, file: beside.file.clone() };
            findings.push(Finding::new(place(self.at), what));
            let mut parts = OwnWords::parts(&words.annex_beside);
            let mut part = || parts.next().unwrap_or_default();
            let inlines = vec![
                said(part()),
                Inline {
                    text: count.to_string(),
                    from: Provenance::Slot(format!("annex:{}:{ANNEX_ROWS}", self.rule.id)),
                    lead: false,
                },
                said(&format!("{}{}{}", part(), beside.file, part())),
            ];
            report.blocks.push(Block::paragraph(self.id("beside"), Role::Body, inlines));
            report.beside.push(beside);
            return;
        }
        let chart = self.chart().filter(|_| charts);
        let chart =
            chart.map(|chart| Block::exhibit(self.id("chart"), Role::AnnexChart, Exhibit::Chart(chart)));
        let id = self.id("table");
        let table = self.table(&mut report.sources);
        report.blocks.push(Block::exhibit(id, Role::AnnexTable, Exhibit::Table(table)));
        report.blocks.extend(chart);
    }

    fn chart(&self) -> Option<Chart> {
        let rule = self.rule.chart.as_ref()?;
        let column = |header: &str| self.grid.columns.iter().position(|column| column.header == header);
        let names = column(&rule.names)?;
        let series: Vec<(&String, usize)> =
            rule.numbers.iter().filter_map(|header| Some((header, column(header)?))).collect();
        let point = |row: &Vec<AnnexCell>| {
            let numbers = series.iter().map(|(_, at)| Some(row.get(*at)?.number?.0));
            let numbers: Vec<Option<f64>> = numbers.collect();
            numbers.iter().any(Option::is_some).then_some(())?;
            // A row without one of several numbers has no bar there.
            let numbers = numbers.into_iter().map(Option::unwrap_or_default).collect();
            Some((row.get(names)?.text.clone(), numbers))
        };
        let points: Vec<(String, Vec<f64>)> = self.grid.rows.iter().filter_map(point).collect();
        let series: Vec<String> = series.iter().map(|(header, _)| (*header).clone()).collect();
        (!points.is_empty() && !series.is_empty()).then(|| Chart { series, axis: rule.names.clone(), points })
    }

    fn columns(&self) -> Vec<TableColumn> {
        let column = |(rule, shows): (&&ColumnRule, &Shows)| TableColumn {
            title: rule.header.clone(),
            width: rule.width,
            align: rule.align,
            shows: *shows,
        };
        self.grid.columns.iter().zip(&self.grid.shows).map(column).collect()
    }

    fn beside(&self, label: &str) -> Beside {
        let texts = |row: &Vec<AnnexCell>| row.iter().map(|cell| cell.text.clone()).collect();
        Beside {
            file: format!("{label} {}.xlsx", self.rule.title),
            title: self.rule.title.clone(),
            columns: self.columns(),
            rows: self.grid.rows.iter().chain(&self.grid.totals).map(texts).collect(),
        }
    }

    /// The table; the cells behind its data go to the report's sources.
    fn table(self, sources: &mut BTreeMap<String, BTreeSet<Source>>) -> Table {
        let columns = self.columns();
        let of = self.grid.of.into_iter().map(RowOf::Entries);
        let rows = of.zip(self.grid.rows).chain(self.grid.totals.map(|totals| (RowOf::Total, totals)));
        let mut cell = |cell: AnnexCell| TableCell { inlines: cell.inlines(sources) };
        let row = |(of, cells): (RowOf, Vec<AnnexCell>)| TableRow {
            of,
            cells: cells.into_iter().map(&mut cell).collect(),
        };
        let rows = rows.map(row).collect();
        Table { columns, rows, landscape: self.rule.orientation == Orientation::Landscape }
    }
}

/// Characters that are wording of the kind.
fn said(text: &str) -> Inline {
    Inline { text: text.to_owned(), from: Provenance::Template, lead: false }
}

fn numbering(text: String) -> Inline {
    Inline { text, from: Provenance::Numbering, lead: false }
}

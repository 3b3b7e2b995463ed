//! Grids written as text → the tables, rows and findings that recognising them must give.
//!
//! A case has two halves, divided by `---`: sheets, then what is expected. A sheet begins with `# sheet: name`
//! (or `# hidden sheet: name`), and has one line a row, cells divided by `|`; an empty line is a blank row.
//! `\n` is a line break in a cell, `@2022-03-15` a date, a plain number a number, `'12` a text.
//! `# file: path` names the file, `# merge: A1:C1 A3:A5` merges, `# hide: 4 5` hides rows, `# row: 200` goes on
//! at that row, `# options: hidden_sheets` reads hidden sheets, `# text: name` is a document without a table. Rows are counted from one, as clerks do.

pub(crate) mod grid;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chengwen::finding::{Lang, Place};
use chengwen::kind::Kind;
use chengwen::model::decision::Decisions;
use chengwen::model::entry::FieldPlaces;
use chengwen::model::origin::{Origin, Places, address};
use chengwen::recognize::{Grid, Options, Reason, Table, recognize};
use grid::{cell, parse};

use super::kind;

use chengwen::workbook::{Area, Cell, Row, Sheet, Workbook};

#[test]
fn cases_are_recognised_as_written() {
    let kind = kind();
    let mut files: Vec<_> =
        fs::read_dir("tests/cases/recognize").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 25, "the cases are missing");
    let wrong: Vec<String> = files.iter().filter_map(|file| check(&kind, file)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The difference between what a case expects and what comes out.
fn check(kind: &Kind, file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).unwrap();
    let (input, expected) = text.split_once("\n---\n").expect("a case has two halves");
    let (workbooks, places, options) = parse(input);
    let seen = show(kind, &workbooks, &places, options);
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let (expected, seen) = (lines(expected), lines(&seen));
    (expected != seen).then(|| format!("== {}\n{}", file.display(), diff(&expected, &seen)))
}

fn diff(expected: &[String], seen: &[String]) -> String {
    let mut out = String::new();
    for line in expected.iter().filter(|line| !seen.contains(line)) {
        let _ = writeln!(out, "- {line}");
    }
    for line in seen {
        let _ = writeln!(out, "{} {line}", if expected.contains(line) { ' ' } else { '+' });
    }
    out
}

/// What comes out, in the words of the second half of a case.
fn show(kind: &Kind, workbooks: &[Workbook], places: &Places, options: Options) -> String {
    let noted = recognize(workbooks, kind, places, &Decisions::default(), options);
    let mut out = String::new();
    for table in &noted.value {
        assert_eq!(table.rows_read as usize, table.data.len() + table.set_aside.len());
        show_table(&mut out, kind, table, places);
    }
    for finding in &noted.findings {
        let said = finding.what.say();
        for lang in [Lang::Zh, Lang::En] {
            assert!(!said.message(lang).is_empty() && said.hint(lang).is_some(), "{}", said.code);
        }
        let place = match finding.place {
            Place::Row(sheet, row) => format!("{} row {}", places.name(sheet).sheet, row + 1),
            Place::Cell(at) => format!("{} {}", places.name(at.sheet).sheet, spot(at)),
            Place::Sheet(sheet) => places.name(sheet).sheet.clone(),
            _ => panic!("an odd place"),
        };
        let _ = writeln!(out, "{} {} @ {place}: {}", said.severity.word(), said.code, said.message(Lang::Zh));
    }
    out
}

fn spot(at: Origin) -> String {
    address(at.row, at.column)
}

fn show_table(out: &mut String, kind: &Kind, table: &Table, places: &Places) {
    let rule = &kind.tables[table.head.table];
    let (first, last) = table.head.header_rows;
    let sheet = &places.name(table.head.sheet).sheet;
    let _ = writeln!(out, "table {} @ {sheet} {}-{}", rule.id, first + 1, last + 1);
    let letter = |column: u32| address(0, column).trim_end_matches('1').to_owned();
    let held: Vec<Option<String>> = match &table.head.places {
        FieldPlaces::Columns(columns) => columns.iter().map(|column| column.map(letter)).collect(),
        FieldPlaces::Cells(cells) => cells.iter().map(|cell| cell.map(spot)).collect(),
    };
    let fields =
        rule.fields.iter().zip(held).filter_map(|(field, held)| Some(format!("{}={}", field.id, held?)));
    let _ = writeln!(out, "fields {}", fields.collect::<Vec<_>>().join(" "));
    let extra: Vec<String> = table.extra.iter().map(|(at, text)| format!("{}={text}", letter(*at))).collect();
    if !extra.is_empty() {
        let _ = writeln!(out, "extra {}", extra.join(" "));
    }
    for run in table.data.chunk_by(|a, b| a.band == b.band && a.target == b.target) {
        let rows: Vec<String> = run.iter().map(|data| (data.row + 1).to_string()).collect();
        let band =
            run[0].band.as_ref().map_or(String::new(), |(text, at)| format!(" under {text} {}", spot(*at)));
        let target =
            run[0].target.as_ref().map_or(String::new(), |(text, at)| format!(" about {text} {}", spot(*at)));
        let _ = writeln!(out, "data {}{band}{target}", rows.join(" "));
    }
    for aside in &table.set_aside {
        let _ = writeln!(out, "aside {} {:?}", aside.row + 1, aside.reason);
    }
    let above: Vec<String> = table
        .harvested
        .labelled
        .iter()
        .filter(
            |(field, ..)| matches!(&table.head.places, FieldPlaces::Columns(held) if held[*field].is_none()),
        )
        .map(|(field, at, _)| format!("{}={}", rule.fields[*field].id, spot(*at)))
        .collect();
    if !above.is_empty() {
        let _ = writeln!(out, "above {}", above.join(" "));
    }
    let harvested =
        [("unit", &table.harvested.unit), ("date", &table.harvested.date), ("title", &table.harvested.title)];
    for (name, value) in harvested {
        if let Some((text, at)) = value {
            let _ = writeln!(out, "{name} {text} {}", spot(*at));
        }
    }
}

/// Numbers in a fixed order (Knuth's MMIX constants).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const SCRAPS: [&str; 24] = [
    "序号",
    "意见建议",
    "单位",
    "姓名",
    "时间",
    "活动主题",
    "存在问题",
    "责任人",
    "整改措施",
    "合计",
    "备注：本表一式两份",
    "一、形式主义方面",
    "填报单位：县财政局",
    "例：张三",
    "1",
    "无",
    "建议增加代表视察次数",
    "县教育局",
    "2022年3月7日",
    "填表人：李四",
    "必填",
    "发放份数",
    "收回份数",
    "项目",
];

pub(crate) fn scrap_sheet(dice: &mut Dice, places: &mut Places) -> Sheet {
    let mut row = 0;
    let mut rows = Vec::new();
    let width = 1 + dice.roll(6) as u32;
    for _ in 0..dice.roll(30) {
        row += 1 + (dice.roll(8) / 7) as u32;
        let cells: Vec<(u32, Cell)> = (0..width)
            .filter(|_| dice.roll(4) > 0)
            .collect::<Vec<u32>>()
            .into_iter()
            .map(|at| (at, cell(dice.pick(&SCRAPS)).unwrap()))
            .collect();
        if !cells.is_empty() {
            rows.push(Row { index: row, cells });
        }
    }
    let merges: Vec<Area> = (0..dice.roll(6))
        .map(|_| {
            let (top, left) = (dice.roll(30) as u32, dice.roll(6) as u32);
            Area { top, left, bottom: top + dice.roll(4) as u32, right: left + dice.roll(4) as u32 }
        })
        .collect();
    Sheet {
        id: places.enter("生成.xlsx", "表"),
        name: dice.pick(&["Sheet1", "整改清单", "征求意见"]).into(),
        hidden: false,
        merges,
        rows,
        hidden_rows: Vec::new(),
        text: false,
    }
}

#[test]
fn every_row_below_a_header_is_data_or_set_aside() {
    let (kind, mut dice, mut places) = (kind(), Dice(2022), Places::default());
    let sheets: Vec<Sheet> = (0..800).map(|_| scrap_sheet(&mut dice, &mut places)).collect();
    let book = Workbook { file: "生成.xlsx".into(), sheets };
    let tables =
        recognize(std::slice::from_ref(&book), &kind, &places, &Decisions::default(), Options::default())
            .value;
    assert!(tables.len() > 150, "only {} sheets gave a table", tables.len());
    let mut firsts: BTreeMap<(u32, (u32, u32)), Vec<u32>> = BTreeMap::new();
    for table in &tables {
        // Where several columns ask for opinions, the first one's table accounts for all rows of the sheet.
        let (key, data) = (
            (table.head.sheet.0, table.head.header_rows),
            table.data.iter().map(|data| data.row).collect::<Vec<_>>(),
        );
        if let (FieldPlaces::Columns(_), Some(first)) = (&table.head.places, firsts.get(&key)) {
            assert_eq!(first, &data, "two questions of one sheet with other rows");
            continue;
        }
        firsts.insert(key, data);
        let sheet = &book.sheets[table.head.sheet.0 as usize];
        let mut seen: Vec<u32> = table.data.iter().map(|data| data.row).collect();
        seen.extend(table.set_aside.iter().map(|aside| aside.row));
        seen.sort_unstable();
        assert_eq!(table.rows_read as usize, seen.len());
        assert!(seen.windows(2).all(|pair| pair[0] < pair[1]), "a row came out twice");
        if matches!(table.head.places, FieldPlaces::Columns(_)) {
            let (first, last) = (seen.first().copied(), seen.last().copied());
            let between = sheet
                .rows
                .iter()
                .map(|row| row.index)
                .filter(|row| Some(*row) >= first && Some(*row) <= last);
            assert!(first.is_none() || between.eq(seen.iter().copied()), "a row was lost");
            assert!(first.is_none_or(|first| first > table.head.header_rows.1));
        }
    }
}

#[test]
fn merged_cells_hold_downwards_in_their_own_column_only() {
    let text = "# sheet: 表\n# merge: A1:A3 B1:C2\n类 | 宽\n | | \n | | 单\n末";
    let (books, ..) = parse(text);
    let sheet = &books[0].sheets[0];
    let grid = Grid::new(sheet);
    let value = |row, column| grid.cell_at(row, column).map(|(_, at)| spot(at));
    assert_eq!(value(2, 0), Some("A1".into()));
    assert_eq!(value(1, 1), Some("B1".into()));
    assert_eq!(value(0, 2), None, "covered sideways");
    assert_eq!(value(2, 1), None, "below the area");
    assert_eq!(value(2, 2), Some("C3".into()));
    assert_eq!(value(3, 0), Some("A4".into()));
}

/// Far cells, many rows and thousands of merges are read in time that grows with the cells only.
#[test]
fn large_sheets_are_read_in_one_pass() {
    let mut places = Places::default();
    let header = ["序号", "类别", "单位", "姓名", "意见建议"];
    let text = |word: &str| Cell::Text(word.into());
    let mut rows =
        vec![Row { index: 0, cells: (0..).zip(header).map(|(at, word)| (at, text(word))).collect() }];
    for row in 1..60_000 {
        let mut cells =
            vec![(0, Cell::Number(f64::from(row))), (2, text("县财政局")), (4, text("建议增加代表视察次数"))];
        if row % 3 == 1 {
            cells.insert(1, (1, text("形式主义")));
        }
        rows.push(Row { index: row, cells });
    }
    rows.push(Row { index: 1_048_575, cells: vec![(16_383, text("远"))] });
    let merges = (0..20_000).map(|n| Area { top: 3 * n + 1, left: 1, bottom: 3 * n + 3, right: 1 }).collect();
    let sheet = Sheet {
        id: places.enter("大.xlsx", "意见"),
        name: "意见".into(),
        hidden: false,
        rows,
        merges,
        hidden_rows: Vec::new(),
        text: false,
    };
    let book = Workbook { file: "大.xlsx".into(), sheets: vec![sheet] };
    let noted = recognize(&[book], &kind(), &places, &Decisions::default(), Options::default());
    assert_eq!(noted.value[0].data.len(), 59_999);
    assert_eq!(noted.value[0].set_aside[0].reason, Reason::Note);
}

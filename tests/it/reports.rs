//! Grids written as text → the report, figures and findings that the whole way must give.
//!
//! A case has two halves, divided by `---`. Above: workbooks, each begun by `# file: name.csv`, one line a row,
//! cells divided by ` | `, `\n` for a line break; `# date: 2022-04-15` is the date of the command, `# kind: inspection`
//! its kind (`campaign` when not said, `?` when the folder chooses). Below, what is expected:
//!
//! | line | meaning |
//! |---|---|
//! | `text:` | the lines that follow are the whole report, one block a line |
//! | `has: …` | a block of the report contains this |
//! | `no: …` | nothing in the report contains this |
//! | `kind: name` | the report is of this kind |
//! | `figure: id = value` | the figure prints so; `-` when it is missing |
//! | `finding: code @ place` | this is said, the place as a person reads it |
//! | `row: a | b` | a table of an annex has this row, its header included; `\n` for a line break |
//! | `rows: n` | the last table of the report has so many rows below its header |
//! | `chart: a 2, b 1` | the report has a chart of these points; numbers of several series `a 2/5` |
//! | `only findings` | nothing of severity warning or error is said beyond the findings listed |

use chengwen::finding::{Lang, Severity};
use chengwen::kind::built_in;
use chengwen::model::annex::{Exhibit, TableRow};
use chengwen::model::report::Block;
use chengwen::workbook::InputFile;
use chengwen::{Outcome, Request, generate};

#[test]
fn reports_come_out_as_written() {
    let mut files: Vec<_> =
        std::fs::read_dir("tests/cases/reports").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 12, "the cases are missing");
    let wrong: Vec<String> = files
        .iter()
        .filter_map(|file| {
            let faults = check(&std::fs::read_to_string(file).unwrap());
            (!faults.is_empty()).then(|| format!("== {}\n{}", file.display(), faults.join("\n")))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_expectation_is_found() {
    let case = "# file: 报告信息.csv\n项目 | 内容\n单位全称 | 甲局\n活动名称 | 乙活动\n---\n";
    let expectations = [
        "row: 序号",
        "rows: 3",
        "chart: 甲 1",
        "text:\n别的",
        "has: 没有的话",
        "no: 甲局",
        "kind: inspection",
        "figure: opinions.items = 3",
        "finding: no-such",
    ];
    for expectation in expectations {
        assert!(!check(&format!("{case}{expectation}")).is_empty(), "{expectation} passes");
    }
}

/// Whether a table has a row; else all that there are.
fn row(outcome: &Outcome, wanted: &str) -> Option<String> {
    let mut rows = Vec::new();
    for table in outcome.report.blocks.iter().filter_map(Block::table) {
        rows.push(table.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>().join(" | "));
        let texts = |row: &TableRow| {
            let cells = row.cells.iter().map(|cell| cell.text().replace('\n', "\\n"));
            cells.collect::<Vec<_>>().join(" | ").trim_end().to_owned()
        };
        rows.extend(table.rows.iter().map(texts));
    }
    let there = rows.iter().any(|row| row == wanted.trim_end());
    (!there).then(|| format!("no row: {wanted}\n+ {}", rows.join("\n+ ")))
}

fn chart(outcome: &Outcome, wanted: &str) -> Option<String> {
    let charts = outcome.report.blocks.iter().filter_map(|block| match block.exhibit.as_deref() {
        Some(Exhibit::Chart(chart)) => Some(chart),
        _ => None,
    });
    let point = |(name, numbers): &(String, Vec<f64>)| {
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        format!("{name} {}", numbers.join("/"))
    };
    let mut said = charts.map(|chart| chart.points.iter().map(point).collect::<Vec<_>>().join(", "));
    let found = said.next();
    (found.as_deref() != Some(wanted)).then(|| format!("chart: {found:?}, not {wanted}"))
}

fn check(case: &str) -> Vec<String> {
    let (input, expected) = case.split_once("---\n").unwrap();
    let outcome = generate(&request(input)).unwrap_or_else(|refused| panic!("{:?}", refused.refusals));
    let report: Vec<String> =
        outcome.report.blocks.iter().filter(|block| block.exhibit.is_none()).map(Block::text).collect();
    let said = findings(&outcome);
    let mut faults = Vec::new();
    let mut lines = expected.lines().map(str::trim_end).filter(|line| !line.is_empty()).peekable();
    let mut listed = Vec::new();
    let mut only = false;
    while let Some(line) = lines.next() {
        let (word, rest) = line.split_once(": ").unwrap_or((line, ""));
        let fault = match word {
            "text:" => {
                let wanted: Vec<&str> = lines.by_ref().collect();
                (report != wanted).then(|| format!("- {}\n+ {}", wanted.join("\n- "), report.join("\n+ ")))
            }
            "has" => (!report.iter().any(|block| block.contains(rest)))
                .then(|| format!("missing: {rest}\n+ {}", report.join("\n+ "))),
            "no" => report
                .iter()
                .find(|block| block.contains(rest))
                .map(|block| format!("there is {rest}: {block}")),
            "kind" => (outcome.kind.name != rest).then(|| format!("kind: {}, not {rest}", outcome.kind.name)),
            "figure" => figure(&outcome, rest),
            "finding" => {
                listed.push(rest.to_owned());
                (!said.iter().any(|(_, said)| said == rest))
                    .then(|| format!("not said: {rest}; said: {said:?}"))
            }
            "row" => row(&outcome, rest),
            "rows" => {
                let mut tables = outcome.report.blocks.iter().filter_map(Block::table);
                let rows = tables.next_back().map(|table| table.rows.len().to_string());
                (rows.as_deref() != Some(rest)).then(|| format!("rows: {rows:?}, not {rest}"))
            }
            "chart" => chart(&outcome, rest),
            "only findings" => {
                only = true;
                None
            }
            _ => Some(format!("unknown expectation: {line}")),
        };
        faults.extend(fault);
    }
    let beyond = said.iter().filter(|(severity, said)| *severity < Severity::Info && !listed.contains(said));
    faults.extend(beyond.filter(|_| only).map(|(_, said)| format!("said too: {said}")));
    faults
}

fn figure(outcome: &Outcome, wanted: &str) -> Option<String> {
    let (id, value) = wanted.split_once(" = ").unwrap();
    let figure = outcome.figures.get(id).unwrap_or_else(|| panic!("no figure {id}"));
    let printed = if figure.is_missing() { "-" } else { &figure.printed };
    (printed != value).then(|| format!("{id} is {printed}, not {value}"))
}

/// Severity, and code with place, as the cases write them.
fn findings(outcome: &Outcome) -> Vec<(Severity, String)> {
    let spell = |finding: &chengwen::finding::Finding| {
        let said = finding.what.say();
        assert!(!said.message(Lang::Zh).is_empty() && !said.message(Lang::En).is_empty());
        let place = outcome.place_of(finding);
        let place = if place.is_empty() { String::new() } else { format!(" @ {place}") };
        (said.severity, format!("{}{place}", said.code))
    };
    outcome.findings.iter().map(spell).collect()
}

fn request(input: &str) -> Request {
    let mut request =
        Request { kind: "campaign".into(), kind_files: built_in("campaign").unwrap(), ..Request::default() };
    for line in input.lines() {
        if let Some(name) = line.strip_prefix("# file: ") {
            request.files.push(InputFile { path: name.to_owned(), bytes: Vec::new() });
        } else if let Some(kind) = line.strip_prefix("# kind: ") {
            request.kind = kind.trim_matches('?').to_owned();
            request.kind_files = built_in(&request.kind).unwrap_or_default();
        } else if let Some(date) = line.strip_prefix("# date: ") {
            request.date = Some(date.parse().unwrap());
        } else if let Some(file) = request.files.last_mut() {
            let cells = line.split(" | ").map(|cell| cell.trim().replace("\\n", "\n").replace('"', "\"\""));
            let row: Vec<String> = cells.map(|cell| format!("\"{cell}\"")).collect();
            file.bytes.extend(format!("{}\n", row.join(",")).into_bytes());
        }
    }
    request
}

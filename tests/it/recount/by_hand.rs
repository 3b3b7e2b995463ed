//! The figures of samples/campaign counted from its cells, by columns that a person looked up.

use std::collections::{BTreeMap, BTreeSet};

use crate::raw::{self, Sheet};
use crate::sample;

/// What a figure should be.
#[derive(Debug, PartialEq)]
pub(super) enum Figure {
    Missing,
    Number(f64),
    Share(f64, f64),
    Groups(BTreeMap<String, usize>),
}

/// The sheets by file name and sheet name.
pub(super) struct Folder(BTreeMap<(String, String), Sheet>);

impl Folder {
    pub(super) fn read() -> Self {
        let mut sheets = BTreeMap::new();
        for file in sample::files("campaign") {
            for (name, sheet) in raw::workbook(&file.path, &file.bytes) {
                sheets.insert((file.path.clone(), name), sheet);
            }
        }
        Folder(sheets)
    }

    pub(super) fn sheet(&self, file: &str, sheet: &str) -> &Sheet {
        let key = (file.to_owned(), sheet.to_owned());
        self.0.get(&key).unwrap_or_else(|| panic!("no sheet {file}!{sheet}"))
    }

    /// All figures of the kind, by id.
    pub(super) fn figures(&self) -> BTreeMap<String, Figure> {
        let mut figures = Figures::default();
        self.opinions(&mut figures);
        self.forms(&mut figures);
        self.activities(&mut figures);
        self.people(&mut figures);
        self.rectification(&mut figures);
        self.documents(&mut figures);
        self.catalogue(&mut figures);
        figures.0
    }

    fn opinions(&self, figures: &mut Figures) {
        let rows = self.opinion_rows();
        let items: Vec<(&OpinionRow, &String)> =
            rows.iter().flat_map(|row| row.items.iter().map(move |item| (row, item))).collect();
        let by = |key: fn(&OpinionRow) -> &str| {
            group(
                items.iter().map(|(row, _)| key(row)).map(|key| if key.is_empty() { "未注明" } else { key }),
            )
        };
        let distinct = |key: fn(&OpinionRow) -> &str| {
            items.iter().map(|(row, _)| key(row)).filter(|key| !key.is_empty()).collect::<BTreeSet<_>>().len()
        };
        let whole = |said: &[&str]| rows.iter().filter(|row| said.contains(&row.cell.as_str())).count();
        let texts: BTreeSet<String> = items.iter().map(|(_, text)| bare(text)).collect();
        figures.number("opinions.items", items.len());
        figures.number("opinions.merged", texts.len());
        figures.number("opinions.aspects", distinct(|row| &row.aspect));
        figures
            .number("opinions.unclassified", items.iter().filter(|(row, _)| row.aspect.is_empty()).count());
        figures.number("opinions.problems", distinct(|row| &row.problem));
        figures.number("opinions.units", distinct(|row| &row.unit));
        figures
            .number("opinions.forms_with_opinion", rows.iter().filter(|row| !row.items.is_empty()).count());
        figures.number("opinions.none", whole(&["无", "没有意见", "同意"]));
        figures.number("opinions.agree", whole(&["同意"]));
        figures.number("opinions.praise", whole(&["满意"]));
        // No column of the sample says what became of an opinion.
        for id in ["opinions.adopted", "opinions.partly_adopted", "opinions.considered", "opinions.declined"]
        {
            figures.number(id, 0);
        }
        figures.groups("opinions.by_aspect", by(|row| &row.aspect));
        figures.groups("opinions.by_unit", by(|row| &row.unit));
        figures.groups("opinions.by_channel", by(|row| row.channel));
        figures.groups("opinions.by_target", by(|row| &row.target));
        figures.groups("opinions.by_adoption", by(|_| ""));
        for id in ["units.expected", "units.returned", "units.missing"] {
            figures.0.insert(id.to_owned(), Figure::Missing);
        }
    }

    /// The rows of all three registers of opinions.
    fn opinion_rows(&self) -> Vec<OpinionRow> {
        let aspects = self.catalogue_rows();
        let mut rows = Vec::new();
        let mut add = |sheet: &Sheet, row: u32, [unit, content, problem]: [char; 3], said: [&str; 3]| {
            let [aspect, target, channel] = said;
            let cell = sheet.at(content, row).to_owned();
            let problem = sheet.at(problem, row).to_owned();
            let named =
                aspects.iter().find(|(_, named)| *named == problem).map(|(aspect, _)| aspect.as_str());
            rows.push(OpinionRow {
                unit: sheet.at(unit, row).to_owned(),
                aspect: if aspect.is_empty() { named.unwrap_or_default() } else { aspect }.to_owned(),
                problem,
                channel: CHANNELS.iter().find(|(written, _)| *written == channel).unwrap().1,
                target: target.to_owned(),
                items: if NOT_OPINIONS.contains(&cell.as_str()) { Vec::new() } else { points(&cell) },
                cell,
            });
        };
        let sheet = self.sheet(REGISTERS[0].0, "县直单位");
        for row in sheet.numbered('A', 4) {
            add(sheet, row, ['B', 'E', 'G'], [sheet.at('D', row), "", sheet.at('F', row)]);
        }
        let sheet = self.sheet(REGISTERS[1].0, "各镇人大");
        for row in sheet.numbered('A', 3) {
            add(sheet, row, ['B', 'C', 'E'], [sheet.at('D', row), "", sheet.at('F', row)]);
        }
        let sheet = self.sheet(REGISTERS[2].0, "谈话征求意见记录");
        for row in sheet.numbered('A', 2) {
            add(sheet, row, ['C', 'F', 'G'], ["", "", sheet.at('D', row)]);
        }
        rows
    }

    fn forms(&self, figures: &mut Figures) {
        let sheet = self.sheet("征求意见表发放登记.xlsx", "发放登记");
        let rows = sheet.numbered('A', 3);
        let groups: BTreeSet<&str> = rows.iter().map(|row| sheet.at('B', *row)).collect();
        figures.0.insert("forms.sent".to_owned(), Figure::Number(sum(sheet, 'D', &rows)));
        figures.0.insert("forms.returned".to_owned(), Figure::Number(sum(sheet, 'E', &rows)));
        figures.0.insert("forms.valid".to_owned(), Figure::Missing);
        let share = Figure::Share(sum(sheet, 'E', &rows), sum(sheet, 'D', &rows));
        figures.0.insert("forms.return_rate".to_owned(), share);
        figures.number("forms.target_groups", groups.len());
    }

    fn activities(&self, figures: &mut Figures) {
        let sheet = self.sheet("活动台账.xlsx", "2022年");
        let rows = sheet.numbered('A', 4);
        let kind = |row: &u32| {
            let written = sheet.at('C', *row);
            TYPES.iter().find(|(words, _)| words.contains(&written)).map_or(written, |(_, kind)| *kind)
        };
        let of =
            |wanted: &str| -> Vec<u32> { rows.iter().copied().filter(|row| kind(row) == wanted).collect() };
        figures.number("activities.count", rows.len());
        figures.number("activities.untyped_count", of("").len());
        figures.groups("activities.by_type", group(rows.iter().map(kind)));
        figures.groups("activities.others", BTreeMap::new());
        figures.groups("activities.unknown_types", BTreeMap::new());
        figures.groups("activities.branch_meetings", BTreeMap::new());
        figures.number("activities.unknown_count", 0);
        figures.number("activities.meeting.count", 0);
        let led = of("集中学习").into_iter().filter(|row| sheet.at('E', *row).contains("党组")).count();
        figures.number("activities.study.led", led);
        let spoken = Figure::Number(sum(sheet, 'O', &of("交流研讨")));
        figures.0.insert("activities.seminar.speakers".to_owned(), spoken);
        figures.number("activities.types", rows.iter().map(kind).collect::<BTreeSet<_>>().len());
        // Both trainings of the sample are on the topic of the campaign.
        figures.number("activities.other_trainings_count", 0);
        for (id, wanted) in COUNTED {
            figures.number(&format!("activities.{id}.count"), of(wanted).len());
        }
        for (id, wanted) in ATTENDED {
            let attended = Figure::Number(sum(sheet, 'I', &of(wanted)));
            figures.0.insert(format!("activities.{id}.attended"), attended);
        }
        let study = of("集中学习");
        let rate = Figure::Share(sum(sheet, 'I', &study), sum(sheet, 'H', &study));
        figures.0.insert("activities.study.rate".to_owned(), rate);
        let days = Figure::Number(sum(sheet, 'P', &of("志愿服务")));
        figures.0.insert("activities.volunteer.days".to_owned(), days);
        figures.0.insert("activities.essays".to_owned(), Figure::Number(sum(sheet, 'N', &rows)));
        figures.0.insert("activities.speakers".to_owned(), Figure::Number(sum(sheet, 'O', &rows)));
        let titles = rows.iter().flat_map(|row| sheet.at('L', *row).split(['\n', '；']));
        let titles: BTreeSet<String> = titles.map(bare).filter(|title| !title.is_empty()).collect();
        figures.number("activities.materials", titles.len());
        figures
            .number("activities.circulars", titles.iter().filter(|title| title.ends_with("的通报")).count());
    }

    fn people(&self, figures: &mut Figures) {
        let sheet = self.sheet("自查情况汇总表.xlsx", "自查汇总");
        let rows = sheet.numbered('A', 3);
        let all = |column| rows.iter().map(|row| points(sheet.at(column, *row)).len()).sum::<usize>();
        let names: BTreeSet<String> = rows.iter().map(|row| bare(sheet.at('B', *row))).collect();
        figures.number("selfcheck.people", names.len());
        figures.number("selfcheck.problems", all('F'));
        figures.number("selfcheck.measures", all('G'));
        let roster = self.sheet("人员名册.xlsx", "花名册");
        let people = roster.numbered('A', 3);
        let covered = people.iter().filter(|row| names.contains(&bare(roster.at('B', **row)))).count();
        figures.number("roster.people", people.len());
        figures.number("selfcheck.covered", covered);
        figures.number("selfcheck.uncovered", people.len() - covered);
        figures.0.insert("selfcheck.rate".to_owned(), Figure::Share(covered as f64, people.len() as f64));
    }

    fn rectification(&self, figures: &mut Figures) {
        let sheet = |name| self.sheet("三张清单.xlsx", name);
        let [named, owned, cured] = ["问题清单", "责任清单", "整改清单"].map(sheet);
        let problems = |sheet: &Sheet, column| -> BTreeSet<String> {
            sheet.numbered('A', 3).iter().map(|row| sheet.at(column, *row).to_owned()).collect()
        };
        let all: BTreeSet<String> = [problems(named, 'C'), problems(owned, 'B'), problems(cured, 'B')]
            .into_iter()
            .flatten()
            .collect();
        let elsewhere = named.numbered('A', 3).into_iter().filter(|row| {
            let source = named.at('D', *row);
            !source.is_empty() && !["征求", "意见", "座谈", "谈话"].iter().any(|word| source.contains(word))
        });
        figures.number("rectification.other_sources", elsewhere.count());
        let rows = cured.numbered('A', 3);
        let standing =
            |words: &[&str]| rows.iter().filter(|row| words.contains(&cured.at('G', **row))).count();
        let done = standing(&["已完成", "已整改到位"]);
        let settings = self.sheet("报告信息.xlsx", "报告信息");
        let as_of = settings.rows().into_iter().find(|row| settings.at('A', *row) == "截至日期").unwrap();
        let as_of: f64 = settings.at('B', as_of).parse().unwrap();
        let late = rows.iter().filter(|row| {
            let due: f64 = cured.at('E', **row).parse().unwrap();
            due < as_of && !["已完成", "已整改到位"].contains(&cured.at('G', **row))
        });
        figures.number("rectification.total", all.len());
        figures.number("rectification.done", done);
        figures.number("rectification.basic", standing(&["基本完成"]));
        figures.number("rectification.ongoing", standing(&["整改中"]));
        figures.number("rectification.long", standing(&["长期坚持"]));
        figures.number("rectification.not_started", standing(&["未启动"]));
        figures.number("rectification.overdue", late.count());
        let known = ["已完成", "已整改到位", "基本完成", "整改中", "长期坚持", "未启动"];
        figures.number("rectification.unknown", rows.len() - standing(&known));
        figures
            .number("rectification.measures", rows.iter().map(|row| points(cured.at('D', *row)).len()).sum());
        figures.0.insert("rectification.rate".to_owned(), Figure::Share(done as f64, all.len() as f64));
    }

    fn documents(&self, figures: &mut Figures) {
        let sheet = self.sheet("文件制度登记表.xlsx", "文件制度登记");
        let rows = sheet.numbered('A', 3);
        let systems = |action: &str| {
            rows.iter().filter(|row| sheet.at('G', **row) == "制度" && sheet.at('H', **row) == action).count()
        };
        figures.number("documents.new", systems("新建"));
        figures.number("documents.revised", systems("修订"));
        figures.number("documents.abolished", systems("废止"));
        figures.number("documents.kept", systems("保留"));
    }

    fn catalogue(&self, figures: &mut Figures) {
        let rows = self.catalogue_rows();
        let aspects: BTreeSet<&String> = rows.iter().map(|(aspect, _)| aspect).collect();
        figures.number("catalogue.aspects", aspects.len());
        figures.number("catalogue.problems", rows.len());
    }

    /// Aspect and problem; the aspect's cells are merged.
    fn catalogue_rows(&self) -> Vec<(String, String)> {
        let sheet = self.sheet("问题目录.xlsx", "问题目录");
        let row = |row: u32| (sheet.shown(row, 2).to_owned(), sheet.at('C', row).to_owned());
        sheet.numbered('A', 3).into_iter().map(row).collect()
    }
}

/// A row of a register of opinions, and what was said in it.
struct OpinionRow {
    unit: String,
    aspect: String,
    problem: String,
    channel: &'static str,
    target: String,
    cell: String,
    items: Vec<String>,
}

/// The registers of opinions with the column of what was said.
const REGISTERS: [(&str, char); 3] = [
    ("征求意见/县直单位征求意见汇总表.xlsx", 'E'),
    ("征求意见/各镇人大意见建议汇总.xls", 'C'),
    ("征求意见/谈话征求意见记录.csv", 'F'),
];

const NOT_OPINIONS: [&str; 4] = ["无", "没有意见", "同意", "满意"];

/// What the registers call a way of asking, and what the report calls it.
const CHANNELS: [(&str, &str); 3] =
    [("征求意见表", "征求意见表"), ("座谈会", "座谈会"), ("谈话", "谈话征求")];

/// What the register calls activities that have another name in the report.
const TYPES: [(&[&str], &str); 9] = [
    (&["动员会"], "动员部署"),
    (&["党组会"], "党组会议"),
    (&["理论学习", "学习会"], "集中学习"),
    (&["机关讲堂"], "干部讲堂"),
    (&["党员集中培训"], "党员培训"),
    (&["开门纳谏"], "征求意见"),
    (&["案例通报"], "通报学习"),
    (&["交流研讨会"], "交流研讨"),
    (&["下沉社区"], "志愿服务"),
];

const COUNTED: [(&str, &str); 12] = [
    ("mobilisation", "动员部署"),
    ("study", "集中学习"),
    ("party_group", "党组会议"),
    ("lecture", "党课"),
    ("seminar", "交流研讨"),
    ("forum", "座谈会"),
    ("talk", "谈心谈话"),
    ("film", "警示教育"),
    ("party_day", "主题党日"),
    ("volunteer", "志愿服务"),
    ("inspection", "督导检查"),
    ("visit", "调研走访"),
];

const ATTENDED: [(&str, &str); 6] = [
    ("study", "集中学习"),
    ("forum", "座谈会"),
    ("talk", "谈心谈话"),
    ("film", "警示教育"),
    ("visit", "调研走访"),
    ("volunteer", "志愿服务"),
];

#[derive(Default)]
struct Figures(BTreeMap<String, Figure>);

impl Figures {
    fn number(&mut self, id: &str, number: usize) {
        self.0.insert(id.to_owned(), Figure::Number(number as f64));
    }

    fn groups(&mut self, id: &str, groups: BTreeMap<String, usize>) {
        for (key, number) in &groups {
            self.number(&format!("{id}/{key}"), *number);
        }
        self.0.insert(id.to_owned(), Figure::Groups(groups));
    }
}

fn group<'a>(keys: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut groups = BTreeMap::new();
    for key in keys {
        *groups.entry(key.to_owned()).or_insert(0) += 1;
    }
    groups
}

fn sum(sheet: &Sheet, column: char, rows: &[u32]) -> f64 {
    let cells = rows.iter().map(|row| sheet.at(column, *row)).filter(|cell| !cell.is_empty());
    cells.map(|cell| cell.parse::<f64>().unwrap()).sum()
}

/// The points of a cell: its numbered lines, or all of it.
pub(super) fn points(cell: &str) -> Vec<String> {
    let numbered = |line: &str| {
        let rest = line.trim().trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(['.', '、']).filter(|_| rest.len() < line.trim().len()).map(str::to_owned)
    };
    let points: Vec<String> = cell.lines().filter_map(numbered).collect();
    let whole = || (!cell.is_empty()).then(|| cell.to_owned()).into_iter().collect();
    if points.len() > 1 { points } else { whole() }
}

/// A text without white space and marks.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

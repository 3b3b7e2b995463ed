//! Annexes: who said it stays hidden, long ones become workbooks, every cell knows its source, faults are refused.

use std::io::Cursor;
use std::time::Instant;

use calamine::{Reader, Xlsx};
use chengwen::kind::load;
use chengwen::model::annex::Table;
use chengwen::model::report::{Block, Provenance, Role};
use chengwen::workbook::InputFile;
use chengwen::{Outcome, generate};

use crate::kind_files;
use crate::ledger::{csv, request};
use crate::sample;
use crate::scratch::Scratch;

/// A folder with so many opinions, each of its own, and the annexes that it chooses.
fn folder(opinions: usize, more: &[[&str; 2]]) -> Vec<InputFile> {
    let mut settings = vec![
        ["项目", "内容"],
        ["单位全称", "某县卫生健康局"],
        ["主送机关", "某县人民政府"],
        ["活动名称", "能力提升活动"],
        ["成文日期", "2024年6月3日"],
        ["下一步", "健全长效机制"],
    ];
    settings.extend(more);
    let settings: Vec<&[&str]> = settings.iter().map(|row| row.as_slice()).collect();
    let mut text = "序号,单位,姓名,方面,意见建议\n".to_owned();
    for number in 1..=opinions {
        text += &format!("{number},第{number}医院,钱某{},服务态度,建议增设第{number}号窗口\n", number % 7);
    }
    let opinions = InputFile { path: "意见汇总.csv".into(), bytes: text.into_bytes() };
    vec![csv("报告信息.csv", &settings), opinions]
}

fn run(files: Vec<InputFile>) -> Outcome {
    generate(&request(files)).unwrap_or_else(|refused| panic!("{:?}", refused.refusals))
}

fn tables(outcome: &Outcome) -> Vec<&Table> {
    outcome.report.blocks.iter().filter_map(Block::table).collect()
}

fn roles(outcome: &Outcome) -> Vec<&'static str> {
    let roles = outcome.report.blocks.iter().map(|block| block.role);
    roles.filter(|role| !matches!(role, Role::Heading1 | Role::Heading2)).map(Role::word).collect()
}

/// The text of all parts of a document.
fn parts(document: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut all = Vec::new();
    for index in 0..archive.len() {
        std::io::copy(&mut archive.by_index(index).unwrap(), &mut all).unwrap();
    }
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn names_stand_between_body_and_signature_and_annexes_after_the_date() {
    let outcome = run(folder(3, &[["附件", "意见建议汇总"]]));
    let roles = roles(&outcome);
    let from = roles.iter().rposition(|role| *role == "body").unwrap();
    let wanted = ["body", "annex-note", "signature", "date", "annex-label", "annex-title", "annex-table"];
    assert_eq!(roles[from..], wanted);
    let said = |role| outcome.report.blocks.iter().find(|block| block.role == role).map(Block::text);
    let title = said(Role::AnnexTitle).unwrap();
    assert_eq!(said(Role::AnnexNote), Some(format!("附件：{title}")));
    assert_eq!(said(Role::AnnexLabel).as_deref(), Some("附件"));
}

#[test]
fn who_said_it_is_nowhere_in_the_document_unless_asked_for() {
    let named = |more: &[[&str; 2]]| {
        let outcome = run(folder(9, more));
        let class = outcome.normalized.entries.iter().find_map(|entry| entry.class.clone());
        let hidden = ["第3医院", "钱某3", class.unwrap().id.as_str()].map(str::to_owned);
        let (document, beside) = (parts(&outcome.document), &outcome.base);
        assert!(document.contains("建议增设第3号窗口"));
        // The copy of the base that stays in the folder knows the rows by their entries.
        assert!(
            beside.contains("建议增设第3号窗口")
                && beside.contains("第3医院") == document.contains("第3医院")
        );
        hidden.map(|name| document.contains(&name))
    };
    assert_eq!(named(&[["附件", "意见建议汇总"]]), [false; 3]);
    assert_eq!(named(&[["附件", "意见建议汇总"], ["匿名", "是"]]), [false; 3]);
    assert_eq!(named(&[["附件", "意见建议汇总"], ["匿名", "不公开"]]), [false; 3]);
    assert_eq!(named(&[["附件", "意见建议汇总"], ["匿名", "否"]]), [true, true, false]);
}

#[test]
fn every_cell_with_a_datum_opens_to_the_cells_it_comes_from() {
    let outcome = run(folder(4, &[["附件", "意见建议汇总"], ["匿名", "否"]]));
    let table = tables(&outcome)[0];
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    assert_eq!(titles, ["序号", "方面", "意见建议", "条数", "提出单位", "提出人"]);
    let sources = |row: usize, column: usize| {
        let Provenance::Slot(slot) = &table.rows[row].cells[column].inlines[0].from else {
            panic!("no slot")
        };
        let cells: Vec<_> = outcome.report.sources[slot].iter().copied().collect();
        outcome.places.sources(&cells)
    };
    assert_eq!(sources(1, 2), ["意见汇总.csv!意见汇总!E3"]);
    assert_eq!(sources(1, 4), ["意见汇总.csv!意见汇总!B3"]);
    assert_eq!(sources(4, 3), ["意见汇总.csv!意见汇总!E2:E5"]);
    let printed = outcome.printed();
    let of_table: Vec<_> = printed.iter().filter(|datum| datum.block == "annex_opinions_table").collect();
    assert_eq!(of_table.len(), 4 * 5 + 1);
    assert!(of_table.iter().all(|datum| !datum.sources.is_empty() && !datum.name.is_empty()), "{of_table:?}");
    assert!(of_table.iter().all(|datum| datum.part == "附件 征求意见建议汇总表"), "{of_table:?}");
}

#[test]
fn up_to_five_thousand_rows_stand_in_the_document() {
    let started = Instant::now();
    let outcome = run(folder(5_000, &[["附件", "意见建议汇总"]]));
    assert_eq!(tables(&outcome)[0].rows.len(), 5_001);
    assert!(outcome.annexes.is_empty());
    // Unoptimised and beside other tests; what matters is that it does not grow with the square.
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn a_longer_annex_is_a_workbook_beside_the_report() {
    let outcome = run(folder(5_001, &[["附件", "意见建议汇总"]]));
    assert!(tables(&outcome).is_empty());
    let (name, bytes) = &outcome.annexes[0];
    assert_eq!(name, "附件 征求意见建议汇总表.xlsx");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let sheet = book.worksheet_range("征求意见建议汇总表").unwrap();
    assert_eq!(sheet.height(), 1 + 5_001 + 1);
    assert_eq!(sheet.get_value((5_001, 2)).unwrap().to_string(), "建议增设第5001号窗口");
    assert_eq!(sheet.get_value((5_002, 3)).unwrap().to_string(), "5001");
    let last = outcome.report.blocks.last().unwrap().text();
    assert_eq!(last, "本附件共5002行，见电子表格“附件 征求意见建议汇总表.xlsx”。");
    let said = outcome.findings.iter().filter(|finding| finding.what.say().code == "annex-beside");
    assert_eq!(said.count(), 1);
}

#[test]
fn the_workbook_comes_and_goes_with_the_annex() {
    let scratch = Scratch::new();
    let put = |count| {
        for file in folder(count, &[["附件", "意见建议汇总"]]) {
            scratch.write(&format!("甲/{}", file.path), &file.bytes);
        }
        scratch.done(&["build", "甲"]);
    };
    let path = "甲/成文/附件 征求意见建议汇总表.xlsx";
    put(5_001);
    assert!(scratch.path(path).exists());
    put(3);
    assert!(!scratch.path(path).exists(), "it says what the report no longer says");
    put(5_001);
    scratch.write(path, b"changed by hand");
    put(3);
    assert_eq!(scratch.read(path), b"changed by hand");
}

#[test]
fn numbers_of_problems_are_those_of_the_three_lists() {
    let files = sample::files("campaign").into_iter().filter(|file| file.path != "三张清单.xlsx").collect();
    let files: Vec<InputFile> = with_annexes(files, "问题清单");
    let outcome = run(files);
    let mut lists: Xlsx<_> = Xlsx::new(Cursor::new(outcome.lists.clone().unwrap())).unwrap();
    let lists = lists.worksheet_range("问题清单").unwrap();
    let table = outcome.report.blocks.iter().find(|block| block.id == "annex_problems_table");
    let table = table.and_then(Block::table).unwrap();
    assert_eq!(table.rows.len(), 16);
    for (row, listed) in table.rows.iter().zip(lists.rows().skip(1)) {
        let shown: Vec<String> = row.cells.iter().map(chengwen::model::annex::TableCell::text).collect();
        assert_eq!(shown[0], listed[0].to_string());
        assert_eq!(shown[2], listed[1].to_string());
    }
}

/// The files with one more workbook of settings.
fn with_annexes(mut files: Vec<InputFile>, names: &str) -> Vec<InputFile> {
    files.push(csv("附件选择.csv", &[&["项目", "内容"], &["附件", names]]));
    files
}

#[test]
fn faults_of_the_file_are_refused_with_the_place_and_the_cure() {
    let annex = |change: &str| {
        format!(
            "[[annex]]\nid = \"a\"\nname = \"甲\"\ntitle = \"甲表\"\nsource = {{ entries = \"opinions\" }}\n\
             {change}\n[[annex.column]]\nheader = \"意见\"\nfield = \"content\"\nwidth = 3\n"
        )
    };
    let fine = annex("");
    let column = "[[annex.column]]\nheader = \"乙\"\nwidth = 1\n";
    let mut missing = Vec::new();
    for (text, wanted) in [
        (annex("when = \"opinions.none_such\""), "没有数字“opinions.none_such”"),
        (annex("only = \"nothing\""), "没有数字“nothing”"),
        (annex("order = [\"colour\"]"), "没有字段（表“opinions”）“colour”（现有：number"),
        (annex("chart = { names = \"意见\", numbers = \"次数\" }"), "没有栏目“次数”（现有：意见）"),
        (annex("chart = { names = \"意见\", numbers = \"意见\" }"), "统计图的数值栏目“意见”不是计数"),
        (fine.replace("entries = \"opinions\"", "entries = \"nowhere\""), "没有表“nowhere”"),
        (fine.replace("entries = \"opinions\"", "figure = \"opinions.items\""), "不是能列出条目或分组的数字"),
        (fine.replace("id = \"a\"", "id = \"A b\""), "标识“A b”须为"),
        (fine.replace("width = 3", "width = 0"), "栏目“意见”：宽度须大于零"),
        (
            fine.replace("field = \"content\"", "field = \"colour\""),
            "没有字段（表“opinions”）“colour”（现有：number、content",
        ),
        (fine.replace("field = \"content\"", "sum = \"content\""), "“content”不是数字字段"),
        (fine.replace("field = \"content\"", "key = true"), "只能用于分组的数字"),
        (fine.replace("field = \"content\"", "members = \"opinions.items\""), "不是分组的数字"),
        (format!("{fine}{column}"), "栏目“乙”：须写明一种且只一种内容"),
        (format!("{fine}{column}serial = true\ncount = true\n"), "栏目“乙”：须写明一种且只一种内容"),
        (format!("{fine}{}", column.replace('乙', "意见")), "栏目“意见”重复"),
        (fine.clone() + &fine, "标识、名称或标题重复"),
        (fine.replace("width", "widht"), "widht"),
    ] {
        let mut files = kind_files();
        files.insert("annexes.toml".to_owned(), text.clone().into_bytes());
        let refusals = load("campaign", &files).expect_err(&text);
        let said: Vec<String> = refusals.iter().map(|refusal| refusal.say().message[0].clone()).collect();
        if !said.iter().any(|said| said.contains("annexes.toml") && said.contains(wanted)) {
            missing.push(format!("{wanted}: {said:?}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    let mut files = kind_files();
    files.insert("annexes.toml".to_owned(), fine.into_bytes());
    assert_eq!(load("campaign", &files).unwrap().annexes.len(), 1);
    files.remove("annexes.toml");
    assert!(load("campaign", &files).unwrap().annexes.is_empty());
}

//! Annexes in the document: a report with lists upright and on their side, a chart, and what its XML must say.

use std::io::{Cursor, Read as _};

use calamine::{Reader, Xlsx};
use chengwen::docx::{base_xml, parse_base};
use chengwen::model::annex::{Align, Chart, Exhibit, Table, TableCell, TableColumn, TableRow};
use chengwen::model::base::Base;
use chengwen::model::report::{Block, Provenance, Report, Role};
use chengwen::package::order::order_of;
use chengwen::package::xml::Element;

use super::package::{self, Package, all};
use super::specimens::{block, bytes, inline, long, look, report};

/// A name that needs more than a line of 附件说明.
const LONG_NAME: &str = "县人大常委会机关党员干部作风大整顿活动突出问题整改清单";

fn cell(text: &str) -> TableCell {
    let inlines = vec![inline(text, Provenance::Slot("opinions:#1:content".to_owned()), false)];
    TableCell { inlines: if text.is_empty() { Vec::new() } else { inlines } }
}

/// A table of so many rows; some cells wrap, one in seven has two paragraphs, one in nine is blank.
fn table(rows: usize, landscape: bool) -> Table {
    let column = |title: &str, width, align| TableColumn {
        title: title.to_owned(),
        width,
        align,
        ..TableColumn::default()
    };
    let columns = vec![
        column("序号", 5.0, Align::Centre),
        column("意见建议", 40.0, Align::Left),
        column("责任部门", 15.0, Align::Centre),
    ];
    let row = |cells| TableRow { cells, ..TableRow::default() };
    let made = |number: usize| {
        let opinion = match number {
            n if n % 7 == 0 => "1.召开专题会议研究\n2.每月通报进展情况".to_owned(),
            n if n % 5 == 0 => "建议进一步精简会议文件、改进会风文风，把更多时间留给基层抓落实".repeat(3),
            n => format!("建议第{n}项工作提前安排"),
        };
        let dept = if number.is_multiple_of(9) { "" } else { "办公室" };
        row(vec![cell(&number.to_string()), cell(&opinion), cell(dept)])
    };
    Table { columns, rows: (1..=rows).map(made).collect(), landscape }
}

fn annex(number: Option<usize>, title: &str, exhibits: Vec<Exhibit>) -> Vec<Block> {
    let serial = number.map(|number| number.to_string()).unwrap_or_default();
    let id = |part: &str| format!("annex_a{serial}_{part}");
    let mut blocks = vec![
        block(&id("label"), Role::AnnexLabel, &format!("附件{serial}")),
        block(&id("title"), Role::AnnexTitle, title),
    ];
    blocks.extend(exhibits.into_iter().map(|exhibit| match exhibit {
        Exhibit::Table(_) => Block::exhibit(id("table"), Role::AnnexTable, exhibit),
        Exhibit::Chart(_) => Block::exhibit(id("chart"), Role::AnnexChart, exhibit),
    }));
    blocks
}

fn chart() -> Chart {
    let points = [("集中学习", 3.0), ("座谈会", 1.0), ("“走出去”学习", 2.0)];
    let points = points.map(|(name, number)| (name.to_owned(), vec![number])).to_vec();
    Chart { series: vec!["次数".to_owned()], axis: "活动类型".to_owned(), points }
}

/// Four annexes: lists of several pages upright and on their side, a chart, the last one on its side.
pub(crate) fn several() -> Report {
    let mut report = long();
    let names = ["征求意见建议汇总表", LONG_NAME, "活动开展情况统计表", "报送情况表"];
    let note = |(number, name): (usize, &&str)| {
        let before = if number == 1 { "附件：" } else { "" };
        block(&format!("annex_a{number}_note"), Role::AnnexNote, &format!("{before}{number}.{name}"))
    };
    let end = report.blocks.iter().position(|block| block.role == Role::Signature).unwrap();
    report.blocks.splice(end..end, (1..).zip(&names).map(note));
    let exhibits = [
        vec![Exhibit::Table(table(60, true))],
        vec![Exhibit::Table(table(50, false))],
        vec![Exhibit::Table(table(6, false)), Exhibit::Chart(chart())],
        vec![Exhibit::Table(table(4, true))],
    ];
    for (number, (name, exhibits)) in (1..).zip(names.into_iter().zip(exhibits)) {
        report.blocks.extend(annex(Some(number), name, exhibits));
    }
    report
}

/// One annex, whose name wraps and has no number.
pub(crate) fn alone() -> Report {
    let mut blocks = vec![
        block("title", Role::Title, "关于整改情况的报告"),
        block("p1", Role::Body, &"现将突出问题整改情况报告如下，请予审阅。".repeat(4)),
        block("annex_a_note", Role::AnnexNote, &format!("附件：{LONG_NAME}")),
        block("signature", Role::Signature, "县人大常委会办公室"),
        block("date", Role::Date, "2022年3月7日"),
    ];
    blocks.extend(annex(None, LONG_NAME, vec![Exhibit::Table(table(60, false))]));
    report(blocks)
}

fn written(report: &Report) -> Package {
    Package::open(&bytes(report, &look()))
}

fn named<'a>(root: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    all(root).filter(move |element| element.name == name)
}

fn of<'a>(element: &'a Element, name: &str, attribute: &str) -> Option<&'a str> {
    all(element).find(|inner| inner.name == name)?.attribute(attribute)
}

#[test]
fn widths_are_said_alike_in_grid_cells_and_table() {
    let document = written(&several()).tree("word/document.xml");
    let mut widths = Vec::new();
    for table in named(&document, "w:tbl") {
        let number = |element: &Element| element.attribute("w:w").unwrap().parse::<u32>().unwrap();
        let whole = number(named(table, "w:tblW").next().unwrap());
        let grid: Vec<u32> = named(table, "w:gridCol").map(number).collect();
        assert_eq!(grid.iter().sum::<u32>(), whole);
        for row in named(table, "w:tr") {
            assert_eq!(named(row, "w:tcW").map(number).collect::<Vec<_>>(), grid);
        }
        assert!(named(table, "w:gridCol").all(|column| column.attributes.len() == 1));
        assert_eq!(of(table, "w:tblLayout", "w:type"), Some("fixed"));
        assert_eq!(of(table, "w:tblW", "w:type"), Some("dxa"));
        widths.push(whole);
    }
    assert_eq!(widths, [12756, 8844, 8844, 12756]);
}

#[test]
fn only_the_header_repeats_and_no_row_is_divided() {
    let document = written(&several()).tree("word/document.xml");
    for table in named(&document, "w:tbl") {
        let rows: Vec<&Element> = named(table, "w:tr").collect();
        let repeats = |row: &&Element| named(row, "w:tblHeader").count() == 1;
        assert!(repeats(&rows[0]));
        assert!(!rows[1..].iter().any(repeats));
        assert!(rows.iter().all(|row| named(row, "w:cantSplit").count() == 1));
        assert!(named(table, "w:tc").all(|cell| cell.elements().last().unwrap().name == "w:p"));
    }
}

#[test]
fn cells_are_never_cut_and_name_only_styles() {
    let package = written(&several());
    let rule = |id: &str| package.of_style(id, "w:pPr", "w:spacing", "w:lineRule");
    for id in ["TableHead", "TableText", "TableMiddle"] {
        assert_eq!(rule(id).as_deref(), Some("atLeast"), "{id}");
        assert_eq!(package.of_style(id, "w:pPr", "w:snapToGrid", "w:val").as_deref(), Some("0"));
    }
    assert_eq!(rule("Chart").as_deref(), Some("auto"));
    let document = package.tree("word/document.xml");
    for cell in named(&document, "w:tc") {
        for property in named(cell, "w:pPr").flat_map(Element::elements) {
            assert_eq!(property.name, "w:pStyle");
        }
    }
}

#[test]
fn pages_on_their_side_have_their_head_at_the_left_edge_of_the_sheet() {
    let document = written(&several()).tree("word/document.xml");
    let sections: Vec<&Element> = named(&document, "w:sectPr").collect();
    let size = |section: &&Element| {
        let said = |attribute| of(section, "w:pgSz", attribute).map(str::to_owned);
        (said("w:w").unwrap(), said("w:h").unwrap(), said("w:orient"))
    };
    let upright = ("11906".to_owned(), "16838".to_owned(), None);
    let lying = ("16838".to_owned(), "11906".to_owned(), Some("landscape".to_owned()));
    let sizes: Vec<_> = sections.iter().map(size).collect();
    assert_eq!(sizes, [upright.clone(), lying.clone(), upright, lying]);
    for section in &sections {
        let lies = of(section, "w:pgSz", "w:orient").is_some();
        let sides =
            ["w:top", "w:right", "w:bottom", "w:left"].map(|side| of(section, "w:pgMar", side).unwrap());
        let wanted = if lies { ["1588", "2098", "1474", "1984"] } else { ["2098", "1474", "1984", "1588"] };
        assert_eq!(sides, wanted);
        let footers: Vec<_> =
            named(section, "w:footerReference").map(|f| f.attribute("r:id").unwrap()).collect();
        let wanted = if lies { ["rIdLyingOdd", "rIdLyingEven"] } else { ["rIdFooter1", "rIdFooter2"] };
        assert_eq!(footers, wanted);
        // Numbers go on: no section begins to count anew.
        assert_eq!(named(section, "w:pgNumType").count(), 0);
    }
}

#[test]
fn a_report_without_pages_on_their_side_has_no_footers_for_them() {
    let package = written(&alone());
    assert!(!package.parts.keys().any(|part| part.contains("lying")));
    assert_eq!(named(&package.tree("word/document.xml"), "w:sectPr").count(), 1);
}

#[test]
fn names_labels_and_titles_stand_in_their_styles() {
    let styles = written(&several()).paragraph_styles();
    let notes = styles.iter().position(|style| style == "AnnexNoteFirst").unwrap();
    let before = ["BodyTextLast", "Blank"];
    assert_eq!(styles[notes - 2..notes], before);
    let after =
        ["AnnexNoteFirst", "AnnexNoteNext", "AnnexNoteNext", "AnnexNoteNext", "Blank", "Signature", "Date"];
    assert_eq!(styles[notes..notes + 7], after);
    assert_eq!(styles[notes + 7..notes + 12], ["SectionEnd", "AnnexLabel", "Blank", "AnnexTitle", "Blank"]);
    assert_eq!(styles.last().unwrap(), "SectionEnd");
    let package = written(&alone());
    assert!(package.paragraph_styles().contains(&"AnnexNote".to_owned()));
    // 附件： is three characters, a number with its point one; both begin two characters in.
    let indent = |id: &str| {
        let said =
            |attribute| package.of_style(id, "w:pPr", "w:ind", attribute).unwrap().parse::<i32>().unwrap();
        (said("w:left"), said("w:hanging"))
    };
    assert_eq!(indent("AnnexNote"), (5 * 320, 3 * 320));
    assert_eq!(indent("AnnexNoteFirst"), (6 * 320, 4 * 320));
    assert_eq!(indent("AnnexNoteNext"), (6 * 320, 320));
    assert_eq!(package.of_style("AnnexLabel", "w:rPr", "w:rFonts", "w:eastAsia").as_deref(), Some("黑体"));
    let styles = package.tree("word/styles.xml");
    let label = all(&styles).find(|style| style.attribute("w:styleId") == Some("AnnexLabel")).unwrap();
    for property in ["w:pageBreakBefore", "w:keepNext", "w:outlineLvl"] {
        assert!(named(label, property).next().is_some(), "{property}");
    }
}

#[test]
fn the_last_row_goes_along_with_what_ends_below_it_and_the_row_above_with_the_last() {
    let package = written(&several());
    for id in ["TableTextLast", "TableMiddleLast"] {
        let styles = package.tree("word/styles.xml");
        let style = all(&styles).find(|style| style.attribute("w:styleId") == Some(id)).unwrap();
        assert_eq!(named(style, "w:keepNext").count(), 1);
    }
    let document = package.tree("word/document.xml");
    let keeping = |row: &Element| {
        let styles: Vec<_> = named(row, "w:pStyle").filter_map(|style| style.attribute("w:val")).collect();
        let keeping = styles.iter().filter(|style| style.ends_with("Last")).count();
        assert!(keeping == 0 || keeping == styles.len(), "{styles:?}");
        keeping > 0
    };
    let rows: Vec<Vec<bool>> =
        named(&document, "w:tbl").map(|table| named(table, "w:tr").map(keeping).collect()).collect();
    // On its side, upright before one upright, upright with a chart, the last of the document.
    let last: Vec<bool> = rows.iter().map(|rows| *rows.last().unwrap()).collect();
    assert_eq!(last, [true, false, false, true]);
    // No row stands on a page alone: the header comes again there, and one is above the last.
    for rows in rows.iter().filter(|rows| rows.len() > 2) {
        assert!(rows[rows.len() - 2], "{rows:?}");
        assert!(!rows[..rows.len() - 2].contains(&true), "{rows:?}");
    }
}

#[test]
fn titles_of_annexes_break_where_words_end() {
    let document = written(&alone()).tree("word/document.xml");
    let title = named(&document, "w:p").find(|p| of(p, "w:pStyle", "w:val") == Some("AnnexTitle")).unwrap();
    let mut lines = vec![String::new()];
    for part in all(title) {
        match part.name.as_str() {
            "w:br" => lines.push(String::new()),
            "w:t" => lines.last_mut().unwrap().push_str(&part.text()),
            _ => {}
        }
    }
    assert_eq!(lines, ["县人大常委会机关党员干部", "作风大整顿活动突出问题整改清单"]);
    // On its side the same title has the room of a line.
    let mut lying = alone();
    let Some(Exhibit::Table(table)) = lying.blocks.last_mut().unwrap().exhibit.as_deref_mut() else {
        panic!()
    };
    table.landscape = true;
    let document = written(&lying).tree("word/document.xml");
    let title = named(&document, "w:p").find(|p| of(p, "w:pStyle", "w:val") == Some("AnnexTitle")).unwrap();
    assert_eq!(named(title, "w:br").count(), 0);
}

#[test]
fn tables_have_their_bookmarks_and_everything_its_order() {
    let report = several();
    let package = written(&report);
    let document = package.tree("word/document.xml");
    let names: Vec<&str> =
        named(&document, "w:bookmarkStart").filter_map(|e| e.attribute("w:name")).collect();
    let wanted: Vec<String> = report.blocks.iter().map(|block| format!("_cw_{}", block.id)).collect();
    assert_eq!(names, wanted);
    for (part, root) in package.trees().filter(|(part, _)| part.starts_with("word/")) {
        for element in all(&root) {
            let Some(order) = order_of(&element.name) else { continue };
            let places = element.elements().map(|child| order.iter().position(|name| *name == child.name));
            let places: Vec<_> = places.collect();
            assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{part}: {element:?}");
        }
    }
}

#[test]
fn a_chart_is_native_and_its_workbook_opens() {
    let bytes = bytes(&several(), &look());
    let package = Package::open(&bytes);
    let chart = package.tree("word/charts/chart1.xml");
    let values: Vec<String> = named(&chart, "c:v").map(Element::text).collect();
    assert_eq!(values, ["次数", "集中学习", "座谈会", "“走出去”学习", "3", "1", "2"]);
    let document = package.tree("word/document.xml");
    let paragraph = named(&document, "w:p").find(|p| named(p, "w:drawing").next().is_some()).unwrap();
    assert_eq!(of(paragraph, "w:pStyle", "w:val"), Some("Chart"));
    let target = |part: &str, id: &str| {
        let related = package.tree(part);
        let found = all(&related).find(|element| element.attribute("Id") == Some(id)).unwrap();
        found.attribute("Target").unwrap().to_owned()
    };
    assert_eq!(target("word/_rels/document.xml.rels", "rIdChart1"), "charts/chart1.xml");
    assert_eq!(target("word/charts/_rels/chart1.xml.rels", "rId1"), "../embeddings/chart1.xlsx");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut book = Vec::new();
    archive.by_name("word/embeddings/chart1.xlsx").unwrap().read_to_end(&mut book).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let sheet = book.worksheet_range("Sheet1").unwrap();
    let rows: Vec<Vec<String>> =
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows, [["活动类型", "次数"], ["集中学习", "3"], ["座谈会", "1"], ["“走出去”学习", "2"]]);
}

#[test]
fn a_chart_of_several_series_names_them_and_has_a_column_for_each() {
    let points = [("集中学习", [3.0, 61.0]), ("座谈会", [1.0, 0.0])];
    let chart = Chart {
        series: vec!["次数".to_owned(), "参加人次".to_owned()],
        axis: "活动类型".to_owned(),
        points: points.map(|(name, numbers)| (name.to_owned(), numbers.to_vec())).to_vec(),
    };
    let mut report = several();
    for block in &mut report.blocks {
        if let Some(Exhibit::Chart(_)) = block.exhibit.as_deref() {
            block.exhibit = Some(Box::new(Exhibit::Chart(chart.clone())));
        }
    }
    let bytes = bytes(&report, &look());
    let package = Package::open(&bytes);
    let drawn = package.tree("word/charts/chart1.xml");
    assert_eq!(named(&drawn, "c:ser").count(), 2);
    assert_eq!(named(&drawn, "c:legend").count(), 1);
    let values: Vec<String> = named(&drawn, "c:v").map(Element::text).collect();
    let names = ["集中学习", "座谈会"];
    assert_eq!(values, [&["次数"], &names[..], &["3", "1"], &["参加人次"], &names, &["61", "0"]].concat());
    let cells: Vec<String> = named(&drawn, "c:f").map(Element::text).collect();
    assert_eq!(cells[3..], ["Sheet1!$C$1", "Sheet1!$A$2:$A$3", "Sheet1!$C$2:$C$3"]);
    let base = Base::of(&report, "3f20", "campaign");
    let kept = base.blocks.iter().find(|block| block.role == Role::AnnexChart).unwrap();
    assert_eq!(kept.rows[0].cells, ["集中学习", "3", "61"]);
}

#[test]
fn the_base_keeps_the_printed_cells_and_comes_back() {
    let base = Base::of(&several(), "3f20", "campaign");
    let kept = base.blocks.iter().find(|block| block.id == "annex_a4_table").unwrap();
    assert_eq!(kept.rows[0].cells, ["序号", "意见建议", "责任部门"]);
    assert_eq!(kept.rows[1].cells, ["1", "建议第1项工作提前安排", "办公室"]);
    assert_eq!(kept.rows.len(), 5);
    let xml = base_xml(&base);
    assert!(!xml.contains("opinions:#1"), "slots of cells tell more than is printed");
    assert_eq!(parse_base(&xml), Some(base));
}

#[test]
fn texts_of_cells_are_cleaned_like_all_others() {
    let mut report = alone();
    let table = Table {
        columns: vec![TableColumn { title: "甲&\u{1}".to_owned(), width: 1.0, ..TableColumn::default() }],
        rows: [cell("<乙>\u{0}\t丙\n\u{fffe}丁"), cell("")]
            .map(|cell| TableRow { cells: vec![cell], ..TableRow::default() })
            .into(),
        landscape: false,
    };
    report.blocks.last_mut().unwrap().exhibit = Some(Box::new(Exhibit::Table(table)));
    let package = written(&report);
    let document = package.tree("word/document.xml");
    let table = package::find(&document, "w:tbl");
    let texts: Vec<String> =
        named(&table, "w:p").map(|p| named(p, "w:t").map(Element::text).collect()).collect();
    assert_eq!(texts, ["甲&", "<乙> 丙", "丁", ""]);
}

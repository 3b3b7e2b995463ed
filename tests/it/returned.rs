//! What a unit has to mend goes back to it: its workbook with the cells marked, or a list beside it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use rust_xlsxwriter::{Format, Workbook};

use crate::scratch::Scratch;

const COPY: &str = "报送/成文/退回修改/甲局/台账.xlsx";
const ORIGINAL: &str = "报送/甲局/台账.xlsx";

/// A ledger of activities whose dates and numbers stand in B4:B6 and E4:E6 under a title.
fn ledger(dates: [&str; 3], attended: [&str; 3]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("活动台账").unwrap();
    sheet.merge_range(0, 0, 1, 5, "甲局活动台账", &Format::new().set_bold()).unwrap();
    for (column, title) in (0..).zip(["序号", "时间", "活动类型", "主题", "实到人数", "地点"])
    {
        sheet.write_with_format(2, column, title, &Format::new().set_bold()).unwrap();
    }
    for (row, (date, attended)) in (3..).zip(dates.into_iter().zip(attended)) {
        sheet.write(row, 0, row - 2).unwrap();
        sheet.write_with_format(row, 1, date, &Format::new().set_font_name("楷体")).unwrap();
        sheet.write(row, 2, "集中学习").unwrap();
        sheet.write(row, 3, format!("第{}次学习", row - 2)).unwrap();
        sheet.write(row, 4, attended).unwrap();
        sheet.write(row, 5, "会议室").unwrap();
    }
    sheet.set_freeze_panes(3, 0).unwrap();
    book.add_worksheet().write(0, 0, "别的").unwrap();
    book.save_to_buffer().unwrap()
}

fn folder(ledger: &[u8]) -> Scratch {
    let scratch = Scratch::with_small_folder("报送");
    scratch.write(ORIGINAL, ledger);
    scratch
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        (entry.name().unwrap().into_owned(), content)
    };
    (0..zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(part).collect()
}

fn cells(bytes: &[u8]) -> BTreeMap<(u32, u32), String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let (top, left) = range.start().unwrap();
    range
        .used_cells()
        .map(|(row, column, cell)| ((row as u32 + top, column as u32 + left), cell.to_string()))
        .collect()
}

/// The number of the format of a cell.
fn format(sheet: &str, cell: &str) -> usize {
    let tag = sheet.split("<c ").find(|tag| tag.contains(&format!("r=\"{cell}\""))).unwrap();
    let tag = tag.split('>').next().unwrap();
    let number = tag.split("s=\"").nth(1).map_or("0", |rest| rest.split('"').next().unwrap());
    number.parse().unwrap()
}

const BAD: [&str; 3] = ["2024年3月1日", "某日", "2024-02-31"];
const NUMBERS: [&str; 3] = ["20", "若干", "18"];

#[test]
fn a_copy_says_what_is_wrong_and_is_the_same_otherwise() {
    let original = ledger(BAD, NUMBERS);
    let scratch = folder(&original);
    let ran = scratch.done(&["build", "报送", "--json"]);
    ran.says(&["有1个文件需填报单位修改"]);
    let returned = ran.json()["returned"].as_array().unwrap().clone();
    assert_eq!(returned.len(), 1, "{returned:?}");
    assert_eq!(scratch.read(ORIGINAL), original, "the original is untouched");
    let copy = scratch.read(COPY);
    let (before, after) = (parts(&original), parts(&copy));
    assert!(before.keys().eq(after.keys()));
    let changed: Vec<&str> =
        before.keys().filter(|name| before[*name] != after[*name]).map(String::as_str).collect();
    assert_eq!(changed, ["xl/styles.xml", "xl/worksheets/sheet1.xml"]);
    let mut expected = cells(&original);
    let notes = [
        ((2, 6), "问题说明"),
        (
            (4, 6),
            "1.B5：日期“某日”未能识别，按空白处理。请写成“2022年3月7日”。\n2.E5：数字“若干”未能识别，按空白处理。请只填一个数字。",
        ),
        ((5, 6), "B6：日期“2024-02-31”不存在，按空白处理。请核对该日期。"),
    ];
    expected.extend(notes.map(|(at, note)| (at, note.to_owned())));
    assert_eq!(cells(&copy), expected);
    let sheet = String::from_utf8(after["xl/worksheets/sheet1.xml"].clone()).unwrap();
    let styles = String::from_utf8(after["xl/styles.xml"].clone()).unwrap();
    let formats = styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap();
    let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
    let fills = styles.split("<fills").nth(1).unwrap().split("</fills>").next().unwrap();
    let fills: Vec<&str> = fills.split("<fill>").skip(1).collect();
    let fill_of = |cell: &str| {
        let number: usize = formats[format(&sheet, cell)]
            .split("fillId=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        fills[number]
    };
    for (cell, red) in [("B4", false), ("B5", true), ("E5", true), ("B6", true)] {
        assert_eq!(fill_of(cell).contains("FFFF0000"), red, "{cell}");
    }
    let font = |cell: &str| formats[format(&sheet, cell)].split("fontId=\"").nth(1).unwrap().chars().next();
    assert_eq!(font("B5"), font("B4"), "the font stays");
    scratch.done(&["build", "报送"]);
    assert_eq!(scratch.read(COPY), copy, "the same input gives the same bytes");
}

#[test]
fn a_mended_copy_may_be_sent_again() {
    let scratch = folder(&ledger(BAD, NUMBERS));
    scratch.done(&["build", "报送"]);
    // The unit leaves the marks and notes, and mends one cell of two rows.
    scratch.write(ORIGINAL, &scratch.read(COPY));
    let again = scratch.done(&["build", "报送", "--json"]).json();
    assert_eq!(again["returned"].as_array().unwrap().len(), 1);
    assert_eq!(
        cells(&scratch.read(COPY)),
        cells(&scratch.read(ORIGINAL)),
        "one column of notes, saying the same"
    );
    let codes: Vec<&str> =
        again["findings"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect();
    assert!(!codes.contains(&"headers-unknown"), "our own column is none of the unit's: {codes:?}");
}

#[test]
fn a_column_of_that_name_with_words_of_the_unit_is_read() {
    let scratch = Scratch::with_small_folder("报送");
    let rows = "序号,姓名,存在问题,整改措施,问题说明\n1,张三,作风不够扎实,加强学习,B2：见附件\n2,李四,学习不够,多学习,自己说明\n";
    scratch.write("报送/自查情况汇总.csv", rows.as_bytes());
    let ran = scratch.done(&["check", "报送", "-v"]);
    ran.says(&["“自查情况”中这些列没有用到：问题说明"]);
}

#[test]
fn what_is_not_needed_any_more_goes_away() {
    let scratch = folder(&ledger(BAD, NUMBERS));
    scratch.done(&["build", "报送"]);
    assert!(scratch.path(COPY).exists());
    scratch.write(ORIGINAL, &ledger(["2024年3月1日", "2024年3月2日", "2024年3月3日"], ["20", "19", "18"]));
    let ran = scratch.done(&["build", "报送", "--json"]);
    assert_eq!(ran.json()["returned"].as_array().unwrap().len(), 0);
    assert!(!scratch.path("报送/成文/退回修改").exists(), "without faults there is no folder");
}

#[test]
fn what_a_person_changed_or_put_there_is_kept() {
    let scratch = folder(&ledger(BAD, NUMBERS));
    scratch.done(&["build", "报送"]);
    scratch.write(COPY, b"changed by hand");
    scratch.write("报送/成文/退回修改/说明.txt", b"mine");
    scratch.write(ORIGINAL, &ledger(["2024年3月1日"; 3], ["20", "19", "18"]));
    scratch.done(&["build", "报送"]);
    assert!(!scratch.path(COPY).exists());
    assert_eq!(scratch.read("报送/成文/退回修改/说明.txt"), b"mine");
    assert_eq!(scratch.read("报送/成文/历史/退回修改 台账（第1次）.xlsx"), b"changed by hand");
}

#[test]
fn a_list_goes_beside_what_cannot_be_marked() {
    let scratch = Scratch::with_small_folder("报送");
    scratch.write("报送/乙局意见.csv", "单位,意见建议,日期\n乙局,建议精简会议,某日\n".as_bytes());
    scratch.write("报送/丙局.xlsx", b"");
    scratch.done(&["build", "报送"]);
    let list = |name: &str| cells(&scratch.read(&format!("报送/成文/退回修改/{name}-问题清单.xlsx")));
    let row = |cells: &BTreeMap<(u32, u32), String>| {
        (1..7).map(|column| cells.get(&(1, column)).cloned().unwrap_or_default()).collect::<Vec<_>>()
    };
    let expected =
        ["乙局意见.csv", "乙局意见", "C2", "某日", "日期“某日”未能识别，按空白处理", "请写成“2022年3月7日”"];
    assert_eq!(row(&list("乙局意见")), expected);
    assert_eq!(row(&list("丙局"))[..5], ["丙局.xlsx", "", "", "", "文件是空的（0 字节）"]);
}

#[test]
fn a_finding_that_was_let_stand_does_not_go_back() {
    use crate::ledger::{fill, sheets, workbook};
    let scratch = folder(&ledger(["2024年3月1日", "某日", "2024年3月3日"], ["20", "19", "18"]));
    scratch.done(&["build", "报送"]);
    assert!(scratch.path(COPY).exists());
    let mut ledger = sheets(&scratch.read("报送/成文/核对表.xlsx"));
    let problem = "日期“某日”未能识别，按空白处理";
    fill(&mut ledger, "问题", ("问题", problem), ("处理", "已核保留"));
    fill(&mut ledger, "问题", ("问题", problem), ("理由", "原始记录即如此"));
    scratch.write("报送/成文/核对表.xlsx", &workbook(&ledger));
    scratch.done(&["build", "报送"]);
    assert!(!scratch.path("报送/成文/退回修改").exists());
}

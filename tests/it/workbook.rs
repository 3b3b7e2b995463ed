//! Files that real programs wrote → the sheets that a person sees in them, or the reason why not.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chengwen::model::origin::{Places, address};
use chengwen::workbook::{Cell, InputFile, Sheet, is_candidate, read};

/// Reads files by path and content; the sheets, and the findings as `place: code`.
pub(crate) fn read_all(files: &[(&str, Vec<u8>)]) -> (String, Vec<String>) {
    let files: Vec<InputFile> = files
        .iter()
        .map(|(path, bytes)| InputFile { path: (*path).to_owned(), bytes: bytes.clone() })
        .collect();
    let mut places = Places::default();
    let noted = read(&files, &mut places);
    let sheets = noted.value.workbooks.iter().flat_map(|workbook| &workbook.sheets);
    let findings = noted.findings.iter();
    (
        sheets.map(dump).collect(),
        findings
            .map(|finding| format!("{}: {}", finding.place.spell(&places), finding.what.say().code))
            .collect(),
    )
}

/// Reads one fixture under the name of another.
pub(crate) fn read_as(fixture: &str, path: &str) -> (String, Vec<String>) {
    read_all(&[(path, bytes(fixture))])
}

pub(crate) fn bytes(fixture: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbook").join(fixture);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn dump(sheet: &Sheet) -> String {
    let hidden = if sheet.hidden { " (hidden)" } else { "" };
    let mut out = format!("# {}{hidden}\n", sheet.name);
    for row in &sheet.rows {
        for (column, cell) in &row.cells {
            let at = address(row.index, *column);
            match cell {
                Cell::Text(text) => writeln!(out, "{at} text {text:?}"),
                Cell::Number(number) => writeln!(out, "{at} number {number}"),
                Cell::Date(date) => writeln!(out, "{at} date {date}"),
                Cell::Flag(flag) => writeln!(out, "{at} flag {flag}"),
                Cell::Error(error) => writeln!(out, "{at} error {error}"),
            }
            .unwrap();
        }
    }
    for area in &sheet.merges {
        let (first, last) = (address(area.top, area.left), address(area.bottom, area.right));
        writeln!(out, "merged {first}:{last}").unwrap();
    }
    for row in &sheet.hidden_rows {
        writeln!(out, "hidden row {}", row + 1).unwrap();
    }
    out
}

/// The basic workbook as LibreOffice computed and saved it.
const BASIC: &str = r##"# 意见汇总
A1 text "征求意见汇总表"
A2 text "序号"
B2 text "意见建议"
C2 text "提出时间"
D2 text "人数"
A3 number 1
B3 text "一是会议多；\n二是文件长"
C3 date 2022-03-07T00:00:00
D3 number 3.5
A4 number 2
B4 text "无"
C4 date 2022-03-08T10:30:00
D4 number 7
A6 text "3"
B6 flag true
C6 error #DIV/0!
D6 text "甲乙"
A7 text "无"
C7 number -5
D7 number 0.5
merged A1:D1
merged A7:B7
hidden row 4
# 隐藏 (hidden)
B2 text "藏"
# 空表
"##;

/// The basic workbook has a covered cell, and characters of the private-use area.
fn said_of_basic(path: &str) -> Vec<String> {
    let said = ["B1: covered-text-dropped", "D5: rare-character-lost", "D6: rare-character-lost"];
    said.map(|said| format!("{path} › 意见汇总 › {said}")).to_vec()
}

#[test]
fn every_format_shows_the_same_cells_under_any_name() {
    let cases = [
        ("basic-libreoffice.xlsx", "台账.xlsx"),
        ("basic-libreoffice.xlsx", "台账.XLSX"),
        ("basic-libreoffice.xlsx", "台账.xls"),
        ("basic-libreoffice.xlsx", "台账.et"),
        ("basic-libreoffice.xlsx", "台账.csv"),
        ("basic.xls", "台账.xls"),
        ("basic.xls", "台账.et"),
        ("basic.xls", "台账.XLSX"),
    ];
    for (fixture, path) in cases {
        let (sheets, findings) = read_as(fixture, path);
        assert_eq!(sheets, BASIC, "{fixture} as {path}");
        assert_eq!(findings, said_of_basic(path), "{fixture} as {path}");
    }
}

#[test]
fn open_document_shows_the_same_cells_with_its_own_dates_and_times() {
    // There a date is a date, before 1900 too, and a time of day is the text that is shown. LibreOffice took the
    // TRUE of the original for a formula, whose result it saves as a number.
    let expected = BASIC
        .replace("B6 flag true", "B6 number 1")
        .replace("C7 number -5", "C7 date 1899-12-25T00:00:00")
        .replace("D7 number 0.5", "D7 text \"12:00\"");
    for (fixture, path) in [("basic.ods", "台账.ods"), ("basic.ods", "台账.xls"), ("basic.fods", "台账.fods")]
    {
        let (sheets, findings) = read_as(fixture, path);
        assert_eq!(sheets, expected, "{fixture} as {path}");
        assert_eq!(findings, said_of_basic(path));
    }
}

#[test]
fn formulas_without_a_saved_result_are_told() {
    let (sheets, findings) = read_as("basic-openpyxl.xlsx", "台账.xlsx");
    let expected = BASIC.replace("D4 number 7\n", "").replace("C6 error #DIV/0!\n", "");
    assert_eq!(sheets, expected);
    let mut expected = said_of_basic("台账.xlsx");
    expected.insert(0, "台账.xlsx › 意见汇总 › C6: formulas-unsaved".into());
    assert_eq!(findings, expected);
}

#[test]
fn a_bad_cell_does_not_stop_the_others() {
    let (sheets, findings) = read_as("bad-cells.xlsx", "台账.xlsx");
    let expected = BASIC
        .replace("D4 number 7\n", "")
        .replace("C6 error #DIV/0!\n", "")
        .replace("D3 number 3.5", "D3 error #SPILL!")
        .replace("D7 number 0.5\n", "");
    assert_eq!(sheets, expected);
    let expected =
        ["D7: cells-unread", "C6: formulas-unsaved"].map(|said| format!("台账.xlsx › 意见汇总 › {said}"));
    assert_eq!(findings, [expected.to_vec(), said_of_basic("台账.xlsx")].concat());
}

#[test]
fn what_a_workbook_claims_and_its_macros_do_not_matter() {
    // A million million shared strings are claimed; an old macro sheet stands beside the others.
    let (sheets, findings) = read_as("claimed-strings.xlsx", "台账.xlsx");
    assert!(sheets.contains("B3 text \"一是会议多；\\n二是文件长\""), "{sheets}");
    assert!(findings.iter().all(|finding| said_of_basic("台账.xlsx").contains(finding)), "{findings:?}");
    let (sheets, findings) = read_as("macro-sheet.xlsx", "台账.xlsx");
    assert_eq!(sheets, "# 隐藏 (hidden)\nB2 text \"藏\"\n# 空表\n");
    assert_eq!(findings, ["台账.xlsx › 意见汇总: sheet-unknown"]);
}

#[test]
fn an_old_workbook_shows_its_own_sheets_and_far_cells() {
    // Objects that are embedded in it, a workbook or a text document, lie deeper in the file.
    for fixture in ["embedded-workbook.xls", "embedded-document.xls"] {
        let (sheets, findings) = read_as(fixture, "意见.xls");
        assert_eq!(sheets.matches("text \"建议").count(), 7, "{fixture}: {sheets}");
        assert!(!sheets.contains("嵌入") && findings.is_empty(), "{findings:?}");
    }
    let (sheets, findings) = read_as("spread.xls", "台账.xls");
    assert!(sheets.contains("IV65536"), "{sheets}");
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn one_damaged_sheet_of_an_old_workbook_does_not_stop_the_others() {
    let whole = bytes("basic.xls");
    let mark = |record: &[u8]| whole.windows(record.len()).position(|window| window == record).unwrap();
    // A shared string in a cell of the first sheet becomes a record that ends behind the file.
    let cell = mark(&[0xFD, 0x00, 0x0A, 0x00]);
    let mut damaged = whole.clone();
    damaged[cell + 2..cell + 4].copy_from_slice(&[0xFF, 0xFF]);
    let (sheets, findings) = read_all(&[("台账.xls", damaged)]);
    assert!(sheets.contains("# 隐藏 (hidden)") && !sheets.contains("# 意见汇总"), "{sheets}");
    assert_eq!(findings, ["台账.xls › 意见汇总: sheet-broken"]);
    // The number of a string that is not there is told at its cell.
    let mut lost = whole.clone();
    lost[cell + 10..cell + 14].copy_from_slice(&[0xFF, 0xFF, 0, 0]);
    let (_, findings) = read_all(&[("台账.xls", lost)]);
    assert!(findings[0].ends_with(": cells-unread"), "{findings:?}");
}

#[test]
fn quotation_marks_that_are_never_closed_swallow_nothing() {
    let cases = [
        // Never closed; closed by the next field that is quoted; inside a field; doubled ones.
        ("单位,意见\n一中,\"少开会\n二中,少发文\n", "B2 text \"\\\"少开会\"\nA3 text \"二中\"", true),
        ("单位,意见\n一中,\"少开会\n二中,\"少发文\"\n", "A3 text \"二中\"\nB3 text \"少发文\"", true),
        ("单位,意见\n一中,说\"少\"开会\n", "B2 text \"说\\\"少\\\"开会\"", false),
        (
            "单位,意见\n一中,\"说\"\"少\"\"\n开会,\"\n二中,无\n",
            "B2 text \"说\\\"少\\\"\\n开会,\"\nA3 text \"二中\"",
            false,
        ),
        ("单位,意见\n一中,\"少开会\"，少发文\n", "B2 text \"少开会，少发文\"", false),
        ("\"单位\",\"意见\"\n\"一中\",\"\"\n", "A2 text \"一中\"", false),
    ];
    for (text, expected, told) in cases {
        let (sheets, findings) = read_all(&[("意见.csv", text.as_bytes().to_vec())]);
        assert!(sheets.contains(expected), "{text}: {sheets}");
        let expected =
            if told { vec!["意见.csv › 意见 › B2: quotes-unpaired".to_owned()] } else { Vec::new() };
        assert_eq!(findings, expected, "{text}");
    }
}

#[test]
fn limits_stand_on_every_door() {
    let sheets = "<table:table table:name=\"甲\"/>".repeat(1_000_000);
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\" xmlns:table=\"t\" \
         office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">{sheets}</office:document>"
    );
    let sheets = "<Worksheet ss:Name=\"甲\"/>".repeat(1_000_000);
    let xml = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"s\">{sheets}</Workbook>"
    );
    for (path, text) in [("甲.fods", flat), ("甲.xml", xml)] {
        assert_eq!(read_all(&[(path, text.into_bytes())]).1, [format!("{path}: file-too-big")]);
    }
    let rows = "一,二\n".repeat(1_100_000).into_bytes();
    let (_, findings) =
        read_all(&[("甲.csv", rows.clone()), ("乙.csv", rows), ("丙.csv", b"1,2\n".to_vec())]);
    assert_eq!(findings, ["乙.csv › 乙: rows-beyond-limit"]);
}

#[test]
fn far_cells_and_both_date_systems_are_read() {
    let far = "# Sheet\nA1 text \"近\"\nXFD1048576 text \"远\"\n";
    let dates = "A1 date 2022-03-07T00:00:00\nA2 date 1999-12-31T23:59:58\n";
    let cases = [
        ("far.xlsx", far.to_owned()),
        ("dates-1904.xlsx", format!("# Sheet\n{dates}")),
        ("dates-1904.xls", format!("# Sheet\n{dates}")),
    ];
    for (fixture, expected) in cases {
        let (sheets, findings) = read_as(fixture, fixture);
        assert_eq!(sheets, expected, "{fixture}");
        assert!(findings.is_empty(), "{fixture}: {findings:?}");
    }
}

#[test]
fn binary_workbooks_are_read() {
    let expected =
        "# 意见\nA1 text \"意见建议\"\nB3 number 3.5\nC3 flag true\n# 隐藏 (hidden)\nA1 text \"藏\"\n";
    for path in ["台账.xlsb", "台账.xlsx"] {
        let (sheets, findings) = read_as("small.xlsb", path);
        assert_eq!(sheets, expected, "{path}: {findings:?}");
        assert_eq!(findings, [format!("{path}: xlsb-in-part")]);
    }
}

#[test]
fn separated_text_is_read_in_every_encoding() {
    for fixture in ["utf8.csv", "utf8-bom.csv", "gbk.csv", "utf16.csv"] {
        let (sheets, findings) = read_as(fixture, &format!("一月/{fixture}"));
        let name = fixture.strip_suffix(".csv").unwrap();
        let expected = format!(
            r#"# {name}
A1 text "序号"
B1 text "意见建议"
C1 text "提出人"
A2 text "1"
B2 text "会议多，\n文件长"
C2 text "张三"
A4 text "2"
B4 text "说\"空话\""
C4 text "李四"
"#
        );
        assert_eq!(sheets, expected);
        assert!(findings.is_empty(), "{fixture}: {findings:?}");
    }
}

#[test]
fn text_of_two_bytes_a_character_is_known_without_a_mark() {
    let text = "序号,意见建议\n1,会议多\n";
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let wide = text.encode_utf16().flat_map(order).collect();
        let (sheets, findings) = read_all(&[("a.csv", wide)]);
        assert!(sheets.ends_with("A2 text \"1\"\nB2 text \"会议多\"\n"), "{sheets}");
        assert!(findings.is_empty(), "{findings:?}");
    }
}

#[test]
fn delimiters_are_told_from_the_lines() {
    let cases = [
        ("a;b;c\n1;2,5;3\n", "C2 text \"3\""),
        ("甲\t乙,丙\n丁\t戊,己,庚\n", "B2 text \"戊,己,庚\""),
        ("\n甲,乙\n\n丙,丁\n", "B4 text \"丁\""),
    ];
    for (text, expected) in cases {
        let (sheets, _) = read_all(&[("a.csv", text.as_bytes().to_vec())]);
        assert!(sheets.trim_end().ends_with(expected), "{sheets}");
    }
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let (sheets, findings) = read_all(&[
        ("甲.xlsx", bytes("encrypted.xlsx")),
        ("~$乙.xlsx", vec![0; 165]),
        ("说明.txt", b"x".to_vec()),
        ("乙.xlsx", bytes("dates-1904.xlsx")),
        ("丙.xls", vec![0; 10]),
    ]);
    assert!(sheets.contains("2022-03-07"));
    assert_eq!(findings, ["甲.xlsx: file-encrypted", "说明.txt: file-text", "丙.xls: file-broken"]);
}

#[test]
fn only_hidden_files_and_those_of_programs_are_passed_over() {
    let loaded = [
        "台账.xlsx",
        "成文.xlsx",
        "一月/台账.XLS",
        "a.et",
        "a.b.csv",
        "通知.docx",
        "图.JPG",
        "意见.zip",
        "说明.txt",
        "a",
    ];
    let passed = [
        "成文/核对表.xlsx",
        "一月/成文/报告.docx",
        "~$台账.xlsx",
        "一月/.~lock.台账.xlsx#",
        ".台账.xlsx",
        ".git/a.csv",
        "__MACOSX/台账.xlsx",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
    ];
    for path in loaded {
        assert!(is_candidate(path), "{path}");
    }
    for path in passed {
        assert!(!is_candidate(path), "{path}");
    }
}

#[test]
fn pictures_in_cells_are_told_and_not_taken_for_text() {
    let (sheets, findings) = read_as("picture-in-cell.xlsx", "台账.xlsx");
    assert_eq!(sheets, BASIC.replace("D6 text \"甲乙\"\n", ""));
    let expected = "台账.xlsx › 意见汇总 › D6: pictures-in-cells".to_owned();
    assert!(findings.contains(&expected), "{findings:?}");
}

#[test]
fn text_cut_inside_a_character_is_read_and_told() {
    let mut bytes = bytes("utf8.csv");
    bytes.truncate(bytes.len() - 3);
    let (sheets, findings) = read_all(&[("a.csv", bytes)]);
    assert!(sheets.contains("C4 text \"李\u{FFFD}\""), "{sheets}");
    assert_eq!(findings, ["a.csv: text-damaged"]);
}

#[test]
fn system_exports_of_text_under_the_name_of_a_workbook_are_read() {
    let (gbk, _, _) = encoding_rs::GBK.encode("编号\t意见\n=\"0012\"\t会议多\n");
    let (sheets, findings) = read_all(&[("导出.xls", gbk.into_owned())]);
    let expected = "# 导出\nA1 text \"编号\"\nB1 text \"意见\"\nA2 text \"0012\"\nB2 text \"会议多\"\n";
    assert_eq!(sheets, expected);
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn a_web_page_with_one_table_is_read_as_a_sheet() {
    let page = r#"<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312">
<style>td{mso-number-format:"\@"}</style><!--[if gte mso 9]><xml><x:Name>表</x:Name></xml><![endif]--></head>
<body><TABLE border=1><tr><th colspan="2">意见&nbsp;汇总</th><th rowspan=2>备注</th></tr>
<tr><td>1</td><td>会议多<br/>文件< 长&gt;
   又长</td></tr><tr style="display: none"><td></td><td>无<td>&#x7532;</tr></table></body></html>"#;
    let (gbk, _, _) = encoding_rs::GBK.encode(page);
    let expected = r##"# 导出
A1 text "意见\u{a0}汇总"
C1 text "备注"
A2 text "1"
B2 text "会议多\n文件< 长> 又长"
B3 text "无"
C3 text "甲"
merged A1:B1
merged C1:C2
hidden row 3
"##;
    let (sheets, findings) = read_all(&[("导出.xls", gbk.into_owned())]);
    assert_eq!(sheets, expected);
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn a_web_page_packed_like_a_mail_is_read() {
    let table = "<html><table><tr><td>=E4=BC=9A=E8=AE=AE=E5=A4=9A</td></tr></table></html>";
    let part = |kind: &str, body: &str| {
        format!(
            "--=_x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n"
        )
    };
    let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"=_x\"\r\n\r\n";
    let one = [head, &part("text/html", table), &part("text/css", "td{}"), "--=_x--"].concat();
    let (sheets, findings) = read_all(&[("导出.xls", one.into_bytes())]);
    assert_eq!((sheets.as_str(), findings.len()), ("# 导出\nA1 text \"会议多\"\n", 0));
    let two = [head, &part("text/html", table), &part("text/html", table), "--=_x--"].concat();
    assert_eq!(read_all(&[("导出.xls", two.into_bytes())]).1, ["导出.xls: file-web-table"]);
}

#[test]
fn pages_of_every_program_and_encoding_are_known() {
    let page = "From: <由 WPS 表格保存>\r\nSubject: =?gb2312?B?0uK8+w==?=\r\nMIME-Version: 1.0\r\nContent-Type: text/html;\r\n\
         \tcharset=\"gb2312\"\r\n\r\n<html><table><tr><td>会议多</td></tr></table></html>";
    let xml = "<?xml version=\"1.0\" encoding=\"GB2312\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"s\"><Worksheet ss:Name=\"导出\"><Table><Row><Cell><Data ss:Type=\"String\">会议多</Data></Cell></Row>\
         </Table></Worksheet></Workbook>";
    let wide = |text: &str| -> Vec<u8> {
        "\u{FEFF}"
            .chars()
            .chain(text.chars())
            .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    for ending in ["xls", "mht", "html", "xml", "txt", "xlsx"] {
        let path = format!("导出.{ending}");
        for bytes in [gbk(page), page.as_bytes().to_vec(), gbk(xml), wide(&xml.replace("GB2312", "UTF-16"))] {
            let (sheets, findings) = read_all(&[(&path, bytes)]);
            assert_eq!(
                (sheets.as_str(), findings.len()),
                ("# 导出\nA1 text \"会议多\"\n", 0),
                "{path} {findings:?}"
            );
        }
    }
}

#[test]
fn web_pages_that_leave_rows_to_guessing_are_not_read() {
    let table = "<table><tr><td>1</td></tr></table>";
    let pages = [
        format!("<html>{table}{table}</html>"),
        format!("<html>标题{table}</html>"),
        format!("<html><table><tr><td>{table}</td></tr></table></html>"),
        "<html><table><tr><td>1".to_owned(),
        "<?xml version=\"1.0\"?><rows/>".to_owned(),
    ];
    for page in pages {
        let (_, findings) = read_all(&[("导出.xls", page.clone().into_bytes())]);
        assert_eq!(findings, ["导出.xls: file-web-table"], "{page}");
    }
}

#[test]
fn the_xml_of_excel_2003_is_read_under_the_name_of_a_workbook() {
    let xml = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Worksheet ss:Name="意见"><Table>
  <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">汇总&amp;表</Data></Cell><Cell><Data ss:Type="String">备注</Data></Cell></Row>
  <Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">3.5</Data>
    <Comment><ss:Data>批注</ss:Data></Comment></Cell>
   <Cell><Data ss:Type="DateTime">2022-03-07T00:00:00.000</Data></Cell>
   <Cell ss:Formula="=RC[-2]*2"></Cell><Cell><Data ss:Type="String">一&#10;二</Data></Cell></Row>
 </Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"#;
    let expected = r##"# 意见 (hidden)
A1 text "汇总&表"
C1 text "备注"
B3 number 3.5
C3 date 2022-03-07T00:00:00
E3 text "一\n二"
merged A1:B1
hidden row 3
"##;
    let (sheets, findings) = read_all(&[("导出.xls", xml.as_bytes().to_vec())]);
    assert_eq!(sheets, expected);
    assert_eq!(findings, ["导出.xls › 意见 › D3: formulas-unsaved"]);
}

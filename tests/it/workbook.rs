//! Files that real programs wrote → the sheets that a person sees in them, or the reason why not.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chengwen::finding::{Lang, Place, Severity};
use chengwen::model::origin::{Places, address};
use chengwen::workbook::{Cell, InputFile, Sheet, is_candidate, read};

/// Reads files by path and content; the sheets, and the findings as `place: code`.
fn read_all(files: &[(&str, Vec<u8>)]) -> (String, Vec<String>) {
    let files: Vec<InputFile> = files
        .iter()
        .map(|(path, bytes)| InputFile {
            path: (*path).to_owned(),
            bytes: bytes.clone(),
        })
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
fn read_as(fixture: &str, path: &str) -> (String, Vec<String>) {
    read_all(&[(path, bytes(fixture))])
}

fn bytes(fixture: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/workbook")
        .join(fixture);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn dump(sheet: &Sheet) -> String {
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

#[test]
fn every_format_shows_the_same_cells_under_any_name() {
    let covered = |path: &str| vec![format!("{path} › 意见汇总 › B1: covered-text-dropped")];
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
        assert_eq!(findings, covered(path), "{fixture} as {path}");
    }
}

#[test]
fn open_document_shows_the_same_cells_with_its_own_dates_and_times() {
    // There a date is a date, before 1900 too, and a time of day is the text that is shown.
    let expected = BASIC
        .replace("C7 number -5", "C7 date 1899-12-25T00:00:00")
        .replace("D7 number 0.5", "D7 text \"12:00\"");
    for (fixture, path) in [
        ("basic.ods", "台账.ods"),
        ("basic.ods", "台账.xls"),
        ("basic.fods", "台账.fods"),
    ] {
        let (sheets, findings) = read_as(fixture, path);
        assert_eq!(sheets, expected, "{fixture} as {path}");
        assert_eq!(
            findings,
            [format!("{path} › 意见汇总 › B1: covered-text-dropped")]
        );
    }
}

#[test]
fn formulas_without_a_saved_result_are_told() {
    let (sheets, findings) = read_as("basic-openpyxl.xlsx", "台账.xlsx");
    let expected = BASIC
        .replace("D4 number 7\n", "")
        .replace("C6 error #DIV/0!\n", "");
    assert_eq!(sheets, expected);
    let expected = [
        "台账.xlsx › 意见汇总 › C6: formulas-unsaved",
        "台账.xlsx › 意见汇总 › B1: covered-text-dropped",
    ];
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
    let expected = [
        "台账.xlsx › 意见汇总 › D7: cells-unread",
        "台账.xlsx › 意见汇总 › C6: formulas-unsaved",
        "台账.xlsx › 意见汇总 › B1: covered-text-dropped",
    ];
    assert_eq!(findings, expected);
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
fn what_is_not_read_is_said_with_the_reason() {
    let half = |fixture: &str| {
        let mut bytes = bytes(fixture);
        bytes.truncate(bytes.len() / 2);
        bytes
    };
    let cases: [(&str, Vec<u8>, &str, Severity); 21] = [
        (
            "a.xlsx",
            bytes("encrypted.xlsx"),
            "file-encrypted",
            Severity::Error,
        ),
        (
            "b.XLS",
            bytes("encrypted.xlsx"),
            "file-encrypted",
            Severity::Error,
        ),
        (
            "c.xlsx",
            half("basic-openpyxl.xlsx"),
            "file-broken",
            Severity::Error,
        ),
        ("d.xls", half("basic.xls"), "file-broken", Severity::Error),
        ("e.ods", half("basic.ods"), "file-broken", Severity::Error),
        ("f.xlsx", Vec::new(), "file-empty", Severity::Error),
        ("g.csv", b" \r\n".to_vec(), "file-empty", Severity::Error),
        (
            "h.docx",
            bytes("letter.docx"),
            "file-not-workbook",
            Severity::Warning,
        ),
        (
            "i.xlsx",
            bytes("letter.docx"),
            "file-not-workbook",
            Severity::Warning,
        ),
        (
            "j.wps",
            bytes("letter.doc"),
            "file-not-workbook",
            Severity::Warning,
        ),
        (
            "k.docx",
            half("letter.docx"),
            "file-not-workbook",
            Severity::Warning,
        ),
        (
            "l.pdf",
            b"%PDF-1.7\n".to_vec(),
            "file-not-workbook",
            Severity::Warning,
        ),
        (
            "m.jpg",
            b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(),
            "file-not-workbook",
            Severity::Warning,
        ),
        (
            "n.zip",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(),
            "file-archive",
            Severity::Warning,
        ),
        (
            "o.rar",
            b"Rar!\x1A\x07".to_vec(),
            "file-archive",
            Severity::Warning,
        ),
        (
            "p.xls",
            b"<html><table><tr><td>1</td></tr></table></html>".to_vec(),
            "file-web-table",
            Severity::Error,
        ),
        (
            "q.xls",
            b"\x09\x04\x06\0\0\x04\x10\0".to_vec(),
            "file-too-old",
            Severity::Error,
        ),
        ("r.xlsx", vec![0; 4096], "file-broken", Severity::Error),
        ("s.xls", vec![7, 0, 200, 0, 9], "file-broken", Severity::Error),
        (
            "t.csv",
            vec![b','; (100 << 20) + 1],
            "file-too-big",
            Severity::Error,
        ),
        ("u.doc", "普通文字".into(), "file-not-workbook", Severity::Warning),
    ];
    for (path, bytes, code, severity) in cases {
        let mut places = Places::default();
        let path = path.to_owned();
        let noted = read(
            &[InputFile {
                path: path.clone(),
                bytes,
            }],
            &mut places,
        );
        let [finding] = noted.findings.as_slice() else {
            panic!("{path}: {:?}", noted.findings);
        };
        let said = finding.what.say();
        assert_eq!((said.code, said.severity), (code, severity), "{path}");
        assert_eq!(finding.place, Place::File(path.clone()));
        assert!(
            said.hint(Lang::Zh).is_some() && said.hint(Lang::En).is_some(),
            "{path}"
        );
        assert_eq!(noted.value.unread.len(), 1, "{path}");
        assert!(noted.value.workbooks.is_empty(), "{path}");
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
    assert_eq!(findings, ["甲.xlsx: file-encrypted", "丙.xls: file-broken"]);
}

#[test]
fn only_workbooks_and_documents_are_loaded() {
    let loaded = [
        "台账.xlsx",
        "一月/台账.XLS",
        "a.et",
        "a.b.csv",
        "通知.docx",
        "图.JPG",
        "意见.zip",
    ];
    let passed = [
        "~$台账.xlsx",
        "一月/.~lock.台账.xlsx#",
        ".台账.xlsx",
        ".git/a.csv",
        "__MACOSX/台账.xlsx",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "说明.txt",
        "README.md",
        "xlsx",
        "a.tmp",
    ];
    for path in loaded {
        assert!(is_candidate(path), "{path}");
    }
    for path in passed {
        assert!(!is_candidate(path), "{path}");
    }
}

/// Damaged in any way a file is read or unread, and nothing panics or runs away.
#[test]
fn damaged_files_are_read_or_unread() {
    for fixture in [
        "basic-openpyxl.xlsx",
        "basic-libreoffice.xlsx",
        "basic.xls",
        "basic.ods",
        "dates-1904.xls",
    ] {
        let whole = bytes(fixture);
        let points = (0..40).map(|step| whole.len() * step / 40);
        for point in points.clone() {
            let mut cut = whole.clone();
            cut.truncate(point);
            outcome_of(fixture, cut);
            let mut zeroed = whole.clone();
            zeroed[point..].fill(0);
            outcome_of(fixture, zeroed);
            for flip in [0x01, 0x80, 0xFF] {
                let mut flipped = whole.clone();
                flipped[point] ^= flip;
                outcome_of(fixture, flipped);
            }
        }
    }
}

fn outcome_of(path: &str, bytes: Vec<u8>) {
    let mut places = Places::default();
    let noted = read(
        &[InputFile {
            path: path.to_owned(),
            bytes,
        }],
        &mut places,
    );
    let read = noted.value;
    assert_ne!(
        read.workbooks.is_empty(),
        read.unread.is_empty() && noted.findings.is_empty()
    );
    assert!(noted.findings.len() >= read.unread.len());
}

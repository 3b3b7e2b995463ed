//! Files that cannot be read, or only in part → the reason, and the other files all the same.

use chengwen::finding::reading::{Cells, Foreign};
use chengwen::finding::{Lang, Place, Reading, Severity, What};
use chengwen::model::origin::Places;
use chengwen::workbook::{InputFile, read};

use crate::workbook::{bytes, read_as};

#[test]
fn what_is_not_read_is_said_with_the_reason() {
    let half = |fixture: &str| {
        let mut bytes = bytes(fixture);
        bytes.truncate(bytes.len() / 2);
        bytes
    };
    let cases: [(&str, Vec<u8>, &str, Severity); 19] = [
        ("a.xlsx", bytes("encrypted.xlsx"), "file-encrypted", Severity::Error),
        ("b.XLS", bytes("encrypted.xlsx"), "file-encrypted", Severity::Error),
        ("c.xlsx", half("basic-openpyxl.xlsx"), "file-broken", Severity::Error),
        ("d.xls", half("basic.xls"), "file-broken", Severity::Error),
        ("e.ods", half("basic.ods"), "file-broken", Severity::Error),
        ("f.xlsx", Vec::new(), "file-empty", Severity::Error),
        ("g.csv", b" \r\n".to_vec(), "file-empty", Severity::Error),
        ("j.wps", bytes("letter.doc"), "file-not-workbook", Severity::Warning),
        ("k.docx", half("letter.docx"), "file-broken", Severity::Error),
        ("l.pdf", b"%PDF-1.7\n".to_vec(), "file-not-workbook", Severity::Warning),
        ("m.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "file-not-workbook", Severity::Warning),
        (
            "n.zip",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(),
            "archive-empty",
            Severity::Warning,
        ),
        ("o.rar", b"Rar!\x1A\x07".to_vec(), "file-archive", Severity::Warning),
        (
            "p.xls",
            b"<html><table><tr><td>1</td></tr></table>x</html>".to_vec(),
            "file-web-table",
            Severity::Error,
        ),
        ("q.xls", b"\x09\x04\x06\0\0\x04\x10\0".to_vec(), "file-too-old", Severity::Error),
        ("r.xlsx", vec![0; 4096], "file-broken", Severity::Error),
        ("s.xls", vec![7, 0, 200, 0, 9], "file-broken", Severity::Error),
        ("t.csv", vec![b','; (100 << 20) + 1], "file-too-big", Severity::Error),
        ("u.doc", "普通文字".into(), "file-not-workbook", Severity::Warning),
    ];
    for (path, bytes, code, severity) in cases {
        let mut places = Places::default();
        let path = path.to_owned();
        let noted = read(&[InputFile { path: path.clone(), bytes }], &mut places);
        let [finding] = noted.findings.as_slice() else {
            panic!("{path}: {:?}", noted.findings);
        };
        let said = finding.what.say();
        assert_eq!((said.code, said.severity), (code, severity), "{path}");
        assert_eq!(finding.place, Place::File(path.clone()));
        assert!(said.hint(Lang::Zh).is_some() && said.hint(Lang::En).is_some(), "{path}");
        assert_eq!(noted.value.unread.len(), 1, "{path}");
        assert!(noted.value.workbooks.is_empty(), "{path}");
    }
}

#[test]
fn a_sheet_that_cannot_be_read_does_not_stop_the_others() {
    let (sheets, findings) = read_as("broken-sheet.xlsx", "台账.xlsx");
    assert_eq!(sheets, "# 隐藏 (hidden)\nB2 text \"藏\"\n# 空表\n");
    assert_eq!(findings, ["台账.xlsx › 意见汇总: sheet-broken"]);
    let (sheets, findings) = read_as("same-names.xlsx", "台账.xlsx");
    assert!(sheets.contains("征求意见汇总表") && !sheets.contains("藏"), "{sheets}");
    assert!(findings.contains(&"台账.xlsx › 意见汇总: sheet-name-twice".to_owned()), "{findings:?}");
}

#[test]
fn hostile_files_are_refused_before_they_fill_the_memory() {
    let cases =
        [("repeated.ods", "file-too-big"), ("cut-content.ods", "file-broken"), ("looped.xls", "file-broken")];
    for (fixture, code) in cases {
        let (sheets, findings) = read_as(fixture, fixture);
        assert_eq!(findings, [format!("{fixture}: {code}")]);
        assert!(sheets.is_empty(), "{sheets}");
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
        "small.xlsb",
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
    let noted = read(&[InputFile { path: path.to_owned(), bytes }], &mut places);
    let read = noted.value;
    let unread_files = read.unread.iter().filter(|unread| unread.sheet.is_none()).count();
    assert_eq!(read.workbooks.len() + unread_files, 1, "{path}");
    assert!(noted.findings.len() >= read.unread.len());
}

#[test]
fn every_kind_has_a_code_and_a_cure() {
    let cells = || Cells { count: 12, ranges: vec!["B2".into(), "C4:C14".into()], complete: false };
    let kinds = [
        (Reading::FileEmpty, "file-empty"),
        (Reading::FileEncrypted, "file-encrypted"),
        (Reading::FileBroken, "file-broken"),
        (Reading::FileTooBig, "file-too-big"),
        (Reading::FileTooOld, "file-too-old"),
        (Reading::FileUnknown, "file-unknown"),
        (Reading::FileArchive, "file-archive"),
        (Reading::ArchiveEncrypted, "archive-encrypted"),
        (Reading::ArchiveEmpty, "archive-empty"),
        (Reading::FileWithoutTable, "file-without-table"),
        (Reading::FileTooHeavy, "file-too-heavy"),
        (Reading::XlsbInPart, "xlsb-in-part"),
        (Reading::StruckOut { before: "会议多".into(), after: String::new() }, "struck-out"),
        (Reading::StruckOutToo(cells()), "struck-out-more"),
        (Reading::RareLost { before: "《A□B》".into(), after: "《AB》".into() }, "rare-character-lost"),
        (Reading::RareLostToo(cells()), "rare-character-lost-more"),
        (Reading::FileForeign(Foreign::Ofd), "file-not-workbook"),
        (Reading::FileWebTable, "file-web-table"),
        (Reading::SheetBroken, "sheet-broken"),
        (Reading::SheetTooBig, "sheet-too-big"),
        (Reading::SheetNameTwice, "sheet-name-twice"),
        (Reading::SheetUnknown, "sheet-unknown"),
        (Reading::CellsUnread(cells()), "cells-unread"),
        (Reading::FormulasUnsaved(cells()), "formulas-unsaved"),
        (Reading::PicturesInCells(cells()), "pictures-in-cells"),
        (Reading::CoveredDropped(cells()), "covered-text-dropped"),
        (Reading::TextDamaged(3), "text-damaged"),
    ];
    for (kind, code) in kinds {
        let said = What::from(kind).say();
        assert_eq!(said.code, code);
        assert!(said.hint.iter().all(|hint| !hint.is_empty()), "{code}");
    }
}

#[test]
fn cells_are_named_in_the_sentence() {
    let said = What::from(Reading::FormulasUnsaved(Cells {
        count: 12,
        ranges: vec!["B2".into(), "C4:C14".into()],
        complete: true,
    }))
    .say();
    assert_eq!(said.message[0], "B2、C4:C14共12个单元格的公式没有保存计算结果，按空白处理");
}

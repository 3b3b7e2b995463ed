//! Archives from a mail → their files, read like those of a folder.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::workbook::{read_all, read_as};

fn csv(opinion: &str) -> Vec<u8> {
    format!("意见建议,提出人\n{opinion},张三\n").into_bytes()
}

/// An archive of these files.
pub(crate) fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_a_folder_whatever_its_names_are_written_in() {
    let sheet = |name: &str, opinion: &str| {
        format!(
            "# {name}\nA1 text \"意见建议\"\nB1 text \"提出人\"\nA2 text \"{opinion}\"\nB2 text \"张三\"\n"
        )
    };
    let (sheets, findings) = read_as("gbk-names.zip", "附件.zip");
    let expected = [("乙", "调研少"), ("征求意见表格", "文件长"), ("征求意见", "会议多")];
    for (name, opinion) in expected {
        assert!(sheets.contains(&sheet(name, opinion)), "{sheets}");
    }
    assert_eq!(sheets.matches("# ").count(), expected.len());
    assert_eq!(findings, ["附件.zip/其他单位的.zip/深层.zip: file-archive", "附件.zip/说明.txt: file-other"]);
    let (sheets, findings) = read_as("utf8-names.zip", "附件.zip");
    assert_eq!(sheets, sheet("意见", "会议多"));
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn a_bad_file_of_an_archive_does_not_stop_the_others() {
    let archive =
        zipped(&[("a/甲.xlsx", vec![1; 100]), ("a/乙.csv", csv("会议多")), ("a/~$乙.xlsx", vec![0])]);
    let (sheets, findings) = read_all(&[("附件.zip", archive)]);
    assert!(sheets.contains("会议多"));
    assert_eq!(findings, ["附件.zip/a/甲.xlsx: file-broken"]);
}

#[test]
fn archives_that_cannot_be_opened_are_said() {
    let bomb = zipped(&[("零.csv", vec![b' '; 40 << 20])]);
    let many: Vec<(String, Vec<u8>)> = (0..10_001).map(|n| (format!("{n}.csv"), Vec::new())).collect();
    let many: Vec<(&str, Vec<u8>)> =
        many.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let mut locked = zipped(&[("甲.csv", csv("会议多"))]);
    // The flag of a password, in the entry and in the directory.
    for mark in [b"PK\x03\x04", b"PK\x01\x02"] {
        let at = locked.windows(4).position(|window| window == mark).unwrap();
        locked[at + if mark[2] == 3 { 6 } else { 8 }] |= 1;
    }
    let cases = [
        (bomb, "附件.zip: file-too-big"),
        (zipped(&many), "附件.zip: file-too-big"),
        (zipped(&[("说明.txt", b"x".to_vec())]), "附件.zip/说明.txt: file-text"),
        (zipped(&[(".说明", b"x".to_vec())]), "附件.zip: archive-empty"),
        (locked, "附件.zip/甲.csv: archive-encrypted"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(read_all(&[("附件.zip", bytes)]).1, [expected]);
    }
}

//! .xlsb parsed in another process → the same sheets as here, and a reason when that process fails.

use std::io::Write as _;
use std::process::{Command, Stdio};

use chengwen::finding::Reading;
use chengwen::finding::reading::{Cells, Foreign};
use chengwen::model::origin::Places;
use chengwen::workbook::{Door, InputFile, Parsed, parse, read, read_with, wire};

use crate::workbook::{bytes, dump};

const FIXTURES: [&str; 3] = ["small.xlsb", "basic.xls", "encrypted.xlsx"];

/// Parses in the program as it is on the disk.
struct Program;

impl Door for Program {
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading> {
        wire::read(&run(bytes))
    }
}

fn run(bytes: &[u8]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chengwen"));
    let mut child = command.arg("__read").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    output.stdout
}

#[test]
fn the_other_process_gives_the_same_sheets() {
    for fixture in FIXTURES {
        let files = [InputFile { path: fixture.into(), bytes: bytes(fixture) }];
        let here = read(&files, &mut Places::default());
        let there = read_with(&files, &mut Places::default(), &Program);
        let dumped = |read: &chengwen::workbook::Read| -> String {
            read.workbooks.iter().flat_map(|workbook| &workbook.sheets).map(dump).collect()
        };
        assert_eq!(dumped(&here.value), dumped(&there.value), "{fixture}");
        assert_eq!(here.findings, there.findings, "{fixture}");
    }
}

#[test]
fn numbers_come_over_to_the_last_bit() {
    let mut out = Vec::new();
    wire::write(&parse(&bytes("small.xlsb")), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains(&format!(",{}]", 3.5f64.to_bits())), "{text}");
}

#[test]
fn a_process_that_was_stopped_is_a_reason() {
    let mut out = Vec::new();
    wire::begin(&mut out).unwrap();
    wire::write(&parse(&bytes("small.xlsb")), &mut out).unwrap();
    assert!(wire::read(&out).is_ok() && wire::has_begun(&out));
    assert!(!wire::has_begun(b"") && !wire::has_begun(&out[1..]));
    for length in (0..out.len() - 6).step_by(7) {
        assert_eq!(wire::read(&out[..length]).unwrap_err(), Reading::FileTooHeavy, "{length}");
    }
    assert_eq!(wire::read(b"thread panicked").unwrap_err(), Reading::FileTooHeavy);
}

#[test]
fn a_reason_comes_over_as_it_is() {
    let cells = Cells { count: 2, ranges: vec!["A1".to_owned()], complete: false };
    for reason in [Reading::FileTooBig, Reading::FileForeign(Foreign::Word), Reading::StruckOutToo(cells)] {
        let mut out = Vec::new();
        wire::write(&Err(reason.clone()), &mut out).unwrap();
        assert_eq!(wire::read(&out).unwrap_err(), reason);
    }
}

#[test]
fn no_bytes_harm_the_process() {
    for bytes in [
        Vec::new(),
        vec![0; 4096],
        bytes("small.xlsb")[..1000].to_vec(),
        bytes("basic.xls"),
        bytes("opinions.docx"),
    ] {
        assert!(wire::read(&run(&bytes)).is_err());
    }
}

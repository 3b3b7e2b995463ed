//! A workbook of 200,000 rows and 30 columns → the memory that a whole `chengwen check` of it takes.
//!
//! `cargo bench --bench memory` builds the workbook, runs the program and fails above the limit. The system
//! keeps the high-water mark of a running process in a file, which is read until the process ends.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use rust_xlsxwriter::{Workbook, XlsxError};

const ROWS: u32 = 200_000;
const COLUMNS: u16 = 30;
/// What the program may take at most, in KiB.
const LIMIT: u64 = 512 << 10;

/// The columns that the table of opinions knows; as many again are the unit's own.
const HEADERS: [&str; 14] = [
    "序号",
    "方面",
    "意见建议",
    "姓名",
    "单位",
    "日期",
    "征求方式",
    "身份",
    "意见对象",
    "突出问题",
    "采纳情况",
    "采纳理由",
    "承办单位",
    "备注",
];

/// What a row holds under them.
fn known(row: u32, column: u16) -> String {
    let of =
        |words: &[&str]| words.get(row as usize % words.len().max(1)).copied().unwrap_or_default().to_owned();
    match column {
        0 => row.to_string(),
        1 => of(&["形式主义", "官僚主义", "享乐主义", "奢靡之风"]),
        2 => format!("第{row}位同志反映会议偏多、文件偏长，建议精简会议、改进文风，多到基层调研"),
        3 => format!("同志{}", row % 5000),
        4 | 12 => format!("第{}科室", row % 40),
        5 => format!("2022年3月{}日", row % 28 + 1),
        6 => of(&["书面征求", "座谈会", "个别谈话"]),
        7 => of(&["干部", "群众", "代表"]),
        9 => of(&["会议多", "文件长", "调研少", "作风漂浮", "铺张浪费"]),
        10 => of(&["采纳", "部分采纳"]),
        _ => format!("备注{}", row % 10_000),
    }
}

fn main() -> ExitCode {
    let folder = env::temp_dir().join(format!("chengwen-memory-{}", std::process::id()));
    let outcome = measure(&folder);
    let _ = fs::remove_dir_all(&folder);
    match outcome {
        Ok((peak, time)) => {
            println!(
                "{ROWS} x {COLUMNS}: peak {} MiB of {} MiB, {:.1} s",
                peak >> 10,
                LIMIT >> 10,
                time.as_secs_f64()
            );
            ExitCode::from(u8::from(peak == 0 || peak > LIMIT))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(folder: &Path) -> Result<(u64, Duration), Box<dyn std::error::Error>> {
    fs::create_dir_all(folder)?;
    write(&folder.join("意见.xlsx"))?;
    let start = Instant::now();
    let mut program = Command::new(program());
    let mut child = program.arg("check").arg(folder).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let peak = watch(&mut child)?;
    let time = start.elapsed();
    // A workbook in which no table was recognised would measure half of the way.
    match child.wait()?.success() || peak > LIMIT {
        true => Ok((peak, time)),
        false => Err("the program refused the workbook".into()),
    }
}

/// The program that is measured: another one can be named, to compare two versions.
fn program() -> PathBuf {
    env::var_os("CHENGWEN").map_or_else(|| env!("CARGO_BIN_EXE_chengwen").into(), PathBuf::from)
}

/// The high-water mark of a process in KiB, once it has ended; zero where the system does not tell.
fn watch(child: &mut Child) -> std::io::Result<u64> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let value = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(value.unwrap_or(0));
        if peak > 4 * LIMIT {
            // The machine may have others to serve.
            child.kill()?;
        }
        thread::sleep(Duration::from_millis(2));
    }
    Ok(peak)
}

/// A ledger like those that offices keep: most texts differ, some repeat.
fn write(path: &Path) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_low_memory()?;
    sheet.set_name("征求意见汇总")?;
    for column in 0..COLUMNS {
        let known = HEADERS.get(usize::from(column)).map(ToString::to_string);
        sheet.write(0, column, known.unwrap_or_else(|| format!("附加栏{column}")))?;
    }
    for row in 1..=ROWS {
        for column in 0..COLUMNS {
            match column {
                column if usize::from(column) < HEADERS.len() => {
                    sheet.write(row, column, known(row, column))?
                }
                column if column % 3 == 0 => sheet.write(row, column, f64::from(row) * f64::from(column))?,
                _ => sheet.write(row, column, format!("附注{}", row * u32::from(column) % 10_000))?,
            };
        }
    }
    workbook.save(path)
}

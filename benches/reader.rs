//! How long calamine's streaming reader alone takes for the workbooks of a folder: the floor that the ratios stand on.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)]
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use calamine::{Reader, Xlsx, open_workbook};

fn cells(path: &PathBuf) -> usize {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut count = 0;
    for name in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&name).unwrap();
        while let Some(cell) = reader.next_cell().unwrap() {
            std::hint::black_box(cell);
            count += 1;
        }
    }
    count
}

fn main() {
    let folder = std::env::args().nth(1).filter(|argument| !argument.starts_with('-'));
    let Some(folder) = folder else {
        return println!("reader FOLDER");
    };
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
    files.sort();
    println!("{} cells", files.iter().map(cells).sum::<usize>());
}

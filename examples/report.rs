//! A report from Rust: the files of a folder in, a .docx out. `cargo run --example report -- FOLDER OUT.docx`
#![allow(clippy::disallowed_methods, reason = "the library touches no file, so its caller does")]

use std::error::Error;

use chengwen::kind::built_in;
use chengwen::workbook::{InputFile, is_candidate};
use chengwen::{Request, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (folder, out) = arguments.next().zip(arguments.next()).ok_or("give a folder and a file to write")?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && is_candidate(&path) {
            files.push(InputFile { path, bytes: std::fs::read(entry.path())? });
        }
    }
    // The order of a folder is the system's; the same request gives the same bytes.
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let kind_files = built_in("campaign").ok_or("no such kind")?;
    let request = Request { files, kind: "campaign".to_owned(), kind_files, ..Request::default() };
    let outcome = generate(&request).map_err(|refused| format!("no report: {:?}", refused.refusals))?;
    std::fs::write(out, &outcome.document)?;
    Ok(())
}

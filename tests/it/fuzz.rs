//! The targets of `fuzz/`, each on its corpus and on mutations of it that are the same in every run.
//!
//! Not what libFuzzer finds, but every day: an instrumented build takes longer than all other tests.

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use crate::recognize::Dice;

/// How often each file is mutated; a whole run of the pipeline takes its time.
const QUICK: usize = 40;
const SLOW: usize = 4;

#[test]
fn workbooks() {
    hold("workbook", &["fuzz/corpus/workbook", "tests/fixtures/workbook"], QUICK, targets::workbook);
}

#[test]
fn grids() {
    hold("entries", &["fuzz/corpus/entries"], QUICK, targets::entries);
}

#[test]
fn documents_that_people_left() {
    hold("revised", &["fuzz/corpus/revised", "tests/fixtures/edited"], SLOW, targets::revised);
}

#[test]
fn wordings() {
    hold("wording", &["fuzz/corpus/wording"], QUICK, targets::wording);
}

/// Runs a target on the files of folders and on mutations of them. Bytes that fail are kept beside the build.
fn hold(target: &str, folders: &[&str], times: usize, run: fn(&[u8])) {
    let files: Vec<PathBuf> = folders.iter().flat_map(|folder| below(folder)).collect();
    assert!(files.len() > 1, "{target} has no corpus");
    let all: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    for (number, (file, bytes)) in files.iter().zip(&all).enumerate() {
        let mut dice = Dice(number as u64);
        for round in 0..=times {
            let input = if round == 0 { bytes.clone() } else { mutated(bytes, &all, &mut dice) };
            if catch_unwind(|| run(&input)).is_err() {
                let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{target}-{number}-{round}"));
                std::fs::write(&kept, &input).unwrap();
                panic!("{target} fails on mutation {round} of {}: {}", file.display(), kept.display());
            }
        }
    }
}

fn below(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_none_or(|ending| ending != "md"));
    files.sort();
    files
}

/// A few changes of the kinds that find faults: bytes turned, cut out, doubled, or taken from another file.
fn mutated(bytes: &[u8], all: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(out.len().max(1)).min(out.len());
        let end = (at + 1 + dice.roll(32)).min(out.len());
        match dice.roll(5) {
            0 => out.get_mut(at..end).unwrap().iter_mut().for_each(|byte| *byte = dice.roll(256) as u8),
            1 => drop(out.drain(at..end)),
            2 => {
                let piece = out[at..end].to_vec();
                out.splice(at..at, piece);
            }
            3 => {
                let other = &all[dice.roll(all.len())];
                let from = dice.roll(other.len().max(1)).min(other.len());
                let piece = other[from..(from + 64).min(other.len())].to_vec();
                out.splice(at..end, piece);
            }
            _ => out.truncate(at),
        }
    }
    out
}

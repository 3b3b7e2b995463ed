//! The lines of word lists as they are written → spaces where tabs belong, lines that stand twice.

use std::collections::BTreeSet;

use super::super::KindFiles;
use super::Wrong;
use super::tables::doubled;
use crate::finding::kinds::{KindFault, Thing};

/// So many spaces at once stand for a tab.
const SPACES: &str = "  ";

/// What is wrong in the word lists of the kind itself.
pub(super) fn wrong(own: &KindFiles) -> Vec<Wrong> {
    let lists = own.iter().filter(|(file, _)| file.contains("vocabulary/") && file.ends_with(".tsv"));
    lists.flat_map(|(file, bytes)| of_file(file, &String::from_utf8_lossy(bytes))).collect()
}

fn of_file(file: &str, text: &str) -> Vec<Wrong> {
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut columns = None;
    let lines = (1..).zip(text.trim_start_matches('\u{FEFF}').lines());
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        let cells = line.trim_end().split('\t').count();
        let columns = *columns.get_or_insert(cells);
        // Words are parted by spaces, and a term has none in it.
        let untabbed = columns > 1 && cells == 1 && line.trim().contains(' ');
        if line.trim().contains(SPACES) || untabbed {
            wrong.push(Wrong::at(file, Some(number), KindFault::Spaces));
        }
        if !seen.insert(line.trim_end()) {
            let first = line.split('\t').next().unwrap_or_default();
            wrong.push(Wrong::at(file, Some(number), doubled(Thing::Row, first)));
        }
    }
    wrong
}

//! No row of a sample is lost: those below the header are used or set aside, each with its reason.

use std::collections::BTreeMap;

use crate::raw::{self, Sheet};
use crate::sample;

#[test]
fn every_row_is_used_or_set_aside() {
    for name in sample::names() {
        let files = sample::files(&name);
        let sheets: BTreeMap<(String, String), Sheet> = files
            .iter()
            .flat_map(|file| {
                let sheets = raw::workbook(&file.path, &file.bytes);
                sheets.into_iter().map(|(sheet, cells)| ((file.path.clone(), sheet), cells))
            })
            .collect();
        let outcome = sample::outcome(files);
        let tables: Vec<_> = outcome.tables().collect();
        assert!(tables.len() > 3, "{name}: {} tables", tables.len());
        for (head, tally) in &tables {
            let place = outcome.places.name(head.sheet);
            let spelt = format!("{name}/{}!{}", place.file, place.sheet);
            let header = head.header_rows.1 + 1;
            let later = tables.iter().filter(|(other, _)| other.sheet == head.sheet);
            let end = later.map(|(other, _)| other.header_rows.0 + 1).filter(|row| *row > header).min();
            let sheet = &sheets[&(place.file.clone(), place.sheet.clone())];
            let rows =
                sheet.rows().into_iter().filter(|row| *row > header && end.is_none_or(|end| *row < end));
            let rows: Vec<u32> = rows.collect();
            assert_eq!(tally.rows_read as usize, rows.len(), "{spelt}: rows below the header");
            let aside: Vec<u32> = tally.set_aside.iter().map(|row| row.row + 1).collect();
            assert_eq!(tally.rows_read, tally.rows_used + aside.len() as u32, "{spelt}");
            assert!(aside.is_sorted_by(|a, b| a < b), "{spelt}: set aside twice: {aside:?}");
            assert!(aside.iter().all(|row| rows.contains(row)), "{spelt}: not below the header: {aside:?}");
            assert!(tally.set_aside.iter().all(|row| !row.reason.word().is_empty()), "{spelt}");
        }
    }
}

#[test]
fn every_sheet_of_a_sample_is_a_table() {
    for name in sample::names() {
        let files = sample::files(&name);
        let sheets: usize = files.iter().map(|file| raw::workbook(&file.path, &file.bytes).len()).sum();
        let outcome = sample::outcome(files);
        let mut found: Vec<_> = outcome.tables().map(|(head, _)| head.sheet).collect();
        found.dedup();
        assert_eq!((found.len(), outcome.unread.len()), (sheets, 0), "{name}");
    }
}

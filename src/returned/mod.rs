//! The faults that only the units can mend → for each of their files a copy with the cells marked, or a list.

mod notes;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Overlaps, Place, Refusal, What};
use crate::ledger::returned as list;
use crate::model::origin::{Places, SheetId, address};
use crate::outcome::Outcome;
use crate::text::path::is_in;
use crate::workbook::at::At;
use crate::workbook::mark;
use crate::workbook::{self, Door, InputFile, OUTPUT, Sheet, Workbook};

pub(crate) use notes::strip;

/// What is added to the name of a list.
const LIST: &str = "-问题清单.xlsx";

/// A file for a unit to mend its workbook by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Where it goes, inside 退回修改: the path of the unit's file, or that of a list beside it.
    pub path: String,
    /// The content of the file: a copy with marks, or a list of faults.
    pub bytes: Vec<u8>,
}

/// What is wrong at one place of a file.
struct FaultAt<'a> {
    finding: &'a Finding,
    /// The sheet's id and name; none when it is about the file.
    sheet: Option<(SheetId, String)>,
    /// The row, and the column where a cell is meant; none when it is about the sheet.
    at: Option<(u32, Option<u32>)>,
}

impl Outcome {
    /// The files of 退回修改, by path. `files` are those of the request; a workbook that holds a fault is read
    /// once more, for what stands in its cells. Findings that a person marked as looked into go back to nobody.
    ///
    /// # Errors
    /// A fault of the library that writes workbooks.
    pub fn returned(&self, files: &[InputFile], door: &dyn Door) -> Result<Vec<Returned>, Refusal> {
        let faults = self.faults();
        let mut returned: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for input in files {
            let of_input = |path: &&String| **path == input.path || is_in(path, &input.path);
            let paths: Vec<&String> = faults.keys().filter(of_input).collect();
            if paths.is_empty() {
                continue;
            }
            let read = workbook::read_with(std::slice::from_ref(input), &mut Places::default(), door).value;
            for path in paths {
                let faults = faults.get(path).map(Vec::as_slice).unwrap_or_default();
                let workbook = read.workbooks.iter().find(|workbook| workbook.file == *path);
                let bytes = (*path == input.path).then_some(input.bytes.as_slice());
                self.give_back(path, bytes, workbook, faults, &mut returned)?;
            }
        }
        // What is not among the files, since nothing of it could be read, goes back as a list.
        let given = |path: &str| files.iter().any(|input| input.path == path || is_in(path, &input.path));
        for (path, faults) in faults.iter().filter(|(path, _)| !given(path)) {
            if self.unread.iter().any(|unread| unread.file == *path) {
                self.give_back(path, None, None, faults, &mut returned)?;
            }
        }
        Ok(returned.into_iter().map(|(path, bytes)| Returned { path, bytes }).collect())
    }

    /// What the units have to mend, by file.
    fn faults(&self) -> BTreeMap<String, Vec<FaultAt<'_>>> {
        let mut faults: BTreeMap<String, Vec<FaultAt<'_>>> = BTreeMap::new();
        let replaced = self.replaced();
        let file = |sheet: SheetId| &self.places.name(sheet).file;
        for finding in &self.findings {
            let (file, sheet, at) = match &finding.place {
                Place::File(file) => (file, None, None),
                Place::Sheet(sheet) => (file(*sheet), Some(*sheet), None),
                Place::Row(sheet, row) => (file(*sheet), Some(*sheet), Some((*row, None))),
                Place::Cell(at) => (file(at.sheet), Some(at.sheet), Some((at.row, Some(at.column)))),
                Place::Folder | Place::Block(_) => continue,
            };
            let goes_back = match (sheet, at) {
                (Some(sheet), Some((row, _))) => {
                    finding.is_of_cells() && !replaced.contains(&sheet) && !self.is_ours(sheet, row)
                }
                _ => finding.is_of_file(),
            };
            if goes_back && !is_in(file, OUTPUT) && self.kept(finding).is_none() {
                let sheet = sheet.map(|sheet| (sheet, self.places.name(sheet).sheet.clone()));
                faults.entry(file.clone()).or_default().push(FaultAt { finding, sheet, at });
            }
        }
        faults
    }

    /// Sheets that do not count because another copy or version of them does.
    fn replaced(&self) -> BTreeSet<SheetId> {
        let sheet = |finding: &Finding| match (&finding.what, &finding.place) {
            (What::Overlaps(Overlaps::Copy { .. } | Overlaps::Version { .. }), Place::Sheet(sheet)) => {
                Some(*sheet)
            }
            _ => None,
        };
        self.findings.iter().filter_map(sheet).collect()
    }

    /// Whether a row belongs to a table that the office keeps itself.
    fn is_ours(&self, sheet: SheetId, row: u32) -> bool {
        let heads = self.normalized.heads.iter().filter(|head| head.sheet == sheet);
        let above =
            heads.clone().filter(|head| head.header_rows.0 <= row).max_by_key(|head| head.header_rows.0);
        let table = above.or_else(|| heads.clone().next()).and_then(|head| self.kind.tables.get(head.table));
        table.is_some_and(|table| table.ours)
    }

    /// Makes the copy of a workbook, or the list of what cannot be marked in one.
    fn give_back(
        &self,
        path: &str,
        bytes: Option<&[u8]>,
        workbook: Option<&Workbook>,
        faults: &[FaultAt<'_>],
        returned: &mut BTreeMap<String, Vec<u8>>,
    ) -> Result<(), Refusal> {
        let copy = bytes.zip(workbook).and_then(|(bytes, workbook)| self.copy(bytes, workbook, faults));
        let marked = copy.is_some();
        returned.extend(copy.map(|copy| (path.to_owned(), copy)));
        let rest = faults.iter().filter(|fault| !marked || fault.at.is_none());
        let rest: Vec<list::ListedFault> = rest.map(|fault| listed(path, workbook, fault)).collect();
        if !rest.is_empty() {
            let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
            let names = [format!("{stem}{LIST}"), format!("{stem}.{ending}{LIST}")];
            let free = names.into_iter().find(|name| !returned.contains_key(name));
            returned.insert(free.unwrap_or_else(|| format!("{path}{LIST}")), list::write(&rest)?);
        }
        Ok(())
    }

    /// The workbook with its faults marked; none when it is of a format, or built in a way, that is not patched.
    fn copy(&self, bytes: &[u8], workbook: &Workbook, faults: &[FaultAt<'_>]) -> Option<Vec<u8>> {
        let mut of_sheets: BTreeMap<SheetId, Vec<&FaultAt<'_>>> = BTreeMap::new();
        for fault in faults.iter().filter(|fault| fault.at.is_some()) {
            of_sheets.entry(fault.sheet.as_ref()?.0).or_default().push(fault);
        }
        let patches = of_sheets.iter().map(|(id, faults)| {
            let name = &self.places.name(*id).sheet;
            let sheet = workbook.sheets.iter().find(|sheet| sheet.name == *name)?;
            let heads: Vec<_> = self.normalized.heads.iter().filter(|head| head.sheet == *id).collect();
            notes::patch(sheet, &heads, faults)
        });
        let patches: Vec<mark::SheetPatch> = patches.collect::<Option<_>>()?;
        if patches.is_empty() {
            return None;
        }
        mark::patch(bytes, &patches).ok()
    }
}

/// A fault as the list tells it.
fn listed(path: &str, workbook: Option<&Workbook>, fault: &FaultAt<'_>) -> list::ListedFault {
    let name = fault.sheet.as_ref().map_or("", |(_, name)| name);
    let sheet = workbook.and_then(|workbook| workbook.sheets.iter().find(|sheet| sheet.name == name));
    let (row, column) = fault.at.map_or((None, None), |(row, column)| (Some(row), column));
    let cell = |(row, column)| sheet.and_then(|sheet: &Sheet| sheet.cell(row, column)).cloned();
    let [problem, cure] = fault.finding.for_the_unit();
    list::ListedFault {
        file: path.to_owned(),
        sheet: name.to_owned(),
        cell: match (row, column) {
            (Some(row), Some(column)) => address(row, column),
            (Some(row), None) => format!("第{}行", row + 1),
            _ => String::new(),
        },
        original: row.zip(column).and_then(cell),
        problem,
        cure,
    }
}

/// The cells of a sheet that a fault concerns; for a fault of a row all its cells.
fn cells(sheet: &Sheet, fault: &FaultAt<'_>) -> BTreeSet<At> {
    let ranges = fault.finding.ranges().iter().filter_map(|range| notes::range(range));
    let mut cells: BTreeSet<At> = ranges.flatten().take(notes::MOST_MARKED).collect();
    match fault.at {
        Some((row, Some(column))) => cells.extend([(row, column)]),
        Some((row, None)) => {
            let line = sheet.rows.iter().find(|line| line.index == row);
            cells.extend(line.and_then(|line| line.cells.first()).map(|(column, _)| (row, *column)));
        }
        None => (),
    }
    cells
}

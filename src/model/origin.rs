//! Where a value was read: the place that travels with every cell, and the directory that spells it out.

use std::fmt::Write as _;

/// One sheet of one file of this run; an index into [`Places`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetId(pub u32);

/// One cell: sheet, row and column, both counted from zero. Twelve bytes, attached when the cell is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The sheet that the cell stands on.
    pub sheet: SheetId,
    /// Row, counted from zero (row 1 of the spreadsheet program is 0).
    pub row: u32,
    /// Column, counted from zero (column A is 0).
    pub column: u32,
}

/// One contribution to a figure: a cell, or one part of a cell that was split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The cell that it was read from.
    pub cell: Origin,
    /// Which part of the cell, counted from one; zero for the whole cell.
    pub part: u16,
}

impl From<Origin> for Source {
    fn from(cell: Origin) -> Self {
        Source { cell, part: 0 }
    }
}

/// What one [`SheetId`] stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceName {
    /// The file's path inside the folder, with `/` between its parts.
    pub file: String,
    /// The name of the sheet, as its tab shows it.
    pub sheet: String,
}

/// The directory of all sheets of a run: what a [`SheetId`] is called.
#[derive(Debug, Clone, Default)]
pub struct Places {
    names: Vec<PlaceName>,
}

impl Places {
    /// Enters a sheet and returns its id. Ids count up in the order of entering.
    pub fn enter(&mut self, file: &str, sheet: &str) -> SheetId {
        self.names.push(PlaceName { file: file.to_owned(), sheet: sheet.to_owned() });
        SheetId(self.names.len() as u32 - 1)
    }

    /// The file and sheet name of an id. An id that was never entered has empty names.
    pub fn name(&self, id: SheetId) -> &PlaceName {
        const UNKNOWN: &PlaceName = &PlaceName { file: String::new(), sheet: String::new() };
        self.names.get(id.0 as usize).unwrap_or(UNKNOWN)
    }

    /// Spells one cell as `文件.xlsx!工作表!B4`.
    pub fn cell(&self, at: Origin) -> String {
        let name = self.name(at.sheet);
        format!("{}!{}!{}", name.file, name.sheet, address(at.row, at.column))
    }

    /// Spells the sources of a figure, sorted and without repetition: cells that follow each other in one
    /// column become a range (`文件.xlsx!工作表!B6:B20`), a part of a cell is `…!B4#2`.
    pub fn sources(&self, sources: &[Source]) -> Vec<String> {
        let mut sorted: Vec<Source> = sources.to_vec();
        sorted.sort_by_key(|s| (s.cell.sheet, s.cell.column, s.cell.row, s.part));
        sorted.dedup();
        let mut spelt = Vec::new();
        let mut rest = sorted.as_slice();
        while let Some(first) = rest.first() {
            let run = run_length(rest);
            let mut text = self.cell(first.cell);
            if first.part > 0 {
                let _ = write!(text, "#{}", first.part);
            } else if run > 1 {
                let _ = write!(text, ":{}", address(first.cell.row + run as u32 - 1, first.cell.column));
            }
            spelt.push(text);
            rest = rest.get(run..).unwrap_or_default();
        }
        spelt
    }
}

/// How many of the leading sources are whole cells of one column in rows without a gap.
fn run_length(sources: &[Source]) -> usize {
    let follows = |pair: &[Source]| match pair {
        [a, b] => {
            a.part == 0
                && b.part == 0
                && a.cell.sheet == b.cell.sheet
                && a.cell.column == b.cell.column
                && a.cell.row + 1 == b.cell.row
        }
        _ => false,
    };
    1 + sources.windows(2).take_while(|pair| follows(pair)).count()
}

/// The address of a cell as spreadsheet programs write it: row 3, column 1 (from zero) is `B4`.
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_spreadsheet_program() {
        assert_eq!(address(0, 0), "A1");
        assert_eq!(address(3, 27), "AB4");
        assert_eq!(address(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn sources_become_ranges_and_parts() {
        let mut places = Places::default();
        let sheet = places.enter("台账.xlsx", "一月");
        let cell = |row, column| Origin { sheet, row, column };
        let sources = [
            Source::from(cell(5, 1)),
            Source::from(cell(4, 1)),
            Source::from(cell(3, 1)),
            Source::from(cell(3, 1)),
            Source { cell: cell(9, 1), part: 2 },
            Source { cell: cell(9, 1), part: 1 },
            Source::from(cell(11, 2)),
        ];
        let spelt = places.sources(&sources);
        let expected =
            ["台账.xlsx!一月!B4:B6", "台账.xlsx!一月!B10#1", "台账.xlsx!一月!B10#2", "台账.xlsx!一月!C12"];
        assert_eq!(spelt, expected);
    }
}

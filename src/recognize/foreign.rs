//! A sheet that nothing recognised → the ledger that its title plainly says it is (工资表), which holds nothing for a report.

use super::block::text_of;
use super::evidence::{Context, title_head};
use super::grid::Grid;
use super::header::clean;
use super::judge::Judge;

/// Among so many first rows a title stands.
const TITLE_ROWS: usize = 3;

impl Judge<'_> {
    /// What such a ledger is called: its title ends so; without one, the name of its sheet or file.
    pub(super) fn plainly_foreign(&self, grid: &Grid, names: &Context) -> Option<String> {
        let rows = grid.sheet.rows.iter().take(TITLE_ROWS).filter(|row| row.cells.len() == 1);
        let titles: Vec<String> =
            rows.flat_map(|row| &row.cells).filter_map(|(_, cell)| text_of(cell)).map(clean).collect();
        let mut called: Vec<&String> = titles.iter().collect();
        if called.is_empty() {
            called.extend([&names.sheet, &names.file]);
        }
        let ends = |name: &str| {
            let bare = name.split('(').next().unwrap_or(name);
            let head = title_head(bare, &self.common().headers);
            let is = |word: &String| head.ends_with(word.as_str());
            self.common().others.iter().find(|other| other.plain.iter().any(is))
        };
        called.into_iter().find_map(|name| ends(name)).map(|other| other.name.clone())
    }
}

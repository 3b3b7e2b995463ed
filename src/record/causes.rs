//! A figure of two runs, and the entries that changed between them → which files made it another, and by which entries.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::change::{Cause, How, ItemChange};
use crate::model::record::{LastRun, PastFigure};

/// How many entries stand for a cause.
const NAMED: usize = 5;

/// What two runs are compared by.
pub(super) struct Between<'r> {
    pub(super) then: &'r LastRun,
    pub(super) now: &'r LastRun,
    pub(super) items: &'r [ItemChange],
    /// The path before of each workbook that was renamed or moved, by the path now.
    pub(super) renamed: BTreeMap<&'r str, &'r str>,
}

impl<'r> Between<'r> {
    /// The files that made a figure another; those whose share in it changed, else those whose content did. `table`: the
    /// one that it is counted from, where that is known.
    pub(super) fn causes(&self, was: &PastFigure, is: &PastFigure, table: Option<&str>) -> Vec<Cause> {
        let counts = |figure: &PastFigure, file: &str| figure.files.get(file).copied().unwrap_or(0);
        let before = |file: &str| self.renamed.get(file).map_or(file.to_owned(), |was| (*was).to_owned());
        // A file that was moved is told by its path now.
        let now = |file: &String| {
            let moved = self.renamed.iter().find(|(_, was)| **was == file.as_str());
            moved.map_or_else(|| file.clone(), |(now, _)| (*now).to_owned())
        };
        let files: BTreeSet<String> = was.files.keys().map(now).chain(is.files.keys().cloned()).collect();
        let mut shares = Vec::new();
        let mut contents = Vec::new();
        for file in files {
            let counted = [counts(was, &before(&file)), counts(is, &file)];
            let items = self.named(&file, table, counted);
            let is_changed = self.then.workbooks.get(&before(&file)) != self.now.workbooks.get(&file);
            let cause = Cause { file, counted, items };
            if counted[0] != counted[1] {
                shares.push(cause);
            } else if is_changed && !cause.items.is_empty() {
                contents.push(cause);
            }
        }
        // Where what is counted more or less is all the difference, what else changed is no cause.
        if !explains(&shares, was, is) {
            shares.append(&mut contents);
        }
        shares
    }

    /// The entries of a file that came, went or changed and so made it count more or less.
    fn named(&self, file: &str, table: Option<&str>, [before, after]: [usize; 2]) -> Vec<(How, String)> {
        let own = |item: &&ItemChange| item.file == file && table.is_none_or(|table| item.table == table);
        let of = |how: How| self.items.iter().filter(own).filter(move |item| item.how == how);
        let (came, went) = (of(How::Added).count(), of(How::Removed).count());
        let order: &[How] = match before.cmp(&after) {
            _ if before + came == after + went && came + went > 0 => {
                if after < before {
                    &[How::Removed, How::Added]
                } else {
                    &[How::Added, How::Removed]
                }
            }
            std::cmp::Ordering::Greater if went >= before - after => &[How::Removed],
            std::cmp::Ordering::Less if came >= after - before => &[How::Added],
            std::cmp::Ordering::Greater => &[How::Removed, How::Changed, How::Added],
            std::cmp::Ordering::Less => &[How::Added, How::Changed, How::Removed],
            std::cmp::Ordering::Equal => &[How::Changed, How::Added, How::Removed],
        };
        let items = order.iter().flat_map(|how| of(*how));
        items.take(NAMED).map(|item| (item.how, item.text.clone())).collect()
    }
}

/// Whether files count as much more or less as the figure is more or less.
fn explains(causes: &[Cause], was: &PastFigure, is: &PastFigure) -> bool {
    let number = |figure: &PastFigure| figure.printed.parse::<i64>().ok();
    let share =
        |at: usize| causes.iter().filter_map(|cause| i64::try_from(cause.counted[at]).ok()).sum::<i64>();
    let counted = share(1) - share(0);
    number(was).zip(number(is)).is_some_and(|(was, is)| is - was == counted) && !causes.is_empty()
}

//! A word that several headers of a row share with its title → those headers, as if that word were one of the table.

use super::block::Column;
use super::evidence::{Context, FAINT};
use super::judge::Judge;
use super::lexicon::{Fit, Match};

/// Shortest and longest such word, in characters, and how many headers begin with it.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;
const SHARING: usize = 2;

impl Judge<'_> {
    /// Adds what headers say that no word of the table explains: 巡河时间 and 巡河情况 of a 巡河台账 say what 活动时间 and
    /// 活动情况 would, when the title hints at the table. A word of any table, or of another ledger (设备), names a thing of
    /// its own.
    pub(super) fn shared(
        &self,
        table: usize,
        columns: &[&Column],
        context: &Context,
        mut found: Vec<Vec<Match>>,
    ) -> Vec<Vec<Match>> {
        let rule = self.kind.tables.get(table);
        let Some((rule, stands)) = rule.and_then(|rule| Some((rule, rule.shared.as_deref()?))) else {
            return found;
        };
        let hinted = |word: &str| rule.hints.iter().any(|hint| hint.contains(word));
        if self.hint_score(table, context) <= FAINT || found.iter().all(|found| !found.is_empty()) {
            return found;
        }
        let headers: Vec<&str> =
            columns.iter().map(|column| column.path.last().map_or("", String::as_str)).collect();
        for (header, found) in headers.iter().zip(&mut found).filter(|(_, found)| found.is_empty()) {
            let ends = header.char_indices().map(|(at, _)| at).skip(*LENGTHS.start()).take(LENGTHS.count());
            let split = |at: usize| Some((header.get(..at)?, header.get(at..)?));
            let parts = ends.filter_map(split);
            let parts = parts.filter(|(word, _)| !hinted(word) && self.is_shared(word, &headers, context));
            let Some((_, rest)) = parts.last() else { continue };
            let said = self.lexicons.find(table, &[format!("{stands}{rest}")]);
            let said = said.into_iter().filter(Match::is_sure).map(|mut found| {
                found.rank.fit = Fit::Note;
                found
            });
            found.extend(said);
        }
        found
    }

    fn is_shared(&self, word: &str, headers: &[&str], context: &Context) -> bool {
        let sharing = headers.iter().filter(|header| header.len() > word.len() && header.starts_with(word));
        let names = || context.titles.iter().chain([&context.sheet, &context.file]);
        let topics = || self.kind.tables.iter().flat_map(|rule| &rule.topics);
        let foreign = || self.common().others.iter().flat_map(|other| &other.headers);
        sharing.count() >= SHARING
            && names().any(|name| name.contains(word))
            && !topics().any(|topic| word.contains(topic.as_str()) || topic.contains(word))
            && !foreign().any(|other| word.contains(other.as_str()))
    }
}

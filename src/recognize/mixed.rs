//! A section of a survey that asks for choices and for opinions → one of its choices and one of its opinions, both with the
//! columns of who answered.

use std::collections::BTreeSet;

use super::assign::{Assigned, assign, is_about};
use super::block::Column;
use super::confidence::Confidence;
use super::grid::Grid;
use super::judge::{Judge, Verdict};
use super::lexicon::Match;
use super::profile::{Fits, Profile};
use super::sections::Section;
use crate::kind::TableRole;

/// One of the two tables of a survey.
struct Half {
    table: usize,
    /// What each column may be in it.
    matches: Vec<Vec<Match>>,
    /// The columns that are of this one only, by index.
    own: BTreeSet<usize>,
}

/// The section itself, or of a survey with questions of both sorts one for each: the one that it was taken for first, which
/// accounts for the rows. Nothing is parted where somebody said what the sheet is.
pub(super) fn split(section: Section, grid: &Grid, judge: &Judge) -> Vec<Section> {
    if section.verdict.decided {
        return vec![section];
    }
    let table = section.verdict.table;
    let words = &judge.kind.common.values;
    let profile = |column: &Column| Profile::new(grid, column.at, section.block.last, words);
    let profiles = || section.block.columns.iter().map(profile).collect::<Vec<_>>();
    let mut pairs = pairs(judge, table);
    let found = pairs.find_map(|pair| {
        let profiles = profiles();
        Some((survey(&section, pair, &profiles, judge)?, profiles))
    });
    let Some(((answers, opinions), profiles)) = found else { return vec![section] };
    let (first, second) = if answers.table == table { (answers, opinions) } else { (opinions, answers) };
    let parts = [(&first, &second), (&second, &first)].map(|(half, other)| {
        let rule = judge.kind.tables.get(half.table)?;
        let assigned = assign(rule, judge.kind, &half.without(other), &profiles);
        Some(part(&section, half, other, assigned))
    });
    let parts: Vec<Section> = parts.into_iter().flatten().collect();
    if parts.is_empty() { vec![section] } else { parts }
}

/// The tables of the kind whose columns are questions, each with one of opinions; those that a table is one of.
fn pairs(judge: &Judge, table: usize) -> impl Iterator<Item = (usize, usize)> {
    let rules = || judge.kind.tables.iter().enumerate();
    let answers: Vec<usize> = rules().filter(|(_, rule)| rule.answer().is_some()).map(|(at, _)| at).collect();
    let opinions = rules().filter(|(_, rule)| rule.role == Some(TableRole::Opinions) && rule.split.is_some());
    let opinions: Vec<usize> = opinions.map(|(at, _)| at).filter(|at| !answers.contains(at)).collect();
    let pairs =
        answers.into_iter().flat_map(move |first| opinions.clone().into_iter().map(move |at| (first, at)));
    pairs.filter(move |(first, second)| *first == table || *second == table)
}

/// The columns of a section as those of answers and of opinions, when each has some of its own. A column that may be a
/// question of both is a choice when its answers are words of the vocabulary.
fn survey(
    section: &Section,
    (answers, opinions): (usize, usize),
    profiles: &[Profile],
    judge: &Judge,
) -> Option<(Half, Half)> {
    let columns: Vec<&Column> = section.block.columns.iter().collect();
    let layout = judge.layouts.of(columns.iter().copied());
    let half = |table: usize| {
        let matches = judge.matches(table, &columns, layout);
        Half { table, matches, own: BTreeSet::new() }
    };
    let (mut answers, mut opinions) = (half(answers), half(opinions));
    let rule = judge.kind.tables.get(answers.table)?;
    let answer = rule.answer()?;
    let field = rule.fields.get(answer)?;
    let about = judge.kind.tables.get(opinions.table)?;
    let said = about.split.as_ref().and_then(|id| about.field(id))?;
    for (column, profile) in profiles.iter().enumerate() {
        let chosen = || profile.fits(field, judge.kind, is_about(rule, field)) == Fits::Yes;
        match (answers.may(answer, column), opinions.may(said, column)) {
            (true, false) => answers.own.insert(column),
            (true, true) if chosen() => answers.own.insert(column),
            (_, true) => opinions.own.insert(column),
            (false, false) => false,
        };
    }
    let both = !answers.own.is_empty() && !opinions.own.is_empty();
    both.then_some((answers, opinions))
}

impl Half {
    /// Whether a header plainly names a field.
    fn may(&self, field: usize, column: usize) -> bool {
        let found = self.matches.get(column).into_iter().flatten();
        found.into_iter().any(|found| found.field == field && !found.is_weak())
    }

    /// What the columns may be, those of the other one left out.
    fn without(&self, other: &Half) -> Vec<Vec<Match>> {
        let matches = self.matches.iter().enumerate();
        let own = |(column, found): (usize, &Vec<Match>)| match other.own.contains(&column) {
            true => Vec::new(),
            false => found.clone(),
        };
        matches.map(own).collect()
    }
}

/// The section of one table, with the columns that it gives to it.
fn part(section: &Section, half: &Half, other: &Half, assigned: Assigned) -> Section {
    let verdict = &section.verdict;
    // That it might be either is no doubt where it is both.
    let foreign = |table: &usize| *table != half.table && *table != other.table;
    let rival = verdict.rival.filter(foreign);
    let sure = verdict.rival.is_some() && rival.is_none();
    let wanted = other.without(half);
    let beside = section.block.columns.iter().zip(wanted).filter(|(_, found)| !found.is_empty());
    Section {
        above: section.above.clone(),
        block: section.block.clone(),
        strictness: section.strictness,
        below: section.below.clone(),
        beside: beside.map(|(column, _)| column.at).collect(),
        accounted: half.table != verdict.table,
        verdict: Verdict {
            table: half.table,
            assigned,
            rival,
            second: Some(other.table),
            confidence: if sure { Confidence::Likely } else { verdict.confidence },
            why: verdict.why.clone(),
            score: verdict.score,
            decided: false,
        },
    }
}

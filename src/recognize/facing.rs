//! A header that is one field alone and another beside a second header → what it means in its row.

use super::header::clean;
use super::lexicon::{Fit, Level, Match, Rank};
use crate::kind::TableRule;
use crate::text::wildcard::fits;

/// Adds what headers may be by what faces them in their row: 部门名称 beside 提出单位 is whom the opinions are about.
pub(super) fn faced(rule: &TableRule, headers: &[&str], mut found: Vec<Vec<Match>>) -> Vec<Vec<Match>> {
    for (field, facing) in
        rule.fields.iter().enumerate().filter_map(|(at, field)| Some((at, field.facing.as_ref()?)))
    {
        let is_word = |header: &str| facing.words.iter().any(|word| clean(word) == header);
        let best = |at: usize| found.get(at).and_then(|found| found.first()).filter(|found| found.is_sure());
        let columns = 0..headers.len();
        let added: Vec<usize> = columns
            .filter(|at| headers.get(*at).is_some_and(|header| is_word(header)))
            .filter(|at| {
                let own = best(*at).map(|found| found.field);
                let mut others = headers.iter().enumerate().filter(|(other, _)| other != at);
                others.any(|(other, header)| {
                    let begins = facing
                        .with
                        .iter()
                        .any(|word| header.starts_with(word.as_str()) || fits(word, header));
                    let same = own.is_some() && best(other).map(|found| found.field) == own;
                    begins && (facing.instead || same)
                })
            })
            .collect();
        let fit = if facing.instead { Fit::Compound } else { Fit::Weak };
        let faced = Match { field, rank: Rank { fit, level: Level::Child, place: 0 }, part: false };
        for (_, found) in found.iter_mut().enumerate().filter(|(at, _)| added.contains(at)) {
            found.retain(|_| !facing.instead);
            found.push(faced);
        }
    }
    found
}

//! Opinions that nearly say the same: found by wording alone, suggested to a person, never counted together here.
//!
//! Two are nearly the same when they share half of their character bigrams and most of their characters, or when
//! one holds the other and is not much longer (a form letter with a sentence of one's own). Where there are
//! very many, likeness below eight of ten bigrams is found by words that few use. Nothing holds between opinions
//! on different targets, with different numbers, clauses, amounts, dates, titles or names, or of opposite stance.

mod barrier;
mod cluster;
mod difference;
mod join;
mod lexicon;
mod loose;
mod numbers;
mod parts;
mod profile;
mod sets;
mod trie;
mod windows;

use std::cmp::Reverse;

use super::group::Group;
use crate::kind::Kind;
use crate::model::entry::Entry;
use crate::model::suggestion::{Alike, Suggestion};
use crate::normalize::Normalized;
use lexicon::Lexicon;
use profile::Profile;

/// Finds what is nearly the same among the groups of a table.
pub(super) struct Finder<'a> {
    normalized: &'a Normalized,
    words: Lexicon,
}

impl<'a> Finder<'a> {
    pub(super) fn new(kind: &Kind, normalized: &'a Normalized) -> Self {
        Finder { normalized, words: Lexicon::of(kind, normalized) }
    }

    /// The clusters of groups that nearly say the same, in the order of the input.
    pub(super) fn suggest(&self, table: usize, subject: usize, groups: &[Group]) -> Vec<Suggestion> {
        let profiles = self.profiles(subject, groups);
        let pairs = join::pairs(&profiles);
        let clusters = cluster::of(&profiles, pairs);
        let suggestion = |cluster: Vec<u32>| {
            let members: Vec<usize> = cluster.into_iter().map(|index| index as usize).collect();
            Suggestion { table, members: self.compared(subject, groups, &profiles, &members) }
        };
        clusters.into_iter().map(suggestion).collect()
    }

    fn profiles(&self, subject: usize, groups: &[Group]) -> Vec<Profile> {
        let profile = |group: &Group| {
            Profile::of(&group.key.target, &group.key.text, self.text(subject, group), &self.words)
        };
        let half = groups.split_at(groups.len() / 2);
        let of = |groups: &[Group]| groups.iter().map(profile).collect::<Vec<Profile>>();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| of(half.1));
            let mut profiles = of(half.0);
            profiles.extend(second.join().unwrap_or_default());
            profiles
        })
    }

    /// The members of a cluster beside the one that most entries stand for.
    fn compared(&self, subject: usize, groups: &[Group], all: &[Profile], members: &[usize]) -> Vec<Alike> {
        let size = |member: &usize| groups.get(*member).map_or(0, |group| group.entries.len());
        let Some(first) = members.iter().copied().min_by_key(|member| (Reverse(size(member)), *member))
        else {
            return Vec::new();
        };
        let others = members.iter().copied().filter(|member| *member != first);
        let alike = |member: usize| {
            let (principal, group) = (groups.get(first)?, groups.get(member)?);
            let [missing, added] =
                difference::between(self.text(subject, principal), self.text(subject, group));
            let likeness = join::likeness(&all.get(first)?.chars, &all.get(member)?.chars);
            Some(Alike { group: group.number, entry: *group.entries.first()?, likeness, missing, added })
        };
        std::iter::once(first).chain(others).filter_map(alike).collect()
    }

    fn text(&self, subject: usize, group: &Group) -> &'a str {
        let entry: Option<&Entry> =
            group.entries.first().and_then(|entry| self.normalized.entries.get(*entry));
        entry.and_then(|entry| entry.text(subject)).map_or("", |text| text)
    }
}

//! Pairs that are nearly the same → clusters that a person can look through.

use std::cmp::Reverse;

use super::barrier;
use super::join::Pair;
use super::profile::Profile;

/// A cluster has at most so many members; the likeness of larger ones comes from a form, not from what is said.
const LARGEST: usize = 100;

/// The clusters, each in the order of its members, by their first members. The most alike come together first;
/// two between whom something stands are never in one cluster, even when a third is like both.
pub(super) fn of(profiles: &[Profile], mut pairs: Vec<Pair>) -> Vec<Vec<u32>> {
    pairs.sort_by_key(|pair| (Reverse(pair.likeness), pair.one, pair.other));
    let mut clusters: Vec<Vec<u32>> = (0..profiles.len() as u32).map(|index| vec![index]).collect();
    let mut home: Vec<u32> = (0..profiles.len() as u32).collect();
    for pair in pairs {
        let of = |index: u32| home.get(index as usize).copied().unwrap_or(index);
        let (one, other) = (of(pair.one), of(pair.other));
        if one == other || !fits(profiles, members(&clusters, one), members(&clusters, other)) {
            continue;
        }
        let Some(moved) = clusters.get_mut(other as usize).map(std::mem::take) else { continue };
        for index in &moved {
            if let Some(home) = home.get_mut(*index as usize) {
                *home = one;
            }
        }
        if let Some(cluster) = clusters.get_mut(one as usize) {
            cluster.extend(moved);
        }
    }
    clusters.retain(|cluster| cluster.len() > 1);
    clusters.iter_mut().for_each(|cluster| cluster.sort_unstable());
    clusters.sort();
    clusters
}

fn members(clusters: &[Vec<u32>], cluster: u32) -> &[u32] {
    clusters.get(cluster as usize).map_or(&[], Vec::as_slice)
}

fn fits(profiles: &[Profile], one: &[u32], other: &[u32]) -> bool {
    let profile = |index: &u32| profiles.get(*index as usize);
    let barred = |a: &u32, b: &u32| match (profile(a), profile(b)) {
        (Some(a), Some(b)) => barrier::is_between(a, b),
        _ => true,
    };
    one.len() + other.len() <= LARGEST && !one.iter().any(|a| other.iter().any(|b| barred(a, b)))
}

//! Two opinions of one block → whether stance or denial keeps them apart, however alike their words are.

use super::join::added;
use super::profile::Profile;

/// Characters around an addition in which a denial or a stance turns what it stands beside.
const REACH: usize = 3;
/// Characters after a denied word that the same denial speaks of.
const SAME: usize = 2;

/// Whether two opinions take opposite sides, or one denies what the other says.
pub(super) fn is_between(one: &Profile, other: &Profile) -> bool {
    opposed(&one.stances, &other.stances)
        || denies(one, other)
        || denies(other, one)
        || (one.denied.len() != other.denied.len()
            && (denies_at_end(one) || denies_at_end(other))
            && !denies_elsewhere(one, other))
}

/// Whether the sides that two opinions take on some pair of opposites differ, beyond one saying more.
fn opposed(one: &[u16], other: &[u16]) -> bool {
    let pairs = one.iter().map(|stance| stance / 2);
    pairs.into_iter().any(|pair| {
        let sides = |stances: &[u16]| stances.iter().copied().filter(|s| s / 2 == pair).collect::<Vec<_>>();
        let (one, other) = (sides(one), sides(other));
        !(within(&one, &other) || within(&other, &one))
    })
}

/// Whether a list occurs in another one, with others in between or not.
fn within(short: &[u16], long: &[u16]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|side| rest.any(|other| other == side))
}

/// Whether an opinion denies words that the other one says without denying them anywhere.
fn denies(one: &Profile, other: &Profile) -> bool {
    one.denied.iter().any(|at| {
        let word = one.chars.get(*at as usize..(*at as usize + 2).min(one.chars.len())).unwrap_or_default();
        let mut said = other.chars.windows(2).enumerate().filter(|(_, pair)| *pair == word).peekable();
        // 不迟到早退 denies 早退 too, and 不够及时 lacks 及时 as well as 不及时.
        let is_denied = |place: usize| {
            other.lacking.contains(&(place as u32))
                || other.denied.iter().any(|at| (*at as usize..=*at as usize + SAME).contains(&place))
        };
        said.peek().is_some() && said.all(|(place, _)| !is_denied(place))
    })
}

/// Whether an opinion ends in a denial, so that it is not known what is denied (答复不及时, where 及时 is left out).
fn denies_at_end(opinion: &Profile) -> bool {
    opinion.denied.iter().any(|at| *at as usize + 2 > opinion.chars.len())
}

/// Whether the denials that one opinion has more stand in a sentence of their own that it adds.
fn denies_elsewhere(one: &Profile, other: &Profile) -> bool {
    let (short, long) = if one.chars.len() <= other.chars.len() { (one, other) } else { (other, one) };
    let Some(added) = added(&short.chars, &long.chars) else { return false };
    let is_inside = |at: usize| {
        let span = added.iter().find(|span| span.contains(&at));
        let length = long.chars.len();
        // Beside the words that both have, a denial speaks of them.
        span.is_some_and(|span| {
            (span.start == 0 || at > span.start + REACH) && (span.end == length || at + REACH < span.end)
        })
    };
    long.denied.iter().filter(|at| !short_denies(short, long, **at)).all(|at| is_inside(*at as usize))
}

/// Whether the shorter opinion denies the same words.
fn short_denies(short: &Profile, long: &Profile, at: u32) -> bool {
    let word = |profile: &Profile, at: u32| profile.chars.get(at as usize).copied();
    short.denied.iter().any(|other| word(short, *other) == word(long, at))
}

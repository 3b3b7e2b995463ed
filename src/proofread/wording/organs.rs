//! Organs of the text against what the folder calls them: who signs and who reports, names for titles and 署名, slips in names.

use super::known::{Known, Organ};
use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::model::report::Role;

/// Where the organ of a title ends.
const ABOUT: &str = "关于";
/// What a mark has behind the organ.
const MARK: &str = "文件";
/// A shorter name differs from another organ's by one character too often.
const LONG: usize = 7;
/// Names that number or place organs of one sort: one for another is no slip.
const KINDS: &str = "一二三四五六七八九十东西南北中上下大小前后新老男女";
/// More organs are not looked for in a text.
const MOST: usize = 500;

/// 署名 against the organs of title and 版头.
pub(super) fn signed(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(known) = text.known else { return looked };
    let organs: Vec<String> = reporting(text).into_iter().map(|(_, organ)| organ).collect();
    let Some(first) = organs.first() else { return looked };
    for (at, line) in text.of(Role::Signature) {
        let name = bare(line);
        let is_same = |organ: &String| {
            is_short_for(&name, organ) || is_short_for(organ, &name) || known.is_one(&name, organ)
        };
        let fault = Wording::SignedBy { name: name.clone(), organ: first.clone() };
        looked.add(at, (name.chars().count() > 2 && !organs.iter().any(is_same)).then_some(fault));
    }
    looked
}

/// The organs that report, by 版头 and title.
fn reporting(text: &Text) -> Vec<(usize, String)> {
    let marks = text.of(Role::Mark).map(|(at, mark)| (at, bare(mark).trim_end_matches(MARK).to_owned()));
    let titles = text.of(Role::Title).filter_map(|(at, title)| {
        let title = bare(title);
        Some((at, title.split_once(ABOUT)?.0.to_owned()))
    });
    marks.chain(titles).filter(|(_, organ)| organ.chars().count() > 2).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether all characters of a name stand in another in their order, as in its short form.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|wanted| rest.any(|c| c == wanted))
}

/// Other names of organs where only the full or the short one stands: in title, 版头, 主送 and 署名.
pub(super) fn formal(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(known) = text.known.filter(|known| !known.organs.is_empty()) else { return looked };
    let signing = text.of(Role::Signature).map(|(at, line)| (at, bare(line)));
    let addressed = text.of(Role::Addressee).flat_map(|(at, line)| {
        let names = line.split(['、', '，', '：', ':']).map(bare);
        names.filter(|name| !name.is_empty()).map(move |name| (at, name)).collect::<Vec<_>>()
    });
    for (at, name) in reporting(text).into_iter().chain(signing).chain(addressed) {
        let alias = known.organs.iter().find(|organ| organ.aliases.contains(&name));
        let alias = alias.filter(|organ| !organ.names.contains(&name));
        let fault = alias.and_then(|organ| organ.names.first());
        looked.add(at, fault.map(|full| Wording::Alias { name, full: full.clone() }));
    }
    looked
}

/// Names that are those of a known organ but for one character too many or too few, or two that changed places; of the
/// office itself also for one that is another.
pub(super) fn slips(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(known) = text.known else { return looked };
    let whole: String = text.all().flat_map(|(_, passage)| [passage, "\n"]).collect();
    for organ in known.organs.iter().take(MOST) {
        for name in organ.names.iter().filter(|name| name.chars().count() >= LONG) {
            looked.seen += usize::from(whole.contains(name.as_str()));
            let wrong = slips_of(name).into_iter().filter(|wrong| whole.contains(wrong.as_str()));
            let wrong = wrong.chain(organ.is_own.then(|| changed(name, &whole)).flatten());
            for wrong in wrong.filter(|wrong| !is_name(known, wrong)) {
                let place = text.all().find(|(_, passage)| passage.contains(wrong.as_str()));
                let fault = Wording::OrganSlip { written: wrong, name: name.clone() };
                looked.add(place.map_or(0, |(at, _)| at), Some(fault));
            }
        }
    }
    looked
}

/// Whether something is a name of an organ, or a part of one.
fn is_name(known: &Known, written: &str) -> bool {
    let all = |organ: &Organ| organ.names.iter().chain(&organ.aliases).any(|name| name.contains(written));
    known.organs.iter().any(all)
}

/// A name with one character left out, written twice, or changed with the next; first and last ones stay.
fn slips_of(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut found = Vec::new();
    for at in 1..chars.len().saturating_sub(1) {
        let mut less = chars.clone();
        let gone = less.remove(at);
        let twice: String = [chars.get(..=at), chars.get(at..)].into_iter().flatten().flatten().collect();
        found.push(twice);
        if !KINDS.contains(gone) && chars.get(at + 1) != Some(&gone) && chars.get(at - 1) != Some(&gone) {
            found.push(less.into_iter().collect());
        }
        if at + 2 < chars.len() && chars.get(at) != chars.get(at + 1) {
            let mut turned = chars.clone();
            turned.swap(at, at + 1);
            found.push(turned.into_iter().collect());
        }
    }
    found
}

/// What stands in a text and is a name but for one character that is another; its first and last characters are those.
fn changed(name: &str, text: &str) -> Option<String> {
    let (own, first) = (name.chars().collect::<Vec<char>>(), name.chars().next()?);
    for (start, _) in text.match_indices(first) {
        let there: Vec<char> = text.get(start..)?.chars().take(own.len()).collect();
        if there.len() < own.len() || there.last() != own.last() {
            continue;
        }
        let other: Vec<(&char, &char)> = own.iter().zip(&there).filter(|(one, other)| one != other).collect();
        if let [(one, other)] = other.as_slice()
            && !KINDS.contains(**one)
            && !KINDS.contains(**other)
        {
            return Some(there.into_iter().collect());
        }
    }
    None
}

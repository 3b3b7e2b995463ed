//! Punctuation (GB/T 15834): marks of Latin width among Chinese, two in a row, pairs that do not close or stand in each other.

use super::{Looked, Text, each};
use crate::finding::wording::Wording;
use crate::text::pattern::Pattern;

static NARROW: Pattern = Pattern::new(
    r#"([\u{4e00}-\u{9fff}][,;:?!][\u{4e00}-\u{9fff}]|[\u{4e00}-\u{9fff}]{2}\.(?:$|[\u{4e00}-\u{9fff}])|[\u{4e00}-\u{9fff}][()][\u{4e00}-\u{9fff}]|"[^"\u{4e00}-\u{9fff}]*[\u{4e00}-\u{9fff}][^"]*"|[\u{4e00}-\u{9fff}]"|"[\u{4e00}-\u{9fff}]|--+|\.\.\.+|。。+)"#,
);
static TWICE: Pattern = Pattern::new(r"([，。、；：？！][，。、；：]+)");
static LISTED: Pattern = Pattern::new(r"(》、《|”、“)");

pub(super) fn marks(text: &Text) -> Looked {
    let mut looked = each(text.running(), &NARROW, |found| Some(Wording::Narrow { text: found.to_owned() }));
    looked
        .faults
        .extend(each(text.running(), &TWICE, |found| Some(Wording::Twice { text: found.to_owned() })).faults);
    looked
}

pub(super) fn listing(text: &Text) -> Looked {
    each(text.running(), &LISTED, |found| Some(Wording::Listing { text: found.to_owned() }))
}

/// The pairs, what opens before what closes.
const PAIRS: [(char, char); 7] =
    [('《', '》'), ('〈', '〉'), ('“', '”'), ('（', '）'), ('〔', '〕'), ('【', '】'), ('『', '』')];

pub(super) fn pairs(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, text) in
        text.running().filter(|(_, text)| text.contains(|c| PAIRS.iter().any(|(open, _)| *open == c)))
    {
        looked.add(at, unpaired(text));
    }
    looked
}

/// The first mark that is not paired, or that stands in one of its own kind.
fn unpaired(text: &str) -> Option<Wording> {
    let mut open: Vec<char> = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    let around = |at: usize| {
        chars
            .get(at.saturating_sub(6)..chars.len().min(at + 7))
            .unwrap_or_default()
            .iter()
            .collect::<String>()
    };
    for (at, c) in chars.iter().enumerate() {
        if PAIRS.iter().any(|(opens, _)| opens == c) {
            if open.contains(c) && *c != '（' {
                return Some(Wording::Nested { mark: c.to_string(), text: around(at) });
            }
            open.push(*c);
        } else if let Some((opens, _)) = PAIRS.iter().find(|(_, closes)| closes == c) {
            // A number with half a bracket (1） leads a paragraph.
            let leads = at < 3 && *c == '）' && open.is_empty();
            if !leads && open.pop() != Some(*opens) {
                return Some(Wording::Unpaired { mark: c.to_string(), text: around(at) });
            }
        }
    }
    open.last().map(|mark| Wording::Unpaired {
        mark: mark.to_string(),
        text: around(chars.iter().rposition(|c| c == mark).unwrap_or(0)),
    })
}

//! A name that a form gives to one of its places (文号, fwzh, FILE_NUMBER, 此处输入标题) → the element that stands there.

use std::collections::BTreeMap;

use crate::kind::PlaceWords;
use crate::model::element::{Element, elements};
use crate::text::numeral::is_counting;

/// The word behind the name of an organ in its mark.
pub(super) const PAPERS: &str = "文件";

/// The names that forms of offices give to elements, ready to be looked up.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The name that an element is told by, by all that it is called.
    known: BTreeMap<String, &'static str>,
    asking: Vec<String>,
    endings: Vec<String>,
    beginnings: Vec<String>,
}

impl Names {
    pub(super) fn of(words: &PlaceWords) -> Self {
        let named = elements().flat_map(|element| element.names.iter().copied());
        let mut known: BTreeMap<String, &'static str> = named.clone().map(|name| (key(name), name)).collect();
        for name in named {
            let others = words.names.get(name).into_iter().flatten();
            known.extend(others.map(|other| (key(other), name)));
        }
        let mut asking = words.asking.clone();
        // The longest first: 请在此输入 holds 在此输入.
        asking.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Names { known, asking, endings: words.endings.clone(), beginnings: words.beginnings.clone() }
    }

    /// The name of the element that is called so, whole: white space, punctuation and a running number aside.
    pub(super) fn exact(&self, text: &str) -> Option<&'static str> {
        let key = key(text);
        let bare = key.trim_end_matches(|c: char| c.is_ascii_digit() || is_counting(c));
        self.known.get(&key).or_else(|| self.known.get(bare)).copied()
    }

    /// The name of the element, what asks for it aside.
    pub(super) fn of_place(&self, text: &str) -> Option<&'static str> {
        self.exact(text).or_else(|| {
            let key = key(text);
            let asked = self.asked(&key).unwrap_or(&key);
            let begins = |word: &String| asked.strip_prefix(word.as_str());
            let ends = |word: &String| asked.strip_suffix(word.as_str());
            let shorter =
                self.beginnings.iter().filter_map(begins).chain(self.endings.iter().filter_map(ends));
            std::iter::once(asked).chain(shorter).find_map(|name| self.exact(name))
        })
    }

    /// The part of a mark that only says that the name of an organ belongs there (发文机关文件).
    pub(super) fn organ<'t>(&self, mark: &'t str) -> Option<&'t str> {
        mark.trim().strip_suffix(PAPERS).filter(|organ| self.exact(organ).is_some())
    }

    /// Whether a text asks to write something.
    pub(super) fn asks(&self, text: &str) -> bool {
        self.asked(&key(text)).is_some()
    }

    fn asked<'t>(&self, key: &'t str) -> Option<&'t str> {
        let cut = |word: &String| key.strip_prefix(word.as_str()).or_else(|| key.strip_suffix(word.as_str()));
        self.asking.iter().find_map(cut)
    }
}

/// The element that is told by a name.
pub(super) fn element(name: &str) -> Option<&'static Element> {
    elements().find(|element| element.is_named(name))
}

/// The letters and digits of a name, in lower case.
fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

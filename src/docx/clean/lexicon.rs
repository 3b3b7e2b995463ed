//! `printed.txt` → what becomes of an element or attribute in a document that is handed on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| read(include_str!("printed.txt")));

/// One namespace, in all its spellings, and what `printed.txt` says of its elements and attributes.
pub(super) struct Group {
    /// The prefix that documents usually give it (`w`), without the colon.
    pub(super) prefix: &'static str,
    namespaces: Vec<&'static str>,
    words: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

/// What becomes of an element in the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, its content too.
    Keep,
    /// Its content stays and takes its place.
    Through,
    /// It goes: nothing of it is printed.
    Goes,
    /// It goes: it opens something that is not printed.
    Opens,
    /// It shows what does not lie in the document.
    Elsewhere,
    /// `printed.txt` does not name it, so nobody knows what it shows.
    Unknown,
}

/// What becomes of an attribute in the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Stays,
    Emptied,
    Goes,
}

const FATES: [(&str, Fate); 5] = [
    ("keep", Fate::Keep),
    ("through", Fate::Through),
    ("goes", Fate::Goes),
    ("opens", Fate::Opens),
    ("elsewhere", Fate::Elsewhere),
];

/// What is known of a namespace, by its full name; `None` for one that is not known.
pub(super) fn group(namespace: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|group| group.namespaces.contains(&namespace))
}

impl Group {
    /// What becomes of an element of a name below a parent of a name.
    pub(super) fn fate(&self, parent: &str, name: &str) -> Fate {
        if self.has("keep", &format!("{parent}>{name}")) {
            return Fate::Keep;
        }
        FATES.iter().find(|(list, _)| self.has(list, name)).map_or(Fate::Unknown, |(_, fate)| *fate)
    }

    /// What becomes of an attribute of this group on an element of a name.
    pub(super) fn value(&self, element: &str, name: &str) -> Value {
        let is = |list| self.has(list, name) || self.has(list, &format!("{element}@{name}"));
        match () {
            () if is("attributes") => Value::Stays,
            () if is("emptied") => Value::Emptied,
            () => Value::Goes,
        }
    }

    /// Whether characters are kept in an element of a name.
    pub(super) fn is_text(&self, name: &str) -> bool {
        self.has("text", name)
    }

    /// Whether anything of it can be printed.
    pub(super) fn prints(&self) -> bool {
        self.words.contains_key("keep")
    }

    fn has(&self, list: &str, name: &str) -> bool {
        self.words.get(list).is_some_and(|words| words.contains(name))
    }
}

fn read(text: &'static str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut list = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let mut words = head.split(' ');
            let prefix = words.next().unwrap_or_default();
            groups.push(Group { prefix, namespaces: words.collect(), words: BTreeMap::new() });
            continue;
        }
        let words = match line.split_once(": ").filter(|_| !line.starts_with(' ')) {
            Some((name, words)) => {
                list = name;
                words
            }
            None => line,
        };
        if let Some(group) = groups.last_mut() {
            group.words.entry(list).or_default().extend(words.split_whitespace());
        }
    }
    groups.iter_mut().for_each(|group| group.words.retain(|_, words| !words.is_empty()));
    groups
}

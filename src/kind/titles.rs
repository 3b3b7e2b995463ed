//! The title of a material → its kind and the verb that goes with it (观看 a film, 传达学习 a 通报, else 学习).

use super::{Kind, lists};

/// The kind of a title and the verb that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleKind<'a> {
    /// The word of the kind in `title_kinds.tsv` (`film`, `circular`, `reading`).
    pub kind: &'a str,
    /// The verb that a report prints before such a title (观看).
    pub verb: &'a str,
}

impl Kind {
    /// The kind of a title: the first row of `vocabulary/title_kinds.tsv` one of whose marks the title
    /// contains; a row without marks takes all the rest.
    #[must_use]
    pub fn title_kind(&self, title: &str) -> Option<TitleKind<'_>> {
        let rows = self.vocabulary.list(lists::TITLE_KINDS).rows();
        let mut fitting = rows.filter(|row| {
            let mut marks = row.words("marks").peekable();
            marks.peek().is_none() || marks.any(|mark| title.contains(mark))
        });
        let kind = fitting.next()?.get("kind");
        Some(TitleKind { kind, verb: self.title_verbs(kind).next().unwrap_or_default() })
    }

    /// The verbs with which themes say that a title of a kind was read, heard or watched: those that its row says
    /// itself, then those of `vocabulary/acts.tsv`; the first is the one that a report prints.
    pub fn title_verbs(&self, kind: &str) -> impl Iterator<Item = &str> {
        let own = self.vocabulary.list(lists::TITLE_KINDS).rows().filter(move |row| row.get("kind") == kind);
        let own = own.flat_map(|row| row.words("verb").chain(row.words("said")));
        let rows = self.vocabulary.list(lists::ACTS).rows();
        let rows = rows.filter(move |row| row.words("reads").any(|read| read == kind));
        own.chain(rows.flat_map(|row| row.words("words")))
    }
}

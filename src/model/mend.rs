//! Changes that make a document right where the rule leaves only one value: what is said anew of a paragraph, of characters, of a page.

use std::ops::Range;

use super::typeset::{Align, Pitch};

/// A change of a document by one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Mend {
    /// The rule that asks for it.
    pub rule: &'static str,
    /// What is changed, and where.
    pub what: What,
}

/// What is said of some words of a document, beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The paragraph, among those of the [`Typeset`](super::typeset::Typeset) that was looked at.
    pub line: usize,
    /// The characters in the text of the line; none where the paragraph as a whole is meant.
    pub range: Option<Range<usize>>,
    /// What is said of them.
    pub text: String,
}

/// What a mend changes. Lines and sections are those of the [`Typeset`](super::typeset::Typeset) that was looked at,
/// characters are counted in the text of the line.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The format of a paragraph.
    Line {
        /// The paragraph.
        line: usize,
        /// What is said of it.
        put: LineFormat,
    },
    /// The format of some of its characters.
    Characters {
        /// The paragraph.
        line: usize,
        /// The characters.
        range: Range<usize>,
        /// What is said of them.
        put: CharacterFormat,
    },
    /// Some of its characters themselves.
    Words {
        /// The paragraph.
        line: usize,
        /// The characters that go; none where something is only added.
        range: Range<usize>,
        /// What comes instead.
        to: String,
    },
    /// The pages of a section.
    Section {
        /// The section.
        section: usize,
        /// What is said of them.
        put: SectionFormat,
    },
    /// The page numbers of all pages: their typeface, size, dashes, and that they stand at the outer edge.
    PageNumbers,
}

/// What is said anew of a paragraph; none: as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LineFormat {
    /// Where its lines stand.
    pub align: Option<Align>,
    /// Its left indent and that of its first line (below zero: the others hang), in hundredths of a character of 3号.
    pub indents: Option<(i64, i64)>,
    /// How far its lines stand apart.
    pub pitch: Option<Pitch>,
    /// The room above it in twips.
    pub before: Option<i64>,
    /// Whether its lines no longer keep to the grid of the page.
    pub off_grid: bool,
    /// Whether it begins a page.
    pub opens_page: bool,
}

/// What is said anew of characters; none: as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CharacterFormat {
    /// The typeface of Chinese characters.
    pub chinese: Option<String>,
    /// The typeface of Latin letters and digits.
    pub latin: Option<String>,
    /// Whether marks that Chinese shares with Latin are said to be Chinese.
    pub hinted: bool,
    /// Their size in half points.
    pub size: Option<u32>,
    /// What is added to the width of each, in twips.
    pub spacing: Option<i64>,
    /// Their colour.
    pub colour: Option<&'static str>,
}

/// What is said anew of the pages of a section; none: as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SectionFormat {
    /// Width and height of the paper in twips.
    pub paper: Option<(i64, i64)>,
    /// The margins: top, right, bottom, left.
    pub margins: Option<[i64; 4]>,
    /// Whether its grid holds lines alone and no cells of characters.
    pub no_cells: bool,
    /// Whether the numbers of its pages go on from those before.
    pub goes_on: bool,
}

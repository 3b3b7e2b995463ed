//! A document of anybody's as it is set: every paragraph with what its format comes to once all styles are followed, its
//! pages, page numbers and tables. Lengths are twips (1/20 point), sizes half points, as documents have them.

/// A document as it is set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Typeset {
    /// All paragraphs of the body in order, those in tables and boxes among them.
    pub lines: Vec<Line>,
    /// The tables in order.
    pub tables: Vec<Table>,
    /// The sections in order; always one.
    pub sections: Vec<Section>,
    /// Whether odd and even pages have footers of their own.
    pub even_and_odd: bool,
    /// What waits in it: each with how often.
    pub waits: Waits,
}

/// What a document should not hold when it goes out: how often each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waits {
    /// Changes that are neither accepted nor refused.
    pub changes: usize,
    /// How many comments the document has.
    pub comments: usize,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Its text as a person sees it; a line break is `\n`, what is no text `\u{fffc}`.
    pub text: String,
    /// Its text in pieces of one format.
    pub runs: Vec<Run>,
    /// Where it stands.
    pub within: Within,
    /// The name of its style in lower case; empty without one.
    pub style: String,
    /// Its format.
    pub format: Format,
    /// The section that it belongs to.
    pub section: usize,
    /// Whether it begins a page by itself: it says so, a page break stands before it, or a section begins.
    pub opens_page: bool,
    /// Whether a page break stands in it or directly before it that a person put there.
    pub broken: bool,
    /// Pictures and objects that stand in its lines.
    pub pictures: usize,
    /// Drawings and boxes of all kinds.
    pub drawings: usize,
    /// Whether a field with the number of the page stands in it.
    pub page_number: bool,
    /// Whether Word numbers it.
    pub numbered: bool,
    /// The colours of the rules above and below it.
    pub rules: Vec<String>,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Within {
    /// In the body itself.
    #[default]
    Body,
    /// In the table of that place.
    Table(usize),
    /// In a box.
    Box,
}

/// Characters of one format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// The typeface of Chinese characters; empty when none is named anywhere.
    pub chinese: String,
    /// That of Latin letters and digits.
    pub latin: String,
    /// Whether the typeface of Chinese characters is one of the theme, whatever the theme has.
    pub themed: bool,
    /// Whether they are hidden.
    pub hidden: bool,
    /// Whether marks that Chinese shares with Latin are said to be Chinese.
    pub hinted: bool,
    /// Their size in half points.
    pub size: u32,
    /// What is added to the width of each, in twips.
    pub spacing: i64,
    /// Bold, slanted or underlined.
    pub stressed: Stress,
    /// Their colour; none for that of the program.
    pub colour: Option<String>,
}

/// Whether characters are bold, slanted, underlined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Stress {
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
}

/// The format of a paragraph, in twips.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Format {
    /// How it is aligned.
    pub align: Align,
    /// The indents of its edges.
    pub left: Length,
    /// The same at the right.
    pub right: Length,
    /// The indent of the first line; below zero it hangs.
    pub first: Length,
    /// Room above it in twips.
    pub before: i64,
    /// Room below it in twips.
    pub after: i64,
    /// The distance of its lines.
    pub pitch: Pitch,
    /// Whether its lines keep to the grid of the page.
    pub snaps: bool,
}

/// An indent, said in twips, in hundredths of a character, or in both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// The length in twips, 1/1440 inch; 20 are a point.
    pub twips: i64,
    /// In hundredths of a character; zero when it is not said so.
    pub characters: i64,
}

impl Length {
    /// Its length in characters of a size in half points. What is said in characters holds.
    pub fn in_characters(self, size: u32) -> f64 {
        match self.characters {
            0 => self.twips as f64 / (f64::from(size.max(1)) * 10.0),
            characters => characters as f64 / 100.0,
        }
    }
}

/// How a paragraph is aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left, or to both edges.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
    /// Spread over the line.
    Spread,
}

/// The distance of lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pitch {
    /// As high as the font, times this many 240ths.
    Auto(i64),
    /// At least so many twips.
    AtLeast(i64),
    /// Exactly so many twips.
    Exact(i64),
    /// Nothing is said.
    #[default]
    Single,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The first of its paragraphs among the lines, and where they end.
    pub lines: std::ops::Range<usize>,
    /// The texts of its cells, row by row; one that is merged with that above says what it says.
    pub rows: Vec<Vec<String>>,
    /// Its width in twips, when it says one.
    pub width: Option<i64>,
    /// The widths of its columns.
    pub columns: Vec<i64>,
    /// Whether it floats, so that it need not stand in the type area.
    pub floats: bool,
    /// The colours of its rules.
    pub rules: Vec<String>,
    /// Whether its first row is repeated on each page.
    pub repeats: bool,
    /// The section that it stands in.
    pub section: usize,
}

/// A section: its page and what stands below the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// Width of the paper in twips; A4 has 11,906.
    pub width: i64,
    /// Height of the paper in twips; A4 has 16,838.
    pub height: i64,
    /// The margins: top, right, bottom, left (the gutter added).
    pub margins: [i64; 4],
    /// Whether its pages lie on their side.
    pub lies: bool,
    /// The kind of its grid (`lines`, `linesAndChars` …) and the distance of its lines.
    pub grid: Option<(String, i64)>,
    /// Whether its first page has a footer of its own.
    pub first_apart: bool,
    /// The number that its pages begin with anew.
    pub begins_with: Option<i64>,
    /// The footers: for which pages (`default`, `even`, `first`).
    pub footers: Vec<(String, Footer)>,
}

/// A footer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Footer {
    /// Its paragraphs.
    pub lines: Vec<Line>,
    /// The paragraph with the page number.
    pub number: Option<usize>,
    /// Whether the number stands in a box, a frame or a table, so that its place cannot be told from the XML.
    pub placed: bool,
}

impl Section {
    /// The width and height of the type area.
    pub fn area(&self) -> (i64, i64) {
        let [top, right, bottom, left] = self.margins;
        (self.width - left - right, self.height - top - bottom)
    }
}

impl Line {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.drawings == 0
    }

    /// Whether it stands in the body itself.
    pub fn is_free(&self) -> bool {
        self.within == Within::Body
    }

    /// The size of most of its characters; that of its first run when it has none.
    pub fn size(&self) -> u32 {
        let longest = self.runs.iter().max_by_key(|run| run.text.chars().count());
        longest.map_or(0, |run| run.size)
    }
}

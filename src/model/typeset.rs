//! A document of anybody's as it is set: every paragraph with what its format comes to once all styles are followed, its
//! pages, page numbers and tables. Lengths are twips (1/20 point), sizes half points, as documents have them.

/// A .docx as Word would set it, as far as its XML tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Typeset {
    /// All paragraphs of the body in order, those in tables and boxes among them.
    pub lines: Vec<Line>,
    /// The tables of the body in order; those in other tables among them.
    pub tables: Vec<Table>,
    /// The sections in order; there is always one.
    pub sections: Vec<Section>,
    /// Whether odd and even pages have footers of their own.
    pub even_and_odd: bool,
    /// What waits in it: each with how often.
    pub waits: Waits,
    /// Whom its properties name: author, who saved it last, company.
    pub named: Vec<String>,
}

/// What a document should not hold when it goes out: how often each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waits {
    /// Changes that are neither accepted nor refused.
    pub changes: usize,
    /// How many comments are pinned to its body.
    pub comments: usize,
}

/// A paragraph of the body, of a table, a box or a footer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Its text as a person sees it; a line break is `\n`, what is no text `\u{fffc}`.
    pub text: String,
    /// Its text in pieces of one format.
    pub runs: Vec<Run>,
    /// Whether it stands in the body itself, in a table or in a box.
    pub within: Within,
    /// The name of its style in lower case; empty without one.
    pub style: String,
    /// What its format comes to once all styles are followed.
    pub format: Format,
    /// The section that it belongs to, by its index in [`Typeset::sections`].
    pub section: usize,
    /// Whether it begins a page by itself: it says so, a page break stands before it, or a section begins.
    pub opens_page: bool,
    /// Whether a page break stands in it or directly before it that a person put there.
    pub broken: bool,
    /// Pictures and objects that stand in its lines.
    pub pictures: usize,
    /// How many drawings and boxes of all kinds stand in it.
    pub drawings: usize,
    /// Whether a field with the number of the page stands in it.
    pub page_number: bool,
    /// Whether Word puts a number or bullet before it that is not in its text.
    pub numbered: bool,
    /// The format of that number, when the document says it.
    pub number: Option<Run>,
    /// The level that it has in the outline of the document, from one on; none for plain text.
    pub level: Option<usize>,
    /// The rules above and below it.
    pub rules: Vec<Border>,
}

/// A rule above or below a paragraph, a table or a cell, or between the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Border {
    /// Its colour: six hexadecimal digits, or `AUTO`.
    pub colour: String,
    /// Its width in eighths of a point.
    pub width: i64,
    /// Where it stands.
    pub side: Side,
}

/// Where a rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Side {
    Above,
    Below,
    Between,
}

/// Whether a paragraph stands in the body itself, in a table or in a box.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Within {
    /// In the body itself.
    #[default]
    Body,
    /// In a table, by its index in [`Typeset::tables`].
    Table(usize),
    /// In a box (a text box or frame) that may stand anywhere on the page.
    Box,
}

/// A stretch of a paragraph whose characters have one format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The characters, as a person sees them.
    pub text: String,
    /// The typeface of Chinese characters; empty when none is named anywhere.
    pub chinese: String,
    /// The typeface of Latin letters and digits; empty when none is named anywhere.
    pub latin: String,
    /// Whether the typeface of Chinese characters is one of the theme, whatever the theme has.
    pub themed: bool,
    /// Whether they are hidden, so that they do not print.
    pub hidden: bool,
    /// Whether marks that Chinese shares with Latin are said to be Chinese.
    pub hinted: bool,
    /// Their size in half points: 32 for 3号.
    pub size: u32,
    /// What is added to the width of each, in twips.
    pub spacing: i64,
    /// Whether they are bold, slanted or underlined.
    pub stressed: Stress,
    /// Their colour; none for that of the program.
    pub colour: Option<String>,
    /// Whether their ground is coloured: a highlighter went over them, or they are shaded.
    pub marked: bool,
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
    /// Where its lines stand between its indents.
    pub align: Align,
    /// The indent of its left edge.
    pub left: Length,
    /// The indent of its right edge.
    pub right: Length,
    /// The indent of the first line; below zero it hangs.
    pub first: Length,
    /// The room above it in twips.
    pub before: i64,
    /// The room below it in twips.
    pub after: i64,
    /// How far its lines stand apart.
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

/// Where the lines of a paragraph stand between its indents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left, or to both edges.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// At the right edge.
    Right,
    /// Spread over the whole line, every character as far from the next.
    Spread,
}

/// How far the lines of a paragraph stand apart, from one to the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pitch {
    /// As high as the font, times this many 240ths.
    Auto(i64),
    /// As high as the font, but at least so many twips.
    AtLeast(i64),
    /// So many twips, whatever the font.
    Exact(i64),
    /// As high as the font, since no style says a distance.
    #[default]
    Single,
}

/// A table of the body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The first of its paragraphs among the lines, and where they end.
    pub lines: std::ops::Range<usize>,
    /// The texts of its cells, row by row; one that is merged with that above says what it says.
    pub rows: Vec<Vec<String>>,
    /// Its width in twips, when it says one.
    pub width: Option<i64>,
    /// The widths of its columns in twips, from left to right.
    pub columns: Vec<i64>,
    /// Whether it floats, so that it need not stand in the type area.
    pub floats: bool,
    /// The rules above and below it and its cells, and between its rows.
    pub rules: Vec<Border>,
    /// Whether its first row is repeated on each page.
    pub repeats: bool,
    /// The section that it stands in, by its index in [`Typeset::sections`].
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

/// A footer of a section.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Footer {
    /// Its paragraphs in order.
    pub lines: Vec<Line>,
    /// The index of the paragraph with the page number among its lines; none without one.
    pub number: Option<usize>,
    /// Whether the number stands in a box, a frame or a table, so that its place cannot be told from the XML.
    pub placed: bool,
    /// Where a box with the number stands between the margins, when it says so (`left`, `center`, `outside` …).
    pub side: Option<String>,
}

impl Section {
    /// The width and height of the type area.
    pub fn area(&self) -> (i64, i64) {
        let [top, right, bottom, left] = self.margins;
        (self.width - left - right, self.height - top - bottom)
    }
}

impl Line {
    /// Its text without what is no text and without white space at its edges.
    pub fn words(&self) -> String {
        self.text.replace('\u{fffc}', "").trim().to_owned()
    }

    /// Whether neither text nor a drawing stands in it.
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

//! The elements of the official format (GB/T 9704-2012, 7.2 to 7.4), one row each; what is known of an element by all
//! rooms is known from here.
//!
//! A new element is one row in `element/rows.rs`, its drawing in `docx/` where it does not look like a paragraph of the body, and its
//! wording in a section of a report kind. The rows are in the order of the report.

mod rows;

pub use rows::{LAST, Role, gap};

/// What all rooms know of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// The role that blocks of this element have.
    pub role: Role,
    /// The word for it in outline.toml, JSON and the base.
    pub word: &'static str,
    /// Whether a section of a report kind may be it; others follow from lists, annexes and the wording of a section.
    pub of_section: bool,
    /// The clause of GB/T 9704-2012 that asks for it.
    pub clause: &'static str,
    /// The part of the page that it belongs to.
    pub part: Part,
    /// What people call it: the first name is the one that they are told, all are known in braces ({一级标题}) in an
    /// office's own document. Of a row of columns one for each; none for what an office has no sample of.
    pub names: &'static [&'static str],
    /// The style of its paragraphs where neither words nor neighbours ask for another.
    pub style: StyleName,
    /// Styles that take the place of the first when its words or its number change, and the other way round.
    pub kin: &'static [StyleName],
    /// Styles that its paragraphs may have besides, because of what follows them.
    pub variants: &'static [StyleName],
    /// What offices call a style for it, in lower case.
    pub offices: &'static [&'static str],
    /// What tells it from another element in the same style: its whole text is one of these. Empty: any text.
    pub says: &'static [&'static str],
    /// The pattern of a paragraph that shows it in an office's document.
    pub begins: Option<&'static str>,
    /// Whether it says one thing, heads others, or is running text, a table, a chart.
    pub flow: Flow,
    /// How many blank lines stand above it.
    pub above: Above,
    /// Whether a blank line stands below it.
    pub line_below: bool,
    /// Whether it begins on a new page.
    pub opens_page: bool,
    /// Whether its paragraphs are drawn as a whole (lines of meaning, columns of names), so that they are drawn anew
    /// when their words change.
    pub drawn_whole: bool,
    /// Under which words 核对表 lists the data in it.
    pub heads: Heads,
}

/// The part of the page that an element belongs to (4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 版头, above the red line of the first page (7.2).
    Head,
    /// 主体, from 标题 to 附注 (7.3.1 to 7.3.6).
    Main,
    /// 附件, each from a new page on (7.3.7).
    Annex,
    /// 版记, at the foot of the last page (7.4).
    Imprint,
}

/// How the content of an element runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// It says one thing and nothing else (标题, 署名).
    Alone,
    /// A heading of this level, from 1 to 4; text after its lead runs on as body.
    Heading(usize),
    /// A paragraph of running text.
    Text,
    /// It is a table, and its content stands in the cells.
    Table,
    /// It is a chart, and its content are the data behind it.
    Chart,
}

/// How many blank lines stand above an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// No blank line.
    Nothing,
    /// One blank line.
    Line,
    /// As many as the way of signing asks for, above the first that signs (7.3.5).
    Signing,
}

/// Under what 核对表 lists the data of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// Under the heading that it stands under.
    Nothing,
    /// Under its own words, and what follows too.
    Words,
    /// Under the heading that it stands under with its own words, and what follows too.
    MoreWords,
    /// Under its name, or that of the part that it belongs to.
    Name,
}

/// A style as the documents have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StyleName {
    /// Its id (`w:styleId`). Programs change it when they save, so no style is known by it.
    pub id: &'static str,
    /// Its name, by which it is known; one in Latin letters is built in to Word and WPS.
    pub name: &'static str,
    /// Whether its paragraphs are gathered in a table (7.2.4, 7.3.5, 7.4).
    pub in_table: bool,
}

impl Role {
    /// The style of its paragraphs where nothing asks for another.
    pub const fn style(self) -> StyleName {
        self.element().style
    }

    /// Another style of its paragraphs, by its place in the list `kin` of its row.
    pub fn kin(self, at: usize) -> StyleName {
        self.element().kin.get(at).copied().unwrap_or(self.style())
    }

    /// The role that has this word; `None` for a word that no role has.
    pub fn of_word(word: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.word() == word)
    }

    /// The word for it in JSON and in the base.
    pub fn word(self) -> &'static str {
        self.element().word
    }

    /// Whether it stands above the red line of the first page (版头, 7.2).
    pub fn is_head(self) -> bool {
        self.element().part == Part::Head
    }

    /// Whether it stands at the foot of the last page (版记, 7.4).
    pub fn is_imprint(self) -> bool {
        self.element().part == Part::Imprint
    }

    /// Whether it is a heading or a paragraph of the body, and no element that says one thing (7.3.3).
    pub fn is_running(self) -> bool {
        matches!(self.element().flow, Flow::Heading(_) | Flow::Text)
    }

    /// The level of a heading, from 1 to 4.
    pub fn level(self) -> Option<usize> {
        match self.element().flow {
            Flow::Heading(level) => Some(level),
            _ => None,
        }
    }
}

/// All elements in the order of the report.
pub fn elements() -> impl DoubleEndedIterator<Item = &'static Element> + Clone {
    Role::ALL.iter().map(|role| role.element())
}

impl StyleName {
    /// Whether a document's name for a style means it; programs change the case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

impl Element {
    /// All styles that its paragraphs may have.
    pub fn styles(&self) -> impl Iterator<Item = StyleName> {
        [self.style].into_iter().chain(self.kin.iter().copied()).chain(self.variants.iter().copied())
    }

    /// Whether its paragraphs may have the style of that name.
    pub fn has_style(&self, name: &str) -> bool {
        self.styles().any(|style| style.is(name))
    }

    /// Whether the style of that name may be the one of its paragraphs whatever follows them.
    pub fn has_kin(&self, name: &str) -> bool {
        self.style.is(name) || self.kin.iter().any(|style| style.is(name))
    }

    /// Whether an office's own document may show what it looks like.
    pub fn is_sampled(&self) -> bool {
        matches!(self.part, Part::Main | Part::Annex) && !self.names.is_empty()
    }

    /// Whether this is one of its Chinese names.
    pub fn is_named(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// What people are told that it is called, or the part that it belongs to.
    pub fn name(&self) -> &'static str {
        match self.part {
            Part::Head => "版头",
            Part::Imprint => "版记",
            Part::Main | Part::Annex => self.names.first().copied().unwrap_or_default(),
        }
    }
}

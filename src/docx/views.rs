//! Paragraphs, runs, rows, cells, sections and styles as views over the tree of a part, which loses nothing.

use crate::docx::kinds::Kind;
use crate::package::order::arrange;
use crate::package::xml::{Element, Node};

/// What every element of WordprocessingML says of itself and holds.
pub(in crate::docx) trait View {
    /// Which element of WordprocessingML it is.
    fn kind(&self) -> Kind;
    /// Whether it is an element of this kind.
    fn is(&self, kind: Kind) -> bool;
    /// The first child of a kind, none deeper; `None` when it has none.
    fn get(&self, kind: Kind) -> Option<&Element>;
    /// The first child of a kind, to be changed.
    fn get_mut(&mut self, kind: Kind) -> Option<&mut Element>;
    /// The children of a kind in order, none deeper.
    fn all(&self, kind: Kind) -> impl Iterator<Item = &Element>;
    /// The children of a kind, to be changed.
    fn all_mut(&mut self, kind: Kind) -> impl Iterator<Item = &mut Element>;
    /// The place of the first child of a kind.
    fn place(&self, kind: Kind) -> Option<usize>;
    /// Keeps of the child elements those that are wanted; texts stay.
    fn keep(&mut self, wanted: impl FnMut(&mut Element) -> bool);
    /// Takes the children of a kind away.
    fn drop_all(&mut self, kind: Kind);
    /// The attribute `w:val`.
    fn val(&self) -> Option<&str>;
    /// The value of the first child of a kind.
    fn said(&self, kind: Kind) -> Option<&str>;
    /// The attribute `w:id`: the number of an annotation.
    fn id(&self) -> Option<&str>;
    /// Whether a mark begins a field, separates its result or ends it (`w:fldCharType`).
    fn field_step(&self) -> Option<&str>;
    /// The attribute `w:name`: the name of a bookmark.
    fn mark_name(&self) -> Option<&str>;
    /// The attribute `w:styleId`: the id of a style.
    fn style_id(&self) -> Option<&str>;
    /// What an attribute says, by its name without the prefix (`type`).
    fn says(&self, name: &str) -> Option<&str>;
    /// Puts its children into the order of the schema.
    fn arrange(&mut self);
    /// Sets the attribute `w:val`.
    fn set_val(&mut self, value: impl Into<String>);
    /// Adds a child behind the others.
    fn push(&mut self, child: Element);
}

impl View for Element {
    fn kind(&self) -> Kind {
        Kind::of(&self.name)
    }

    fn is(&self, kind: Kind) -> bool {
        self.name == kind.name()
    }

    fn get(&self, kind: Kind) -> Option<&Element> {
        self.child(kind.name())
    }

    fn get_mut(&mut self, kind: Kind) -> Option<&mut Element> {
        self.elements_mut().find(|child| child.is(kind))
    }

    fn all(&self, kind: Kind) -> impl Iterator<Item = &Element> {
        self.elements().filter(move |child| child.is(kind))
    }

    fn all_mut(&mut self, kind: Kind) -> impl Iterator<Item = &mut Element> {
        self.elements_mut().filter(move |child| child.is(kind))
    }

    fn place(&self, kind: Kind) -> Option<usize> {
        self.children.iter().position(|node| is_kind(node, kind))
    }

    fn keep(&mut self, mut wanted: impl FnMut(&mut Element) -> bool) {
        self.children.retain_mut(|node| match node {
            Node::Element(child) => wanted(child),
            Node::Text(_) | Node::Verbatim(_) => true,
        });
    }

    fn drop_all(&mut self, kind: Kind) {
        self.keep(|child| !child.is(kind));
    }

    fn val(&self) -> Option<&str> {
        self.attribute("w:val")
    }

    fn said(&self, kind: Kind) -> Option<&str> {
        self.get(kind)?.val()
    }

    fn id(&self) -> Option<&str> {
        self.attribute("w:id")
    }

    fn field_step(&self) -> Option<&str> {
        self.attribute("w:fldCharType")
    }

    fn mark_name(&self) -> Option<&str> {
        self.attribute("w:name")
    }

    fn style_id(&self) -> Option<&str> {
        self.attribute("w:styleId")
    }

    fn says(&self, name: &str) -> Option<&str> {
        let is = |known: &str| known.strip_prefix("w:") == Some(name);
        self.attributes.iter().find(|(known, _)| is(known)).map(|(_, value)| value.as_str())
    }

    fn arrange(&mut self) {
        arrange(self);
    }

    fn set_val(&mut self, value: impl Into<String>) {
        self.set("w:val", value);
    }

    fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }
}

impl Kind {
    /// An empty element of this kind, without attributes.
    pub(in crate::docx) fn element(self) -> Element {
        Element::new(self.name())
    }
}

/// Whether a node is an element of a kind.
pub(in crate::docx) fn is_kind(node: &Node, kind: Kind) -> bool {
    matches!(node, Node::Element(child) if child.is(kind))
}

/// An element with a value: `<w:jc w:val="both"/>`.
pub(in crate::docx) fn value(kind: Kind, value: impl ToString) -> Element {
    kind.element().with("w:val", value.to_string())
}

/// A length in twips: `<w:tcW w:w="40" w:type="dxa"/>`.
pub(in crate::docx) fn width(kind: Kind, twips: i64) -> Element {
    kind.element().with("w:w", twips.to_string()).with("w:type", "dxa")
}

/// The colour of rules: black, as six hexadecimal digits.
pub(in crate::docx) const BLACK: &str = "000000";

/// A line on a side, so many eighths of a point thick.
pub(in crate::docx) fn rule(side: Kind, eighths: impl Into<String>, colour: &str) -> Element {
    let line = value(side, "single").with("w:sz", eighths);
    line.with("w:space", "0").with("w:color", colour)
}

/// A paragraph (`w:p`).
#[derive(Debug)]
pub(in crate::docx) struct Paragraph<E>(pub E);

impl<'e> Paragraph<&'e Element> {
    /// A property of its format (`w:pPr`), by its kind.
    pub(in crate::docx) fn property(&self, kind: Kind) -> Option<&'e Element> {
        self.0.get(Kind::ParagraphFormat)?.get(kind)
    }

    /// The id of the style that it names.
    pub(in crate::docx) fn style(&self) -> Option<&'e str> {
        self.property(Kind::ParagraphStyle)?.val()
    }

    /// The section (`w:sectPr`) that ends with it.
    pub(in crate::docx) fn section(&self) -> Option<&'e Element> {
        self.property(Kind::Section)
    }

    /// The format of its end, which says too whether that is new or deleted.
    pub(in crate::docx) fn end(&self) -> Option<&'e Element> {
        self.property(Kind::Format)
    }
}

impl<'e> Paragraph<&'e mut Element> {
    /// Its format, made where it has none; so there always is one.
    pub(in crate::docx) fn format(self) -> Option<&'e mut Element> {
        if self.0.get(Kind::ParagraphFormat).is_none() {
            self.0.children.insert(0, Node::Element(Kind::ParagraphFormat.element()));
        }
        self.0.get_mut(Kind::ParagraphFormat)
    }

    /// Sets the style that it names, by its id.
    pub(in crate::docx) fn set_style(self, id: &str) {
        let Some(format) = self.format() else { return };
        format.drop_all(Kind::ParagraphStyle);
        format.children.insert(0, Node::Element(value(Kind::ParagraphStyle, id)));
    }

    /// Makes it the last paragraph of a section (`w:sectPr` in its format).
    pub(in crate::docx) fn end_section(self, section: Element) {
        let Some(format) = self.format() else { return };
        format.push(section);
        arrange(format);
    }

    /// Puts elements before what stands in it.
    pub(in crate::docx) fn begin_with(self, elements: impl IntoIterator<Item = Element>) {
        let place = self.0.place(Kind::ParagraphFormat).map_or(0, |place| place + 1);
        self.0.children.splice(place..place, elements.into_iter().map(Node::Element));
    }

    /// Marks its end as inserted or deleted.
    pub(in crate::docx) fn mark_end(self, mark: Element) {
        let Some(format) = self.format() else { return };
        if format.get(Kind::Format).is_none() {
            format.push(Kind::Format.element());
            arrange(format);
        }
        if let Some(end) = format.get_mut(Kind::Format) {
            end.children.insert(0, Node::Element(mark));
        }
    }
}

/// A run (`w:r`): characters of one format.
#[derive(Debug, Clone, Copy)]
pub(in crate::docx) struct Run<'e>(pub &'e Element);

impl<'e> Run<'e> {
    /// Its format (`w:rPr`); `None` when it has none of its own.
    pub(in crate::docx) fn format(self) -> Option<&'e Element> {
        self.0.get(Kind::Format)
    }

    /// The id of the style of characters that it names.
    pub(in crate::docx) fn style(self) -> Option<&'e str> {
        self.format()?.said(Kind::RunStyle)
    }

    /// Whether it holds nothing but its format.
    pub(in crate::docx) fn is_bare(self) -> bool {
        self.0.elements().all(|child| child.is(Kind::Format))
    }
}

/// The section that ends with the last paragraph of a block.
pub(in crate::docx) fn section_of(block: &Element) -> Option<&Element> {
    Paragraph(block.elements().last()?).section()
}

/// An empty paragraph of a style, with the section that ends with it.
pub(in crate::docx) fn line(style: Option<&str>, section: Option<Element>) -> Element {
    let style = style.map(|id| value(Kind::ParagraphStyle, id));
    let format = Kind::ParagraphFormat.element().holding_all(style).holding_all(section);
    Kind::Paragraph.element().holding(format)
}

/// A table (`w:tbl`).
#[derive(Debug)]
pub(in crate::docx) struct Table<'e>(pub &'e Element);

impl Table<'_> {
    /// Whether it has no row, in whatever row controls and changes may hold.
    pub(in crate::docx) fn is_rowless(&self) -> bool {
        !self.0.any(&|inner| inner.is(Kind::Row))
    }

    /// A table of fixed columns so many twips wide, whose cells add no room at these sides; `place` says where it
    /// stands, in the order of the schema before and behind its width.
    pub(in crate::docx) fn fixed(
        columns: &[i64],
        (before, behind): (Option<Element>, Option<Element>),
        flush: &[Kind],
        rows: impl IntoIterator<Item = Element>,
    ) -> Element {
        let format = Kind::TableFormat
            .element()
            .holding_all(before)
            .holding(width(Kind::TableWidth, columns.iter().sum()))
            .holding_all(behind)
            .holding(Kind::TableLayout.element().with("w:type", "fixed"))
            .holding(Kind::TableMargins.element().holding_all(flush.iter().map(|side| width(*side, 0))));
        let grid = columns.iter().map(|width| Kind::GridColumn.element().with("w:w", width.to_string()));
        let grid = Kind::Grid.element().holding_all(grid);
        Kind::Table.element().holding(format).holding(grid).holding_all(rows)
    }
}

/// A row of a table (`w:tr`).
#[derive(Debug)]
pub(in crate::docx) struct Row<'e>(pub &'e Element);

impl<'e> Row<'e> {
    /// A part of its format, such as the mark that it is new or deleted.
    pub(in crate::docx) fn property(&self, kind: Kind) -> Option<&'e Element> {
        self.0.get(Kind::RowFormat)?.get(kind)
    }
}

/// A cell of a table (`w:tc`).
#[derive(Debug)]
pub(in crate::docx) struct Cell<'e>(pub &'e Element);

impl<'e> Cell<'e> {
    /// How it merges downwards: with the next (`restart`) or with the one above (`continue`).
    pub(in crate::docx) fn merge(&self) -> Option<&'e str> {
        Some(self.0.get(Kind::CellFormat)?.get(Kind::Merge)?.val().unwrap_or("continue"))
    }

    /// How many columns of the grid it covers.
    pub(in crate::docx) fn span(&self) -> u32 {
        number(self.0.get(Kind::CellFormat).and_then(|format| format.get(Kind::GridSpan))).unwrap_or(1)
    }
}

/// The number of columns that an element says; more than a thousand are none.
pub(in crate::docx) fn number(element: Option<&Element>) -> Option<u32> {
    element?.val()?.parse::<u32>().ok().map(|number| number.min(1_000))
}

/// A section's properties (`w:sectPr`): its page, headers and footers.
#[derive(Debug)]
pub(in crate::docx) struct Section<'e>(pub &'e Element);

impl Section<'_> {
    /// Whether its pages lie on their side.
    pub(in crate::docx) fn lies(&self) -> bool {
        self.0.get(Kind::PageSize).and_then(|size| size.attribute("w:orient")) == Some("landscape")
    }

    /// Whether it begins on an even page.
    pub(in crate::docx) fn is_even(&self) -> bool {
        self.0.said(Kind::SectionType) == Some("evenPage")
    }

    /// All that it says, but for who saved it last.
    pub(in crate::docx) fn key(&self) -> String {
        let mut section = self.0.clone();
        section.attributes.retain(|(name, _)| !name.starts_with("w:rsid"));
        section.to_xml()
    }

    /// The same pages, whose numbers go on.
    pub(in crate::docx) fn going_on(&self) -> Element {
        let mut section = self.0.clone();
        for numbers in section.all_mut(Kind::PageNumbers) {
            numbers.attributes.retain(|(name, _)| name != "w:start");
        }
        section
    }
}

/// What a part of a field does: begin, separate or end.
pub(in crate::docx) fn field_part(element: &Element) -> Option<&str> {
    element.attribute("w:fldCharType")
}

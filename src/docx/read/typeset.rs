//! The bytes of a .docx, whoever wrote it → the document as it is set: every paragraph with its resolved format.

use std::collections::BTreeMap;

use super::cascade::{Cascade, format, lay, property, switched};
use super::measure::twips;
use super::names::{below, is_local};
use super::numbers::Numbers;
use super::opened::Trees;
use super::outline::{CHANGES, rows};
use super::pieces::{Piece, chosen, is_own, pieces, places, text};
use super::{Unreadable, cell_texts, sections};
use crate::docx::kinds::{Kind, said};
use crate::docx::views::{Paragraph, Row, View};
use crate::model::typeset::{Border, Footer, Line, Run, Side, Table, Typeset, Waits, Within};
use crate::package::xml::Element;

/// Reads a document as it is set.
///
/// # Errors
/// When it is no .docx that can be opened, or larger than any report.
pub fn typeset(bytes: &[u8]) -> Result<Typeset, Unreadable> {
    Ok(placed(bytes)?.0)
}

/// Where the paragraphs and sections of a [`Typeset`] stand in the tree of the main part, in their order.
#[derive(Default)]
pub(in crate::docx) struct Ways {
    /// The way to each paragraph.
    pub(in crate::docx) lines: Vec<Vec<usize>>,
    /// The way to the properties of each section; none where the document says nothing of any.
    pub(in crate::docx) sections: Vec<Vec<usize>>,
}

/// The same, with the places that its paragraphs and sections have.
///
/// # Errors
/// As [`typeset`].
pub(in crate::docx) fn placed(bytes: &[u8]) -> Result<(Typeset, Ways), Unreadable> {
    let mut trees = Trees::of(bytes)?;
    let root = trees.main()?;
    let body = root.get(Kind::Body).ok_or(Unreadable::Damaged)?;
    let cascade = Cascade::of(trees.related("styles").as_ref(), trees.related("theme").as_ref());
    let numbers = Numbers::of(trees.related("numbering").as_ref());
    let mut walk = Walk::new(&cascade, &numbers);
    walk.path.extend(root.place(Kind::Body));
    walk.blocks(body);
    if let Some((place, last)) = places(body).filter(|(_, child)| child.is(Kind::Section)).last() {
        walk.section(last, &[place]);
    }
    let Walk { mut set, sections, ways, .. } = walk;
    let footers = trees.all_related("footer");
    let footers: BTreeMap<String, Footer> =
        footers.iter().map(|(id, tree)| (id.clone(), footer(tree, &cascade))).collect();
    set.sections = sections::of(&sections, &footers);
    sections::open_pages(&mut set.lines, &sections);
    let settings = trees.related("settings");
    set.even_and_odd = settings.is_some_and(|settings| {
        settings.get(Kind::EvenAndOdd).is_some_and(|both| both.val().is_none_or(super::cascade::is_on))
    });
    set.named = ["core-properties", "extended-properties"]
        .into_iter()
        .filter_map(|word| trees.of_package(word))
        .flat_map(|properties| named(&properties))
        .collect();
    set.waits = Waits {
        changes: count(body, &|element| CHANGES.contains(&element.kind()) && !is_own(element)),
        comments: count(body, &|element| element.is(Kind::CommentMark)),
    };
    Ok((set, ways))
}

/// Persons and companies in the properties of a document.
fn named(properties: &Element) -> Vec<String> {
    const NAMES: [&str; 4] = ["creator", "lastModifiedBy", "Company", "Manager"];
    let names = properties.elements().filter(|child| NAMES.iter().any(|name| is_local(child, name)));
    names.map(|child| child.text().trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// A footer, with the paragraph of its page number.
fn footer(tree: &Element, cascade: &Cascade) -> Footer {
    let numbers = Numbers::default();
    let mut walk = Walk::new(cascade, &numbers);
    walk.blocks(tree);
    let lines = walk.set.lines;
    // What holds a box counts as numbered too; the one inside comes behind it.
    let number = lines.iter().rposition(|line| line.page_number);
    let placed = number.and_then(|number| lines.get(number)).is_some_and(|line| !line.is_free())
        || tree.any(&|element| element.is(Kind::Frame));
    Footer { lines, number, placed, side: side(tree) }
}

/// Where a box or frame stands between the margins.
fn side(element: &Element) -> Option<String> {
    const SAID: &str = "mso-position-horizontal:";
    if is_local(element, "positionH") {
        return below(element, "align").map(|align| align.text().trim().to_owned());
    }
    let framed = element.attribute(said::ACROSS).filter(|_| element.is(Kind::Frame)).map(str::to_owned);
    let drawn = element.attribute("style").and_then(|style| style.split(SAID).nth(1));
    let drawn = drawn.and_then(|rest| rest.split(';').next()).map(|side| side.trim().to_owned());
    framed.or(drawn).or_else(|| element.elements().find_map(side))
}

fn count(element: &Element, wanted: &dyn Fn(&Element) -> bool) -> usize {
    usize::from(wanted(element)) + element.elements().map(|child| count(child, wanted)).sum::<usize>()
}

/// A walk over the blocks of a part.
struct Walk<'c> {
    cascade: &'c Cascade,
    numbers: &'c Numbers,
    set: Typeset,
    within: Within,
    /// The style of the table that is walked over.
    of_table: Option<String>,
    /// The properties of the sections that have ended.
    sections: Vec<Element>,
    /// Whether a page break stands behind all that was seen.
    broken: bool,
    /// The way to what is walked over, and to what was found.
    path: Vec<usize>,
    ways: Ways,
}

impl<'c> Walk<'c> {
    fn new(cascade: &'c Cascade, numbers: &'c Numbers) -> Self {
        Walk {
            cascade,
            numbers,
            of_table: None,
            set: Typeset::default(),
            within: Within::Body,
            sections: Vec::new(),
            broken: false,
            path: Vec::new(),
            ways: Ways::default(),
        }
    }

    /// Walks on over what stands at places below.
    fn below(&mut self, places: &[usize], walk: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.extend(places);
        walk(self);
        self.path.truncate(length);
    }

    fn section(&mut self, section: &Element, places: &[usize]) {
        self.sections.push(section.clone());
        self.below(places, |walk| walk.ways.sections.push(walk.path.clone()));
    }

    fn blocks(&mut self, parent: &Element) {
        for (place, child) in places(parent) {
            self.below(&[place], |walk| walk.child(child));
        }
    }

    fn child(&mut self, child: &Element) {
        match child.kind() {
            Kind::Paragraph => self.paragraph(child),
            Kind::Table => self.table(child),
            Kind::Alternate => self.choice(child, Walk::blocks),
            Kind::Control
            | Kind::ControlContent
            | Kind::CustomXml
            | Kind::SmartTag
            | Kind::Inserted
            | Kind::MovedTo => self.blocks(child),
            _ => (),
        }
    }

    fn choice(&mut self, alternate: &Element, walk: fn(&mut Self, &Element)) {
        let Some(place) = chosen(alternate) else { return };
        let Some(choice) = alternate.at(&[place]) else { return };
        self.below(&[place], |own| walk(own, choice));
    }

    fn paragraph(&mut self, paragraph: &Element) {
        let own = paragraph.get(Kind::ParagraphFormat);
        let (properties, of_runs) = self.cascade.paragraph(own, self.of_table.as_deref());
        let found = pieces(paragraph, &[Vec::new()], "");
        let mut line = Line {
            text: text(&found),
            within: self.within,
            style: self.cascade.name(Paragraph(paragraph).style()),
            format: format(&properties),
            section: self.sections.len(),
            opens_page: self.broken || switched(&properties, Kind::PageBreakBefore),
            broken: std::mem::take(&mut self.broken),
            page_number: numbers_pages(paragraph),
            numbered: is_numbered(property(&properties, Kind::Numbering)),
            number: self.number(property(&properties, Kind::Numbering), &of_runs, own),
            level: level(property(&properties, Kind::OutlineLevel)),
            rules: rules(property(&properties, Kind::ParagraphBorders)),
            ..Line::default()
        };
        for (at, piece) in found.iter().enumerate() {
            let inside = paragraph.at(&piece.path);
            if inside.is_some_and(|inside| inside.is(Kind::Break)) && piece.text != "\n" {
                let more = found.get(at + 1..).unwrap_or_default();
                let rest = text(more);
                line.broken = true;
                line.opens_page |=
                    !rest.trim().is_empty() && line.runs.iter().all(|run| run.text.trim().is_empty());
                self.broken = rest.trim().is_empty();
                line.text = line.text.replacen('\u{fffc}', "", 1);
                continue;
            }
            line.drawings += usize::from(inside.is_some_and(is_drawing));
            line.pictures += usize::from(inside.is_some_and(is_in_line));
            self.add(&mut line, paragraph, piece, &of_runs);
        }
        self.set.lines.push(line);
        self.ways.lines.push(self.path.clone());
        self.boxes(paragraph);
        let place =
            own.and_then(|own| Some([paragraph.place(Kind::ParagraphFormat)?, own.place(Kind::Section)?]));
        if let (Some(section), Some(places)) = (Paragraph(paragraph).section(), place) {
            self.section(section, &places);
        }
    }

    /// The format of the number that a program puts before a paragraph: that of its end, with what the list says of it.
    fn number(
        &self,
        numbering: Option<&Element>,
        of_runs: &super::cascade::Properties,
        own: Option<&Element>,
    ) -> Option<Run> {
        let of_list = self.numbers.format(numbering?)?;
        let mut of_end = of_runs.clone();
        lay(&mut of_end, own.and_then(|own| own.get(Kind::Format)));
        Some(self.cascade.run(&of_end, of_list))
    }

    /// Adds a piece to the runs of a line, to the last of them where both have one format.
    fn add(&self, line: &mut Line, paragraph: &Element, piece: &Piece, of_runs: &super::cascade::Properties) {
        let ways =
            (0..=piece.path.len()).rev().filter_map(|length| paragraph.at(piece.path.get(..length)?));
        let run = ways.into_iter().find(|element| element.is(Kind::Run));
        let format = self.cascade.run(of_runs, run.and_then(|run| run.get(Kind::Format)));
        match line.runs.last_mut() {
            Some(last) if (Run { text: String::new(), ..last.clone() }) == format => {
                last.text.push_str(&piece.text)
            }
            _ => line.runs.push(Run { text: piece.text.clone(), ..format }),
        }
    }

    /// The paragraphs in the boxes of a paragraph; what is drawn twice counts once.
    fn boxes(&mut self, element: &Element) {
        for (place, child) in places(element) {
            self.below(&[place], |walk| match child.kind() {
                Kind::TextBox => {
                    let before = std::mem::replace(&mut walk.within, Within::Box);
                    walk.blocks(child);
                    walk.within = before;
                }
                Kind::Alternate => walk.choice(child, Walk::boxes),
                Kind::Deleted | Kind::MovedFrom | Kind::ParagraphFormat => (),
                _ => walk.boxes(child),
            });
        }
    }

    fn table(&mut self, table: &Element) {
        let format = table.get(Kind::TableFormat);
        let number = |element: &Element| twips(element.attribute(said::WIDTH)?);
        let width = format.and_then(|format| format.get(Kind::TableWidth));
        let width = width.filter(|width| width.attribute(said::TYPE) == Some("dxa")).and_then(number);
        let columns = table.get(Kind::Grid).into_iter().flat_map(|grid| grid.all(Kind::GridColumn));
        let ways = rows(table, &[]);
        let first = ways.first().and_then(|(way, _)| table.at(way));
        let (at, from) = (self.set.tables.len(), self.set.lines.len());
        self.set.tables.push(Table {
            lines: from..from,
            rows: cell_texts(table, &[]),
            width: width.filter(|width| *width > 0),
            columns: columns.filter_map(number).collect(),
            floats: format.is_some_and(|format| format.get(Kind::Floating).is_some()),
            rules: borders(table),
            repeats: first.is_some_and(|row| Row(row).property(Kind::HeaderRow).is_some()),
            section: self.sections.len(),
        });
        let before = std::mem::replace(&mut self.within, Within::Table(at));
        let style = format.and_then(|format| format.said(Kind::TableStyle)).map(str::to_owned);
        let style_before = std::mem::replace(&mut self.of_table, style);
        let cells = ways.iter().flat_map(|(_, cells)| cells);
        for (way, cell) in cells.filter_map(|way| Some((way, table.at(way)?))) {
            self.below(way, |walk| walk.blocks(cell));
        }
        (self.within, self.of_table) = (before, style_before);
        let to = self.set.lines.len();
        self.set.tables.get_mut(at).into_iter().for_each(|table| table.lines.end = to);
    }
}

/// Whether a field for the number of the page stands in it.
pub(in crate::docx) fn numbers_pages(paragraph: &Element) -> bool {
    let mut said = String::new();
    gather(paragraph, &mut said);
    said.split_whitespace().any(|word| word.eq_ignore_ascii_case("PAGE"))
}

/// The instructions of fields, one after the other.
fn gather(element: &Element, into: &mut String) {
    match element.kind() {
        Kind::SimpleField => {
            into.push_str(element.attribute(said::INSTRUCTION).unwrap_or_default());
            into.push(' ');
        }
        Kind::Instruction => into.push_str(&element.text()),
        Kind::FieldMark => into.push(' '),
        _ => (),
    }
    element.elements().for_each(|child| gather(child, into));
}

fn is_numbered(numbering: Option<&Element>) -> bool {
    numbering.and_then(|numbering| numbering.said(Kind::NumberingId)).is_some_and(|id| id != "0")
}

/// The level in the outline of the document; the tenth is that of plain text.
fn level(outline: Option<&Element>) -> Option<usize> {
    let level: usize = outline?.val()?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// The rules of a table and of its cells.
fn borders(element: &Element) -> Vec<Border> {
    let own = matches!(element.kind(), Kind::TableBorders | Kind::CellBorders).then_some(element);
    let inner = element.elements().filter(|child| !child.is(Kind::Paragraph)).flat_map(borders);
    rules(own).into_iter().chain(inner).collect()
}

/// The rules above and below a paragraph, a table or a cell, and between the rows of a table.
fn rules(borders: Option<&Element>) -> Vec<Border> {
    let rule = |drawn: &Element| {
        let side = match drawn.kind() {
            Kind::Top => Side::Above,
            Kind::Bottom => Side::Below,
            Kind::InnerRules => Side::Between,
            _ => return None,
        };
        let width = drawn.attribute(said::EIGHTHS).and_then(|width| width.parse().ok()).unwrap_or(0);
        let colour = drawn.attribute(said::COLOUR).unwrap_or("auto").to_uppercase();
        let seen = !matches!(drawn.val(), None | Some("none" | "nil"));
        seen.then_some(Border { colour, width, side })
    };
    borders.into_iter().flat_map(Element::elements).filter_map(rule).collect()
}

fn is_drawing(element: &Element) -> bool {
    matches!(element.kind(), Kind::Drawing | Kind::Picture | Kind::Object)
}

/// Whether a drawing stands in its line, so that a line of exact height cuts it off.
fn is_in_line(element: &Element) -> bool {
    match element.kind() {
        Kind::Drawing => element.get(Kind::InLine).is_some(),
        Kind::Object => true,
        Kind::Picture => {
            let floats =
                |shape: &Element| shape.attribute("style").is_some_and(|style| style.contains("absolute"));
            !element.any(&floats) && element.any(&|shape| super::names::is_local(shape, "imagedata"))
        }
        _ => false,
    }
}

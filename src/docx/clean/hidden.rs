//! Styles and runs → which text is hidden (`w:vanish`) or cannot be seen, directly or by a style.

use std::collections::BTreeMap;

use crate::docx::kinds::Kind;
use crate::docx::read::Unreadable;
use crate::docx::read::names::tree;
use crate::docx::views::{Paragraph, Row, Run, Table, View};
use crate::package::relations::related;
use crate::package::store::Store;
use crate::package::xml::{Element, Node};

/// What the styles of a document say about hidden and faint characters, to be asked run by run.
#[derive(Debug, Default)]
pub(in crate::docx) struct Hiding {
    styles: BTreeMap<String, Style>,
    defaults: Option<Element>,
}

#[derive(Debug)]
struct Style {
    on: Option<String>,
    format: Option<Element>,
    /// Whether there is a colour behind what it is put on.
    shades: bool,
}

/// A style builds on no more than so many.
const DEEPEST: usize = 32;
/// Half points: what is smaller is read by nobody.
const SMALLEST: u32 = 6;

impl Hiding {
    pub(in crate::docx) fn of(store: &mut Store, part: &str) -> Result<Self, Unreadable> {
        let Some(name) = related(store, part, "styles")? else { return Ok(Hiding::default()) };
        let root = tree(&store.text(&name)?)?;
        let style = |style: &Element| {
            let on = style.said(Kind::BasedOn).map(str::to_owned);
            let said = Style { on, format: style.get(Kind::Format).cloned(), shades: style.any(&is_shade) };
            Some((style.style_id()?.to_owned(), said))
        };
        let defaults = root.get(Kind::Defaults).and_then(|defaults| defaults.get(Kind::FormatDefault));
        let defaults = defaults.and_then(|defaults| defaults.get(Kind::Format)).cloned();
        Ok(Hiding { styles: root.elements().filter_map(style).collect(), defaults })
    }

    /// What a style says, or those that it builds on.
    fn said<T>(&self, id: Option<&str>, of: impl Fn(&Element) -> Option<T>) -> Option<T> {
        let mut next = id;
        for _ in 0..DEEPEST {
            let style = self.styles.get(next?)?;
            if let Some(said) = style.format.as_ref().and_then(&of) {
                return Some(said);
            }
            next = style.on.as_deref();
        }
        None
    }

    /// Whether a format hides, in a paragraph that hides or not.
    fn hides(&self, format: Option<&Element>, around: bool) -> bool {
        let style = format.and_then(|format| format.said(Kind::RunStyle));
        let styled = || around || self.said(style, |format| vanish(Some(format))) == Some(true);
        vanish(format).unwrap_or_else(styled)
    }

    /// Whether the style of a paragraph hides it.
    fn paragraph(&self, paragraph: &Element) -> bool {
        self.said(Paragraph(paragraph).style(), |format| vanish(Some(format))) == Some(true)
    }

    /// Whether there is a colour behind what stands in an element; in a box there may be anything.
    pub(super) fn shades(&self, element: &Element) -> bool {
        let of_style = |format: &Element| {
            let styles =
                [Kind::ParagraphStyle, Kind::TableStyle].into_iter().filter_map(|kind| format.said(kind));
            styles.into_iter().filter_map(|id| self.styles.get(id)).any(|style| style.shades)
        };
        let format = |child: &Element| {
            let is = matches!(child.kind(), Kind::ParagraphFormat | Kind::TableFormat | Kind::CellFormat);
            is && (child.elements().any(is_shade) || of_style(child))
        };
        element.is(Kind::TextBox) || element.elements().any(format)
    }
}

fn is_shade(element: &Element) -> bool {
    let fill = element.attribute("w:fill").unwrap_or("auto");
    element.is(Kind::Shading) && !matches!(fill, "auto" | "FFFFFF")
}

/// The text of a paragraph that is white on white or too small to be read.
pub(super) fn faint_text(paragraph: &Element, hiding: &Hiding) -> String {
    let style = Paragraph(paragraph).style();
    let faint = |run: &&Element| {
        let format = Run(run).format();
        let said = |kind: Kind| {
            let of = move |format: &Element| format.said(kind).map(str::to_owned);
            let own = format.and_then(of);
            let styled = || hiding.said(Run(run).style(), of).or_else(|| hiding.said(style, of));
            own.or_else(styled).or_else(|| hiding.defaults.as_ref().and_then(of))
        };
        let white = said(Kind::Colour).is_some_and(|colour| {
            let light =
                |at: usize| colour.get(at..at + 2).is_some_and(|part| part >= "F0" && part.is_ascii());
            colour.len() == 6 && light(0) && light(2) && light(4)
        });
        let small =
            said(Kind::Size).and_then(|size| size.parse::<u32>().ok()).is_some_and(|size| size < SMALLEST);
        let shaded = format
            .is_some_and(|format| format.elements().any(is_shade) || format.get(Kind::Highlight).is_some());
        small || (white && !shaded)
    };
    let runs = paragraph.elements().filter(|child| child.is(Kind::Run)).filter(faint);
    runs.flat_map(|run| run.all(Kind::Text)).map(Element::text).collect()
}

/// What a format says about hiding, when it says anything.
fn vanish(format: Option<&Element>) -> Option<bool> {
    let vanish = format?.get(Kind::Vanish)?;
    Some(is_on(vanish))
}

pub(in crate::docx) fn hidden_text(paragraph: &Element, hiding: &Hiding) -> String {
    let mut text = String::new();
    collect(paragraph, hiding, hiding.paragraph(paragraph), &mut text);
    text
}

fn collect(element: &Element, hiding: &Hiding, around: bool, text: &mut String) {
    for child in element.elements() {
        match child.kind() {
            Kind::Run if hiding.hides(Run(child).format(), around) => {
                text.extend(child.all(Kind::Text).map(Element::text));
            }
            Kind::Run | Kind::ParagraphFormat | Kind::Paragraph => (),
            _ => collect(child, hiding, around, text),
        }
    }
}

/// Takes the hidden text out of a text, with paragraphs and rows that are hidden as a whole.
pub(super) fn hide(element: &mut Element, hiding: &Hiding) {
    let paragraphs = element.all(Kind::Paragraph).count();
    let mut hidden = 0;
    element.keep(|child| {
        if is_hidden_row(child) {
            return false;
        }
        // What holds paragraphs needs one, and the last of them ends a cell or a note.
        let bare = child.is(Kind::Paragraph) && reveal(child, hiding) && hidden + 1 < paragraphs;
        hidden += usize::from(bare);
        hide(child, hiding);
        !(bare || (child.is(Kind::Table) && Table(child).is_rowless()))
    });
}

/// Whether a row of a table is hidden.
pub(super) fn is_hidden_row(row: &Element) -> bool {
    row.is(Kind::Row) && Row(row).property(Kind::HiddenRow).is_some_and(is_on)
}

fn is_on(property: &Element) -> bool {
    !matches!(property.val(), Some("0" | "false" | "off"))
}

/// Text that is hidden in the view for screens alone, but for the page numbers of links and fields, which are so
/// in every table of contents.
pub(super) fn screen_hidden(element: &Element, open: &mut i32, found: &mut Vec<String>) {
    for child in element.elements().filter(|child| !child.is(Kind::Hyperlink)) {
        *open += child.field_step().map_or(0, step);
        let hides = child.is(Kind::Run) && *open == 0;
        if hides && Run(child).format().and_then(|format| format.get(Kind::WebHidden)).is_some_and(is_on) {
            found.push(child.all(Kind::Text).map(Element::text).collect());
        }
        screen_hidden(child, open, found);
    }
}

/// Takes the hidden text out of a paragraph; whether nothing is left of what was hidden as a whole. The characters
/// of fields stay where the hidden ones do not make up whole fields.
fn reveal(paragraph: &mut Element, hiding: &Hiding) -> bool {
    let around = hiding.paragraph(paragraph);
    let mut balance = 0i32;
    let mut hid = false;
    visit(paragraph, hiding, around, &mut |run| {
        hid = true;
        balance += run.elements().filter_map(|child| child.field_step()).map(step).sum::<i32>();
    });
    visit(paragraph, hiding, around, &mut |run| {
        let kept = |child: &Element| {
            child.is(Kind::Format)
                || (balance != 0 && matches!(child.kind(), Kind::FieldMark | Kind::Instruction))
                || child.name.ends_with("Reference")
        };
        run.children.retain(|node| matches!(node, Node::Element(child) if kept(child)));
    });
    let mark = Paragraph(&*paragraph).end();
    let ends_hidden = vanish(mark).unwrap_or(around);
    hid && ends_hidden && !paragraph.any(&|inner| inner.is(Kind::Section) || is_filled(inner))
}

fn step(kind: &str) -> i32 {
    match kind {
        "begin" => 1,
        "end" => -1,
        _ => 0,
    }
}

/// Whether an element is a run with something in it.
fn is_filled(element: &Element) -> bool {
    element.is(Kind::Run) && !Run(element).is_bare()
}

fn visit(element: &mut Element, hiding: &Hiding, around: bool, change: &mut dyn FnMut(&mut Element)) {
    for child in element.elements_mut() {
        match child.kind() {
            Kind::Run => {
                if hiding.hides(Run(child).format(), around) {
                    change(child);
                }
            }
            Kind::ParagraphFormat | Kind::Paragraph => (),
            _ => visit(child, hiding, around, change),
        }
    }
}

//! styles.xml → the same with formats added at its end, each made from one that is there.

use std::collections::BTreeMap;

use super::tag::Tag;
use crate::package::events::{Edge, each_tag};
use crate::package::open::PackageFault;
use crate::package::xml::{self, Element, Node};

/// The fill of a faulty cell, as alpha, red, green and blue …
const RED: &str = "FFFF0000";
/// … and of one whose characters are red themselves.
const LIGHT_RED: &str = "FFFFA0A0";

/// What a cell format is made for, out of the one that a cell has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Made {
    /// A faulty cell: the same with a red fill.
    Mark,
    /// A note: the same format with its text wrapped.
    Note,
}

/// The styles of a workbook with the formats that were asked for.
pub(super) struct Styles<'t> {
    text: &'t str,
    /// The start tag and the place of the end tag of `fills`, `cellXfs`.
    fills: Span,
    formats: Span,
    /// How many fills the part had; those that are added come behind them.
    fill_count: u32,
    /// The formats of cells, each as written.
    xfs: Vec<&'t str>,
    /// Whether each font is red, by its number.
    red: Vec<bool>,
    made: BTreeMap<(u32, Made), u32>,
    added: Vec<Element>,
}

/// Where a list stands: its start tag, and where its end tag begins.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: (usize, usize),
    end: usize,
}

impl<'t> Styles<'t> {
    /// Finds the lists of fills, fonts and formats.
    pub(super) fn read(text: &'t str) -> Result<Self, PackageFault> {
        let mut found = Walked::default();
        let mut path: Vec<String> = Vec::new();
        each_tag(text, |edge, name, at| {
            if edge == Edge::End {
                let name = path.pop().ok_or(PackageFault::Damaged)?;
                match path.len() {
                    1 => found.end_list(&name, at.start),
                    2 => found.end_item(&path, &name, at.end),
                    _ => (),
                }
                return Ok(());
            }
            let raw = Tag(text.get(at.clone()).unwrap_or_default());
            found.start(&path, name, raw, (at.start, at.end));
            if edge == Edge::Start {
                path.push(name.to_owned());
            } else if path.len() == 2 {
                found.end_item(&path, name, at.end);
            }
            Ok(())
        })?;
        let (fills, formats) =
            (found.fills.ok_or(PackageFault::Damaged)?, found.formats.ok_or(PackageFault::Damaged)?);
        let xfs: Option<Vec<&str>> = found.xfs.iter().map(|(from, to)| text.get(*from..*to)).collect();
        Ok(Styles {
            text,
            fills,
            formats,
            fill_count: found.fill_count,
            xfs: xfs.filter(|xfs| !xfs.is_empty()).ok_or(PackageFault::Damaged)?,
            red: found.red,
            made: BTreeMap::new(),
            added: Vec::new(),
        })
    }

    /// The number of the format that is made from a format of the workbook.
    pub(super) fn made(&mut self, from: u32, made: Made) -> Result<u32, PackageFault> {
        if let Some(number) = self.made.get(&(from, made)) {
            return Ok(*number);
        }
        // A number that no format has means the first one, as office programs take it.
        let raw = self.xfs.get(from as usize).or_else(|| self.xfs.first()).ok_or(PackageFault::Damaged)?;
        let mut format = xml::parse(raw).map_err(|_| PackageFault::Damaged)?;
        match made {
            Made::Mark => {
                let font = format.attribute("fontId").and_then(|font| font.parse::<usize>().ok());
                let red = font.and_then(|font| self.red.get(font)).copied().unwrap_or(false);
                set(&mut format, "fillId", &(self.fill_count + u32::from(red)).to_string());
                set(&mut format, "applyFill", "1");
            }
            Made::Note => wrap(&mut format),
        }
        let number = (self.xfs.len() + self.added.len()) as u32;
        self.added.push(format);
        self.made.insert((from, made), number);
        Ok(number)
    }

    /// The styles with the formats that were made, and the fills that they use.
    pub(super) fn written(&self) -> Result<String, PackageFault> {
        let fills = [RED, LIGHT_RED].map(|color| fill(self.prefix(self.fills), color)).concat();
        let formats: String = self.added.iter().map(Element::to_xml).collect();
        let count = self.xfs.len() + self.added.len();
        let lists = [(self.fills, fills, self.fill_count as usize + 2), (self.formats, formats, count)];
        let mut out = String::with_capacity(self.text.len() + 4096);
        let mut copied = 0;
        for (span, added, count) in lists {
            let tag = Tag(self.text.get(span.start.0..span.start.1).ok_or(PackageFault::Damaged)?);
            out.push_str(self.text.get(copied..span.start.0).ok_or(PackageFault::Damaged)?);
            out.push_str(&tag.with("count", &count.to_string()));
            out.push_str(self.text.get(span.start.1..span.end).ok_or(PackageFault::Damaged)?);
            out.push_str(&added);
            copied = span.end;
        }
        out.push_str(self.text.get(copied..).ok_or(PackageFault::Damaged)?);
        Ok(out)
    }

    fn prefix(&self, span: Span) -> &str {
        self.text.get(span.start.0..span.start.1).map_or("", |raw| {
            let length = Tag(raw).prefix().len();
            raw.get(1..1 + length).unwrap_or_default()
        })
    }
}

/// What the walk through the styles has found so far.
#[derive(Default)]
struct Walked {
    fills: Option<Span>,
    formats: Option<Span>,
    open: Span,
    fill_count: u32,
    item: usize,
    xfs: Vec<(usize, usize)>,
    red: Vec<bool>,
}

impl Walked {
    fn start(&mut self, path: &[String], name: &str, raw: Tag<'_>, at: (usize, usize)) {
        let list = path.get(1).map_or("", String::as_str);
        match (path.len(), list, name) {
            (1, ..) => self.open = Span { start: at, end: at.1 },
            (2, "fonts", "font") => self.red.push(false),
            (2, ..) => self.item = at.0,
            (3, "fonts", "color") => {
                if let Some(last) = self.red.last_mut() {
                    *last = is_red(raw);
                }
            }
            _ => (),
        }
    }

    fn end_item(&mut self, path: &[String], name: &str, after: usize) {
        match (path.get(1).map_or("", String::as_str), name) {
            ("fills", "fill") => self.fill_count += 1,
            ("cellXfs", "xf") => self.xfs.push((self.item, after)),
            _ => (),
        }
    }

    fn end_list(&mut self, name: &str, before: usize) {
        let span = Span { end: before, ..self.open };
        match name {
            "fills" => self.fills = Some(span),
            "cellXfs" => self.formats = Some(span),
            _ => (),
        }
    }
}

/// Whether characters of a colour cannot be read on red.
fn is_red(color: Tag<'_>) -> bool {
    let rgb = color.get("rgb").unwrap_or_default().to_ascii_uppercase();
    let channel = |from: usize| rgb.get(from..from + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    let strong = matches!((channel(2), channel(4), channel(6)), (Some(160..), Some(..90), Some(..90)));
    strong || matches!(color.get("indexed"), Some("2" | "10"))
}

fn fill(prefix: &str, color: &str) -> String {
    format!(
        "<{prefix}fill><{prefix}patternFill patternType=\"solid\"><{prefix}fgColor rgb=\"{color}\"/>\
         <{prefix}bgColor indexed=\"64\"/></{prefix}patternFill></{prefix}fill>"
    )
}

fn set(format: &mut Element, name: &str, value: &str) {
    match format.attributes.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => value.clone_into(old),
        None => format.attributes.push((name.to_owned(), value.to_owned())),
    }
}

/// Gives a format the alignment of a note: from the top left on, over several lines.
fn wrap(format: &mut Element) {
    let prefix = format.name.find(':').and_then(|at| format.name.get(..=at)).unwrap_or_default().to_owned();
    let name = format!("{prefix}alignment");
    let alignment = Element::new(&name).with("vertical", "center").with("wrapText", "1");
    format.children.retain(|node| !matches!(node, Node::Element(element) if element.name == name));
    // The schema has the alignment first.
    format.children.insert(0, Node::Element(alignment));
    set(format, "applyAlignment", "1");
}

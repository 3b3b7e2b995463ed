//! The styles and texts of an .xlsx → what of them is struck through.

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::package::events::{Event, Tag, each_event};
use crate::package::open::PackageFault;

/// What of a workbook is struck through.
#[derive(Debug, Default)]
pub(crate) struct Strikes {
    /// By cell format: whether its font is struck through.
    pub formats: Vec<bool>,
    /// Shared strings with formats of their own, by number; only those that matter.
    pub texts: BTreeMap<u64, RichText>,
}

/// A text in pieces, each struck through, not, or as the format of the cell says.
#[derive(Debug, Clone, Default)]
pub(crate) struct RichText {
    pieces: Vec<(String, Option<bool>)>,
}

impl RichText {
    /// The text without what is struck through, in a cell whose format is struck through or not.
    pub(crate) fn kept(&self, cell_struck: bool) -> String {
        let kept = self.pieces.iter().filter(|(_, struck)| !struck.unwrap_or(cell_struck));
        kept.map(|(text, _)| text.as_str()).collect()
    }

    /// All of it.
    pub(super) fn full(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Whether some of it is struck through.
    fn has_struck(&self) -> bool {
        self.pieces.iter().any(|(_, struck)| *struck == Some(true))
    }

    /// Whether it has formats of its own.
    fn is_rich(&self) -> bool {
        self.pieces.iter().any(|(_, struck)| struck.is_some())
    }
}

impl Strikes {
    /// Whether a cell format is struck through; the first is that of cells without one.
    pub(crate) fn format(&self, number: usize) -> bool {
        self.formats.get(number).copied().unwrap_or(false)
    }

    /// Whether anything may be struck through.
    pub(crate) fn any(&self) -> bool {
        !self.texts.is_empty() || self.formats.contains(&true)
    }
}

/// Reads from the styles which cell formats are struck through; empty when none is.
pub(crate) fn formats<R: BufRead>(source: R) -> Result<Vec<bool>, PackageFault> {
    let (mut fonts, mut formats) = (Vec::new(), Vec::new());
    let mut list = String::new();
    each_event(source, |event| {
        match event {
            Event::Start(element) => {
                let name = element.name().local();
                match (list.as_str(), name) {
                    (_, "fonts" | "cellXfs" | "dxfs" | "cellStyleXfs") => name.clone_into(&mut list),
                    ("fonts", "font") => fonts.push(false),
                    ("fonts", "strike") => {
                        fonts.iter_mut().rev().take(1).for_each(|font| *font = is_on(element))
                    }
                    ("cellXfs", "xf") => {
                        let font = element.attribute("fontId")?.and_then(|id| id.parse::<usize>().ok());
                        formats.push(fonts.get(font.unwrap_or(0)).copied().unwrap_or(false));
                    }
                    _ => (),
                }
            }
            Event::End(element) if element.local() == list => list.clear(),
            _ => (),
        }
        Ok(())
    })?;
    Ok(if formats.contains(&true) { formats } else { Vec::new() })
}

/// Reads the shared strings: how many the part claims to hold, and those with pieces that are struck through.
/// With `all`, every one with formats of its own: it may stand in a cell whose format is struck through.
pub(crate) fn shared<R: BufRead>(
    source: R,
    all: bool,
) -> Result<(u64, BTreeMap<u64, RichText>), PackageFault> {
    let (mut claimed, mut number) = (0, 0u64);
    let mut texts = BTreeMap::new();
    let mut walk = RichWalk::default();
    each_event(source, |event| {
        match event {
            Event::Start(element) if element.name().local() == "sst" => {
                let count = element.attribute("uniqueCount")?;
                claimed = count.map_or(0, |count| count.parse().unwrap_or(u64::MAX));
            }
            Event::Start(element) if element.name().local() == "si" => walk = RichWalk::default(),
            Event::End(element) if element.local() == "si" => {
                let text = std::mem::take(&mut walk).text;
                if text.has_struck() || (all && text.is_rich()) {
                    texts.insert(number, text);
                }
                number += 1;
            }
            other => walk.take(other)?,
        }
        Ok(())
    })?;
    Ok((claimed, texts))
}

/// Collects the pieces of one text.
#[derive(Debug, Default)]
pub(super) struct RichWalk {
    pub(super) text: RichText,
    in_text: bool,
    in_reading: bool,
    /// What the piece that is open says of itself.
    struck: Option<bool>,
}

impl RichWalk {
    /// Takes an event from inside the text.
    pub(super) fn take(&mut self, event: Event) -> Result<(), PackageFault> {
        match event {
            Event::Start(element) => self.start(element),
            Event::End(element) => match element.local() {
                "t" => self.in_text = false,
                "r" => self.struck = None,
                "rPh" => self.in_reading = false,
                _ => (),
            },
            Event::Text(text) if self.in_text => self.push(&text.spelt()),
            Event::Entity(entity) if self.in_text => self.push(&entity.spelt()?),
            _ => (),
        }
        Ok(())
    }

    fn start(&mut self, element: Tag) {
        match element.name().local() {
            "rPr" => self.struck = Some(false),
            "strike" => self.struck = Some(is_on(element)),
            "rPh" => self.in_reading = true,
            "t" if !self.in_reading => {
                self.in_text = true;
                self.text.pieces.push((String::new(), self.struck));
            }
            _ => (),
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((piece, _)) = self.text.pieces.last_mut() {
            piece.push_str(text);
        }
    }
}

/// A switch of a font: on unless it says otherwise.
fn is_on(element: Tag) -> bool {
    let value = element.attribute("val").ok().flatten();
    !matches!(value.as_deref(), Some("0" | "false"))
}

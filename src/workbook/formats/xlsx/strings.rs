//! The shared strings of an .xlsx, and texts that stand in a cell → plain text, and what of it is struck through.

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::package::events::{Event, Tag, each_event};
use crate::package::open::PackageFault;
use crate::workbook::at::At;
use crate::workbook::clean::Texts;
use crate::workbook::draft::Draft;

/// The shared strings of a workbook, by their number.
#[derive(Debug, Default)]
pub(super) struct Strings {
    texts: Vec<Box<str>>,
    /// Those of which a part may be struck through, by number.
    rich: BTreeMap<usize, RichText>,
}

/// A text in pieces, each struck through, not, or as the format of the cell says.
#[derive(Debug, Clone, Default)]
pub(in crate::workbook) struct RichText {
    pub(in crate::workbook) pieces: Vec<(String, Option<bool>)>,
}

impl RichText {
    /// Adds it as a cell whose format is struck through or not, without what is.
    pub(in crate::workbook) fn push(
        &self,
        draft: &mut Draft,
        at: At,
        full: &str,
        cell_struck: bool,
        texts: &mut Texts,
    ) {
        let kept = self.kept(cell_struck);
        draft.push_written(at, full, if kept.trim().is_empty() { "" } else { &kept }, texts);
    }

    /// The text without what is struck through, in a cell whose format is struck through or not.
    fn kept(&self, cell_struck: bool) -> String {
        let kept = self.pieces.iter().filter(|(_, struck)| !struck.unwrap_or(cell_struck));
        kept.map(|(text, _)| text.as_str()).collect()
    }

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

impl Strings {
    /// Reads them. With `all`, the pieces of every one with formats of its own are kept: it may stand in a cell whose
    /// format is struck through. How many the part claims to hold is not asked.
    pub(super) fn read<R: BufRead>(source: R, all: bool) -> Result<Self, PackageFault> {
        let mut strings = Strings::default();
        let mut walk = RichWalk::default();
        each_event(source, |event| match event {
            Event::Start(element) if element.name().local() == "si" => {
                walk = RichWalk::default();
                Ok(())
            }
            Event::End(element) if element.local() == "si" => {
                let text = std::mem::take(&mut walk).text;
                if text.has_struck() || (all && text.is_rich()) {
                    strings.rich.insert(strings.texts.len(), text.clone());
                }
                strings.texts.push(text.full().into_boxed_str());
                Ok(())
            }
            other => walk.take(other),
        })?;
        Ok(strings)
    }

    /// A string by its number, with its pieces where a part may be struck through.
    pub(super) fn get(&self, number: usize) -> Option<(&str, Option<&RichText>)> {
        Some((self.texts.get(number)?, self.rich.get(&number)))
    }
}

/// Collects the pieces of one text, which may each have a font of their own.
#[derive(Debug, Default)]
pub(super) struct RichWalk {
    pub(super) text: RichText,
    in_text: bool,
    in_reading: bool,
    /// Whether blanks at the edges of the piece count (`xml:space="preserve"`).
    preserved: bool,
    /// What the piece that is open says of itself.
    struck: Option<bool>,
}

impl RichWalk {
    /// Takes an event from inside the text.
    pub(super) fn take(&mut self, event: Event) -> Result<(), PackageFault> {
        match event {
            Event::Start(element) => self.start(element)?,
            Event::End(element) => match element.local() {
                "t" => self.end_of_piece(),
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

    fn start(&mut self, element: Tag) -> Result<(), PackageFault> {
        match element.name().local() {
            "rPr" => self.struck = Some(false),
            "strike" => self.struck = Some(is_on(element)),
            "rPh" => self.in_reading = true,
            "t" if !self.in_reading => {
                self.in_text = true;
                self.preserved = element.value("space")? == "preserve";
                self.text.pieces.push((String::new(), self.struck));
            }
            _ => (),
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let Some((piece, _)) = self.text.pieces.last_mut() {
            piece.push_str(text);
        }
    }

    fn end_of_piece(&mut self) {
        let open = std::mem::take(&mut self.in_text);
        let Some((piece, _)) = self.text.pieces.last_mut().filter(|_| open) else { return };
        let blank = |c| matches!(c, ' ' | '\t' | '\r' | '\n');
        if !self.preserved && (piece.starts_with(blank) || piece.ends_with(blank)) {
            *piece = piece.trim_matches(blank).to_owned();
        }
        if let Some(text) = unescaped(piece) {
            *piece = text;
        }
    }
}

/// A switch of a font: on unless it says otherwise.
pub(super) fn is_on(element: Tag) -> bool {
    let value = element.attribute("val").ok().flatten();
    !matches!(value.as_deref(), Some("0" | "false"))
}

/// The text with each `_x000D_` as the character of that number; none when there is no such thing in it.
pub(super) fn unescaped(text: &str) -> Option<String> {
    const LENGTH: usize = 7;
    let code = |from: &str| {
        let digits = from.get(2..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        from.get(6..LENGTH).filter(|end| *end == "_")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut rest = text;
    let mut units = Vec::new();
    let mut any = false;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        units.extend(before.encode_utf16());
        let (unit, length) = code(from).map_or((u16::from(b'_'), 1), |unit| (unit, LENGTH));
        any |= length == LENGTH;
        units.push(unit);
        rest = from.get(length..).unwrap_or_default();
    }
    units.extend(rest.encode_utf16());
    any.then(|| String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn characters_by_their_number_are_themselves() {
        let cases = [
            ("第一行_x000D_\n第二行", Some("第一行\r\n第二行")),
            ("_x4F1A__x8BAE_多", Some("会议多")),
            ("_xD840__xDC0B_", Some("\u{2000B}")),
            ("_x005F_x000D_", Some("_x000D_")),
            ("_xD840_断", Some("\u{FFFD}断")),
            ("a_x12_、_x+123_、_x000G_、_x会议多多_、_x", None),
            ("没有", None),
        ];
        for (text, expected) in cases {
            assert_eq!(unescaped(text).as_deref(), expected, "{text}");
        }
    }
}

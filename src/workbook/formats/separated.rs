//! Comma- or tab-separated text in any encoding of a Chinese office → one sheet of text cells.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::opened::{Input, Opened};
use super::{Content, Format, Reads, foreign};
use crate::finding::Reading;
use crate::workbook::clean::Texts;
use crate::workbook::draft::Draft;
use crate::workbook::limits;

/// Separated text. Under the name of another workbook it must have columns to be taken for it.
pub(super) const FORMAT: Format = Format {
    endings: &["csv", "tsv", "tab"],
    knows: is_separated,
    reads: Reads::Here(|input, texts| {
        let text = input.text()?;
        Ok(Content::Sheets(vec![Ok(read(input.stem(), text, texts)?)], text.fault()))
    }),
    told: None,
    named: None,
};

/// Text under a name that promises no table: it is read when nearly all of its lines have the same columns.
pub(super) const NOTES: Format = Format {
    endings: &["txt", "prn", "md", ""],
    knows: is_columned,
    named: Some(Reading::FileText),
    ..FORMAT
};

/// Lines by which the delimiter of separated text is judged.
const DELIMITER_LINES: usize = 20;

/// Bytes by which it is told whether text has two bytes a character.
const ENCODING_BYTES: usize = 4096;

/// One character in so many may be undecodable before a text counts as damaged or as no text at all.
const UNDECODABLE: usize = 50;

/// Characters that divide cells, the likeliest first.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// A text after its bytes were decoded.
pub(super) struct Decoded {
    /// The text, without a byte order mark, every line break as `\n`.
    pub text: String,
    /// How many characters could not be decoded.
    pub damaged: usize,
}

impl Decoded {
    /// What is to be said about a text of which some is lost.
    pub(super) fn fault(&self) -> Option<Reading> {
        (self.damaged > 0).then_some(Reading::TextDamaged(self.damaged))
    }
}

fn is_separated(input: &Input) -> bool {
    let Opened::Text(text) = &input.opened else { return false };
    let ending = input.ending();
    let named = |format: &Format| format.endings.contains(&ending.as_str());
    let free = foreign::named(input.path).is_none() && !named(&NOTES);
    free && (named(&FORMAT) || has_columns(&text.text))
}

/// Whether two lines and most of the first lines agree on a delimiter.
fn is_columned(input: &Input) -> bool {
    let Opened::Text(text) = &input.opened else { return false };
    let lines = first_lines(&text.text);
    let (agreeing, _) = score(&lines, delimiter(&text.text));
    NOTES.endings.contains(&input.ending().as_str()) && agreeing > 1 && agreeing * 5 >= lines.len() * 3
}

/// Decodes text by its byte order mark, else as UTF-8, else as GB18030; none when it is no text.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let mark = Encoding::for_bom(bytes);
    let (encoding, skip) = mark.unwrap_or((guess(bytes), 0));
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && bytes.contains(&0) {
        return None;
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(skip..)?);
    let damaged = text.matches('\u{FFFD}').count();
    let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let strange = damaged + text.chars().filter(control).count();
    if strange > 1 && strange > text.len() / 3 / UNDECODABLE {
        return None;
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Some(Decoded { text, damaged })
}

/// UTF-16 when it has the zero bytes of that and hardly a character that no office writes; else UTF-8 when it is
/// that up to a character cut off at the end.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(ENCODING_BYTES)).unwrap_or_default();
    if head.contains(&0) {
        if is_wide(head, u16::from_le_bytes) {
            return UTF_16LE;
        }
        return if is_wide(head, u16::from_be_bytes) { UTF_16BE } else { UTF_8 };
    }
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_some() => GB18030,
        _ => UTF_8,
    }
}

/// Whether any character of the text divides cells.
fn has_columns(text: &str) -> bool {
    text.bytes().any(|byte| DELIMITERS.contains(&byte))
}

/// Whether nearly all pairs of bytes are ASCII, Chinese characters or marks.
fn is_wide(head: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let units = head.as_chunks::<2>().0;
    let usual = |pair: &&[u8; 2]| matches!(unit(**pair), 0x09..=0x0D | 0x20..=0x7E | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF);
    units.len() - units.iter().filter(usual).count() <= units.len() / UNDECODABLE
}

/// Reads separated text; the sheet is named like the file. An empty line is a row, as in a spreadsheet program.
fn read(name: &str, decoded: &Decoded, texts: &mut Texts) -> Result<Draft, Reading> {
    let delimiter = char::from(delimiter(&decoded.text));
    let mut draft = Draft::new(name, false);
    let mut at = (0, 0);
    let mut rest = decoded.text.as_str();
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"').map(|inner| quoted(inner, delimiter));
        if quoted == Some(None) {
            draft.unpaired.push(at);
        }
        let (field, behind) = quoted.flatten().unwrap_or_else(|| {
            let end = rest.find([delimiter, '\n']).unwrap_or(rest.len());
            let (field, behind) = rest.split_at(end);
            (Cow::Borrowed(field), behind)
        });
        draft.push_text(at, unwrapped(&field), texts);
        let mut behind = behind.chars();
        at = if behind.next() == Some(delimiter) { (at.0, at.1 + 1) } else { (at.0 + 1, 0) };
        rest = behind.as_str();
        if draft.cells > limits::CELLS {
            return Err(Reading::SheetTooBig);
        }
    }
    Ok(draft)
}

/// The field whose opening quotation mark stands before, and what follows it; none when the mark opens nothing: it is
/// never closed, or the one that seems to close it lies on a later line and inside a text.
fn quoted(inner: &str, delimiter: char) -> Option<(Cow<'_, str>, &str)> {
    let mut from = 0;
    let end = loop {
        let end = from + inner.get(from..)?.find('"')?;
        if !inner.get(end + 1..)?.starts_with('"') {
            break end;
        }
        from = end + 2;
    };
    let (field, behind) = (inner.get(..end)?, inner.get(end + 1..)?);
    let tail = behind.find([delimiter, '\n']).unwrap_or(behind.len());
    let (tail, behind) = behind.split_at(tail);
    if !tail.is_empty() && field.contains('\n') {
        return None;
    }
    match tail.is_empty() && !field.contains('"') {
        true => Some((Cow::Borrowed(field), behind)),
        false => Some((Cow::Owned(field.replace("\"\"", "\"") + tail), behind)),
    }
}

/// The text of `="0012"`, by which exports keep the zeros in front of a number, and of what they put before a text
/// so that no program takes it for a formula (`'0012`, `'=建议…`, `=建议…`).
fn unwrapped(cell: &str) -> &str {
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = inner.filter(|inner| !inner.contains('"')) {
        return inner;
    }
    let guarded = cell.strip_prefix('\'').filter(|rest| !rest.contains('\''));
    let text = guarded.unwrap_or(cell);
    let formula =
        text.strip_prefix(['=', '+', '@']).filter(|rest| rest.starts_with(|c: char| c > '\u{2e7f}'));
    formula.unwrap_or(text)
}

/// The delimiter that the first lines agree on best, by how many of them have as many of it as the first.
fn delimiter(text: &str) -> u8 {
    let lines = first_lines(text);
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(&lines, *delimiter));
    best.unwrap_or(b',')
}

fn first_lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).take(DELIMITER_LINES).collect()
}

/// How many of the lines have as many of a delimiter as any, and how many there are.
fn score(lines: &[&str], delimiter: u8) -> (usize, usize) {
    let counts: Vec<usize> = lines.iter().map(|line| count_unquoted(line, delimiter)).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let agreeing = counts.iter().filter(|count| **count == most && most > 0).count();
    (agreeing, counts.iter().sum::<usize>())
}

fn count_unquoted(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(byte == delimiter && !quoted);
    }
    count
}

//! The bytes of a record → the texts in it, in the writing of either version of the format.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

use super::records::Record;

/// How the texts of a workbook are encoded.
#[derive(Debug, Clone, Copy)]
pub(super) enum Writing {
    /// One or two bytes a character, in Unicode (Excel 97 and later).
    Unicode,
    /// Bytes of a code page (Excel 5 and 95).
    Bytes(&'static Encoding),
}

/// How many bytes the length of a text takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Length {
    One,
    Two,
}

/// The encoding of a code page. Chinese programs do not always say theirs, or say that of Western Windows.
pub(super) fn encoding(page: Option<u16>) -> &'static Encoding {
    match page {
        Some(950) => BIG5,
        Some(932) => SHIFT_JIS,
        Some(949) => EUC_KR,
        _ => GBK,
    }
}

/// A place in a record and in those where it goes on.
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
    more: std::vec::IntoIter<&'a [u8]>,
    /// Where in the last text which font begins.
    runs: Vec<(usize, u16)>,
}

impl<'a> Cursor<'a> {
    /// From a place of a record on.
    pub(super) fn at(record: Record<'a>, place: usize) -> Self {
        let rest = record.data.get(place..).unwrap_or_default();
        Cursor { rest, more: record.more.into_iter(), runs: Vec::new() }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.rest = self.more.next()?;
        }
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0u32, |sum, place| Some(sum | u32::from(self.byte()?) << (8 * place)))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > self.rest.len() {
            bytes -= self.rest.len();
            self.rest = self.more.next()?;
        }
        self.rest = self.rest.get(bytes..)?;
        Some(())
    }

    /// The text that stands here; none when it is cut off.
    pub(super) fn text(&mut self, writing: Writing, length: Length) -> Option<String> {
        let count = self.number(if matches!(length, Length::One) { 1 } else { 2 })? as usize;
        match writing {
            Writing::Bytes(encoding) => {
                let bytes: Vec<u8> = (0..count).map_while(|_| self.byte()).collect();
                let decoded = encoding.decode_without_bom_handling(&bytes);
                let western = || WINDOWS_1252.decode_without_bom_handling(&bytes).0;
                (bytes.len() == count).then(|| if decoded.1 { western() } else { decoded.0 }.into_owned())
            }
            Writing::Unicode => self.unicode(count),
        }
    }

    fn unicode(&mut self, count: usize) -> Option<String> {
        let flags = self.byte()?;
        let runs = if flags & 0x08 != 0 { self.number(2)? as usize } else { 0 };
        let asides = if flags & 0x04 != 0 { self.number(4)? as usize } else { 0 };
        let mut wide = flags & 0x01 != 0;
        let mut units = Vec::new();
        while units.len() < count {
            if self.rest.is_empty() {
                // Where a text goes on it says again how wide its characters are.
                self.rest = self.more.next()?;
                wide = self.byte()? & 0x01 != 0;
            }
            let left = count - units.len();
            let taken = if wide { left.min(self.rest.len() / 2) * 2 } else { left.min(self.rest.len()) };
            let (bytes, rest) = self.rest.split_at_checked(taken).filter(|(bytes, _)| !bytes.is_empty())?;
            match wide {
                true => units.extend(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair))),
                false => units.extend(bytes.iter().map(|byte| u16::from(*byte))),
            }
            self.rest = rest;
        }
        let run = |_| Some((self.number(2)? as usize, self.number(2)? as u16));
        self.runs = (0..runs).map(run).collect::<Option<_>>()?;
        self.skip(asides)?;
        Some(String::from_utf16_lossy(&units))
    }

    /// Whether the last text has fonts of its own.
    pub(super) fn is_rich(&self) -> bool {
        !self.runs.is_empty()
    }

    /// The last text in the pieces that its fonts make of it, each with its font; the first is that of the cell.
    pub(super) fn pieces(&self, text: &str) -> Vec<(String, Option<u16>)> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let starts = self.runs.iter().map(|(from, font)| (*from, Some(*font)));
        let starts: Vec<(usize, Option<u16>)> = std::iter::once((0, None)).chain(starts).collect();
        let ends = starts.iter().skip(1).map(|(from, _)| *from).chain([units.len()]);
        let pieces = starts.iter().zip(ends).filter_map(|((from, font), end)| {
            let piece = units.get(*from..end).filter(|piece| !piece.is_empty())?;
            Some((String::from_utf16_lossy(piece), *font))
        });
        pieces.collect()
    }
}

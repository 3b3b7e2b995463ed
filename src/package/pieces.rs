//! A long part in pieces, each deflated apart, so that all processors do it → one entry of an archive.

use std::io::{Cursor, Write as _};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use zip::read::ZipArchive;

use super::open::PackageFault;
use super::zipped::Zipped;

/// Sheets are so alike in their rows that more effort hardly makes them smaller.
const LEVEL: u32 = 3;
/// An empty block that ends a deflated stream.
const END: [u8; 2] = [0x03, 0x00];
/// The first day that a zip file knows.
const FIRST_DAY: u16 = 0x21;
/// The flag of an entry whose name is in UTF-8.
const UTF8: u16 = 1 << 11;
/// The version of the format that knows how to inflate, and the number of that method.
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;

/// A piece of a part, deflated apart from the others.
pub(crate) struct Piece {
    packed: Vec<u8>,
    checksum: Crc,
}

impl Piece {
    /// Deflates a piece, up to the border of a byte.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, PackageFault> {
        let mut checksum = Crc::new();
        checksum.update(bytes);
        let mut deflater = DeflateEncoder::new(Vec::new(), Compression::new(LEVEL));
        deflater.write_all(bytes)?;
        deflater.flush()?;
        Ok(Piece { packed: std::mem::take(deflater.get_mut()), checksum })
    }
}

impl Zipped {
    /// Adds an entry that is made of pieces.
    pub(super) fn put_pieces(&mut self, name: &str, pieces: &[Piece]) -> Result<(), PackageFault> {
        let alone = alone(name, pieces)?;
        let mut archive = ZipArchive::new(Cursor::new(alone.as_slice()))?;
        self.copy(archive.by_index_raw(0)?)
    }
}

/// The bytes of a zip file with this entry alone.
fn alone(name: &str, pieces: &[Piece]) -> Result<Vec<u8>, PackageFault> {
    let mut checksum = Crc::new();
    let (mut size, mut packed) = (0, END.len());
    for piece in pieces {
        checksum.combine(&piece.checksum);
        size += u64::from(piece.checksum.amount());
        packed += piece.packed.len();
    }
    let fits = |number: u64| u32::try_from(number).map_err(|_| PackageFault::TooBig);
    let short = |number: usize| u16::try_from(number).map_err(|_| PackageFault::TooBig);
    let mut head = Vec::new();
    for number in [VERSION, UTF8, DEFLATED, 0, FIRST_DAY] {
        head.extend(number.to_le_bytes());
    }
    for number in [checksum.sum(), fits(packed as u64)?, fits(size)?] {
        head.extend(number.to_le_bytes());
    }
    for number in [short(name.len())?, 0] {
        head.extend(number.to_le_bytes());
    }
    let mut out = [b"PK\x03\x04", head.as_slice(), name.as_bytes()].concat();
    for piece in pieces {
        out.extend(&piece.packed);
    }
    out.extend(END);
    let directory = out.len();
    out.extend(b"PK\x01\x02");
    out.extend(VERSION.to_le_bytes());
    out.extend(&head);
    // No comment, first disk, no attributes, at the beginning of the file.
    out.extend([0; 14]);
    out.extend(name.as_bytes());
    let length = out.len() - directory;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend(fits(length as u64)?.to_le_bytes());
    out.extend(fits(directory as u64)?.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn pieces_are_read_as_one_part() {
        let texts = ["甲".repeat(70_000), String::new(), "<row/>乙".repeat(9_000)];
        let pieces: Vec<Piece> = texts.iter().map(|text| Piece::of(text.as_bytes()).unwrap()).collect();
        let mut zipped = Zipped::new(&[]).unwrap();
        zipped.put("before.xml", b"<a/>", None).unwrap();
        zipped.put_pieces("表/sheet.xml", &pieces).unwrap();
        let bytes = zipped.finish().unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = String::new();
        archive.by_name("表/sheet.xml").unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, texts.concat());
    }
}

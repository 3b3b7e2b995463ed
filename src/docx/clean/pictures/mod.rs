//! The bytes of a picture → the same picture without what tells of its maker, place and time.

mod metafiles;

use metafiles::{emf, wmf};

const PNG: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// The chunks of a PNG that are drawn; the others tell of its maker, or are remarks.
const CHUNKS: [&[u8; 4]; 10] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"bKGD", b"pHYs"];

/// The ending of its name and the cleaned bytes; none for a kind of picture that may hold anything, or a damaged one.
pub(super) fn picture(bytes: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some(("png", png(bytes)?)),
        [0xff, 0xd8, 0xff, ..] => Some(("jpg", jpeg(bytes)?)),
        [b'G', b'I', b'F', b'8', ..] => Some(("gif", gif(bytes)?)),
        [b'B', b'M', ..] => Some(("bmp", bmp(bytes)?)),
        [1, 0, 0, 0, ..] if bytes.get(40..44)? == b" EMF" => Some(("emf", emf(bytes)?)),
        [0xd7, 0xcd, 0xc6, 0x9a, ..] | [1 | 2, 0, 9, 0, ..] => Some(("wmf", wmf(bytes)?)),
        _ => None,
    }
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&PNG)?;
    let mut kept = PNG.to_vec();
    loop {
        let length = big(rest.get(..4)?);
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        let kind = chunk.get(4..8)?;
        if CHUNKS.iter().any(|known| *known == kind) {
            kept.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(kept);
        }
        rest = after;
    }
}

/// Keeps the segments of a JPEG that the picture is drawn from; which way up it is stands in a segment of ours.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match marker {
            0xff => at += 1,
            0xd9 => {
                kept.extend([0xff, 0xd9]);
                return Some(kept);
            }
            0x01 | 0xd0..=0xd7 => {
                kept.extend([0xff, marker]);
                at += 2;
            }
            _ => {
                let length = big(bytes.get(at + 2..at + 4)?);
                let segment = bytes.get(at..at + 2 + length)?;
                match (marker, segment.get(4..)?) {
                    (0xe0, [b'J', b'F', b'I', b'F', 0, head @ ..]) => {
                        // Version and density, without the small picture behind them.
                        kept.extend([0xff, 0xe0, 0, 16]);
                        kept.extend(b"JFIF\0");
                        kept.extend(head.get(..7)?);
                        kept.extend([0, 0]);
                    }
                    (0xe1, [b'E', b'x', b'i', b'f', 0, 0, data @ ..]) => {
                        kept.extend(turned(data).map(exif).unwrap_or_default());
                    }
                    // How the colours were made into numbers.
                    (0xee, [b'A', b'd', b'o', b'b', b'e', ..]) => kept.extend(segment),
                    (0xe0..=0xef | 0xfe, _) => {}
                    _ => kept.extend(segment),
                }
                at += 2 + length;
                if marker == 0xda {
                    let end = scan(bytes, at)?;
                    kept.extend(bytes.get(at..end)?);
                    at = end;
                }
            }
        }
    }
}

/// The end of the numbers of a scan: a marker that is none of theirs.
fn scan(bytes: &[u8], from: usize) -> Option<usize> {
    let pairs = bytes.get(from..)?.windows(2);
    let ends = |pair: &[u8]| matches!(pair, [0xff, next] if !matches!(next, 0 | 0xd0..=0xd7));
    pairs.into_iter().position(ends).map(|at| from + at)
}

/// Which way up a picture is, when it is not upright.
fn turned(data: &[u8]) -> Option<u8> {
    let little = data.starts_with(b"II");
    let number = |at: usize, length: usize| {
        let bytes = data.get(at..at + length)?;
        let turned: Vec<u8> = if little { bytes.iter().rev().copied().collect() } else { bytes.to_vec() };
        Some(big(&turned))
    };
    let start = number(4, 4)?;
    let entries = number(start, 2)?;
    let found = (0..entries).map(|entry| start + 2 + 12 * entry).find(|at| number(*at, 2) == Some(0x0112))?;
    u8::try_from(number(found + 8, 2)?).ok().filter(|turned| (2..=8).contains(turned))
}

/// A segment that says which way up, and nothing else.
fn exif(turned: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0, 34];
    segment.extend(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([turned, 0, 0, 0, 0, 0, 0]);
    segment
}

fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let blocks = |mut at: usize| {
        while *bytes.get(at)? != 0 {
            at += 1 + usize::from(*bytes.get(at)?);
        }
        Some(at + 1)
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    loop {
        let (end, stays) = match bytes.get(at..)? {
            [0x3b, ..] => {
                kept.push(0x3b);
                return Some(kept);
            }
            [0x2c, ..] => (blocks(at + 11 + table(*bytes.get(at + 9)?))?, true),
            // How a frame is shown, and how often all of them.
            [0x21, 0xf9, ..] => (blocks(at + 2)?, true),
            [0x21, 0xff, 11, name @ ..] => (blocks(at + 2)?, name.starts_with(b"NETSCAPE2.0")),
            [0x21, ..] => (blocks(at + 2)?, false),
            _ => return None,
        };
        if stays {
            kept.extend(bytes.get(at..end)?);
        }
        at = end;
    }
}

/// A bitmap as long as it says it is; one with a profile of colours may name a file.
fn bmp(bytes: &[u8]) -> Option<Vec<u8>> {
    let (length, head) = (little(bytes.get(2..6)?), little(bytes.get(14..18)?));
    let profile = head >= 124 && matches!(bytes.get(70..74)?, b"KNIL" | b"DEBM");
    (!profile).then(|| bytes.get(..length.clamp(54, bytes.len())).map(<[u8]>::to_vec))?
}

fn big(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |number, byte| (number << 8) | usize::from(*byte))
}

fn little(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |number, byte| (number << 8) | usize::from(*byte))
}

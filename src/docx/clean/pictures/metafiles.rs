//! Drawings of Windows (EMF, WMF) → without descriptions, remarks and names of files.

use super::little;

/// Records of an EMF that name drivers and files and draw nothing: escapes, profiles of colours.
const UNDRAWN: [usize; 6] = [105, 106, 110, 112, 113, 121];
const HEADER: usize = 1;
const REMARK: usize = 70;
/// Spaces of colours, with the name of a file: from where, and how many bytes.
const SPACES: [(usize, usize, usize); 2] = [(99, 80, 260), (122, 80, 520)];
/// A remark that draws all the same.
const PLUS: &[u8] = b"EMF+";
/// What says nothing in such a remark.
const PLUS_REMARK: usize = 0x4003;

pub(super) fn emf(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept: Vec<u8> = Vec::with_capacity(bytes.len());
    let (mut rest, mut records) = (bytes, 0u32);
    while let Some(length) = rest.get(4..8).map(little).filter(|length| *length >= 8) {
        let (record, after) = rest.split_at_checked(length)?;
        rest = after;
        let kind = little(record.get(..4)?);
        if UNDRAWN.contains(&kind) || (kind == REMARK && record.get(12..16) != Some(PLUS)) {
            continue;
        }
        let mut record = record.to_vec();
        match kind {
            HEADER => undescribed(&mut record)?,
            REMARK => unremarked(record.get_mut(16..)?),
            _ => {}
        }
        for (_, from, length) in SPACES.iter().filter(|(space, ..)| *space == kind) {
            blank(&mut record, *from, *length);
        }
        kept.extend(record);
        records += 1;
        if kind == 14 {
            break;
        }
    }
    let length = u32::try_from(kept.len()).ok()?;
    kept.get_mut(48..52)?.copy_from_slice(&length.to_le_bytes());
    kept.get_mut(52..56)?.copy_from_slice(&records.to_le_bytes());
    Some(kept)
}

/// Blanks the description in the header: what program drew which picture.
fn undescribed(header: &mut [u8]) -> Option<()> {
    let (length, from) = (little(header.get(60..64)?), little(header.get(64..68)?));
    blank(header, from, length.checked_mul(2)?);
    blank(header, 60, 8);
    Some(())
}

/// Blanks the remarks among the records of a remark that draws.
fn unremarked(mut records: &mut [u8]) {
    while let Some(length) =
        records.get(4..8).map(little).filter(|length| (12..=records.len()).contains(length))
    {
        let (record, after) = records.split_at_mut(length);
        if record.get(..2).map(little) == Some(PLUS_REMARK) {
            blank(record, 12, length);
        }
        records = after;
    }
}

fn blank(bytes: &mut [u8], from: usize, length: usize) {
    bytes.iter_mut().skip(from).take(length).for_each(|byte| *byte = 0);
}

/// Escape records hold remarks and what only one driver knows.
const ESCAPE: usize = 0x0626;

pub(super) fn wmf(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = if bytes.starts_with(&[0xd7, 0xcd, 0xc6, 0x9a]) { 22 } else { 0 };
    let mut kept = bytes.get(..head + 18)?.to_vec();
    let mut rest = bytes.get(head + 18..)?;
    while let Some(length) = rest.get(..4).map(|words| little(words) * 2).filter(|length| *length >= 6) {
        let (record, after) = rest.split_at_checked(length)?;
        rest = after;
        let kind = little(record.get(4..6)?);
        if kind != ESCAPE {
            kept.extend(record);
        }
        if kind == 0 {
            break;
        }
    }
    let words = u32::try_from((kept.len() - head) / 2).ok()?;
    kept.get_mut(head + 6..head + 10)?.copy_from_slice(&words.to_le_bytes());
    Some(kept)
}

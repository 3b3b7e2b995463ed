//! An archive from a mail → its files, named as on the computer that packed them.

use encoding_rs::GB18030;

use super::opened::Opened;
use super::{Content, Format, Reads, file_fault};
use crate::finding::Reading;
use crate::package::archive::{Archive, Packed};
use crate::package::open::Limits;
use crate::workbook::candidate::is_candidate;
use crate::workbook::limits;
use crate::workbook::sheet::InputFile;

/// An archive that is no package of an office program.
pub(super) const FORMAT: Format = Format {
    endings: &["zip"],
    knows: |input| matches!(input.opened, Opened::Package(..) | Opened::Zip),
    reads: Reads::Here(|_, _| Ok(Content::Archive)),
    told: None,
    named: None,
};

/// Limits of an archive from a mail, and of those inside it together.
pub(in crate::workbook) const LIMITS: Limits = Limits {
    // All workbooks of a province's counties, and the pictures beside them.
    entries: 10_000,
    entry: limits::FILE_BYTES as u64,
    total: 1 << 30,
    // Workbooks are packed already; a sparse .xls or a csv packs 10 to 60 times.
    ratio: 200,
    ratio_from: 32 << 20,
    ratio_of: &[""],
    links: 0,
    run: u64::MAX,
};

/// Archives inside archives: mail programs pack one folder at a time, people at most once more.
pub(in crate::workbook) const DEPTH: usize = 2;

/// What unpacking one file of an archive gives: the file, or its path and why it cannot be read.
pub(in crate::workbook) type Unpacked = Result<InputFile, (String, Reading)>;

/// Hands the candidates among an archive's files to `visit`, sorted by path, each unpacked only when its turn
/// comes. `room` says how many bytes may be unpacked altogether and is used up. True when there was any.
pub(in crate::workbook) fn each_file(
    file: &InputFile,
    room: &mut u64,
    mut visit: impl FnMut(Unpacked, &mut u64),
) -> Result<bool, Reading> {
    let (mut archive, packed) = Archive::open(&file.bytes, LIMITS).map_err(file_fault)?;
    let named = packed.into_iter().map(|packed| (inner_path(&packed.name), packed));
    let mut files: Vec<(String, Packed)> = named.filter(|(path, _)| is_candidate(path)).collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (inside, packed) in &files {
        let path = format!("{}/{inside}", file.path);
        let unpacked = unpack(&mut archive, packed, room);
        let unpacked = match unpacked {
            Ok(bytes) => Ok(InputFile { path, bytes }),
            Err(reason) => Err((path, reason)),
        };
        visit(unpacked, room);
    }
    Ok(!files.is_empty())
}

fn unpack(archive: &mut Archive, packed: &Packed, room: &mut u64) -> Result<Vec<u8>, Reading> {
    if packed.encrypted {
        return Err(Reading::ArchiveEncrypted);
    }
    *room = room.checked_sub(packed.size).ok_or(Reading::FileTooBig)?;
    archive.read(packed).map_err(file_fault)
}

/// A name as a system gave it: UTF-8 when it is that, else GB18030, as Chinese Windows has it.
#[must_use]
pub fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(name).0.into_owned(),
    }
}

/// A path in an archive. Nothing is ever written by it; parts that lead out of the archive are left out all the same.
fn inner_path(raw: &[u8]) -> String {
    let name = decoded(raw);
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(|part| crate::workbook::clean::clean(part).into_owned()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_decoded_and_lead_nowhere() {
        let cases: [(&[u8], &str); 5] = [
            ("县教育局/意见.xlsx".as_bytes(), "县教育局/意见.xlsx"),
            (b"\xcf\xd8\xbd\xcc\xd3\xfd\xbe\xd6\\\xd2\xe2\xbc\xfb.xls", "县教育局/意见.xls"),
            (b"../../etc/a.csv", "etc/a.csv"),
            (b"/C:/a\x00\x07.csv", "C:/a.csv"),
            (b"./a//b.csv", "a/b.csv"),
        ];
        for (raw, expected) in cases {
            assert_eq!(inner_path(raw), expected);
        }
    }
}

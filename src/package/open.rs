//! Bytes of a zip file → its entries, refused before they can fill the memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};

use zip::read::{ZipArchive, ZipFile};
use zip::result::ZipError;

pub(crate) use crate::finding::PackageFault;

use super::zipped::Zipped;

/// What a package may hold at most; each room that opens packages brings its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Most entries that an archive may have.
    pub entries: usize,
    /// Largest unpacked size of one entry, in bytes.
    pub entry: u64,
    /// Largest uncompressed size of all entries together.
    pub total: u64,
    /// Most uncompressed bytes for one compressed byte of an entry …
    pub ratio: u64,
    /// … and is larger than so many bytes unpacked …
    pub ratio_from: u64,
    /// … and whose name in lower case ends with one of these.
    pub ratio_of: &'static [&'static str],
    /// Most relationships that one part may have.
    pub links: usize,
    /// Longest run of bytes without a `<` in XML: such a run is held in memory whole.
    pub run: u64,
}

/// A zip file whose directory has passed the limits.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: Limits,
    names: Vec<String>,
    sizes: Vec<u64>,
}

/// One entry, read piece by piece; a wrong checksum or a run without `<` that is too long is an error.
pub(crate) type Entry<'p, 'a> = BufReader<RunGuard<ZipFile<'p, Cursor<&'a [u8]>>>>;

impl<'a> Package<'a> {
    /// Opens a zip file: reads its directory only.
    pub(crate) fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, PackageFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        if archive.len() > limits.entries {
            return Err(PackageFault::TooBig);
        }
        let mut names = Vec::with_capacity(archive.len());
        let mut sizes = Vec::with_capacity(archive.len());
        let mut total = 0u64;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            let name = entry.name()?.into_owned();
            total = total.saturating_add(entry.size());
            if total > limits.total || is_bomb(&name, entry.size(), entry.compressed_size(), &limits) {
                return Err(PackageFault::TooBig);
            }
            if entry.encrypted() {
                return Err(PackageFault::Encrypted);
            }
            names.push(name);
            sizes.push(entry.size());
        }
        Ok(Package { archive, limits, names, sizes })
    }

    /// The archive without its limits, for whoever writes a changed copy of it.
    pub(super) fn into_archive(self) -> ZipArchive<Cursor<&'a [u8]>> {
        self.archive
    }

    /// The limits that it was opened with.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// The names of the entries, in the order of the file.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The entry of a name, whatever the case of its letters and whichever slash it uses.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let wanted = name.trim_start_matches('/');
        self.names.iter().rposition(|known| known.replace('\\', "/").eq_ignore_ascii_case(wanted))
    }

    /// The uncompressed size that the directory gives an entry; zero when there is none.
    pub(crate) fn size(&self, name: &str) -> u64 {
        let size = self.find(name).and_then(|index| self.sizes.get(index));
        size.copied().unwrap_or(0)
    }

    /// Opens an entry to be read piece by piece.
    pub(crate) fn stream(&mut self, name: &str) -> Result<Entry<'_, 'a>, PackageFault> {
        let index = self.find(name).ok_or(PackageFault::Missing)?;
        // Binary parts know no `<`.
        let binary = name.to_ascii_lowercase().ends_with(".bin");
        let longest = if binary { u64::MAX } else { self.limits.run };
        let entry = self.archive.by_index(index)?;
        Ok(BufReader::new(RunGuard { inner: entry, run: 0, longest }))
    }

    /// Reads an entry whole, but no more than `cap` bytes.
    pub(crate) fn read(&mut self, name: &str, cap: u64) -> Result<Vec<u8>, PackageFault> {
        let mut bytes = Vec::new();
        let read = self.stream(name)?.take(cap + 1).read_to_end(&mut bytes);
        match read {
            Ok(length) if length as u64 > cap => Err(PackageFault::TooBig),
            Ok(_) => Ok(bytes),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads an entry to its end without keeping it: whether its checksum and its runs are right.
    pub(crate) fn check(&mut self, name: &str) -> Result<(), PackageFault> {
        let mut entry = self.stream(name)?;
        io::copy(&mut entry, &mut io::sink())?;
        Ok(())
    }
}

impl Package<'_> {
    /// The package with some entries replaced. The others are copied as they lie in the file, not unpacked.
    pub(crate) fn rewritten(&mut self, changed: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, PackageFault> {
        let replaced: BTreeMap<usize, &Vec<u8>> =
            changed.iter().filter_map(|(name, bytes)| Some((self.find(name)?, bytes))).collect();
        if replaced.len() != changed.len() {
            return Err(PackageFault::Missing);
        }
        let mut out = Zipped::new(self.archive.comment())?;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index)?;
            let Some(bytes) = replaced.get(&index) else {
                out.copy(entry)?;
                continue;
            };
            // The moment of the entry stays what it was, so that the same input gives the same bytes.
            out.put(&entry.name()?, bytes, entry.last_modified())?;
        }
        out.finish()
    }
}

pub(super) fn is_bomb(name: &str, size: u64, packed: u64, limits: &Limits) -> bool {
    let lower = name.to_ascii_lowercase();
    let judged = limits.ratio_of.iter().any(|end| lower.ends_with(end));
    size > limits.entry
        || (judged && size > limits.ratio_from && size > packed.max(1).saturating_mul(limits.ratio))
}

impl From<ZipError> for PackageFault {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::FileNotFound => PackageFault::Missing,
            ZipError::UnsupportedArchive(text) if text.contains("assword") => PackageFault::Encrypted,
            ZipError::InvalidPassword => PackageFault::Encrypted,
            _ => PackageFault::Damaged,
        }
    }
}

impl From<io::Error> for PackageFault {
    fn from(error: io::Error) -> Self {
        PackageFault::of(error.kind())
    }
}

impl PackageFault {
    /// What an error while reading an entry means: only [`RunGuard`] says `OutOfMemory`.
    pub(super) fn of(kind: io::ErrorKind) -> Self {
        if kind == io::ErrorKind::OutOfMemory { PackageFault::TooBig } else { PackageFault::Damaged }
    }
}

/// Hands bytes on and stops at a run without `<` that is too long.
pub(crate) struct RunGuard<R> {
    inner: R,
    run: u64,
    longest: u64,
}

impl<R: Read> Read for RunGuard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let piece = buffer.get(..length).unwrap_or_default();
        let mut parts = piece.split(|byte| *byte == b'<');
        self.run += parts.next().map_or(0, <[u8]>::len) as u64;
        let mut longest = self.run;
        for part in parts {
            self.run = part.len() as u64;
            longest = longest.max(self.run);
        }
        if longest > self.longest {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        Ok(length)
    }
}

/// The folder of an entry, with its slash; empty at the top.
pub(crate) fn folder(name: &str) -> &str {
    name.rfind('/').map_or("", |at| name.get(..=at).unwrap_or_default())
}

/// Where a relationship's target lies: absolute, or inside the folder of the part that names it.
pub(crate) fn resolve<'t>(base: &str, target: &'t str) -> Cow<'t, str> {
    match target.strip_prefix('/') {
        Some(absolute) => Cow::Borrowed(absolute),
        None => Cow::Owned(format!("{base}{target}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_a_bracket_may_not_be_too_long() {
        let outcome = |text: &str, piece: usize| {
            let inner = BufReader::with_capacity(piece, text.as_bytes());
            let mut guard = RunGuard { inner, run: 0, longest: 4 };
            io::copy(&mut guard, &mut io::sink()).map_err(PackageFault::from)
        };
        for piece in [1, 3, 64] {
            assert_eq!(outcome("<a>b<cdef<", piece), Ok(10), "{piece}");
            assert_eq!(outcome("<a><bcdef", piece), Err(PackageFault::TooBig), "{piece}");
            assert_eq!(outcome("12345<a>", piece), Err(PackageFault::TooBig), "{piece}");
        }
    }
}

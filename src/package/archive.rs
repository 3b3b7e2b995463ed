//! Bytes of a zip file that is no office package → the files in it, refused before they can fill the memory.

use std::io::{Cursor, Read};

use zip::read::ZipArchive;

use super::open::{Limits, PackageFault, is_bomb};

/// One file of a zip archive that is no office package.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    index: usize,
    /// Its path as the archive holds it, in whatever encoding.
    pub name: Vec<u8>,
    /// Its unpacked size in bytes, as the archive's directory says.
    pub size: u64,
    /// Whether it is encrypted, so that it cannot be unpacked.
    pub encrypted: bool,
}

/// A zip file whose directory has passed the limits.
pub(crate) struct Archive<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens an archive: reads its directory only. The files come in the order of the archive, folders left out.
    pub(crate) fn open(bytes: &'a [u8], limits: Limits) -> Result<(Self, Vec<Packed>), PackageFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        if archive.len() > limits.entries {
            return Err(PackageFault::TooBig);
        }
        let mut files = Vec::with_capacity(archive.len());
        let mut total = 0u64;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            let (size, packed) = (entry.size(), entry.compressed_size());
            total = total.saturating_add(size);
            if total > limits.total || is_bomb("", size, packed, &limits) {
                return Err(PackageFault::TooBig);
            }
            if !entry.is_dir() {
                let name = entry.name_raw().to_vec();
                files.push(Packed { index, name, size, encrypted: entry.encrypted() });
            }
        }
        Ok((Archive { archive }, files))
    }

    /// The bytes of a file: as many as the directory says, or it is damaged.
    pub(crate) fn read(&mut self, file: &Packed) -> Result<Vec<u8>, PackageFault> {
        let entry = self.archive.by_index(file.index)?;
        let mut bytes = Vec::new();
        let read = entry.take(file.size.saturating_add(1)).read_to_end(&mut bytes);
        match read {
            Ok(length) if length as u64 > file.size => Err(PackageFault::Damaged),
            Ok(_) => Ok(bytes),
            Err(error) => Err(error.into()),
        }
    }
}

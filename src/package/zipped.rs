//! Names and bytes, or entries of another archive → the bytes of a zip file, alike for the same entries.

use std::io::{Cursor, Write as _};

use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::open::PackageFault;

/// A zip file that is being written.
pub(super) struct Zipped(ZipWriter<Cursor<Vec<u8>>>);

impl Zipped {
    /// A new archive that carries this comment.
    pub(super) fn new(comment: &[u8]) -> Result<Self, PackageFault> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.set_raw_comment(comment.into())?;
        Ok(Zipped(archive))
    }

    /// Adds an entry. Without a moment its date is fixed, so that the same entries make the same bytes.
    pub(super) fn put(
        &mut self,
        name: &str,
        bytes: &[u8],
        moment: Option<DateTime>,
    ) -> Result<(), PackageFault> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(moment.unwrap_or(DateTime::DEFAULT));
        self.0.start_file(name, options)?;
        Ok(self.0.write_all(bytes)?)
    }

    /// Adds an entry of another archive as it lies there, not unpacked.
    pub(super) fn copy(&mut self, entry: ZipFile<'_, Cursor<&[u8]>>) -> Result<(), PackageFault> {
        Ok(self.0.raw_copy_file(entry)?)
    }

    /// Ends the archive and gives its bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, PackageFault> {
        alike(self.0.finish()?.into_inner())
    }
}

/// Where an entry of the directory says on which system it was made, and the number of Unix (APPNOTE.TXT, 4.4.2).
const MADE_ON: u64 = 5;
const UNIX: u8 = 3;

/// The bytes of a zip file as they are on every system: libraries write down on which one they ran.
pub(crate) fn alike(mut bytes: Vec<u8>) -> Result<Vec<u8>, PackageFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice()))?;
    let starts = (0..archive.len()).map(|index| Ok(archive.by_index_raw(index)?.central_header_start()));
    let starts = starts.collect::<Result<Vec<u64>, PackageFault>>()?;
    for start in starts {
        let at = usize::try_from(start + MADE_ON).ok();
        *at.and_then(|at| bytes.get_mut(at)).ok_or(PackageFault::Damaged)? = UNIX;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_gives_the_same_bytes() -> Result<(), PackageFault> {
        let mut archive = Zipped::new(b"")?;
        archive.put("a.xml", b"<a/>", None)?;
        archive.put("b.xml", b"<b/>", None)?;
        let bytes = archive.finish()?;
        let mut elsewhere = bytes.clone();
        let entries = bytes.windows(4).enumerate().filter(|(_, four)| four == b"PK\x01\x02");
        let made_on: Vec<usize> = entries.map(|(at, _)| at + 5).collect();
        assert_eq!(made_on.len(), 2);
        for at in made_on {
            assert_eq!(bytes[at], UNIX);
            elsewhere[at] = 0;
        }
        assert_eq!(alike(elsewhere)?, bytes);
        Ok(())
    }
}

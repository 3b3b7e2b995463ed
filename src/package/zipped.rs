//! Names and bytes, or entries of another archive → the bytes of a zip file, alike for the same entries.

use std::io::{Cursor, Write as _};

use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

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
        Ok(self.0.finish()?.into_inner())
    }
}

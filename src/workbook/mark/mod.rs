//! An .xlsx of somebody else's → the same with cells marked red and notes beside them; all else stays as it was,
//! byte by byte.
//!
//! Parts that do not change are copied as they lie in the archive. A sheet is read once from start to end and
//! copied through; only the tags that change are written anew. The styles gain formats at their end.

mod columns;
mod sheet;
mod styles;
mod tag;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::at::At;
use super::formats::xlsx::sheets::{self, SheetKind};
use super::limits;
use crate::package::open::{Package, PackageFault};

/// What is written onto one sheet of a returned workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SheetPatch {
    /// The name of the sheet, as the workbook has it.
    pub name: String,
    /// The cells that are filled with red.
    pub marks: BTreeSet<At>,
    /// Texts that are written into cells of the column of notes, whatever stood there; an empty one clears it.
    pub notes: BTreeMap<At, String>,
    /// The column of notes, counted from zero.
    pub column: u32,
}

/// Largest part that is changed: it is held in memory whole.
const LARGEST: u64 = 512 << 20;

/// Patches the sheets of a workbook.
///
/// # Errors
/// `Missing` when a sheet or the styles are not there, `Damaged` when they are not as Excel writes them.
pub(crate) fn patch(bytes: &[u8], patches: &[SheetPatch]) -> Result<Vec<u8>, PackageFault> {
    let mut package = Package::open(bytes, limits::PACKAGE)?;
    let parts = sheets::workbook(&mut package, limits::SHEETS)?;
    let styles_part = parts.styles.ok_or(PackageFault::Missing)?;
    let styles = text(&mut package, &styles_part)?;
    let mut styles = styles::Styles::read(&styles)?;
    let mut changed = BTreeMap::new();
    for patch in patches {
        let found = parts.sheets.iter().find(|sheet| sheet.name == patch.name);
        let sheet = found.filter(|sheet| sheet.kind == SheetKind::Worksheet).ok_or(PackageFault::Missing)?;
        let xml = text(&mut package, &sheet.part)?;
        changed.insert(sheet.part.clone(), sheet::patch(&xml, patch, &mut styles)?.into_bytes());
    }
    changed.insert(styles_part, styles.written()?.into_bytes());
    package.rewritten(&changed)
}

/// A part as text, without the mark of its byte order.
fn text(package: &mut Package, part: &str) -> Result<String, PackageFault> {
    let text = String::from_utf8(package.read(part, LARGEST)?).map_err(|_| PackageFault::Damaged)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

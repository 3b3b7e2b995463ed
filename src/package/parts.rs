//! Turns named parts into a package: relationships sorted, content types listed, zipped with fixed dates.

use std::collections::BTreeMap;

use super::open::PackageFault;
use super::xml::Element;
use super::zipped::Zipped;

const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Beginnings of the types of relationships that are spelt in full.
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// The parts of a package by their names without a leading `/`: content type, where it is not that of all XML or
/// of all relationships, and bytes.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    parts: BTreeMap<String, (Option<String>, Vec<u8>)>,
}

/// A relationship: its id, the last word of its type (or the whole type), its target.
pub type Relationship<'a> = (&'a str, &'a str, &'a str);

impl Parts {
    /// Adds a part of XML with a content type of its own.
    pub fn add(&mut self, name: &str, content_type: &str, root: &Element) {
        let part = (Some(content_type.to_owned()), root.to_part().into_bytes());
        self.parts.insert(name.to_owned(), part);
    }

    /// Adds a part that is no XML, such as a package inside this one.
    pub fn add_bytes(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) {
        self.parts.insert(name.to_owned(), (Some(content_type.to_owned()), bytes));
    }

    /// Adds a part that is XML and nothing more, or relationships.
    pub fn add_plain(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.insert(name.to_owned(), (None, bytes));
    }

    /// Adds the relationships of a part (`""` for those of the package), sorted by their ids.
    pub fn relate(&mut self, part: &str, relationships: &[Relationship<'_>]) {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut sorted = relationships.to_vec();
        sorted.sort_unstable();
        let root = Element::new("Relationships").with("xmlns", RELATIONSHIPS);
        let root = root.holding_all(sorted.into_iter().map(relationship));
        self.add_plain(&format!("{folder}{slash}_rels/{file}.rels"), root.to_part().into_bytes());
    }

    /// The package: content types first, as programs that tell a file's type by its first bytes expect, then the parts
    /// by name.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn zip(&self) -> Result<Vec<u8>, PackageFault> {
        let mut archive = Zipped::new(&[])?;
        let types = self.content_types().to_part();
        let parts = self.parts.iter().map(|(name, (_, bytes))| (name.as_str(), bytes.as_slice()));
        for (name, bytes) in [("[Content_Types].xml", types.as_bytes())].into_iter().chain(parts) {
            archive.put(name, bytes, None)?;
        }
        archive.finish()
    }

    fn content_types(&self) -> Element {
        let default = |extension: &str, content_type: &str| {
            Element::new("Default").with("Extension", extension).with("ContentType", content_type)
        };
        let overrides = self.parts.iter().filter_map(|(name, (content_type, _))| {
            let overriding = Element::new("Override").with("PartName", format!("/{name}"));
            Some(overriding.with("ContentType", content_type.as_deref()?))
        });
        Element::new("Types")
            .with("xmlns", CONTENT_TYPES)
            .holding(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
            .holding(default("xml", "application/xml"))
            .holding_all(overrides)
    }
}

fn relationship((id, kind, target): Relationship<'_>) -> Element {
    let spelt = if kind.contains(':') { kind.to_owned() } else { format!("{TYPES}{kind}") };
    Element::new("Relationship").with("Id", id).with("Type", spelt).with("Target", target)
}

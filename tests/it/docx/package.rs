//! Opens a .docx for looking at: its parts as text and as trees.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use chengwen::package::xml::{Element, parse};

/// The parts of a document by their names.
pub(crate) struct Package {
    pub(crate) parts: BTreeMap<String, String>,
}

impl Package {
    /// The same for a document with pictures: parts that are no text are spelt in hexadecimal.
    pub(crate) fn open_any(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let spelt = |error: std::string::FromUtf8Error| format!("{:02x?}", error.as_bytes());
            let text = String::from_utf8(bytes).unwrap_or_else(spelt);
            parts.insert(file.name().unwrap().into_owned(), text);
        }
        Package { parts }
    }

    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            if file.name().unwrap().ends_with(".xlsx") {
                continue;
            }
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            parts.insert(file.name().unwrap().into_owned(), text);
        }
        Package { parts }
    }

    pub(crate) fn tree(&self, part: &str) -> Element {
        parse(&self.parts[part]).unwrap()
    }

    pub(crate) fn trees(&self) -> impl Iterator<Item = (&str, Element)> {
        self.parts.keys().map(|part| (part.as_str(), self.tree(part)))
    }

    /// The text of every paragraph of the body.
    pub(crate) fn body(&self) -> Vec<String> {
        let document = self.tree("word/document.xml");
        let paragraphs = all(&document).filter(|element| element.name == "w:p");
        paragraphs.map(text).collect()
    }

    /// The styles of the paragraphs of the body, in order.
    pub(crate) fn paragraph_styles(&self) -> Vec<String> {
        let document = self.tree("word/document.xml");
        let styles = all(&document).filter(|element| element.name == "w:pStyle");
        styles.map(|style| style.attribute("w:val").unwrap().to_owned()).collect()
    }

    /// The texts of the runs in a character style, `""` for those in none.
    pub(crate) fn runs(&self, style: &str) -> Vec<String> {
        let document = self.tree("word/document.xml");
        let styled = |run: &&Element| {
            let named = all(run).find(|element| element.name == "w:rStyle");
            named.and_then(|element| element.attribute("w:val")).unwrap_or_default() == style
        };
        all(&document).filter(|element| element.name == "w:r").filter(styled).map(text).collect()
    }

    /// What a style or the styles it builds on say: the attribute of the property of the group.
    pub(crate) fn of_style(&self, id: &str, group: &str, property: &str, attribute: &str) -> Option<String> {
        let styles = self.tree("word/styles.xml");
        let style = styles.elements().find(|style| style.attribute("w:styleId") == Some(id))?;
        let own = child(style, group)
            .and_then(|group| child(group, property))
            .and_then(|property| property.attribute(attribute));
        let parent = child(style, "w:basedOn").and_then(|parent| parent.attribute("w:val"));
        let inherited = || self.of_style(parent?, group, property, attribute);
        own.map(str::to_owned).or_else(inherited)
    }
}

/// The element and all below it, in the order of the document.
pub(crate) fn all(element: &Element) -> Box<dyn Iterator<Item = &Element> + '_> {
    Box::new(std::iter::once(element).chain(element.elements().flat_map(all)))
}

/// The first element of a name.
pub(crate) fn find(root: &Element, name: &str) -> Element {
    all(root).find(|element| element.name == name).unwrap().clone()
}

fn child<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    element.elements().find(|child| child.name == name)
}

fn text(element: &Element) -> String {
    all(element).filter(|child| child.name == "w:t").map(Element::text).collect()
}

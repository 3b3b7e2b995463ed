//! Turns what `docx_rs` built into a valid package: children in the order of the schema, nothing the schema does
//! not know, our own parts for styles, settings, fonts and properties, and the base as a part of its own.
//!
//! The library's own styles, settings, numbering, fonts, comments and properties are not taken over: they break
//! the schema and name what is not there.

use std::collections::BTreeMap;

use docx_rs::XMLDocx;

use super::base::{self, base_xml};
use super::parts::{self, Properties};
use crate::model::base::Base;
use crate::model::look::{Face, Font};
use crate::package::order::arrange;
use crate::package::parts::Parts;
use crate::package::xml::{Element, Node, parse};

/// Identifies the part with the base among the data of a document; one for all documents, since each has one base.
const BASE_ID: &str = "{7B0A4F52-6C3D-4E8B-9A55-2D1C8E60F3A7}";

const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
pub(super) const DATA: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";

const CORE_RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// Finishes the parts and zips them.
pub(super) fn package(
    built: XMLDocx,
    styles: &Element,
    fonts: &BTreeMap<Face, Font>,
    base: &Base,
    properties: &Properties,
) -> Result<Vec<u8>, String> {
    let mut package = Parts::default();
    package.add("word/document.xml", &word("document.main"), &tidied(&built.document)?);
    package.add("word/styles.xml", &word("styles"), styles);
    package.add("word/settings.xml", &word("settings"), &parts::settings());
    package.add("word/fontTable.xml", &word("fontTable"), &parts::font_table(fonts));
    package.add("docProps/core.xml", CORE, &parts::core(properties));
    package.add("docProps/app.xml", APP, &parts::app());
    add_footers(&mut package, &built.footers)?;
    add_base(&mut package, base);
    package.relate(
        "",
        &[
            ("rId1", "officeDocument", "word/document.xml"),
            ("rId2", CORE_RELATIONSHIP, "docProps/core.xml"),
            ("rId3", "extended-properties", "docProps/app.xml"),
        ],
    );
    package.zip()
}

/// Adds the footers under the ids that the library gave them, and with them the relationships of the document.
fn add_footers(package: &mut Parts, footers: &[Vec<u8>]) -> Result<(), String> {
    let mut named = Vec::new();
    for (number, footer) in (1..).zip(footers) {
        let file = format!("footer{number}.xml");
        package.add(&format!("word/{file}"), &word("footer"), &tidied(footer)?);
        named.push((format!("rIdFooter{number}"), file));
    }
    let mut relationships = vec![
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        ("rId3", "fontTable", "fontTable.xml"),
        ("rId4", "customXml", "../customXml/item1.xml"),
    ];
    relationships.extend(named.iter().map(|(id, file)| (id.as_str(), "footer", file.as_str())));
    package.relate("word/document.xml", &relationships);
    Ok(())
}

/// What identifies the part with the base.
pub(super) fn base_properties() -> Element {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    let schema = Element::new("ds:schemaRef").with("ds:uri", base::NAMESPACE);
    Element::new("ds:datastoreItem")
        .with("ds:itemID", BASE_ID)
        .with("xmlns:ds", namespace)
        .holding(Element::new("ds:schemaRefs").holding(schema))
}

fn add_base(package: &mut Parts, base: &Base) {
    package.add_plain("customXml/item1.xml", base_xml(base).into_bytes());
    package.add("customXml/itemProps1.xml", DATA, &base_properties());
    package.relate("customXml/item1.xml", &[("rId1", "customXmlProps", "itemProps1.xml")]);
}

/// The content type of a part of WordprocessingML.
fn word(kind: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml")
}

/// A part of the library's, made valid.
fn tidied(part: &[u8]) -> Result<Element, String> {
    let text = std::str::from_utf8(part).map_err(|error| error.to_string())?;
    let mut root = parse(text).map_err(|fault| fault.0)?;
    // Of the namespaces only these two are used once the library's paragraph ids are gone.
    root.attributes.retain(|(name, _)| matches!(name.as_str(), "xmlns:w" | "xmlns:r"));
    strip(&mut root);
    arrange(&mut root);
    Ok(root)
}

/// Takes away what says nothing: the library's paragraph ids (numbered per process), empty properties, and
/// fields marked as up to date.
fn strip(element: &mut Element) {
    element.elements_mut().for_each(strip);
    element.attributes.retain(|(name, _)| !matches!(name.as_str(), "w14:paraId" | "w:dirty"));
    element.children.retain(|node| match node {
        Node::Element(child) => {
            !(child.children.is_empty() && matches!(child.name.as_str(), "w:rPr" | "w:pPr"))
        }
        Node::Text(_) | Node::Verbatim(_) => true,
    });
}

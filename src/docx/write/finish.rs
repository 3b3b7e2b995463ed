//! Turns what `docx_rs` built into a valid package: children in the order of the schema, nothing the schema does
//! not know, our own parts for styles, settings, fonts and properties, and the base as a part of its own.
//!
//! The library's own styles, settings, numbering, fonts, comments and properties are not taken over: they break
//! the schema and name what is not there.

use docx_rs::XMLDocx;

use super::imprint::{EMPTY_FOOTER, EMPTY_FOOTER_LINE};
use super::parts::{self, Properties};
use super::styles::W;
use super::{chart, page_number, section, table};
use crate::docx::base::{DATA, base_properties, embedded_xml};
use crate::docx::kinds::Kind;
use crate::docx::views::{View, line};
use crate::finding::{DocumentFault, PackageFault};
use crate::model::base::Base;
use crate::model::look::Look;
use crate::model::report::Report;
use crate::package::order::arrange;
use crate::package::parts::Parts;
use crate::package::xml::{Element, Node, parse};

const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";

const CORE_RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// All that a package is made of.
pub(super) struct Made<'a> {
    pub(super) built: XMLDocx,
    /// Brings paragraphs together that stand in a table or box of their own.
    pub(super) gather: &'a dyn Fn(&mut Element),
    pub(super) styles: Element,
    pub(super) report: &'a Report,
    pub(super) look: &'a Look,
    pub(super) base: &'a Base,
    pub(super) properties: &'a Properties,
}

impl Made<'_> {
    /// Brings all parts into order and packs them: the bytes of the .docx.
    pub(super) fn package(self) -> Result<Vec<u8>, DocumentFault> {
        let mut package = Parts::default();
        let mut document = parsed(&self.built.document)?;
        let blocks = &self.report.blocks;
        let last_lies = blocks.len().checked_sub(1).is_some_and(|last| section::lies(blocks, last));
        section::fill(&mut document, last_lies);
        mend_tables(&mut document);
        (self.gather)(&mut document);
        let charts = chart::put(&mut document, self.report, self.look, &mut package)?;
        package.add("word/styles.xml", &word("styles"), &self.styles);
        package.add("word/settings.xml", &word("settings"), &parts::settings());
        package.add("word/fontTable.xml", &word("fontTable"), &parts::font_table(&self.look.fonts));
        package.add("docProps/core.xml", CORE, &parts::core(self.properties));
        package.add("docProps/app.xml", APP, &parts::app());
        let mut related: Vec<Related> = charts.into_iter().map(|(id, file)| (id, "chart", file)).collect();
        if mentions(&document, EMPTY_FOOTER) {
            related.push(add_empty_footer(&mut package));
        }
        if section::has_lying(&document) {
            related.extend(add_lying_footers(&mut package, self.look));
        }
        package.add("word/document.xml", &word("document.main"), &tidy(document));
        add_footers(&mut package, &self.built.footers, related)?;
        add_base(&mut package, self.base);
        package.relate(
            "",
            &[
                ("rId1", "officeDocument", "word/document.xml"),
                ("rId2", CORE_RELATIONSHIP, "docProps/core.xml"),
                ("rId3", "extended-properties", "docProps/app.xml"),
            ],
        );
        Ok(package.zip()?)
    }
}

fn mend_tables(element: &mut Element) {
    if element.is(Kind::Table) {
        table::mend(element);
    }
    element.elements_mut().for_each(mend_tables);
}

/// A relationship of the document: id, kind, target.
type Related = (String, &'static str, String);

/// Adds the footer of a section without page numbers.
fn add_empty_footer(package: &mut Parts) -> Related {
    let footer = Kind::Footer.element().with("xmlns:w", W).holding(line(Some(EMPTY_FOOTER_LINE), None));
    package.add("word/footer-empty.xml", &word("footer"), &footer);
    (EMPTY_FOOTER.to_owned(), "footer", "footer-empty.xml".to_owned())
}

/// Adds the footers of pages on their side.
fn add_lying_footers(package: &mut Parts, look: &Look) -> Vec<Related> {
    let mut related = Vec::new();
    for (kind, id, style) in page_number::LYING {
        let file = format!("footer-lying-{kind}.xml");
        package.add(&format!("word/{file}"), &word("footer"), &tidy(page_number::lying(look, style)));
        related.push((id.to_owned(), "footer", file));
    }
    related
}

/// Adds the footers under the ids that the library gave them, and with them the relationships of the document;
/// those in `related` have their parts already.
fn add_footers(package: &mut Parts, footers: &[Vec<u8>], related: Vec<Related>) -> Result<(), DocumentFault> {
    let mut named = Vec::new();
    for (number, footer) in (1..).zip(footers) {
        let file = format!("footer{number}.xml");
        package.add(&format!("word/{file}"), &word("footer"), &tidy(parsed(footer)?));
        named.push((format!("rIdFooter{number}"), file));
    }
    let mut relationships = vec![
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        ("rId3", "fontTable", "fontTable.xml"),
        ("rId4", "customXml", "../customXml/item1.xml"),
    ];
    relationships.extend(named.iter().map(|(id, file)| (id.as_str(), "footer", file.as_str())));
    relationships.extend(related.iter().map(|(id, kind, file)| (id.as_str(), *kind, file.as_str())));
    package.relate("word/document.xml", &relationships);
    Ok(())
}

/// Whether an attribute below the element has this value.
fn mentions(element: &Element, value: &str) -> bool {
    let own = element.attributes.iter().any(|(_, said)| said == value);
    own || element.elements().any(|child| mentions(child, value))
}

fn add_base(package: &mut Parts, base: &Base) {
    package.add_plain("customXml/item1.xml", embedded_xml(base).into_bytes());
    package.add("customXml/itemProps1.xml", DATA, &base_properties());
    package.relate("customXml/item1.xml", &[("rId1", "customXmlProps", "itemProps1.xml")]);
}

/// The content type of a part of WordprocessingML.
fn word(kind: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml")
}

/// A part of the library's as a tree.
fn parsed(part: &[u8]) -> Result<Element, DocumentFault> {
    let text = std::str::from_utf8(part).map_err(|_| PackageFault::Damaged)?;
    Ok(parse(text)?)
}

/// A part of the library's, made valid.
fn tidy(mut root: Element) -> Element {
    // Only these two namespaces are used once the library's paragraph ids are gone.
    root.attributes.retain(|(name, _)| matches!(name.as_str(), "xmlns:w" | "xmlns:r"));
    strip(&mut root);
    arrange(&mut root);
    root
}

/// Takes away what says nothing: the library's paragraph ids (numbered per process), empty properties, and
/// fields marked as up to date.
fn strip(element: &mut Element) {
    element.elements_mut().for_each(strip);
    element.attributes.retain(|(name, _)| !matches!(name.as_str(), "w14:paraId" | "w:dirty"));
    element.children.retain(|node| match node {
        Node::Element(child) => {
            !(child.children.is_empty() && matches!(child.kind(), Kind::Format | Kind::ParagraphFormat))
        }
        Node::Text(_) | Node::Verbatim(_) => true,
    });
}

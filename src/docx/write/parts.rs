//! Turns look and properties into the small parts of the document: settings, fonts, properties.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::styles::W;
use crate::docx::characters::clean;
use crate::model::look::{Face, Font};
use crate::package::xml::Element;

/// What the file says about itself in its properties.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Properties {
    /// The title of the report as plain text.
    pub title: String,
    /// The author: the organ, never a person.
    pub author: String,
    /// The date of the report, which stands for the moments of writing; without one they are fixed.
    pub date: Option<Date>,
}

/// The moment of writing of a report that has no date: the first that a zip archive knows.
const NO_DATE: &str = "1980-01-01";

/// The characters of a Chinese font, as a font table names them.
const CHARSET_GB2312: &str = "86";

/// The part `settings.xml`: even pages have their own footer (7.5); marks keep their full width, so that a line
/// has 28 characters in every program (5.2.3); laid out as Word 2013 and later do.
pub(super) fn settings() -> Element {
    let mode = Element::new("w:compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", "15");
    Element::new("w:settings")
        .with("xmlns:w", W)
        .holding(Element::new("w:zoom").with("w:percent", "100"))
        .holding(setting("w:defaultTabStop", 640))
        .holding(Element::new("w:evenAndOddHeaders"))
        .holding(setting("w:characterSpacingControl", "doNotCompress"))
        .holding(Element::new("w:compat").holding(mode))
}

/// The part `fontTable.xml`: what to take for a font that is not installed.
pub(super) fn font_table(fonts: &BTreeMap<Face, Font>) -> Element {
    let fonts = fonts.values().map(|font| {
        Element::new("w:font")
            .with("w:name", font.name.as_str())
            .holding(setting("w:altName", font.alternates.join(",")))
            .holding(setting("w:charset", CHARSET_GB2312))
            .holding(setting("w:family", "auto"))
            .holding(setting("w:pitch", "default"))
    });
    Element::new("w:fonts").with("xmlns:w", W).holding_all(fonts)
}

/// The part `core.xml`: title, author and date, as the properties of the file show them.
pub(super) fn core(properties: &Properties) -> Element {
    let date = properties.date.map_or_else(|| NO_DATE.to_owned(), |date| date.to_string());
    let said = |name: &str, text: &str| Element::new(name).saying(&clean(text));
    let moment = |name: &str| said(name, &format!("{date}T00:00:00Z")).with("xsi:type", "dcterms:W3CDTF");
    Element::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .holding(said("dc:title", &properties.title))
        .holding(said("dc:creator", &properties.author))
        .holding(said("cp:lastModifiedBy", &properties.author))
        .holding(moment("dcterms:created"))
        .holding(moment("dcterms:modified"))
        .holding(said("dc:language", "zh-CN"))
}

/// The part `app.xml`: the name of the program.
pub(super) fn app() -> Element {
    Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .holding(Element::new("Application").saying("成文"))
}

fn setting(name: &str, value: impl ToString) -> Element {
    Element::new(name).with("w:val", value.to_string())
}

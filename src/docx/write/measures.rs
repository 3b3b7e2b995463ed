//! The measures that a report's own texts decide → those that change with the texts: the room above 发文机关标志 and its
//! size, the columns of 签发人, the indents of 署名 and 成文日期.
//!
//! They stand in styles, which a document keeps when it is revised, since people may have changed them. So each is
//! known with what it was given as before: only what still is as it was given is renewed.

use super::styles;
use crate::model::look::{Look, Signature, Signing};
use crate::model::report::Report;
use crate::package::xml::Element;

/// A property of a style that the texts decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The name of the style.
    pub(in crate::docx) style: &'static str,
    /// `w:pPr` or `w:rPr`.
    pub(in crate::docx) group: &'static str,
    /// The element.
    pub(in crate::docx) property: &'static str,
    /// As it may have been given, by the ways of signing; none where there was no such element.
    pub(in crate::docx) was: Vec<Option<Element>>,
    /// As it is to be.
    pub(in crate::docx) is: Option<Element>,
}

/// The properties that texts decide, by the names of styles.
const DECIDED: [(&str, &str, &str); 14] = [
    ("版头空位", "w:pPr", "w:spacing"),
    ("版头空行", "w:pPr", "w:spacing"),
    ("版头分隔线", "w:pPr", "w:spacing"),
    ("发文机关标志", "w:pPr", "w:spacing"),
    ("发文机关标志", "w:rPr", "w:sz"),
    ("发文机关标志", "w:rPr", "w:szCs"),
    ("发文机关标志", "w:rPr", "w:w"),
    ("发文字号和签发人", "w:pPr", "w:tabs"),
    ("签发人", "w:pPr", "w:spacing"),
    ("Signature", "w:pPr", "w:ind"),
    ("Signature", "w:pPr", "w:spacing"),
    ("Date", "w:pPr", "w:ind"),
    ("附件说明首行", "w:pPr", "w:ind"),
    ("附件说明续行", "w:pPr", "w:ind"),
];

/// The measures that change from one report to another, as the second has them; `standing` is the second as it will
/// stand, with what persons wrote in it.
#[must_use]
pub fn measures(before: &Report, fresh: &Report, standing: &Report, look: &Look) -> Vec<Measure> {
    let [fresh, standing] = [fresh, standing].map(|report| styles::part(look, report));
    let ways = [Signing::Plain, Signing::Seal, Signing::Stamp].map(|by| {
        let signature = Signature { by, ..look.signature };
        (by, styles::part(&Look { signature, ..look.clone() }, before))
    });
    let of = |part: &Element, (style, group, property): (&str, &str, &str)| {
        let named = |e: &&Element| e.child("w:name").and_then(|name| name.attribute("w:val")) == Some(style);
        part.elements().find(named)?.child(group)?.child(property).cloned()
    };
    let measure = |place: (&'static str, &'static str, &'static str)| {
        let (fresh, is) = (of(&fresh, place), of(&standing, place));
        let was = ways.iter().map(|(by, part)| (*by == look.signature.by, of(part, place)));
        // Signed as before, only the texts may have changed it.
        let was = was.filter(|(same, was)| *was != is && !(*same && *was == fresh)).map(|(_, was)| was);
        let (was, (style, group, property)) = (was.collect::<Vec<_>>(), place);
        (!was.is_empty()).then_some(Measure { style, group, property, was, is })
    };
    DECIDED.into_iter().filter_map(measure).collect()
}

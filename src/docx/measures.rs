//! The measures that a report's own texts decide → those that change with the texts: the room above 发文机关标志 and its
//! size, the columns of 签发人, the indents of 署名 and 成文日期.
//!
//! They stand in styles, which a document keeps when it is revised, since people may have changed them. So each is
//! known with what it was given as before: only what still is as it was given is renewed.

use super::styles;
use crate::model::look::Look;
use crate::model::report::Report;
use crate::package::xml::Element;

/// A property of a style that the texts decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The name of the style.
    pub(super) style: &'static str,
    /// `w:pPr` or `w:rPr`.
    pub(super) group: &'static str,
    /// The element.
    pub(super) property: &'static str,
    /// As it was given; none where there was no such element.
    pub(super) was: Option<Element>,
    /// As it is to be.
    pub(super) is: Option<Element>,
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
    let parts = [before, fresh, standing].map(|report| styles::part(look, report));
    let of = |part: &Element, (style, group, property): (&str, &str, &str)| {
        let named = |e: &&Element| e.child("w:name").and_then(|name| name.attribute("w:val")) == Some(style);
        part.elements().find(named)?.child(group)?.child(property).cloned()
    };
    let measure = |place: (&'static str, &'static str, &'static str)| {
        let [was, fresh, is] = [0, 1, 2].map(|part: usize| of(&parts[part], place));
        let (style, group, property) = place;
        (was != fresh && was != is).then_some(Measure { style, group, property, was, is })
    };
    DECIDED.into_iter().filter_map(measure).collect()
}

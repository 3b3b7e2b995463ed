//! The measures that a report's own texts decide → those that change with the texts: the room above 发文机关标志 and its
//! size, the columns of 签发人, the indents of 署名 and 成文日期.
//!
//! They stand in styles, which a document keeps when it is revised, since people may have changed them. So each is
//! known with what it was given as before: only what still is as it was given is renewed.

use super::styles;
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::model::element::{Role, gap};
use crate::model::look::{Look, Signature, Signing};
use crate::model::report::Report;
use crate::package::xml::Element;

/// A property of a style that the texts decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The name of the style that has the property.
    pub(in crate::docx) style: &'static str,
    /// The format of paragraphs or of runs.
    pub(in crate::docx) group: Kind,
    /// The element that says the property (`w:spacing`, `w:sz`).
    pub(in crate::docx) property: Kind,
    /// As it may have been given, by the ways of signing; none where there was no such element.
    pub(in crate::docx) was: Vec<Option<Element>>,
    pub(in crate::docx) is: Option<Element>,
}

/// The properties that texts decide, by the names of the styles that the elements have.
const DECIDED: [(&str, Kind, Kind); 14] = [
    (gap::ROOM.name, Kind::ParagraphFormat, Kind::Spacing),
    (gap::BELOW_MARK.name, Kind::ParagraphFormat, Kind::Spacing),
    (gap::RULE.name, Kind::ParagraphFormat, Kind::Spacing),
    (Role::Mark.style().name, Kind::ParagraphFormat, Kind::Spacing),
    (Role::Mark.style().name, Kind::Format, Kind::Size),
    (Role::Mark.style().name, Kind::Format, Kind::SizeOfOthers),
    (Role::Mark.style().name, Kind::Format, Kind::Width),
    (Role::Number.element().kin[0].name, Kind::ParagraphFormat, Kind::Tabs),
    (Role::Signers.style().name, Kind::ParagraphFormat, Kind::Spacing),
    (Role::Signature.style().name, Kind::ParagraphFormat, Kind::Indent),
    (Role::Signature.style().name, Kind::ParagraphFormat, Kind::Spacing),
    (Role::Date.style().name, Kind::ParagraphFormat, Kind::Indent),
    (Role::AnnexNote.element().kin[0].name, Kind::ParagraphFormat, Kind::Indent),
    (Role::AnnexNote.element().kin[1].name, Kind::ParagraphFormat, Kind::Indent),
];

/// The measures that change from one report to another, as the second has them; `revised` is the second as it will
/// stand, with what persons wrote in it.
#[must_use]
pub fn measures(before: &Report, fresh: &Report, revised: &Report, look: &Look) -> Vec<Measure> {
    let [fresh, revised] = [fresh, revised].map(|report| styles::part(look, report));
    let ways = [Signing::Plain, Signing::Seal, Signing::Stamp].map(|by| {
        let signature = Signature { by, ..look.signature };
        (by, styles::part(&Look { signature, ..look.clone() }, before))
    });
    let of = |part: &Element, (style, group, property): (&str, Kind, Kind)| {
        let named = |e: &&Element| e.said(Kind::Name) == Some(style);
        part.elements().find(named)?.get(group)?.get(property).cloned()
    };
    let measure = |place: (&'static str, Kind, Kind)| {
        let (fresh, is) = (of(&fresh, place), of(&revised, place));
        let was = ways.iter().map(|(by, part)| (*by == look.signature.by, of(part, place)));
        // Signed as before, only the texts may have changed it.
        let was = was.filter(|(same, was)| *was != is && !(*same && *was == fresh)).map(|(_, was)| was);
        let (was, (style, group, property)) = (was.collect::<Vec<_>>(), place);
        (!was.is_empty()).then_some(Measure { style, group, property, was, is })
    };
    DECIDED.into_iter().filter_map(measure).collect()
}

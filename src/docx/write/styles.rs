//! The styles of all elements as one part: defaults first, then every style that the document may name.
//!
//! No theme, no latent styles, no numbering: what is said here is all there is, in Word, WPS and LibreOffice alike.

use super::style::{Style, type_of};
use super::{
    addressee, annex, body, chart, head, heading, imprint, mark, note, page_number, section, signature,
    table, title,
};
use crate::docx::kinds::Kind;
use crate::model::element::{Role, elements};
use crate::model::look::Look;
use crate::model::report::Report;
use crate::package::order::arrange;
use crate::package::xml::Element;

/// The namespace of the elements `w:…` (WordprocessingML of ECMA-376, transitional).
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The part `styles.xml`. The report decides the measures that depend on its texts, the
/// look everything else.
pub(super) fn part(look: &Look, report: &Report) -> Element {
    let mut styles = Vec::from(defaults());
    styles.extend(body::styles(look));
    styles.extend(head::styles(look, report));
    styles.extend(mark::styles(look, report));
    styles.push(title::style(look));
    styles.push(addressee::style(look));
    styles.extend(heading::styles(look));
    styles.extend(signature::styles(look, report));
    styles.push(note::style(look, Role::Note.style()));
    styles.extend(imprint::styles(look));
    styles.extend(page_number::styles(look));
    styles.extend(annex::styles(look));
    styles.extend(table::styles(look));
    styles.push(chart::style());
    styles.push(section::style());
    // What no file here draws looks like 附注.
    let drawn = |styles: &[Style], id| styles.iter().any(|style| style.has_id(id));
    for element in elements() {
        let plain = (!drawn(&styles, element.style.id)).then(|| note::style(look, element.style));
        styles.extend(plain);
    }
    let mut root = Kind::Styles
        .element()
        .with("xmlns:w", W)
        .holding(document_defaults(look))
        .holding_all(styles.into_iter().map(Style::element));
    arrange(&mut root);
    root
}

/// What a character has before any style: the body's type, and the languages for proofing and line breaking.
fn document_defaults(look: &Look) -> Element {
    let language =
        Kind::Language.element().with("w:val", "en-US").with("w:eastAsia", "zh-CN").with("w:bidi", "ar-SA");
    let run =
        Kind::Format.element().holding_all(type_of(look, look.body.face, look.body.size)).holding(language);
    Kind::Defaults
        .element()
        .holding(Kind::FormatDefault.element().holding(run))
        .holding(Kind::ParagraphDefault.element())
}

/// The defaults of each type but paragraphs, which is Normal.
fn defaults() -> [Style; 3] {
    [
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("table", "TableNormal", "Normal Table"),
        ("numbering", "NoList", "No List"),
    ]
    .map(|(kind, id, name)| Style::default(kind, id, name).hidden())
}

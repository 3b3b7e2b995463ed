//! A table or paragraph of a document → the paragraphs in it that are blocks of the report: organs side by side and
//! below each other (7.2.4, 7.3.5), 版记 in its table or box (7.4), and the places of an office's own head and foot.
//! Every other table is one block, every other box none.

use std::collections::BTreeMap;
use std::ops::Range;

use super::names::Names;
use super::outline::{Form, OWN_BOOKMARK, hint};
use crate::docx::kinds::Kind;
use crate::docx::views::Paragraph;
use crate::model::element::{self, elements};
use crate::package::spans::{Span, spans};
use crate::package::xml::{Element, XmlFault, parse};

/// The names of the styles of a document in lower case, by their ids.
pub(super) type Styles = BTreeMap<String, String>;

/// The styles of the rules of the box that 版记 stands in where an earlier version wrote it.
const RULES: [&str; 2] = ["版记粗分隔线", "版记细分隔线"];

/// Whether paragraphs in the style of that name are gathered in a table, or in a box.
fn is_gathered(form: Form, style: &str) -> bool {
    let within =
        |element: &'static element::Element| form == Form::Table || element.part == element::Part::Imprint;
    let known = elements().filter(|element| within(element));
    let by_element = known.flat_map(element::Element::styles).any(|known| known.in_table && known.is(style));
    by_element || form != Form::Table && RULES.contains(&style)
}

/// How the lines of 版头 and 版记 begin or end, where a document has no styles of ours.
const COPIES: &str = "抄送：";
const ISSUED: &str = "日印发";
const SIGNERS: &str = "签发人：";

/// A table with more rows than a head or a foot has is none of them.
const MOST_ROWS: usize = 6;

/// The ids of an annex begin so; the bookmark of its table stands in the first cell.
const OF_ANNEX: &str = "annex_";

/// The bytes of the paragraphs that are blocks; none where the table or box is no such one.
pub(super) fn inside(
    form: Form,
    xml: &str,
    span: &Span,
    names: &Names,
    styles: &Styles,
) -> Result<Vec<Range<usize>>, XmlFault> {
    let own = xml.get(span.range.clone()).unwrap_or_default();
    let may = match form {
        Form::Table => {
            let rows =
                own.split("</").filter(|rest| rest.split('>').next().is_some_and(|name| local(name) == "tr"));
            let small = rows.count() <= MOST_ROWS;
            names_style(own, styles) || small && may_be_place(own)
        }
        _ => own.contains(local(Kind::TextBox.name())),
    };
    if !may {
        return Ok(Vec::new());
    }
    // A paragraph is entered only where it is the one that the box is anchored to, the root.
    let tree = spans(own, |name| names.kind(name) != Kind::Paragraph)?;
    let mut found = Vec::new();
    walk(&tree, names, form == Form::Table, &mut found);
    let is_ours = |range: &Range<usize>| {
        let paragraph = parse(own.get(range.clone()).unwrap_or_default());
        paragraph.is_ok_and(|mut paragraph| {
            names.rename(&mut paragraph);
            is_ours(&paragraph, styles, form)
        })
    };
    if !found.iter().any(is_ours) {
        return Ok(Vec::new());
    }
    let from = span.range.start;
    Ok(found.into_iter().map(|range| from + range.start..from + range.end).collect())
}

/// Whether a table names a style of those that are gathered; a look at its characters, before anything is parsed.
fn names_style(xml: &str, styles: &Styles) -> bool {
    let mut ids = styles.iter().filter(|(_, name)| is_gathered(Form::Table, name)).map(|(id, _)| id);
    ids.any(|id| xml.contains(&format!("\"{id}\"")))
}

/// Whether a table may have places of an office's head or foot; a look at its characters too.
fn may_be_place(xml: &str) -> bool {
    [OWN_BOOKMARK, COPIES, "印发", "签发人"].iter().any(|mark| xml.contains(mark))
}

/// The paragraphs below an element, in a table or else in a box; what is drawn twice counts once.
fn walk(span: &Span, names: &Names, within: bool, found: &mut Vec<Range<usize>>) {
    let is = |child: &&Span, kind: Kind| names.kind(&child.name) == kind;
    if is(&span, Kind::Alternate) {
        let chosen = |kind: Kind| span.children.iter().find(|child| is(child, kind));
        if let Some(chosen) = chosen(Kind::Choice).or_else(|| chosen(Kind::Fallback)) {
            walk(chosen, names, within, found);
        }
        return;
    }
    for child in &span.children {
        if is(&child, Kind::Paragraph) {
            found.extend(within.then(|| child.range.clone()));
        } else if !is(&child, Kind::Deleted) && !is(&child, Kind::MovedFrom) {
            walk(child, names, within || is(&child, Kind::TextBox), found);
        }
    }
}

fn is_ours(paragraph: &Element, styles: &Styles, form: Form) -> bool {
    let style = Paragraph(paragraph).style().and_then(|id| styles.get(id));
    if style.is_some_and(|name| is_gathered(form, name)) {
        return true;
    }
    if paragraph.any(&|mark| hint(mark).is_some_and(|id| !id.starts_with(OF_ANNEX))) {
        return true;
    }
    let text = super::pieces::text(&super::pieces::pieces(paragraph, &[Vec::new()], ""));
    let signed = form == Form::Table && text.contains(SIGNERS);
    text.starts_with(COPIES) || text.trim_end().ends_with(ISSUED) || signed
}

/// The name of an element without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

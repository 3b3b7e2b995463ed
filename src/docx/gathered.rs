//! A table or paragraph of a document → the paragraphs in it that are blocks of the report: organs side by side and
//! below each other (7.2.4, 7.3.5), 版记 in its box (7.4). Every other table is one block, every other box none.

use std::collections::BTreeMap;
use std::ops::Range;

use super::names::Names;
use super::outline::{Form, TEXT_BOX};
use crate::package::spans::{Span, spans};
use crate::package::xml::{Element, Fault, parse};

/// The names of the styles of a document in lower case, by their ids.
pub(super) type Styles = BTreeMap<String, String>;

/// The styles of paragraphs that stand side by side in a table.
const IN_TABLE: [&str; 3] = ["联合署名", "联合发文机关标志", "联合发文机关标志之文件"];

/// The styles of paragraphs in the box of 版记.
const IN_BOX: [&str; 4] = ["抄送机关", "印发机关和印发日期", "版记粗分隔线", "版记细分隔线"];

/// How the lines of 版记 begin or end, where a document has lost its styles.
const COPIES: &str = "抄送：";
const ISSUED: &str = "日印发";

/// The bytes of the paragraphs that are blocks; none where the table or box is no such one.
pub(super) fn inside(
    form: Form,
    xml: &str,
    span: &Span,
    names: &Names,
    styles: &Styles,
) -> Result<Vec<Range<usize>>, Fault> {
    let own = xml.get(span.range.clone()).unwrap_or_default();
    let (known, may) = match form {
        Form::Table => (&IN_TABLE[..], names_style(own, styles, &IN_TABLE)),
        _ => (&IN_BOX[..], own.contains(local(TEXT_BOX))),
    };
    if !may {
        return Ok(Vec::new());
    }
    // A paragraph is entered only where it is the one that the box is anchored to, the root.
    let tree = spans(own, |name| names.of_name(name) != "w:p")?;
    let mut found = Vec::new();
    walk(own, &tree, names, form == Form::Table, &mut found);
    let is_ours = |range: &Range<usize>| {
        let paragraph = parse(own.get(range.clone()).unwrap_or_default());
        paragraph.is_ok_and(|mut paragraph| {
            names.rename(&mut paragraph);
            is_ours(&paragraph, styles, known, form)
        })
    };
    if !found.iter().any(is_ours) {
        return Ok(Vec::new());
    }
    let from = span.range.start;
    Ok(found.into_iter().map(|range| from + range.start..from + range.end).collect())
}

/// Whether a part names one of the styles; a look at its characters, before anything is parsed.
fn names_style(xml: &str, styles: &Styles, known: &[&str]) -> bool {
    let mut ids = styles.iter().filter(|(_, name)| known.contains(&name.as_str())).map(|(id, _)| id);
    ids.any(|id| xml.contains(&format!("\"{id}\"")))
}

/// The paragraphs below an element, in a table or else in a box; what is drawn twice counts once.
fn walk(xml: &str, span: &Span, names: &Names, within: bool, found: &mut Vec<Range<usize>>) {
    let is = |child: &&Span, name: &str| names.of_name(&child.name) == name;
    if names.of_name(&span.name) == "mc:AlternateContent" {
        let chosen = |name: &str| span.children.iter().find(|child| is(child, name));
        if let Some(chosen) = chosen("mc:Choice").or_else(|| chosen("mc:Fallback")) {
            walk(xml, chosen, names, within, found);
        }
        return;
    }
    for child in &span.children {
        if is(&child, "w:p") {
            found.extend(within.then(|| child.range.clone()));
        } else if !is(&child, "w:del") && !is(&child, "w:moveFrom") {
            walk(xml, child, names, within || is(&child, TEXT_BOX), found);
        }
    }
}

fn is_ours(paragraph: &Element, styles: &Styles, known: &[&str], form: Form) -> bool {
    let style = paragraph.child("w:pPr").and_then(|properties| properties.child("w:pStyle"));
    let style = style.and_then(|style| styles.get(style.attribute("w:val")?));
    if style.is_some_and(|name| known.contains(&name.as_str())) {
        return true;
    }
    let text = super::pieces::text(&super::pieces::pieces(paragraph, &[Vec::new()], ""));
    form == Form::Paragraph && (text.starts_with(COPIES) || text.trim_end().ends_with(ISSUED))
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

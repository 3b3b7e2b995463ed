//! The package of an office's document → the parts around its text that matter: headers and footers, what kind of
//! document it is, whose properties it has.

use std::collections::BTreeSet;

use crate::docx::edit::Fault;
use crate::docx::kinds::Kind;
use crate::docx::read::names::tree;
use crate::docx::read::open;
use crate::docx::read::outline::Outline;
use crate::docx::views::View;
use crate::package::relations::{Relation, declare, discard, main, related, relations, target, unrelate};
use crate::package::store::Store;
use crate::package::xml::{Element, Node};

/// The content type of the part that a document is in.
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// How many twips a point has.
const TWIPS: f64 = 20.0;

/// The styles that anything in an element names.
pub(super) fn named_styles(element: &Element, found: &mut BTreeSet<String>) {
    let (_, name) = element.name.split_once(':').unwrap_or(("", &element.name));
    if matches!(name, "pStyle" | "rStyle" | "tblStyle") {
        let id = element.attributes.iter().find(|(name, _)| name.ends_with(":val"));
        found.extend(id.map(|(_, id)| id.clone()));
    }
    element.elements().for_each(|child| named_styles(child, found));
}

/// The names of the parts with headers and footers that a part refers to.
pub(super) fn margins(store: &mut Store, part: &str) -> Vec<String> {
    let known = relations(store, part).unwrap_or_default();
    let margins = known.iter().filter(|relation| matches!(relation.word(), "footer" | "header"));
    margins.map(|relation| target(part, relation)).collect()
}

/// A page with the headers and footers that it has from the sections before it. One that follows pages of another kind
/// would have theirs.
pub(super) fn with_references(mut page: Element, sections: &[Element]) -> Element {
    let is_reference =
        |child: &&Element| matches!(child.kind(), Kind::HeaderReference | Kind::FooterReference);
    let before = sections.iter().take_while(|section| **section != page);
    for reference in
        before.collect::<Vec<_>>().into_iter().rev().flat_map(Element::elements).filter(is_reference)
    {
        let same =
            |known: &Element| known.name == reference.name && known.says("type") == reference.says("type");
        if !page.elements().any(same) {
            page.children.insert(0, Node::Element(reference.clone()));
        }
    }
    page
}

/// A page whose grid has lines only: in one of characters those of a text take two cells each. `pitch` is that of lines
/// beside which something stands fast on the sheet, in points: some programs set even exact lines on the grid.
pub(super) fn of_lines(mut page: Element, pitch: Option<f64>) -> Element {
    for grid in page.all_mut(Kind::DocumentGrid) {
        if matches!(grid.says("type"), Some("linesAndChars" | "snapToChars")) {
            grid.set("w:type", "lines");
            grid.attributes.retain(|(name, _)| name != "w:charSpace");
            if let Some(pitch) = pitch {
                grid.set("w:linePitch", format!("{:.0}", pitch * TWIPS));
            }
        }
    }
    page
}

/// Whether a footer or header of the document shows the number of its page.
pub(super) fn is_numbered(store: &mut Store, part: &str) -> bool {
    margins(store, part).iter().any(|part| {
        let text = store.text(part).unwrap_or_default();
        text.split("instr").skip(1).any(|rest| rest.chars().take(40).collect::<String>().contains("PAGE"))
            || text.contains("w:pgNum/")
    })
}

/// Gives the document our properties (title, organ, date of the report), and makes it a document where it is a
/// template.
pub(super) fn introduce(store: &mut Store, fresh: &mut Store, part: &str) -> Result<(), Fault> {
    let known = related(store, "", "core-properties")?;
    if let (Some(name), Some(ours)) = (known, related(fresh, "", "core-properties")?) {
        let bytes = fresh.bytes(&ours)?;
        store.put(&name, bytes);
    }
    retype(store, part)
}

/// The content types of templates and of documents with macros.
const OTHERS: [&str; 3] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
];

/// What leads from a document to its macros, and to what calls them.
const MACROS: [&str; 4] = ["vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars"];

/// A template's part says that it is one, and a document with macros has them: neither goes with a report.
fn retype(store: &mut Store, part: &str) -> Result<(), Fault> {
    const TYPES: &str = "[Content_Types].xml";
    let text = store.text(TYPES)?;
    if let Some(other) = OTHERS.into_iter().find(|other| text.contains(other)) {
        store.put(TYPES, text.replace(other, DOCUMENT).into_bytes());
    }
    declare(store, part, DOCUMENT)?;
    let is_macro = |relation: &Relation| MACROS.contains(&relation.word());
    for relation in relations(store, part)?.into_iter().filter(|relation| is_macro(relation)) {
        let gone = target(part, &relation);
        for inner in relations(store, &gone)?.into_iter().filter(|inner| is_macro(inner)) {
            discard(store, &target(&gone, &inner))?;
        }
        discard(store, &gone)?;
    }
    unrelate(store, part, is_macro)?;
    Ok(())
}

/// The lines of a document as `line` gives those of a block, a header or a footer.
pub(super) fn lines_of(
    document: &[u8],
    line: impl Fn(&Element) -> Vec<String>,
) -> Result<Vec<String>, Fault> {
    let mut store = open(document)?;
    let part = main(&mut store)?;
    let outline = Outline::whole(store.text(&part)?)?;
    let mut found = Vec::new();
    for block in &outline.blocks {
        found.extend(line(&outline.tree(block)?));
    }
    for margin in margins(&mut store, &part) {
        found.extend(line(&tree(&store.text(&margin)?)?));
    }
    Ok(found)
}

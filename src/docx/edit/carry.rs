//! Pictures, charts, headers and links that a grafted block names → copies in the document's package, under free
//! names, with the parts that those name in turn.

use std::collections::BTreeMap;

use super::fresh::Fresh;
use crate::docx::edit::{Editor, Fault};
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::package::open::folder;
use crate::package::relations::{
    Relation, declare, discard, relate, relate_as, relations, target, type_of, unrelate,
};
use crate::package::store::Store;
use crate::package::xml::Element;

/// Copies what the block names by relationships, and gives it the ids of the copies.
pub(in crate::docx) fn carry(
    editor: &mut Editor,
    fresh: &mut Fresh,
    tree: &mut Element,
) -> Result<(), Fault> {
    let mut ids = Vec::new();
    named(tree, &mut ids);
    if !ids.is_empty() {
        let known = relations(&mut fresh.store, &fresh.part)?;
        let mut copies = BTreeMap::new();
        let mut new = BTreeMap::new();
        for relation in known.iter().filter(|relation| ids.contains(&relation.id)) {
            let (from, to) = (&mut fresh.store, &mut editor.store);
            let id = copy(from, &fresh.part, to, &editor.part, relation, &mut copies)?;
            new.insert(relation.id.clone(), id);
        }
        rename(tree, &new);
    }
    number_drawings(tree, &mut editor.pen);
    Ok(())
}

/// Copies what a relationship leads to; gives the id of the new relationship.
fn copy(
    from: &mut Store,
    from_part: &str,
    to: &mut Store,
    to_part: &str,
    relation: &Relation,
    copies: &mut BTreeMap<String, String>,
) -> Result<String, Fault> {
    if relation.external {
        return Ok(relate_as(to, to_part, &relation.kind, &relation.target, true)?);
    }
    let source = target(from_part, relation);
    let copy = match copies.get(&source) {
        Some(copy) => copy.clone(),
        None => {
            let copy = copy_part(from, &source, to, copies)?;
            for inner in relations(from, &source)? {
                let id = self::copy(from, &source, to, &copy, &inner, copies)?;
                rename_in(to, &copy, &inner.id, &id)?;
            }
            copy
        }
    };
    Ok(relate_as(to, to_part, &relation.kind, &format!("/{copy}"), false)?)
}

fn copy_part(
    from: &mut Store,
    source: &str,
    to: &mut Store,
    copies: &mut BTreeMap<String, String>,
) -> Result<String, Fault> {
    let file = source.get(folder(source).len()..).unwrap_or_default();
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "xml"));
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = to.free_name(&format!("{}{stem}", folder(source)), extension);
    to.put(&name, from.bytes(source)?);
    if let Some(content_type) = type_of(from, source)? {
        declare(to, &name, &content_type)?;
    }
    copies.insert(source.to_owned(), name.clone());
    Ok(name)
}

/// Adds a part of the same kind as another that the text is related to; gives the id of its relationship.
pub(super) fn beside(
    store: &mut Store,
    part: &str,
    source: &str,
    word: &str,
    bytes: Vec<u8>,
) -> Result<String, Fault> {
    let (stem, extension) = source.rsplit_once('.').unwrap_or((source, "xml"));
    let name = store.free_name(stem.trim_end_matches(|c: char| c.is_ascii_digit()), extension);
    store.put(&name, bytes);
    if let Some(content_type) = type_of(store, source)? {
        declare(store, &name, &content_type)?;
    }
    Ok(relate(store, part, word, &name)?)
}

/// Gives a relationship another id where a copied part names it.
fn rename_in(store: &mut Store, part: &str, old: &str, new: &str) -> Result<(), Fault> {
    let Ok(text) = store.text(part) else { return Ok(()) };
    store.put(part, text.replace(&format!("=\"{old}\""), &format!("=\"{new}\"")).into_bytes());
    Ok(())
}

/// The ids of relationships that an element names.
pub(super) fn named(element: &Element, ids: &mut Vec<String>) {
    let of = element.attributes.iter().filter(|(name, _)| name.starts_with("r:"));
    ids.extend(of.map(|(_, id)| id.clone()));
    element.elements().for_each(|child| named(child, ids));
}

fn rename(element: &mut Element, ids: &BTreeMap<String, String>) {
    for (_, id) in element.attributes.iter_mut().filter(|(name, _)| name.starts_with("r:")) {
        ids.get(id).into_iter().for_each(|new| id.clone_from(new));
    }
    element.elements_mut().for_each(|child| rename(child, ids));
}

/// Takes away what only blocks that are gone named: relationships, and parts that nothing else leads to.
pub(super) fn release(editor: &mut Editor, xml: &str) -> Result<(), Fault> {
    let gone: Vec<String> = std::mem::take(&mut editor.released)
        .into_iter()
        .filter(|id| !xml.contains(&format!("\"{id}\"")))
        .collect();
    let (store, part) = (&mut editor.store, editor.part.as_str());
    let known = relations(store, part)?;
    let leaving: Vec<&Relation> = known.iter().filter(|relation| gone.contains(&relation.id)).collect();
    unrelate(store, part, |relation| gone.contains(&relation.id))?;
    for relation in leaving.into_iter().filter(|relation| !relation.external) {
        discard_unnamed(store, &target(part, relation), 0)?;
    }
    Ok(())
}

/// Parts name parts no deeper than this.
const DEEPEST: usize = 8;

/// Takes a part out that no relationship leads to any more, and what only it named.
fn discard_unnamed(store: &mut Store, part: &str, depth: usize) -> Result<(), Fault> {
    let file = part.get(folder(part).len()..).unwrap_or_default();
    let rels: Vec<String> = store.names().filter(|name| name.ends_with(".rels")).map(str::to_owned).collect();
    for name in rels {
        if store.text(&name)?.contains(file) {
            return Ok(());
        }
    }
    let inner = relations(store, part)?;
    discard(store, part)?;
    for relation in inner.iter().filter(|relation| !relation.external && depth < DEEPEST) {
        discard_unnamed(store, &target(part, relation), depth + 1)?;
    }
    Ok(())
}

/// Gives the drawings in an element numbers (`wp:docPr`) that nothing else in the document has.
fn number_drawings(element: &mut Element, pen: &mut super::pen::Pen) {
    if element.is(Kind::DrawingName) {
        element.set("id", pen.number());
    }
    element.elements_mut().for_each(|child| number_drawings(child, pen));
}

//! Styles that a grafted block names → those of the same name in the document; what it lacks comes along.
//!
//! Programs number the ids of styles anew when they save, so a name is what a style is known by. Where the document
//! has the name, its own definition holds: a person may have changed it.

use std::collections::BTreeMap;

use super::fresh::Fresh;
use crate::docx::edit::{Editor, Fault};
use crate::docx::kinds::Kind;
use crate::docx::read::names::bound;
use crate::docx::views::View;
use crate::package::open::folder;
use crate::package::relations::{declare, relate, related};
use crate::package::spans::append;
use crate::package::xml::{Element, Node};

/// The name of the style that sets digits and Latin letters apart.
pub(super) const LATIN: &str = "数字和西文";

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";

/// The elements that name a style by its id.
const NAMING: [Kind; 3] = [Kind::ParagraphStyle, Kind::RunStyle, Kind::TableStyle];

/// The id of the style of a name.
pub(super) fn named(styles: &BTreeMap<String, String>, name: &str) -> Option<String> {
    styles.iter().find_map(|(id, known)| (known == name).then(|| id.clone()))
}

/// Gives the styles that a grafted element names their ids in the document.
pub(in crate::docx) fn map(editor: &mut Editor, fresh: &Fresh, element: &mut Element) {
    if NAMING.contains(&element.kind())
        && let Some(id) = element.val().map(str::to_owned)
        && let Some(id) = mapped(editor, fresh, &id)
    {
        element.set_val(id);
    }
    element.elements_mut().for_each(|child| map(editor, fresh, child));
}

/// The id in the document of a style of the fresh report.
fn mapped(editor: &mut Editor, fresh: &Fresh, id: &str) -> Option<String> {
    let name = fresh.styles.get(id)?;
    if let Some(known) = named(&editor.styles, name) {
        return Some(known);
    }
    let mut style = fresh.style(id)?.clone();
    let numbered = (2..).map(|number: u32| format!("{id}{number}"));
    let new = [id.to_owned()].into_iter().chain(numbered).find(|id| !editor.styles.contains_key(id))?;
    editor.styles.insert(new.clone(), name.clone());
    style.set("w:styleId", &new);
    // The document has its own default of each type.
    style.attributes.retain(|(name, _)| name != "w:default");
    style.children.retain_mut(|node| match node {
        Node::Element(child) => match child.kind() {
            Kind::BasedOn => follow(child, child.val().and_then(|id| mapped(editor, fresh, id))),
            Kind::Next | Kind::Link => {
                let name = child.val().and_then(|id| fresh.styles.get(id));
                follow(child, name.and_then(|name| named(&editor.styles, name)))
            }
            _ => true,
        },
        _ => false,
    });
    editor.new_styles.push(style);
    Some(new)
}

fn follow(link: &mut Element, id: Option<String>) -> bool {
    let known = id.is_some();
    id.into_iter().for_each(|id| link.set_val(id));
    known
}

/// Writes the styles that came along into their part, which is made where there is none.
pub(super) fn add(editor: &mut Editor) -> Result<(), Fault> {
    if editor.new_styles.is_empty() {
        return Ok(());
    }
    let styles: String = editor.new_styles.iter().map(Element::to_xml).collect();
    let known = related(&mut editor.store, &editor.part, "styles")?;
    let store = &mut editor.store;
    let name = match known {
        Some(name) => name,
        None => {
            let name = store.free_name(&format!("{}styles", folder(&editor.part)), "xml");
            relate(store, &editor.part, "styles", &name)?;
            declare(store, &name, CONTENT_TYPE)?;
            let root = Kind::Styles.element().with("xmlns:w", editor.outline.names.namespace());
            store.put(&name, root.to_part().into_bytes());
            name
        }
    };
    let text = append(&bound(store.text(&name)?)?, &styles)?;
    store.put(&name, text.into_bytes());
    Ok(())
}

//! The styles that the report names → in the part of styles of an office's document. What stays of that keeps its look.

use std::collections::BTreeMap;

use super::Letterhead;
use super::definitions::{self, Definitions, Origin};
use crate::docx::edit::{Editor, Fault, Fresh};
use crate::docx::kinds::Kind;
use crate::docx::read::names::bound;
use crate::docx::read::style_names;
use crate::docx::views::{View, value};
use crate::model::report::Role;
use crate::package::relations::related;
use crate::package::spans::{append, replaced, spans};
use crate::package::xml::Element;

/// What follows the name and the id of a style of the office's that gives its own to ours.
const KEPT: [&str; 2] = [" 版式", "Letterhead"];

/// What was done with the styles that the report names.
#[derive(Debug, Default)]
pub(super) struct Restyled {
    /// Where the look of each element comes from.
    pub(super) origins: BTreeMap<Role, Origin>,
    /// The ids that styles of the office's have now, by those that they had.
    pub(super) moved: BTreeMap<String, String>,
}

/// The font of Chinese characters that our text has by default.
pub(super) fn font(definitions: &Element) -> Option<String> {
    let mut styles = definitions.all(Kind::Style);
    let normal =
        styles.find(|style| style.says("default").is_some() && style.says("type") == Some("paragraph"))?;
    normal.get(Kind::Format)?.get(Kind::Fonts)?.says("eastAsia").map(str::to_owned)
}

impl Restyled {
    /// Lets what stays of the document name its styles as they are called now.
    pub(super) fn follow(&self, element: &mut Element) {
        if element.is(Kind::ParagraphStyle)
            && let Some(id) = element.val().and_then(|id| self.moved.get(id)).cloned()
        {
            element.set_val(id);
        }
        element.elements_mut().for_each(|child| self.follow(child));
    }
}

impl Letterhead<'_> {
    /// Gives the document the styles that the report names.
    pub(super) fn define(&self, editor: &mut Editor, fresh: &Fresh) -> Result<Restyled, Fault> {
        let ids = definitions::ids(&fresh.definitions, &self.sheet);
        let (sheet, samples, used) = (&self.sheet, &self.samples.found, &self.used);
        let made = Definitions { sheet, samples, used, ours: &fresh.definitions, ids: &ids };
        let (mut defined, origins) = made.all();
        let (moved, kept) = self.kept(&defined);
        defined.extend(kept.into_iter().map(|style| (None, style)));
        let restyled = Restyled { origins, moved };
        let Some(name) = related(&mut editor.store, &editor.part, "styles")? else {
            // Without a part of styles there is none to be changed; the new ones make one.
            editor.new_styles.extend(defined.into_iter().map(|(_, style)| style));
            return Ok(restyled);
        };
        let text = bound(editor.store.text(&name)?)?;
        let root = spans(&text, |_| false)?;
        let (mut changes, mut new) = (Vec::new(), String::new());
        for (there, style) in defined {
            let place = there.and_then(|id| {
                let mut places = root.children.iter();
                places.find(|span| text.get(span.tag.clone()).is_some_and(|tag| has_id(tag, &id)))
            });
            match place {
                Some(span) => changes.push((span.range.clone(), style.to_xml())),
                None => new += &style.to_xml(),
            }
        }
        let text = append(&replaced(&text, changes), &new)?;
        editor.store.put(&name, text.into_bytes());
        editor.styles = style_names(&mut editor.store, &editor.part)?;
        Ok(restyled)
    }

    /// Styles of the office's that give their names to ours although head or foot are set in them: as they are, under
    /// names of their own.
    fn kept(&self, defined: &definitions::Defined) -> (BTreeMap<String, String>, Vec<Element>) {
        let gone = defined.iter().filter_map(|(there, _)| there.as_deref());
        let kept = gone.filter(|id| self.stays.contains(*id)).filter_map(|id| {
            let mut style = self.sheet.style(id)?.clone();
            let new = format!("{id}{}", KEPT[1]);
            let name = format!("{}{}", style.said(Kind::Name).unwrap_or_default(), KEPT[0]);
            style.attributes.retain(|(name, _)| name != "w:default");
            style.keep(|child| !matches!(child.kind(), Kind::Name | Kind::Link | Kind::Next));
            style.set("w:styleId", new.as_str());
            style.set("w:customStyle", "1");
            style.push(value(Kind::Name, name));
            style.arrange();
            Some(((id.to_owned(), new), style))
        });
        kept.unzip()
    }
}

/// Whether the tag of a style has this id.
fn has_id(tag: &str, id: &str) -> bool {
    tag.contains(&format!("styleId=\"{id}\"")) || tag.contains(&format!("styleId='{id}'"))
}

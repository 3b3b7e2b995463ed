//! The styles of a document → names that say nothing of an office or a person, where they are not Word's or ours.

use std::collections::BTreeMap;

use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::model::element::elements;
use crate::package::xml::Element;
use crate::text::pattern::Pattern;

/// The names of Word's own styles, in the words that they are made of.
static BUILT_IN: Pattern = Pattern::new(
    "(?i)^(normal|heading|title|subtitle|header|footer|caption|index|toc|toa|footnote|endnote|annotation|page|line|\
     number|text|reference|subject|list|bullet|continue|body|first|indent|plain|date|salutation|signature|closing|\
     hyperlink|followedhyperlink|strong|emphasis|quote|intense|subtle|table|grid|web|simple|classic|colorful|columns|\
     contemporary|elegant|professional|theme|no|spacing|default|paragraph|font|balloon|document|map|block|envelope|\
     address|return|macro|message|note|of|figures|authorities|html|acronym|cite|code|definition|keyboard|\
     preformatted|sample|typewriter|variable|light|medium|dark|shading|accent|book|bibliography|placeholder|mention|\
     unresolved|smart|link|hashtag|revision|e-mail|outline|visited|internet|anchor|frame|contents|standard|char|\
     paragraph|[0-9a-f]{1,2}|[ ()/&-])+$",
);
/// What names a style by its id.
const NAMING: [Kind; 9] = [
    Kind::ParagraphStyle,
    Kind::RunStyle,
    Kind::TableStyle,
    Kind::BasedOn,
    Kind::Next,
    Kind::Link,
    Kind::StyleLink,
    Kind::ListStyle,
    Kind::TableDefault,
];

/// The new ids and names of styles, by the old ones.
#[derive(Debug, Default)]
pub(super) struct Styles {
    ids: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
}

impl Styles {
    pub(super) fn of(root: &Element) -> Self {
        let mut styles = Styles::default();
        for style in root.all(Kind::Style) {
            let name = style.said(Kind::Name).unwrap_or_default();
            if is_ours(name) || BUILT_IN.is_match(name) {
                continue;
            }
            let number = styles.ids.len() + 1;
            styles.ids.extend(style.style_id().map(|id| (id.to_owned(), format!("cw{number}"))));
            styles.names.insert(name.to_owned(), format!("样式{number}"));
        }
        styles
    }

    /// The new name of a style by its old one; `None` when it keeps its name.
    pub(super) fn name(&self, old: &str) -> Option<&str> {
        self.names.get(old).map(String::as_str)
    }

    /// Gives an element, and what is inside, the new names.
    pub(super) fn rename(&self, element: &mut Element) {
        let kind = element.kind();
        let known = if kind == Kind::Name { &self.names } else { &self.ids };
        if kind == Kind::Style {
            let new = element.style_id().and_then(|old| known.get(old)).cloned();
            new.into_iter().for_each(|new| element.set("w:styleId", new));
        } else if kind == Kind::Name || NAMING.contains(&kind) {
            let new = element.val().and_then(|old| known.get(old)).cloned();
            new.into_iter().for_each(|new| element.set_val(new));
        }
        element.elements_mut().for_each(|child| self.rename(child));
    }
}

fn is_ours(name: &str) -> bool {
    elements().any(|element| element.has_style(name) || element.names.contains(&name))
}

//! The names in a part of somebody else's → the customary ones (`w:p`), whatever prefixes and namespaces it uses.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::docx::kinds::Kind;
use crate::package::spans::{Span, spans};
use crate::package::xml::{Element, Node, XmlFault, parse};

/// The namespaces whose names we must know, with their customary prefixes; the strict ones beside the usual.
const KNOWN: [(&str, &str); 5] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
];

/// What the prefixes of a part mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::docx) struct Names {
    /// Prefixes (`""` for names without one) and the customary ones that they stand for.
    prefixes: BTreeMap<String, &'static str>,
    /// Customary prefixes with their namespaces that the root has to bind before we may write them.
    unbound: Vec<(&'static str, String)>,
    /// Whether the namespaces are those of strict documents.
    strict: bool,
    /// Whether all prefixes are the customary ones, so that nothing has to be renamed.
    customary: bool,
}

impl Names {
    /// The names of a part, by the tag that opens its root.
    ///
    /// # Errors
    /// When the root gives a customary prefix another meaning.
    pub(in crate::docx) fn of(root: &Element) -> Result<Self, XmlFault> {
        let mut names = Names { customary: true, ..Names::default() };
        names.bind(root);
        names.strict = root.attributes.iter().any(|(name, value)| is_binding(name) && value == KNOWN[1].0);
        let bound = |prefix: &str| root.attribute(&format!("xmlns:{prefix}"));
        for (namespace, prefix) in KNOWN {
            let used = root.attributes.iter().any(|(name, value)| is_binding(name) && value == namespace);
            match bound(prefix) {
                None if used => names.unbound.push((prefix, namespace.to_owned())),
                Some(other) if meaning(other) != Some(prefix) => {
                    return Err(XmlFault::Prefix { prefix, other: other.to_owned() });
                }
                _ => (),
            }
        }
        Ok(names)
    }

    /// The customary name for one in the part.
    pub(in crate::docx) fn of_name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.prefixes.get(prefix) {
            Some(customary) if *customary != prefix => Cow::Owned(format!("{customary}:{local}")),
            _ => Cow::Borrowed(name),
        }
    }

    /// What an element of that name in the part is.
    pub(in crate::docx) fn kind(&self, name: &str) -> Kind {
        Kind::of(&self.of_name(name))
    }

    /// Gives an element of the part, and what is inside, the customary names.
    pub(in crate::docx) fn rename(&self, element: &mut Element) {
        let inner = element.attributes.iter().any(|(name, _)| is_binding(name)).then(|| {
            let mut inner = self.clone();
            inner.bind(element);
            inner
        });
        let names = inner.as_ref().unwrap_or(self);
        if !names.customary {
            element.name = names.of_name(&element.name).into_owned();
            for (name, _) in element.attributes.iter_mut().filter(|(name, _)| !is_binding(name)) {
                // An attribute without a prefix is in no namespace.
                if name.contains(':') {
                    *name = names.of_name(name).into_owned();
                }
            }
        }
        element.elements_mut().for_each(|child| names.rename(child));
    }

    /// The namespace of WordprocessingML in this part: strict documents have another.
    pub(in crate::docx) fn namespace(&self) -> &'static str {
        if self.strict { KNOWN[1].0 } else { KNOWN[0].0 }
    }

    /// The bindings that the tag of the root lacks for what we write, as attributes.
    pub(super) fn missing(&self) -> String {
        let bindings =
            self.unbound.iter().map(|(prefix, namespace)| format!(" xmlns:{prefix}=\"{namespace}\""));
        bindings.collect()
    }

    fn bind(&mut self, element: &Element) {
        for (name, namespace) in &element.attributes {
            let prefix = if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") };
            let Some(prefix) = prefix else { continue };
            match meaning(namespace) {
                Some(customary) => {
                    self.customary &= customary == prefix;
                    self.prefixes.insert(prefix.to_owned(), customary);
                }
                None => drop(self.prefixes.remove(prefix)),
            }
        }
    }
}

/// The tree of a part in the customary names.
///
/// # Errors
/// When the part is not well-formed, or gives a customary prefix another meaning.
pub(in crate::docx) fn tree(part: &str) -> Result<Element, XmlFault> {
    let mut root = parse(part)?;
    Names::of(&root)?.rename(&mut root);
    Ok(root)
}

/// The part with the bindings that the customary names in it need.
///
/// # Errors
/// When the part is not well-formed, or gives a customary prefix another meaning.
pub(in crate::docx) fn bound(part: String) -> Result<String, XmlFault> {
    let (tag, names) = root(&part)?;
    let missing = names.missing();
    if missing.is_empty() {
        return Ok(part);
    }
    let end = tag.end - if part.get(..tag.end).is_some_and(|head| head.ends_with("/>")) { 2 } else { 1 };
    let (head, rest) = part.split_at_checked(end).ok_or(XmlFault::CutShort)?;
    Ok(format!("{head}{missing}{rest}"))
}

/// The tag that opens the root of a part, and what the names in the part mean.
pub(in crate::docx) fn root(part: &str) -> Result<(Range<usize>, Names), XmlFault> {
    let first = spans(part, |_| false)?;
    let names = Names::of(&opened(part, &first)?)?;
    Ok((first.tag, names))
}

/// The element of a span with its attributes, without what is inside.
pub(super) fn opened(part: &str, span: &Span) -> Result<Element, XmlFault> {
    let mut tag = part.get(span.tag.clone()).unwrap_or_default().to_owned();
    if !tag.ends_with("/>") {
        tag.insert(tag.len().saturating_sub(1), '/');
    }
    parse(&tag)
}

/// The bytes of the elements of a part that these ways lead to; `root` is the tree of the part.
///
/// # Errors
/// When the part is not well-formed.
pub(in crate::docx) fn ranges(
    part: &str,
    root: &Element,
    ways: &[&[usize]],
) -> Result<Vec<Range<usize>>, XmlFault> {
    let all = spans(part, |_| true)?;
    let range = |way: &&[usize]| {
        let (mut span, mut element) = (&all, root);
        for place in *way {
            let before = element.children.get(..*place)?;
            let number = before.iter().filter(|node| matches!(node, Node::Element(_))).count();
            (span, element) = (span.children.get(number)?, element.at(&[*place])?);
        }
        Some(span.range.clone())
    };
    ways.iter().map(range).collect::<Option<_>>().ok_or(XmlFault::CutShort)
}

/// Whether an element has a name, whatever its prefix: for parts of other namespaces.
pub(super) fn is_local(element: &Element, name: &str) -> bool {
    element.name.rsplit(':').next() == Some(name)
}

/// The first element of a name below another, whatever its prefix.
pub(super) fn below<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    if is_local(element, name) {
        return Some(element);
    }
    element.elements().find_map(|child| below(child, name))
}

fn meaning(namespace: &str) -> Option<&'static str> {
    KNOWN.iter().find_map(|(known, prefix)| (*known == namespace).then_some(*prefix))
}

fn is_binding(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const W: &str = KNOWN[0].0;

    #[test]
    fn other_prefixes_become_the_customary_ones() {
        let part =
            format!("<d xmlns=\"{W}\" xmlns:n=\"{W}\" xmlns:m=\"other\"><p n:x=\"1\" y=\"2\"><m:q/></p></d>");
        let mut root = parse(&part).unwrap();
        let names = Names::of(&root).unwrap();
        names.rename(&mut root);
        assert_eq!(root.elements().next().unwrap().to_xml(), "<w:p w:x=\"1\" y=\"2\"><m:q/></w:p>");
        assert_eq!(names.missing(), format!(" xmlns:w=\"{W}\""));
    }

    #[test]
    fn customary_names_stay() {
        let part = format!("<w:d xmlns:w=\"{W}\"><w:p><a xmlns=\"x\" b=\"1\"/></w:p></w:d>");
        let mut root = parse(&part).unwrap();
        let names = Names::of(&root).unwrap();
        names.rename(&mut root);
        assert_eq!(root.to_xml(), part);
        assert_eq!(names.missing(), "");
        assert!(Names::of(&parse("<a xmlns:w=\"else\"/>").unwrap()).is_err());
    }
}

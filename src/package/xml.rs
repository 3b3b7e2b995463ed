//! Turns the XML of a part into a tree that loses nothing, and the tree back into the same XML.
//!
//! Names keep their prefixes (`w:p`) as written: office programs all write the customary ones.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements deeper than this are refused, so that a forged part cannot exhaust the stack.
pub(super) const DEEPEST: usize = 256;

/// One element with its attributes and everything in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// The name with its prefix (`w:p`), as it stands in the part.
    pub name: String,
    /// The attributes in order, names with their prefixes, values unescaped.
    pub attributes: Vec<(String, String)>,
    /// Elements, characters and comments inside, in order.
    pub children: Vec<Node>,
}

/// One thing that stands inside an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element inside it.
    Element(Element),
    /// Characters, with references resolved (`&` for `&amp;`).
    Text(String),
    /// A comment or processing instruction, delimiters included.
    Verbatim(String),
}

pub use crate::finding::XmlFault;

impl From<quick_xml::Error> for XmlFault {
    fn from(error: quick_xml::Error) -> Self {
        XmlFault::Malformed(error.to_string())
    }
}

impl From<quick_xml::events::attributes::AttrError> for XmlFault {
    fn from(error: quick_xml::events::attributes::AttrError) -> Self {
        XmlFault::Malformed(error.to_string())
    }
}

impl Element {
    /// An element of this name without attributes and content.
    pub fn new(name: &str) -> Self {
        Element { name: name.to_owned(), ..Element::default() }
    }

    /// The element with one more attribute behind the others.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }

    /// The element with one more child behind the others.
    pub fn holding(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The element with more children behind the others.
    pub fn holding_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The element with characters at its end.
    pub fn saying(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    /// The value of an attribute, by its name with the prefix; `None` when it is not there.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    /// The child elements in order, none deeper.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Verbatim(_) => None,
        })
    }

    /// The child elements, in order, to be changed.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Verbatim(_) => None,
        })
    }

    /// The characters directly inside, none of inner elements.
    pub fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) | Node::Verbatim(_) => None,
        });
        texts.collect()
    }

    /// The element as the only one of a part, with the declaration before it.
    pub fn to_part(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        write(self, &mut out);
        out
    }

    /// The element as it stands inside a part.
    pub fn to_xml(&self) -> String {
        let mut out = String::new();
        write(self, &mut out);
        out
    }

    /// Whether it or anything inside fulfils a condition.
    pub fn any(&self, condition: &dyn Fn(&Element) -> bool) -> bool {
        condition(self) || self.elements().any(|child| child.any(condition))
    }

    /// Gives an attribute a value, whether it is there or not.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        match self.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, before)) => *before = value.into(),
            None => self.attributes.push((name.to_owned(), value.into())),
        }
    }

    /// The first child element of a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| child.name == name)
    }

    /// The element that a path of places among the children leads to.
    pub fn at(&self, path: &[usize]) -> Option<&Element> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        match self.children.get(*first)? {
            Node::Element(child) => child.at(rest),
            Node::Text(_) | Node::Verbatim(_) => None,
        }
    }

    /// The element that a path of places among the children leads to, to be changed.
    pub fn at_mut(&mut self, path: &[usize]) -> Option<&mut Element> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        match self.children.get_mut(*first)? {
            Node::Element(child) => child.at_mut(rest),
            Node::Text(_) | Node::Verbatim(_) => None,
        }
    }
}

impl Node {
    /// The element that it is; `None` for characters and comments.
    #[must_use]
    pub fn into_element(self) -> Option<Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Verbatim(_) => None,
        }
    }
}

/// Reads a part. A document type declaration is refused: no office program writes one.
///
/// # Errors
/// When the part is not well-formed, or nested too deeply.
pub fn parse(part: &str) -> Result<Element, XmlFault> {
    let mut reader = Reader::from_str(part.strip_prefix('\u{feff}').unwrap_or(part));
    // The first of the open elements holds the root as its child.
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event()? {
            Event::Start(tag) if open.len() <= DEEPEST => open.push(opened(&tag)?),
            Event::Start(_) => return Err(XmlFault::TooDeep),
            Event::Empty(tag) => put(&mut open, Node::Element(opened(&tag)?)),
            Event::End(_) => {
                let closed = open.pop().unwrap_or_default();
                put(&mut open, Node::Element(closed));
            }
            Event::Text(text) => put_text(&mut open, &text.xml10_content()),
            Event::CData(text) => put_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => put_text(&mut open, &resolved(&reference)?),
            Event::Comment(text) => put(&mut open, Node::Verbatim(format!("<!--{}-->", text.as_ref()))),
            Event::PI(text) => put(&mut open, Node::Verbatim(format!("<?{}?>", text.as_ref()))),
            Event::DocType(_) => return Err(XmlFault::DocType),
            Event::Decl(_) => {}
            Event::Eof => return root(open),
        }
    }
}

/// The root element, once everything that was opened is closed. Errs when something is open or there is no root.
fn root(mut open: Vec<Element>) -> Result<Element, XmlFault> {
    let bottom = open.pop().filter(|_| open.is_empty());
    let mut elements = bottom.into_iter().flat_map(|bottom| bottom.children);
    let root = elements.find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) | Node::Verbatim(_) => None,
    });
    root.ok_or(XmlFault::CutShort)
}

fn opened(tag: &BytesStart<'_>) -> Result<Element, XmlFault> {
    let mut element = Element::new(tag.name().as_ref());
    for attribute in tag.attributes() {
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(element)
}

fn put(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// Adds characters, to the text before them where there is one: a reference splits a text.
fn put_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

/// The characters that a reference stands for: a number or one of the five names.
fn resolved(reference: &BytesRef<'_>) -> Result<String, XmlFault> {
    if let Some(character) = reference.resolve_char_ref()? {
        return Ok(character.to_string());
    }
    let name = reference.xml10_content();
    let text = resolve_predefined_entity(&name);
    text.map(str::to_owned).ok_or_else(|| XmlFault::NoEntity(name.into_owned()))
}

fn write(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(element) => write(element, out),
            Node::Text(text) => escape(text, out),
            Node::Verbatim(text) => out.push_str(text),
        }
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

/// Escapes for text and attributes alike. Control characters are written as references, since a reader would
/// turn them into spaces or line feeds.
pub(crate) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
}

/// The text without the characters that XML 1.0 cannot hold, not even as references.
pub fn holdable(text: &str) -> String {
    let forbidden = |character: char| matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|character| !forbidden(*character)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_writes_what_was_read() {
        let part = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
            <a x=\"1 &amp; &lt;2&gt; &quot;&#10;\" w:y=\"三\"><!-- c --><b/>甲&amp;乙 <?p i?><b> </b></a>";
        assert_eq!(parse(part).unwrap().to_part(), part);
    }

    #[test]
    fn references_become_characters() {
        let root = parse("<a>&#x4e00;&lt;<![CDATA[<&]]>&amp;</a>").unwrap();
        assert_eq!(root.children, [Node::Text("一<<&&".to_owned())]);
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for part in ["", "<a>", "<a></b>", "<a>&x;</a>", "<!DOCTYPE a><a/>", "<a x='1' x='2'/>", "text"] {
            assert!(parse(part).is_err(), "{part}");
        }
        assert!(parse(&"<a>".repeat(100_000)).is_err());
    }

    #[test]
    fn control_characters_are_dropped() {
        assert_eq!(holdable("甲\u{0}\u{b}乙\t\u{ffff}\n"), "甲乙\t\n");
    }
}

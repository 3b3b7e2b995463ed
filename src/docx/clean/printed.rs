//! The tree of a part → the same with nothing in it but what is printed, in the customary names.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::{Fate, Group, Value, group};
use super::{Left, LeftOut};
use crate::docx::kinds::Kind;
use crate::docx::views::{Run, View};
use crate::package::xml::{Element, Node};

/// The namespaces of references to other parts.
const REFERENCES: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];
const COMPATIBILITY: &str = "mc";
/// Prefixes of what programs that do not know it have to pass over.
const IGNORABLE: [&str; 4] = ["w14", "w15", "w16se", "wp14"];
/// Pictures: without the reference to their part they show nothing.
const PICTURES: [&str; 2] = ["a:blip", "v:imagedata"];
/// Shapes of the old kind that Word numbers itself.
const NUMBERED: &str = "_x0000_";

/// What a part is cleaned with, and what comes of it.
pub(super) struct Printed<'l> {
    /// The references of the part, and those of the part that this one belongs to.
    pub(super) links: Links,
    owner: &'l mut Links,
    /// Whether the part holds settings alone, so what is not known in it is not printed either.
    plain: bool,
    pub(super) left: Vec<Left>,
    /// What the prefixes mean, the innermost last.
    scope: Vec<(String, String)>,
    /// The customary prefixes that were written, with their namespaces.
    written: BTreeMap<&'static str, String>,
    /// The ids of shapes of the old kind, with their new ones.
    shapes: BTreeMap<String, String>,
}

/// A name that is known: its group, its namespace, the name without its prefix.
type Known<'n> = (&'static Group, String, &'n str);

/// The references of a part: those that may stay, and the new ids of those that were met.
#[derive(Default)]
pub(super) struct Links {
    pub(super) may: BTreeSet<String>,
    pub(super) met: BTreeMap<String, String>,
}

impl Links {
    /// The new id of a reference; none of one that may not stay.
    pub(super) fn meet(&mut self, id: &str) -> Option<String> {
        let next = format!("rId{}", self.met.len() + 1);
        self.may.contains(id).then(|| self.met.entry(id.to_owned()).or_insert(next).clone())
    }
}

impl<'l> Printed<'l> {
    pub(super) fn new(links: Links, owner: &'l mut Links, plain: bool) -> Self {
        let (left, scope) = (Vec::new(), Vec::new());
        let (written, shapes) = (BTreeMap::new(), BTreeMap::new());
        Printed { links, owner, plain, left, scope, written, shapes }
    }

    /// The root of a part, cleaned; none when it is none that is printed.
    pub(super) fn root(&mut self, root: Element) -> Option<Element> {
        let mut nodes = Vec::new();
        self.visit(root, "", &mut nodes);
        let Some(Node::Element(mut root)) = nodes.into_iter().next() else { return None };
        let ignorable: Vec<&str> =
            self.written.keys().copied().filter(|prefix| IGNORABLE.contains(prefix)).collect();
        if !ignorable.is_empty() {
            let namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006".to_owned();
            self.written.insert(COMPATIBILITY, namespace);
            root.attributes.insert(0, ("mc:Ignorable".to_owned(), ignorable.join(" ")));
        }
        let names = self.written.iter().filter(|(prefix, _)| **prefix != "xml");
        let names = names.map(|(prefix, namespace)| (format!("xmlns:{prefix}"), namespace.clone()));
        root.attributes.splice(0..0, names);
        Some(root)
    }

    fn visit(&mut self, element: Element, parent: &str, out: &mut Vec<Node>) {
        let depth = self.scope.len();
        for (name, value) in &element.attributes {
            if let Some(prefix) = name.strip_prefix("xmlns") {
                self.scope.push((prefix.trim_start_matches(':').to_owned(), value.clone()));
            }
        }
        let name = element.name.clone();
        match self.known(&name) {
            Some((group, _, "AlternateContent")) if group.prefix == COMPATIBILITY => {
                self.alternate(element, parent, out);
            }
            Some(known) => match known.0.fate(parent, known.2) {
                Fate::Keep => out.extend(self.kept(element, &known).map(Node::Element)),
                Fate::Through => self.inside(element, parent, out),
                Fate::Goes => {}
                Fate::Opens => self.leave(LeftOut::Opens, &element),
                Fate::Elsewhere => self.leave(LeftOut::Elsewhere, &element),
                Fate::Unknown => self.unknown(&element),
            },
            None => self.unknown(&element),
        }
        self.scope.truncate(depth);
    }

    /// The content of an element that does not stay itself.
    fn inside(&mut self, element: Element, parent: &str, out: &mut Vec<Node>) {
        for child in element.children {
            if let Node::Element(child) = child {
                self.visit(child, parent, out);
            }
        }
    }

    fn kept(&mut self, element: Element, (group, namespace, local): &Known<'_>) -> Option<Element> {
        let mut kept = Element::new(&format!("{}:{local}", group.prefix));
        let mut referred = false;
        for (name, value) in &element.attributes {
            if let Some((name, value)) = self.attribute(name, value, group, local, &mut referred) {
                kept.attributes.push((name, value));
            }
        }
        if PICTURES.contains(&kept.name.as_str()) && referred && !kept.attributes.iter().any(is_reference) {
            self.leave(LeftOut::Elsewhere, &element);
        }
        self.written.entry(group.prefix).or_insert_with(|| namespace.clone());
        let filled = !element.children.is_empty();
        for child in element.children {
            match child {
                Node::Element(child) => self.visit(child, local, &mut kept.children),
                Node::Text(text) if group.is_text(local) => kept.children.push(Node::Text(text)),
                Node::Text(_) | Node::Verbatim(_) => {}
            }
        }
        match kept.name.as_str() {
            "c:f" => kept.children = vec![Node::Text(range(&kept.text()))],
            // Without what opens in it, an object is its picture.
            name if name == Kind::Object.name() => Kind::Picture.name().clone_into(&mut kept.name),
            _ => {}
        }
        let bare = match kept.kind() {
            Kind::Run => Run(&kept).is_bare(),
            _ => filled && is_list(&kept) && kept.children.is_empty(),
        };
        (!bare).then_some(kept)
    }

    /// An attribute as it stays; `referred` is told of references.
    fn attribute(
        &mut self,
        name: &str,
        value: &str,
        of: &'static Group,
        element: &str,
        referred: &mut bool,
    ) -> Option<(String, String)> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let (group, namespace) = match prefix {
            "" if local == "xmlns" => return None,
            "" => (of, None),
            "xmlns" => return None,
            prefix => {
                let namespace = self.meaning(prefix)?;
                if REFERENCES.contains(&namespace.as_str()) {
                    *referred = true;
                    let id = self.links.meet(value)?;
                    self.written.entry("r").or_insert(namespace);
                    return Some((format!("r:{local}"), id));
                }
                (group(&namespace)?, Some(namespace))
            }
        };
        let value = match (group.value(element, local), group.prefix, local) {
            (Value::Goes, ..) => return None,
            // A number, but for cells.
            (Value::Stays, "w", "id") if value.parse::<i64>().is_err() => return None,
            (Value::Emptied, ..) => String::new(),
            (Value::Stays, "dsp", "relId") => self.owner.meet(value)?,
            (Value::Stays, "v", "id") | (Value::Stays, "o", "spid") => self.shape(value),
            (Value::Stays, "v", "type") => match value.strip_prefix('#') {
                Some(id) => format!("#{}", self.shape(id)),
                None => value.to_owned(),
            },
            (Value::Stays, ..) => value.to_owned(),
        };
        let Some(namespace) = namespace else { return Some((local.to_owned(), value)) };
        self.written.entry(group.prefix).or_insert(namespace);
        Some((format!("{}:{local}", group.prefix), value))
    }

    /// What is drawn in two ways: the first that is known, else the one for programs that know none.
    fn alternate(&mut self, element: Element, parent: &str, out: &mut Vec<Node>) {
        let mut ways: Vec<Element> = element.children.into_iter().filter_map(Node::into_element).collect();
        let chosen = ways.iter().position(|way| self.required(way).is_some());
        if let Some(at) = chosen {
            let way = ways.swap_remove(at);
            let required = self.required(&way).unwrap_or_default();
            let mut choice = Element::new("mc:Choice").with("Requires", required.join(" "));
            let depth = self.scope.len();
            self.scope.extend(bindings(&way));
            self.inside(way, parent, &mut choice.children);
            self.scope.truncate(depth);
            if !choice.children.is_empty() {
                let namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006".to_owned();
                self.written.insert(COMPATIBILITY, namespace);
                out.push(Node::Element(Element::new("mc:AlternateContent").holding(choice)));
            }
            return;
        }
        let known = ways.iter().position(|way| way.name.ends_with(":Fallback"));
        match known.map(|at| ways.swap_remove(at)) {
            Some(way) => {
                self.left.extend(ways.first().map(|way| Left::of(LeftOut::Replaced, way)));
                self.inside(way, parent, out);
            }
            None => ways.iter().filter(|way| shows(way)).for_each(|way| self.leave(LeftOut::Elsewhere, way)),
        }
    }

    /// The customary prefixes that a way of drawing requires; none when one is not known or it is no such way.
    fn required(&mut self, way: &Element) -> Option<Vec<&'static str>> {
        let requires = way.attribute("Requires")?;
        let depth = self.scope.len();
        self.scope.extend(bindings(way));
        let known = requires.split_whitespace().map(|prefix| {
            let namespace = self.meaning(prefix)?;
            let group = group(&namespace).filter(|group| group.prints())?;
            Some((group.prefix, namespace))
        });
        let known: Option<Vec<_>> = known.collect();
        self.scope.truncate(depth);
        let known = known?;
        for (prefix, namespace) in &known {
            self.written.entry(prefix).or_insert_with(|| namespace.clone());
        }
        Some(known.into_iter().map(|(prefix, _)| prefix).collect())
    }

    /// An element that is on no list: what can be seen of it must not vanish unsaid.
    fn unknown(&mut self, element: &Element) {
        if !self.plain {
            self.leave(if shows(element) { LeftOut::Elsewhere } else { LeftOut::Unknown }, element);
        }
    }

    fn leave(&mut self, what: LeftOut, element: &Element) {
        self.left.push(Left::of(what, element));
    }

    fn known<'n>(&self, name: &'n str) -> Option<Known<'n>> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let namespace = self.meaning(prefix)?;
        Some((group(&namespace)?, namespace, local))
    }

    /// The namespace that a prefix stands for at this place; `None` when no element around it binds the prefix.
    fn meaning(&self, prefix: &str) -> Option<String> {
        if prefix == "xml" {
            return Some("http://www.w3.org/XML/1998/namespace".to_owned());
        }
        self.scope.iter().rev().find(|(known, _)| known == prefix).map(|(_, namespace)| namespace.clone())
    }

    /// The id of a shape of the old kind: a number that Word gave it, else one of ours.
    fn shape(&mut self, id: &str) -> String {
        let plain = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if id.strip_prefix(NUMBERED).is_some_and(plain) {
            return id.to_owned();
        }
        let next = format!("{NUMBERED}n{}", self.shapes.len() + 1);
        self.shapes.entry(id.to_owned()).or_insert(next).clone()
    }
}

/// Whether anything of an element can be seen: words, or what is drawn. What programs note about a place shows nothing.
fn shows(element: &Element) -> bool {
    element.any(&|inner| {
        matches!(inner.name.rsplit(':').next(), Some("t" | "drawing" | "pict" | "object" | "oMath"))
    })
}

fn bindings(element: &Element) -> Vec<(String, String)> {
    let bindings = element.attributes.iter().filter_map(|(name, value)| {
        Some((name.strip_prefix("xmlns")?.trim_start_matches(':').to_owned(), value.clone()))
    });
    bindings.collect()
}

fn is_reference((name, _): &(String, String)) -> bool {
    name.starts_with("r:")
}

/// Whether an element only holds extensions, each under its name.
fn is_list(element: &Element) -> bool {
    element.name.ends_with(":extLst")
        || (element.name.ends_with(":ext") && element.attribute("uri").is_some())
}

/// Cells that a chart was drawn from, without the names of workbook and sheet.
fn range(cells: &str) -> String {
    let area = cells.rsplit('!').next().unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'$' | b':');
    let area = if area.contains('$') && area.bytes().all(plain) { area } else { "$A$1" };
    format!("Sheet1!{area}")
}

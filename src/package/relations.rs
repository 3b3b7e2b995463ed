//! The relationships and content types of a package: read as they stand, added to without touching the others.

use super::events::{Event, each_event};
use super::open::{Package, PackageFault, folder};
use super::spans::append;
use super::store::Store;
use super::xml::{Element, Node, parse};

/// Where the types of relationships begin, in transitional and in strict documents.
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/";

const CONTENT_TYPES: &str = "[Content_Types].xml";

/// One relationship: what a part refers to, by an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    /// Its id, unique among those of its part.
    pub id: String,
    /// The type of the relationship as a URI.
    pub kind: String,
    /// The part or address that it leads to, as written: relative to the folder of the part.
    pub target: String,
    /// Whether it leads out of the package.
    pub external: bool,
}

impl Relation {
    /// The last word of its type (`styles`, `footer`).
    pub(crate) fn word(&self) -> &str {
        self.kind.rsplit('/').next().unwrap_or_default()
    }
}

/// The relationships of a part (`""` for those of the package); none when it has none.
pub(crate) fn relations(store: &mut Store, part: &str) -> Result<Vec<Relation>, PackageFault> {
    let name = rels(part);
    if !store.has(&name) {
        return Ok(Vec::new());
    }
    let root = parse(&store.text(&name)?).map_err(|_| PackageFault::Damaged)?;
    let read = |element: &Element| {
        Some(Relation {
            id: element.attribute("Id")?.to_owned(),
            kind: element.attribute("Type")?.to_owned(),
            target: element.attribute("Target")?.to_owned(),
            external: element.attribute("TargetMode") == Some("External"),
        })
    };
    Ok(root.elements().filter_map(read).collect())
}

/// The same of a package that is only read: whatever prefix they have, and no more than its limits allow.
pub(crate) fn links(package: &mut Package, part: &str) -> Result<Vec<Relation>, PackageFault> {
    let mut links = Vec::new();
    let most = package.limits().links;
    each_event(package.stream(&rels(part))?, |event| {
        if let Event::Start(element) = event
            && element.name().local() == "Relationship"
        {
            if links.len() >= most {
                return Err(PackageFault::TooBig);
            }
            links.push(Relation {
                id: element.value("Id")?,
                kind: element.value("Type")?,
                target: element.value("Target")?,
                external: element.value("TargetMode")? == "External",
            });
        }
        Ok(())
    })?;
    Ok(links)
}

/// The part that a relationship of another part leads to.
pub(crate) fn target(part: &str, relation: &Relation) -> String {
    let path = match relation.target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{}{}", folder(part), relation.target),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "." | "" => (),
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

/// The first part that a part is related to by a type whose last word this is.
pub(crate) fn related(store: &mut Store, part: &str, word: &str) -> Result<Option<String>, PackageFault> {
    let found = relations(store, part)?.into_iter().find(|relation| relation.word() == word);
    Ok(found.map(|relation| target(part, &relation)).filter(|name| store.has(name)))
}

/// The part that the document is in.
pub(crate) fn main(store: &mut Store) -> Result<String, PackageFault> {
    related(store, "", "officeDocument")?.ok_or(PackageFault::Missing)
}

/// Adds a relationship to a part of the package; gives its id.
pub(crate) fn relate(store: &mut Store, part: &str, word: &str, to: &str) -> Result<String, PackageFault> {
    let strict = relations(store, "")?.iter().any(|relation| relation.kind.starts_with(STRICT));
    let kind = format!("{}{word}", if strict { STRICT } else { TRANSITIONAL });
    relate_as(store, part, &kind, &relative(part, to), false)
}

/// Adds a relationship of a type in full to a target as written; gives its id.
pub(crate) fn relate_as(
    store: &mut Store,
    part: &str,
    kind: &str,
    target: &str,
    external: bool,
) -> Result<String, PackageFault> {
    let known = relations(store, part)?;
    let ids = (1..).map(|number: u32| format!("rIdCw{number}"));
    let id = ids.into_iter().find(|id| known.iter().all(|relation| relation.id != *id)).unwrap_or_default();
    let element = Element::new("Relationship").with("Id", &id).with("Type", kind).with("Target", target);
    let element = if external { element.with("TargetMode", "External") } else { element };
    let name = rels(part);
    let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
    let before = if store.has(&name) { store.text(&name)? } else { empty.to_owned() };
    let after = append_like(&before, element)?;
    store.put(&name, after.into_bytes());
    Ok(id)
}

/// Takes relationships of a part away, by a condition.
pub(crate) fn unrelate(
    store: &mut Store,
    part: &str,
    goes: impl Fn(&Relation) -> bool,
) -> Result<(), PackageFault> {
    let gone: Vec<String> =
        relations(store, part)?.into_iter().filter(goes).map(|relation| relation.id).collect();
    let name = rels(part);
    if gone.is_empty() {
        return Ok(());
    }
    let is_gone = |element: &Element| gone.iter().any(|id| element.attribute("Id") == Some(id));
    without(store, &name, is_gone)
}

/// Takes a part out of the package, with its relationships and its content type.
pub(crate) fn discard(store: &mut Store, part: &str) -> Result<(), PackageFault> {
    let own = rels(part);
    store.remove(&own);
    store.remove(part);
    let is_of = |element: &Element| {
        let name = element.attribute("PartName").unwrap_or_default();
        name.trim_start_matches('/').eq_ignore_ascii_case(part)
    };
    without(store, CONTENT_TYPES, is_of)
}

/// Writes a part without some children of its root.
fn without(store: &mut Store, name: &str, goes: impl Fn(&Element) -> bool) -> Result<(), PackageFault> {
    let mut root = parse(&store.text(name)?).map_err(|_| PackageFault::Damaged)?;
    let before = root.children.len();
    root.children.retain(|node| !matches!(node, Node::Element(child) if goes(child)));
    if root.children.len() < before {
        store.put(name, root.to_part().into_bytes());
    }
    Ok(())
}

/// Says the content type of a part; one that its extension has by default is not said again.
pub(crate) fn declare(store: &mut Store, part: &str, content_type: &str) -> Result<(), PackageFault> {
    if type_of(store, part)?.as_deref() == Some(content_type) {
        return Ok(());
    }
    let part = format!("/{part}");
    let element = Element::new("Override").with("PartName", part).with("ContentType", content_type);
    let text = store.text(CONTENT_TYPES)?;
    let text = append_like(&text, element)?;
    store.put(CONTENT_TYPES, text.into_bytes());
    Ok(())
}

/// The content type of a part, by its name or by its extension; `None` when neither is listed.
pub(crate) fn type_of(store: &mut Store, part: &str) -> Result<Option<String>, PackageFault> {
    let root = parse(&store.text(CONTENT_TYPES)?).map_err(|_| PackageFault::Damaged)?;
    let extension = part.rsplit('.').next().unwrap_or_default();
    let said = |key: &str, value: &str| {
        let mut matching = root.elements().filter(|element| {
            let name = element.attribute(key).unwrap_or_default();
            name.trim_start_matches('/').eq_ignore_ascii_case(value)
        });
        matching.find_map(|element| element.attribute("ContentType")).map(str::to_owned)
    };
    Ok(said("PartName", part).or_else(|| said("Extension", extension)))
}

/// The part that holds the relationships of a part.
pub(crate) fn rels(part: &str) -> String {
    let folder = folder(part);
    let file = part.get(folder.len()..).unwrap_or_default();
    format!("{folder}_rels/{file}.rels")
}

/// Adds an element to the root of a part, with the root's prefix.
fn append_like(part: &str, mut element: Element) -> Result<String, PackageFault> {
    let root = super::spans::spans(part, |_| false).map_err(|_| PackageFault::Damaged)?;
    if let Some((prefix, _)) = root.name.split_once(':') {
        element.name = format!("{prefix}:{}", element.name);
    }
    append(part, &element.to_xml()).map_err(|_| PackageFault::Damaged)
}

/// A part as another names it: inside the folder of that part as a path, elsewhere from the top.
fn relative(from: &str, to: &str) -> String {
    match to.strip_prefix(folder(from)) {
        Some(inside) => inside.to_owned(),
        None => format!("/{to}"),
    }
}

//! The parts of a document → those that are printed, under names of ours in a package made anew.

use std::collections::BTreeMap;

use super::pictures::picture;
use super::printed::{Links, Printed};
use super::styles::Styles;
use super::{Left, LeftOut, said};
use crate::docx::read::Unreadable;
use crate::docx::read::names::{bound, tree};
use crate::package::parts::Parts;
use crate::package::relations::{Relation, related, relations, rels, target};
use crate::package::store::Store;
use crate::package::xml::{Element, parse};

/// A kind of part that a copy may hold; parts of other kinds stay behind.
struct Sort {
    /// The last word of the relationships that lead to it.
    word: &'static str,
    /// Its name in the copy, `#` for a number.
    name: &'static str,
    /// Its content type, after what all of them begin with.
    content: &'static str,
    /// What is done with its content on the way into the copy.
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// Text and drawings, when something refers to it.
    Drawn,
    /// Text that belongs to the document though nothing refers to it.
    Text,
    /// Settings that belong to it: what is not known in them is not printed.
    Settings,
    /// Settings that come only when something refers to them: what is not known in them is not printed.
    Style,
    /// A picture, cleaned of what tells of its maker.
    Picture,
    /// Bytes that are copied as they are (embedded fonts).
    Bytes,
}

const fn sort(word: &'static str, name: &'static str, content: &'static str, how: How) -> Sort {
    Sort { word, name, content, how }
}

const DOCUMENT: &str = "word/document.xml";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.";

const SORTS: [Sort; 20] = [
    sort("officeDocument", DOCUMENT, "wordprocessingml.document.main+xml", How::Text),
    sort("styles", "word/styles.xml", "wordprocessingml.styles+xml", How::Settings),
    sort("settings", "word/settings.xml", "wordprocessingml.settings+xml", How::Settings),
    sort("numbering", "word/numbering.xml", "wordprocessingml.numbering+xml", How::Settings),
    sort("fontTable", "word/fontTable.xml", "wordprocessingml.fontTable+xml", How::Settings),
    sort("theme", "word/theme/theme#.xml", "theme+xml", How::Settings),
    sort("themeOverride", "word/theme/themeOverride#.xml", "themeOverride+xml", How::Settings),
    sort("footnotes", "word/footnotes.xml", "wordprocessingml.footnotes+xml", How::Text),
    sort("endnotes", "word/endnotes.xml", "wordprocessingml.endnotes+xml", How::Text),
    sort("header", "word/header#.xml", "wordprocessingml.header+xml", How::Drawn),
    sort("footer", "word/footer#.xml", "wordprocessingml.footer+xml", How::Drawn),
    sort("chart", "word/charts/chart#.xml", "drawingml.chart+xml", How::Drawn),
    sort("chartUserShapes", "word/charts/drawing#.xml", "drawingml.chartshapes+xml", How::Drawn),
    sort("diagramData", "word/diagrams/data#.xml", "drawingml.diagramData+xml", How::Drawn),
    sort("diagramLayout", "word/diagrams/layout#.xml", "drawingml.diagramLayout+xml", How::Style),
    sort("diagramQuickStyle", "word/diagrams/style#.xml", "drawingml.diagramStyle+xml", How::Style),
    sort("diagramColors", "word/diagrams/colors#.xml", "drawingml.diagramColors+xml", How::Style),
    // Last, since the data of a diagram say which drawing is theirs.
    sort(DRAWING, "word/diagrams/drawing#.xml", "", How::Drawn),
    sort("font", "word/fonts/font#.odttf", "obfuscatedFont", How::Bytes),
    sort("image", "word/media/image#", "", How::Picture),
];

/// The drawing of a diagram, of Microsoft's own kind.
const DRAWING: &str = "diagramDrawing";
const DRAWING_CONTENT: &str = "application/vnd.ms-office.drawingml.diagramDrawing+xml";

const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const CORE_KIND: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// The copy as it comes to be.
pub(super) struct Carried<'s, 'a> {
    store: &'s mut Store<'a>,
    /// The texts that have been gone through.
    texts: BTreeMap<String, Element>,
    styles: Styles,
    parts: Parts,
    /// The names of the parts in the copy, by those in the document.
    names: BTreeMap<String, String>,
    /// The text of the main part as the copy has it.
    shown: String,
    left: Vec<Left>,
}

impl<'s, 'a> Carried<'s, 'a> {
    pub(super) fn new(store: &'s mut Store<'a>, texts: BTreeMap<String, Element>, styles: Styles) -> Self {
        Carried {
            store,
            texts,
            styles,
            parts: Parts::default(),
            names: BTreeMap::new(),
            shown: String::new(),
            left: Vec::new(),
        }
    }

    /// The package of the copy, by the main part of the document, and what is not in it.
    pub(super) fn package(mut self, main: &str) -> Result<(Vec<u8>, Vec<Left>), Unreadable> {
        let known = relations(self.store, "")?;
        let mut top = Vec::new();
        for relation in known.iter().filter(|relation| relation.word() == "officeDocument").take(1) {
            self.carry(main, "officeDocument", &mut Links::default())?;
            top.push(("rId1".to_owned(), relation.kind.clone(), DOCUMENT.to_owned(), false));
        }
        let title = self.title()?;
        let core = Element::new("cp:coreProperties")
            .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
            .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
            .holding_all(title.map(|title| Element::new("dc:title").saying(&title)));
        self.parts.add("docProps/core.xml", CORE, &core);
        top.push(("rId2".to_owned(), CORE_KIND.to_owned(), "docProps/core.xml".to_owned(), false));
        self.relate("", &top);
        Ok((self.parts.zip()?, self.left))
    }

    /// The title among the properties, when it is printed too.
    fn title(&mut self) -> Result<Option<String>, Unreadable> {
        let Some(name) = related(self.store, "", "core-properties")? else { return Ok(None) };
        let root = parse(&self.store.text(&name)?)?;
        let title = root.elements().find(|child| child.name.ends_with(":title")).map(Element::text);
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let printed = bare(&self.shown);
        Ok(title.filter(|title| !title.is_empty() && printed.contains(&bare(title))))
    }

    /// Carries a part over with all that it leads to.
    fn carry(&mut self, part: &str, word: &str, owner: &mut Links) -> Result<(), Unreadable> {
        let Some(sort) = SORTS.iter().find(|sort| sort.word == word) else { return Ok(()) };
        if self.names.contains_key(part) {
            return Ok(());
        }
        let name = self.numbered(sort.name);
        let content =
            if word == DRAWING { DRAWING_CONTENT.to_owned() } else { format!("{CONTENT}{}", sort.content) };
        match sort.how {
            How::Bytes => {
                let bytes = self.store.bytes(part)?;
                self.parts.add_bytes(&name, &content, bytes);
                self.names.insert(part.to_owned(), name);
            }
            How::Picture => match picture(&self.store.bytes(part)?) {
                Some((kind, bytes)) => {
                    let name = format!("{name}.{kind}");
                    self.parts.add_bytes(&name, &format!("image/{}", content_of(kind)), bytes);
                    self.names.insert(part.to_owned(), name);
                }
                None => self.left.push(Left { what: LeftOut::Picture, text: file(part).to_owned() }),
            },
            how => {
                self.names.insert(part.to_owned(), name.clone());
                self.text(part, (&name, &content), how, owner)?;
            }
        }
        Ok(())
    }

    /// Carries over a part of XML under a name with a content type.
    fn text(
        &mut self,
        part: &str,
        (name, content): (&str, &str),
        how: How,
        owner: &mut Links,
    ) -> Result<(), Unreadable> {
        let mut known = relations(self.store, part)?;
        known.retain(|relation| self.may_go(part, relation));
        known.sort_by_key(|relation| SORTS.iter().position(|sort| sort.word == relation.word()));
        let may = known.iter().map(|relation| relation.id.clone()).collect();
        let root = match self.texts.remove(part) {
            Some(root) => root,
            None => {
                let mut root = tree(&bound(self.store.text(part)?)?)?;
                self.styles.rename(&mut root);
                root
            }
        };
        let plain = matches!(how, How::Settings | How::Style);
        let links = Links { may, met: BTreeMap::new() };
        let mut printed = Printed::new(links, owner, plain);
        let Some(root) = printed.root(root) else { return Ok(()) };
        let (mut links, mut left) = (printed.links, printed.left);
        self.left.append(&mut left);
        if name == DOCUMENT {
            self.shown = said(&root);
        }
        self.parts.add(name, content, &root);
        let mut related = Vec::new();
        for relation in &known {
            let sort = SORTS.iter().find(|sort| sort.word == relation.word());
            let belongs = sort.is_some_and(|sort| matches!(sort.how, How::Text | How::Settings));
            let id = if belongs { links.meet(&relation.id) } else { links.met.get(&relation.id).cloned() };
            let Some(id) = id else { continue };
            let to = if relation.external {
                relation.target.clone()
            } else {
                let part = target(part, relation);
                self.carry(&part, relation.word(), &mut links)?;
                let Some(to) = self.names.get(&part) else { continue };
                beside(name, to)
            };
            related.push((id, relation.kind.clone(), to, relation.external));
        }
        self.relate(name, &related);
        Ok(())
    }

    /// Whether what a relationship leads to may come into the copy. Links were gone through in the texts.
    fn may_go(&self, part: &str, relation: &Relation) -> bool {
        if relation.external {
            return relation.word() == "hyperlink";
        }
        SORTS.iter().any(|sort| sort.word == relation.word()) && self.store.has(&target(part, relation))
    }

    fn numbered(&self, pattern: &str) -> String {
        let (head, tail) = pattern.split_once('#').unwrap_or((pattern, ""));
        let same = self.names.values().filter(|name| {
            let rest = name.strip_prefix(head).unwrap_or_default();
            rest.starts_with(|first: char| first.is_ascii_digit())
        });
        if pattern.contains('#') { format!("{head}{}{tail}", same.count() + 1) } else { pattern.to_owned() }
    }

    fn relate(&mut self, part: &str, related: &[(String, String, String, bool)]) {
        if related.is_empty() {
            return;
        }
        let relationships = related.iter().map(|(id, kind, target, external)| {
            let relationship =
                Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target);
            if *external { relationship.with("TargetMode", "External") } else { relationship }
        });
        let root = Element::new("Relationships")
            .with("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
            .holding_all(relationships);
        self.parts.add_plain(&rels(part), root.to_part().into_bytes());
    }
}

fn content_of(kind: &str) -> &str {
    match kind {
        "jpg" => "jpeg",
        "emf" => "x-emf",
        "wmf" => "x-wmf",
        other => other,
    }
}

fn file(part: &str) -> &str {
    part.rsplit('/').next().unwrap_or(part)
}

/// A part as another one of `word/` names it.
fn beside(from: &str, to: &str) -> String {
    let inside = |name: &str| name.split_once('/').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    let up = "../".repeat(inside(from).matches('/').count());
    format!("{up}{}", inside(to))
}

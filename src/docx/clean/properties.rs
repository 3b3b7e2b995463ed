//! The parts beside the text → without what tells of persons, machines and sessions.

use crate::docx::kinds::Kind;
use crate::docx::read::Unreadable;
use crate::docx::read::names::{bound, tree};
use crate::docx::views::View;
use crate::package::relations::{discard, related, relations, target, unrelate};
use crate::package::store::Store;
use crate::package::xml::{Element, Node, parse};

/// Relationships of the document that go, with the parts that they lead to.
const OF_DOCUMENT: [&str; 8] = [
    "comments",
    "commentsExtended",
    "commentsIds",
    "commentsExtensible",
    "people",
    "customXml",
    "recipientData",
    "documenttasks",
];

/// Relationships of the package that go likewise: own properties, labels, a picture of the first page.
const OF_PACKAGE: [&str; 4] = ["custom-properties", "classificationlabels", "thumbnail", "userXmlData"];

/// Relationships of the settings that go.
const OF_SETTINGS: [&str; 4] =
    ["attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData"];

/// Settings that go.
const SETTINGS: [Kind; 10] = [
    Kind::SessionIds,
    Kind::Variables,
    Kind::AttachedTemplate,
    Kind::TrackRevisions,
    Kind::MailMerge,
    Kind::ProofState,
    Kind::RevisionView,
    Kind::SaveThroughXslt,
    Kind::DocumentId,
    Kind::NewDocumentId,
];

/// Properties that go: of the core part and of the extended one.
const CORE: [&str; 5] = ["creator", "lastModifiedBy", "revision", "lastPrinted", "category"];
const EXTENDED: [&str; 5] = ["Company", "Manager", "Template", "TotalTime", "HyperlinkBase"];

pub(super) fn clean(store: &mut Store, part: &str) -> Result<(), Unreadable> {
    drop_related(store, part, &OF_DOCUMENT)?;
    drop_related(store, "", &OF_PACKAGE)?;
    let loose: Vec<String> =
        store.names().filter(|name| name.starts_with("customXml/")).map(str::to_owned).collect();
    for name in loose {
        discard(store, &name)?;
    }
    if let Some(settings) = related(store, part, "settings")? {
        let mut root = tree(&bound(store.text(&settings)?)?)?;
        root.children
            .retain(|node| !matches!(node, Node::Element(child) if SETTINGS.contains(&child.kind())));
        store.put(&settings, root.to_part().into_bytes());
        unrelate(store, &settings, |relation| OF_SETTINGS.contains(&relation.word()))?;
    }
    for word in ["styles", "numbering"] {
        if let Some(name) = related(store, part, word)? {
            let mut root = tree(&bound(store.text(&name)?)?)?;
            unmark(&mut root);
            store.put(&name, root.to_part().into_bytes());
        }
    }
    for (word, names) in [("core-properties", &CORE), ("extended-properties", &EXTENDED)] {
        if let Some(name) = related(store, "", word)? {
            let mut root = parse(&store.text(&name)?)?;
            let local = |child: &Element| child.name.rsplit(':').next().unwrap_or_default().to_owned();
            root.children.retain(
                |node| !matches!(node, Node::Element(child) if names.contains(&local(child).as_str())),
            );
            store.put(&name, root.to_part().into_bytes());
        }
    }
    Ok(())
}

/// Drops relationships of a part, and the parts that they lead to.
fn drop_related(store: &mut Store, part: &str, words: &[&str]) -> Result<(), Unreadable> {
    let gone = relations(store, part)?.into_iter().filter(|relation| words.contains(&relation.word()));
    for relation in gone.collect::<Vec<_>>() {
        if !relation.external {
            discard(store, &target(part, &relation))?;
        }
    }
    Ok(unrelate(store, part, |relation| words.contains(&relation.word()))?)
}

/// Takes the ids of editing sessions away.
fn unmark(element: &mut Element) {
    element.attributes.retain(|(name, _)| !name.starts_with("w:rsid"));
    element.drop_all(Kind::SessionId);
    element.elements_mut().for_each(unmark);
}

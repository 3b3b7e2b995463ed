//! What office programs do to a document when they save it, done to ours.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use chengwen::package::xml::{Element, Node, parse};

use crate::docx::package::all;

/// The document with its parts as a function leaves them; the parts keep their order.
pub(crate) fn with_parts(document: &[u8], change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut parts = BTreeMap::new();
    let mut order = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        order.push(name.clone());
        parts.insert(name, bytes);
    }
    change(&mut parts);
    order.retain(|name| parts.contains_key(name));
    let new: Vec<String> = parts.keys().filter(|name| !order.contains(name)).cloned().collect();
    zipped(order.into_iter().chain(new).map(|name| (name.clone(), parts[&name].clone())))
}

/// A package of parts in this order.
pub(super) fn zipped(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The document without the styles of these ids.
pub(super) fn without_styles(document: &[u8], ids: &[&str]) -> Vec<u8> {
    with_parts(document, |parts| {
        let part = parts.get_mut("word/styles.xml").unwrap();
        let mut text = String::from_utf8(part.clone()).unwrap();
        for id in ids {
            let Some(middle) = text.find(&format!("w:styleId=\"{id}\"")) else { continue };
            let from = text[..middle].rfind("<w:style ").unwrap();
            let to = from + text[from..].find("</w:style>").unwrap() + "</w:style>".len();
            text.replace_range(from..to, "");
        }
        *part = text.into_bytes();
    })
}

/// Numbers that look random and are the same in every run.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below a bound.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }
}

/// What Word writes when the document is opened and saved: runs split with ids of the session, marks of proofing,
/// the place of the last edit, ids of paragraphs, languages, other names for relationships and styles, another
/// order of the archive. With `strips`, bookmarks and the data are gone too, as after other programs.
pub(super) fn by_word(document: &[u8], seed: u64, strips: bool) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let mut parts = BTreeMap::new();
    with_parts(document, |found| parts.clone_from(found));
    let text =
        |parts: &BTreeMap<String, Vec<u8>>, name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let mut styles = parse(&text(&parts, "word/styles.xml")).unwrap();
    let mut root = parse(&text(&parts, "word/document.xml")).unwrap();
    let ids: Vec<String> =
        all(&styles).filter_map(|style| style.attribute("w:styleId").map(str::to_owned)).collect();
    let renamed = |id: &str| format!("a{}", ids.iter().position(|known| known == id).unwrap());
    edit(&mut styles, &mut |element| {
        let attribute = if element.name == "w:style" { "w:styleId" } else { "w:val" };
        if matches!(element.name.as_str(), "w:style" | "w:basedOn" | "w:next" | "w:link") {
            let id = renamed(element.attribute(attribute).unwrap());
            element.set(attribute, id);
        }
    });
    edit(&mut root, &mut |element| {
        if matches!(element.name.as_str(), "w:pStyle" | "w:rStyle" | "w:tblStyle") {
            let id = renamed(element.attribute("w:val").unwrap());
            element.set("w:val", id);
        }
        if element.name == "w:p" {
            element.set("w14:paraId", format!("{:08X}", 0x1000_0000 + dice.below(0x0fff_ffff)));
            element.set("w:rsidR", "00A12B3C");
            element.children = std::mem::take(&mut element.children)
                .into_iter()
                .flat_map(|node| scattered(node, &mut dice))
                .collect();
        }
        if strips {
            let kept = |child: &Element| !child.name.starts_with("w:bookmark");
            element.children.retain(|node| !matches!(node, Node::Element(child) if !kept(child)));
        }
    });
    root.set("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml");
    root.set("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006");
    root.set("mc:Ignorable", "w14");
    let relations = text(&parts, "word/_rels/document.xml.rels");
    let mut relations = parse(&relations).unwrap();
    let mut main = root.to_part();
    for (number, relation) in relations.elements_mut().enumerate() {
        let old = relation.attribute("Id").unwrap().to_owned();
        let new = format!("rId{}", 40 + number);
        main = main.replace(&format!("r:id=\"{old}\""), &format!("r:id=\"{new}\""));
        relation.set("Id", new);
    }
    let mut types = text(&parts, "[Content_Types].xml");
    let mut package = text(&parts, "_rels/.rels");
    if strips {
        relations.children.retain(|node| !matches!(node, Node::Element(child) if child.attribute("Type").unwrap().ends_with("/customXml")));
        parts.retain(|name, _| !name.starts_with("customXml"));
        let from = types.find("<Override PartName=\"/customXml").unwrap();
        let to = from + types[from..].find("/>").unwrap() + 2;
        types.replace_range(from..to, "");
    }
    // The document itself under another name, so that only relationships lead to it.
    types = types.replace("/word/document.xml", "/word/document2.xml");
    package = package.replace("word/document.xml", "/word/document2.xml");
    for name in ["word/document.xml", "word/_rels/document.xml.rels"] {
        parts.remove(name);
    }
    parts.insert("word/document2.xml".into(), main.into_bytes());
    parts.insert("word/_rels/document2.xml.rels".into(), relations.to_part().into_bytes());
    parts.insert("word/styles.xml".into(), styles.to_part().into_bytes());
    parts.insert("[Content_Types].xml".into(), types.into_bytes());
    parts.insert("_rels/.rels".into(), package.into_bytes());
    zipped(parts.into_iter().rev())
}

/// A run as Word leaves it behind after a session of editing; other nodes as they are.
fn scattered(node: Node, dice: &mut Dice) -> Vec<Node> {
    let Node::Element(run) = node else { return vec![node] };
    let only_text = run.elements().all(|child| matches!(child.name.as_str(), "w:rPr" | "w:t"));
    let format = run.child("w:rPr").cloned();
    let Some(words) = run.child("w:t").map(Element::text).filter(|_| run.name == "w:r" && only_text) else {
        return vec![Node::Element(run)];
    };
    let mut nodes = Vec::new();
    let characters: Vec<char> = words.chars().collect();
    let mut from = 0;
    while from < characters.len() {
        let to = (from + 1 + dice.below(12)).min(characters.len());
        let piece: String = characters[from..to].iter().collect();
        let mut format = format.clone().unwrap_or_else(|| Element::new("w:rPr"));
        format.children.push(Node::Element(Element::new("w:lang").with("w:eastAsia", "zh-CN")));
        let text = Element::new("w:t").saying(&piece);
        let text = if piece.trim() == piece { text } else { text.with("xml:space", "preserve") };
        let mut run = Element::new("w:r").with("w:rsidRPr", "00D45E6F").holding(format);
        if dice.below(20) == 0 {
            run = run.holding(Element::new("w:lastRenderedPageBreak"));
        }
        let proof = |kind: &str| Node::Element(Element::new("w:proofErr").with("w:type", kind));
        let marked = dice.below(6) == 0;
        nodes.extend(marked.then(|| proof("gramStart")));
        nodes.push(Node::Element(run.holding(text)));
        nodes.extend(marked.then(|| proof("gramEnd")));
        if dice.below(60) == 0 {
            let id = (5_000 + dice.below(1_000)).to_string();
            let start = Element::new("w:bookmarkStart").with("w:id", &id).with("w:name", "_GoBack");
            nodes.push(Node::Element(start));
            nodes.push(Node::Element(Element::new("w:bookmarkEnd").with("w:id", &id)));
        }
        from = to;
    }
    nodes
}

fn edit(element: &mut Element, change: &mut impl FnMut(&mut Element)) {
    change(element);
    element.elements_mut().for_each(|child| edit(child, change));
}

//! What office programs do to a document when they save it, done to ours.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

/// The document with its parts as a function leaves them; the parts keep their order.
pub(super) fn with_parts(document: &[u8], change: impl Fn(&mut BTreeMap<String, Vec<u8>>)) -> Vec<u8> {
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

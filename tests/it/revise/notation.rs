//! Blocks and documents as lines of text, so that a case can be read aloud.
//!
//! A block is `P study_topics: {#一是}收到{opinions.items=128}条。`: role, id, text with numbers and data in braces.
//! A paragraph of a document is its text; before it may stand `?` (pending changes) and `@id ` (a bookmark).
//! `~` is an empty paragraph, `[表]` a table, `[图]` something else, `⏎` a line break, `¤` a picture or note.

use chengwen::model::base::{Base, BasePiece, Piece};
use chengwen::model::document::{Document, DocumentBlock, Shape};
use chengwen::model::report::{Block, Inline, Provenance, Report, Role};

const ROLES: [(char, Role); 7] = [
    ('T', Role::Title),
    ('A', Role::Addressee),
    ('1', Role::Heading1),
    ('2', Role::Heading2),
    ('P', Role::Body),
    ('S', Role::Signature),
    ('D', Role::Date),
];

/// Reads blocks.
pub(super) fn report(text: &str) -> Report {
    let blocks: Vec<Block> = lines(text).map(block).collect();
    Report { blocks, ..Report::default() }
}

/// The base of a report that stands as it was given.
pub(super) fn base(text: &str) -> Base {
    Base::of(&report(text), "run", "campaign")
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn block(line: &str) -> Block {
    let (head, text) = line.split_once(": ").unwrap_or_else(|| panic!("no block: {line}"));
    let (role, id) = head.split_once(' ').unwrap_or_else(|| panic!("no role and id: {line}"));
    let role = ROLES.iter().find(|(sign, _)| role == sign.to_string()).unwrap_or_else(|| panic!("{line}")).1;
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (plain, from) = rest.split_at(open);
        let (inside, after) = from[1..].split_once('}').unwrap_or_else(|| panic!("open brace: {line}"));
        let inline = |text: &str, from: Provenance| Inline { text: text.to_owned(), from, lead: false };
        if !plain.is_empty() {
            inlines.push(inline(plain, Provenance::Template));
        }
        inlines.push(match inside.strip_prefix('#') {
            Some(number) => inline(number, Provenance::Numbering),
            None => {
                let (id, value) = inside.split_once('=').unwrap_or_else(|| panic!("no value: {line}"));
                inline(value, Provenance::Slot(id.to_owned()))
            }
        });
        rest = after;
    }
    if !rest.is_empty() {
        inlines.push(Inline { text: rest.to_owned(), from: Provenance::Template, lead: false });
    }
    Block { id: id.to_owned(), role, inlines, exhibit: None }
}

/// Reads a document.
pub(super) fn document(text: &str) -> Document {
    Document { blocks: lines(text).map(found).collect(), base: None }
}

fn found(line: &str) -> DocumentBlock {
    let shape = match line {
        "[表]" => Shape::Table(vec![vec!["甲".to_owned()]]),
        "[图]" => Shape::Other,
        _ => Shape::Paragraph,
    };
    let (pending, rest) = line.strip_prefix('?').map_or((false, line), |rest| (true, rest));
    let hinted = rest.strip_prefix('@').and_then(|rest| rest.split_once(' '));
    let (hints, text) = hinted.map_or((vec![], rest), |(hint, text)| (vec![hint.to_owned()], text));
    let text = if shape != Shape::Paragraph || text == "~" { "" } else { text };
    DocumentBlock {
        shape,
        hints,
        role: None,
        text: text.replace('⏎', "\n").replace('¤', "\u{fffc}"),
        pending,
    }
}

/// Writes a document.
pub(super) fn written(document: &Document) -> Vec<String> {
    let write = |found: &DocumentBlock| match found.shape {
        Shape::Table(_) => "[表]".to_owned(),
        Shape::Other | Shape::Chart(_) => "[图]".to_owned(),
        Shape::Paragraph if found.text.is_empty() => "~".to_owned(),
        Shape::Paragraph => {
            let text = found.text.replace('\n', "⏎").replace('\u{fffc}', "¤");
            if found.pending { format!("?{text}") } else { text }
        }
    };
    document.blocks.iter().map(write).collect()
}

/// Writes pieces with their data: `收到{opinions.items=128}条`, what was typed over `{!opinions.items=126}`.
pub(super) fn marked(pieces: &[BasePiece]) -> String {
    let write = |piece: &BasePiece| match &piece.what {
        Piece::Wording => piece.text.clone(),
        Piece::Number => format!("{{#{}}}", piece.text),
        Piece::Slot(slot) => format!("{{{slot}={}}}", piece.text),
        Piece::Typed(slot) => format!("{{!{slot}={}}}", piece.text),
        Piece::Doubtful(slots) => format!("{{?{}={}}}", slots.join("|"), piece.text),
    };
    pieces.iter().map(write).collect()
}

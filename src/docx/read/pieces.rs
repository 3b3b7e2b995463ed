//! The tree of a paragraph or cell → the pieces of text that a person sees in it, each with the place where it stands.
//!
//! The view is that with all changes accepted: what `w:ins` and `w:moveTo` hold is there, what `w:del` and
//! `w:moveFrom` hold is not. Fields show their results, never their instructions. What is drawn twice
//! (`mc:AlternateContent`) counts once, and what stands in a text box is no text of the body.

use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::package::xml::Element;
use crate::text::symbol;

/// The author of the changes and remarks that the program writes.
pub(in crate::docx) const AUTHOR: &str = "成文";
/// The author of what is said of words when a report is read over: nothing that has to be settled.
pub(in crate::docx) const REVIEWER: &str = "成文核稿";

/// Stands in a text for what is no text (picture, note): U+FFFC.
const OBJECT: &str = "\u{fffc}";

/// Characters that a person sees, and the element that holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::docx) struct Piece {
    /// The way from the root to the element that holds it.
    pub path: Vec<usize>,
    /// The characters as they are shown.
    pub text: String,
    /// How many characters these are (Unicode scalar values).
    pub length: usize,
    /// Which kind of element holds them.
    pub what: What,
    /// How many elements are around its run, below the paragraph.
    pub depth: usize,
    /// Whether it is an insertion of the program that waits to be accepted.
    pub own: bool,
}

/// Which kind of element holds a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::docx) enum What {
    /// Characters of a `w:t`.
    Text,
    /// An element that stands for one character: tab, line break, hyphen, symbol.
    Mark,
    /// A picture, note or the like; it is never taken away.
    Object,
    /// The end of a paragraph inside a cell.
    End,
}

/// The pieces of the paragraphs at `paths`; between two of them stands `between`.
pub(in crate::docx) fn pieces(root: &Element, paths: &[Vec<usize>], between: &str) -> Vec<Piece> {
    let mut walk = PieceWalk::default();
    for (number, path) in paths.iter().enumerate() {
        if number > 0 && !between.is_empty() {
            let before = paths.get(number - 1).cloned().unwrap_or_default();
            walk.found.push(Piece {
                path: before,
                text: between.to_owned(),
                length: between.chars().count(),
                what: What::End,
                depth: 0,
                own: false,
            });
        }
        if let Some(paragraph) = root.at(path) {
            walk.path.clone_from(path);
            walk.paragraph(paragraph);
        }
    }
    walk.found
}

pub(in crate::docx) fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Whether a change is the program's own.
pub(in crate::docx) fn is_own(element: &Element) -> bool {
    element.attribute("w:author") == Some(AUTHOR)
}

/// The content that a reader of today sees of `mc:AlternateContent`.
pub(super) fn chosen(alternate: &Element) -> Option<usize> {
    alternate.place(Kind::Choice).or_else(|| alternate.place(Kind::Fallback))
}

#[derive(Default)]
struct PieceWalk {
    found: Vec<Piece>,
    path: Vec<usize>,
    depth: usize,
    own: bool,
    /// For each open field, whether its result has begun.
    fields: Vec<bool>,
}

impl PieceWalk {
    /// What stands in a paragraph, or in something inside that holds runs.
    fn paragraph(&mut self, parent: &Element) {
        for (place, child) in places(parent) {
            self.path.push(place);
            match child.kind() {
                Kind::Run => self.run(child),
                Kind::Inserted | Kind::MovedTo => {
                    let before = self.own;
                    self.own |= child.is(Kind::Inserted) && is_own(child);
                    self.inside(child);
                    self.own = before;
                }
                Kind::Hyperlink
                | Kind::SmartTag
                | Kind::CustomXml
                | Kind::SimpleField
                | Kind::Control
                | Kind::ControlContent
                | Kind::Override
                | Kind::Direction
                | Kind::RubyBase => self.inside(child),
                Kind::Alternate => self.alternate(child, PieceWalk::paragraph),
                Kind::Formula | Kind::Formulas | Kind::SubDocument | Kind::ContentPart => {
                    self.put(OBJECT, What::Object)
                }
                _ => (),
            }
            self.path.pop();
        }
    }

    fn inside(&mut self, child: &Element) {
        self.depth += 1;
        self.paragraph(child);
        self.depth -= 1;
    }

    fn alternate(&mut self, alternate: &Element, walk: fn(&mut Self, &Element)) {
        let Some(place) = chosen(alternate) else { return };
        let Some(choice) = alternate.at(&[place]) else { return };
        self.path.push(place);
        self.depth += 1;
        walk(self, choice);
        self.depth -= 1;
        self.path.pop();
    }

    fn run(&mut self, run: &Element) {
        for (place, child) in places(run) {
            self.path.push(place);
            self.in_run(child);
            self.path.pop();
        }
    }

    fn in_run(&mut self, child: &Element) {
        match child.kind() {
            Kind::FieldMark => match child.attribute("w:fldCharType") {
                Some("begin") => self.fields.push(false),
                Some("separate") => self.fields.last_mut().into_iter().for_each(|begun| *begun = true),
                _ => drop(self.fields.pop()),
            },
            Kind::Text => self.put(&shown(child), What::Text),
            Kind::Tab | Kind::PlacedTab => self.put("\t", What::Mark),
            Kind::Return => self.put("\n", What::Mark),
            Kind::Break => match child.attribute("w:type") {
                None | Some("textWrapping") => self.put("\n", What::Mark),
                Some(_) => self.put(OBJECT, What::Object),
            },
            Kind::HardHyphen => self.put("\u{2011}", What::Mark),
            Kind::SoftHyphen => self.put("\u{ad}", What::Mark),
            Kind::Symbol => {
                let code = child.attribute("w:char").unwrap_or_default();
                match symbol::shown(code) {
                    Some(shown) => self.put(shown, What::Mark),
                    None => self.put(OBJECT, What::Object),
                }
            }
            Kind::Ruby => self.inside(child),
            Kind::Alternate => self.alternate(child, PieceWalk::run),
            Kind::Drawing
            | Kind::Object
            | Kind::Picture
            | Kind::FootnoteMark
            | Kind::EndnoteMark
            | Kind::PageNumber => {
                self.put(OBJECT, What::Object);
            }
            _ => (),
        }
    }

    fn put(&mut self, text: &str, what: What) {
        if text.is_empty() || self.fields.contains(&false) {
            return;
        }
        let (path, text, length) = (self.path.clone(), text.to_owned(), text.chars().count());
        self.found.push(Piece { path, text, length, what, depth: self.depth, own: self.own });
    }
}

/// The child elements, each with its place among all nodes of the parent.
pub(in crate::docx) fn places(parent: &Element) -> impl Iterator<Item = (usize, &Element)> {
    parent.children.iter().enumerate().filter_map(|(place, node)| match node {
        crate::package::xml::Node::Element(child) => Some((place, child)),
        _ => None,
    })
}

/// The characters of a `w:t` as they are shown: white space at its edges only when it says so.
fn shown(text: &Element) -> String {
    let raw = text.text();
    let kept = if text.attribute("xml:space") == Some("preserve") {
        raw.as_str()
    } else {
        raw.trim_matches([' ', '\t', '\r', '\n'])
    };
    kept.replace(['\r', '\n'], " ")
}

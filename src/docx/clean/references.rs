//! Fields, links and bookmarks of a text → those that print something or lead to a place of the text, with no word of a
//! person's in them; all others become what they show.

use std::collections::{BTreeMap, BTreeSet};

use super::styles::Styles;
use super::{Left, LeftOut};
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::package::xml::{Element, Node};
use crate::text::pattern::Pattern;

/// Fields that are renewed page by page or when text is put in before them.
const LIVING: [&str; 12] = [
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "PAGEREF",
    "REF",
    "NOTEREF",
    "SEQ",
    "TOC",
    "STYLEREF",
    "FORMCHECKBOX",
    "HYPERLINK",
];
/// Fields that are drawn from their instruction.
const DRAWN: [&str; 7] = ["EQ", "SYMBOL", "ADVANCE", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"];
/// Fields whose first word names a bookmark.
const TO_BOOKMARK: [&str; 3] = ["PAGEREF", "REF", "NOTEREF"];
/// Fields that show words of their instruction, and for whose content there is no other place.
const SPEAKING: [&str; 4] = ["MACROBUTTON", "GOTOBUTTON", "BARCODE", "DISPLAYBARCODE"];

/// A sum of fields, as page numbers that do not begin with one need it.
static SUM: Pattern = Pattern::new(r"^\s*=[\s\d.,()+*/-]*(\\\*\s*\w+\s*)*$");
/// Words of an instruction: switches, texts in quotation marks, others.
static WORDS: Pattern = Pattern::new(r#"\\.|"[^"]*"|[^\s"\\]+"#);
/// Names that programs give to the bookmarks of their own references.
static NUMBERED: Pattern = Pattern::new(r"^_(Ref|Toc|Hlk)\d+$");
/// Where anybody can go: no path, no machine of an office, no name or password in it.
static PUBLIC: Pattern = Pattern::new(r"^(https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+([:/?#]|$)|mailto:)");

/// What the texts of a document refer to.
#[derive(Debug)]
pub(super) struct References<'s> {
    styles: &'s Styles,
    /// The bookmarks that are there, with the names that they get where something leads to them.
    bookmarks: BTreeMap<String, Option<String>>,
    /// The fields of each text, in their order.
    texts: Vec<Vec<Field>>,
}

#[derive(Debug, Default, Clone)]
struct Field {
    /// The instruction, as far as it is not a field itself.
    said: String,
    /// The fields inside its instruction, by their index in the text.
    inner: Vec<usize>,
    becomes: Becomes,
}

/// What becomes of a field in the copy.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
enum Becomes {
    /// Only the text that it shows stays.
    #[default]
    Shown,
    /// It stays, with the instruction that it has.
    Same,
    /// It stays, with this instruction in place of its own.
    Field(String),
}

impl<'s> References<'s> {
    /// Reads all texts of a document: first the names of bookmarks, then what each field refers to.
    pub(super) fn of(texts: &[Element], styles: &'s Styles) -> Self {
        let mut references = References { styles, bookmarks: BTreeMap::new(), texts: Vec::new() };
        for text in texts {
            references.names(text);
        }
        for text in texts {
            let mut walk = Walk::default();
            walk.read(text);
            let mut fields = walk.fields;
            for at in 0..fields.len() {
                let becomes = fields.get(at).map(|field| references.becomes(field)).unwrap_or_default();
                fields.iter_mut().skip(at).take(1).for_each(|field| field.becomes = becomes.clone());
            }
            // A field in an instruction comes behind it: what holds it stays only with all of them.
            for at in (0..fields.len()).rev() {
                let lacks =
                    |inner: &usize| fields.get(*inner).is_none_or(|field| field.becomes == Becomes::Shown);
                if fields.get(at).is_some_and(|field| field.inner.iter().any(lacks)) {
                    fields.iter_mut().skip(at).take(1).for_each(|field| field.becomes = Becomes::Shown);
                }
            }
            references.texts.push(fields);
        }
        references
    }

    /// The bookmarks, and the links to them.
    fn names(&mut self, element: &Element) {
        if let (Kind::BookmarkStart, Some(name)) = (element.kind(), element.mark_name()) {
            self.bookmarks.entry(name.to_owned()).or_default();
        }
        element.elements().for_each(|child| self.names(child));
    }

    /// The new name of a bookmark that something leads to; none when it is not there.
    fn leads(&mut self, name: &str) -> Option<String> {
        let taken: BTreeSet<String> = self.bookmarks.keys().cloned().collect();
        let number = self.bookmarks.values().flatten().count() + 1;
        let known = self.bookmarks.get_mut(name)?;
        let new = || {
            let mut names = (number..).map(|number| format!("_Ref{number}"));
            if NUMBERED.is_match(name) {
                Some(name.to_owned())
            } else {
                names.find(|name| !taken.contains(name))
            }
        };
        if known.is_none() {
            *known = new();
        }
        known.clone()
    }

    fn becomes(&mut self, field: &Field) -> Becomes {
        let mut words: Vec<String> = WORDS.all(&field.said).iter().map(|word| word[0].to_owned()).collect();
        let kind = words.first().map(|word| word.to_uppercase()).unwrap_or_default();
        if DRAWN.contains(&kind.as_str()) || (!field.inner.is_empty() && SUM.is_match(&field.said)) {
            return Becomes::Same;
        }
        if !LIVING.contains(&kind.as_str()) || !field.inner.is_empty() {
            return Becomes::Shown;
        }
        let mut at = 1;
        while at < words.len() {
            let before = words.get(at - 1).map(String::as_str).unwrap_or_default();
            let marked = TO_BOOKMARK.contains(&kind.as_str()) && at == 1;
            let word = words.get(at).map(|word| word.trim_matches('"').to_owned()).unwrap_or_default();
            let of_link = kind == "HYPERLINK" && !word.starts_with('\\');
            if marked || (before == "\\b" && kind == "TOC") || (before == "\\l" && of_link) {
                match self.leads(&word) {
                    Some(name) => words[at] = if of_link { format!("\"{name}\"") } else { name },
                    None => return Becomes::Shown,
                }
            } else if (kind == "STYLEREF" && at == 1) || (before == "\\t" && kind == "TOC") {
                let names = word.split(',').map(|name| self.styles.name(name).unwrap_or(name));
                words[at] = format!("\"{}\"", names.collect::<Vec<_>>().join(","));
            } else if of_link && matches!(before, "\\o" | "\\t") {
                words.drain(at - 1..=at);
                continue;
            } else if of_link && !PUBLIC.is_match(&word) {
                return Becomes::Shown;
            }
            at += 1;
        }
        Becomes::Field(format!(" {} ", words.join(" ")))
    }

    /// Rewrites a text, the one of that number; `public` says whether a link by its id leads where anybody can go, or
    /// where it leads else.
    pub(super) fn rewrite(
        &mut self,
        number: usize,
        text: &mut Element,
        targets: &BTreeMap<String, String>,
        left: &mut Vec<Left>,
    ) {
        self.links(text, targets, left);
        let fields = self.texts.get(number).cloned().unwrap_or_default();
        for field in &fields {
            let kind = field.said.split_whitespace().next().unwrap_or_default().to_uppercase();
            let path = kind == "HYPERLINK" && !field.said.contains("\\l") && field.becomes == Becomes::Shown;
            let what = match () {
                () if SPEAKING.contains(&kind.as_str()) => LeftOut::Elsewhere,
                () if path => LeftOut::Link,
                () => continue,
            };
            left.push(Left { what, text: field.said.trim().to_owned() });
        }
        let mut walk = Walk { fields, ..Walk::default() };
        walk.write(text);
    }

    /// Links that lead nowhere outside become their text; those within get the new names.
    fn links(&mut self, element: &mut Element, targets: &BTreeMap<String, String>, left: &mut Vec<Left>) {
        let mut nodes = Vec::with_capacity(element.children.len());
        for node in std::mem::take(&mut element.children) {
            let Node::Element(mut child) = node else {
                nodes.push(node);
                continue;
            };
            self.links(&mut child, targets, left);
            let stays = match child.kind() {
                Kind::Hyperlink => {
                    let target = child.attribute("r:id").and_then(|id| targets.get(id));
                    let hidden = target.filter(|target| !PUBLIC.is_match(target));
                    left.extend(hidden.map(|target| Left { what: LeftOut::Link, text: target.clone() }));
                    let anchor = child.attribute("w:anchor").map(str::to_owned);
                    let place = anchor.and_then(|anchor| self.leads(&anchor));
                    let public = target.is_some() && hidden.is_none();
                    child.attributes.retain(|(name, _)| name == "r:id" && public);
                    if let Some(place) = place.filter(|_| !public) {
                        child.set("w:anchor", place);
                    }
                    !child.attributes.is_empty()
                }
                Kind::SimpleField => {
                    let said = child.attribute("w:instr").unwrap_or_default().to_owned();
                    match self.becomes(&Field { said: said.clone(), ..Field::default() }) {
                        Becomes::Shown => false,
                        Becomes::Same => true,
                        Becomes::Field(said) => {
                            child.set("w:instr", said);
                            true
                        }
                    }
                }
                _ => true,
            };
            if stays {
                nodes.push(Node::Element(child));
            } else {
                nodes.append(&mut child.children);
            }
        }
        element.children = nodes;
    }

    /// Takes the bookmarks away that nothing leads to, after all texts were rewritten.
    pub(super) fn unmark(&self, text: &mut Element) {
        let mut gone = BTreeSet::new();
        self.rename(text, &mut gone);
        drop_ends(text, &gone);
    }

    fn rename(&self, element: &mut Element, gone: &mut BTreeSet<String>) {
        element.keep(|child| {
            if child.is(Kind::BookmarkStart) {
                let name = child.mark_name().and_then(|name| self.bookmarks.get(name)?.clone());
                let Some(name) = name else {
                    gone.extend(child.id().map(str::to_owned));
                    return false;
                };
                child.set("w:name", name);
            }
            self.rename(child, gone);
            true
        });
    }
}

fn drop_ends(element: &mut Element, gone: &BTreeSet<String>) {
    element.keep(|child| {
        drop_ends(child, gone);
        !(child.is(Kind::BookmarkEnd) && child.id().is_none_or(|id| gone.contains(id)))
    });
}

/// A way through a text, with the fields that are open.
#[derive(Debug, Default)]
struct Walk {
    fields: Vec<Field>,
    /// How many fields have begun so far.
    begun: usize,
    /// The open ones: which, whether its result has begun, whether its instruction was written.
    open: Vec<(usize, bool, bool)>,
}

impl Walk {
    fn read(&mut self, element: &Element) {
        for child in element.elements() {
            match child.kind() {
                Kind::FieldMark => {
                    if child.field_step() == Some("begin") {
                        self.fields.push(Field::default());
                    }
                    self.step(child);
                }
                Kind::Instruction => {
                    if let Some((at, false, _)) = self.open.last().copied()
                        && let Some(field) = self.fields.get_mut(at)
                    {
                        field.said.push_str(&child.text());
                    }
                }
                _ => self.read(child),
            }
        }
    }

    /// A mark of a field; gives the one that it belongs to.
    fn step(&mut self, mark: &Element) -> Option<usize> {
        match mark.field_step() {
            Some("begin") => {
                let at = self.begun;
                if let Some((outer, false, _)) = self.open.last().copied()
                    && let Some(outer) = self.fields.get_mut(outer)
                {
                    outer.inner.push(at);
                }
                self.open.push((at, false, false));
                self.begun += 1;
                Some(at)
            }
            Some("separate") => {
                let open = self.open.last_mut()?;
                open.1 = true;
                Some(open.0)
            }
            _ => self.open.pop().map(|open| open.0),
        }
    }

    fn write(&mut self, element: &mut Element) {
        let mut nodes = Vec::with_capacity(element.children.len());
        for node in std::mem::take(&mut element.children) {
            let Node::Element(mut child) = node else {
                nodes.push(node);
                continue;
            };
            let stays = match child.kind() {
                Kind::FieldMark => {
                    let chosen = self.step(&child).and_then(|at| self.fields.get(at));
                    let stays = chosen.is_some_and(|field| field.becomes != Becomes::Shown);
                    nodes.extend(listed(&child).filter(|_| !stays).map(Node::Element));
                    let own = child.field_step() != Some("end");
                    stays && !self.is_unseen(usize::from(own))
                }
                Kind::Instruction => self.instruct(&mut child),
                Kind::Format | Kind::ParagraphFormat | Kind::Paragraph | Kind::Run => {
                    self.write(&mut child);
                    true
                }
                _ if element.is(Kind::Run) && self.is_unseen(0) => false,
                _ => {
                    self.write(&mut child);
                    true
                }
            };
            if stays {
                nodes.push(Node::Element(child));
            }
        }
        element.children = nodes;
    }

    /// Whether the place is in an instruction that goes, the innermost so many fields left out.
    fn is_unseen(&self, innermost: usize) -> bool {
        self.open.iter().rev().skip(innermost).any(|(at, result, _)| {
            !result && self.fields.get(*at).is_none_or(|field| field.becomes == Becomes::Shown)
        })
    }

    /// Whether a piece of an instruction stays; the first gets all of it.
    fn instruct(&mut self, piece: &mut Element) -> bool {
        let Some((at, false, written)) = self.open.last().copied() else { return false };
        match self.fields.get(at).map(|field| &field.becomes) {
            Some(Becomes::Same) => true,
            Some(Becomes::Field(said)) if !written => {
                piece.children = vec![Node::Text(said.clone())];
                self.open.iter_mut().rev().take(1).for_each(|open| open.2 = true);
                true
            }
            _ => false,
        }
    }
}

/// The text of the entry that a drop-down list of the old kind shows.
fn listed(begin: &Element) -> Option<Element> {
    let list = begin.elements().find_map(|data| data.get(Kind::DropDown))?;
    let number = list.said(Kind::Chosen).or_else(|| list.said(Kind::Default));
    let number: usize = number.and_then(|number| number.parse().ok()).unwrap_or(0);
    let entry = list.all(Kind::Entry).nth(number)?;
    Some(Kind::Text.element().saying(entry.val()?))
}

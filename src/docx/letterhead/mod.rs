//! An office's own document (版式) and the written report → the report in that document: its page, styles, head and
//! foot, our body.
//!
//! 1. `sheet` reads its styles, `signs` looks at its blocks, `anatomy` tells head, body and foot apart;
//! 2. `samples` finds in the body that gives way what the elements look like there, `measures` what our look must
//!    take over so that tables and titles fit;
//! 3. `fill` puts number, signers, copies and date into head and foot, `definitions` gives our styles the look of the
//!    samples, `body` puts our blocks between.

mod anatomy;
mod body;
mod definitions;
mod fields;
mod fill;
mod findings;
mod foot;
mod measures;
mod samples;
mod sheet;
mod signs;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use super::edit::{Editor, Fault, Fresh, How, bookmark_names, graft, position};
use super::read::names::bound;
use super::read::outline::{Form, Outline};
use super::read::{Unreadable, open, style_names};
use crate::docx::kinds::Kind;
use crate::docx::views::{View, section_of};
use crate::finding::{Noted, Refusal};
use crate::model::element::gap;
use crate::model::look::Look;
use crate::model::report::{Report, Role};
use crate::package::relations::{declare, main, related, relations, target};
use crate::package::spans::{append, replaced, spans};
use crate::package::store::Store;
use crate::package::xml::{Element, Node, parse};
use anatomy::Anatomy;
use definitions::{Definitions, Origin};
use fields::{Field, Fields};
use fill::Filled;
use samples::Sample;
use sheet::Sheet;
use signs::Signs;

/// The content type of the part that a document is in.
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// An office's own document.
#[derive(Debug)]
pub struct Letterhead<'a> {
    /// Its path.
    pub file: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    sheet: Sheet,
    signs: Vec<Signs>,
    anatomy: Anatomy,
    samples: BTreeMap<Role, Sample>,
    /// The styles that its text, headers and footers name.
    used: BTreeSet<String>,
    /// The page of its body.
    page: Option<Element>,
    /// Whether that page ends with the body.
    ends: bool,
    /// Whether its pages have numbers.
    numbered: bool,
}

impl<'a> Letterhead<'a> {
    /// Reads the document.
    ///
    /// # Errors
    /// When it is no .docx that can be opened.
    pub fn open(file: &'a str, bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let mut store = open(bytes)?;
        let part = main(&mut store)?;
        let outline = Outline::whole(store.text(&part)?)?;
        let sheet = Sheet::of(&mut store, &part)?;
        let trees: Vec<Element> =
            outline.blocks.iter().map(|block| outline.tree(block)).collect::<Result<_, _>>()?;
        let signs: Vec<Signs> = trees.iter().map(|tree| Signs::of(tree, &sheet)).collect();
        let anatomy = Anatomy::of(&signs);
        let giving_way = trees.get(anatomy.body.clone()).unwrap_or_default();
        let paragraphs: Vec<Element> = giving_way
            .iter()
            .flat_map(Element::elements)
            .filter(|child| child.is(Kind::Paragraph))
            .cloned()
            .collect();
        let last = outline.section.as_ref().map(|range| outline.element(range)).transpose()?;
        let ended = giving_way.iter().filter_map(section_of).next_back().cloned();
        let mut used = BTreeSet::new();
        trees.iter().for_each(|tree| named_styles(tree, &mut used));
        for margin in margins(&mut store, &part) {
            named_styles(&parse(&store.text(&margin)?)?, &mut used);
        }
        Ok(Letterhead {
            file,
            bytes,
            samples: samples::samples(&paragraphs, &sheet),
            used,
            ends: ended.is_some(),
            page: ended.or(last),
            numbered: is_numbered(&mut store, &part),
            sheet,
            signs,
            anatomy,
        })
    }

    /// The look with the office's page, type and distances, so that what we measure fits.
    #[must_use]
    pub fn look(&self, look: &Look) -> Look {
        measures::look(look, self)
    }

    /// Puts the report into the document.
    ///
    /// # Errors
    /// [`Refusal::Document`] when one of the two cannot be read, which [`Self::open`] and the writer rule out.
    pub fn put(&self, written: &[u8], report: &Report) -> Result<Noted<Vec<u8>>, Refusal> {
        self.filled(written, report).map_err(Refusal::Document)
    }

    fn filled(&self, written: &[u8], report: &Report) -> Result<Noted<Vec<u8>>, Fault> {
        let how = How { track: false, moment: DateTime::constant(1980, 1, 1, 0, 0, 0, 0) };
        let mut editor = Editor::open(self.bytes, &how)?.whole()?;
        let mut fresh = Fresh::whole(written)?;
        let origins = self.define(&mut editor, &fresh)?;
        let fields = Fields::of(report);
        let mut filled = Filled::default();
        for at in self.anatomy.head.clone() {
            self.fill(&mut editor, at, &fields, &mut filled)?;
        }
        let foot = self.foot(&mut editor, &fields, &mut filled)?;
        let unplaced = self.place(&mut editor, &mut fresh, &fields, &filled)?;
        let drawn = self.clear(&mut editor)?;
        let wanted = body::wanted(&fresh, report, &self.anatomy);
        let (page, ends) = (self.page.clone(), self.ends);
        body::Body { fresh: &mut fresh, wanted, page, drawn, ends, foot }
            .put(&mut editor, self.anatomy.body.end)?;
        let xml = replaced(&editor.outline.xml, std::mem::take(&mut editor.changes));
        editor.store.put(&editor.part, bound(xml)?.into_bytes());
        editor.store_styles()?;
        introduce(&mut editor.store, &mut fresh.store, &editor.part)?;
        let told = findings::FillNotes {
            letterhead: self,
            origins: &origins,
            filled: &filled,
            fields: &fields,
            unplaced,
        };
        Ok(Noted { value: editor.store.zip()?, findings: told.findings() })
    }

    /// Gives the document the styles that the report names.
    fn define(&self, editor: &mut Editor, fresh: &Fresh) -> Result<BTreeMap<Role, Origin>, Fault> {
        let ids = definitions::ids(&fresh.definitions, &self.sheet);
        let (sheet, samples, used) = (&self.sheet, &self.samples, &self.used);
        let made = Definitions { sheet, samples, used, ours: &fresh.definitions, ids: &ids };
        let (defined, origins) = made.all();
        let Some(name) = related(&mut editor.store, &editor.part, "styles")? else {
            // Without a part of styles there is none to be changed; the new ones make one.
            editor.new_styles.extend(defined.into_iter().map(|(_, style)| style));
            return Ok(origins);
        };
        let text = bound(editor.store.text(&name)?)?;
        let root = spans(&text, |_| false)?;
        let (mut changes, mut new) = (Vec::new(), String::new());
        for (there, style) in defined {
            let place = there.and_then(|id| {
                let mut places = root.children.iter();
                places.find(|span| text.get(span.tag.clone()).is_some_and(|tag| has_id(tag, &id)))
            });
            match place {
                Some(span) => changes.push((span.range.clone(), style.to_xml())),
                None => new += &style.to_xml(),
            }
        }
        let text = append(&replaced(&text, changes), &new)?;
        editor.store.put(&name, text.into_bytes());
        editor.styles = style_names(&mut editor.store, &editor.part)?;
        Ok(origins)
    }

    /// Fills the places of a block of head or foot.
    fn fill(
        &self,
        editor: &mut Editor,
        at: usize,
        fields: &Fields,
        filled: &mut Filled,
    ) -> Result<(), Fault> {
        let block = editor.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
        let before = editor.outline.tree(&block)?;
        let mut tree = before.clone();
        filled.fill(&mut tree, fields, &mut editor.pen);
        if tree == before {
            return Ok(());
        }
        for (range, node) in block.ranges.iter().zip(&tree.children) {
            let Node::Element(element) = node else { continue };
            editor.changes.push((range.clone(), element.to_xml()));
        }
        Ok(())
    }

    /// The blocks of the foot, filled, at the foot of their page; they are taken out of their places.
    fn foot(&self, editor: &mut Editor, fields: &Fields, filled: &mut Filled) -> Result<Vec<Element>, Fault> {
        let mut blocks = Vec::new();
        for at in self.anatomy.foot.clone() {
            let block = editor.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
            let mut tree = editor.outline.tree(&block)?;
            filled.fill(&mut tree, fields, &mut editor.pen);
            blocks.extend(tree.elements().cloned());
            editor.changes.extend(block.ranges.iter().map(|range| (range.clone(), String::new())));
        }
        let style = editor.styles.iter().find_map(|(id, name)| gap::IMPRINT.is(name).then_some(id.as_str()));
        Ok(foot::settled(blocks, self.page.as_ref(), style))
    }

    /// Brings in what has found no place in the head: lines above it, number and signers below. What a foot has no
    /// place for is only told.
    fn place(
        &self,
        editor: &mut Editor,
        fresh: &mut Fresh,
        fields: &Fields,
        filled: &Filled,
    ) -> Result<Vec<(Field, bool)>, Fault> {
        let mut unplaced = Vec::new();
        let mut names = bookmark_names(&editor.outline.xml);
        let end = self.anatomy.head.clone().rev().find(|at| !self.signs.get(*at).is_some_and(Signs::blank));
        for field in fields.texts.keys().filter(|field| !filled.placed.contains(field)) {
            let role = field.role();
            if role == Role::Mark {
                continue;
            }
            if role.is_imprint() {
                if self.anatomy.has_foot() {
                    unplaced.push((*field, false));
                }
                continue;
            }
            let has = self.anatomy.has_head();
            let at = if role < Role::Mark { self.below_labels() } else { end.unwrap_or_default() };
            let place = fields.id(*field).and_then(|id| fresh.place(id));
            // 签发人 stand on the line of the number: where that has its place, ours would repeat it.
            let repeats = *field == Field::SIGNERS && filled.placed.contains(&Field::NUMBER);
            let doubled = *field == Field::SIGNERS && fields.text(Field::NUMBER).is_some() && !repeats;
            if !has || doubled {
                continue;
            }
            let Some(place) = place.filter(|_| !repeats) else {
                unplaced.push((*field, false));
                continue;
            };
            let at = position(&editor.outline, at);
            let xml = graft(editor, fresh, place, &[], &mut names)?;
            editor.changes.push((at..at, xml));
            unplaced.push((*field, true));
        }
        Ok(unplaced)
    }

    /// Below the lines of the head that stand above its mark, 份号 and the like; at its beginning without any.
    fn below_labels(&self) -> usize {
        let head = self.signs.get(self.anatomy.head.clone()).unwrap_or_default();
        let labels = head.iter().take_while(|block| block.label() && !block.red && !block.numbered());
        labels.count()
    }

    /// Takes away what gives way, and gives what is drawn in it and stays.
    fn clear(&self, editor: &mut Editor) -> Result<Vec<Element>, Fault> {
        let mut drawn = Vec::new();
        let goes = |at: usize| self.anatomy.body.contains(&at);
        let mut done = BTreeSet::new();
        for at in self.anatomy.body.clone() {
            let block = editor.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
            if block.form == Form::Paragraph {
                drawn.extend(body::red_drawings(&editor.outline.tree(&block)?));
            }
            // What wraps nothing else goes as a whole: an empty content control is none.
            let Some(outer) = block.path.first().copied() else { continue };
            let alike = |(at, other): (usize, &super::read::outline::Part)| {
                other.path.first() != Some(&outer) || goes(at)
            };
            let span = editor.outline.body.children.get(outer).map(|span| span.range.clone());
            match span.filter(|_| editor.outline.blocks.iter().enumerate().all(alike)) {
                Some(range) => {
                    if done.insert(outer) {
                        editor.changes.push((range, String::new()));
                    }
                    // A paragraph whose end is deleted is one with the next.
                    let more = block.ranges.iter().skip(1).filter(|_| block.path.len() == 1);
                    editor.changes.extend(more.map(|range| (range.clone(), String::new())));
                }
                None => {
                    editor.changes.extend(block.ranges.iter().map(|range| (range.clone(), String::new())))
                }
            }
        }
        Ok(drawn)
    }
}

/// The styles that anything in an element names.
fn named_styles(element: &Element, found: &mut BTreeSet<String>) {
    let (_, name) = element.name.split_once(':').unwrap_or(("", &element.name));
    if matches!(name, "pStyle" | "rStyle" | "tblStyle") {
        let id = element.attributes.iter().find(|(name, _)| name.ends_with(":val"));
        found.extend(id.map(|(_, id)| id.clone()));
    }
    element.elements().for_each(|child| named_styles(child, found));
}

/// The parts of headers and footers.
fn margins(store: &mut Store, part: &str) -> Vec<String> {
    let known = relations(store, part).unwrap_or_default();
    let margins = known.iter().filter(|relation| matches!(relation.word(), "footer" | "header"));
    margins.map(|relation| target(part, relation)).collect()
}

/// Whether the tag of a style has this id.
fn has_id(tag: &str, id: &str) -> bool {
    tag.contains(&format!("styleId=\"{id}\"")) || tag.contains(&format!("styleId='{id}'"))
}

/// Whether a footer or header of the document shows the number of its page.
fn is_numbered(store: &mut Store, part: &str) -> bool {
    margins(store, part).iter().any(|part| {
        let text = store.text(part).unwrap_or_default();
        text.split("instr").skip(1).any(|rest| rest.chars().take(40).collect::<String>().contains("PAGE"))
            || text.contains("w:pgNum/")
    })
}

/// Gives the document our properties (title, organ, date of the report), and makes it a document where it is a
/// template.
fn introduce(store: &mut Store, fresh: &mut Store, part: &str) -> Result<(), Fault> {
    let known = related(store, "", "core-properties")?;
    if let (Some(name), Some(ours)) = (known, related(fresh, "", "core-properties")?) {
        let bytes = fresh.bytes(&ours)?;
        store.put(&name, bytes);
    }
    retype(store, part)
}

/// A template's part says that it is one.
fn retype(store: &mut Store, part: &str) -> Result<(), Fault> {
    const TYPES: &str = "[Content_Types].xml";
    let text = store.text(TYPES)?;
    let template = DOCUMENT.replace("document.main", "template.main");
    if text.contains(&template) {
        store.put(TYPES, text.replace(&template, DOCUMENT).into_bytes());
    }
    declare(store, part, DOCUMENT)?;
    Ok(())
}

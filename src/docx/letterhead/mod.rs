//! An office's own document (版式) and the written report → the report in that document: its page, styles, head and
//! foot, our body.
//!
//! 1. `sheet` reads its styles, `signs` looks at its blocks, `anatomy` tells head, body and foot apart;
//! 2. `samples` finds in the body that gives way what the elements look like there, `measures` what our look must
//!    take over so that tables and titles fit;
//! 3. `names`, `blanks` and `places` know a place by its name, `lines` what a line's places are; `fill` puts number,
//!    signers, copies and date into head and foot, `marks` the organs, `added` what has no place beside what has one,
//!    all in the room that `rooms` measures; `unplaced` on a line of its own, where `floats` and `free` leave one;
//!    `left` sees what of the form is left in them;
//! 4. `definitions` and `restyle` give our styles the look of the samples, `body` puts our blocks between;
//! 5. `survey` says, on every run, what is missing in the document that came of it.

mod added;
mod anatomy;
mod blanks;
mod body;
mod definitions;
mod fields;
mod fill;
mod findings;
mod floats;
mod foot;
mod free;
mod left;
mod lines;
mod marks;
mod measures;
mod names;
mod parts;
mod places;
mod restyle;
mod rooms;
mod samples;
mod sheet;
mod signs;
mod survey;
mod unplaced;
mod ways;

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::DateTime;

use super::edit::{Editor, Fault, Fresh, How};
use super::read::names::{bound, tree};
use super::read::outline::{Form, Outline, Part};
use super::read::{Unreadable, open};
use crate::docx::kinds::Kind;
use crate::docx::views::{View, section_of};
use crate::finding::{Noted, Refusal};
use crate::kind::PlaceWords;
use crate::model::element::gap;
use crate::model::look::Look;
use crate::model::report::{Report, Role};
use crate::package::relations::main;
use crate::package::spans::replaced;
use crate::package::xml::{Element, Node, XmlFault};
use anatomy::Anatomy;
use fields::Fields;
use fill::{Beside, Filled, Given, Stands};
use floats::{Paper, drop_beside};
use free::Free;
use names::Names;
use parts::{introduce, is_numbered, margins, named_styles, of_lines, with_references};
use restyle::Restyled;
use samples::Samples;
use sheet::Sheet;
use signs::Signs;
pub use survey::Survey;

/// An office's own document (版式文件), read so that a report can be put into it.
#[derive(Debug)]
pub struct Letterhead<'a> {
    /// Its path inside the folder.
    pub file: &'a str,
    /// The bytes of the .docx, whoever wrote it.
    pub bytes: &'a [u8],
    sheet: Sheet,
    signs: Vec<Signs>,
    anatomy: Anatomy,
    samples: Samples,
    names: Names,
    /// The styles that its text, headers and footers name.
    used: BTreeSet<String>,
    /// Those that its head and foot name.
    stays: BTreeSet<String>,
    /// What of a form its headers and footers hold.
    left: Vec<String>,
    /// The blank lines of its head that may be written on.
    free: Free,
    /// The sheet of its first page; none when it says nothing of it.
    paper: Option<Paper>,
    /// The section (`w:sectPr`) of its body; none when it says nothing of its pages.
    page: Option<Element>,
    /// Whether that page ends with the body.
    ends: bool,
    /// Whether its headers or footers hold a field with the page number.
    numbered: bool,
}

impl<'a> Letterhead<'a> {
    /// Reads the document; `words` are the names that places in forms have.
    ///
    /// # Errors
    /// When it is no .docx that can be opened.
    pub fn open(file: &'a str, bytes: &'a [u8], words: &PlaceWords) -> Result<Self, Unreadable> {
        let names = Names::of(words);
        let mut store = open(bytes)?;
        let part = main(&mut store)?;
        let outline = Outline::whole(store.text(&part)?)?;
        let sheet = Sheet::of(&mut store, &part)?;
        let mut trees: Vec<Element> =
            outline.blocks.iter().map(|block| outline.tree(block)).collect::<Result<_, _>>()?;
        let last = outline.section.as_ref().map(|range| outline.element(range)).transpose()?;
        let sections: Vec<Element> = trees.iter().filter_map(section_of).cloned().collect();
        let paper = sections.first().or(last.as_ref()).and_then(Paper::of);
        trees.iter_mut().zip(paper.iter().cycle()).for_each(|(tree, paper)| drop_beside(tree, *paper));
        let mut named = trees.clone();
        for (tree, block) in named.iter_mut().zip(&outline.blocks) {
            around(&outline, block, tree, &names)?;
            places::named(tree, &names);
        }
        let signs = trees.iter().zip(&named).map(|(tree, named)| Signs::of(tree, named, &sheet, &names));
        let signs: Vec<Signs> = signs.collect();
        let anatomy = Anatomy::of(&signs);
        let giving_way = named.get(anatomy.body.clone()).unwrap_or_default();
        // The distance to the title may be what waits for the text.
        let distance = signs.get(..anatomy.body.start).unwrap_or_default();
        let distance = distance.iter().rev().take_while(|block| block.blank()).count();
        let shown = named.get(anatomy.body.start - distance..anatomy.body.end).unwrap_or_default();
        let paragraphs: Vec<Element> = shown
            .iter()
            .flat_map(Element::elements)
            .filter(|child| child.is(Kind::Paragraph))
            .cloned()
            .collect();
        let ended = giving_way.iter().filter_map(section_of).next_back().cloned();
        let mut used = BTreeSet::new();
        trees.iter().for_each(|tree| named_styles(tree, &mut used));
        let mut stays = BTreeSet::new();
        let outer = |at: usize| !anatomy.body.contains(&at);
        let kept = trees.iter().enumerate().filter(|(at, _)| outer(*at));
        kept.for_each(|(_, tree)| named_styles(tree, &mut stays));
        let mut left = Vec::new();
        for margin in margins(&mut store, &part) {
            let margin = tree(&store.text(&margin)?)?;
            named_styles(&margin, &mut used);
            left.extend(left::left_lines(&margin, &names));
            left.extend(left::written_pages(&margin));
        }
        let above = trees.get(..anatomy.foot.start).unwrap_or_default();
        let free = Free::of(above, &signs, &anatomy.head, &sheet, paper);
        let samples = samples::samples(&paragraphs, &sheet, &names);
        let pitch = samples.found.get(&Role::Body).and_then(|sample| sample.shown.line);
        let pitch = pitch.filter(|_| free.fixed);
        Ok(Letterhead {
            file,
            bytes,
            free,
            paper,
            samples,
            names,
            used,
            stays,
            left,
            ends: ended.is_some(),
            page: ended.or(last).map(|page| of_lines(with_references(page, &sections), pitch)),
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

    /// Whether an element is the office's own in the document, and none of the report's: 发文机关标志, which may be
    /// its usual short name (7.2.4).
    #[must_use]
    pub fn has_own(&self, role: Role) -> bool {
        self.anatomy.has_head() && matches!(role, Role::Mark | Role::MarkWord)
    }

    /// The report without what is the office's own.
    #[must_use]
    pub fn without_own(&self, report: &Report) -> Report {
        let mut report = report.clone();
        report.blocks.retain(|block| !self.has_own(block.role));
        report
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
        let restyled = self.define(&mut editor, &fresh)?;
        let fields = Fields::of(report);
        let font = restyle::font(&fresh.definitions);
        let given = Given { font: font.as_deref(), ..self.given(&fields) };
        let lines = self.lines(&mut editor, &mut fresh, &fields)?;
        let mut filled = Filled::beside(self.beside());
        for at in self.anatomy.head.clone() {
            self.fill(&mut editor, at, &given, &restyled, (&mut filled, lines.on.get(&at)))?;
        }
        let foot = self.foot(&mut editor, &given, &restyled, &mut filled)?;
        editor.changes.extend(lines.between);
        let drawn = self.clear(&mut editor)?;
        let wanted = body::wanted(&fresh, report, &self.anatomy);
        let (page, ends) = (self.page.clone(), self.ends);
        body::Body { fresh: &mut fresh, wanted, page, drawn, ends, foot }
            .put(&mut editor, self.anatomy.body.end)?;
        let xml = replaced(&editor.outline.xml, std::mem::take(&mut editor.changes));
        editor.store.put(&editor.part, bound(xml)?.into_bytes());
        editor.store_styles()?;
        introduce(&mut editor.store, &mut fresh.store, &editor.part)?;
        let findings = findings::told(self, &restyled.origins);
        Ok(Noted { value: editor.store.zip()?, findings })
    }

    /// A block as it stands in the document, with its places filled.
    fn block(
        &self,
        editor: &mut Editor,
        at: usize,
        given: &Given<'_>,
        filled: &mut Filled,
    ) -> Result<(Vec<Range<usize>>, Element), Fault> {
        let block = editor.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
        let mut tree = editor.outline.tree(&block)?;
        self.paper.into_iter().for_each(|paper| drop_beside(&mut tree, paper));
        around(&editor.outline, &block, &mut tree, &self.names)?;
        let marked = self.signs.get(at).is_some_and(|signs| signs.marked);
        let stands = match self.anatomy.foot.contains(&at) {
            true => Stands::Foot,
            false if marked => Stands::Mark,
            false => Stands::Head,
        };
        filled.fill(&mut tree, stands, given, &mut editor.pen)?;
        Ok((block.ranges, tree))
    }

    /// Fills the places of a block of the head; a blank one may become a line of ours.
    fn fill(
        &self,
        editor: &mut Editor,
        at: usize,
        given: &Given<'_>,
        restyled: &Restyled,
        (filled, line): (&mut Filled, Option<&Element>),
    ) -> Result<(), Fault> {
        let block = editor.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
        let before = editor.outline.tree(&block)?;
        let (ranges, mut tree) = self.block(editor, at, given, filled)?;
        restyled.follow(&mut tree);
        line.cloned().into_iter().for_each(|line| free::write_on(&mut tree, line));
        if tree == before {
            return Ok(());
        }
        for (range, node) in ranges.iter().zip(&tree.children) {
            // Where an organ's place went there is no element.
            let xml = if let Node::Element(element) = node { element.to_xml() } else { String::new() };
            editor.changes.push((range.clone(), xml));
        }
        Ok(())
    }

    /// The blocks of the foot, filled, at the foot of their page; they are taken out of their places.
    fn foot(
        &self,
        editor: &mut Editor,
        given: &Given<'_>,
        restyled: &Restyled,
        filled: &mut Filled,
    ) -> Result<Vec<Element>, Fault> {
        let mut blocks = Vec::new();
        for at in self.anatomy.foot.clone() {
            let (ranges, mut tree) = self.block(editor, at, given, filled)?;
            restyled.follow(&mut tree);
            blocks.extend(tree.elements().cloned());
            editor.changes.extend(ranges.into_iter().map(|range| (range, String::new())));
        }
        let style = editor.styles.iter().find_map(|(id, name)| gap::IMPRINT.is(name).then_some(id.as_str()));
        Ok(foot::settled(blocks, self.page.as_ref(), style))
    }

    /// What its places are filled from.
    fn given<'g>(&'g self, fields: &'g Fields) -> Given<'g> {
        Given { fields, names: &self.names, sheet: &self.sheet, font: None }
    }

    /// What it has no place for.
    fn beside(&self) -> Beside {
        let blocks = |part: &Range<usize>| self.signs.get(part.clone()).unwrap_or_default();
        let (head, foot) = (blocks(&self.anatomy.head), blocks(&self.anatomy.foot));
        Beside {
            width: self.page.as_ref().and_then(foot::text_area).map(|(_, width)| width),
            signers: !head.iter().any(Signs::signed),
            copies: !head.iter().chain(foot).any(Signs::copied),
        }
    }

    /// Takes away what gives way, and gives what is drawn in it and stays.
    fn clear(&self, editor: &mut Editor) -> Result<Vec<Element>, Fault> {
        let mut drawn = Vec::new();
        let goes = |at: usize| self.anatomy.body.contains(&at);
        let mut done = BTreeSet::new();
        for at in self.anatomy.body.clone() {
            let block = editor.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
            // Without its head a red line would stand alone.
            if block.form == Form::Paragraph && self.anatomy.has_head() {
                drawn.extend(body::red_drawings(&editor.outline.tree(&block)?));
            }
            // What wraps nothing else goes as a whole: an empty content control is none.
            let Some(outer) = block.path.first().copied() else { continue };
            let alike = |(at, other): (usize, &Part)| other.path.first() != Some(&outer) || goes(at);
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

/// Gives the only block of a content control around it the name of that.
fn around(outline: &Outline, block: &Part, tree: &mut Element, names: &Names) -> Result<(), XmlFault> {
    let Some(outer) = block.path.first().filter(|_| block.path.len() > 1) else { return Ok(()) };
    let inside = outline.blocks.iter().filter(|other| other.path.first() == Some(outer)).count();
    let Some(range) = outline.body.children.get(*outer).map(|span| span.range.clone()) else { return Ok(()) };
    let control = outline.element(&range)?;
    if let (1, Some(name)) = (inside, places::control_name(&control, names)) {
        tree.all_mut(Kind::Paragraph).for_each(|paragraph| places::name_whole(paragraph, name));
    }
    Ok(())
}

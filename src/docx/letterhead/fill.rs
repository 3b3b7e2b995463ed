//! Head and foot of an office's document → the same with the report's number, signers, copies and date in their
//! places, everything else as it was. What a line's places are `lines` decides.

use std::collections::BTreeSet;

use super::blanks::blanks;
use super::fields::{Field, Fields};
use super::left::{self, left_lines};
use super::lines::{Changes, Place};
use super::marks;
use super::names::Names;
use super::places::named;
use super::sheet::Sheet;
use super::signs::is_loud;
use super::ways::{find, forget, splice};
use super::{added, rooms};
use crate::docx::edit::{Fault, Pen, bookmark, rewrite};
use crate::docx::kinds::Kind;
use crate::docx::read::pieces::{pieces, text as shown};
use crate::docx::views::Paragraph;
use crate::model::revision::Splice;
use crate::package::xml::Element;

/// Which part of the page a block belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// In 版头, below or above 发文机关标志.
    Head,
    /// In 版头, as 发文机关标志.
    Mark,
    /// In 版记.
    Foot,
}

/// What the places of a document are filled from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) fields: &'a Fields,
    pub(super) names: &'a Names,
    pub(super) sheet: &'a Sheet,
    /// The font of texts that have none of their own.
    pub(super) font: Option<&'a str>,
}

/// What a document has no place for and what comes in beside what it has a place for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside {
    /// How wide the lines of its pages are, in twips.
    pub(super) width: Option<i64>,
    /// Whether 签发人 have no place of their own.
    pub(super) signers: bool,
    /// Whether 抄送 have none in a foot that has 印发.
    pub(super) copies: bool,
}

/// What was done in the places of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    /// The fields that have found a place.
    pub(super) placed: BTreeSet<Field>,
    /// What another document had left there and is blanked now.
    pub(super) blanked: Vec<Stays>,
    /// What stands there although the report says nothing of it.
    pub(super) kept: Vec<Stays>,
    /// Places of what every paper has that has them, with nothing to stand there.
    pub(super) empty: BTreeSet<Field>,
    /// Names in braces that nothing is called by, so that nothing is filled in.
    pub(super) unknown: Vec<String>,
    /// The lines in which something of the form is left.
    pub(super) left: Vec<String>,
    /// Places that were set in a type that no official text has, and how large that was.
    pub(super) small: Vec<(Field, Option<f64>)>,
    /// The lines of marks and dates as they were filled: nothing renews them later.
    pub(super) once: Vec<(Field, String)>,
    /// How many marks have found a place, in what new programs show and in what older ones do.
    pub(super) marks: [usize; 2],
    pub(super) beside: Beside,
    /// How many places of organs that the report has not went.
    pub(super) spared: usize,
    /// The names of bookmarks that were given to filled places, each once.
    marked: BTreeSet<String>,
}

/// What stands in a place that the report says nothing of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stays {
    pub(super) field: Field,
    /// What stood in the place before.
    pub(super) text: String,
    /// The whole line as it stands now.
    pub(super) line: String,
}

impl Filled {
    /// Nothing yet.
    pub(super) fn beside(beside: Beside) -> Self {
        Filled { beside, ..Filled::default() }
    }

    /// Fills the places of a block, given as a tree, with what the report has for them.
    pub(super) fn fill(
        &mut self,
        tree: &mut Element,
        stands: Stands,
        given: &Given<'_>,
        pen: &mut Pen,
    ) -> Result<(), Fault> {
        let (fields, names) = (given.fields, given.names);
        forget(tree, &mut Vec::new());
        named(tree, names);
        let (mut paragraphs, mut labels) = (Vec::new(), Vec::new());
        left::labels(tree, &mut labels);
        labels.retain(|(label, value)| {
            label.ends_with(['：', ':']) || blanks(value, names).iter().any(|blank| blank.labelled)
        });
        find(tree, &mut Vec::new(), false, &mut paragraphs);
        // Those inside a box before the one that holds the box, since words that change move what is behind them.
        paragraphs.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        let (mut spare, mut issues) = (Vec::new(), Vec::new());
        for (path, fallback) in paragraphs {
            let text = shown(&pieces(tree, std::slice::from_ref(&path), ""));
            // A label has its value in the next cell.
            if labels.iter().any(|(label, _)| label == text.trim()) {
                continue;
            }
            let room = rooms::room(tree, &path, self.beside.width);
            let loud = tree.at(&path).is_some_and(|paragraph| is_loud(paragraph, given.sheet));
            let place = Place { stands, fallback, loud, room: room.map(rooms::halves_of) };
            let changes = self.changes(&text, place, fields, names);
            let line = changes.applied(&text);
            self.note(&changes, &line);
            if changes.spare {
                spare.push(path);
                continue;
            }
            if changes.list.is_empty() && changes.fields.is_empty() {
                continue;
            }
            let splices: Vec<Splice> =
                changes.list.iter().map(|(range, new)| splice(&text, range, new)).collect();
            rewrite(tree, std::slice::from_ref(&path), "", &splices, pen)?;
            let number =
                changes.fields.contains(&Field::NUMBER).then(|| fields.text(Field::NUMBER)).flatten();
            let alone = number.is_some_and(|number| line.trim() == number);
            let Some(paragraph) = tree.at_mut(&path) else { continue };
            if alone {
                self.sign_beside(paragraph, fields, room);
            }
            if changes.named_organ {
                rooms::narrow(paragraph, given.sheet, room);
            } else if stands != Stands::Mark && !changes.fields.is_empty() {
                self.enlarge(paragraph, &changes.fields, given);
            }
            let id = changes.fields.iter().find_map(|field| fields.id(*field));
            if let (Some(id), false) = (id, fallback) {
                self.mark(paragraph, id, pen);
            }
            let issued = changes.fields.contains(&Field::ISSUED) || changes.fields.contains(&Field::ORGAN);
            issues.extend((stands == Stands::Foot && issued).then_some((path, fallback)));
        }
        self.spared += spare.len();
        for path in spare.into_iter().rev() {
            marks::centre(tree, &path);
            marks::drop_spare(tree, &path);
        }
        self.copy_above(tree, issues, given, pen);
        self.left.extend(left_lines(tree, names));
        Ok(())
    }

    /// What stays in a line, and what nothing renews in it.
    fn note(&mut self, changes: &Changes, line: &str) {
        let stays = |(field, text): &(Field, String)| Stays {
            field: *field,
            text: text.trim().to_owned(),
            line: line.to_owned(),
        };
        self.blanked.extend(changes.blanked.iter().map(stays));
        self.kept.extend(changes.kept.iter().map(stays));
        let once = changes.fields.iter().rev().find(|field| field.once()).copied();
        let once = once.or_else(|| changes.named_organ.then_some(Field::MARK));
        self.once.extend(once.map(|field| (field, line.trim().to_owned())));
    }

    /// Gives a place the size of an official text, where it has a smaller one or none.
    fn enlarge(&mut self, paragraph: &mut Element, filled: &BTreeSet<Field>, given: &Given<'_>) {
        let imprint = filled.iter().any(|field| field.role().is_imprint());
        if let Some(size) = rooms::enlarge(paragraph, given.sheet, given.font, imprint) {
            self.small.extend(filled.iter().map(|field| (*field, size)));
        }
    }

    /// 抄送 on a line of their own above 印发, where the foot has no place for them (7.4.2).
    fn copy_above(
        &mut self,
        tree: &mut Element,
        issues: Vec<(Vec<usize>, bool)>,
        given: &Given<'_>,
        pen: &mut Pen,
    ) {
        let Some(text) = given.fields.text(Field::COPIES).filter(|_| self.beside.copies) else { return };
        for (path, fallback) in added::lines(tree, issues).into_iter().rev() {
            let Some(mut copies) = added::line_above(tree, &path, text) else { continue };
            self.placed.insert(Field::COPIES);
            if let (Some(id), false) = (given.fields.id(Field::COPIES), fallback) {
                added::paragraph(&mut copies).into_iter().for_each(|paragraph| self.mark(paragraph, id, pen));
            }
            added::put_above(tree, &path, copies);
        }
    }

    /// 签发人 at the right of a number that has its line to itself (7.2.6); more than two take rows of their own.
    fn sign_beside(&mut self, paragraph: &mut Element, fields: &Fields, room: Option<i64>) {
        let signers = fields.text(Field::SIGNERS).filter(|names| names.split('　').count() <= 2);
        let number = fields.text(Field::NUMBER).unwrap_or_default();
        if let (true, Some(room), Some(signers)) = (self.beside.signers, room, signers)
            && added::fits_beside(number, signers, room)
        {
            self.placed.insert(Field::SIGNERS);
            added::sign_beside(paragraph, signers, room);
        }
    }

    /// Puts a paragraph under the bookmark of its block.
    fn mark(&mut self, paragraph: &mut Element, id: &str, pen: &mut Pen) {
        let name = bookmark(id);
        if !self.marked.insert(name.clone()) {
            return;
        }
        let number = pen.number();
        let start = Kind::BookmarkStart.element().with("w:id", number.as_str()).with("w:name", name);
        let end = Kind::BookmarkEnd.element().with("w:id", number);
        Paragraph(paragraph).begin_with([start, end]);
    }
}

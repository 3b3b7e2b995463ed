//! Head and foot of an office's document → the same with the report's number, signers, copies and date in their
//! places, everything else as it was.
//!
//! A place is known by what stands there (某发〔2022〕  号, 签发人：……, 抄送：……, ……年……月……日印发) or by a name in
//! braces ({发文字号}). Where the report says nothing, what another document left there is blanked: its number and
//! its date would be wrong.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::pattern::Match;

use super::fields::{Field, Fields};
use super::signs::{BLANK, COPIES, ISSUED, NUMBER, SECRECY, SERIAL, SIGNERS, URGENCY, WHOLE, is_prose};
use crate::docx::characters::halves;
use crate::docx::edit::{Pen, rewrite};
use crate::docx::kinds::Kind;
use crate::docx::read::outline::hint;
use crate::docx::read::pieces::{pieces, text as shown};
use crate::docx::views::{Paragraph, View};
use crate::model::revision::Splice;
use crate::package::xml::{Element, Node};

/// What was done in the places of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    /// The fields that have found a place.
    pub(super) placed: BTreeSet<Field>,
    /// What another document had left there and is blanked now.
    pub(super) blanked: Vec<(Field, String)>,
    /// What stands there although the report says nothing of it.
    pub(super) kept: Vec<(Field, String)>,
    /// Names in braces that are none.
    pub(super) unknown: Vec<String>,
    /// The bookmarks that were given.
    marked: BTreeSet<String>,
}

/// Texts of a paragraph that are replaced, by their bytes.
#[derive(Debug, Default)]
struct Changes {
    list: Vec<(Range<usize>, String)>,
    fields: BTreeSet<Field>,
}

impl Filled {
    /// Fills the places in a block.
    pub(super) fn fill(&mut self, tree: &mut Element, fields: &Fields, pen: &mut Pen) {
        forget(tree, &mut Vec::new());
        let mut paragraphs = Vec::new();
        find(tree, &mut Vec::new(), false, &mut paragraphs);
        let alone = alone(tree, &paragraphs);
        // Those inside a box before the one that holds the box, since words that change move what is behind them.
        paragraphs.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        for (path, fallback) in paragraphs {
            let text = shown(&pieces(tree, std::slice::from_ref(&path), ""));
            let changes = self.changes(&text, fields, alone.as_deref() == Some(text.as_str()));
            if changes.list.is_empty() && changes.fields.is_empty() {
                continue;
            }
            let splices: Vec<Splice> =
                changes.list.iter().map(|(range, new)| splice(&text, range, new)).collect();
            rewrite(tree, std::slice::from_ref(&path), "", &splices, pen);
            let id = changes.fields.iter().find_map(|field| fields.id(*field));
            if let (Some(id), Some(paragraph), false) = (id, tree.at_mut(&path), fallback) {
                self.mark(paragraph, id, pen);
            }
        }
    }

    fn changes(&mut self, text: &str, fields: &Fields, alone: bool) -> Changes {
        let mut changes = Changes::default();
        if self.blanks(text, fields, &mut changes) {
            return changes;
        }
        for (field, pattern) in [
            (Field::SERIAL, &SERIAL),
            (Field::SECRECY, &SECRECY),
            (Field::URGENCY, &URGENCY),
            (Field::COPIES, &COPIES),
        ] {
            let found = pattern.captures(text).and_then(|found| found.get(1));
            self.one(field, found, fields, &mut changes);
        }
        self.number_and_signers(text, fields, &mut changes);
        self.issue(text, fields, &mut changes);
        if alone {
            self.one(Field::ORGAN, WHOLE.captures(text).and_then(|found| found.get(1)), fields, &mut changes);
        }
        changes
    }

    /// The names in braces; whether there are any.
    fn blanks(&mut self, text: &str, fields: &Fields, changes: &mut Changes) -> bool {
        for found in BLANK.all(text) {
            let (Some(whole), Some(name)) = (found.get(0), found.get(1)) else { continue };
            let Some(field) = Field::named(name.as_str()) else {
                self.unknown.push(name.as_str().to_owned());
                continue;
            };
            let new = fields.text(field).unwrap_or_default();
            let (before, after) = (&text[..whole.start()], &text[whole.end()..]);
            self.put(field, whole.range(), &beside(field, new, before, after), changes);
        }
        !changes.list.is_empty()
    }

    /// One field in its place.
    fn one(&mut self, field: Field, found: Option<Match<'_>>, fields: &Fields, changes: &mut Changes) {
        let Some(found) = found.filter(|found| !found.as_str().trim().is_empty()) else { return };
        match fields.text(field) {
            Some(new) => self.put(field, found.range(), new, changes),
            None => self.leave(field, found.as_str()),
        }
    }

    fn put(&mut self, field: Field, range: Range<usize>, new: &str, changes: &mut Changes) {
        self.placed.insert(field);
        changes.fields.insert(field);
        changes.list.push((range, new.to_owned()));
    }

    fn leave(&mut self, field: Field, text: &str) {
        let text = text.trim().to_owned();
        let says = text.chars().any(|c| c.is_alphanumeric() && !"×xX".contains(c));
        if says && !self.kept.contains(&(field, text.clone())) {
            self.kept.push((field, text));
        }
    }

    /// 发文字号 and 签发人, which may share a line: the blanks between give what the texts take.
    fn number_and_signers(&mut self, text: &str, fields: &Fields, changes: &mut Changes) {
        let before = changes.list.len();
        let signers = SIGNERS.captures(text);
        let names = signers.as_ref().and_then(|found| found.get(1));
        let label = signers.as_ref().and_then(|found| found.get(0)).map(|found| found.start());
        let number = NUMBER.captures(text).and_then(|found| found.get(0)).filter(|_| !is_prose(text));
        if let Some(found) = number {
            match fields.text(Field::NUMBER) {
                Some(new) => self.put(Field::NUMBER, found.range(), new, changes),
                None => self.blank_digits(Field::NUMBER, found, changes),
            }
        }
        if let Some(found) = names {
            let end = found.start() + found.as_str().trim_end().len();
            match fields.text(Field::SIGNERS) {
                Some(new) => self.put(Field::SIGNERS, found.start()..end, new, changes),
                None => self.leave(Field::SIGNERS, found.as_str()),
            }
        }
        if let (Some(number), Some(label)) = (number, label) {
            balance(text, number.end()..label, before, changes);
        }
    }

    /// 印发机关 and 印发日期 on one line, or the date alone.
    fn issue(&mut self, text: &str, fields: &Fields, changes: &mut Changes) {
        let Some(found) = ISSUED.captures(text) else { return };
        let before = changes.list.len();
        self.one(Field::ORGAN, found.get(1), fields, changes);
        if let Some(date) = found.get(3) {
            match fields.text(Field::ISSUED) {
                Some(new) => self.put(Field::ISSUED, date.range(), new, changes),
                None => self.blank_digits(Field::ISSUED, date, changes),
            }
        }
        if let Some(gap) = found.get(2) {
            balance(text, gap.range(), before, changes);
        }
    }

    /// Takes the digits of another document's number or date away.
    fn blank_digits(&mut self, field: Field, found: Match<'_>, changes: &mut Changes) {
        let text = found.as_str();
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let year_only = field == Field::NUMBER
            && !text
                .rsplit(['〕', ']', '］', '】', ')', '）'])
                .next()
                .unwrap_or_default()
                .contains(|c: char| c.is_ascii_digit());
        if year_only {
            return;
        }
        let blank: String = text.chars().map(|c| if c.is_ascii_digit() { ' ' } else { c }).collect();
        self.blanked.push((field, text.to_owned()));
        changes.list.push((found.range(), blank));
    }

    /// Puts a paragraph under the bookmark of its block.
    fn mark(&mut self, paragraph: &mut Element, id: &str, pen: &mut Pen) {
        let name = crate::docx::edit::bookmark(id);
        if !self.marked.insert(name.clone()) {
            return;
        }
        let number = pen.number();
        let start = Kind::BookmarkStart.element().with("w:id", number.as_str()).with("w:name", name);
        let end = Kind::BookmarkEnd.element().with("w:id", number);
        Paragraph(paragraph).begin_with([start, end]);
    }
}

/// Takes the bookmarks of blocks away: a report of last year has them.
fn forget(element: &mut Element, ids: &mut Vec<String>) {
    element.children.retain(|node| {
        let Node::Element(child) = node else { return true };
        let id = child.id().unwrap_or_default();
        let ours = hint(child).is_some();
        if ours {
            ids.push(id.to_owned());
        }
        !(ours || child.is(Kind::BookmarkEnd) && ids.iter().any(|known| known == id))
    });
    element.elements_mut().for_each(|child| forget(child, ids));
}

/// The ways to all paragraphs, and whether they are in what older programs show instead.
fn find(element: &Element, path: &mut Vec<usize>, fallback: bool, found: &mut Vec<(Vec<usize>, bool)>) {
    for (place, node) in element.children.iter().enumerate() {
        let Node::Element(child) = node else { continue };
        path.push(place);
        if child.is(Kind::Paragraph) {
            found.push((path.clone(), fallback));
        }
        find(child, path, fallback || child.is(Kind::Fallback), found);
        path.pop();
    }
}

/// In a table where 印发日期 has a cell of its own: the text that must be 印发机关, when there is only one.
fn alone(tree: &Element, paragraphs: &[(Vec<usize>, bool)]) -> Option<String> {
    let texts = paragraphs.iter().map(|(path, _)| shown(&pieces(tree, std::slice::from_ref(path), "")));
    let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    let dated = texts.iter().any(|text| ISSUED.captures(text).is_some_and(|found| found.get(1).is_none()));
    if !dated || !tree.elements().any(|child| child.is(Kind::Table)) {
        return None;
    }
    let known = |text: &&String| {
        !ISSUED.is_match(text)
            && !COPIES.is_match(text)
            && !BLANK.is_match(text)
            && !text.contains(['：', ':', '印'])
    };
    let mut rest: Vec<&String> = texts.iter().filter(known).collect();
    rest.dedup();
    match rest.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

/// What goes into braces: without the words that stand beside them already, with them where they are missing.
fn beside(field: Field, text: &str, before: &str, after: &str) -> String {
    let labelled = before.trim_end().ends_with(['：', ':']);
    let bare = match field {
        Field::COPIES if labelled => text.split_once('：').map_or(text, |(_, names)| names),
        Field::ISSUED if after.trim_start().starts_with('印') => text.trim_end_matches("印发"),
        Field::SIGNERS if !labelled && !text.is_empty() => return format!("签发人：{text}"),
        _ => text,
    };
    let stop = after.trim_start().starts_with('。');
    if stop { bare.trim_end_matches('。').to_owned() } else { bare.to_owned() }
}

/// Makes the blanks between two texts as much narrower as these become wider, so that the second one stays where it
/// was; tabs do that by themselves.
fn balance(text: &str, gap: Range<usize>, since: usize, changes: &mut Changes) {
    let Some(blanks) = text.get(gap.clone()) else { return };
    let only_blanks = !blanks.is_empty() && blanks.chars().all(|c| matches!(c, ' ' | '　'));
    let made: Vec<&(Range<usize>, String)> = changes.list.iter().skip(since).collect();
    if !only_blanks || made.is_empty() {
        return;
    }
    let old: u32 = made.iter().filter_map(|(range, _)| text.get(range.clone())).map(halves).sum();
    let new: u32 = made.iter().map(|(_, new)| halves(new)).sum();
    let width = (halves(blanks) + old).saturating_sub(new).max(2);
    let wide = "　".repeat(usize::try_from(width / 2).unwrap_or(1));
    let narrow = " ".repeat(usize::try_from(width % 2).unwrap_or(0));
    changes.list.push((gap, wide + &narrow));
}

/// A replacement told in bytes, told in characters.
fn splice(text: &str, range: &Range<usize>, new: &str) -> Splice {
    let count = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
    Splice { range: count(range.start)..count(range.end), text: new.to_owned() }
}

//! Head and foot of an office's document → the same with the report's number, signers, copies and date in their
//! places, everything else as it was.
//!
//! A place is known by what stands there (某发〔2022〕  号, 签发人：……, 抄送：……, ……年……月……日印发) or by its name
//! ({发文字号}, see `blanks` and `places`). Where the report says nothing, what another document left there is blanked: its number and
//! its date would be wrong.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::pattern::{Match, Pattern};

use super::blanks::{Blank, blanks};
use super::fields::{Field, Fields};
use super::left::{self, is_placeholder, left_lines};
use super::names::{Names, PAPERS};
use super::places::named;
use super::signs::{COPIES, ISSUED, MASKED_MARK, NUMBER, SECRECY, SERIAL, SIGNERS, URGENCY, is_prose};
use super::ways::{beside, find, forget, narrow, sign_beside, splice};
use crate::docx::characters::halves;
use crate::docx::edit::{Fault, Pen, rewrite};
use crate::docx::kinds::Kind;
use crate::docx::read::pieces::{pieces, text as shown};
use crate::docx::views::Paragraph;
use crate::model::revision::Splice;
use crate::package::xml::Element;

/// The lines that may stand in a head, each with the pattern of one that holds it.
const LINES: [(Field, &Pattern); 4] = [
    (Field::SERIAL, &SERIAL),
    (Field::SECRECY, &SECRECY),
    (Field::URGENCY, &URGENCY),
    (Field::COPIES, &COPIES),
];

/// Stands where a place with a name stood.
const FILLER: char = '\u{0}';

/// What a report need not have: the mask of its place goes when there is none.
const OPTIONAL: [Field; 3] = [Field::SERIAL, Field::SECRECY, Field::URGENCY];

/// What stands in no paper blank that has a place for it.
const NEEDED: [Field; 2] = [Field::NUMBER, Field::ISSUED];

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
    /// How wide the lines are in which 签发人 come beside a number, in twips; none where they have a place of their own.
    signs_beside: Option<i64>,
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

/// Texts of a paragraph that are replaced, by their bytes.
#[derive(Debug, Default)]
struct Changes {
    list: Vec<(Range<usize>, String)>,
    fields: BTreeSet<Field>,
    /// The fields that have a place in it, filled or not.
    named: BTreeSet<Field>,
    blanked: Vec<(Field, String)>,
    kept: Vec<(Field, String)>,
    /// Whether the organ came into its mark.
    named_organ: bool,
}

impl Filled {
    /// Nothing yet; 签发人 may come beside a number in lines of this width, in twips.
    pub(super) fn beside(width: Option<i64>) -> Self {
        Filled { signs_beside: width, ..Filled::default() }
    }

    /// Fills the places of a block, given as a tree, with what the report has for them.
    pub(super) fn fill(
        &mut self,
        tree: &mut Element,
        stands: Stands,
        fields: &Fields,
        names: &Names,
        pen: &mut Pen,
    ) -> Result<(), Fault> {
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
        for (path, fallback) in paragraphs {
            let text = shown(&pieces(tree, std::slice::from_ref(&path), ""));
            // A label has its value in the next cell.
            if labels.iter().any(|(label, _)| label == text.trim()) {
                continue;
            }
            let changes = self.changes(&text, stands, fields, names);
            let line = changes.applied(&text);
            let stays = |(field, text): &(Field, String)| Stays {
                field: *field,
                text: text.trim().to_owned(),
                line: line.clone(),
            };
            self.blanked.extend(changes.blanked.iter().map(stays));
            self.kept.extend(changes.kept.iter().map(stays));
            if changes.list.is_empty() && changes.fields.is_empty() {
                continue;
            }
            let splices: Vec<Splice> =
                changes.list.iter().map(|(range, new)| splice(&text, range, new)).collect();
            rewrite(tree, std::slice::from_ref(&path), "", &splices, pen)?;
            let numbered =
                changes.fields.contains(&Field::NUMBER).then(|| fields.text(Field::NUMBER)).flatten();
            if let (Some(number), [at]) = (numbered, path.as_slice())
                && line.trim() == number
                && let Some(paragraph) = tree.at_mut(&[*at])
            {
                self.sign_beside(paragraph, fields);
            }
            if changes.named_organ
                && let Some(paragraph) = tree.at_mut(&path)
            {
                narrow(paragraph, halves(&text), halves(&line));
            }
            let id = changes.fields.iter().find_map(|field| fields.id(*field));
            if let (Some(id), Some(paragraph), false) = (id, tree.at_mut(&path), fallback) {
                self.mark(paragraph, id, pen);
            }
        }
        self.left.extend(left_lines(tree, names));
        Ok(())
    }

    fn changes(&mut self, text: &str, stands: Stands, fields: &Fields, names: &Names) -> Changes {
        let mut changes = Changes::default();
        let found = blanks(text, names);
        for blank in &found {
            self.blank(text, blank, stands, fields, names, &mut changes);
        }
        // What has a name is no other place besides.
        let text = found.iter().fold(text.to_owned(), |text, blank| without(&text, &blank.range));
        for (field, pattern) in LINES {
            let found = pattern.captures(&text).and_then(|found| found.get(1));
            self.one(field, found, fields, names, &mut changes);
        }
        self.number_and_signers(&text, fields, names, &mut changes);
        self.issue(&text, fields, names, &mut changes);
        if stands == Stands::Mark {
            masked_mark(&text, fields, names, &mut changes);
        }
        changes
    }

    /// Fills or empties one place that has a name.
    fn blank(
        &mut self,
        text: &str,
        blank: &Blank,
        stands: Stands,
        fields: &Fields,
        names: &Names,
        changes: &mut Changes,
    ) {
        // Below the text 落款单位 and 日期 are those of 印发; above it the organ is that of the mark.
        let signs = || blank.element.and_then(|name| Field::of_signature(name, stands == Stands::Foot));
        let Some(field) = blank.element.and_then(Field::named).or_else(signs) else {
            match blank.default.trim() {
                "" if blank.element.is_none() => self.unknown.push(blank.name.clone()),
                "" => (),
                default => changes.list.push((blank.range.clone(), default.to_owned())),
            }
            return;
        };
        changes.named.insert(field);
        let (before, after) = (&text[..blank.range.start], &text[blank.range.end..]);
        if let Some(new) = fields.text(field) {
            let labelled = blank.labelled || before.trim_end().ends_with(['：', ':']);
            self.put(field, blank.range.clone(), &beside(field, new, labelled, after), changes);
            return;
        }
        let default = blank.default.as_str();
        if is_placeholder(default, names) {
            self.placed.insert(field);
            self.empty.extend(NEEDED.contains(&field).then_some(field));
            changes.list.push((blank.range.clone(), String::new()));
        } else {
            changes.kept.push((field, default.to_owned()));
            changes.list.push((blank.range.clone(), default.to_owned()));
        }
    }

    /// Fills one field where its pattern was found, or keeps or blanks what stands there.
    fn one(
        &mut self,
        field: Field,
        found: Option<Match<'_>>,
        fields: &Fields,
        names: &Names,
        changes: &mut Changes,
    ) {
        let Some(found) = found.filter(|found| !found.as_str().trim().is_empty()) else { return };
        if changes.named.contains(&field) || found.as_str().contains(FILLER) {
            return;
        }
        match fields.text(field) {
            Some(new) => self.put(field, found.range(), new, changes),
            None if OPTIONAL.contains(&field) && is_placeholder(found.as_str(), names) => {
                changes.list.push((found.range(), String::new()));
            }
            None => changes.leave(field, found.as_str(), names),
        }
    }

    /// 签发人 at the right of a number that has its line to itself (7.2.6); more than two take rows of their own.
    fn sign_beside(&mut self, paragraph: &mut Element, fields: &Fields) {
        let signers = fields.text(Field::SIGNERS).filter(|names| names.split('　').count() <= 2);
        if let (Some(width), Some(signers)) = (self.signs_beside, signers) {
            self.placed.insert(Field::SIGNERS);
            sign_beside(paragraph, signers, width);
        }
    }

    fn put(&mut self, field: Field, range: Range<usize>, new: &str, changes: &mut Changes) {
        self.placed.insert(field);
        changes.fields.insert(field);
        changes.list.push((range, new.to_owned()));
    }

    /// 发文字号 and 签发人, which may share a line: the blanks between give what the texts take.
    fn number_and_signers(&mut self, text: &str, fields: &Fields, names: &Names, changes: &mut Changes) {
        let before = changes.list.len();
        let signers = SIGNERS.captures(text);
        let signed = signers.as_ref().and_then(|found| found.get(1));
        let label = signers.as_ref().and_then(|found| found.get(0)).map(|found| found.start());
        let number = NUMBER
            .captures(text)
            .and_then(|found| found.get(0))
            .filter(|_| !is_prose(text) && !changes.named.contains(&Field::NUMBER));
        if let Some(found) = number {
            match fields.text(Field::NUMBER) {
                Some(new) => self.put(Field::NUMBER, found.range(), new, changes),
                None => changes.blank_digits(Field::NUMBER, found),
            }
        }
        if let Some(found) = signed.filter(|_| !changes.named.contains(&Field::SIGNERS)) {
            let end = found.start() + found.as_str().trim_end().len();
            match fields.text(Field::SIGNERS) {
                Some(new) => self.put(Field::SIGNERS, found.start()..end, new, changes),
                None => changes.leave(Field::SIGNERS, found.as_str(), names),
            }
        }
        if let (Some(number), Some(label)) = (number, label) {
            balance(text, number.end()..label, before, changes);
        }
    }

    /// 印发机关 and 印发日期 on one line, or the date alone.
    fn issue(&mut self, text: &str, fields: &Fields, names: &Names, changes: &mut Changes) {
        let Some(found) = ISSUED.captures(text) else { return };
        let before = changes.list.len();
        self.one(Field::ORGAN, found.get(1), fields, names, changes);
        if let Some(date) = found.get(3).filter(|_| !changes.named.contains(&Field::ISSUED)) {
            match fields.text(Field::ISSUED) {
                Some(new) => self.put(Field::ISSUED, date.range(), new, changes),
                None => changes.blank_digits(Field::ISSUED, date),
            }
        }
        if let Some(gap) = found.get(2) {
            balance(text, gap.range(), before, changes);
        }
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

impl Changes {
    /// Notes what stays in a place that the report says nothing of; a mask or a name in brackets is no such thing.
    fn leave(&mut self, field: Field, text: &str, names: &Names) {
        if !is_placeholder(text, names) {
            self.kept.push((field, text.to_owned()));
        }
    }

    /// Takes the digits of another document's number or date away.
    fn blank_digits(&mut self, field: Field, found: Match<'_>) {
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
        self.list.push((found.range(), blank));
    }

    /// The text with the changes in it.
    fn applied(&self, text: &str) -> String {
        let mut list: Vec<&(Range<usize>, String)> = self.list.iter().collect();
        list.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut text = text.to_owned();
        for (range, new) in list {
            if text.is_char_boundary(range.start) && text.is_char_boundary(range.end) {
                text.replace_range(range.clone(), new);
            }
        }
        text
    }
}

/// A mask, or the word for it, in the place of the organ's name.
fn masked_mark(text: &str, fields: &Fields, names: &Names, changes: &mut Changes) {
    let masked = MASKED_MARK.captures(text).and_then(|found| found.get(1)).map(|organ| organ.range());
    let named = || names.organ(text).and_then(|organ| text.find(organ).map(|at| at..at + organ.len()));
    if let (Some(organ), Some(mark)) = (masked.or_else(named), fields.text(Field::MARK)) {
        changes.list.push((organ, mark.trim_end_matches(PAPERS).to_owned()));
        changes.named_organ = true;
    }
}

/// A text with blanks in some of its bytes.
fn without(text: &str, range: &Range<usize>) -> String {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    format!("{before}{}{after}", FILLER.to_string().repeat(range.len()))
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

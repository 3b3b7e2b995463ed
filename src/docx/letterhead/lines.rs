//! A line of head or foot → what is replaced in it: its places, with what the report says there.
//!
//! A place is known by what stands there (某发〔2022〕  号, 签发人：……, 抄送：……, ……年……月……日印发) or by its name
//! ({发文字号}, see `blanks` and `places`). Where the report says nothing, what another document left there is blanked: its number and
//! its date would be wrong.

use std::collections::BTreeSet;
use std::ops::Range;

use super::blanks::{Blank, blanks};
use super::fields::{Field, Fields};
use super::fill::{Filled, Stands};
use super::left::is_placeholder;
use super::marks;
use super::names::{Names, PAPERS};
use super::signs::{COPIES, DATED, ISSUED, NUMBER, SECRECY, SERIAL, SIGNERS, URGENCY, is_prose};
use super::ways::{balance, beside, whole_number, without};
use crate::text::pattern::{Match, Pattern};

/// The lines that may stand in a head, each with the pattern of one that holds it.
const LINES: [(Field, &Pattern); 4] = [
    (Field::SERIAL, &SERIAL),
    (Field::SECRECY, &SECRECY),
    (Field::URGENCY, &URGENCY),
    (Field::COPIES, &COPIES),
];

/// Stands where a place with a name stood.
pub(super) const FILLER: char = '\u{0}';

/// What a report need not have: the mask of its place goes when there is none.
const OPTIONAL: [Field; 3] = [Field::SERIAL, Field::SECRECY, Field::URGENCY];

/// What stands in no paper blank that has a place for it.
const NEEDED: [Field; 2] = [Field::NUMBER, Field::ISSUED];

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) stands: Stands,
    /// Whether only older programs show it.
    pub(super) fallback: bool,
    /// Whether it is set as a mark is.
    pub(super) loud: bool,
    /// How many halves of characters its lines take.
    pub(super) room: Option<u32>,
}
/// Texts of a paragraph that are replaced, by their bytes.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) list: Vec<(Range<usize>, String)>,
    pub(super) fields: BTreeSet<Field>,
    /// The fields that have a place in it, filled or not.
    named: BTreeSet<Field>,
    pub(super) blanked: Vec<(Field, String)>,
    pub(super) kept: Vec<(Field, String)>,
    /// Whether the organ came into its mark.
    pub(super) named_organ: bool,
    /// Whether it was the place of one more organ than the report has.
    pub(super) spare: bool,
}
impl Filled {
    pub(super) fn changes(&mut self, text: &str, place: Place, fields: &Fields, names: &Names) -> Changes {
        let mut changes = Changes::default();
        let found = blanks(text, names);
        for blank in &found {
            self.blank(text, blank, place.stands, fields, names, &mut changes);
        }
        // What has a name is no other place besides.
        let text = found.iter().fold(text.to_owned(), |text, blank| without(&text, &blank.range));
        for (field, pattern) in LINES {
            let found = pattern.captures(&text).and_then(|found| found.get(1));
            self.one(field, found, fields, names, &mut changes);
        }
        self.number_and_signers(&text, place.room, fields, names, &mut changes);
        match place.stands {
            Stands::Foot => self.issue(&text, place.room, fields, names, &mut changes),
            _ => self.dated(&text, place.room, fields, names, &mut changes),
        }
        if place.stands == Stands::Mark && place.loud {
            self.mark_organ(&text, place.fallback, fields, names, &mut changes);
        }
        changes
    }

    /// The name of an organ in a mark: each place takes the next one.
    fn mark_organ(
        &mut self,
        text: &str,
        fallback: bool,
        fields: &Fields,
        names: &Names,
        changes: &mut Changes,
    ) {
        let Some(place) = marks::place(text, names).filter(|_| !fields.marks.is_empty()) else { return };
        let [new, old] = &mut self.marks;
        let count = if fallback { old } else { new };
        *count += 1;
        match fields.marks.get(*count - 1) {
            Some(mark) => {
                changes.list.push((place, mark.trim_end_matches(PAPERS).to_owned()));
                changes.named_organ = true;
            }
            None => changes.spare = true,
        }
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
            // The organ alone, without the word that its mark ends with.
            let new = if Field::named(blank.element.unwrap_or_default()).is_none() && field == Field::MARK {
                new.trim_end_matches(PAPERS)
            } else {
                new
            };
            let (range, after) = match whole_number(text, &blank.range) {
                Some(whole) if field == Field::NUMBER => (whole, ""),
                _ => (blank.range.clone(), after),
            };
            self.put(field, range, &beside(field, new, labelled, after), changes);
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

    fn put(&mut self, field: Field, range: Range<usize>, new: &str, changes: &mut Changes) {
        self.placed.insert(field);
        changes.fields.insert(field);
        changes.list.push((range, new.to_owned()));
    }

    /// 发文字号 and 签发人, which may share a line: the blanks between give what the texts take.
    fn number_and_signers(
        &mut self,
        text: &str,
        room: Option<u32>,
        fields: &Fields,
        names: &Names,
        changes: &mut Changes,
    ) {
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
            balance(text, number.end()..label, room, &mut changes.list, before);
        }
    }

    /// 印发机关 and 印发日期 on one line, or the date alone.
    fn issue(
        &mut self,
        text: &str,
        room: Option<u32>,
        fields: &Fields,
        names: &Names,
        changes: &mut Changes,
    ) {
        let Some(found) = ISSUED.captures(text) else { return };
        let before = changes.list.len();
        self.one(Field::ORGAN, found.get(1), fields, names, changes);
        self.date(Field::ISSUED, found.get(3), fields, changes);
        if let Some(gap) = found.get(2) {
            balance(text, gap.range(), room, &mut changes.list, before);
        }
    }

    /// 成文日期 in a head, as minutes and briefs have it, with the organ before it where that is a mask.
    fn dated(
        &mut self,
        text: &str,
        room: Option<u32>,
        fields: &Fields,
        names: &Names,
        changes: &mut Changes,
    ) {
        let Some(found) = DATED.captures(text).filter(|_| !is_prose(text)) else { return };
        let before = changes.list.len();
        let organ = found.get(1).filter(|organ| is_placeholder(organ.as_str(), names));
        self.one(Field::SIGNED, organ, fields, names, changes);
        self.date(Field::DATE, found.get(3), fields, changes);
        if let Some(gap) = found.get(2) {
            balance(text, gap.range(), room, &mut changes.list, before);
        }
    }

    fn date(&mut self, field: Field, found: Option<Match<'_>>, fields: &Fields, changes: &mut Changes) {
        let Some(date) = found.filter(|_| !changes.named.contains(&field)) else { return };
        match fields.text(field) {
            Some(new) => self.put(field, date.range(), new, changes),
            None => changes.blank_digits(field, date),
        }
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
    pub(super) fn applied(&self, text: &str) -> String {
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

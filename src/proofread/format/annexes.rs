//! 附件说明 and 附件 (7.3.4, 7.3.7): form, place, and whether both name the same.

use super::plain;
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::{Align, Line};
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;

static FIRST: Pattern = Pattern::new(r"^附件：(?:(1)\.)?([^\s.．、，；。].*)$");
static NEXT: Pattern = Pattern::new(r"^([1-9][0-9]?)\.([^\s.．、，；。].*)$");
static LOOSE: Pattern = Pattern::new(
    r"^(?:附[\s　]*件?[\s　]*[0-9０-９\p{一}]{0,2}[\s　]*[:：]|附[\s　]*件[\s　]*[0-9]{1,2}[\s　]*[.．、])?[\s　]*(?:[0-9]{1,2}[\s　]*[.．、]|[（(][0-9]{1,2}[）)])?[\s　]*(.*?)[。；;，,.]?$",
);
/// A whole name in 《》; one that only holds some is the name of what it is of.
static QUOTED: Pattern = Pattern::new(r"^《[^《》]*》$");
static LABEL: Pattern = Pattern::new(r"^附件(?:[1-9][0-9]?)?$");
static ENDS: Pattern = Pattern::new(r"[。；;，,.]$");
static SPOKEN: Pattern = Pattern::new(r"(?:见|详见)附件([1-9][0-9]?)");
/// How far an indent may be off, in characters.
const ROOM: f64 = 0.3;
/// A name that is shorter stands on one line.
const ONE_LINE: usize = 18;

pub(in crate::proofread) fn note(page: &Page) -> Looked {
    let mut number = 0;
    let mut looked = Looked::default();
    let names: Vec<(usize, &str)> = names(page).collect();
    let count = names.len();
    for (at, text) in names {
        number += 1;
        let form = if number == 1 { &FIRST } else { &NEXT };
        let found = form.captures(text);
        let serial = found.as_ref().and_then(|found| found.get(1)).map(|found| found.as_str().to_owned());
        let right = match serial {
            Some(serial) => serial == number.to_string() && count > 1,
            None => found.is_some() && count == 1,
        };
        looked.add(
            Some(at),
            (!right || ENDS.is_match(text)).then(|| Lint::AnnexNote { text: text.to_owned() }),
        );
        let quoted =
            right && found.and_then(|found| found.get(2)).is_some_and(|name| QUOTED.is_match(name.as_str()));
        looked.faults.extend(quoted.then(|| (Some(at), Lint::AnnexQuoted { text: text.to_owned() })));
    }
    looked
}

/// What stands in 附件说明, name by name: several may stand in one paragraph, a line each.
fn names<'p>(page: &'p Page) -> impl Iterator<Item = (usize, &'p str)> {
    let lines = page
        .of(Role::AnnexNote)
        .flat_map(|(at, line)| line.text.split('\n').map(move |name| (at, name.trim())));
    lines.filter(|(_, name)| !name.is_empty())
}

pub(in crate::proofread) fn hangs(page: &Page) -> Looked {
    let count = names(page).count();
    let lines = page.of(Role::AnnexNote).filter(|(_, line)| !line.text.starts_with(char::is_whitespace));
    let mut looked = Looked::default();
    for (number, (at, line)) in lines.enumerate() {
        let size = line.size();
        let left = line.format.left.in_characters(size);
        let begins = left + line.format.first.in_characters(size);
        let first = line.text.trim().starts_with('附');
        // 附件： takes three characters, a serial one.
        let wanted = if first { 2.0 } else { 5.0 };
        let name = if count > 1 { 6.0 } else { 5.0 };
        // Behind a line break of its own a name begins where the lines of the first do.
        let long = line.text.chars().count() > ONE_LINE && !line.text.trim().contains('\n');
        let off = (begins - wanted).abs() > ROOM || (long && (left - name).abs() > ROOM + 0.5);
        looked.add(Some(at), off.then(|| Lint::AnnexHangs { has: plain(begins) }).filter(|_| number < 99));
    }
    looked
}

pub(in crate::proofread) fn agree(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let named: Vec<(usize, String)> = names(page).map(|(at, text)| (at, name(text))).collect();
    let titles: Vec<(usize, String)> =
        page.of(Role::AnnexTitle).map(|(at, line)| (at, bare(&line.text))).collect();
    let labels = page.of(Role::AnnexLabel).count();
    // Annexes that are no part of the document are bound with it by hand: of those that are the labels have the numbers.
    if labels > 0 {
        let own: Vec<usize> = page.of(Role::AnnexLabel).filter_map(|(_, line)| number(line)).collect();
        let some =
            own.len() == labels && own.is_sorted() && own.last().is_some_and(|last| *last <= named.len());
        let fault = match some && named.len() > labels {
            true => Lint::AnnexApart { named: named.len(), there: labels },
            false => Lint::AnnexLacking { named: named.len(), there: labels },
        };
        looked.add(named.first().map(|(at, _)| *at), (named.len() != labels).then_some(fault));
        for (place, (_, title)) in titles.iter().enumerate() {
            let number = own.get(place).copied().filter(|_| some).unwrap_or(place + 1);
            let Some((at, named)) = number.checked_sub(1).and_then(|place| named.get(place)) else {
                continue;
            };
            let fault = Lint::AnnexOther { number, named: named.clone(), title: title.clone() };
            looked.add(Some(*at), (bare(named) != *title).then_some(fault));
        }
    }
    for (at, line) in page.running() {
        for found in SPOKEN.all(&line.text) {
            let number = found.get(1).and_then(|number| number.as_str().parse::<usize>().ok()).unwrap_or(0);
            let written = found.get(0).map(|found| found.as_str().to_owned()).unwrap_or_default();
            let there = named.len().max(labels);
            looked.add(Some(at), (number > there).then_some(Lint::AnnexUnknown { written, there }));
        }
    }
    looked
}

pub(in crate::proofread) fn pages(page: &Page) -> Looked {
    let mut looked =
        Looked::over(page.of(Role::AnnexLabel), |line| (!line.opens_page).then_some(Lint::AnnexPage));
    for (at, line) in page.of(Role::AnnexLabel) {
        let text = line.words();
        let written = (!LABEL.is_match(&text)).then_some(Lint::AnnexLabelForm { text });
        let fault = written.or((!is_flush(line)).then_some(Lint::AnnexLabelPlace));
        looked.faults.extend(fault.map(|fault| (Some(at), fault)));
    }
    for (label, _) in page.of(Role::AnnexLabel) {
        let Some((title, line)) = page.of(Role::AnnexTitle).find(|(at, _)| *at > label) else { continue };
        let between = page.set.lines.get(label + 1..title).unwrap_or_default();
        let blank = between.iter().filter(|line| line.is_blank() && line.is_free()).count();
        let room = line.format.before >= 400;
        looked.add(Some(title), (blank != 1 && !room).then_some(Lint::AnnexThirdLine));
    }
    looked
}

/// Whether a line begins at the left edge.
pub(in crate::proofread) fn is_flush(line: &Line) -> bool {
    let (size, format) = (line.size(), line.format);
    let indented = [format.left, format.first].iter().any(|indent| indent.in_characters(size).abs() > 0.2);
    format.align == Align::Left && !indented
}

/// The number on the label of an annex.
fn number(line: &Line) -> Option<usize> {
    let digits: String = line.text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The name of an annex in 附件说明, without what leads it.
fn name(text: &str) -> String {
    let found = LOOSE.captures(text).and_then(|found| found.get(1)).map(|found| found.as_str());
    found.unwrap_or(text).trim().to_owned()
}

/// A name as it is compared: without white space, line breaks and 《》.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"《》".contains(*c)).collect()
}

//! 署名, 成文日期 and 附注 (7.3.5, 7.3.6).

use jiff::civil::Date;

use super::plain;
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::{Align, Line};
use crate::proofread::mend::words::right_day;
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;

static DATE: Pattern = Pattern::new(r"^([12][0-9]{3})年([1-9]|1[0-2])月([1-9]|[12][0-9]|3[01])日$");
static OPEN: Pattern = Pattern::new(r"【待|[×xX]{2,}|^[\s　]*年|月[\s　×xX]*日$");
static NOTE: Pattern = Pattern::new(r"^（.+）$");
/// Who signs with post and name (7.3.5.3) is no organ.
static POST: Pattern = Pattern::new(
    r"(?:书记|省长|市长|州长|县长|区长|镇长|乡长|主任|主席|部长|局长|厅长|院长|检察长|会长|理事长|校长|总理)[\s　]+\p{Han}[\s　]*\p{Han}{1,3}[\s　]*$",
);
/// How far a place may be off, in characters: digits are narrower in some typefaces.
const ROOM: f64 = 1.0;
/// The right edge of a date below which there is a seal, and of a name without one.
const SEALED: f64 = 4.0;
const NAMED: f64 = 2.0;

/// A day as the standard writes it; none for one that the calendar lacks.
pub(super) fn day(text: &str) -> Option<Date> {
    let found = DATE.captures(text.trim())?;
    let part = |at: usize| found.get(at)?.as_str().parse::<i16>().ok();
    let small = |at: usize| part(at).and_then(|part| i8::try_from(part).ok());
    Date::new(part(1)?, small(2)?, small(3)?).ok()
}

pub(in crate::proofread) fn place(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let Some((at, date)) = page.of(Role::Date).filter(|(_, line)| line.is_free()).last() else {
        return looked;
    };
    let Some(right) = right_edge(page, date) else { return looked };
    let names: Vec<(usize, &Line)> = page.of(Role::Signature).filter(|(_, line)| line.is_free()).collect();
    let name = match names.as_slice() {
        [] => {
            let off = (right - SEALED).abs() > ROOM && (right - NAMED).abs() > ROOM;
            looked.add(Some(at), off.then(|| Lint::SignaturePlace { role: Role::Date, has: plain(right) }));
            return looked;
        }
        [.., (_, name)] => *name,
    };
    let (length, of_date) = (width(name), width(date));
    // Names of several organs side by side are placed by the rows of their seals.
    if names
        .iter()
        .any(|(_, name)| name.text.split_whitespace().filter(|part| part.chars().count() > 3).count() > 1)
    {
        return looked;
    }
    // With a seal, or a stamp above: the date four characters in. Without one: the name two, the date two behind its start.
    let sealed = (right - SEALED).abs() <= ROOM;
    let unsealed = if of_date <= length { length - of_date } else { NAMED };
    // Digits may be as wide as half a character or more, so which of the two is longer may be open; of several names below
    // each other the date begins behind the start of any.
    let alike = (of_date - length).abs() <= ROOM && (right - NAMED).abs() <= ROOM;
    let behind = names.iter().any(|(_, name)| {
        let start = right_edge(page, name).map(|right| right + width(name));
        names.len() > 1 && start.is_some_and(|start| (start - 2.0 - of_date - right).abs() <= ROOM)
    });
    let off = !sealed && !alike && !behind && (right - unsealed).abs() > ROOM;
    looked.add(Some(at), off.then(|| Lint::SignaturePlace { role: Role::Date, has: plain(right) }));
    let Some(of_name) = right_edge(page, name) else { return looked };
    let centred = (SEALED + (of_date - length) / 2.0).max(0.0);
    let further = if of_date <= length { NAMED } else { of_date - length + SEALED };
    let fits = [centred, further, NAMED, SEALED].iter().any(|place| (of_name - place).abs() <= ROOM);
    let lone = names.len() == 1;
    let fault = Lint::SignaturePlace { role: Role::Signature, has: plain(of_name) };
    looked.add(names.last().map(|(at, _)| *at), (lone && !fits && !off).then_some(fault));
    looked
}

pub(in crate::proofread) fn date(page: &Page) -> Looked {
    Looked::over(page.of(Role::Date), |line| {
        let text = line.text.trim();
        if OPEN.is_match(text) {
            return None;
        }
        day(text).is_none().then(|| Lint::DateForm {
            text: text.to_owned(),
            right: right_day(text).filter(|right| day(right).is_some()),
        })
    })
}

pub(in crate::proofread) fn organ(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let title = page.title();
    let organ = title.split("关于").next().filter(|organ| *organ != title).unwrap_or_default().to_owned();
    let marks = page
        .of(Role::Mark)
        .map(|(_, line)| line.text.trim().trim_end_matches("文件").replace(char::is_whitespace, ""));
    let organs: Vec<String> = marks.chain([organ]).filter(|organ| organ.chars().count() > 2).collect();
    let Some(first) = organs.first() else { return looked };
    for (at, line) in page.of(Role::Signature).filter(|(_, line)| !POST.is_match(&line.text)) {
        let name: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
        let known = organs.iter().any(|organ| is_short_for(&name, organ) || is_short_for(organ, &name));
        let fault = Lint::SignedOther { name, organ: first.clone() };
        looked.add(Some(at), (!known).then_some(fault));
    }
    looked
}

pub(in crate::proofread) fn note(page: &Page) -> Looked {
    Looked::over(page.of(Role::Note), |line| {
        let text = line.text.trim();
        let begins =
            line.format.first.in_characters(line.size()) + line.format.left.in_characters(line.size());
        let spaced = line.text.starts_with(char::is_whitespace);
        let off = !NOTE.is_match(text) || (!spaced && (begins - 2.0).abs() > 0.3);
        off.then(|| Lint::NoteForm { text: text.to_owned() })
    })
}

/// How far the end of a line is from the right edge of the type area in characters; none where spaces or tabs place it.
fn right_edge(page: &Page, line: &Line) -> Option<f64> {
    let text = line.text.trim();
    if text.contains(['\t', '\n'])
        || line.text.starts_with(char::is_whitespace)
        || line.text.ends_with(char::is_whitespace)
    {
        return None;
    }
    let (size, format) = (line.size(), line.format);
    let whole = page.width_at(line) as f64 / (f64::from(size.max(1)) * 10.0);
    let (left, right) = (
        format.left.in_characters(size) + format.first.in_characters(size),
        format.right.in_characters(size),
    );
    Some(match format.align {
        Align::Right => right,
        Align::Left => whole - left - width(line),
        Align::Centre => (whole - left - right - width(line)) / 2.0 + right,
        Align::Spread => return None,
    })
}

/// The width of a line in characters of its size: what is not Chinese takes half of one.
fn width(line: &Line) -> f64 {
    line.text.trim().chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// Whether all characters of a name stand in another in their order, as in its short form.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|wanted| rest.any(|c| c == wanted))
}

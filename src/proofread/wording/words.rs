//! Words by the lists of `vocabulary/`: spoken ones, slips, misquoted titles, outdated names, set phrases, words that
//! stand too often or claim too much.

use jiff::civil::Date;

use super::{Looked, QUOTED, Text};
use crate::finding::wording::Wording;
use crate::kind::lists;
use crate::model::report::Role;
use crate::text::pattern::Pattern;

static DAY: Pattern = Pattern::new(r"([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日");
static YEAR: Pattern = Pattern::new(r"([12][0-9]{3})年");
/// The mark of an exclamation, which belongs into no report.
const CALL: &str = "！";

pub(super) fn spoken(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.unquoted() {
        looked.seen += 1;
        if passage.contains(CALL) {
            looked.faults.push((at, Wording::Spoken { word: CALL.to_owned(), better: "。".to_owned() }));
        }
        for row in
            text.list(lists::SPOKEN).filter(|row| stands(&passage, row.get("word"), row.words("except")))
        {
            let (word, better) = (row.get("word").to_owned(), row.get("better").to_owned());
            looked.faults.push((at, Wording::Spoken { word, better }));
        }
    }
    looked
}

pub(super) fn slips(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.running() {
        looked.seen += 1;
        let unquoted = QUOTED.replace(passage, "");
        let sure = text.list(lists::TYPOS).map(|row| (row.get("wrong"), row.get("right"), row));
        let likely = text.list(lists::SLIPS).map(|row| (row.get("wrong"), row.get("right"), row));
        for (wrong, right, _) in sure.chain(likely).filter(|(wrong, _, row)| {
            // A slip with quotation marks in it is one of what is quoted.
            let within = if wrong.contains('“') { passage } else { &unquoted };
            stands(within, wrong, row.words("except"))
        }) {
            looked.faults.push((at, Wording::Slip { wrong: wrong.to_owned(), right: right.to_owned() }));
        }
    }
    looked
}

pub(super) fn titles(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.running().filter(|(_, passage)| passage.contains('《')) {
        looked.seen += 1;
        for row in text.list(lists::TITLES).filter(|row| passage.contains(row.get("wrong"))) {
            let (wrong, right) = (row.get("wrong").to_owned(), row.get("right").to_owned());
            looked.faults.push((at, Wording::Misquoted { wrong, right }));
        }
    }
    looked
}

/// Names that no longer hold on the date of the report; without a date in it none is judged.
pub(super) fn outdated(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(date) = date(text) else { return looked };
    for (at, passage) in text.unquoted() {
        looked.seen += 1;
        for row in
            text.list(lists::OUTDATED).filter(|row| stands(&passage, row.get("old"), row.words("except")))
        {
            let until: Option<Date> = row.get("valid_to").parse().ok();
            let fault = Wording::Outdated {
                old: row.get("old").to_owned(),
                new: row.get("new").to_owned(),
                until: row.get("valid_to").to_owned(),
            };
            looked.faults.extend(until.filter(|until| *until < date).map(|_| (at, fault)));
        }
    }
    looked
}

/// The date of the report, else the first day of the last year that it names.
fn date(text: &Text) -> Option<Date> {
    let dated = text.of(Role::Date).filter_map(|(_, date)| {
        let found = DAY.captures(date)?;
        let part = |at: usize| found.get(at)?.as_str().parse::<i16>().ok();
        let small = |at: usize| part(at).and_then(|part| i8::try_from(part).ok());
        Date::new(part(1)?, small(2)?, small(3)?).ok()
    });
    dated.last().or_else(|| {
        let years = text.running().flat_map(|(_, passage)| YEAR.all(passage));
        let last = years.filter_map(|found| found.get(1)?.as_str().parse::<i16>().ok()).max()?;
        Date::new(last, 1, 1).ok()
    })
}

/// Set phrases: all their members in their order, once most of them stand in a row.
pub(super) fn sets(text: &Text) -> Looked {
    const LEAST: usize = 3;
    let mut looked = Looked::default();
    for (at, passage) in text.running() {
        for row in text.list(lists::PHRASES) {
            let members: Vec<&str> = row.words("members").collect();
            for clause in passage.split(['，', '。', '；', '：']) {
                let told = in_a_row(clause, &members);
                if told.len() < LEAST.max(members.len() - 1) {
                    continue;
                }
                let whole = told.iter().copied().eq(0..members.len());
                let fault = Wording::Set { name: row.get("name").to_owned(), members: members.join("、") };
                looked.add(at, (!whole).then_some(fault));
            }
        }
    }
    looked
}

/// The places of the members of a set that stand side by side in a clause, the longest row of them.
fn in_a_row(clause: &str, members: &[&str]) -> Vec<usize> {
    let (mut longest, mut row) = (Vec::new(), Vec::new());
    for piece in clause.split(['、', '和']) {
        let member = members.iter().position(|member| piece.ends_with(member) || piece.starts_with(member));
        match member {
            Some(member) => row.push(member),
            None => row.clear(),
        }
        if row.len() > longest.len() {
            longest.clone_from(&row);
        }
    }
    longest
}

pub(super) fn overused(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let passages = text.unquoted();
    for row in text.list(lists::OVERUSED) {
        let (word, most) = (row.get("word"), row.get("most").parse::<usize>().unwrap_or(usize::MAX));
        let count: usize = passages.iter().map(|(_, passage)| passage.matches(word).count()).sum();
        if let Some((at, _)) = passages.iter().find(|(_, passage)| passage.contains(word)) {
            looked.add(*at, (count > most).then(|| Wording::Overused { word: word.to_owned(), count }));
        }
    }
    looked
}

/// Strong words in a sentence without any number.
pub(super) fn strong(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.unquoted() {
        for sentence in passage.split('。') {
            let Some(row) = text.list(lists::STRONG).find(|row| sentence.contains(row.get("word"))) else {
                continue;
            };
            let bare = !sentence.contains(|c: char| c.is_ascii_digit());
            looked.add(at, bare.then(|| Wording::Strong { word: row.get("word").to_owned() }));
        }
    }
    looked
}

/// Whether a word stands in a text outside the words that hold it rightly.
fn stands<'w>(text: &str, word: &str, except: impl Iterator<Item = &'w str>) -> bool {
    if word.is_empty() || !text.contains(word) {
        return false;
    }
    let rest = except.fold(text.to_owned(), |text, right| text.replace(right, ""));
    rest.contains(word)
}

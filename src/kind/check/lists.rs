//! The word lists that the program reads → what is missing in them, and cells that say nothing that it knows.

use super::super::lists::{ACTS, LISTS, ListRule, TITLE_KINDS};
use super::terms::{columns, file};
use super::{Kind, Wrong};
use crate::finding::kinds::{KindFault, Thing, Wanted};
use crate::kind::WordList;

/// Columns that a list has to have, and whose cells may be blank.
const MAY_BE_BLANK: [&str; 3] = ["except", "leads", "as"];

/// Columns whose cells hold several words, and what does not part them.
const SPACED: [&str; 6] = ["words", "aliases", "strong", "weak", "except", "members"];
const COMMAS: [char; 3] = [',', '，', '、'];

/// All that is wrong with the word lists of a kind; empty when nothing is.
pub(super) fn wrong(kind: &Kind) -> Vec<Wrong> {
    LISTS.iter().flat_map(|rule| of_list(kind, rule)).chain(verbs(kind)).collect()
}

/// Verbs of kinds of titles that there are none of, and kinds of titles without a verb.
fn verbs(kind: &Kind) -> Vec<Wrong> {
    let kinds: Vec<&str> = kind.vocabulary.list(TITLE_KINDS).rows().map(|row| row.get("kind")).collect();
    let read = kind.vocabulary.list(ACTS).rows().flat_map(|row| row.words("reads"));
    let unknown = read.filter(|read| !kinds.contains(read));
    let unknown = unknown.map(|read| {
        Wrong::new(&file(ACTS), &[read], KindFault::unknown(Thing::Kind, read, kinds.iter().copied()))
    });
    let silent = kinds.iter().filter(|name| kind.title_verbs(name).next().is_none());
    let lacks = || KindFault::Lacks { key: "reads".to_owned() };
    let silent = silent.map(|name| Wrong::new(&file(ACTS), &["reads"], lacks().within(Thing::Kind, name)));
    unknown.chain(silent).collect()
}

fn of_list(kind: &Kind, rule: &ListRule) -> Vec<Wrong> {
    let file = file(rule.name);
    if !kind.vocabulary.has(rule.name) {
        return vec![Wrong::new(&file, &[], KindFault::FileMissing)];
    }
    let list = kind.vocabulary.list(rule.name);
    let known: Vec<&str> = rule.needed.iter().chain(rule.more).copied().collect();
    let mut wrong = columns(&file, list, rule.needed, &known);
    // A header that is wrong makes every cell wrong.
    if wrong.is_empty() {
        wrong.extend(cells(&file, list, rule));
    }
    wrong
}

fn cells(file: &str, list: &WordList, rule: &ListRule) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for row in list.rows() {
        let first = rule
            .needed
            .iter()
            .map(|column| row.get(column))
            .find(|cell| !cell.is_empty())
            .unwrap_or_default();
        for column in rule.needed.iter().filter(|column| !MAY_BE_BLANK.contains(column)) {
            if row.get(column).is_empty() {
                wrong.push(Wrong::new(file, &[first], KindFault::Lacks { key: (*column).to_owned() }));
            }
        }
        for cell in SPACED.iter().map(|column| row.get(column)).filter(|cell| cell.contains(COMMAS)) {
            wrong.push(Wrong::new(file, &[first], KindFault::NotSpaced(cell.to_owned())));
        }
        for (column, choices) in rule.choices {
            let cell = row.get(column);
            if !choices.contains(&cell) {
                let wanted = Wanted::OneOf(
                    choices.iter().filter(|word| !word.is_empty()).map(|word| (*word).to_owned()).collect(),
                );
                let fault = KindFault::Value { key: (*column).to_owned(), value: cell.to_owned(), wanted };
                wrong.push(Wrong::new(file, &[first], fault));
            }
        }
    }
    wrong
}

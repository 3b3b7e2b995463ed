//! Vocabularies of terms (`type = "term"`) → words that mean two terms, headers that nothing reads, files that nothing
//! uses.

use std::collections::{BTreeMap, BTreeSet};

use super::super::lists::LISTS;
use super::tables::doubled;
use super::{Kind, KindFiles, Wrong};
use crate::finding::kinds::{KindFault, Thing, Wanted};
use crate::kind::WordList;
use crate::text::nearest::nearest;

/// What the columns of a list of terms may be called.
const COLUMNS: [&str; 15] = [
    "term", "aliases", "exact", "share", "opens", "closes", "hedges", "yields", "keeps", "measure", "noun",
    "serves", "bare", "whole", "phrase",
];

/// The words that the column `share` of a vocabulary may hold.
const SHARES: [&str; 3] = ["full", "part", "none"];

/// What is wrong in the vocabularies that fields name, and which files nobody names.
pub(super) fn wrong(kind: &Kind, own: &KindFiles) -> Vec<Wrong> {
    let fields = kind.tables.iter().flat_map(|table| &table.fields);
    let used: BTreeSet<&str> = fields.filter_map(|field| field.vocabulary.as_deref()).collect();
    let mut wrong = Vec::new();
    for name in &used {
        let file = file(name);
        if kind.vocabulary.has(name) {
            wrong.extend(of_terms(&file, kind.vocabulary.list(name)));
        } else {
            wrong.push(missing(kind, own, name, &used));
        }
    }
    // A list that nothing reads does no harm, unless the kind itself has it for one that is read, misspelt.
    let wanted: Vec<&str> = used.into_iter().chain(LISTS.iter().map(|list| list.name)).collect();
    let unused =
        kind.vocabulary.names().filter(|name| !wanted.contains(name) && own.contains_key(&file(name)));
    // One that a field names wrongly is told there.
    let had = || wanted.iter().copied().filter(|name| kind.vocabulary.has(name));
    let slips = unused.filter(|name| nearest(name, had()).is_some());
    wrong.extend(slips.map(|name| {
        let fault = KindFault::unknown(Thing::Vocabulary, name, wanted.iter().copied());
        Wrong::new(&file(name), &[], fault)
    }));
    wrong
}

/// That a field names a list that there is not: where one that nobody names is called nearly so, the field names it wrongly;
/// else its file is missing.
fn missing(kind: &Kind, own: &KindFiles, name: &str, used: &BTreeSet<&str>) -> Wrong {
    let free = |list: &&str| !used.contains(list) && own.contains_key(&file(list));
    let free: Vec<&str> = kind.vocabulary.names().filter(free).collect();
    if nearest(name, free.iter().copied()).is_none() {
        return Wrong::new(&file(name), &[], KindFault::FileMissing);
    }
    let line = format!("vocabulary = \"{name}\"");
    Wrong::new("tables.toml", &[&line], KindFault::unknown(Thing::Vocabulary, name, free))
}

/// The files of the word lists that neither a field nor the program itself reads.
pub(in crate::kind) fn unread(kind: &Kind) -> Vec<String> {
    let fields = kind.tables.iter().flat_map(|table| &table.fields);
    let used: BTreeSet<&str> = fields.filter_map(|field| field.vocabulary.as_deref()).collect();
    let reserved = |name: &str| LISTS.iter().any(|list| list.name == name);
    kind.vocabulary.names().filter(|name| !used.contains(name) && !reserved(name)).map(file).collect()
}

pub(super) fn file(vocabulary: &str) -> String {
    format!("vocabulary/{vocabulary}.tsv")
}

fn of_terms(file: &str, list: &WordList) -> Vec<Wrong> {
    let mut wrong: Vec<Wrong> = columns(file, list, &["term"], &COLUMNS);
    let mut terms: BTreeMap<&str, &str> = BTreeMap::new();
    for row in list.rows() {
        let term = row.get("term");
        if term.is_empty() {
            wrong.push(Wrong::new(file, &[], KindFault::Lacks { key: "term".to_owned() }));
        } else if terms.insert(term, term).is_some() {
            wrong.push(Wrong::new(file, &[term, term], doubled(Thing::Term, term)));
        }
        let share = row.get("share");
        if !share.is_empty() && !SHARES.contains(&share) {
            let wanted = Wanted::OneOf(SHARES.map(str::to_owned).to_vec());
            let fault = KindFault::Value { key: "share".into(), value: share.to_owned(), wanted };
            wrong.push(Wrong::new(file, &[term], fault));
        }
    }
    for row in list.rows() {
        let term = row.get("term");
        for word in row.words("aliases").chain(row.words("exact")) {
            match terms.insert(word, term).filter(|other| *other != term) {
                Some(other) => {
                    let (word, one, other) = (word.to_owned(), other.to_owned(), term.to_owned());
                    wrong.push(Wrong::new(file, &[term], KindFault::OfTwo { word, one, other }));
                }
                None if word.contains([',', '，', '、']) => {
                    wrong.push(Wrong::new(file, &[word], KindFault::NotSpaced(word.to_owned())));
                }
                None => {}
            }
        }
    }
    wrong
}

/// What is wrong with the header of a list.
pub(super) fn columns(file: &str, list: &WordList, needed: &[&str], known: &[&str]) -> Vec<Wrong> {
    let header = list.columns();
    let first = header.first().map_or("", String::as_str);
    let mut faults = Vec::new();
    for column in header.iter().filter(|column| !known.contains(&column.as_str())) {
        faults.push(KindFault::unknown(Thing::Column, column, known.iter().copied()));
    }
    let has = |name: &str| header.iter().any(|column| column == name);
    faults.extend(
        needed.iter().filter(|name| !has(name)).map(|name| KindFault::Lacks { key: (*name).to_owned() }),
    );
    faults.extend(
        super::twice(header.iter().map(String::as_str)).into_iter().map(|name| doubled(Thing::Column, name)),
    );
    faults.into_iter().map(|fault| Wrong::new(file, &[first], fault)).collect()
}

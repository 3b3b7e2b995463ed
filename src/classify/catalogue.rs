//! 问题目录, and the rectification ledger for problems given by number → the named problems of the campaign, to be looked up.

use std::collections::HashMap;

use super::names::Names;
use crate::kind::{FieldRole, Kind, TableRole};
use crate::model::value::Text;
use crate::normalize::Normalized;
use crate::text::fold::sentence_key;

/// A named problem (突出问题) and the aspect that it is of; none where the row names no aspect.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) problem: Text,
    pub(super) aspect: Option<Text>,
}

/// What a cell of a problem column means.
pub(super) enum Named<'a> {
    /// A problem of the catalogue or the ledger.
    Item(&'a Item),
    /// No problem that is known: the words of the cell are the problem.
    Text,
    /// A number under which neither 问题目录 nor the ledger has a problem.
    UnknownNumber,
}

/// The named problems, by number and by text.
#[derive(Default)]
pub(super) struct Catalogue {
    items: Vec<Item>,
    /// How many of them are the catalogue's own; the ledger's are for numbers only.
    own: usize,
    by_number: HashMap<u32, usize>,
    by_text: HashMap<String, usize>,
}

impl Catalogue {
    /// Collects the problems; of two with one number the catalogue's and the first one hold.
    pub(super) fn of(normalized: &Normalized, kind: &Kind, names: &Names<'_>) -> Self {
        let mut catalogue = Catalogue::default();
        catalogue.add(normalized, kind, names, TableRole::Catalogue);
        catalogue.own = catalogue.items.len();
        for (at, item) in catalogue.items.iter().enumerate() {
            catalogue.by_text.entry(sentence_key(&item.problem)).or_insert(at);
        }
        catalogue.add(normalized, kind, names, TableRole::Problems);
        catalogue
    }

    fn add(
        &mut self,
        normalized: &Normalized,
        kind: &Kind,
        names: &Names<'_>,
        role: TableRole,
    ) -> Option<()> {
        let (table, rule) = kind.table_for(role)?;
        let problem = rule.at(FieldRole::Problem)?;
        let (aspect, number) = (rule.at(FieldRole::Aspect), rule.at(FieldRole::Number));
        for (_, entry) in normalized.of_table(table) {
            let Some(text) = entry.text(problem) else { continue };
            let number = number.and_then(|field| entry.text(field)).and_then(|text| names.number(text));
            if let Some(number) = number {
                self.by_number.entry(number).or_insert(self.items.len());
            }
            self.items.push(Item {
                problem: text.clone(),
                aspect: aspect.and_then(|field| entry.text(field)).cloned(),
            });
        }
        Some(())
    }

    /// The aspects of the campaign's catalogue, in its order.
    pub(super) fn aspects(&self) -> Vec<Text> {
        let mut aspects: Vec<Text> = Vec::new();
        for aspect in self.items.iter().take(self.own).filter_map(|item| item.aspect.as_ref()) {
            if !aspects.contains(aspect) {
                aspects.push(aspect.clone());
            }
        }
        aspects
    }

    /// The catalogue's problem with the same text.
    pub(super) fn same(&self, text: &str) -> Option<&Item> {
        if self.by_text.is_empty() {
            return None;
        }
        self.items.get(*self.by_text.get(&sentence_key(text))?)
    }

    /// What a problem cell means: a number stands for a problem of the catalogue or ledger.
    pub(super) fn named(&self, cell: &str, names: &Names<'_>) -> Named<'_> {
        match names.number(cell) {
            Some(number) => {
                let item = self.by_number.get(&number).and_then(|at| self.items.get(*at));
                item.map_or(Named::UnknownNumber, Named::Item)
            }
            None => self.same(cell).map_or(Named::Text, Named::Item),
        }
    }
}

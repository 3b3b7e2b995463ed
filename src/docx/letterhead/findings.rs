//! What was done with an office's document → what the reader is told of it.

use std::collections::BTreeMap;

use super::Letterhead;
use super::definitions::Origin;
use super::fields::{Field, Fields};
use super::fill::Filled;
use crate::finding::{self, Finding, Place};
use crate::model::element::{self, Role, elements};

/// What was done.
pub(super) struct FillNotes<'a> {
    pub(super) letterhead: &'a Letterhead<'a>,
    pub(super) origins: &'a BTreeMap<Role, Origin>,
    pub(super) filled: &'a Filled,
    pub(super) fields: &'a Fields,
    /// The fields without a place, and whether they are printed all the same.
    pub(super) unplaced: Vec<(Field, bool)>,
}

impl FillNotes<'_> {
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut list = vec![self.taken()];
        list.extend(self.left_out());
        let (letterhead, filled) = (self.letterhead, self.filled);
        list.extend(
            self.unplaced.iter().map(|(field, printed)| finding::Letterhead::NoPlace {
                name: field.name(),
                printed: *printed,
            }),
        );
        let both = |(field, text): &(Field, String)| (field.name(), text.trim().to_owned());
        list.extend(
            filled.blanked.iter().map(both).map(|(name, text)| finding::Letterhead::Blanked { name, text }),
        );
        let kept = filled.kept.iter().filter(|(field, _)| self.fields.text(*field).is_none());
        list.extend(kept.map(both).map(|(name, text)| finding::Letterhead::Kept { name, text }));
        list.extend(filled.unknown.iter().map(|name| finding::Letterhead::NoSuchPlace {
            name: name.clone(),
            known: Field::names().collect(),
        }));
        if !letterhead.numbered {
            list.push(finding::Letterhead::NoPageNumbers);
        }
        let place = || Place::File(letterhead.file.to_owned());
        let mut findings: Vec<Finding> = Vec::new();
        for what in list {
            let new = Finding::new(place(), what);
            if !findings.contains(&new) {
                findings.push(new);
            }
        }
        findings
    }

    fn taken(&self) -> finding::Letterhead {
        let names = |origin: Origin| -> Vec<&'static str> {
            let from = |role: &Role| self.origins.get(role) == Some(&origin);
            elements().filter(|element| from(&element.role)).map(element::Element::name).collect()
        };
        finding::Letterhead::Taken {
            head: self.texts(self.letterhead.anatomy.head.clone()),
            foot: self.texts(self.letterhead.anatomy.foot.clone()),
            sampled: names(Origin::Sample),
            styled: names(Origin::Style),
            ours: names(Origin::Ours),
        }
    }

    fn left_out(&self) -> Option<finding::Letterhead> {
        let body = self.letterhead.anatomy.body.clone();
        let drawings = self.letterhead.signs.get(body.clone()).unwrap_or_default();
        let drawings = drawings.iter().filter(|block| block.drawn && !block.red).count();
        let texts = self.texts(body);
        (!texts.is_empty() || drawings > 0).then_some(finding::Letterhead::LeftOut { texts, drawings })
    }

    fn texts(&self, blocks: std::ops::Range<usize>) -> Vec<String> {
        let signs = self.letterhead.signs.get(blocks).unwrap_or_default();
        let lines = signs.iter().flat_map(|block| block.text.lines());
        let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut texts: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        // A box and what older programs show instead say the same.
        texts.dedup();
        texts
    }
}

//! What was taken from an office's document → what the reader is told of it, once.

use std::collections::BTreeMap;

use super::Letterhead;
use super::definitions::Origin;
use crate::finding::{self, Finding, Place};
use crate::model::element::{self, Role, elements};

/// What was taken over, and what gave way.
pub(super) fn told(letterhead: &Letterhead<'_>, origins: &BTreeMap<Role, Origin>) -> Vec<Finding> {
    let list = [Some(taken(letterhead, origins)), left_out(letterhead)];
    let place = || Place::File(letterhead.file.to_owned());
    list.into_iter().flatten().map(|what| Finding::new(place(), what)).collect()
}

fn taken(letterhead: &Letterhead<'_>, origins: &BTreeMap<Role, Origin>) -> finding::Letterhead {
    let names = |origin: Origin| -> Vec<&'static str> {
        let from = |role: &Role| origins.get(role) == Some(&origin);
        elements().filter(|element| from(&element.role)).map(element::Element::name).collect()
    };
    finding::Letterhead::Taken {
        head: texts(letterhead, letterhead.anatomy.head.clone()),
        foot: texts(letterhead, letterhead.anatomy.foot.clone()),
        sampled: names(Origin::Sample),
        styled: names(Origin::Style),
        ours: names(Origin::Ours),
    }
}

fn left_out(letterhead: &Letterhead<'_>) -> Option<finding::Letterhead> {
    let body = letterhead.anatomy.body.clone();
    let drawings = letterhead.signs.get(body.clone()).unwrap_or_default();
    let drawings = drawings.iter().filter(|block| block.drawn && !block.red).count();
    let texts = texts(letterhead, body);
    (!texts.is_empty() || drawings > 0).then_some(finding::Letterhead::LeftOut { texts, drawings })
}

fn texts(letterhead: &Letterhead<'_>, blocks: std::ops::Range<usize>) -> Vec<String> {
    let signs = letterhead.signs.get(blocks).unwrap_or_default();
    let lines = signs.iter().flat_map(|block| block.text.lines());
    let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut texts: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    // A box and what older programs show instead say the same.
    texts.dedup();
    texts
}

//! A thousand random scripts of edits and revisions of data. Every value and every typed character is there once
//! in the world, so that what must and must not stand in the outcome can be told from the text alone.

mod edits;
pub(super) mod world;

use std::collections::{BTreeMap, BTreeSet};

use crate::revise::revise;
use chengwen::finding::{Finding, Revised, What};
use chengwen::model::base::Base;
use chengwen::model::document::Document;

use super::apply::apply;
use super::cases::again;
use super::notation::written;
use edits::{Draft, is_typed};
use world::{Dice, World};

const SCRIPTS: u64 = 1_000;

#[test]
fn nothing_typed_is_lost_and_every_datum_is_fresh() {
    holds_for(0..SCRIPTS / 2);
}

#[test]
fn nothing_typed_is_lost_in_other_scripts_either() {
    holds_for(SCRIPTS / 2..SCRIPTS);
}

fn holds_for(seeds: std::ops::Range<u64>) {
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for seed in seeds {
        for stripped in [false, true] {
            if let Some((what, told)) = script(seed, stripped) {
                faults.entry(what.to_owned()).or_default().push(format!("{seed} {stripped}: {told}"));
            }
        }
    }
    let told = |(what, list): (&String, &Vec<String>)| format!("{} {what}, as {}", list.len(), list[0]);
    assert!(faults.is_empty(), "{}", faults.iter().map(told).collect::<Vec<_>>().join("\n\n"));
}

/// Two rounds of edits and revisions.
fn script(seed: u64, stripped: bool) -> Option<(&'static str, String)> {
    let mut dice = Dice::new(seed);
    let mut world = World::new(&mut dice);
    let mut base = Base::of(&world.report(), "run", "kind");
    let mut theirs = world.document();
    let mut stale = BTreeSet::new();
    let mut copied = false;
    for round in 0..2 {
        let mut draft = Draft::of(&theirs, &world);
        let script: Vec<String> = (0..dice.below(6)).map(|_| draft.edit(&mut dice, &mut world)).collect();
        theirs = draft.document();
        copied |= script.iter().any(|edit| edit.starts_with("copy"));
        if stripped {
            theirs.blocks.iter_mut().for_each(|found| found.hints.clear());
        }
        let before = world.values();
        let news: Vec<String> = (0..dice.below(5)).map(|_| world.revise(&mut dice)).collect();
        stale.extend(before.difference(&world.values()).cloned());
        let fresh = world.report();
        let noted = revise(&base, &theirs, &fresh);
        let (result, comments) = apply(&theirs, &fresh, &noted.value.edits);
        let texts = text(&result);
        let told = |kind: &'static str, what: &str| {
            let (theirs, result) = (written(&theirs).join("\n  "), written(&result).join("\n  "));
            let fresh: Vec<String> = fresh.blocks.iter().map(chengwen::model::report::Block::text).collect();
            let told = format!(
                "{what} (round {round})\nedits {script:?}\nnews {news:?}\ntheirs\n  {theirs}\nfresh\n  {}\nresult\n  {result}",
                fresh.join("\n  ")
            );
            Some((kind, told))
        };
        for typed in text(&theirs).chars().filter(|c| is_typed(*c)) {
            let kept = texts.contains(typed) || comments.iter().any(|(_, text)| text.contains(typed));
            if !kept {
                return told("lost", &typed.to_string());
            }
        }
        let known: BTreeSet<String> = world.slots();
        for (slot, value) in stale.iter().filter(|(slot, _)| known.contains(slot)) {
            // In a copy that was reworded right there it may be another figure; then it is said.
            let said = |finding: &Finding| match &finding.what {
                What::Revised(Revised::Unclear { written, slot: of, .. }) => written == value && of == slot,
                _ => false,
            };
            if holds(&texts, value) && !(copied && noted.findings.iter().any(said)) {
                return told("stale", &format!("{slot} is still {value}"));
            }
        }
        for marker in &world.markers() {
            let before = text(&theirs).matches(marker.as_str()).count();
            if texts.matches(marker.as_str()).count() > before.max(1) {
                return told("doubled", marker);
            }
        }
        for (slot, value) in &world.values() {
            let was =
                before.iter().find(|(of, _)| of == slot).map(|(_, was)| was).filter(|was| *was != value);
            let theirs = text(&theirs);
            let there = count(&theirs, value) + was.map_or(0, |was| count(&theirs, was));
            if count(&texts, value) > there.max(1) {
                return told("doubled", &format!("{slot}, which is {value}"));
            }
        }
        let stand: Vec<String> = noted
            .value
            .blocks
            .iter()
            .map(|block| block.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect();
        let paragraphs = result.blocks.iter().map(|found| found.text.as_str());
        // Spaces and the like may be told otherwise.
        let bare = |text: &str| text.replace(|c: char| c.is_whitespace() || c == '\u{200b}', "");
        let paragraphs = paragraphs.map(bare).filter(|text| !text.is_empty());
        if !stand.iter().map(|text| bare(text)).eq(paragraphs) {
            return told("told otherwise", "");
        }
        if let Some(fault) = again(&noted.value.base, &result, &fresh) {
            return told("not the same again", &fault);
        }
        (base, theirs) = (noted.value.base, result);
    }
    None
}

/// What a person does in one place and the workbooks do in another comes out the same in either order.
#[test]
fn independent_edits_commute() {
    let mut faults = Vec::new();
    let mut compared = 0;
    for seed in 0..SCRIPTS {
        let mut dice = Dice::new(seed ^ 0xc0_ffee);
        let mut world = World::new(&mut dice);
        let base = Base::of(&world.report(), "run", "kind");
        let given = world.document();
        // The same hand does the same to either document.
        let hand = (dice.clone(), world.clone());
        let edited = |document: &Document| {
            let (mut dice, mut world) = hand.clone();
            let mut draft = Draft::of(document, &world);
            let touched = draft.apart(&mut dice, &mut world);
            (draft.document(), touched)
        };
        let (mine, touched) = edited(&given);
        if !world.change_value_elsewhere(&mut dice, &touched) {
            continue;
        }
        compared += 1;
        let fresh = world.report();
        let edit_first = apply(&mine, &fresh, &revise(&base, &mine, &fresh).value.edits).0;
        let data_first = revise(&base, &given, &fresh).value;
        let later = edited(&apply(&given, &fresh, &data_first.edits).0).0;
        // The numbers after one that was written over close ranks.
        let later = apply(&later, &fresh, &revise(&data_first.base, &later, &fresh).value.edits).0;
        if written(&edit_first) != written(&later) {
            faults.push(format!("{seed}: {:#?}\n{:#?}", written(&edit_first), written(&later)));
        }
    }
    assert!(compared > 750, "only {compared} compared");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults[0]);
}

fn text(document: &Document) -> String {
    document.blocks.iter().map(|found| found.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Whether a text holds a value, not as part of a longer number.
fn holds(text: &str, value: &str) -> bool {
    count(text, value) > 0
}

/// How often it does.
fn count(text: &str, value: &str) -> usize {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let alone = |(at, _): &(usize, &str)| {
        !digit(text[..*at].chars().next_back()) && !digit(text[at + value.len()..].chars().next())
    };
    text.match_indices(value).filter(alone).count()
}

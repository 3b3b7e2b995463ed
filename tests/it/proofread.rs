//! The rules of the text: each is tripped by a text that breaks it and by no right one; the samples break none.

use std::collections::BTreeSet;

use chengwen::finding::Severity;
use chengwen::model::report::Role;
use chengwen::proofread::wording::{Passage, Proof, TEXT_RULES, proofread};

use crate::{kind, sample};

/// Paragraphs parted by ¶; `标题=`, `附件标题=`, `日期=` and `表=` say what one is.
fn passages(text: &str) -> Vec<Passage> {
    let passage = |text: &str| {
        if let Some(cells) = text.strip_prefix("表=") {
            let rows: Vec<Vec<String>> =
                cells.split(';').map(|row| row.split('|').map(str::to_owned).collect()).collect();
            return Passage { text: cells.to_owned(), role: Some(Role::AnnexTable), rows };
        }
        let roles = [("标题=", Role::Title), ("日期=", Role::Date), ("附件标题=", Role::AnnexTitle)];
        let known = roles.into_iter().find_map(|(lead, role)| Some((text.strip_prefix(lead)?, role)));
        let (text, role) = known.unwrap_or((text, Role::Body));
        Passage { text: text.to_owned(), role: Some(role), rows: Vec::new() }
    };
    text.split('¶').map(passage).collect()
}

fn codes(proof: &Proof, worse_than: Severity) -> BTreeSet<&'static str> {
    let said = proof.faults.iter().map(|(_, fault)| fault.say());
    said.filter(|said| said.severity < worse_than).map(|said| said.code).collect()
}

fn all(proof: &Proof) -> BTreeSet<&'static str> {
    proof.faults.iter().map(|(_, fault)| fault.say().code).collect()
}

#[test]
fn each_rule_is_tripped_by_what_breaks_it_alone() {
    let kind = kind();
    let mut tripped = BTreeSet::new();
    for (number, row) in include_str!("../cases/proofread.tsv").lines().enumerate().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [rule, breaks, stands] = cells[..] else { panic!("line {}: {row}", number + 1) };
        let broken = proofread(&passages(breaks), &kind);
        assert!(
            all(&broken).contains(rule),
            "line {}: {rule} is not tripped: {:?}",
            number + 1,
            broken.faults
        );
        let others: Vec<_> =
            codes(&broken, Severity::Info).into_iter().filter(|code| *code != rule).collect();
        assert!(others.is_empty(), "line {}: {others:?} {:?}", number + 1, broken.faults);
        let right = proofread(&passages(stands), &kind);
        assert!(!all(&right).contains(rule), "line {}: {:?}", number + 1, right.faults);
        assert!(codes(&right, Severity::Info).is_empty(), "line {}: {:?}", number + 1, right.faults);
        for (_, fault) in &broken.faults {
            let said = fault.say();
            let row = TEXT_RULES.iter().find(|row| row.id == said.code).unwrap();
            assert_eq!(said.severity, row.severity, "{said:?}");
        }
        tripped.insert(rule);
    }
    let known: BTreeSet<&str> = TEXT_RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(known, tripped, "each rule has its case");
}

#[test]
fn the_samples_are_read_without_a_false_alarm() {
    for name in sample::names() {
        let outcome = sample::outcome(sample::files(&name));
        let said: Vec<_> = outcome.findings.iter().map(|finding| finding.what.say()).collect();
        let rules: BTreeSet<&str> = TEXT_RULES.iter().map(|rule| rule.id).collect();
        let alarms: Vec<_> =
            said.iter().filter(|said| rules.contains(said.code) && said.severity < Severity::Info).collect();
        assert!(alarms.is_empty(), "{name}: {alarms:#?}");
    }
}

#[test]
fn what_had_nothing_to_look_at_is_not_checked() {
    let proof = proofread(&passages("开展了活动。"), &kind());
    let looked = |id: &str| TEXT_RULES.iter().zip(&proof.looked).find(|(rule, _)| rule.id == id).unwrap().1;
    assert_eq!(*looked("table-total"), None);
    assert_eq!(*looked("text-points"), None);
    assert_eq!(*looked("text-marks"), Some(1));
}

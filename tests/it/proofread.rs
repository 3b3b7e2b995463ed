//! The rules of the text: each is tripped by a text that breaks it and by no right one; the samples break none.

use std::collections::BTreeSet;

use chengwen::finding::Severity;
use chengwen::model::report::Role;
use chengwen::proofread::wording::{Known, Organ, Passage, Person, Proof, TEXT_RULES, proofread};

use crate::{kind, sample};

/// Paragraphs parted by ¶; `标题=`, `附件标题=`, `日期=` and `表=` say what one is.
fn passages(text: &str) -> Vec<Passage> {
    let passage = |text: &str| {
        if let Some(cells) = text.strip_prefix("表=") {
            let rows: Vec<Vec<String>> =
                cells.split(';').map(|row| row.split('|').map(str::to_owned).collect()).collect();
            return Passage {
                text: cells.to_owned(),
                role: Some(Role::AnnexTable),
                rows,
                ..Passage::default()
            };
        }
        let roles = [
            ("标题=", Role::Title),
            ("日期=", Role::Date),
            ("附件标题=", Role::AnnexTitle),
            ("署名=", Role::Signature),
            ("主送=", Role::Addressee),
        ];
        let known = roles.into_iter().find_map(|(lead, role)| Some((text.strip_prefix(lead)?, role)));
        let (text, role) = known.unwrap_or((text, Role::Body));
        let (text, is_typed) = text.strip_prefix("手写=").map_or((text, false), |text| (text, true));
        let typed = if is_typed { std::iter::once(0..text.len()).collect() } else { Vec::new() };
        Passage { text: text.to_owned(), role: Some(role), rows: Vec::new(), typed }
    };
    text.split('¶').filter(|part| KNOWN.iter().all(|lead| !part.starts_with(lead))).map(passage).collect()
}

/// What a case says of the folder: `人=name,posts,order`, `本单位=` and `单位=full,short|aliases`, `数=`, `起止=`, `活动=`,
/// `提意见人=`.
const KNOWN: [&str; 7] = ["人=", "本单位=", "单位=", "数=", "起止=", "活动=", "提意见人="];

fn known(text: &str) -> Option<Known> {
    let mut known = Known::default();
    for (lead, rest) in text.split('¶').filter_map(|part| {
        let lead = KNOWN.iter().find(|lead| part.starts_with(**lead))?;
        Some((*lead, part.strip_prefix(lead)?))
    }) {
        let cells: Vec<&str> = rest.split(',').collect();
        let names = |part: Option<&str>| {
            part.map(|names| names.split(',').map(str::to_owned).collect()).unwrap_or_default()
        };
        match lead {
            "人=" => known.people.push(Person {
                name: cells[0].to_owned(),
                posts: cells[1].to_owned(),
                order: cells.get(2).map(|order| order.parse().unwrap()),
            }),
            "数=" => known.numbers.extend(cells.iter().map(|number| (*number).to_owned())),
            "活动=" => known.campaign = Some(rest.to_owned()),
            "提意见人=" => known.givers.extend(cells.iter().map(|name| (*name).to_owned())),
            "起止=" => known.span = (cells[0].parse().ok(), cells[1].parse().ok()),
            lead => {
                let (own, aliases) =
                    rest.split_once('|').map_or((rest, None), |(own, rest)| (own, Some(rest)));
                let is_own = lead == "本单位=";
                known.organs.push(Organ { names: names(Some(own)), aliases: names(aliases), is_own });
            }
        }
    }
    text.split('¶').any(|part| KNOWN.iter().any(|lead| part.starts_with(lead))).then_some(known)
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
        let broken = proofread(&passages(breaks), &kind, known(breaks).as_ref());
        assert!(
            all(&broken).contains(rule),
            "line {}: {rule} is not tripped: {:?}",
            number + 1,
            broken.faults
        );
        let others: Vec<_> =
            codes(&broken, Severity::Info).into_iter().filter(|code| *code != rule).collect();
        assert!(others.is_empty(), "line {}: {others:?} {:?}", number + 1, broken.faults);
        let right = proofread(&passages(stands), &kind, known(stands).as_ref());
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
    let proof = proofread(&passages("开展了活动。"), &kind(), None);
    let looked = |id: &str| TEXT_RULES.iter().zip(&proof.looked).find(|(rule, _)| rule.id == id).unwrap().1;
    assert_eq!(*looked("table-total"), None);
    assert_eq!(*looked("text-points"), None);
    assert_eq!(*looked("text-marks"), Some(1));
}

/// The kinds of slips that a report of this genre is known to hold, in words of our own, all in one document.
#[test]
fn the_slips_of_the_genre_are_found_in_one_document() {
    let rows: Vec<Vec<&str>> = include_str!("../cases/seed_slips.tsv")
        .lines()
        .skip(1)
        .map(|row| row.split('\t').collect())
        .collect();
    let title = "标题=关于开展党员干部作风建设年活动情况的报告".to_owned();
    let body = rows.iter().map(|row| row[2].to_owned());
    let text = std::iter::once(title).chain(body).collect::<Vec<_>>().join("¶");
    let (passages, kind) = (passages(&text), kind());
    let proof = proofread(&passages, &kind, None);
    let of_page = chengwen::proofread::content(&passages);
    let mut found: Vec<(usize, &str)> =
        proof.faults.iter().map(|(at, fault)| (*at, fault.say().code)).collect();
    found.extend(of_page.iter().map(|(at, fault)| (*at, fault.say().code)));
    for rule in rows.iter().map(|row| row[1]).collect::<BTreeSet<_>>() {
        let wanted: Vec<usize> =
            (1..).zip(&rows).filter(|(_, row)| row[1] == rule).map(|(at, _)| at).collect();
        let there = found.iter().any(|(at, code)| *code == rule && wanted.contains(at));
        assert!(there, "{rule}: {found:?}");
    }
}

/// A row of a workbook in which more came back than went out is told at its cell, whether or not the report prints it.
#[test]
fn a_number_over_the_one_that_bounds_it_is_told_at_its_cell() {
    let scratch = crate::scratch::Scratch::with_small_folder("甲");
    let head = "序号,发放对象,发放份数,收回份数,有效份数\n";
    scratch.write(
        "甲/征求意见表发放登记.csv",
        format!("{head}1,各乡镇,50,47,40\n2,各部门,60,55,52\n").as_bytes(),
    );
    let told = || {
        let said = scratch.done(&["check", "甲", "--json"]).json();
        let findings = said["findings"].as_array().unwrap().clone();
        let over = findings.into_iter().filter(|finding| finding["code"] == "number-over");
        over.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(told().is_empty(), "{:?}", told());
    scratch.write(
        "甲/征求意见表发放登记.csv",
        format!("{head}1,各乡镇,50,57,40\n2,各部门,60,55,58\n").as_bytes(),
    );
    let told = told();
    assert!(told.len() == 2 && told[0].contains("57") && told[1].contains("58"), "{told:?}");
}

//! Grouping, suggesting and aspects, measured on opinions that were labelled by hand from what they mean.

use std::collections::BTreeSet;

use chengwen::model::suggestion::Suggestion;

use super::{class, classified, opinions};
use crate::kind;
use crate::normalize::cases;

/// Restatements are counted as one and reworded ones are suggested; what is another opinion is neither.
#[test]
fn restatements_and_rewordings_are_found() {
    let kind = kind();
    let lines = cases("restatements");
    let rows: Vec<Vec<&str>> = lines.iter().map(|line| vec!["", "", "", "", "", line[2].as_str()]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let noted = classified(&kind, &[opinions(&rows)], None);
    let entries = &noted.value.entries;

    assert_eq!(entries.len(), lines.len());
    let group = |at: usize| class(&entries[at]).group;
    let cluster_of = |at: usize| {
        let holds = |suggestion: &&Suggestion| suggestion.members.iter().any(|m| m.group == group(at));
        noted.value.suggestions.iter().position(|suggestion| holds(&suggestion))
    };
    let clusters: Vec<Option<usize>> = (0..lines.len()).map(cluster_of).collect();
    // Chosen by, looked at once, and not looked at when words and thresholds were chosen.
    for (part, from, every) in [("chosen by", 1, 2), ("looked at", 2, 2), ("kept back", 45, 1)] {
        let family = |at: usize| lines[at][0].parse::<usize>().unwrap();
        let of = |family: usize| {
            family >= from && (family - from).is_multiple_of(every) && (family < 45) == (from < 45)
        };
        let of_part: Vec<usize> = (0..lines.len()).filter(|at| of(family(*at))).collect();
        let (mut merged, mut same, mut found, mut near) = (0, 0, 0, 0);
        let (mut wrong, mut suggested, mut right, mut said) = (Vec::new(), 0, 0, Vec::new());
        for (place, one) in of_part.iter().enumerate() {
            for other in &of_part[place + 1..] {
                let in_family = family(*one) == family(*other);
                let apart = !in_family || lines[*one][1] == "apart" || lines[*other][1] == "apart";
                let together = group(*one) == group(*other);
                let near_by = !together && clusters[*one].is_some() && clusters[*one] == clusters[*other];
                let pair = format!("{} | {}", lines[*one][2], lines[*other][2]);
                if apart && together {
                    wrong.push(pair.clone());
                }
                if !apart && lines[*one][1] == "base" && lines[*other][1] == "same" {
                    (merged, same) = (merged + usize::from(together), same + 1);
                    if !together {
                        said.push(format!("not merged: {pair}"));
                    }
                }
                if !apart && lines[*one][1] == "base" && lines[*other][1] == "near" {
                    (found, near) = (found + usize::from(near_by || together), near + 1);
                    if !near_by && !together {
                        said.push(format!("not found: {pair}"));
                    }
                }
                if near_by {
                    (suggested, right) = (suggested + 1, right + usize::from(!apart));
                    if apart {
                        said.push(format!("suggested: {pair}"));
                    }
                }
            }
        }
        let figures = format!(
            "{part}: merged {merged}/{same}, found {found}/{near}, right {right}/{suggested}, wrong {wrong:?}\n{}",
            said.join("\n")
        );
        println!("{figures}");
        assert!(wrong.is_empty() && merged * 100 >= same * 99, "{figures}");
        assert!(found * 100 >= near * 85 && right * 100 >= suggested * 80, "{figures}");
    }
}

/// Aspects that are decided by words are right, and most opinions are decided.
#[test]
fn aspects_are_decided_and_right() {
    let kind = kind();
    let lines = cases("aspects_labelled");
    let schemes: BTreeSet<&str> = lines.iter().map(|line| line[0].as_str()).collect();
    assert_eq!(schemes.len(), 7);
    let mut report = Vec::new();
    let mut holds = true;
    for scheme in schemes {
        let of_scheme: Vec<&Vec<String>> = lines.iter().filter(|line| line[0] == scheme).collect();
        assert!(of_scheme.len() >= 25, "{scheme}");
        let rows: Vec<Vec<&str>> =
            of_scheme.iter().map(|line| vec!["", "", "", "", "", line[2].as_str()]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let noted = classified(&kind, &[opinions(&rows)], Some(scheme));
        for part in [0, 1] {
            let (mut all, mut right, mut wrong) = (0, 0, 0);
            for entry in &noted.value.entries {
                let at = entry.row as usize - noted.value.entries[0].row as usize;
                if at % 2 != part {
                    continue;
                }
                all += 1;
                let found = class(entry).aspect.as_deref();
                right += usize::from(found == Some(of_scheme[at][1].as_str()));
                wrong += usize::from(found.is_some_and(|found| found != of_scheme[at][1]));
                if found != Some(of_scheme[at][1].as_str()) {
                    report.push(format!("  {:?} {:?} {:?}", of_scheme[at], found, class(entry).why));
                }
            }
            let decided = right + wrong;
            holds &= right * 10 >= decided * 9 && (all - decided) * 4 <= all;
            report.push(format!("{scheme} {part}: {right} right of {decided} decided, {all} in all"));
        }
    }
    println!("{}", report.join("\n"));
    assert!(holds, "{}", report.join("\n"));
}

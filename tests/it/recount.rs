//! The figures of samples/campaign, recounted by code that shares nothing with the way of the data, and the cells
//! that they say they were counted from.

mod by_hand;

use std::collections::BTreeSet;

use chengwen::kind::Take;
use chengwen::model::figure::{Figure, FigureValue};

use crate::{raw, sample};
use by_hand::{Folder, points};

#[test]
fn every_figure_is_what_a_person_counts() {
    let outcome = sample::campaign();
    let expected = Folder::read().figures();
    let mut wrong = Vec::new();
    for (id, expected) in &expected {
        let found = outcome.figures.get(id).unwrap_or_else(|| panic!("no figure {id}"));
        let found = plain(found).unwrap_or_else(|| panic!("{id} is no number"));
        if found != *expected {
            wrong.push(format!("{id}: counted {expected:?}, reported {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unknown: Vec<&str> = outcome
        .figures
        .iter()
        .filter(|figure| plain(figure).is_some_and(|value| value != by_hand::Figure::Missing))
        .map(|figure| figure.id.as_str())
        .filter(|id| !expected.contains_key(*id))
        .collect();
    assert!(unknown.is_empty(), "count these by hand too: {unknown:?}");
}

/// A few figures as a person read them off the sheets, so that the recount itself is checked.
#[test]
fn the_recount_is_right() {
    let figures = Folder::read().figures();
    let number = |id: &str| match figures[id] {
        by_hand::Figure::Number(number) => number,
        _ => panic!("{id} is no number"),
    };
    let read_off = [
        ("opinions.items", 76.0),
        ("opinions.none", 3.0),
        ("opinions.aspects", 5.0),
        ("opinions.problems", 16.0),
        ("forms.sent", 150.0),
        ("forms.returned", 142.0),
        ("activities.count", 20.0),
        ("activities.study.attended", 36.0),
        ("selfcheck.people", 26.0),
        ("selfcheck.problems", 45.0),
        ("rectification.total", 16.0),
        ("catalogue.problems", 20.0),
    ];
    for (id, expected) in read_off {
        assert!((number(id) - expected).abs() < f64::EPSILON, "{id}: {}", number(id));
    }
}

#[test]
fn every_figure_names_cells_that_are_there() {
    let outcome = sample::campaign();
    let folder = Folder::read();
    let mut wrong = Vec::new();
    for figure in outcome.figures.iter() {
        let cells = cells(figure);
        let counts = figure.size().is_some_and(|size| size != 0.0);
        if counts && cells.is_empty() {
            wrong.push(format!("{}: no sources", figure.id));
        }
        for cell in &cells {
            let sheet = folder.sheet(&cell.file, &cell.sheet);
            let text = sheet.shown(cell.row, cell.column);
            if text.is_empty() {
                wrong.push(format!("{}: {cell:?} is blank", figure.id));
            }
            if cell.part > 0 && cell.part > points(text).len() {
                wrong.push(format!("{}: {cell:?} has no such part: {text:?}", figure.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_count_is_as_great_as_the_number_of_its_cells() {
    let mut checked = 0;
    for figure in sample::campaign().figures.iter() {
        let FigureValue::Number(number) = figure.value else { continue };
        if matches!(take(figure), Some(Take::Count(_))) {
            let cells: BTreeSet<Cell> = cells(figure).into_iter().collect();
            assert!((number - cells.len() as f64).abs() < f64::EPSILON, "{}: {number}, {cells:?}", figure.id);
            checked += 1;
        }
    }
    assert!(checked > 25, "only {checked} counts were checked");
}

/// A member of a group names the cells with its key, or, where a row was split, the part of each.
#[test]
fn a_member_is_as_great_as_the_number_of_its_cells() {
    let mut checked = 0;
    for figure in sample::campaign().figures.iter().filter(|figure| figure.id.contains('/')) {
        let FigureValue::Number(number) = figure.value else { continue };
        let cells: BTreeSet<Cell> = cells(figure).into_iter().collect();
        assert!((number - cells.len() as f64).abs() < f64::EPSILON, "{}: {number}, {cells:?}", figure.id);
        checked += 1;
    }
    assert!(checked > 40, "only {checked} members were checked");
}

fn take(figure: &Figure) -> Option<Take<'_>> {
    sample::campaign().kind.figure(&figure.id)?.take()
}

#[test]
fn the_members_of_a_group_share_its_cells_among_them() {
    let outcome = sample::campaign();
    for whole in outcome.figures.iter() {
        let FigureValue::Groups(groups) = &whole.value else { continue };
        let mut of_members = Vec::new();
        for group in groups {
            let member = outcome.figures.get(&format!("{}/{}", whole.id, group.key)).unwrap();
            of_members.extend(cells(member));
        }
        of_members.sort();
        assert!(of_members.is_sorted_by(|a, b| a < b), "{}: a cell in two members", whole.id);
        let of_whole: BTreeSet<Cell> = cells(whole).into_iter().collect();
        assert_eq!(of_members, of_whole.into_iter().collect::<Vec<_>>(), "{}", whole.id);
    }
}

/// The value of a figure that is a number; dates, lists and rows are none.
fn plain(figure: &Figure) -> Option<by_hand::Figure> {
    match &figure.value {
        FigureValue::Missing => Some(by_hand::Figure::Missing),
        FigureValue::Number(number) => Some(by_hand::Figure::Number(*number)),
        FigureValue::Ratio(part, whole) => Some(by_hand::Figure::Share(*part, *whole)),
        FigureValue::Groups(groups) => Some(by_hand::Figure::Groups(
            groups.iter().map(|group| (group.key.to_string(), group.rows.len())).collect(),
        )),
        FigureValue::Texts(_) | FigureValue::Date(_) | FigureValue::Rows(_) => None,
    }
}

/// A cell as a source spells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    file: String,
    sheet: String,
    row: u32,
    column: u32,
    part: usize,
}

/// The cells that a figure's sources spell: `文件!表!B4`, `文件!表!B4#2`, `文件!表!B6:B20`.
fn cells(figure: &Figure) -> Vec<Cell> {
    let spelt = sample::campaign().places.sources(&figure.sources);
    let each = spelt.iter().flat_map(|source| {
        let [file, sheet, place] = source.split('!').collect::<Vec<_>>()[..] else {
            panic!("{}: {source}", figure.id);
        };
        let (place, part) =
            place.split_once('#').map_or((place, 0), |(at, part)| (at, part.parse().unwrap()));
        let (first, last) = place.split_once(':').unwrap_or((place, place));
        let ((top, left), (bottom, right)) = (raw::address(first), raw::address(last));
        assert_eq!(left, right, "{}: {source}", figure.id);
        (top..=bottom).map(move |row| Cell {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            row,
            column: left,
            part,
        })
    });
    each.collect()
}

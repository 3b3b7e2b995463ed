//! 页码 (7.5): 4号 digits in 宋体 between two dashes at the outer edge.

use super::plain;
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::{Align, Footer, Line};
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;

/// 4号 in half points (7.5).
const SIZE: u32 = 28;

static FACE: Pattern = Pattern::new(r"(?i)^(?:宋体|sim ?sun|新宋体|nsimsun|华文宋体|stsong|方正书宋.*)$");
static FORM: Pattern = Pattern::new(r"^[\s　]*—[\s　]*[0-9]*[\s　]*—[\s　]*$");

pub(in crate::proofread) fn form(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let numbered = footers(page);
    if numbered.is_empty() {
        looked.add(None, Some(Lint::NoPageNumber));
    }
    for (_, _, line) in numbered {
        let text = line.words();
        looked.add(None, (!FORM.is_match(&text)).then_some(Lint::PageNumberForm { text }));
        let digits = line
            .runs
            .iter()
            .find(|run| run.text.contains(|c: char| c.is_ascii_digit()))
            .or(line.runs.first());
        let wrong = digits.filter(|run| run.size != SIZE || !FACE.is_match(&run.latin));
        looked.add(
            None,
            wrong.map(|run| Lint::PageNumberType {
                has: format!("{} {}", run.latin, plain(f64::from(run.size) / 2.0)),
            }),
        );
    }
    // The first page of a letter alone has none (10.1); the mark of a letter does not end in 文件.
    let paper = page.of(Role::Mark).any(|(_, line)| line.words().ends_with("文件"));
    let first = page.set.sections.first().filter(|first| paper && first.first_apart);
    let without = first.filter(|first| {
        first.footers.iter().any(|(kind, footer)| kind != "first" && footer.number.is_some())
            && !first.footers.iter().any(|(kind, footer)| kind == "first" && footer.number.is_some())
    });
    looked.faults.extend(without.map(|_| (None, Lint::NoFirstNumber)));
    looked
}

pub(in crate::proofread) fn sides(page: &Page) -> Looked {
    let mut looked = Looked::default();
    for (kind, footer, line) in footers(page).into_iter().filter(|(_, footer, _)| footer.placed) {
        let Some(side) =
            footer.side.as_deref().filter(|_| matches!(line.format.align, Align::Left | Align::Centre))
        else {
            continue;
        };
        let fault = match (kind, side) {
            ("first", _) | (_, "outside") => None,
            (_, "center") => Some("居中"),
            (_, "inside") => Some("排在内侧"),
            (_, "left" | "right") if !page.set.even_and_odd => Some("奇偶页相同"),
            ("even", "right") => Some("双页码不在左侧"),
            ("default", "left") => Some("单页码不在右侧"),
            _ => None,
        };
        looked.add(None, fault.map(|has| Lint::PageNumberSides { has }));
    }
    // Where a box that says nothing or a table holds the number, only a rendered page shows its side.
    let plain: Vec<(&str, &Footer, &Line)> =
        footers(page).into_iter().filter(|(_, footer, _)| !footer.placed).collect();
    if plain.is_empty() {
        return looked;
    }
    if !page.set.even_and_odd {
        looked.add(None, Some(Lint::PageNumberSides { has: "奇偶页相同" }));
        return looked;
    }
    for (kind, _, line) in plain {
        let text = &line.text;
        let spaced = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        let inward =
            |indent: crate::model::typeset::Length| spaced || (indent.in_characters(SIZE) - 1.0).abs() <= 0.3;
        let fault = match (kind, line.format.align) {
            ("even", Align::Left) if inward(line.format.left) || inward(line.format.first) => None,
            ("default", Align::Right) if inward(line.format.right) => None,
            ("even", Align::Left) | ("default", Align::Right) => Some("没有空一字"),
            ("first", _) => None,
            ("even", _) => Some("双页码不在左侧"),
            _ => Some("单页码不在右侧"),
        };
        looked.add(None, fault.map(|has| Lint::PageNumberSides { has }));
    }
    looked
}

pub(in crate::proofread) fn goes_on(page: &Page) -> Looked {
    let mut looked = Looked::default();
    for section in page.set.sections.iter().skip(1) {
        looked.add(None, section.begins_with.map(|from| Lint::PageNumberAgain { from: from.to_string() }));
    }
    looked
}

/// The footers that number their pages, of all sections, each with the line that does.
fn footers<'p>(page: &'p Page) -> Vec<(&'p str, &'p Footer, &'p Line)> {
    let all = page.set.sections.iter().flat_map(|section| &section.footers);
    all.filter_map(|(kind, footer)| Some((kind.as_str(), footer, footer.lines.get(footer.number?)?)))
        .collect()
}

//! A text that a person wrote → the pieces that print: sure slips put right, figures in `{braces}` filled in.

use crate::finding::{Finding, Place, Texts};
use crate::kind::{Kind, lists};
use crate::model::figure::Figures;
use crate::model::origin::Source;
use crate::model::report::{Provenance, asked_for};
use crate::model::settings::Settings;

/// Puts sure slips of writing and misquoted titles right (`vocabulary/typos.tsv`, `titles.tsv`); each is said
/// with its cell.
pub(super) fn correct(kind: &Kind, text: &str, at: Option<Source>, findings: &mut Vec<Finding>) -> String {
    let mut text = text.to_owned();
    for list in [lists::TITLES, lists::TYPOS] {
        for row in kind.vocabulary.list(list).rows() {
            let (wrong, right) = (row.get("wrong"), row.get("right"));
            if !wrong.is_empty() && text.contains(wrong) {
                text = text.replace(wrong, right);
                let what = Texts::Corrected { before: wrong.to_owned(), after: right.to_owned() };
                let place = at.map_or(Place::Folder, |at| Place::Cell(at.cell));
                findings.push(Finding::new(place, what));
            }
        }
    }
    text
}

/// Prose as it joins a sentence of the kind: without the marks at its ends, which the sentence brings itself.
pub(super) fn without_stop(text: &str) -> &str {
    const STOPS: [char; 8] = ['。', '；', '，', '、', ';', ',', ' ', '\u{3000}'];
    text.trim_start_matches(STOPS).trim_end_matches(STOPS)
}

/// What a name in braces may mean.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) kind: &'a Kind,
    pub(super) figures: &'a Figures,
    pub(super) settings: &'a Settings,
}

/// Fills `{意见建议条数}` (or with doubled braces) with the figure of that id or name, or the item of 报告信息;
/// an unknown or missing one is said and asked for.
pub(super) fn fill(
    text: &str,
    id: &str,
    names: Names<'_>,
    at: Option<Source>,
    findings: &mut Vec<Finding>,
) -> Vec<(String, Provenance)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let prose = |text: &str| (text.to_owned(), Provenance::Narrative(id.to_owned()));
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        pieces.extend((!before.is_empty()).then(|| prose(before)));
        let name = name.trim_start_matches('{').trim();
        pieces.push(slot(name, names).unwrap_or_else(|| {
            let place = at.map_or(Place::Folder, |at| Place::Cell(at.cell));
            let known = names.figures.get(name).is_some();
            findings.push(Finding::new(place, Texts::Unfilled { name: name.to_owned(), known }));
            (asked_for(name), Provenance::Missing(name.to_owned()))
        }));
        rest = behind.strip_prefix('}').unwrap_or(behind);
    }
    pieces.extend((!rest.is_empty()).then(|| prose(rest)));
    pieces
}

fn slot(name: &str, names: Names<'_>) -> Option<(String, Provenance)> {
    let figure = names.figures.get(name).filter(|figure| !figure.printed.is_empty());
    let item = || {
        let rule = names.kind.item(name)?;
        Some((rule.printed(names.settings)?, Provenance::Slot(format!("settings.{}", rule.name))))
    };
    figure.map(|figure| (figure.printed.clone(), Provenance::Slot(figure.id.clone()))).or_else(item)
}

//! What the report was read over for → notes in its document, each at the words that it is about.

use std::ops::Range;

use super::document::Made;
use super::{Intake, Run, known, lint};
use crate::docx;
use crate::finding::wording::Wording;
use crate::finding::{Finding, Place, Refusal, Revised, What};
use crate::model::decision::Decisions;
use crate::model::figure::Figures;
use crate::model::mend::Note;
use crate::model::receipt::Receipt;
use crate::model::report::{Block, Provenance, Report};
use crate::model::typeset::{Line, Typeset};
use crate::outcome::place_of_block;
use crate::proofread;
use crate::text::digest::sha256;
use crate::text::pattern::Pattern;

/// The words that a sentence is about stand in quotation marks.
static QUOTED: Pattern = Pattern::new(r"“([^“”]+)”");

impl Run<'_> {
    /// Reads the report as it will stand; how much each rule looked at.
    pub(super) fn proofread(
        &mut self,
        made: &Made,
        intake: &Intake,
        figures: &Figures,
    ) -> Vec<Option<usize>> {
        let known = known::known(&self.kind, intake, figures);
        let passages = lint::passages_of(&made.report, &made.base);
        let proof = proofread::wording::proofread(&passages, &self.kind, Some(&known));
        let of_page = proofread::content(&passages).into_iter().map(|(at, fault)| (at, What::from(fault)));
        let of_text = proof.faults.into_iter().map(|(at, fault)| {
            // A number of ours is no slip of the person who deleted what stood below it.
            let block = made.report.blocks.get(at);
            let is_ours = matches!(fault, Wording::PointAlone)
                && block.is_some_and(|block| {
                    block.inlines.iter().any(|inline| inline.from == Provenance::Numbering)
                });
            (at, if is_ours { What::from(Revised::PointLeft) } else { What::from(fault) })
        });
        for (at, fault) in of_text.chain(of_page) {
            let Some(block) = made.report.blocks.get(at) else { continue };
            self.findings.push(Finding::new(Place::Block(block.id.clone()), fault));
        }
        proof.looked
    }

    /// Writes into the document what was found in its text, where that is asked for; but not what a person lets stand.
    pub(super) fn review(&self, made: Made, decisions: &Decisions) -> Result<Made, Refusal> {
        if !self.request.comment {
            return Ok(made);
        }
        let is_open = |finding: &&Finding| {
            let Place::Block(id) = &finding.place else { return false };
            let key = finding.key(&place_of_block(&made.report, id));
            decisions.findings.get(&key).and_then(|decided| decided.keeps()).is_none()
        };
        let open: Vec<&Finding> = self.findings.iter().filter(is_open).collect();
        let set = docx::typeset(&made.document).map_err(|fault| Refusal::Document(fault.into()))?;
        let notes = notes(&set, &made.report, &open);
        let document = docx::reviewed(&made.document, &notes, self.request.moment)?;
        self.with(made, document)
    }

    /// The same with another document, of which is told what became of the bytes of the one that lay there.
    fn with(&self, mut made: Made, document: Vec<u8>) -> Result<Made, Refusal> {
        if made.base.document.as_ref().is_some_and(|known| *known == sha256(&made.document)) {
            made.base.document = Some(sha256(&document));
        }
        if let Some((path, revision)) = &mut made.revision
            && let Some(theirs) = self.request.past.reports.iter().find(|report| report.file.path == *path)
        {
            let receipt = docx::receipt(&theirs.file.bytes, &document);
            let receipt = receipt.map_err(|fault| Refusal::Document(fault.into()))?;
            let of_tables = revision.receipt.take().and_then(|receipt| receipt.of_tables);
            revision.receipt = Some(Receipt { of_tables, ..receipt });
        }
        Ok(Made { document, ..made })
    }
}

/// The notes in the order of the document; what is said twice of the same words stands there once.
fn notes(set: &Typeset, report: &Report, findings: &[&Finding]) -> Vec<Note> {
    let mut found: Vec<Note> = Vec::new();
    let mut from = 0;
    for block in &report.blocks {
        let Some(lines) = lines(set, block, from) else { continue };
        from = lines.end;
        let of_block = findings.iter().filter(|finding| finding.place == Place::Block(block.id.clone()));
        for finding in of_block {
            let note = note(set, &lines, finding);
            if !found.contains(&note) {
                found.push(note);
            }
        }
    }
    found
}

/// The paragraphs that a block is in a document: those of its table, or the next that reads like it.
fn lines(set: &Typeset, block: &Block, from: usize) -> Option<Range<usize>> {
    if block.exhibit.is_some() {
        block.table()?;
        let lines = set.tables.iter().map(|table| table.lines.clone());
        return lines.filter(|lines| !lines.is_empty()).find(|lines| lines.start >= from);
    }
    let text = bare(&block.text());
    let is_same = |line: &Line| !text.is_empty() && bare(&line.text) == text;
    let at = set.lines.iter().skip(from).position(is_same)? + from;
    Some(at..at + 1)
}

/// A text without what is no character of it.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{fffc}').collect()
}

/// A note at the longest words of a finding that stand in one of the paragraphs, else at the first of them.
fn note(set: &Typeset, lines: &Range<usize>, finding: &Finding) -> Note {
    let said = finding.what.say();
    let [sentence, _] = &said.message;
    let [cure, _] = &said.hint;
    let text = if cure.is_empty() { sentence.clone() } else { format!("{sentence}\n{cure}") };
    let mut words: Vec<&str> =
        QUOTED.all(sentence).into_iter().filter_map(|found| Some(found.get(1)?.as_str())).collect();
    words.sort_by_key(|words| std::cmp::Reverse(words.len()));
    let texts = || lines.clone().filter_map(|line| Some((line, set.lines.get(line)?.text.as_str())));
    let place = words
        .iter()
        .find_map(|words| texts().find_map(|(line, text)| Some((line, characters(text, words)?))));
    match place {
        Some((line, range)) => Note { line, range: Some(range), text },
        None => Note { line: lines.start, range: None, text },
    }
}

/// Where words stand in a text, in characters.
fn characters(text: &str, words: &str) -> Option<Range<usize>> {
    let start = text.get(..text.find(words)?)?.chars().count();
    Some(start..start + words.chars().count())
}

//! Fresh report and the reports that lie there → which of them is revised, and what becomes of its document.

use super::Run;
use super::asked;
use super::document::Paper;
use super::letterhead;
use crate::docx;
use crate::finding::{self, DocumentFault, Finding};
use crate::kind::Kind;
use crate::model::base::Base;
use crate::model::change::BlockChange;
use crate::model::figure::Figures;
use crate::model::report::Report;
use crate::model::revision::Revised;
use crate::past::reports::{self, Foreign, Lying, Theirs};
use crate::past::{Earlier, Goes};
use crate::revise::{self, annexes, remarks};

/// What is done with the document that is revised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// It says all that there is to say, and stays as it is, to the byte.
    Same,
    /// It is written anew: nobody has changed it, and the order of its blocks or its columns changed.
    Anew,
    /// It is edited where something changed, and stays as it is everywhere else.
    Patch,
}

/// The report as it will stand, before its document is made.
pub(super) struct Planned<'p> {
    /// The report as the workbooks give it.
    pub(super) fresh: Report,
    /// The document that is revised; none where a fresh one comes.
    pub(super) revision: Option<RevisionPlan<'p>>,
    /// Documents of which nothing is known, beside which the report goes.
    pub(super) foreign: Vec<Foreign<'p>>,
    pub(super) goes: Goes,
}

/// How one document is revised.
pub(super) struct RevisionPlan<'p> {
    pub(super) plan: Plan,
    pub(super) theirs: Theirs<'p>,
    /// The document with its annexes in another order, when the workbooks changed that.
    pub(super) turned: Option<Vec<u8>>,
    /// What the workbooks give, with the annexes that stay although they do not.
    pub(super) fresh: Report,
    /// The report as it will stand, words of persons included.
    pub(super) report: Report,
    pub(super) revised: Revised,
    /// What became of each paragraph that changed, in the order of the report.
    pub(super) blocks: Vec<BlockChange>,
    /// What is said of it once it is carried out.
    pub(super) findings: Vec<Finding>,
}

impl Run<'_> {
    /// Decides what becomes of the reports that lie there, and revises the one that is taken.
    pub(super) fn revise<'p>(
        &mut self,
        fresh: Report,
        lying: Lying<'p>,
        paper: &Paper<'_>,
        figures: &Figures,
    ) -> Planned<'p> {
        let ours = lying.inside();
        let goes = |earlier: Earlier| Goes { title: fresh.title.clone(), earlier, ours: ours.clone() };
        let (taken, foreign) = lying.choose(&fresh, &mut self.about);
        let Some(theirs) = taken else {
            let goes = goes(if foreign.is_empty() { Earlier::None } else { Earlier::Foreign });
            return Planned { fresh, revision: None, foreign, goes };
        };
        if paper.may_begin_again(&theirs) {
            let was = theirs.base.look.as_deref().unwrap_or_default();
            let (was, now) = (letterhead::name(was), letterhead::name(&paper.look.1));
            reports::say(&mut self.about, theirs.report, finding::Letterhead::Again { was, now });
            let goes = goes(theirs.inside());
            return Planned { fresh, revision: None, foreign: Vec::new(), goes };
        }
        let (report, earlier) = (theirs.report, theirs.earlier());
        match self.revision(&fresh, theirs, paper, figures) {
            Ok(revision) => {
                asked::answered(&mut self.findings, &revision.fresh, &revision.report);
                let goes = goes(earlier);
                Planned { fresh, revision: Some(revision), foreign, goes }
            }
            // It stays as it is, and the fresh report comes beside it.
            Err(fault) => {
                reports::say(&mut self.about, report, finding::Earlier::NotPatched { reason: fault.words() });
                let goes = goes(Earlier::Foreign);
                Planned { fresh, revision: None, foreign: Vec::new(), goes }
            }
        }
    }

    fn revision<'p>(
        &self,
        fresh: &Report,
        mut theirs: Theirs<'p>,
        paper: &Paper<'_>,
        figures: &Figures,
    ) -> Result<RevisionPlan<'p>, DocumentFault> {
        let mut findings = Vec::new();
        let own = paper.letterhead.map(|letterhead| letterhead.without_own(fresh));
        let fresh = own.as_ref().unwrap_or(fresh);
        if let Some(letterhead) = paper.letterhead {
            theirs.base.blocks.retain(|block| !letterhead.has_own(block.role));
        }
        let is_free = self.is_free(&theirs, paper);
        let arranged = (!is_free).then(|| annexes::arranged(fresh, &theirs.base, &theirs.document));
        for title in arranged.iter().flat_map(|arranged| arranged.kept.clone()) {
            reports::say(&mut findings, theirs.report, finding::Annexes::KeptWhole { title });
        }
        let fresh = arranged.and_then(|arranged| arranged.report).unwrap_or_else(|| fresh.clone());
        let turned = if is_free { None } else { turn(&mut theirs, paper, &fresh)? };
        let noted = revise::revise(&theirs.base, &theirs.document, &fresh)?;
        let deleted = remarks::deleted(&noted.findings, &theirs.base, &fresh);
        let name = |slot: &str| name_of(slot, &self.kind, figures);
        findings.extend(noted.findings.into_iter().map(|finding| remarks::named(finding, &name)));
        let mut revised = noted.value;
        let otherwise = revise::stands_otherwise(&fresh, &revised);
        if otherwise && !is_free {
            reports::say(&mut findings, theirs.report, finding::Annexes::OrderKept);
        }
        // The revision knows texts; which run wrote them is known here.
        let after = theirs.after(paper.run);
        revised.base =
            Base { run: paper.run.to_owned(), after, kind: self.kind.name.clone(), ..revised.base };
        if let Some(what) = letterhead::later(theirs.base.look.as_deref(), &paper.look.1) {
            reports::say(&mut findings, theirs.report, what);
        }
        let (base, document) = (&theirs.base, &theirs.document);
        if self.request.comment {
            let remarks = remarks::remarks(&revised, base, document, &fresh, figures, &self.places);
            revised.edits.extend(remarks);
        }
        let report = revise::revised_report(&revised.blocks, &fresh);
        // What was given last is kept in the document: another order of the annexes is, though it reads the same.
        let is_given_anew = revise::has_another_order(&fresh, base);
        let plan = if revised.edits.is_empty() && !is_given_anew {
            Plan::Same
        } else if is_free && (order(&report) != order(&fresh) || has_other_columns(base, &fresh)) {
            Plan::Anew
        } else {
            Plan::Patch
        };
        let mut blocks = revise::changes(base, document, &revised, &fresh);
        blocks.extend(deleted);
        Ok(RevisionPlan { plan, theirs, turned, fresh, report, revised, blocks, findings })
    }

    /// Whether a report may be written anew where its blocks would come in another order now: nobody has touched it,
    /// and no change in it is to be shown. Where a person has been at it what stands keeps its order, and with it its
    /// format and remarks.
    fn is_free(&self, theirs: &Theirs<'_>, paper: &Paper<'_>) -> bool {
        let plain = !paper.how.track && !self.request.comment && paper.letterhead.is_none();
        plain && theirs.is_inside() && theirs.is_untouched()
    }
}

/// Puts the annexes into the order of the fresh report. Those that cannot be moved as they are stay, and that is told; so
/// do all of them where changes are tracked: what is moved could not be refused.
fn turn(
    theirs: &mut Theirs<'_>,
    paper: &Paper<'_>,
    fresh: &Report,
) -> Result<Option<Vec<u8>>, DocumentFault> {
    let turn = revise::turn(fresh, &theirs.base, &theirs.document).filter(|_| !paper.how.track);
    let Some(turn) = turn else { return Ok(None) };
    let turned = match docx::turned(&theirs.report.file.bytes, &turn) {
        Err(DocumentFault::Crossing) => return Ok(None),
        turned => turned?,
    };
    theirs.document = docx::read(&turned)?;
    Ok(Some(turned))
}

/// Whether a table has other columns than it had.
fn has_other_columns(base: &Base, fresh: &Report) -> bool {
    let had = |id: &str| base.blocks.iter().find(|block| block.id == id)?.rows.first();
    fresh.blocks.iter().any(|block| {
        let titles = block.table().map(|table| table.columns.iter().map(|column| &column.title));
        titles.zip(had(&block.id)).is_some_and(|(titles, had)| titles.ne(&had.cells))
    })
}

impl Paper<'_> {
    /// Whether another look is asked for and nobody has touched the report: then nothing is lost when it is written
    /// anew.
    fn may_begin_again(&self, theirs: &Theirs<'_>) -> bool {
        let other = theirs.base.look.as_deref().is_some_and(|look| look != self.look.1);
        other && theirs.is_inside() && theirs.is_untouched()
    }
}

/// What a reader knows a slot by, where the kind has a name for it.
fn name_of(slot: &str, kind: &Kind, figures: &Figures) -> Option<String> {
    let bare = slot.strip_suffix(":key").unwrap_or(slot);
    let figure = figures.get(bare).map(|figure| figure.name.clone());
    figure.or_else(|| Some(kind.item(slot.strip_prefix("settings.")?)?.name.clone()))
}

fn order(report: &Report) -> Vec<&str> {
    report.blocks.iter().map(|block| block.id.as_str()).collect()
}

//! A report as it will stand → its document: as it is, patched, or written anew.

use super::Run;
use super::letterhead;
use super::plan::{Plan, Planned, RevisionPlan};
use crate::docx::{self, How, Letterhead, Properties, Renewal};
use crate::finding::{self, Finding, Place, Refusal};
use crate::model::base::Base;
use crate::model::change::{BlockChange, Compared};
use crate::model::look::Look;
use crate::model::receipt::Receipt;
use crate::model::report::Report;
use crate::model::revision;
use crate::past::reports::{self, Foreign};
use crate::past::{Earlier, Goes, compare};
use crate::record;
use crate::revise;
use crate::text::digest::sha256;

/// What step 9 gives: the document, and the report that stands in it.
pub(super) struct Made {
    /// The report as it will stand, words of persons included.
    pub(super) report: Report,
    pub(super) document: Vec<u8>,
    pub(super) base: Base,
    pub(super) goes: Goes,
    /// The document that was revised and what happened to it.
    pub(super) revision: Option<(String, revision::Revision)>,
    pub(super) blocks: Vec<BlockChange>,
    pub(super) compared: Option<Compared>,
    /// The digests of documents of which nothing is known.
    pub(super) foreign: Vec<String>,
}

/// What the document depends on besides the report.
pub(super) struct Paper<'a> {
    /// The identity of the run (lower-case hexadecimal).
    pub(super) run: &'a str,
    /// The name of the report kind.
    pub(super) kind: String,
    /// The look that a fresh document is written in, and its name.
    pub(super) look: &'a (Look, String),
    /// The office's own document that a fresh report is put into.
    pub(super) letterhead: Option<&'a Letterhead<'a>>,
    pub(super) properties: Properties,
    pub(super) how: How,
}

impl Run<'_> {
    /// Makes the document. One that cannot be patched stays, and a fresh one comes beside it.
    ///
    /// # Errors
    /// A fault of the library that writes documents.
    pub(super) fn docx(&mut self, planned: Planned<'_>, paper: &Paper<'_>) -> Result<Made, Refusal> {
        let survey = paper.letterhead.map(|letterhead| letterhead.survey(&planned.fresh)).transpose()?;
        let made = self.document(planned, paper)?;
        // What is missing in the office's own document is looked for in every run.
        let in_document = made.base.look.as_deref().is_some_and(letterhead::is_document);
        if let Some(survey) = survey.filter(|_| in_document) {
            self.about.extend(survey.findings(&made.document)?);
        }
        let squeezed = docx::squeezed(&paper.look.0, &made.report).filter(|_| !in_document);
        self.about.extend(squeezed.map(|what| Finding::new(Place::Folder, what)));
        Ok(made)
    }

    fn document(&mut self, planned: Planned<'_>, paper: &Paper<'_>) -> Result<Made, Refusal> {
        let Planned { fresh, revision, foreign, goes } = planned;
        let unknown = foreign.iter().filter(|foreign| foreign.document.is_some());
        let digests = unknown.map(|foreign| sha256(&foreign.report.file.bytes)).collect();
        let Some(mut revision) = revision else {
            let made = paper.fresh(&fresh, &foreign, goes, &mut self.about)?;
            return Ok(Made { foreign: digests, ..made });
        };
        let (report, mut said) = (revision.theirs.report, std::mem::take(&mut revision.findings));
        match paper.renewed(revision, &mut said) {
            Ok(made) => {
                self.about.extend(said);
                let unknown = foreign.iter().filter(|foreign| foreign.document.is_some());
                unknown.for_each(|foreign| {
                    reports::say(&mut self.about, foreign.report, finding::Earlier::Other)
                });
                Ok(Made { goes, foreign: digests, ..made })
            }
            Err(refusal) => {
                let reason = refusal.say().message;
                reports::say(&mut self.about, report, finding::Earlier::NotPatched { reason });
                paper.fresh(&fresh, &[], Goes { earlier: Earlier::Foreign, ..goes }, &mut self.about)
            }
        }
    }
}

impl Paper<'_> {
    /// Carries out a revision: edits the document, leaves it to the byte, or writes it anew.
    fn renewed(&self, revision: RevisionPlan<'_>, findings: &mut Vec<Finding>) -> Result<Made, Refusal> {
        let RevisionPlan { plan, theirs, turned, fresh, report, revised, blocks, .. } = revision;
        let bytes = &theirs.report.file.bytes;
        let (report, mut base, document) = match plan {
            Plan::Same => (report, revised.base, bytes.clone()),
            Plan::Anew => self.written(&fresh, findings)?,
            Plan::Patch => {
                let written = docx::write(&fresh, &self.look.0, &self.base(&fresh), &self.properties)?;
                let measures = docx::measures(&theirs.base.report(), &fresh, &report, &self.look.0);
                let renewal = Renewal { edits: &revised.edits, stands: &revised.stands, measures: &measures };
                let stands = turned.as_ref().unwrap_or(bytes);
                let document = docx::patch(stands, &written, renewal, &revised.base, &self.how)?;
                (report, revised.base, document)
            }
        };
        base.after = theirs.after(self.run);
        let mut summary = revised.summary;
        let receipt = docx::receipt(bytes, &document).map_err(|fault| Refusal::Document(fault.into()))?;
        let of_tables = Some(record::of_tables(&theirs.base, &base));
        summary.receipt = Some(Receipt { of_tables, ..receipt });
        // So the next run knows whether anybody has touched it since.
        let of_run = || theirs.base.document.clone().filter(|_| theirs.base.run == base.run);
        base.document = if theirs.is_untouched() { Some(sha256(&document)) } else { of_run() };
        let revision = Some((theirs.report.file.path.clone(), summary));
        Ok(Made {
            report,
            document,
            base,
            goes: Goes::default(),
            revision,
            blocks,
            compared: None,
            foreign: Vec::new(),
        })
    }

    /// A fresh report; where it goes beside documents that are not ours it is compared with them.
    fn fresh(
        &self,
        fresh: &Report,
        foreign: &[Foreign<'_>],
        goes: Goes,
        findings: &mut Vec<Finding>,
    ) -> Result<Made, Refusal> {
        let (report, mut base, document) = self.written(fresh, findings)?;
        base.document = Some(sha256(&document));
        let mut compared = None;
        for Foreign { report, document } in foreign {
            let Some(document) = document else { continue };
            let (only_there, only_fresh) = compare::compare(document, fresh);
            let file = report.file.path.clone();
            let both = (only_there.clone(), only_fresh.clone());
            let what = finding::Earlier::NotOurs { only_there: both.0, only_fresh: both.1 };
            reports::say(findings, report, what);
            compared = Some(Compared { file, only_there, only_fresh });
        }
        Ok(Made {
            report,
            document,
            base,
            goes,
            revision: None,
            blocks: Vec::new(),
            compared,
            foreign: Vec::new(),
        })
    }

    /// A fresh document, in the office's own where 版式 names one: what that has no place for does not stand in it.
    fn written(
        &self,
        fresh: &Report,
        findings: &mut Vec<Finding>,
    ) -> Result<(Report, Base, Vec<u8>), Refusal> {
        let look = Some(self.look.1.clone());
        let base = Base { look: look.clone(), ..self.base(fresh) };
        let written = docx::write(fresh, &self.look.0, &base, &self.properties)?;
        let Some(letterhead) = self.letterhead else { return Ok((fresh.clone(), base, written)) };
        let put = letterhead.put(&written, fresh)?.note(findings);
        let document = docx::read(&put).map_err(|fault| Refusal::Document(fault.into()))?;
        let fresh = &letterhead.without_own(fresh);
        let base = Base { look, ..self.base(fresh) };
        // How the blocks stand there is found out as in a document that a person has pasted the report into.
        let revised = revise::revise(&base, &document, fresh).map_err(Refusal::Document)?.value;
        let base = Base { blocks: revised.base.blocks, ..base };
        let document = docx::patch(&put, &written, &[], &base, &self.how)?;
        Ok((revise::revised_report(&revised.blocks, fresh), base, document))
    }

    fn base(&self, fresh: &Report) -> Base {
        Base::of(fresh, self.run, &self.kind)
    }
}

//! Fresh report and the report as people left it → the report as it will stand, its bytes, and where it goes.

use std::collections::BTreeMap;

use super::annex_order;
use super::remarks;
use crate::docx::{self, How, Letterhead, Properties, Renewal};
use crate::finding::{self, Finding, Refusal};
use crate::kind::Kind;
use crate::model::annex::Exhibit;
use crate::model::base::{Base, BasePiece, Piece};
use crate::model::change::{BlockChange, BlockFate, Compared};
use crate::model::document::Document;
use crate::model::figure::Figures;
use crate::model::look::Look;
use crate::model::origin::Places;
use crate::model::report::{Block, From, Inline, Report, Role};
use crate::model::revision::{Edit, Fate, Revised, Revision, Standing};
use crate::outcome::{Earlier, Goes};
use crate::past::letterhead;
use crate::past::reports::{self, Foreign, Lying, Theirs};
use crate::revise;
use crate::text::digest::sha256;

/// What came of fresh report and earlier one.
pub(super) struct Made {
    /// The report as it will stand.
    pub(super) report: Report,
    pub(super) document: Vec<u8>,
    pub(super) base: Base,
    pub(super) goes: Goes,
    /// The document that was revised and what happened to it.
    pub(super) revision: Option<(String, Revision)>,
    pub(super) blocks: Vec<BlockChange>,
    pub(super) compared: Option<Compared>,
    /// Whether all of it is the program's: it is fresh, or nobody had touched what was revised.
    all_ours: bool,
}

impl Made {
    /// The digest of a document that nobody has touched.
    pub(super) fn untouched(&self) -> Option<String> {
        self.all_ours.then(|| sha256(&self.document))
    }
}

/// What it is made with.
pub(super) struct Making<'a> {
    pub(super) kind: &'a Kind,
    /// The look that a fresh document is written in.
    pub(super) look: &'a Look,
    pub(super) look_name: &'a str,
    /// The office's own document that a fresh report is put into.
    pub(super) letterhead: Option<&'a Letterhead<'a>>,
    pub(super) properties: &'a Properties,
    pub(super) run: &'a str,
    pub(super) how: How,
    /// Whether changed figures get a remark.
    pub(super) comment: bool,
    pub(super) figures: &'a Figures,
    pub(super) places: &'a Places,
}

impl Making<'_> {
    /// Revises the document that is taken, or writes a fresh one.
    pub(super) fn make(
        &self,
        fresh: Report,
        lying: Lying<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<Made, Refusal> {
        let ours = lying.inside();
        let goes = |earlier: Earlier| Goes { title: fresh.title.clone(), earlier, ours: ours.clone() };
        let (taken, foreign) = lying.choose(&fresh, findings);
        let Some(theirs) = taken else {
            let earlier = if foreign.is_empty() { Earlier::None } else { Earlier::Foreign };
            return self.fresh(&fresh, &foreign, goes(earlier), findings);
        };
        if self.may_begin_again(&theirs) {
            let was = theirs.base.look.as_deref().unwrap_or_default();
            let (was, now) = (letterhead::name(was), letterhead::name(self.look_name));
            reports::say(findings, theirs.report, finding::Letterhead::Again { was, now });
            return self.fresh(&fresh, &[], goes(inside(&theirs)), findings);
        }
        let mut said = Vec::new();
        match self.revise(&fresh, &theirs, &mut said) {
            Ok((made, earlier)) => {
                findings.extend(said);
                let unknown = foreign.iter().filter(|foreign| foreign.document.is_some());
                unknown.for_each(|foreign| reports::say(findings, foreign.report, finding::Earlier::Other));
                Ok(Made { goes: goes(earlier), ..made })
            }
            Err(refusal) => {
                let reason = refusal.say().message;
                reports::say(findings, theirs.report, finding::Earlier::NotPatched { reason });
                self.fresh(&fresh, &[], goes(Earlier::Foreign), findings)
            }
        }
    }

    /// What a reader knows a slot by, where the kind has a name for it.
    fn name_of(&self, slot: &str) -> Option<String> {
        let bare = slot.strip_suffix(":key").unwrap_or(slot);
        let figure = self.figures.get(bare).map(|figure| figure.name.clone());
        figure.or_else(|| Some(self.kind.item(slot.strip_prefix("settings.")?)?.name.clone()))
    }

    /// Whether another look is asked for and nobody has touched the report: then nothing is lost when it is written
    /// anew.
    fn may_begin_again(&self, theirs: &Theirs<'_>) -> bool {
        let other = theirs.base.look.as_deref().is_some_and(|look| look != self.look_name);
        other && reports::is_inside(theirs.report) && theirs.is_untouched()
    }

    /// Whether the blocks of a report that nobody has touched would come in another order now: then it is written
    /// anew. Where a person has been at it what stands keeps its order, and with it its format and remarks.
    fn may_take_the_order(&self, theirs: &Theirs<'_>, report: &Report, fresh: &Report) -> bool {
        let orders =
            [report, fresh].map(|report| report.blocks.iter().map(|block| &block.id).collect::<Vec<_>>());
        self.is_free(theirs) && orders[0] != orders[1]
    }

    /// Whether a report may be written anew: nobody has touched it, and no change in it is to be shown.
    fn is_free(&self, theirs: &Theirs<'_>) -> bool {
        let plain = !self.how.track && !self.comment && self.letterhead.is_none();
        plain && reports::is_inside(theirs.report) && theirs.is_untouched()
    }

    /// A fresh report; where it goes beside documents that are not ours it is compared with them.
    fn fresh(
        &self,
        fresh: &Report,
        foreign: &[Foreign<'_>],
        goes: Goes,
        findings: &mut Vec<Finding>,
    ) -> Result<Made, Refusal> {
        let (report, base, document) = self.written(fresh, findings)?;
        let mut compared = None;
        for Foreign { report, document } in foreign {
            let Some(document) = document else { continue };
            let (only_there, only_fresh) = reports::compare(document, fresh);
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
            all_ours: true,
        })
    }

    /// A fresh document, in the office's own where 版式 names one: what that has no place for does not stand in it.
    fn written(
        &self,
        fresh: &Report,
        findings: &mut Vec<Finding>,
    ) -> Result<(Report, Base, Vec<u8>), Refusal> {
        let mut base = Base::of(fresh, self.run, &self.kind.name);
        base.look = Some(self.look_name.to_owned());
        let written = docx::write(fresh, self.look, &base, self.properties)?;
        let Some(letterhead) = self.letterhead else { return Ok((fresh.clone(), base, written)) };
        let put = letterhead.put(&written, fresh)?.note(findings);
        let document = docx::read(&put).map_err(|fault| Refusal::Document(format!("{fault:?}")))?;
        // How the blocks stand there is found out as in a document that a person has pasted the report into.
        let revised = revise::revise(&base, &document, fresh).value;
        let base = Base { blocks: revised.base.blocks, ..base };
        let document = docx::patch(&put, &written, &[], &base, &self.how)?;
        Ok((standing(&revised.blocks, fresh), base, document))
    }

    fn revise(
        &self,
        fresh: &Report,
        theirs: &Theirs<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<(Made, Earlier), Refusal> {
        let ordered = annex_order::kept(fresh, &theirs.base).filter(|_| !self.is_free(theirs));
        if ordered.is_some() {
            reports::say(findings, theirs.report, finding::Annexes::OrderKept);
        }
        let fresh = ordered.as_ref().unwrap_or(fresh);
        let noted = revise::revise(&theirs.base, &theirs.document, fresh);
        let deleted = remarks::deleted(&noted.findings, &theirs.base, fresh);
        let name = |slot: &str| self.name_of(slot);
        findings.extend(noted.findings.into_iter().map(|finding| remarks::named(finding, &name)));
        let mut revised = noted.value;
        // The revision knows texts; which run wrote them is known here.
        revised.base.run = self.run.to_owned();
        revised.base.kind.clone_from(&self.kind.name);
        if let Some(what) = letterhead::later(theirs.base.look.as_deref(), self.look_name) {
            reports::say(findings, theirs.report, what);
        }
        let file = theirs.report.file.path.clone();
        if self.comment {
            let remarks = remarks::remarks(&revised, theirs, fresh, self.figures, self.places);
            revised.edits.extend(remarks);
        }
        let bytes = &theirs.report.file.bytes;
        let mut report = standing(&revised.blocks, fresh);
        let document = if revised.edits.is_empty() {
            bytes.clone()
        } else if self.may_take_the_order(theirs, &report, fresh) {
            let (anew, base, document) = self.written(fresh, findings)?;
            (report, revised.base) = (anew, base);
            document
        } else {
            let given = Base::of(fresh, self.run, &self.kind.name);
            let written = docx::write(fresh, self.look, &given, self.properties)?;
            let stands = standing(&revised.blocks, fresh);
            let measures = docx::measures(&theirs.base.report(), fresh, &stands, self.look);
            let renewal = Renewal { edits: &revised.edits, stands: &revised.stands, measures: &measures };
            docx::patch(bytes, &written, renewal, &revised.base, &self.how)?
        };
        let mut blocks = changes(&theirs.base, &theirs.document, &revised, fresh);
        blocks.extend(deleted);
        let earlier = if reports::is_inside(theirs.report) {
            inside(theirs)
        } else {
            Earlier::Outside { file: file.clone() }
        };
        let made = Made {
            report,
            document,
            base: revised.base,
            goes: Goes::default(),
            revision: Some((file, revised.summary)),
            blocks,
            compared: None,
            all_ours: theirs.is_untouched(),
        };
        Ok((made, earlier))
    }
}

/// The report in 成文/ that a new one takes the place of.
fn inside(theirs: &Theirs<'_>) -> Earlier {
    let file = theirs.report.file.path.clone();
    Earlier::Inside { file, base: docx::base_xml(&theirs.base), title: theirs.title() }
}

/// The report as it will stand. A block that reads as the workbooks give it keeps what is known of its words.
fn standing(blocks: &[Standing], fresh: &Report) -> Report {
    let given: BTreeMap<&str, &Block> = fresh.blocks.iter().map(|block| (block.id.as_str(), block)).collect();
    let mut persons = 0;
    let block = |standing: &Standing| {
        let of_ours = standing.id.as_deref().and_then(|id| given.get(id)).copied();
        // A title is set in lines of meaning, 签发人 in columns; where they end is no matter of the words.
        let text = without_breaks(&spelt(&standing.pieces));
        if let Some(block) = of_ours.filter(|block| without_breaks(&block.text()) == text) {
            return block.clone();
        }
        let id = standing.id.clone().unwrap_or_else(|| {
            persons += 1;
            format!("person_{persons}")
        });
        let of_person = standing.fate != Fate::Refreshed && standing.fate != Fate::Added;
        let inline = |piece: &BasePiece| {
            let from = match &piece.what {
                Piece::Number => From::Numbering,
                Piece::Slot(id) => From::Slot(id.clone()),
                Piece::Typed(_) | Piece::Doubtful(_) => From::Person,
                Piece::Wording if of_person => From::Person,
                Piece::Wording => From::Template,
            };
            Inline { text: piece.text.clone(), from, lead: false }
        };
        let role = standing.role.or(of_ours.map(|block| block.role)).unwrap_or(Role::Body);
        Block::paragraph(id, role, standing.pieces.iter().map(inline).collect())
    };
    let blocks: Vec<Block> = blocks.iter().map(block).collect();
    let title = blocks.iter().find(|block| block.role == Role::Title).map(Block::text);
    let title = title.map(|title| without_breaks(&title));
    let title = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| fresh.title.clone());
    Report { title, blocks, sources: fresh.sources.clone(), beside: fresh.beside.clone() }
}

/// What became of the paragraphs, for 变更说明.
fn changes(base: &Base, theirs: &Document, revised: &Revised, fresh: &Report) -> Vec<BlockChange> {
    let stood: BTreeMap<&str, String> =
        base.blocks.iter().filter_map(|block| Some((block.id.as_str(), spelt(block.stood()?)))).collect();
    let given: BTreeMap<&str, String> =
        fresh.blocks.iter().map(|block| (block.id.as_str(), block.text())).collect();
    let mut part = String::new();
    let mut changes = Vec::new();
    for block in &revised.blocks {
        let after = told(block, fresh);
        if block.role == Some(Role::Heading1) {
            part = after.clone();
        }
        let Some(fate) = BlockFate::of(block.fate) else { continue };
        let id = block.id.as_deref().unwrap_or_default();
        // Of what a person changed a reader wants to know how it was given.
        let was = if fate == BlockFate::Kept { &given } else { &stood };
        let before = was.get(id).unwrap_or(&block.was).clone();
        let differs = |fresh: &&String| **fresh != after && fate != BlockFate::Kept;
        let fresh = given.get(id).filter(differs).cloned().unwrap_or_default();
        changes.push(BlockChange { fate, part: part.clone(), before, after, fresh });
    }
    let removed = revised.edits.iter().filter_map(|edit| match edit {
        Edit::Remove { at } => theirs.blocks.get(*at),
        _ => None,
    });
    changes.extend(removed.map(|found| BlockChange {
        fate: BlockFate::Removed,
        part: String::new(),
        before: found.text.clone(),
        after: String::new(),
        fresh: String::new(),
    }));
    changes
}

fn without_breaks(text: &str) -> String {
    text.replace(['\n', '\t'], "")
}

/// The text of a block as it stands; a table or chart is told by its header.
fn told(block: &Standing, fresh: &Report) -> String {
    let of_ours = fresh.blocks.iter().find(|given| Some(&given.id) == block.id.as_ref());
    match of_ours.and_then(|given| given.exhibit.as_deref()) {
        Some(Exhibit::Table(table)) => {
            let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
            titles.join("、")
        }
        Some(Exhibit::Chart(chart)) => chart.series.clone(),
        None => spelt(&block.pieces),
    }
}

fn spelt(pieces: &[BasePiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

//! Documents that lie in 成文/ and in the folder → which of them is the report as people left it, and the base
//! that it was made from.
//!
//! A document is known by the base that is embedded in it, else by its text: so much of what an earlier run wrote
//! stands in it, whatever its name, its title and what was put around it.

use std::borrow::Cow;
use std::collections::HashSet;

use super::texts::{given, masked, said, titles};
use super::{Past, PastReport, goes};
use crate::docx;
use crate::finding::{Earlier, Finding, Place, What};
use crate::model::base::{Base, BaseBlock, BasePiece, Stood};
use crate::model::document::Document;
use crate::model::record::LastRun;
use crate::model::report::{Report, Role};
use crate::text::digest::sha256;
use crate::text::fold::sentence_key;
use crate::text::likeness::stretches;
use crate::text::path::{ending, is_in};
use crate::text::pieces::joined;
use crate::workbook::{InputFile, OUTPUT};

/// How much of a base must stand in a document of 成文/ for it to be known by its text …
const ENOUGH: f64 = 0.3;
/// … and in one that lies outside, where reports of other years may lie too.
const ENOUGH_OUTSIDE: f64 = 0.5;
/// A newer base is taken when this many per cent of the blocks fit it that fit the likeliest one.
const NEARLY: usize = 95;
/// Characters of a piece of text by which documents are compared.
const SHINGLE: usize = 5;

/// A document that is one of our reports, with the base that it was made from.
pub(crate) struct Theirs<'p> {
    pub(crate) report: &'p PastReport,
    pub(crate) document: Document,
    pub(crate) base: Base,
    /// How much of the base stands in it, when it is known by its text only.
    by_text: Option<f64>,
    /// Whether the run that wrote it is known in this folder.
    known: bool,
}

/// A document of 成文/ of which nothing is known; none when it cannot even be read.
pub(crate) struct Foreign<'p> {
    pub(crate) report: &'p PastReport,
    pub(crate) document: Option<Document>,
}

/// All documents that lie in 成文/ and in the folder, ours and others.
pub(crate) struct Lying<'p> {
    ours: Vec<Theirs<'p>>,
    pub(crate) foreign: Vec<Foreign<'p>>,
    bases: Vec<Base>,
}

/// Looks through the documents, of whatever kind their report is.
pub(crate) fn look<'p>(past: &'p Past, findings: &mut Vec<Finding>) -> Lying<'p> {
    let read = |json: &String| serde_json::from_str::<LastRun>(json).ok();
    let last: Vec<LastRun> = past.last_runs.values().filter_map(read).collect();
    let bases = past.bases.iter().filter_map(|xml| docx::parse_base(xml)).collect();
    let bases = newest_first(bases, last.iter().map(|last| last.record.run.as_str()).collect());
    // A document that was told as nobody's work of ours stays so until somebody works on it again.
    let told = |bytes: &[u8]| last.iter().any(|last| last.foreign.contains(&sha256(bytes)));
    let least = least(&bases);
    let mut lying = Lying { ours: Vec::new(), foreign: Vec::new(), bases: Vec::new() };
    for report in &past.reports {
        let inside = is_inside(report);
        if !["docx", "docm"].contains(&ending(&report.file.path).as_str()) {
            if inside {
                say(findings, report, Earlier::OldFormat);
            }
            continue;
        }
        if !inside && !docx::may_be_report(&report.file.bytes, least) {
            continue;
        }
        let Ok(document) = docx::read(&report.file.bytes) else {
            if inside {
                say(findings, report, Earlier::Unreadable);
                lying.foreign.push(Foreign { report, document: None });
            }
            continue;
        };
        let found = if document.base.is_none() && told(&report.file.bytes) {
            Err(Box::new(document))
        } else {
            known(report, document, &bases)
        };
        match found {
            Ok(theirs) => lying.ours.push(theirs),
            Err(document) if inside => {
                lying.foreign.push(Foreign { report, document: Some(*document) });
            }
            Err(_) => {}
        }
    }
    lying.bases = bases;
    lying
}

/// Bases from the last run of each kind back: each says over which one it went. When the files were saved says nothing;
/// folders are copied.
fn newest_first(mut rest: Vec<Base>, last: Vec<&str>) -> Vec<Base> {
    let mut order = Vec::new();
    let mut next: Option<String> = None;
    while !rest.is_empty() {
        let next_one = rest.iter().position(|base| Some(&base.run) == next.as_ref());
        let of_chain = next_one.or_else(|| rest.iter().position(|base| last.contains(&base.run.as_str())));
        let is_last = |base: &&Base| rest.iter().all(|later| later.after.as_ref() != Some(&base.run));
        let last = || rest.iter().position(|base| is_last(&base));
        let base = rest.remove(of_chain.or_else(last).unwrap_or(0));
        next.clone_from(&base.after);
        order.push(base);
    }
    order
}

/// How many bytes a document outside 成文/ must have for one of the bases to be known in it.
fn least(bases: &[Base]) -> u64 {
    let bytes = |base: &Base| {
        let stood = base.blocks.iter().filter_map(BaseBlock::stood).flatten();
        stood.map(|piece| piece.text.len()).sum::<usize>()
    };
    let shortest = bases.iter().map(bytes).min();
    shortest.map_or(u64::MAX, |bytes| (bytes as f64 * ENOUGH_OUTSIDE / 2.0) as u64)
}

/// The document with the base that fits it best, when it is ours.
pub(crate) fn known<'p>(
    report: &'p PastReport,
    document: Document,
    bases: &[Base],
) -> Result<Theirs<'p>, Box<Document>> {
    let texts = DocumentTexts::of(&document);
    let embedded = document.base.clone();
    let run = embedded.as_ref().map(|base| base.run.clone());
    // The copy that is kept says how the blocks stood when the run was done; the one inside may be older.
    let mut candidates: Vec<&Base> = bases.iter().filter(|base| Some(&base.run) == run.as_ref()).collect();
    let known = !candidates.is_empty() || bases.is_empty() && is_inside(report);
    candidates.extend(&embedded);
    candidates.extend(bases.iter().filter(|base| Some(&base.run) != run.as_ref()));
    let fits_of: Vec<(usize, &Base)> = candidates.into_iter().map(|base| (texts.fit(base), base)).collect();
    let most = fits_of.iter().map(|(fit, _)| *fit).max().unwrap_or_default();
    // What a person put back as it was says little for an older run.
    let fits = |fit: usize| if embedded.is_some() { fit == most } else { fit * 100 >= most * NEARLY };
    let Some((_, base)) = fits_of.into_iter().find(|(fit, _)| fits(*fit)) else {
        return Err(Box::new(document));
    };
    let enough = if is_inside(report) { ENOUGH } else { ENOUGH_OUTSIDE };
    let by_text = document.base.is_none().then(|| texts.overlap(base));
    if by_text.is_some_and(|overlap| overlap < enough) {
        return Err(Box::new(document));
    }
    let (base, known) = (base.clone(), known || by_text.is_some());
    Ok(Theirs { report, document, base, by_text, known })
}

impl Theirs<'_> {
    /// The run that wrote it, for the base of another run over it.
    pub(crate) fn after(&self, run: &str) -> Option<String> {
        if self.base.run == run { self.base.after.clone() } else { Some(self.base.run.clone()) }
    }

    /// Whether it lies in 成文/, not among the workbooks.
    pub(crate) fn is_inside(&self) -> bool {
        is_inside(self.report)
    }

    /// What it is to the report of this run: the one whose place that takes, or one that stays.
    pub(crate) fn earlier(&self) -> goes::Earlier {
        if self.is_inside() {
            self.inside()
        } else {
            goes::Earlier::Outside { file: self.report.file.path.clone() }
        }
    }

    /// The report in 成文/ that a new one takes the place of.
    pub(crate) fn inside(&self) -> goes::Earlier {
        let file = self.report.file.path.clone();
        goes::Earlier::Inside { file, base: docx::base_xml(&self.base), title: self.title() }
    }

    /// Whether its bytes are those that a run wrote.
    pub(crate) fn is_untouched(&self) -> bool {
        self.base.document.as_deref().is_some_and(|known| known == sha256(&self.report.file.bytes))
    }

    /// Whether its text is another than what its run gave. How it stood since says nothing: words of a person's that
    /// an earlier run has seen are theirs still.
    fn is_edited(&self) -> bool {
        let base = self.document.base.as_ref().unwrap_or(&self.base);
        let given: HashSet<String> = given(base).map(|text| sentence_key(&text)).collect();
        let there: HashSet<String> = self.document.texts().map(sentence_key).collect();
        !self.is_untouched() && given.symmetric_difference(&there).any(|text| !text.is_empty())
    }

    /// Whether it is a mended copy of another: it is no work of anybody's, however new it is.
    fn is_copy(&self) -> bool {
        docx::is_mended_copy(&self.report.file.bytes)
    }

    /// The title that the workbooks gave the report.
    pub(crate) fn title(&self) -> String {
        let title = self.base.blocks.iter().find(|block| block.role == Role::Title);
        title.map(|block| joined(&block.pieces)).unwrap_or_default()
    }
}

impl<'p> Lying<'p> {
    /// The files without those that are ours: they are no tables to be read.
    pub(crate) fn without<'f>(&self, files: &'f [InputFile]) -> Cow<'f, [InputFile]> {
        let is_ours = |file: &InputFile| self.ours.iter().any(|theirs| theirs.report.file.path == file.path);
        if files.iter().any(is_ours) {
            files.iter().filter(|file| !is_ours(file)).cloned().collect()
        } else {
            Cow::Borrowed(files)
        }
    }

    /// Those of one kind: reports of others are none of this run's business.
    pub(crate) fn of_kind(mut self, kind: &str) -> Self {
        self.ours.retain(|theirs| theirs.base.kind == kind);
        self.bases.retain(|base| base.kind == kind);
        self
    }

    /// The documents without the one that the report is put into: a report of last year may be that.
    pub(crate) fn without_letterhead(mut self, letterhead: Option<&str>) -> Self {
        let other = |path: &str| Some(path) != letterhead;
        self.ours.retain(|theirs| other(&theirs.report.file.path));
        self.foreign.retain(|foreign| other(&foreign.report.file.path));
        self
    }

    /// The paths of those in 成文/ that are ours.
    pub(crate) fn inside(&self) -> Vec<String> {
        let inside = self.ours.iter().filter(|theirs| is_inside(theirs.report));
        inside.map(|theirs| theirs.report.file.path.clone()).collect()
    }

    /// The document that is taken: the last saved. What the others have that it has not is said.
    pub(crate) fn choose(
        mut self,
        fresh: &Report,
        findings: &mut Vec<Finding>,
    ) -> (Option<Theirs<'p>>, Vec<Foreign<'p>>) {
        let title = title_key(fresh);
        // A report of another year that lies in the folder has a title of its own.
        let (mut ours, others): (Vec<_>, Vec<_>) = self.ours.into_iter().partition(|theirs| {
            theirs.known || is_inside(theirs.report) || titles(&theirs.base).contains(&title)
        });
        others.iter().for_each(|theirs| say(findings, theirs.report, Earlier::Other));
        // A copy that nobody worked on has nothing that the others lack, however new it is.
        let order = |theirs: &Theirs<'p>| {
            let worked_on = (!theirs.is_copy(), theirs.is_edited(), !theirs.is_untouched());
            (worked_on, theirs.report.at, theirs.report.file.path.clone())
        };
        ours.sort_by_cached_key(order);
        let used = ours.pop();
        if let Some(used) = &used {
            self.bases.extend(ours.iter().chain([used]).map(|theirs| theirs.base.clone()));
            tell(used, &ours, &self.bases, fresh, findings);
        }
        (used, self.foreign)
    }
}

/// Says which document is taken, and what the others have that it has not.
fn tell(
    used: &Theirs<'_>,
    others: &[Theirs<'_>],
    bases: &[Base],
    fresh: &Report,
    findings: &mut Vec<Finding>,
) {
    let path = &used.report.file.path;
    if !is_inside(used.report) {
        say(findings, used.report, Earlier::Outside);
    }
    if let Some(overlap) = used.by_text {
        say(findings, used.report, Earlier::ByText { percent: (overlap * 100.0).round() as usize });
    }
    if others.is_empty() {
        return;
    }
    let names = others.iter().map(|theirs| theirs.report.file.path.clone()).collect();
    findings.push(Finding::new(Place::Folder, Earlier::Several { used: path.clone(), others: names }));
    let mut written: HashSet<String> = bases.iter().flat_map(said).map(|text| masked(&text)).collect();
    written.extend(fresh.blocks.iter().map(|block| masked(&block.text())));
    written.extend(used.document.texts().map(masked));
    for other in others.iter().filter(|other| !other.is_copy()) {
        let paragraphs = beyond(&other.document, &written);
        if !paragraphs.is_empty() {
            say(findings, other.report, Earlier::Left { used: path.clone(), paragraphs });
        }
    }
}

/// The paragraphs of a document that are not among these.
fn beyond(document: &Document, written: &HashSet<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let new = |text: &&str| {
        let key = masked(text);
        !key.is_empty() && !written.contains(&key) && seen.insert(key)
    };
    document.texts().filter(new).map(|text| text.trim().to_owned()).collect()
}

/// The title of a report as it is compared.
fn title_key(report: &Report) -> String {
    let title = report.blocks.iter().find(|block| block.role == Role::Title);
    title.map(|block| sentence_key(&block.text())).unwrap_or_default()
}

pub(crate) fn is_inside(report: &PastReport) -> bool {
    is_in(&report.file.path, OUTPUT)
}

pub(crate) fn say(findings: &mut Vec<Finding>, report: &PastReport, what: impl Into<What>) {
    findings.push(Finding::new(Place::File(report.file.path.clone()), what));
}

/// A document as bases are laid on it.
struct DocumentTexts {
    keys: HashSet<String>,
    shingles: HashSet<u64>,
}

impl DocumentTexts {
    fn of(document: &Document) -> Self {
        let keys: HashSet<String> = document.texts().map(sentence_key).collect();
        let shingles = keys.iter().flat_map(|key| stretches(key, SHINGLE)).collect();
        DocumentTexts { keys, shingles }
    }

    /// How many blocks of a base are as they stood when its run was done.
    fn fit(&self, base: &Base) -> usize {
        let is_so = |block: &&BaseBlock| {
            let there = |pieces: &[BasePiece]| self.keys.contains(&sentence_key(&joined(pieces)));
            if block.stood == Stood::Gone { !there(&block.pieces) } else { block.stood().is_some_and(there) }
        };
        base.blocks.iter().filter(is_so).count()
    }

    /// How much of a base stands in the document.
    fn overlap(&self, base: &Base) -> f64 {
        let stood = base.blocks.iter().filter_map(BaseBlock::stood);
        let wanted: HashSet<u64> =
            stood.flat_map(|pieces| stretches(&sentence_key(&joined(pieces)), SHINGLE)).collect();
        if wanted.is_empty() {
            return 0.0;
        }
        wanted.intersection(&self.shingles).count() as f64 / wanted.len() as f64
    }
}

//! An outcome and the report as it stands → the copy that is handed on, or all that stands against it.

use crate::docx::{self, Left, LeftOut, Remain, Waiting};
use crate::finding::{Finding, Finishing, Lang, Place, Refusal, Severity, Texts, What};
use crate::model::document::{Document, Shape};
use crate::model::report::Role;
use crate::model::revision::Conflict;
use crate::model::value::Precision;
use crate::normalize::{Context, date};
use crate::outcome::Outcome;
use crate::text::pattern::Pattern;

/// What is handed on, and what is left for the next period.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The report as it is handed on: its clean copy.
    pub document: Vec<u8>,
    /// 快照.xlsx: what the report said, for that of the next period.
    pub snapshot: Vec<u8>,
    /// What is not in the clean copy, though a person put it into the report.
    pub findings: Vec<Finding>,
}

/// Why a report is not handed on.
#[derive(Debug, Clone)]
pub enum Unfinished {
    /// All that is to be settled first.
    Against(Vec<Finding>),
    /// A document or workbook could not be made: a fault of the program.
    Failed(Refusal),
}

impl From<Refusal> for Unfinished {
    fn from(refusal: Refusal) -> Self {
        Unfinished::Failed(refusal)
    }
}

/// All that is to be settled, a line each, in the language of the program.
impl std::fmt::Display for Unfinished {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unfinished::Against(findings) => findings
                .iter()
                .try_for_each(|finding| writeln!(to, "{}", finding.what.say().message(Lang::default()))),
            Unfinished::Failed(refusal) => refusal.fmt(to),
        }
    }
}

impl std::error::Error for Unfinished {}

/// The report as it stands in 成文/.
#[derive(Debug, Clone, Copy)]
pub struct TheirReport<'a> {
    /// Its path, as a person names it.
    pub file: &'a str,
    /// The bytes of the .docx as it stands.
    pub bytes: &'a [u8],
    /// Whether building again would leave it as it is.
    pub current: bool,
}

/// What opens a request for something that is lacking.
const ASKED: &str = "【待补充";
/// How many characters around it are shown.
const NEAR: usize = 12;
/// Longest line that is looked at as a date or number of its own.
const LINE: usize = 40;

/// A line that is a date, or the blank of one.
static DATE: Pattern = Pattern::new(r"^[^，。；：]{0,8}年[^，。；：]{0,6}月[^，。；：]{0,6}日$");
/// 发文字号, or the blank of one, at the beginning of its line.
static NUMBER: Pattern = Pattern::new(r"^[^，。；：〔]{0,16}〔[^〕]{0,8}〕[^，。；：]{0,10}号");
/// 发文字号 as the standard has it (GB/T 9704-2012, 7.2.5).
static WHOLE_NUMBER: Pattern = Pattern::new(r"〔\d{4}〕(?:第)?\d+号");

impl Outcome {
    /// The copy of the report that is handed on. Nothing of a person's is changed in it.
    ///
    /// # Errors
    /// All that is to be settled first, each with its cure; or a fault of the program.
    pub fn finish(&self, theirs: Option<TheirReport<'_>>) -> Result<Finished, Unfinished> {
        let Some(theirs) = theirs else {
            return Err(Unfinished::Against(vec![Finding::new(Place::Folder, Finishing::NoReport)]));
        };
        let place = Place::File(theirs.file.to_owned());
        let read = docx::read(theirs.bytes).ok().zip(docx::remains(theirs.bytes).ok());
        let Some((document, remains)) = read else {
            return Err(Unfinished::Against(vec![Finding::new(place, Finishing::Unreadable)]));
        };
        let lines = lines(&document);
        let blank_date = self.blank_date(&document, &lines).map(|text| Finishing::DateBlank { text });
        let (hidden, waiting): (Vec<Remain>, Vec<Remain>) =
            remains.into_iter().partition(|remain| matches!(remain.what, Waiting::Hidden | Waiting::Faint));
        let waiting = once_a_block(waiting);
        let stale = (!theirs.current).then_some(Finishing::Stale);
        let waiting = waiting.iter().map(|remain| waits(remain, &document));
        let against = stale.into_iter().chain(waiting).chain(blank_date).chain(blank_numbers(&lines));
        let mut against: Vec<Finding> = against.map(|what| Finding::new(place.clone(), what)).collect();
        against.extend(self.conflicts());
        against.extend(self.open_errors());
        if !against.is_empty() {
            return Err(Unfinished::Against(against));
        }
        let clean = docx::clean(theirs.bytes).map_err(Refusal::from)?;
        let (seen, unseen): (Vec<_>, Vec<_>) = clean.left.iter().partition(|left| left.what.is_seen());
        if !seen.is_empty() {
            let against = seen.into_iter().map(|left| Finding::new(place.clone(), left_out(left)));
            return Err(Unfinished::Against(against.collect()));
        }
        let hidden = hidden.into_iter().map(|remain| match remain.what {
            Waiting::Faint => Finishing::Faint { text: remain.text },
            _ => Finishing::Hidden { text: remain.text },
        });
        let said = hidden.chain(unseen.into_iter().map(left_out));
        let findings = said.map(|what| Finding::new(place.clone(), what)).collect();
        Ok(Finished { document: clean.bytes, snapshot: self.snapshot()?, findings })
    }

    /// Paragraphs where a person's words and the workbooks met in this run.
    fn conflicts(&self) -> Vec<Finding> {
        let conflicts = self.revision.iter().flat_map(|(_, revision)| &revision.conflicts);
        let say = |conflict: &Conflict| {
            let (yours, fresh) = (conflict.yours.clone(), conflict.fresh.clone());
            Finding::new(Place::Block(conflict.block.clone()), Finishing::Conflict { yours, fresh })
        };
        conflicts.map(say).collect()
    }

    /// Errors that nobody marked as looked into (已核保留). What the text asks for is listed where it stands, and may have
    /// been written in since.
    fn open_errors(&self) -> Vec<Finding> {
        let asked = |finding: &Finding| {
            matches!(finding.what, What::Texts(Texts::Needed { .. } | Texts::Unfilled { .. }))
        };
        let open = |finding: &&Finding| {
            let error = finding.what.say().severity == Severity::Error;
            error && self.kept(finding).is_none() && !asked(finding)
        };
        self.findings.iter().filter(open).cloned().collect()
    }

    /// What stands in place of a whole date; nothing at all where the kind has a date line and the report none.
    fn blank_date(&self, document: &Document, lines: &[&str]) -> Option<String> {
        let styled = document.blocks.iter().rev().find(|block| block.role == Some(Role::Date));
        let styled = styled.map(|block| block.text.as_str()).filter(|text| !text.trim().is_empty());
        let last = || lines.iter().rev().copied().find(|line| is_line(line) && DATE.is_match(line.trim()));
        let Some(line) = styled.or_else(last) else {
            let dated = self.kind.sections.iter().any(|section| section.role == Role::Date);
            return dated.then(String::new);
        };
        let asked = line.contains(ASKED);
        let when = date::read(line, &Context::default()).when;
        let whole = when.is_some_and(|when| when.precision == Precision::Day && when.to.is_none());
        (!whole && !asked).then(|| line.trim().to_owned())
    }
}

fn is_line(text: &str) -> bool {
    text.chars().count() <= LINE
}

/// The lines of the body: paragraphs, and those in cells.
fn lines(document: &Document) -> Vec<&str> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match &block.shape {
            Shape::Table(rows) => {
                lines.extend(rows.iter().flatten().flat_map(|cell| cell.lines()));
            }
            Shape::Paragraph | Shape::Chart(_) | Shape::Other => lines.extend(block.text.lines()),
        }
    }
    lines
}

/// What waits, the tracked changes of one author in one paragraph or table told once: by the first that says
/// something.
fn once_a_block(waiting: Vec<Remain>) -> Vec<Remain> {
    let mut told: Vec<Remain> = Vec::new();
    for remain in waiting {
        let same = |known: &&mut Remain| {
            let place = (known.what, known.block, &known.author);
            remain.what == Waiting::Change && place == (remain.what, remain.block, &remain.author)
        };
        match told.iter_mut().find(same) {
            Some(known) if known.text.trim().is_empty() => *known = remain,
            Some(_) => {}
            None => told.push(remain),
        }
    }
    told
}

/// Something that waits in the document, with the words around it.
fn waits(remain: &Remain, document: &Document) -> Finishing {
    let text = remain.text.clone();
    let block = remain.block.and_then(|block| document.blocks.get(block));
    let near = block.map(|block| near(&block.text, &text)).unwrap_or_default();
    match remain.what {
        Waiting::Remark => Finishing::Comment { author: remain.author.clone(), text, near },
        Waiting::Change => Finishing::Tracked { author: remain.author.clone(), text, near },
        Waiting::Gap | Waiting::Hidden | Waiting::Faint => Finishing::Asked { text, near },
    }
}

/// What the clean copy cannot or must not hold.
fn left_out(left: &Left) -> Finishing {
    let text = left.text.clone();
    match left.what {
        LeftOut::Link => Finishing::Link { text },
        LeftOut::Opens => Finishing::Opens { text },
        LeftOut::Replaced => Finishing::Replaced { text },
        LeftOut::Unknown => Finishing::Unknown { text },
        LeftOut::Elsewhere => Finishing::Elsewhere { text },
        LeftOut::Picture => Finishing::Picture { text },
    }
}

/// Where a text stands: the words around it, or the first ones of the paragraph.
fn near(paragraph: &str, text: &str) -> String {
    let start = paragraph.find(text).filter(|_| !text.is_empty()).unwrap_or(0);
    let (before, from) = paragraph.split_at(start);
    let skipped = before.chars().count().saturating_sub(NEAR);
    let length = if start == 0 && !from.starts_with(text) { 0 } else { text.chars().count() };
    before.chars().skip(skipped).chain(from.chars().take(length + NEAR)).collect()
}

/// Lines that should be a 发文字号 and are not whole.
fn blank_numbers(lines: &[&str]) -> Vec<Finishing> {
    let numbers = lines.iter().filter(|line| is_line(line) && NUMBER.is_match(line));
    let blank = numbers.filter(|line| !WHOLE_NUMBER.is_match(line));
    blank.map(|line| Finishing::NumberBlank { text: line.trim().to_owned() }).collect()
}

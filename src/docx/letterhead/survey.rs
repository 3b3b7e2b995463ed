//! An office's own document and a report → what is missing once the report stands in it, looked for in the document
//! that came of it, on every run: what a person has set right by hand there is not told any more.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::Letterhead;
use super::fields::{Field, Fields};
use super::fill::{Filled, Stays};
use super::parts::lines_of;
use super::signs::{ISSUED, NUMBER, is_prose, lines};
use super::unplaced::Comes;
use crate::docx::edit::{Editor, Fault, How};
use crate::finding::{self, Finding, Place, Refusal};
use crate::model::element::Part;
use crate::model::report::{Report, Role};

/// A line of no more characters than these is found only as a whole.
const SHORT: usize = 3;

/// What may be missing in an office's document with a report in it, to be looked for once it stands there.
#[derive(Debug)]
pub struct Survey {
    file: String,
    list: Vec<Missing>,
    /// The lines of the report that stand neither in its head nor in its foot.
    body: BTreeSet<String>,
}

/// The text of head and foot of a document, without white space.
struct Parts {
    head: String,
    foot: String,
}

impl Parts {
    fn of(&self, field: Field) -> &str {
        if field.role().is_imprint() { &self.foot } else { &self.head }
    }
}

/// Something that may be missing, and by what it is seen in the document whether it is.
#[derive(Debug)]
struct Missing {
    what: finding::Letterhead,
    seen: Seen,
}

#[derive(Debug)]
enum Seen {
    /// It is missing, whatever the document says.
    Always,
    /// It is while this line stands there.
    Line(String),
    /// It is while these words stand in a line there.
    Words(String),
    /// It is until these words stand in the part of the document that this field belongs to.
    Until(Field, String),
    /// It is until so many lines are this one.
    Lines(String, usize),
    /// It is until a line with the digits of this field stands there.
    Digits(Field),
}

impl Letterhead<'_> {
    /// What may be missing once the report stands in the document.
    ///
    /// # Errors
    /// [`Refusal::Document`] when it cannot be read, which [`Letterhead::open`] rules out.
    pub fn survey(&self, report: &Report) -> Result<Survey, Refusal> {
        let fields = Fields::of(report);
        let filled = self.tried(&fields).map_err(Refusal::Document)?;
        let unplaced = self.unplaced(&fields, &filled);
        let mut list: Vec<Missing> = unplaced
            .into_iter()
            .map(|(field, comes)| {
                let printed = comes != Comes::Not;
                let until = || Seen::Until(field, fields.text(field).unwrap_or_default().to_owned());
                Missing {
                    what: finding::Letterhead::NoPlace { name: field.name(), printed },
                    seen: if printed { Seen::Always } else { until() },
                }
            })
            .collect();
        list.extend(filled.blanked.iter().map(|stays| Missing {
            what: finding::Letterhead::Blanked { name: stays.field.name(), text: stays.text.clone() },
            seen: Seen::Line(stays.line.clone()),
        }));
        let constant = |stays: &&Stays| stays.field == Field::ORGAN;
        let kept = filled.kept.iter().filter(|stays| fields.text(stays.field).is_none());
        list.extend(kept.map(|stays| {
            let (name, text) = (stays.field.name(), stays.text.clone());
            let what = match constant(&stays) {
                true => finding::Letterhead::Kept { name, text },
                false => finding::Letterhead::Another { name, text },
            };
            Missing { what, seen: Seen::Line(stays.line.clone()) }
        }));
        list.extend(filled.empty.iter().map(|field| Missing {
            what: finding::Letterhead::Empty { name: field.name() },
            seen: Seen::Digits(*field),
        }));
        list.extend(filled.once.iter().map(|(field, line)| {
            // 成文日期 stands on a line of the text too.
            let own = fields.text(*field).is_some_and(|text| bare(text) == bare(line));
            let times = if own && *field != Field::MARK { 2 } else { 1 };
            let what = finding::Letterhead::Stale { name: field.name(), text: line.clone() };
            Missing { what, seen: Seen::Lines(line.clone(), times) }
        }));
        list.extend(filled.small.iter().filter_map(|(field, size)| {
            let what = finding::Letterhead::Odd { name: field.name(), size: Some((*size)?.to_string()) };
            Some(Missing { what, seen: Seen::Always })
        }));
        if filled.spared > 0 {
            let what = finding::Letterhead::Spare { organs: fields.marks.len() };
            list.push(Missing { what, seen: Seen::Always });
        }
        list.extend(filled.unknown.iter().map(|name| Missing {
            what: finding::Letterhead::NoSuchPlace { name: name.clone(), known: Field::names().collect() },
            seen: Seen::Words(name.clone()),
        }));
        let told: BTreeSet<String> =
            filled.blanked.iter().chain(&filled.kept).map(|stays| bare(&stays.line)).collect();
        let left = filled.left.iter().chain(&self.left);
        let left = left.filter(|line| {
            !told.contains(&bare(line)) && !filled.unknown.iter().any(|name| line.contains(name.as_str()))
        });
        list.extend(left.map(|line| Missing {
            what: finding::Letterhead::Left { text: line.clone() },
            seen: Seen::Line(line.clone()),
        }));
        // What says no size at all says nothing of how it should look.
        let odd = self.samples.odd.iter().filter(|(_, shown)| shown.size.is_some());
        list.extend(odd.map(|(role, shown)| Missing {
            what: finding::Letterhead::Odd {
                name: role.element().name(),
                size: shown.size.map(|size| size.to_string()),
            },
            seen: Seen::Always,
        }));
        if !self.numbered {
            list.push(Missing { what: finding::Letterhead::NoPageNumbers, seen: Seen::Always });
        }
        // Organ and date may be lines of the head too.
        let outer = |role: Role| {
            matches!(role.element().part, Part::Head | Part::Imprint)
                || matches!(role, Role::Signature | Role::Date)
        };
        let body = report.blocks.iter().filter(|block| !outer(block.role)).map(|block| bare(&block.text()));
        let body = body.filter(|line| line.chars().count() > SHORT);
        Ok(Survey { file: self.file.to_owned(), list, body: body.collect() })
    }

    /// The places of head and foot filled, for what is to be told of them.
    pub(super) fn tried(&self, fields: &Fields) -> Result<Filled, Fault> {
        let how = How { track: false, moment: DateTime::constant(1980, 1, 1, 0, 0, 0, 0) };
        let mut editor = Editor::open(self.bytes, &how)?.whole()?;
        let mut filled = Filled::beside(self.beside());
        for at in self.anatomy.head.clone().chain(self.anatomy.foot.clone()) {
            self.block(&mut editor, at, &self.given(fields), &mut filled)?;
        }
        Ok(filled)
    }
}

impl Survey {
    /// Head and foot of a document: what stands above the first line of the report's text, and below its last one. What
    /// is named in the text has no place in the head by that.
    fn parts(&self, lines: &[String]) -> Parts {
        let own = |line: &String| self.body.contains(line);
        let first = lines.iter().position(own).unwrap_or(lines.len());
        let last = lines.iter().rposition(own).map_or(0, |last| last + 1);
        Parts {
            head: lines.get(..first).unwrap_or_default().concat(),
            foot: lines.get(last..).unwrap_or_default().concat(),
        }
    }

    /// What is missing in a document.
    ///
    /// # Errors
    /// [`Refusal::Document`] when it cannot be read.
    pub fn findings(&self, document: &[u8]) -> Result<Vec<Finding>, Refusal> {
        let lines = lines_of(document, lines).map_err(Refusal::Document)?;
        let lines: Vec<String> =
            lines.iter().map(|line| bare(line)).filter(|line| !line.is_empty()).collect();
        let parts = self.parts(&lines);
        let is_missing = |missing: &&Missing| match &missing.seen {
            Seen::Always => true,
            Seen::Line(line) => {
                let line = bare(line);
                // A short one is in many.
                let long = line.chars().count() > SHORT;
                lines.iter().any(|known| *known == line || long && known.contains(&line))
            }
            Seen::Words(words) => lines.iter().any(|known| known.contains(&bare(words))),
            Seen::Until(field, text) => !parts.of(*field).contains(&bare(text)),
            Seen::Lines(line, times) => lines.iter().filter(|known| **known == bare(line)).count() < *times,
            Seen::Digits(field) => {
                let pattern = if *field == Field::NUMBER { &NUMBER } else { &ISSUED };
                let digits = |line: &String| line.contains(|c: char| c.is_ascii_digit());
                !lines.iter().any(|line| pattern.is_match(line) && digits(line) && !is_prose(line))
            }
        };
        let mut findings: Vec<Finding> = Vec::new();
        for missing in self.list.iter().filter(is_missing) {
            let new = Finding::new(Place::File(self.file.clone()), missing.what.clone());
            if !findings.contains(&new) {
                findings.push(new);
            }
        }
        Ok(findings)
    }
}

/// A line without white space, which editing changes.
fn bare(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace() && *c != '\u{fffc}').collect()
}

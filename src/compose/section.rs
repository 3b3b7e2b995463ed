//! Rendered sections → blocks: places of dropped clauses tidied, marks turned into slots, headings and points numbered,
//! ids given.

use std::collections::BTreeSet;

use super::HEADINGS_ITEM;
use super::Inputs;
use super::data::{Data, Run, State};
use super::head::part_word;
use super::markup::{Draft, Shape, drafts};
use super::own::{Reworded, longest_lead};
use super::tidy::tidy;
use super::wording::{correct, fill, without_stop};
use crate::finding::{Finding, Noted, Place, Texts, What};
use crate::kind::{OwnWords, SectionRule};
use crate::model::report::{Block, Inline, Provenance, Report, Role, asked_for};
use crate::model::settings::Line;
use crate::text::numbering::heading_number;
use crate::text::numeral::chinese;

/// Longest lead sentence that is taken from a line of 文字材料, in characters.
const LONGEST_LEAD: usize = 20;

/// The report while its sections are added one after the other.
pub(super) struct Assembly<'a> {
    inputs: &'a Inputs<'a>,
    report: Report,
    findings: Vec<Finding>,
    headings: usize,
    ids: BTreeSet<String>,
    last_section: Option<String>,
    reworded: Reworded<'a>,
    /// The sections that are told in the last block already, in a person's words.
    covered: Vec<String>,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(inputs: &'a Inputs<'a>) -> Self {
        let mut assembly = Assembly {
            inputs,
            report: Report::default(),
            findings: Vec::new(),
            headings: 0,
            ids: BTreeSet::new(),
            last_section: None,
            reworded: Reworded::new(inputs),
            covered: Vec::new(),
        };
        assembly.say_unknown_headings();
        assembly
    }

    /// Adds a section: its heading when it has one and something stands under it, then its paragraphs.
    pub(super) fn add(&mut self, rule: &SectionRule, heading: Option<String>, text: &str, data: &Data) {
        let mut drafts: Vec<Draft> = drafts(text).into_iter().map(tidied).collect();
        drafts.retain(|draft| says_something(&draft.text, data));
        let mut covered = Vec::new();
        let mut bodies = Vec::new();
        for (index, draft) in drafts.into_iter().enumerate() {
            let shown = id_of(&draft.id, index);
            let lead = longest_lead(draft.shape, LONGEST_LEAD);
            let words = self.reworded.words((&rule.name, &shown), lead, &mut self.findings);
            covered = words.as_ref().map(|words| words.covers.clone()).unwrap_or_default();
            bodies.push(match words {
                Some(words) => Body { shape: draft.shape, id: draft.id, inlines: words.inlines },
                None => self.body(draft, data),
            });
        }
        let own_words = self.own_words(rule, bodies.iter().any(|body| body.shape == Shape::Point));
        bodies.extend(own_words);
        if bodies.is_empty() {
            return;
        }
        let own_heading = self.own_heading(rule);
        let joins = rule.continues && own_heading.is_none() && self.follows_directly(rule);
        let heading = own_heading.or_else(|| {
            let text = tidy(&heading?);
            let inlines = self.inlines(&text, data, false);
            Some(inlines)
        });
        if let Some(inlines) = heading {
            self.push_heading(rule, inlines);
        }
        self.push_bodies(rule, bodies, joins);
        self.last_section = Some(rule.id.clone());
        if !joins {
            self.covered = covered;
        }
    }

    /// The 段落 of 文字材料 that took the place of a block of the kind.
    pub(super) fn reworded(&self) -> BTreeSet<String> {
        self.reworded.used.clone()
    }

    /// Whether a section stands in this report: one of the items that it needs is filled in. A section that was
    /// filled in for nothing is said.
    pub(super) fn has_place(&mut self, rule: &SectionRule) -> bool {
        let settings = self.inputs.settings;
        if rule.needs.is_empty() || rule.needs.iter().any(|item| !settings.lines(item).is_empty()) {
            return true;
        }
        if let Some(line) = settings.lines(&rule.name).first() {
            let what = Texts::NoHead { item: rule.name.clone(), needs: rule.needs.clone() };
            let place = line.source.map_or(Place::Folder, |source| Place::Cell(source.cell));
            self.findings.push(Finding::new(place, what));
        }
        false
    }

    /// Whether the section before this one in the outline is the one that the report ends with so far.
    fn follows_directly(&self, rule: &SectionRule) -> bool {
        let sections = &self.inputs.kind.sections;
        let place = sections.iter().position(|section| section.id == rule.id);
        let before = place.and_then(|place| sections.get(place.checked_sub(1)?));
        self.last_section.is_some() && before.map(|section| &section.id) == self.last_section.as_ref()
    }

    /// The finished report; what is asked for in it is said once a block.
    pub(super) fn finish(mut self) -> Noted<Report> {
        let title = self.report.blocks.iter().find(|block| block.role == Role::Title);
        self.report.title = title.map(Block::text).unwrap_or_default();
        if self.headings == 1 {
            self.unnumber_heading();
        }
        part_word(&mut self.report.blocks, &self.inputs.kind.common.wording.mark_word);
        self.say_asked();
        let mut seen: Vec<Finding> = Vec::new();
        for finding in self.findings {
            if !seen.contains(&finding) {
                seen.push(finding);
            }
        }
        Noted { value: self.report, findings: seen }
    }

    /// Takes the number (一、) away from the headings of the first level: where there is only one it has none.
    fn unnumber_heading(&mut self) {
        let headings = self.report.blocks.iter_mut().filter(|block| block.role == Role::Heading1);
        for heading in headings {
            heading.inlines.retain(|inline| inline.from != Provenance::Numbering);
        }
    }

    /// Says what the report asks for: each thing once, at the first block that lacks it.
    fn say_asked(&mut self) {
        let said: BTreeSet<String> = self.findings.iter().filter_map(unfilled).collect();
        let mut asked: Vec<(String, String, usize)> = Vec::new();
        for block in &self.report.blocks {
            for inline in &block.inlines {
                let Provenance::Missing(name) = &inline.from else { continue };
                match asked.iter_mut().find(|(known, ..)| known == name) {
                    Some((.., times)) => *times += 1,
                    None => asked.push((name.clone(), block.id.clone(), 1)),
                }
            }
        }
        for (name, block, times) in asked.into_iter().filter(|(name, ..)| !said.contains(name)) {
            let item = self.inputs.kind.item(&name).is_some();
            self.findings.push(Finding::new(Place::Block(block), Texts::Needed { name, times, item }));
        }
    }

    fn body(&mut self, draft: Draft, data: &Data) -> Body {
        let mut inlines = self.inlines(&draft.lead, data, true);
        inlines.extend(self.inlines(&draft.text, data, false));
        Body { shape: draft.shape, id: draft.id, inlines }
    }

    /// Marks become slots; plain characters are wording of the kind.
    fn inlines(&mut self, text: &str, data: &Data, lead: bool) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for run in data.split(text) {
            match run {
                Run::Plain(plain) => {
                    inlines.push(Inline { text: plain.to_owned(), from: Provenance::Template, lead });
                }
                Run::Datum(datum) if datum.state == State::Missing => {
                    let text = asked_for(&datum.name);
                    inlines.push(Inline { text, from: Provenance::Missing(datum.name.clone()), lead });
                }
                Run::Datum(datum) => {
                    self.findings.extend(datum.findings.iter().cloned());
                    let pieces = datum.pieces.iter();
                    inlines.extend(pieces.map(|(text, from)| Inline {
                        text: text.clone(),
                        from: from.clone(),
                        lead,
                    }));
                }
            }
        }
        inlines
    }

    /// The lines of 文字材料 for a section: points where the section has points, else paragraphs.
    fn own_words(&mut self, rule: &SectionRule, points: bool) -> Vec<Body> {
        // A text that the wording places itself is not appended as well.
        if rule.role != Role::Body || self.inputs.kind.text_blocks.contains(&rule.name) {
            return Vec::new();
        }
        let lines = self.inputs.settings.texts.get(&rule.name).cloned().unwrap_or_default();
        let shape = if points { Shape::Point } else { Shape::Paragraph };
        lines.iter().map(|line| self.own_line(rule, line, shape)).collect()
    }

    fn own_line(&mut self, rule: &SectionRule, line: &Line, shape: Shape) -> Body {
        let text = correct(self.inputs.kind, without_stop(&line.text), line.source, &mut self.findings);
        let (shape, text) = numbered_heading(&text).unwrap_or((shape, &text));
        let lead_end = text.find('。').map(|end| end + '。'.len_utf8());
        let short = |end: &usize| text.get(..*end).is_some_and(|lead| lead.chars().count() <= LONGEST_LEAD);
        let lead_end = lead_end.filter(short).filter(|_| shape != Shape::Paragraph).unwrap_or(0);
        let (lead, rest) = text.split_at(lead_end);
        let id = format!("texts.{}", rule.name);
        let mut inlines = Vec::new();
        for (part, lead) in [(lead, true), (rest, false)] {
            let pieces = fill(part, &id, self.inputs.names(), line.source, &mut self.findings);
            inlines.extend(pieces.into_iter().map(|(text, from)| Inline { text, from, lead }));
        }
        // A heading that stands alone has no mark at its end.
        if lead_end > 0 || !matches!(shape, Shape::Heading(_)) {
            inlines.push(Inline { text: "。".to_owned(), from: Provenance::Template, lead: false });
        }
        Body { shape, id: String::new(), inlines }
    }

    /// The heading that 章节标题 gives a section.
    fn own_heading(&self, rule: &SectionRule) -> Option<Vec<Inline>> {
        let lines = self.inputs.settings.lines(HEADINGS_ITEM).iter();
        let (_, title) =
            lines.filter_map(|line| split_heading(&line.text)).find(|(name, _)| *name == rule.name)?;
        let from = Provenance::Slot(format!("settings.{HEADINGS_ITEM}.{}", rule.id));
        Some(vec![Inline { text: title.to_owned(), from, lead: false }])
    }

    fn say_unknown_headings(&mut self) {
        let known: Vec<String> = self.inputs.kind.sections.iter().map(|rule| rule.name.clone()).collect();
        for line in self.inputs.settings.lines(HEADINGS_ITEM) {
            let named =
                split_heading(&line.text).is_some_and(|(name, _)| known.iter().any(|known| known == name));
            if !named {
                let what = Texts::UnknownSection { line: line.text.to_string(), known: known.clone() };
                let place = line.source.map_or(Place::Folder, |source| Place::Cell(source.cell));
                self.findings.push(Finding::new(place, what));
            }
        }
    }

    fn push_heading(&mut self, rule: &SectionRule, inlines: Vec<Inline>) {
        self.headings += 1;
        let number = numbering(format!("{}、", chinese(self.headings)), false);
        let inlines = std::iter::once(number).chain(inlines).collect();
        self.push(format!("{}_heading", rule.id), Role::Heading1, inlines);
    }

    fn push_bodies(&mut self, rule: &SectionRule, bodies: Vec<Body>, joins: bool) {
        let mut counts = [0; 3];
        let shapes: Vec<Shape> = bodies.iter().map(|body| body.shape).collect();
        for (index, body) in bodies.into_iter().enumerate() {
            let mut inlines = body.inlines;
            if index == 0
                && joins
                && let Some(last) = self.report.blocks.last_mut()
            {
                if !self.covered.contains(&rule.name) {
                    last.inlines.extend(inlines);
                }
                continue;
            }
            let mut role = rule.role;
            match body.shape {
                Shape::Heading(level) => {
                    let lead = inlines.first().is_some_and(|inline| inline.lead);
                    let (of_level, number) = next_number(level, &mut counts);
                    role = of_level;
                    inlines.insert(0, numbering(number, lead));
                }
                Shape::Point => {
                    let lead = inlines.first().is_some_and(|inline| inline.lead);
                    let place = place_in_series(&shapes, index);
                    let words = &self.inputs.kind.common.wording;
                    let numbered = place.map(|place| OwnWords::filled(&words.point, &chinese(place)));
                    inlines.splice(0..0, numbered.map(|text| numbering(text, lead)));
                }
                Shape::Paragraph => {}
            }
            let id = id_of(&body.id, index);
            self.push(format!("{}_{id}", rule.id), role, inlines);
        }
    }

    fn push(&mut self, id: String, role: Role, inlines: Vec<Inline>) {
        let mut unique = id.clone();
        let mut copy = 1;
        while !self.ids.insert(unique.clone()) {
            copy += 1;
            unique = format!("{id}_{copy}");
        }
        self.report.blocks.push(Block::paragraph(unique, role, inlines));
    }
}

/// The identity of a block in its section: its own, or its place.
fn id_of(own: &str, index: usize) -> String {
    if own.is_empty() { format!("p{}", index + 1) } else { own.to_owned() }
}

/// The role and the number of the next heading of a level (2 to 4); those below begin anew (7.3.3).
fn next_number(level: u8, counts: &mut [usize; 3]) -> (Role, String) {
    let place = usize::from(level.clamp(2, 4) - 2);
    let mut number = 0;
    for (index, count) in counts.iter_mut().enumerate().skip(place) {
        *count = if index == place { *count + 1 } else { 0 };
        number = number.max(*count);
    }
    match place {
        0 => (Role::Heading2, format!("（{}）", chinese(number))),
        1 => (Role::Heading3, format!("{number}.")),
        _ => (Role::Heading4, format!("（{number}）")),
    }
}

/// The name in braces that a finding already says to be missing.
fn unfilled(finding: &Finding) -> Option<String> {
    match &finding.what {
        What::Texts(Texts::Unfilled { name, .. }) => Some(name.clone()),
        _ => None,
    }
}

/// The content of a block; its number is not known yet.
struct Body {
    shape: Shape,
    id: String,
    inlines: Vec<Inline>,
}

fn numbering(text: String, lead: bool) -> Inline {
    Inline { text, from: Provenance::Numbering, lead }
}

fn tidied(draft: Draft) -> Draft {
    Draft { lead: tidy(&draft.lead), text: tidy(&draft.text), ..draft }
}

/// Whether anything but punctuation is left of a text; what is asked for is something too.
fn says_something(text: &str, data: &Data) -> bool {
    data.split(text).iter().any(|run| match run {
        Run::Plain(plain) => plain.chars().any(char::is_alphanumeric),
        Run::Datum(_) => true,
    })
}

/// The place of a point in its unbroken series, counted from one; none for a lone point, which is no 一是.
fn place_in_series(shapes: &[Shape], index: usize) -> Option<usize> {
    let point = |shape: &&Shape| **shape == Shape::Point;
    let before = shapes.get(..index)?.iter().rev().take_while(point).count();
    let after = shapes.get(index + 1..)?.iter().take_while(point).count();
    (before + after > 0).then_some(before + 1)
}

/// The level of a heading that a person numbered, and the line without the number: its first sentence is as short as
/// a heading's.
fn numbered_heading(line: &str) -> Option<(Shape, &str)> {
    let (level, text) = heading_number(line)?;
    let heading = text.split('。').next()?;
    let starts = text.chars().next().is_some_and(|c| !c.is_ascii_digit());
    (starts && heading.chars().count() <= LONGEST_LEAD).then_some((Shape::Heading(level), text))
}

/// `组织安排：高度重视，组织安排到位` → the section's name and its heading.
fn split_heading(line: &str) -> Option<(&str, &str)> {
    let (name, title) = line.split_once(['：', ':', '=', '＝'])?;
    Some((name.trim(), title.trim())).filter(|(_, title)| !title.is_empty())
}

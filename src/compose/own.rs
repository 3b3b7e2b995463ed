//! A paragraph in a person's words (段落 `部分/代号` of 文字材料) → the inlines that take the place of the kind's own.

use std::collections::BTreeSet;

use super::Inputs;
use super::markup::Shape;
use super::wording::{correct, fill};
use crate::finding::{Finding, Place, Texts};
use crate::model::report::Inline;
use crate::model::settings::Line;

/// Stands between section and block in a name of 段落 (`部分/代号`).
const BLOCK: char = '/';
/// Divides the block from the sections that go on in it, and are in the person's words too.
const COVERS: char = '+';

/// The paragraphs of the kind that a person reworded, and which of them the report has.
pub(super) struct Reworded<'a> {
    inputs: &'a Inputs<'a>,
    pub(super) used: BTreeSet<String>,
}

/// A paragraph in a person's words, ready to be printed.
pub(super) struct Wording {
    pub(super) inlines: Vec<Inline>,
    /// The names of the sections that would go on in it.
    pub(super) covers: Vec<String>,
}

impl<'a> Reworded<'a> {
    pub(super) fn new(inputs: &'a Inputs<'a>) -> Self {
        Reworded { inputs, used: BTreeSet::new() }
    }

    /// The person's words for a block of a section.
    pub(super) fn words(
        &mut self,
        (section, block): (&str, &str),
        lead: Option<usize>,
        findings: &mut Vec<Finding>,
    ) -> Option<Wording> {
        let start = format!("{section}{BLOCK}{block}");
        let of_block = |name: &&String| {
            name.strip_prefix(&start).is_some_and(|rest| rest.is_empty() || rest.starts_with(COVERS))
        };
        let name = self.inputs.settings.texts.keys().find(of_block)?;
        let covers = name.split(COVERS).skip(1).map(str::to_owned).collect();
        let (text, last) = self.text(name, findings)?;
        let text = correct(self.inputs.kind, &text, last.source, findings);
        let short = |end: &usize| text.get(..*end).is_some_and(|head| Some(head.chars().count()) <= lead);
        let end = text.find('。').map(|end| end + '。'.len_utf8()).filter(short).unwrap_or(0);
        let (head, rest) = text.split_at(end);
        let id = format!("texts.{name}");
        let mut inlines = Vec::new();
        for (part, lead) in [(head, true), (rest, false)] {
            let pieces = fill(part, &id, self.inputs.names(), last.source, findings);
            inlines.extend(pieces.into_iter().map(|(text, from)| Inline { text, from, lead }));
        }
        self.used.insert(name.clone());
        Some(Wording { inlines, covers })
    }

    /// The text of a 段落; of one that stands there more than once the last, which is said.
    fn text(&self, name: &str, findings: &mut Vec<Finding>) -> Option<(String, &'a Line)> {
        let lines = self.inputs.settings.texts.get(name)?;
        let last = lines.last()?;
        let text: String =
            lines.iter().filter(|line| line.source == last.source).map(|line| line.text.as_ref()).collect();
        if lines.iter().any(|line| line.source != last.source) {
            let what = Texts::ItemRepeated { item: name.to_owned(), text: text.clone() };
            let place = last.source.map_or(Place::Folder, |at| Place::Cell(at.cell));
            findings.push(Finding::new(place, what));
        }
        Some((text, last))
    }
}

/// The longest lead sentence of a shape; none where it has no lead.
pub(super) fn longest_lead(shape: Shape, longest: usize) -> Option<usize> {
    (shape == Shape::Point).then_some(longest)
}

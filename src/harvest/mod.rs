//! The base of a run → the paragraphs that people polished, as 段落 of 文字材料 with names for the data in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::compose::{self, Inputs};
use crate::docx;
use crate::finding::{DocumentFault, Finding, Harvesting, Place, Refusal, Unreadable};
use crate::kind::SectionRule;
use crate::ledger::texts::{self, TextRow};
use crate::model::base::{BaseBlock, BasePiece, Piece, Stood};
use crate::model::decision::Decisions;
use crate::model::document::Shape;
use crate::model::origin::Places;
use crate::model::report::{Block, Report, Role};
use crate::model::settings::{Line, Settings};
use crate::normalize::{self, Context};
use crate::outcome::Outcome;
use crate::recognize::{self, Options};
use crate::text::pieces::joined;
use crate::workbook::{self, InputFile};

/// The workbook in the user's folder that takes polished paragraphs.
pub const HARVEST: &str = "文字材料（收回）.xlsx";

/// How many characters of a paragraph tell which one is meant.
const EXCERPT: usize = 30;

/// What was taken back from the document into 文字材料.
#[derive(Debug, Clone, Default)]
pub struct Harvest {
    /// The workbook with all that was ever taken back; none when nothing was polished.
    pub book: Option<Vec<u8>>,
    /// How many paragraphs were taken back now.
    pub taken: usize,
    /// What was taken, and what was not and why.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// Takes the paragraphs back that people polished. Each is tried first: only those that read the same
    /// when they are composed from 文字材料 are taken.
    ///
    /// # Errors
    /// A fault of the library that writes workbooks, or of the kind's texts.
    pub fn harvest(&self) -> Result<Harvest, Refusal> {
        let mut harvest = Harvest::default();
        let damaged = DocumentFault::Unreadable(Unreadable::Damaged);
        let base = docx::parse_base(&self.base).ok_or(damaged)?;
        let polished: Vec<(&BaseBlock, &[BasePiece])> = base.blocks.iter().filter_map(polished).collect();
        let mut rows: Vec<(TextRow, &str, String)> = Vec::new();
        for (block, pieces) in polished {
            let place = Place::Block(block.id.clone());
            match self.row(block, pieces, &base.blocks) {
                Ok((row, text)) => rows.push((row, &block.id, text)),
                Err(what) => harvest.findings.push(Finding::new(place, what)),
            }
        }
        let composed = self.composed_with(&rows)?;
        let reads = |id: &str| composed.blocks.iter().find(|block| block.id == id).map(plain);
        rows.retain(|(row, id, text)| {
            let same = reads(id).as_ref() == Some(text);
            let place = Place::Block((*id).to_owned());
            let what = match same {
                true => Harvesting::Taken { block: row.block.clone(), literal: row.note.clone() },
                false => Harvesting::NotSame { block: row.block.clone() },
            };
            harvest.findings.push(Finding::new(place, what));
            same
        });
        harvest.findings.extend(self.added(&base.blocks)?);
        harvest.taken = rows.len();
        if !rows.is_empty() {
            let rows = self.with_earlier(rows.into_iter().map(|(row, ..)| row).collect());
            harvest.book = Some(texts::write(&rows)?);
        }
        Ok(harvest)
    }

    /// The paragraphs of text that people added: they belong to no block of the base.
    fn added(&self, blocks: &[BaseBlock]) -> Result<Vec<Finding>, DocumentFault> {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let of_pieces = |pieces: &[BasePiece]| bare(&joined(pieces));
        let of_block = |block: &BaseBlock| [&block.pieces, block.stood().unwrap_or_default()].map(of_pieces);
        let ours: Vec<String> = blocks.iter().flat_map(of_block).collect();
        let document = docx::read(&self.document)?;
        let prose = document.blocks.into_iter().filter(|found| {
            let text = bare(&found.text);
            let is_text = found.shape == Shape::Paragraph && found.role.is_none_or(|role| role == Role::Body);
            // A paragraph that a person divided is found in pieces.
            is_text && !text.is_empty() && !ours.iter().any(|block| block.contains(&text))
        });
        let found = prose.map(|found| {
            let text = found.text.trim().chars().take(EXCERPT).collect();
            Finding::new(Place::Folder, Harvesting::Added { text })
        });
        Ok(found.collect())
    }

    /// A polished paragraph as a 段落, and the text that it must give.
    fn row(
        &self,
        block: &BaseBlock,
        pieces: &[BasePiece],
        blocks: &[BaseBlock],
    ) -> Result<(TextRow, String), Harvesting> {
        if block.role != Role::Body {
            let text = words(pieces);
            let section = self.section(&block.id).map(|(section, _)| section.name.clone());
            return Err(match (block.role, section) {
                (Role::Heading1, Some(section)) => Harvesting::Heading { section, text },
                (Role::Title, _) => Harvesting::Title { text },
                _ => Harvesting::NoText,
            });
        }
        let Some((section, id)) = self.section(&block.id) else { return Err(Harvesting::NoText) };
        let text = words(pieces);
        if text.contains(['\n', '\t', '\u{FFFC}', '{', '}']) || text.trim().is_empty() {
            return Err(Harvesting::Unwritable);
        }
        let covers: String =
            self.covers(section, block, blocks).iter().map(|name| format!("+{name}")).collect();
        let mut literal = Vec::new();
        let spell = |(piece, next): (&BasePiece, Option<&BasePiece>)| match &piece.what {
            Piece::Number => String::new(),
            Piece::Wording | Piece::Doubtful(_) => self.linked(piece, next, (block, blocks), &mut literal),
            Piece::Slot(slot) => {
                self.name_of(slot, &piece.text).map(|name| format!("{{{name}}}")).unwrap_or_else(|| {
                    literal.push(piece.text.clone());
                    piece.text.clone()
                })
            }
            Piece::Typed(_) => {
                literal.push(piece.text.clone());
                piece.text.clone()
            }
        };
        let next = pieces.iter().skip(1).map(Some).chain([None]);
        let spelt: String = pieces.iter().zip(next).map(spell).collect();
        let note = if literal.is_empty() {
            String::new()
        } else {
            format!("照录的内容：{}", literal.join("、"))
        };
        let row = TextRow { block: format!("{}/{id}{covers}", section.name), text: spelt, note };
        Ok((row, text))
    }

    /// Wording with names for the figures that a person typed into it: a number that one figure of the report prints
    /// with the same measure after it. The others are `literal`.
    fn linked(
        &self,
        piece: &BasePiece,
        next: Option<&BasePiece>,
        (block, blocks): (&BaseBlock, &[BaseBlock]),
        literal: &mut Vec<String>,
    ) -> String {
        let given = joined(&block.pieces);
        let mut spelt = String::new();
        let mut rest = piece.text.as_str();
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            let number = from.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
            let number = number.trim_end_matches('.');
            let after = from.get(number.len()..).unwrap_or_default();
            let measure = after.chars().next().or_else(|| next?.text.chars().next());
            let mut names = printed_as(number, measure, blocks).into_iter();
            let name = names.next().filter(|_| names.next().is_none());
            spelt += before;
            match name.and_then(|slot| self.name_of(slot, number)) {
                Some(name) => spelt += &format!("{{{name}}}"),
                None => {
                    literal.extend((!given.contains(number)).then(|| number.to_owned()));
                    spelt += number;
                }
            }
            rest = after;
        }
        spelt + rest
    }

    /// The section of a block, and what the block is called in it.
    fn section<'b>(&self, id: &'b str) -> Option<(&SectionRule, &'b str)> {
        let rest = |rule: &SectionRule| id.strip_prefix(rule.id.as_str())?.strip_prefix('_');
        let of = self.kind.sections.iter().filter_map(|rule| Some((rule, rest(rule)?)));
        of.max_by_key(|(rule, _)| rule.id.len())
    }

    /// The sections that go on in a block: those after its own that have no block of theirs, when it is the last
    /// of its section.
    fn covers(&self, section: &SectionRule, block: &BaseBlock, blocks: &[BaseBlock]) -> Vec<&str> {
        let of = |rule: &SectionRule| {
            let prefix = format!("{}_", rule.id);
            blocks.iter().filter(move |block| block.id.starts_with(&prefix))
        };
        if of(section).next_back().map(|last| &last.id) != Some(&block.id) {
            return Vec::new();
        }
        let after = self.kind.sections.iter().skip_while(|rule| rule.id != section.id).skip(1);
        let goes_on = after.take_while(|rule| rule.continues && of(rule).next().is_none());
        goes_on.map(|rule| rule.name.as_str()).collect()
    }

    /// The name that prints what a slot prints; none for a slot without a name of its own.
    fn name_of(&self, slot: &str, printed: &str) -> Option<String> {
        if let Some(figure) = self.figures.get(slot) {
            return (figure.printed == printed).then(|| figure.name.clone());
        }
        let item = slot.strip_prefix("settings.")?;
        let rule = self.kind.item(item)?;
        (rule.printed(&self.settings)? == printed).then(|| rule.name.clone())
    }

    /// The report with these 段落, read in as from the folder.
    fn composed_with(&self, rows: &[(TextRow, &str, String)]) -> Result<Report, Refusal> {
        let rows: Vec<TextRow> = rows.iter().map(|(row, ..)| row.clone()).collect();
        let file = InputFile { path: HARVEST.to_owned(), bytes: texts::write(&rows)? };
        let mut places = self.places.clone();
        let workbooks = workbook::read(&[file], &mut places).value.workbooks;
        let (none, options) = (Decisions::default(), Options::default());
        let tables = recognize::recognize(&workbooks, &self.kind, &places, &none, options).value;
        let read = normalize::normalize(&workbooks, &tables, &self.kind, &Context::default()).value;
        let mut settings = Settings { items: self.settings.items.clone(), texts: BTreeMap::default() };
        settings.texts.extend(self.settings.texts.clone());
        settings.texts.extend(normalize::settings::gather(&read, &self.kind, None).value.texts);
        let inputs = Inputs {
            kind: &self.kind,
            heads: &self.normalized.heads,
            entries: &self.normalized.entries,
            settings: &settings,
            figures: &self.figures,
            borne_out: &self.borne_out,
            // Annexes hold no paragraphs.
            problems: &[],
        };
        Ok(compose::compose(&inputs)?.value)
    }

    /// The rows after those that were taken back earlier; a 段落 that is taken back again stands in its place.
    fn with_earlier(&self, rows: Vec<TextRow>) -> Vec<TextRow> {
        let mut all: Vec<TextRow> = Vec::new();
        for (block, lines) in &self.settings.texts {
            let earlier = lines.iter().filter(|line| is_harvested(line, &self.places));
            let text = earlier.map(|line| line.text.as_ref()).collect::<Vec<_>>().join("\n");
            if !text.is_empty() {
                all.push(TextRow { block: block.clone(), text, note: String::new() });
            }
        }
        for row in rows {
            match all.iter_mut().find(|earlier| earlier.block == row.block) {
                Some(earlier) => *earlier = row,
                None => all.push(row),
            }
        }
        all
    }
}

/// The slots that print a number with a measure after it, anywhere in the report.
fn printed_as<'b>(number: &str, measure: Option<char>, blocks: &'b [BaseBlock]) -> BTreeSet<&'b str> {
    let pairs = blocks.iter().flat_map(|block| {
        let pieces = block.pieces.iter();
        pieces.clone().zip(pieces.skip(1).map(Some).chain([None]))
    });
    let found = pairs.filter_map(|(piece, next)| match &piece.what {
        Piece::Slot(slot) if piece.text == number => {
            let after = next.and_then(|next| next.text.chars().next());
            (measure.is_some() && after == measure).then_some(slot.as_str())
        }
        _ => None,
    });
    found.collect()
}

fn is_harvested(line: &Line, places: &Places) -> bool {
    line.source.is_some_and(|at| places.name(at.cell.sheet).file == HARVEST)
}

/// A block whose wording a person changed, with the text that stood. Data that were typed over are no wording.
fn polished(block: &BaseBlock) -> Option<(&BaseBlock, &[BasePiece])> {
    let Stood::Changed(stood) = &block.stood else { return None };
    if block.is_persons() {
        return None;
    }
    let masked = |pieces: &[BasePiece]| -> String {
        let mask = |piece: &BasePiece| match &piece.what {
            Piece::Number => String::new(),
            Piece::Wording | Piece::Doubtful(_) => piece.text.clone(),
            Piece::Slot(slot) | Piece::Typed(slot) => format!("\u{FFFC}{slot}\u{FFFC}"),
        };
        pieces.iter().map(mask).collect()
    };
    (masked(&block.pieces) != masked(stood)).then_some((block, stood.as_slice()))
}

/// A text without the numbers that the program writes.
fn words(pieces: &[BasePiece]) -> String {
    pieces.iter().filter(|piece| piece.what != Piece::Number).map(|piece| piece.text.as_str()).collect()
}

/// The same of a block of the report.
fn plain(block: &Block) -> String {
    use crate::model::report::Provenance;
    let own = block.inlines.iter().filter(|inline| inline.from != Provenance::Numbering);
    own.map(|inline| inline.text.as_str()).collect()
}

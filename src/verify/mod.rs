//! A document and a fresh outcome → every datum in the document, and whether the workbooks still say so.

mod exhibits;

use std::collections::BTreeMap;

use crate::docx;
use crate::finding::Refusal;
use crate::ledger::Printed;
use crate::model::base::{Base, BasePiece, Piece};
use crate::model::origin::Source;
use crate::model::report::Role;
use crate::outcome::Outcome;
use crate::past::{PastReport, reports};
use crate::revise;
use crate::text::pieces::joined;
use crate::workbook::InputFile;

/// How many characters before and after a datum show where it stands.
const AROUND: usize = 14;

/// A datum of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The heading that it stands under.
    pub part: String,
    /// The words around it, itself in 〔〕.
    pub excerpt: String,
    /// The slot's id.
    pub slot: String,
    /// What it is called.
    pub name: String,
    /// What the document says.
    pub stands: String,
    /// What the workbooks say; none when they say nothing of it any more.
    pub fresh: Option<String>,
    /// The cells that they say it in.
    pub sources: Vec<Source>,
}

impl Checked {
    /// Whether the document is true in this.
    #[must_use]
    pub fn is_true(&self) -> bool {
        self.fresh.as_ref() == Some(&self.stands)
    }
}

impl Outcome {
    /// Looks up every datum of a document. The outcome is that of the folder without any earlier report; the bases
    /// are those that are kept there.
    ///
    /// # Errors
    /// When the document cannot be read, or nothing is known of how it was made.
    pub fn verify(&self, file: InputFile, bases: &[String]) -> Result<Vec<Checked>, Refusal> {
        let path = file.path.clone();
        let document = docx::read(&file.bytes).map_err(|_| Refusal::NoDocument { path: path.clone() })?;
        let report = PastReport { file, at: 0 };
        let bases = bases.iter().filter_map(|xml| docx::parse_base(xml));
        let bases: Vec<Base> = bases.filter(|base| base.kind == self.kind.name).collect();
        let known = reports::known(&report, document, &bases).map_err(|_| Refusal::NotOurs { path })?;
        // Laid over what it was made from, the document shows where each datum stands in it now.
        let given = known.base.report();
        let standing = revise::revise(&known.base, &known.document, &given).value.blocks;
        let values = self.values();
        let mut part = String::new();
        let mut checked = Vec::new();
        for block in &standing {
            if block.role == Some(Role::Heading1) {
                part = joined(&block.pieces);
            }
            for (at, piece) in block.pieces.iter().enumerate() {
                let (Piece::Slot(slot) | Piece::Typed(slot)) = &piece.what else { continue };
                checked.push(self.check(&values, slot, piece, &part, excerpt(&block.pieces, at)));
            }
        }
        checked.extend(exhibits::checked(self, &known.base, &known.document, &self.printed()));
        Ok(checked)
    }

    /// What the workbooks say, by slot: a slot of a list has several values.
    fn values(&self) -> BTreeMap<String, Vec<Printed>> {
        let mut values: BTreeMap<String, Vec<Printed>> = BTreeMap::new();
        for printed in self.printed() {
            values.entry(printed.slot.clone()).or_default().push(printed);
        }
        values
    }

    fn check(
        &self,
        values: &BTreeMap<String, Vec<Printed>>,
        slot: &str,
        piece: &BasePiece,
        part: &str,
        excerpt: String,
    ) -> Checked {
        // The lines that a title is broken into are layout.
        let stands = piece.text.replace('\n', "");
        let of = |name: String, fresh: Option<String>, sources: Vec<Source>| Checked {
            part: part.to_owned(),
            excerpt: excerpt.clone(),
            slot: slot.to_owned(),
            name,
            stands: stands.clone(),
            fresh,
            sources,
        };
        let all = values.get(slot).map(Vec::as_slice).unwrap_or_default();
        let same = all.iter().find(|printed| printed.text == stands).or(all.first());
        if let Some(printed) = same {
            return of(printed.name.clone(), Some(printed.text.clone()), printed.sources.clone());
        }
        // A figure that the report would not print any more still has its value.
        let figure = self.figures.get(slot).filter(|figure| !figure.printed.is_empty());
        let name = figure.map_or(slot, |figure| figure.name.as_str()).to_owned();
        of(
            name,
            figure.map(|figure| figure.printed.clone()),
            figure.map(|f| f.sources.clone()).unwrap_or_default(),
        )
    }
}

/// The words around a piece, cut with ….
fn excerpt(pieces: &[BasePiece], at: usize) -> String {
    let (before, from) = pieces.split_at(at);
    let Some((datum, after)) = from.split_first() else { return String::new() };
    let before: Vec<char> = joined(before).chars().collect();
    let after: Vec<char> = joined(after).chars().collect();
    let head = before.get(before.len().saturating_sub(AROUND)..).unwrap_or_default();
    let tail = after.get(..after.len().min(AROUND)).unwrap_or_default();
    let cut = |cut: bool| if cut { "…" } else { "" };
    format!(
        "{}{}〔{}〕{}{}",
        cut(head.len() < before.len()),
        head.iter().collect::<String>(),
        datum.text,
        tail.iter().collect::<String>(),
        cut(tail.len() < after.len()),
    )
}

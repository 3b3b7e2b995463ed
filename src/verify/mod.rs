//! A document and a fresh outcome → every datum in the document, and whether the workbooks still say so.

mod exhibits;

use std::collections::BTreeMap;

use crate::docx;
use crate::finding::Refusal;
use crate::kind::TableRule;
use crate::ledger::Printed;
use crate::model::base::{Base, BasePiece, Piece};
use crate::model::entry::Entry;
use crate::model::figure::print_number;
use crate::model::origin::Source;
use crate::model::report::Role;
use crate::model::value::Value;
use crate::outcome::Outcome;
use crate::past::{PastReport, reports};
use crate::revise;
use crate::text::pieces::{excerpt, joined};
use crate::workbook::InputFile;

/// How many characters before and after a datum show where it stands.
const AROUND: usize = 14;

/// A datum of a document, held against the workbooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The heading that it stands under in the document.
    pub part: String,
    /// The words around it, with the datum itself in 〔〕.
    pub excerpt: String,
    /// The id of the slot.
    pub slot: String,
    /// What the datum is called (意见建议条数).
    pub name: String,
    /// What stands in the document, as printed.
    pub stands: String,
    /// What the workbooks say; none when they say nothing of it any more.
    pub fresh: Option<String>,
    /// The cells that they say it in.
    pub sources: Vec<Source>,
}

impl Checked {
    /// Whether the document is true in this.
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
        let standing =
            revise::revise(&known.base, &known.document, &given).map_err(Refusal::Document)?.value.blocks;
        let values = self.values();
        let mut part = String::new();
        let mut checked = Vec::new();
        for block in &standing {
            if block.role == Some(Role::Heading1) {
                part = joined(&block.pieces);
            }
            for (at, piece) in block.pieces.iter().enumerate() {
                let (Piece::Slot(slot) | Piece::Typed(slot)) = &piece.what else { continue };
                let texts = block.pieces.iter().map(|piece| piece.text.as_str());
                checked.push(self.check(&values, slot, piece, &part, excerpt(texts, at, AROUND)));
            }
        }
        checked.extend(exhibits::checked(self, &known.base, &known.document, &self.printed()));
        Ok(checked)
    }

    /// What the workbooks say, by slot: a slot of a list has several values.
    fn values(&self) -> BTreeMap<String, Vec<Printed<'_>>> {
        let mut values: BTreeMap<String, Vec<Printed<'_>>> = BTreeMap::new();
        for printed in self.printed() {
            values.entry(printed.slot.clone()).or_default().push(printed);
        }
        values
    }

    fn check(
        &self,
        values: &BTreeMap<String, Vec<Printed<'_>>>,
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
            return of(printed.name.clone(), Some(printed.text.clone()), printed.sources.to_vec());
        }
        // What the report would not print any more the workbooks may still say.
        if let Some((name, sources)) = self.listed(slot, &stands) {
            return of(name, Some(stands.clone()), sources);
        }
        // A figure that the report would not print any more still has its value.
        let figure = self.figures.get(slot).filter(|figure| !figure.printed.is_empty());
        let name = figure.map(|figure| figure.name.clone()).unwrap_or_else(|| self.called(slot));
        of(
            name,
            figure.map(|figure| figure.printed.clone()),
            figure.map(|f| f.sources.clone()).unwrap_or_default(),
        )
    }
}

impl Outcome {
    /// The table and the field that a slot of an entry names; for a list the field is not known.
    fn field_of(&self, slot: &str) -> Option<(usize, &TableRule, Option<usize>)> {
        let (table, rest) = slot.split_once(':').filter(|(_, rest)| rest.contains(':'))?;
        let at = self.kind.table(table)?;
        let rule = self.kind.tables.get(at)?;
        Some((at, rule, rest.rsplit(':').next().and_then(|field| rule.field(field))))
    }

    /// What a slot is called that nothing prints now.
    fn called(&self, slot: &str) -> String {
        let item = || slot.strip_prefix("settings.").and_then(|item| self.kind.item(item));
        match self.field_of(slot) {
            Some((_, rule, Some(field))) => rule.fields.get(field).map(|field| field.name.clone()),
            Some((_, rule, None)) => Some(rule.name.clone()),
            None => item().map(|item| item.name.clone()),
        }
        .unwrap_or_default()
    }

    /// The name and the cells of an entry's value that a text quotes, as long as an entry of that table has it.
    fn listed(&self, slot: &str, stands: &str) -> Option<(String, Vec<Source>)> {
        let (table, rule, field) = self.field_of(slot)?;
        let fields: Vec<usize> = field.map_or_else(|| (0..rule.fields.len()).collect(), |field| vec![field]);
        let heads = &self.normalized.heads;
        let of_table =
            |entry: &&Entry| heads.get(entry.head as usize).is_some_and(|head| head.table == table);
        let entries = self.normalized.entries.iter().filter(|entry| entry.counts()).filter(of_table);
        let mut found = entries.flat_map(|entry| fields.iter().map(move |field| (entry, *field)));
        let (entry, field) = found.find(|(entry, field)| says(entry.value(*field), stands))?;
        let name = rule.fields.get(field)?.name.clone();
        Some((name, entry.source(heads, field).into_iter().collect()))
    }
}

/// Whether a value prints as a text.
fn says(value: Option<&Value>, stands: &str) -> bool {
    match value {
        Some(Value::Text(text)) => &**text == stands,
        Some(Value::Date(when)) => when.to_string() == stands,
        Some(Value::Number(amount)) => print_number(amount.number, amount.bound) == stands,
        Some(Value::List(list)) => list.iter().any(|text| &**text == stands),
        Some(Value::Flag(_)) | None => false,
    }
}

//! One cell → the value of its field, by the field's type.

use super::context::Context;
use super::directory::{Directory, Meant};
use super::scale::Scale;
use super::{Rules, boxes, date, list, number, person, private, text, unit};
use crate::finding::{Finding, Place, Understood, Values, What};
use crate::kind::{AskWords, FieldRule, FieldType, Harvest, ValueWords};
use crate::model::origin::Origin;
use crate::model::value::{Text, Value};
use crate::text::fold::{sentence_key, tidy_lines};
use crate::workbook::Cell;

/// A cell that is not blank, with the place that stands for it in the entry's row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw<'a> {
    /// What it says: of 同上 the cell above.
    pub(super) cell: &'a Cell,
    /// What the cell itself holds, 同上 or not.
    pub(super) own: &'a Cell,
    pub(super) at: Origin,
    /// What its numbers are multiplied by.
    pub(super) scale: Scale,
}

impl<'a> Raw<'a> {
    pub(super) fn of(cell: &'a Cell, at: Origin) -> Self {
        Raw { cell, own: cell, at, scale: Scale::PLAIN }
    }

    /// The same in a column with a unit.
    pub(super) fn scaled(self, scale: Scale) -> Self {
        Raw { scale, ..self }
    }
}

/// Whether a cell says that it repeats the one above.
pub(super) fn is_ditto(cell: &Cell, words: &ValueWords) -> bool {
    matches!(cell, Cell::Text(text) if words.dittos.iter().any(|mark| mark == text.trim()))
}

/// Reads the cells of one table by the types of its fields.
pub(super) struct Reader<'a> {
    pub(super) rules: &'a Rules<'a>,
    pub(super) context: &'a Context,
    /// The directory of units, for a table that is not itself one.
    pub(super) units: Option<&'a Directory>,
    /// Whether the office that makes the report wrote the table: its own telephone numbers stand.
    pub(super) ours: bool,
}

/// Cells that say with a stroke that there is nothing.
const STROKES: [&str; 8] = ["/", "\\", "-", "--", "—", "——", "－", "／"];

/// A value and what is to be said about it.
type Read = (Option<Value>, Option<What>);

impl Reader<'_> {
    /// The value of a cell; none when it is blank or was not understood.
    pub(super) fn value(
        &self,
        field: &FieldRule,
        raw: Raw<'_>,
        findings: &mut Vec<Finding>,
    ) -> Option<Value> {
        let (value, note) = match raw.cell {
            Cell::Error(error) => (None, Some(Values::CellError { text: error.clone() }.into())),
            Cell::Number(number) if field.kind == FieldType::Number => {
                of_number(field, number::of_number(*number, field, raw.scale))
            }
            Cell::Number(number) if field.kind == FieldType::Date => {
                of_date(date::of_number(*number, &self.context.of_field(field)))
            }
            Cell::Date(at) if field.kind == FieldType::Date => {
                (Some(Value::Date(crate::model::value::When::day(at.date()))), None)
            }
            Cell::Flag(flag) if field.kind == FieldType::Flag => (Some(Value::Flag(*flag)), None),
            cell => text::of_cell(cell).map_or((None, None), |text| {
                let masked = private::masked(&text).filter(|_| !self.ours);
                let told = masked.is_some().then_some(Understood::PrivateNumber);
                findings.extend(told.map(|told| Finding::new(Place::Cell(raw.at), told)));
                self.of_text(field, &masked.unwrap_or(text), raw.scale)
            }),
        };
        findings.extend(note.map(|note| Finding::new(Place::Cell(raw.at), note)));
        value
    }

    fn of_text(&self, field: &FieldRule, typed: &Text, scale: Scale) -> Read {
        let choice = boxes::read(typed).and_then(|boxes| boxes.chosen(field.kind));
        let typed = match &choice {
            Some(chosen) if chosen.is_empty() => return (None, None),
            Some(chosen) => chosen,
            None => typed,
        };
        let noted = matches!(field.kind, FieldType::Text | FieldType::Person | FieldType::List);
        if noted && STROKES.contains(&typed.trim()) {
            return (None, None);
        }
        match field.kind {
            FieldType::Text if field.harvest == Some(Harvest::Target) => {
                let bare = unaddressed(typed, &self.rules.common.asks);
                let person = person::spoken_of(&bare, &self.rules.common.values).map(Text::from);
                of_clean(text::clean(&person.unwrap_or(bare)))
            }
            FieldType::Text => of_clean(text::clean(typed)),
            FieldType::Person | FieldType::Unit if self.is_no_answer(typed) => (None, None),
            FieldType::Person => (named(person::clean(typed, &self.rules.common.values)), None),
            FieldType::Unit => self.of_unit(typed),
            FieldType::Term => self.of_term(field, typed),
            FieldType::Lines => of_items(tidy_lines(typed)),
            FieldType::Points => self.of_list(list::points(typed)),
            FieldType::List => self.of_list(list::list(typed)),
            FieldType::Titles => self.of_list(list::titles(typed, &self.rules.common.values.material_ends)),
            FieldType::Number => {
                of_number(field, number::read(typed, field, &self.rules.common.values, scale))
            }
            FieldType::Date => {
                let context = self.context.of_field(field);
                of_date(date::whole(typed, &context).unwrap_or_else(|| self.open(typed, &context)))
            }
            FieldType::Flag => match field.flag(typed).or_else(|| self.rules.common.values.flag(typed)) {
                Some(flag) => (Some(Value::Flag(flag)), None),
                None if sentence_key(typed).is_empty() => (None, None),
                None => (None, Some(Values::FlagUnclear { text: typed.clone() }.into())),
            },
        }
    }

    /// A date that is none (长期坚持), or one in a sentence.
    fn open(&self, typed: &Text, context: &Context) -> date::Dated {
        let values = &self.rules.common.values;
        let open = values.deadlines.iter().chain(&values.met).any(|word| typed.contains(word.as_str()));
        let said = || date::Dated::blank(Some(Values::DateOpen { text: Text::from(typed.trim()) }));
        if open { said() } else { date::within(typed, context) }
    }

    fn of_unit(&self, typed: &Text) -> Read {
        let name = unit::clean(typed, &self.rules.common.rows);
        match self.units.map(|units| units.find(&name)) {
            Some(Meant::Unit(unit)) => (Some(Value::Text(unit)), None),
            Some(Meant::Region(unit)) => {
                let note = Values::UnitResolved { name: Text::from(name), unit: unit.clone() };
                (Some(Value::Text(unit)), Some(note.into()))
            }
            Some(Meant::Unknown) | None => (named(name), None),
        }
    }

    fn of_term(&self, field: &FieldRule, typed: &Text) -> Read {
        let Some(found) = self.rules.terms(field).find(typed) else {
            // A vocabulary may know 无 as a word; where it does not, it is no answer.
            return match self.is_no_answer(typed) {
                true => (None, None),
                // What no class holds is asked about, and printed nowhere.
                false if field.known => {
                    let text = text::clean(typed).text;
                    (None, Some(Understood::TermUnknown { field: field.name.clone(), text }.into()))
                }
                false if field.closed => {
                    let cleaned = text::clean(typed).text;
                    let known = self.rules.terms(field).known();
                    let told =
                        Understood::Outside { field: field.name.clone(), text: cleaned.clone(), known };
                    (Some(Value::Text(cleaned)), Some(told.into()))
                }
                false if field.classed => {
                    let cleaned = text::clean(typed).text;
                    let known = self.rules.terms(field).known();
                    let told = Understood::Unclassed {
                        field: field.name.clone(),
                        text: cleaned.clone(),
                        known,
                        cells: 1,
                    };
                    (Some(Value::Text(cleaned)), Some(told.into()))
                }
                false => of_clean(text::clean(typed)),
            };
        };
        let note = found
            .others
            .then(|| Values::SeveralTerms { text: text::clean(typed).text, primary: found.term.clone() });
        (Some(Value::Text(found.term)), note.map(What::from))
    }

    /// Items, unless the only one says that there is none (无, 暂无, /).
    fn of_list(&self, items: Vec<String>) -> Read {
        match &items[..] {
            [only] if self.is_no_answer(only) => (None, None),
            _ => of_items(items),
        }
    }

    fn is_no_answer(&self, typed: &str) -> bool {
        self.rules.words.says_none(typed)
    }
}

/// Whom a text is about, without the word before it (对领导班子).
fn unaddressed(typed: &Text, words: &AskWords) -> Text {
    let about = words.about.iter().filter(|_| words.is_about(typed.trim()));
    about
        .filter_map(|word| typed.trim().strip_prefix(word.as_str()))
        .next()
        .map_or_else(|| typed.clone(), Text::from)
}

fn named(name: String) -> Option<Value> {
    (!name.is_empty()).then(|| Value::Text(Text::from(name)))
}

fn of_clean(cleaned: text::Cleaned) -> Read {
    let value = (!cleaned.text.is_empty()).then(|| Value::Text(cleaned.text.clone()));
    let after = cleaned.text;
    let note = cleaned.before.map(|before| Values::Repaired { before, after }.into());
    (value, note)
}

/// Items with their width and marks put right; the first repair is said.
fn of_items(items: Vec<String>) -> Read {
    let cleaned: Vec<text::Cleaned> = items.into_iter().map(|item| text::clean(&Text::from(item))).collect();
    let repaired = cleaned.iter().find_map(|item| Some((item.before.clone()?, item.text.clone())));
    let note = repaired.map(|(before, after)| Values::Repaired { before, after }.into());
    let list: Vec<Text> = cleaned.into_iter().map(|item| item.text).filter(|text| !text.is_empty()).collect();
    ((!list.is_empty()).then_some(Value::List(list)), note)
}

/// A number; one of people or things is whole.
fn of_number(field: &FieldRule, read: number::Numbered) -> Read {
    match read.amount {
        Some(amount) if field.whole && amount.number.fract() != 0.0 => {
            let number = amount.number.to_string();
            (None, Some(Understood::NotWhole { field: field.name.clone(), number }.into()))
        }
        amount => (amount.map(Value::Number), read.note.map(What::from)),
    }
}

fn of_date(read: date::Dated) -> Read {
    (read.when.map(Value::Date), read.note.map(What::from))
}

//! What stands outside the rows of a table → values that hold for all of them: unit, date, list name.

use super::context::Context;
use super::date;
use super::directory::{Directory, Meant};
use super::person;
use super::term::Terms;
use super::text;
use super::unit;
use crate::finding::Values;
use crate::kind::{Common, Harvest, ValueWords};
use crate::model::origin::Origin;
use crate::model::value::{Text, Value};
use crate::recognize::{DataRow, Table};
use crate::workbook::{Sheet, Workbook};

/// Where a table stands: its workbook and its sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'a> {
    pub(super) workbook: &'a Workbook,
    pub(super) sheet: &'a Sheet,
}

/// A value for all rows, with the cell it stands in and what is to be said.
pub(super) struct Gathered {
    pub(super) value: Value,
    pub(super) note: Option<(Option<Origin>, Values)>,
}

impl Stand<'_> {
    /// The names around the table, the nearest first: sheet, file, folder.
    pub(super) fn names(&self) -> [&str; 3] {
        let file = &self.workbook.file;
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        [&self.sheet.name, stem, folder.rsplit('/').next().unwrap_or_default()]
    }

    /// What a table's surroundings say for a field without a column.
    pub(super) fn gather(
        &self,
        harvest: Harvest,
        table: &Table,
        terms: &Terms,
        context: &Context,
        common: &Common,
    ) -> Option<Gathered> {
        match harvest {
            Harvest::Unit => self.unit(table, &context.units, common),
            Harvest::Date => date_line(table, context),
            Harvest::Title => self.title(table, terms),
            Harvest::Band | Harvest::Target => None,
        }
    }

    fn unit(&self, table: &Table, units: &Directory, common: &Common) -> Option<Gathered> {
        if let Some((line, at)) = &table.harvested.unit {
            let name = Text::from(unit::clean(line, &common.rows));
            let (unit, note) = match units.find(&name) {
                Meant::Unit(unit) => (unit, None),
                Meant::Region(unit) => (unit.clone(), Some((Some(*at), Values::UnitResolved { name, unit }))),
                Meant::Unknown => (name, None),
            };
            return (!unit.is_empty()).then_some(Gathered { value: Value::Text(unit), note });
        }
        let known = |name: &str| units.inside(name).or_else(|| unit::in_name(name, common).map(Text::from));
        let name = self.names().into_iter().find_map(known)?;
        Some(Gathered {
            value: Value::Text(name.clone()),
            note: Some((None, Values::UnitTaken { unit: name })),
        })
    }

    /// The term that title, sheet or file name tell, the nearest first.
    fn title(&self, table: &Table, terms: &Terms) -> Option<Gathered> {
        let term = self.titles(table).into_iter().find_map(|name| terms.one(name))?;
        Some(Gathered { value: Value::Text(term), note: None })
    }

    fn titles<'t>(&'t self, table: &'t Table) -> [&'t str; 3] {
        let [sheet, file, _] = self.names();
        let title = table.harvested.title.as_ref().map(|(title, _)| &**title);
        [title.unwrap_or_default(), sheet, file]
    }

    /// Whether one of the table's titles holds one of some words.
    pub(super) fn is_titled(&self, table: &Table, words: &[String]) -> bool {
        self.titles(table).iter().any(|title| words.iter().any(|word| title.contains(word.as_str())))
    }
}

fn date_line(table: &Table, context: &Context) -> Option<Gathered> {
    let (line, at) = table.harvested.date.as_ref()?;
    let dated = date::read(line, context);
    Some(Gathered { value: Value::Date(dated.when?), note: dated.note.map(|note| (Some(*at), note)) })
}

/// What the heading over a row or the question that it answers says for a field that the row leaves blank.
pub(super) fn asked(row: &DataRow, harvest: Option<Harvest>, words: &ValueWords) -> Option<Value> {
    let (said, person) = match harvest? {
        Harvest::Band => (row.band.as_ref(), None),
        Harvest::Target => {
            (row.target.as_ref(), row.target.as_ref().and_then(|(said, _)| person::spoken_of(said, words)))
        }
        _ => return None,
    };
    let cleaned =
        person.map_or_else(|| said.map(|(said, _)| text::clean(said).text), |name| Some(name.into()))?;
    (!cleaned.is_empty()).then_some(Value::Text(cleaned))
}

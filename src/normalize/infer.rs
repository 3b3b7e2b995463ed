//! What the cells of a row say of each other: a blank one filled by its neighbour, a stated share compared.

use super::cell::Raw;
use super::rows::{RowValues, Rows, TableRows};
use super::text;
use crate::finding::{Finding, Place, Understood, Values};
use crate::kind::{FieldRule, FieldType};
use crate::model::value::{Bound, Text, Value};
use crate::recognize::DataRow;
use crate::text::pattern::Pattern;

/// Titles, and what is quoted.
static TITLES: Pattern = Pattern::new(r"《[^《》]*》|“[^“”]*”");

/// A share may be rounded to whole percents.
const ROUNDED: f64 = 0.0051;

impl<'a> TableRows<'a> {
    /// Fills fields that the row leaves blank by what another one says (the type of an activity by its theme).
    pub(super) fn infer(
        &self,
        values: &mut RowValues,
        data: &DataRow,
        raws: &[Option<Raw<'a>>],
        rows: &mut Rows,
    ) {
        for (index, field) in self.rule.fields.iter().enumerate() {
            if values.get(index).is_none_or(Option::is_some) {
                continue;
            }
            let raw = |from: usize| raws.get(from).copied().flatten();
            let place = |from: usize| {
                raw(from).map_or(Place::Row(self.table.head.sheet, data.row), |raw| Place::Cell(raw.at))
            };
            if field.kind == FieldType::Titles {
                self.infer_titles(field, index, values);
                continue;
            }
            let from = field.infer_from.iter().filter_map(|id| self.rule.field(id));
            let from: Vec<usize> =
                from.filter(|from| values.get(*from).is_some_and(Option::is_some)).collect();
            let said = from
                .iter()
                .find_map(|from| Some((*from, self.implied(field, values.get(*from)?.as_ref()?)?)));
            let Some((from, term)) = said else {
                let text = from.first().and_then(|from| Some((*from, text::of_cell(raw(*from)?.cell)?)));
                if let Some((from, text)) = text.filter(|_| field.known) {
                    let unknown = Understood::TermUnknown { field: field.name.clone(), text };
                    rows.findings.push(Finding::new(place(from), unknown));
                }
                continue;
            };
            let text = raw(from).and_then(|raw| text::of_cell(raw.cell)).unwrap_or_else(|| term.clone());
            let inferred = Values::Inferred { field: field.name.clone(), text, term: term.clone() };
            rows.findings.push(Finding::new(place(from), inferred));
            values.iter_mut().skip(index).take(1).for_each(|value| *value = Some(Value::Text(term.clone())));
        }
    }

    /// Titles of which another field says that they were read, heard or watched (学习《…》).
    fn infer_titles(&self, field: &FieldRule, index: usize, values: &mut RowValues) {
        let from = field.infer_from.iter().filter_map(|id| self.rule.field(id));
        let texts = from.filter_map(|from| match values.get(from)? {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        });
        let titles: Vec<Text> =
            texts.flat_map(|text| self.rules.titles_read(&text)).map(Text::from).collect();
        if let Some(value) = values.get_mut(index).filter(|_| !titles.is_empty()) {
            *value = Some(Value::List(titles));
        }
    }

    /// The term that the value of another field implies. A title in it says what was read, not what was done.
    fn implied(&self, field: &FieldRule, value: &Value) -> Option<Text> {
        let terms = self.rules.terms(field);
        match value {
            Value::Text(text) => terms.one(&TITLES.replace(text, "")),
            Value::Flag(flag) => terms.of_flag(*flag),
            _ => None,
        }
    }

    /// Shares that the row states though its own numbers say another one.
    pub(super) fn stated_shares(&self, values: &RowValues, raws: &[Option<Raw<'a>>]) -> Vec<Finding> {
        let number = |id: &String| match values.get(self.rule.field(id)?)? {
            Some(Value::Number(amount)) if amount.bound == Bound::Exact => Some(amount.number),
            _ => None,
        };
        let found = self.rule.fields.iter().enumerate().filter_map(|(index, field)| {
            let [part, whole] = field.quotient.as_ref()?;
            let (part, whole, stated) = (number(part)?, number(whole)?, number(&field.id)?);
            let ours = if whole > 0.0 { part / whole } else { return None };
            // 90 in a column of percentages is 90%.
            let stated = if stated > 1.5 { stated / 100.0 } else { stated };
            let raw = raws.get(index).copied().flatten()?;
            let percent = |share: f64| format!("{}%", (share * 1000.0).round() / 10.0);
            let differs = Understood::RateDiffers {
                field: field.name.clone(),
                stated: percent(stated),
                part: part.to_string(),
                whole: whole.to_string(),
                quotient: percent(ours),
            };
            ((stated - ours).abs() > ROUNDED).then(|| Finding::new(Place::Cell(raw.at), differs))
        });
        found.collect()
    }
}

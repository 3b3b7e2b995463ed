//! The cells of a row → what they say of each other: a blank one filled by its neighbour, a stated share compared.

use super::cell::Raw;
use super::rows::{RowValues, Rows, TableRows};
use super::text;
use crate::finding::{Finding, Place, Understood, Values};
use crate::kind::{FieldRole, FieldRule, FieldType, ToldRule};
use crate::model::entry::CountStatus;
use crate::model::origin::address;
use crate::model::value::{Bound, Text, Value};
use crate::recognize::DataRow;
use crate::text::pattern::Pattern;

/// Titles in 《》 and words in quotation marks.
static TITLES: Pattern = Pattern::new(r"《[^《》]*》|“[^“”]*”");

/// The longest person with unit and post, in characters.
const LONGEST_PERSON: usize = 24;

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
            let raw = |from: usize| raws.get(from).copied().flatten();
            let vague = self.is_vague(field, raw(index));
            let terms = self.rules.terms(field);
            let held = values.get(index).is_none_or(Option::is_some);
            let said = raw(index).and_then(|raw| text::of_cell(raw.cell));
            if held && !vague && !said.is_some_and(|text| terms.yields(&text)) {
                continue;
            }
            let place = |from: usize| {
                raw(from).map_or(Place::Row(self.table.head.sheet, data.row), |raw| Place::Cell(raw.at))
            };
            if field.kind == FieldType::Titles {
                self.infer_titles(field, index, values);
                continue;
            }
            if field.kind == FieldType::Text {
                if field.within.is_some() && self.has_cells(index) {
                    continue;
                }
                self.infer_text(field, index, values);
                continue;
            }
            let from = field.infer_from.iter().filter_map(|id| self.rule.field(id));
            let from: Vec<usize> =
                from.filter(|from| values.get(*from).is_some_and(Option::is_some)).collect();
            let said = from
                .iter()
                .find_map(|from| Some((*from, self.implied(field, values.get(*from)?.as_ref()?)?)));
            // 否 is not undone by what else the row says.
            let said = said.filter(|(_, term)| !(held && terms.is_full(term)));
            if held && said.is_none() {
                continue;
            }
            let said = said.or_else(|| self.undone(field));
            let Some((from, term)) = said else {
                let text = from.first().and_then(|from| Some((*from, text::of_cell(raw(*from)?.cell)?)));
                if let Some((from, text)) = text.filter(|_| field.known && !vague) {
                    let unknown = Understood::TermUnknown { field: field.name.clone(), text };
                    rows.findings.push(Finding::new(place(from), unknown));
                }
                continue;
            };
            let name =
                || self.rule.fields.get(from).map_or_else(|| term.clone(), |from| from.name.as_str().into());
            let text = raw(from).and_then(|raw| text::of_cell(raw.cell)).unwrap_or_else(name);
            let inferred = Values::Inferred { field: field.name.clone(), text, term: term.clone() };
            rows.findings.push(Finding::new(place(from), inferred));
            values.iter_mut().skip(index).take(1).for_each(|value| *value = Some(Value::Text(term.clone())));
        }
    }

    /// That work is not over, where only the days on which it was over are written down, and this row has none.
    fn undone(&self, field: &FieldRule) -> Option<(usize, Text)> {
        let terms = self.rules.terms(field);
        let own = self.rule.field(&field.id).filter(|own| terms.are_of_work() && !self.has_cells(*own))?;
        let from = field.infer_from.iter().filter_map(|id| self.rule.field(id));
        let told: Vec<usize> = from.filter(|from| self.has_cells(*from)).collect();
        let date =
            |from: &usize| self.rule.fields.get(*from).is_some_and(|from| from.kind == FieldType::Date);
        let [only] = told.as_slice() else { return None };
        let term = terms.of_none().filter(|_| date(only) && *only != own)?;
        Some((*only, term))
    }

    /// Whether a cell says less than another field may (会议).
    fn is_vague(&self, field: &FieldRule, raw: Option<Raw<'_>>) -> bool {
        let said = raw.filter(|_| !field.vague.is_empty()).and_then(|raw| text::of_cell(raw.cell));
        said.is_some_and(|said| field.vague.iter().any(|word| *word == said.trim()))
    }

    /// A text that another field says: somewhere in a sentence, or as its own value.
    fn infer_text(&self, field: &FieldRule, index: usize, values: &mut RowValues) {
        let from = field.infer_from.iter().filter_map(|id| self.rule.field(id));
        let mut texts = from.filter_map(|from| match values.get(from)? {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        });
        let found = match &field.told {
            Some(rule) => texts.find_map(|text| told(rule, &text)).map(Text::from),
            None => texts
                .next()
                .filter(|text| field.takes_whole() || field.within.is_some_and(|most| is_short(text, most))),
        };
        if let Some(value) = values.get_mut(index).filter(|_| found.is_some()) {
            *value = found.map(Value::Text);
        }
    }

    /// Titles of which another field says that they were read, heard or watched (学习《…》).
    fn infer_titles(&self, field: &FieldRule, index: usize, values: &mut RowValues) {
        let from = field.infer_from.iter().filter_map(|id| self.rule.field(id));
        let mut titles: Vec<Text> = Vec::new();
        for (place, from) in from.enumerate() {
            let Some(Some(Value::Text(text))) = values.get(from) else { continue };
            let read = self.rules.titles_read(text);
            // A theme that is a title may be that of a talk; what was done says it, not the title alone.
            let alone = read.is_empty() && place > 0 && !self.has_cells(index);
            let alone = if alone { self.rules.titles_alone(text) } else { Vec::new() };
            let found = read.into_iter().chain(alone).map(Text::from);
            titles.extend(found.filter(|title| !titles.contains(title)).collect::<Vec<_>>());
        }
        if let Some(value) = values.get_mut(index).filter(|_| !titles.is_empty()) {
            *value = Some(Value::List(titles));
        }
    }

    /// In a table that is not split only 无 is no value; a word of the subject's own vocabulary (一般 of a question) always
    /// is one.
    pub(super) fn count_status(&self, subject: usize, values: &RowValues, raw: Raw<'a>) -> CountStatus {
        let said = match values.get(subject).and_then(Option::as_ref) {
            Some(Value::Text(text)) => Some(text.clone()),
            Some(Value::List(list)) => list.first().filter(|_| list.len() == 1).cloned(),
            Some(_) => None,
            None => text::of_cell(raw.cell),
        };
        let terms = self.rule.fields.get(subject).map(|field| self.rules.terms(field));
        let answers = |text: &Text| terms.is_some_and(|terms| terms.has(text));
        let none = said.is_some_and(|text| self.rules.words.says_none(&text) && !answers(&text));
        if none { CountStatus::NoOpinion } else { CountStatus::Counted }
    }

    /// Titles of a row whose type says how they were taken in (观看警示教育片), or its theme, or the header of their column
    /// (影片名称): each that tells nothing of that gets the word which does.
    pub(super) fn call_titles(&self, values: &mut RowValues, raws: &[Option<Raw<'a>>]) {
        let cell = |role| {
            let raw = self.rule.at(role).and_then(|field| raws.get(field).copied().flatten());
            raw.and_then(|raw| text::of_cell(raw.cell))
        };
        let (kind, theme) = (cell(FieldRole::Type), cell(FieldRole::Theme));
        let both = |text: &Option<Text>| text.as_ref().is_some_and(|text| self.rules.shows_and_more(text));
        let shown = kind.as_ref().is_some_and(|kind| self.rules.shows(kind));
        let mixed = !shown && (both(&kind) || both(&theme));
        // A type that says nothing of it (警示教育) leaves it to the theme (观看警示教育片), where that says one thing.
        let told = theme.clone().filter(|theme| self.rules.says_one(theme));
        let said = kind.filter(|said| told.is_none() || self.rules.says_one(said)).or(told);
        for (index, (field, value)) in self.rule.fields.iter().zip(values).enumerate() {
            let Some(Value::List(titles)) = value.as_mut().filter(|_| field.kind == FieldType::Titles) else {
                continue;
            };
            let header =
                self.table.head.header(index).filter(|header| self.rules.shows(header)).map(Text::from);
            let said = said.clone().filter(|said| header.is_none() || self.rules.shows(said)).or(header);
            let said = if mixed { theme.clone().or(said) } else { said };
            if let Some(said) = said {
                *titles = self.rules.called(&said, titles, mixed);
            }
        }
    }

    /// The term that the value of another field implies. A title in it says what was read, not what was done.
    fn implied(&self, field: &FieldRule, value: &Value) -> Option<Text> {
        let terms = self.rules.terms(field);
        match value {
            Value::Text(text) => terms.one(&TITLES.replace(text, "")),
            Value::Flag(flag) => terms.of_flag(*flag),
            // A day on which work was over says that it is.
            Value::Date(when) if terms.are_of_work() => {
                terms.of_flag(true).filter(|_| self.context.as_of.is_none_or(|as_of| when.from <= as_of))
            }
            _ => None,
        }
    }

    /// States of one row that say the opposite (否 beside 已完成), each with the cell of the other.
    pub(super) fn contradictions(&self, raws: &[Option<Raw<'a>>]) -> Vec<Finding> {
        let cell = |field: usize| {
            let raw = raws.get(field).copied().flatten()?;
            Some((raw.at, text::of_cell(raw.cell)?))
        };
        let mut found = Vec::new();
        for (index, field) in self.rule.fields.iter().enumerate() {
            let terms = self.rules.terms(field);
            if !terms.are_of_work() || field.infer_from.is_empty() {
                continue;
            }
            let Some((at, said)) = cell(index) else { continue };
            let Some(own) = terms.find(&said) else { continue };
            for (place, other) in
                field.infer_from.iter().filter_map(|id| self.rule.field(id)).filter_map(cell)
            {
                let Some(term) = terms.one(&other) else { continue };
                let opposite = |a: &Text, b: &Text| terms.is_full(a) && terms.is_none(b);
                if opposite(&own.term, &term) || opposite(&term, &own.term) {
                    let (field, cell) = (field.name.clone(), address(place.row, place.column));
                    let what = Understood::Contradicts { field, said: said.clone(), other, cell };
                    found.push(Finding::new(Place::Cell(at), what));
                }
            }
        }
        found
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

/// Whether a text is short and one phrase, as names are.
fn is_short(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.contains(['。', '；', ';', '\n', '：', ':'])
}

/// What a sentence says: what stands after a word that announces it, else what the sentence begins with.
fn told(rule: &ToldRule, text: &str) -> Option<String> {
    if !rule.with.iter().any(|word| text.contains(word.as_str())) {
        return None;
    }
    let announced = rule.after.iter().find_map(|word| text.split_once(word.as_str()));
    let said = match announced {
        Some((_, after)) => after.split(['，', '；', '。', '）', ')', ' ', '　']).next()?,
        None => {
            let cue = rule.before.iter().filter_map(|word| text.find(word.as_str())).min()?;
            person_before(rule, text.get(..cue)?)
        }
    };
    let said = said.trim();
    let listens = rule.never.iter().any(|word| said.ends_with(word.as_str()));
    (!listens && (2..=LONGEST_PERSON).contains(&said.chars().count())).then(|| said.to_owned())
}

/// The person at the end of what stands before a cue (专题党课：某某讲…): behind the last mark, else behind the verbs
/// that the sentence begins with (组织听取…).
fn person_before<'t>(rule: &ToldRule, before: &'t str) -> &'t str {
    if let Some((_, person)) =
        before.rsplit_once(['，', ',', '。', '；', ';', '：', ':', '！', '!', '”', '》'])
    {
        return person;
    }
    let mut rest = before;
    while let Some(shorter) = rule.begins.iter().find_map(|verb| rest.strip_prefix(verb.as_str())) {
        rest = shorter;
    }
    rest
}

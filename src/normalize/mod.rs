//! Step 3: the rows of recognised tables as entries whose values have a type; parsing ends here.
//!
//! Settings come first, because their dates give the year to cells that have none: the pipeline normalises the
//! tables of 报告信息 with [`Context::default`], makes a [`Context::of`] them, normalises the other tables
//! with it, and joins both with [`Normalized::join`].

mod aligned;
mod asked;
mod beyond;
mod boxes;
mod cell;
pub mod context;
mod continued;
pub mod count_status;
pub mod date;
pub mod directory;
mod earlier;
mod equal;
mod gaps;
mod harvest;
mod infer;
mod judged;
mod known;
mod list;
mod machine;
mod marks;
mod nothing;
mod number;
mod one_list;
mod person;
mod private;
mod rows;
mod scale;
pub mod settings;
mod split;
pub mod term;
pub mod text;
mod ticked;
mod told;
mod totals;
mod unit;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use beyond::beyond;

use rayon::prelude::*;

use crate::finding::Noted;
use crate::kind::{Common, FieldRole, FieldRule, Kind, TableRole, TableRule, WordRow, lists};
use crate::model::entry::{Entry, FieldPlaces, TableHead};
use crate::model::origin::SheetId;
use crate::model::suggestion::Suggestion;
use crate::model::value::Text;
use crate::recognize::{SetAside, Table};
use crate::text::document_title::TITLE;
use crate::workbook::{Cell, Workbook};

pub use context::Context;
use count_status::Words;
pub use directory::Directory;
use harvest::Stand;
use judged::Judged;
use rows::TableRows;
use scale::Scales;
use term::Terms;

/// What step 3 gives: the entries of all tables, and what became of the rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Normalized {
    /// The tables, in the order of the input; an entry's `head` is an index into them.
    pub heads: Vec<TableHead>,
    /// The entries in the order of tables and rows, those that do not count included.
    pub entries: Vec<Entry>,
    /// What became of the rows, for each table.
    pub tallies: Vec<RowTally>,
    /// By head and row, what stands in the cell of an opinion whose text was cleaned or split.
    pub verbatim: BTreeMap<(u32, u32), Text>,
    /// By head and row, where a state is written that is not understood; it is told at its cell.
    pub not_understood: BTreeSet<(u32, u32)>,
    /// Opinions that may be one; filled in by classifying.
    pub suggestions: Vec<Suggestion>,
    /// Identities of rows that were corrected, before and after; filled in by classifying.
    pub moved: Vec<(String, String)>,
}

/// What became of the rows of a table: `rows_read` = `rows_used` + `set_aside.len()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowTally {
    /// Rows below the header that are not blank.
    pub rows_read: u32,
    /// Rows that were used, those of 无 and 同意 included.
    pub rows_used: u32,
    /// How many entries of the table count.
    pub entries: u32,
    /// Rows that were set aside, by recognising or here, in their order.
    pub set_aside: Vec<SetAside>,
}

impl Normalized {
    /// Appends the entries of further tables, their indices of heads shifted.
    pub fn join(&mut self, other: Normalized) {
        let shift = self.heads.len() as u32;
        self.heads.extend(other.heads);
        self.tallies.extend(other.tallies);
        let entries = other.entries.into_iter();
        self.entries.extend(entries.map(|entry| Entry { head: entry.head + shift, ..entry }));
        let verbatim = other.verbatim.into_iter();
        self.verbatim.extend(verbatim.map(|((head, row), text)| ((head + shift, row), text)));
        let not_understood = other.not_understood.into_iter();
        self.not_understood.extend(not_understood.map(|(head, row)| (head + shift, row)));
    }

    /// The entries of a table with their index in the run's list.
    pub fn of_table(&self, table: usize) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, entry)| self.table_of(entry) == Some(table))
    }

    /// The table of an entry, as an index into the kind's tables.
    #[must_use]
    pub fn table_of(&self, entry: &Entry) -> Option<usize> {
        self.heads.get(entry.head as usize).map(|head| head.table)
    }

    /// The first line of a setting's content; for a repeated setting the last.
    #[must_use]
    pub fn setting(&self, kind: &Kind, item: &str) -> Option<Text> {
        let (table, rule) = kind.table_for(TableRole::Settings)?;
        let (name, content) = (rule.at(FieldRole::Item)?, rule.at(FieldRole::Content)?);
        let is_it = |text: &str| kind.item(text).map_or(text, |rule| rule.name.as_str()) == item;
        let named = |entry: &&Entry| entry.counts() && entry.text(name).is_some_and(|text| is_it(text));
        let last = self.of_table(table).map(|(_, entry)| entry).filter(named).last();
        let stated = last.and_then(|entry| entry.texts(content).first().cloned());
        let span = || self.setting(kind, kind.item(item)?.span.as_ref()?);
        stated.or_else(|| settings::end_of(&span()?, item))
    }
}

/// Normalises tables. The context gives the year of dates without one and the last day that counts.
#[must_use]
pub fn normalize(
    workbooks: &[Workbook],
    tables: &[Table],
    kind: &Kind,
    context: &Context,
) -> Noted<Normalized> {
    let stands = stands(workbooks);
    let rules = Rules::of(kind);
    let known = tables.iter().filter_map(|table| {
        Some((table, stands.get(&table.head.sheet).copied()?, kind.tables.get(table.head.table)?))
    });
    let known: Vec<_> = (0u32..).zip(known).collect();
    let made = known.par_iter().map(|(head, (table, stand, rule))| {
        let (head, stand, context) = (*head, *stand, context_of(table, *stand, context));
        let inline = table.inline.iter().map(|(field, text)| (*field, Cell::Text(text.clone()))).collect();
        let scales = &Scales::of(table, rule, stand.sheet, rules.common);
        TableRows { inline: &inline, table, rule, rules: &rules, stand, context, scales, head }.rows()
    });
    let made: Vec<_> = made.collect();
    let mut normalized = Normalized::default();
    normalized.entries.reserve_exact(made.iter().map(|rows| rows.entries.len()).sum());
    let mut findings = Vec::new();
    for ((head, (table, _, rule)), rows) in known.into_iter().zip(made) {
        normalized.heads.push(head_of(table, rule));
        normalized.not_understood.extend(told::not_understood(rule, &rows).map(|row| (head, row)));
        normalized.entries.extend(rows.entries);
        normalized.tallies.push(rows.tally);
        normalized.verbatim.extend(rows.verbatim);
        findings.extend(rows.findings);
    }
    one_list::named(&mut normalized, workbooks, kind);
    told::once_a_name(&mut findings);
    told::once_a_column(&mut findings);
    Noted { value: normalized, findings }
}

fn stands(workbooks: &[Workbook]) -> HashMap<SheetId, Stand<'_>> {
    let sheets = workbooks
        .iter()
        .flat_map(|workbook| workbook.sheets.iter().map(move |sheet| Stand { workbook, sheet }));
    sheets.map(|stand| (stand.sheet.id, stand)).collect()
}

/// The head of a table; a field that is inferred from another one and has no place of its own has that one's.
fn head_of(table: &Table, rule: &TableRule) -> TableHead {
    let mut head = table.head.clone();
    for (index, field) in rule.fields.iter().enumerate() {
        for from in field.infer_from.iter().filter_map(|id| rule.field(id)) {
            match &mut head.places {
                FieldPlaces::Columns(columns) => borrow_place(columns, index, from),
                FieldPlaces::Cells(cells) => borrow_place(cells, index, from),
            }
        }
    }
    head
}

fn borrow_place<T: Copy>(places: &mut [Option<T>], field: usize, from: usize) {
    let place = places.get(from).copied().flatten();
    if let Some(own) = places.get_mut(field) {
        *own = own.or(place);
    }
}

/// Without 报告信息 the year may stand in the title, the date line or the names around the table.
fn context_of(table: &Table, stand: Stand<'_>, context: &Context) -> Context {
    let harvested = &table.harvested;
    let lines = [&harvested.date, &harvested.title].map(|line| line.as_ref().map_or("", |(text, _)| &**text));
    let [sheet, file, folder] = stand.names();
    context.or_year_of(&[lines[0], lines[1], sheet, file, folder])
}

/// The words of a kind, prepared once for all tables.
pub(crate) struct Rules<'k> {
    common: &'k Common,
    pub(crate) words: Words,
    /// What texts of opinions were judged to be.
    judged: Judged,
    terms: HashMap<String, Terms>,
    no_terms: Terms,
    /// What is done with materials, by the kind of their titles (学习, 观看).
    readings: Vec<ThemeReading>,
}

/// What themes say of one kind of titles.
struct ThemeReading {
    /// Verbs that say what is done with them (学习, 观看).
    verbs: Vec<String>,
    /// Words that tell them, which may stand before the title (警示教育片《…》).
    marks: Vec<String>,
    /// The word that goes before a title which has none of these; empty when none is needed.
    plain: String,
}

/// A text of more characters is no title, unless it stands in 《》.
const LONGEST_TITLE: usize = 40;

impl<'k> Rules<'k> {
    fn of(kind: &'k Kind) -> Self {
        let fields = kind.tables.iter().flat_map(|table| &table.fields);
        let names = fields.filter_map(|field| field.vocabulary.as_ref());
        Rules {
            common: &kind.common,
            words: Words::of(kind),
            judged: Judged::default(),
            terms: names.map(|name| (name.clone(), Terms::of(kind.vocabulary.list(name)))).collect(),
            no_terms: Terms::default(),
            readings: kind
                .vocabulary
                .list(lists::TITLE_KINDS)
                .rows()
                .map(|row| ThemeReading::of(kind, row))
                .collect(),
        }
    }

    /// The titles of a text that is nothing but titles (《条例》, 全会精神).
    fn titles_alone(&self, text: &str) -> Vec<String> {
        // The report says the verb itself: 学习贯彻全会精神 is about 全会精神.
        let verbs = self.readings.iter().flat_map(|reading| &reading.verbs);
        let longest = verbs.filter(|verb| text.starts_with(verb.as_str())).map(String::len).max();
        let text = text.get(longest.unwrap_or(0)..).unwrap_or(text);
        let told =
            self.readings.iter().flat_map(|reading| &reading.marks).any(|mark| text.ends_with(mark.as_str()));
        let plain = told
            && !self.common.values.speech.iter().any(|word| text.contains(word.as_str()))
            && !text.contains(['，', '。', '；', '：'])
            && text.chars().count() <= LONGEST_TITLE;
        if text.starts_with('《') {
            list::titles(text, &self.common.values.material_ends)
        } else {
            plain.then(|| text.to_owned()).into_iter().collect()
        }
    }

    /// The titles of a text that stand after a word of reading, hearing or watching.
    fn titles_read(&self, text: &str) -> Vec<String> {
        let found = TITLE.all(text).into_iter().filter_map(|found| found.get(0));
        let read = found.filter_map(|title| {
            let before = text.get(..title.start())?;
            let said = self.readings.iter().map(|reading| reading.said(before));
            let (_, reading) = said
                .zip(&self.readings)
                .filter_map(|(at, row)| Some((at?, row)))
                .max_by_key(|(at, _)| *at)?;
            Some(reading.called(before, title.as_str()))
        });
        read.collect()
    }

    /// The titles of a row that says what was done (观看警示教育片): each with the word before it that tells its kind, where
    /// one is needed and the title has none of any kind. Beside others those that end like documents are read; where a
    /// row says that something was read as well, one that does not is what was shown.
    fn called(&self, said: &str, titles: &[Text], mixed: bool) -> Vec<Text> {
        let readings = self.readings.iter().filter(|reading| !mixed || !reading.plain.is_empty());
        let saying = readings
            .filter_map(|reading| Some((reading.said(said).or_else(|| reading.marked(said))?, reading)));
        let Some((_, reading)) = saying.max_by_key(|(at, _)| *at) else { return titles.to_vec() };
        let others = titles.iter().filter(|title| !self.is_document(title)).count();
        let read = |title: &Text| (mixed && others != 1) || (others > 0 && self.is_document(title));
        let all = mixed && others == titles.len();
        let told = self.readings.iter().flat_map(|reading| &reading.marks).collect::<Vec<_>>();
        let call = |title: &Text| {
            let tells = told.iter().any(|mark| title.contains(mark.as_str()));
            if all || tells || read(title) { title.clone() } else { reading.called(said, title).into() }
        };
        titles.iter().map(call).collect()
    }

    /// Whether a title ends like that of a document (条例).
    fn is_document(&self, title: &str) -> bool {
        let inside = title.trim_end_matches('》');
        self.common.values.material_ends.iter().any(|end| inside.ends_with(end.as_str()))
    }

    /// Whether a text says of titles that they were shown (观看, 影片名称), and of none that it was read.
    fn shows(&self, said: &str) -> bool {
        let says = |reading: &ThemeReading| reading.said(said).or_else(|| reading.marked(said)).is_some();
        let shown = |reading: &ThemeReading| !reading.plain.is_empty() && says(reading);
        let mut others = self.readings.iter().filter(|reading| reading.plain.is_empty());
        self.readings.iter().any(shown) && others.all(|reading| reading.said(said).is_none())
    }

    /// Whether a text says of titles that some were shown and some read (学习条例、观看警示教育片).
    fn shows_and_more(&self, said: &str) -> bool {
        let says = |plain: bool| {
            let mut of = self.readings.iter().filter(|reading| reading.plain.is_empty() == plain);
            of.any(|reading| reading.said(said).is_some())
        };
        says(true) && says(false)
    }

    /// Whether a text says of one kind of titles only what is done with them.
    fn says_one(&self, said: &str) -> bool {
        self.readings.iter().filter(|reading| reading.said(said).is_some()).count() == 1
    }

    /// The terms of a field; none at all for a field without a vocabulary.
    fn terms(&self, field: &FieldRule) -> &Terms {
        let name = field.vocabulary.as_deref().unwrap_or_default();
        self.terms.get(name).unwrap_or(&self.no_terms)
    }
}

impl ThemeReading {
    fn of(kind: &Kind, row: WordRow<'_>) -> Self {
        let verbs = kind.title_verbs(row.get("kind")).map(str::to_owned).collect();
        let marks = row.words("marks").map(str::to_owned).collect();
        ThemeReading { verbs, marks, plain: row.get("plain").to_owned() }
    }

    /// Where the last of its verbs ends in a text.
    fn said(&self, text: &str) -> Option<usize> {
        self.verbs.iter().filter_map(|verb| Some(text.rfind(verb.as_str())? + verb.len())).max()
    }

    /// Where the last word that tells its kind ends in a text (影片名称).
    fn marked(&self, text: &str) -> Option<usize> {
        self.marks.iter().filter_map(|mark| Some(text.rfind(mark.as_str())? + mark.len())).max()
    }

    /// A title with the word before it that tells its kind, when the title does not.
    fn called(&self, before: &str, title: &str) -> String {
        if self.plain.is_empty() || self.marks.iter().any(|mark| title.contains(mark.as_str())) {
            return title.to_owned();
        }
        let marks = self.marks.iter().filter(|mark| before.ends_with(mark.as_str()));
        format!("{}{title}", marks.max_by_key(|mark| mark.len()).unwrap_or(&self.plain))
    }
}

//! A header → the table of the kind for which most speaks, with the column of each field.

use std::collections::BTreeSet;

use super::assign::{Assigned, assign, is_about};
use super::block::{Block, Column};
use super::confidence::Confidence;
use super::evidence::{Context, Evidence, Hints};
use super::facing;
use super::grid::Grid;
use super::kin::Kin;
use super::labels::{Label, give_way, valued};
use super::layout::{self, Layout, Layouts};
use super::lexicon::{Lexicons, Match};
use super::profile::Profile;
use crate::finding::Why;
use crate::kind::{Common, Harvest, Kind, TableRule};
use crate::model::decision::Decisions;

/// Least that must speak for a table, all that speaks against it taken off.
const LEAST: i32 = 10;

/// When so little more speaks for a table than for another one, it is a question which of them it is.
const NEAR: i32 = 3;

/// When so much speaks for a table it is likely, and with so much more than for another one it is sure.
const LIKELY: i32 = 16;
const CLEAR: i32 = 8;

/// How many columns that support a table are worth as much as a name that hints at it.
const BORNE: usize = 3;

/// How much a header must say to be taken for a table; a later one is tried when those before find nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// The identifying headers say just that, and most headers are known.
    Sure,
    /// The headers that identify the table may be weak ones.
    Loose,
    /// A field that speaks for another table (`unless`) is overlooked when title or name speak for this one.
    Overlooking,
    /// Most headers may be unknown.
    Sparse,
}

/// The table that a header was taken for, with its columns and the evidence.
#[derive(Debug)]
pub(super) struct Verdict {
    /// Index of the table in the kind.
    pub table: usize,
    /// Which column holds which field.
    pub assigned: Assigned,
    /// Another table for which nearly as much speaks.
    pub rival: Option<usize>,
    /// The table for which most speaks after this one.
    pub second: Option<usize>,
    /// How sure it is that the header is of this table.
    pub confidence: Confidence,
    /// What speaks for it and against it.
    pub why: Vec<Why>,
    /// The sum of all that speaks for it, less what speaks against it.
    pub score: i32,
    /// Whether a person said so in 表格识别.
    pub decided: bool,
}

impl Verdict {
    /// For each field of the table the column that holds it, as an index into the header's columns.
    pub(super) fn fields(&self) -> &[Option<usize>] {
        &self.assigned.fields
    }
}

/// All that headers are judged by, the same for all sheets of a run.
pub(super) struct Judge<'k> {
    pub kind: &'k Kind,
    pub lexicons: Lexicons<'k>,
    /// What persons said of header rows in 表格识别.
    pub layouts: Layouts<'k>,
    hints: Hints<'k>,
    /// The tables of the header rows that are sure elsewhere in the folder.
    kin: Kin,
}

/// All that the columns of one header may mean, for one table after the other.
pub(super) struct Hearing<'a> {
    pub columns: &'a [&'a Column],
    /// For each table, for each column what it may be, the best first.
    pub matches: Vec<Vec<Vec<Match>>>,
    /// What the values of each column look like.
    pub profiles: Vec<Profile>,
    pub context: &'a Context,
    strictness: Strictness,
    strange: usize,
    /// The table that the same header row is elsewhere.
    pub kin: Option<usize>,
}

impl<'k> Judge<'k> {
    pub(super) fn new(kind: &'k Kind, decisions: &'k Decisions) -> Self {
        let lexicons = Lexicons::new(kind);
        let (hints, kin) = (Hints::new(kind), Kin::new());
        Judge { kind, lexicons, layouts: Layouts::new(decisions), hints, kin }
    }

    /// The same, knowing what header rows are elsewhere in the folder.
    pub(super) fn with_kin(self, kin: Kin) -> Self {
        Judge { kin, ..self }
    }

    /// The words of office sheets that all kinds share.
    pub(super) fn common(&self) -> &'k Common {
        &self.kind.common
    }

    /// The table that a header identifies best. Of two that fit equally the first of the kind wins, and the
    /// other is named as its rival.
    pub(super) fn verdict(
        &self,
        grid: &Grid,
        block: &Block,
        context: &Context,
        strictness: Strictness,
    ) -> Option<Verdict> {
        let columns: Vec<&Column> = block.columns.iter().collect();
        let mut hearing = self.hearing(&columns, block.strange, context, strictness);
        let decided = self.layouts.of(block.columns.iter()).and_then(|layout| layout.table(self.kind));
        if decided.is_none() && !(0..self.kind.tables.len()).any(|table| self.may_be(table, &hearing)) {
            return None;
        }
        let words = &self.kind.common.values;
        hearing.profiles =
            columns.iter().map(|column| Profile::new(grid, column.at, block.last, words)).collect();
        if let Some(table) = decided {
            return self.decided(table, &hearing);
        }
        let verdict = self.hear(&hearing);
        if strictness != Strictness::Sure || verdict.is_none() {
            return verdict;
        }
        // A table that is named less plainly, but for which much more speaks.
        hearing.strictness = Strictness::Loose;
        let loose = self.hear(&hearing);
        let better =
            |loose: &Verdict| verdict.as_ref().is_none_or(|verdict| loose.score >= verdict.score + CLEAR);
        loose.filter(better).or(verdict)
    }

    /// The table that a set of labels identifies, each a column of its own.
    pub(super) fn form(&self, labels: &[Label], context: &Context) -> Option<Verdict> {
        let valued = valued(labels);
        let labels: Vec<&Column> = labels.iter().map(|label| &label.column).collect();
        let mut hearing = self.hearing(&labels, 0, context, Strictness::Loose);
        hearing.matches.iter_mut().for_each(|matches| give_way(matches, &valued));
        let layout = self.layouts.of(labels.iter().copied());
        match layout.and_then(|layout| layout.table(self.kind)) {
            Some(table) => self.decided(table, &hearing),
            None => self.hear(&hearing),
        }
    }

    /// The table that somebody named, whatever else the header may identify.
    fn decided(&self, table: usize, hearing: &Hearing) -> Option<Verdict> {
        let rule = self.kind.tables.get(table)?;
        let assigned = assign(rule, self.kind, hearing.matches.get(table)?, &hearing.profiles);
        let heard = self.hear(hearing);
        let second =
            heard.and_then(|heard| if heard.table == table { heard.second } else { Some(heard.table) });
        let (why, confidence) = (vec![Why::Decided], Confidence::Sure);
        Some(Verdict { table, assigned, rival: None, second, confidence, why, score: LIKELY, decided: true })
    }

    /// A set of labels as one table, whatever else they might identify: the sheet's title says which.
    pub(super) fn as_table(&self, table: usize, labels: &[Label]) -> Option<Verdict> {
        let valued = valued(labels);
        let labels: Vec<&Column> = labels.iter().map(|label| &label.column).collect();
        let layout = self.layouts.of(labels.iter().copied());
        let decided = layout.and_then(|layout| layout.table(self.kind));
        let table = decided.unwrap_or(table);
        let rule = self.kind.tables.get(table)?;
        let mut matches = self.matches(table, &labels, layout);
        give_way(&mut matches, &valued);
        let assigned = assign(rule, self.kind, &matches, &[]);
        let (confidence, why) = match decided {
            Some(_) => (Confidence::Sure, vec![Why::Decided]),
            None => (Confidence::Likely, Vec::new()),
        };
        let (rival, second, decided) = (None, None, decided.is_some());
        Some(Verdict { table, assigned, rival, second, confidence, why, score: 0, decided })
    }

    /// How much title and names hint at a table.
    pub(super) fn hint_score(&self, table: usize, context: &Context) -> i32 {
        self.hints.score(table, context)
    }

    /// The field of a table that a header comes nearest to.
    pub(super) fn nearest(&self, table: usize, column: &Column) -> Option<usize> {
        let named = self.lexicons.find(table, &column.path).first().map(|found| found.field);
        named.or_else(|| self.lexicons.nearest(table, column.path.last()?))
    }

    /// Whether a text hints at a table.
    pub(super) fn hints_at(&self, table: usize, text: &str) -> bool {
        self.hints.at(table, text)
    }

    fn hearing<'a>(
        &self,
        columns: &'a [&'a Column],
        strange: usize,
        context: &'a Context,
        strictness: Strictness,
    ) -> Hearing<'a> {
        let layout = self.layouts.of(columns.iter().copied());
        let matches = |table| self.shared(table, columns, context, self.matches(table, columns, layout));
        let matches = (0..self.kind.tables.len()).map(matches).collect();
        let key = || layout::key(columns.iter().copied());
        let kin = if self.kin.is_empty() { None } else { self.kin.get(&key()).copied() };
        Hearing { columns, matches, profiles: Vec::new(), context, strictness, strange, kin }
    }

    /// What each column may be in a table: what was said of it, else what its header says.
    pub(super) fn matches(
        &self,
        table: usize,
        columns: &[&Column],
        layout: Option<&Layout>,
    ) -> Vec<Vec<Match>> {
        let said = layout.map(|layout| layout.fields(columns.iter().copied())).unwrap_or_default();
        let rule = self.kind.tables.get(table);
        let headers: Vec<&str> =
            columns.iter().map(|column| column.path.last().map_or("", String::as_str)).collect();
        let beside = self.lexicons.beside(&headers);
        let find = |(index, column): (usize, &&Column)| {
            let said = said.get(index).copied().flatten();
            let said = said.and_then(|name| layout::said(rule?, name));
            let find = || self.lexicons.find(table, &column.path);
            said.unwrap_or_else(|| if beside.get(index) == Some(&true) { Vec::new() } else { find() })
        };
        let found: Vec<Vec<Match>> = columns.iter().enumerate().map(find).collect();
        rule.map(|rule| facing::faced(rule, &headers, found)).unwrap_or_default()
    }

    /// Whether the headers alone allow a table.
    fn may_be(&self, table: usize, hearing: &Hearing) -> bool {
        let (Some(rule), Some(matches)) = (self.kind.tables.get(table), hearing.matches.get(table)) else {
            return false;
        };
        let fields: BTreeSet<usize> = matches.iter().flatten().map(|found| found.field).collect();
        // What the table is about may be guessed by its values then.
        let spare = |field: usize| {
            let about = rule.fields.get(field).is_some_and(|field| is_about(rule, field));
            hearing.strictness == Strictness::Overlooking && about
        };
        let has = |id: &String| rule.field(id).is_some_and(|field| fields.contains(&field) || spare(field));
        self.identified(rule, hearing, has)
    }

    /// Whether a table has what identifies it: by its columns, or by what its titles tell of a field.
    fn identified(&self, rule: &TableRule, hearing: &Hearing, has: impl Fn(&String) -> bool) -> bool {
        let titled = rule.titled.iter().any(&has);
        let told =
            |id: &String| titled && rule.field(id).is_some_and(|field| self.tells(rule, field, hearing));
        let labelled = self.labelled(rule, hearing.context);
        let above = |id: &String| rule.field(id).is_some_and(|field| labelled.contains(&field));
        rule.identify.iter().all(|any| any.iter().any(|id| has(id) || told(id) || above(id)))
    }

    /// The fields that labels above a header name (`姓名 | 张三`).
    fn labelled(&self, rule: &TableRule, context: &Context) -> BTreeSet<usize> {
        let table = self.kind.tables.iter().position(|known| known.id == rule.id);
        let find =
            |title: &String| self.lexicons.find(table?, std::slice::from_ref(title)).into_iter().next();
        let found = context.titles.iter().filter_map(find).filter(Match::is_synonym);
        found.map(|found| found.field).collect()
    }

    /// Whether the titles around a table tell a field, by a word of its vocabulary.
    fn tells(&self, rule: &TableRule, field: usize, hearing: &Hearing) -> bool {
        let field = rule.fields.get(field).filter(|field| field.harvest == Some(Harvest::Title));
        let list = field.and_then(|field| field.vocabulary.as_deref());
        let mut rows = list.into_iter().flat_map(|name| self.kind.vocabulary.list(name).rows());
        let context = hearing.context;
        let said = |word: &str| {
            let mut names = context.titles.iter().chain([&context.sheet, &context.file]);
            names.any(|name| name.contains(word))
        };
        rows.any(|row| said(row.get("term")) || row.words("aliases").any(said))
    }

    fn hear(&self, hearing: &Hearing) -> Option<Verdict> {
        let tables = 0..self.kind.tables.len();
        let mut verdicts: Vec<Verdict> = tables.filter_map(|table| self.try_table(table, hearing)).collect();
        verdicts.sort_by_key(|verdict| (std::cmp::Reverse(verdict.score), verdict.table));
        let mut verdicts = verdicts.into_iter();
        let best = verdicts.next()?;
        let next = verdicts.next();
        let margin = next.as_ref().map_or(i32::MAX, |next| best.score - next.score);
        let rival = next.as_ref().filter(|_| margin < NEAR).map(|next| next.table);
        // Our own forms have few columns, and exactly these.
        let ours = self.kind.tables.get(best.table).is_some_and(|rule| rule.ours);
        let whole = ours && hearing.strictness == Strictness::Sure;
        let plain = matches!(hearing.strictness, Strictness::Sure | Strictness::Loose);
        let confidence = match () {
            () if rival.is_some() || hearing.strictness == Strictness::Overlooking => Confidence::Doubtful,
            () if best.score < LIKELY && !whole => Confidence::Doubtful,
            () if plain && margin >= CLEAR && best.score >= LIKELY => Confidence::Sure,
            () => Confidence::Likely,
        };
        Some(Verdict { rival, second: next.map(|next| next.table), confidence, ..best })
    }

    fn try_table(&self, table: usize, hearing: &Hearing) -> Option<Verdict> {
        let rule = self.kind.tables.get(table)?;
        if !self.enough_known(table, hearing) {
            return None;
        }
        let mut assigned = assign(rule, self.kind, hearing.matches.get(table)?, &hearing.profiles);
        let guess = (hearing.strictness == Strictness::Overlooking)
            .then(|| self.guess(table, hearing, &assigned))
            .flatten();
        if let Some((column, found)) = guess {
            assigned.give(column, found);
        }
        let is_there = |id: &String| {
            let found = rule.field(id).and_then(|field| assigned.of(field));
            found.is_some_and(|found| hearing.strictness != Strictness::Sure || found.is_sure())
        };
        if !self.identified(rule, hearing, is_there) {
            return None;
        }
        let evidence = Evidence::gather(self.kind, table, &self.hints, hearing, &assigned);
        let overlooked = hearing.strictness == Strictness::Overlooking && evidence.hinted;
        let against = self.speaks_against(rule, table, hearing);
        if !evidence.supported || (against && !overlooked) || evidence.score < LEAST {
            return None;
        }
        let weak = |any: &Vec<String>| match any.as_slice() {
            [id] => rule.field(id).and_then(|field| assigned.of(field)).is_some_and(|found| found.is_weak()),
            _ => false,
        };
        // Headers that may mean much else identify a table that is named, or for which its other columns speak.
        let own = |id: &&String| {
            rule.field(id).and_then(|field| assigned.of(field)).is_some_and(|found| found.is_sure())
        };
        let borne = !rule.topical && rule.supported.iter().flatten().filter(own).count() >= BORNE;
        if !evidence.hinted && (!borne || guess.is_some()) && rule.identify.iter().any(weak) {
            return None;
        }
        let mut why = evidence.why;
        why.extend(against.then_some(Why::Overlooked));
        let (rival, second, confidence) = (None, None, Confidence::Likely);
        let (score, decided) = (evidence.score, false);
        Some(Verdict { table, assigned, rival, second, confidence, why, score, decided })
    }

    /// Whether a column names a field of `unless`, as whatever table has that field understands it. A column
    /// that this table itself names just so does not speak against it.
    fn speaks_against(&self, rule: &TableRule, table: usize, hearing: &Hearing) -> bool {
        if rule.unless.is_empty() {
            return false;
        }
        let own = hearing.matches.get(table);
        let is_own = |column: usize| {
            let found = own.and_then(|own| own.get(column)?.first());
            found.is_some_and(Match::is_sure)
        };
        let foreign = (0..hearing.columns.len()).filter(|column| !is_own(*column));
        let ids: BTreeSet<&str> = foreign.flat_map(|column| self.names_of(column, hearing)).collect();
        rule.unless.iter().any(|id| ids.contains(id.as_str()))
    }

    /// Whether so many headers are known that the row can be a header: of this table at least two, with those of
    /// other tables and those that no table wants most of them. A sparse one must not read like a form, in which
    /// every known label is followed by a value.
    fn enough_known(&self, table: usize, hearing: &Hearing) -> bool {
        let Some(own) = hearing.matches.get(table) else { return false };
        // A text that is merged over several columns is one header.
        let named = hearing.columns.iter().zip(own).filter(|(_, found)| !found.is_empty());
        let known = named.map(|(column, _)| &column.path).collect::<BTreeSet<_>>().len();
        let all = own.len() + hearing.strange;
        if hearing.strictness == Strictness::Sparse {
            let neighbours = own.windows(2).any(|pair| pair.iter().all(|found| !found.is_empty()));
            return known >= 3 && known * 5 >= all && neighbours;
        }
        let reads = |(index, column): (usize, &&Column)| {
            let of_any = hearing.matches.iter().filter_map(|matches| matches.get(index)?.first());
            let any =
                of_any.into_iter().any(Match::is_sure) || own.get(index).is_some_and(|own| !own.is_empty());
            any || column.path.last().is_some_and(|text| self.lexicons.is_headerlike(text))
        };
        let headers = hearing.columns.iter().enumerate().filter(|column| reads((column.0, column.1))).count();
        known >= 2 && headers * 2 > all
    }
}

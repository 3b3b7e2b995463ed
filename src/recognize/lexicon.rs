//! A header → the fields of a table that it names: by a synonym, or as a compound of modifiers and a head noun.

use std::collections::{HashMap, HashSet};

use super::compound::{Compounds, covered};
use super::header::{clean, is_question, split_notes, without_explanation};
use super::ticks;
use crate::kind::{AskWords, HeaderWords, Kind, RowWords, TableRule};
use crate::text::amount::is_measure;
use crate::text::numbering::without_question;
use crate::text::wildcard::fits;

/// A header of so many characters is understood without the one above it.
const TELLING: usize = 4;

/// How well a header fits a field; later is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It may mean the field and much else.
    Weak,
    /// It ends with a head noun of the field, behind words that are not known.
    Open,
    /// A bracketed note of it, or the first of several things that it names, is the field.
    Note,
    /// It is a head noun of the field behind modifiers that the field accepts.
    Compound,
    /// It is a synonym behind modifiers that change nothing.
    Dropped,
    /// It is a synonym, but for its bracketed notes.
    Noteless,
    /// It is a synonym, to the character.
    Exact,
    /// A person said in 表格识别 that it is this field.
    Decided,
}

/// Which level of a header of several rows was looked up; later is better: of 计划｜时间 and 实际｜时间 the second,
/// when 实际时间 is a synonym.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Parent,
    Child,
    Joined,
}

/// How good a match is: by fit, then by level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub fit: Fit,
    pub level: Level,
    /// Which of several weak headers says more: those that stand first in the kind do; less than zero, by its place.
    pub place: i32,
}

/// A field that a header names, and how well it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Index of the field in its table.
    pub field: usize,
    /// How well the header names the field.
    pub rank: Rank,
    /// Whether the header names a part of the field (党员人数 of those who came).
    pub part: bool,
}

impl Match {
    /// Whether the header surely means this field: a synonym or a compound, by its own words.
    pub(super) fn is_sure(&self) -> bool {
        self.rank.fit >= Fit::Compound && self.rank.level > Level::Parent
    }

    /// Whether the column is one for that field, so that a second one is worth a word.
    pub(super) fn claims(&self) -> bool {
        self.rank.fit >= Fit::Open
    }

    /// Whether the header is the field's own name.
    pub(super) fn is_own_name(&self) -> bool {
        self.rank.place > 0
    }

    /// Whether a person said in 表格识别 that it is this field.
    pub(super) fn is_decided(&self) -> bool {
        self.rank.fit == Fit::Decided
    }

    /// Whether the values must speak for it.
    pub(super) fn is_weak(&self) -> bool {
        self.rank.fit == Fit::Weak
    }

    /// Whether it is a synonym, bracketed notes apart.
    pub(super) fn is_synonym(&self) -> bool {
        self.rank.fit >= Fit::Noteless && self.rank.level > Level::Parent
    }

    /// Whether it was found as a compound, rather than as a synonym.
    pub(super) fn is_compound(&self) -> bool {
        matches!(self.rank.fit, Fit::Compound | Fit::Open)
    }

    /// What the match adds to the score of its table.
    pub(super) fn weight(&self) -> i32 {
        let whole = match self.rank.fit {
            Fit::Weak => 2,
            Fit::Open | Fit::Note => 5,
            Fit::Compound => 8,
            Fit::Dropped | Fit::Noteless => 9,
            Fit::Exact | Fit::Decided => 10,
        };
        if self.rank.level == Level::Parent { whole / 2 } else { whole }
    }
}

/// The headers of one table, ready for looking up.
struct Lexicon {
    exact: HashMap<String, usize>,
    /// The names of its fields, cleaned, by field.
    names: Vec<String>,
    weak: HashMap<String, Vec<(usize, i32)>>,
    /// The field that questions ask for (您对领导班子有哪些意见), in a table of what people say.
    subject: Option<usize>,
    compounds: Compounds,
    /// How the headers of the questions are written that a field answers.
    questions: Option<(usize, Vec<String>)>,
    /// By which words the parts of a field are named.
    parts: Vec<(usize, Vec<String>)>,
}

/// The mark that ends a sentence; a header holds none before its end.
const SENTENCE_END: char = '。';

/// The headers of all tables of a kind.
pub(super) struct Lexicons<'k> {
    tables: Vec<Lexicon>,
    known: HashSet<String>,
    /// The terms of their fields (已完成), as the lower level of a header that is ticked says them.
    pub terms: HashSet<String>,
    tails: HashSet<String>,
    words: &'k HeaderWords,
    rows: &'k RowWords,
    asks: &'k AskWords,
    harmless: HashSet<&'k str>,
}

impl<'k> Lexicons<'k> {
    pub(super) fn new(kind: &'k Kind) -> Self {
        let (tables, common, terms) = (&kind.tables, &kind.common, ticks::headings(kind));
        let words = &common.headers;
        let tables: Vec<Lexicon> = tables.iter().map(|rule| Lexicon::new(rule, words)).collect();
        let known = tables.iter().flat_map(|table| table.exact.keys().cloned()).collect();
        let tails = words.tails.iter().flat_map(|tail| tail.words.iter().cloned()).collect();
        let harmless = words.harmless.iter().map(String::as_str).collect();
        Lexicons { tables, known, terms, tails, words, rows: &common.rows, asks: &common.asks, harmless }
    }

    /// Whether a cleaned text is, bracketed notes apart, a synonym of any table.
    pub(super) fn knows(&self, cleaned: &str) -> bool {
        self.known.contains(cleaned)
            || (cleaned.contains('(') && self.known.contains(&split_notes(cleaned).0))
    }

    /// Whether a cleaned text reads like a header, one that no table wants included (联系电话).
    pub(super) fn is_headerlike(&self, cleaned: &str) -> bool {
        let outside = split_notes(cleaned).0;
        let ends = |tail: &String| outside.ends_with(tail.as_str());
        outside.chars().count() <= 12 && self.tails.iter().any(ends)
    }

    /// The fields of a table that a header may name, the best first, each once. `path` holds the cleaned texts of
    /// its levels from the top: child and parents together say more than the child, the child more than the parents.
    pub(super) fn find(&self, table: usize, path: &[String]) -> Vec<Match> {
        let path = self.without_total(path);
        let (Some(lexicon), Some((child, parents))) = (self.tables.get(table), path.split_last()) else {
            return Vec::new();
        };
        let mut found: Vec<Match> = Vec::new();
        for from in 0..parents.len() {
            let above = parents.get(from..).unwrap_or_default();
            let plain: String = above.iter().map(|text| self.without_group(text)).collect();
            let mut joined = vec![above.concat() + child, plain.clone() + child];
            joined.extend(self.asks.is_about(child).then(|| child.clone() + &plain));
            for joined in joined {
                found.extend(self.look_up(lexicon, &joined, Level::Joined));
            }
        }
        found.retain(|found| found.rank.fit >= Fit::Compound);
        let best = found.iter().map(|found| found.rank.fit).max();
        if best < Some(Fit::Dropped) {
            // A child that says enough by itself needs no parent to be understood.
            let own = self.look_up(lexicon, child, Level::Child);
            let plain = own.iter().any(|found| found.rank.fit >= Fit::Noteless);
            if found.is_empty() || (plain && child.chars().count() >= TELLING) {
                found = own;
            }
        }
        if found.is_empty() {
            let parents = parents.iter().rev().flat_map(|text| self.look_up(lexicon, text, Level::Parent));
            found = parents.filter(|found| found.rank.fit >= Fit::Compound).collect();
        }
        found.sort_by_key(|found| std::cmp::Reverse(found.rank));
        let mut seen = HashSet::new();
        found.retain(|found| seen.insert(found.field));
        // What a synonym says is not said by a compound as well (督查单位).
        let named = found.first().is_some_and(Match::is_synonym);
        let kept = |fit| matches!(fit, Fit::Weak | Fit::Note) || fit >= Fit::Dropped;
        found.retain(|found| !named || kept(found.rank.fit));
        for found in &mut found {
            let parts = lexicon.parts.iter().find(|(field, _)| *field == found.field);
            found.part =
                parts.is_some_and(|(_, words)| words.iter().any(|word| child.contains(word.as_str())));
        }
        found
    }

    /// Which headers of a row belong to what a platform wrote beside the answers.
    pub(super) fn beside(&self, headers: &[&str]) -> Vec<bool> {
        let tails = self.words.tails.iter().filter(|tail| {
            let own = headers.iter().filter(|header| tail.words.iter().any(|word| word == *header));
            !tail.beside.is_empty() && own.count() >= 2
        });
        let words: HashSet<&str> = tails.flat_map(|tail| tail.beside.iter().map(String::as_str)).collect();
        headers.iter().map(|header| words.contains(header)).collect()
    }

    /// The field of which a name ends most like a header that names none.
    pub(super) fn nearest(&self, table: usize, cleaned: &str) -> Option<usize> {
        let alike = |name: &str| {
            let pairs = cleaned.chars().rev().zip(name.chars().rev());
            pairs.take_while(|(a, b)| a == b).count()
        };
        let names = self.tables.get(table)?.exact.iter().map(|(name, field)| (alike(name), *field, name));
        // The first field and the first name of equals, so that the same header always gets the same answer.
        let best = names.max_by(|a, b| (a.0, b.1, b.2).cmp(&(b.0, a.1, a.2)));
        best.filter(|(alike, ..)| *alike >= 2).map(|(_, field, _)| field)
    }

    /// The levels of a header without a last one that says no more than that it is the whole of the one above it
    /// (参加人数 over 党员, 群众 and 小计).
    fn without_total<'t>(&self, path: &'t [String]) -> &'t [String] {
        match path {
            [above @ .., _, last] if self.rows.is_total(last) => path.get(..=above.len()).unwrap_or(path),
            _ => path,
        }
    }

    /// A header over several columns without what says no more than that they belong together (整改情况).
    fn without_group<'t>(&self, text: &'t str) -> &'t str {
        self.words.groups.iter().find_map(|end| text.strip_suffix(end.as_str())).unwrap_or(text)
    }

    /// Looks a cleaned header up. A label with its value (填报单位:财政局) is no header, nor are two sentences.
    fn look_up(&self, lexicon: &Lexicon, cleaned: &str, level: Level) -> Vec<Match> {
        let at =
            |fit, field: &usize| Match { field: *field, rank: Rank { fit, level, place: 0 }, part: false };
        let mut found: Vec<Match> =
            lexicon.exact.get(cleaned).map(|field| at(Fit::Exact, field)).into_iter().collect();
        // The column with the field's own name comes before another (主持人 before 主讲人).
        let own = |found: &Match| lexicon.names.get(found.field).is_some_and(|name| name == cleaned);
        found.iter_mut().filter(|found| own(found)).for_each(|found| found.rank.place = 1);
        let asks = |(field, patterns): &(usize, Vec<String>)| {
            patterns.iter().any(|pattern| fits(pattern, cleaned)).then_some(*field)
        };
        if let Some(field) = lexicon.questions.as_ref().and_then(asks) {
            return vec![at(Fit::Exact, &field)];
        }
        let (outside, notes) = split_notes(cleaned);
        let asked = is_question(&outside);
        let bare = without_explanation(without_question(&outside));
        let sentences = outside.trim_end_matches(SENTENCE_END).contains(SENTENCE_END);
        if sentences || bare.contains(':') || notes.iter().any(|note| self.is_other(note)) {
            return found;
        }
        found.extend(lexicon.exact.get(bare).map(|field| at(Fit::Noteless, field)));
        found.extend(self.counted(lexicon, bare, &notes).into_iter().map(|(fit, field)| at(fit, &field)));
        let whole = self.tails.contains(bare);
        let ended = self.words.endings.iter().find_map(|ending| bare.strip_suffix(ending.as_str()));
        let ended = ended.filter(|_| !whole);
        let ended = ended.filter(|ended| !ended.is_empty()).unwrap_or(bare);
        found.extend(
            lexicon.exact.get(ended).filter(|_| found.is_empty()).map(|field| at(Fit::Dropped, field)),
        );
        found.extend(
            self.strung(lexicon, bare).filter(|_| found.is_empty()).map(|field| at(Fit::Compound, &field)),
        );
        let mut built = self.built(lexicon, ended, asked);
        if ended != bare {
            // What ends so may be a head of its own (会议摘要, 投诉详情).
            built.extend(self.built(lexicon, bare, asked));
        }
        found.extend(built.iter().map(|(fit, field)| at(*fit, field)));
        let first = Self::first_of(bare);
        let named = notes.iter().map(String::as_str).chain(first);
        found.extend(named.filter_map(|name| lexicon.exact.get(name)).map(|field| at(Fit::Note, field)));
        if let Some(first) = first.filter(|first| first.chars().count() >= 2) {
            let built =
                self.built(lexicon, first, false).into_iter().filter(|(fit, _)| *fit >= Fit::Compound);
            found.extend(built.map(|(_, field)| at(Fit::Note, &field)));
        }
        let open = (asked || self.asks.is_about(bare)) && !notes.iter().any(|note| self.is_choice(note));
        let subject =
            lexicon.subject.filter(|_| found.is_empty() && open && self.asks.ask(&outside).is_some());
        found.extend(subject.map(|field| at(Fit::Compound, &field)));
        let weak = lexicon.weak.get(bare).into_iter().flatten();
        found.extend(weak.map(|(field, place)| Match {
            field: *field,
            rank: Rank { fit: Fit::Weak, level, place: *place },
            part: false,
        }));
        found
    }

    /// The fields that a header names by the number of what it says, when a measure word stands in brackets behind it
    /// (发现问题（个） as 发现问题数).
    fn counted(&self, lexicon: &Lexicon, bare: &str, notes: &[String]) -> Vec<(Fit, usize)> {
        let mut found = Vec::new();
        for count in self.words.counted.iter().filter(|_| notes.iter().any(|note| is_measure(note))) {
            let name = bare.to_owned() + count;
            found.extend(lexicon.exact.get(&name).map(|field| (Fit::Noteless, *field)));
            found.extend(self.built(lexicon, &name, false));
        }
        found
    }

    /// The first of several things of which a header may hold either (活动主题或内容, 单位/部门).
    fn first_of(bare: &str) -> Option<&str> {
        bare.split(['/', '、', '或', '及']).next().filter(|first| first.len() < bare.len())
    }

    /// Whether a note makes another thing of its header (责任人（联系电话）).
    fn is_other(&self, note: &str) -> bool {
        let noted = self.words.tails.iter().filter(|tail| tail.noted);
        noted.flat_map(|tail| &tail.words).any(|word| word == note)
    }

    /// Whether a note says that answers are printed choices.
    fn is_choice(&self, note: &str) -> bool {
        self.words.choices.iter().any(|word| note.contains(word.as_str()))
    }

    /// The field of which a header is nothing but names, one after the other (心声建议, 问题及诉求).
    fn strung(&self, lexicon: &Lexicon, bare: &str) -> Option<usize> {
        let starts = bare.char_indices().skip(2).filter_map(|(at, _)| lexicon.exact.get(bare.get(..at)?));
        let joins = |word: &str| self.words.joints.iter().any(|joint| joint == word);
        starts
            .copied()
            .find(|field| covered(bare, |word| lexicon.exact.get(word) == Some(field) || joins(word)))
    }

    /// The fields that a header names as modifiers and a head.
    fn built(&self, lexicon: &Lexicon, bare: &str, asked: bool) -> Vec<(Fit, usize)> {
        let mut found = Vec::new();
        for (at, _) in bare.char_indices() {
            let (Some(before), Some(head)) = (bare.get(..at), bare.get(at..)) else { continue };
            if at > 0
                && let Some(field) = lexicon.exact.get(head)
            {
                if covered(before, |word| self.harmless.contains(word)) {
                    found.push((Fit::Dropped, *field));
                } else if head.chars().count() >= 2
                    && covered(before, |word| {
                        self.harmless.contains(word) || lexicon.compounds.is_topic(word)
                    })
                    && !lexicon.compounds.firm(bare, before, head, &self.harmless)
                {
                    found.push((Fit::Compound, *field));
                }
            }
            found.extend(lexicon.compounds.of(bare, before, head, &self.harmless));
            found.extend(lexicon.compounds.open(bare, before, head, asked, &self.words.blocking));
        }
        found
    }
}

impl Lexicon {
    fn new(rule: &TableRule, words: &HeaderWords) -> Self {
        let mut exact = HashMap::new();
        let mut weak: HashMap<String, Vec<(usize, i32)>> = HashMap::new();
        for (index, field) in rule.fields.iter().enumerate() {
            for name in std::iter::once(&field.name).chain(&field.synonyms) {
                exact.entry(clean(name)).or_insert(index);
            }
            for (place, name) in field.weak.iter().enumerate() {
                weak.entry(clean(name)).or_default().push((index, -(place as i32)));
            }
        }
        let subject = rule.split.as_deref().and_then(|id| rule.field(id));
        let parts = rule.fields.iter().enumerate();
        let parts =
            parts.filter_map(|(index, field)| Some((index, words.families.get(field.parts.as_ref()?)?)));
        let parts =
            parts.map(|(index, family)| (index, family.iter().map(|word| clean(word)).collect())).collect();
        let names = rule.fields.iter().map(|field| clean(&field.name)).collect();
        let questions = rule.answer().and_then(|at| Some((at, rule.fields.get(at)?.questions.clone())));
        Lexicon { exact, names, weak, subject, questions, compounds: Compounds::new(rule, words), parts }
    }
}

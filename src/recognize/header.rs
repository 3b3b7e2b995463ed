//! Header cells → comparable text, and from there → the field of a table that they name.

use std::collections::{HashMap, HashSet};

use crate::kind::TableRule;
use crate::text::fold::header_key;

/// Longest header (in characters, without bracketed notes) in which a contained synonym is looked for: a
/// longer text is a sentence, and a sentence may hold any word.
const LONGEST_HEADER: usize = 20;

/// Longest header that asks something (`3、您对机关在文风会风方面有哪些意见建议？`).
const LONGEST_QUESTION: usize = 60;

/// Marks that may stand before a header without being part of it.
const LEADING_MARKS: [&str; 6] = ["*", "★", "☆", "※", "(必填)", "(选填)"];

/// The comparable form of a header (or of a title, a label, a hint). Both sides of every comparison go
/// through here.
///
/// * white space of every kind, line breaks and zero-width characters are removed
/// * full-width ASCII (letters, digits, brackets, colon) becomes half-width; other brackets become `(` `)`
/// * Latin letters become lower case (`No` and `NO`)
/// * leading `*` `★` `※` `（必填）` and trailing colons are removed
#[must_use]
pub fn clean(text: &str) -> String {
    let folded = header_key(text);
    let mut rest = folded.as_str();
    while let Some(shorter) = LEADING_MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
        rest = shorter;
    }
    rest.trim_end_matches(':').to_owned()
}

/// A cleaned header without its bracketed notes, and the notes: `整改要求(措施)` → `整改要求`, [`措施`].
fn split_notes(cleaned: &str) -> (String, Vec<String>) {
    let (mut outside, mut notes, mut depth) = (String::new(), Vec::new(), 0_u32);
    for c in cleaned.chars() {
        match c {
            '(' => {
                depth += 1;
                notes.push(String::new());
            }
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => notes.iter_mut().last().into_iter().for_each(|note| note.push(c)),
        }
    }
    let outside = outside.trim_end_matches(':').to_owned();
    (outside, notes)
}

/// A header without the number before it and the mark behind it, as questionnaires have them
/// (`2、您的意见建议?`).
fn without_question(header: &str) -> &str {
    let header = header.trim_end_matches(['?', '!', '。']);
    let rest = header.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < header.len();
    match rest.strip_prefix(['、', '.']) {
        Some(rest) if numbered && !rest.is_empty() => rest,
        _ => header,
    }
}

/// Whether a cleaned header is a question of a questionnaire: numbered, or ending or beginning like one.
pub(super) fn is_question(cleaned: &str) -> bool {
    let outside = split_notes(cleaned).0;
    without_question(&outside) != outside || outside.starts_with(['您', '你'])
}

/// How well a header fits a synonym; later is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It contains the synonym.
    Contained,
    /// A bracketed note of it is the synonym.
    Note,
    /// It is the synonym, but for its bracketed notes.
    Noteless,
    /// It is the synonym.
    Exact,
}

/// Which level of a header of several rows was looked up; later is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Parent,
    Joined,
    Child,
}

/// How good a match is: by fit, then by level, then whether parent and child together are a synonym too
/// (of 计划｜时间 and 实际｜时间 the second, since 实际时间 is one).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    fit: Fit,
    level: Level,
    confirmed: bool,
}

/// A header that names a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Index of the field in its table.
    pub field: usize,
    /// How good the match is.
    pub rank: Rank,
    /// Length of the synonym in characters.
    length: usize,
    /// Whether the header ends with the synonym, so that it speaks of just that.
    heads: bool,
}

impl Match {
    /// Whether the header says just that, bracketed notes apart.
    pub(super) fn is_sure(&self) -> bool {
        self.rank.fit >= Fit::Noteless && self.rank.level > Level::Parent
    }

    /// Whether the column is one for that field, rather than one about it (意见建议编号).
    pub(super) fn claims(&self) -> bool {
        self.heads || self.rank.fit > Fit::Contained
    }

    /// Whether the header says enough to speak against another table.
    pub(super) fn is_telling(&self) -> bool {
        self.rank.level > Level::Parent && (self.rank.fit >= Fit::Noteless || self.length >= 4)
    }

    /// What the match adds to the score of its table.
    pub(super) fn weight(&self) -> u32 {
        let whole = [4, 6, 9, 10][self.rank.fit as usize];
        if self.rank.level == Level::Parent { whole / 2 } else { whole }
    }
}

/// The synonyms of one table, ready for looking up.
struct Lexicon {
    exact: HashMap<String, usize>,
    /// Cleaned synonyms of at least two characters with their field, longest first.
    contained: Vec<(String, usize)>,
}

/// The synonyms of all tables of a kind.
pub(super) struct Lexicons {
    tables: Vec<Lexicon>,
    known: HashSet<String>,
}

impl Lexicons {
    pub(super) fn new(tables: &[TableRule]) -> Self {
        let tables: Vec<Lexicon> = tables.iter().map(Lexicon::new).collect();
        let known = tables.iter().flat_map(|table| table.exact.keys().cloned());
        Lexicons { known: known.collect(), tables }
    }

    /// Whether a cleaned text is, bracketed notes apart, a synonym of any table.
    pub(super) fn knows(&self, cleaned: &str) -> bool {
        self.known.contains(cleaned)
            || (cleaned.contains('(') && self.known.contains(&split_notes(cleaned).0))
    }

    /// The field of a table that a header names. `path` holds the cleaned texts of its levels from the top:
    /// the child is looked up first, then child with parents, then the parents.
    pub(super) fn find(&self, table: usize, path: &[String]) -> Option<Match> {
        let lexicon = self.tables.get(table)?;
        let child = path.last()?;
        let joined = (0..path.len() - 1).rev().map(|from| path[from..].concat());
        let joined: Vec<String> = joined.collect();
        if let Some(mut found) = lexicon.look_up(child, Level::Child) {
            let confirms = |text: &String| lexicon.exact.get(text) == Some(&found.field);
            found.rank.confirmed = joined.iter().any(confirms);
            return Some(found);
        }
        let parents = path[..path.len() - 1].iter().rev();
        let joined = joined.iter().map(|text| (text, Level::Joined));
        joined
            .chain(parents.map(|text| (text, Level::Parent)))
            .find_map(|(text, level)| lexicon.look_up(text, level))
    }
}

impl Lexicon {
    fn new(rule: &TableRule) -> Self {
        let mut exact = HashMap::new();
        let mut contained = Vec::new();
        for (index, field) in rule.fields.iter().enumerate() {
            for name in std::iter::once(&field.name).chain(&field.synonyms) {
                let name = clean(name);
                if name.chars().count() >= 2 {
                    contained.push((name.clone(), index));
                }
                exact.entry(name).or_insert(index);
            }
        }
        contained.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        Lexicon { exact, contained }
    }

    /// Looks a cleaned header up: as a whole, without notes and numbering, by its notes, by a synonym that it
    /// contains. A label with its value (填报单位:财政局) is no header.
    fn look_up(&self, cleaned: &str, level: Level) -> Option<Match> {
        if let Some(field) = self.exact.get(cleaned) {
            return Some(Match::new(*field, Fit::Exact, level, cleaned));
        }
        let (outside, notes) = split_notes(cleaned);
        let bare = without_question(&outside);
        if bare.contains(':') {
            return None;
        }
        if let Some(field) = self.exact.get(bare) {
            return Some(Match::new(*field, Fit::Noteless, level, bare));
        }
        let by_note = notes.iter().find_map(|note| Some((self.exact.get(note)?, note)));
        if let Some((field, note)) = by_note {
            return Some(Match::new(*field, Fit::Note, level, note));
        }
        let asked = bare.len() < outside.len() || is_question(&outside);
        let (name, field) = self.longest_contained(bare, asked)?;
        let says = match level {
            Level::Child => true,
            Level::Joined => bare.ends_with(name),
            Level::Parent => false,
        };
        says.then(|| Match { heads: bare.ends_with(name), ..Match::new(field, Fit::Contained, level, name) })
    }

    /// The longest synonym that a header contains; of two equally long the one further right, since the
    /// head of a Chinese compound stands last (单位意见 is an opinion, not a unit). It must end the header, or
    /// be a good part of it: a long synonym a third, a short one more than half (单位电话 is no unit).
    /// A question may be long, and then must end with it.
    fn longest_contained(&self, header: &str, asked: bool) -> Option<(&str, usize)> {
        let length = header.chars().count();
        if length > if asked { LONGEST_QUESTION } else { LONGEST_HEADER } {
            return None;
        }
        let fits = |name: &str| match name.chars().count() {
            _ if header.ends_with(name) => true,
            _ if length > LONGEST_HEADER => false,
            short @ ..4 => short * 2 > length,
            long => long * 3 >= length,
        };
        let hits = self.contained.iter().filter_map(|(name, field)| {
            let at = header.rfind(name.as_str())?;
            fits(name).then_some((name.chars().count(), at, name.as_str(), *field))
        });
        hits.reduce(|best, next| if (next.0, next.1) > (best.0, best.1) { next } else { best })
            .map(|(_, _, name, field)| (name, field))
    }
}

impl Match {
    fn new(field: usize, fit: Fit, level: Level, name: &str) -> Self {
        Match {
            field,
            rank: Rank { fit, level, confirmed: false },
            length: name.chars().count(),
            heads: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_cleaned_for_comparing() {
        assert_eq!(clean(" ＊被推荐人\n姓　名： "), "被推荐人姓名");
        assert_eq!(clean("★（必填）整改时限（月）"), "整改时限(月)");
        assert_eq!(clean("ＮＯ"), "no");
        assert_eq!(split_notes("整改要求(措施)"), ("整改要求".into(), vec!["措施".into()]));
    }
}

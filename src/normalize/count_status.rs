//! The text of an opinion cell → whether it is an opinion: 无, 同意 and 满意 are not, and 同意 before one is cut off.

use std::collections::{HashMap, HashSet};

use super::nothing::{self, Nothing};
use crate::kind::{ClauseWords, Kind, lists};
use crate::model::entry::CountStatus;
use crate::text::enclosed::cut;
use crate::text::fold::{cjk_count, sentence_key, tidy_lines};
use crate::text::initials::Initials;
use crate::text::numbering::strip_number;

/// The words that decide whether a text is an opinion: `non_opinions.tsv`, `nothing.tsv`, `cues.tsv` and
/// `courtesy.tsv`.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Texts that as a whole are no opinion, as they are compared, each with what it is instead.
    phrases: HashMap<String, CountStatus>,
    /// Phrases that make a clause an agreement by standing at its beginning (同意…).
    openings: Vec<String>,
    /// Phrases that agree; at the beginning of a clause they do so beside an opening only.
    agreeing: Vec<String>,
    /// Phrases that make a clause praise by standing in it, each with words that hold it and praise nothing.
    praising: Vec<(String, Vec<String>)>,
    /// The words of which an answer without content is made.
    nothing: Nothing,
    /// Labels of what is wrong, and of what is proposed, in the halves of one opinion.
    labels: [Vec<String>; 2],
    cues: Vec<Cue>,
    /// The cues by what they begin with, as indices.
    cue_at: Initials<usize>,
    /// Lines that close a letter and belong to no opinion (谢谢), as they are compared.
    courtesy: HashSet<String>,
    /// What joins clauses, and what no praise holds.
    clauses: ClauseWords,
    /// What says nothing when opinions are compared (的).
    particles: Vec<char>,
}

/// A word that makes a remark an opinion.
#[derive(Debug, Clone)]
struct Cue {
    word: String,
    /// Words that hold it and are none (希望小学).
    except: Vec<String>,
    /// Whether it says nothing of the matter when it leads the text (建议, 希望).
    leads: bool,
}

/// What the text of an opinion was judged to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it counts as an opinion, and if not, as what.
    pub count_status: CountStatus,
    /// The opinion, or the whole text when there is none.
    pub text: String,
    /// What was cut off before the opinion, or, where nothing counts, what was left over beside the agreement.
    pub cut: Option<String>,
}

/// An opinion that is left over after an agreement has at least so many ideographs.
const LEAST: usize = 6;

/// After such a word at least so many ideographs are an opinion, since it says that something is wrong.
const LEAST_AMISS: usize = 2;

impl Words {
    /// Prepares the word lists of a kind for looking up.
    #[must_use]
    pub fn of(kind: &Kind) -> Self {
        let (vocabulary, clauses) = (&kind.vocabulary, kind.common.clauses.clone());
        let particles = kind.common.comparing.particles.iter().flat_map(|word| word.chars()).collect();
        let mut words = Words { clauses, particles, ..Words::default() };
        for row in vocabulary.list(lists::NON_OPINIONS).rows() {
            let phrase = row.get("phrase").to_owned();
            let count_status = match row.get("standing") {
                "agree" => CountStatus::Agreement,
                "praise" => CountStatus::Praise,
                _ => CountStatus::NoOpinion,
            };
            words.phrases.insert(sentence_key(&phrase), count_status);
            match (count_status, row.get("within")) {
                (CountStatus::Agreement, "opens") => words.openings.push(phrase),
                (CountStatus::Agreement, _) => words.agreeing.push(phrase),
                (CountStatus::Praise, "within") => {
                    words.praising.push((phrase, row.words("except").map(str::to_owned).collect()));
                }
                _ => {}
            }
        }
        words.cues = vocabulary
            .list(lists::CUES)
            .rows()
            .map(|row| Cue {
                word: row.get("cue").to_owned(),
                except: row.words("except").map(str::to_owned).collect(),
                leads: !row.get("leads").is_empty(),
            })
            .collect();
        words.cue_at.extend(words.cues.iter().enumerate().map(|(index, cue)| (cue.word.clone(), index)));
        // The longest first, so that what is left of a clause is right.
        words.praising.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        words.nothing = Nothing::of(vocabulary.list(lists::NOTHING));
        let labels = |role: &str| {
            let rows = vocabulary.list(lists::LABELS).rows().filter(|row| row.get("role") == role);
            rows.flat_map(|row| row.words("words").map(str::to_owned).collect::<Vec<_>>()).collect()
        };
        words.labels = ["problem", "advice"].map(labels);
        let courtesy = vocabulary.list(lists::COURTESY);
        words.courtesy = courtesy.rows().map(|row| sentence_key(row.get("phrase"))).collect();
        words
    }

    /// The lines of a cell without those at its end that only say thanks or that this is all.
    #[must_use]
    pub fn without_courtesy(&self, raw: &str) -> Vec<String> {
        let mut lines = tidy_lines(raw);
        let closes = |line: &String| self.courtesy.contains(&sentence_key(line));
        while lines.len() > 1 && lines.last().is_some_and(closes) {
            lines.pop();
        }
        lines
    }

    /// The standing of a whole text that is no opinion: 无, 同意, 满意, nothing but punctuation, or a code, a link,
    /// a number.
    #[must_use]
    pub fn count_status(&self, text: &str) -> Option<CountStatus> {
        self.said(text).or_else(|| nothing::has_no_words(text).then_some(CountStatus::NoOpinion))
    }

    /// Whether a text says that there is nothing (无, 暂无, /); a number or a code says something.
    #[must_use]
    pub fn says_none(&self, text: &str) -> bool {
        self.said(text) == Some(CountStatus::NoOpinion)
    }

    /// The standing of a whole text by what it says.
    fn said(&self, text: &str) -> Option<CountStatus> {
        let key = sentence_key(text);
        if key.is_empty() {
            return Some(CountStatus::NoOpinion);
        }
        let nothing = || self.nothing.is_all_of(&key) || self.nothing.is_prompt(text);
        let known = self.phrases.get(&key).copied();
        known.or_else(|| nothing().then_some(CountStatus::NoOpinion))
    }

    /// Whether a character says nothing when opinions are compared.
    #[must_use]
    pub fn is_particle(&self, c: char) -> bool {
        self.particles.contains(&c)
    }

    /// Whether a text has a word that makes it an opinion.
    #[must_use]
    pub fn has_cue(&self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| {
            let rest = text.get(at..).unwrap_or_default();
            let cues = self.cue_at.of(rest).filter_map(|(_, index)| self.cues.get(*index));
            cues.into_iter().any(|cue| !cue.is_covered(text, at))
        })
    }

    /// Whether a text is the second half of the opinion that the one before it begins (存在问题：…, 建议：…).
    #[must_use]
    pub fn goes_on(&self, before: &str, text: &str) -> bool {
        let headed = |text: &str, labels: &[String]| {
            let text = strip_number(text).trim_start_matches(['【', '[']);
            let rest = labels.iter().filter_map(|label| text.strip_prefix(label.as_str()));
            rest.into_iter()
                .any(|rest| rest.trim_start_matches(['】', ']']).trim_start().starts_with(['：', ':']))
        };
        let [problem, advice] = &self.labels;
        headed(before, problem) && !headed(text, problem) && headed(text, advice)
    }

    /// Whether a sentence proposes what the one before it, which proposes nothing, calls for (窗口人手紧。建议增设窗口).
    #[must_use]
    pub fn answers(&self, before: &str, text: &str) -> bool {
        let [_, advice] = &self.labels;
        let proposes = advice.iter().any(|label| strip_number(text).starts_with(label.as_str()));
        proposes && !advice.iter().any(|label| before.contains(label.as_str()))
    }

    /// Whether a part of a cell can stand as an opinion of its own.
    #[must_use]
    pub fn is_opinion(&self, text: &str) -> bool {
        cjk_count(text) >= LEAST && (self.has_cue(text) || self.ends_amiss(text))
    }

    /// Whether a text ends with what says by itself what is amiss (反馈慢).
    #[must_use]
    pub fn ends_amiss(&self, text: &str) -> bool {
        let text = text.trim_end_matches(['。', '；', ';']);
        self.clauses.amiss.iter().any(|word| text.ends_with(word.as_str()))
    }

    /// How many ideographs a text has besides its cues: 建议加强 says nothing yet.
    #[must_use]
    pub fn substance(&self, text: &str) -> usize {
        let rest = self.cues.iter().fold(text.to_owned(), |rest, cue| rest.replace(&cue.word, ""));
        cjk_count(&rest)
    }

    /// A text without the cues that lead it (建议, 希望), as long as something is left.
    #[must_use]
    pub fn without_lead<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text;
        let leads = |cue: &&Cue, text: &str| {
            cue.leads && text.starts_with(cue.word.as_str()) && cue.first_in(text) == Some(0)
        };
        while let Some(cue) = self.cues.iter().find(|cue| leads(cue, rest)) {
            let shorter = rest
                .get(cue.word.len()..)
                .unwrap_or_default()
                .trim_start_matches(['：', ':', '，', ',', ' ']);
            if shorter.is_empty() {
                break;
            }
            rest = shorter;
        }
        rest
    }

    /// Judges a text, and cuts off an agreement or praise before an opinion.
    #[must_use]
    pub fn judge(&self, text: &str) -> Verdict {
        let whole = |count_status| Verdict { count_status, text: text.to_owned(), cut: None };
        if let Some(count_status) = self.count_status(text) {
            return whole(count_status);
        }
        let (count_status, from) = self.opening(text);
        let count_status = count_status
            .map(|count_status| if count_status == THANKS { CountStatus::Praise } else { count_status });
        let rest = text.get(from..).unwrap_or_default();
        // 同意，但建议…: what joins the two is of no use without the first.
        let after = |joints: &[String]| joints.iter().find_map(|joint| rest.strip_prefix(joint.as_str()));
        let joint = after(&self.clauses.joints).filter(|_| count_status.is_some());
        let amiss = after(&self.clauses.adversatives).filter(|_| count_status.is_some());
        let rest = amiss.or(joint).unwrap_or(rest).trim_start_matches(['，', ',', '：', ':']);
        match count_status {
            None if self.is_praise(text) || self.is_courteous(text) => whole(CountStatus::Praise),
            None => whole(CountStatus::Counted),
            Some(count_status) if sentence_key(rest).is_empty() => whole(count_status),
            Some(_) if self.stands(rest, amiss.is_some()) => Verdict {
                count_status: CountStatus::Counted,
                text: rest.to_owned(),
                cut: text.get(..from).map(str::to_owned),
            },
            Some(count_status) => Verdict { count_status, text: text.to_owned(), cut: Some(rest.to_owned()) },
        }
    }

    /// Whether what is left after praise or an agreement is an opinion: by a cue, or by what it says after a word
    /// such as 但 or 建议.
    fn stands(&self, rest: &str, amiss: bool) -> bool {
        // A cue of one character (请继续保持) leads a courtesy as well.
        let leads =
            |cue: &Cue| cue.leads && cue.word.chars().nth(1).is_some() && cue.first_in(rest) == Some(0);
        let led = || self.cues.iter().any(leads) && self.substance(rest) >= LEAST_AMISS;
        let says =
            || cjk_count(rest) >= LEAST_AMISS && self.opening(rest).0.is_none() && !self.is_praise(rest);
        self.is_opinion(rest) || led() || (amiss && says())
    }

    /// The standing of the clauses at the beginning that are no opinion, and where the rest begins.
    fn opening(&self, text: &str) -> (Option<CountStatus>, usize) {
        let (mut count_status, mut from) = (None, 0);
        loop {
            let rest = text.get(from..).unwrap_or_default();
            let sentence = head(rest, &['。', '；', ';', '！', '!', '\n']);
            let clause = head(rest, &['，', ',', '。', '；', ';', '！', '!', '\n']);
            let found = self.sentence(sentence).map(|found| (found, sentence));
            let Some((found, taken)) = found.or_else(|| self.clause(clause).map(|found| (found, clause)))
            else {
                return (count_status, from);
            };
            count_status = Some(stronger(count_status, found));
            from += taken.len();
        }
    }

    /// A clause that is no opinion by itself.
    fn clause(&self, clause: &str) -> Option<CountStatus> {
        if clause.is_empty() || sentence_key(clause).is_empty() {
            return None;
        }
        let opens =
            || self.openings.iter().any(|word| clause.starts_with(word.as_str())) && !self.has_cue(clause);
        let said = self.count_status(clause).or_else(|| opens().then_some(CountStatus::Agreement));
        let thanks = said == Some(CountStatus::Praise) && self.courtesy.contains(&sentence_key(clause));
        if thanks { Some(THANKS) } else { said }
    }

    /// A sentence of agreeing clauses, at least one of which agrees by itself (支持政府工程，同意树木迁移).
    fn sentence(&self, sentence: &str) -> Option<CountStatus> {
        let clauses = cut(sentence, |_, c, _| matches!(c, '，' | ','));
        let agrees = |clause: &String| self.agreeing.iter().any(|word| clause.starts_with(word.as_str()));
        let mut count_status = None;
        for clause in &clauses {
            match self.clause(clause) {
                Some(found) => count_status = Some(stronger(count_status, found)),
                None if agrees(clause) && !self.has_cue(clause) => {}
                None => return None,
            }
        }
        count_status
    }

    /// Praise: every clause praises, and none has a word of an opinion, a lack or a wish besides.
    fn is_praise(&self, text: &str) -> bool {
        if self.has_cue(text) {
            return false;
        }
        let clauses = cut(text, |_, c, _| matches!(c, '，' | ',' | '。' | '；' | ';' | '！' | '!' | '、'));
        let praises = |clause: &String| {
            let rest = self.without_praise(clause);
            rest.len() < clause.len() && !self.clauses.lacks.iter().any(|word| rest.contains(word.as_str()))
        };
        clauses.iter().all(praises)
    }

    /// Whether every clause praises or says nothing (感谢组织关心，没有意见).
    fn is_courteous(&self, text: &str) -> bool {
        let clauses = cut(text, |_, c, _| matches!(c, '，' | ',' | '。' | '；' | ';' | '！' | '!'));
        clauses.iter().all(|clause| self.count_status(clause).is_some() || self.is_praise(clause))
    }

    /// A clause without the words that praise; the same when none does.
    fn without_praise(&self, clause: &str) -> String {
        self.praising.iter().fold(clause.to_owned(), |rest, (word, except)| {
            let held = except.iter().any(|held| rest.contains(held.as_str()));
            if held || !rest.contains(word.as_str()) { rest } else { rest.replace(word.as_str(), "") }
        })
    }
}

impl Cue {
    /// Where the cue occurs first, outside the words that hold it and are none.
    fn first_in(&self, text: &str) -> Option<usize> {
        text.match_indices(&self.word).map(|(at, _)| at).find(|at| !self.is_covered(text, *at))
    }

    /// Whether the cue at a place of a text is part of a word that holds it and is none.
    fn is_covered(&self, text: &str, at: usize) -> bool {
        self.except.iter().any(|word| {
            word.match_indices(&self.word).any(|(offset, _)| {
                let start = at.checked_sub(offset);
                start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(word.as_str()))
            })
        })
    }
}

/// Thanks while the clauses of a text are looked at: beside 无 they are no praise.
const THANKS: CountStatus = CountStatus::Empty;

/// Agreement weighs more than praise, praise more than 无, and all of them more than thanks.
fn stronger(count_status: Option<CountStatus>, found: CountStatus) -> CountStatus {
    match (count_status, found) {
        (None | Some(THANKS), THANKS) => THANKS,
        (Some(CountStatus::Agreement), _) | (_, CountStatus::Agreement) => CountStatus::Agreement,
        (Some(CountStatus::Praise), _) | (_, CountStatus::Praise) => CountStatus::Praise,
        _ => CountStatus::NoOpinion,
    }
}

/// A text up to and with its first mark of the given ones, and the marks that follow at once.
fn head<'t>(text: &'t str, marks: &[char]) -> &'t str {
    let Some(at) = text.find(marks) else { return text };
    let rest = text.get(at..).unwrap_or_default();
    let tail = rest.trim_start_matches(marks).trim_start();
    text.get(..text.len() - tail.len()).unwrap_or(text)
}

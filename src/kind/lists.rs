//! The word lists that the program itself reads, by their files in `vocabulary/`: which columns each has.

/// A word list that the program itself reads, and the columns that it needs.
#[derive(Debug, Clone, Copy)]
pub struct ListRule {
    /// The name of its file without `.tsv`.
    pub name: &'static str,
    /// The columns without which it cannot be read.
    pub needed: &'static [&'static str],
    /// The columns that it may have besides.
    pub more: &'static [&'static str],
    /// Columns whose cells are one of these words; blank where the words say so.
    pub choices: &'static [(&'static str, &'static [&'static str])],
}

const fn list(name: &'static str, needed: &'static [&'static str]) -> ListRule {
    ListRule { name, needed, more: &[], choices: &[] }
}

/// The verbs with which reports tell activities, and the words around them.
pub const ACTS: &str = "acts";
/// What is asked about: aspects by scheme.
pub const ASPECTS: &str = "aspects";
/// Pairs of words that mean the opposite of each other.
pub const ANTONYMS: &str = "antonyms";
/// Lines of courtesy that close a letter and hold no opinion.
pub const COURTESY: &str = "courtesy";
/// Words with which fault is found, and those of a sentence in which a leading person finds it.
pub const CRITICAL: &str = "critical";
/// Words that make a remark an opinion.
pub const CUES: &str = "cues";
/// Words of which each keeps opinions apart that differ in it.
pub const KEPT_APART: &str = "kept_apart";
/// Labels that head the halves of an opinion.
pub const LABELS: &str = "labels";
/// How names of places, units and persons end.
pub const NAME_ENDS: &str = "name_ends";
/// Words that deny the words behind them.
pub const NEGATIONS: &str = "negations";
/// What people write who give no opinion.
pub const NON_OPINIONS: &str = "non_opinions";
/// The words that answers without content are made of (无, 没有).
pub const NOTHING: &str = "nothing";
/// Posts of leading persons.
pub const POSTS: &str = "leading_posts";
/// Words that are taken for one another when opinions are compared.
pub const REWORDINGS: &str = "rewordings";
/// Names of organs and undertakings that have ended, with the last day on which they held and the names of today.
pub const OUTDATED: &str = "outdated";
/// Words that a report should not repeat too often.
pub const OVERUSED: &str = "overused";
/// Set phrases (四风, 三会一课) with the members that belong to them.
pub const PHRASES: &str = "set_phrases";
/// Words that are probably slips of writing and may be right: they are only told.
pub const SLIPS: &str = "slips";
/// Words that one says and does not write in a report.
pub const SPOKEN: &str = "spoken";
/// Words that claim much (显著): a sentence with one wants a figure.
pub const STRONG: &str = "strong";
/// By which words the title of a material tells its kind, and the verb that goes with it.
pub const TITLE_KINDS: &str = "title_kinds";
/// Titles that are often misquoted, with the official ones.
pub const TITLES: &str = "titles";
/// Slips of writing and the right words.
pub const TYPOS: &str = "typos";
/// What units with such names are called together (个科室, 家企业).
pub const UNIT_NOUNS: &str = "unit_nouns";
/// Official words in names of units, and their short forms.
pub const UNIT_WORDS: &str = "unit_words";

/// All lists that the program reads, with their columns.
pub const LISTS: [ListRule; 25] = [
    ListRule {
        more: &["verb", "joins", "reads"],
        choices: &[(
            "where",
            &["opens", "predicate", "phrase", "goes", "around", "noun", "ends", "talk", "titled", "lectures"],
        )],
        ..list(ACTS, &["where", "words"])
    },
    list(ASPECTS, &["scheme", "aspect", "aliases", "strong", "weak"]),
    list(ANTONYMS, &["one", "other"]),
    list(COURTESY, &["phrase"]),
    ListRule { choices: &[("role", &["fault", "finder"])], ..list(CRITICAL, &["role", "words"]) },
    ListRule { choices: &[("leads", &["", "是"])], ..list(CUES, &["cue", "except", "leads"]) },
    list(KEPT_APART, &["words"]),
    ListRule { choices: &[("role", &["problem", "advice"])], ..list(LABELS, &["role", "words"]) },
    list(NAME_ENDS, &["end", "before", "except"]),
    list(NEGATIONS, &["word", "except"]),
    ListRule {
        more: &["within", "except"],
        choices: &[("standing", &["none", "agree", "praise"]), ("within", &["", "opens", "within"])],
        ..list(NON_OPINIONS, &["phrase", "standing"])
    },
    ListRule { choices: &[("role", &["no", "with", "prompt"])], ..list(NOTHING, &["role", "words"]) },
    ListRule { more: &["except"], ..list(OUTDATED, &["old", "new", "valid_to"]) },
    list(OVERUSED, &["word", "most"]),
    list(PHRASES, &["name", "members"]),
    list(POSTS, &["word"]),
    list(REWORDINGS, &["as", "words"]),
    ListRule { more: &["except"], ..list(SLIPS, &["wrong", "right"]) },
    ListRule { more: &["except"], ..list(SPOKEN, &["word", "better"]) },
    list(STRONG, &["word"]),
    ListRule { more: &["marks", "plain", "verb", "said"], ..list(TITLE_KINDS, &["kind"]) },
    list(TITLES, &["wrong", "right"]),
    list(TYPOS, &["wrong", "right"]),
    ListRule { more: &["headers", "ends"], ..list(UNIT_NOUNS, &["noun", "measure"]) },
    list(UNIT_WORDS, &["full", "short"]),
];

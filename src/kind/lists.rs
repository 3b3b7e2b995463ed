//! The word lists that the program itself reads, by their files in `vocabulary/`: which columns each has.

/// A word list of the program.
#[derive(Debug, Clone, Copy)]
pub struct ListRule {
    /// Its file's name without `.tsv`.
    pub name: &'static str,
    /// The columns that it must have.
    pub needed: &'static [&'static str],
    /// Those that it may have too.
    pub more: &'static [&'static str],
    /// Columns whose cells are one of these words; blank where the words say so.
    pub choices: &'static [(&'static str, &'static [&'static str])],
}

const fn list(name: &'static str, needed: &'static [&'static str]) -> ListRule {
    ListRule { name, needed, more: &[], choices: &[] }
}

/// The verbs of activities.
pub const ACTS: &str = "acts";
/// What is asked about: aspects by scheme.
pub const ASPECTS: &str = "aspects";
/// Opposites.
pub const ANTONYMS: &str = "antonyms";
/// Lines that close a letter.
pub const COURTESY: &str = "courtesy";
/// Words that make a remark an opinion.
pub const CUES: &str = "cues";
/// Words of which each keeps opinions apart that differ in it.
pub const KEPT_APART: &str = "kept_apart";
/// Labels that head the halves of an opinion.
pub const LABELS: &str = "labels";
/// How names of places, units and persons end.
pub const NAME_ENDS: &str = "name_ends";
/// Words that deny what follows them.
pub const NEGATIONS: &str = "negations";
/// What people write who give no opinion.
pub const NON_OPINIONS: &str = "non_opinions";
/// Of what words an empty answer is made.
pub const NOTHING: &str = "nothing";
/// Words that opinions are compared by.
pub const REWORDINGS: &str = "rewordings";
/// Names that no longer hold.
pub const OUTDATED: &str = "outdated";
/// Words that tire when they stand too often.
pub const OVERUSED: &str = "overused";
/// Set phrases with their members.
pub const PHRASES: &str = "set_phrases";
/// Likely slips.
pub const SLIPS: &str = "slips";
/// Words of speech.
pub const SPOKEN: &str = "spoken";
/// Words that claim much.
pub const STRONG: &str = "strong";
/// What a title is of.
pub const TITLE_KINDS: &str = "title_kinds";
/// Misquoted titles and the official ones.
pub const TITLES: &str = "titles";
/// Slips of writing and the right words.
pub const TYPOS: &str = "typos";
/// What units are called together.
pub const UNIT_NOUNS: &str = "unit_nouns";
/// Official words in names of units, and their short forms.
pub const UNIT_WORDS: &str = "unit_words";

/// All of them.
pub const LISTS: [ListRule; 23] = [
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

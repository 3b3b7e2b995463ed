//! An activity → what running text says was done: verb and object, by its type and by what its theme says already.

use serde_json::Value;

use super::super::data::Data;
use super::Given;
use super::names::{overlap, without_first};
use crate::kind::lists::ACTS;
use crate::kind::{FieldRole, Kind, TableRule, WordRow};

/// What the two fields of an event that its name is made from are called: its theme and its type.
pub(super) fn fields(kind: &Kind) -> [&str; 2] {
    [FieldRole::Theme, FieldRole::Type].map(|role| {
        let field = kind.tables.iter().find_map(|table| table.fields.get(table.at(role)?));
        field.map_or("", |field| field.name.as_str())
    })
}

/// What is known of a type of events, when its vocabulary has it.
fn type_row<'k>(kind: &'k Kind, term: &str) -> Option<WordRow<'k>> {
    let field = |table: &'k TableRule| table.fields.get(table.at(FieldRole::Type)?)?.vocabulary.as_deref();
    let list = kind.vocabulary.list(kind.tables.iter().find_map(field)?);
    list.rows().find(|row| row.get("term") == term)
}

/// The words in the vocabulary of verbs that stand for any name.
const ANY: &str = "*";
/// Where themes begin with a place or with other people.
const AROUND: [&str; 2] = ["goes", "around"];
/// Places of the vocabulary of verbs (its column `where`) whose words begin a theme that is a phrase, not a name.
const PHRASE: [&str; 3] = ["phrase", "goes", "around"];

/// A name of a type of so many characters is made of two words.
const LONG_NAME: usize = 4;

/// A longer theme, in characters, is a slogan rather than a thing.
const LONGEST_OBJECT: usize = 8;

/// The words of the vocabulary of verbs that stand in a place.
pub(super) fn words<'k>(kind: &'k Kind, place: &'static str) -> impl Iterator<Item = &'k str> {
    let rows = kind.vocabulary.list(ACTS).rows().filter(move |row| row.get("where") == place);
    rows.flat_map(|row| row.words("words"))
}

/// `event`: the name of an activity as running text says it.
pub(super) fn named(given: &Given<'_, '_>, data: &mut Data) -> String {
    Activity::of(given, data).name()
}

/// `act`: that an activity took place, with a verb.
pub(super) fn told(given: &Given<'_, '_>, data: &mut Data) -> String {
    let done = given.key("done").map_or("", |_| given.kind.common.wording.done.as_str());
    Activity::of(given, data).act(done, given.key("plain").is_some())
}

/// `serves`: whether those who took part are whom it was done for or with.
pub(super) fn serves(given: &Given<'_, '_>, data: &Data) -> bool {
    let [_, term] = fields(given.kind);
    let term = given.value(0).get(term).and_then(Value::as_str).unwrap_or_default();
    type_row(given.kind, &data.printed(term)).is_some_and(|row| !row.get("serves").is_empty())
}

/// One activity as its register tells it.
struct Activity<'a> {
    kind: &'a Kind,
    /// The mark of the theme, and that of it without a verb of organising at its beginning, and what that prints.
    whole: String,
    mark: String,
    theme: String,
    /// Its type, and what running text calls one of that type (主题党日 → 主题党日活动).
    term: String,
    noun: String,
}

impl<'a> Activity<'a> {
    fn of(given: &'a Given<'_, '_>, data: &mut Data) -> Self {
        let kind = given.kind;
        let [theme, term] =
            fields(kind).map(|field| given.value(0).get(field).and_then(Value::as_str).unwrap_or_default());
        // A theme that begins with who took part goes on with what they did.
        let by = given.key_text("by").unwrap_or_default();
        let mut mark = without_subject(data, theme, by);
        let whole = mark.clone();
        if let Some((verb, _)) = opening(kind, &["opens"], &data.printed(&mark))
            && let Some(datum) = data.of(&mark).map(|datum| without_first(datum, verb))
        {
            let kept = data.keep(datum);
            mark = without_shared_subject(kind, data, &kept, by);
        }
        let term = data.printed(term);
        let noun = type_row(kind, &term).map(|row| row.get("noun")).filter(|noun| !noun.is_empty());
        // An unknown type that is told with a verb (组织观影) loses it.
        let own = opening(kind, &["opens"], &term).and_then(|(verb, _)| term.get(verb..)).unwrap_or(&term);
        let noun = noun.unwrap_or(own).to_owned();
        Activity { kind, whole, theme: data.printed(&mark), mark, term, noun }
    }

    /// Its name: its theme when that is a name already, else “theme” and what its type is called.
    fn name(&self) -> String {
        let Activity { mark, theme, noun, .. } = self;
        match (theme.is_empty(), noun.is_empty()) {
            (true, _) => noun.clone(),
            (false, true) if self.is_name() => mark.clone(),
            (false, true) => format!("“{mark}”{}", self.any()),
            (false, false) if self.is_quotation() => format!("{mark}{noun}"),
            (false, false) if self.is_name() => format!("{mark}{}", self.completed()),
            // 燃气安全进社区宣传 and 宣传活动 are one name.
            (false, false) => match overlap(theme, noun) {
                // What was checked, cleaned or taught is no name of its own: 消防设施督导检查.
                0 if self.is_object() => format!("{mark}{noun}"),
                0 => format!("“{mark}”{noun}"),
                shared => format!("{mark}{}", noun.get(shared..).unwrap_or_default()),
            },
        }
    }

    /// What was done: verb and object. `plain` when the sentence's subject did it itself, without organising it.
    fn act(&self, done: &str, plain: bool) -> String {
        let Activity { kind, mark, theme, noun, .. } = self;
        if let Some((_, verb)) = opening(kind, &["predicate"], theme) {
            let verb = if plain || theme.starts_with(verb) { "" } else { verb };
            return format!("{verb}{mark}");
        }
        if self.sends_others() {
            return self.whole.clone();
        }
        if !self.is_name() && opening(kind, &PHRASE, theme).is_some() {
            let says_all = noun.is_empty()
                || self.own_words().any(|word| theme.contains(word))
                || self.turns_round()
                || self.tells_a_visit();
            return match says_all {
                true => mark.clone(),
                false => format!("{}{done}{noun}，{mark}", self.verb(noun, plain)),
            };
        }
        let name = if theme.is_empty() || self.is_quotation() || !self.is_name() { noun } else { theme };
        format!("{}{done}{}", self.verb(name, plain), self.name())
    }

    /// The verb that goes before a name, by its end; `plain` that of those who took part.
    fn verb(&self, name: &str, plain: bool) -> &'a str {
        let (name, column) = (without_remark(name), if plain { "joins" } else { "verb" });
        let rows = self.kind.vocabulary.list(ACTS).rows().filter(|row| row.get("where") == "ends");
        let words = rows.flat_map(|row| row.words("words").map(move |word| (word, row.get(column))));
        let fitting = words.filter(|(word, _)| *word == ANY || name.ends_with(word));
        fitting.max_by_key(|(word, _)| if *word == ANY { 0 } else { word.len() }).map_or("", |(_, verb)| verb)
    }

    /// What an activity is called that has no name of its own.
    fn any(&self) -> &'a str {
        let mut rows = self.kind.vocabulary.list(ACTS).rows();
        let row = rows.find(|row| row.words("words").any(|word| word == ANY));
        row.and_then(|row| row.words("words").find(|word| *word != ANY)).unwrap_or_default()
    }

    /// Whether the theme says where they went and what they did there (赴纪念馆参观).
    fn tells_a_visit(&self) -> bool {
        self.visits(&self.theme)
    }

    /// Whether a text says where one went and what one did there.
    fn visits(&self, text: &str) -> bool {
        let rest = opening(self.kind, &["goes"], text).and_then(|(from, _)| text.get(from..));
        let mut acts = ["opens", "predicate", "phrase"].into_iter().flat_map(|place| words(self.kind, place));
        rest.is_some_and(|rest| acts.any(|word| word.chars().count() > 1 && rest.contains(word)))
    }

    /// Whether the theme says who was taken where (组织支部书记到红星村观摩): an office did that, so its verb stays.
    fn sends_others(&self) -> bool {
        let mut places = words(self.kind, "goes").filter_map(|word| self.theme.find(word));
        self.whole != self.mark
            && !words(self.kind, "ends").any(|end| self.theme.ends_with(end))
            && places.any(|at| at > 0 && self.theme.get(at..).is_some_and(|rest| self.visits(rest)))
    }

    /// Whether the theme says the words of a long name of its type in another order (征集合理化建议, 合理化建议征集).
    fn turns_round(&self) -> bool {
        self.noun.chars().count() >= LONG_NAME && self.noun.chars().all(|c| self.theme.contains(c))
    }

    /// What the theme's last word lacks of the name of its type (“…”主题党日 → 活动).
    fn completed(&self) -> &str {
        let ends = !self.term.is_empty() && self.theme.ends_with(self.term.as_str());
        self.noun.strip_prefix(self.term.as_str()).filter(|_| ends).unwrap_or_default()
    }

    /// What registers and running text call an activity of its type.
    fn own_words(&self) -> impl Iterator<Item = &str> {
        let aliases = type_row(self.kind, &self.term).into_iter().flat_map(|row| row.words("aliases"));
        aliases.chain([self.term.as_str(), self.noun.as_str()]).filter(|word| !word.is_empty())
    }

    /// Whether the theme is nothing but what an activity of its type is done to.
    fn is_object(&self) -> bool {
        let bare = type_row(self.kind, &self.term).is_some_and(|row| !row.get("bare").is_empty());
        bare && self.theme.chars().all(char::is_alphanumeric)
            && self.theme.chars().count() <= LONGEST_OBJECT
            && opening(self.kind, &PHRASE, &self.theme).is_none()
    }

    /// Whether the theme is one title or quotation and nothing else.
    fn is_quotation(&self) -> bool {
        let whole = |open: char, close: char| self.theme.starts_with(open) && self.theme.ends_with(close);
        whole('《', '》') || whole('“', '”')
    }

    /// Whether the theme is already the name of an event: it quotes one, or ends as names of its type or of any
    /// event do.
    fn is_name(&self) -> bool {
        let theme = without_remark(&self.theme);
        // A theme that says where or for whom is a phrase, not a name, however it ends.
        if opening(self.kind, &AROUND, theme).is_some() {
            return false;
        }
        let acts = words(self.kind, "ends").filter(|word| *word != ANY);
        let phrase = opening(self.kind, &["predicate", "phrase"], theme).is_some();
        let kin = last_word(&self.noun).filter(|_| !phrase);
        let mut endings = self.own_words().chain(acts).chain(kin);
        let quotes = theme.contains(['“', '《']) && opening(self.kind, &PHRASE, theme).is_none();
        quotes || endings.any(|end| theme.ends_with(end))
    }
}

/// A theme without the subject of its sentence, when it begins with it.
fn without_subject(data: &mut Data, theme: &str, by: &str) -> String {
    let (text, subject) = (data.printed(theme), data.printed(by));
    let repeats = !subject.is_empty() && text.len() > subject.len() && text.starts_with(&subject);
    let rest = data.of(theme).filter(|_| repeats).map(|datum| without_first(datum, subject.len()));
    rest.map_or_else(|| theme.to_owned(), |datum| data.keep(datum))
}

/// A theme behind a verb of organising without the subject of its sentence, when it begins with the end of that (村支部书记:
/// 支部书记到红星村观摩) and goes on with what they did.
fn without_shared_subject(kind: &Kind, data: &mut Data, theme: &str, by: &str) -> String {
    let (text, subject) = (data.printed(theme), data.printed(by));
    let shared = overlap(&subject, &text);
    let acts = |rest: &str| opening(kind, &["predicate", "phrase", "goes", "around"], rest).is_some();
    let goes_on = shared > 0 && text.get(shared..).is_some_and(acts);
    let rest = data.of(theme).filter(|_| goes_on).map(|datum| without_first(datum, shared));
    rest.map_or_else(|| theme.to_owned(), |datum| data.keep(datum))
}

/// The last two characters of a long name: what ends with them is one of its kind (案件质量评查, 案件评查).
fn last_word(name: &str) -> Option<&str> {
    let from = name.char_indices().rev().nth(1).map(|(at, _)| at)?;
    name.get(from..).filter(|_| name.chars().count() >= LONG_NAME)
}

/// A name without a remark in brackets at its end.
fn without_remark(name: &str) -> &str {
    let open = name.rfind(['（', '(']).filter(|at| *at > 0 && name.ends_with(['）', ')']));
    open.and_then(|at| name.get(..at)).unwrap_or(name)
}

/// How many bytes of a text the longest words of a row of the table of verbs take at its beginning, and the verb of
/// that row; none when the text begins with a word that only looks like one of them.
fn opening<'k>(kind: &'k Kind, places: &[&str], text: &str) -> Option<(usize, &'k str)> {
    let stands = |row: &WordRow<'_>| places.contains(&row.get("where")) || row.get("where") == "noun";
    let rows = kind.vocabulary.list(ACTS).rows().filter(stands);
    let words = rows.flat_map(|row| row.words("words").map(move |word| (word, row)));
    let fitting =
        words.filter(|(word, row)| text.starts_with(word) && (text != *word || row.get("where") == "noun"));
    let (word, row) = fitting.max_by_key(|(word, _)| word.len())?;
    places.contains(&row.get("where")).then(|| (word.len(), row.get("verb")))
}

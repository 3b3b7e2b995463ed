//! `tables.toml` as rules: which tables workbooks may hold, their fields, and the headers that name them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::parse::{OneOrMore, one_or_more};
use super::roles::{FieldRole, TableRole};
use crate::model::pair::pair;
use crate::text::fold::word_key;

/// One table that workbooks may hold, from `tables.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableRule {
    /// Its id (`opinions`): lower-case ASCII letters, digits, `_`, `.` and `-`.
    pub id: String,
    /// Its Chinese name (征求意见), as people are told.
    pub name: String,
    /// What the program itself does with it; without a role it is only counted and told.
    #[serde(default)]
    pub role: Option<TableRole>,
    /// Words in a title row, a sheet's or a file's name that speak for this table.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Words that speak for it too, but that many other ledgers have in their titles (台账).
    #[serde(default)]
    pub faint: Vec<String>,
    /// Words with which a title of this table ends before 台账, 汇总表 and the like (客户走访意见 are opinions).
    #[serde(default)]
    pub ends: Vec<String>,
    /// The word that stands for one that several headers share with the title (巡河 in 巡河时间 and 巡河情况 of a
    /// 巡河台账 is read like 活动).
    #[serde(default)]
    pub shared: Option<String>,
    /// Words that its headers are built with (整改 + 责任人), besides those of a field's own compounds.
    #[serde(default)]
    pub topics: Vec<String>,
    /// One field of each inner list must be among the columns too, or the table is something else that only looks like
    /// it.
    #[serde(default)]
    pub supported: Vec<Vec<String>>,
    /// Whether one of its topics must stand in the headers, the title or a name.
    #[serde(default)]
    pub topical: bool,
    /// What identifies it: of each inner list at least one field must be among the columns.
    pub identify: Vec<Vec<String>>,
    /// Where only title or name tell a field of `identify` (走访台账 of the type): the fields of which one must be
    /// among the columns then. With none of them no title tells.
    #[serde(default)]
    pub titled: Vec<String>,
    /// Fields whose presence says that it is another table.
    #[serde(default)]
    pub unless: Vec<String>,
    /// The field whose cell may hold several entries (`1.…2.…`), which are split.
    #[serde(default)]
    pub split: Option<String>,
    /// The field whose text decides whether an entry counts: a blank one gives no entry, 无 and 同意 are
    /// used and not counted.
    #[serde(default)]
    pub subject: Option<String>,
    /// The field with the entry's date: entries dated after 截至日期 are set aside.
    #[serde(default)]
    pub event_date: Option<String>,
    /// Whether the office that makes the report keeps it itself: what is wrong in it goes back to no unit.
    #[serde(default)]
    pub ours: bool,
    /// Fields of which a row must fill at least one to be an entry; with none of them it is set aside.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The fields whose texts name an entry from run to run, however its other values are corrected; all values
    /// when not said. Opinions and problems are known by who said what, whatever stands here.
    #[serde(default)]
    pub key: Vec<String>,
    /// Its fields in the order in which entries hold their values.
    #[serde(rename = "field")]
    pub fields: Vec<FieldRule>,
}

/// One field of a table: a column by its meaning.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    /// Its id (`content`): lower-case ASCII letters, digits, `_`, `.` and `-`.
    pub id: String,
    /// Its Chinese name, which templates use (内容).
    pub name: String,
    /// What the program itself does with it; without a role it is only counted and told.
    #[serde(default)]
    pub role: Option<FieldRole>,
    /// How its cells become values.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// For `term`: the vocabulary that maps what cells say to canonical words.
    #[serde(default)]
    pub vocabulary: Option<String>,
    /// Headers that name it, besides its Chinese name.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Headers that may mean it and may mean much else: they do when the values speak for it.
    #[serde(default)]
    pub weak: Vec<String>,
    /// Fields of which one must have a column for a weak header to mean this one, whatever its values say
    /// (理由 beside 是否采纳).
    #[serde(default)]
    pub beside: Vec<String>,
    /// Headers that mean it where the row has another header that says whose the thing is (部门名称 beside 提出单位).
    #[serde(default)]
    pub facing: Option<FacingRule>,
    /// How the headers of questions are written (`Q#*`: # a number, * anything): each such column gives an entry of
    /// its own, with the header as band.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Head nouns with the modifiers that it accepts before them.
    #[serde(default)]
    pub compounds: Vec<CompoundRule>,
    /// Whether its cells hold facts that a report may tell: those that it does not tell are named.
    #[serde(default)]
    pub fact: bool,
    /// Whether its cells hold prose that a person wrote for the report.
    #[serde(default)]
    pub prose: bool,
    /// What our own form has here as an example; a row with the examples of all its fields is left out.
    #[serde(default)]
    pub example: Option<String>,
    /// The fields that tell the value when the row leaves this one blank, the best first: for `term` a word of its
    /// vocabulary, for `text` what `told` finds in them, or without it the value itself.
    #[serde(default, deserialize_with = "one_or_more")]
    #[schemars(with = "OneOrMore")]
    pub infer_from: Vec<String>,
    /// For `text`: where a sentence in a field of `infer_from` says the value.
    #[serde(default)]
    pub told: Option<ToldRule>,
    /// For `text`: when no column has it, a field of `infer_from` has it as long as it takes at most so many characters and
    /// no second sentence (内容 that is a theme).
    #[serde(default)]
    pub within: Option<usize>,
    /// For `term`: words of cells that say less than another field does (会议 beside 党组会议研究方案).
    #[serde(default)]
    pub vague: Vec<String>,
    /// For `term`: whether a word that the vocabulary does not know is told, since figures need it.
    #[serde(default)]
    pub known: bool,
    /// For `flag`: what a cell says that means yes, and what means no, besides the words of every kind (缺岗 under 是否缺岗).
    #[serde(default)]
    pub yes: Vec<String>,
    /// For `flag`: see `yes`.
    #[serde(default)]
    pub no: Vec<String>,
    /// Whether a row that leaves it blank is told.
    #[serde(default)]
    pub required: bool,
    /// For `term`: whether a word that the vocabulary does not know is told; it is kept as it stands.
    #[serde(default)]
    pub closed: bool,
    /// For `term`: whether figures count by its words, so that a column with others is told, once.
    #[serde(default)]
    pub classed: bool,
    /// For `number`: whether those of named people who did not come are among them (应到人数).
    #[serde(default)]
    pub absent_too: bool,
    /// For `number`: whether only whole numbers make sense (people, copies).
    #[serde(default)]
    pub whole: bool,
    /// For `number`: the family of words (党员, 群众) by which the columns of its parts are named, whose numbers
    /// are added up where no column has the whole.
    #[serde(default)]
    pub parts: Option<String>,
    /// For `date`: whether it tells what is over: 立行立改 is none of its values.
    #[serde(default)]
    pub past: bool,
    /// For `date`: whether it is a day that was set (整改时限), so that without a year it is one after the matter began.
    #[serde(default)]
    pub ahead: bool,
    /// For `number`: the two number fields of the row whose quotient it states.
    #[serde(default, deserialize_with = "pair")]
    pub quotient: Option<[String; 2]>,
    /// For `number`: the number field of the row that it can never be more than.
    #[serde(default)]
    pub at_most: Option<String>,
    /// For `number`: whether no total adds its numbers up (shares, positions).
    #[serde(default)]
    pub unsummed: bool,
    /// Where else its value may come from when the row has none.
    #[serde(default)]
    pub harvest: Option<Harvest>,
    /// For `harvest = "title"`: words of titles that tell nothing (活动).
    #[serde(default)]
    pub untelling: Vec<String>,
    /// For `harvest = "title"`: words of titles that count only where the row itself tells nothing (学习).
    #[serde(default)]
    pub yielding: Vec<String>,
}

/// How a sentence says a value: 党委书记某某以《…》为题讲党课, 专题党课（主讲人：某某）.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldRule {
    /// Words before which it stands, at the beginning of the sentence.
    pub before: Vec<String>,
    /// Words behind which it stands.
    pub after: Vec<String>,
    /// Verbs with which the sentence begins before it.
    pub begins: Vec<String>,
    /// Words of which one must stand in the sentence.
    pub with: Vec<String>,
    /// Words with which it never ends (全体党员 listen, they do not lecture).
    pub never: Vec<String>,
}

/// Headers whose meaning another header of the row decides.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FacingRule {
    /// The headers that may mean the field.
    pub words: Vec<String>,
    /// What the other header begins with, which names the field that this one would be otherwise.
    pub with: Vec<String>,
    /// Whether the other header may name any field, and this one then is nothing else (企业名称 beside 走访时间 is where
    /// somebody went).
    #[serde(default)]
    pub instead: bool,
}

/// Headers that are built of modifiers and a head noun at their end.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompoundRule {
    /// The head nouns; `@person` stands for a family of `common/headers.toml`.
    pub heads: Vec<String>,
    /// The modifiers; `@topics` stands for the topics of the table. Harmless ones may stand among them.
    pub of: Vec<String>,
    /// Words of which one must stand in the header; none: any header will do.
    #[serde(default)]
    pub need: Vec<String>,
    /// Whether the head noun alone says enough.
    #[serde(default)]
    pub bare: bool,
    /// Whether a header that it fits names no other field by its subject and the head noun alone (参会部门 are no 部门).
    #[serde(default)]
    pub firm: bool,
    /// Whether other words may stand before it too, unless one of them makes another thing of it.
    #[serde(default)]
    pub open: bool,
}

impl FieldRule {
    /// What a cell says in the field's own words for yes and no.
    #[must_use]
    pub fn flag(&self, text: &str) -> Option<bool> {
        let key = word_key(text);
        let says = |words: &[String]| words.iter().any(|word| word_key(word) == key);
        let no = says(&self.no);
        (no || says(&self.yes)).then_some(!no)
    }

    /// Whether it has the whole value of another field where no column is its own.
    #[must_use]
    pub fn is_filled_by(&self, other: &FieldRule) -> bool {
        self.kind == FieldType::Text && self.takes_whole() && self.infer_from.contains(&other.id)
    }

    /// Whether it takes the value of another field as it is.
    #[must_use]
    pub fn takes_whole(&self) -> bool {
        self.told.is_none() && self.within.is_none()
    }
}

/// How cells of a field become values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Cleaned text on one line → `Value::Text`. Blank cells have no value, of any type.
    Text,
    /// Cleaned text, one item a line of the cell → `Value::List` (always, even for one line).
    Lines,
    /// Cleaned text, one item a numbered point (`1.…2.…`) or a line of the cell, without its number →
    /// `Value::List`.
    Points,
    /// Names or other short items separated by 、 ； line breaks, or commas when no item has 《》 or a remark in
    /// brackets → `Value::List`.
    List,
    /// Titles of materials: separated by line breaks, ； or 、 between or after 《》 → `Value::List`.
    Titles,
    /// The name of a person, or several in one cell, without padding (张 三) → `Value::Text`.
    Person,
    /// The name of a unit, by 单位名录 where that knows it → `Value::Text`.
    Unit,
    /// A word of a vocabulary, canonical when known → `Value::Text`.
    Term,
    /// A number with how exact it is (30余) → `Value::Number`.
    Number,
    /// A date or a period with its precision → `Value::Date`.
    Date,
    /// Yes or no (是, √; 否, ×) → `Value::Flag`.
    Flag,
}

/// Where a field's value comes from when the row has none of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Harvest {
    /// A 填报单位 line above the header, else the sheet's name, the file's name, the folder.
    Unit,
    /// The date in a 填报时间 line above the header.
    Date,
    /// The row above that heads its rows (一、形式主义方面).
    Band,
    /// Whom the label or header asks about (对党支部的意见建议).
    Target,
    /// The sheet's title or name, through the field's vocabulary (问题清单).
    Title,
}

impl TableRule {
    /// The index of the field whose columns are questions of a survey; none when the table has no such field.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        self.fields.iter().position(|field| !field.questions.is_empty())
    }

    /// The index of a field by its id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }
}

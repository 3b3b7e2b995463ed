//! `outline.toml` and `settings.toml` as rules: the sections in order, and the items of 报告信息.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::model::element::{Element, Role, elements};
use crate::model::settings::{Line, Settings};

/// One section of the report, from `outline.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// Its id, the first part of its blocks' ids.
    pub id: String,
    /// Its Chinese name, for 章节标题 and 文字材料; a section without one is the shared one of its id.
    #[serde(default)]
    pub name: String,
    /// The file with its wording; called like its id when not said.
    #[serde(default)]
    pub text: String,
    /// Its heading 一、, itself wording; a section without one has none of its own.
    #[serde(default)]
    pub heading: Option<String>,
    /// Which element of the format its paragraphs are; running text when not said.
    #[serde(default = "body", deserialize_with = "role")]
    #[schemars(schema_with = "roles")]
    pub role: Role,
    /// The items of 报告信息 of which one must be filled in for it to stand; none: it stands in any case.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Its first paragraph goes on in the last paragraph before it.
    #[serde(default)]
    pub continues: bool,
}

fn body() -> Role {
    Role::Body
}

/// The elements that a section may be; those of annexes follow from annexes.toml.
fn known() -> impl Iterator<Item = &'static Element> {
    elements().filter(|element| element.of_section)
}

/// The words of these elements as a JSON schema, for editors.
fn roles(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": known().map(|element| element.word).collect::<Vec<_>>() })
}

/// An element that a section may be, by its word.
fn role<'de, D: Deserializer<'de>>(word: D) -> Result<Role, D::Error> {
    let word = String::deserialize(word)?;
    known().find(|element| element.word == word).map(|element| element.role).ok_or_else(|| {
        let words: Vec<String> = known().map(|element| format!("`{}`", element.word)).collect();
        Error::custom(format!("unknown variant `{word}`, expected one of {}", words.join(", ")))
    })
}

/// An item of 报告信息, from `settings.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemRule {
    /// Its name in the column 项目, which templates use.
    pub name: String,
    /// Whether its content is one text, several, or a date; one text when not said.
    #[serde(rename = "type", default)]
    pub kind: ItemType,
    /// Other names by which people may write it in the column 项目.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether its content is prose that a person wrote for the report.
    #[serde(default)]
    pub prose: bool,
    /// The items that stand in for it, in order, when it is blank.
    #[serde(default)]
    pub otherwise: Vec<String>,
    /// The item that may state it as one end of a span (活动时间).
    #[serde(default)]
    pub span: Option<String>,
    /// The item that is asked for when it and all that stand in for it are blank; itself when not said.
    #[serde(default)]
    pub ask: Option<String>,
    /// Its value when the folder says nothing.
    #[serde(default)]
    pub default: Option<String>,
    /// What a blank 报告信息 says of it.
    #[serde(default)]
    pub note: String,
    /// What a blank 报告信息 gives as an example.
    #[serde(default)]
    pub example: Option<String>,
    /// The words that a blank 报告信息 offers for it.
    #[serde(default)]
    pub choices: Vec<String>,
}

impl ItemRule {
    /// What the folder says for it: its own lines, else those of the first item that stands in and has some.
    #[must_use]
    pub fn lines<'s>(&self, settings: &'s Settings) -> &'s [Line] {
        let mut names = std::iter::once(&self.name).chain(&self.otherwise);
        names.find_map(|name| Some(settings.lines(name)).filter(|lines| !lines.is_empty())).unwrap_or(&[])
    }

    /// How a text prints it: a date as running text writes it, else its first line.
    #[must_use]
    pub fn printed(&self, settings: &Settings) -> Option<String> {
        let date = settings.date(&self.name).map(|when| when.to_string());
        date.or_else(|| self.lines(settings).first().map(|line| line.text.to_string()))
    }
}

/// What the content of an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ItemType {
    /// One text, in one cell.
    #[default]
    Text,
    /// Several texts, one a line or one a row.
    List,
    /// A date, to the day or less exact.
    Date,
}

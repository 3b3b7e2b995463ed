//! A TOML file → its rules, or what is wrong with it in the words of a person who edits it, with the line.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::finding::kinds::{KindFault, Thing, Wanted};

/// Reads a file; a byte order mark before it is left out.
///
/// # Errors
/// The line, and what is wrong there.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, (Option<usize>, KindFault)> {
    let bare = text.trim_start_matches('\u{FEFF}');
    toml::from_str(bare).map_err(|error| {
        let line = line_of(bare, &error);
        let there = line.and_then(|line| bare.lines().nth(line.saturating_sub(1)));
        let fault = match (fault(error.message()), there.and_then(wide)) {
            (KindFault::Unparsed(_), Some(mark)) => KindFault::Wide(mark.to_string()),
            (fault, _) => fault,
        };
        (line, of_key(fault, there.and_then(key_of)))
    })
}

/// A mark of Chinese text that stands outside of quotes, where the language has its own.
fn wide(line: &str) -> Option<char> {
    let outside = line.split('"').step_by(2);
    outside.flat_map(str::chars).find(|c| "“”‘’，＝［］｛｝：".contains(*c))
}

/// The key that a line gives a value to.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    Some(key.trim())
}

/// The fault with the key that it is about, where the parser does not say it.
pub(super) fn of_key(fault: KindFault, known: Option<&str>) -> KindFault {
    match (fault, known) {
        (KindFault::Value { key, value, wanted }, Some(known)) if key.is_empty() => {
            KindFault::Value { key: known.to_owned(), value, wanted }
        }
        (fault, _) => fault,
    }
}

/// The line of an error, counted from one.
fn line_of(text: &str, error: &toml::de::Error) -> Option<usize> {
    let start = error.span()?.start;
    Some(text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1)
}

/// What serde and the parser say → the same in the reader's words. What they say otherwise stays as it is.
pub(super) fn fault(said: &str) -> KindFault {
    let said = said.lines().next().unwrap_or_default().trim();
    let quoted =
        |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let names = quoted(said);
    let rest = || names.iter().skip(1).map(String::as_str);
    match names.first() {
        Some(name) if said.starts_with("unknown field") => KindFault::unknown(Thing::Key, name, rest()),
        Some(name) if said.starts_with("unknown variant") => KindFault::unknown(Thing::Choice, name, rest()),
        Some(name) if said.starts_with("missing field") => KindFault::Lacks { key: name.clone() },
        Some(name) if said.starts_with("duplicate key") || said.starts_with("duplicate field") => {
            KindFault::Twice { what: Thing::Key, name: name.clone() }
        }
        _ => match said
            .strip_prefix("invalid type: ")
            .or_else(|| said.strip_prefix("invalid value: "))
            .and_then(|rest| rest.split_once(", expected "))
        {
            Some((given, wanted)) => KindFault::Value {
                key: String::new(),
                value: self::given(given),
                wanted: self::wanted(wanted),
            },
            None if said.ends_with("OneOrMore") => {
                KindFault::Value { key: String::new(), value: String::new(), wanted: Wanted::Texts }
            }
            None => KindFault::Unparsed(said.to_owned()),
        },
    }
}

/// A value as its file has it: "integer `3`" is 3.
fn given(said: &str) -> String {
    match said {
        "sequence" => "[…]".to_owned(),
        "map" => "{…}".to_owned(),
        "unit variant" => String::new(),
        _ => {
            let value = said.split_once(['`', '"']).map_or(said, |(_, value)| value);
            value.trim_end_matches(['`', '"']).to_owned()
        }
    }
}

/// What a value should be.
fn wanted(said: &str) -> Wanted {
    let number = said.strip_prefix(['f', 'u', 'i']).is_some_and(|bits| bits.starts_with(char::is_numeric));
    match said {
        "a string" | "string only" => Wanted::Text,
        "a boolean" => Wanted::YesNo,
        "a sequence" => Wanted::List,
        "usize" => Wanted::Whole,
        _ if number => Wanted::Number,
        _ if said.starts_with("struct") || said.contains("map") => Wanted::Keys,
        _ => Wanted::Typed(said.to_owned()),
    }
}

/// A string, or a list of them.
pub(super) fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(match OneOrMore::deserialize(from)? {
        OneOrMore::One(one) => vec![one],
        OneOrMore::More(more) => more,
    })
}

/// One text, or a list of texts: both are written for a field that [`one_or_more`] reads.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

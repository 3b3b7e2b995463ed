//! A value of an entry → one text, the same from version to version: to be shown in short, and for digests that last.

use super::yes;
use crate::model::value::Value;

/// The value as text, without how exact a number is.
pub fn spelt(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number(amount) => amount.number.to_string(),
        Value::Date(when) => when.to_string(),
        Value::List(list) => list.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("、"),
        Value::Flag(flag) => yes::word(*flag).to_owned(),
    }
}

//! The types that load a kind's files → their JSON schemas, by which editors complete and check what is typed.
//!
//! A schema knows the shape of a file: its keys, the types and choices of its values. Whether the names in it mean
//! anything is checked when the kind is loaded.

#[cfg(test)]
mod tests;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::check::RANGES;
use super::load::{AnnexesFile, FiguresFile, FormsFile, OutlineFile, SettingsFile, TablesFile};
use crate::model::look::Look;

/// The files of a kind that have a JSON schema.
pub const SCHEMAS: [&str; 7] = [
    "tables.toml",
    "figures.toml",
    "outline.toml",
    "settings.toml",
    "annexes.toml",
    "forms.toml",
    "look.toml",
];

/// The JSON schema (draft 2020-12) of a file; none for a name that is not in [`SCHEMAS`].
#[must_use]
pub fn schema(file: &str) -> Option<Value> {
    let mut schema = match file {
        "tables.toml" => of::<TablesFile>(),
        "figures.toml" => of::<FiguresFile>(),
        "outline.toml" => of::<OutlineFile>(),
        "settings.toml" => of::<SettingsFile>(),
        "annexes.toml" => of::<AnnexesFile>(),
        "forms.toml" => of::<FormsFile>(),
        "look.toml" => look(),
        _ => return None,
    };
    without_null(&mut schema);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), json!(file));
    }
    Some(schema)
}

fn of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}

/// A look says only what it has otherwise than the standard, within the ranges that documents can have; its names
/// choose it.
fn look() -> Value {
    let mut schema = of::<Look>();
    all_optional(&mut schema);
    for (place, least, most) in RANGES {
        let Some((part, key)) = place.split_once('.') else { continue };
        let Some(value) = part_of(&mut schema, part).and_then(|part| part.pointer_mut(&property(key))) else {
            continue;
        };
        let number = if value.get("items").is_some() { value.get_mut("items") } else { Some(value) };
        if let Some(number) = number.and_then(Value::as_object_mut) {
            number.insert("minimum".to_owned(), json!(least));
            number.insert("maximum".to_owned(), json!(most));
        }
    }
    let places = [
        ("/properties/fonts/propertyNames", json!({ "$ref": "#/$defs/Face" })),
        ("/properties/names", json!({ "type": "array", "items": { "type": "string" } })),
        ("/$defs/Head/properties/colour/pattern", json!("^[0-9A-Fa-f]{6}$")),
    ];
    for (place, value) in places {
        if let Some((parent, key)) = place.rsplit_once('/')
            && let Some(parent) = schema.pointer_mut(parent).and_then(Value::as_object_mut)
        {
            parent.insert(key.to_owned(), value);
        }
    }
    schema
}

fn property(key: &str) -> String {
    format!("/properties/{key}")
}

/// The definition of a part of the look, which its property refers to.
fn part_of<'s>(schema: &'s mut Value, part: &str) -> Option<&'s mut Value> {
    let property = schema.pointer(&property(part))?;
    let name = property.get("$ref").and_then(Value::as_str)?.strip_prefix('#')?.to_owned();
    schema.pointer_mut(&name)
}

/// Takes away that keys must be there.
fn all_optional(schema: &mut Value) {
    if let Some(map) = schema.as_object_mut() {
        map.remove("required");
        map.values_mut().for_each(all_optional);
    } else if let Some(list) = schema.as_array_mut() {
        list.iter_mut().for_each(all_optional);
    }
}

/// Takes away null, which TOML does not have: a key that may be left out is not in `required`, and that says it.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Array(list) => list.iter_mut().for_each(without_null),
        Value::Object(map) => {
            if map.get("default").is_some_and(Value::is_null) {
                map.remove("default");
            }
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    map.insert("type".to_owned(), one);
                }
            }
            one_choice(map);
            map.values_mut().for_each(without_null);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Where one of several schemas is left without null, it stands itself.
fn one_choice(map: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = map.get_mut("anyOf") else { return };
    choices.retain(|choice| choice.get("type") != Some(&json!("null")));
    if let [Value::Object(one)] = choices.as_slice() {
        let one = one.clone();
        map.remove("anyOf");
        map.extend(one);
    }
}

//! The schemas accept what loading accepts and refuse what it refuses for its shape.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::{Value, json};

use super::super::load::{
    AnnexesFile, FiguresFile, FormsFile, OutlineFile, SettingsFile, TablesFile, built_in, built_in_names,
    standard, whole,
};
use super::super::looks::profiles;
use super::super::parse::parse;
use super::{SCHEMAS, schema};

/// Whether loading accepts the shape of a file.
fn loads(file: &str, text: &str) -> bool {
    match file {
        "tables.toml" => parse::<TablesFile>(text).is_ok(),
        "figures.toml" => parse::<FiguresFile>(text).is_ok(),
        "outline.toml" => parse::<OutlineFile>(text).is_ok(),
        "settings.toml" => parse::<SettingsFile>(text).is_ok(),
        "annexes.toml" => parse::<AnnexesFile>(text).is_ok(),
        "forms.toml" => parse::<FormsFile>(text).is_ok(),
        "look.toml" => profiles(text, &std::collections::BTreeMap::new(), standard().unwrap()).is_ok(),
        _ => unreachable!("{file} has no schema"),
    }
}

/// What a schema says against a value; every key of a schema that is met is one that is understood here.
fn refusal(root: &Value, rule: &Value, value: &Value) -> Option<String> {
    if rule == &json!(true) {
        return None;
    }
    let rule_map = rule.as_object().unwrap();
    let no = |why: &str| Some(format!("{why}: {value} by {rule}"));
    let number = || value.as_f64();
    for (key, said) in rule_map {
        let found = match key.as_str() {
            "$schema" | "title" | "description" | "$defs" | "default" | "format" | "additionalProperties" => {
                None
            }
            "$ref" => {
                refusal(root, root.pointer(said.as_str().unwrap().strip_prefix('#').unwrap()).unwrap(), value)
            }
            "type" => (!is_of(value, said.as_str().unwrap())).then(|| no("type")).flatten(),
            "enum" => (!said.as_array().unwrap().contains(value)).then(|| no("enum")).flatten(),
            "const" => (said != value).then(|| no("const")).flatten(),
            "minimum" => number().is_some_and(|n| n < said.as_f64().unwrap()).then(|| no("least")).flatten(),
            "maximum" => number().is_some_and(|n| n > said.as_f64().unwrap()).then(|| no("most")).flatten(),
            "pattern" => {
                assert_eq!(said, "^[0-9A-Fa-f]{6}$");
                let text = value.as_str().unwrap_or_default();
                let fits = text.len() == 6 && text.chars().all(|c| c.is_ascii_hexdigit());
                (!fits).then(|| no("pattern")).flatten()
            }
            "items" => value.as_array().into_iter().flatten().find_map(|item| refusal(root, said, item)),
            "minItems" => {
                let few = value.as_array().is_some_and(|list| (list.len() as u64) < said.as_u64().unwrap());
                few.then(|| no("too few")).flatten()
            }
            "maxItems" => {
                let many = value.as_array().is_some_and(|list| list.len() as u64 > said.as_u64().unwrap());
                many.then(|| no("too many")).flatten()
            }
            "required" => {
                let there = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                let lacks = value.is_object() && !said.as_array().unwrap().iter().all(there);
                lacks.then(|| no("required")).flatten()
            }
            "properties" => said
                .as_object()
                .unwrap()
                .iter()
                .find_map(|(name, rule)| value.get(name).and_then(|value| refusal(root, rule, value))),
            "propertyNames" => value
                .as_object()
                .into_iter()
                .flatten()
                .find_map(|(name, _)| refusal(root, said, &json!(name))),
            "anyOf" | "oneOf" => {
                let fits =
                    said.as_array().unwrap().iter().filter(|rule| refusal(root, rule, value).is_none());
                (fits.count() == 0).then(|| no(key)).flatten()
            }
            other => panic!("{other} is not understood here"),
        };
        if found.is_some() {
            return found;
        }
    }
    let open = rule_map.get("additionalProperties").unwrap_or(&Value::Bool(true));
    let known = |name: &str| rule_map.get("properties").is_some_and(|known| known.get(name).is_some());
    let mut others = value.as_object().into_iter().flatten().filter(|(name, _)| !known(name));
    match open {
        Value::Bool(true) => None,
        Value::Bool(false) => others.next().and_then(|_| no("unknown key")),
        rule => others.find_map(|(_, value)| refusal(root, rule, value)),
    }
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("{other} is not understood here"),
    }
}

/// The files of the kinds in the binary, as they are and whole, with those that kinds share.
fn files() -> Vec<(String, &'static str, String)> {
    let mut names = built_in_names();
    names.push("common".to_owned());
    let mut found = Vec::new();
    for (name, files) in names.iter().flat_map(|name| {
        [built_in(name), whole(name)].into_iter().flatten().map(move |files| (name.clone(), files))
    }) {
        for file in SCHEMAS {
            if let Some(bytes) = files.get(file) {
                found.push((name.clone(), file, String::from_utf8(bytes.clone()).unwrap()));
            }
        }
    }
    assert!(found.len() > 25, "{} files", found.len());
    found
}

fn as_json(text: &str) -> Value {
    serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap()
}

#[test]
fn every_built_in_kind_has_the_shape_that_its_schemas_say() {
    for (kind, file, text) in files() {
        assert!(loads(file, &text), "{kind}/{file}");
        let schema = schema(file).unwrap();
        assert_eq!(refusal(&schema, &schema, &as_json(&text)), None, "{kind}/{file}");
    }
}

/// Every value of every file changed in every way: a key more, a key less, a value of another type, a word that is no
/// choice, an item more in a list.
#[test]
fn what_loading_refuses_for_its_shape_the_schemas_refuse() {
    let (mut refused, mut accepted) = (0, 0);
    for (kind, file, text) in files() {
        let (schema, whole) = (schema(file).unwrap(), as_json(&text));
        let mut places = Vec::new();
        collect(&whole, String::new(), &mut places);
        // Long files have many records of one shape: a walk with a stride meets each shape.
        let stride = places.len() / 150 + 1;
        for place in places.iter().step_by(stride) {
            for mutant in mutants(&whole, place) {
                let Ok(text) = toml::to_string(&mutant) else { continue };
                let refusal = refusal(&schema, &schema, &mutant);
                let loads = loads(file, &text);
                if loads {
                    accepted += 1
                } else {
                    refused += 1
                }
                assert_eq!(
                    refusal.is_none(),
                    loads,
                    "{kind}/{file} {place}: {refusal:?}\n{:?}",
                    mutant.pointer(place)
                );
            }
        }
    }
    assert!(refused > 2000 && accepted > 200, "{refused} refused, {accepted} accepted");
}

fn collect(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| collect(value, format!("{at}/{key}"), places))
        }
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(index, value)| collect(value, format!("{at}/{index}"), places));
        }
        _ => {}
    }
    places.push(at);
}

fn mutants(whole: &Value, place: &str) -> Vec<Value> {
    let with = |value: Value| {
        let mut mutant = whole.clone();
        *mutant.pointer_mut(place).unwrap() = value;
        mutant
    };
    let mut all = Vec::new();
    match whole.pointer(place).unwrap() {
        Value::Object(map) => {
            let mut more = map.clone();
            more.insert("cuont".to_owned(), json!("x"));
            all.push(with(Value::Object(more)));
            for key in map.keys() {
                let mut less = map.clone();
                less.shift_remove(key);
                all.push(with(Value::Object(less)));
            }
            all.push(with(json!("x")));
        }
        Value::Array(list) => {
            let more: Vec<Value> = list.iter().cloned().chain(list.last().cloned()).collect();
            all.extend([with(Value::Array(more)), with(json!(true))]);
        }
        Value::String(_) => all.extend([with(json!("cuont")), with(json!(1)), with(json!(["x"]))]),
        Value::Number(_) => all.extend([with(json!("x")), with(json!(-1_000_000)), with(json!([]))]),
        _ => all.extend([with(json!("true")), with(json!(1))]),
    }
    all
}

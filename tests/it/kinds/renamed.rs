//! The files of a kind → the same kind with every id called otherwise: tables, fields, figures, sections, annexes,
//! vocabularies of terms.

use std::collections::BTreeMap;

use chengwen::kind::{FieldRule, KindFiles, load};

/// New names for old ones, by what they are.
#[derive(Default)]
struct Names {
    tables: BTreeMap<String, String>,
    fields: BTreeMap<String, String>,
    figures: BTreeMap<String, String>,
    vocabularies: BTreeMap<String, String>,
}

/// The kind under other names.
pub(super) fn all(files: &KindFiles) -> KindFiles {
    let names = Names::of(files);
    let renamed = files.iter().map(|(path, bytes)| {
        let Ok(text) = std::str::from_utf8(bytes) else { return (path.clone(), bytes.clone()) };
        let text = match path.as_str() {
            "tables.toml" | "figures.toml" | "annexes.toml" | "outline.toml" | "forms.toml" => {
                names.toml(path, text)
            }
            _ if path.ends_with(".hbs") => names.in_text(text),
            _ => text.to_owned(),
        };
        (names.path(path), text.into_bytes())
    });
    renamed.collect()
}

impl Names {
    fn of(files: &KindFiles) -> Self {
        let kind = load("campaign", files).unwrap();
        let mut names = Names::default();
        let fields = || kind.tables.iter().flat_map(|table| &table.fields);
        let numbered = |ids: Vec<String>, with: &str| -> BTreeMap<String, String> {
            ids.into_iter().zip(1..).map(|(id, number)| (id, format!("{with}{number}"))).collect()
        };
        names.tables = numbered(kind.tables.iter().map(|table| table.id.clone()).collect(), "t");
        names.fields = numbered(fields().map(|field| field.id.clone()).collect(), "f");
        names.figures = numbered(kind.figures.iter().map(|figure| figure.id.clone()).collect(), "n.");
        let vocabulary = |field: &FieldRule| field.vocabulary.clone();
        names.vocabularies = numbered(fields().filter_map(vocabulary).collect(), "v");
        names
    }

    fn path(&self, path: &str) -> String {
        let list = path.strip_prefix("vocabulary/").and_then(|name| name.strip_suffix(".tsv"));
        let list = list.and_then(|name| self.vocabularies.get(name));
        list.map_or_else(|| path.to_owned(), |name| format!("vocabulary/{name}.tsv"))
    }

    /// Renames in a data file: what a string names follows from the key before it.
    fn toml(&self, path: &str, text: &str) -> String {
        let (mut out, mut key, mut heading) = (String::new(), String::new(), "");
        for line in text.split_inclusive('\n') {
            if line.starts_with('#') {
                continue;
            }
            if line.starts_with("[[") {
                heading = line.trim();
            }
            let mut quoted = false;
            for piece in line.split('"') {
                if quoted {
                    out.push_str(&format!("\"{}\"", self.string(path, heading, &key, piece)));
                } else {
                    let before = piece.rsplit_once('=').map(|(before, _)| before.trim_end());
                    let word = |c: char| !(c.is_alphanumeric() || c == '_');
                    key = before.and_then(|before| before.rsplit(word).next()).map_or(key, str::to_owned);
                    out.push_str(piece);
                }
                quoted = !quoted;
            }
        }
        out
    }

    fn string(&self, path: &str, heading: &str, key: &str, text: &str) -> String {
        let of = |names: &BTreeMap<String, String>| names.get(text).cloned();
        let place = || {
            let (table, field) = text.split_once('.')?;
            Some(format!("{}.{}", self.tables.get(table)?, self.fields.get(field)?))
        };
        let new = match (path, key) {
            ("tables.toml", "id") if heading == "[[table]]" => of(&self.tables),
            ("tables.toml", "id" | "identify" | "unless" | "supported" | "needs" | "split" | "subject")
            | (
                "tables.toml",
                "event_date" | "infer_from" | "beside" | "quotient" | "at_most" | "key" | "titled",
            ) => of(&self.fields),
            ("tables.toml", "vocabulary") => of(&self.vocabularies),
            ("figures.toml", "id" | "ratio" | "plus" | "figure" | "from" | "to" | "equal" | "zero")
            | ("figures.toml", "not_less" | "unless") => of(&self.figures),
            ("figures.toml", "table" | "items") => of(&self.tables),
            ("figures.toml", "field" | "distinct" | "sum" | "members" | "group_by" | "list" | "called")
            | ("figures.toml", "first" | "last" | "share" | "aliases") => of(&self.fields),
            ("figures.toml", "seen_in" | "unseen_in") => place(),
            ("annexes.toml" | "outline.toml", "id") => Some(format!("x{}", text.len()) + text),
            ("annexes.toml", "entries" | "groups" | "problems") => of(&self.tables),
            ("annexes.toml", "figure" | "when" | "only" | "members") => of(&self.figures),
            ("annexes.toml", "order" | "field" | "sum") => of(&self.fields),
            ("forms.toml", "table") => of(&self.tables),
            ("forms.toml", "columns") => of(&self.fields),
            ("outline.toml", "fields") => place(),
            ("outline.toml", "heading") => Some(self.in_text(text)),
            _ => None,
        };
        new.unwrap_or_else(|| text.to_owned())
    }

    /// Renames the figures that a text names by their ids.
    fn in_text(&self, text: &str) -> String {
        let mut figures: Vec<(&String, &String)> = self.figures.iter().collect();
        figures.sort_by_key(|(id, _)| std::cmp::Reverse(id.len()));
        figures.into_iter().fold(text.to_owned(), |text, (id, new)| text.replace(id.as_str(), new))
    }
}

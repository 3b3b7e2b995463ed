//! The report → what is filled into the head and foot of an office's document, by the names of the elements.

use std::collections::BTreeMap;

use crate::model::report::{Block, Report, Role};

/// What an office's document has a place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Serial,
    Secrecy,
    Urgency,
    Mark,
    Number,
    Signers,
    Copies,
    Organ,
    Issued,
}

/// The fields with their names in 报告信息, and the role of the block that holds them.
const FIELDS: [(Field, &str, Role); 9] = [
    (Field::Serial, "份号", Role::Serial),
    (Field::Secrecy, "密级", Role::Secrecy),
    (Field::Urgency, "紧急程度", Role::Urgency),
    (Field::Mark, "发文机关标志", Role::Mark),
    (Field::Number, "发文字号", Role::Number),
    (Field::Signers, "签发人", Role::Number),
    (Field::Copies, "抄送机关", Role::Copies),
    (Field::Organ, "印发机关", Role::Issue),
    (Field::Issued, "印发日期", Role::Issue),
];

/// What stands before the names of 签发人.
const SIGNERS: &str = "签发人：";

impl Field {
    pub(super) fn name(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// The names of all fields.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        FIELDS.iter().map(|(_, name, _)| *name)
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, known, _)| *known == name).map(|(field, ..)| *field)
    }

    fn role(self) -> Role {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or(Role::Body, |(.., role)| *role)
    }
}

/// What the report says of the fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// The texts; a field that the report says nothing of is not there.
    pub(super) texts: BTreeMap<Field, String>,
    /// The ids of the blocks that hold them.
    ids: BTreeMap<Field, String>,
}

impl Fields {
    pub(super) fn of(report: &Report) -> Self {
        let mut fields = Fields::default();
        let mut signers: Vec<String> = Vec::new();
        for block in &report.blocks {
            let text = block.text();
            let pieces: Vec<&str> = text.split('\t').collect();
            match block.role {
                Role::Serial => fields.put(Field::Serial, block, &text),
                Role::Secrecy => fields.put(Field::Secrecy, block, &text),
                Role::Urgency => fields.put(Field::Urgency, block, &text),
                Role::Mark => fields.put(Field::Mark, block, &text),
                Role::Copies => fields.put(Field::Copies, block, &text),
                Role::Signers => signers.extend(names(&pieces)),
                Role::Number => {
                    fields.put(Field::Number, block, pieces.first().copied().unwrap_or_default());
                    signers.extend(names(pieces.get(1..).unwrap_or_default()));
                    let all = signers.join("　");
                    fields.put(Field::Signers, block, &all);
                }
                Role::Issue => {
                    fields.put(Field::Organ, block, pieces.first().copied().unwrap_or_default());
                    fields.put(Field::Issued, block, pieces.get(1).copied().unwrap_or_default());
                }
                _ => (),
            }
        }
        fields
    }

    fn put(&mut self, field: Field, block: &Block, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        // Of several organs each has a mark.
        let all = self.texts.entry(field).or_default();
        all.push_str(text.trim());
        self.ids.entry(field).or_insert_with(|| block.id.clone());
    }

    pub(super) fn text(&self, field: Field) -> Option<&str> {
        self.texts.get(&field).map(String::as_str)
    }

    /// The id of the block that holds a field; none for marks, which the paper has.
    pub(super) fn id(&self, field: Field) -> Option<&str> {
        self.ids.get(&field).map(String::as_str).filter(|_| field.role() != Role::Mark)
    }
}

fn names<'t>(pieces: &[&'t str]) -> impl Iterator<Item = String> + use<'t> {
    let names: Vec<String> = pieces
        .iter()
        .map(|piece| piece.trim().trim_start_matches(SIGNERS).trim())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    names.into_iter()
}

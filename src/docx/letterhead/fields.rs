//! The report → what is filled into the head and foot of an office's document, by the names of the elements.

use std::collections::BTreeMap;

use crate::model::element::{Part, Role, elements};
use crate::model::report::{Block, Report};

/// What an office's document has a place for: what stands in a column of an element of 版头 or 版记.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Field {
    role: Role,
    column: usize,
}

/// What stands before the names of 签发人.
const SIGNERS: &str = "签发人：";

impl Field {
    pub(super) const SERIAL: Field = Field { role: Role::Serial, column: 0 };
    pub(super) const SECRECY: Field = Field { role: Role::Secrecy, column: 0 };
    pub(super) const URGENCY: Field = Field { role: Role::Urgency, column: 0 };
    pub(super) const MARK: Field = Field { role: Role::Mark, column: 0 };
    pub(super) const NUMBER: Field = Field { role: Role::Number, column: 0 };
    pub(super) const SIGNERS: Field = Field { role: Role::Number, column: 1 };
    pub(super) const COPIES: Field = Field { role: Role::Copies, column: 0 };
    pub(super) const ORGAN: Field = Field { role: Role::Issue, column: 0 };
    pub(super) const ISSUED: Field = Field { role: Role::Issue, column: 1 };
    /// 成文日期 and 署名, where a head has a place for them too.
    pub(super) const DATE: Field = Field { role: Role::Date, column: 0 };
    pub(super) const SIGNED: Field = Field { role: Role::Signature, column: 0 };

    /// All fields with their names, in the order of the report.
    fn all() -> impl Iterator<Item = (Field, &'static str)> {
        let outer = elements().filter(|element| matches!(element.part, Part::Head | Part::Imprint));
        outer.flat_map(|element| {
            let columns = element.names.iter().enumerate();
            columns.map(|(column, name)| (Field { role: element.role, column }, *name))
        })
    }

    pub(super) fn name(self) -> &'static str {
        self.role.element().names.get(self.column).copied().unwrap_or_default()
    }

    /// The Chinese names of all fields, in the order of the report.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Field::all().map(|(_, name)| name)
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Field::all().find_map(|(field, known)| (known == name).then_some(field))
    }

    /// What a name of the signature stands for in 版头 or 版记, where nothing is signed.
    pub(super) fn of_signature(name: &str, foot: bool) -> Option<Self> {
        let is = |role: Role| role.element().is_named(name);
        match (foot, is(Role::Signature), is(Role::Date)) {
            (true, true, _) => Some(Field::ORGAN),
            (true, _, true) => Some(Field::ISSUED),
            (false, true, _) => Some(Field::MARK),
            (false, _, true) => Some(Field::DATE),
            _ => None,
        }
    }

    /// Whether it stands in the report's text, or on the office's paper, besides: no block of head or foot is it, so
    /// nothing renews what was filled in.
    pub(super) fn once(self) -> bool {
        matches!(self.role, Role::Mark | Role::Date | Role::Signature)
    }

    pub(super) fn role(self) -> Role {
        self.role
    }
}

/// What the report says of the fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// The texts; a field that the report says nothing of is not there.
    pub(super) texts: BTreeMap<Field, String>,
    /// The organs of 发文机关标志, in order.
    pub(super) marks: Vec<String>,
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
            if block.role == Role::Signers {
                signers.extend(names(&pieces));
                continue;
            }
            if block.role == Role::Mark && !text.trim().is_empty() {
                fields.marks.push(text.trim().to_owned());
            }
            for field in [Field::DATE, Field::SIGNED].into_iter().filter(|field| field.role == block.role) {
                fields.put(field, block, &text);
            }
            for (field, _) in Field::all().filter(|(field, _)| field.role == block.role) {
                if field == Field::SIGNERS {
                    signers.extend(names(pieces.get(field.column..).unwrap_or_default()));
                    fields.put(field, block, &signers.join("　"));
                } else {
                    fields.put(field, block, pieces.get(field.column).copied().unwrap_or_default());
                }
            }
        }
        fields
    }

    fn put(&mut self, field: Field, block: &Block, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        // Each of several organs has a mark.
        let all = self.texts.entry(field).or_default();
        all.push_str(text.trim());
        self.ids.entry(field).or_insert_with(|| block.id.clone());
    }

    pub(super) fn text(&self, field: Field) -> Option<&str> {
        self.texts.get(&field).map(String::as_str)
    }

    /// The id of the block that holds a field; none for marks, which the paper has, and for what stands in the text.
    pub(super) fn id(&self, field: Field) -> Option<&str> {
        self.ids.get(&field).map(String::as_str).filter(|_| !field.once())
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

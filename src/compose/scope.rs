//! A kind → the names that its texts may use, and what each stands for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::kind::names::{
    GROUP_CODE, GROUP_COUNT, GROUP_INNER, GROUP_KEY, GROUP_NUMBER, GROUP_ROWS, OWN_TEXTS,
};
use crate::kind::{FieldRule, FieldType, FigureRule, Kind, Take};

/// What the names inside a loop may be.
pub(super) type Scope = BTreeMap<String, Names>;

/// What a name in a text of the kind stands for.
#[derive(Clone, PartialEq)]
pub(super) enum Names {
    /// One value.
    Value,
    /// A word of the vocabulary with this name.
    Word(String),
    /// A list of values.
    List,
    /// A list of rows with these fields.
    Rows(Arc<Scope>),
    /// A folder of names (文字材料, or the first part of `opinions.items`).
    Inner(Arc<Scope>),
}

/// One step down a path: into a folder of names, or by number into a list.
pub(super) fn step(from: Names, segment: &str) -> Option<Names> {
    let number = segment.parse::<usize>().is_ok();
    match from {
        Names::Inner(scope) => scope.get(segment).cloned(),
        Names::Rows(fields) if number => Some(Names::Inner(fields)),
        Names::List if number => Some(Names::Value),
        Names::Rows(_) | Names::List | Names::Value | Names::Word(_) => None,
    }
}

/// All names that a text may use outside of loops.
pub(super) fn root(kind: &Kind) -> Scope {
    let mut scope = Scope::new();
    for item in &kind.items {
        let list = item.kind == crate::kind::ItemType::List;
        scope.insert(item.name.clone(), if list { Names::List } else { Names::Value });
    }
    for rule in &kind.figures {
        let names = match rule.take() {
            Some(Take::Rows) => {
                Names::Rows(Arc::new(fields(kind, rule.table.as_deref().unwrap_or_default())))
            }
            Some(Take::List(_) | Take::Called(_)) => Names::List,
            _ => match rule.grouping(kind) {
                Some(grouping) => Names::Rows(Arc::new(member(kind, grouping, grouping.levels()))),
                None => Names::Value,
            },
        };
        insert(&mut scope, &rule.id, names.clone());
        scope.insert(rule.name.clone(), names);
    }
    let texts = kind.text_blocks.iter().map(|block| (block.clone(), Names::Value)).collect();
    scope.insert(OWN_TEXTS.to_owned(), Names::Inner(Arc::new(texts)));
    scope
}

/// The names of a group's member, with those of so many groups inside it.
fn member(kind: &Kind, rule: &FigureRule, levels: usize) -> Scope {
    let values = [GROUP_KEY, GROUP_COUNT, GROUP_NUMBER, GROUP_CODE];
    let mut scope = Scope::from(values.map(|name| (name.to_owned(), Names::Value)));
    let rows = fields(kind, rule.table.as_deref().unwrap_or_default());
    scope.insert(GROUP_ROWS.to_owned(), Names::Rows(Arc::new(rows)));
    if levels > 1 {
        let inner = member(kind, rule, levels - 1);
        scope.insert(GROUP_INNER.to_owned(), Names::Rows(Arc::new(inner)));
    }
    scope
}

fn insert(scope: &mut Scope, id: &str, names: Names) {
    match id.split_once('.') {
        None => drop(scope.insert(id.to_owned(), names)),
        Some((first, rest)) => {
            let inner = scope.entry(first.to_owned()).or_insert_with(|| Names::Inner(Arc::default()));
            if let Names::Inner(inner) = inner {
                insert(Arc::make_mut(inner), rest, names);
            }
        }
    }
}

fn fields(kind: &Kind, table: &str) -> Scope {
    let table = kind.table(table).and_then(|index| kind.tables.get(index));
    let fields = table.into_iter().flat_map(|table| &table.fields);
    let names = |field: &FieldRule| match (field.kind, &field.vocabulary) {
        (FieldType::Lines | FieldType::List | FieldType::Titles | FieldType::Points, _) => Names::List,
        (FieldType::Term, Some(vocabulary)) => Names::Word(vocabulary.clone()),
        _ => Names::Value,
    };
    fields.map(|field| (field.name.clone(), names(field))).collect()
}

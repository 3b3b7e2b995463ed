//! What tables, fields and figures are for, whatever a kind calls them: all that the program knows of a kind's names.

use schemars::JsonSchema;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

use super::{FigureRule, Kind, TableRule};
use crate::finding::KindFault;

/// What a table is for. A table without a role is counted and told like any other, and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TableRole {
    /// 报告信息: items with their contents, one a row.
    Settings,
    /// 文字材料: prose with the place where it goes.
    Texts,
    /// Opinions, or problems that people found with themselves: classified by aspect, grouped, decided upon. Several
    /// tables may be that.
    Opinions,
    /// Problems under rectification, on one list or several.
    Problems,
    /// 问题目录: the campaign's own aspects and problems.
    Catalogue,
    /// 单位名录: units with all their names.
    Units,
    /// 人员名册: the people of the units, one a row.
    People,
}

/// What a field is for. Within a table each role stands once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldRole {
    /// The name of an item of 报告信息.
    Item,
    /// What is said: the content of an item, the prose of a text, the words of an opinion.
    #[serde(alias = "text")]
    Content,
    /// The 段落 of 文字材料 that a text is for.
    Block,
    /// The unit that an entry is of.
    Unit,
    /// The person that an entry is of.
    Person,
    /// The name of a person in 人员名册.
    Name,
    /// The post of a person in 人员名册.
    Post,
    /// The way by which an opinion came (座谈会, 问卷).
    Channel,
    /// Whom an opinion is about (领导班子).
    Target,
    /// The aspect (方面) that it is of.
    Aspect,
    /// The named problem that it belongs to, or that it is.
    Problem,
    /// What numbers the rows; it says nothing of an entry.
    Number,
    /// The department that answers for a problem.
    Dept,
    /// The state of a problem; its vocabulary stands in the order in which states count when rows differ.
    Status,
    /// The list on which a row of a problem stands.
    List,
    /// Where a problem under rectification comes from.
    Source,
    /// The full name of a unit in 单位名录.
    Full,
    /// Its short name in 单位名录.
    Short,
    /// Its other names in 单位名录.
    Aliases,
    /// The theme of an activity.
    Theme,
    /// The type of an activity.
    Type,
}

/// What a figure is shown as in 核对表.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureRole {
    /// The groups that are drawn in 提要.
    OpinionsByAspect,
    /// How many opinions each unit gave, in groups.
    OpinionsByUnit,
    /// The units that were to return something.
    UnitsExpected,
    /// Those of these units that returned it.
    UnitsReturned,
}

impl TableRole {
    /// The fields that a table of this role cannot do without.
    pub(super) fn needs(self) -> &'static [FieldRole] {
        match self {
            TableRole::Settings => &[FieldRole::Item, FieldRole::Content],
            TableRole::Texts => &[FieldRole::Block, FieldRole::Content],
            TableRole::Opinions => &[FieldRole::Content],
            TableRole::Problems => &[FieldRole::Problem],
            TableRole::Catalogue => &[FieldRole::Aspect, FieldRole::Problem],
            TableRole::Units => &[FieldRole::Full],
            TableRole::People => &[],
        }
    }
}

impl TableRole {
    /// The roles that fields of such a table have when they are called like them.
    pub(super) fn usual(self) -> &'static [FieldRole] {
        use FieldRole::{
            Aliases, Aspect, Channel, Content, Dept, Full, List, Name, Number, Person, Post, Problem, Short,
            Source, Status, Target, Unit,
        };
        match self {
            TableRole::Settings | TableRole::Texts => self.needs(),
            TableRole::Opinions => &[Content, Number, Unit, Person, Channel, Target, Aspect, Problem],
            TableRole::Problems => &[Problem, Number, Aspect, Dept, Status, List, Source],
            TableRole::Catalogue => &[Aspect, Problem, Number],
            TableRole::Units => &[Full, Short, Aliases, Number],
            TableRole::People => &[Name, Post, Unit, Number],
        }
    }
}

impl TableRule {
    /// The index of the field with a role.
    #[must_use]
    pub fn at(&self, role: FieldRole) -> Option<usize> {
        self.fields.iter().position(|field| field.role == Some(role))
    }

    /// With the roles of what is called like one: the table, and of a table with a role the fields that it usually has.
    pub(super) fn with_usual_roles(mut self) -> Self {
        let role = |id: &str| TableRole::deserialize(StrDeserializer::<Error>::new(id)).ok();
        self.role = self.role.or_else(|| role(&self.id));
        for usual in self.role.map(TableRole::usual).unwrap_or_default() {
            let named =
                |id: &str| FieldRole::deserialize(StrDeserializer::<Error>::new(id)).ok() == Some(*usual);
            let free = self.at(*usual).is_none();
            let field = self.fields.iter_mut().find(|field| free && field.role.is_none() && named(&field.id));
            if let Some(field) = field {
                field.role = Some(*usual);
            }
        }
        self
    }

    /// Whether its entries are opinions, or problems that people found with themselves.
    #[must_use]
    pub fn is_of_opinions(&self) -> bool {
        self.role == Some(TableRole::Opinions)
    }

    /// The field that says what an entry of opinions or problems is about.
    #[must_use]
    pub fn said(&self) -> Option<usize> {
        match self.role? {
            TableRole::Opinions => self.at(FieldRole::Content),
            TableRole::Problems => self.at(FieldRole::Problem),
            _ => None,
        }
    }

    /// The fields that an entry is called by: of units all their names, else its key.
    #[must_use]
    pub fn names(&self) -> Vec<usize> {
        let units = [FieldRole::Full, FieldRole::Short, FieldRole::Aliases].map(|role| self.at(role));
        match self.role {
            Some(TableRole::Units) => units.into_iter().flatten().collect(),
            _ => self.key.iter().filter_map(|id| self.field(id)).collect(),
        }
    }
}

impl Kind {
    /// The first table with a role, and its index.
    #[must_use]
    pub fn table_for(&self, role: TableRole) -> Option<(usize, &TableRule)> {
        self.tables.iter().enumerate().find(|(_, table)| table.role == Some(role))
    }

    /// The first figure with a role; none when no figure has it.
    #[must_use]
    pub fn figure_for(&self, role: FigureRole) -> Option<&FigureRule> {
        self.figures.iter().find(|figure| figure.role == Some(role))
    }
}

/// What is wrong with the roles of a table.
pub(super) fn faults(kind: &Kind, table: &TableRule) -> Vec<KindFault> {
    let (mut faults, id) = (Vec::new(), || table.id.clone());
    let roles: Vec<FieldRole> = table.fields.iter().filter_map(|field| field.role).collect();
    for (at, role) in roles.iter().enumerate() {
        if roles.get(..at).is_some_and(|before| before.contains(role)) {
            faults.push(KindFault::RoleTwice { table: id(), role: word(role) });
        }
    }
    for role in table.role.map(TableRole::needs).unwrap_or_default() {
        if !roles.contains(role) {
            faults.push(KindFault::NoRole { table: id(), role: word(role) });
        }
    }
    let first = table.role.and_then(|role| kind.table_for(role)).map(|(_, first)| &first.id);
    if table.role != Some(TableRole::Opinions) && first.is_some_and(|first| *first != table.id) {
        faults.push(KindFault::RoleTwice {
            table: id(),
            role: table.role.as_ref().map(word).unwrap_or_default(),
        });
    }
    faults
}

/// The word that `tables.toml` has for a role.
fn word(role: &impl Serialize) -> String {
    let written = serde_json::to_value(role).unwrap_or_default();
    written.as_str().unwrap_or_default().to_owned()
}

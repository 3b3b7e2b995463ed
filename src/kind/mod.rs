//! A report kind as checked rules: its tables, vocabularies, figures, outline, texts and look.

pub mod annexes;
mod check;
mod chosen;
mod claims;
pub mod common;
mod compare;
pub mod figures;
mod filters;
mod forms;
pub mod lists;
mod load;
mod looks;
pub mod names;
pub mod outline;
mod parse;
mod roles;
mod schema;
mod shared;
pub mod tables;
mod titles;
pub mod vocabulary;
mod wording;
mod words;

use std::collections::BTreeMap;

pub use annexes::{AnnexRule, AnnexSource, ChartRule, ColumnRule, MOST_COLUMNS, MarkRule, Orientation, Show};
pub use chosen::{Chosen, ChosenBy, ChosenRule, choose, default_kind};
pub use claims::{AtLeast, ClaimRule, Within};
pub use common::{Common, HeaderWords, OtherRule, PlaceWords};
pub use compare::{CompareRule, Compared, Of};
pub use figures::{ANY_STANDING, Counted, FigureRule, Order, Span, Take};
pub use filters::Filter;
pub use forms::FormRule;
pub use load::{KindFiles, built_in, built_in_names, departures, is_built_in, load, load_known, whole};
pub use looks::{Deviation, Profile};
pub use outline::{ItemRule, ItemType, SectionRule};
pub use roles::{FieldRole, FigureRole, TableRole};
pub use schema::{SCHEMAS, schema};
pub use tables::{CompoundRule, FieldRule, FieldType, Harvest, TableRule, ToldRule};
pub use titles::TitleKind;
pub use vocabulary::{Vocabulary, WordList, WordRow};
pub use wording::OwnWords;
pub use words::{AskWords, ClassWords, ClauseWords, CompareWords, EditionWords, RowWords, ValueWords};

/// A report kind, loaded and checked.
#[derive(Debug, Clone)]
pub struct Kind {
    /// The name of its folder (`campaign`).
    pub name: String,
    /// What it is called in Chinese (专项活动情况报告).
    pub title: String,
    /// When a folder's report is of it, of those in the binary.
    pub chosen: ChosenRule,
    /// The tables that workbooks may hold; entries know theirs by its index here.
    pub tables: Vec<TableRule>,
    /// The words of office sheets that all kinds share.
    pub common: Common,
    /// The word lists in its folder `vocabulary/` and in the shared one.
    pub vocabulary: Vocabulary,
    /// The rules of its figures, in order.
    pub figures: Vec<FigureRule>,
    /// The words that claim something, with the figures that must show it to be true.
    pub claims: Vec<ClaimRule>,
    /// The sections of the report in order.
    pub sections: Vec<SectionRule>,
    /// The items of 报告信息 that it knows.
    pub items: Vec<ItemRule>,
    /// The 段落 of 文字材料 that the texts use, besides the sections' names.
    pub text_blocks: Vec<String>,
    /// The texts of its sections (`.hbs`), by file name.
    pub texts: BTreeMap<String, String>,
    /// The annexes that a report may have.
    pub annexes: Vec<AnnexRule>,
    /// The blank workbooks of tables that have not all fields in theirs.
    pub forms: Vec<FormRule>,
    /// The look that it has unless 版式 names another.
    pub look: Profile,
    /// The further looks that 版式 chooses from.
    pub looks: Vec<Profile>,
}

impl Kind {
    /// The index of a table by its id.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.id == id)
    }

    /// A field of a table by the ids of both (`opinions.unit`).
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(usize, usize)> {
        let (table, field) = name.split_once('.')?;
        let table = self.table(table)?;
        Some((table, self.tables.get(table)?.field(field)?))
    }

    /// A figure's rule by its id or its Chinese name.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&FigureRule> {
        self.figures.iter().find(|rule| rule.id == id || rule.name == id)
    }

    /// Whether a section shows a text, or another text takes it in; of any other file always.
    #[must_use]
    pub fn uses(&self, file: &str) -> bool {
        let Some(name) = file.strip_suffix(".hbs") else { return true };
        let partial = format!("{{{{> {name}}}}}");
        self.sections.iter().any(|section| section.text == file)
            || self.texts.iter().any(|(other, text)| other != file && text.contains(&partial))
    }

    /// The word lists that nothing reads, by their files.
    #[must_use]
    pub fn unread(&self) -> Vec<String> {
        check::unread(self)
    }

    /// An item of 报告信息 by its name or one of its other names.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<&ItemRule> {
        self.items.iter().find(|rule| rule.name == name || rule.aliases.iter().any(|alias| alias == name))
    }
}

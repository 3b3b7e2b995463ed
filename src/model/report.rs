//! The report as a tree: blocks in order, each with an identity, a role and inlines that know where they come from.

use std::collections::{BTreeMap, BTreeSet};

use super::annex::{Beside, Exhibit, Table};
use super::origin::Source;

/// A stable name of a block, unique in the report: lower-case ASCII letters, digits, `_` (at most 36
/// characters, since Word allows 40 for the bookmark `_cw_…` that carries it).
pub type BlockId = String;

/// The whole report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The title as plain text, for the file name and the properties of the document.
    pub title: String,
    /// Blocks in order, from 版头 to 版记.
    pub blocks: Vec<Block>,
    /// The cells behind the data that are no figures (settings, texts, fields of an entry), by the slot's id.
    pub sources: BTreeMap<String, BTreeSet<Source>>,
    /// The tables that are too long for the document, each for a workbook of its own.
    pub beside: Vec<Beside>,
}

/// One paragraph, or one table or chart of an annex.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its identity from run to run.
    pub id: BlockId,
    /// What it is; its style follows from this.
    pub role: Role,
    /// Its content; empty for a table or chart.
    pub inlines: Vec<Inline>,
    /// The table or chart that it is.
    pub exhibit: Option<Box<Exhibit>>,
}

/// The elements of the official format that a report has (GB/T 9704-2012, 7.2 to 7.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 份号 (7.2.1).
    Serial,
    /// 密级和保密期限 (7.2.2).
    Secrecy,
    /// 紧急程度 (7.2.3).
    Urgency,
    /// 发文机关标志 (7.2.4), of several organs one each.
    Mark,
    /// 文件 at the right of the marks of several organs (7.2.4).
    MarkWord,
    /// 签发人, a row of names above the last one (7.2.6); a tab between two names.
    Signers,
    /// 发文字号 (7.2.5), after a tab 签发人 or the last names (7.2.6).
    Number,
    /// 标题 (7.3.1).
    Title,
    /// 主送机关 (7.3.2).
    Addressee,
    /// 一、 (7.3.3).
    Heading1,
    /// （一） (7.3.3); text after its lead runs on as body.
    Heading2,
    /// 1. (7.3.3).
    Heading3,
    /// （1） (7.3.3).
    Heading4,
    /// A paragraph of the body (7.3.3).
    Body,
    /// 署名 (7.3.5), of several organs one each; with a 签名章 the post of who signs.
    Signature,
    /// 成文日期 (7.3.5.4).
    Date,
    /// 附注 (7.3.6).
    Note,
    /// A line of 附件说明, between body and 署名 (7.3.4).
    AnnexNote,
    /// 附件 with its number, the first line of an annex (7.3.7).
    AnnexLabel,
    /// The title of an annex, the same as in 附件说明 (7.3.7).
    AnnexTitle,
    /// The chart of an annex.
    AnnexChart,
    /// The table of an annex.
    AnnexTable,
    /// 抄送机关 (7.4.2).
    Copies,
    /// 印发机关, after a tab 印发日期 (7.4.3).
    Issue,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 24] = [
        Role::Serial,
        Role::Secrecy,
        Role::Urgency,
        Role::Mark,
        Role::MarkWord,
        Role::Signers,
        Role::Number,
        Role::Title,
        Role::Addressee,
        Role::Heading1,
        Role::Heading2,
        Role::Heading3,
        Role::Heading4,
        Role::Body,
        Role::Signature,
        Role::Date,
        Role::Note,
        Role::Copies,
        Role::Issue,
        Role::AnnexNote,
        Role::AnnexLabel,
        Role::AnnexTitle,
        Role::AnnexChart,
        Role::AnnexTable,
    ];

    /// The word for it in JSON and in the base.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::Serial => "serial",
            Role::Secrecy => "secrecy",
            Role::Urgency => "urgency",
            Role::Mark => "mark",
            Role::MarkWord => "mark_word",
            Role::Signers => "signers",
            Role::Number => "number",
            Role::Title => "title",
            Role::Addressee => "addressee",
            Role::Heading1 => "heading1",
            Role::Heading2 => "heading2",
            Role::Heading3 => "heading3",
            Role::Heading4 => "heading4",
            Role::Body => "body",
            Role::Signature => "signature",
            Role::Date => "date",
            Role::Note => "note",
            Role::Copies => "copies",
            Role::Issue => "issue",
            Role::AnnexNote => "annex-note",
            Role::AnnexLabel => "annex-label",
            Role::AnnexTitle => "annex-title",
            Role::AnnexChart => "annex-chart",
            Role::AnnexTable => "annex-table",
        }
    }

    /// Whether it stands above the red line of the first page (版头, 7.2).
    #[must_use]
    pub fn is_head(self) -> bool {
        self <= Role::Number
    }

    /// Whether it stands at the foot of the last page (版记, 7.4).
    #[must_use]
    pub fn is_imprint(self) -> bool {
        matches!(self, Role::Copies | Role::Issue)
    }
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// The characters as printed.
    pub text: String,
    /// Where they come from.
    pub from: From,
    /// Whether it belongs to a lead sentence (一是抓组织领导。), which the look sets apart.
    pub lead: bool,
}

/// Where printed characters come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// The wording of the report kind.
    Template,
    /// A number of a heading or point that the program wrote (一、, 二是).
    Numbering,
    /// A datum: figure, date, name, title. The id says which.
    Slot(String),
    /// Prose that a person wrote for the report (文字材料, 报告表述). The id says which cell's.
    Narrative(String),
    /// Prose that a person wrote into the document itself.
    Person,
    /// 【待补充：…】 for something the report cannot do without. The id says what.
    Missing(String),
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn paragraph(id: impl Into<BlockId>, role: Role, inlines: Vec<Inline>) -> Self {
        Block { id: id.into(), role, inlines, exhibit: None }
    }

    /// A table or chart.
    #[must_use]
    pub fn exhibit(id: impl Into<BlockId>, role: Role, exhibit: Exhibit) -> Self {
        Block { id: id.into(), role, inlines: Vec::new(), exhibit: Some(Box::new(exhibit)) }
    }

    /// The table that it is.
    #[must_use]
    pub fn table(&self) -> Option<&Table> {
        match self.exhibit.as_deref() {
            Some(Exhibit::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// Its text as printed.
    #[must_use]
    pub fn text(&self) -> String {
        self.inlines.iter().map(|inline| inline.text.as_str()).collect()
    }
}

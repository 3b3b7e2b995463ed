//! The look of the report as `look.toml` states it: page, typefaces, and the setting of each element.
//!
//! Lengths on paper are in millimetres, sizes and distances of type in points, indents in characters of the
//! body. Clauses are those of GB/T 9704-2012.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pair::pair;

/// The look of a report: every measure of its page and elements.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Paper and type area (5.1, 5.2.1).
    pub page: Page,
    /// The fonts that stand for the typefaces (5.2.2).
    pub fonts: BTreeMap<Face, Font>,
    /// The font of digits and Latin letters; `None`: that of the Chinese text around them (5.2.2).
    pub latin: Option<String>,
    /// 正文 (5.2.2, 5.2.3, 7.3.3), and whatever is not set apart from it below.
    pub body: Body,
    /// 版头: what stands above the red line of the first page (7.2).
    pub head: Head,
    /// 标题 of the report (7.3.1).
    pub title: Title,
    /// Headings of the first level: 一、 (7.3.3).
    pub heading1: Heading,
    /// Headings of the second level: （一） (7.3.3).
    pub heading2: Heading,
    /// Headings of the third level: 1. (7.3.3).
    pub heading3: Heading,
    /// Headings of the fourth level: （1） (7.3.3).
    pub heading4: Heading,
    /// 一是……。, the sentence that leads a paragraph (practice; the standard is silent).
    pub lead: Heading,
    /// 署名 and 成文日期, and the room for a seal or 签名章 (7.3.5).
    pub signature: Signature,
    /// 版记 at the foot of the last page (7.4).
    pub imprint: Imprint,
    /// 页码 below the type area (7.5).
    pub page_number: PageNumber,
    /// 附件: label, title and the table of an annex (7.3.7).
    #[serde(default)]
    pub annex: Annex,
}

/// The measures of 版头 (7.2).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Typeface of 密级 and 紧急程度 (7.2.2, 7.2.3: 黑体).
    pub label: Face,
    /// Typeface of 发文机关标志 (7.2.4: 小标宋).
    pub face: Face,
    /// Size of 发文机关标志 in points, which shrinks until the longest name fits a line (7.2.4 leaves it open).
    pub size: f64,
    /// The smallest size of 发文机关标志 in points; what is still too long is made narrower.
    pub least: f64,
    /// From the upper edge of the type area to that of 发文机关标志 in millimetres (7.2.4: 35).
    pub top: f64,
    /// Blank lines between 发文机关标志 and 发文字号 (7.2.5: 2).
    pub gap: f64,
    /// From the edge to 发文字号 and 签发人 where they share a line, in characters (7.2.5, 7.2.6: 1).
    pub indent: f64,
    /// Typeface of the names of 签发人 (7.2.6: 楷体).
    pub signer: Face,
    /// Colour of 发文机关标志 and of the line, six hexadecimal digits (7.2.4, 7.2.7: red).
    pub colour: String,
    /// From 发文字号 to the line in millimetres (7.2.7: 4).
    pub rule_gap: f64,
    /// Width of the line in points (7.2.7 leaves it open).
    pub rule: f64,
    /// Blank lines between the line and 标题 (7.3.1: 2).
    pub title_gap: u8,
    /// Whether 发文机关标志 and line are on the paper already, so that only their room is kept.
    #[serde(default)]
    pub preprinted: bool,
    /// Where the line is on such paper: millimetres from the upper edge of the sheet; `None`: where it would be
    /// printed.
    #[serde(default)]
    pub preprinted_rule: Option<f64>,
}

/// The measures of 版记 (7.4).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Imprint {
    /// Typeface (7.4.2, 7.4.3: 仿宋).
    pub face: Face,
    /// Size in points (7.4.2, 7.4.3: 4号, 14).
    pub size: f64,
    /// Distance between lines in points (3.2: its height and 7/8 of that of a 3号 character).
    pub line: f64,
    /// From both edges of the type area in characters of its own size (7.4.2, 7.4.3: 1).
    pub indent: f64,
    /// Width of the first and the last separator in millimetres (7.4.1: 0.35).
    pub thick: f64,
    /// Width of the separators between in millimetres (7.4.1: 0.25).
    pub thin: f64,
    /// Whether it has an even page to itself, which has no number (7.5).
    #[serde(default)]
    pub own_page: bool,
}

/// The paper, its margins and the type area (5.1, 5.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Width of the paper in millimetres (5.1: A4, 210).
    pub width: f64,
    /// Height of the paper in millimetres (5.1: A4, 297).
    pub height: f64,
    /// 天头, the margin above the type area in millimetres (5.2.1: 37 ± 1).
    pub top: f64,
    /// 订口, the margin at the binding edge, left of the type area, in millimetres (5.2.1: 28 ± 1).
    pub left: f64,
    /// Width of the type area in millimetres (5.2.1: 156).
    pub text_width: f64,
    /// Height of the type area in millimetres (5.2.1: 225).
    pub text_height: f64,
    /// By how many millimetres the margins above and below are smaller than those of the type area, where a look
    /// takes off the half of the leading that programs put above the first line.
    #[serde(default)]
    pub lead: f64,
}

/// A typeface that GB/T 9704-2012 names; the fonts of the look say which family stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Face {
    /// 小标宋体: 标题 and 发文机关标志.
    Biaosong,
    /// 黑体: headings of the first level, 密级, 紧急程度 and the label 附件.
    Heiti,
    /// 楷体: headings of the second level and the names of 签发人.
    Kaiti,
    /// 仿宋体: the body and most other text.
    Fangsong,
    /// 宋体: 页码.
    Songti,
}

/// The font that stands for a typeface.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Font {
    /// The name of its family, as the font menu of the office program has it.
    pub name: String,
    /// Families to take where it is not installed, the best first.
    pub alternates: Vec<String>,
}

/// The measures of the body (5.2.2, 5.2.3, 7.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Typeface (5.2.2: 仿宋).
    pub face: Face,
    /// Size in points (5.2.2: 3号, 16).
    pub size: f64,
    /// Distance between lines in points (5.2.3: 22 lines fill the type area).
    pub line: f64,
    /// Added to the width of each character in points (5.2.3: 28 characters fill the line).
    pub spacing: f64,
    /// Indent of a paragraph's first line in characters (7.3.3: 2).
    pub indent: f64,
}

/// The measures of 标题 (7.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Typeface (7.3.1: 小标宋).
    pub face: Face,
    /// Size in points (7.3.1: 2号, 22).
    pub size: f64,
    /// Distance between lines in points (3.2: its height and 7/8 of that of a 3号 character).
    pub line: f64,
}

/// What sets a heading or a leading sentence apart from the body: its typeface only.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Typeface (7.3.3: 黑体 for the first level, 楷体 for the second, 仿宋 for the others).
    pub face: Face,
    /// Whether it is bold (7.3.3 knows no bold).
    #[serde(default)]
    pub bold: bool,
}

/// The places of 署名 and 成文日期, and of a seal or 签名章 (7.3.5).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Whether it is signed without a seal, with one, or with a 签名章.
    #[serde(default)]
    pub by: Signing,
    /// Without a seal: from the right edge to the 署名, or to the date where that is the longer, in characters
    /// (7.3.5.2: 2).
    pub right: f64,
    /// Without a seal: from the first character of the 署名 to that of the date below it, in characters
    /// (7.3.5.2: 2).
    pub step: f64,
    /// With a seal or a 签名章: from the right edge to the date and to the 签名章, in characters (7.3.5.1,
    /// 7.3.5.3: 4).
    pub date_right: f64,
    /// Diameter of a seal in millimetres.
    pub seal: f64,
    /// Between two seals in millimetres (7.3.5.1: they do not touch).
    pub seal_gap: f64,
    /// Blank lines above the 署名 that a seal goes on: its top is within one line of the body (7.3.5.1).
    pub seal_lines: u8,
    /// Width and height of a 签名章 in millimetres.
    #[serde(deserialize_with = "pair")]
    pub stamp: [f64; 2],
    /// Blank lines above a 签名章 (7.3.5.3: 2).
    pub stamp_lines: u8,
    /// From the post of who signs to the 签名章, in characters (7.3.5.3: 2).
    pub stamp_step: f64,
}

/// How a report is signed (用印方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Signing {
    /// Without a seal (7.3.5.2).
    #[default]
    Plain,
    /// With the seal of the organ (7.3.5.1).
    Seal,
    /// With the 签名章 of a person (7.3.5.3).
    Stamp,
}

/// The measures of 页码 (7.5).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PageNumber {
    /// Typeface (7.5: 宋体).
    pub face: Face,
    /// Size in points (7.5: 4号, 14).
    pub size: f64,
    /// From the outer edge of the type area in characters of its own size (7.5: 1).
    pub indent: f64,
    /// Whether it stands in the middle of all pages (practice; 7.5: right on odd pages, left on even ones).
    #[serde(default)]
    pub centred: bool,
    /// From the lower edge of the paper to that of its line in millimetres (7.5: so much that the dashes stand
    /// 7 below the type area).
    pub bottom: f64,
}

/// The setting of an annex and of the table in it. Size and lines of its title are those of the report's.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Annex {
    /// Typeface of the label 附件1 (7.3.7: 黑体).
    pub label: Face,
    /// Typeface of its title (7.3.7 says only where it stands; practice: 小标宋).
    pub title: Face,
    /// Typeface of a table's header (practice; the standard is silent).
    pub head: Face,
    /// Typeface of a table's cells (practice; the standard is silent).
    pub text: Face,
    /// Size of the text of a table in points (practice: 小4号).
    pub size: f64,
    /// The least distance between lines of a table in points (practice).
    pub line: f64,
}

impl Default for Annex {
    fn default() -> Self {
        Annex {
            label: Face::Heiti,
            title: Face::Biaosong,
            head: Face::Heiti,
            text: Face::Fangsong,
            size: 12.0,
            line: 18.0,
        }
    }
}

impl Look {
    /// The font that stands for a typeface; the family of its own name where the look has none.
    pub fn font(&self, face: Face) -> &str {
        self.fonts.get(&face).map_or(face.plain(), |font| font.name.as_str())
    }
}

impl Face {
    /// The plain family name that Windows has for the typeface.
    fn plain(self) -> &'static str {
        match self {
            Face::Biaosong | Face::Songti => "宋体",
            Face::Heiti => "黑体",
            Face::Kaiti => "楷体",
            Face::Fangsong => "仿宋",
        }
    }
}

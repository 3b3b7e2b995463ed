//! 报告信息 and 文字材料 as the folder states them: items and text blocks, each line with its cell.

use std::collections::BTreeMap;

use super::origin::Source;
use super::value::{Text, When};

/// What the people of the office wrote down for the report.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The items of 报告信息 by their name in the kind.
    pub items: BTreeMap<String, Item>,
    /// The 段落 of 文字材料, each with its lines.
    pub texts: BTreeMap<String, Vec<Line>>,
}

/// One item of 报告信息 with what was filled in.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// Its lines in order; a repeated item has the lines of all its rows.
    pub lines: Vec<Line>,
    /// The date, for an item that is one.
    pub date: Option<When>,
}

/// One line with the cell it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What the line says, cleaned.
    pub text: Text,
    /// The cell; none for a default of the kind.
    pub source: Option<Source>,
}

impl Settings {
    /// The first line of an item; `None` when it is blank.
    pub fn text(&self, item: &str) -> Option<&Text> {
        self.items.get(item)?.lines.first().map(|line| &line.text)
    }

    /// The date of an item; `None` when it is blank or no date.
    pub fn date(&self, item: &str) -> Option<When> {
        self.items.get(item)?.date
    }

    /// The lines of an item; empty when it is blank.
    pub fn lines(&self, item: &str) -> &[Line] {
        self.items.get(item).map_or(&[], |item| &item.lines)
    }
}

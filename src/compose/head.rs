//! What people write for 版头 → how the standard writes it: 份号 of six digits, 〔〕 in 发文字号, 文件 beside several
//! organs (GB/T 9704-2012, 7.2.1, 7.2.4, 7.2.5).

use crate::finding::{Finding, Place, Texts};
use crate::model::items;
use crate::model::origin::Source;
use crate::model::report::{Block, Inline, Role};
use crate::text::document_number::{is_open, standard};

/// The digits of a 份号 (7.2.1: 一般用6位).
const SERIAL_DIGITS: usize = 6;

/// A text of 报告信息 as the standard writes it. What was changed is said, and what is left open until 定稿.
pub(super) fn written(item: &str, text: &str, at: Option<Source>, findings: &mut Vec<Finding>) -> String {
    let place = || at.map_or(Place::Folder, |at| Place::Cell(at.cell));
    let written = match item {
        items::SERIAL if text.chars().all(|c| c.is_ascii_digit()) => format!("{text:0>SERIAL_DIGITS$}"),
        items::NUMBER => standard(text),
        _ => text.to_owned(),
    };
    let open = item == items::NUMBER && is_open(&written);
    if open {
        findings
            .push(Finding::new(place(), Texts::LeftOpen { item: item.to_owned(), text: written.clone() }));
    } else if written != text {
        let what = Texts::Corrected { before: text.to_owned(), after: written.clone() };
        findings.push(Finding::new(place(), what));
    }
    written
}

/// Takes 文件 from the names of several organs: it stands once, beside them.
pub(super) fn part_word(blocks: &mut Vec<Block>, said: &str) {
    let is_mark = |block: &Block| block.role == Role::Mark;
    let Some(last) = blocks.iter().rposition(is_mark) else { return };
    if blocks.iter().filter(|block| is_mark(block)).count() < 2 {
        return;
    }
    if let Some(block) = blocks.get_mut(last).filter(|block| block.text() == said) {
        block.role = Role::MarkWord;
        return;
    }
    let mut word: Option<Inline> = None;
    for block in blocks.iter_mut().filter(|block| is_mark(block)) {
        let Some(inline) = block.inlines.last_mut() else { continue };
        if let Some(name) = inline.text.strip_suffix(said).map(str::to_owned) {
            word = Some(Inline { text: said.to_owned(), ..inline.clone() });
            inline.text = name;
        }
    }
    if let Some(word) = word {
        blocks.insert(
            last + 1,
            Block { id: "mark_word".to_owned(), role: Role::MarkWord, inlines: vec![word], exhibit: None },
        );
    }
}

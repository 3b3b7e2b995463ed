//! What people write for 版头 → how the standard writes it: 份号 of six digits, 〔〕 in 发文字号, 文件 beside several
//! organs (GB/T 9704-2012, 7.2.1, 7.2.4, 7.2.5).

use crate::finding::{Finding, Place, Texts};
use crate::model::items;
use crate::model::origin::Source;
use crate::model::report::{Block, Inline, Role};
use crate::text::pattern::Pattern;

/// The digits of a 份号 (7.2.1: 一般用6位).
const SERIAL_DIGITS: usize = 6;

/// The word that stands beside the names of several organs.
const WORD: &str = "文件";

static NUMBER: Pattern =
    Pattern::new(r"^(.*?)[\[［【〔（(〈]\s*(\d{4})\s*[\]］】〕）)〉]\s*(?:第\s*)?(\d*)\s*号?$");
static DAY: Pattern = Pattern::new(r"^(\d{4}年\d{1,2}月)\s*日$");

/// A text of 报告信息 as the standard writes it. What was changed is said, and what is left open until 定稿.
pub(super) fn written(item: &str, text: &str, at: Option<Source>, findings: &mut Vec<Finding>) -> String {
    let place = || at.map_or(Place::Folder, |at| Place::Cell(at.cell));
    let written = match item {
        items::SERIAL if text.chars().all(|c| c.is_ascii_digit()) => format!("{text:0>SERIAL_DIGITS$}"),
        items::NUMBER => number(text),
        _ => text.to_owned(),
    };
    let open = item == items::NUMBER && written.ends_with("〕  号");
    if open {
        findings
            .push(Finding::new(place(), Texts::LeftOpen { item: item.to_owned(), text: written.clone() }));
    } else if written != text {
        let what = Texts::Corrected { before: text.to_owned(), after: written.clone() };
        findings.push(Finding::new(place(), what));
    }
    written
}

/// `某发[2022]03号` → `某发〔2022〕3号`; a number not given yet leaves its room.
fn number(text: &str) -> String {
    let Some(found) = NUMBER.captures(text) else {
        return text.to_owned();
    };
    let [organ, year, number] = [1, 2, 3].map(|group| found.get(group).map_or("", |part| part.as_str()));
    let number = number.trim_start_matches('0');
    let number = if number.is_empty() { "  " } else { number };
    format!("{}〔{year}〕{number}号", organ.trim_end())
}

/// A date whose day is left open: `2022年4月  日`.
pub(super) fn open_day(text: &str) -> Option<String> {
    let found = DAY.captures(text)?;
    Some(format!("{}  日", found.get(1)?.as_str()))
}

/// Takes 文件 from the names of several organs: it stands once, beside them.
pub(super) fn part_word(blocks: &mut Vec<Block>) {
    let is_mark = |block: &Block| block.role == Role::Mark;
    let Some(last) = blocks.iter().rposition(is_mark) else { return };
    if blocks.iter().filter(|block| is_mark(block)).count() < 2 {
        return;
    }
    if let Some(block) = blocks.get_mut(last).filter(|block| block.text() == WORD) {
        block.role = Role::MarkWord;
        return;
    }
    let mut word: Option<Inline> = None;
    for block in blocks.iter_mut().filter(|block| is_mark(block)) {
        let Some(inline) = block.inlines.last_mut() else { continue };
        if let Some(name) = inline.text.strip_suffix(WORD).map(str::to_owned) {
            word = Some(Inline { text: WORD.to_owned(), ..inline.clone() });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_are_written_as_the_standard_does() {
        let cases = [
            ("云人办发[2022]03号", "云人办发〔2022〕3号"),
            ("云人办发（2022）第12号", "云人办发〔2022〕12号"),
            ("云人办发〔2022〕12号", "云人办发〔2022〕12号"),
            ("云人办发〔2022〕 号", "云人办发〔2022〕  号"),
            ("云人办发〔2022〕号", "云人办发〔2022〕  号"),
            ("云人办发2022-3", "云人办发2022-3"),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected);
        }
        assert_eq!(open_day("2022年4月 日").as_deref(), Some("2022年4月  日"));
        assert_eq!(open_day("2022年4月5日"), None);
    }
}

//! Yes or no from what a cell says: 是, √, ☑, 已销号; 否, ×, □, 未销号.

use super::text::word_key;

const YES: [&str; 13] = ["是", "√", "✓", "✔", "☑", "■", "1", "y", "yes", "true", "有", "对", "已"];
const NO: [&str; 13] = ["否", "×", "✗", "✘", "x", "□", "☐", "0", "n", "no", "false", "无", "未"];

/// Reads a flag; none when the cell says neither.
#[must_use]
pub fn read(text: &str) -> Option<bool> {
    let key = word_key(text);
    let exact = |words: &[&str]| words.contains(&key.as_str());
    let opens = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    if exact(&NO) || opens(&["未", "否", "不", "没", "尚未"]) {
        Some(false)
    } else if exact(&YES) || opens(&["已", "是", "√", "应报", "销号"]) {
        Some(true)
    } else {
        None
    }
}

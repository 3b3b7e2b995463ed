//! Yes and no, as cells say them, as we print them, and as a setting of 报告信息 asks for something.

use super::fold::word_key;
pub use crate::model::decision::YES;

/// What a cell says that has nothing to say.
pub const NOTHING: &str = "无";

/// No.
pub const NO: &str = "否";

const MARKS_OF_YES: [&str; 13] = [YES, "√", "✓", "✔", "☑", "■", "1", "y", "yes", "true", "有", "对", "已"];
const MARKS_OF_NO: [&str; 13] = [NO, "×", "✗", "✘", "x", "□", "☐", "0", "n", "no", "false", NOTHING, "未"];

/// What a column of yes and no says: 是, √, ☑, 已销号; 否, ×, □, 未销号. None when the cell says neither.
pub fn read(text: &str) -> Option<bool> {
    let key = word_key(text);
    let exact = |words: &[&str]| words.contains(&key.as_str());
    let opens = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    if exact(&MARKS_OF_NO) || opens(&["未", NO, "不", "没", "尚未"]) {
        Some(false)
    } else if exact(&MARKS_OF_YES) || opens(&["已", YES, "√", "应报", "销号"]) {
        Some(true)
    } else {
        None
    }
}

/// Whether a word behind this character says the opposite.
#[must_use]
pub fn negates(c: char) -> bool {
    "未没不无非否".contains(c)
}

/// 是 or 否 and nothing else: for what must not be guessed.
pub fn exact(text: &str) -> Option<bool> {
    match text.trim() {
        YES => Some(true),
        NO => Some(false),
        _ => None,
    }
}

/// Whether an item of 报告信息 asks for what it names.
pub fn asks(text: &str) -> bool {
    [YES, "有", "要"].contains(&text.trim())
}

/// The printed word.
pub fn word(flag: bool) -> &'static str {
    if flag { YES } else { NO }
}

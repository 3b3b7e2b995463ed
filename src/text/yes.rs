//! Yes and no, as cells say them, as we print them, and as a setting of 报告信息 asks for something.

pub use crate::model::decision::YES;

/// What a cell says that has nothing to say.
pub const NOTHING: &str = "无";

/// What a flag prints that says no.
pub const NO: &str = "否";

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

/// The word that is printed for yes or no.
pub fn word(flag: bool) -> &'static str {
    if flag { YES } else { NO }
}

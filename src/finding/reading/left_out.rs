//! The sentences on text that was left out of a cell: struck through, or of characters that one font only knows.

use super::{Fixed, Said, Severity};

/// Longest text that a sentence quotes, in characters.
const QUOTED: usize = 60;

const STRUCK_CURE: [&str; 2] = [
    "如需计入，请在原文件中去掉删除线后重试",
    "remove the line through it in the file and run again, if it should count",
];

const RARE_CURE: [&str; 2] = [
    "请用常用字体（如宋体、仿宋）重新输入这些字后重试",
    "type these characters again in a common font and run again",
];

pub(super) const STRUCK_TOO: Fixed = (
    "struck-out-more",
    Severity::Warning,
    ["还有删除线，划去的内容未计入", "are struck through too; what is struck through is left out"],
    STRUCK_CURE,
);

pub(super) const RARE_TOO: Fixed = (
    "rare-character-lost-more",
    Severity::Warning,
    [
        "还有只在某种字体中才能显示的字，未能保留",
        "hold more characters that only one font shows; they are left out",
    ],
    RARE_CURE,
);

pub(super) fn say_struck(before: &str, after: &str) -> Said {
    let (before, after) = (cut(before), cut(after));
    let message = match after.trim() {
        "" => [
            format!("“{before}”整格带删除线，按空白处理"),
            format!("“{before}” is struck through as a whole and taken as blank"),
        ],
        _ => [
            format!("“{before}”中带删除线的文字未计入，按“{after}”处理"),
            format!("what is struck through in “{before}” is left out: “{after}”"),
        ],
    };
    Said::new("struck-out", Severity::Warning, message, STRUCK_CURE)
}

pub(super) fn say_rare(before: &str, after: &str) -> Said {
    let (before, after) = (cut(before), cut(after));
    let message = match after.trim() {
        "" => [
            format!("“{before}”全是只在某种字体中才能显示的字（以□表示），按空白处理"),
            format!("“{before}” holds only characters that one font shows (□) and is taken as blank"),
        ],
        _ => [
            format!(
                "“{before}”中有只在某种字体中才能显示的生僻字或符号（以□表示），未能保留，按“{after}”处理"
            ),
            format!("“{before}” holds characters that one font only shows (□); they are left out: “{after}”"),
        ],
    };
    Said::new("rare-character-lost", Severity::Warning, message, RARE_CURE)
}

fn cut(text: &str) -> String {
    let text = text.replace('\n', " ");
    let short: String = text.chars().take(QUOTED).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

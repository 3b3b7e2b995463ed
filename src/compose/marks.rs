//! The text of a template → marks in it that mean nothing where they stand and would be printed.

use crate::finding::kinds::KindFault;

/// Brackets that an id may be meant to stand in.
const OPENING: [char; 3] = ['[', '［', '【'];
const CLOSING: [char; 3] = [']', '］', '】'];

/// What is wrong, each with its line.
pub(super) fn faults(text: &str) -> Vec<(usize, KindFault)> {
    let bare = without_calls(text);
    let mut faults = Vec::new();
    for (line, words) in (1..).zip(bare.lines()) {
        let mark = |mark: &str, meant: &'static str| KindFault::Mark { mark: mark.to_owned(), meant };
        for brace in ["｛", "｝", "{", "}"] {
            faults.extend(words.contains(brace).then(|| (line, mark(brace, "{{…}}"))));
        }
        if words.matches("**").count() % 2 == 1 {
            faults.push((line, KindFault::Unclosed));
        }
        let start = words.trim_start();
        let heading = ["## ", "### ", "#### "].iter().any(|mark| start.starts_with(mark));
        if start.starts_with(['#', '＃']) && !heading {
            faults.push((line, mark("#", "“## ”")));
        }
        let block = start.trim_start_matches(['-', '#', ' ']).strip_prefix('[');
        if let Some((id, _)) = block.and_then(|rest| rest.split_once(']'))
            && (id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        {
            faults.push((line, mark(&format!("[{id}]"), "[abc]")));
        }
        faults.extend(half(start).map(|id| (line, mark(&id, "[abc]"))));
    }
    faults
}

/// An id whose brackets are not both there, or of another width (【id]).
fn half(start: &str) -> Option<String> {
    let block = start.trim_start_matches(['-', '#', ' ']);
    let rest = block.trim_start_matches(OPENING);
    let id: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let behind = rest.get(id.len()..).unwrap_or_default();
    let closed = behind.starts_with(CLOSING);
    let whole = block.starts_with('[') && behind.starts_with(']');
    let opened = rest.len() < block.len();
    let named = id.starts_with(|c: char| c.is_ascii_alphabetic());
    (named && !whole && (closed || (opened && behind.trim().is_empty())))
        .then(|| block.chars().take(id.chars().count() + usize::from(opened) + usize::from(closed)).collect())
}

/// The text without what stands in double braces, line by line; a datum leaves a letter, since it may be part of an id.
pub(super) fn without_calls(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        bare.push_str(before);
        let (call, behind) = after.split_once("}}").unwrap_or((after, ""));
        bare.extend(call.chars().filter(|c| *c == '\n'));
        if !call.starts_with(['#', '/', '!', '~']) && call.trim() != "else" {
            bare.push('x');
        }
        rest = behind.trim_start_matches('}');
    }
    bare + rest
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn marks_that_mean_nothing_are_found() {
        let wrong = [
            "{名称}",
            "｛｛名称｝｝",
            "- [块] 甲",
            "**甲。乙",
            "# 标题",
            "##标题",
            "甲\n{{x}}乙{",
            "【p] 甲",
            "p] 甲",
            "［p］甲",
            "[p",
            "- [p",
        ];
        for text in wrong {
            assert!(!faults(text).is_empty(), "{text}");
        }
        let right = [
            "## 标题",
            "- [other_{{代号}}] **组织{{名称}}。**甲",
            "{{#if x}}甲{{else}}〔2024〕{{/if}}",
            "[p] 甲[1]",
            "【待补充】甲",
            "【2】甲",
        ];
        for text in right {
            assert_eq!(faults(text), Vec::new(), "{text}");
        }
    }
}

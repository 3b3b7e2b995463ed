//! The text of a template → marks in it that mean nothing where they stand and would be printed.

use std::collections::BTreeSet;

use handlebars::Template;
use handlebars::template::TemplateElement;

use crate::finding::kinds::KindFault;

/// Brackets that an id may be meant to stand in.
const OPENING: [char; 3] = ['[', '［', '【'];
const CLOSING: [char; 3] = [']', '］', '】'];

/// What a comment begins and ends with.
const OPENS: &str = "{{!--";
const CLOSES: &str = "--}}";

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

/// The line of a comment that is not closed before the next one begins, or the text ends.
pub(super) fn open_comment(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text.get(at..)?.find(OPENS).map(|found| at + found) {
        let inner = text.get(start + OPENS.len()..)?;
        let end = inner.find(CLOSES).filter(|end| inner.find(OPENS).is_none_or(|next| *end < next));
        let Some(end) = end else { return Some(text.get(..start)?.matches('\n').count() + 1) };
        at = start + OPENS.len() + end + CLOSES.len();
    }
    None
}

/// Ids that stand twice at the top of a text; the branches of a condition may share one.
pub(super) fn twice(template: &Template) -> Vec<(usize, String)> {
    let (mut seen, mut twice) = (BTreeSet::new(), Vec::new());
    for (at, (element, mapping)) in template.elements.iter().zip(&template.mapping).enumerate() {
        let TemplateElement::RawString(text) = element else { continue };
        for (number, line) in text.split('\n').enumerate().filter(|(number, _)| *number > 0 || at == 0) {
            let block = line.trim_start_matches(['-', '#', ' ']).strip_prefix('[');
            let Some((id, _)) = block.and_then(|rest| rest.split_once(']')) else { continue };
            if !seen.insert(id.to_owned()) {
                twice.push((mapping.0 + number, id.to_owned()));
            }
        }
    }
    twice
}

/// An id whose brackets are not both there, or of another width (【id]).
fn half(start: &str) -> Option<String> {
    let block = start.trim_start_matches(['-', '#', ' ']);
    let rest = block.trim_start_matches(OPENING);
    let id: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let behind = rest.get(id.len()..).unwrap_or_default();
    let closed = behind.starts_with(CLOSING);
    let whole = block.starts_with('[') && behind.starts_with(']');
    let left = behind.trim().is_empty() || (behind.starts_with([' ', '　']) && !behind.contains(CLOSING));
    let opened = rest.len() < block.len();
    let named = id.starts_with(|c: char| c.is_ascii_alphabetic());
    (named && !whole && (closed || (opened && left)))
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
            "[p 甲，乙",
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

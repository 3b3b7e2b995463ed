//! The text of a template → what in it says nothing: no words at all, a block without any, a clause without a datum.

use handlebars::Template;
use handlebars::template::{HelperTemplate, TemplateElement};

use super::marks::without_calls;
use crate::finding::kinds::KindFault;

/// What is wrong, each with its line.
pub(super) fn faults(template: &Template, text: &str) -> Vec<(usize, KindFault)> {
    let bare = without_calls(text);
    if bare.trim().is_empty() {
        return vec![(1, KindFault::Nothing)];
    }
    let mut faults = blocks(&bare);
    clauses(template, &mut faults);
    faults
}

/// Blocks after whose id the next one begins, or the text ends.
fn blocks(bare: &str) -> Vec<(usize, KindFault)> {
    let mut open: Option<(usize, &str)> = None;
    let mut faults = Vec::new();
    let empty = |(line, id): (usize, &str)| (line, KindFault::EmptyBlock(id.to_owned()));
    for (line, words) in (1..).zip(bare.lines().map(str::trim)).filter(|(_, words)| !words.is_empty()) {
        let block = words.trim_start_matches(['-', '#', ' ']).strip_prefix('[');
        match block.and_then(|rest| rest.split_once(']')) {
            Some((id, rest)) => {
                faults.extend(open.take().map(empty));
                open = rest.trim().is_empty().then_some((line, id));
            }
            None => open = None,
        }
    }
    faults.extend(open.map(empty));
    faults
}

/// Clauses in which nothing can be missing.
fn clauses(template: &Template, faults: &mut Vec<(usize, KindFault)>) {
    for (element, at) in template.elements.iter().zip(&template.mapping) {
        let TemplateElement::HelperBlock(call) = element else { continue };
        let inner = call.template.iter().chain(&call.inverse);
        inner.for_each(|inner| clauses(inner, faults));
        if call.name.as_name() == Some("clause") && !call.template.as_ref().is_some_and(has_datum) {
            faults.push((at.0, KindFault::NoDatum));
        }
    }
}

/// Whether something is printed in it, or gone through.
fn has_datum(template: &Template) -> bool {
    template.elements.iter().any(|element| match element {
        TemplateElement::RawString(_) | TemplateElement::Comment(_) => false,
        TemplateElement::HelperBlock(call) => goes_through(call),
        _ => true,
    })
}

fn goes_through(call: &HelperTemplate) -> bool {
    matches!(call.name.as_name(), Some("each" | "with"))
        || call.template.iter().chain(&call.inverse).any(has_datum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        // A wording that cannot be understood is neither right nor wrong here.
        Template::compile(text).map_or(usize::MAX, |template| faults(&template, text).len())
    }

    #[test]
    fn what_says_nothing_is_found() {
        let wrong = [
            "",
            "{{!-- 说明 --}}",
            "[a]",
            "[a]\n[b] 甲",
            "{{#if x}}\n[a]\n{{/if}}",
            "{{#clause}}，共条{{/clause}}",
            "甲{{#clause}}{{else}}乙{{/clause}}",
        ];
        for text in wrong {
            assert_eq!(found(text), 1, "{text}");
        }
        let right = [
            "[a]\n{{#if x}}甲{{/if}}",
            "[a] {{> b}}",
            "{{#clause}}甲{{#each x}}乙{{/each}}{{/clause}}",
            "{{#clause}}甲{{#clause}}{{x}}{{/clause}}{{/clause}}",
        ];
        for text in right {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}

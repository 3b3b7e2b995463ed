//! A person's name without padding: `张 三` → 张三, names one below the other → 张三、李四.

use super::text::repair;
use crate::kind::ValueWords;
use crate::text::enclosed::cut;
use crate::text::fold::{is_cjk, tidy_lines};
use crate::text::pattern::Pattern;

/// Whether all texts are names of people: two to four ideographs (or with a dot), no word of a group, and most
/// with a common surname.
pub(super) fn are_names(texts: &[String], words: &ValueWords) -> bool {
    let fits = |text: &String| {
        let count = text.chars().count();
        let dotted = text.contains('·') && count <= 15;
        let short = (2..=4).contains(&count);
        (dotted || short)
            && text.chars().all(|c| is_cjk(c) || c == '·')
            && !words.peoples.iter().any(|role| text.contains(role.as_str()))
    };
    let known = texts
        .iter()
        .filter(|text| text.starts_with(|c| words.surnames.iter().any(|names| names.contains(c))))
        .count();
    texts.iter().all(fits) && known * 2 > texts.len()
}

/// What is noted behind a name (a post, a remark, an account).
static NOTE: Pattern = Pattern::new(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]$");

/// Cleans the name or names of a cell; empty when it holds white space only.
#[must_use]
pub(super) fn clean(raw: &str, words: &ValueWords) -> String {
    let lines = tidy_lines(raw);
    let names = lines.iter().flat_map(|line| {
        let line = repair(line);
        let several = cut(&line, |_, c, _| matches!(c, '、' | '，' | ',' | '；' | ';'));
        several.iter().map(|one| name(bare(one, words), words)).collect::<Vec<_>>()
    });
    names.collect::<Vec<_>>().join("、")
}

/// A name without what stands behind it (a form of address, a note), as long as a name is left.
fn bare<'t>(line: &'t str, words: &ValueWords) -> &'t str {
    let addressed = words.address.iter().find_map(|word| line.strip_suffix(word.as_str()));
    let noted = || line.get(..NOTE.captures(line)?.get(0)?.start());
    let name = addressed.or_else(noted).map(str::trim_end);
    name.filter(|name| name.chars().count() > 1).map_or(line, |name| bare(name, words))
}

fn name(line: &str, surnames: &ValueWords) -> String {
    let dotted: String = line.chars().map(unify_dot).collect();
    let words: Vec<&str> = dotted.split(' ').collect();
    if words.len() == 1 || !words.iter().all(|word| word.chars().all(is_cjk)) {
        return dotted;
    }
    let long = |word: &&str| surnames.long_surnames.iter().any(|surname| surname == word);
    let one_name = words.iter().map(|word| word.chars().count()).sum::<usize>() <= 4
        && (words.iter().any(|word| word.chars().count() == 1) || words.first().is_some_and(long));
    words.join(if one_name { "" } else { "、" })
}

/// The dot in names of minorities, in whichever form it was typed.
fn unify_dot(c: char) -> char {
    match c {
        '‧' | '•' | '．' | '・' | '∙' => '·',
        _ => c,
    }
}

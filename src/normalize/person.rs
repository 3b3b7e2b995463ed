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

/// The one person of whom a text speaks with a form of address, a post or a note (林晓东同志, 支部书记林晓东,
/// 林晓东（支部书记）, 支部书记（林晓东）); none for anything else.
pub(super) fn spoken_of(text: &str, words: &ValueWords) -> Option<String> {
    let is_name = |text: &str| is_whole_name(text, words);
    let joined = name(text.trim(), words);
    if is_name(&joined) {
        return Some(joined);
    }
    let has_post = |text: &str| words.posts.iter().any(|post| text.ends_with(post.as_str()));
    let courteous = words.courtesies.iter().find_map(|word| joined.strip_suffix(word.as_str()));
    if let Some(rest) = courteous {
        return spoken_of(rest, words);
    }
    if let Some(note) = NOTE.captures(&joined).and_then(|found| found.get(0)) {
        let before = joined.get(..note.start()).unwrap_or_default();
        let inside = note.as_str().trim().trim_matches(['(', ')', '（', '）', '[', ']', '【', '】']);
        let noted = has_post(inside) || words.courtesies.iter().any(|word| word == inside);
        return match () {
            () if noted => spoken_of(before, words),
            () if has_post(before) => spoken_of(inside, words),
            () => None,
        };
    }
    let behind = |post: &String| {
        let rest = joined.get(joined.rfind(post.as_str())? + post.len()..)?;
        let rest = name(rest.trim_start_matches(['、', ' ', ':', '：']), words);
        is_name(&rest).then_some(rest)
    };
    words.posts.iter().find_map(behind)
}

/// Whether a text is nothing but the name of a person as most are written.
fn is_whole_name(text: &str, words: &ValueWords) -> bool {
    let length = text.chars().count();
    let long = words.long_surnames.iter().any(|surname| text.starts_with(surname.as_str()));
    let surname = long || text.starts_with(|c| words.surnames.iter().any(|names| names.contains(c)));
    let fits = (2..=3).contains(&length) || (long && length == 4);
    let mut role = words.peoples.iter().chain(&words.posts).chain(&words.address);
    let unit = || words.unit_ends.iter().any(|end| text.ends_with(end.as_str()));
    let mut holds_role = || role.any(|word| text.contains(word.as_str()));
    fits && surname && text.chars().all(is_cjk) && !holds_role() && !unit()
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

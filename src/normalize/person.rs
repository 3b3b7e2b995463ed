//! A person's name without padding: `张 三` → 张三, names one below the other → 张三、李四.

use super::text::{is_cjk, repair, tidy_lines};

const COMPOUND_SURNAMES: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "司徒", "夏侯", "慕容", "端木",
    "宇文", "长孙", "南宫",
];

/// Cleans the name or names of a cell; empty when it holds white space only.
#[must_use]
pub fn clean(raw: &str) -> String {
    tidy_lines(raw).iter().map(|line| name(&repair(line))).collect::<Vec<_>>().join("、")
}

fn name(line: &str) -> String {
    let dotted: String = line.chars().map(unify_dot).collect();
    let words: Vec<&str> = dotted.split(' ').collect();
    if words.len() == 1 || !words.iter().all(|word| word.chars().all(is_cjk)) {
        return dotted;
    }
    let one_name = words.iter().map(|word| word.chars().count()).sum::<usize>() <= 4
        && (words.iter().any(|word| word.chars().count() == 1)
            || words.first().is_some_and(|first| COMPOUND_SURNAMES.contains(first)));
    words.join(if one_name { "" } else { "、" })
}

/// The dot in names of minorities, in whichever form it was typed.
fn unify_dot(c: char) -> char {
    match c {
        '‧' | '•' | '．' | '・' | '∙' => '·',
        _ => c,
    }
}

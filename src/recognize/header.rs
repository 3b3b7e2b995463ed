//! Header cells → comparable text, and the part of it that names something.

use crate::text::numbering::{self, addresses, without_question};

/// The comparable form of a header (or of a title, a label, a hint). Both sides of every comparison go
/// through here.
///
/// * white space of every kind, line breaks and zero-width characters are removed
/// * full-width ASCII (letters, digits, brackets, colon) becomes half-width; other brackets become `(` `)`
/// * Latin letters become lower case (`No` and `NO`)
/// * leading `*` `★` `※` `（必填）`, trailing `*` and colons are removed
#[must_use]
pub fn clean(text: &str) -> String {
    numbering::header(text)
}

/// A cleaned header without its bracketed notes, and the notes: `整改要求(措施)` → `整改要求`, [`措施`].
pub(super) fn split_notes(cleaned: &str) -> (String, Vec<String>) {
    let (mut outside, mut notes, mut depth) = (String::new(), Vec::new(), 0_u32);
    for c in cleaned.chars() {
        match c {
            '(' => {
                depth += 1;
                notes.push(String::new());
            }
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => notes.iter_mut().last().into_iter().for_each(|note| note.push(c)),
        }
    }
    let outside = outside.trim_end_matches(':').to_owned();
    (outside, notes)
}

/// A header without what explains its values (`状态，0禁用，1激活`, `状态1正常0已删除`), and once when it is written
/// twice (`培训主题培训主题`).
pub(super) fn without_explanation(header: &str) -> &str {
    let letters = |c: char| c.is_alphabetic() && !c.is_ascii();
    let digit = header.char_indices().skip(1).find(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    let explained = digit.filter(|at| header.get(*at..).is_some_and(|rest| rest.contains(letters)));
    let cut = explained.map_or(header, |at| header.get(..at).unwrap_or(header));
    let cut = cut.split([',', ';', '。', '，', '；']).next().unwrap_or(cut);
    let half = cut.len() / 2;
    match (cut.get(..half), cut.get(half..)) {
        (Some(first), Some(second)) if half > 0 && first == second => first,
        _ => cut,
    }
}

/// Whether a cleaned header is a question of a questionnaire: numbered, or ending or beginning like one.
pub(super) fn is_question(cleaned: &str) -> bool {
    let outside = split_notes(cleaned).0;
    without_question(&outside) != outside || addresses(&outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_cleaned_for_comparing() {
        assert_eq!(clean(" ＊被推荐人\n姓　名： "), "被推荐人姓名");
        assert_eq!(clean("★（必填）整改时限（月）"), "整改时限(月)");
        assert_eq!(clean("ＮＯ"), "no");
        assert_eq!(split_notes("整改要求(措施)"), ("整改要求".into(), vec!["措施".into()]));
        assert_eq!(without_explanation("状态1正常0已删除"), "状态");
        assert_eq!(without_explanation("状态,0禁用,1激活"), "状态");
        assert_eq!(without_explanation("培训主题培训主题"), "培训主题");
        assert_eq!(without_explanation("议题类型1"), "议题类型1");
    }
}

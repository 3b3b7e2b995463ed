//! Text with marks where clauses were dropped → text without these marks and the commas that they would leave behind.

use super::data::DROPPED;

/// Marks that separate; one of them next to a dropped clause is one too many.
const SEPARATING: &str = "，、；";
/// Marks that end a sentence.
const ENDING: &str = "。！？";
/// Pairs of marks that go when nothing is left between them.
const PAIRS: [(char, char); 3] = [('（', '）'), ('《', '》'), ('“', '”')];

/// Removes the marks of dropped clauses and the punctuation that belonged to them. Text without such a mark is left as
/// it is: what a person wrote is not touched.
pub(super) fn tidy(text: &str) -> String {
    let mut kept: Vec<char> = Vec::with_capacity(text.len());
    let mut scarred = false;
    for c in text.chars() {
        if c == DROPPED {
            scarred = true;
            continue;
        }
        if scarred {
            scarred = close_scar(&mut kept, c);
            if scarred {
                continue;
            }
        }
        kept.push(c);
    }
    if scarred && kept.last().is_some_and(|last| SEPARATING.contains(*last)) {
        kept.pop();
        kept.push('。');
    }
    kept.into_iter().collect()
}

/// Decides what happens to `next`, the first character after a dropped clause. True: it goes too, and so may the next.
fn close_scar(kept: &mut Vec<char>, next: char) -> bool {
    let before = kept.last().copied();
    let starts = before.is_none_or(|c| ENDING.contains(c) || SEPARATING.contains(c) || "：（\n".contains(c));
    if let Some((open, _)) = PAIRS.iter().find(|(_, close)| *close == next)
        && before == Some(*open)
    {
        kept.pop();
        return true;
    }
    if SEPARATING.contains(next) {
        return starts;
    }
    if ENDING.contains(next) {
        if before.is_some_and(|c| SEPARATING.contains(c)) {
            kept.pop();
            return false;
        }
        return starts;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_clauses_leave_no_marks() {
        let cases = [
            ("共发出10份，※，收到3条。", "共发出10份，收到3条。"),
            ("共发出10份，※。", "共发出10份。"),
            ("※，收到3条。", "收到3条。"),
            ("要求（※）办理。", "要求办理。"),
            ("前一句。※。后一句。", "前一句。后一句。"),
            ("共发出10份；※", "共发出10份。"),
            ("甲，乙，※※，丙。", "甲，乙，丙。"),
            ("甲※，乙。", "甲，乙。"),
            ("没有伤痕，，原样。", "没有伤痕，，原样。"),
            ("※※。", ""),
        ];
        for (input, expected) in cases {
            assert_eq!(tidy(&input.replace('※', &DROPPED.to_string())), expected, "{input}");
        }
    }
}

//! A cell that holds labels with their values (`姓名：张三  职务：科员`) → each label with its value.

use super::header::clean;

/// A text of more characters before a colon is no label.
const LONGEST: usize = 16;

/// The labels of a text that are known, cleaned, each with what stands between it and the next label. A label
/// that nobody knows ends the value before it too, when wide space sets it off (`主持人：张三　　记录人：李四`).
pub(super) fn labelled(text: &str, is_label: impl Fn(&str) -> bool) -> Vec<(String, &str)> {
    let colons = text.char_indices().filter(|(_, c)| matches!(c, '：' | ':'));
    let labels: Vec<(usize, usize, Option<String>)> = colons
        .filter_map(|(colon, c)| {
            let known = label_before(text, colon, &is_label).map(|(start, label)| (start, Some(label)));
            let (start, label) = known.or_else(|| Some((unknown_before(text, colon)?, None)))?;
            Some((start, colon + c.len_utf8(), label))
        })
        .collect();
    let ends = labels.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    let pairs = labels.iter().zip(ends).filter_map(|((_, from, label), to)| {
        Some((label.clone()?, text.get(*from..to).unwrap_or_default().trim()))
    });
    pairs.collect()
}

/// Where a short word before a colon begins that wide space sets off from the text before it.
fn unknown_before(text: &str, colon: usize) -> Option<usize> {
    let before = text.get(..colon)?;
    let start = before.rfind(['\u{3000}', '\t', ' '])?;
    let word = before.get(start..)?.trim_start();
    let space = before.get(..colon - word.len())?;
    let wide = space.ends_with(['\u{3000}', '\t']) || space.ends_with("  ");
    let is_word = (2..=8).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic);
    (wide && is_word && !space.trim().is_empty()).then_some(space.len())
}

/// The longest known label that ends at a colon and begins at a boundary, with its place.
fn label_before(text: &str, colon: usize, is_label: impl Fn(&str) -> bool) -> Option<(usize, String)> {
    let before = text.get(..colon)?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '；' | ';' | '，' | ',' | '。' | '：' | ':');
    let nearby: Vec<(usize, char)> = before.char_indices().rev().take(LONGEST).collect();
    nearby.iter().rev().find_map(|(at, _)| {
        let opens = before.get(..*at)?.chars().next_back().is_none_or(ends);
        let label = clean(before.get(*at..)?);
        (opens && is_label(&label)).then_some((*at, label))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_end_the_value_before_them() {
        let known = |label: &str| ["姓名", "职务", "意见建议"].contains(&label);
        let pair = |label: &str, value| (label.to_owned(), value);
        assert_eq!(labelled("姓 名：张三  职务：科员", known), [pair("姓名", "张三"), pair("职务", "科员")]);
        assert_eq!(
            labelled("意见建议：\n1.对策：加强调研\n2.精简会议", known),
            [pair("意见建议", "1.对策：加强调研\n2.精简会议")]
        );
        assert_eq!(labelled("时间：3月7日", known), []);
        assert_eq!(labelled("姓名：张三　　记录人：李四", known), [pair("姓名", "张三")]);
        assert_eq!(
            labelled("意见建议：一是精简 二是：少开会", known),
            [pair("意见建议", "一是精简 二是：少开会")]
        );
    }
}

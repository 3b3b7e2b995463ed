//! A cell that holds labels with their values (`姓名：张三  职务：科员`) → each label with its value.

use super::header::clean;

/// Longest label, in characters.
const LONGEST: usize = 16;

/// The labels of a text that are known, cleaned, each with what stands between it and the next one.
pub fn labelled(text: &str, is_label: impl Fn(&str) -> bool) -> Vec<(String, &str)> {
    let colons = text.char_indices().filter(|(_, c)| matches!(c, '：' | ':'));
    let labels: Vec<(usize, usize, String)> = colons
        .filter_map(|(colon, c)| {
            let (start, label) = label_before(text, colon, &is_label)?;
            Some((start, colon + c.len_utf8(), label))
        })
        .collect();
    let ends = labels.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    let pairs = labels.iter().zip(ends);
    pairs
        .map(|((_, from, label), to)| (label.clone(), text.get(*from..to).unwrap_or_default().trim()))
        .collect()
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
    }
}

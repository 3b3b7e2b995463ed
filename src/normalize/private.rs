//! Telephone, identity and mail numbers inside a text → the text without them: they never get into a report.

use crate::model::value::Text;
use crate::text::pattern::Pattern;

/// What stands in the text in place of such a number.
const MASK: &str = "***";

/// The digits of the shortest of them but for addresses.
const LEAST_DIGITS: usize = 11;

static PRIVATE: Pattern = Pattern::new(concat!(
    r"(?P<before>^|[^0-9A-Za-z])",
    r"(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx]|",
    r"[0-9A-Za-z][\w.+-]*@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+)",
    r"(?P<after>$|[^0-9A-Za-z])",
));

/// A text with its private numbers masked; none when it has none.
pub(super) fn masked(text: &str) -> Option<Text> {
    // Most texts have too few digits for any of them.
    if !text.contains('@') && text.bytes().filter(u8::is_ascii_digit).count() < LEAST_DIGITS {
        return None;
    }
    let mut found = text.to_owned();
    while let Some(hit) = PRIVATE.captures(&found) {
        let part = |name: &str| hit.name(name).map_or("", |part| part.as_str()).to_owned();
        let all = hit.get(0)?;
        let kept = [part("before").as_str(), MASK, part("after").as_str()].concat();
        let (start, end) = (all.start(), all.end());
        drop(hit);
        found.replace_range(start..end, &kept);
    }
    (found != text).then(|| Text::from(found))
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn numbers_of_persons_are_masked() {
        let cases = [
            ("请联系张三13912345678解决", Some("请联系张三***解决")),
            ("身份证110105194912310025已登记，电话139-1234-5678", Some("身份证***已登记，电话***")),
            ("发到zhang@example.gov.cn即可", Some("发到***即可")),
            ("拨打12345热线，工单20240315001123", None),
            ("2024年3月7日，共1200人", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(masked(text).as_deref(), wanted, "{text}");
        }
    }
}

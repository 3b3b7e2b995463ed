//! What no report or annex may hold: numbers of mobile telephones and of identity cards. 附注, which names a contact, is
//! left out.

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::text::pattern::Pattern;

static MOBILE: Pattern = Pattern::new(r"(?:^|[^0-9])(1[3-9][0-9][\s-]?[0-9]{4}[\s-]?[0-9]{4})(?:[^0-9]|$)");
static IDENTITY: Pattern = Pattern::new(
    r"(?:^|[^0-9])([1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx])(?:[^0-9]|$)",
);

pub(super) fn private(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, text) in text.all().filter(|(_, text)| !text.trim().is_empty()) {
        let mobile = MOBILE.captures(text).and_then(|found| found.get(1)).map(|found| found.as_str());
        let identity = IDENTITY.captures(text).and_then(|found| found.get(1)).map(|found| found.as_str());
        let fault = match (identity, mobile) {
            (Some(number), _) => Some(Wording::Identity { text: masked(number) }),
            (None, Some(number)) => Some(Wording::Mobile { text: masked(number) }),
            (None, None) => None,
        };
        looked.add(at, fault);
    }
    looked
}

/// A number of which only its ends are shown: what should not be told is not told again.
fn masked(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let part =
        |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default().iter().collect::<String>();
    format!("{}…{}", part(0..3), part(digits.len().saturating_sub(2)..digits.len()))
}

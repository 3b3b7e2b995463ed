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
        let identity = identity.filter(|number| is_checked(number));
        let fault = match (identity, mobile) {
            (Some(number), _) => Some(Wording::Identity { text: masked(number) }),
            (None, Some(number)) => Some(Wording::Mobile { text: masked(number) }),
            (None, None) => None,
        };
        looked.add(at, fault);
    }
    looked
}

/// Whether the last figure is the one that the others make (GB 11643): other long numbers hardly ever have it.
fn is_checked(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const LAST: &str = "10X98765432";
    let figures = number.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = figures.zip(WEIGHTS).map(|(figure, weight)| figure * weight).sum();
    let last = number.chars().last().map(|c| c.to_ascii_uppercase());
    LAST.chars().nth(usize::try_from(sum % 11).unwrap_or(0)) == last
}

/// A number of which only its ends are shown: what should not be told is not told again.
fn masked(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let part =
        |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default().iter().collect::<String>();
    format!("{}…{}", part(0..3), part(digits.len().saturating_sub(2)..digits.len()))
}

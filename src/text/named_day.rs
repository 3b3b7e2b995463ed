//! The day or the span of time that the name of a file or a sheet tells (整改台账0630, 台账（截至2023年5月）).

use super::pattern::Pattern;

/// A span of time as names close with it, as a part of a pattern: 截至5月, 2024年上半年, 第二季度.
pub const SPAN: &str = concat!(
    r"(?:截至|截止|截止到|至)?(?:20\d\d年?[-.]?)?",
    r"(?:\d{1,2}月(?:\d{1,2}[日号]|份|底|末|上旬|中旬|下旬)?|第?[一二三四1-4]季度|[上下]半年)",
);

static DAY: Pattern = Pattern::new(
    r"(?:(20\d\d)[年.-]?)?(\d{1,2})[月.-](\d{1,2})?|(20\d\d)([01]\d)([0-3]\d)|(?:^|\D)([01]\d)([0-3]\d)(?:\D|$)",
);

/// The day that a name tells, as year, month, day; what is not said is zero.
#[must_use]
pub fn day_in(name: &str) -> Option<(u16, u16, u16)> {
    let found = DAY.captures(name)?;
    let number = |group| found.get(group).and_then(|part| part.as_str().parse::<u16>().ok());
    let first = |groups: [usize; 3]| groups.into_iter().find_map(number).unwrap_or(0);
    Some((first([1, 4, 4]), first([2, 5, 7]), first([3, 6, 8])))
}

#[cfg(test)]
mod tests {
    use super::day_in;

    #[test]
    fn names_tell_their_day() {
        assert_eq!(day_in("整改台账0630"), Some((0, 6, 30)));
        assert_eq!(day_in("台账（截至2023年5月）"), Some((2023, 5, 0)));
        assert_eq!(day_in("台账20240315"), Some((2024, 3, 15)));
        assert_eq!(day_in("台账"), None);
    }
}

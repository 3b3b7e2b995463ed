//! Shares and changes of shares → percentages and percentage points as running text prints them.

/// A share as a percentage without its sign: half up, `decimals` places, whole numbers without decimals.
/// 100 and 0 only when they are exact: 99.96 prints as 99.9, 0.04 as 0.1 (one decimal).
pub(super) fn percent(part: f64, whole: f64, decimals: usize) -> String {
    let scale = 10f64.powi(decimals as i32);
    // Whole and part are counts, so the quotient is compared after scaling, where half-up is exact enough.
    let mut scaled = (part * 100.0 * scale / whole + 1e-9).round();
    let full = 100.0 * scale;
    if scaled >= full && part < whole {
        scaled = full - 1.0;
    }
    if scaled <= 0.0 && part > 0.0 {
        scaled = 1.0;
    }
    places(scaled / scale, decimals)
}

/// A number with so many decimal places; a whole number has none.
pub(super) fn places(number: f64, decimals: usize) -> String {
    let rounded = format!("{number:.decimals$}");
    let whole = rounded.split_once('.').filter(|(_, decimals)| decimals.bytes().all(|digit| digit == b'0'));
    whole.map_or(rounded.clone(), |(whole, _)| whole.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_round_half_up_and_never_reach_the_ends_by_rounding() {
        assert_eq!(percent(112.0, 120.0, 1), "93.3");
        assert_eq!(percent(12.0, 20.0, 1), "60");
        assert_eq!(percent(1.0, 8.0, 2), "12.50");
        assert_eq!(percent(9_996.0, 10_000.0, 1), "99.9");
        assert_eq!(percent(10_000.0, 10_000.0, 1), "100");
        assert_eq!(percent(1.0, 10_000.0, 1), "0.1");
        assert_eq!(percent(0.0, 10.0, 1), "0");
        assert_eq!(percent(85.0, 90.0, 1), "94.4");
    }
}

//! Lengths as documents say them: plain numbers, or numbers with a unit (`210mm`, `16pt`), which ISO 29500 allows too.

/// How many points each unit has.
const UNITS: [(&str, f64); 6] =
    [("mm", 72.0 / 25.4), ("cm", 72.0 / 2.54), ("in", 72.0), ("pt", 1.0), ("pc", 12.0), ("pi", 12.0)];

/// A length in twips: a plain number is one.
pub(super) fn twips(said: &str) -> Option<i64> {
    measured(said, 20.0)
}

/// A size of characters in half points: a plain number is one.
pub(super) fn half_points(said: &str) -> Option<i64> {
    measured(said, 2.0)
}

fn measured(said: &str, in_a_point: f64) -> Option<i64> {
    let said = said.trim();
    let unit = UNITS.iter().find_map(|(unit, points)| Some((said.strip_suffix(unit)?, points)));
    let number = match unit {
        Some((number, points)) => number.trim().parse::<f64>().ok()? * points * in_a_point,
        None => said.parse::<f64>().ok()?,
    };
    number.is_finite().then(|| number.round() as i64)
}

//! Names of regions before the name of a unit (XX省XX县).

use super::pattern::Pattern;

static REGIONS: Pattern = Pattern::new(r"^(?:中共|中国共产党)?(?:.{1,8}?(?:省|市|县|区|旗|州|盟))*$");

/// Whether a text is nothing but regions, with 中共 before them.
#[must_use]
pub fn are_regions(text: &str) -> bool {
    REGIONS.is_match(text)
}

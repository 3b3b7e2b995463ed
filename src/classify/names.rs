//! Cells of aspects and problems → what they say (`common/classes.toml`): the bare name of an aspect, whether it asks,
//! the number of a problem.

use crate::kind::{ClassWords, Kind};
use crate::text::fold::word_key;
use crate::text::numeral::{UP_TO_HUNDREDS, value};
use crate::text::pattern::{Pattern, any_of};

/// How cells name aspects and problems, ready for looking up.
pub(super) struct Names<'k> {
    words: &'k ClassWords,
    /// What stands behind the name of an aspect.
    behind: Pattern,
    /// A cell that is nothing but the number of a problem.
    number: Pattern,
}

impl<'k> Names<'k> {
    /// Compiles the patterns from the words of a kind (`common/classes.toml`).
    pub(super) fn of(kind: &'k Kind) -> Self {
        let words = &kind.common.classes;
        let [openings, links, ends] = [&words.openings, &words.links, &words.ends].map(|list| any_of(list));
        let [before, closing, last] =
            [&words.number_openings, &words.number_closings, &words.number_ends].map(|list| any_of(list));
        Names {
            words,
            behind: Pattern::with_words(format!("{openings}?{links}?{ends}$")),
            number: Pattern::with_words(format!(
                r"^{before}*[(（]?(\d{{1,4}}|[{UP_TO_HUNDREDS}]{{1,4}})[)）]?(?:{closing}|\.|、)?{last}?$"
            )),
        }
    }

    /// The name of an aspect without what stands behind it (形式主义方面的问题); blank where nothing else is there.
    pub(super) fn bare(&self, text: &str) -> String {
        self.behind.replace(text, "")
    }

    /// Whether a text asks for opinions rather than names an aspect.
    pub(super) fn asks(&self, text: &str) -> bool {
        text.contains(['？', '?']) || self.words.asking.iter().any(|word| text.contains(word.as_str()))
    }

    /// The number that a cell consists of: `3`, `3.`, `问题3`, `第三项`.
    pub(super) fn number(&self, cell: &str) -> Option<u32> {
        let key = word_key(cell);
        let digits = self.number.captures(&key)?.get(1)?.as_str().to_owned();
        digits.parse().ok().or_else(|| value(&digits).map(|number| number as u32))
    }
}

#[allow(clippy::unwrap_used)]
#[cfg(test)]
mod tests {
    use super::Names;
    use crate::kind::{built_in, load};

    #[test]
    fn cells_name_aspects_and_numbers() {
        let kind = load("campaign", &built_in("campaign").unwrap()).unwrap();
        let names = Names::of(&kind);
        for cell in ["形式主义", "形式主义方面", "形式主义方面的问题", "形式主义方面存在的问题", "形式主义类"]
        {
            assert_eq!(names.bare(cell), "形式主义", "{cell}");
        }
        assert_eq!(names.bare("问题"), "");
        assert!(names.asks("您对文风会风方面的意见建议") && !names.asks("文风会风"));
        for cell in ["3", "3.", "问题3", "第三项", "（3）", "no.3", "编号3号问题"] {
            assert_eq!(names.number(cell), Some(3), "{cell}");
        }
        for cell in ["3项整改", "文件偏多", "三会一课", ""] {
            assert_eq!(names.number(cell), None, "{cell}");
        }
    }
}

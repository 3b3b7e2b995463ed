//! The words by which rows are told apart (`common/rows.toml`): totals, notes, footers, examples, running numbers.

use super::compound::covered;
use super::header::clean;
use crate::kind::RowWords;
use crate::text::amount::without_measure;
use crate::text::numbering::{band_name, without_numbering};

/// Longest word before a total that says over what it is, in characters.
const LONGEST_SCOPE: usize = 10;

/// Longest aspect that is a heading, in characters.
const LONGEST_ASPECT: usize = 12;

impl RowWords {
    /// Whether a cell says that its row is a total (`合 计`, `共计：120`, `本页合计`).
    pub(super) fn is_total(&self, text: &str) -> bool {
        if text.chars().count() > 30 {
            return false;
        }
        let letters: String =
            text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        has(&self.totals, &letters) || has(&self.totals, without_measure(&letters))
    }

    /// Whether a cell in a row says that the row is a total, of which it may say over what it is (`全镇合计`, `财务科小计`).
    pub(super) fn is_sum(&self, text: &str) -> bool {
        let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
        let scoped = |word: &String| {
            let scope =
                letters.strip_suffix(word.as_str()).filter(|scope| scope.chars().count() <= LONGEST_SCOPE);
            scope.is_some_and(|scope| {
                has(&self.partial, word) || covered(scope, |word| has(&self.scopes, word))
            })
        };
        self.is_total(text) || (text.chars().count() <= 30 && self.sums.iter().any(scoped))
    }

    /// Whether a cell begins a note (`备注：本表一式两份`).
    pub(super) fn is_note(&self, text: &str) -> bool {
        let start = start_of(text);
        let before_colon = before_colon(text);
        let numbered = before_colon.trim_end_matches(|c: char| c.is_ascii_digit());
        let with_colon = text.contains([':', '：']) && self.begins_note(numbered);
        with_colon
            || self.open_notes.iter().any(|note| start.starts_with(note.as_str()))
            || self.begins_note(&start)
    }

    fn begins_note(&self, word: &str) -> bool {
        has(&self.notes, word) || has(&self.open_notes, word)
    }

    /// Whether a cell is nothing but what begins a note (`备注`, `说明：`).
    pub(super) fn is_note_word(&self, text: &str) -> bool {
        is_short(text) && self.begins_note(clean(text).trim_end_matches(':'))
    }

    /// Whether a cell is a footer (`填表人：张三`, `联系电话：`, `XX局（盖章）`).
    pub(super) fn is_footer(&self, text: &str) -> bool {
        let before_colon = before_colon(text);
        let sealed = |text: &str| self.seals.iter().any(|seal| text.ends_with(seal.as_str()));
        let labelled = self.begins_footer(&before_colon) || sealed(&before_colon);
        (text.contains([':', '：']) && labelled) || (is_short(text) && sealed(&clean(text)))
    }

    fn begins_footer(&self, word: &str) -> bool {
        let lists = [&self.footers, &self.unit_labels, &self.date_labels];
        lists.into_iter().any(|list| has(list, word))
    }

    /// Whether a cell is the label of a footer without its value.
    pub(super) fn is_bare_footer(&self, text: &str) -> bool {
        is_short(text) && self.begins_footer(&clean(text))
    }

    /// Whether a cell says that its row is an example (`例：`, `示例1`, `（例）`).
    pub(super) fn is_example(&self, text: &str) -> bool {
        let start = start_of(text);
        let is_end = |rest: &str| {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.is_empty() || rest.starts_with([':', ')'])
        };
        let bare = start.trim_start_matches('(');
        self.examples.iter().filter_map(|word| bare.strip_prefix(word.as_str())).any(is_end)
    }

    /// Whether a cell says nothing but, in brackets, that its row is an example (`（模板示例，删除）`).
    pub(super) fn is_example_note(&self, text: &str) -> bool {
        let text = start_of(text);
        let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let is_word = |word: &&String| word.chars().nth(1).is_some();
        inner.is_some_and(|inner| {
            self.examples.iter().filter(is_word).any(|word| inner.contains(word.as_str()))
        })
    }

    /// Whether a cell is one of a hint row under the header (`必填`).
    pub(super) fn is_hint(&self, text: &str) -> bool {
        has(&self.hints, clean(text).trim_matches(['(', ')']))
    }

    /// Whether a cleaned header names a column of running numbers.
    pub(super) fn is_running(&self, cleaned: &str) -> bool {
        has(&self.running, cleaned)
    }
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

/// Whether a text is so short that it can be a label with its value.
fn is_short(text: &str) -> bool {
    text.chars().nth(60).is_none()
}

/// The first characters of a text, cleaned: enough to tell notes and examples.
fn start_of(text: &str) -> String {
    clean(&text.chars().take(24).collect::<String>())
}

/// The cleaned text before the first colon, when that comes soon.
fn before_colon(text: &str) -> String {
    let start: String = text.chars().take(24).collect();
    start.split([':', '：']).next().map(clean).unwrap_or_default()
}

/// Whether a text says nothing but an aspect (`形式主义方面`): `marks` is what aspects end with.
pub(super) fn is_aspect(text: &str, marks: &[String]) -> bool {
    marks.iter().any(|mark| text.trim_end().ends_with(mark.as_str()))
}

/// Whether it is numbered besides and short, so that it is a heading wherever it stands (`一、形式主义方面`).
pub(super) fn is_aspect_heading(text: &str, marks: &[String]) -> bool {
    let name = band_name(text);
    is_aspect(name, marks) && without_numbering(text) != text.trim() && name.chars().count() <= LONGEST_ASPECT
}

#[allow(clippy::unwrap_used)]
#[cfg(test)]
mod tests {
    use crate::kind::{RowWords, built_in, load};

    /// The words that all kinds share.
    fn words() -> RowWords {
        load("campaign", &built_in("campaign").unwrap()).unwrap().common.rows
    }

    #[test]
    fn totals_are_told_from_data() {
        let words = words();
        let totals = [
            "合计",
            "合 计",
            "共计：120",
            "共计120条",
            "本页合计",
            "小计（条）",
            "总 计：",
            "汇总",
            "总数：12",
            "Total",
            "平均值",
        ];
        for total in totals {
            assert!(words.is_total(total), "{total}");
        }
        for total in
            ["全镇合计", "全院总计", "本月合计", "1-5月合计", "截至目前累计", "财务科小计", "二季度累计"]
        {
            assert!(words.is_sum(total) && !words.is_total(total), "{total}");
        }
        for data in ["财务科合计审核", "资产合计", "卫生院会计", "各单位汇总", "走访慰问累计"]
        {
            assert!(!words.is_sum(data), "{data}");
        }
        for data in ["合计划内项目", "汇总材料太多", "建议总计划提前", "共计120条意见未答复"]
        {
            assert!(!words.is_total(data), "{data}");
        }
    }

    #[test]
    fn notes_need_their_colon() {
        let words = words();
        assert!(words.is_note("注：本表一式两份"));
        assert!(words.is_note("备注1：以上数据截至三月底"));
        assert!(!words.is_note("注重实效不够"));
        assert!(!words.is_note("说明会开得太少"));
        assert!(words.is_footer("单位负责人（签字）：李四"));
        assert!(words.is_footer("县财政局（盖章）"));
        assert!(!words.is_footer("联系电话长期无人接听"));
        for example in ["例：", "示例", "（例）张三", "样例1", "填写示例：…"] {
            assert!(words.is_example(example), "{example}");
        }
        assert!(!words.is_example("例会太多") && !words.is_example("示例段路灯不亮"));
    }
}

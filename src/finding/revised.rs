//! What is said when a report that people have edited is made again.

use super::{Said, Severity, What};

/// Findings on a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revised {
    /// A person typed over a datum, and the workbooks say otherwise.
    TypedOver {
        /// The clause that it stands in.
        clause: String,
        /// What is written.
        written: String,
        /// What the workbooks say.
        fresh: String,
        /// The measure word after it, when there is one.
        measure: String,
        /// The slot's id.
        slot: String,
        /// Its name in the words of the kind, where it has one.
        name: Option<String>,
    },
    /// A person and the workbooks changed the same words.
    Conflict {
        /// What stands there.
        yours: String,
        /// What would stand there.
        fresh: String,
    },
    /// A paragraph with pending changes would have been renewed.
    Pending {
        /// What would stand there.
        fresh: String,
    },
    /// A paragraph that a person changed has nothing behind it any more.
    Orphan {
        /// Its text.
        text: String,
    },
    /// What a person deleted would read otherwise now.
    Deleted {
        /// What would stand there.
        fresh: String,
    },
    /// A person deleted a clause, and its datum would be another now.
    DeletedPart {
        /// The clause as it was given.
        before: String,
        /// The clause as it would read.
        clause: String,
        /// What the workbooks said.
        was: String,
        /// What they say.
        fresh: String,
        /// The slot's id.
        slot: String,
    },
    /// What is new belongs to a section that a person deleted.
    Withheld {
        /// What would stand there.
        fresh: String,
    },
    /// A datum in reworded text may be one of several, and was not renewed.
    Unclear {
        /// What is written.
        written: String,
        /// What the workbooks say.
        fresh: String,
        /// The slot's id.
        slot: String,
    },
    /// A datum in reworded text is no longer in the workbooks.
    Gone {
        /// The clause that it stands in.
        clause: String,
        /// What is written.
        written: String,
    },
    /// A number that a person typed does not follow the one before it.
    Sequence {
        /// The text that it begins.
        text: String,
        /// The number.
        written: String,
        /// What would follow.
        expected: String,
    },
}

impl From<Revised> for What {
    fn from(revised: Revised) -> Self {
        What::Revised(revised)
    }
}

/// The remark that is pinned to a block where a person's words and the fresh ones meet.
#[must_use]
pub fn remark(fresh: &str, pending: bool) -> String {
    match pending {
        true => format!("成文：本段有待接受的修订，未作改动。按现有表格，本段应为：{fresh}"),
        false => format!("成文：本段您已修改，表格也有变化，现保留您的文字。按现有表格，本段应为：{fresh}"),
    }
}

/// So many characters of a block stand for it.
const EXCERPT: usize = 20;

fn excerpt(text: &str) -> String {
    let short: String = text.chars().take(EXCERPT).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

impl Revised {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match self {
            Revised::TypedOver { clause, written, fresh, measure, slot, name } => Said::new(
                "edit-contradicts",
                Severity::Error,
                [
                    format!(
                        "正文写{written}{measure}，表格为{fresh}{measure}（{}“{clause}”）",
                        name.as_ref().map(|name| format!("{name}，")).unwrap_or_default()
                    ),
                    format!("the text says {written}, the workbooks say {fresh} ({slot}, \"{clause}\")"),
                ],
                [
                    "正文有误的，改成表格中的写法，以后随表格更新；表格有误的，改表格",
                    "if the text is wrong, type what the workbooks say, and it is kept fresh again; else correct the workbook",
                ],
            ),
            Revised::Conflict { fresh, .. } => Said::new(
                "edit-conflict",
                Severity::Warning,
                [
                    format!("本段您已修改，表格也有变化，保留您的文字；按现有表格应为“{}”", excerpt(fresh)),
                    format!(
                        "you and the workbooks changed the same words; yours stay, fresh: \"{}\"",
                        excerpt(fresh)
                    ),
                ],
                [
                    "新的写法见批注，请取舍后删去批注",
                    "the fresh wording is in a comment; choose, then delete the comment",
                ],
            ),
            Revised::Pending { fresh } => Said::new(
                "edit-pending",
                Severity::Warning,
                [
                    format!("本段有待接受的修订，未更新；按现有表格应为“{}”", excerpt(fresh)),
                    format!(
                        "a paragraph with pending changes was not renewed; fresh: \"{}\"",
                        excerpt(fresh)
                    ),
                ],
                ["请先接受或拒绝修订，再重新生成", "accept or refuse the changes, then build again"],
            ),
            Revised::Orphan { text } => Said::new(
                "edit-orphan",
                Severity::Warning,
                [
                    format!("您修改过的“{}”在现有表格中已没有依据，保留未删", excerpt(text)),
                    format!(
                        "\"{}\", which you changed, has nothing behind it in the workbooks any more; it stays",
                        excerpt(text)
                    ),
                ],
                ["请核对，不需要时删去", "delete it if it is not needed"],
            ),
            Revised::Deleted { fresh } => Said::new(
                "edit-deleted",
                Severity::Info,
                [
                    format!("您删去的一段所依据的表格有变化，现为“{}”，未恢复", excerpt(fresh)),
                    format!(
                        "a paragraph that you deleted would read otherwise now: \"{}\"; it stays deleted",
                        excerpt(fresh)
                    ),
                ],
                ["", ""],
            ),
            Revised::DeletedPart { clause, was, fresh, slot, .. } => Said::new(
                "edit-deleted-part",
                Severity::Info,
                [
                    format!("您在本段删去的“{}”，表格已由{was}变为{fresh}，未恢复", excerpt(clause)),
                    format!(
                        "you deleted \"{}\" from this paragraph; {slot} went from {was} to {fresh}; it stays deleted",
                        excerpt(clause)
                    ),
                ],
                ["", ""],
            ),
            Revised::Withheld { fresh } => Said::new(
                "edit-withheld",
                Severity::Warning,
                [
                    format!("新增的“{}”属于您删去的一节，未写入", excerpt(fresh)),
                    format!(
                        "\"{}\" is new, but belongs to a section that you deleted; it is left out",
                        excerpt(fresh)
                    ),
                ],
                ["需要时请自行写入", "write it in by hand if it is needed"],
            ),
            Revised::Unclear { written, fresh, slot } => Said::new(
                "edit-datum-unclear",
                Severity::Warning,
                [
                    format!("本段改写后分不清“{written}”中哪一处随表格更新；表格现为{fresh}，未更新"),
                    format!(
                        "after rewording, several places may be {slot} ({written}); the workbooks now say {fresh}, none was renewed"
                    ),
                ],
                ["请核对本段的数", "check the figures of this paragraph by hand"],
            ),
            Revised::Gone { clause, written } => Said::new(
                "edit-datum-gone",
                Severity::Warning,
                [
                    format!("改写过的文字里的“{written}”在现有表格中已没有（“{clause}”）"),
                    format!("\"{written}\" in reworded text is no longer in the workbooks (\"{clause}\")"),
                ],
                ["请核对后删去，或补齐表格", "remove it, or complete the workbooks"],
            ),
            Revised::Sequence { text, written, expected } => Said::new(
                "number-sequence",
                Severity::Warning,
                [
                    format!("“{}”的序号写“{written}”，按顺序应为“{expected}”", excerpt(text)),
                    format!("\"{}\" is numbered {written} where {expected} follows", excerpt(text)),
                ],
                ["这是手工写的序号，请改正", "this number was typed by hand; put it right"],
            ),
        }
    }
}

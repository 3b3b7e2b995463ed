//! What is said when a report that people have edited is made again.

use super::record::findings;
use super::spoken::Count;
use super::spoken::cut;
use crate::text::difference::differing;

/// How many characters of a block are shown in its place.
const EXCERPT: usize = 20;
/// How many characters are shown around what differs, and how many at most of a text that differs as a whole.
const AROUND: usize = 8;
const LONGEST: usize = 60;

findings! {
    /// What is found when a report that people have edited is made again.
    pub enum Revised in Revised {
        /// A person typed over a datum, and the workbooks say otherwise. `measure` is the measure word after it.
        TypedOver {
            clause: String,
            written: String,
            fresh: String,
            measure: String,
            slot: String,
            name: Option<String>,
        } => {
            let name = name.as_ref().map(|name| format!("{name}，"));
            "edit-contradicts", Error,
            "正文写{written}{measure}，表格为{fresh}{measure}（{name}“{clause}”）",
            "the text says {written}, the workbooks say {fresh} ({slot}, \"{clause}\")",
            cure "正文有误的，改成表格中的写法，以后随表格更新；表格有误的，改表格",
            "if the text is wrong, type what the workbooks say, and it is kept fresh again; else correct the workbook";
        }
        Conflict { yours: String, fresh: String } => {
            let yours_and_fresh = differing(yours, fresh, AROUND).map(|text| cut(&text, LONGEST));
            let yours = yours_and_fresh[0].clone();
            let fresh = yours_and_fresh[1].clone();
            "edit-conflict", Warning,
            "本段您已修改，表格也有变化，保留您的文字“{yours}”；按现有表格应为“{fresh}”",
            "you and the workbooks changed the same words; yours stay, \"{yours}\", fresh: \"{fresh}\"",
            cure "新的写法见批注，请取舍后删去批注",
            "the fresh wording is in a comment; choose, then delete the comment";
        }
        Pending { stands: String, fresh: String } => {
            let stands_and_fresh = differing(stands, fresh, AROUND).map(|text| cut(&text, LONGEST));
            let stands = stands_and_fresh[0].clone();
            let fresh = stands_and_fresh[1].clone();
            "edit-pending", Warning,
            "本段有待接受的修订，未更新，现为“{stands}”；按现有表格应为“{fresh}”",
            "a paragraph with pending changes was not renewed, \"{stands}\"; fresh: \"{fresh}\"",
            cure "请先接受或拒绝修订，再重新生成", "accept or refuse the changes, then build again";
        }
        Orphan { text: String } => {
            let text = cut(text, EXCERPT);
            "edit-orphan", Warning,
            "您修改过的“{text}”在现有表格中已没有依据，保留未删",
            "\"{text}\", which you changed, has nothing behind it in the workbooks any more; it stays",
            cure "请核对，不需要时删去", "delete it if it is not needed";
        }
        Deleted { fresh: String } => {
            let fresh = cut(fresh, EXCERPT);
            "edit-deleted", Info,
            "您删去的一段所依据的表格有变化，现为“{fresh}”，未恢复",
            "a paragraph that you deleted would read otherwise now: \"{fresh}\"; it stays deleted";
        }
        /// A person deleted a clause, given as it was `before`, and its datum would be another now.
        DeletedPart { before: String, clause: String, was: String, fresh: String, slot: String } => {
            let clause = cut(clause, EXCERPT);
            "edit-deleted-part", Info,
            "您在本段删去的“{clause}”，表格已由{was}变为{fresh}，未恢复",
            "you deleted \"{clause}\" from this paragraph; {slot} went from {was} to {fresh}; it stays deleted";
        }
        Withheld { fresh: String } => {
            let fresh = cut(fresh, EXCERPT);
            "edit-withheld", Warning,
            "新增的“{fresh}”属于您删去的一节，未写入",
            "\"{fresh}\" is new, but belongs to a section that you deleted; it is left out",
            cure "需要时请自行写入", "write it in by hand if it is needed";
        }
        Unclear { text: String, written: String, fresh: String, slot: String } => {
            let text = cut(text, EXCERPT);
            "edit-datum-unclear", Warning,
            "“{text}”一段改写后分不清“{written}”中哪一处随表格更新；表格现为{fresh}，未更新",
            "after rewording \"{text}\", several places may be {slot} ({written}); the workbooks now say {fresh}, none was renewed",
            cure "请核对本段的数", "check the figures of this paragraph by hand";
        }
        Gone { clause: String, written: String } => ("edit-datum-gone", Warning,
            "改写过的文字里的“{written}”在现有表格中已没有（“{clause}”）",
            "\"{written}\" in reworded text is no longer in the workbooks (\"{clause}\")",
            cure "请核对后删去，或补齐表格", "remove it, or complete the workbooks")
        BrokenSum { column: String, total: String, sum: String } => ("table-sum", Error,
            "附件表格“{column}”一栏合计为{total}，现有各行相加为{sum}",
            "the total of \"{column}\" in the table is {total}, its rows add up to {sum}",
            cure "表中有手工删去或添加的行，请恢复，或按现有各行改写合计",
            "rows were deleted or added by hand: put them back, or correct the total")
        /// An annex has more or fewer rows of entries than the workbooks give, whose number the text prints.
        RowsOff { stand: usize, given: usize } => {
            let rows = Count(*stand, "row", "rows");
            "table-rows", Warning,
            "附件现有{stand}行，按现有表格应有{given}行，正文中的个数按{given}行计",
            "the annex has {rows}, the workbooks give {given}, and the text counts {given}",
            cure "表中有手工删去或添加的行：应列全的，请恢复；条目有误的，改原表后重新生成；有意只列一部分的，在核对表“问题”的“处理”栏选“已核保留”并写明理由",
            "rows were deleted or added by hand: put them back, correct the workbook, or keep it with a reason if only some are to be listed";
        }
        /// A person deleted all points of a row but one, and it still says 一是.
        PointLeft => ("point-left", Info,
            "其他要点已删去，只剩这一点，仍写“一是”", "the other points were deleted, and the one that is left still says 一是",
            cure "可删去“一是”；留着的，表格又有别的要点时接着编号", "delete 一是; where it stays, later points are numbered after it")
        NewColumn { column: String } => ("table-column", Info,
            "附件表格中没有“{column}”一栏，现有表格有这一栏的内容，未添加",
            "the table in the document lacks the column \"{column}\", which the workbooks fill; it was not added",
            cure "需要时请在表中自行插入这一栏", "insert the column by hand if it is needed")
        Sequence { text: String, written: String, expected: String } => {
            let text = cut(text, EXCERPT);
            "number-sequence", Warning,
            "“{text}”的序号写“{written}”，按顺序应为“{expected}”",
            "\"{text}\" is numbered {written} where {expected} follows",
            cure "这是手工写的序号，请改正", "this number was typed by hand; put it right";
        }
    }
}

/// The remark that is pinned to a block where a person's words and the fresh ones meet: where they differ, then the
/// fresh block whole.
pub fn remark(yours: &str, fresh: &str, pending: bool) -> String {
    let why = match pending {
        true => "成文：本段有待接受的修订，未作改动。",
        false => "成文：本段您已修改，表格也有变化，现保留您的文字。",
    };
    let [mine, news] = differing(yours, fresh, AROUND);
    let where_else = if mine == yours {
        String::new()
    } else {
        format!("现为“{mine}”，按现有表格为“{news}”。")
    };
    format!("{why}{where_else}按现有表格，本段应为：{fresh}")
}

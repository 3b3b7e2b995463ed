//! What is said of the reports that earlier runs and people left: which one was taken, what the others hold.

use super::record::findings;
use super::spoken::{Count, Listed};

findings! {
    /// What is found about the reports that earlier runs and people left.
    pub enum Earlier in Earlier {
        Several { used: String, others: Vec<String> } => {
            let copies = Count(others.len() + 1, "is # copy", "are # copies");
            let others = Listed::quoted(others);
            "report-several", Info,
            "报告有{copies}份，采用最后保存的“{used}”；未采用：{others}",
            "there {copies} of the report; \"{used}\" was saved last and is taken, not {others}",
            cure "如应采用另一份，请打开它另存一次（或删去不用的），再生成",
            "to take another one, save it once more (or delete the others) and build again";
        }
        Left { used: String, paragraphs: Vec<String> } => {
            let count = Count(paragraphs.len(), "paragraph", "paragraphs");
            let paragraphs = listed(paragraphs);
            "report-edits-left", Warning,
            "这份没有采用，其中有{count}段改动是采用的“{used}”所没有的：{paragraphs}",
            "this copy is not taken; it has {count} that \"{used}\" has not: {paragraphs}",
            cure "请把需要的内容抄入采用的那一份，再删去这一份",
            "copy what is needed into the one that is taken, then delete this one";
        }
        ByText { percent: usize } => ("report-by-text", Info,
            "文档中没有本程序的标记，按文字认出是本报告（{percent}%的文字相同）",
            "the document has lost its marks; it is known by its text ({percent}% of it is the same)")
        Outside => ("report-outside", Info,
            "是报告的改稿，已采用；新的报告写在“成文”文件夹中，这一份不动",
            "is an edited copy of the report and is taken; the new report goes into 成文, this file stays")
        OldFormat => ("report-old-format", Warning,
            "不是 .docx 格式，其中的改动读不出来，没有带入",
            "is no .docx; what was changed in it cannot be read and is not taken over",
            cure "请用 WPS 或 Word 打开，选“文件→另存为”，类型选“Word 文档（*.docx）”，存在原处后再生成",
            "open it in WPS or Word, choose File → Save As, type Word Document (*.docx), and build again")
        Unreadable => ("report-unreadable", Warning,
            "读不了（文件损坏、加密，或正在保存），其中的改动没有带入，文件没有动",
            "cannot be read (damaged, encrypted or being saved); nothing is taken over from it, and it is left alone",
            cure "请用 Word 或 WPS 打开，另存为不加密的 .docx 后再生成",
            "open it in Word or WPS, save it as a .docx without a password, and build again")
        NotOurs { only_there: Vec<String>, only_fresh: Vec<String> } => {
            let there = Count(only_there.len(), "is # paragraph", "are # paragraphs");
            let fresh = Count(only_fresh.len(), "is #", "are #");
            let only_there = listed(only_there);
            let only_fresh = listed(only_fresh);
            "report-not-ours", Warning,
            "没有找到生成这份文档的底稿，全文按人工撰写保留，不作改动；新的报告另存为“（新生成）”。只在这份中的有{there}段：{only_there}；只在新报告中的有{fresh}段：{only_fresh}",
            "nothing is known of how this document was made, so all of it is a person's and stays; the fresh report is put beside it as （新生成）. Only in this one {there}: {only_there}; only in the fresh one {fresh}: {only_fresh}",
            cure "全部差异见核对表“变更说明”；请选定一份继续修改，删去另一份",
            "all differences are in 变更说明 of 核对表; go on with one of the two and delete the other";
        }
        /// A document in 成文/ that is no report of this folder.
        Other => ("report-other", Info,
            "不是由本文件夹的表格生成的，没有动",
            "was not made from the workbooks of this folder and is left alone")
        NotPatched { reason: [String; 2] } => ("report-not-patched", Warning,
            "这份文档不能安全地改写（{reason}），没有动；新的报告另存为“（新生成）”",
            "the document cannot be changed without harm ({reason}) and is left alone; the fresh report is put beside it as （新生成）",
            cure "请用 Word 或 WPS 打开，另存为 .docx 后再生成",
            "open it in Word or WPS, save it as a .docx, and build again")
        /// What the last run left for comparing could not be read.
        NoLastRun => ("snapshot-unreadable", Info,
            "上次生成的记录读不了，这次不列数字和条目的变化",
            "the record of the last run cannot be read; changes of figures and items are not listed this time")
    }
}

/// The first paragraphs, each cut, and how many more there are.
fn listed(paragraphs: &[String]) -> Listed<'_, String> {
    const LISTED: usize = 10;
    let rest = paragraphs.len().saturating_sub(LISTED);
    let more = [format!("；另有{rest}段"), format!("; {rest} more")];
    Listed { between: ["；", "; "], most: LISTED, shown: 40, more, ..Listed::quoted(paragraphs) }
}

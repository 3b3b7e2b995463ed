//! What is said of the annexes that 报告信息 chooses: unknown, empty, twice, too long for the document.

use super::record::findings;
use super::spoken::Count;

findings! {
    /// What is found about the annexes that 报告信息 chooses.
    pub enum Annexes in Annexes {
        /// 报告信息 chooses an annex that the report kind does not have.
        Unknown { name: String, known: Vec<String> } => {
            if known.is_empty() => "annex-unknown", Warning,
            "没有名为“{name}”的附件，未附", "there is no annex \"{name}\"; it was not added",
            cure "这类报告没有可选的附件；另有文件作附件的，在名称后面注明（另附），就列入附件说明",
            "this kind has no annexes; mark one that is a file of its own with （另附）";
            "annex-unknown", Warning,
            "没有名为“{name}”的附件，未附", "there is no annex \"{name}\"; it was not added",
            cure "可选的附件：{known}；另有文件作附件的，在名称后面注明（另附），就列入附件说明",
            "annexes there are: {known}; mark one that is a file of its own with （另附）";
        }
        Empty { name: String } => ("annex-empty", Warning,
            "附件“{name}”没有可列的内容，未附", "the annex \"{name}\" has nothing to show; it was not added",
            cure "请补充相应的表格，或从报告信息的“附件”中去掉它",
            "add the table that it comes from, or take it out of the item 附件")
        Repeated { name: String } => ("annex-repeated", Warning,
            "附件“{name}”选了不止一次，只附一次", "the annex \"{name}\" is chosen twice",
            cure "请只保留一行", "keep one row")
        /// An annex has more rows than the document takes; a workbook has them.
        Beside { title: String, rows: usize, file: String } => {
            let rows = Count(*rows, "row", "rows");
            "annex-beside", Info,
            "附件“{title}”有{rows}行，放入报告篇幅过长，另存为“{file}”",
            "the annex \"{title}\" has {rows}, too many for the report; they are in \"{file}\"",
            cure "报送时请连同该文件一并报送", "send that file along with the report";
        }
        /// An annex is a file of its own: the report only names it.
        Enclosed { title: String } => ("annex-enclosed", Info,
            "附件“{title}”是另外的文件，只列入附件说明", "the annex \"{title}\" is a file of its own; it is only named",
            cure "报送时请一并附上该文件", "send that file along with the report")
        /// The annexes stand in another order than 报告信息 names them: a person moved them, or they could not be moved.
        OrderKept => ("annexes-keep-order", Info,
            "报告中附件的次序与报告信息不同，保持报告中的次序，编号按所在的位置",
            "the annexes stand in another order than in 报告信息; it stays, and they are numbered as they stand",
            cure "要按报告信息排列，请在报告中移动附件和附件说明；带修订痕迹生成时，附件不移动",
            "to have that order, move the annexes and their names in the report; a run that tracks changes moves none")
        KeptWhole { title: String } => ("annex-kept", Warning,
            "附件“{title}”已不在所选附件之中，或没有可列的内容，但您修改过，整个保留",
            "the annex \"{title}\" is not asked for any more, or has nothing to show; you changed it, so all of it stays",
            cure "不需要时，请在报告中删去它的标题、表格和附件说明中的名称",
            "delete its label, title, table and name from the report if it is not needed")
        NotYesOrNo { item: String, text: String } => ("setting-not-yes-or-no", Warning,
            "项目“{item}”应填“是”或“否”，“{text}”不能理解，按未填处理",
            "the item \"{item}\" takes 是 or 否; \"{text}\" is neither and counts as blank",
            cure "请改填“是”或“否”", "write 是 or 否")
    }
}

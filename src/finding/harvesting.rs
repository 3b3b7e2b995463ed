//! What is said when polished paragraphs are taken back into 文字材料.

use super::record::findings;

findings! {
    /// What is found about paragraphs that people polished.
    pub enum Harvesting in Harvesting {
        /// A paragraph was taken back; `literal` is what of it stands there as printed, for want of a name.
        Taken { block: String, literal: String } => {
            let literal = (!literal.is_empty()).then(|| [format!("（{literal}）"), format!(" ({literal})")]);
            "text-harvested", Info,
            "已收回到文字材料，段落“{block}”{literal}", "taken back into 文字材料 as \"{block}\"{literal}",
            cure "今后生成报告时，这一段用收回的文字；不用的，从文字材料中删去这一行",
            "from now on this paragraph has these words; delete the row to have the kind's own again";
        }
        NotSame { block: String } => ("text-not-harvested", Warning,
            "这一段没有收回，仍在报告中：按文字材料的规则读入后，文字会有出入（段落“{block}”）",
            "the paragraph was not taken back; it stays in the report: read from 文字材料 (\"{block}\") it would not be the same",
            cure "如要沿用，请自行填入文字材料，并核对生成的文字",
            "to go on using it, write it into 文字材料 yourself and check what comes out")
        Unwritable => ("text-not-harvested", Warning,
            "这一段没有收回，仍在报告中：其中有换行、图片、脚注或花括号，文字材料容纳不下",
            "the paragraph was not taken back; it stays in the report: it holds line breaks, pictures, notes or braces, which 文字材料 cannot",
            cure "如要沿用，请把文字部分填入文字材料", "to go on using it, write its words into 文字材料")
        Heading { section: String, text: String } => ("heading-not-harvested", Warning,
            "“{section}”的标题改成了“{text}”；标题不写入文字材料",
            "the heading of {section} was changed to \"{text}\"; 文字材料 takes no headings",
            cure "如要沿用，请在报告信息的“章节标题”中填写：{section}：{text}",
            "to go on using it, write at 章节标题 of 报告信息: {section}：{text}")
        Title { text: String } => ("heading-not-harvested", Warning,
            "报告标题改成了“{text}”；标题不写入文字材料",
            "the title was changed to \"{text}\"; 文字材料 takes no titles",
            cure "如要沿用，请填写报告信息的“报告标题”", "to go on using it, fill in 报告标题 of 报告信息")
        Added { text: String } => ("text-not-harvested", Warning,
            "人工添加的段落没有收回，仍在报告中：“{text}”",
            "a paragraph that a person added was not taken back; it stays in the report: \"{text}\"",
            cure "如要沿用到下一期，请填入文字材料中所属部分的段落",
            "to have it in the next report too, write it into 文字材料 under the section where it belongs")
        /// A paragraph of the format (署名, 日期 …), which 报告信息 gives.
        NoText => ("heading-not-harvested", Warning,
            "这是格式要素，由报告信息填写，不写入文字材料",
            "this is an element of the format, which 报告信息 gives; 文字材料 does not take it",
            cure "如要沿用，请改报告信息中的相应项目", "to go on using it, change the item of 报告信息")
    }
}

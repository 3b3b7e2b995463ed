//! What stands against handing a report on, each with its cure.

use super::record::findings;
use super::spoken::cut;
use crate::text::difference::differing;

/// How many characters of a text are shown.
const SHOWN: usize = 40;
/// How many around what differs, and at most of a text that differs as a whole.
const AROUND: usize = 10;
const LONGEST: usize = 80;

const DATE_IT: [&str; 2] = [
    "请在报告信息中填写成文日期（如2024年7月2日）后重新生成，或在报告中写明",
    "fill in 成文日期 in 报告信息 (such as 2024年7月2日) and build, or write it into the report",
];

findings! {
    /// Findings on a report that is to be finished.
    pub enum Finishing in Finishing {
        NoReport => ("finish-no-report", Error, "还没有生成报告", "there is no report yet",
            cure "请先生成（build），核对后再定稿", "build it first, check it, then finish")
        Unreadable => ("finish-unreadable", Error, "报告打不开，不能定稿", "the report cannot be read",
            cure "请用Word或WPS打开后另存为.docx，放回“成文”",
            "open it with Word or WPS, save it as a .docx and put it back into 成文")
        Stale => ("finish-stale", Error,
            "报告生成之后，表格、报告信息或核对意见有改动，报告还没有随之更新",
            "workbooks, 报告信息 or decisions changed since the report was built",
            cure "请先重新生成（build），核对后再定稿", "build it again, check it, then finish")
        Conflict { yours: String, fresh: String } => {
            let both = differing(yours, fresh, AROUND).map(|text| cut(&text, LONGEST));
            let yours = both[0].clone();
            let fresh = both[1].clone();
            "finish-conflict", Error,
            "这一段手改的文字与表格不一致：现为“{yours}”，按表格应为“{fresh}”",
            "here a person's words and the workbooks differ: \"{yours}\" stands, the workbooks give \"{fresh}\"",
            cure "请在报告中改定这一段，删去批注，重新生成后再定稿",
            "settle the paragraph in the report, delete the comment, build, then finish";
        }
        /// Something that the report cannot do without is asked for in it.
        Asked { text: String, near: String } => ("finish-asked", Error,
            "正文还有{text}：“{near}”", "{text} is left in the text: \"{near}\"",
            cure "请在报告信息（或相应表格）中填写后重新生成，或在报告中直接写明",
            "fill it in in 报告信息 (or the workbook it belongs to) and build, or write it into the report")
        Comment { author: String, text: String, near: String } => {
            let text = cut(text, SHOWN);
            "finish-comment", Error,
            "“{near}…”处还有{author}的批注：“{text}”",
            "at \"{near}…\" a comment of {author} is left: \"{text}\"",
            cure "请处理后在Word或WPS中删去该批注", "settle it, then delete the comment in Word or WPS";
        }
        Tracked { author: String, text: String, near: String } => {
            let text = cut(text, SHOWN);
            "finish-tracked", Error,
            "“{near}…”处{author}的修订“{text}”还没有接受或拒绝",
            "at \"{near}…\" the change \"{text}\" of {author} is neither accepted nor refused",
            cure "请在Word或WPS的“审阅”中接受或拒绝", "accept or refuse it in Word or WPS (Review)";
        }
        Hidden { text: String } => {
            let text = cut(text, SHOWN);
            "finish-hidden", Warning,
            "隐藏文字“{text}”没有带入定稿", "the hidden text \"{text}\" is not in the finished copy",
            cure "工作稿中仍有；如应印出，请取消隐藏后再定稿",
            "it stays in the working copy; to have it printed, show it and finish again";
        }
        Faint { text: String } => {
            let text = cut(text, SHOWN);
            "finish-faint", Warning,
            "“{text}”是白色或极小的字，看不见，却留在定稿中",
            "\"{text}\" is white or too small to be seen, and is in the finished copy",
            cure "不该有的请在报告中删去，应印出的请改为正常的颜色和字号，再定稿",
            "delete it in the report if it should not be there, else give it a colour and size that print; finish again";
        }
        Link { text: String } => {
            let text = cut(text, SHOWN);
            "finish-link", Warning,
            "指向“{text}”的链接在别处打不开，定稿中只留文字",
            "the link to \"{text}\" opens nowhere else; the finished copy has its text alone",
            cure "无需处理；如要保留链接，请改为网址", "nothing need be done; to keep a link, give it a web address";
        }
        Opens { text: String } => {
            let text = cut(text, SHOWN);
            "finish-opens", Warning,
            "双击才能打开的“{text}”没有带入定稿，只留图像",
            "\"{text}\", which opens by a double click, is not in the finished copy; its picture is",
            cure "如要一并印发，请作为附件另附", "to hand it on too, add it as an annex";
        }
        Replaced { text: String } => {
            let text = cut(text, SHOWN);
            "finish-replaced", Warning,
            "图形“{text}”的新式内容没有带入定稿，以它自带的替代图代替",
            "the drawing \"{text}\" is in the finished copy by the picture that it brings for older programs",
            cure "请核对定稿中这一处；不同的，请在报告中把它换成图片",
            "look at it in the finished copy; where it differs, make it a picture in the report";
        }
        Unknown { text: String } => {
            let text = cut(text, SHOWN);
            "finish-unknown", Warning,
            "“{text}”不明用途，没有带入定稿", "\"{text}\" is not known and is not in the finished copy",
            cure "请对照工作稿核对定稿", "compare the finished copy with the working copy";
        }
        Elsewhere { text: String } => {
            let text = cut(text, SHOWN);
            "finish-elsewhere", Error,
            "“{text}”的内容不在文档之内，或只在部分软件中显示，定稿带不走",
            "what \"{text}\" shows does not lie in the document, or shows in some programs alone",
            cure "请在Word或WPS中断开链接、改为普通文字或图片，或删去，再定稿",
            "break the link, make it plain text or a picture, or delete it in Word or WPS, then finish";
        }
        Picture { text: String } => {
            let text = cut(text, SHOWN);
            "finish-picture", Error,
            "图片“{text}”的格式里可能带有作者、位置等信息，无法清除",
            "the picture \"{text}\" is of a kind that may tell its maker and place, which cannot be removed",
            cure "请在Word或WPS中另存为PNG图片后换上", "save it as a PNG and put that in its place";
        }
        DateBlank { text: String } => {
            if text.is_empty() => "finish-date-blank", Error, "报告没有成文日期", "the report has no date",
            cure DATE_IT;
            "finish-date-blank", Error, "成文日期“{text}”不完整", "the date \"{text}\" is incomplete",
            cure DATE_IT;
        }
        NumberBlank { text: String } => ("finish-number-blank", Error,
            "发文字号“{text}”不完整", "the document number \"{text}\" is incomplete",
            cure "请在报告信息中填写发文字号（如某办〔2024〕12号）后重新生成，或在报告中写明",
            "fill in 发文字号 in 报告信息 (such as 某办〔2024〕12号) and build, or write it into the report")
    }
}

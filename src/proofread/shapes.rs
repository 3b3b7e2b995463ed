//! What the paragraphs of each element look like by their words and their place, in right documents and in faulty ones: an
//! element that is written wrongly is that element all the same, and only a paragraph that is surely of the body is one.

use super::roles::begins;
use crate::model::report::Role;
use crate::model::typeset::{Align, Line, Within};
use crate::text::fold::is_cjk;
use crate::text::pattern::Pattern;

/// 发文字号 with whatever brackets, year and number; without 号 only where nothing follows.
pub(super) static NUMBER: Pattern = Pattern::new(
    r"[〔\[【（(［][\s　]*[0-9０-９〇○零OＯ\p{一}]{2,4}年?[\s　]*[〕\]】）)］][\s　]*第?[\s　]*[0-9０-９]+[\s　]*(?:号|$|[\s　]*签[\s　]*发)",
);
pub(super) static SERIAL: Pattern = Pattern::new(r"^[0-9]{1,8}$");
pub(super) static SECRECY: Pattern =
    Pattern::new(r"^[\s　]*(?:绝[\s　]*密|机[\s　]*密|秘[\s　]*密)(?:[^\u{4e00}-\u{9fff}]|$)");
pub(super) static URGENCY: Pattern = Pattern::new(
    r"^[\s　]*(?:特[\s　]*急|加[\s　]*急|特[\s　]*提|平[\s　]*急|急[\s　]*件|紧[\s　]*急)[\s　]*$",
);
pub(super) static SIGNERS: Pattern = Pattern::new(r"签[\s　]*发[\s　]*人");
pub(super) static MARK: Pattern = Pattern::new(r"文[\s　]*件[\s　]*$");
/// The kinds of papers that titles end in.
pub(super) static KIND: Pattern = Pattern::new(
    r"(?:报告|请示|通知|通报|意见|决定|决议|命令|公报|公告|通告|批复|议案|函|纪要|方案|总结|要点|计划|办法|规定|细则|汇报|讲话|材料|综述|简报)(?:（[^）]*）)?[。，,.；;]?$",
);
pub(super) static COPIES: Pattern =
    Pattern::new(r"^[\s　]*(?:抄[\s　]*送|主[\s　]*送|抄[\s　]*报|分[\s　]*送)[\s　]*[:：]");
pub(super) static ISSUE: Pattern = Pattern::new(r"日[\s　]*印发[\s　]*$|^[\s　]*印发机关");
/// The same where 印发 was forgotten: an organ and, far from it, a day.
pub(super) static ISSUE_BARE: Pattern =
    Pattern::new(r"^[\s　]*\p{Han}{3,}[\s　]+[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日[\s　]*$");
/// The label of an annex; in brackets, with another number or a mark behind it, it is one too.
pub(super) static LABEL: Pattern = Pattern::new(
    r"^[【\[（(]?附[\s　]*件?[\s　]*[:：]?[\s　]*[0-9０-９\p{一}]{0,3}[\s　]*[:：.．、]?[】\]）)]?$",
);
/// The same as offices mean to write it.
pub(super) static PLAIN_LABEL: Pattern = Pattern::new(r"^附[\s　]*件[\s　]*[0-9\p{一}]{0,3}[\s　]*[:：]?$");
pub(super) static LEADS_ON: Pattern = Pattern::new(r"如下|以下|报告|汇报|通报|。|；");
/// `一.` for 一、.
pub(super) static LEVEL_POINT: Pattern = Pattern::new(r"^[\s　]*[\p{一}]{1,3}[.．，,][^\s]");
static LISTED: Pattern = Pattern::new(r"^[\s　]*[0-9]{1,2}[\s　]*[.．、]");
static NOTED: Pattern = Pattern::new(
    r"^[\s　]*附[\s　]*件?[\s　]*(?:[0-9０-９\p{一}]{0,2}[\s　]*[:：]|[0-9０-９\p{一}]{1,2}[\s　]*[.．、])[\s　]*[^\s　]",
);
static NO_NAME: Pattern = Pattern::new(r"[。：:；，！？]|^(?:特此|以上|妥否|当否|此复|专此|此致)");
static DAY: Pattern = Pattern::new(
    r"^[\s　]*(?:[0-9０-９]{2,4}[\s　]*[-—/.．／][\s　]*[0-9０-９]{1,2}(?:[\s　]*[-—/.．／][\s　]*[0-9０-９]{1,2}[日号]?)?|[0-9０-９〇○零OＯo\p{一}]{2,4}[\s　]*年[\s　]*[0-9０-９\p{一}]{1,3}[\s　]*月(?:[\s　]*[0-9０-９\p{一}]{1,3}[\s　]*[日号])?)[\s　]*$",
);
static BELOW_DATE: Pattern = Pattern::new(r"^[（(]|^(?:联系人|联系方式|联系电话|此件|信息公开)");
/// What no sentence of the body begins with: labels of attendance, captions, remarks under tables, 题注.
static ASIDE: Pattern = Pattern::new(
    r"^[\s　]*(?:(?:出席|请假|列席|缺席|记录|主持|参加)[\s　]*(?:人员?|人)?[\s　]*[:：]|[表图][\s　]*[0-9\p{一}]|(?:注|备注|说明|来源|资料来源)[\s　]*[:：]|[（(][^（）()]*[）)]$)",
);
/// A sentence ends in one of these.
static ENDS: Pattern = Pattern::new(r"[。！？；：:…][”’）)]?$|[。；].");
/// A paragraph of so many characters is one of sentences whatever it ends in.
const LONG: usize = 40;
/// A line of 署名 has at most so many characters.
const NAME_LENGTH: usize = 40;

/// Whether a paragraph is running text: it says sentences, from the left edge on.
pub(super) fn is_prose(line: &Line) -> bool {
    let text = line.words();
    let said = ENDS.is_match(&text) || text.chars().count() >= LONG;
    said && line.format.align == Align::Left && !ASIDE.is_match(&text)
}

/// Whether a line names an annex below the text: the first says 附件, the others are numbered.
pub(super) fn is_named_annex(line: &Line) -> bool {
    begins_note(line) || LISTED.is_match(&line.text)
}

/// Whether a line begins 附件说明, rightly or wrongly.
pub(super) fn begins_note(line: &Line) -> bool {
    let noted = NOTED.is_match(&line.text) && !line.text.contains('。');
    !line.opens_page && (begins(Role::AnnexNote, &line.text) || noted)
}

/// Whether a line is a day and nothing else, rightly or wrongly written.
pub(super) fn is_day(line: &Line) -> bool {
    begins(Role::Date, &line.text) || DAY.is_match(&line.text)
}

/// Whether a line below the date is 附注, with its brackets or without.
pub(super) fn is_note(line: &Line) -> bool {
    BELOW_DATE.is_match(line.text.trim())
}

/// Whether a line may be addressed to somebody: it ends with a colon and leads on to nothing.
pub(super) fn addresses(line: &Line) -> bool {
    begins(Role::Addressee, &line.text) && !LEADS_ON.is_match(&line.text) && line.text.chars().any(is_cjk)
}

/// Whether a line may be the name of an organ that signs.
pub(super) fn is_name(line: &Line) -> bool {
    let text = line.text.trim();
    let numbered =
        [Role::Heading1, Role::Heading2, Role::Heading3].into_iter().any(|role| begins(role, text));
    text.chars().count() <= NAME_LENGTH && !NO_NAME.is_match(text) && !numbered && line.within == Within::Body
}

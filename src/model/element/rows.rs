//! The rows of the table: the elements in the order of the report, and the empty paragraphs between them.

use super::{Above, Element, Flow, Heads, Part, StyleName};

const fn style(id: &'static str, name: &'static str) -> StyleName {
    StyleName { id, name, in_table: false }
}

const fn gathered(id: &'static str, name: &'static str) -> StyleName {
    StyleName { id, name, in_table: true }
}

const MAIN: Element = Element {
    role: Role::Body,
    word: "",
    of_section: true,
    clause: "",
    part: Part::Main,
    names: &[],
    style: style("", ""),
    kin: &[],
    variants: &[],
    offices: &[],
    says: &[],
    begins: None,
    flow: Flow::Alone,
    above: Above::Nothing,
    line_below: false,
    opens_page: false,
    drawn_whole: false,
    heads: Heads::Name,
};
const HEAD: Element = Element { part: Part::Head, ..MAIN };
const IMPRINT: Element = Element { part: Part::Imprint, ..MAIN };
const ANNEX: Element = Element { part: Part::Annex, of_section: false, ..MAIN };
const TEXT: Element = Element { clause: "7.3.3", of_section: false, heads: Heads::Nothing, ..MAIN };

const SERIAL: StyleName = style("HeadSerial", "份号");
const LABEL: StyleName = style("HeadLabel", "密级和紧急程度");
/// The style of a last paragraph before what must not stand on a page without text of the body (7.3.5.5).
pub const LAST: StyleName = style("BodyTextLast", "正文末段");

macro_rules! elements {
    ($($(#[doc = $doc:literal])+ $(#[cfg($cfg:meta)])? $role:ident { $($row:tt)+ })+) => {
        /// Which element a paragraph, table or chart is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Role {
            $($(#[doc = $doc])+ $(#[cfg($cfg)])? $role,)+
        }

        impl Role {
            /// All roles in the order of the report.
            pub const ALL: &[Role] = &[$($(#[cfg($cfg)])? Role::$role),+];

            /// The row of the table for this role.
            pub const fn element(self) -> &'static Element {
                match self {
                    $($(#[cfg($cfg)])? Role::$role => &const { Element { role: Role::$role, $($row)+ } },)+
                }
            }
        }
    };
}

elements! {
    /// 份号 (7.2.1), six digits at the left edge.
    Serial { word: "serial", clause: "7.2.1", names: &["份号"], style: SERIAL, ..HEAD }
    /// 密级和保密期限 (7.2.2), with ★ between them.
    Secrecy { word: "secrecy", clause: "7.2.2", names: &["密级"], style: LABEL, ..HEAD }
    /// 紧急程度 (7.2.3), in the words of today and in those of telegrams.
    Urgency {
        word: "urgency", clause: "7.2.3", names: &["紧急程度"], style: LABEL,
        says: &["特急", "加急", "特提", "平急"], ..HEAD
    }
    /// 发文机关标志 (7.2.4), of several organs one each.
    Mark {
        word: "mark", clause: "7.2.4", names: &["发文机关标志"], style: style("Mark", "发文机关标志"),
        kin: &[gathered("MarkOrgan", "联合发文机关标志")], ..HEAD
    }
    /// 文件 at the right of the marks of several organs (7.2.4).
    MarkWord {
        word: "mark_word", of_section: false, clause: "7.2.4", style: gathered("MarkWord", "联合发文机关标志之文件"),
        ..HEAD
    }
    /// 签发人, a row of names above the last one (7.2.6); a tab between two names.
    Signers {
        word: "signers", clause: "7.2.6", style: style("HeadSigners", "签发人"),
        drawn_whole: true, ..HEAD
    }
    /// 发文字号 (7.2.5), after a tab 签发人 or the last names (7.2.6).
    Number {
        word: "number", clause: "7.2.5", names: &["发文字号", "签发人"], style: style("HeadNumber", "发文字号"),
        kin: &[style("HeadNumberSigners", "发文字号和签发人")], drawn_whole: true, ..HEAD
    }
    /// 标题 of the report (7.3.1).
    Title {
        word: "title", clause: "7.3.1", names: &["标题", "公文标题"], style: style("Title", "Title"),
        offices: &["公文标题", "文件标题", "大标题", "主标题"], line_below: true, drawn_whole: true, ..MAIN
    }
    /// 主送机关 (7.3.2), which ends with a colon.
    Addressee {
        word: "addressee", clause: "7.3.2", names: &["主送机关"], style: style("Salutation", "Salutation"),
        offices: &["主送机关", "主送", "抬头"], begins: Some(r"^[^。]{1,60}[:：][\s　]*$"), ..MAIN
    }
    /// A paragraph of the body (7.3.3).
    Body {
        word: "body", of_section: true, names: &["正文"], style: style("BodyText", "Body Text"), variants: &[LAST],
        offices: &["公文正文", "文件正文", "正文文字", "body text first indent", "body text indent"],
        flow: Flow::Text, ..TEXT
    }
    /// A heading of the first level, 一、 (7.3.3).
    Heading1 {
        word: "heading1", names: &["一级标题"], style: style("Heading1", "heading 1"),
        offices: &["公文一级标题", "一级标题", "标题一"], begins: Some(r"^[\s　]*[\p{一}]{1,3}、"),
        flow: Flow::Heading(1), heads: Heads::Words, ..TEXT
    }
    /// （一） (7.3.3); text after its lead runs on as body.
    Heading2 {
        word: "heading2", names: &["二级标题"], style: style("Heading2", "heading 2"),
        offices: &["公文二级标题", "二级标题", "标题二"],
        begins: Some(r"^[\s　]*[（(][\p{一}]{1,3}[）)]"), flow: Flow::Heading(2), ..TEXT
    }
    /// A heading of the third level, 1. (7.3.3).
    Heading3 {
        word: "heading3", names: &["三级标题"], style: style("Heading3", "heading 3"),
        offices: &["公文三级标题", "三级标题", "标题三"], begins: Some(r"^[\s　]*[0-9]{1,2}[.．、](?:[^0-9]|$)"),
        flow: Flow::Heading(3), ..TEXT
    }
    /// A heading of the fourth level, （1） (7.3.3).
    Heading4 {
        word: "heading4", names: &["四级标题"], style: style("Heading4", "heading 4"),
        offices: &["公文四级标题", "四级标题", "标题四"], begins: Some(r"^[\s　]*[（(][0-9]{1,2}[）)]"),
        flow: Flow::Heading(4), ..TEXT
    }
    /// A line of 附件说明, between body and 署名 (7.3.4).
    AnnexNote {
        word: "annex-note", of_section: false, clause: "7.3.4", names: &["附件说明"], style: style("AnnexNote", "附件说明"),
        kin: &[style("AnnexNoteFirst", "附件说明首行"), style("AnnexNoteNext", "附件说明续行")],
        begins: Some(r"^[\s　]*附[\s　]*件[\s　]*[:：]"), above: Above::Line, ..MAIN
    }
    /// 出席 of a 纪要 (10.3): the element that a test adds.
    #[cfg(test)]
    Attendance {
        word: "attendance", clause: "10.3", names: &["出席"], style: style("Attendance", "出席"), above: Above::Line,
        ..MAIN
    }
    /// 署名 (7.3.5), of several organs one each; with a 签名章 the post of who signs.
    Signature {
        word: "signature", clause: "7.3.5", names: &["署名", "发文机关署名"], style: style("Signature", "Signature"),
        kin: &[gathered("SignatureSealed", "联合署名")], offices: &["署名", "发文机关署名", "落款"],
        above: Above::Signing, ..MAIN
    }
    /// 成文日期 below the last 署名 (7.3.5.4).
    Date {
        word: "date", clause: "7.3.5.4", names: &["成文日期"], style: style("Date", "Date"), offices: &["成文日期"],
        begins: Some(
            r"^[\s　]*(?:[0-9×xX*〇○\p{一}]{2,4})?[\s　]*年[\s　]*[0-9×xX*\p{一}]{0,3}[\s　]*月[\s　]*[0-9×xX*\p{一}]{0,3}[\s　]*日[\s　]*$",
        ),
        above: Above::Signing, ..MAIN
    }
    /// 附注 (7.3.6), in brackets below the date.
    Note {
        word: "note", clause: "7.3.6", names: &["附注"], style: style("Note", "附注"),
        begins: Some(r"^[\s　]*[（(](?:联[\s　]*系|附[\s　]*注|此件)"), ..MAIN
    }
    /// 附件 with its number, the first line of an annex (7.3.7).
    AnnexLabel {
        word: "annex-label", clause: "7.3.7", names: &["附件序号", "附件"], style: style("AnnexLabel", "附件序号"),
        offices: &["附件"], begins: Some(r"^[\s　]*附[\s　]*件[\s　]*[0-9]{0,2}[\s　]*$"),
        line_below: true, opens_page: true, heads: Heads::Words, ..ANNEX
    }
    /// The title of an annex, the same as in 附件说明 (7.3.7).
    AnnexTitle {
        word: "annex-title", clause: "7.3.7", names: &["附件标题"], style: style("AnnexTitle", "附件标题"),
        line_below: true, heads: Heads::MoreWords, ..ANNEX
    }
    /// The chart of an annex, below its table; the standard knows none.
    AnnexChart {
        word: "annex-chart", clause: "7.3.7", style: style("Chart", "统计图"), flow: Flow::Chart,
        heads: Heads::Nothing, ..ANNEX
    }
    /// The table of an annex, known by being one.
    AnnexTable {
        word: "annex-table", clause: "7.3.7", style: style("AnnexTable", "附件表格"), flow: Flow::Table,
        line_below: true, heads: Heads::Nothing, ..ANNEX
    }
    /// 抄送机关 with the word 抄送 before them (7.4.2).
    Copies {
        word: "copies", clause: "7.4.2", names: &["抄送机关"], style: gathered("ImprintCopies", "抄送机关"), ..IMPRINT
    }
    /// 印发机关, after a tab 印发日期 (7.4.3).
    Issue {
        word: "issue", clause: "7.4.3", names: &["印发机关", "印发日期"],
        style: gathered("ImprintIssue", "印发机关和印发日期"), ..IMPRINT
    }
}

/// The styles of the empty paragraphs that stand between elements.
pub mod gap {
    use super::{LAST, SERIAL, StyleName, style};

    /// A blank line between two elements.
    pub const LINE: StyleName = style("Blank", "空行");
    /// The room between the upper edge of the type area and 发文机关标志 (7.2.4).
    pub const ROOM: StyleName = style("HeadRoom", "版头空位");
    /// The blank lines between 发文机关标志 and 发文字号 (7.2.5).
    pub const BELOW_MARK: StyleName = style("HeadGap", "版头空行");
    /// The red line below 发文字号 (7.2.7): an empty paragraph with a border.
    pub const RULE: StyleName = style("HeadRule", "版头分隔线");
    /// The place of 版记, before and after its table.
    pub const IMPRINT: StyleName = style("ImprintAnchor", "版记位置");
    /// The line that ends a section or follows a last table.
    pub const SECTION_END: StyleName = style("SectionEnd", "分节");
    /// All that the program leaves empty: also the line of a 份号 that is not there, and a last paragraph that was
    /// emptied.
    pub const ALL: [StyleName; 8] = [LINE, SERIAL, ROOM, BELOW_MARK, RULE, IMPRINT, SECTION_END, LAST];
}

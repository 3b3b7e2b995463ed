//! The elements of the official format (GB/T 9704-2012, 7.2 to 7.4), one row each; what is known of an element by all
//! rooms is known from here.
//!
//! A new element is one row here, its drawing in `docx/` where it does not look like a paragraph of the body, and its
//! wording in a section of a report kind. The rows are in the order of the report.

/// What is known of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// Which one it is.
    pub role: Role,
    /// The word for it in outline.toml, JSON and the base.
    pub word: &'static str,
    /// Whether a section of a report kind may be it; others follow from lists, annexes and the wording of a section.
    pub of_section: bool,
    /// The clause of GB/T 9704-2012 that asks for it.
    pub clause: &'static str,
    /// Where it belongs.
    pub part: Part,
    /// What people call it: the first name is the one that they are told, all are known in braces ({一级标题}) in an
    /// office's own document. Of a row of columns one for each; none for what an office has no sample of.
    pub names: &'static [&'static str],
    /// The style of its paragraphs where neither words nor neighbours ask for another.
    pub style: StyleName,
    /// Styles that take the place of the first when its words or its number change, and the other way round.
    pub kin: &'static [StyleName],
    /// Styles that its paragraphs may have besides, for the sake of what follows.
    pub variants: &'static [StyleName],
    /// What offices call a style for it, in lower case.
    pub offices: &'static [&'static str],
    /// What tells it from another element in the same style: its whole text is one of these. Empty: any text.
    pub says: &'static [&'static str],
    /// The pattern of a paragraph that shows it in an office's document.
    pub begins: Option<&'static str>,
    /// How its content runs.
    pub flow: Flow,
    /// The blank lines above it.
    pub above: Above,
    /// Whether a blank line stands below it.
    pub line_below: bool,
    /// Whether it begins a page.
    pub opens_page: bool,
    /// Whether its paragraphs are drawn as a whole (lines of meaning, columns of names), so that they are drawn anew
    /// when their words change.
    pub drawn_whole: bool,
    /// Under what 核对表 lists its data.
    pub heads: Heads,
}

/// Where elements belong (4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 版头, above the red line of the first page (7.2).
    Head,
    /// 主体, from 标题 to 附注 (7.3.1 to 7.3.6).
    Main,
    /// 附件, each from a new page on (7.3.7).
    Annex,
    /// 版记, at the foot of the last page (7.4).
    Imprint,
}

/// How the content of an element runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// It says one thing.
    Alone,
    /// A heading of this level, from 1 to 4; text after its lead runs on as body.
    Heading(usize),
    /// A paragraph of text.
    Text,
    /// It is a table.
    Table,
    /// It is a chart.
    Chart,
}

/// The blank lines above an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// None.
    Nothing,
    /// One.
    Line,
    /// As many as the way of signing asks for, above the first that signs (7.3.5).
    Signing,
}

/// Under what 核对表 lists the data of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// Under the heading that it stands under.
    Nothing,
    /// Under its own words, and what follows too.
    Words,
    /// Under the heading that it stands under with its own words, and what follows too.
    MoreWords,
    /// Under its name, or that of the part that it belongs to.
    Name,
}

/// A style as the documents have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StyleName {
    /// Its id, which programs number anew.
    pub id: &'static str,
    /// Its name, by which it is known; one in Latin letters is built in to Word and WPS.
    pub name: &'static str,
    /// Whether its paragraphs are gathered in a table (7.2.4, 7.3.5, 7.4).
    pub in_table: bool,
}

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

            /// What is known of it.
            #[must_use]
            pub const fn element(self) -> &'static Element {
                match self {
                    $($(#[cfg($cfg)])? Role::$role => &const { Element { role: Role::$role, $($row)+ } },)+
                }
            }
        }
    };
}

elements! {
    /// 份号 (7.2.1).
    Serial { word: "serial", clause: "7.2.1", names: &["份号"], style: SERIAL, ..HEAD }
    /// 密级和保密期限 (7.2.2).
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
    /// 标题 (7.3.1).
    Title {
        word: "title", clause: "7.3.1", names: &["标题", "公文标题"], style: style("Title", "Title"),
        offices: &["公文标题", "文件标题", "大标题", "主标题"], line_below: true, drawn_whole: true, ..MAIN
    }
    /// 主送机关 (7.3.2).
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
    /// 一、 (7.3.3).
    Heading1 {
        word: "heading1", names: &["一级标题"], style: style("Heading1", "heading 1"),
        offices: &["公文一级标题", "一级标题", "标题一"], begins: Some(r"^[\s　]*[一二三四五六七八九十]{1,3}、"),
        flow: Flow::Heading(1), heads: Heads::Words, ..TEXT
    }
    /// （一） (7.3.3); text after its lead runs on as body.
    Heading2 {
        word: "heading2", names: &["二级标题"], style: style("Heading2", "heading 2"),
        offices: &["公文二级标题", "二级标题", "标题二"],
        begins: Some(r"^[\s　]*[（(][一二三四五六七八九十]{1,3}[）)]"), flow: Flow::Heading(2), ..TEXT
    }
    /// 1. (7.3.3).
    Heading3 {
        word: "heading3", names: &["三级标题"], style: style("Heading3", "heading 3"),
        offices: &["公文三级标题", "三级标题", "标题三"], begins: Some(r"^[\s　]*[0-9]{1,2}[.．、](?:[^0-9]|$)"),
        flow: Flow::Heading(3), ..TEXT
    }
    /// （1） (7.3.3).
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
    /// 成文日期 (7.3.5.4).
    Date {
        word: "date", clause: "7.3.5.4", names: &["成文日期"], style: style("Date", "Date"), offices: &["成文日期"],
        begins: Some(
            r"^[\s　]*(?:[0-9×xX*〇○一二三四五六七八九十]{2,4})?[\s　]*年[\s　]*[0-9×xX*一二三四五六七八九十]{0,3}[\s　]*月[\s　]*[0-9×xX*一二三四五六七八九十]{0,3}[\s　]*日[\s　]*$",
        ),
        above: Above::Signing, ..MAIN
    }
    /// 附注 (7.3.6).
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
    /// The chart of an annex.
    AnnexChart {
        word: "annex-chart", clause: "7.3.7", style: style("Chart", "统计图"), flow: Flow::Chart,
        heads: Heads::Nothing, ..ANNEX
    }
    /// The table of an annex, known by being one.
    AnnexTable {
        word: "annex-table", clause: "7.3.7", style: style("AnnexTable", "附件表格"), flow: Flow::Table,
        line_below: true, heads: Heads::Nothing, ..ANNEX
    }
    /// 抄送机关 (7.4.2).
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

    /// A blank line.
    pub const LINE: StyleName = style("Blank", "空行");
    /// The room above 发文机关标志.
    pub const ROOM: StyleName = style("HeadRoom", "版头空位");
    /// The blank lines below it.
    pub const BELOW_MARK: StyleName = style("HeadGap", "版头空行");
    /// The red line.
    pub const RULE: StyleName = style("HeadRule", "版头分隔线");
    /// The place of 版记, before and after its table.
    pub const IMPRINT: StyleName = style("ImprintAnchor", "版记位置");
    /// The line that ends a section or follows a last table.
    pub const SECTION_END: StyleName = style("SectionEnd", "分节");
    /// All that the program leaves empty: also the line of a 份号 that is not there, and a last paragraph that was
    /// emptied.
    pub const ALL: [StyleName; 8] = [LINE, SERIAL, ROOM, BELOW_MARK, RULE, IMPRINT, SECTION_END, LAST];
}

impl Role {
    /// The style of its paragraphs where nothing asks for another.
    #[must_use]
    pub const fn style(self) -> StyleName {
        self.element().style
    }

    /// Another style of its paragraphs, by its place among the kin of the first.
    #[must_use]
    pub fn kin(self, at: usize) -> StyleName {
        self.element().kin.get(at).copied().unwrap_or(self.style())
    }

    /// The role of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.word() == word)
    }

    /// The word for it in JSON and in the base.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.element().word
    }

    /// Whether it stands above the red line of the first page (版头, 7.2).
    #[must_use]
    pub fn is_head(self) -> bool {
        self.element().part == Part::Head
    }

    /// Whether it stands at the foot of the last page (版记, 7.4).
    #[must_use]
    pub fn is_imprint(self) -> bool {
        self.element().part == Part::Imprint
    }

    /// Whether it is a heading or a paragraph of the body, and no element that says one thing (7.3.3).
    #[must_use]
    pub fn is_running(self) -> bool {
        matches!(self.element().flow, Flow::Heading(_) | Flow::Text)
    }

    /// The level of a heading, from 1 to 4.
    #[must_use]
    pub fn level(self) -> Option<usize> {
        match self.element().flow {
            Flow::Heading(level) => Some(level),
            _ => None,
        }
    }
}

/// All elements in the order of the report.
pub fn elements() -> impl DoubleEndedIterator<Item = &'static Element> + Clone {
    Role::ALL.iter().map(|role| role.element())
}

impl StyleName {
    /// Whether a document's name for a style means it; programs change the case.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

impl Element {
    /// All styles that its paragraphs may have.
    pub fn styles(&self) -> impl Iterator<Item = StyleName> {
        [self.style].into_iter().chain(self.kin.iter().copied()).chain(self.variants.iter().copied())
    }

    /// Whether its paragraphs may have the style of that name.
    #[must_use]
    pub fn has_style(&self, name: &str) -> bool {
        self.styles().any(|style| style.is(name))
    }

    /// Whether the style of that name may be the one of its paragraphs whatever follows them.
    #[must_use]
    pub fn has_kin(&self, name: &str) -> bool {
        self.style.is(name) || self.kin.iter().any(|style| style.is(name))
    }

    /// Whether an office's own document may show what it looks like.
    #[must_use]
    pub fn is_sampled(&self) -> bool {
        matches!(self.part, Part::Main | Part::Annex) && !self.names.is_empty()
    }

    /// Whether people call it so.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// What people are told that it is called, or the part that it belongs to.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.part {
            Part::Head => "版头",
            Part::Imprint => "版记",
            Part::Main | Part::Annex => self.names.first().copied().unwrap_or_default(),
        }
    }
}

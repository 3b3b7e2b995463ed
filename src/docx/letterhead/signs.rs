//! A block of an office's document → by what it is known: its text, boxes included, what is red, drawn, ruled, blank.

use super::blanks::blanks;
use super::names::{Names, element};
use super::samples::text;
use super::sheet::{Sheet, has_red};
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::model::element::{self, Part, Role};
use crate::package::xml::Element;
use crate::text::pattern::Pattern;

/// 发文机关标志 is no longer, in characters, and no smaller, in points.
const LONGEST_MARK: usize = 40;
const LEAST_MARK: f64 = 20.0;

/// The name of the second column of the line of the number.
const SIGNER: &str = "签发人";

/// What a block shows of itself, by which the head and foot of a document are found.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Signs {
    /// All its text, a line a paragraph; that of boxes too.
    pub(super) text: String,
    /// Whether it holds something that is drawn, or a picture.
    pub(super) drawn: bool,
    /// Whether it has a border or a line that is drawn.
    pub(super) ruled: bool,
    /// Whether most characters of a paragraph, a border or a drawing in it are red.
    pub(super) red: bool,
    /// Whether it is or holds a table.
    pub(super) table: bool,
    /// Whether it holds the name of an organ, or of its papers, in red.
    pub(super) marked: bool,
    /// The names of the elements that it has a place for.
    names: Vec<&'static str>,
}

/// 发文字号: 某政发〔2022〕3号, ×发〔××××〕×号, 某发〔2022〕  号, 〔2020〕号, XX发〔20XX〕XX号, 2020[0902]号; below a mark also
/// 第  号 alone.
pub(super) static NUMBER: Pattern = Pattern::new(
    r"[\p{Han}A-Za-z×＊*□○◯_]{0,24}[\s　]*[〔\[［【（(﹝][\s　]*(?:[0-9]{4}|[12][0-9×xX＊*□○◯_]{3}|[×xX＊*□○◯_]{1,4})?[\s　]*年?[\s　]*[〕\]］】）)﹞][\s　]*第?[\s　]*(?:[0-9]{1,5}|[×xX＊*□○◯_]{1,5})?[\s　]*号|(?:19|20)[0-9]{2}[\s　]*[〔\[［【（(﹝][\s　]*[0-9×xX＊*□]{0,5}[\s　]*[〕\]］】）)﹞][\s　]*号|^[\s　]*第[\s　]*[0-9×xX＊*□○◯_]{0,5}[\s　]*号[\s　]*$",
);
/// 签发人：某某; the group is what follows the colon.
pub(super) static SIGNERS: Pattern = Pattern::new(r"签[\s　]*发[\s　]*人[\s　]*[:：][\s　]*([^\n\u{fffc}]*)");
/// 份号: six digits or a mask of six signs, alone on a line or behind 份号.
pub(super) static SERIAL: Pattern =
    Pattern::new(r"^[\s　]*(?:份[\s　]*号[\s　]*[:：]?[\s　]*)?([0-9]{6}|[×xX*＊□]{6})[\s　]*$");
/// 密级和保密期限; ★ alone waits for both.
pub(super) static SECRECY: Pattern = Pattern::new(
    r"^[\s　\u{fffc}]*((?:(?:绝|机|秘|[×xX＊*□○◯]{1,2})[\s　]*密|密[\s　]*级)(?:[\s　]*★.*)?|★[×xX＊*□○◯0-9年个月长期\s　]*)[\s　\u{fffc}]*$",
);
/// 紧急程度 alone on a line, or a mask before 急.
pub(super) static URGENCY: Pattern = Pattern::new(
    r"^[\s　\u{fffc}]*(特[\s　]*急|加[\s　]*急|特提|急[\s　]*件|平急|[×xX＊*□○◯]{1,2}[\s　]*急)[\s　\u{fffc}]*$",
);
/// 抄送, 抄报 or 分送 with what follows, alone on a line.
pub(super) static COPIES: Pattern = Pattern::new(
    r"^[\s　\u{fffc}]*((?:抄[\s　]*送|抄[\s　]*报|分[\s　]*送|发[\s　]*送|主[\s　]*送[\s　]*、[\s　]*抄[\s　]*送)[\s　]*[:：][^\n\u{fffc}]*)[\s　\u{fffc}]*$",
);
/// 印发日期, with what stands before it on the line.
pub(super) static ISSUED: Pattern = Pattern::new(
    r"^[\s　\u{fffc}]*(?:([^\s　\u{fffc}].*?)([\s　]{2,}|\t))?((?:[0-9×xX*＊□〇○\p{一}]{0,4}[\s　]*年[\s　]*[0-9×xX*＊□\p{一}]{0,3}[\s　]*月[\s　]*[0-9×xX*＊□\p{一}]{0,3}[\s　]*日)[\s　]*印[\s　]*发)[\s　。\u{fffc}]*$",
);
/// Other lines of 版记: 主题词, 共印…份, or a line that ends with 印发.
static FOOT: Pattern = Pattern::new(
    r"^[\s　]*(?:主[\s　]*题[\s　]*词[\s　]*[:：]|报[\s　]*送[\s　]*[:：]|[（(]?共[\s　]*印)|印[\s　]*发[\s　]*$",
);
/// A mark that names no organ but holds a mask in its place, and the word behind it.
pub(super) static MASKED_MARK: Pattern = Pattern::new(
    r"^[\s　]*([\p{Han}]{0,8}(?:[×＊*□○◯]{2,}|[xX]{2,}|某{2,})[\p{Han}×xX＊*□]*?)((?:文件|公告|通告|公报|命令|令|会议纪要|纪要|发电|明电|函)?)[\s　]*$",
);

/// A title that holds a mask or words in brackets.
static TITLED: Pattern = Pattern::new(
    r"^[\s　]*[^，。：:]{0,30}关于[^，。]*(?:[{｛\[［【<×□]|[xX]{2,})[^，。]*(?:通知|通报|报告|请示|批复|函|意见|决定|决议|公告|通告|纪要|方案|总结)[\s　]*$",
);

/// 成文日期, with what stands before it on the line.
pub(super) static DATED: Pattern = Pattern::new(
    r"^[\s　\u{fffc}]*(?:([^\s　\u{fffc}].*?)([\s　]{2,}|\t))?([0-9×xX*＊□〇○\p{一}]{2,4}[\s　]*年[\s　]*[0-9×xX*＊□\p{一}]{0,3}[\s　]*月[\s　]*[0-9×xX*＊□\p{一}]{0,3}[\s　]*日)[\s　\u{fffc}]*$",
);

/// 成文日期 alone on its line; digits may be masked.
static DATE: Pattern = Pattern::new(
    r"^[\s　]*(?:[0-9×xX*＊□〇○\p{一}]{2,4})?[\s　]*年[\s　]*[0-9×xX*＊□\p{一}]{0,3}[\s　]*月[\s　]*[0-9×xX*＊□\p{一}]{0,3}[\s　]*日[\s　]*$",
);

impl Signs {
    /// The signs of a block. `named` is the same block with its places in braces.
    pub(super) fn of(tree: &Element, named: &Element, sheet: &Sheet, names: &Names) -> Self {
        let mut signs =
            Signs { table: tree.elements().any(|child| child.is(Kind::Table)), ..Signs::default() };
        tree.elements().for_each(|child| signs.look(child, sheet));
        signs.text = signs.text.trim_end_matches('\n').to_owned();
        signs.names =
            lines(named).iter().flat_map(|line| blanks(line, names)).filter_map(|b| b.element).collect();
        signs
    }

    fn look(&mut self, element: &Element, sheet: &Sheet) {
        match element.kind() {
            Kind::Fallback | Kind::Deleted | Kind::MovedFrom | Kind::Instruction | Kind::Section => return,
            Kind::Paragraph => self.paragraph(element, sheet),
            Kind::Drawing | Kind::Picture | Kind::Object => {
                self.drawn = true;
                self.ruled |= is_line(element);
                self.red |= has_red(element);
            }
            Kind::ParagraphBorders | Kind::TableBorders | Kind::CellBorders => {
                self.ruled |= element.elements().any(is_border);
                self.red |= has_red(element);
            }
            Kind::Text => self.text.push_str(&element.text()),
            Kind::Tab | Kind::PlacedTab => self.text.push('\t'),
            _ => (),
        }
        // The tabs of properties are stops.
        if !matches!(element.kind(), Kind::Tabs | Kind::Format) {
            element.elements().for_each(|child| self.look(child, sheet));
        }
        if element.is(Kind::Paragraph) {
            self.text.push('\n');
        }
    }

    fn paragraph(&mut self, paragraph: &Element, sheet: &Sheet) {
        let (signal, marked) = loudness(paragraph, sheet);
        self.red |= signal;
        self.marked |= marked;
        // A border may come with the style.
        let plain =
            sheet.shown(&Element { children: paragraph.children.clone(), ..Kind::Paragraph.element() }, None);
        if plain.red && paragraph.get(Kind::Run).is_none() {
            (self.red, self.ruled) = (true, true);
        }
    }

    /// Whether nothing is to be seen of it.
    pub(super) fn blank(&self) -> bool {
        self.text.trim().is_empty() && self.names.is_empty() && !self.drawn && !self.ruled && !self.table
    }

    /// Whether it has no text and a line or drawing.
    pub(super) fn line(&self) -> bool {
        self.text.trim().is_empty() && (self.ruled || self.drawn)
    }

    pub(super) fn any_line(&self, pattern: &Pattern) -> bool {
        self.text.lines().any(|line| pattern.is_match(line))
    }

    /// Whether it is one of the lines of 版记, or has a place for an element of 版记.
    pub(super) fn of_foot(&self) -> bool {
        [&COPIES, &ISSUED, &FOOT].iter().any(|pattern| self.any_line(pattern))
            || self.asks(|element| element.part == Part::Imprint)
    }

    /// Whether it has a place for 抄送.
    pub(super) fn copied(&self) -> bool {
        self.any_line(&COPIES) || self.asks(|element| element.role == Role::Copies)
    }

    /// Whether it has a place for 签发人.
    pub(super) fn signed(&self) -> bool {
        self.any_line(&SIGNERS) || self.names.contains(&SIGNER)
    }

    /// Whether it has 发文字号 or 签发人, or a place for them.
    pub(super) fn numbered(&self) -> bool {
        self.any_line(&SIGNERS)
            || self.asks(|element| element.part == Part::Head && element.role > Role::Mark)
            || self
                .text
                .lines()
                .any(|line| line.chars().count() < 80 && NUMBER.is_match(line) && !is_prose(line))
    }

    /// Whether it is one of the lines above 发文机关标志.
    pub(super) fn label(&self) -> bool {
        let patterns = [&SERIAL, &SECRECY, &URGENCY];
        patterns.iter().any(|pattern| self.any_line(pattern))
            || self.asks(|element| element.role <= Role::Mark)
    }

    /// Whether it has a place for one of these elements.
    pub(super) fn asks(&self, wanted: impl Fn(&element::Element) -> bool) -> bool {
        self.names.iter().filter_map(|name| element(name)).any(wanted)
    }

    /// Whether it has a place that gives way to the report.
    pub(super) fn gives_way(&self) -> bool {
        let heads = self.asks(|element| element.part == Part::Head);
        self.titled() || self.asks(element::Element::is_sampled) && !heads && !self.of_foot()
    }

    /// Whether it is a title with places in it, as forms have it: 关于{{事项}}的通知.
    pub(super) fn titled(&self) -> bool {
        !self.table && !self.marked && self.any_line(&TITLED)
    }

    /// Whether what it has a place for stands above the text only.
    pub(super) fn opens_text(&self) -> bool {
        !self.asks(|element| element.role > Role::Addressee)
    }

    /// Whether it is the line with 成文日期.
    pub(super) fn dated(&self) -> bool {
        !self.table && !self.drawn && self.any_line(&DATE)
    }

    /// Whether its text runs on like that of a body.
    pub(super) fn is_text(&self) -> bool {
        !self.table && self.text.lines().any(|line| line.contains('。') && line.chars().count() > 30)
    }
}

/// The lines of a block, boxes included.
pub(super) fn lines(tree: &Element) -> Vec<String> {
    let mut signs = Signs::default();
    tree.elements().for_each(|child| signs.look(child, &Sheet::default()));
    signs.text.lines().map(str::to_owned).collect()
}

/// Whether more than half of a paragraph is red, and whether it is set as a mark is.
fn loudness(paragraph: &Element, sheet: &Sheet) -> (bool, bool) {
    // A red word in a text of another colour is no sign.
    let (mut red, mut all, mut largest) = (0, 0, 0.0_f64);
    for run in paragraph.all(Kind::Run).filter(|run| run.get(Kind::Text).is_some()) {
        let (shown, length) = (sheet.shown(paragraph, Some(run)), text(run).trim().chars().count());
        all += length;
        red += if shown.red { length.max(1) } else { 0 };
        largest = largest.max(shown.size.unwrap_or_default());
    }
    let signal = red * 2 > all;
    (signal, signal && all > 1 && (all <= LONGEST_MARK && largest >= LEAST_MARK))
}

/// Whether a paragraph is set as a mark is.
pub(super) fn is_loud(paragraph: &Element, sheet: &Sheet) -> bool {
    loudness(paragraph, sheet).1
}

/// A number in a sentence is that of another document.
pub(super) fn is_prose(line: &str) -> bool {
    line.contains(['，', '。', '《'])
}

fn is_border(border: &Element) -> bool {
    !matches!(border.val(), None | Some("none" | "nil"))
}

/// Whether what is drawn is a line.
pub(super) fn is_line(drawing: &Element) -> bool {
    drawing.any(&|inner| match inner.name.as_str() {
        "v:line" => true,
        "a:prstGeom" => inner.attribute("prst").is_some_and(|shape| {
            shape.to_lowercase().contains("line") || shape.starts_with("straightConnector")
        }),
        _ => false,
    })
}

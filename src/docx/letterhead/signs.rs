//! A block of an office's document → by what it is known: its text, boxes included, what is red, drawn, ruled, blank.

use super::sheet::{Sheet, has_red};
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::model::element::{self, Part, Role, elements};
use crate::package::xml::Element;
use crate::text::pattern::Pattern;

/// What a block shows of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Signs {
    /// All its text, a line a paragraph; that of boxes too.
    pub(super) text: String,
    /// Whether it holds something that is drawn, or a picture.
    pub(super) drawn: bool,
    /// Whether it has a border or a line that is drawn.
    pub(super) ruled: bool,
    /// Whether anything in it is red.
    pub(super) red: bool,
    /// Whether it is a table.
    pub(super) table: bool,
}

/// 发文字号: 某政发〔2022〕3号, ×发〔××××〕×号, 某发〔2022〕  号.
pub(super) static NUMBER: Pattern = Pattern::new(
    r"[\p{Han}A-Za-z×＊*]{1,16}\s*[〔\[［【（(]\s*(?:[0-9]{4}|[×xX*＊]{1,4})?\s*[〕\]］】）)]\s*第?\s*(?:[0-9]{1,5}|[×xX*＊]{1,5})?\s*号",
);
/// 签发人：某某.
pub(super) static SIGNERS: Pattern = Pattern::new(r"签\s*发\s*人\s*[:：][\s　]*([^\n]*)");
/// 份号.
pub(super) static SERIAL: Pattern =
    Pattern::new(r"^[\s　]*(?:份\s*号\s*[:：]?\s*)?([0-9]{6}|[×xX*＊]{6})[\s　]*$");
/// 密级和保密期限.
pub(super) static SECRECY: Pattern =
    Pattern::new(r"^[\s　]*((?:绝[\s　]*密|机[\s　]*密|秘[\s　]*密)(?:★.*)?)[\s　]*$");
/// 紧急程度.
pub(super) static URGENCY: Pattern =
    Pattern::new(r"^[\s　]*(特[\s　]*急|加[\s　]*急|特提|急[\s　]*件|平急)[\s　]*$");
/// 抄送.
pub(super) static COPIES: Pattern =
    Pattern::new(r"^[\s　]*((?:抄[\s　]*送|抄[\s　]*报|分[\s　]*送)[\s　]*[:：][^\n]*)$");
/// 印发日期, with what stands before it on the line.
pub(super) static ISSUED: Pattern = Pattern::new(
    r"^[\s　]*(?:(\S.*?)([\s　]{2,}|\t))?((?:[0-9×xX*＊〇○一二三四五六七八九十]{0,4}[\s　]*年[\s　]*[0-9×xX*＊一二三四五六七八九十]{0,3}[\s　]*月[\s　]*[0-9×xX*＊一二三四五六七八九十]{0,3}[\s　]*日)[\s　]*印[\s　]*发)[\s　。]*$",
);
/// Other lines of 版记.
static FOOT: Pattern =
    Pattern::new(r"^[\s　]*(?:主[\s　]*题[\s　]*词[\s　]*[:：]|[（(]?共[\s　]*印)|印[\s　]*发[\s　]*$");
/// A line without the blanks at its ends.
pub(super) static WHOLE: Pattern = Pattern::new(r"^[\s　]*(.*\S)[\s　]*$");
/// A name in braces that is to be filled in.
pub(super) static BLANK: Pattern = Pattern::new(r"[{｛]\s*(\p{Han}{2,6})\s*[}｝]");

impl Signs {
    pub(super) fn of(tree: &Element, sheet: &Sheet) -> Self {
        let mut signs =
            Signs { table: tree.elements().any(|child| child.is(Kind::Table)), ..Signs::default() };
        tree.elements().for_each(|child| signs.look(child, sheet));
        signs.text = signs.text.trim_end_matches('\n').to_owned();
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
        let runs: Vec<&Element> = paragraph.all(Kind::Run).collect();
        let written = runs.iter().filter(|run| run.get(Kind::Text).is_some());
        self.red |= written.map(|run| sheet.shown(paragraph, Some(run))).any(|shown| shown.red);
        // A border may come with the style.
        let plain =
            sheet.shown(&Element { children: paragraph.children.clone(), ..Kind::Paragraph.element() }, None);
        if plain.red && runs.is_empty() {
            (self.red, self.ruled) = (true, true);
        }
    }

    /// Whether nothing is to be seen of it.
    pub(super) fn blank(&self) -> bool {
        self.text.trim().is_empty() && !self.drawn && !self.ruled && !self.table
    }

    /// Whether it only draws a line.
    pub(super) fn line(&self) -> bool {
        self.text.trim().is_empty() && (self.ruled || self.drawn)
    }

    pub(super) fn any_line(&self, pattern: &Pattern) -> bool {
        self.text.lines().any(|line| pattern.is_match(line))
    }

    /// Whether it belongs to 版记.
    pub(super) fn of_foot(&self) -> bool {
        [&COPIES, &ISSUED, &FOOT].iter().any(|pattern| self.any_line(pattern))
            || self.asks(|element| element.part == Part::Imprint)
    }

    /// Whether it has 发文字号 or 签发人.
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

    /// Whether it has the name of one of these elements in braces.
    pub(super) fn asks(&self, wanted: impl Fn(&element::Element) -> bool) -> bool {
        let names =
            BLANK.all(&self.text).into_iter().filter_map(|found| found.get(1).map(|name| name.as_str()));
        names.into_iter().any(|name| elements().any(|element| element.is_named(name) && wanted(element)))
    }
}

/// A number in a sentence is that of another document.
pub(super) fn is_prose(line: &str) -> bool {
    line.contains(['，', '。', '《'])
}

fn is_border(border: &Element) -> bool {
    !matches!(border.val(), None | Some("none" | "nil"))
}

/// Whether what is drawn is a line.
fn is_line(drawing: &Element) -> bool {
    drawing.any(&|inner| match inner.name.as_str() {
        "v:line" => true,
        "a:prstGeom" => inner.attribute("prst").is_some_and(|shape| {
            shape.to_lowercase().contains("line") || shape.starts_with("straightConnector")
        }),
        _ => false,
    })
}

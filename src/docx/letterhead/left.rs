//! A line of 版头 or 版记 as it was filled → whether something of the form is left in it: a mask, words in brackets, a
//! label without its value, a number or date without its digits.

use super::names::Names;
use super::signs::lines;
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::package::xml::Element;
use crate::text::pattern::Pattern;

/// What stands for words or digits that are to come.
static MASK: Pattern =
    Pattern::new(r"[×□＊◯]|[xX]{2,}|[0-9][xX]{1,2}年|○{2,}|\*{2,}|[_＿]{3,}|某{2,}|\?{3,}|？{2,}");
/// A text that is nothing but masks, digits and punctuation.
static ONLY_MASK: Pattern = Pattern::new(r"^[\s　×□＊◯xX○*_＿?？★0-9，、。.\u{2002}]*$");
/// Words in brackets that are no sentence of the office.
static BRACKETED: Pattern = Pattern::new(
    r"[\[［][^\[\]［］]*[\p{Han}A-Za-z][^\[\]［］]*[\]］]|【[^【】]+】|[{｛][^{}｛｝]*[}｝]|[<＜«〈][^<>＜＞«»〈〉]*[>＞»〉]",
);
/// 发文字号 or a date whose digits were taken out.
static BLANKED: Pattern = Pattern::new(
    r"[〔\[［【（(][\s　]*[〕\]］】）)][\s　]*第?[\s　0-9]*号|[〕\]］】）)][\s　]*第?[\s　]*号|^[\s　]*第?[\s　]*号[\s　]*$|年[\s　]*月|月[\s　]*日|第[\s　]*期|年[\s　]*第[\s　]*号",
);
/// A label is no longer, in characters.
const LONGEST_LABEL: usize = 8;
/// The number of a page.
static PAGE: Pattern =
    Pattern::new(r"第[\s　]*[0-9]{1,3}[\s　]*页|^[\s　]*[-—－–][\s　]*[0-9]{1,3}[\s　]*[-—－–][\s　]*$");
/// What is asked of the reader in the words of the program, and told elsewhere.
const ASKED: &str = "待补充";

/// The lines of a block in which something is left. A label whose value stands in the next cell has it.
pub(super) fn left_lines(tree: &Element, names: &Names) -> Vec<String> {
    let mut valued = Vec::new();
    labels(tree, &mut valued);
    let has_value = |line: &str| valued.iter().any(|(label, _)| label == line);
    let left = |line: &String| is_masked(line.trim()) || waits(line.trim(), names) && !has_value(line.trim());
    lines(tree).into_iter().filter(left).map(|line| line.trim().to_owned()).collect()
}

/// The lines of a header or footer in which the number of a page is written by hand: it would be that on every page.
pub(super) fn written_pages(margin: &Element) -> Vec<String> {
    let counts = margin.any(&|inner| {
        inner.is(Kind::Instruction) && inner.text().contains("PAGE")
            || inner.is(Kind::SimpleField) && inner.says("instr").is_some_and(|said| said.contains("PAGE"))
            || inner.name == "w:pgNum"
    });
    let written = |line: &String| PAGE.is_match(line);
    let lines = if counts { Vec::new() } else { lines(margin) };
    lines.into_iter().filter(written).map(|line| line.trim().to_owned()).collect()
}

/// The texts of cells that have something beside them, and what that is.
pub(super) fn labels(element: &Element, found: &mut Vec<(String, String)>) {
    for child in element.elements() {
        if child.is(Kind::Row) {
            let texts: Vec<String> = child
                .all(Kind::Cell)
                .map(|cell| lines(&wrapped(cell)).join("\n").trim().to_owned())
                .collect();
            let pairs = texts.iter().zip(texts.iter().skip(1)).filter(|(_, value)| !value.is_empty());
            found.extend(pairs.map(|(label, value)| (label.clone(), value.clone())));
        }
        labels(child, found);
    }
}

fn wrapped(cell: &Element) -> Element {
    Element { children: cell.children.clone(), ..Element::default() }
}

/// Whether a line holds a mask, words in brackets, or a number or date without digits.
fn is_masked(line: &str) -> bool {
    let masked = MASK.is_match(line) || BRACKETED.is_match(line) || BLANKED.is_match(line) || line == "★";
    masked && !line.contains(ASKED)
}

/// Whether a line is a label without its value, or nothing but the name of what should stand there.
fn waits(line: &str, names: &Names) -> bool {
    // In head and foot nothing follows on the next line.
    let label = line.ends_with(['：', ':']) && line.chars().count() <= LONGEST_LABEL;
    // 其他：其他
    let repeats = line
        .split_once(['：', ':'])
        .is_some_and(|(label, value)| label.trim() == value.trim() && !label.is_empty());
    let named = repeats || names.exact(line).is_some() || names.asks(line) && names.of_place(line).is_some();
    label || named || names.organ(line).is_some()
}

/// Whether a text is nothing but a mask.
pub(super) fn is_mask(text: &str) -> bool {
    ONLY_MASK.is_match(text) && !text.chars().any(|c| c.is_ascii_digit())
        || text.trim().chars().all(|c| c.is_ascii_digit() || "×xX".contains(c)) && MASK.is_match(text)
}

/// Whether a text says nothing by itself: a mask, or the name of the place that it stands in.
pub(super) fn is_placeholder(text: &str, names: &Names) -> bool {
    text.trim().is_empty() || is_mask(text) || names.of_place(text).is_some() || MASK.is_match(text)
}

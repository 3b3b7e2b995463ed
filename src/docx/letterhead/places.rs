//! The places that Word and WPS mark in a block (fields of forms, bookmarks, content controls; a cell beside its label)
//! → the same places in braces, so that all of them are filled in one way.
//!
//! ```xml
//! <w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="文号"/>…</w:r>…<w:t>     </w:t>…   →   {发文字号}
//! <w:bookmarkStart w:name="fwzh"/><w:r><w:t>云人常〔2021〕3号</w:t></w:r><w:bookmarkEnd/>   →   {发文字号|云人常〔2021〕3号}
//! ```

use std::ops::Range;

use super::blanks::{BEFORE, blanks};
use super::names::{Names, element};
use super::samples::{runs, text};
use super::signs::{ISSUED, NUMBER};
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::model::element::Part;
use crate::package::xml::{Element, Node};

/// What stands on the line of 印发 (7.4.3).
const ORGAN: &str = "印发机关";
const ISSUE_DATE: &str = "印发日期";
/// What an office's own letters and a number make up.
const NUMBERED: &str = "发文字号";

/// Writes all marked places of a block as names in braces.
pub(super) fn named(tree: &mut Element, names: &Names) {
    if tree.is(Kind::Paragraph) {
        controls(tree, names);
        fields(tree, names);
        bookmarks(tree, names);
    }
    tree.elements_mut().for_each(|child| named(child, names));
    match tree.kind() {
        Kind::Control => control(tree, names),
        Kind::Row => row(tree, names),
        _ => (),
    }
}

/// Makes a paragraph the place of a name; what stood in it is said behind.
pub(super) fn name_whole(paragraph: &mut Element, name: &str) {
    let default = text(paragraph);
    let run = asking(name, &default, format_of(paragraph));
    paragraph.children.retain(|node| !holds_text(node));
    paragraph.push(run);
}

/// A name in braces as a run.
fn asking(name: &str, default: &str, format: Option<Element>) -> Element {
    let default: String = default.chars().filter(|c| !"{}｛｝|\n".contains(*c)).collect();
    let text = match default.trim() {
        "" => format!("{{{name}}}"),
        default => format!("{{{name}{BEFORE}{default}}}"),
    };
    let said = Kind::Text.element().with("xml:space", "preserve").saying(&text);
    Kind::Run.element().holding_all(format).holding(said)
}

/// The format of the first words in an element, without the grey of a hint.
pub(super) fn format_of(element: &Element) -> Option<Element> {
    let mut found = Vec::new();
    runs(element, &mut found);
    let first = found.iter().find(|run| !text(run).trim().is_empty()).or(found.first());
    let mut format = first.copied().or_else(|| element.all(Kind::Run).next())?.get(Kind::Format)?.clone();
    format.drop_all(Kind::RunStyle);
    Some(format)
}

fn holds_text(node: &Node) -> bool {
    let Node::Element(child) = node else { return false };
    let drawn = |inner: &Element| {
        matches!(inner.kind(), Kind::Drawing | Kind::Picture | Kind::Object | Kind::Alternate)
    };
    // The format of a run may be told in two ways too: that is WPS.
    let draws = child.elements().filter(|inner| !inner.is(Kind::Format)).any(|inner| inner.any(&drawn));
    let kinds = [Kind::Run, Kind::Hyperlink, Kind::SmartTag, Kind::Control, Kind::SimpleField];
    !draws && kinds.contains(&child.kind())
}

/// Whether what stands in the element gives way to the report as a whole.
fn gives_way(name: &str) -> bool {
    element(name).is_some_and(|element| matches!(element.part, Part::Main | Part::Annex))
}

/// Content controls among the runs of a paragraph.
fn controls(paragraph: &mut Element, names: &Names) {
    for node in &mut paragraph.children {
        let Node::Element(control) = node else { continue };
        if !control.is(Kind::Control) {
            continue;
        }
        let Some(name) = control_name(control, names) else { continue };
        let content = control.get(Kind::ControlContent).cloned().unwrap_or_default();
        let hint =
            control.get(Kind::ControlFormat).is_some_and(|format| format.get(Kind::ShowsHint).is_some());
        let default = if hint { String::new() } else { text(&content) };
        *node = Node::Element(asking(name, &default, format_of(&content)));
    }
}

/// The element that a content control is for: by its title, its tag, or the hint that it shows.
pub(super) fn control_name(control: &Element, names: &Names) -> Option<&'static str> {
    let format = control.get(Kind::ControlFormat)?;
    let said = [Kind::Alias, Kind::ControlTag].into_iter().filter_map(|kind| format.said(kind));
    let shown = control.get(Kind::ControlContent).map(content_text).filter(|text| names.asks(text));
    said.map(str::to_owned).chain(shown).find_map(|name| names.of_place(&name))
}

fn content_text(content: &Element) -> String {
    content.elements().map(text).collect()
}

/// A content control around paragraphs: its first one is the place.
fn control(control: &mut Element, names: &Names) {
    let Some(name) = control_name(control, names) else { return };
    let hint = control.get(Kind::ControlFormat).is_some_and(|format| format.get(Kind::ShowsHint).is_some());
    let Some(content) = control.get_mut(Kind::ControlContent) else { return };
    // A table, or a text of several paragraphs, is no single place.
    if content.elements().count() != 1 || content.get(Kind::Paragraph).is_none() {
        return;
    }
    for paragraph in content.all_mut(Kind::Paragraph) {
        if !blanks(&text(paragraph), names).is_empty() {
            return;
        }
        if hint {
            let format = format_of(paragraph);
            paragraph.children.retain(|node| !holds_text(node));
            paragraph.push(asking(name, "", format));
        } else {
            name_whole(paragraph, name);
        }
    }
    for format in control.all_mut(Kind::ControlFormat) {
        let hints = [Kind::ShowsHint, Kind::Hint, Kind::DataBinding, Kind::NewDataBinding];
        format.keep(|child| !hints.contains(&child.kind()));
    }
}

/// Fields of forms and of mail merge that are told by a name.
fn fields(paragraph: &mut Element, names: &Names) {
    let mut at = 0;
    while at < paragraph.children.len() {
        let place = simple_field(paragraph.children.get(at), names).map(|name| (name, Some(at)));
        let place = place.or_else(|| field(paragraph, at, names));
        match place {
            Some((name, Some(end))) => replace(paragraph, at..end + 1, name),
            // It ends in a later paragraph, which gives way too.
            Some((name, None)) if gives_way(name) => {
                paragraph.children.insert(at, Node::Element(asking(name, "", None)));
                return;
            }
            _ => (),
        }
        at += 1;
    }
}

fn simple_field(node: Option<&Node>, names: &Names) -> Option<&'static str> {
    let Some(Node::Element(child)) = node else { return None };
    child.is(Kind::SimpleField).then(|| instructed(child.says("instr")?, names)).flatten()
}

/// The element of a field that begins at a child of a paragraph, and the child that it ends at.
fn field(paragraph: &Element, at: usize, names: &Names) -> Option<(&'static str, Option<usize>)> {
    let begin =
        child_at(paragraph, at)?.get(Kind::FieldMark).filter(|mark| mark.field_step() == Some("begin"))?;
    let of_form = begin.get(Kind::FormData).and_then(|data| data.said(Kind::Name));
    let (mut depth, mut end, mut instruction) = (0_i32, None, String::new());
    for place in at..paragraph.children.len() {
        let Some(child) = child_at(paragraph, place) else { continue };
        for inner in child.elements() {
            match (inner.kind(), inner.field_step()) {
                (Kind::FieldMark, Some("begin")) => depth += 1,
                (Kind::FieldMark, Some("end")) => depth -= 1,
                (Kind::Instruction, _) if depth == 1 => instruction += &inner.text(),
                _ => (),
            }
        }
        if depth == 0 && child.is(Kind::Run) {
            end = Some(place);
            break;
        }
    }
    let name = of_form.and_then(|name| names.of_place(name)).or_else(|| instructed(&instruction, names))?;
    Some((name, end))
}

/// What an instruction names: `MERGEFIELD 文号`.
fn instructed(instruction: &str, names: &Names) -> Option<&'static str> {
    let mut words = instruction.split_whitespace();
    let known = ["MERGEFIELD", "DOCPROPERTY", "DOCVARIABLE"].contains(&words.next()?.to_uppercase().as_str());
    words.next().filter(|_| known).and_then(|name| names.of_place(name.trim_matches('"')))
}

fn child_at(paragraph: &Element, at: usize) -> Option<&Element> {
    match paragraph.children.get(at) {
        Some(Node::Element(child)) => Some(child),
        _ => None,
    }
}

/// Puts a name in braces in the place of some runs; what marks places among them stays.
fn replace(paragraph: &mut Element, range: Range<usize>, name: &str) {
    let gone: Vec<Node> = paragraph.children.splice(range.clone(), []).collect();
    let (runs, marks): (Vec<Node>, Vec<Node>) = gone.into_iter().partition(holds_text);
    let inner = Element { children: runs, ..Element::default() };
    let run = asking(name, &shown(&inner), format_of(&inner));
    let nodes = [Node::Element(run)].into_iter().chain(marks);
    paragraph.children.splice(range.start..range.start, nodes);
}

/// The text of some runs, without what fields are told.
fn shown(element: &Element) -> String {
    let text = text(element);
    text.trim_matches(['\u{2002}', ' ', '　']).to_owned()
}

/// What marks where a place begins, among the runs of a paragraph.
struct Opened<'a> {
    name: &'a str,
    id: Option<&'a str>,
    /// The kind of element that ends the place.
    ends: Kind,
}

impl<'a> Opened<'a> {
    /// A bookmark, or a field of WPS for official papers (公文域), which stands where only WPS looks.
    fn of(child: &'a Element) -> Option<Self> {
        if child.is(Kind::BookmarkStart) {
            return Some(Opened { name: child.mark_name()?, id: child.id(), ends: Kind::BookmarkEnd });
        }
        let field = child.is(Kind::Alternate).then(|| child.all(Kind::PaperField).next()).flatten()?;
        let name = field.attribute("docfieldname")?;
        Some(Opened { name, id: field.attribute("id"), ends: Kind::PaperFieldEnd })
    }

    fn is_end(&self, node: &Node) -> bool {
        let Node::Element(end) = node else { return false };
        match self.ends {
            Kind::PaperFieldEnd => end.all(self.ends).any(|end| end.attribute("id") == self.id),
            _ => end.is(self.ends) && end.id() == self.id,
        }
    }
}

/// Bookmarks that are told by a name: what stands in them, or an empty one where nothing but its label stands. A field
/// of WPS is a place where nothing else stands in the paragraph: a line may have several (密级, 保密期限) that are one
/// element.
fn bookmarks(paragraph: &mut Element, names: &Names) {
    let mut at = 0;
    while at < paragraph.children.len() {
        let start = at;
        at += 1;
        let Some(mark) = child_at(paragraph, start).and_then(Opened::of) else { continue };
        let Some(name) = names.of_place(mark.name) else { continue };
        let field = mark.ends == Kind::PaperFieldEnd;
        let mut behind = paragraph.children.iter().skip(at);
        let end = behind.position(|node| mark.is_end(node)).map(|place| at + place);
        let Some(end) = end.or_else(|| gives_way(name).then_some(paragraph.children.len())) else { continue };
        let inside = paragraph.children.get(at..end).unwrap_or_default();
        let held = Element { children: inside.to_vec(), ..Element::default() };
        // The rest of the number stands behind the name of its office.
        if name == NUMBERED && NUMBER.is_match(&text(paragraph)) && !NUMBER.is_match(&text(&held)) {
            continue;
        }
        if inside
            .iter()
            .any(|node| !holds_text(node) && matches!(node, Node::Element(child) if child.is(Kind::Run)))
            || !blanks(&text(&held), names).is_empty()
        {
            continue;
        }
        let around = text(paragraph);
        if field && !gives_way(name) && around.trim() != text(&held).trim() {
            continue;
        }
        let labelled = around.trim().is_empty() || around.trim_end().ends_with(['：', ':']);
        if !text(&held).trim().is_empty() || labelled {
            replace(paragraph, at..end, name);
        }
    }
}

/// A row of a table: the value stands beside its label, 印发机关 beside 印发日期.
fn row(row: &mut Element, names: &Names) {
    let texts: Vec<String> = row.all(Kind::Cell).map(cell_text).collect();
    let dated = texts.iter().position(|text| {
        let named = || blanks(text, names).iter().any(|blank| blank.element == Some(ISSUE_DATE));
        ISSUED.captures(text).map_or_else(named, |found| found.get(1).is_none())
    });
    for at in 0..texts.len() {
        let Some(label) = texts.get(at).map(|text| text.trim()) else { continue };
        let colon = label.ends_with(['：', ':']);
        let name = names.exact(label.trim_end_matches(['：', ':'])).filter(|name| !gives_way(name));
        let (Some(name), Some(value)) = (name, texts.get(at + 1)) else { continue };
        let numbered = name == NUMBERED && NUMBER.is_match(value);
        let free = value.trim().is_empty() || super::left::is_mask(value) || numbered;
        if dated == Some(at + 1) || !(colon || free) || value.trim_end().ends_with(['：', ':']) {
            continue;
        }
        name_cell(row, at + 1, &format!("{name}："), names);
    }
    let Some(dated) = dated else { return };
    let mut others = (0..texts.len())
        .filter(|at| *at != dated && texts.get(*at).is_some_and(|text| !text.trim().is_empty()));
    let (Some(other), None) = (others.next(), others.next()) else { return };
    let organ = texts.get(other).filter(|text| !text.contains(['：', ':', '\n']));
    if organ.is_some_and(|text| blanks(text, names).is_empty()) {
        name_cell(row, other, ORGAN, names);
    }
}

fn cell_text(cell: &Element) -> String {
    let lines: Vec<String> = cell.all(Kind::Paragraph).map(text).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Makes a cell the place of a name.
fn name_cell(row: &mut Element, at: usize, name: &str, names: &Names) {
    let Some(cell) = row.all_mut(Kind::Cell).nth(at) else { return };
    let mut done = false;
    for paragraph in cell.all_mut(Kind::Paragraph) {
        let said = text(paragraph);
        let named = blanks(&said, names).into_iter().next().map(|blank| blank.default);
        if done {
            paragraph.children.retain(|node| !holds_text(node));
            continue;
        }
        let format = format_of(paragraph);
        paragraph.children.retain(|node| !holds_text(node));
        paragraph.push(asking(name, named.as_deref().unwrap_or(&said), format));
        done = true;
    }
}

//! Rendered text of a section → drafts of its blocks: headings, paragraphs and points, with ids and leads.
//!
//! | in a text | what it is |
//! |---|---|
//! | `## 提高认识` | a heading （一）; `###` 1. and `####` （1） |
//! | `## **提高认识。**……` | a heading that runs on into its paragraph |
//! | `[id] …` | a paragraph with an identity of its own |
//! | `- [id] **抓组织领导。**…` | a point (一是, 二是, …) with a lead sentence |
//!
//! All lines that follow belong to the block until the next one begins; blank lines mean nothing, since a
//! clause that drops out may leave one behind.

/// Which kind of block a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A heading of the second level or below: 2 （一）, 3 1., 4 （1）.
    Heading(u8),
    Paragraph,
    Point,
}

/// A block before numbering, with marks still in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) shape: Shape,
    /// The identity that the text gives it; empty when it gives none.
    pub(super) id: String,
    /// The lead sentence, empty when there is none.
    pub(super) lead: String,
    pub(super) text: String,
}

/// Reads the light markup of a rendered text; its blocks in order.
pub(super) fn drafts(rendered: &str) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for line in rendered.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (shape, rest) = shape(line);
        let goes_on = shape == Shape::Paragraph && id(rest).0.is_empty();
        let alone = |last: &Draft| matches!(last.shape, Shape::Heading(_)) && last.lead.is_empty();
        match drafts.last_mut().filter(|last| goes_on && !alone(last)) {
            Some(last) => last.text += line,
            None => drafts.push(draft(shape, rest)),
        }
    }
    drafts
}

fn shape(line: &str) -> (Shape, &str) {
    let levels = [("## ", 2), ("### ", 3), ("#### ", 4)];
    let heading = levels
        .into_iter()
        .find_map(|(mark, level)| line.strip_prefix(mark).map(|rest| (Shape::Heading(level), rest)));
    let point = || line.strip_prefix("- ").map(|rest| (Shape::Point, rest));
    heading.or_else(point).unwrap_or((Shape::Paragraph, line))
}

fn id(text: &str) -> (&str, &str) {
    let parts = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let plain = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match parts {
        Some((id, rest)) if plain(id) => (id, rest.trim_start()),
        _ => ("", text),
    }
}

fn draft(shape: Shape, text: &str) -> Draft {
    let (id, text) = id(text);
    let lead = text.strip_prefix("**").and_then(|rest| rest.split_once("**"));
    let (lead, text) = lead.unwrap_or(("", text));
    Draft { shape, id: id.to_owned(), lead: lead.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_markup_is_read() {
        let read = drafts(
            "[open] 甲，\n\n  乙。\n- [p] **抓组织。**丙\n丁。\n- 戊\n## 小标题\n己\n### **庚。**辛\n壬",
        );
        let seen: Vec<_> =
            read.iter().map(|d| (d.shape, d.id.as_str(), d.lead.as_str(), d.text.as_str())).collect();
        let expected = [
            (Shape::Paragraph, "open", "", "甲，乙。"),
            (Shape::Point, "p", "抓组织。", "丙丁。"),
            (Shape::Point, "", "", "戊"),
            (Shape::Heading(2), "", "", "小标题"),
            (Shape::Paragraph, "", "", "己"),
            (Shape::Heading(3), "", "庚。", "辛壬"),
        ];
        assert_eq!(seen, expected);
    }
}

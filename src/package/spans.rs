//! The XML of a part → where its outer elements begin and end, so that one can be changed and the rest stay to the byte.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::xml::{DEEPEST, XmlFault};

/// Where an element stands, in bytes of the part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Span {
    /// The name of the element with its prefix.
    pub name: String,
    /// The bytes of the whole element, with its tags.
    pub range: Range<usize>,
    /// The bytes of its start tag.
    pub tag: Range<usize>,
    /// What stands inside; empty when it is closed in its tag.
    pub inner: Range<usize>,
    /// The elements inside, when it was entered.
    pub children: Vec<Span>,
}

/// The root of a part and the elements inside, as deep as `enters` says (by the name of the element that might be
/// entered); the root always is.
///
/// # Errors
/// When the part is not well-formed, or the elements entered are nested too deeply.
pub(crate) fn spans(part: &str, enters: impl Fn(&str) -> bool) -> Result<Span, XmlFault> {
    let mut reader = Reader::from_str(part);
    let mut open: Vec<Span> = Vec::new();
    let mut root = None;
    loop {
        let from = position(&reader);
        let event = reader.read_event()?;
        let to = position(&reader);
        let closed = match event {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let mut span = Span { range: from..to, tag: from..to, inner: to..to, name, children: vec![] };
                if open.is_empty() || enters(&span.name) {
                    if open.len() > DEEPEST || root.is_some() {
                        return Err(XmlFault::TooDeep);
                    }
                    open.push(span);
                    continue;
                }
                let inner = reader.read_to_end(tag.name())?;
                span.inner = to..usize::try_from(inner.end).unwrap_or(to);
                span.range.end = position(&reader);
                span
            }
            Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                Span { range: from..to, tag: from..to, inner: to..to, name, children: Vec::new() }
            }
            Event::End(_) => {
                let Some(mut span) = open.pop() else { continue };
                (span.inner.end, span.range.end) = (from, to);
                span
            }
            Event::DocType(_) => return Err(XmlFault::DocType),
            Event::Eof => break,
            _ => continue,
        };
        match open.last_mut() {
            Some(parent) => parent.children.push(closed),
            None => root = root.or(Some(closed)),
        }
    }
    root.filter(|_| open.is_empty()).ok_or(XmlFault::CutShort)
}

/// The part with more XML at the end of its root.
///
/// # Errors
/// When the part is not well-formed.
pub(crate) fn append(part: &str, xml: &str) -> Result<String, XmlFault> {
    let root = spans(part, |_| false)?;
    let cut = |range: Range<usize>| part.get(range).unwrap_or_default();
    if root.tag == root.range {
        let tag = cut(root.tag.clone());
        let tag = tag.strip_suffix("/>").unwrap_or(tag);
        let (before, after) = (cut(0..root.range.start), cut(root.range.end..part.len()));
        return Ok(format!("{before}{tag}>{xml}</{}>{after}", root.name));
    }
    let (before, after) = (cut(0..root.inner.end), cut(root.inner.end..part.len()));
    Ok(format!("{before}{xml}{after}"))
}

/// The part with each of the ranges replaced; they do not overlap. Of two at one place the earlier comes first.
pub(crate) fn replaced(part: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(part.len() + changes.iter().map(|(_, xml)| xml.len()).sum::<usize>());
    let mut at = 0;
    for (range, xml) in changes {
        out.push_str(part.get(at..range.start).unwrap_or_default());
        out.push_str(&xml);
        at = range.end.max(at);
    }
    out.push_str(part.get(at..).unwrap_or_default());
    out
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PART: &str = "<?xml version=\"1.0\"?><a x='>'><!-- <b> --><b>甲<c/></b> <d><e>&lt;</e></d></a>\n";

    #[test]
    fn every_range_holds_its_element() {
        let root = spans(PART, |name| name == "d").unwrap();
        let said = |range: &Range<usize>| &PART[range.clone()];
        assert_eq!(said(&root.tag), "<a x='>'>");
        assert_eq!(
            root.children.iter().map(|child| said(&child.range)).collect::<Vec<_>>(),
            ["<b>甲<c/></b>", "<d><e>&lt;</e></d>"]
        );
        assert_eq!(said(&root.children[0].inner), "甲<c/>");
        assert_eq!(said(&root.children[1].children[0].inner), "&lt;");
    }

    #[test]
    fn xml_is_added_at_the_end_of_the_root() {
        assert_eq!(append("<a><b/></a> ", "<c/>").unwrap(), "<a><b/><c/></a> ");
        assert_eq!(append("<a x=\"1\"/>", "<c/>").unwrap(), "<a x=\"1\"><c/></a>");
        for part in ["", "<a>", "<a><b></a>", "<!DOCTYPE a><a/>"] {
            assert!(append(part, "<c/>").is_err(), "{part}");
        }
    }

    #[test]
    fn ranges_are_replaced_in_their_order() {
        let changes = vec![(3..3, "x".to_owned()), (1..2, String::new()), (3..4, "y".to_owned())];
        assert_eq!(replaced("abcdef", changes), "acxyef");
    }
}

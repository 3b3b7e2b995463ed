//! A part of a package → its XML events, one after the other; every fault becomes a value.

use std::borrow::Cow;
use std::io::BufRead;
use std::ops::Range;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesCData, BytesRef, BytesStart, BytesText, Event as Raw};
use quick_xml::{Reader, XmlVersion};

use super::open::PackageFault;

/// One event while the XML of a part is read.
#[derive(Clone, Copy)]
pub(crate) enum Event<'e> {
    /// The start tag of an element, also of one without content.
    Start(Tag<'e>),
    /// The end of an element, also of one without content.
    End(Name<'e>),
    /// Characters between tags.
    Text(Text<'e>),
    /// One character that is written as a reference: `&#10;` or `&amp;`.
    Entity(Entity<'e>),
}

/// The tag that begins an element.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'e>(&'e BytesStart<'e>);

/// The name of an element, with its prefix.
#[derive(Clone, Copy)]
pub(crate) struct Name<'e>(&'e str);

/// Characters as they are written; spelt only when they are asked for.
#[derive(Clone, Copy)]
pub(crate) enum Text<'e> {
    /// Characters between tags, where `&` begins a reference.
    Plain(&'e BytesText<'e>),
    /// Characters inside `<![CDATA[…]]>`, which are taken as they stand.
    Data(&'e BytesCData<'e>),
}

/// A character that is written as a reference.
#[derive(Clone, Copy)]
pub(crate) struct Entity<'e>(&'e BytesRef<'e>);

impl<'e> Name<'e> {
    /// The name with its prefix (`w:p`).
    pub(crate) fn full(self) -> &'e str {
        self.0
    }

    /// The name without its prefix (`p`).
    pub(crate) fn local(self) -> &'e str {
        self.0.split_once(':').map_or(self.0, |(_, local)| local)
    }
}

impl<'e> Tag<'e> {
    /// The name of the element.
    pub(crate) fn name(self) -> Name<'e> {
        Name(self.0.name().into_inner())
    }

    /// The value of an attribute by its local name, entities resolved.
    pub(crate) fn attribute(self, name: &str) -> Result<Option<Cow<'e, str>>, PackageFault> {
        self.find(|attribute| attribute.key.local_name().as_ref() == name)
    }

    /// The value of an attribute by its name with the prefix, entities resolved.
    pub(crate) fn prefixed(self, name: &str) -> Result<Option<Cow<'e, str>>, PackageFault> {
        self.find(|attribute| attribute.key.as_ref() == name)
    }

    /// The value of an attribute by its local name; empty when there is none.
    pub(crate) fn value(self, name: &str) -> Result<String, PackageFault> {
        Ok(self.attribute(name)?.unwrap_or_default().into_owned())
    }

    fn find(self, is_it: impl Fn(&Attribute) -> bool) -> Result<Option<Cow<'e, str>>, PackageFault> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| PackageFault::Damaged)?;
            if is_it(&attribute) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value.map(Some).map_err(|_| PackageFault::Damaged);
            }
        }
        Ok(None)
    }
}

impl<'e> Text<'e> {
    /// The characters, ends of lines as XML has them.
    pub(crate) fn spelt(self) -> Cow<'e, str> {
        match self {
            Text::Plain(text) => text.xml10_content(),
            Text::Data(text) => text.xml10_content(),
        }
    }
}

impl Entity<'_> {
    /// The character that the reference stands for.
    pub(crate) fn spelt(self) -> Result<String, PackageFault> {
        match self.0.resolve_char_ref().map_err(|_| PackageFault::Damaged)? {
            Some(character) => Ok(character.to_string()),
            None => {
                let known = quick_xml::escape::resolve_predefined_entity(self.0);
                known.map(str::to_owned).ok_or(PackageFault::Damaged)
            }
        }
    }
}

/// Hands each event of a well-formed part to `visit`, empty elements as a start and an end; the part is read
/// to its end, so that its checksum is verified too.
pub(crate) fn each_event<R: BufRead>(
    source: R,
    mut visit: impl FnMut(Event) -> Result<(), PackageFault>,
) -> Result<(), PackageFault> {
    let mut reader = Reader::from_reader(source);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::with_capacity(1024);
    let mut depth = 0usize;
    let mut elements = 0usize;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| fault(&error))? {
            Raw::Start(tag) => {
                (depth, elements) = (depth + 1, elements + 1);
                visit(Event::Start(Tag(&tag)))?;
            }
            Raw::End(tag) => {
                depth = depth.saturating_sub(1);
                visit(Event::End(Name(tag.name().into_inner())))?;
            }
            Raw::Text(text) => visit(Event::Text(Text::Plain(&text)))?,
            Raw::CData(text) => visit(Event::Text(Text::Data(&text)))?,
            Raw::GeneralRef(entity) => visit(Event::Entity(Entity(&entity)))?,
            Raw::Eof if depth == 0 && elements > 0 => return Ok(()),
            Raw::Eof => return Err(PackageFault::Damaged),
            _ => (),
        }
    }
}

/// What a tag of a part does, for those who copy the part and change a few tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// It begins an element with content.
    Start,
    /// It is an element without anything inside.
    Empty,
    /// It ends an element.
    End,
}

/// Hands each tag of a part to `visit`: what it does, the local name, and where it stands in bytes. A document
/// type declaration is damage: no office program writes one.
pub(crate) fn each_tag(
    text: &str,
    mut visit: impl FnMut(Edge, &str, Range<usize>) -> Result<(), PackageFault>,
) -> Result<(), PackageFault> {
    let mut reader = Reader::from_str(text);
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|_| PackageFault::Damaged)?;
        let at = before..reader.buffer_position() as usize;
        match &event {
            Raw::Start(tag) => visit(Edge::Start, tag.local_name().as_ref(), at)?,
            Raw::Empty(tag) => visit(Edge::Empty, tag.local_name().as_ref(), at)?,
            Raw::End(tag) => visit(Edge::End, tag.local_name().as_ref(), at)?,
            Raw::DocType(_) => return Err(PackageFault::Damaged),
            Raw::Eof => return Ok(()),
            _ => (),
        }
    }
}

/// Whether the value of an attribute is `1` or `true`; one that is missing says no.
pub(crate) fn is_on(value: Option<Cow<str>>) -> bool {
    matches!(value.as_deref(), Some("1" | "true"))
}

fn fault(error: &quick_xml::Error) -> PackageFault {
    match error {
        quick_xml::Error::Io(error) => PackageFault::of(error.kind()),
        _ => PackageFault::Damaged,
    }
}

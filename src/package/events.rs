//! A part of a package → its XML events, one after the other; every fault becomes a value.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::open::{Fault, io_fault};

/// Hands each event of a well-formed part to `visit`, empty elements as a start and an end; the part is read
/// to its end, so that its checksum is verified too.
pub(crate) fn each_event<R: BufRead>(
    source: R,
    mut visit: impl FnMut(&Event) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = quick_xml::Reader::from_reader(source);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::with_capacity(1024);
    let mut depth = 0usize;
    let mut elements = 0usize;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| fault(&error))?;
        match event {
            Event::Start(_) => (depth, elements) = (depth + 1, elements + 1),
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth == 0 && elements > 0 => return Ok(()),
            Event::Eof => return Err(Fault::Damaged),
            _ => (),
        }
        visit(&event)?;
    }
}

/// The value of an attribute by its local name, entities resolved.
pub(crate) fn attribute<'e>(element: &'e BytesStart, name: &str) -> Result<Option<Cow<'e, str>>, Fault> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Fault::Damaged)?;
        if attribute.key.local_name().as_ref() == name {
            return attribute.normalized_value(XmlVersion::Implicit1_0).map(Some).map_err(|_| Fault::Damaged);
        }
    }
    Ok(None)
}

/// The text that an entity stands for.
pub(crate) fn character(entity: &BytesRef) -> Result<String, Fault> {
    let name: &str = entity;
    match entity.resolve_char_ref().map_err(|_| Fault::Damaged)? {
        Some(character) => Ok(character.to_string()),
        None => quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned).ok_or(Fault::Damaged),
    }
}

/// Whether an attribute says yes.
pub(crate) fn is_on(value: Option<Cow<str>>) -> bool {
    matches!(value.as_deref(), Some("1" | "true"))
}

fn fault(error: &quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(error) => io_fault(error),
        _ => Fault::Damaged,
    }
}

//! The base of the next revision → the part inside the document that holds it, in place of the last one.

use super::Fault;
use crate::docx::base::{DATA, base_properties, embedded_xml, parse_base};
use crate::docx::read::base_part;
use crate::model::base::Base;
use crate::package::relations::{declare, relate};
use crate::package::store::Store;

/// Embeds a base, unless the same one is there. Whether anything was written.
pub(super) fn embed(store: &mut Store, part: &str, base: &Base) -> Result<bool, Fault> {
    let xml = embedded_xml(base);
    if let Some(name) = base_part(store, part) {
        let same = parse_base(&store.text(&name)?) == parse_base(&xml);
        if !same {
            store.put(&name, xml.into_bytes());
        }
        return Ok(!same);
    }
    let number = (1..).find(|number: &u32| {
        !store.has(&format!("customXml/item{number}.xml"))
            && !store.has(&format!("customXml/itemProps{number}.xml"))
    });
    let number = number.unwrap_or_default();
    let (item, properties) =
        (format!("customXml/item{number}.xml"), format!("customXml/itemProps{number}.xml"));
    store.put(&item, xml.into_bytes());
    store.put(&properties, base_properties().to_part().into_bytes());
    relate(store, part, "customXml", &item)?;
    relate(store, &item, "customXmlProps", &properties)?;
    declare(store, &properties, DATA)?;
    // An item of data is XML and nothing more; a package may lack a type for that.
    declare(store, &item, "application/xml")?;
    Ok(true)
}

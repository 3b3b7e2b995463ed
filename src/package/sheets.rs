//! An .xlsx package → its list of sheets with the part that holds each.

use quick_xml::events::Event;

use super::events::{attribute, each_event};
use super::open::{Fault, Package, folder, resolve};

/// What a sheet of a workbook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetKind {
    /// Cells.
    Worksheet,
    /// A chart or a dialog: no cells.
    Picture,
    /// An old macro sheet or something unknown.
    Other,
}

/// One sheet as the workbook part lists it.
#[derive(Debug, Clone)]
pub(crate) struct SheetPart {
    /// Its name.
    pub name: String,
    /// The part that holds it.
    pub part: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// What it is.
    pub kind: SheetKind,
}

/// The workbook part of a package and what depends on it.
#[derive(Debug)]
pub(crate) struct WorkbookParts {
    /// The sheets, in their order.
    pub sheets: Vec<SheetPart>,
    /// The part of its styles, where it has one.
    pub styles: Option<String>,
    /// The part of its shared strings, where it has one.
    pub strings: Option<String>,
}

/// A relationship of a part.
pub(super) struct Link {
    id: String,
    /// Where it leads, as written.
    pub target: String,
    /// The last word of its type.
    pub kind: String,
}

/// Reads the workbook part of an .xlsx package and where its sheets lie. More sheets than `most` are too many.
pub(crate) fn workbook(package: &mut Package, most: usize) -> Result<WorkbookParts, Fault> {
    let top = links(package, "_rels/.rels")?;
    let main = top.iter().rfind(|link| link.kind == "officeDocument");
    let main = resolve("", &main.ok_or(Fault::Damaged)?.target).into_owned();
    let base = folder(&main).to_owned();
    let name = main.get(base.len()..).unwrap_or_default();
    let links_part = format!("{base}_rels/{name}.rels");
    let links = links(package, &links_part)?;
    let sheets = sheets(package, &main, &base, &links, most)?;
    Ok(WorkbookParts {
        sheets,
        styles: usual_part(package, &links, "styles", format!("{base}styles.xml"))?,
        strings: usual_part(package, &links, "sharedStrings", format!("{base}sharedStrings.xml"))?,
    })
}

/// A part by its usual name. A workbook that links to such a part under another name, or to one that is not
/// there, would be read without its dates or texts, so it is refused.
fn usual_part(package: &Package, links: &[Link], kind: &str, usual: String) -> Result<Option<String>, Fault> {
    let present = package.find(&usual).is_some();
    let file = |part: &str| part.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let elsewhere = |link: &Link| file(&link.target) != file(&usual);
    let mut linked = links.iter().filter(|link| link.kind == kind);
    match linked.any(|link| !present || elsewhere(link)) {
        true => Err(Fault::Damaged),
        false => Ok(present.then_some(usual)),
    }
}

/// The relationships that a part of relationships lists.
pub(super) fn links(package: &mut Package, part: &str) -> Result<Vec<Link>, Fault> {
    let mut links = Vec::new();
    let most = package.limits().links;
    each_event(package.stream(part)?, |event| {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "Relationship"
        {
            if links.len() >= most {
                return Err(Fault::TooBig);
            }
            let value = |name| Ok(attribute(element, name)?.unwrap_or_default().into_owned());
            let kind: String = value("Type")?;
            links.push(Link {
                id: value("Id")?,
                target: value("Target")?,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            });
        }
        Ok(())
    })?;
    Ok(links)
}

fn sheets(
    package: &mut Package,
    main: &str,
    base: &str,
    links: &[Link],
    most: usize,
) -> Result<Vec<SheetPart>, Fault> {
    let mut sheets = Vec::new();
    each_event(package.stream(main)?, |event| {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "sheet"
        {
            if sheets.len() >= most {
                return Err(Fault::TooBig);
            }
            let id = attribute(element, "id")?.unwrap_or_default();
            let link = links.iter().rfind(|link| link.id == id).ok_or(Fault::Damaged)?;
            let state = attribute(element, "state")?;
            sheets.push(SheetPart {
                name: attribute(element, "name")?.unwrap_or_default().into_owned(),
                part: resolve(base, &link.target).into_owned(),
                hidden: matches!(state.as_deref(), Some("hidden" | "veryHidden")),
                kind: match link.kind.as_str() {
                    "worksheet" => SheetKind::Worksheet,
                    "chartsheet" | "dialogsheet" => SheetKind::Picture,
                    _ => SheetKind::Other,
                },
            });
        }
        Ok(())
    })?;
    Ok(sheets)
}

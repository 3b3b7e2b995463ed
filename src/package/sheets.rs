//! An .xlsx package → its list of sheets with the part that holds each, and the count its shared strings claim.

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

struct Link {
    id: String,
    target: String,
    kind: String,
}

/// Reads the workbook part of an .xlsx package and where its sheets lie.
pub(crate) fn workbook(package: &mut Package) -> Result<WorkbookParts, Fault> {
    let top = links(package, "_rels/.rels")?;
    let main = top.iter().rfind(|link| link.kind == "officeDocument");
    let main = resolve("", &main.ok_or(Fault::Damaged)?.target).into_owned();
    let base = folder(&main).to_owned();
    let name = main.get(base.len()..).unwrap_or_default();
    let links_part = format!("{base}_rels/{name}.rels");
    let links = links(package, &links_part)?;
    let sheets = sheets(package, &main, &base, &links)?;
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

fn links(package: &mut Package, part: &str) -> Result<Vec<Link>, Fault> {
    let mut links = Vec::new();
    each_event(package.stream(part)?, |event| {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "Relationship"
        {
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

fn sheets(package: &mut Package, main: &str, base: &str, links: &[Link]) -> Result<Vec<SheetPart>, Fault> {
    let mut sheets = Vec::new();
    each_event(package.stream(main)?, |event| {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "sheet"
        {
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

/// How many shared strings a package claims to hold, before they are read; zero when it does not say.
pub(crate) fn claimed_strings(package: &mut Package, part: &str) -> Result<u64, Fault> {
    let mut claimed = 0;
    each_event(package.stream(part)?, |event| {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "sst"
        {
            claimed = attribute(element, "uniqueCount")?.map_or(0, |count| count.parse().unwrap_or(u64::MAX));
        }
        Ok(())
    })?;
    Ok(claimed)
}

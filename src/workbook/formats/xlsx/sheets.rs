//! An .xlsx package → its list of sheets with the part that holds each.

use crate::package::events::{Event, each_event};
use crate::package::open::{Package, PackageFault, folder, resolve};
use crate::package::relations::{Relation, links};

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

/// Reads the workbook part of an .xlsx package and where its sheets lie. More sheets than `most` are too many.
pub(crate) fn workbook(package: &mut Package, most: usize) -> Result<WorkbookParts, PackageFault> {
    let top = links(package, "")?;
    let main = top.iter().rfind(|link| link.word() == "officeDocument");
    let main = resolve("", &main.ok_or(PackageFault::Damaged)?.target).into_owned();
    let base = folder(&main).to_owned();
    let links = links(package, &main)?;
    let sheets = sheets(package, &main, &base, &links, most)?;
    Ok(WorkbookParts {
        sheets,
        styles: usual_part(package, &links, "styles", format!("{base}styles.xml"))?,
        strings: usual_part(package, &links, "sharedStrings", format!("{base}sharedStrings.xml"))?,
    })
}

/// A part by its usual name. A workbook that links to such a part under another name, or to one that is not
/// there, would be read without its dates or texts, so it is refused.
fn usual_part(
    package: &Package,
    links: &[Relation],
    kind: &str,
    usual: String,
) -> Result<Option<String>, PackageFault> {
    let present = package.find(&usual).is_some();
    let file = |part: &str| part.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let elsewhere = |link: &Relation| file(&link.target) != file(&usual);
    let mut linked = links.iter().filter(|link| link.word() == kind);
    match linked.any(|link| !present || elsewhere(link)) {
        true => Err(PackageFault::Damaged),
        false => Ok(present.then_some(usual)),
    }
}

fn sheets(
    package: &mut Package,
    main: &str,
    base: &str,
    links: &[Relation],
    most: usize,
) -> Result<Vec<SheetPart>, PackageFault> {
    let mut sheets = Vec::new();
    each_event(package.stream(main)?, |event| {
        if let Event::Start(element) = event
            && element.name().local() == "sheet"
        {
            if sheets.len() >= most {
                return Err(PackageFault::TooBig);
            }
            let id = element.attribute("id")?.unwrap_or_default();
            let link = links.iter().rfind(|link| link.id == id).ok_or(PackageFault::Damaged)?;
            let state = element.attribute("state")?;
            sheets.push(SheetPart {
                name: element.value("name")?,
                part: resolve(base, &link.target).into_owned(),
                hidden: matches!(state.as_deref(), Some("hidden" | "veryHidden")),
                kind: match link.word() {
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

//! An .xlsx package → its list of sheets with the part that holds each.

use crate::package::events::{Event, each_event, is_on};
use crate::package::open::{Package, PackageFault, folder};
use crate::package::relations::{Relation, links, target};

/// What a sheet of a workbook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetKind {
    /// A sheet with cells.
    Worksheet,
    /// A chart or a dialog: no cells.
    Picture,
    /// An old macro sheet or something unknown.
    Other,
    /// The workbook has no part for it: a module page of an old macro, or the part was lost.
    Unlinked,
}

/// One sheet as the workbook part lists it.
#[derive(Debug, Clone)]
pub(crate) struct SheetPart {
    /// The name on its tab.
    pub name: String,
    /// The name of the part that holds it (`xl/worksheets/sheet1.xml`).
    pub part: String,
    /// Whether the spreadsheet program hides it.
    pub hidden: bool,
    /// Whether it has cells.
    pub kind: SheetKind,
}

/// The workbook part of a package and what depends on it.
#[derive(Debug)]
pub(crate) struct WorkbookParts {
    /// The sheets in the order of their tabs.
    pub sheets: Vec<SheetPart>,
    /// The part of its styles, where it has one.
    pub styles: Option<String>,
    /// The part of its shared strings, where it has one.
    pub strings: Option<String>,
    /// Whether days are counted from 1904 on, not from 1900.
    pub from_1904: bool,
}

/// Reads the workbook part of an .xlsx package and where its parts lie. More sheets than `most` are too many.
pub(crate) fn workbook(package: &mut Package, most: usize) -> Result<WorkbookParts, PackageFault> {
    let top = links(package, "")?;
    let main = top.iter().rfind(|link| link.word() == "officeDocument").ok_or(PackageFault::Damaged)?;
    let main = target("", main);
    let links = links(package, &main).or_else(|fault| match fault {
        PackageFault::Missing => Ok(Vec::new()),
        fault => Err(fault),
    })?;
    let (sheets, from_1904) = sheets(package, &main, &links, most)?;
    let styles = linked_part(package, &main, &links, "styles");
    // Without its styles a workbook would be read without its dates.
    if styles.is_none() && links.iter().any(|link| link.word() == "styles") {
        return Err(PackageFault::Damaged);
    }
    let strings = linked_part(package, &main, &links, "sharedStrings");
    Ok(WorkbookParts { sheets, styles, strings, from_1904 })
}

/// The part that a workbook links to as its styles or strings, by whatever name; else the one of the usual name.
fn linked_part(package: &Package, main: &str, links: &[Relation], word: &str) -> Option<String> {
    let linked = links.iter().filter(|link| link.word() == word).map(|link| target(main, link));
    let usual = format!("{}{word}.xml", folder(main));
    linked.chain([usual]).find(|part| package.find(part).is_some())
}

fn sheets(
    package: &mut Package,
    main: &str,
    links: &[Relation],
    most: usize,
) -> Result<(Vec<SheetPart>, bool), PackageFault> {
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    each_event(package.stream(main)?, |event| {
        let Event::Start(element) = event else { return Ok(()) };
        match element.name().local() {
            "workbookPr" => from_1904 = is_on(element.attribute("date1904")?),
            "sheet" => {
                if sheets.len() >= most {
                    return Err(PackageFault::TooBig);
                }
                let id = element.attribute("id")?.unwrap_or_default();
                let link = links.iter().rfind(|link| link.id == id);
                let state = element.attribute("state")?;
                sheets.push(SheetPart {
                    name: element.value("name")?,
                    part: link.map(|link| target(main, link)).unwrap_or_default(),
                    hidden: matches!(state.as_deref(), Some("hidden" | "veryHidden")),
                    kind: match link.map(Relation::word) {
                        Some("worksheet") => SheetKind::Worksheet,
                        Some("chartsheet" | "dialogsheet") => SheetKind::Picture,
                        Some(_) => SheetKind::Other,
                        None => SheetKind::Unlinked,
                    },
                });
            }
            _ => (),
        }
        Ok(())
    })?;
    Ok((sheets, from_1904))
}

//! The styles of an .xlsx → what matters of each cell format.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::strings::is_on;
use crate::package::events::{Event, each_event};
use crate::package::open::PackageFault;
use crate::workbook::moments;
use crate::workbook::values::CellFormat;

/// Reads the cell formats, in their order.
pub(super) fn formats<R: BufRead>(source: R) -> Result<Vec<CellFormat>, PackageFault> {
    let (mut fonts, mut formats) = (Vec::new(), Vec::new());
    let mut dates: BTreeMap<String, bool> = BTreeMap::new();
    let mut list = String::new();
    each_event(source, |event| {
        match event {
            Event::Start(element) => {
                let name = element.name().local();
                match (list.as_str(), name) {
                    (_, "numFmts" | "fonts" | "cellXfs" | "dxfs" | "cellStyleXfs") => {
                        name.clone_into(&mut list)
                    }
                    ("numFmts", "numFmt") => {
                        let date = moments::is_date_format(&element.value("formatCode")?);
                        dates.insert(element.value("numFmtId")?, date);
                    }
                    ("fonts", "font") => fonts.push(false),
                    ("fonts", "strike") => {
                        fonts.iter_mut().rev().take(1).for_each(|font| *font = is_on(element))
                    }
                    ("cellXfs", "xf") => {
                        let font = element.attribute("fontId")?.and_then(|id| id.parse::<usize>().ok());
                        let struck = fonts.get(font.unwrap_or(0)).copied().unwrap_or(false);
                        let number = element.value("numFmtId")?;
                        let built_in = || number.parse().is_ok_and(moments::is_date_number);
                        let date = dates.get(&number).copied().unwrap_or_else(built_in);
                        formats.push(CellFormat { struck, date });
                    }
                    _ => (),
                }
            }
            Event::End(element) if element.local() == list => list.clear(),
            _ => (),
        }
        Ok(())
    })?;
    Ok(formats)
}

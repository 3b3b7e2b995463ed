//! The page and the samples of an office's document → our look with its measures.

use super::Letterhead;
use super::samples::Sample;
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::docx::write::style::MILLIMETRE;
use crate::model::look::{Face, Look};
use crate::model::report::Role;
use crate::package::xml::Element;

/// What the number of a page on its side takes between its line and the text, in points.
const NUMBER_ROOM: f64 = 30.0;

/// How many twips a millimetre has (1440 an inch).
const TWIPS: f64 = MILLIMETRE * 20.0;

/// The look with what the document says of page and type.
pub(super) fn look(look: &Look, letterhead: &Letterhead<'_>) -> Look {
    let mut look = look.clone();
    if let Some(section) = &letterhead.page {
        page(&mut look, section);
    }
    let shown = |role: Role| letterhead.samples.found.get(&role).map(|sample: &Sample| &sample.shown);
    if let Some(body) = shown(Role::Body) {
        look.body.size = body.size.unwrap_or(look.body.size);
        look.body.line = body.line.unwrap_or(look.body.line);
        look.body.spacing = body.spacing;
    }
    if let Some(title) = shown(Role::Title) {
        look.title.size = title.size.unwrap_or(look.title.size);
        look.title.line = title.line.unwrap_or(look.title.line);
    }
    let faces = [
        (Role::Body, look.body.face),
        (Role::Title, look.title.face),
        (Role::Heading1, look.heading1.face),
        (Role::Heading2, look.heading2.face),
    ];
    let mut said: Vec<Face> = Vec::new();
    for (role, face) in faces {
        let font = shown(role).and_then(|shown| shown.font.clone()).filter(|_| !said.contains(&face));
        if let (Some(font), Some(known)) = (font, look.fonts.get_mut(&face)) {
            known.name = font;
            said.push(face);
        }
    }
    look
}

fn page(look: &mut Look, section: &Element) {
    let length = |child: Kind, name: &str| -> Option<f64> {
        let twips: f64 = section.get(child)?.attribute(&format!("w:{name}"))?.parse().ok()?;
        Some(twips.abs() / TWIPS)
    };
    let size = (length(Kind::PageSize, "w"), length(Kind::PageSize, "h"));
    let sides = (length(Kind::PageMargins, "left"), length(Kind::PageMargins, "right"));
    let edges = (length(Kind::PageMargins, "top"), length(Kind::PageMargins, "bottom"));
    let ((Some(width), Some(height)), (Some(left), Some(right)), (Some(top), Some(bottom))) =
        (size, sides, edges)
    else {
        return;
    };
    let left = left + length(Kind::PageMargins, "gutter").unwrap_or_default();
    let (text_width, text_height) = (width - left - right, height - top - bottom);
    if text_width < 50.0 || text_height < 50.0 {
        return;
    }
    // A tenth of a millimetre is what rounding to twips leaves.
    let rounded = |length: f64| (length * 10.0).round() / 10.0;
    look.page.width = rounded(width);
    look.page.height = rounded(height);
    look.page.top = rounded(top);
    look.page.left = rounded(left);
    look.page.text_width = rounded(text_width);
    look.page.text_height = rounded(text_height);
    look.page.lead = 0.0;
    // The number of a page that lies on its side stands in the margin, however narrow that is.
    let most = bottom - (NUMBER_ROOM / MILLIMETRE);
    let footer = length(Kind::PageMargins, "footer").unwrap_or(look.page_number.bottom);
    if most > 0.0 {
        look.page_number.bottom = rounded(footer.min(most)).max(1.0);
    }
}

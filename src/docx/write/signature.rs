//! 署名 and 成文日期 (GB/T 9704-2012, 7.3.5), by the way the report is signed.
//!
//! Without a seal (7.3.5.2): one blank line below the body, the 署名 two characters from the right edge, the date
//! below it beginning two characters right of its first character; a date that is the longer stands two
//! characters from the edge itself, and the 署名 moves left. Further organs stand below the first.
//!
//! With a seal (7.3.5.1): the date four characters from the edge, the 署名 over its middle, so far below the body
//! that the seal on both ends within one line of it. Several organs stand in rows, as many in a row as seals fit
//! without touching, the last one over the date.
//!
//! With a 签名章 (7.3.5.3): two blank lines below the body its room, four characters from the edge, left of it the
//! post of who signs in the middle of its height; a blank line, and the date four characters from the edge.
//!
//! ```xml
//! <w:style … w:styleId="Signature"><w:name w:val="Signature"/>…
//!   <w:pPr><w:keepNext/><w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/></w:pPr>…
//! <w:style … w:styleId="Date"><w:name w:val="Date"/>… <w:ind w:rightChars="450" w:right="1440"/>…
//! <w:tbl>…<w:tr>…<w:tc>…<w:pStyle w:val="SignatureSealed"/>…</w:tc>…</w:tr></w:tbl>     several organs with seals
//! ```
//! The indents depend on the texts; they are in the styles all the same, which this document has to itself.
//! The characters keep their full width here: then an indent in characters is one in widths of the text, and a
//! digit is half of it. The lines stay together, with the last of the body (7.3.5.5).

use super::grid;
use super::style::{MILLIMETRE, Style, indent, on, room, spacing, type_of};
use crate::docx::characters::{clean, halves};
use crate::docx::kinds::Kind;
use crate::docx::views::value;
use crate::model::element::StyleName;
use crate::model::look::{Look, Signature, Signing};
use crate::model::report::{Report, Role};
use crate::package::xml::Element;

/// Where 署名 and 成文日期 of a report stand: distances from the right edge in characters.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Places {
    name: f64,
    date: f64,
}

/// The styles of signature and date, for the texts that this report has.
pub(super) fn styles(look: &Look, report: &Report) -> Vec<Style> {
    let rule = look.signature;
    // What is wider than a line wraps, and is as wide as the line.
    let line_width = characters(look) - rule.right;
    let last = |role| widths(report, role).last().map(|width| width.min(line_width));
    let (name, date) = (last(Role::Signature), last(Role::Date));
    let places = match rule.by {
        Signing::Plain => plain(rule, name, date),
        Signing::Seal => sealed(rule, name, date),
        Signing::Stamp => Places { name: stamped(look), date: rule.date_right },
    };
    let mut signature =
        line(look, Role::Signature, places.name).next(Role::Date.style().id).paragraph([on(Kind::KeepNext)]);
    if rule.by == Signing::Stamp {
        let beside = (rule.stamp[1] * MILLIMETRE - look.body.line).max(0.0) / 2.0;
        signature = signature.paragraph([room(beside, beside, look.body.line)]);
    }
    let cell = Style::of(Role::Signature.kin(0), Role::Signature.style().id)
        .paragraph([indent("right", 0.0, look.body.size), value(Kind::Alignment, "center")]);
    vec![signature, line(look, Role::Date, places.date).next(Role::Body.style().id), cell]
}

fn line(look: &Look, role: Role, right: f64) -> Style {
    Style::of(role.style(), "Normal")
        .paragraph([indent("right", right, look.body.size), value(Kind::Alignment, "right")])
        .run([spacing(0.0)])
        .run(type_of(look, look.body.face, look.body.size))
}

/// How many characters of full width the type area has.
fn characters(look: &Look) -> f64 {
    look.page.text_width * MILLIMETRE / look.body.size
}

/// 7.3.5.2: the one that is the wider stands where the look says, the other follows from the step between their
/// beginnings. Of several organs the date goes with the last, which stands above it.
fn plain(Signature { right, step, .. }: Signature, name: Option<f64>, date: Option<f64>) -> Places {
    match (name, date) {
        (Some(name), Some(date)) if name >= date => Places { name: right, date: right + name - step - date },
        (Some(name), Some(date)) => Places { name: right + date + step - name, date: right },
        _ => Places { name: right, date: right },
    }
}

/// 7.3.5.1: the 署名 over the middle of the date; one too wide for that takes the date along.
fn sealed(Signature { date_right, .. }: Signature, name: Option<f64>, date: Option<f64>) -> Places {
    let (Some(name), Some(date)) = (name, date) else {
        return Places { name: date_right, date: date_right };
    };
    let right = date_right + (date - name) / 2.0;
    Places { name: right.max(0.0), date: date_right - right.min(0.0) }
}

/// 7.3.5.3: the post ends two characters left of the 签名章.
fn stamped(look: &Look) -> f64 {
    let rule = look.signature;
    rule.date_right + rule.stamp[0] * MILLIMETRE / look.body.size + rule.stamp_step
}

/// How many blank lines stand above the first line of signature and date.
pub(super) fn lines_above(look: &Look) -> usize {
    match look.signature.by {
        Signing::Plain => 1,
        Signing::Seal => usize::from(look.signature.seal_lines),
        Signing::Stamp => usize::from(look.signature.stamp_lines),
    }
}

/// How many stand between the last 署名 and the date.
pub(super) fn lines_between(look: &Look) -> usize {
    usize::from(look.signature.by == Signing::Stamp)
}

/// The style of a 署名: several with seals stand in rows.
pub(super) fn style(look: &Look, report: &Report) -> StyleName {
    let several = widths(report, Role::Signature).len() > 1;
    let sealed = several && look.signature.by == Signing::Seal;
    if sealed { Role::Signature.kin(0) } else { Role::Signature.style() }
}

/// Puts several organs with seals into rows.
pub(super) fn gather(body: &mut Element, look: &Look, report: &Report) {
    let names = widths(report, Role::Signature);
    let widest = names.iter().copied().fold(0.0, f64::max) * look.body.size;
    let date = widths(report, Role::Date).last().copied().unwrap_or(0.0);
    let last = names.last().copied().unwrap_or(0.0);
    let place = sealed(look.signature, Some(last), Some(date)).date;
    let width = look.page.text_width * MILLIMETRE;
    // The middle of the last column is that of the date.
    let middle = width - (place + date / 2.0) * look.body.size;
    let (seal, gap) = (look.signature.seal * MILLIMETRE, look.signature.seal_gap * MILLIMETRE);
    let pitch = (seal + gap).max(widest + look.body.size);
    let columns = (((middle - seal.max(widest) / 2.0) / pitch).floor() + 1.0).clamp(1.0, 8.0) as usize;
    let rows = grid::Rows { columns, pitch, end: middle + pitch / 2.0, height: seal + gap };
    grid::gather(body, Role::Signature.kin(0).id, rows);
}

/// The widths of the blocks of a role in characters of the body.
fn widths(report: &Report, role: Role) -> Vec<f64> {
    let blocks = report.blocks.iter().filter(|block| block.role == role);
    blocks.map(|block| f64::from(halves(&clean(&block.text()))) / 2.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Signature = Signature {
        by: Signing::Plain,
        right: 2.0,
        step: 2.0,
        date_right: 4.0,
        seal: 42.0,
        seal_gap: 3.0,
        seal_lines: 2,
        stamp: [40.0, 20.0],
        stamp_lines: 2,
        stamp_step: 2.0,
    };

    #[test]
    fn the_wider_of_signature_and_date_stands_two_characters_in() {
        let places = |name, date| {
            let places = plain(RULE, name, date);
            (places.name, places.date)
        };
        assert_eq!(places(Some(10.0), Some(6.0)), (2.0, 4.0));
        assert_eq!(places(Some(6.5), Some(6.5)), (2.0, 0.0));
        assert_eq!(places(Some(4.0), Some(6.5)), (6.5, 2.0));
        assert_eq!(places(None, Some(6.5)), (2.0, 2.0));
    }

    #[test]
    fn a_sealed_signature_stands_over_the_middle_of_its_date() {
        let places = |name| {
            let places = sealed(RULE, Some(name), Some(6.0));
            (places.name, places.date)
        };
        assert_eq!(places(4.0), (5.0, 4.0));
        assert_eq!(places(10.0), (2.0, 4.0));
        // Too wide: it ends at the edge, and the date moves to stay under its middle.
        assert_eq!(places(18.0), (0.0, 6.0));
    }
}

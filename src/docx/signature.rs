//! 署名 and 成文日期 without a seal (GB/T 9704-2012, 7.3.5.2): one blank line below the body, the 署名 two
//! characters from the right edge, the date below it beginning two characters right of its first character; a
//! date that is the longer stands two characters from the edge itself, and the 署名 moves left.
//!
//! ```xml
//! <w:style … w:styleId="Signature"><w:name w:val="Signature"/>…
//!   <w:pPr><w:keepNext/><w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/></w:pPr>…
//! <w:style … w:styleId="Date"><w:name w:val="Date"/>… <w:ind w:rightChars="450" w:right="1440"/>…
//! ```
//! The indents depend on the two texts; they are in the styles all the same, which this document has to itself.
//! The characters keep their full width here: then an indent in characters is one in widths of the text, and a
//! digit is half of it. The three lines stay together (7.3.5.5).

use super::runs::clean;
use super::style::{MILLIMETRE, Style, indent, on, spacing, type_of, value};
use crate::model::look::{Look, Signature};
use crate::model::report::{Report, Role};

/// The styles of signature and date, for the texts that this report has.
pub(super) fn styles(look: &Look, report: &Report) -> [Style; 2] {
    // What is wider than a line wraps, and is as wide as the line.
    let line_width = look.page.text_width * MILLIMETRE / look.body.size - look.signature.right;
    let width = |role| width(report, role).map(|width| width.min(line_width));
    let (name, date) = indents(look.signature, width(Role::Signature), width(Role::Date));
    let name = line(look, "Signature", name).next("Date").paragraph([on("w:keepNext")]);
    [name, line(look, "Date", date).next("BodyText")]
}

fn line(look: &Look, name: &str, right: f64) -> Style {
    Style::builtin(name, name)
        .paragraph([indent("right", right, look.body.size), value("w:jc", "right")])
        .run([spacing(0.0)])
        .run(type_of(look, look.body.face, look.body.size))
}

/// How far signature and date stand from the right edge, in characters; `name` and `date` are their widths. The
/// one that is the wider stands where the look says, the other follows from the step between their beginnings.
fn indents(Signature { right, step }: Signature, name: Option<f64>, date: Option<f64>) -> (f64, f64) {
    match (name, date) {
        (Some(name), Some(date)) if name >= date => (right, right + name - step - date),
        (Some(name), Some(date)) => (right + date + step - name, right),
        _ => (right, right),
    }
}

/// The width of the widest block of a role in characters of the body; a digit or Latin letter is half as wide.
fn width(report: &Report, role: Role) -> Option<f64> {
    let blocks = report.blocks.iter().filter(|block| block.role == role);
    let halves = |text: &str| clean(text).chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
    let widest = blocks.map(|block| halves(&block.text())).max()?;
    Some(f64::from(widest) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wider_of_signature_and_date_stands_two_characters_in() {
        let rule = Signature { right: 2.0, step: 2.0 };
        assert_eq!(indents(rule, Some(10.0), Some(6.0)), (2.0, 4.0));
        assert_eq!(indents(rule, Some(6.5), Some(6.5)), (2.0, 0.0));
        assert_eq!(indents(rule, Some(4.0), Some(6.5)), (6.5, 2.0));
        assert_eq!(indents(rule, None, Some(6.5)), (2.0, 2.0));
    }
}

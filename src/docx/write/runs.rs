//! Turns inlines into runs: cleaned text, cut only where the style of characters changes.
//!
//! ```xml
//! <w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr><w:t xml:space="preserve">一是抓组织领导。</w:t></w:r>
//! <w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">开展“大走访”——全员参与……</w:t></w:r>
//! ```
//! Quotation marks, dashes, ellipses, · and × are in the Latin fonts too. `w:hint` tells Word that they are
//! Chinese here; the styles name the Chinese font in the Latin slots as well, for programs that ignore the hint.

use docx_rs::{Run, RunFonts};

use crate::docx::characters::{clean, is_shared};
use crate::model::report::Inline;

/// The runs of a block, its lead in a style of its own.
pub(super) fn runs(inlines: &[Inline], lead: &'static str, latin_apart: bool) -> Vec<Run> {
    let texts = inlines.iter().map(|inline| (inline.text.as_str(), inline.lead.then_some(lead)));
    joined(texts, latin_apart)
}

/// The runs of a text in a character style.
pub(super) fn plain(text: &str, style: Option<&'static str>, latin_apart: bool) -> Vec<Run> {
    joined([(text, style)], latin_apart)
}

/// Texts in their styles as as few runs as they need; digits and Latin letters have their own style where the look
/// says so.
fn joined<'a>(
    texts: impl IntoIterator<Item = (&'a str, Option<&'static str>)>,
    latin_apart: bool,
) -> Vec<Run> {
    let mut pieces: Vec<(Option<&'static str>, String)> = Vec::new();
    for (text, own) in texts {
        for character in clean(text).chars() {
            let style = if character.is_ascii() && latin_apart { Some("Latin") } else { own };
            match pieces.last_mut() {
                Some((before, text)) if *before == style => text.push(character),
                _ => pieces.push((style, character.to_string())),
            }
        }
    }
    pieces.into_iter().map(|(style, text)| run(&text, style)).collect()
}

pub(super) fn tabs(count: usize) -> Run {
    (0..count).fold(Run::new(), |run, _| run.add_tab())
}

/// A run of clean text in a character style.
pub(super) fn run(text: &str, style: Option<&str>) -> Run {
    let mut run = Run::new().add_text(text);
    if let Some(style) = style {
        run = run.style(style);
    }
    if text.chars().any(is_shared) {
        run = run.fonts(RunFonts::new().hint("eastAsia"));
    }
    run
}

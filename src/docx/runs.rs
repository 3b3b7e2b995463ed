//! Turns inlines into runs: cleaned text, cut only where the style of characters changes.
//!
//! ```xml
//! <w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr><w:t xml:space="preserve">一是抓组织领导。</w:t></w:r>
//! <w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">开展“大走访”——全员参与……</w:t></w:r>
//! ```
//! Quotation marks, dashes, ellipses, · and × are in the Latin fonts too. `w:hint` tells Word that they are
//! Chinese here; the styles name the Chinese font in the Latin slots as well, for programs that ignore the hint.

use docx_rs::{Run, RunFonts};

use crate::model::report::Inline;
use crate::package::xml::holdable;

/// The runs of a block.
pub(super) fn runs(inlines: &[Inline], latin_apart: bool) -> Vec<Run> {
    let mut pieces: Vec<(Option<&'static str>, String)> = Vec::new();
    for inline in inlines {
        for character in clean(&inline.text).chars() {
            let style = style(character, inline.lead, latin_apart);
            match pieces.last_mut() {
                Some((before, text)) if *before == style => text.push(character),
                _ => pieces.push((style, character.to_string())),
            }
        }
    }
    pieces.into_iter().map(|(style, text)| run(&text, style)).collect()
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

/// The text as a paragraph can hold it: no control characters, no line ends, a space for a tab.
pub(super) fn clean(text: &str) -> String {
    let spaced = text.replace('\t', " ");
    holdable(&spaced).chars().filter(|character| !character.is_control()).collect()
}

fn style(character: char, lead: bool, latin_apart: bool) -> Option<&'static str> {
    match (character.is_ascii() && latin_apart, lead) {
        (true, _) => Some("Latin"),
        (false, true) => Some("Lead"),
        (false, false) => None,
    }
}

/// Whether Word might take the character for a Latin one: beyond ASCII, but before the blocks that are Chinese
/// and Japanese only.
pub(super) fn is_shared(character: char) -> bool {
    ('\u{80}'..'\u{2e80}').contains(&character)
}

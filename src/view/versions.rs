//! Earlier versions of the report (历史) → their list, and one of them as a page beside what stands now.

use std::collections::HashSet;

use maud::{Markup, html};

use super::bench;
use crate::docx::{self, Unreadable, differences};
use crate::finding::Lang;
use crate::finding::pages::Label;
use crate::model::document::{Document, DocumentBlock, Shape};
use crate::text::fold::sentence_key;

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its file name in 历史/.
    pub name: String,
    /// When it was saved, as people write it.
    pub saved: String,
}

/// The list of the versions, the last one first.
#[must_use]
pub fn versions(versions: &[Version], lang: Lang) -> String {
    let say = |label: Label| label.words_in(lang);
    let main = html! {
        @if versions.is_empty() { p { (say(Label::NoVersions)) } }
        ul.versions {
            @for version in versions {
                li { a href={ "/version?name=" (bench::encoded(&version.name)) } { (version.name) } " " (version.saved) }
            }
        }
    };
    bench::plain(lang, &say(Label::History), &main)
}

/// A version as a page: where it differs from the document that stands now, then the whole of it with the paragraphs
/// marked that stand no more.
///
/// # Errors
/// When one of the documents cannot be read.
pub fn version(name: &str, then: &[u8], now: Option<&[u8]>, lang: Lang) -> Result<String, Unreadable> {
    let document = docx::read(then)?;
    let (mut known, mut differ) = (None, None);
    if let Some(now) = now {
        differ = Some(differences(then, now)?);
        known = Some(docx::read(now)?.texts().map(sentence_key).collect::<HashSet<String>>());
    }
    let main = html! {
        @if let Some((gone, new)) = &differ { (compared(gone, new, lang)) }
        (sheets(&document, known.as_ref(), lang))
    };
    Ok(bench::plain(lang, name, &main))
}

/// What differs, on either side.
fn compared(gone: &[String], new: &[String], lang: Lang) -> Markup {
    let say = |label: Label| label.words_in(lang);
    let list = |label: Label, texts: &[String]| {
        html! {
            div {
                h2 { (say(label)) " " (texts.len()) }
                ul { @for text in texts { li { (text) } } }
            }
        }
    };
    html! {
        section aria-label=(say(Label::Compared)) {
            @if gone.is_empty() && new.is_empty() { p { (say(Label::SameWords)) } }
            @else { div.beside.compared { (list(Label::OnlyThen, gone)) (list(Label::OnlyNow, new)) } }
        }
    }
}

/// The document on its sheets of paper.
fn sheets(document: &Document, known: Option<&HashSet<String>>, lang: Lang) -> Markup {
    let mut sheets: Vec<Vec<&DocumentBlock>> = vec![Vec::new()];
    for block in &document.blocks {
        let opens = block.role.is_some_and(|role| role.element().opens_page);
        if opens && sheets.last().is_some_and(|sheet| !sheet.is_empty()) {
            sheets.push(Vec::new());
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.push(block);
        }
    }
    html! {
        @for sheet in sheets {
            article.sheet { @for block in sheet { (drawn(block, known, lang)) } }
        }
    }
}

fn drawn(block: &DocumentBlock, known: Option<&HashSet<String>>, lang: Lang) -> Markup {
    // What stands for pictures and notes says nothing here.
    let said = |text: &str| text.replace('\u{fffc}', "");
    let stands = |text: &str| known.is_none_or(|known| known.contains(&sentence_key(text)));
    let is_gone = |text: &str| !text.split('\n').all(|text| sentence_key(text).is_empty() || stands(text));
    match &block.shape {
        Shape::Paragraph => {
            let class = block.role.map_or("body", |role| role.word());
            html! {
                @if !block.is_blank() {
                    p.(class).gone[is_gone(&block.text)] { (said(&block.text)) }
                }
            }
        }
        Shape::Table(rows) => html! {
            div.wide tabindex="0" role="group" aria-label=(Label::AnnexTable.words_in(lang)) {
                table.annex {
                    tbody { @for row in rows { tr { @for cell in row { td.gone[is_gone(cell)] { (said(cell)) } } } } }
                }
            }
        },
        Shape::Chart(_) | Shape::Other => html! {},
    }
}

//! The page on which a folder is chosen: those that were open last, a path to paste, folders to go through.

use maud::{Markup, html};

use super::bench::{beside, encoded};
use crate::finding::Lang;
use crate::finding::pages::Label;

/// What there is to choose from.
#[derive(Debug, Clone, Default)]
pub struct Lobby<'a> {
    /// What came of what was done last.
    pub message: Option<&'a str>,
    /// The paths of the folders that were open last.
    pub recent: Vec<String>,
    /// The path of the folder whose folders are shown, when somebody looks for one.
    pub at: Option<String>,
    /// The path of the folder above it.
    pub above: Option<String>,
    /// The folders inside it, by path and name.
    pub folders: Vec<(String, String)>,
}

/// The page.
#[must_use]
pub fn lobby(lobby: &Lobby<'_>, lang: Lang) -> String {
    let say = |label: Label| label.words_in(lang);
    let main = html! {
        section.lobby {
            h2 { (say(Label::Paste)) }
            form.paste method="post" action="/folder" {
                input name="path" required aria-label=(say(Label::Path)) placeholder=(say(Label::Path));
                button { (say(Label::OpenFolder)) }
            }
            @if !lobby.recent.is_empty() {
                h2 { (say(Label::Recent)) }
                ul.folders { @for path in &lobby.recent { li { (choice(path, path)) } } }
            }
            @match &lobby.at {
                None => p { a href="/folders" { (say(Label::Browse)) } },
                Some(at) => (browsed(lobby, at, lang)),
            }
        }
    };
    beside(lang, &say(Label::ChooseFolder), &html! {}, lobby.message, &main)
}

/// The folders of a folder.
fn browsed(lobby: &Lobby<'_>, at: &str, lang: Lang) -> Markup {
    let say = |label: Label| label.words_in(lang);
    let go = |path: &str, name: &str| html! { a href={ "/folders?at=" (encoded(path)) } { (name) } };
    html! {
        h2 { (say(Label::Browse)) }
        p.place { (at) }
        p { (choice(at, &say(Label::OpenThis))) }
        ul.folders {
            @if let Some(above) = &lobby.above { li { (go(above, &say(Label::Above))) } }
            @for (path, name) in &lobby.folders { li { (go(path, name)) } }
        }
    }
}

/// A button that opens a folder.
fn choice(path: &str, words: &str) -> Markup {
    html! {
        form method="post" action="/folder" {
            input type="hidden" name="path" value=(path);
            button { (words) }
        }
    }
}

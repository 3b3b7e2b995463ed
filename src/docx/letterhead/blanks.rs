//! The text of a paragraph → the places in it that have a name: words in brackets, or a line that is nothing but a name.
//!
//! ```text
//! {发文字号}   [此处输入文号]号   {{FILE_NUMBER}}   【主送机关】：   密级
//! ```
//! Places that Word and WPS mark otherwise are written as `{发文字号|what stood there}` by `places`; a colon behind the
//! name says that a label stands beside it already.

use std::ops::Range;

use super::names::{Names, element};
use crate::model::element::Part;
use crate::text::pattern::Pattern;

/// A place of a form that has a name, written in brackets or alone on its line (`{{标题}}`, 【发文字号】).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blank {
    /// Its bytes in the text, brackets included.
    pub(super) range: Range<usize>,
    /// The name of its element; none when nothing is called so.
    pub(super) element: Option<&'static str>,
    /// The name that stands in the brackets, without white space around it.
    pub(super) name: String,
    /// What the form says may stand there (behind [`BEFORE`]); empty when it says nothing.
    pub(super) default: String,
    /// Whether a colon ends the name, so that it is a label with its place beside it.
    pub(super) labelled: bool,
}

/// What stands between the name of a place and what stood there.
pub(super) const BEFORE: char = '|';

/// Words in brackets, one group for each shape of bracket; the first group is that of braces.
static BRACKETS: Pattern = Pattern::new(
    r"[$#]?(?:[{｛]{1,2}([^{}｛｝\n]{1,200})[}｝]{1,2}|[\[［]{1,2}([^\[\]［］\n]{1,40})[\]］]{1,2}|【{1,2}([^【】\n]{1,40})】{1,2}|[<＜«〈]{1,2}([^<>＜＞«»〈〉\n]{1,40})[>＞»〉]{1,2}|[（(]([^（）()\n]{2,40})[）)])",
);

/// The places of a text in order; brackets that are part of a sentence are none.
pub(super) fn blanks(text: &str, names: &Names) -> Vec<Blank> {
    let mut found: Vec<Blank> = Vec::new();
    for brackets in BRACKETS.all(text) {
        let (Some(whole), Some(inner)) = (brackets.get(0), brackets.iter().skip(1).flatten().next()) else {
            continue;
        };
        let inner = inner.as_str();
        let (name, default) = inner.split_once(BEFORE).unwrap_or((inner, ""));
        let element = names.of_place(name);
        let braced = brackets.get(1).is_some();
        // In round brackets text stands too: only what asks is a place.
        let round = brackets.get(5).is_some();
        if !braced && (element.is_none() || round && !names.asks(name)) {
            continue;
        }
        found.push(Blank {
            range: whole.range(),
            element,
            name: name.trim().to_owned(),
            default: default.to_owned(),
            labelled: name.trim_end().ends_with(['：', ':']),
        });
    }
    if found.is_empty() {
        found.extend(alone(text, names));
    }
    found
}

/// A line of 版头 or 版记 that is nothing but the name of a place.
fn alone(text: &str, names: &Names) -> Option<Blank> {
    let name = text.trim();
    let element = names.exact(name).filter(|_| !name.ends_with(['：', ':']) && !name.is_empty())?;
    let outer =
        self::element(element).is_some_and(|element| matches!(element.part, Part::Head | Part::Imprint));
    let begin = text.len() - text.trim_start().len();
    let range = begin..begin + name.len();
    outer.then(|| Blank {
        range,
        element: Some(element),
        name: name.to_owned(),
        default: String::new(),
        labelled: false,
    })
}

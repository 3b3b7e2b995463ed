//! Posts as they stand beside names: 副主任李某, 党组书记、主任.

use super::Text;
use crate::kind::lists;
use crate::text::pattern::{Pattern, any_of};

/// What makes a post the second one of its kind.
const DEPUTY: &str = "副";
/// Where a post begins at the latest, seen from its end.
const CUTS: [char; 17] =
    ['、', '，', '。', '；', '：', '（', '）', ',', ';', '/', '由', '为', '和', '与', '兼', '\n', ' '];
/// What stands before a surname with a post (李局长), and surnames that are other words far more often.
const LED: &str = r"(?:^|[^\u{4e00}-\u{9fff}]|对|请|给|向|由|是|和|与|的|望|议|及|同)";
const NO_SURNAMES: [char; 12] = ['和', '向', '任', '于', '时', '从', '由', '对', '与', '及', '同', '经'];

/// A post: of what, whether it is a deputy's, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) of: String,
    pub(super) is_deputy: bool,
    pub(super) stem: String,
}

/// The words of posts as patterns.
pub(super) struct Posts {
    at_end: Pattern,
    at_start: Pattern,
    called: Pattern,
}

impl Posts {
    pub(super) fn of(text: &Text) -> Self {
        let words: Vec<String> = text.list(lists::POSTS).map(|row| row.get("word").to_owned()).collect();
        let post = format!("(?:常务|第一)?({DEPUTY})?({})", any_of(&words));
        let surnames = text.kind.common.values.surnames.concat().replace(NO_SURNAMES, "");
        Posts {
            at_end: Pattern::with_words(format!("{post}$")),
            at_start: Pattern::with_words(format!("^{post}")),
            called: Pattern::with_words(format!("{LED}([{surnames}]{})", any_of(&words))),
        }
    }

    /// All posts that a cell names.
    pub(super) fn all(&self, cell: &str) -> Vec<Post> {
        cell.split(CUTS).filter_map(|part| self.before(part.trim())).collect()
    }

    /// The post that a text ends with.
    pub(super) fn before(&self, text: &str) -> Option<Post> {
        let part = text.rsplit(CUTS).next()?;
        let found = self.at_end.captures(part)?;
        let of = part.get(..found.get(0)?.start())?.to_owned();
        Some(Post { of, is_deputy: found.get(1).is_some(), stem: found.get(2)?.as_str().to_owned() })
    }

    /// The post that a text begins with.
    pub(super) fn after(&self, text: &str) -> Option<Post> {
        let found = self.at_start.captures(text)?;
        let stem = found.get(2)?.as_str().to_owned();
        Some(Post { of: String::new(), is_deputy: found.get(1).is_some(), stem })
    }

    /// Somebody called by surname and post (李局长).
    pub(super) fn called<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.called.captures(text)?.get(1).map(|found| found.as_str())
    }
}

impl Post {
    /// Whether both may be the same post but for the rank: one says no more of what it is than the other.
    pub(super) fn is_near(&self, own: &Post, office: impl Fn(&str) -> bool) -> bool {
        let of = match (self.of.is_empty(), own.of.is_empty()) {
            (true, _) => true,
            (false, true) => office(&self.of),
            (false, false) => self.of.ends_with(&own.of) || own.of.ends_with(&self.of),
        };
        of && self.stem == own.stem
    }

    /// As it is written.
    pub(super) fn written(&self) -> String {
        format!("{}{}", if self.is_deputy { DEPUTY } else { "" }, self.stem)
    }
}

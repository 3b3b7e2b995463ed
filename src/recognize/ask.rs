//! A label, question or header → whose or which aspect its answer is about (`对党支部的意见`, `作风建设方面`).
//!
//! What is asked about is cut out of the text: first the tail that says that something is asked (意见建议,
//! 存在的主要问题), then the phrase before it (对, 您认为). An approval (公安部门意见) asks nobody: it names who
//! speaks, not what is spoken about, so nothing is left that marks a target or an aspect.

use super::header::{clean, split_notes};
use crate::kind::{AskWords, HeaderWords};
use crate::text::numbering::{addresses, without_numbering};

/// Longest name of what is asked about, in characters.
const LONGEST_ABOUT: usize = 24;

/// Longest label with an aspect and nothing else (`思想政治方面`).
const LONGEST_ASPECT: usize = 14;

/// A question of more characters is a sentence, not a label.
const LONGEST_QUESTION: usize = 60;

/// What the answer to a label or question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ask {
    /// An aspect that the label names (`思想政治方面`).
    Aspect(String),
    /// The body or person that is spoken about (`领导班子`).
    Target(String),
    /// What only the question itself tells.
    Question,
    /// Nothing in particular: the label only asks (`反映的问题`).
    Plain,
}

impl AskWords {
    /// What a label asks about; none when it is no asking label.
    pub(super) fn ask(&self, text: &str) -> Option<Ask> {
        let cleaned = clean(without_numbering(text));
        let asked = cleaned.ends_with(['?', '？']) || addresses(&cleaned);
        let label = bare(&cleaned);
        let length = label.chars().count();
        if length > LONGEST_QUESTION
            || (!asked && length > LONGEST_ABOUT + 12)
            || label.contains(['。', '；', ';'])
            || self.elsewhere.iter().any(|word| label.contains(word.as_str()))
        {
            return None;
        }
        if let Some(about) = self.marked_inside(label) {
            // A question is kept whole: whether it names an aspect of the scheme is seen where aspects are known.
            return Some(if asked { Ask::Question } else { about });
        }
        let mut open = self.open.iter().chain(&self.asked);
        let asks_openly = asked && open.any(|word| label.contains(word.as_str()));
        match self.without_asked(label) {
            Some(rest) if self.only_asks(rest) => Some(if asked { Ask::Question } else { Ask::Plain }),
            // What a question is about in passing (您对人大工作有哪些意见) is no aspect of a scheme.
            Some(rest) if asked && matches!(self.about(rest), Some(Ask::Aspect(_))) => Some(Ask::Question),
            Some(rest) => self
                .about(rest)
                .map(|about| self.owned(about))
                .or_else(|| asks_openly.then_some(Ask::Question)),
            None => asks_openly.then_some(Ask::Question),
        }
    }

    /// Whom the title or the name of a sheet says that it is about (意见汇总表（对领导班子）, 对张伟同志的意见建议, 对班子).
    pub(super) fn named_target(&self, text: &str, papers: &HeaderWords) -> Option<String> {
        let cleaned = clean(text);
        let (outside, notes) = split_notes(&cleaned);
        let mut named = outside.as_str();
        let ends = || papers.papers.iter().chain(&papers.title_endings);
        while let Some(shorter) = ends().find_map(|end| named.strip_suffix(end.as_str())) {
            named = shorter;
        }
        let of = |said: &str| {
            let about = self.about.iter().find_map(|word| said.strip_prefix(word.as_str()))?;
            let known = self.whose.iter().any(|end| about.ends_with(end.as_str()));
            let short = (2..=LONGEST_ABOUT).contains(&about.chars().count());
            match self.ask(said) {
                Some(Ask::Target(target)) => Some(target),
                _ => (known && short).then(|| about.to_owned()),
            }
        };
        let body = || self.without_asked(named).filter(|rest| self.bodies.iter().any(|body| body == rest));
        let said = notes.iter().map(String::as_str).chain([named]);
        said.filter(|said| self.is_about(said)).find_map(of).or_else(|| body().map(str::to_owned))
    }

    /// A label without what it asks for: one word or several joined (意见和建议); none when it asks for nothing.
    fn without_asked<'t>(&self, label: &'t str) -> Option<&'t str> {
        let mut rest =
            shortened(label, &[&self.asked]).or_else(|| self.joined(shortened(label, &[&self.beside])?))?;
        while let Some(shorter) = self.joined(rest) {
            rest = shorter;
        }
        Some(rest)
    }

    /// What stands before a word that something asked for joins to the one behind it.
    fn joined<'t>(&self, before: &'t str) -> Option<&'t str> {
        let before = shortened(before, &[&self.with]).unwrap_or(before);
        shortened(before, &[&self.asked, &self.beside])
    }

    /// The aspect in `X方面`, `对X方面的意见建议`; whose work it is in `对X工作方面的意见建议`.
    fn marked_inside(&self, label: &str) -> Option<Ask> {
        let (mark, (before, after)) =
            self.mark.iter().find_map(|mark| Some((mark, label.rsplit_once(mark.as_str())?)))?;
        let inside = self.within.iter().find_map(|word| before.rsplit_once(word.as_str()));
        let name = self.without_opening(inside.map_or(before, |(_, name)| name));
        let length = name.chars().count() + mark.chars().count();
        let is_name = (3..=LONGEST_ASPECT).contains(&length) && !name.contains([',', '，', '、']);
        let of = || match self.whose(name) {
            Some(whose) => Ask::Target(whose.to_owned()),
            None => Ask::Aspect(format!("{name}{mark}")),
        };
        (is_name && self.only_asks(after)).then(of)
    }

    /// An aspect that is the work of somebody as a whole asks about them.
    fn owned(&self, about: Ask) -> Ask {
        match &about {
            Ask::Aspect(name) => {
                self.whose(name).map_or(about.clone(), |whose| Ask::Target(whose.to_owned()))
            }
            _ => about,
        }
    }

    /// Those whose work is asked about (区法院工作), when it is their work as a whole.
    fn whose<'t>(&self, name: &'t str) -> Option<&'t str> {
        let whose = shortened(name, &[&self.work])?;
        let ends = |words: &[String]| words.iter().any(|word| whose.ends_with(word.as_str()));
        (ends(&self.whose) && !ends(&self.unwhose)).then_some(whose)
    }

    /// Whether a text does nothing but ask (`存在的主要问题是什么`).
    fn only_asks(&self, text: &str) -> bool {
        let lists = [&self.joints, &self.asked, &self.beside, &self.with, &self.done];
        let mut rest = text;
        while let Some(shorter) = shortened(rest, &lists) {
            rest = shorter;
        }
        rest.is_empty()
    }

    /// What is left between opening and tail: an aspect, else a target, which needs its 对.
    fn about(&self, rest: &str) -> Option<Ask> {
        let opened = self.without_opening(rest);
        let mut name = opened;
        while let Some(shorter) = shortened(name, &[&self.joints]) {
            name = shorter;
        }
        let marked = opened.len() < rest.len();
        let short = (1..=LONGEST_ABOUT).contains(&name.chars().count());
        if !marked || !short || name.contains(['，', ',']) {
            return None;
        }
        if self.aspects.iter().any(|end| name.ends_with(end.as_str())) {
            return Some(Ask::Aspect(name.to_owned()));
        }
        Some(Ask::Target(name.to_owned()))
    }

    fn without_opening<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text;
        while let Some(shorter) = self.openings.iter().find_map(|word| rest.strip_prefix(word.as_str())) {
            rest = shorter;
        }
        rest
    }
}

/// A label without notes in brackets and the marks behind it.
fn bare(cleaned: &str) -> &str {
    let text = cleaned.trim_end_matches(['?', '？', ':', '!', '。']);
    match text.rfind('(') {
        Some(at) if text.ends_with(')') && at > 0 => bare(text.get(..at).unwrap_or(text)),
        _ => text,
    }
}

/// A text without the longest of some words at its end; none when it ends with none of them.
fn shortened<'t>(text: &'t str, lists: &[&Vec<String>]) -> Option<&'t str> {
    let words = lists.iter().copied().flatten();
    words.filter_map(|word| text.strip_suffix(word.as_str())).min_by_key(|rest| rest.len())
}

#[allow(clippy::unwrap_used)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{built_in, load};

    #[test]
    fn labels_say_what_their_answer_is_about() {
        let words = load("campaign", &built_in("campaign").unwrap()).unwrap().common.asks;
        let aspect = |name: &str| Some(Ask::Aspect(name.to_owned()));
        let target = |name: &str| Some(Ask::Target(name.to_owned()));
        let cases = [
            ("思想政治方面", aspect("思想政治方面")),
            ("一、理论学习方面：", aspect("理论学习方面")),
            ("对作风建设方面的意见建议", aspect("作风建设方面")),
            ("您认为县委领导班子在联系群众方面存在的主要问题是什么？", Some(Ask::Question)),
            ("3、您对机关在文风会风方面有哪些意见建议？", Some(Ask::Question)),
            ("对机关管理的意见", aspect("机关管理")),
            ("对党支部的意见建议", target("党支部")),
            ("对支部书记的意见建议", target("支部书记")),
            ("对王志强同志的批评意见", target("王志强同志")),
            ("您对镇领导班子还有哪些意见和建议", target("镇领导班子")),
            ("您对今后工作有什么期待？", Some(Ask::Question)),
            ("您的意见和建议：", Some(Ask::Question)),
            ("对区法院工作的意见建议", target("区法院")),
            ("对镇领导班子的工作的意见", target("镇领导班子")),
            ("对支部书记工作方面的意见建议", target("支部书记")),
            ("您对本科室工作有哪些意见建议？", Some(Ask::Question)),
            ("对执行工作的意见建议", aspect("执行工作")),
            ("对服务大局工作的意见建议", aspect("服务大局工作")),
            ("对区法院执行工作的意见建议", aspect("区法院执行工作")),
            ("公安部门意见", None),
            ("领导审核意见", None),
            ("意见建议", Some(Ask::Plain)),
            ("自查发现的问题", Some(Ask::Plain)),
            ("反映的问题", Some(Ask::Plain)),
            ("您希望由哪个部门解决：", None),
            ("您的性别", None),
            ("单位", None),
            ("建议精简会议，改进作风方面还要加强。", None),
        ];
        for (label, wanted) in cases {
            assert_eq!(words.ask(label), wanted, "{label}");
        }
    }
}

//! A label, question or header → whose or which aspect its answer is about (`对党支部的意见`, `作风建设方面`).
//!
//! What is asked about is cut out of the text: first the tail that says that something is asked (意见建议,
//! 存在的主要问题), then the phrase before it (对, 您认为). An approval (公安部门意见) asks nobody: it names who
//! speaks, not what is spoken about, so nothing is left that marks a target or an aspect.

use super::header::clean;
use super::words;

/// What ends a label that asks, longest first; the synonyms of a table's subject come to these.
const TAILS: [&str; 22] = [
    "意见建议",
    "意见和建议",
    "意见与建议",
    "意见或建议",
    "意见及建议",
    "意见、建议",
    "问题和建议",
    "问题及建议",
    "问题与建议",
    "问题和不足",
    "问题与不足",
    "问题及不足",
    "评价和建议",
    "批评意见",
    "批评建议",
    "希望和要求",
    "意见",
    "建议",
    "问题",
    "不足",
    "期望",
    "希望",
];

/// What stands between the thing that is asked about and the tail.
const JOINTS: [&str; 33] = [
    "有什么好的",
    "有什么",
    "有何",
    "有哪些",
    "还有什么",
    "还有哪些",
    "还有",
    "还存在",
    "还存在着",
    "存在的",
    "存在",
    "存在着",
    "存在哪些",
    "存在什么",
    "的主要",
    "的突出",
    "主要",
    "突出",
    "具体",
    "提出",
    "改进",
    "其他",
    "其它",
    "征求到",
    "收集到",
    "征集到",
    "您的",
    "哪些",
    "什么",
    "的",
    "是",
    "及",
    "和",
];

/// What stands before the thing that is asked about.
const OPENINGS: [&str; 17] = [
    "请您",
    "您认为",
    "你认为",
    "您觉得",
    "您对",
    "你对",
    "贵单位对",
    "贵单位认为",
    "请对",
    "请就",
    "针对",
    "关于",
    "对于",
    "对",
    "就",
    "您",
    "目前",
];

/// What was done to what is asked for (自查发现的问题); nothing is said about in such a label.
const DONE: [&str; 14] = [
    "反映",
    "发现",
    "查摆",
    "自查",
    "自查自纠",
    "检查",
    "收集",
    "收集到",
    "征求",
    "征求到",
    "征集",
    "征集到",
    "修改",
    "反馈",
];

/// What ends an aspect.
const ASPECTS: [&str; 10] = ["方面", "工作", "建设", "作风", "学习", "服务", "管理", "纪律", "机制", "制度"];

/// Words of an open question, whose answer is a sentence.
const OPEN: [&str; 12] =
    ["什么", "哪些", "如何", "怎样", "怎么", "建议", "意见", "问题", "不足", "期待", "希望", "期望"];

/// Longest name of what is asked about, in characters.
const LONGEST_ABOUT: usize = 24;

/// Longest label with an aspect and nothing else (`思想政治方面`).
const LONGEST_ASPECT: usize = 14;

/// Longest question, in characters.
const LONGEST_QUESTION: usize = 60;

/// What an answer is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ask {
    /// An aspect (`思想政治方面`).
    Aspect(String),
    /// The body or person that is spoken about (`领导班子`).
    Target(String),
    /// Nothing but the question tells.
    Question,
    /// Nothing in particular (`反映的问题`).
    Plain,
}

/// What a label asks about; none when it is no asking label.
pub(super) fn ask(text: &str) -> Option<Ask> {
    let cleaned = clean(words::without_numbering(text));
    let asked =
        cleaned.ends_with(['?', '？']) || cleaned.starts_with(['您', '你']) || cleaned.starts_with("请您");
    let label = bare(&cleaned);
    let length = label.chars().count();
    if length > LONGEST_QUESTION
        || (!asked && length > LONGEST_ABOUT + 12)
        || label.contains(['。', '；', ';'])
    {
        return None;
    }
    if let Some(aspect) = aspect_inside(label) {
        // A question is kept whole: whether it names an aspect of the scheme is seen where aspects are known.
        return Some(if asked { Ask::Question } else { Ask::Aspect(aspect) });
    }
    let tail = TAILS.iter().filter_map(|tail| label.strip_suffix(tail)).min_by_key(|rest| rest.len());
    let asks_openly = asked && OPEN.iter().any(|word| label.contains(word));
    match tail {
        Some(rest) if only_asks(rest) => Some(if asked { Ask::Question } else { Ask::Plain }),
        // What a question is about in passing (您对人大工作有哪些意见) is no aspect of a scheme.
        Some(rest) if asked && matches!(about(rest), Some(Ask::Aspect(_))) => Some(Ask::Question),
        Some(rest) => about(rest).or_else(|| asks_openly.then_some(Ask::Question)),
        None => asks_openly.then_some(Ask::Question),
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

/// The aspect in `X方面`, `对X方面的意见建议`.
fn aspect_inside(label: &str) -> Option<String> {
    let (before, after) = label.rsplit_once("方面")?;
    let name = before.rsplit_once('在').map_or(before, |(_, name)| name);
    let name = without_opening(name);
    let length = name.chars().count() + 2;
    let is_name = (3..=LONGEST_ASPECT).contains(&length) && !name.contains([',', '，', '、']);
    (is_name && only_asks(after)).then(|| format!("{name}方面"))
}

/// Whether a text does nothing but ask (`存在的主要问题是什么`).
fn only_asks(text: &str) -> bool {
    let mut rest = text;
    while let Some(shorter) = shortened(rest, JOINTS.iter().chain(&TAILS).chain(&DONE)) {
        rest = shorter;
    }
    rest.is_empty()
}

/// What is left between opening and tail: an aspect, else a target, which needs its 对.
fn about(rest: &str) -> Option<Ask> {
    let opened = without_opening(rest);
    let name = without_ends(opened);
    let marked = opened.len() < rest.len();
    let short = (1..=LONGEST_ABOUT).contains(&name.chars().count());
    if !marked || !short || name.contains(['，', ',']) {
        return None;
    }
    if ASPECTS.iter().any(|end| name.ends_with(end)) {
        return Some(Ask::Aspect(name.to_owned()));
    }
    Some(Ask::Target(name.to_owned()))
}

fn without_opening(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = OPENINGS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest
}

/// A text without the longest of some words at its end; none when it ends with none of them.
fn shortened(text: &str, words: impl Iterator<Item = &'static &'static str>) -> Option<&str> {
    words.filter_map(|word| text.strip_suffix(word)).min_by_key(|rest| rest.len())
}

fn without_ends(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = shortened(rest, JOINTS.iter()) {
        rest = shorter;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_what_their_answer_is_about() {
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
            ("公安部门意见", None),
            ("领导审核意见", None),
            ("意见建议", Some(Ask::Plain)),
            ("自查发现的问题", Some(Ask::Plain)),
            ("反映的问题", Some(Ask::Plain)),
            ("您的性别", None),
            ("单位", None),
            ("建议精简会议，改进作风方面还要加强。", None),
        ];
        for (label, wanted) in cases {
            assert_eq!(ask(label), wanted, "{label}");
        }
    }
}

//! Where the lines of a title end (GB/T 9704-2012, 7.3.1): 词意完整, and the shape of a trapezium or a rhombus.
//!
//! All ways of breaking the title between words into as few lines as it needs are weighed; the lightest is taken.
//! What weighs: a name, number, quotation or row of slogans torn apart, a line that begins or ends with a word that
//! belongs to its neighbour, a rectangle or an hourglass, lines of very different length. No line begins with a mark that
//! closes or ends with one that opens. A line more is taken when fewer cannot do without tearing.

use super::title_words::{COMPOUNDS, LEADING, TRAILING};
use crate::docx::characters::halves;
use crate::text::segment::words;

/// A title longer than so many lines is left to the program.
const MOST_LINES: usize = 4;

/// Marks that hold together what is between them.
const PAIRS: [(char, char); 5] = [('《', '》'), ('“', '”'), ('（', '）'), ('〔', '〕'), ('〈', '〉')];

/// Marks that never begin a line.
const CLOSING: [char; 15] =
    ['、', '，', '。', '；', '：', '！', '？', '）', '》', '〉', '”', '’', '】', '〕', '·'];
/// Marks that never end a line.
const OPENING: [char; 7] = ['（', '《', '〈', '“', '‘', '【', '〔'];
/// What tearing apart what belongs together weighs: more than all else of a title, so that it happens only where what
/// belongs together is longer than a line.
const TORN: u32 = 2000;
/// The longest slogan of a row (改作风、提效能、优环境), in characters.
const LONGEST_SLOGAN: usize = 6;

/// A title whose lines are to be broken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    /// How many characters fit a line; a Latin letter or digit is half of one.
    pub(super) room: f64,
    /// Names in it that stay in one piece.
    pub(super) names: &'a [String],
}

/// A place between two words, where a line may end.
#[derive(Debug, Clone, Copy)]
struct Joint {
    /// The byte of the text before which the new line begins.
    at: usize,
    /// The width of all before it, in halves of a character.
    width: u32,
    /// How bad a line end here is; the lightest lines are taken.
    weight: u32,
}

/// The bytes at which new lines begin; none for a title of one line, or of more than this decides about.
pub(super) fn breaks(title: &Text<'_>) -> Vec<usize> {
    let room = (title.room * 2.0).floor() as u32;
    let total = halves(title.text);
    if total <= room || room == 0 {
        return Vec::new();
    }
    let joints = joints(title);
    // One line more than needed is better than no whole words at all.
    let least = total.div_ceil(room) as usize;
    let ways = (least..=MOST_LINES).filter_map(|lines| lightest(&joints, lines, total, room));
    let mut best: Option<(u32, Vec<usize>)> = None;
    for way in ways {
        let better = best.as_ref().is_none_or(|(weight, _)| *weight >= TORN && way.0 + TORN / 2 < *weight);
        if better {
            best = Some(way);
        }
    }
    best.map(|(_, breaks)| breaks).unwrap_or_default()
}

/// The places between words where a line may end, from left to right.
fn joints(title: &Text<'_>) -> Vec<Joint> {
    let held = held(title);
    let words = pieces(title.text, &held);
    let mut joints = Vec::new();
    let mut at = 0;
    for pair in words.windows(2) {
        let [before, after] = pair else { continue };
        at += before.len();
        if after.starts_with(CLOSING) || before.ends_with(OPENING) {
            continue;
        }
        let width = halves(title.text.get(..at).unwrap_or_default());
        let torn =
            held.iter().filter(|(start, end)| (*start..*end).contains(&at) && at > *start).count() as u32;
        joints.push(Joint { at, width, weight: torn * TORN + weight(before, after) });
    }
    joints
}

/// The words of a text, cut also where one of them runs over the edge of what stays in one piece.
fn pieces<'a>(text: &'a str, held: &[(usize, usize)]) -> Vec<&'a str> {
    let mut ends: Vec<usize> = held.iter().flat_map(|(start, end)| [*start, *end]).collect();
    let mut at = 0;
    ends.extend(words(text).into_iter().map(|word| {
        at += word.len();
        at
    }));
    ends.sort_unstable();
    ends.dedup();
    let starts = [0].into_iter().chain(ends.iter().copied());
    let pieces = starts.zip(&ends).filter_map(|(start, end)| text.get(start..*end));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// What a break between two words weighs.
fn weight(before: &str, after: &str) -> u32 {
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(|c| c.is_alphanumeric());
    let digits = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
    let mut weight = 6;
    if after == "关于" {
        weight = 0;
    }
    // A word of one character is more often a part of its neighbour than one by itself.
    if single(before) && before != "的" {
        weight += 15;
    }
    if single(after) {
        weight += 15;
    }
    if TRAILING.contains(&after) {
        weight += if matches!(after, "情况" | "工作") { 8 } else { 60 };
    }
    if LEADING.contains(&before) {
        weight += 40;
    }
    if digits(before) {
        weight += 60;
    }
    weight
}

/// The stretches that stay in one piece: names, quotations, numbers with what they count.
fn held(title: &Text<'_>) -> Vec<(usize, usize)> {
    let text = title.text;
    let mut held = Vec::new();
    let names = title.names.iter().map(String::as_str).chain(COMPOUNDS);
    for name in names {
        held.extend(text.match_indices(name).map(|(start, name)| (start, start + name.len())));
    }
    for (open, close) in PAIRS {
        for (start, _) in text.match_indices(open) {
            let end = text.get(start..).and_then(|rest| rest.find(close));
            held.extend(end.map(|end| (start, start + end + close.len_utf8())));
        }
    }
    held.extend(slogans(text));
    held
}

/// The rows of slogans (改作风、提效能、优环境) and each slogan of them: as many characters between 、 as before the
/// first and after the last.
fn slogans(text: &str) -> Vec<(usize, usize)> {
    let marks: Vec<usize> = text.match_indices('、').map(|(at, _)| at).collect();
    let mark = '、'.len_utf8();
    let mut held: Vec<(usize, usize)> = marks.iter().filter_map(|at| two_slogans(text, *at)).collect();
    for pair in marks.windows(2) {
        let [first, second] = pair else { continue };
        let middle = text.get(first + mark..*second).unwrap_or_default();
        let length = middle.chars().count();
        if length == 0 || length > LONGEST_SLOGAN || middle.contains(CLOSING) || middle.contains(OPENING) {
            continue;
        }
        let before = text.get(..*first).unwrap_or_default();
        let start = before.char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at);
        let after = text.get(second + mark..).unwrap_or_default();
        let end = second + mark + after.chars().take(length).map(char::len_utf8).sum::<usize>();
        held.extend([
            (start, end),
            (start, first + mark),
            (first + mark, second + mark),
            (second + mark, end),
        ]);
    }
    held
}

/// Words behind which a row of slogans begins.
const BEFORE_SLOGANS: [&str; 4] = ["关于", "开展", "推进", "深化"];

/// A row of two slogans (关于抓学习、强担当活动): from the word before it to as many characters behind the mark as
/// before it.
fn two_slogans(text: &str, mark: usize) -> Option<(usize, usize)> {
    let before = text.get(..mark)?;
    let start = BEFORE_SLOGANS.iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max()?;
    let length = before.get(start..)?.chars().count();
    let after = text.get(mark + '、'.len_utf8()..)?;
    let second = after.chars().take(length).map(char::len_utf8).sum::<usize>();
    (2..=LONGEST_SLOGAN).contains(&length).then(|| (start, mark + '、'.len_utf8() + second))
}

/// The lightest way to break the text into so many lines and what it weighs, when there is one.
fn lightest(joints: &[Joint], lines: usize, total: u32, room: u32) -> Option<(u32, Vec<usize>)> {
    let mut best: Option<(u32, Vec<usize>)> = None;
    let mut chosen: Vec<Joint> = Vec::new();
    weigh_all(joints, lines - 1, room, total, &mut chosen, &mut |chosen| {
        let mut widths: Vec<u32> = Vec::new();
        let mut before = 0;
        for joint in chosen {
            widths.push(joint.width - before);
            before = joint.width;
        }
        widths.push(total - before);
        let sum = chosen.iter().map(|joint| joint.weight).sum::<u32>() + shape(&widths);
        if best.as_ref().is_none_or(|(least, _)| sum < *least) {
            best = Some((sum, chosen.iter().map(|joint| joint.at).collect()));
        }
    });
    best
}

/// Goes through all choices of so many joints whose lines fit.
fn weigh_all(
    joints: &[Joint],
    wanted: usize,
    room: u32,
    total: u32,
    chosen: &mut Vec<Joint>,
    weigh: &mut dyn FnMut(&[Joint]),
) {
    let before = chosen.last().map_or(0, |joint| joint.width);
    if wanted == 0 {
        if total - before <= room {
            weigh(chosen);
        }
        return;
    }
    for (index, joint) in joints.iter().enumerate() {
        if joint.width - before > room {
            return;
        }
        chosen.push(*joint);
        weigh_all(joints.get(index + 1..).unwrap_or_default(), wanted - 1, room, total, chosen, weigh);
        chosen.pop();
    }
}

/// What the shape of the lines weighs, by their widths in halves of a character.
fn shape(widths: &[u32]) -> u32 {
    let steps: Vec<i64> = widths.windows(2).map(|pair| i64::from(pair[1]) - i64::from(pair[0])).collect();
    let grows = steps.iter().all(|step| *step > 0);
    let shrinks = steps.iter().all(|step| *step < 0);
    let turn = steps.iter().position(|step| *step <= 0).unwrap_or(steps.len());
    let rhombus = turn > 0 && steps.iter().skip(turn).all(|step| *step < 0);
    let regular = if grows || shrinks || rhombus { 0 } else { 60 };
    // Two characters more or less from line to line look intended; half a line more or less does not.
    let uneven: u64 = steps.iter().map(|step| step.unsigned_abs().abs_diff(4)).sum();
    let longest = widths.iter().max().copied().unwrap_or(0);
    let shortest = widths.iter().min().copied().unwrap_or(0);
    let stub = if shortest * 3 < longest { 40 } else { 0 };
    regular + uneven as u32 + stub
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let breaks = breaks(&Text { text, room: 20.1, names: &names });
        let ends = breaks.iter().copied().chain([text.len()]);
        let starts = [0].into_iter().chain(breaks.iter().copied());
        starts.zip(ends).map(|(start, end)| text[start..end].to_owned()).collect()
    }

    #[test]
    fn a_title_breaks_where_words_end_and_keeps_its_shape() {
        let cases: [(&str, &[&str], &[&str]); 17] = [
            ("关于征求意见情况的报告", &[], &["关于征求意见情况的报告"]),
            (
                "云岭县人大常委会关于开展党员干部作风大整顿活动情况的报告",
                &["党员干部作风大整顿活动", "云岭县人大常委会"],
                &["云岭县人大常委会关于开展", "党员干部作风大整顿活动情况的报告"],
            ),
            (
                "某市教育局关于贯彻落实《中华人民共和国教育法》情况的报告",
                &[],
                &["某市教育局关于贯彻落实", "《中华人民共和国教育法》情况的报告"],
            ),
            (
                "清河区教育局关于机关效能年活动开展情况的报告",
                &["机关效能年活动"],
                &["清河区教育局", "关于机关效能年活动开展情况的报告"],
            ),
            (
                "县人民政府办公室2021年度整改工作完成情况汇报",
                &[],
                &["县人民政府办公室", "2021年度整改工作完成情况汇报"],
            ),
            (
                "云山县人民医院关于“改作风、提效能、优环境”主题活动开展情况的报告",
                &[],
                &["云山县人民医院", "关于“改作风、提效能、优环境”", "主题活动开展情况的报告"],
            ),
            (
                "河阳区市场监督管理局关于“转作风、优服务、促发展”作风整治专项行动开展情况的报告",
                &["河阳区市场监督管理局"],
                &["河阳区市场监督管理局", "关于“转作风、优服务、促发展”作风整治", "专项行动开展情况的报告"],
            ),
            (
                "南屏县交通运输局关于抓学习、强担当、树新风活动开展情况的报告",
                &[],
                &["南屏县交通运输局关于", "抓学习、强担当、树新风活动开展情况的报告"],
            ),
            (
                "东川市住房和城乡建设局关于学习贯彻全国住房城乡建设工作会议精神情况的报告",
                &[],
                &["东川市住房和城乡建设局关于学习贯彻", "全国住房城乡建设工作会议精神情况的报告"],
            ),
            (
                "西坪乡人民政府关于群众身边不正之风突出问题整改情况的报告",
                &[],
                &["西坪乡人民政府关于群众身边", "不正之风突出问题整改情况的报告"],
            ),
            (
                "北湖区卫生健康局关于“抓作风、促落实”专项整治行动开展情况的报告",
                &[],
                &["北湖区卫生健康局关于“抓作风、促落实”", "专项整治行动开展情况的报告"],
            ),
            (
                "南屏县交通运输局党委关于抓学习、强担当活动开展情况的报告",
                &[],
                &["南屏县交通运输局党委", "关于抓学习、强担当活动开展情况的报告"],
            ),
            (
                "东川市生态环境局关于学习贯彻全省生态环境保护大会精神情况的报告",
                &[],
                &["东川市生态环境局关于学习贯彻", "全省生态环境保护大会精神情况的报告"],
            ),
            (
                "东川市行政审批服务局关于窗口服务专项整治开展情况的报告",
                &[],
                &["东川市行政审批服务局", "关于窗口服务专项整治开展情况的报告"],
            ),
            (
                "南屏县人民政府关于优化政务服务专项整治工作开展情况的报告",
                &[],
                &["南屏县人民政府关于优化政务服务", "专项整治工作开展情况的报告"],
            ),
            (
                "西坪乡人民政府关于农村环境综合治理工作进展情况的报告",
                &[],
                &["西坪乡人民政府关于农村", "环境综合治理工作进展情况的报告"],
            ),
            (
                "北湖区教育局关于中小学食堂食品安全大检查工作情况的报告",
                &[],
                &["北湖区教育局关于中小学食堂", "食品安全大检查工作情况的报告"],
            ),
        ];
        for (title, names, lines) in cases {
            assert_eq!(broken(title, names), lines, "{title}");
        }
    }
}

//! Two lists → the places at which they say the same; the only file that says `similar`.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Pairs of places (in the one, in the other), rising in both.
pub type Pairs = Vec<(usize, usize)>;

/// What is the same in both lists: few stretches rather than as much as possible, and quick for long lists.
pub fn equal<T: std::hash::Hash + Eq + Ord>(one: &[T], other: &[T]) -> Pairs {
    let start = one.iter().zip(other).take_while(|(x, y)| x == y).count();
    let (rest, other_rest) = (one.get(start..).unwrap_or_default(), other.get(start..).unwrap_or_default());
    let end = rest.iter().rev().zip(other_rest.iter().rev()).take_while(|(x, y)| x == y).count();
    let middle = rest.get(..rest.len() - end).unwrap_or_default();
    let other_middle = other_rest.get(..other_rest.len() - end).unwrap_or_default();
    let mut pairs: Pairs = (0..start).map(|at| (at, at)).collect();
    if !middle.is_empty() && !other_middle.is_empty() {
        for op in capture_diff_slices(Algorithm::Myers, middle, other_middle) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                pairs.extend((0..len).map(|step| (start + old_index + step, start + new_index + step)));
            }
        }
    }
    pairs.extend((0..end).rev().map(|step| (one.len() - 1 - step, other.len() - 1 - step)));
    pairs
}

/// As many pairs of two lists of these lengths as possible, of those that `same` lets be pairs. Of two ways to go
/// on that give as many, the one that leaves out of the first list is taken. Time and room go with the product
/// of the lengths: for short lists.
pub fn longest_common((a, b): (usize, usize), same: impl Fn(usize, usize) -> bool) -> Pairs {
    let mut longest = vec![vec![0_usize; b + 1]; a + 1];
    for (i, j) in (0..a).rev().flat_map(|i| (0..b).rev().map(move |j| (i, j))) {
        longest[i][j] = match same(i, j) {
            true => longest[i + 1][j + 1] + 1,
            false => longest[i + 1][j].max(longest[i][j + 1]),
        };
    }
    let (mut pairs, mut i, mut j) = (Pairs::new(), 0, 0);
    while i < a && j < b {
        if same(i, j) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Two texts cut to where they differ, each such part in 〔〕 with so many characters around it; what has
/// nothing in common stays whole.
#[must_use]
pub fn differing(before: &str, after: &str, around: usize) -> [String; 2] {
    let texts = [before, after].map(|text| text.chars().collect::<Vec<char>>());
    let [one, other] = &texts;
    let common = stretches(one, other, 2 * around + 1);
    if common.is_empty() || before == after {
        return [before.to_owned(), after.to_owned()];
    }
    let mut shown = [String::new(), String::new()];
    let mut from = [0, 0];
    for Stretch { at, length } in
        common.into_iter().chain([Stretch { at: [one.len(), other.len()], length: 0 }])
    {
        let differs = from != at;
        // What stands at an edge of both is shown on its inner side only.
        let before = if at == [0, 0] { 0 } else { around };
        let behind = if at.map(|at| at + length) == [one.len(), other.len()] { 0 } else { around };
        for ((shown, text), (from, at)) in shown.iter_mut().zip(&texts).zip(from.iter().zip(at)) {
            let part = |range: std::ops::Range<usize>| text.get(range).into_iter().flatten();
            if differs {
                shown.push('〔');
                shown.extend(part(*from..at));
                shown.push('〕');
            }
            let end = at + length;
            if length > before + behind {
                shown.extend(part(at..at + before));
                shown.push('…');
                shown.extend(part(end - behind..end));
            } else {
                shown.extend(part(at..end));
            }
        }
        from = at.map(|at| at + length);
    }
    shown
}

/// A stretch of characters that two texts have in common.
struct Stretch {
    /// The place where it begins in each, in characters.
    at: [usize; 2],
    length: usize,
}

/// The stretches that two texts have in common at their edges, and between them those of at least so many characters.
fn stretches(one: &[char], other: &[char], least: usize) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (x, y) in equal(one, other) {
        match found.last_mut() {
            Some(Stretch { at, length }) if at.map(|at| at + *length) == [x, y] => *length += 1,
            _ => found.push(Stretch { at: [x, y], length: 1 }),
        }
    }
    let is_edge = |stretch: &Stretch| {
        stretch.at == [0, 0] || stretch.at.map(|at| at + stretch.length) == [one.len(), other.len()]
    };
    found.retain(|stretch| is_edge(stretch) || stretch.length >= least);
    found
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn texts_are_cut_to_where_they_differ() {
        let of = |number: &str| format!("一二三四五六七八九十一二三四五六七八九十收到{number}条意见");
        let [before, after] = differing(&of("128"), &of("131"), 15);
        assert_eq!(before, "…九十一二三四五六七八九十收到1〔28〕条意见");
        assert_eq!(after, "…九十一二三四五六七八九十收到1〔31〕条意见");
        assert_eq!(differing("甲乙", "甲乙丙", 15), ["甲乙〔〕", "甲乙〔丙〕"]);
        assert_eq!(differing("", "新段", 15), ["", "新段"]);
        assert_eq!(differing("旧", "新", 15), ["旧", "新"]);
        assert_eq!(differing("甲乙丙", "丙", 1), ["〔甲乙〕丙", "〔〕丙"]);
        assert_eq!(differing("甲乙", "甲乙", 1), ["甲乙", "甲乙"]);
        assert_eq!(
            differing("共收到128条意见，涉及5个方面，逐条研究", "共收到131条意见，涉及6个方面，逐条研究", 2),
            ["…到1〔28〕条意…涉及〔5〕个方…", "…到1〔31〕条意…涉及〔6〕个方…"]
        );
    }
}

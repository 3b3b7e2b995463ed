//! Changes since the last run → a few lines that a leader reads at a glance.

use crate::model::change::{BlockFate, Changes, FigureChange, How};

/// How many figures a line names at most; how many others there are, it says too.
const NAMED: usize = 6;

/// The changes in short, in Chinese and English; nothing when there are none.
pub fn in_short(changes: &Changes) -> [Vec<String>; 2] {
    let lines = [workbooks(changes), items(changes), figures(changes), blocks(changes)];
    let mut both = [Vec::new(), Vec::new()];
    for line in lines.into_iter().flatten() {
        for (lines, text) in both.iter_mut().zip(line) {
            lines.push(text);
        }
    }
    both
}

/// Counts with their words, those of zero left out; none when all are.
fn counted(counts: &[(usize, [&str; 2])], between: [&str; 2]) -> Option<[String; 2]> {
    let some: Vec<_> = counts.iter().filter(|(count, _)| *count > 0).collect();
    let spelt = |lang: usize| {
        let one = |(count, words): &&(usize, [&str; 2])| words[lang].replace('#', &count.to_string());
        some.iter().map(one).collect::<Vec<_>>().join(between[lang])
    };
    (!some.is_empty()).then(|| [spelt(0), spelt(1)])
}

const BETWEEN: [&str; 2] = ["、", ", "];

fn workbooks(changes: &Changes) -> Option<[String; 2]> {
    let of = |how: How| changes.workbooks.iter().filter(|workbook| workbook.how == how).count();
    let counts = [
        (of(How::Changed), ["改动#个", "# changed"]),
        (of(How::Added), ["新增#个", "# new"]),
        (of(How::Removed), ["减少#个", "# gone"]),
        (of(How::Renamed), ["改名#个", "# renamed"]),
        (usize::from(changes.decisions), ["核对表中的核对意见有改动", "decisions in 核对表 changed"]),
        (usize::from(changes.kind), ["报告类型或程序版本有变化", "the report kind or the program changed"]),
    ];
    let [zh, en] = counted(&counts, BETWEEN)?;
    Some([format!("工作簿：{zh}"), format!("workbooks: {en}")])
}

fn items(changes: &Changes) -> Option<[String; 2]> {
    let counts = [
        (changes.items_of(How::Added), ["新增#条", "# added"]),
        (changes.items_of(How::Removed), ["减少#条", "# removed"]),
        (changes.items_of(How::Changed), ["改动#条", "# changed"]),
    ];
    let [zh, en] = counted(&counts, BETWEEN)?;
    Some([format!("条目：{zh}"), format!("items: {en}")])
}

fn figures(changes: &Changes) -> Option<[String; 2]> {
    let shown: Vec<&FigureChange> = changes.figures.iter().filter(|figure| figure.shown).collect();
    let one = |figure: &&FigureChange| {
        let or_none = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
        format!("{} {}→{}", figure.name, or_none(&figure.before), or_none(&figure.after))
    };
    let first: Vec<String> = shown.iter().take(NAMED).map(one).collect();
    let rest = shown.len().saturating_sub(NAMED);
    let [zh, en] = match rest {
        0 => [String::new(), String::new()],
        _ => [format!("，另有{rest}个"), format!(", {rest} more")],
    };
    (!first.is_empty())
        .then(|| [format!("数字：{}{zh}", first.join("，")), format!("figures: {}{en}", first.join(", "))])
}

fn blocks(changes: &Changes) -> Option<[String; 2]> {
    let word = |fate: BlockFate| match fate {
        BlockFate::Conflict => {
            ["冲突#段（正文未动，已加批注）", "# in conflict (left as they are, with a remark)"]
        }
        BlockFate::Orphan => ["表格已无对应数据#段（保留）", "# without data any more (kept)"],
        BlockFate::Merged => ["合并#段", "# merged"],
        BlockFate::Refreshed => ["更新#段", "# renewed"],
        BlockFate::Added => ["新增#段", "# added"],
        BlockFate::Removed => ["删去#段", "# removed"],
        BlockFate::Deleted => {
            ["人工删去而表格有变化#处（未恢复）", "# deleted by people with other data now (left out)"]
        }
        BlockFate::Kept => ["保留人工改动#段", "# kept as people wrote them"],
    };
    let counts = BlockFate::ALL.map(|fate| (changes.blocks_of(fate), word(fate)));
    let [zh, en] = counted(&counts, BETWEEN)?;
    Some([format!("段落：{zh}"), format!("paragraphs: {en}")])
}

/// The remark on a figure that changed, pinned to its paragraph; the document is Chinese, and so is the remark.
pub fn remark(name: &str, before: &str, after: &str, sources: &[String]) -> String {
    const LISTED: usize = 8;
    let listed = sources.iter().take(LISTED).cloned().collect::<Vec<_>>().join("、");
    let rest = if sources.len() > LISTED { format!("等{}处", sources.len()) } else { String::new() };
    let from = if listed.is_empty() { String::new() } else { format!("，来自 {listed}{rest}") };
    format!("{name}：由“{before}”改为“{after}”{from}")
}

//! Boxes to tick in a cell → which of the printed choices is ticked (`□已完成 ☑未完成`, `是□ 否√`).

use crate::kind::FieldType;
use crate::model::value::Text;

/// Marks of a choice that is taken.
const TICKED: [char; 12] = ['☑', '☒', '■', '√', '✓', '✔', '●', '◉', '▣', '◼', '✅', '⊙'];

/// Marks of a choice that is not.
const OPEN: [char; 8] = ['□', '☐', '○', '◯', '◇', '▢', '◻', '〇'];

/// What the boxes of a cell say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Boxes {
    /// There is a mark and no word: ticked or not.
    Mark(bool),
    /// The choices that the cell prints, some of which may be ticked.
    Choices {
        /// Those that are ticked; none when all boxes are open.
        chosen: Vec<String>,
        /// Whether some are ticked and some are not, so that the marks can be nothing else.
        sure: bool,
    },
}

impl Boxes {
    /// What the cell of a field says by its boxes; empty when none is ticked, none when the text stands as it is.
    pub(super) fn chosen(self, field: FieldType) -> Option<Text> {
        let answers = matches!(field, FieldType::Term | FieldType::Flag);
        match self {
            Boxes::Mark(ticked) => answers.then(|| Text::from(if ticked { "√" } else { "×" })),
            Boxes::Choices { chosen, sure } => (answers || sure).then(|| Text::from(chosen.join("、"))),
        }
    }
}

/// Reads the boxes of a cell; none when it has none, or only marks that may be something else.
pub(super) fn read(text: &str) -> Option<Boxes> {
    // Brackets are boxes as well.
    let text = ["[ ]", "[]", "( )", "（ ）", "（　）"]
        .iter()
        .fold(text.to_owned(), |text, open| text.replace(open, "□"));
    let text = ["[√]", "[x]", "[X]", "(√)", "（√）", "【√】"]
        .iter()
        .fold(text, |text, tick| text.replace(tick, "☑"));
    let marks: Vec<bool> = text.chars().filter_map(mark).collect();
    let words = text.chars().any(|c| mark(c).is_none() && c.is_alphanumeric());
    match (marks.first(), words) {
        (None, _) => None,
        (Some(first), false) => Some(Boxes::Mark(*first)),
        // One choice with its box, or several of which some box is open: 〇 and ○ may be digits else.
        (Some(_), true) if marks.len() > 1 || begins_or_ends(&text) => {
            let sure = marks.contains(&true) && marks.contains(&false);
            Some(Boxes::Choices { chosen: choices(&text), sure })
        }
        _ => None,
    }
}

/// Whether a mark ticks, and nothing for what is no mark.
fn mark(c: char) -> Option<bool> {
    if TICKED.contains(&c) { Some(true) } else { OPEN.contains(&c).then_some(false) }
}

fn begins_or_ends(text: &str) -> bool {
    let text = text.trim();
    let is_mark = |c: Option<char>| c.is_some_and(|c| mark(c).is_some() && c != '〇' && c != '○');
    is_mark(text.chars().next()) || is_mark(text.chars().next_back())
}

/// The ticked choices. A mark stands before its word when the cell begins with one, else after it.
fn choices(text: &str) -> Vec<String> {
    let before = text.trim_start().chars().next().is_some_and(|c| mark(c).is_some());
    let (mut ticked, mut taken, mut word) = (Vec::new(), false, String::new());
    let mut close = |word: &mut String, taken: bool| {
        let choice = std::mem::take(word);
        let choice = choice.trim_matches(|c: char| c.is_whitespace() || "、，,；;/|".contains(c));
        if taken && !choice.is_empty() {
            ticked.push(choice.to_owned());
        }
    };
    for c in text.chars() {
        match mark(c) {
            Some(now) if before => {
                close(&mut word, taken);
                taken = now;
            }
            Some(now) => close(&mut word, now),
            None => word.push(c),
        }
    }
    close(&mut word, before && taken);
    ticked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticked_choice_is_read_wherever_its_box_stands() {
        let chosen = |words: &[&str]| {
            let chosen: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            Some(Boxes::Choices { sure: !chosen.is_empty(), chosen })
        };
        let cases = [
            ("□已完成 ☑未完成", chosen(&["未完成"])),
            ("是□ 否√", chosen(&["否"])),
            ("■是□否", chosen(&["是"])),
            ("( )已整改 (√)整改中", chosen(&["整改中"])),
            ("□是 □否", chosen(&[])),
            ("☑", Some(Boxes::Mark(true))),
            ("□", Some(Boxes::Mark(false))),
            ("已完成", None),
            ("二〇二四年", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}

//! The lists of a .docx → the numbers that Word shows before its lines and does not hold in their text.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use crate::package::events::{Event, Tag, each_event};
use crate::package::open::PackageFault;
use crate::text::numeral::chinese;

/// How many levels a list of Word has.
const LEVELS: usize = 9;

/// How each list of a document is numbered, and how far it has come.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The model of each list, by the list's number.
    models: BTreeMap<String, String>,
    /// How the levels of each model are numbered, by the model's number.
    levels: BTreeMap<String, [Level; LEVELS]>,
    /// Where lists begin anew, by list and level.
    restarts: BTreeMap<(String, usize), u32>,
    restarted: BTreeSet<(String, usize)>,
    /// The number that each level of each model has reached.
    counts: BTreeMap<String, [u32; LEVELS]>,
}

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default)]
struct Level {
    /// The kind of number as Word calls it (`decimal`, `chineseCounting`).
    format: String,
    /// What stands before a line: `%1.` or `（%2）`.
    text: String,
    start: u32,
}

/// Reads the part that describes the lists.
pub(super) fn lists<R: BufRead>(source: R) -> Result<Lists, PackageFault> {
    let mut lists = Lists::default();
    let (mut model, mut list, mut level) = (String::new(), String::new(), 0);
    each_event(source, |event| {
        if let Event::Start(element) = event {
            match element.name().full() {
                "w:abstractNum" => (model, list) = (element.value("abstractNumId")?, String::new()),
                "w:num" => list = element.value("numId")?,
                "w:abstractNumId" => {
                    lists.models.insert(list.clone(), element.value("val")?);
                }
                "w:lvl" | "w:lvlOverride" => level = element.value("ilvl")?.parse().unwrap_or(LEVELS),
                "w:startOverride" => {
                    lists.restarts.insert((list.clone(), level), number(element)?);
                }
                name if list.is_empty() => {
                    let levels = lists.levels.entry(model.clone()).or_default();
                    if let Some(level) = levels.get_mut(level) {
                        level.read(name, element)?;
                    }
                }
                _ => (),
            }
        }
        Ok(())
    })?;
    Ok(lists)
}

impl Level {
    fn read(&mut self, name: &str, element: Tag) -> Result<(), PackageFault> {
        match name {
            "w:start" => self.start = number(element)?,
            "w:numFmt" => self.format = element.value("val")?,
            "w:lvlText" => self.text = element.value("val")?,
            _ => (),
        }
        Ok(())
    }
}

impl Lists {
    /// What Word shows before the next line of a list; nothing for marks that are no numbers.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let model = self.models.get(list).cloned().unwrap_or_default();
        let Some(levels) = self.levels.get(&model) else {
            return String::new();
        };
        let counts = self.counts.entry(model).or_insert_with(|| {
            let mut starts = [0; LEVELS];
            starts.iter_mut().zip(levels).for_each(|(start, level)| *start = level.start.saturating_sub(1));
            starts
        });
        let key = (list.to_owned(), level);
        if let Some(start) = self.restarts.get(&key).filter(|_| self.restarted.insert(key.clone())) {
            counts.iter_mut().skip(level).take(1).for_each(|count| *count = start.saturating_sub(1));
        }
        counts.iter_mut().skip(level).take(1).for_each(|count| *count = count.saturating_add(1));
        for (count, level) in counts.iter_mut().zip(levels).skip(level + 1) {
            *count = level.start.saturating_sub(1);
        }
        let shown = levels.get(level).filter(|level| level.format != "bullet");
        shown.map(|level| spelt(&level.text, levels, counts)).unwrap_or_default()
    }
}

/// The text of a level with its numbers.
fn spelt(text: &str, levels: &[Level; LEVELS], counts: &[u32; LEVELS]) -> String {
    let mut spelt = text.to_owned();
    for (place, (level, count)) in (1..).zip(levels.iter().zip(counts)) {
        spelt = spelt.replace(&format!("%{place}"), &digits(&level.format, *count));
    }
    spelt
}

fn digits(format: &str, count: u32) -> String {
    match format {
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32(0x2460 + count - 1).map(String::from).unwrap_or_default()
        }
        format if format.contains("Counting") && count < 100 => chinese(count as usize),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

fn number(element: Tag) -> Result<u32, PackageFault> {
    Ok(element.value("val")?.parse().unwrap_or(1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_as_word_shows_them() {
        let level = |at: usize, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        let xml = format!(
            "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum>\
             <w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
             <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
            level(0, "chineseCountingThousand", "%1、"),
            level(1, "decimal", "%2."),
            level(0, "bullet", "\u{F0B7}"),
        );
        let mut lists = lists(xml.as_bytes()).unwrap();
        let lines =
            [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0), ("3", 0), ("9", 0), ("1", 99)];
        let shown: Vec<String> = lines.iter().map(|(list, level)| lists.next(list, *level)).collect();
        assert_eq!(shown, ["一、", "1.", "2.", "二、", "1.", "一、", "", "", ""]);
        assert_eq!(digits("chineseCounting", 21), "二十一");
        assert_eq!(digits("decimalEnclosedCircleChinese", 2), "②");
    }
}

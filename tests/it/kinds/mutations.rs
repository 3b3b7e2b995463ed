//! Files of a kind with one slip each, made by rule: every slip that cannot be meant is refused with its file and line.
//!
//! A bounded share of them is tried here; `CHENGWEN_SLIPS=1 cargo test --test it slips_by_rule` tries every one, another
//! number every so manieth.

use std::collections::BTreeMap;

use chengwen::compose;
use chengwen::finding::{Lang, Refusal};
use chengwen::kind::{KindFiles, built_in_names, load, whole};

/// Unless told otherwise, so many slips of a sort in a file are passed over for each that is tried.
const STRIDE: usize = 150;

/// Keys whose values name something that has to be there, or choose among few words.
const NAMING: [&str; 34] = [
    "role",
    "type",
    "table",
    "vocabulary",
    "identify",
    "supported",
    "titled",
    "split",
    "subject",
    "event_date",
    "needs",
    "key",
    "beside",
    "infer_from",
    "quotient",
    "harvest",
    "count",
    "distinct",
    "sum",
    "members",
    "ratio",
    "group_by",
    "list",
    "first",
    "last",
    "called",
    "setting",
    "take",
    "only",
    "field",
    "orientation",
    "align",
    "figure",
    "source",
];

/// A slip: the sort of it, the line, and the file with it.
struct Slip {
    sort: &'static str,
    line: usize,
    text: String,
}

/// A word misspelt: its first two characters change places, or the last one is doubled.
fn misspelt(word: &str) -> String {
    let mut chars: Vec<char> = word.chars().collect();
    match chars.as_slice() {
        [first, second, ..] if first != second => chars.swap(0, 1),
        _ => chars.extend(chars.last().copied()),
    }
    chars.into_iter().collect()
}

/// A text with one line changed.
fn with_line(text: &str, at: usize, line: &str) -> String {
    let lines = text.split('\n').enumerate();
    let lines: Vec<&str> = lines.map(|(index, old)| if index == at { line } else { old }).collect();
    lines.join("\n")
}

fn of_toml(file: &str, line: &str) -> Vec<(&'static str, String)> {
    let mut slips = Vec::new();
    if line.starts_with("[[") {
        slips.push(("head", line.replacen("[[", "[[x", 1)));
    }
    let Some((key, value)) = line.split_once(" = ").filter(|(key, _)| !key.contains(['"', ' ', '#'])) else {
        return slips;
    };
    slips.push(("key", format!("{} = {value}", misspelt(key))));
    let value = value.split('#').next().unwrap().trim_end();
    match value.chars().next() {
        Some('"' | '\'') => slips.push(("type", format!("{key} = 3"))),
        Some('[') if value.ends_with(']') => slips.push(("type", format!("{key} = 3"))),
        Some('t' | 'f') => slips.push(("type", format!("{key} = \"是\""))),
        Some('0'..='9') => {
            slips.push(("type", format!("{key} = \"{value}\"")));
            if file.starts_with("look") {
                slips.extend(["-1000", "1e9", "nan"].map(|number| ("range", format!("{key} = {number}"))));
            }
        }
        _ => {}
    }
    let names = NAMING.contains(&key) || (key == "where" && value.starts_with("[{ field"));
    let quoted = value.split('"').nth(1).filter(|word| names && !word.is_empty());
    slips.extend(quoted.map(|word| {
        (
            "name",
            format!(
                "{key} = {}",
                value.replacen(&format!("\"{word}\""), &format!("\"{}\"", misspelt(word)), 1)
            ),
        )
    }));
    slips
}

fn of_wording(line: &str) -> Vec<(&'static str, String)> {
    let mut slips = Vec::new();
    let start = line.trim_start_matches("- ");
    if start.starts_with('[') {
        slips.push(("mark", line.replacen('[', "【", 1)));
        slips.push(("mark", line.replacen('[', "", 1)));
    }
    if line.contains("**") {
        slips.push(("mark", line.replacen("**", "*", 1)));
    }
    let mut from = 0;
    while let Some(open) = line[from..].find("{{").map(|at| from + at) {
        let close = open + line[open..].find("}}").unwrap();
        let call = &line[open..close];
        let with = |new: &str| format!("{}{new}{}", &line[..open], &line[close..]);
        slips.push(("brace", with(call.trim_start_matches('{'))));
        slips.push(("brace", with(&call.replace("{{", "｛｛"))));
        slips.push(("brace", format!("{}{}", &line[..close], &line[close + 1..])));
        let inner = call.trim_start_matches(['{', '#', '/', '>', ' ']);
        let word: String = inner.chars().take_while(|c| c.is_alphanumeric() || "@_".contains(*c)).collect();
        if !word.is_empty() && !call.contains("!--") {
            slips.push(("name", with(&call.replacen(&word, &misspelt(&word), 1))));
        }
        if let Some((before, _)) = call.split_once('=') {
            let key = before.rsplit(' ').next().unwrap();
            slips.push(("name", with(&call.replacen(&format!("{key}="), &format!("{}=", misspelt(key)), 1))));
        }
        from = close + 2;
    }
    slips
}

fn of_words(line: &str, header: bool) -> Vec<(&'static str, String)> {
    let mut slips = vec![("long", format!("{line}{}x", "\t".repeat(20)))];
    if line.contains('\t') {
        slips.push(("spaces", line.replace('\t', "    ")));
    }
    slips.push(("twice", format!("{line}\n{line}")));
    if header {
        slips.push(("name", misspelt(line)));
    }
    slips
}

/// The slips of a file.
fn slips(file: &str, text: &str) -> Vec<Slip> {
    let comments = |line: &str| line.trim().is_empty() || line.starts_with('#') || line.starts_with("{{!--");
    let header = text.lines().position(|line| !comments(line));
    let lines = text.split('\n').enumerate().filter(|(_, line)| !comments(line));
    let slips = lines.flat_map(|(at, line)| {
        let made = match file.rsplit('.').next() {
            Some("toml") => of_toml(file, line),
            Some("hbs") => of_wording(line),
            Some("tsv") => of_words(line, Some(at) == header),
            _ => Vec::new(),
        };
        made.into_iter().map(move |(sort, line)| Slip {
            sort,
            line: at + 1,
            text: with_line(text, at, &line),
        })
    });
    slips.collect()
}

/// What is wrong with how a kind with a slip is refused.
fn fails(name: &str, files: &KindFiles, file: &str, slip: &Slip) -> Option<String> {
    let mut files = files.clone();
    let before = files.insert(file.to_owned(), slip.text.clone().into_bytes())?;
    if before == slip.text.as_bytes() {
        return None;
    }
    let place = format!("{name}/{file}:{} ({})", slip.line, slip.sort);
    let said = slip.text.split('\n').nth(slip.line - 1).unwrap_or_default().to_owned();
    let refused = load(name, &files).and_then(|kind| compose::check(&kind));
    let Err(refused) = refused else { return Some(format!("{place} was taken: {said}")) };
    let told = refused.iter().any(|refusal| match refusal {
        Refusal::Kind { file, line, .. } => line.is_some() || !files.contains_key(file),
        _ => false,
    });
    let messages = refused.iter().map(|refusal| refusal.say().message(Lang::Zh).to_owned());
    (!told).then(|| {
        format!("{place} is told without a line: {said}\n    {}", messages.collect::<Vec<_>>().join(" | "))
    })
}

#[test]
fn slips_by_rule_are_refused_where_they_stand() {
    let stride =
        std::env::var("CHENGWEN_SLIPS").ok().and_then(|stride| stride.parse().ok()).unwrap_or(STRIDE);
    let (mut tried, mut failed) = (0, Vec::new());
    for name in built_in_names() {
        let files = whole(&name).unwrap();
        let texts = files.iter().filter_map(|(file, bytes)| Some((file, std::str::from_utf8(bytes).ok()?)));
        let mut sorts: BTreeMap<(&str, &str), Vec<(&String, Slip)>> = BTreeMap::new();
        for (file, text) in texts {
            let ending = file.rsplit('.').next().unwrap();
            for slip in slips(file, text) {
                sorts.entry((ending, slip.sort)).or_default().push((file, slip));
            }
        }
        for (file, slip) in sorts.values().flat_map(|slips| slips.iter().step_by(stride)) {
            tried += 1;
            failed.extend(fails(&name, &files, file, slip));
        }
    }
    assert!(tried > 60, "{tried}");
    assert!(failed.is_empty(), "{} of {tried}\n{}", failed.len(), failed.join("\n"));
}

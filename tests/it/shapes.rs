//! Documents without any style, as offices type them: elements that are written wrongly are known all the same, right ones
//! are clean, and `--fix` changes nothing of what is not known.

use std::collections::BTreeSet;

use chengwen::finding::Severity;

use crate::lint::bases;
use crate::patch::saved::with_parts;

/// The paragraphs of a right document: the format of each, and its text.
const RIGHT: &str = include_str!("../cases/shapes/right.tsv");
/// What is changed in it: which paragraph (`+` before a format: a new one above it), and which rules that breaks.
const CASES: &str = include_str!("../cases/shapes/cases.tsv");

/// Paragraph and characters of a format.
fn format(name: &str) -> (String, [&'static str; 3]) {
    const FANGSONG: &str = "仿宋_GB2312";
    const SONG: &str = "方正小标宋简体";
    let ind = |left: i64, first: i64, right: i64| {
        let first =
            if first < 0 { format!("w:hanging=\"{}\"", -first) } else { format!("w:firstLine=\"{first}\"") };
        format!("<w:ind w:left=\"{left}\" w:right=\"{right}\" {first}/>")
    };
    let rule = |side: &str, width: i64, colour: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"{width}\" w:space=\"1\" w:color=\"{colour}\"/>")
    };
    let framed = |rules: String, rest: String| format!("<w:pBdr>{rules}</w:pBdr>{rest}");
    let centred = "<w:jc w:val=\"center\"/>".to_owned();
    let right = |right: i64| format!("{}<w:jc w:val=\"right\"/>", ind(0, 0, right));
    match name {
        "mark" => (centred, [SONG, "72", "FF0000"]),
        "number" => (ind(0, 0, 0), [FANGSONG, "32", "000000"]),
        "line" => (framed(rule("bottom", 12, "FF0000"), ind(0, 0, 0)), [FANGSONG, "10", "000000"]),
        "short-line" => {
            (framed(rule("bottom", 12, "FF0000"), ind(1500, 0, 1500)), [FANGSONG, "10", "000000"])
        }
        "title" => (centred, [SONG, "44", "000000"]),
        "left-title" => (ind(0, 0, 0), [SONG, "44", "000000"]),
        "small-title" => (centred, [SONG, "32", "000000"]),
        "subtitle" => (centred, ["楷体_GB2312", "32", "000000"]),
        "caption" => (centred, ["黑体", "28", "000000"]),
        "flush" => (ind(0, 0, 0), [FANGSONG, "32", "000000"]),
        "heading1" => (ind(0, 640, 0), ["黑体", "32", "000000"]),
        "heading2" => (ind(0, 640, 0), ["楷体_GB2312", "32", "000000"]),
        "song" => (ind(0, 640, 0), ["宋体", "32", "000000"]),
        "apart" => (
            format!(
                "<w:spacing w:before=\"156\" w:after=\"156\" w:line=\"579\" w:lineRule=\"exact\"/>{}",
                ind(0, 640, 0)
            ),
            [FANGSONG, "32", "000000"],
        ),
        "label" => (format!("<w:pageBreakBefore/>{}", ind(0, 0, 0)), ["黑体", "32", "000000"]),
        "centred-label" => (format!("<w:pageBreakBefore/>{centred}"), ["黑体", "32", "000000"]),
        "hangs" => (ind(1920, -1280, 0), [FANGSONG, "32", "000000"]),
        "hangs-next" => (ind(1920, -320, 0), [FANGSONG, "32", "000000"]),
        "attendance" => (ind(1600, -960, 0), [FANGSONG, "32", "000000"]),
        "organ" => (right(880), [FANGSONG, "32", "000000"]),
        "date" => (right(1280), [FANGSONG, "32", "000000"]),
        "copies" => (framed(rule("top", 8, "000000"), ind(1120, -840, 280)), [FANGSONG, "28", "000000"]),
        "copies-bare" => (ind(1120, -840, 280), [FANGSONG, "28", "000000"]),
        "copies-thick" => {
            (framed(rule("top", 24, "000000"), ind(1120, -840, 280)), [FANGSONG, "28", "000000"])
        }
        "copies-red" => (framed(rule("top", 8, "FF0000"), ind(1120, -840, 280)), [FANGSONG, "28", "000000"]),
        "copies-flush" => (framed(rule("top", 8, "000000"), ind(0, 0, 0)), [FANGSONG, "28", "000000"]),
        "issue" => (
            framed(rule("top", 6, "000000") + &rule("bottom", 8, "000000"), ind(280, 0, 280)),
            [FANGSONG, "28", "000000"],
        ),
        "body" => (ind(0, 640, 0), [FANGSONG, "32", "000000"]),
        name => panic!("{name}: no such format"),
    }
}

/// A paragraph; `|` parts its runs, `FACE@` sets the typeface of one, `\n` and `\t` are breaks and tabs, ￼ a drawing.
fn paragraph(name: &str, text: &str) -> String {
    let (of_paragraph, [face, size, colour]) = format(name);
    let narrowed = if size == "32" { "<w:spacing w:val=\"-5\"/>" } else { "" };
    let run = |part: &str| {
        let (face, part) = part.split_once('@').unwrap_or((face, part));
        let part = part.replace('&', "&amp;").replace('<', "&lt;");
        let part = part.replace("\\n", "</w:t><w:br/><w:t xml:space=\"preserve\">");
        let part = part.replace("\\t", "</w:t><w:tab/><w:t xml:space=\"preserve\">");
        let part = part.replace('\u{fffc}', "</w:t><w:drawing/><w:t xml:space=\"preserve\">");
        format!(
            "<w:r><w:rPr><w:rFonts w:ascii=\"{face}\" w:hAnsi=\"{face}\" w:eastAsia=\"{face}\"/><w:color w:val=\"{colour}\"/>{narrowed}<w:sz w:val=\"{size}\"/></w:rPr><w:t xml:space=\"preserve\">{part}</w:t></w:r>"
        )
    };
    let runs: String = if text.is_empty() { String::new() } else { text.split('|').map(run).collect() };
    format!("<w:p><w:pPr>{of_paragraph}</w:pPr>{runs}</w:p>")
}

fn document(base: &[u8], lines: &[(String, String)]) -> Vec<u8> {
    with_parts(base, |parts| {
        let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        let (from, to) =
            (text.find("<w:body>").unwrap() + "<w:body>".len(), text.rfind("<w:sectPr").unwrap());
        let body: String = lines.iter().map(|(name, text)| paragraph(name, text)).collect();
        parts.insert(
            "word/document.xml".to_owned(),
            format!("{}{body}{}", &text[..from], &text[to..]).into_bytes(),
        );
    })
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pair = |row: &str| row.split_once('\t').map(|(name, text)| (name.to_owned(), text.to_owned()));
    text.lines().filter_map(pair).collect()
}

#[test]
fn shapes_of_elements_are_known_and_what_is_not_known_is_left() {
    let base = &bases()["upward"];
    let right = pairs(RIGHT);
    let mut wrong: Vec<String> = Vec::new();
    for (number, row) in CASES.lines().enumerate().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [rules, at, name, text] = cells[..] else { panic!("line {}: {row}", number + 1) };
        let mut lines = right.clone();
        let place =
            if at.is_empty() { None } else { lines.iter().position(|(_, text)| text.starts_with(at)) };
        assert!(at.is_empty() || place.is_some(), "line {}: no paragraph {at}", number + 1);
        match (place, name.strip_prefix('+')) {
            (Some(place), Some(name)) => lines.insert(place, (name.to_owned(), text.to_owned())),
            (Some(place), None) if name == "-" => drop(lines.remove(place)),
            (Some(place), None) => lines[place] = (name.to_owned(), text.to_owned()),
            (None, _) => (),
        }
        let document = document(base, &lines);
        let expected: BTreeSet<&str> = rules.split_whitespace().collect();
        let codes = |lints: &chengwen::Lints| -> BTreeSet<&'static str> {
            let said = lints.page.faults.iter().map(|fault| fault.what.say());
            said.filter(|said| said.severity < Severity::Info || expected.contains(said.code))
                .map(|said| said.code)
                .collect()
        };
        let mended = chengwen::mend(&document).unwrap();
        let found = codes(&mended.before);
        if found != expected {
            let faults: Vec<_> =
                mended.before.page.faults.iter().map(|fault| (fault.line, &fault.what)).collect();
            wrong.push(format!("line {}: {row}: {faults:?}", number + 1));
        }
        if expected.is_empty() && mended.copy != document {
            wrong.push(format!("line {}: a right document was changed: {row}", number + 1));
        }
        let new: Vec<_> = codes(&mended.after).difference(&found).copied().collect();
        if !new.is_empty() {
            wrong.push(format!("line {}: {new:?} came: {row}", number + 1));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

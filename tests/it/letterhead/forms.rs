//! Forms that Word, WPS and office systems make, as 版式: the cases of tests/cases/letterheads/.

use serde::Deserialize;

use super::{HEAD, REPORT, SETTINGS, folder, letterhead, style, whole};
use crate::raw;
use crate::regenerate::paper::Paper;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    form: String,
    #[serde(default)]
    head: String,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    there: Vec<String>,
    #[serde(default)]
    gone: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    silent: Vec<String>,
    /// A style, what its definition holds, and whether it does.
    #[serde(default)]
    looks: Vec<(String, String, bool)>,
    /// The beginning of a line, and what the XML of its paragraph holds.
    #[serde(default)]
    xml: Vec<(String, String)>,
}

fn cases() -> Vec<Case> {
    let Cases { case } = toml::from_str(include_str!("../../cases/letterheads/forms.toml")).unwrap();
    case
}

#[test]
fn forms_are_filled_and_what_is_left_in_them_is_told_on_every_run() {
    let mut wrong = Vec::new();
    for case in cases() {
        let head = if case.bare { case.head.clone() } else { format!("{HEAD}{}", case.head) };
        let scratch = folder(&case.form, &head);
        let first = scratch.done(&["build", "甲", "-v"]);
        let bytes = scratch.read(REPORT);
        let kept = crate::scratch::patched();
        std::fs::write(format!("{kept}/form-{}.docx", case.form), &bytes).unwrap();
        let said = whole(&bytes);
        let again = scratch.done(&["build", "甲", "-v"]);
        if scratch.read(REPORT) != bytes {
            wrong.push(format!("{}: the second run gave other bytes", case.name));
        }
        let count = |text: &String| said.matches(text.as_str()).count();
        wrong.extend(
            case.there
                .iter()
                .filter(|text| count(text) != 1)
                .map(|text| format!("{}: {text} stands {} times in {said}", case.name, count(text))),
        );
        wrong.extend(
            case.gone
                .iter()
                .filter(|text| count(text) > 0)
                .map(|text| format!("{}: {text} still stands in {said}", case.name)),
        );
        for (run, ran) in [("first", &first), ("second", &again)] {
            let says = |text: &&String| ran.stderr.contains(text.as_str());
            wrong.extend(
                case.says
                    .iter()
                    .filter(|text| !says(text))
                    .map(|text| format!("{}: the {run} run does not say {text}: {}", case.name, ran.stderr)),
            );
            wrong.extend(
                case.silent
                    .iter()
                    .filter(says)
                    .map(|text| format!("{}: the {run} run says {text}: {}", case.name, ran.stderr)),
            );
        }
        let body = &raw::parts(&bytes)["word/document.xml"];
        wrong.extend(
            case.xml
                .iter()
                .filter(|(words, what)| !holds(body, words, what))
                .map(|(words, what)| format!("{}: no {what} beside {words} in {body}", case.name)),
        );
        for (name, what, has) in &case.looks {
            if style(&bytes, name).contains(what.as_str()) != *has {
                wrong.push(format!("{}: {name} {what}: {}", case.name, style(&bytes, name)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a paragraph with these words holds this.
fn holds(body: &str, words: &str, what: &str) -> bool {
    let tags = regex::Regex::new("<[^>]*>").unwrap();
    let mut paragraphs = body.split("<w:p>").flat_map(|part| part.split("<w:p "));
    paragraphs.any(|paragraph| tags.replace_all(paragraph, "").contains(words) && paragraph.contains(what))
}

#[test]
fn what_waits_in_the_form_stands_in_the_way_of_the_final_copy_until_it_is_filled() {
    let scratch = folder("masked", "");
    scratch.done(&["build", "甲"]);
    let ran = scratch.refused(&["finish", "甲"], 1);
    ran.says(&["“XX发〔20XX〕XX号"]);
    let checked = scratch.run(&["check", "甲", "--strict"]);
    assert_eq!(checked.code, 1);
    checked.says(&["没有换成本报告的内容"]);
    // What a person has set right by hand in the document is not told any more.
    let paper = Paper::open(&scratch.read(REPORT)).reword("XX发〔20XX〕XX号", "卫健发〔2024〕9号");
    scratch.write(REPORT, &paper.reword("□□□", "李明").save());
    let ran = scratch.done(&["build", "甲"]);
    assert!(!ran.stderr.contains("XX发") && ran.stderr.contains("抄送：XXX"), "{}", ran.stderr);
}

#[test]
fn a_document_or_template_with_macros_becomes_a_document_without() {
    for (name, kind) in [
        ("红头.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("红头.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("红头.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        // Named as the templates of Word 97 are, but none.
        ("红头.dot", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    ] {
        let scratch = folder("blank", HEAD);
        std::fs::remove_file(scratch.path("甲/红头.docx")).unwrap();
        let settings = format!("{SETTINGS}{HEAD}").replace("红头.docx", name);
        scratch.write("甲/报告信息.csv", settings.as_bytes());
        scratch.write(&format!("甲/{name}"), &Paper::open(&letterhead("blank")).with_macros(kind).save());
        scratch.done(&["build", "甲"]);
        let bytes = scratch.read(REPORT);
        let parts = raw::parts(&bytes);
        let types = &parts["[Content_Types].xml"];
        assert!(types.contains("wordprocessingml.document.main+xml"), "{name}: {types}");
        assert!(!types.contains("macroEnabled") && !types.contains("vbaProject"), "{name}: {types}");
        assert!(!parts["word/_rels/document.xml.rels"].contains("vbaProject"), "{name}");
        assert!(!raw::binary_parts(&bytes).contains_key("word/vbaProject.bin"), "{name}");
        assert!(whole(&bytes).contains("卫健发〔2024〕9号"), "{name}");
    }
}

#[test]
fn a_template_of_word_97_is_told_with_what_to_do() {
    let scratch = folder("blank", HEAD);
    std::fs::remove_file(scratch.path("甲/红头.docx")).unwrap();
    let settings = format!("{SETTINGS}{HEAD}").replace("红头.docx", "红头.dot");
    scratch.write("甲/报告信息.csv", settings.as_bytes());
    scratch.write("甲/红头.dot", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1template");
    scratch.done(&["build", "甲"]).says(&[
        "红头.dot：版式文件不是 .docx 格式",
        "另存为",
        "用了国家标准的版式",
    ]);
}

#[test]
fn what_nothing_renews_in_a_head_is_told_when_it_has_become_another() {
    let scratch = folder("minutes", HEAD);
    scratch.done(&["build", "甲"]);
    let settings = format!("{SETTINGS}{HEAD}").replace("2024年6月3日", "2024年6月5日");
    scratch.write("甲/报告信息.csv", settings.as_bytes());
    for _ in 0..2 {
        scratch.done(&["build", "甲"]).says(&["报告版头里的成文日期应为", "2024年6月5日"]);
    }
    scratch.refused(&["finish", "甲"], 1);
    let paper = Paper::open(&scratch.read(REPORT)).reword_everywhere("2024年6月3日", "2024年6月5日");
    scratch.write(REPORT, &paper.save());
    let ran = scratch.done(&["build", "甲"]);
    assert!(!ran.stderr.contains("版头里的"), "{}", ran.stderr);
}

#[test]
fn a_long_organ_fills_the_room_of_its_mark_and_no_more() {
    let size = |organ: &str| {
        let scratch = folder("joint", HEAD);
        let settings = format!("{SETTINGS}{HEAD}发文机关标志,{organ}\n");
        scratch.write("甲/报告信息.csv", settings.as_bytes());
        scratch.done(&["build", "甲"]);
        let body = raw::parts(&scratch.read(REPORT))["word/document.xml"].clone();
        let sizes = regex::Regex::new(&format!(r#"<w:sz w:val="(\d+)"/>(?:<[^>]*>)*{organ}<"#)).unwrap();
        let found: Vec<u32> = sizes.captures_iter(&body).map(|found| found[1].parse().unwrap()).collect();
        assert_eq!(found.len(), 2, "for new programs and for old ones: {body}");
        // The two say their width in other units.
        assert!(found[0].abs_diff(found[1]) <= 2, "{found:?}");
        found[0]
    };
    // 442 points of room, less those of the edges, hold thirteen characters of 50 points at 65 percent.
    assert_eq!(size("某县卫生健康局"), 100);
    assert_eq!(size("云岭县精神文明建设指导委员会"), 94);
    assert!(size("云岭壮族自治州经济体制和生态文明体制改革专项小组") >= 44);
}

#[test]
fn what_wps_notes_about_places_does_not_stand_in_the_way_of_the_final_copy() {
    let scratch = folder("official", &format!("{HEAD}密级,秘密★1年\n份号,000123\n紧急程度,加急\n"));
    scratch.done(&["build", "甲"]);
    assert!(raw::parts(&scratch.read(REPORT))["word/document.xml"].contains("wpsCustomData"));
    let ran = scratch.run(&["finish", "甲"]);
    assert!(!ran.stderr.contains("mc:Choice"), "{}", ran.stderr);
}

//! The elements of the official format when 报告信息 changes: 版头, 署名, 版记, 附件. What nobody touched is as in a report
//! made anew, with its room, rules, columns and sections; what a person wrote stays, to the letter.

use std::collections::BTreeMap;

use chengwen::package::xml::Element;

use super::paper::{Paper, text};
use super::{ACTIVITIES, OPINIONS};
use crate::docx::package::Package;
use crate::scratch::Scratch;

/// Items of 报告信息; of a list one for each member.
type Items = &'static [(&'static str, &'static str)];

const INTERNAL: Items = &[
    ("单位全称", "某县卫生健康局"),
    ("主送机关", "某县人民政府"),
    ("活动名称", "能力提升活动"),
    ("成文日期", "2024年6月3日"),
    ("下一步", "健全长效机制"),
];
const NUMBER: Items = &[("发文字号", "某卫发〔2024〕3号"), ("签发人", "王某")];
const FOOT: Items = &[
    ("抄送机关", "县委办公室，县人大常委会办公室"),
    ("印发机关", "某县卫生健康局办公室"),
    ("印发日期", "2024年6月5日"),
];
const MARKS: Items = &[("发文机关标志", "某县卫生健康局文件"), ("发文机关标志", "某县教育局文件")];
const THIRD: Items = &[("发文机关标志", "某县人力资源和社会保障局文件")];
const ORGANS: Items = &[("用印方式", "盖章"), ("署名", "某县卫生健康局"), ("署名", "某县教育局")];
const THREE_SIGNERS: Items = &[("签发人", "王某"), ("签发人", "李某某"), ("签发人", "赵某")];
const LABELS: Items = &[("份号", "7"), ("密级", "秘密★1年"), ("紧急程度", "加急")];
const LYING: Items = &[("附件", "意见建议汇总")];
const UPRIGHT: Items = &[("附件", "活动统计表")];
const CHART: Items = &[("统计图", "是")];
const OWN_PAGE: Items = &[("版记单独成页", "是")];

/// Before and after.
const CHANGES: &[(&str, &[Items], &[Items])] = &[
    ("a number comes", &[], &[NUMBER]),
    ("a number goes", &[NUMBER], &[]),
    ("another number", &[NUMBER], &[&[("发文字号", "某卫发〔2024〕12号"), ("签发人", "王某")]]),
    ("one who signs comes", &[&[("发文字号", "某卫发〔2024〕3号")]], &[NUMBER]),
    ("one who signs goes", &[NUMBER], &[&[("发文字号", "某卫发〔2024〕3号")]]),
    ("three sign", &[NUMBER], &[&[("发文字号", "某卫发〔2024〕3号")], THREE_SIGNERS]),
    ("one signs again", &[&[("发文字号", "某卫发〔2024〕3号")], THREE_SIGNERS], &[NUMBER]),
    ("labels come", &[NUMBER], &[NUMBER, LABELS]),
    ("labels go", &[NUMBER, LABELS], &[NUMBER]),
    ("the serial number goes", &[NUMBER, LABELS], &[NUMBER, &[("密级", "秘密★1年"), ("紧急程度", "加急")]]),
    (
        "a longer mark",
        &[NUMBER],
        &[NUMBER, &[("发文机关标志", "中国共产党某自治县卫生健康局机关委员会文件")]],
    ),
    ("a second organ", &[NUMBER, &[("发文机关标志", "某县卫生健康局文件")]], &[NUMBER, MARKS]),
    ("a third organ", &[NUMBER, MARKS], &[NUMBER, MARKS, THIRD]),
    ("one organ again", &[NUMBER, MARKS, THIRD], &[NUMBER, &[("发文机关标志", "某县卫生健康局文件")]]),
    ("a second seal", &[&[("用印方式", "盖章")]], &[ORGANS]),
    ("a third seal", &[ORGANS], &[ORGANS, &[("署名", "某县财政局")]]),
    ("one seal again", &[ORGANS], &[&[("用印方式", "盖章")]]),
    ("an imprint comes", &[NUMBER], &[NUMBER, FOOT]),
    ("an imprint goes", &[NUMBER, FOOT], &[NUMBER]),
    ("an imprint on a page of its own", &[NUMBER, OWN_PAGE], &[NUMBER, OWN_PAGE, FOOT]),
    ("that goes again", &[NUMBER, OWN_PAGE, FOOT], &[NUMBER, OWN_PAGE]),
    (
        "copies go",
        &[NUMBER, FOOT],
        &[NUMBER, &[("印发机关", "某县卫生健康局办公室"), ("印发日期", "2024年6月5日")]],
    ),
    (
        "copies come",
        &[NUMBER, &[("印发机关", "某县卫生健康局办公室"), ("印发日期", "2024年6月5日")]],
        &[NUMBER, FOOT],
    ),
    (
        "more copies",
        &[NUMBER, &[("抄送机关", "县委办公室")]],
        &[
            NUMBER,
            &[(
                "抄送机关",
                "县委办公室，县人大常委会办公室，县政协办公室，县纪委监委办公室，县法院办公室，县检察院办公室",
            )],
        ],
    ),
    ("a note comes", &[NUMBER], &[NUMBER, &[("联系人", "钱某"), ("联系电话", "12345678")]]),
    ("an annex on its side comes", &[NUMBER, FOOT], &[NUMBER, FOOT, LYING]),
    ("an annex on its side goes", &[NUMBER, FOOT, LYING], &[NUMBER, FOOT]),
    ("an upright annex comes behind one on its side", &[LYING], &[LYING, UPRIGHT]),
    ("and one on its side before an upright one", &[UPRIGHT], &[LYING, UPRIGHT]),
    ("all annexes go", &[LYING, UPRIGHT, CHART], &[]),
    (
        "annexes before an imprint of its own page",
        &[NUMBER, FOOT, OWN_PAGE],
        &[NUMBER, FOOT, OWN_PAGE, LYING, UPRIGHT],
    ),
    ("everything comes", &[], &[NUMBER, LABELS, MARKS, ORGANS, FOOT, LYING, UPRIGHT, CHART]),
    ("everything goes", &[NUMBER, LABELS, MARKS, ORGANS, FOOT, LYING, UPRIGHT, CHART], &[]),
];

/// A folder with these items besides those of an internal report.
fn write(scratch: &Scratch, folder: &str, items: &[Items]) {
    let all = [INTERNAL].into_iter().chain(items.iter().copied()).flatten();
    let lines: String = all.map(|(item, content)| format!("{item},\"{content}\"\n")).collect();
    scratch.write(&format!("{folder}/报告信息.csv"), format!("项目,内容\n{lines}").as_bytes());
    scratch.write(&format!("{folder}/活动台账.csv"), ACTIVITIES.as_bytes());
    scratch.write(&format!("{folder}/意见汇总.csv"), OPINIONS.as_bytes());
}

/// The report that lies in a folder.
fn report(scratch: &Scratch, folder: &str) -> String {
    let mut reports = scratch.reports(folder);
    reports.retain(|path| path.matches('/').count() == 2);
    let [report] = &reports[..] else { panic!("{reports:?}") };
    report.clone()
}

/// Paragraphs, places of boxes, measures of styles, parts.
type Seen = (Vec<String>, Vec<String>, BTreeMap<String, String>, Vec<String>);

/// What a reader sees of a document: its paragraphs in their styles, the ends of its sections, where its box stands,
/// the measures that its texts decide, what parts it has.
fn seen(bytes: &[u8]) -> Seen {
    let package = Package::open_any(bytes);
    let styles = package.tree("word/styles.xml");
    let said = |element: &Element, child: &str| {
        element.child(child).and_then(|child| child.attribute("w:val")).unwrap_or_default().to_owned()
    };
    let named = styles.elements().filter(|style| style.name == "w:style");
    let named: Vec<(String, String, &Element)> = named
        .map(|style| (style.attribute("w:styleId").unwrap().to_owned(), said(style, "w:name"), style))
        .collect();
    let names: BTreeMap<String, String> =
        named.iter().map(|(id, name, _)| (id.clone(), name.clone())).collect();
    let mut paragraphs = Vec::new();
    let document = package.tree("word/document.xml");
    lines(&document, &names, "", &mut paragraphs);
    let size =
        regex::Regex::new("<wp:posOffset>\\d+|<wp:extent [^>]*cy=\"\\d+|margin-top:[0-9.]+|height:[0-9.]+")
            .unwrap();
    let xml = &package.parts["word/document.xml"];
    let places = size.find_iter(xml).map(|found| found.as_str().to_owned()).collect();
    const MEASURED: [&str; 8] = [
        "版头空位",
        "版头空行",
        "版头分隔线",
        "发文机关标志",
        "发文字号和签发人",
        "签发人",
        "Signature",
        "Date",
    ];
    let used = |name: &String| paragraphs.iter().any(|line| line.contains(&format!("[{name}]")));
    let measures = named.iter().filter(|(_, name, _)| MEASURED.contains(&name.as_str()) && used(name));
    let measures = measures.map(|(_, name, style)| (name.clone(), style.to_xml())).collect();
    let number = regex::Regex::new("[0-9]").unwrap();
    let parts = package.parts.keys().filter(|part| !part.contains("comments"));
    let mut parts: Vec<String> = parts.map(|part| number.replace_all(part, "").into_owned()).collect();
    parts.sort();
    (paragraphs, places, measures, parts)
}

fn lines(element: &Element, names: &BTreeMap<String, String>, place: &str, found: &mut Vec<String>) {
    let lies = |section: &Element| {
        let size = section.child("w:pgSz").unwrap();
        let kind = section.child("w:type").and_then(|kind| kind.attribute("w:val")).unwrap_or("");
        format!("§{}{kind}", size.attribute("w:orient").unwrap_or("portrait"))
    };
    let mut inside = place.to_owned();
    match element.name.as_str() {
        "w:p" => {
            let properties = element.child("w:pPr");
            let style =
                properties.and_then(|p| p.child("w:pStyle")).and_then(|style| style.attribute("w:val"));
            let style = style.and_then(|id| names.get(id)).cloned().unwrap_or_default();
            // Which paragraph keeps with the next is a matter of layout, and of whose it is.
            let style = style.replace("正文末段", "Body Text");
            let section = properties.and_then(|p| p.child("w:sectPr")).map(lies).unwrap_or_default();
            let shown: String = element.elements().filter(|run| run.name == "w:r").map(words).collect();
            found.push(format!("{place}[{style}]{shown}{section}"));
        }
        "w:tbl" => inside.push('|'),
        "mc:Fallback" => inside.push('~'),
        "w:sectPr" => found.push(lies(element)),
        "w:pPr" => return,
        _ => {}
    }
    element.elements().for_each(|child| lines(child, names, &inside, found));
}

fn words(run: &Element) -> String {
    let word = |child: &Element| match child.name.as_str() {
        "w:t" => child.text(),
        "w:tab" => "→".to_owned(),
        "w:br" => "/".to_owned(),
        _ => String::new(),
    };
    run.elements().map(word).collect()
}

fn renewed(strip: bool) {
    let mut wrong = Vec::new();
    for (name, before, after) in CHANGES {
        let scratch = Scratch::new();
        write(&scratch, "甲", before);
        write(&scratch, "乙", after);
        scratch.done(&["build", "甲"]);
        scratch.done(&["build", "乙"]);
        if strip {
            let path = report(&scratch, "甲");
            scratch.write(&path, &Paper::open(&scratch.read(&path)).strip().save());
        }
        write(&scratch, "甲", after);
        scratch.done(&["build", "甲"]);
        let bytes = scratch.read(&report(&scratch, "甲"));
        let (here, wanted) = (seen(&bytes), seen(&scratch.read(&report(&scratch, "乙"))));
        if here != wanted {
            wrong.push(format!("{name}:\n{}", difference(&here, &wanted)));
            continue;
        }
        scratch.done(&["build", "甲"]);
        assert!(bytes == scratch.read(&report(&scratch, "甲")), "{name}: the same again changes something");
        keep(name, strip, &bytes);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Where two documents differ: their paragraphs from the first that is not the same to the last, and the rest.
fn difference(here: &Seen, wanted: &Seen) -> String {
    let same = here.0.iter().zip(&wanted.0).take_while(|(a, b)| a == b).count();
    let last = here.0.iter().rev().zip(wanted.0.iter().rev()).take_while(|(a, b)| a == b).count();
    let part = |lines: &[String]| lines[same..(lines.len() - last).max(same)].join("\n  ");
    let styles = here.2.iter().filter(|(name, style)| wanted.2.get(*name) != Some(*style));
    let styles: Vec<String> =
        styles.map(|(name, style)| format!("{style}\n instead of\n{:?}", wanted.2.get(name))).collect();
    let parts = |seen: &Seen| format!("{:?} {:?}", seen.1, seen.3);
    format!(
        "  {}\n instead of\n  {}\n{}\n{}\n instead of\n{}",
        part(&here.0),
        part(&wanted.0),
        styles.join("\n"),
        parts(here),
        parts(wanted)
    )
}

/// Keeps a document for the validator; those without marks have the same XML but for these.
fn keep(name: &str, strip: bool, bytes: &[u8]) {
    if strip {
        return;
    }
    let folder = crate::scratch::patched();
    std::fs::write(format!("{folder}/elements {name}.docx").replace(' ', "-"), bytes).unwrap();
}

#[test]
fn what_nobody_touched_is_as_in_a_report_made_anew() {
    renewed(false);
}

#[test]
fn and_so_it_is_when_all_marks_are_lost() {
    renewed(true);
}

/// A person's words (before, after), the items before and after, what must stand, what must not, and of what the
/// remark speaks.
type Touched = (
    &'static str,
    (&'static str, &'static str),
    &'static [Items],
    &'static [Items],
    &'static [&'static str],
    &'static str,
);

const NEW_NUMBER: Items = &[("发文字号", "某卫发〔2024〕12号"), ("签发人", "王某")];
const NEW_ISSUE: Items = &[
    ("抄送机关", "县委办公室，县人大常委会办公室"),
    ("印发机关", "某县卫生健康局办公室"),
    ("印发日期", "2024年6月15日"),
];
const NEW_COPIES: Items = &[
    ("抄送机关", "县委办公室，县纪委监委办公室"),
    ("印发机关", "某县卫生健康局办公室"),
    ("印发日期", "2024年6月5日"),
];
const ONLY_ISSUE: Items = &[("印发机关", "某县卫生健康局办公室"), ("印发日期", "2024年6月5日")];
const SECRET: Items = &[("密级", "秘密★1年")];

const TOUCHED: &[Touched] = &[
    ("number", ("某卫发〔2024〕", "某卫函〔2024〕"), &[NUMBER], &[NUMBER], &["某卫函〔2024〕3号"], ""),
    (
        "number, both",
        ("某卫发〔2024〕", "某卫函〔2024〕"),
        &[NUMBER],
        &[NEW_NUMBER],
        &["某卫函〔2024〕"],
        "12号",
    ),
    ("signer", ("王某", "汪某"), &[NUMBER], &[NEW_NUMBER], &["某卫发〔2024〕12号", "汪某"], ""),
    (
        "copies",
        ("县人大常委会", "县政协"),
        &[NUMBER, FOOT],
        &[NUMBER, NEW_ISSUE],
        &["县政协办公室", "6月15日印发"],
        "",
    ),
    (
        "copies, both",
        ("县人大常委会", "县政协"),
        &[NUMBER, FOOT],
        &[NUMBER, NEW_COPIES],
        &["县政协办公室"],
        "县纪委监委",
    ),
    (
        "copies, gone",
        ("县人大常委会", "县政协"),
        &[NUMBER, FOOT],
        &[NUMBER, ONLY_ISSUE],
        &["县政协办公室", "6月5日印发"],
        "",
    ),
    (
        "issuer",
        ("健康局办公室", "健康局综合科"),
        &[NUMBER, ONLY_ISSUE],
        &[NUMBER, FOOT],
        &["健康局综合科", "抄送：县委"],
        "",
    ),
    (
        "organ",
        ("某县教育局", "某县教体局"),
        &[ORGANS],
        &[ORGANS, &[("署名", "某县财政局")]],
        &["某县教体局", "某县财政局"],
        "",
    ),
    (
        "mark",
        ("某县教育局", "某县教体局"),
        &[NUMBER, MARKS],
        &[NUMBER, MARKS, THIRD],
        &["某县教体局", "社会保障局"],
        "",
    ),
    (
        "secret",
        ("秘密★1年", "秘密★3年"),
        &[NUMBER, SECRET],
        &[NUMBER, SECRET, &[("份号", "9")]],
        &["000009", "秘密★3年"],
        "",
    ),
    (
        "secret, both",
        ("秘密★1年", "秘密★3年"),
        &[NUMBER, SECRET],
        &[NUMBER, &[("密级", "机密★5年")]],
        &["秘密★3年"],
        "机密★5年",
    ),
];

#[test]
fn what_a_person_wrote_stays() {
    for strip in [false, true] {
        for (name, (old, new), before, after, wanted, remark) in TOUCHED {
            let scratch = Scratch::new();
            write(&scratch, "甲", before);
            scratch.done(&["build", "甲"]);
            let path = report(&scratch, "甲");
            let paper = Paper::open(&scratch.read(&path)).reword_everywhere(old, new);
            scratch.write(&path, &if strip { paper.strip() } else { paper }.save());
            write(&scratch, "甲", after);
            let told = scratch.done(&["build", "甲", "--json"]).json();
            let bytes = scratch.read(&path);
            let stands = text(&bytes);
            for words in *wanted {
                assert!(stands.contains(words), "{name}: {words} is missing: {stands}");
            }
            assert!(!stands.contains(old), "{name}: {old} is back: {stands}");
            let conflicts = told["revision"]["conflicts"].as_array().unwrap();
            assert_eq!(conflicts.is_empty(), remark.is_empty(), "{name}: {conflicts:?}");
            let package = Package::open_any(&bytes);
            let comments = package.parts.get("word/comments.xml").map_or("", String::as_str);
            assert!(comments.contains(remark), "{name}: {comments}");
            assert!(!remark.is_empty() || comments.is_empty(), "{name}: {comments}");
            keep(&format!("touched {name}"), strip, &bytes);
        }
    }
}

#[test]
fn a_line_that_a_person_added_to_the_imprint_stays_in_it() {
    for after in [&[NUMBER, NEW_ISSUE][..], &[NUMBER, ONLY_ISSUE], &[NUMBER]] {
        let scratch = Scratch::new();
        write(&scratch, "甲", &[NUMBER, FOOT]);
        scratch.done(&["build", "甲"]);
        let path = report(&scratch, "甲");
        let paper = Paper::open(&scratch.read(&path)).add_after("抄送：", "主题词：作风 建设");
        scratch.write(&path, &paper.save());
        write(&scratch, "甲", after);
        scratch.done(&["build", "甲"]);
        let seen = seen(&scratch.read(&path)).0;
        assert!(seen.iter().any(|line| line.contains("作风 建设") && line.starts_with('|')), "{seen:?}");
    }
}

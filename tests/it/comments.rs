//! Comments of a reading over: each at the very words, said once however often it is asked for, no obstacle to 定稿; and
//! a mended copy beside the report is not taken for it.

use std::collections::BTreeMap;

use crate::raw;
use crate::scratch::Scratch;

/// The one report of a folder.
fn report(scratch: &Scratch) -> String {
    let reports = scratch.reports("甲");
    let [one] = reports.as_slice() else { panic!("{reports:?}") };
    one.clone()
}

fn texts(xml: &str) -> String {
    let pieces = xml.split("<w:t").skip(1).filter(|piece| piece.starts_with([' ', '>']));
    let text = |piece: &str| {
        let inside = piece.split_once('>').map_or("", |(_, rest)| rest);
        inside.split("</w:t>").next().unwrap_or_default().to_owned()
    };
    pieces.map(text).collect()
}

/// The comments of 核稿: the words that each stands at, by what it says.
fn comments(document: &[u8]) -> BTreeMap<String, Vec<String>> {
    let parts = raw::parts(document);
    let Some(comments) = parts.get("word/comments.xml") else { return BTreeMap::new() };
    let body = &parts["word/document.xml"];
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for comment in comments.split("<w:comment ").skip(1).filter(|comment| comment.contains("\"成文核稿\""))
    {
        let id = comment.split("w:id=\"").nth(1).unwrap().split('"').next().unwrap();
        let mark = |kind: &str| {
            let marks = body.match_indices(&format!("<w:{kind} w:id=\"{id}\"/>")).collect::<Vec<_>>();
            assert_eq!(marks.len(), 1, "{kind} {id}");
            marks[0].0
        };
        let (from, to) = (mark("commentRangeStart"), mark("commentRangeEnd"));
        assert!(from < to && to < mark("commentReference"), "{id}");
        found.entry(texts(comment)).or_default().push(texts(&body[from..to]));
    }
    found
}

const SETTINGS: &str = "项目,内容\n单位全称,云岭县水务局\n活动名称,机关效能提升年活动\n开始日期,2023-03-01\n截至日期,2023-12-20\n成文日期,2023-12-26\n";
const TEXTS: &str = "段落,内容\n成效,侯选人名单已公示，办事效率显著提高，党员干部以身做则。\n";
const OPINIONS: &str = "序号,单位,意见建议\n1,秘书科,会议偏多\n2,信息科,报表偏多\n";

fn folder() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("甲/报告信息.csv", SETTINGS.as_bytes());
    scratch.write("甲/文字材料.csv", TEXTS.as_bytes());
    scratch.write("甲/意见建议汇总表.csv", OPINIONS.as_bytes());
    scratch
}

#[test]
fn comments_stand_at_the_words_that_they_are_about() {
    let scratch = folder();
    scratch.done(&["build", "甲"]);
    let path = report(&scratch);
    let plain = scratch.read(&path);
    assert!(comments(&plain).is_empty());
    scratch.done(&["build", "甲", "--comment"]);
    let commented = scratch.read(&path);
    let found = comments(&commented);
    let at = |words: &str| {
        let said: Vec<_> = found.iter().filter(|(said, _)| said.contains(&format!("“{words}”"))).collect();
        let [(_, places)] = said.as_slice() else { panic!("{words}: {found:#?}") };
        places.to_vec()
    };
    for words in ["侯选人", "以身做则", "显著"] {
        assert_eq!(at(words), [words]);
    }
    // The words themselves are as they were.
    let said = |document: &[u8]| texts(&raw::parts(document)["word/document.xml"]);
    assert_eq!(said(&plain), said(&commented));
    // Asked for again, nothing is said twice and no byte changes.
    scratch.done(&["build", "甲", "--comment"]);
    assert_eq!(scratch.read(&path), commented);
    // What is put right loses its comment, the others stay.
    scratch.write("甲/文字材料.csv", TEXTS.replace("侯选人", "候选人").as_bytes());
    scratch.done(&["build", "甲", "--comment"]);
    let found = comments(&scratch.read(&path));
    assert!(!found.keys().any(|said| said.contains("侯选人")), "{found:#?}");
    assert!(found.values().any(|places| places.as_slice() == ["以身做则"]), "{found:#?}");
}

#[test]
fn what_is_handed_on_has_no_comment_and_does_not_wait_for_one() {
    let scratch = folder();
    scratch.done(&["build", "甲", "--comment"]);
    let path = report(&scratch);
    assert!(!comments(&scratch.read(&path)).is_empty());
    let ran = scratch.run(&["finish", "甲"]);
    assert!(!ran.stderr.contains("批注"), "{}", ran.stderr);
    let clean = chengwen::lint(&scratch.read(&path)).unwrap();
    assert!(clean.set.waits.comments > 0);
    for file in
        scratch.listing().into_iter().filter(|file| file.contains("/定稿/") && file.ends_with(".docx"))
    {
        assert!(!raw::parts(&scratch.read(&file)).contains_key("word/comments.xml"), "{file}");
    }
}

#[test]
fn a_mended_copy_beside_the_report_is_not_taken_for_it() {
    let scratch = folder();
    scratch.done(&["build", "甲"]);
    let path = report(&scratch);
    let narrow = crate::patch::saved::with_parts(&scratch.read(&path), |parts| {
        let body = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        let wrong = body.replacen("办事效率显著提高", "办事效率--显著提高", 1);
        assert_ne!(wrong, body);
        parts.insert("word/document.xml".to_owned(), wrong.into_bytes());
    });
    scratch.write(&path, &narrow);
    scratch.done(&["lint", &path, "--fix"]);
    let copy = path.replace(".docx", "（改）.docx");
    let mended = scratch.read(&copy);
    let ran = scratch.done(&["build", "甲"]);
    assert_eq!(scratch.read(&copy), mended, "the copy stays as it is");
    let body = &raw::parts(&scratch.read(&path))["word/document.xml"];
    assert!(texts(body).contains("--"), "what a person wrote stays: {}", ran.stderr);
    // Where it alone is left, it is the report: nothing that stands in it may be lost.
    std::fs::remove_file(scratch.path(&path)).unwrap();
    scratch.done(&["build", "甲"]);
    let stands = scratch.reports("甲");
    assert!(
        stands.iter().any(|path| {
            texts(&raw::parts(&scratch.read(path))["word/document.xml"]).contains("——显著提高")
        }),
        "{stands:?}"
    );
}

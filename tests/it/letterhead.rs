//! The report in an office's own document: its head and foot, its page and styles, our body. The documents are written
//! by tests/fidelity/letterheads.py.

mod forms;

use std::collections::BTreeMap;

use regex::Regex;

use crate::raw;
use crate::regenerate::paper::{Paper, text};
use crate::scratch::Scratch;

const REPORT: &str = "甲/成文/某县卫生健康局关于能力提升活动开展情况的报告.docx";
const SETTINGS: &str = "项目,内容\n单位全称,某县卫生健康局\n主送机关,某县人民政府\n活动名称,能力提升活动\n\
                        成文日期,2024年6月3日\n下一步,健全长效机制\n版式,红头.docx\n";
const HEAD: &str = "发文字号,卫健发〔2024〕9号\n签发人,李明\n抄送机关,某县医保局\n印发机关,某县卫生健康局办公室\n\
                    印发日期,2024年6月4日\n";
const OPINIONS: &str = "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,东街医院,无\n";

fn letterhead(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/letterhead/{name}.docx", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A folder whose report goes into a document.
fn folder(name: &str, head: &str) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("甲/报告信息.csv", format!("{SETTINGS}{head}").as_bytes());
    scratch.write("甲/意见汇总.csv", OPINIONS.as_bytes());
    scratch.write("甲/红头.docx", &letterhead(name));
    scratch
}

/// All text of a document, text boxes and tables included, what older programs show instead left out.
fn whole(bytes: &[u8]) -> String {
    let body = raw::parts(bytes)["word/document.xml"].clone();
    let fallback = Regex::new("(?s)<mc:Fallback>.*?</mc:Fallback>").unwrap();
    let body = fallback.replace_all(&body, "").replace("</w:p>", "\n");
    Regex::new("<[^>]*>").unwrap().replace_all(&body, "").into_owned()
}

/// The definition of a style by its name.
fn style(bytes: &[u8], name: &str) -> String {
    let styles = raw::parts(bytes)["word/styles.xml"].clone();
    let found: Vec<&str> = styles
        .split("<w:style ")
        .filter(|style| style.to_lowercase().contains(&format!("w:name w:val=\"{name}\"")))
        .collect();
    assert_eq!(found.len(), 1, "{name}");
    found[0].to_owned()
}

#[test]
fn head_and_foot_are_the_office_s_and_hold_what_the_report_says() {
    let cases: [(&str, &[&str], &[&str]); 5] = [
        (
            "blank",
            &[
                "云岭县人民代表大会常务委员会文件",
                "卫健发〔2024〕9号",
                "签发人：李明",
                "抄送：某县医保局。",
                "某县卫生健康局办公室",
                "2024年6月4日印发",
            ],
            &["云人常发", "×", "标题（", "正文正文", "一级标题", "附件名称", "云岭县人大常委会办公室"],
        ),
        (
            "upward",
            &["000000", "卫健发〔2024〕9号", "签发人：李明", "抄送：某县医保局。", "2024年6月4日印发"],
            &["×", "云人常〔"],
        ),
        (
            "issued",
            &["云岭县人民代表大会常务委员会\n", "卫健发〔2024〕9号", "签发人：李明", "2024年6月4日印发"],
            &["2021", "王　强", "常委会会议9次", "赵敏", "县政协", "12月29日"],
        ),
        (
            "braces",
            &["云岭县人民代表大会常务委员会文件", "卫健发〔2024〕9号", "抄送：某县医保局。", "{印数}"],
            &["{发文字号}", "{标题}", "{正文}", "抄送：抄送", "印发印发"],
        ),
        ("boxed", &["云岭县人大常委会文件", "卫健发〔2024〕9号"], &["云人常发", "×", "正文正文"]),
    ];
    let sizes = Regex::new("<w:pg(Sz|Mar) [^>]*>").unwrap();
    for (name, there, gone) in cases {
        let scratch = folder(name, HEAD);
        scratch.done(&["build", "甲"]);
        let bytes = scratch.read(REPORT);
        let said = whole(&bytes);
        for text in there.iter().chain(&["收到1条意见和建议", "某县人民政府：", "2024年6月3日"])
        {
            assert_eq!(said.matches(text).count(), 1, "{name}: {text} in {said}");
        }
        for text in gone {
            assert!(!said.contains(text), "{name}: {text} in {said}");
        }
        // The head comes first, 版记 last.
        let order = ["卫健发", "某县人民政府：", "收到1条"].map(|text| said.find(text).unwrap());
        assert!(order.is_sorted(), "{name}: {said}");
        if name != "boxed" {
            assert!(said.find("抄送") > said.find("2024年6月3日"), "{name}: {said}");
        }
        // Pages, their numbers and whatever else is in the package stay the office's.
        let (before, after) = (raw::parts(&letterhead(name)), raw::parts(&bytes));
        let page = |parts: &BTreeMap<String, String>| {
            let all = sizes.find_iter(&parts["word/document.xml"]).map(|found| found.as_str().to_owned());
            all.collect::<Vec<_>>()
        };
        assert_eq!(page(&before), page(&after), "{name}");
        for (part, text) in
            before.iter().filter(|(part, _)| part.contains("/header") || part.contains("/footer"))
        {
            assert!(after.get(part) == Some(text), "{name}: {part}");
        }
        assert!(!after["docProps/core.xml"].contains("打字员小王"), "{name}");
        assert!(after["docProps/core.xml"].contains("某县卫生健康局"), "{name}");
    }
}

#[test]
fn elements_look_as_the_office_s_text_or_styles_have_them() {
    let report = |name: &str| {
        let scratch = folder(name, HEAD);
        scratch.done(&["build", "甲"]);
        scratch.read(REPORT)
    };
    let has = |bytes: &[u8], name: &str, wanted: &[&str]| {
        let style = style(bytes, name);
        wanted.iter().for_each(|what| assert!(style.contains(what), "{name}: no {what} in {style}"));
    };
    let blank = report("blank");
    has(&blank, "title", &["华文中宋", "w:val=\"44\"", "w:line=\"680\"", "w:jc w:val=\"center\""]);
    has(
        &blank,
        "heading 1",
        &["w:eastAsia=\"黑体\"", "w:outlineLvl w:val=\"0\"", "w:firstLine=\"640\"", "w:keepNext"],
    );
    has(&blank, "heading 2", &["w:eastAsia=\"楷体\"", "w:outlineLvl w:val=\"1\""]);
    has(&blank, "body text", &["w:eastAsia=\"仿宋_GB2312\"", "w:line=\"560\"", "w:firstLine=\"640\""]);
    has(&blank, "date", &["w:jc w:val=\"right\""]);
    // No sample shows it: it rests on nothing of the office's.
    has(&blank, "heading 3", &["w:basedOn w:val=\"ChengwenText\""]);
    let upward = report("upward");
    let own = Regex::new("w:styleId=\"([^\"]*)\"").unwrap();
    for (ours, theirs) in [
        ("title", "公文标题"),
        ("body text", "公文正文"),
        ("heading 1", "一级标题"),
        ("heading 2", "二级标题"),
    ] {
        let id = own.captures(&style(&upward, theirs)).unwrap()[1].to_owned();
        has(&upward, ours, &[&format!("w:basedOn w:val=\"{id}\"")]);
    }
    // What was indented with blanks is indented by us; the words of a heading are its first run.
    let issued = report("issued");
    has(&issued, "body text", &["w:firstLine=\"640\"", "仿宋_GB2312"]);
    has(&issued, "heading 1", &["黑体", "w:firstLine=\"640\""]);
    has(&issued, "heading 2", &["楷体_GB2312"]);
    // Page numbers keep their style, though a program had brought it along.
    for (name, bytes) in [("blank", &blank), ("upward", &upward), ("issued", &issued)] {
        assert_eq!(style(bytes, "footer"), style(&letterhead(name), "footer"), "{name}");
    }
    // What is red in the sample is a note.
    for bytes in [&blank, &upward, &issued] {
        assert!(!style(bytes, "title").contains("FF0000"));
    }
}

#[test]
fn what_was_taken_and_what_had_no_place_is_said() {
    let scratch = folder("blank", &format!("{HEAD}密级,秘密★1年\n"));
    let ran = scratch.done(&["build", "甲", "-v"]);
    ran.says(&[
        "没有“密级”的位置，已另起一行",
        "写上“{密级}”",
        "标题、主送机关、正文、一级标题、二级标题、附件说明、署名、成文日期照其中的文字",
        "三级标题、四级标题、附注、附件序号、附件标题照国家标准",
        "原有文字8段未用",
        "正文行距（磅）为28.0，GB/T 9704的为28.95",
    ]);
    assert!(whole(&scratch.read(REPORT)).trim().starts_with("秘密★1年\n云岭县"));
    // Another document's number and date would be wrong; its other lines are only told.
    let scratch = folder("issued", "");
    let ran = scratch.done(&["build", "甲"]);
    ran.says(&[
        "发文字号“云人常〔2021〕17号”是别的文件的",
        "签发人“王　强”是别的文件的",
        "印发日期“2021年12月29日印发”",
    ]);
    let said = whole(&scratch.read(REPORT));
    assert!(said.contains("云人常〔    〕  号") && !said.contains("2021"), "{said}");
    let scratch = folder("braces", HEAD);
    scratch.done(&["build", "甲"]).says(&["“{印数}”不是可以填写的项目", "份号、密级"]);
}

#[test]
fn labels_of_another_document_give_way() {
    let scratch = folder("braces", &format!("{HEAD}密级,秘密★1年\n紧急程度,加急\n"));
    let paper = Paper::open(&letterhead("braces")).reword("{份号}", "特急").reword("{密级}", "机密★3年");
    scratch.write("甲/红头.docx", &paper.reword("{印数}", "（共印50份）").save());
    scratch.done(&["build", "甲"]);
    let said = whole(&scratch.read(REPORT));
    assert!(said.trim().starts_with("加急\n秘密★1年\n云岭县"), "{said}");
    assert!(said.trim().ends_with("（共印50份）") && !said.contains("机密"), "{said}");
}

#[test]
fn a_document_that_cannot_be_used_is_said_and_the_standard_look_holds() {
    let scratch = folder("blank", HEAD);
    std::fs::remove_file(scratch.path("甲/红头.docx")).unwrap();
    scratch.done(&["build", "甲"]).says(&["“红头.docx”，文件夹里没有"]);
    assert!(style(&scratch.read(REPORT), "normal").contains("w:line=\"579\""));
    for (bytes, said) in
        [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old".as_slice(), "不是 .docx 格式"), (b"PK\x03\x04cut", "已损坏")]
    {
        let scratch = folder("blank", HEAD);
        scratch.write("甲/红头.docx", bytes);
        scratch.done(&["build", "甲"]).says(&[said, "用了国家标准的版式"]);
    }
    let scratch = folder("blank", HEAD);
    scratch.write("甲/旧/红头.docx", &letterhead("issued"));
    scratch.write(
        "甲/报告信息.csv",
        format!("{SETTINGS}{HEAD}").replace("版式,红头.docx", "版式,旧\\红头.docx").as_bytes(),
    );
    scratch.done(&["build", "甲"]);
    assert!(whole(&scratch.read(REPORT)).contains("签发人：李明"), "the one in the folder that is named");
}

#[test]
fn the_report_is_revised_in_the_office_s_document() {
    for name in ["blank", "upward", "issued", "braces", "boxed"] {
        let scratch = folder(name, HEAD);
        scratch.done(&["build", "甲"]);
        let first = scratch.read(REPORT);
        let again = scratch.done(&["build", "甲"]);
        assert!(scratch.read(REPORT) == first, "{name}: {}", again.stderr);
        // A person rewords, a unit sends one more.
        let paper = Paper::open(&first).reword("现将有关情况报告如下：", "经研究，现将有关情况报告如下：");
        scratch.write(REPORT, &paper.save());
        scratch.write("甲/意见汇总.csv", format!("{OPINIONS}3,西街医院,建议延长取药时间\n").as_bytes());
        scratch.done(&["build", "甲"]);
        let said = whole(&scratch.read(REPORT));
        for text in ["收到2条意见和建议", "经研究，现将有关情况", "卫健发〔2024〕9号"]
        {
            assert_eq!(said.matches(text).count(), 1, "{name}: {text} in {said}");
        }
        assert_eq!(text(&scratch.read(REPORT)).matches("组织开展情况").count(), 1, "{name}");
    }
}

#[test]
fn places_of_head_and_foot_are_renewed_and_a_person_s_words_in_them_stay() {
    for name in ["blank", "upward", "issued", "braces", "boxed"] {
        let scratch = folder(name, HEAD);
        scratch.done(&["build", "甲"]);
        let paper = Paper::open(&scratch.read(REPORT))
            .reword("现将有关情况报告如下：", "经研究，现将有关情况报告如下：");
        scratch.write(REPORT, &paper.save());
        let head = HEAD
            .replace("〔2024〕9号", "〔2024〕12号")
            .replace("6月4日", "6月8日")
            .replace("医保局", "医疗保障局");
        scratch.write("甲/报告信息.csv", format!("{SETTINGS}{head}").as_bytes());
        let ran = scratch.done(&["build", "甲"]);
        let said = whole(&scratch.read(REPORT));
        let mut wanted = vec!["卫健发〔2024〕12号", "经研究，现将"];
        if name != "boxed" {
            wanted.extend(["抄送：某县医疗保障局。", "2024年6月8日印发"]);
        }
        if matches!(name, "upward" | "issued") {
            wanted.push("签发人：李明");
        }
        for text in wanted {
            assert_eq!(said.matches(text).count(), 1, "{name}: {text} in {said}\n{}", ran.stderr);
        }
        assert!(!said.contains("〔2024〕9号") && !said.contains("6月4日印发"), "{name}: {said}");
        let again = scratch.read(REPORT);
        // For the validator.
        let kept = crate::scratch::patched();
        std::fs::write(format!("{kept}/letterhead-{name}.docx"), &again).unwrap();
        scratch.done(&["build", "甲"]);
        assert!(scratch.read(REPORT) == again, "{name}");
    }
}

#[test]
fn an_untouched_report_follows_another_look_and_a_touched_one_keeps_its_own() {
    let scratch = folder("blank", HEAD);
    scratch.done(&["build", "甲"]);
    scratch.write("甲/红头.docx", &letterhead("upward"));
    scratch.done(&["build", "甲", "-v"]).says(&["报告没有手工修改过，已按新的版式重排"]);
    let said = whole(&scratch.read(REPORT));
    assert!(said.contains("签发人：李明") && said.contains("000000"), "{said}");
    let paper =
        Paper::open(&scratch.read(REPORT)).reword("现将有关情况报告如下：", "经研究，现将有关情况报告如下：");
    scratch.write(REPORT, &paper.save());
    scratch.write("甲/红头.docx", &letterhead("blank"));
    for _ in 0..2 {
        scratch.done(&["build", "甲"]).says(&["版式文件“红头.docx”改过了", "保持不变"]);
        let said = whole(&scratch.read(REPORT));
        assert!(said.contains("经研究") && said.contains("000000"), "{said}");
    }
}

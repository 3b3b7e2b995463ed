//! Reports made up for looking at, and the documents written from them for the conformance script.

use std::fs;
use std::path::Path;

use chengwen::docx::{Properties, write};
use chengwen::model::base::Base;
use chengwen::model::look::Look;
use chengwen::model::report::{Block, Inline, Provenance, Report, Role};
use jiff::civil::date;

use super::annexed;
use super::package::Package;
use crate::archive::zipped;

/// A line of 28 characters without any mark, so that a full line can be counted.
const LINE: &str = "常委会及机关高度重视作风整顿活动精心组织安排结合工作实际开展学习教育";

/// The look of the kind `campaign`.
pub(crate) fn look() -> Look {
    toml::from_str(include_str!("../../../templates/common/look.toml")).unwrap()
}

pub(crate) fn organ() -> Properties {
    Properties {
        title: long().title, author: "县人大常委会办公室".to_owned(), date: Some(date(2022, 3, 7))
    }
}

pub(crate) fn inline(text: &str, from: Provenance, lead: bool) -> Inline {
    Inline { text: text.to_owned(), from, lead }
}

pub(crate) fn block(id: &str, role: Role, text: &str) -> Block {
    Block::paragraph(id, role, vec![inline(text, Provenance::Template, false)])
}

pub(crate) fn report(blocks: Vec<Block>) -> Report {
    Report { title: blocks[0].text(), blocks, ..Report::default() }
}

pub(crate) fn bytes(report: &Report, look: &Look) -> Vec<u8> {
    write(report, look, &Base::of(report, "3f20", "campaign"), &organ()).unwrap()
}

fn point(id: &str, number: &str, lead: &str, rest: &[Inline]) -> Block {
    let mut inlines =
        vec![inline(number, Provenance::Numbering, true), inline(lead, Provenance::Template, true)];
    inlines.extend_from_slice(rest);
    Block::paragraph(id, Role::Body, inlines)
}

fn figure(id: &str, text: &str) -> Inline {
    inline(text, Provenance::Slot(id.to_owned()), false)
}

fn said(text: &str) -> Inline {
    inline(text, Provenance::Template, false)
}

/// Several pages with every role, marks of all kinds, and full lines without any.
pub(crate) fn long() -> Report {
    let mut blocks = vec![
        block("title", Role::Title, "县人大常委会机关关于党员干部作风大整顿活动开展情况的报告"),
        block("addressee", Role::Addressee, "县委作风整顿活动领导小组："),
        block(
            "opening",
            Role::Body,
            "根据《关于印发〈党员干部作风大整顿活动工作细则〉的通知》要求，我们精心组织、周密安排，开展了“走进社区、倾听民意”等形式多样的学习教育活动——取得了阶段性成效。现将有关情况报告如下：",
        ),
        block("s1", Role::Heading1, "一、高度重视，组织安排到位"),
        point(
            "s1_p1",
            "一是",
            "抓组织领导。",
            &[said("成立领导小组及其办公室，由党组书记、主任任组长，成员由各工作机构负责人组成……")],
        ),
        point(
            "s1_p2",
            "二是",
            "抓计划制定。",
            &[
                said("共发出征求意见表"),
                figure("forms.sent", "1560"),
                said("份，收到"),
                figure("opinions.aspects", "5"),
                said("个方面"),
                figure("opinions.items", "128"),
                said("条意见建议，占比37.5%。"),
            ],
        ),
        block("s2", Role::Heading1, "二、强化学习，思想认识到位"),
        block("s2_1", Role::Heading2, "（一）领导带头学"),
    ];
    for number in 1..=9 {
        blocks.push(block(&format!("s2_p{number}"), Role::Body, &LINE.repeat(9)));
    }
    blocks.push(block("signature", Role::Signature, "县人大常委会办公室"));
    blocks.push(block("date", Role::Date, "2022年3月7日"));
    report(blocks)
}

/// Several pages of running text, where a mark or a number ends or begins many a line.
fn prose() -> Report {
    let mut blocks = vec![block("title", Role::Title, "关于意见建议办理情况的报告")];
    for number in 1..=15 {
        let text = format!(
            "截至3月{number}日，共收到“面对面”“键对键”意见建议{}条（其中书面{}条），涉及5个方面、20个突出问题——\
             均已建立问题清单、责任清单、整改清单；办结率{}%，群众满意度明显提升。领导班子带头认领、带头整改，\
             对照《实施方案》逐条研究，做到件件有着落、事事有回音……",
            number * 17,
            number * 9,
            60 + number,
        );
        blocks.push(block(&format!("p{number}"), Role::Body, &text));
    }
    report(blocks)
}

/// One page whose date is not known yet, and longer than the signature.
pub(crate) fn short() -> Report {
    report(vec![
        block("title", Role::Title, "关于征求意见情况的报告"),
        block("addressee", Role::Addressee, "县委办公室："),
        block("p1", Role::Body, &format!("共征求到128条意见建议，{LINE}。")),
        block("signature", Role::Signature, "办公室"),
        block("date", Role::Date, "【待补充：成文日期】"),
    ])
}

/// Head, text and foot on one page.
fn one_page() -> Report {
    report(vec![
        block("mark", Role::Mark, "县委办公室文件"),
        block("number", Role::Number, "县办发〔2022〕3号"),
        block("title", Role::Title, "关于征求意见情况的报告"),
        block("addressee", Role::Addressee, "县委："),
        block("p1", Role::Body, &format!("共征求到128条意见建议，{LINE}。")),
        block("signature", Role::Signature, "县委办公室"),
        block("date", Role::Date, "2022年3月7日"),
        block("copies", Role::Copies, "抄送：市委办公室。"),
        block("issue", Role::Issue, "县委办公室\t2022年3月7日印发"),
    ])
}

/// The document once a person has added five organs to 抄送 in an office program, which now needs two lines.
fn longer_copies(document: &[u8]) -> Vec<u8> {
    let mut package = Package::open(document);
    let more = "抄送：市委办公室，县人民政府，县政协，县纪委监委，县人民法院，县人民检察院。";
    let text = package.parts.get_mut("word/document.xml").unwrap();
    let edited = text.replace("抄送：市委办公室。", more);
    assert_ne!(*text, edited);
    *text = edited;
    let parts: Vec<_> =
        package.parts.iter().map(|(name, text)| (name.as_str(), text.clone().into_bytes())).collect();
    zipped(&parts)
}

/// A report that is nothing but text.
pub(crate) fn plain() -> Report {
    let mut report = report(vec![block("p1", Role::Body, LINE)]);
    report.title = long().title;
    report
}

/// Writes the documents that `tests/conformance.sh` looks at.
pub(crate) fn write_all() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("specimens");
    fs::create_dir_all(&folder).unwrap();
    let mut latin = look();
    latin.latin = Some("Times New Roman".to_owned());
    for (name, report, look) in [
        ("long", long(), look()),
        ("prose", prose(), look()),
        ("short", short(), look()),
        ("plain", plain(), look()),
        ("latin", long(), latin),
        ("one-page", one_page(), look()),
        ("annexes", annexed::several(), look()),
        ("annex-alone", annexed::alone(), look()),
    ] {
        fs::write(folder.join(format!("{name}.docx")), bytes(&report, &look)).unwrap();
    }
    let shows =
        r#"{"mark": 1, "rule": true, "imprint": 3, "pages": 1, "signature": "县委办公室", "date_right": 2}"#;
    fs::write(folder.join("one-page.json"), shows).unwrap();
    let shows = r#"{"mark": 1, "rule": true, "imprint": 3, "pages": 1}"#;
    fs::write(folder.join("copies-grown.docx"), longer_copies(&bytes(&one_page(), &look()))).unwrap();
    fs::write(folder.join("copies-grown.json"), shows).unwrap();
    for sheet in super::folders::sheets() {
        let outcome = super::folders::made(&sheet.items, sheet.paragraphs);
        if matches!(sheet.name, "head-upward" | "head-number" | "head-joint-2") {
            // Put into last year's document of that look, a longer report has the same measures.
            let again = super::folders::into(outcome.document.clone(), &sheet.items, sheet.paragraphs + 2);
            fs::write(folder.join(format!("{}-again.docx", sheet.name)), again.document).unwrap();
            fs::write(folder.join(format!("{}-again.json", sheet.name)), sheet.shows.to_string()).unwrap();
        }
        fs::write(folder.join(format!("{}.docx", sheet.name)), outcome.document).unwrap();
        fs::write(folder.join(format!("{}.json", sheet.name)), sheet.shows.to_string()).unwrap();
    }
}

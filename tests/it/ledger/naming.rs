//! People name problems and put near ones together in 问题归纳; report and lists follow.

use std::collections::BTreeSet;

use super::{cells, column, fill, sheets, workbook};
use crate::scratch::Scratch;

/// Eighteen matters that people complain of, in words of their own.
const MATTERS: [&str; 18] = [
    "会议偏多偏长",
    "文件运转太慢",
    "代表视察次数少",
    "食堂饭菜质量差",
    "停车位不够用",
    "下基层调研不深入",
    "请销假制度执行不严",
    "窗口服务态度生硬",
    "业务培训针对性不强",
    "办公设备老化",
    "干部交流轮岗少",
    "值班值守脱岗",
    "预算执行监督偏软",
    "群众来信答复不及时",
    "档案管理不规范",
    "公务用车派车不透明",
    "宣传报道质量不高",
    "老干部活动场所小",
];

/// A folder of 131 opinions of 131 persons without a column for problems. The matters occur eight and seven times.
fn folder() -> Scratch {
    let scratch = Scratch::new();
    let settings = "项目,内容\n单位全称,某县人大常委会\n行文简称,县人大常委会\n主送机关,县委\n活动名称,作风整顿活动\n\
                    成文日期,2022年4月15日\n下一步,健全长效机制\n";
    let row = |at: usize| format!("{},第{}代表小组,{}", at + 1, at % 30 + 1, MATTERS[at % 18]);
    let rows: Vec<String> = (0..131).map(row).collect();
    scratch.write("报告/报告信息.csv", settings.as_bytes());
    scratch.write("报告/意见汇总.csv", format!("序号,单位,意见建议\n{}\n", rows.join("\n")).as_bytes());
    scratch
}

fn figure(scratch: &Scratch, id: &str) -> serde_json::Value {
    scratch.done(&["check", "报告", "--json"]).json()["figures"][id]["value"].clone()
}

fn text(scratch: &Scratch) -> String {
    let reports = scratch.reports("报告");
    let report = scratch.read(reports.iter().find(|path| !path.contains("历史")).unwrap());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(report)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut xml).unwrap();
    let parts = xml.split('<').filter_map(|part| part.split_once('>'));
    parts.map(|(_, text)| text).collect()
}

/// Problems and their numbers in one of the three lists.
fn list(scratch: &Scratch, name: &str) -> Vec<(String, String)> {
    let sheets = sheets(&scratch.read("报告/成文/三张清单.xlsx"));
    let numbers = cells(&sheets, name, "问题编号");
    let title = sheets[name][0].iter().find(|title| title.contains("问题") && *title != "问题编号").unwrap();
    let problems = cells(&sheets, name, title);
    numbers.into_iter().zip(problems).map(|(number, text)| (number.to_owned(), text.to_owned())).collect()
}

#[test]
fn problems_named_in_the_ledger_stand_in_the_text_and_the_three_lists() {
    let scratch = folder();
    scratch.done(&["build", "报告"]);
    assert_eq!(figure(&scratch, "opinions.items"), 131);
    assert_eq!(figure(&scratch, "opinions.problems"), serde_json::Value::Null);
    assert!(text(&scratch).contains("131条意见和建议"));
    assert!(!text(&scratch).contains("个突出问题"), "{}", text(&scratch));
    assert!(!scratch.path("报告/成文/三张清单.xlsx").exists());
    let mut ledger = sheets(&scratch.read("报告/成文/核对表.xlsx"));
    assert_eq!(cells(&ledger, "问题归纳", "条数").len(), 18);
    for matter in MATTERS {
        let name = format!("{matter}的问题");
        fill(&mut ledger, "问题归纳", ("代表意见", matter), ("突出问题表述（改）", &name));
    }
    scratch.write("报告/成文/核对表.xlsx", &workbook(&ledger));
    scratch.done(&["build", "报告"]);
    assert_eq!(figure(&scratch, "opinions.problems"), 18);
    assert_eq!(figure(&scratch, "opinions.items"), 131);
    assert!(text(&scratch).contains("18个突出问题131条意见和建议"), "{}", text(&scratch));
    let problems = list(&scratch, "问题清单");
    let numbers: BTreeSet<&str> = problems.iter().map(|(number, _)| number.as_str()).collect();
    assert_eq!((problems.len(), numbers.len()), (18, 18));
    assert_eq!(list(&scratch, "责任清单"), problems);
    assert_eq!(list(&scratch, "整改清单"), problems);
    // One problem less takes no number from another one.
    let mut ledger = sheets(&scratch.read("报告/成文/核对表.xlsx"));
    let row = ("突出问题", "文件运转太慢的问题");
    fill(&mut ledger, "问题归纳", row, ("突出问题表述（改）", "会议偏多偏长的问题"));
    scratch.write("报告/成文/核对表.xlsx", &workbook(&ledger));
    scratch.done(&["build", "报告"]);
    assert_eq!(figure(&scratch, "opinions.problems"), 17);
    assert_eq!(figure(&scratch, "opinions.merged"), 18, "one problem, two opinions");
    let fewer = list(&scratch, "问题清单");
    assert_eq!(fewer.len(), 17);
    assert!(fewer.iter().all(|row| problems.contains(row)), "{fewer:?}");
}

#[test]
fn what_is_nearly_the_same_stands_together_and_is_joined_by_the_row() {
    let scratch = Scratch::new();
    let rows = "单位,意见建议\n\
        甲局,建议精简会议\n乙局,建议精简会议\n\
        丙局,机关文件运转太慢，建议规定各环节办理时限\n\
        丁局,办公楼停车位不够\n戊局,办公楼停车位不够\n己局,办公楼停车位不够\n\
        庚局,机关文件运转太慢，建议明确各环节办理时限\n\
        辛局,希望多到基层调研\n\
        壬局,机关文件运转太慢，建议规定各环节办理时限，不要层层拖延\n";
    scratch.write("报告/意见汇总.csv", rows.as_bytes());
    scratch.done(&["build", "报告"]);
    let mut ledger = sheets(&scratch.read("报告/成文/核对表.xlsx"));
    let near = cells(&ledger, "问题归纳", "近似组");
    // The three on documents stand together below the two larger groups.
    assert_eq!(near, ["", "", "1", "1", "1", ""]);
    assert_eq!(&cells(&ledger, "问题归纳", "相似度")[2..3], ["首条"]);
    let differs = cells(&ledger, "问题归纳", "与首条的不同");
    assert_eq!(differs[2..5], ["", "没有“规定”；多出“明确”", "多出“，不要层层拖延”"]);
    assert_eq!(figure(&scratch, "opinions.merged"), 6);
    let first = cells(&ledger, "问题归纳", "序号")[2].to_owned();
    let row = ("代表意见", "机关文件运转太慢，建议明确各环节办理时限");
    fill(&mut ledger, "问题归纳", row, ("归并到（改）", &first));
    scratch.write("报告/成文/核对表.xlsx", &workbook(&ledger));
    scratch.done(&["build", "报告"]);
    assert_eq!(figure(&scratch, "opinions.merged"), 5);
    assert_eq!(figure(&scratch, "opinions.items"), 9);
    // It holds in 意见明细 from now on, where it can be taken back.
    let mut ledger = sheets(&scratch.read("报告/成文/核对表.xlsx"));
    let joined = &ledger["意见明细"];
    let at = column(joined, "归并到（改）");
    assert_eq!(joined[1..].iter().map(|row| row[at].as_str()).collect::<String>(), "3");
    let row = ("意见", "机关文件运转太慢，建议明确各环节办理时限");
    fill(&mut ledger, "意见明细", row, ("归并到（改）", "撤销"));
    scratch.write("报告/成文/核对表.xlsx", &workbook(&ledger));
    scratch.done(&["build", "报告"]);
    assert_eq!(figure(&scratch, "opinions.merged"), 6);
}

//! Folders made up for the elements of the official format, and the documents that the program makes of them, with
//! what a page must show beside each for `tests/fidelity.py`.

use chengwen::workbook::InputFile;
use chengwen::{Outcome, Request, generate};
use serde_json::{Value, json};

use crate::kind_files;

const OPINIONS: &str = "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,东街医院,无\n";

/// Items that every folder has; those that a test names take their place.
const ITEMS: [(&str, &str); 7] = [
    ("单位全称", "云岭县人大常委会办公室"),
    ("行文简称", "常委会及机关"),
    ("主送机关", "中共云岭县委"),
    ("活动名称", "机关效能年活动"),
    ("报告标题", "关于机关效能年活动情况的报告"),
    ("成文日期", "2022年4月15日"),
    ("下一步", "健全长效机制"),
];

/// A sentence without any mark but its end, so that lines of it can be counted.
const SENTENCE: &str = "常委会及机关高度重视作风整顿活动精心组织安排结合工作实际开展学习教育认真查找自身存在的突出问题并逐项抓好整改落实";

/// A folder of these items, and so many paragraphs of 文字材料.
pub(crate) fn folder(items: &[(&str, &str)], paragraphs: usize) -> Request {
    let mut settings = String::from("项目,内容\n");
    let named = |name: &str| items.iter().any(|(item, _)| *item == name);
    for (item, content) in ITEMS.iter().filter(|(item, _)| !named(item)).chain(items) {
        settings += &format!("{item},\"{content}\"\n");
    }
    let mut texts = String::from("段落,内容\n");
    for _ in 0..paragraphs {
        texts += &format!("成效,{}\n", SENTENCE.repeat(4));
    }
    let file = |name: &str, text: &str| InputFile { path: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let mut files = vec![file("报告信息.csv", &settings), file("意见汇总.csv", OPINIONS)];
    files.extend((paragraphs > 0).then(|| file("文字材料.csv", &texts)));
    Request { files, kind: "campaign".to_owned(), kind_files: kind_files(), ..Request::default() }
}

/// What the program makes of such a folder.
pub(crate) fn made(items: &[(&str, &str)], paragraphs: usize) -> Outcome {
    generate(&folder(items, paragraphs)).unwrap()
}

/// What the program makes of the folder when the report goes into an earlier document.
pub(crate) fn into(letterhead: Vec<u8>, items: &[(&str, &str)], paragraphs: usize) -> Outcome {
    let items: Vec<_> = items.iter().copied().chain([("版式", "去年.docx")]).collect();
    let mut request = folder(&items, paragraphs);
    request.files.push(InputFile { path: "去年.docx".to_owned(), bytes: letterhead });
    generate(&request).unwrap()
}

/// A document to be measured: its name, its folder, and what its pages must show (the numbers are the standard's, or
/// counted in the items).
pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    pub(crate) items: Vec<(&'static str, &'static str)>,
    pub(crate) paragraphs: usize,
    pub(crate) shows: Value,
}

const SENT: [(&str, &str); 4] = [
    ("发文字号", "云人办发〔2022〕3号"),
    ("抄送机关", "市人大常委会办公室"),
    ("印发机关", "云岭县人大常委会办公室"),
    ("印发日期", "2022年4月15日"),
];

fn with(items: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let named = |name: &str| items.iter().any(|(item, _)| *item == name);
    let sent = SENT.iter().filter(|(item, _)| !named(item));
    sent.chain(items).copied().filter(|(_, content)| !content.is_empty()).collect()
}

/// All documents to be measured.
pub(crate) fn sheets() -> Vec<Sheet> {
    let sheet = |name, items: &[_], paragraphs, shows| Sheet { name, items: with(items), paragraphs, shows };
    let copies =
        "县人民政府，县政协，县纪委监委，县人民法院，县人民检察院，县委各部门，县直各单位，各人民团体";
    vec![
        sheet(
            "head-number",
            &[("署名", "办公室")],
            0,
            json!({"mark": 1, "rule": true, "title": ["关于机关效能年活动情况的报告"], "imprint": 3,
                   "signature": "办公室", "date_right": 2}),
        ),
        sheet(
            "head-upward",
            &[
                ("发文机关标志", "云岭县人大常委会办公室文件"),
                ("报告标题", "云岭县人大常委会关于开展党员干部作风大整顿活动情况的报告"),
                ("活动名称", "党员干部作风大整顿活动"),
                ("份号", "12"),
                ("密级", "秘密★1年"),
                ("紧急程度", "特急"),
                ("签发人", "李国栋\n王明\n欧阳建国"),
                ("联系人", "张明"),
                ("联系电话", "0870-1234567"),
                ("抄送机关", copies),
            ],
            3,
            json!({"mark": 1, "rule": true, "imprint": 3,
                   "labels": ["000012", "秘密★1年", "特急"],
                   "title": ["云岭县人大常委会关于开展", "党员干部作风大整顿活动情况的报告"]}),
        ),
        sheet(
            "head-joint-2",
            &[
                ("发文机关标志", "中共云岭县委办公室\n云岭县人民政府办公室文件"),
                ("署名", "中共云岭县委办公室\n云岭县人民政府办公室"),
                (
                    "报告标题",
                    "中共云岭县委办公室云岭县人民政府办公室关于贯彻落实《优化营商环境条例》和开展机关效能年活动情况的报告",
                ),
                ("用印方式", "盖章"),
            ],
            2,
            json!({"mark": 2, "rule": true, "imprint": 3, "signature": "云岭县人民政府办公室", "date_right": 4,
                   "centred": true}),
        ),
        sheet(
            "head-joint-3",
            &[
                ("发文机关标志", "中共云岭县委办公室\n云岭县人大常委会办公室\n云岭县人民政府办公室\n文件"),
                ("署名", "县委办公室\n县人大办公室\n县政府办公室"),
                ("用印方式", "盖章"),
                ("版记单独成页", "是"),
            ],
            4,
            json!({"mark": 3, "rule": true, "imprint": 3, "own_page": true, "date_right": 4, "centred": true,
                   "signature": "县政府办公室"}),
        ),
        sheet(
            "head-joint-5",
            &[
                (
                    "发文机关标志",
                    "中共云岭县委办公室\n云岭县人大常委会办公室\n云岭县人民政府办公室\n云岭县政协办公室\n云岭县纪委监委机关\n文件",
                ),
                ("署名", "县委办公室\n县人大办公室\n县政府办公室\n县政协办公室\n县纪委监委机关"),
                ("签发人", "李国栋\n王明\n欧阳建国\n赵敏\n周启明"),
                (
                    "报告标题",
                    "中共云岭县委办公室等5部门关于贯彻落实《优化营商环境条例》和开展机关效能年活动情况的报告",
                ),
                ("份号", "12"),
                ("密级", "秘密★1年"),
                ("紧急程度", "特急"),
            ],
            3,
            json!({"mark": 5, "rule": true, "imprint": 3, "text_on_first": 1, "labels": ["000012", "秘密★1年", "特急"]}),
        ),
        sheet(
            "head-stamp",
            &[
                ("发文机关标志", "云岭县人大常委会"),
                ("发文字号", ""),
                ("用印方式", "签名章"),
                ("签发人职务", "主任"),
                ("成文日期", "2022年4月  日"),
                ("抄送机关", ""),
            ],
            1,
            json!({"mark": 1, "rule": true, "imprint": 2, "date_right": 4}),
        ),
        sheet(
            "head-narrow",
            &[("发文机关标志", "云岭市云岭县人民代表大会常务委员会办公室机关党组文件")],
            0,
            json!({"mark": 1, "rule": true, "imprint": 3}),
        ),
        sheet("head-paper", &[("红头纸", "是")], 0, json!({"mark": 0, "rule": false, "imprint": 3})),
        sheet(
            "head-paper-measured",
            &[("红头纸", "120毫米")],
            0,
            json!({"number_above": 120.0, "imprint": 3}),
        ),
        sheet(
            "look-gb33476",
            &[("版式", "gb33476"), ("抄送机关", ""), ("印发机关", ""), ("印发日期", "")],
            9,
            json!({"mark": 1, "rule": true, "line": 29.45}),
        ),
        sheet(
            "look-gb33476-foot",
            &[("版式", "电子公文")],
            0,
            json!({"mark": 1, "rule": true, "imprint": 3, "line": 29.45}),
        ),
        sheet(
            "look-local",
            &[("版式", "地方习惯"), ("发文字号", ""), ("抄送机关", ""), ("印发机关", ""), ("印发日期", "")],
            5,
            json!({"mark": 0, "rule": false, "imprint": 0, "centred_number": true}),
        ),
        sheet(
            "head-annexes",
            &[("附件", "意见建议汇总"), ("版记单独成页", "是"), ("联系人", "张明")],
            0,
            json!({"mark": 1, "rule": true, "imprint": 3, "own_page": true}),
        ),
        sheet("head-annex", &[("附件", "意见建议汇总")], 0, json!({"mark": 1, "rule": true, "imprint": 3})),
        sheet(
            "internal",
            &[("发文字号", ""), ("抄送机关", ""), ("印发机关", ""), ("印发日期", "")],
            0,
            json!({"mark": 0, "rule": false, "imprint": 0, "title": ["关于机关效能年活动情况的报告"]}),
        ),
    ]
}

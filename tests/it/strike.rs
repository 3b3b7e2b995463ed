//! Text that is struck through → left out, and said with what stood there.

use chengwen::finding::Lang;
use chengwen::model::origin::Places;
use chengwen::workbook::{InputFile, read};

use crate::workbook::{bytes, read_as};

const LEFT: &str = r#"# 意见
A1 text "意见建议"
B1 text "人数"
C1 text "提出时间"
A3 text "文件长。"
A5 text "后"
A6 text "留下"
A8 text "留下"
"#;

#[test]
fn struck_text_is_left_out_of_workbooks() {
    for fixture in ["struck-openpyxl.xlsx", "struck-libreoffice.xlsx", "struck.xls"] {
        let name = format!("台账.{}", fixture.rsplit('.').next().unwrap());
        let (sheets, findings) = read_as(fixture, &name);
        assert_eq!(sheets, LEFT, "{fixture}");
        let cells = ["A2", "B2", "C2", "A3", "A4", "A5"];
        let expected = cells.map(|cell| format!("{name} › 意见 › {cell}: struck-out"));
        assert_eq!(findings, expected, "{fixture}");
    }
}

#[test]
fn the_sentence_says_what_stood_there() {
    let file = InputFile { path: "台账.xlsx".into(), bytes: bytes("struck-libreoffice.xlsx") };
    let noted = read(&[file], &mut Places::default());
    let said: Vec<String> =
        noted.findings.iter().map(|finding| finding.what.say().message(Lang::Zh).to_owned()).collect();
    let expected = [
        "“会议多”整格带删除线或隐藏，按空白处理",
        "“3”整格带删除线或隐藏，按空白处理",
        "“2022-03-07”整格带删除线或隐藏，按空白处理",
        "“文件长，又空。”中带删除线或隐藏的文字未计入，按“文件长。”处理",
        "“全划去”整格带删除线或隐藏，按空白处理",
        "“前后”中带删除线或隐藏的文字未计入，按“后”处理",
    ];
    assert_eq!(said, expected);
}

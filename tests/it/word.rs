//! Tables of text documents → sheets, with the lines above them; our own reports are passed over.

use chengwen::{Request, generate};

use crate::kind_files;
use crate::workbook::{bytes, read_all, read_as};

const OPINIONS: &str = r##"# 表1
A1 text "附件2"
A2 text "征求意见汇总表"
A3 text "填报单位：县教育局\t填报时间：2022年3月15日"
A4 text "序号"
B4 text "类别"
C4 text "意见建议"
D4 text "提出人"
A5 text "1"
B5 text "形式主义"
C5 text "会议多"
D5 text "张三"
A6 text "2"
C6 text "文件长"
D6 text "李四"
A7 text "3"
B7 text "官僚主义"
C7 text "调研走过场\n基层负担重"
D7 text "王五"
A8 text "合计"
D8 text "3条"
merged A1:D1
merged A2:D2
merged A3:D3
merged B5:B6
merged A8:C8
# 表2
A1 text "活动台账"
A2 text "活动时间"
B2 text "主题"
A3 text "3月7日"
B3 text "集体学习&研讨"
merged A1:B1
"##;

#[test]
fn every_table_of_a_document_is_a_sheet() {
    for fixture in ["opinions.docx", "opinions-libreoffice.docx"] {
        let (sheets, findings) = read_as(fixture, "县教育局.docx");
        assert_eq!(sheets, OPINIONS, "{fixture}");
        assert_eq!(findings, ["县教育局.docx › 表1 › C7: struck-out"], "{fixture}");
    }
}

#[test]
fn what_tracked_changes_deleted_is_absent() {
    let expected = r##"# 表1
A1 text "意见汇总表"
A2 text "意见建议"
B2 text "提出人"
A3 text "会议太多"
B3 text "张三"
A4 text "框内"
B4 text "王五"
merged A1:B1
# 表2
A1 text "内一"
B1 text "内二"
"##;
    for fixture in ["tracked.docx", "tracked-libreoffice.docx"] {
        assert_eq!(read_as(fixture, "a.docx"), (expected.to_owned(), Vec::new()), "{fixture}");
    }
}

/// Word holds the numbers of a list apart from its text; marks that are no numbers are left out.
#[test]
fn the_numbers_of_lists_are_part_of_the_text() {
    let (sheets, findings) = read_as("numbered.docx", "a.docx");
    let expected = r##"# 表1
A1 text "征求意见表"
A2 text "意见建议"
B2 text "提出人"
A3 text "1.会议多\n2.文件长"
B3 text "张三"
A4 text "调研少"
B4 text "李四"
merged A1:B1
"##;
    assert_eq!((sheets.as_str(), findings.len()), (expected, 0));
}

#[test]
fn a_form_is_read_as_label_and_value() {
    let expected = r##"# 表1
A1 text "征求意见表"
A2 text "姓名"
B2 text "张三"
C2 text "单位"
D2 text "县教育局"
A3 text "意见建议"
B3 text "一是会议多\n二是文件长"
A4 text "类别"
B4 text "学风会风"
A5 text "提出时间"
B5 text "2022年3月7日"
merged A1:D1
merged B3:D3
merged B4:D4
merged B5:D5
"##;
    for fixture in ["form-python-docx.docx", "form-libreoffice.docx"] {
        assert_eq!(read_as(fixture, "a.docx"), (expected.to_owned(), Vec::new()), "{fixture}");
    }
}

/// Half the units return Word: their opinions count like those of workbooks.
#[test]
fn opinions_of_documents_are_counted() {
    let names = ["opinions.docx", "form-libreoffice.docx"];
    let files = names.map(|name| chengwen::workbook::InputFile { path: name.into(), bytes: bytes(name) });
    let request = Request { files: files.into(), ..request() };
    let outcome = generate(&request).unwrap();
    let figure = |id: &str| outcome.figures.get(id).unwrap().printed.clone();
    assert_eq!(figure("opinions.items"), "6");
}

#[test]
fn our_own_reports_are_never_read() {
    let csv = chengwen::workbook::InputFile {
        path: "意见.csv".into(),
        bytes: "征求意见汇总表,\n意见建议,提出人\n会议多,张三\n".into(),
    };
    let outcome = generate(&Request { files: vec![csv], ..request() }).unwrap();
    let (sheets, findings) = read_all(&[("改名.docx", outcome.document)]);
    assert_eq!((sheets.as_str(), findings.as_slice()), ("", [].as_slice()));
}

fn request() -> Request {
    Request { kind: "campaign".into(), kind_files: kind_files(), ..Request::default() }
}

//! Files made to do harm, or damaged by chance → each read, or unread with its reason; never a panic or a hang.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use chengwen::finding::Lang;
use chengwen::model::origin::Places;
use chengwen::workbook::{InputFile, read};
use chengwen::{Request, generate};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::kind_files;
use crate::workbook::{bytes, read_all};

const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package of these parts, packed or not.
fn package(parts: &[(&str, String)], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", &"<Types/>".to_owned())]
        .into_iter()
        .chain(parts.iter().map(|(name, text)| (*name, text)))
    {
        archive.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn links(links: &[(&str, &str, &str)]) -> String {
    let mut xml = "<Relationships>".to_owned();
    for (id, kind, target) in links {
        write!(xml, "<Relationship Id=\"{id}\" Type=\"{TYPES}/{kind}\" Target=\"{target}\"/>").unwrap();
    }
    xml + "</Relationships>"
}

/// A workbook with one sheet and these shared strings.
struct Book {
    sheets: String,
    sheet: String,
    strings: String,
    links: String,
    /// The name of the part of the strings.
    named: String,
}

impl Book {
    fn new(sheet: &str) -> Self {
        Book {
            sheets: "<sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/>".to_owned(),
            sheet: format!("<worksheet xmlns=\"{SHEET}\">{sheet}</worksheet>"),
            strings: format!(
                "<sst xmlns=\"{SHEET}\" count=\"1\" uniqueCount=\"1\"><si><t>共享</t></si></sst>"
            ),
            links: links(&[
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "sharedStrings", "sharedStrings.xml"),
            ]),
            named: "xl/sharedStrings.xml".to_owned(),
        }
    }

    fn named(self, strings: &str) -> Self {
        Book { named: strings.to_owned(), ..self }
    }

    fn pack(self, method: CompressionMethod) -> Vec<u8> {
        let workbook = format!(
            "<workbook xmlns=\"{SHEET}\" xmlns:r=\"{TYPES}\"><sheets>{}</sheets></workbook>",
            self.sheets
        );
        let parts = [
            ("_rels/.rels", links(&[("r1", "officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", self.links),
            ("xl/worksheets/sheet1.xml", self.sheet),
            (&self.named, self.strings),
        ];
        package(&parts, method)
    }

    fn stored(self) -> Vec<u8> {
        self.pack(CompressionMethod::Stored)
    }
}

fn cells(cells: &str) -> Book {
    Book::new(&format!("<sheetData><row r=\"1\">{cells}</row></sheetData>"))
}

const BOMB: &str = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";

#[test]
fn hostile_workbooks_are_read_or_unread() {
    let one = "<c r=\"A1\"><v>1</v></c>";
    let with = |change: &dyn Fn(&mut Book)| {
        let mut book = cells(one);
        change(&mut book);
        book.stored()
    };
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("plain", cells(one).stored(), "# 表\nA1 number 1\n", ""),
        ("a million sheets", with(&|b| b.sheets = "<sheet name=\"1\" r:id=\"r1\"/>".repeat(1_000_000)), "", "a.xlsx: file-too-big"),
        (
            "a million relationships",
            with(&|b| b.links = format!("<Relationships>{}</Relationships>", "<Relationship/>".repeat(1_000_000))),
            "",
            "a.xlsx: file-too-big",
        ),
        ("a sheet that is its workbook", with(&|b| b.links = links(&[("r1", "worksheet", "workbook.xml")])), "", "a.xlsx › 表: sheet-broken"),
        ("a sheet that is its own links", with(&|b| b.links = links(&[("r1", "worksheet", "_rels/workbook.xml.rels")])), "", "a.xlsx › 表: sheet-broken"),
        ("a sheet outside", with(&|b| b.links = links(&[("r1", "worksheet", "../../../etc/passwd")])), "", "a.xlsx › 表: sheet-broken"),
        ("absurd dimensions", Book::new("<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>").stored(), "# 表\nA1 number 1\n", ""),
        ("dimensions beyond counting", Book::new("<dimension ref=\"A1:ZZZZZZ99999999999\"/><sheetData/>").stored(), "# 表\n", ""),
        ("a far cell", cells("<c r=\"A1\"><v>1</v></c><c r=\"XFD1048576\"><v>2</v></c>").stored(), "# 表\nA1 number 1\nXFD1048576 number 2\n", ""),
        ("a cell outside", cells("<c r=\"XFE1\"><v>1</v></c>").stored(), "", "a.xlsx › 表: sheet-broken"),
        ("a row beyond counting", cells("<c r=\"A99999999999\"><v>1</v></c>").stored(), "", "a.xlsx › 表: sheet-broken"),
        ("no such string", cells("<c r=\"A1\" t=\"s\"><v>999999999999</v></c>").stored(), "# 表\n", "a.xlsx › 表 › A1: cells-unread"),
        ("strings beyond counting", with(&|b| b.strings = b.strings.replace("uniqueCount=\"1\"", "uniqueCount=\"1000000000000000000\"")), "# 表\nA1 number 1\n", ""),
        ("strings beyond all numbers", with(&|b| b.strings = b.strings.replace("uniqueCount=\"1\"", "uniqueCount=\"99999999999999999999999\"")), "# 表\nA1 number 1\n", ""),
        ("an entity bomb in the strings", with(&|b| b.strings = format!("{BOMB}<sst xmlns=\"{SHEET}\"><si><t>&b;</t></si></sst>")), "", "a.xlsx: file-broken"),
        ("an entity bomb in the sheet", with(&|b| b.sheet = format!("{BOMB}<worksheet xmlns=\"{SHEET}\"><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>")), "", "a.xlsx › 表: sheet-broken"),
        ("blanks without end", with(&|b| b.sheet = format!("<worksheet>{}<sheetData/></worksheet>", " ".repeat(2 << 20))), "", "a.xlsx › 表: sheet-too-big"),
        ("blanks that were packed", Book::new(&" ".repeat(32 << 20)).pack(CompressionMethod::Deflated), "", "a.xlsx › 表: sheet-too-big"),
        ("more blanks that were packed", Book::new(&" ".repeat(80 << 20)).pack(CompressionMethod::Deflated), "", "a.xlsx: file-too-big"),
        ("nested a million deep", Book::new(&"<a>".repeat(1_000_000)).stored(), "", "a.xlsx › 表: sheet-broken"),
        ("merged beyond all", Book::new("<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B2:A1\"/></mergeCells>").stored(), "# 表\nA1 number 1\nmerged A1:B2\nmerged A1:XFD1048576\n", ""),
    ];
    for (name, bytes, sheets, finding) in cases {
        let (found, findings) = read_all(&[("a.xlsx", bytes)]);
        assert_eq!((found.as_str(), findings.join("\n").as_str()), (sheets, finding), "{name}");
    }
}

/// However a value is written it is read, or told cell by cell.
#[test]
fn values_in_unusual_writing_are_read_or_told() {
    let shared = |value: &str| format!("<c t=\"s\"><v>{value}</v></c>");
    let row = [
        shared(" 0 "),
        shared("0.0"),
        shared("<![CDATA[0]]>"),
        shared("&#48;"),
        shared("-1"),
        shared("0.5"),
        shared("零"),
        shared("1"),
        "<c><v><![CDATA[3.5]]></v></c>".to_owned(),
        "<c><v>3&#46;5</v></c>".to_owned(),
        "<c t=\"n\"><v>三</v></c>".to_owned(),
        "<c t=\"n\"><v>1e999</v></c>".to_owned(),
        "<c t=\"str\"><f>A1</f><v><![CDATA[会议<多>]]></v></c>".to_owned(),
        "<c t=\"x\"><v>1</v></c>".to_owned(),
        "<c t=\"b\"><v>2</v></c>".to_owned(),
        "<c t=\"e\"><v>#名称?</v></c>".to_owned(),
        "<c t=\"inlineStr\"><v>文件长</v></c>".to_owned(),
        "<c><v>1</v><extLst/></c>".to_owned(),
    ];
    let (sheets, findings) = read_all(&[("a.xlsx", cells(&row.concat()).stored())]);
    let texts = ["A1", "B1", "C1", "D1"].map(|at| format!("{at} text \"共享\"\n")).concat();
    let expected = format!(
        "# 表\n{texts}I1 number 3.5\nJ1 number 3.5\nM1 text \"会议<多>\"\nP1 error #名称?\nQ1 text \"文件长\"\nR1 number 1\n"
    );
    assert_eq!(sheets, expected);
    assert_eq!(findings, ["a.xlsx › 表 › E1: cells-unread"]);
    let mut places = Places::default();
    let files = [InputFile { path: "a.xlsx".into(), bytes: cells(&row.concat()).stored() }];
    let said = read(&files, &mut places).findings[0].what.say();
    let said = said.message(Lang::Zh);
    assert!(said.starts_with("E1、F1、G1、H1、K1、L1、N1、O1共8个单元格"), "{said}");
}

/// Parts are found by what leads to them, and what is missing is told where it is missing.
#[test]
fn parts_under_other_names_and_without_links() {
    let row = "<c t=\"s\"><v>0</v></c><c><v>1</v></c>";
    let sheet = ("r1", "worksheet", "worksheets/sheet1.xml");
    let read_with = |name: &str, to: &[(&str, &str, &str)]| {
        let mut book = cells(row);
        book.links = links(to);
        read_all(&[("a.xlsx", book.named(name).stored())])
    };
    let all = "# 表\nA1 text \"共享\"\nB1 number 1\n";
    for (name, target) in [
        ("xl/strings.xml", "strings.xml"),
        ("texts/共享.xml", "../texts/共享.xml"),
        ("texts/s.xml", "/texts/s.xml"),
    ] {
        let (sheets, findings) = read_with(name, &[sheet, ("r2", "sharedStrings", target)]);
        assert_eq!((sheets.as_str(), findings.len()), (all, 0), "{name}");
    }
    assert_eq!(read_with("xl/sharedStrings.xml", &[sheet]).0, all);
    let (sheets, findings) = read_with("xl/x.xml", &[sheet, ("r2", "sharedStrings", "y.xml")]);
    assert_eq!(sheets, "# 表\nB1 number 1\n");
    assert_eq!(findings, ["a.xlsx › 表 › A1: cells-unread"]);
    let mut book = cells(row);
    book.sheets += "<sheet name=\"模块1\" sheetId=\"2\"/><sheet name=\"丢失\" sheetId=\"3\" r:id=\"r9\"/>";
    let (sheets, findings) = read_all(&[("a.xlsx", book.stored())]);
    assert_eq!(sheets, all);
    assert_eq!(findings, ["a.xlsx › 模块1: sheet-unlinked", "a.xlsx › 丢失: sheet-unlinked"]);
}

#[test]
fn what_cells_hold_is_text_and_nothing_else() {
    let long = "长".repeat(32_767);
    let inline = |at: &str, text: &str| {
        format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    };
    let row = [
        inline("A1", &long),
        inline("B1", "前\u{E000}\u{F8FF}\u{10FFFD}_x0007_后"),
        inline("C1", "=cmd|'/C calc'!A0"),
        inline("D1", "@SUM(1+1)*cmd|'/C calc'!A0"),
        inline("E1", "\u{200B}\u{FEFF}\u{3000}"),
    ];
    let (sheets, findings) = read_all(&[("a.xlsx", cells(&row.concat()).stored())]);
    let expected = format!(
        "# 表\nA1 text {long:?}\nB1 text \"前后\"\nC1 text \"=cmd|'/C calc'!A0\"\nD1 text \"@SUM(1+1)*cmd|'/C calc'!A0\"\n"
    );
    assert_eq!(sheets, expected);
    assert_eq!(findings, ["a.xlsx › 表 › B1: rare-character-lost"]);
    let (sheets, _) =
        read_all(&[("a.csv", "意见,单位\n=cmd|'/C calc'!A0,\"=HYPERLINK(\"\"x\"\")\"\n".into())]);
    assert!(sheets.contains("A2 text \"=cmd|'/C calc'!A0\"\nB2 text \"=HYPERLINK(\\\"x\\\")\""), "{sheets}");
}

/// What looks like a formula is a text in the report: no field of Word computes it.
#[test]
fn a_formula_in_a_text_is_never_one_in_what_is_written() {
    let csv = "征求意见汇总表,\n意见建议,方面\n=cmd|'/C calc'!A0 会议多,=cmd|'/C calc'!A0\n";
    let files = vec![InputFile { path: "意见.csv".into(), bytes: csv.into() }];
    let request = Request { kind: "campaign".into(), kind_files: kind_files(), files, ..Request::default() };
    let document = generate(&request).unwrap().document;
    let mut archive = ZipArchive::new(Cursor::new(document)).unwrap();
    for index in 0..archive.len() {
        let mut part = String::new();
        archive.by_index(index).unwrap().read_to_string(&mut part).unwrap();
        for field in ["<w:instrText", "<w:fldSimple", "<f>"] {
            let computed =
                part.split(field).skip(1).any(|rest| rest.split("</").next().unwrap().contains("cmd"));
            assert!(!computed, "{field}");
        }
    }
}

fn document(body: &str) -> Vec<u8> {
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let parts = [
        ("_rels/.rels", links(&[("r1", "officeDocument", "word/document.xml")])),
        ("word/document.xml", text),
    ];
    package(&parts, CompressionMethod::Stored)
}

#[test]
fn hostile_documents_are_read_or_unread() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let table = |rows: &str| format!("<w:tbl>{rows}</w:tbl>");
    let wide = table(&format!("<w:tr>{}</w:tr>", cell("<w:gridSpan w:val=\"4294967295\"/>", "宽")));
    let beside =
        table(&format!("<w:tr><w:trPr><w:gridBefore w:val=\"-7\"/></w:trPr>{}</w:tr>", cell("", "一")));
    let tall = format!("<w:tr>{}</w:tr>", cell("<w:vMerge/>", "")).repeat(50_000);
    let flat = format!("<w:tr>{}</w:tr>", cell("<w:vMerge/>", "").repeat(50_000)).repeat(2);
    let cases = [
        ("a span beyond all columns", document(&wide), "# 表1\nA1 text \"宽\"\nmerged A1:ALL1\n", ""),
        ("a place before the first", document(&beside), "# 表1\nA1 text \"一\"\n", ""),
        ("a merge without beginning", document(&table(&tall)), "# 表1\nmerged A1:A50000\n", ""),
        ("tables without number", document(&"<w:tbl/>".repeat(1_000_000)), "", "a.docx: file-too-big"),
        ("tables in tables", document(&"<w:tbl><w:tr><w:tc>".repeat(100_000)), "", "a.docx: file-too-big"),
        ("ends inside a table", document("<w:tbl><w:tr>"), "", "a.docx: file-broken"),
        ("ends before it begins", document("</w:tbl></w:tr></w:tc>"), "", "a.docx: file-broken"),
        (
            "rows without table",
            document("<w:tr><w:tc><w:p/></w:tc></w:tr>"),
            "",
            "a.docx: file-without-table",
        ),
        (
            "no text part",
            package(&[("word/x.xml", String::new())], CompressionMethod::Stored),
            "",
            "a.docx: file-broken",
        ),
        (
            "an entity bomb",
            document(&format!("{BOMB}<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")),
            "",
            "a.docx: file-broken",
        ),
    ];
    for (name, bytes, sheets, finding) in cases {
        let (found, findings) = read_all(&[("a.docx", bytes)]);
        assert_eq!((found.as_str(), findings.join("\n").as_str()), (sheets, finding), "{name}");
    }
    let (found, _) = read_all(&[("a.docx", document(&table(&flat)))]);
    assert_eq!(found.matches("merged ").count(), 50_000);
}

/// The same random bytes in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize
    }
}

#[test]
fn random_bytes_under_any_name_are_read_or_unread() {
    let mut random = Random(3);
    let starts: [&[u8]; 8] = [
        b"",
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"<html>",
        b"\xFF\xFE",
        b"MIME-Version: 1.0\n",
        b"<?xml?>",
        b"\x09\x08",
    ];
    for start in starts {
        for length in [1, 7, 64, 511, 512, 4096, 70_000] {
            let noise = (0..length).map(|_| random.next() as u8);
            let bytes: Vec<u8> = start.iter().copied().chain(noise).collect();
            for name in ["a.xlsx", "a.xls", "a.ods", "a.csv", "a.docx", "a.zip", "a.doc", "a.xlsb"] {
                read_all(&[(name, bytes.clone())]);
            }
        }
    }
}

#[test]
fn damaged_documents_and_archives_are_read_or_unread() {
    let mut random = Random(7);
    for fixture in
        ["opinions-libreoffice.docx", "gbk-names.zip", "struck.xls", "struck-libreoffice.xlsx", "utf16.csv"]
    {
        let whole = bytes(fixture);
        for _ in 0..60 {
            let point = random.next() % whole.len();
            let mut flipped = whole.clone();
            flipped[point] ^= 1 << (random.next() % 8);
            let mut zeroed = whole.clone();
            zeroed[point..].fill(0);
            for damaged in [whole[..point].to_vec(), flipped, zeroed] {
                read_all(&[(fixture, damaged)]);
            }
        }
    }
}

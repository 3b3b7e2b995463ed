//! Single elements of WordprocessingML: what is read of each, and what an edit makes of it.

use chengwen::docx::{How, read};
use chengwen::model::document::Shape;
use chengwen::model::revision::{Edit, Splice};

use super::saved::with_parts;
use super::{PLAIN, TRACKED, bytes, patched, texts};
use crate::docx::package::Package;
use crate::docx::specimens::long;

/// A document whose body is this XML before the properties of the section.
fn holding(body: &str) -> Vec<u8> {
    with_parts(&bytes(&long()), |parts| {
        let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        let (head, rest) = text.split_at(text.find("<w:body>").unwrap() + 8);
        let section = &rest[rest.rfind("<w:sectPr>").unwrap()..];
        let bound = " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
            xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";
        let head = head.replace(" xmlns:r=", &format!("{bound} xmlns:r="));
        parts.insert("word/document.xml".into(), format!("{head}{body}{section}").into_bytes());
    })
}

/// The body after edits, without the moments and numbers of changes.
fn body(document: &[u8]) -> String {
    let text = Package::open(document).parts["word/document.xml"].clone();
    let from = text.find("<w:body>").unwrap() + 8;
    let body = text[from..text.rfind("<w:sectPr>").unwrap()].to_owned();
    let body = body.replace(" w:author=\"成文\" w:date=\"2026-03-07T09:30:00Z\"", "");
    let change = regex::Regex::new("<w:(ins|del) w:id=\"\\d+\"").unwrap();
    change.replace_all(&body, "<w:$1").replace(" xml:space=\"preserve\"", "")
}

fn shown(body: &str) -> String {
    texts(&read(&holding(body)).unwrap()).join("|")
}

fn rewritten(paragraph: &str, range: std::ops::Range<usize>, text: &str, how: How) -> String {
    let splices = vec![Splice { range, text: text.to_owned() }];
    body(&patched(&holding(paragraph), &[Edit::Rewrite { at: 0.into(), cell: None, splices }], how))
}

const RUN: &str = "<w:r><w:t>甲</w:t></w:r>";

#[test]
fn each_element_shows_what_a_person_sees() {
    let cases = [
        (
            "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>",
            "甲\t乙\n\n\u{2011}\u{ad}",
        ),
        ("<w:p><w:r><w:br w:type=\"page\"/><w:t>甲</w:t></w:r></w:p>", "\u{fffc}甲"),
        ("<w:p><w:r><w:t> 甲 </w:t><w:t xml:space=\"preserve\"> 乙 </w:t></w:r></w:p>", "甲 乙 "),
        (
            "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"X\" w:char=\"F001\"/></w:r></w:p>",
            "☑\u{fffc}",
        ),
        (
            "<w:p><w:hyperlink r:id=\"rId1\"><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:smartTag w:element=\"x\"><w:r><w:t>乙</w:t></w:r></w:smartTag></w:p>",
            "甲乙",
        ),
        ("<w:p><w:fldSimple w:instr=\"DATE\"><w:r><w:t>今</w:t></w:r></w:fldSimple></w:p>", "今"),
        (
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>IF </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
             <w:r><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>内</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/><w:t>果</w:t><w:fldChar w:fldCharType=\"end\"/><w:t>后</w:t></w:r></w:p>",
            "果后",
        ),
        ("<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt></w:p>", "甲"),
        (
            "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>意</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "意",
        ),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>\
             <mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent><w:t>甲</w:t></w:r></w:p>",
            "\u{fffc}甲",
        ),
        (
            "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
            "\u{fffc}\u{fffc}",
        ),
        (
            "<w:p><w:ins w:author=\"王\"><w:r><w:t>甲</w:t></w:r></w:ins><w:del w:author=\"王\"><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>",
            "甲",
        ),
        (
            "<w:p><w:moveFrom w:author=\"王\"><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveTo w:author=\"王\"><w:r><w:t>乙</w:t></w:r></w:moveTo></w:p>",
            "乙",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del w:author=\"王\"/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>",
            "甲乙",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del w:author=\"王\"/></w:rPr></w:pPr></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>",
            "乙",
        ),
        (
            "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:sdtContent></w:sdt><w:customXml w:element=\"x\"><w:p/></w:customXml>",
            "甲|",
        ),
        ("<w:altChunk r:id=\"rId9\"/><w:p/>", "|"),
        (
            "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>\
             <w:tr><w:trPr><w:del w:author=\"王\"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>",
            "甲\n乙\t|",
        ),
    ];
    for (xml, expected) in cases {
        assert_eq!(shown(xml), expected, "{xml}");
    }
}

#[test]
fn what_waits_of_persons_is_pending_and_what_is_the_programs_own_is_not() {
    let pending = |xml: &str| read(&holding(xml)).unwrap().blocks[0].pending;
    assert!(pending("<w:p><w:ins w:author=\"王\"><w:r><w:t>甲</w:t></w:r></w:ins></w:p>"));
    assert!(pending("<w:p><w:r><w:rPr><w:rPrChange w:author=\"王\"/></w:rPr><w:t>甲</w:t></w:r></w:p>"));
    assert!(pending("<w:p><w:pPr><w:pPrChange w:author=\"王\"/></w:pPr></w:p>"));
    assert!(!pending("<w:p><w:ins w:author=\"成文\"><w:r><w:t>甲</w:t></w:r></w:ins></w:p>"));
    // That a paragraph was split behind it says nothing of its text.
    assert!(!pending(
        "<w:p><w:pPr><w:rPr><w:ins w:author=\"王\"/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    ));
}

#[test]
fn replacements_keep_everything_around_them() {
    let cases: [(&str, std::ops::Range<usize>, &str, &str, &str); 11] = [
        // In one run.
        (
            "<w:p><w:r><w:t>收到128条</w:t></w:r></w:p>",
            2..5,
            "131",
            "<w:p><w:r><w:t>收到131条</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>128</w:delText></w:r></w:del><w:ins><w:r><w:t>131</w:t></w:r></w:ins><w:r><w:t>条</w:t></w:r></w:p>",
        ),
        // Over runs, with a bookmark and a remark between: the format is that of the first.
        (
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲1</w:t></w:r><w:bookmarkStart w:id=\"3\" w:name=\"会\"/><w:r><w:t>2乙</w:t></w:r><w:bookmarkEnd w:id=\"3\"/></w:p>",
            1..3,
            "345",
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲345</w:t></w:r><w:bookmarkStart w:id=\"3\" w:name=\"会\"/><w:r><w:t>乙</w:t></w:r><w:bookmarkEnd w:id=\"3\"/></w:p>",
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:del><w:r><w:rPr><w:b/></w:rPr><w:delText>1</w:delText></w:r></w:del><w:bookmarkStart w:id=\"3\" w:name=\"会\"/><w:del><w:r><w:delText>2</w:delText></w:r></w:del><w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>345</w:t></w:r></w:ins><w:r><w:t>乙</w:t></w:r><w:bookmarkEnd w:id=\"3\"/></w:p>",
        ),
        // Beside a note: its raised format is not taken.
        (
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
            2..2,
            "乙",
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>乙</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r><w:ins><w:r><w:t>乙</w:t></w:r></w:ins></w:p>",
        ),
        // A picture in what goes stays.
        (
            "<w:p><w:r><w:t>甲</w:t><w:drawing/><w:t>乙</w:t></w:r></w:p>",
            0..3,
            "丙",
            "<w:p><w:r><w:t>丙</w:t><w:drawing/></w:r></w:p>",
            "<w:p><w:del><w:r><w:delText>甲</w:delText></w:r></w:del><w:r><w:drawing/></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins><w:r><w:t>丙</w:t></w:r></w:ins></w:p>",
        ),
        // Behind a link, not in it.
        (
            "<w:p><w:hyperlink w:anchor=\"会\"><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r><w:t>乙</w:t></w:r></w:p>",
            1..1,
            "丙",
            "<w:p><w:hyperlink w:anchor=\"会\"><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r><w:t>丙乙</w:t></w:r></w:p>",
            "<w:p><w:hyperlink w:anchor=\"会\"><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:r><w:t>乙</w:t></w:r></w:p>",
        ),
        // A line break and a tab come as elements.
        (
            "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
            1..1,
            "\t乙\n",
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:tab/><w:t>乙</w:t><w:br/></w:r></w:p>",
            "<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:tab/><w:t>乙</w:t><w:br/></w:r></w:ins></w:p>",
        ),
        // Into a paragraph without a run.
        (
            "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:rPr><w:b/></w:rPr></w:pPr><w:bookmarkStart w:id=\"3\" w:name=\"会\"/><w:bookmarkEnd w:id=\"3\"/></w:p>",
            0..0,
            "甲",
            "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:rPr><w:b/></w:rPr></w:pPr><w:bookmarkStart w:id=\"3\" w:name=\"会\"/><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:bookmarkEnd w:id=\"3\"/></w:p>",
            "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:rPr><w:b/></w:rPr></w:pPr><w:bookmarkStart w:id=\"3\" w:name=\"会\"/><w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r></w:ins><w:bookmarkEnd w:id=\"3\"/></w:p>",
        ),
        // Marks that Latin has too are Chinese here.
        (
            "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
            1..1,
            "“乙”",
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>“乙”</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>“乙”</w:t></w:r></w:ins></w:p>",
        ),
        // The others of their run stay as they are, also where it has a format, bare or not.
        (
            "<w:p><w:r><w:rPr/><w:t>甲丁</w:t></w:r></w:p>",
            1..1,
            "“乙”",
            "<w:p><w:r><w:rPr/><w:t>甲</w:t></w:r><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>“乙”</w:t></w:r><w:r><w:rPr/><w:t>丁</w:t></w:r></w:p>",
            "<w:p><w:r><w:rPr/><w:t>甲</w:t></w:r><w:ins><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>“乙”</w:t></w:r></w:ins><w:r><w:rPr/><w:t>丁</w:t></w:r></w:p>",
        ),
        // A run of which nothing stays gets it whole.
        (
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>丁</w:t></w:r></w:p>",
            0..1,
            "——",
            "<w:p><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:b/></w:rPr><w:t>——</w:t></w:r><w:r><w:t>丁</w:t></w:r></w:p>",
            "<w:p><w:del><w:r><w:rPr><w:b/></w:rPr><w:delText>甲</w:delText></w:r></w:del><w:ins><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:b/></w:rPr><w:t>——</w:t></w:r></w:ins><w:r><w:t>丁</w:t></w:r></w:p>",
        ),
        // All text goes, the paragraph stays.
        (
            "<w:p><w:r><w:t>甲</w:t></w:r><w:proofErr w:type=\"spellEnd\"/></w:p>",
            0..1,
            "",
            "<w:p><w:proofErr w:type=\"spellEnd\"/></w:p>",
            "<w:p><w:del><w:r><w:delText>甲</w:delText></w:r></w:del><w:proofErr w:type=\"spellEnd\"/></w:p>",
        ),
    ];
    for (before, range, text, plain, tracked) in cases {
        assert_eq!(rewritten(before, range.clone(), text, PLAIN), plain);
        assert_eq!(rewritten(before, range, text, TRACKED), tracked);
    }
}

#[test]
fn the_programs_own_changes_are_folded() {
    let own = "w:author=\"成文\" w:date=\"2026-03-07T09:30:00Z\"";
    let pending = format!(
        "<w:p>{RUN}<w:del w:id=\"7\" {own}><w:r><w:delText>12</w:delText></w:r></w:del>\
         <w:ins w:id=\"8\" {own}><w:r><w:rPr><w:b/></w:rPr><w:t>13</w:t></w:r></w:ins>{RUN}</w:p>"
    );
    let changed = |text: &str| {
        format!(
            "<w:p>{RUN}<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:ins>{RUN}</w:p>"
        )
    };
    for how in [PLAIN, TRACKED] {
        // The format that a person gave the new figure stays.
        assert_eq!(rewritten(&pending, 1..3, "145", how), changed("145"));
        assert_eq!(
            rewritten(&pending, 2..3, "2", how),
            format!("<w:p>{RUN}<w:r><w:t>12</w:t></w:r>{RUN}</w:p>")
        );
    }
    let gone = format!("<w:p>{RUN}<w:del><w:r><w:delText>12</w:delText></w:r></w:del>{RUN}</w:p>");
    assert_eq!(rewritten(&pending, 1..3, "", TRACKED), gone);
    // Between the deletion and the insertion there is one place only: in the insertion.
    assert_eq!(rewritten(&pending, 1..1, "约", TRACKED), changed("约13"));
}

#[test]
fn a_paragraph_that_goes_leaves_what_belongs_to_others() {
    let removed = |body: &str, at: usize| {
        self::body(&patched(&holding(body), &[Edit::Remove { at: at.into() }], PLAIN))
    };
    let mark = "<w:bookmarkStart w:id=\"3\" w:name=\"会\"/>";
    let end = "<w:bookmarkEnd w:id=\"3\"/>";
    assert_eq!(
        removed(&format!("<w:p>{mark}{RUN}</w:p><w:p>{RUN}{end}</w:p>"), 0),
        format!("{mark}<w:p>{RUN}{end}</w:p>")
    );
    assert_eq!(removed(&format!("<w:p>{mark}{RUN}{end}</w:p><w:p/>"), 0), "<w:p/>");
    // A person's remark goes to the neighbour.
    let remark = "<w:commentRangeStart w:id=\"9\"/>甲<w:commentRangeEnd w:id=\"9\"/><w:r><w:commentReference w:id=\"9\"/></w:r>";
    let paragraph = format!("<w:p>{}</w:p><w:p>{RUN}</w:p>", remark.replace('甲', RUN));
    assert_eq!(removed(&paragraph, 0), format!("<w:p>{}{RUN}</w:p>", remark.replace('甲', "")));
    // The end of a section goes to the paragraph before, or stays.
    let section = "<w:pPr><w:sectPr><w:type w:val=\"continuous\"/></w:sectPr></w:pPr>";
    assert_eq!(
        removed(&format!("<w:p>{RUN}</w:p><w:p>{section}{RUN}</w:p><w:p/>"), 1),
        format!("<w:p>{section}{RUN}</w:p><w:p/>")
    );
    assert_eq!(
        removed(&format!("<w:p>{section}{RUN}</w:p><w:p/>"), 0),
        format!("<w:p>{section}</w:p><w:p/>")
    );
    // Two tables do not become one.
    let table = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    assert_eq!(
        removed(&format!("{table}<w:p>{RUN}</w:p>{table}<w:p/>"), 1),
        format!("{table}<w:p><w:pPr/></w:p>{table}<w:p/>")
    );
}

#[test]
fn blocks_come_in_beside_what_wraps_their_neighbours() {
    let wrapped = "<w:sdt><w:sdtContent><w:p/><w:p/></w:sdtContent></w:sdt>";
    let document = holding(&format!("<w:p/>{wrapped}<w:p/>"));
    let inserted = |before: usize| {
        let edit = Edit::Insert { before: before.into(), fresh: "s2_1".to_owned(), splices: Vec::new() };
        let text = body(&patched(&document, &[edit], PLAIN));
        let from = text.find("<w:p><w:pPr>").unwrap();
        let to = from + text[from..].find("</w:p>").unwrap() + 6;
        format!("{}X{}", &text[..from], &text[to..])
    };
    assert_eq!(inserted(0), format!("X<w:p/>{wrapped}<w:p/>"));
    assert_eq!(inserted(1), format!("<w:p/>X{wrapped}<w:p/>"));
    assert_eq!(inserted(2), format!("<w:p/>{}<w:p/>", wrapped.replace("<w:p/><w:p/>", "<w:p/>X<w:p/>")));
    assert_eq!(inserted(3), format!("<w:p/>{wrapped}X<w:p/>"));
    assert_eq!(inserted(4), format!("<w:p/>{wrapped}<w:p/>X"));
}

#[test]
fn other_prefixes_and_strict_documents_are_read_and_patched() {
    let strict = |text: String| {
        text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    };
    let prefixed = |text: String| text.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=");
    let theirs = bytes(&long());
    let expected = read(&theirs).unwrap();
    for change in [&strict as &dyn Fn(String) -> String, &prefixed] {
        let other = with_parts(&theirs, |parts| {
            for (_, part) in parts
                .iter_mut()
                .filter(|(name, _)| !name.starts_with("customXml") && *name != "[Content_Types].xml")
            {
                *part = change(String::from_utf8(part.clone()).unwrap()).into_bytes();
            }
        });
        let document = read(&other).unwrap();
        assert_eq!(document, expected);
        let index = super::at(&document, "128条意见建议");
        let edits = [
            super::swap(&document, index, "128", "131"),
            Edit::Insert { before: index.into(), fresh: "s1_p1".to_owned(), splices: Vec::new() },
            Edit::Comment { at: 0.into(), text: "请核对".to_owned() },
        ];
        let renewed = read(&patched(&other, &edits, TRACKED)).unwrap();
        assert_eq!(renewed.blocks.len(), document.blocks.len() + 1);
        assert_eq!(renewed.blocks[index + 1].text, expected.blocks[index].text.replace("128", "131"));
    }
}

const TABLE: &str = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>\
    <w:tr><w:tc><w:p><w:r><w:t>方面</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>条数</w:t></w:r></w:p></w:tc></w:tr>\
    <w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:bookmarkStart w:id=\"3\" w:name=\"会\"/><w:r><w:rPr><w:b/></w:rPr><w:t>四风</w:t></w:r><w:bookmarkEnd w:id=\"3\"/></w:p></w:tc><w:tc><w:p><w:r><w:t>57</w:t></w:r></w:p></w:tc></w:tr>\
    <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>71</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>";

#[test]
fn cells_and_rows_change() {
    let rows = |edits: &[Edit], how: How| match &read(&patched(&holding(TABLE), edits, how)).unwrap().blocks
        [0]
    .shape
    {
        Shape::Table(rows) => rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>(),
        shape => panic!("{shape:?}"),
    };
    let cell = Edit::Rewrite {
        at: 0.into(),
        cell: Some((2.into(), 1)),
        splices: vec![Splice { range: 0..2, text: "72".into() }],
    };
    let row = |before: usize| Edit::InsertRow {
        at: 0.into(),
        before: before.into(),
        like: 1.into(),
        cells: vec!["党建".into(), "3".into()],
    };
    for how in [PLAIN, TRACKED] {
        assert_eq!(rows(&[cell.clone(), row(3)], how), ["方面 条数", "四风 57", "四风 72", "党建 3"]);
        // A row that says something else parts a merged area.
        assert_eq!(rows(&[row(2)], how), ["方面 条数", "四风 57", "党建 3", "四风 71"]);
        let turn = Edit::MoveRow { at: 0.into(), row: 2.into(), before: 1.into() };
        assert_eq!(rows(&[turn, row(3)], how), ["方面 条数", "四风 71", "四风 57", "党建 3"]);
        assert_eq!(rows(&[Edit::RemoveRow { at: 0.into(), row: 2.into() }], how), ["方面 条数", "四风 57"]);
    }
    // The first row of a merged area goes: the area keeps what it says.
    assert_eq!(rows(&[Edit::RemoveRow { at: 0.into(), row: 1.into() }], PLAIN), ["方面 条数", "四风 71"]);
    let added = body(&patched(&holding(TABLE), &[row(3)], PLAIN));
    assert_eq!(added.matches("w:name=\"会\"").count(), 1);
    assert!(added.contains("<w:tr><w:tc><w:tcPr/><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>党建</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"), "{added}");
    let remark = patched(&holding(TABLE), &[Edit::Comment { at: 0.into(), text: "请核对".into() }], PLAIN);
    assert!(body(&remark).contains("方面</w:t></w:r><w:commentRangeEnd"));
}

#[test]
fn entries_of_a_table_of_contents_are_no_blocks_to_match() {
    let styled = with_parts(
        &holding("<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:t>一、高度重视</w:t></w:r></w:p>"),
        |parts| {
            let text = String::from_utf8(parts["word/styles.xml"].clone()).unwrap();
            let style = "<w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
            parts.insert("word/styles.xml".into(), text.replace("</w:styles>", style).into_bytes());
        },
    );
    let document = read(&styled).unwrap();
    assert_eq!((document.blocks[0].shape.clone(), texts(&document)), (Shape::Other, vec![""]));
}

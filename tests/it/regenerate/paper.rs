//! A .docx as a person changes it in an office program: words, paragraphs, lost marks, other people's files.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use regex::Regex;
use zip::write::SimpleFileOptions;

use crate::raw;

/// A document that is being changed.
pub(crate) struct Paper {
    parts: BTreeMap<String, String>,
    pictures: BTreeMap<String, Vec<u8>>,
}

const BODY: &str = "word/document.xml";

impl Paper {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        Paper { parts: raw::parts(bytes), pictures: raw::binary_parts(bytes) }
    }

    pub(crate) fn save(&self) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.parts {
            archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        for (name, bytes) in &self.pictures {
            archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// Words within a run become others.
    pub(crate) fn reword(mut self, old: &str, new: &str) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        assert_eq!(body.matches(old).count(), 1, "{old} stands there once");
        *body = body.replacen(old, new, 1);
        self
    }

    /// The document as a program saves it with macros: its main part of that type, and a project beside it.
    pub(crate) fn with_macros(mut self, kind: &str) -> Self {
        let types = self.parts.get_mut("[Content_Types].xml").unwrap();
        let plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        assert!(types.contains(plain));
        let project = "<Override PartName=\"/word/vbaProject.bin\" \
                       ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>";
        *types = types.replace(plain, kind).replace("</Types>", project);
        let links = self.parts.get_mut("word/_rels/document.xml.rels").unwrap();
        let link = "<Relationship Id=\"rIdVba\" Target=\"vbaProject.bin\" \
                    Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\"/></Relationships>";
        *links = links.replace("</Relationships>", link);
        self.pictures.insert("word/vbaProject.bin".to_owned(), vec![0xd0, 0xcf, 0x11, 0xe0]);
        self
    }

    /// Words become others wherever they stand: a box is drawn twice.
    pub(crate) fn reword_everywhere(mut self, old: &str, new: &str) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        assert!(body.contains(old), "no {old}");
        *body = body.replace(old, new);
        self
    }

    /// A paragraph of a person's comes in behind the one with these words.
    pub(crate) fn add_after(mut self, words: &str, text: &str) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        let at = body.find(words).unwrap_or_else(|| panic!("no {words}"));
        let end = at + body[at..].find("</w:p>").unwrap() + "</w:p>".len();
        let paragraph = format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        body.insert_str(end, &paragraph);
        self
    }

    /// Paragraphs of a person's come in behind all others.
    pub(super) fn add_at_the_end(mut self, texts: &[&str]) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        let end = body.rfind("<w:sectPr").unwrap();
        let all: String =
            texts.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
        body.insert_str(end, &all);
        self
    }

    /// The second of two upright annexes is cut and pasted before the first, and so are their names; no number is typed.
    pub(super) fn with_annexes_turned(mut self) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        let starts = |style: &str| -> Vec<usize> {
            let mark = format!("<w:pStyle w:val=\"{style}");
            let marks = body.match_indices(&mark).map(|(at, _)| at);
            marks.map(|at| body[..at].rfind("<w:p>").unwrap()).collect()
        };
        let (labels, notes) = (starts("AnnexLabel"), starts("AnnexNote"));
        let ([first, second], [one, other]) = (&labels[..], &notes[..]) else {
            panic!("{labels:?} {notes:?}")
        };
        let after = other + body[*other..].find("</w:p>").unwrap() + "</w:p>".len();
        // The line behind a last table stays behind what stands last.
        let end = body[..body.rfind("<w:sectPr").unwrap()].rfind("</w:tbl>").unwrap() + "</w:tbl>".len();
        let cut = [
            &body[..*one],
            &body[*other..after],
            &body[*one..*other],
            &body[after..*first],
            &body[*second..end],
            &body[*first..*second],
            &body[end..],
        ];
        *body = cut.concat();
        self
    }

    /// A bookmark of a person's reaches from the paragraph with these words to that with others.
    pub(super) fn mark_from(mut self, from: &str, to: &str) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        let end = body.find(to).unwrap();
        let end = end + body[end..].find("</w:p>").unwrap();
        body.insert_str(end, "<w:bookmarkEnd w:id=\"9001\"/>");
        let start = body[..end].rfind(from).unwrap();
        let start = start + body[start..].find("</w:p>").unwrap();
        body.insert_str(start, "<w:bookmarkStart w:id=\"9001\" w:name=\"对照\"/>");
        self
    }

    pub(super) fn without_tables(mut self) -> Self {
        let tables = Regex::new("(?s)<w:tbl>.*?</w:tbl>").unwrap();
        let body = self.parts.get_mut(BODY).unwrap();
        *body = tables.replace_all(body, "").into_owned();
        self
    }

    /// The paragraph with these words goes.
    pub(super) fn without_paragraph(mut self, words: &str) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        let text = |paragraph: &str| -> String {
            let texts = paragraph.split("<w:t").skip(1).filter_map(|text| text.split_once('>'));
            texts.filter_map(|(_, text)| text.split_once("</w:t>")).map(|(text, _)| text).collect()
        };
        let starts = body.match_indices("<w:p>").chain(body.match_indices("<w:p ")).map(|(at, _)| at);
        let end = |at: usize| at + body[at..].find("</w:p>").unwrap() + "</w:p>".len();
        let range = starts.map(|at| at..end(at)).find(|range| text(&body[range.clone()]).contains(words));
        body.replace_range(range.unwrap_or_else(|| panic!("no {words}")), "");
        self
    }

    /// The row of a table with these words goes.
    pub(super) fn without_row(mut self, words: &str) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        let at = body.find(words).unwrap_or_else(|| panic!("no {words}"));
        let begins = body[..at].rfind("<w:tr>").max(body[..at].rfind("<w:tr ")).unwrap();
        let end = at + body[at..].find("</w:tr>").unwrap() + "</w:tr>".len();
        body.replace_range(begins..end, "");
        self
    }

    /// A comment is pinned to the paragraph with these words.
    pub(crate) fn comment(mut self, words: &str, author: &str, text: &str) -> Self {
        let comment = format!(
            "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
             <w:comment w:id=\"7001\" w:author=\"{author}\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"
        );
        assert!(self.parts.insert("word/comments.xml".to_owned(), comment).is_none(), "no comments before");
        let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
        let types = self.parts.get_mut("[Content_Types].xml").unwrap();
        *types = types.replace(
            "</Types>",
            &format!("<Override PartName=\"/word/comments.xml\" ContentType=\"{kind}\"/></Types>"),
        );
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
        let relations = self.parts.get_mut("word/_rels/document.xml.rels").unwrap();
        *relations = relations.replace(
            "</Relationships>",
            &format!(
                "<Relationship Id=\"rIdC\" Type=\"{relation}\" Target=\"comments.xml\"/></Relationships>"
            ),
        );
        let body = self.parts.get_mut(BODY).unwrap();
        let at = body.find(words).unwrap_or_else(|| panic!("no {words}"));
        let end = at + body[at..].find("</w:p>").unwrap();
        body.insert_str(end, "<w:r><w:commentReference w:id=\"7001\"/></w:r>");
        self
    }

    /// All comments are deleted.
    pub(crate) fn without_comments(mut self) -> Self {
        let body = self.parts.get_mut(BODY).unwrap();
        let marks = Regex::new(r"<w:comment(RangeStart|RangeEnd|Reference)[^>]*/>").unwrap();
        assert!(marks.is_match(body), "no comment");
        *body = marks.replace_all(body, "").into_owned();
        self
    }

    /// What a program does that keeps nothing it does not know: no bookmarks, no data beside the text.
    pub(crate) fn strip(mut self) -> Self {
        self.parts.retain(|name, _| !name.starts_with("customXml/"));
        let bookmarks = Regex::new(r"<w:bookmark(Start|End)[^>]*/>").unwrap();
        let relation = Regex::new(r#"<Relationship [^>]*customXml[^>]*/>"#).unwrap();
        let types = Regex::new(r#"<Override [^>]*customXml[^>]*/>"#).unwrap();
        for text in self.parts.values_mut() {
            *text = bookmarks.replace_all(text, "").into_owned();
            *text = relation.replace_all(text, "").into_owned();
            *text = types.replace_all(text, "").into_owned();
        }
        assert!(!self.parts.values().any(|text| text.contains("_cw_") || text.contains("chengwen")));
        self
    }

    /// The paragraphs of this document pasted into an office's own file with a red head.
    pub(crate) fn pasted_under_a_red_head(self) -> Self {
        let mut paper = self.strip();
        let head = "<w:p><w:r><w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t>某县卫生健康局文件</w:t></w:r></w:p>\
                    <w:p><w:r><w:t>某卫字〔2024〕15号</w:t></w:r></w:p>";
        let body = paper.parts.get_mut(BODY).unwrap();
        let styles = Regex::new(r#"<w:pStyle w:val="[^"]*"/>"#).unwrap();
        *body = styles.replace_all(body, "").replacen("<w:body>", &format!("<w:body>{head}"), 1);
        paper
    }
}

/// The text of a document, one paragraph a line.
pub(crate) fn text(bytes: &[u8]) -> String {
    raw::paragraphs(bytes).join("\n")
}

/// Whether the bytes are a whole document.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let archive = zip::ZipArchive::new(Cursor::new(bytes));
    archive.is_ok_and(|mut archive| {
        (0..archive.len()).all(|at| {
            let mut file = archive.by_index(at).unwrap();
            std::io::copy(&mut file, &mut std::io::sink()).is_ok()
        })
    })
}

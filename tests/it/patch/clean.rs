//! The copy that is handed on, and what still waits before there can be one.

use chengwen::docx::{Remain, Waiting, clean, patch, read, remains};
use chengwen::finding::DocumentFault;
use chengwen::model::revision::Edit;

use super::random::documents;
use super::saved::{by_word, with_parts};
use super::{TRACKED, at, base, bytes, patched, swap, texts};
use crate::docx::package::Package;
use crate::docx::specimens::long;

/// What no clean copy holds.
const UNCLEAN: [&str; 16] = [
    "_cw_",
    "_GoBack",
    "w:rsid",
    "paraId",
    "w:ins ",
    "w:del ",
    "w:delText",
    "w:comment",
    "proofErr",
    "w:vanish/",
    "chengwen:base",
    "docVar",
    "attachedTemplate",
    "<dc:creator",
    "lastModifiedBy",
    "Company",
];

#[test]
fn a_clean_copy_says_the_same_and_nothing_more() {
    let folder = crate::scratch::patched();
    for (name, theirs) in documents() {
        let theirs = furnished(&theirs);
        let document = read(&theirs).unwrap();
        let gone =
            document.blocks.iter().rposition(|block| block.text.contains("活动") && !block.pending).unwrap();
        let edits = [swap(&document, 0, "报告", "情况报告"), Edit::Remove { at: gone.into() }];
        let waiting = patch(&theirs, &bytes(&long()), &edits, &base(), &TRACKED).unwrap();
        let copy = match clean(&waiting) {
            Err(DocumentFault::Pending) => {
                assert_eq!(name, "libreoffice-tracked.docx");
                continue;
            }
            copy => copy.unwrap_or_else(|fault| panic!("{name}: {fault:?}")).bytes,
        };
        let shown = |bytes: &[u8]| -> Vec<String> {
            texts(&read(bytes).unwrap()).into_iter().map(|text| text.replace("暗", "")).collect()
        };
        assert_eq!(shown(&copy), shown(&waiting), "{name}");
        for (part, text) in &Package::open_any(&copy).parts {
            for word in UNCLEAN {
                assert!(!text.contains(word), "{name}: {word} in {part}");
            }
            assert!(!part.starts_with("customXml") && !part.contains("comments"), "{name}: {part}");
        }
        assert_eq!(remains(&copy).unwrap(), [], "{name}");
        std::fs::write(format!("{folder}/clean-{name}"), copy).unwrap();
    }
}

/// The document with what an office leaves in it: a hidden word, variables, a template, names.
fn furnished(document: &[u8]) -> Vec<u8> {
    with_parts(document, |parts| {
        let main =
            if parts.contains_key("word/document2.xml") { "word/document2.xml" } else { "word/document.xml" };
        let mut change = |part: &str, from: &str, to: &str| {
            let text = String::from_utf8(parts[part].clone()).unwrap();
            assert!(text.contains(from), "{part}: {from}");
            parts.insert(part.to_owned(), text.replacen(from, to, 1).into_bytes());
        };
        change(main, "</w:p>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>");
        if main == "word/document2.xml" {
            let variables = "</w:compat><w:docVars><w:docVar w:name=\"a\" w:val=\"b\"/></w:docVars>";
            change("word/settings.xml", "</w:compat>", variables);
            change("docProps/app.xml", "</Application>", "</Application><Company>某某局</Company>");
        }
    })
}

#[test]
fn what_waits_is_listed_with_its_place_and_author() {
    let theirs = bytes(&long());
    let document = read(&theirs).unwrap();
    let index = at(&document, "128条意见建议");
    let gone = at(&document, "（一）领导带头学");
    let edits = [
        swap(&document, index, "128", "131"),
        Edit::Comment { at: index.into(), text: "请核对".to_owned() },
        swap(&document, 0, "报告", "【待补充：标题】报告"),
        Edit::Remove { at: gone.into() },
    ];
    let waiting = patched(&theirs, &edits, TRACKED);
    let found = remains(&waiting).unwrap();
    let said = |what, block, author: &str, text: &str| Remain {
        what,
        block,
        author: author.into(),
        text: text.into(),
    };
    for expected in [
        said(Waiting::Change, Some(index), "成文", "128"),
        said(Waiting::Change, Some(index), "成文", "131"),
        said(Waiting::Remark, Some(index), "成文", "请核对"),
        said(Waiting::Gap, Some(0), "", "【待补充：标题】"),
        said(Waiting::Change, None, "成文", "（一）领导带头学"),
    ] {
        assert_eq!(
            found.iter().filter(|remain| **remain == expected).count(),
            1,
            "{expected:?} in {found:?}"
        );
    }
    assert_eq!(remains(&theirs).unwrap(), []);
    assert_eq!(remains(&by_word(&theirs, 1, true)).unwrap(), []);
}

#[test]
fn changes_of_persons_are_theirs_to_decide() {
    let theirs = bytes(&long());
    let document = read(&theirs).unwrap();
    let index = at(&document, "128条意见建议");
    let waiting = patched(&theirs, &[swap(&document, index, "128", "131")], TRACKED);
    let of_person = with_parts(&waiting, |parts| {
        let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        parts.insert("word/document.xml".into(), text.replace("\"成文\"", "\"王主任\"").into_bytes());
    });
    assert!(read(&of_person).unwrap().blocks[index].pending);
    assert_eq!(clean(&of_person).unwrap_err(), DocumentFault::Pending);
}

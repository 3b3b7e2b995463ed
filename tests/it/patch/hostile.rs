//! Documents that are broken on purpose: every one is read or refused, none of them stops the program.

use chengwen::docx::{Unreadable, clean, patch, read, remains};
use chengwen::model::revision::{Edit, Splice};

use super::random::documents;
use super::saved::{Dice, with_parts};
use super::{PLAIN, TRACKED, base, bytes};
use crate::docx::specimens::long;

#[test]
fn what_is_no_document_is_said_to_be_none() {
    assert_eq!(read(b""), Err(Unreadable::Foreign));
    assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc"), Err(Unreadable::Foreign));
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &name].concat();
    assert_eq!(read(&locked), Err(Unreadable::Encrypted));
    let whole = bytes(&long());
    for cut in (10..whole.len()).step_by(97) {
        assert_eq!(read(&whole[..cut]).err(), Some(Unreadable::Damaged), "{cut}");
    }
    let other =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/campaign/报告信息.xlsx")).unwrap();
    assert_eq!(read(&other), Err(Unreadable::Damaged), "a workbook");
}

#[test]
fn a_part_that_is_too_deep_or_no_xml_is_refused() {
    let theirs = bytes(&long());
    for body in ["<w:p>".repeat(100_000), "<w:sdt><w:sdtContent>".repeat(100_000), "<w:p></w:r></w:p>".into()]
    {
        let broken = with_parts(&theirs, |parts| {
            let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
            parts.insert(
                "word/document.xml".into(),
                text.replacen("<w:body>", &format!("<w:body>{body}"), 1).into_bytes(),
            );
        });
        assert!(read(&broken).is_err());
        assert!(remains(&broken).is_err() && clean(&broken).is_err());
        assert!(patch(&broken, &theirs, &[Edit::Remove { at: 0.into() }], &base(), &PLAIN).is_err());
    }
}

/// Elements renamed, dropped, doubled and cut, bytes flipped: whatever comes of it, no panic.
#[test]
fn mutated_documents_are_read_and_patched_or_refused() {
    let fresh = bytes(&long());
    let mut read_at_all = 0;
    for (number, (_, theirs)) in documents().into_iter().enumerate() {
        for seed in 0..4 {
            let mut dice = Dice::new(1 + seed * 100 + number as u64);
            let mutated = with_parts(&theirs, |parts| {
                let names: Vec<String> =
                    parts.keys().filter(|name| !name.contains("media")).cloned().collect();
                let main = names.iter().position(|name| name.starts_with("word/document")).unwrap();
                let name = if dice.below(3) == 0 { dice.below(names.len()) } else { main };
                let part = parts.get_mut(&names[name]).unwrap();
                for _ in 0..=dice.below(6) {
                    mutate(part, &mut dice);
                }
            });
            let Ok(document) = read(&mutated) else { continue };
            read_at_all += 1;
            let (mut plain, mut rest) = (Vec::new(), Vec::new());
            for at in 0..document.blocks.len() {
                let length = document.blocks[at].text.chars().count();
                let start = dice.below(length + 1);
                let splices = vec![Splice { range: start..(start + 3).min(length), text: "三 3".into() }];
                match dice.below(5) {
                    0 => plain.push(Edit::Remove { at: at.into() }),
                    1 => plain.push(Edit::Comment { at: at.into(), text: "请核对".into() }),
                    2 => plain.push(Edit::Insert { before: at.into(), fresh: "s1_p2".into(), splices }),
                    _ => plain.push(Edit::Rewrite { at: at.into(), cell: None, splices }),
                }
                let cells = vec!["甲".to_owned(), "乙".to_owned()];
                rest.push(Edit::InsertRow {
                    at: at.into(),
                    before: dice.below(4).into(),
                    like: dice.below(3).into(),
                    cells,
                });
                rest.push(Edit::MoveRow {
                    at: at.into(),
                    row: dice.below(4).into(),
                    before: dice.below(4).into(),
                });
                rest.push(Edit::RemoveRow { at: at.into(), row: dice.below(3).into() });
            }
            for (edits, how) in [(&plain, PLAIN), (&plain, TRACKED), (&rest, PLAIN), (&rest, TRACKED)] {
                if let Ok(result) = patch(&mutated, &fresh, edits, &base(), &how) {
                    let _ = (read(&result), clean(&result), remains(&result));
                }
            }
        }
    }
    assert!(read_at_all > 20, "{read_at_all} were read");
}

fn mutate(part: &mut Vec<u8>, dice: &mut Dice) {
    const NAMES: [&str; 12] = [
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:ins",
        "w:del",
        "w:sdt",
        "w:fldChar",
        "w:hyperlink",
        "w:sectPr",
    ];
    let text = String::from_utf8_lossy(part).into_owned();
    let tags: Vec<usize> = text.match_indices('<').map(|(at, _)| at).collect();
    if tags.is_empty() {
        return;
    }
    let at = tags[dice.below(tags.len())];
    let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
    let changed = match dice.below(6) {
        // A leaf dropped or doubled keeps the part well-formed.
        0 if text[at..end].ends_with("/>") => format!("{}{}", &text[..at], &text[end..]),
        1 if text[at..end].ends_with("/>") => format!("{}{}", &text[..end], &text[at..]),
        2 => {
            let (old, new) = (NAMES[dice.below(NAMES.len())], NAMES[dice.below(NAMES.len())]);
            let swapped = text.replace(&format!("<{old}>"), &format!("<{new}>"));
            swapped
                .replace(&format!("</{old}>"), &format!("</{new}>"))
                .replace(&format!("<{old} "), &format!("<{new} "))
        }
        3 => text.replacen("w:val=\"", "w:val=\"x", 1 + dice.below(3)),
        4 => format!("{}<{}/>{}", &text[..at], NAMES[dice.below(NAMES.len())], &text[at..]),
        _ => {
            let mut bytes = text.into_bytes();
            let place = dice.below(bytes.len());
            bytes[place] ^= 1 << dice.below(7);
            *part = bytes;
            return;
        }
    };
    *part = changed.into_bytes();
}

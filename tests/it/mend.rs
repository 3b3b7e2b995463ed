//! Documents that are mended: each fault that leaves no choice goes, nothing comes, every other word and part stays.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use chengwen::{Lints, Mended};

use crate::lint::bases;
use crate::patch::saved::with_parts;
use crate::sample;
use crate::scratch::Scratch;

/// Cases of `lint.tsv` that a person has to settle, by their rule and how they come about.
const LEFT: &str = include_str!("../cases/mend.tsv");

fn mend(bytes: &[u8]) -> Mended {
    chengwen::mend(bytes).unwrap()
}

/// The codes of what is said of page and text.
fn codes(lints: &Lints) -> BTreeSet<&'static str> {
    let of_page = lints.page.faults.iter().map(|fault| fault.rule.id);
    of_page.chain(lints.text.faults.iter().map(|(_, fault)| fault.say().code)).collect()
}

fn texts(lints: &Lints) -> Vec<&str> {
    lints.set.lines.iter().map(|line| line.text.as_str()).collect()
}

fn parts(document: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let part = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(part).collect()
}

#[test]
fn what_leaves_no_choice_is_mended_and_nothing_else() {
    let bases = bases();
    let left: BTreeMap<(&str, &str), &str> = LEFT
        .lines()
        .skip(1)
        .map(|row| match row.split('\t').collect::<Vec<_>>()[..] {
            [rule, put, why] => ((rule, put), why),
            _ => panic!("{row}"),
        })
        .collect();
    let mut met = BTreeSet::new();
    let mut wrong = Vec::new();
    for (number, row) in include_str!("../cases/lint.tsv").lines().enumerate().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [rule, _, of, part, find, put, _] = cells[..] else { panic!("line {}: {row}", number + 1) };
        let document = with_parts(&bases[of], |parts| {
            let bytes = parts.get_mut(part).unwrap();
            *bytes = String::from_utf8(bytes.clone()).unwrap().replacen(find, put, 1).into_bytes();
        });
        let mended = mend(&document);
        let (before, after) = (codes(&mended.before), codes(&mended.after));
        let gone = !after.contains(rule);
        if let Some(key) = left.keys().find(|key| key.0 == rule && (key.1 == put || key.1 == "*")) {
            met.insert(*key);
            if gone {
                wrong.push(format!("line {}: {rule} is mended, and a person should settle it", number + 1));
            }
        } else if !gone {
            wrong.push(format!("line {}: {rule} is not mended: {put}", number + 1));
        }
        if after.difference(&before).next().is_some() {
            wrong.push(format!("line {}: {rule}: {:?} came", number + 1, after.difference(&before)));
        }
        if mended.words.is_empty() && texts(&mended.before) != texts(&mended.after) {
            wrong.push(format!("line {}: {rule}: words changed and nobody said so", number + 1));
        }
        if number % 9 == 0 && mend(&mended.copy).copy != mended.copy {
            wrong.push(format!("line {}: {rule}: mended twice it is another", number + 1));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(met.len(), left.len(), "a row of mend.tsv has no case: {met:?}");
}

#[test]
fn right_documents_stay_to_the_byte() {
    for (name, document) in bases() {
        let mended = mend(&document);
        assert!(mended.words.is_empty(), "{name}: {:?}", mended.words);
        assert!(mended.copy == document, "{name}");
    }
}

/// A paragraph of the body of a right document, as it stands after its words were mended.
#[test]
fn words_with_one_right_form_get_it() {
    const STOOD: &str = "<w:t xml:space=\"preserve\">云岭县人大常委会办公室组织开展了";
    let base = &bases()["upward"];
    let rows = include_str!("../cases/mend_words.tsv").lines().skip(1);
    let rows: Vec<(&str, &str)> = rows.map(|row| row.split_once('\t').unwrap()).collect();
    let paragraphs: Vec<String> = rows.iter().map(|(before, _)| quick(before)).collect();
    let document = with_parts(base, |parts| {
        let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        let between = "</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">";
        let all = format!(
            "<w:t xml:space=\"preserve\">{}{between}云岭县人大常委会办公室组织开展了",
            paragraphs.join(between)
        );
        assert!(text.contains(STOOD));
        parts.insert("word/document.xml".to_owned(), text.replacen(STOOD, &all, 1).into_bytes());
    });
    let mended = mend(&document);
    let first = mended.before.set.lines.iter().position(|line| line.text == rows[0].0).unwrap();
    for (at, (before, after)) in rows.iter().enumerate() {
        assert_eq!(mended.before.set.lines[first + at].text, *before);
        assert_eq!(mended.after.set.lines[first + at].text, *after, "{before}");
    }
}

fn quick(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Documents that office programs saved and offices made: other parts stay to the byte, no paragraph is lost, the
/// copy is read again.
#[test]
fn foreign_documents_keep_what_nobody_asked_to_change() {
    let mut changed = 0;
    for folder in ["edited", "letterhead"] {
        for entry in std::fs::read_dir(sample::root().join("tests/fixtures").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "docx") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let mended = mend(&bytes);
            let (before, after) = (parts(&bytes), parts(&mended.copy));
            for (name, part) in &before {
                let may = name.ends_with("document.xml")
                    || name.contains("footer")
                    || ["settings.xml", "[Content_Types].xml", "document.xml.rels"]
                        .iter()
                        .any(|end| name.ends_with(end));
                assert!(may || after.get(name) == Some(part), "{}: {name} is another", path.display());
            }
            let new = after.keys().filter(|name| !before.contains_key(*name));
            assert!(new.into_iter().all(|name| name.contains("footer")), "{}", path.display());
            assert_eq!(texts(&mended.before).len(), texts(&mended.after).len(), "{}", path.display());
            let worse: Vec<_> = codes(&mended.after).difference(&codes(&mended.before)).copied().collect();
            assert!(worse.is_empty(), "{}: {worse:?} came", path.display());
            changed += usize::from(mended.copy != bytes);
        }
    }
    assert!(changed > 10, "{changed}");
}

#[test]
fn the_command_writes_a_copy_beside_the_file_and_says_each_change() {
    let scratch = Scratch::new();
    let wrong = with_parts(&bases()["upward"], |parts| {
        let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        let text = text.replacen("〔2022〕3号", "[2022]3号", 1).replacen(">000012<", ">12345<", 1);
        let text = text.replacen("秘密★1年", "秘密☆1年", 1);
        parts.insert("word/document.xml".to_owned(), text.into_bytes());
    });
    scratch.write("报送.docx", &wrong);
    let ran = scratch.done(&["lint", "--fix", "报送.docx"]);
    ran.says(&["秘密☆1年"]);
    for word in ["“[2022]3号”改为“〔2022〕3号”", "报送（改）.docx", "原文件没有动"] {
        assert!(ran.stdout.contains(word), "{word} is not said:\n{}", ran.stdout);
    }
    assert!(scratch.read("报送.docx") == wrong);
    let said = scratch.done(&["lint", "--fix", "报送.docx", "--json"]).json();
    assert!(said["copy"].as_str().unwrap().ends_with("报送（改2）.docx"), "{said:#}");
    assert_eq!(said["mended"].as_array().unwrap().len(), 2, "{said:#}");
    let left = said["findings"].as_array().unwrap().iter().filter(|left| left["severity"] != "info");
    assert_eq!(left.count(), 1, "{said:#}");
    assert_eq!(said["new"].as_array().unwrap().len(), 0, "{said:#}");
    assert!(scratch.read("报送（改）.docx") == scratch.read("报送（改2）.docx"));
    scratch.write("对.docx", &bases()["upward"]);
    assert!(scratch.done(&["lint", "--fix", "对.docx"]).stdout.contains("没有另存"));
    assert!(!scratch.path("对（改）.docx").exists());
}

//! A report kind is data: no name of one stands in the program, and other names give the same report.

mod asked;
mod counted;
mod duty;
mod money;
mod mutations;
mod questionnaire;
mod refused;
mod renamed;

use std::collections::{BTreeMap, BTreeSet};

use chengwen::finding::kinds::KindFault;
use chengwen::finding::{Refusal, Severity};
use chengwen::kind::{KindFiles, built_in, built_in_names, is_built_in, load, whole};
use chengwen::model::annex::TableCell;
use chengwen::model::figure::FigureValue;
use chengwen::model::report::{Inline, Provenance};
use chengwen::workbook::InputFile;
use chengwen::{Outcome, Request, generate};

use crate::{architecture, sample};

/// The literals of the source that are called like something of a kind and are none: words of our own formats, by
/// the file that holds them.
const OUR_OWN: [(&str, &[&str]); 19] = [
    // Parts of `class.aspect`, and of the slots of named problems.
    ("compose/annexes/fields.rs", &["aspect"]),
    ("ledger/datum.rs", &["problem"]),
    // Ids of the blocks of an annex.
    ("compose/annexes/mod.rs", &["note", "title"]),
    // Ids of the blocks of the form for the units.
    ("blank/paper.rs", &["title"]),
    // How many of the roles of an element, of a section and of a row set aside are called like fields.
    ("model/element/rows.rs", &["number", "title", "date", "note"]),
    ("kind/outline.rs", &["role"]),
    ("recognize/table.rs", &["note"]),
    // The role of a remark on a page of the preview.
    ("view/sides.rs", &["note"]),
    // Names of our own workbook 三张清单, of the list that goes back, of a mark for tracked changes.
    ("ledger/lists.rs", &["问题清单", "责任清单", "整改清单"]),
    ("ledger/returned.rs", &["问题清单"]),
    ("pipeline/asked.rs", &["保留"]),
    // Keys of helpers.
    ("compose/helpers/lists.rs", &["measure"]),
    ("compose/helpers/mod.rs", &["measure"]),
    // Words of any sentence: ends of names of events, what questions are put about.
    ("compose/helpers/names.rs", &["党课"]),
    ("normalize/list.rs", &["制度"]),
    ("recognize/ask.rs", &["自查自纠", "制度"]),
    // How an aspect was found.
    ("model/entry.rs", &["alias", "catalogue"]),
    // Words of the roles of a vocabulary, and of a share.
    ("normalize/count_status.rs", &["problem"]),
    ("normalize/term.rs", &["full"]),
];

/// Where keys and columns of the files of a kind stand, which all kinds share.
const KEYS: [&str; 4] = ["kind/check/", "kind/lists.rs", "kind/schema/", "kind/shared.rs"];

/// The rooms whose words are those of other formats (XML, JSON, HTML), and the one that speaks of all of them.
const FOREIGN: [&str; 6] = ["docx", "package", "workbook", "finding", "view", "cli"];

/// Calls that read our own formats by name: columns of word lists, attributes, groups of a pattern.
const READS: [&str; 7] =
    [".get(", ".words(", ".name(", ".field(rename = ", "hash_get(", "rename = ", "alias = "];

#[test]
fn every_kind_is_exported_whole() {
    for name in built_in_names() {
        let own = built_in(&name).unwrap();
        let files = whole(&name).unwrap();
        assert!(own.keys().all(|file| files.contains_key(file)), "{name}");
        assert!(files.contains_key("look.toml") && files.contains_key("vocabulary/acts.tsv"), "{name}");
        let kind = load("mine", &files).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        chengwen::compose::check(&kind).unwrap();
        assert!(!String::from_utf8_lossy(&files["tables.toml"]).contains("shared = ["), "{name}");
    }
}

#[test]
fn no_name_of_a_kind_stands_in_the_program() {
    let names = names();
    let mut found = Vec::new();
    for (file, text) in architecture::texts() {
        let room = file.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        let own = OUR_OWN.iter().find(|(path, _)| *path == file).map_or(&[][..], |(_, words)| words);
        for (before, literal, _) in architecture::literals_of(&text) {
            let asked = [".field(", ".kind.table(", "kind.figure(", "figures.get("]
                .iter()
                .any(|call| before.ends_with(call));
            let read = READS.iter().any(|call| before.ends_with(call))
                || FOREIGN.contains(&room)
                || KEYS.iter().any(|keys| file.starts_with(keys));
            let named = names.get(&literal).filter(|_| !read && !own.contains(&literal.as_str()));
            if let Some(what) = named {
                found.push(format!("{file}: \"{literal}\" is {what}"));
            } else if asked {
                found.push(format!("{file}: \"{literal}\" is asked for by its id"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Every table, field, figure and vocabulary of a kind in the binary, with what it is.
fn names() -> BTreeMap<String, &'static str> {
    let mut names = BTreeMap::new();
    for name in built_in_names() {
        let kind = load(&name, &built_in(&name).unwrap()).unwrap();
        for table in &kind.tables {
            names.insert(table.id.clone(), "a table");
            for field in &table.fields {
                names.insert(field.id.clone(), "a field");
                let Some(vocabulary) = &field.vocabulary else { continue };
                names.insert(vocabulary.clone(), "a vocabulary");
                let terms = kind.vocabulary.list(vocabulary).rows().map(|row| row.get("term").to_owned());
                names.extend(terms.map(|term| (term, "a term")));
            }
        }
        names.extend(kind.figures.iter().map(|figure| (figure.id.clone(), "a figure")));
    }
    names
}

/// What a sheet is does not depend on what is reported: tables and fields are the same, in the same order.
#[test]
fn kinds_in_the_binary_recognise_alike() {
    let tables = |name: &String| -> Vec<String> {
        let kind = load(name, &built_in(name).unwrap()).unwrap();
        kind.tables.iter().map(|table| format!("{table:?}")).collect()
    };
    let names = built_in_names();
    for name in &names {
        assert_eq!(tables(name), tables(&names[0]), "{name}");
    }
}

/// A run takes the kinds in the binary as they are: that nothing is wrong in them is held here.
#[test]
fn kinds_in_the_binary_are_sound() {
    for name in built_in_names() {
        let files = built_in(&name).unwrap();
        let kind = load(&name, &files).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        chengwen::compose::check(&kind).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert!(is_built_in(&name, &files));
        let mut changed = files;
        changed.insert("lead.hbs".to_owned(), b"{{no_such_helper 1}}".to_vec());
        assert!(!is_built_in(&name, &changed), "a changed kind is checked whole");
    }
}

/// Each kind has a sample that is called like it, and that proposes it by its content.
#[test]
fn every_kind_makes_its_sample() {
    for name in built_in_names() {
        let files = sample::files(&name);
        let outcome = generate(&Request { files, ..Request::default() }).unwrap();
        assert_eq!(outcome.kind.name, name);
        assert!(!sample::text(&outcome).contains("【待补充"), "{name}");
        let said: Vec<_> = outcome.findings.iter().map(|finding| finding.what.say().code).collect();
        assert!(said.contains(&"kind-chosen"), "{name}: {said:?}");
        let errors = outcome.findings.iter().filter(|finding| finding.what.say().severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{name}");
    }
}

#[test]
fn other_ids_give_the_same_report() {
    let renamed = renamed::all(&whole("campaign").unwrap());
    for name in sample::names() {
        let (one, other) = (made(&name, built_in("campaign").unwrap()), made(&name, renamed.clone()));
        assert_eq!(sample::text(&one), sample::text(&other), "{name}");
        let figures = |outcome: &Outcome| -> Vec<String> {
            let told = |figure: &chengwen::model::figure::Figure| {
                format!("{} {} {:?} {:?}", figure.name, figure.printed, figure.value, figure.sources)
            };
            outcome.figures.iter().map(told).collect()
        };
        let (mut one, mut other) = (figures(&one), figures(&other));
        one.sort();
        other.sort();
        assert_eq!(one, other, "{name}");
    }
}

fn made(sample: &str, kind_files: KindFiles) -> Outcome {
    let request = Request { kind_files, ..sample::request(sample::files(sample)) };
    generate(&request).unwrap_or_else(|refused| panic!("{:?}", refused.refusals))
}

/// The campaign's kind with something added to some of its files.
fn with(added: &[(&str, &str)]) -> KindFiles {
    let mut files = built_in("campaign").unwrap();
    for (path, text) in added {
        files.entry((*path).to_owned()).or_default().extend(text.as_bytes());
    }
    files
}

/// Rows of a table that the campaign's texts never loop over: each opinion is a datum of its own, with its own cell.
#[test]
fn each_row_has_its_own_identity() {
    let figure = "\n[[figure]]\nid = \"every\"\nname = \"意见逐条\"\ntable = \"opinions\"\nrows = true\n";
    let text = "{{#each 意见逐条}}{{意见建议}}；{{/each}}\n";
    let outcome = made("campaign", with(&[("figures.toml", figure), ("lead.hbs", text)]));
    let rows = match &outcome.figures.get("every").unwrap().value {
        FigureValue::Rows(rows) => rows.len(),
        other => panic!("{other:?}"),
    };
    let slots: Vec<&String> =
        outcome.report.blocks.iter().flat_map(|block| &block.inlines).filter_map(slot).collect();
    let own: Vec<&String> = slots.into_iter().filter(|slot| slot.starts_with("opinions:")).collect();
    assert_eq!(own.len(), rows);
    assert_eq!(own.iter().collect::<BTreeSet<_>>().len(), rows, "two rows share an identity");
    for slot in own {
        assert_eq!(outcome.report.sources[slot].len(), 1, "{slot}");
    }
}

fn slot(inline: &Inline) -> Option<&String> {
    match &inline.from {
        Provenance::Slot(id) => Some(id),
        _ => None,
    }
}

/// A column of members counts those of its own row's group, whatever else the row's entries say.
#[test]
fn members_are_those_of_the_row() {
    let annex = "\n[[annex]]\nid = \"own\"\nname = \"方面表\"\ntitle = \"方面表\"\nsource = { figure = \"opinions.by_unit\" }\n\
        [[annex.column]]\nheader = \"单位\"\nkey = true\nwidth = 1\n\
        [[annex.column]]\nheader = \"条数\"\ncount = true\nwidth = 1\n\
        [[annex.column]]\nheader = \"同名\"\nmembers = \"opinions.by_unit\"\nwidth = 1\n\
        [[annex.column]]\nheader = \"别的\"\nmembers = \"opinions.by_target\"\nwidth = 1\n";
    let mut files = sample::files("campaign");
    files.push(InputFile {
        path: "附件.csv".into(),
        bytes: "报告信息\n项目,内容\n附件,方面表\n".as_bytes().to_vec(),
    });
    let request = Request { kind_files: with(&[("annexes.toml", annex)]), ..sample::request(files) };
    let outcome = generate(&request).unwrap();
    let block = outcome.report.blocks.iter().find(|block| block.id == "annex_own_table").unwrap();
    let text = |cell: &TableCell| cell.inlines.iter().map(|inline| inline.text.as_str()).collect::<String>();
    let rows: Vec<Vec<String>> =
        block.table().unwrap().rows.iter().map(|row| row.cells.iter().map(text).collect()).collect();
    assert!(rows.len() > 3, "{rows:?}");
    for row in rows {
        assert_eq!(row[1], row[2], "{row:?}");
        assert_eq!(row[3], "0", "no target is called like a unit: {row:?}");
    }
}

/// docs/kinds.md lists what the program itself reads by name.
#[test]
fn the_page_lists_what_the_program_reads_by_name() {
    let page = std::fs::read_to_string(sample::root().join("docs/kinds.md")).unwrap();
    let lists = chengwen::kind::lists::LISTS.iter().map(|list| format!("`{}`", list.name));
    let items = chengwen::model::items::ITEMS.iter().map(|name| (*name).to_owned());
    for name in lists.chain(items) {
        assert!(page.contains(&name), "docs/kinds.md does not name {name}");
    }
}

/// Every key that a file of a kind may have is on the page: the loaders themselves tell which they are.
#[test]
fn the_page_names_every_key() {
    let page = std::fs::read_to_string(sample::root().join("docs/kinds.md")).unwrap();
    let words: BTreeSet<&str> = page.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    let places = [
        ("tables.toml", "[[table]]\nzzz = 1\n"),
        ("tables.toml", "[[table]]\n[[table.field]]\nzzz = 1\n"),
        ("tables.toml", "[[table]]\n[[table.field]]\ncompounds = [{ zzz = 1 }]\n"),
        ("tables.toml", "[[table]]\n[[table.field]]\ntold = { zzz = 1 }\n"),
        ("tables.toml", "[[table]]\n[[table.field]]\ntype = \"zzz\"\n"),
        ("tables.toml", "[[table]]\n[[table.field]]\nharvest = \"zzz\"\n"),
        ("tables.toml", "[[table]]\n[[table.field]]\nrole = \"zzz\"\n"),
        ("tables.toml", "[[table]]\nrole = \"zzz\"\n"),
        ("figures.toml", "[[figure]]\nzzz = 1\n"),
        ("figures.toml", "[[figure]]\nrole = \"zzz\"\n"),
        ("figures.toml", "[[figure]]\nby = \"zzz\"\n"),
        ("figures.toml", "[[figure]]\norder = \"zzz\"\n"),
        ("figures.toml", "[[figure]]\ncompare = { zzz = 1 }\n"),
        ("figures.toml", "[[figure]]\ncompare = { take = \"zzz\" }\n"),
        ("figures.toml", "[[figure]]\nwhere = [{ zzz = 1 }]\n"),
        ("figures.toml", "[[claim]]\nzzz = 1\n"),
        ("settings.toml", "[[item]]\nzzz = 1\n"),
        ("settings.toml", "[[item]]\ntype = \"zzz\"\n"),
        ("outline.toml", "[[section]]\nzzz = 1\n"),
        ("outline.toml", "[[section]]\nrole = \"zzz\"\n"),
        ("forms.toml", "[[form]]\nzzz = 1\n"),
        ("annexes.toml", "[[annex]]\nzzz = 1\n"),
        ("annexes.toml", "[[annex]]\nsource = { zzz = \"a\" }\n"),
        ("annexes.toml", "[[annex]]\n[[annex.column]]\nzzz = 1\n"),
        ("annexes.toml", "[[annex]]\n[[annex.column]]\nmark = { zzz = 1 }\n"),
        ("annexes.toml", "[[annex]]\nchart = { zzz = 1 }\n"),
    ];
    let mut missing = BTreeSet::new();
    for (file, text) in places {
        let mut files = built_in("campaign").unwrap();
        files.insert(file.to_owned(), text.as_bytes().to_vec());
        let faults = load("campaign", &files).unwrap_err();
        let known = faults.iter().find_map(|refusal| match refusal {
            Refusal::Kind { fault, .. } => match &**fault {
                KindFault::Unknown { name, known, .. } if name == "zzz" => Some(known.clone()),
                _ => None,
            },
            _ => None,
        });
        let known = known.unwrap_or_else(|| panic!("{file} {text}: {faults:?}"));
        assert!(!known.is_empty(), "{file} {text}");
        missing.extend(known.into_iter().filter(|key| !words.contains(key.as_str())));
    }
    assert!(missing.is_empty(), "docs/kinds.md does not name {missing:?}");
}

/// The files of the kind that the page writes from nothing.
fn of_the_page() -> KindFiles {
    let page = std::fs::read_to_string(sample::root().join("docs/kinds.md")).unwrap();
    let (_, from) = page.split_once("## 从头写一类").unwrap();
    let mut kind_files = KindFiles::new();
    let (mut name, mut inside) = (String::new(), false);
    for line in from.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            kind_files.entry(name.clone()).or_default().extend(format!("{line}\n").as_bytes());
        } else if let Some(("", rest)) = line.split_once('`') {
            name = rest.split('`').next().unwrap().to_owned();
        }
    }
    assert_eq!(kind_files.len(), 5, "{:?}", kind_files.keys());
    kind_files
}

/// A word list of one's own may be called nearly like a shared one that the kind does not use.
#[test]
fn a_list_of_ones_own_is_no_slip_of_a_shared_one() {
    let mut files = of_the_page();
    let levels = files.remove("vocabulary/levels.tsv").unwrap();
    files.insert("vocabulary/statuses.tsv".into(), levels);
    let tables = String::from_utf8(files["tables.toml"].clone()).unwrap();
    files.insert("tables.toml".into(), tables.replace("\"levels\"", "\"statuses\"").into_bytes());
    load("检查", &files).unwrap_or_else(|faults| panic!("{faults:?}"));
    // One that nothing reads and that is called nearly like one that is read is a slip.
    files.insert("vocabulary/statusses.tsv".into(), "term\n甲\n".into());
    load("检查", &files).unwrap_err();
}

/// The kind that the page writes from nothing is loaded and makes its report.
#[test]
fn the_kind_of_the_page_makes_its_report() {
    let kind_files = of_the_page();
    let file = |path: &str, text: &str| InputFile { path: path.into(), bytes: text.as_bytes().to_vec() };
    let sheet = "序号,受检单位,隐患问题,隐患等级,罚款金额\n1,甲厂,1.配电箱未接地。2.通道堵塞。,一般,3万元\n\
        2,乙店,灶台无熄火保护,重大,\"2,000\"\n3,丙站,无,,\n";
    let settings = "项目,内容\n单位全称,某县应急管理局\n活动名称,安全生产检查\n主送机关,某县人民政府\n";
    let files = vec![file("检查台账.csv", sheet), file("报告信息.csv", settings)];
    let request = Request { files, kind: "检查".into(), kind_files, ..Request::default() };
    let outcome = generate(&request).unwrap_or_else(|refused| panic!("{:?}", refused.refusals));
    let text = sample::text(&outcome);
    let wanted = "某县应急管理局共检查3家单位，发现隐患3条，其中重大1条、一般2条，罚款32000元。";
    assert!(text.contains(wanted), "{text}");
}

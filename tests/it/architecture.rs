//! The doors of the design: which room may use which, which foreign library stays where, and how a file begins.

mod folders;
mod sentences;
mod source;

use std::path::{Path, PathBuf};

pub(crate) use sentences::literals_of;
use sentences::sentences;
use source::paths;

/// The rooms of the library; a room uses those before it.
const ROOMS: [&str; 25] = [
    "model",
    "text",
    "finding",
    "package",
    "kind",
    "workbook",
    "recognize",
    "normalize",
    "classify",
    "tally",
    "compose",
    "revise",
    "proofread",
    "docx",
    "ledger",
    "past",
    "world",
    "outcome",
    "record",
    "finish",
    "harvest",
    "verify",
    "returned",
    "blank",
    "view",
];

/// From here on no room uses another of these: the pipeline ties them together …
const FIRST_APART: &str = "tally";

/// … up to here: what earlier runs left, what a run gives and says of itself are told in the words of all of them.
const FIRST_OF_RUNS: &str = "past";

/// What is done with an outcome: no room uses another of these.
const FIRST_VERB: &str = "finish";

/// The program around the library.
const PROGRAM: [&str; 2] = ["main", "cli"];

/// Each library with the rooms that may name it; `ANYWHERE` for those that every room may.
const LIBRARIES: [(&str, &[&str]); 30] = [
    ("calamine", &["workbook"]),
    ("encoding_rs", &["workbook"]),
    ("zip", &["package"]),
    ("flate2", &["package"]),
    ("rayon", ANYWHERE),
    ("quick_xml", &["package"]),
    ("handlebars", &["compose"]),
    ("docx_rs", &["docx"]),
    ("jieba_rs", &["text"]),
    ("include_dir", &["kind"]),
    ("maud", &["view"]),
    ("toml", &["kind"]),
    ("schemars", &["kind", "model"]),
    ("clap", &PROGRAM),
    ("clap_complete", &PROGRAM),
    ("clap_mangen", &PROGRAM),
    ("ctrlc", &PROGRAM),
    ("notify", &PROGRAM),
    ("indicatif", &PROGRAM),
    ("axum", &PROGRAM),
    ("futures_util", &PROGRAM),
    ("getrandom", &PROGRAM),
    ("tokio", &PROGRAM),
    ("rust_xlsxwriter", &["ledger"]),
    ("sha2", &["text"]),
    ("similar", &["text"]),
    ("jiff", ANYWHERE),
    ("regex", &["text"]),
    ("serde", ANYWHERE),
    ("serde_json", ANYWHERE),
];
const ANYWHERE: &[&str] = &["*"];

/// What touches the world: only the program does. Nobody reaches for the network.
const WORLD: [&str; 12] = [
    "std::fs",
    "std::env",
    "std::time::SystemTime",
    "std::time::Instant",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "print::!",
    "println::!",
    "eprint::!",
    "eprintln::!",
    "dbg::!",
];

/// A file longer than this does more than one thing.
const LONGEST_FILE: usize = 400;

#[test]
fn rooms_use_only_rooms_above_them() {
    assert_none(foreign_rooms);
}

#[test]
fn foreign_libraries_stay_in_their_rooms() {
    assert_none(|room, _, text| foreign_libraries(room, text));
}

#[test]
fn only_the_program_touches_the_world() {
    assert_none(|room, _, text| worldly(room, text));
}

/// The program asks nothing of any network; what answers on this machine stands in one folder, on one address.
#[test]
fn only_the_pages_have_an_address() {
    let sources = sources().into_iter().map(|file| (file.clone(), std::fs::read_to_string(file).unwrap()));
    let (pages, others): (Vec<_>, Vec<_>) =
        sources.partition(|(file, _)| file.to_string_lossy().contains("cli/open/"));
    for (file, text) in others {
        for word in ["tokio", "axum", "TcpListener", "TcpStream", "UdpSocket"] {
            assert!(!text.contains(word), "{}: {word}", file.display());
        }
    }
    let binds: Vec<&str> = pages.iter().flat_map(|(_, text)| text.split("::bind(").skip(1)).collect();
    assert!(
        matches!(binds[..], [one] if one.starts_with("(\"127.0.0.1\", ")),
        "one address, of this machine alone"
    );
    assert!(pages.iter().all(|(_, text)| !text.contains("connect(")), "nothing is asked of anybody");
}

/// Names of items and tables, words of vocabularies and printed words of the format are no sentences.
#[test]
fn sentences_for_people_stand_in_finding() {
    assert_none(|room, place, text| {
        let checked = room != "finding" && !place.ends_with(&["tests".to_owned()]);
        if checked { sentences(text) } else { Vec::new() }
    });
}

/// Rooms whose literals hold no Chinese word. `text` holds the grammar of numbers and dates, `finding` sentences; the
/// words of office sheets stand in templates/common, those of a kind in its folder.
const WORDLESS: [&str; 5] = ["recognize", "normalize", "classify", "tally", "compose"];

#[test]
fn the_words_of_office_sheets_are_data() {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let quoted = |code: &str| {
        code.split('\'').skip(1).filter(|part| !part.is_empty() && part.chars().all(is_chinese)).count()
    };
    for room in WORDLESS {
        let mut found = Vec::new();
        for file in sources().into_iter().filter(|file| room_of(file) == room) {
            let text = std::fs::read_to_string(&file).unwrap();
            let literals = literals_of(&text);
            let words = literals.iter().map(|(_, word, _)| word).filter(|word| word.contains(is_chinese));
            found.extend(words.cloned());
            let code =
                literals.iter().map(|(before, ..)| before).chain(literals.last().map(|(.., after)| after));
            found.extend(code.filter(|code| quoted(code) > 0).cloned());
        }
        assert!(found.is_empty(), "src/{room}: {} words: {found:#?}", found.len());
    }
}

#[test]
fn every_folder_and_library_has_its_place() {
    for file in sources() {
        let room = room_of(&file);
        let known = ROOMS.contains(&room.as_str()) || ["lib", "pipeline", "main", "cli"].contains(&&*room);
        assert!(known, "{}: no room of the design", file.display());
    }
    for name in manifest()["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")) {
        let known = LIBRARIES.iter().any(|(library, _)| *library == name);
        assert!(known, "Cargo.toml: say in this test in which room {name} stays");
    }
}

/// The program is a crate of its own, so the compiler lets it see what lib.rs makes public and no more, unless
/// it takes files of the library in by another way.
#[test]
fn no_room_is_taken_in_by_the_back_door() {
    assert_none(|_, _, text| {
        let doors = ["#[path", "include!("].into_iter().filter(|door| text.contains(door));
        doors.map(|door| format!("{door} takes in the file of another room")).collect()
    });
    let main = std::fs::read_to_string(root().join("src/main.rs")).unwrap();
    let modules = main.lines().filter(|line| line.trim_start().starts_with("mod ") || line.contains(" mod "));
    assert_eq!(modules.collect::<Vec<_>>(), ["mod cli;"]);
}

/// The steps have one number wherever they are listed.
const STEPS: [(usize, &str); 10] = [
    (1, "workbook"),
    (2, "recognize"),
    (3, "normalize"),
    (4, "classify"),
    (5, "tally"),
    (6, "compose"),
    (7, "revise"),
    (8, "proofread"),
    (9, "docx"),
    (10, "ledger"),
];

#[test]
fn the_steps_have_one_number_everywhere() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let (library, readme, page) = (read("src/lib.rs"), read("README.md"), read("docs/architecture.md"));
    for (number, room) in STEPS {
        let opening = read(&format!("src/{room}/mod.rs"));
        assert!(opening.starts_with(&format!("//! Step {number}: ")), "src/{room}/mod.rs is step {number}");
        assert!(library.contains(&format!("//! {number}. [`{room}`]")), "lib.rs: {number} {room}");
        assert!(page.contains(&format!("| {number} | `{room}/` |")), "docs/architecture.md: {number} {room}");
        let line = readme.split(&format!("{number}. ")).find(|after| after.contains(&format!("`{room}`")));
        assert!(line.is_some_and(|after| after.split('→').next().unwrap().contains(room)), "README: {room}");
    }
}

#[test]
fn every_file_opens_with_one_sentence_and_is_short() {
    for file in sources() {
        let text = std::fs::read_to_string(&file).unwrap();
        let sentence = text.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap_or_default();
        assert!(!sentence.trim().is_empty(), "{}: no sentence at the top", file.display());
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{}: {lines} lines", file.display());
    }
}

#[test]
fn every_dependency_gives_its_reason() {
    let text = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut before = "";
    let mut within = false;
    for line in text.lines() {
        if line.starts_with('[') {
            within = line.contains("dependencies");
        } else if within && line.contains('=') {
            assert!(before.starts_with("# ") && before.len() > 10, "no reason above: {line}");
        }
        before = line;
    }
}

#[test]
fn docx_rs_is_pinned_because_its_output_is_finished_by_hand() {
    let docx = &manifest()["dependencies"]["docx-rs"];
    assert_eq!(docx["version"].as_str(), Some("=0.4.22"));
    assert_eq!(docx["default-features"].as_bool(), Some(false));
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    assert!(lock.contains("name = \"docx-rs\"\nversion = \"0.4.22\""), "another docx-rs is locked");
}

#[test]
fn a_forged_violation_is_caught() {
    let in_room = |room: &str, text: &str| {
        let place = [room.to_owned(), "part".to_owned()];
        let mut found = foreign_rooms(room, &place, text);
        found.extend(foreign_libraries(room, text));
        found.extend(worldly(room, text));
        found
    };
    let caught = [
        ("normalize", "use crate::classify::group;"),
        ("normalize", "use crate::{model::origin, tally};"),
        ("model", "fn f() { let x = crate::finding::Finding::new(); }"),
        ("tally", "use super::super::compose::Report;"),
        ("compose", "use crate::tally::Facts;"),
        ("docx", "pub(in crate::compose) fn f() {}"),
        ("kind", "use crate::Outcome;"),
        ("kind", "use crate::*;"),
        ("workbook", "use chengwen::model;"),
        ("normalize", "use calamine::Data;"),
        ("normalize", "use {calamine, regex::Regex};"),
        ("compose", "fn f(x: &::quick_xml::Reader<()>) {}"),
        ("docx", "use zip as archive;"),
        ("tally", "static T: Dir = include_dir!(\"templates\");"),
        ("compose", "#[derive(clap::Parser)] struct A;"),
        ("kind", "use std::{collections::BTreeMap, fs::File};"),
        ("docx", "fn f() { std::env::var(\"HOME\"); }"),
        ("docx", "fn f() { println!(\"{x}\"); }"),
        ("docx", "use std::time::{Duration, SystemTime};"),
        ("docx", "fn f() { let now = jiff::Zoned::now(); }"),
        ("docx", "fn f() { let now = Timestamp::now(); }"),
        ("docx", "fn f() { let pen = std::io::stdout().lock(); }"),
        ("package", "use std::net::TcpStream;"),
        ("cli", "fn f() { std::net::TcpStream::connect(\"\"); }"),
        ("cli", "use crate::kind::Kind;"),
        ("ledger", "use crate::past::Past;"),
        ("past", "use crate::outcome::Outcome;"),
        ("harvest", "use crate::finish::Finished;"),
        ("record", "use crate::verify::Checked;"),
        ("finish", "use crate::pipeline::generate;"),
    ];
    for (room, text) in caught {
        assert!(!in_room(room, text).is_empty(), "not caught in {room}: {text}");
    }
    let allowed = [
        ("normalize", "use crate::{finding::Finding, model::{entry, origin::Origin}};"),
        ("tally", "use super::super::model::entry; use super::filter; use crate::tally::print;"),
        (
            "tally",
            "// use crate::compose;\n/* zip::x /* println!() */ */ fn f() -> &'static str { \"crate::docx\" }",
        ),
        ("tally", "const Q: char = '\"'; const R: &str = r#\"std::fs \" println!\"#;"),
        ("tally", "fn f() {}\n#[cfg(test)]\nmod tests { use crate::docx::write; fn g() { println!(); } }"),
        ("tally", "#[cfg(test)] use crate::docx::write; fn csv(zip: u8) { a.zip(b).csv(); self.toml.x }"),
        ("package", "use quick_xml::events::{BytesStart as B, Event}; use zip::ZipArchive;"),
        ("cli", "use std::{fs, env}; use super::folder; use chengwen::kind::Kind; use crate::cli::args;"),
        ("finish", "use crate::{docx, outcome::Outcome, record};"),
        ("pipeline", "use crate::{past, record::Record, returned};"),
        ("docx", "fn f<'zip>(x: &'zip str) -> std::fmt::Result { writeln!(x, \"\") }"),
    ];
    for (room, text) in allowed {
        assert_eq!(in_room(room, text), Vec::<String>::new(), "{text}");
    }
}

/// The rooms that a text of `room` names and may not. `place` is the module that the text is.
fn foreign_rooms(room: &str, place: &[String], text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths(text) {
        let start = path.first().map(String::as_str);
        if start == Some("chengwen") && !PROGRAM.contains(&room) {
            found.push(format!("{}: the library does not call itself by name", path.join("::")));
        }
        let named = match start {
            Some("crate") => path.get(1..).unwrap_or_default(),
            Some("super") => {
                let up = path.iter().take_while(|part| *part == "super").count();
                if up < place.len() {
                    continue;
                }
                path.get(up..).unwrap_or_default()
            }
            _ => continue,
        };
        // `pub(crate)` names nothing.
        let Some(named) = named.first() else { continue };
        if !may_use(room, named) {
            found.push(format!("{}: {room} may not use {named}", path.join("::")));
        }
    }
    found
}

fn may_use(room: &str, named: &str) -> bool {
    let rank = |room: &str| ROOMS.iter().position(|name| *name == room);
    if room == named {
        return true;
    }
    match (rank(room), rank(named)) {
        (Some(user), Some(used)) => {
            let apart = if Some(user) < rank(FIRST_OF_RUNS) { FIRST_APART } else { FIRST_VERB };
            used < user && Some(used) < rank(apart)
        }
        (None, used) => room == "pipeline" && used.is_some(),
        (Some(_), None) => false,
    }
}

fn foreign_libraries(room: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths(text) {
        let Some((library, rooms)) =
            LIBRARIES.iter().find(|(library, _)| path.first().is_some_and(|p| p == library))
        else {
            continue;
        };
        let named = path.len() > 1 || names_alone(text, library);
        if named && *rooms != ANYWHERE && !rooms.contains(&room) {
            found.push(format!("{}: {library} stays in {}", path.join("::"), rooms.join(", ")));
        }
    }
    found
}

/// Whether a `use` names the library without a path (`use zip as archive;`).
fn names_alone(text: &str, library: &str) -> bool {
    text.lines().any(|line| {
        let used = line.trim_start().trim_start_matches("pub ").strip_prefix("use ");
        let words = used.map(|used| used.split(|c: char| !c.is_alphanumeric() && c != '_'));
        words.is_some_and(|mut words| words.any(|word| word == library))
    })
}

fn worldly(room: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths(text) {
        let path = path.join("::");
        let reaches = |thing: &str| path == thing || path.starts_with(&format!("{thing}::"));
        if reaches("std::net") {
            found.push(format!("{path}: the program is offline"));
        }
        let clock = path.ends_with("::now");
        if !PROGRAM.contains(&room) && (clock || WORLD.iter().any(|thing| reaches(thing))) {
            found.push(format!("{path}: only the program touches the world"));
        }
    }
    found
}

/// Every source file, by its path in src/.
pub(crate) fn texts() -> impl Iterator<Item = (String, String)> {
    let inside =
        |file: &PathBuf| file.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
    sources().into_iter().map(move |file| (inside(&file), std::fs::read_to_string(&file).unwrap()))
}

/// Runs a check over every source file: its room, its module path and its text.
fn assert_none(check: impl Fn(&str, &[String], &str) -> Vec<String>) {
    let mut all = Vec::new();
    for file in sources() {
        let text = std::fs::read_to_string(&file).unwrap();
        for violation in check(&room_of(&file), &module_of(&file), &text) {
            all.push(format!("{}: {violation}", file.strip_prefix(root()).unwrap().display()));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The module of a file, from the crate's root: `src/tally/filter.rs` is tally, filter.
fn module_of(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.filter(|part| !["mod", "lib", "main"].contains(&part.as_str())).collect()
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "the sources were not found");
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn manifest() -> toml::Table {
    std::fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap()
}

//! The folders of docx: each uses those before it and what lies beside them.

use super::source::paths;
use super::{assert_none, root, sources};

/// The folders of docx; one uses those before it, so no two files of different folders go in a circle. What they
/// share are the small files beside them, which use none of them.
const DOCX: [&str; 5] = ["read", "write", "edit", "letterhead", "clean"];

#[test]
fn folders_of_docx_use_only_folders_before_them() {
    assert_none(|_, place, text| later_folders(place, text));
    for folder in DOCX {
        assert!(root().join("src/docx").join(folder).join("mod.rs").is_file(), "no folder {folder}");
    }
}

/// How many files of a folder of docx reach into the container (its parts, their relationships, spans of their text)
/// instead of going through the tree and its views. A number may only become smaller.
const CLIMBS: [(&str, usize); 5] = [("read", 7), ("write", 3), ("edit", 11), ("letterhead", 4), ("clean", 4)];

/// What of the room `package` is the container; the tree (`xml`) is what docx works on.
const CONTAINER: [&str; 6] = ["store", "relations", "spans", "parts", "open", "order"];

#[test]
fn docx_climbs_into_the_container_no_more_often() {
    for (folder, most) in CLIMBS {
        let climbs = |path: &Vec<String>| {
            matches!(path.as_slice(), [root, room, part, ..]
                if root == "crate" && room == "package" && CONTAINER.contains(&part.as_str()))
        };
        let files =
            sources().into_iter().filter(|file| file.starts_with(root().join("src/docx").join(folder)));
        let texts = files.map(|file| std::fs::read_to_string(file).unwrap());
        let climbing = texts.filter(|text| paths(text).iter().any(climbs)).count();
        assert!(climbing <= most, "{climbing} files of docx/{folder} name the container, {most} did");
    }
}

/// Attributes of WordprocessingML that files of docx spell out, besides `views.rs` and `kinds.rs`. Elements are kinds
/// (`Kind::Paragraph`). The number may only become smaller.
const SPELT: usize = 173;

#[test]
fn words_of_the_format_stand_in_kinds_and_views() {
    let docx = root().join("src/docx");
    let home = [docx.join("kinds.rs"), docx.join("views.rs")];
    let files = sources().into_iter().filter(|file| file.starts_with(&docx) && !home.contains(file));
    let texts: Vec<String> = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let spelt: usize = texts.iter().map(|text| text.matches("\"w:").count()).sum();
    assert!(spelt <= SPELT, "{spelt} words of the format are spelt out, {SPELT} were");
}

#[test]
fn a_forged_circle_in_docx_is_caught() {
    let within = |place: &[&str], text: &str| {
        later_folders(&place.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>(), text)
    };
    let caught: [(&[&str], &str); 5] = [
        (&["docx", "read", "outline"], "use crate::docx::edit::Editor;"),
        (&["docx", "read"], "use super::write::style::value;"),
        (&["docx", "write", "table"], "fn f() { super::super::clean::clean(); }"),
        (&["docx", "edit", "plan"], "use crate::docx::Letterhead;"),
        (&["docx", "base"], "use super::read::open;"),
    ];
    for (place, text) in caught {
        assert!(!within(place, text).is_empty(), "not caught in {place:?}: {text}");
    }
    let allowed: [(&[&str], &str); 4] = [
        (&["docx"], "mod read; pub use read::read; pub use clean::clean;"),
        (&["docx", "clean"], "use super::read::open; use accept::accept; use crate::docx::edit::How;"),
        (&["docx", "edit", "plan"], "use super::units::Unit; use crate::docx::base::NAMESPACE;"),
        (&["docx", "read"], "pub(in crate::docx) fn f() {}"),
    ];
    for (place, text) in allowed {
        assert_eq!(within(place, text), Vec::<String>::new(), "{text}");
    }
}

/// The folders of docx that a text at `place` names and may not: those after its own, and what docx hands to others.
fn later_folders(place: &[String], text: &str) -> Vec<String> {
    let rank = |folder: &str| DOCX.iter().position(|name| *name == folder);
    // docx/mod.rs is the door: it knows all five.
    let Some(own) = place.get(1).filter(|_| place.first().is_some_and(|room| room == "docx")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in paths(text) {
        let up = path.iter().take_while(|part| *part == "super").count();
        let whole = match path.first().map(String::as_str) {
            Some("crate") => path.get(1..).unwrap_or_default().to_vec(),
            Some("super") if up < place.len() => [&place[..place.len() - up], &path[up..]].concat(),
            _ => continue,
        };
        let [room, named, ..] = whole.as_slice() else { continue };
        let beside = rank(named).is_none() && root().join(format!("src/docx/{named}.rs")).is_file();
        let before = rank(named).is_some_and(|named| rank(own).is_some_and(|own| named <= own));
        if room == "docx" && !beside && !before {
            found.push(format!("{}: docx/{own} may not use {named}", path.join("::")));
        }
    }
    found
}

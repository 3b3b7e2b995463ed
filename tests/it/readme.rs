//! The commands of the papers (README and docs/) work as they stand there, and what the papers point to is there.

use std::collections::BTreeSet;

use crate::sample;
use crate::scratch::Scratch;

#[test]
fn the_first_two_commands_need_nothing_else() {
    let commands = commands("README.md");
    let first: Vec<_> = commands.iter().take(2).map(String::as_str).collect();
    assert_eq!(first, ["cargo run --release -- build samples/campaign", "cargo test"]);
}

/// The program is run as it was built for the tests: cargo does not call itself.
#[test]
fn every_command_does_what_it_says() {
    let scratch = Scratch::new();
    for name in sample::names() {
        for file in sample::files(&name) {
            scratch.write(&format!("samples/{name}/{}", file.path), &file.bytes);
        }
    }
    scratch.copy("templates", "templates");
    let mut run = 0;
    let all: BTreeSet<String> = papers().iter().flat_map(|paper| commands(paper)).collect();
    for command in all.iter().filter(|command| command.starts_with("cargo run")) {
        let (_, arguments) = command.split_once(" -- ").unwrap_or_else(|| panic!("no arguments: {command}"));
        assert!(!arguments.contains(['"', '\'', '|', '>', '\\', '$']), "more than words: {command}");
        let ran = scratch.done(&arguments.split_whitespace().collect::<Vec<_>>());
        assert!(!ran.stdout.trim().is_empty(), "{command} prints nothing");
        run += 1;
    }
    assert!(run > 0, "no command to run");
    assert_eq!(scratch.reports("samples/campaign").len(), 1);
}

/// Every picture and page that a paper points to is in the repository.
#[test]
fn what_papers_point_to_is_there() {
    let root = sample::root();
    let mut seen = 0;
    for paper in papers() {
        let text = std::fs::read_to_string(root.join(&paper)).unwrap();
        let folder = root.join(&paper);
        let targets =
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = target.split('#').next().unwrap();
            assert!(folder.with_file_name(file).exists(), "{paper} points to {target}, which is not there");
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} targets were looked at");
}

/// The papers at the root and in docs/.
fn papers() -> Vec<String> {
    let named = |folder: &str| {
        let entries = std::fs::read_dir(sample::root().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let papers = names.filter(|name| name.ends_with(".md"));
        papers.map(|name| format!("{folder}{name}")).collect::<Vec<_>>()
    };
    let mut papers = [named(""), named("docs/")].concat();
    papers.sort();
    papers
}

/// The lines of the blocks of a paper that are marked `sh`, in order.
fn commands(paper: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(sample::root().join(paper)).unwrap();
    let mut commands = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line.trim() {
            "```sh" => inside = true,
            "```" => inside = false,
            line if inside && !line.is_empty() && !line.starts_with('#') => commands.push(line.to_owned()),
            _ => {}
        }
    }
    commands
}

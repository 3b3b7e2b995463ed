//! The commands of README.md work as they stand there.

use crate::sample;
use crate::scratch::Scratch;

#[test]
fn the_first_two_commands_need_nothing_else() {
    let commands = commands();
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
    for command in commands().iter().filter(|command| command.starts_with("cargo run")) {
        let (_, arguments) = command.split_once(" -- ").unwrap_or_else(|| panic!("no arguments: {command}"));
        assert!(!arguments.contains(['"', '\'', '|', '>', '\\', '$']), "more than words: {command}");
        let ran = scratch.done(&arguments.split_whitespace().collect::<Vec<_>>());
        assert!(!ran.stdout.trim().is_empty(), "{command} prints nothing");
        run += 1;
    }
    assert!(run > 0, "no command to run");
    assert_eq!(scratch.reports("samples/campaign").len(), 1);
}

/// The lines of the blocks marked `sh`, in order.
fn commands() -> Vec<String> {
    let readme = std::fs::read_to_string(sample::root().join("README.md")).unwrap();
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

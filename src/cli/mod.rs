//! Arguments → a run of the library → files, sentences and an exit code: 0 done, 1 refused or failed, 2 wrong use.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "the one room that touches the world: files, the clock, the screen, the child process"
)]

mod apart;
mod args;
mod beside;
mod commands;
mod desk;
mod dropped;
mod earlier;
mod ending;
mod files;
mod finish;
mod folder;
mod harvest;
mod history;
mod init;
mod instead;
mod json;
mod kinds;
mod ledgers;
mod lint;
mod mend;
mod open;
mod output;
mod papers;
mod past;
mod progress;
mod returned;
mod screen;
mod tables;
mod trace;
mod verify;
mod watch;
mod world;

use std::ffi::OsString;
use std::process::ExitCode;

use chengwen::finding::{Notice, Step};

use args::{Arguments, Command};
use screen::Screen;

/// Runs the program with the arguments of a command line, the program's own name first.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    if apart::is_asked_for(&arguments) {
        return apart::serve();
    }
    let arguments = dropped::mended(arguments);
    if let [_] = arguments.as_slice() {
        return desk::start(args::lang_of(&arguments));
    }
    match dropped::folders(&arguments, args::is_command) {
        Some(folders) => desk::build(&folders),
        None => typed(arguments),
    }
}

/// Runs the command that was typed; exit code 0 when it did what it was asked for, else 1, for a wrong command line 2.
fn typed(arguments: Vec<OsString>) -> ExitCode {
    let arguments = match args::parse(arguments) {
        Ok(arguments) => arguments,
        Err(instead) => return instead.print(),
    };
    let screen = Screen::new(&arguments.common);
    ExitCode::from(u8::from(!done(&arguments, &screen)))
}

/// Whether a command came to its end as it was asked for.
fn done(arguments: &Arguments, screen: &Screen) -> bool {
    let common = &arguments.common;
    screen.done(Step::Load);
    let writes = match &arguments.command {
        Command::Build(build) => Some(&build.folder.folder),
        Command::Finish(folder) | Command::Harvest(folder) => Some(&folder.folder),
        _ => None,
    };
    let _turn = writes.map(|folder| files::turn(folder, || screen.note(&Notice::Waits)));
    let done = match &arguments.command {
        Command::Build(build) => commands::build(build, common, screen),
        Command::Watch(watch) => watch::watch(watch, common, screen),
        Command::Open(desk) => open::open(desk, common, screen),
        Command::Check(check) => commands::check(check, common, screen),
        Command::Finish(finish) => ending::finish(finish, common, screen),
        Command::Harvest(harvest) => ending::harvest(harvest, common, screen),
        Command::Tables(tables) => commands::tables(tables, common, screen),
        Command::List(list) => commands::list(list, common, screen),
        Command::Trace(trace) => commands::trace(trace, common, screen),
        Command::Lint(file) => lint::lint(file, common, screen),
        Command::Verify(verify) => commands::verify(verify, common, screen),
        Command::Init(folder) => init::init(folder, common, screen),
        Command::Kinds(kinds) => kinds::kinds(kinds, common, screen),
        Command::Completions(completions) => papers::completions(completions, screen),
        Command::Manual => papers::manual(screen),
    };
    done.unwrap_or_else(|stop| {
        stop.say(common, screen);
        false
    })
}

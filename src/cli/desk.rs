//! The program as it is used on a desk: double-clicked, or with folders and workbooks dropped onto it.

use std::ffi::OsString;
use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use chengwen::finding::{Desk, Lang};

use super::args;
use super::screen::Screen;

/// What is done without any argument: double-clicked the program opens the page on which a folder is chosen; in a
/// terminal it says in three lines what to do.
pub(super) fn start(lang: Lang) -> ExitCode {
    let typed = [OsString::from("chengwen"), OsString::from("open")];
    if !has_own_window() {
        return how_to(lang);
    }
    let Ok(arguments) = args::parse(typed.to_vec()) else { return how_to(lang) };
    let screen = Screen::on_desk(&arguments.common);
    match super::open::lobby(&arguments.common, &screen) {
        Ok(_) => ExitCode::SUCCESS,
        Err(stop) => {
            stop.say(&arguments.common, &screen);
            leave(lang);
            ExitCode::FAILURE
        }
    }
}

fn how_to(lang: Lang) -> ExitCode {
    println!("{}", Desk::HowTo.words_in(lang));
    leave(lang);
    ExitCode::SUCCESS
}

/// Builds the reports of folders, one after the other; one that fails does not stop the others.
pub(super) fn build(folders: &[PathBuf]) -> ExitCode {
    let lang = args::lang_of(&[]);
    let mut is_done = true;
    for folder in folders {
        let typed =
            [OsString::from("chengwen"), OsString::from("build"), OsString::from("--"), folder.into()];
        // A folder and a command that is known cannot be misunderstood; if they ever are, it is said.
        let arguments = match args::parse(typed.to_vec()) {
            Ok(arguments) => arguments,
            Err(why) => {
                why.print();
                is_done = false;
                continue;
            }
        };
        let screen = Screen::on_desk(&arguments.common);
        if folders.len() > 1 {
            screen.line(&Desk::Folder { folder: folder.clone() }.words_in(lang));
        }
        is_done &= super::done(&arguments, &screen);
    }
    leave(lang);
    ExitCode::from(u8::from(!is_done))
}

/// Set by the entry of the menu on Linux, where the terminal closes with the program.
const OWN_WINDOW: &str = "CHENGWEN_WINDOW";

/// Waits for the person where the window would vanish with what is said in it: on Windows a console that the program
/// did not find there. Command prompts set PROMPT; who starts the program from another shell presses Enter once more.
fn leave(lang: Lang) {
    if has_own_window() && std::io::stdin().is_terminal() {
        eprintln!("{}", Desk::PressEnter.words_in(lang));
        let _ = std::io::stdin().lock().read_line(&mut String::new());
    }
}

/// Whether the window was opened for the program alone, and vanishes with it.
fn has_own_window() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    (cfg!(windows) && !is_set("PROMPT") && std::io::stdin().is_terminal()) || is_set(OWN_WINDOW)
}

//! The program as it is used on a desk: double-clicked, or with folders and workbooks dropped onto it.

use std::ffi::OsString;
use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use chengwen::finding::{Desk, Lang};

use super::args;
use super::screen::Screen;

/// Says in three lines what to do.
pub(super) fn how_to(lang: Lang) -> ExitCode {
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
        // A folder and a command that is known cannot be misunderstood.
        let Ok(arguments) = args::parse(typed.to_vec()) else { continue };
        let screen = Screen::on_desk(&arguments.common);
        if folders.len() > 1 {
            screen.line(&Desk::Folder { folder: folder.clone() }.words_in(lang));
        }
        is_done &= super::done(&arguments, &screen);
    }
    leave(lang);
    ExitCode::from(u8::from(!is_done))
}

/// Waits for the person where the window would vanish with what is said in it: on Windows a console that the program
/// did not find there. Command prompts set PROMPT; who starts the program from another shell presses Enter once more.
fn leave(lang: Lang) {
    let vanishes = cfg!(windows) && std::env::var_os("PROMPT").is_none();
    if vanishes && std::io::stdin().is_terminal() {
        eprintln!("{}", Desk::PressEnter.words_in(lang));
        let _ = std::io::stdin().lock().read_line(&mut String::new());
    }
}

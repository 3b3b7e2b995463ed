//! The command line → completions for a shell, and a manual page.

use super::args::{self, Completions};
use super::commands::Done;
use super::screen::Screen;

const PROGRAM: &str = "chengwen";

/// Prints the script by which a shell completes commands and options.
pub(super) fn completions(arguments: &Completions, screen: &Screen) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut args::whole(screen.lang), PROGRAM, &mut script);
    screen.result(String::from_utf8_lossy(&script).trim_end());
    Ok(true)
}

/// Prints the manual page, with those of its commands after it.
pub(super) fn manual(screen: &Screen) -> Done {
    let command = args::whole(screen.lang);
    let inner: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    let mut page = Vec::new();
    for command in std::iter::once(command).chain(inner) {
        // Writing to memory has no fault.
        let _ = clap_mangen::Man::new(command).render(&mut page);
    }
    screen.result(String::from_utf8_lossy(&page).trim_end());
    Ok(true)
}

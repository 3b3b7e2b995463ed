//! A report folder → the 工作台: its pages on an address of this machine alone, for as long as somebody looks.

mod actions;
mod guard;
mod history;
mod joins;
mod lobby;
mod pieces;
mod recent;
mod routes;
mod state;
mod workbooks;

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use chengwen::finding::{Notice, Refusal};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::args::{Common, Open};
use super::commands::Done;
use super::files::{self, Alone};
use super::screen::Screen;
use super::watch::seen::Seen;
use guard::Guard;
use state::Desk;

/// Serves the folder until the last page is closed or Ctrl+C is pressed.
pub(super) fn open(arguments: &Open, common: &Common, screen: &Screen) -> Done {
    let folder = arguments.folder.folder.clone();
    // Nothing is made in a place that is no folder.
    Seen::of(&folder)?;
    let alone = alone(&folder)?;
    recent::remember(&folder);
    begin(Some((folder, alone)), arguments.port, !arguments.no_browser, common, screen)
}

/// Serves the page on which a folder is chosen, and then that folder.
pub(super) fn lobby(common: &Common, screen: &Screen) -> Done {
    begin(None, 0, true, common, screen)
}

/// The right to watch a folder, unless another program has it.
fn alone(folder: &Path) -> Result<Alone, Refusal> {
    let watched =
        || Refusal::WatchedAlready { folder: folder.display().to_string(), by: files::owner(folder) };
    files::alone(folder).ok_or_else(watched)
}

fn begin(laid: Option<(PathBuf, Alone)>, port: u16, browses: bool, common: &Common, screen: &Screen) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    let runtime = runtime.map_err(|fault| no_address(&fault))?;
    runtime.block_on(serve(laid, port, browses, common, screen))
}

async fn serve(
    laid: Option<(PathBuf, Alone)>,
    port: u16,
    browses: bool,
    common: &Common,
    screen: &Screen,
) -> Done {
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    let listener = listener.map_err(|fault| no_address(&fault))?;
    let port = listener.local_addr().map_err(|fault| no_address(&fault))?.port();
    let guard = Guard::new(port).map_err(|fault| no_address(&fault))?;
    let address = guard.address();
    println!("{address}");
    let _ = std::io::stdout().flush();
    let (ends, mut ended) = mpsc::unbounded_channel();
    let by_key = ends.clone();
    // Without a handler Ctrl+C ends the program at once; files are whole then, too.
    let _ = ctrlc::set_handler(move || {
        let _ = by_key.send(());
    });
    let desk = Arc::new(Desk::new(common.clone(), *screen, guard, ends));
    if let Some((folder, alone)) = laid {
        desk.lay(folder, alone);
    }
    if browses {
        browse(&address, screen);
    }
    let ending = Arc::clone(&desk);
    let served = axum::serve(listener, routes::all(Arc::clone(&desk))).with_graceful_shutdown(async move {
        ended.recv().await;
        ending.close();
    });
    let served = served.await;
    desk.leave();
    served.map_err(|fault| no_address(&fault))?;
    screen.note(&Notice::DeskCloses);
    Ok(true)
}

fn no_address(fault: &dyn std::fmt::Display) -> Refusal {
    Refusal::NoAddress { why: fault.to_string() }
}

/// Opens the address in the person's browser; where there is none it is said, and the address stands there.
fn browse(address: &str, screen: &Screen) {
    let command: &[&str] = match std::env::consts::OS {
        // The empty word is the title of the window that start would otherwise take the address for.
        "windows" => &["cmd", "/C", "start", ""],
        "macos" => &["open"],
        _ => &["xdg-open"],
    };
    if !starts(command, OsStr::new(address)) {
        screen.note(&Notice::NoBrowser);
    }
}

/// Starts a program of the system with something to open; whether there is one.
fn starts(command: &[&str], what: &OsStr) -> bool {
    let Some((program, arguments)) = command.split_first() else { return false };
    let mut started = Command::new(program);
    started.args(arguments).arg(what).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Somebody has to wait for it, or the system keeps its end for as long as this program runs.
    started.spawn().map(|mut child| std::thread::spawn(move || child.wait())).is_ok()
}

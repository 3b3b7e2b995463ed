//! A report folder → the 工作台: its pages on an address of this machine alone, for as long as somebody looks.

mod actions;
mod guard;
mod history;
mod joins;
mod pieces;
mod routes;
mod state;
mod workbooks;

use std::ffi::OsStr;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

use chengwen::finding::{Notice, Refusal};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::args::{Common, Open};
use super::commands::Done;
use super::files;
use super::screen::Screen;
use super::watch::seen::Seen;
use guard::Guard;
use state::Desk;

/// Serves the folder until the last page is closed or Ctrl+C is pressed.
pub(super) fn open(arguments: &Open, common: &Common, screen: &Screen) -> Done {
    let folder = arguments.folder.folder.clone();
    // Nothing is made in a place that is no folder.
    Seen::of(&folder)?;
    let Some(_alone) = files::alone(&folder) else {
        let (folder, by) = (folder.display().to_string(), files::owner(&folder));
        return Err(Refusal::WatchedAlready { folder, by }.into());
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    let runtime = runtime.map_err(|fault| no_address(&fault))?;
    runtime.block_on(serve(arguments, common, screen))
}

async fn serve(arguments: &Open, common: &Common, screen: &Screen) -> Done {
    let listener = TcpListener::bind(("127.0.0.1", arguments.port)).await;
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
    let desk = Arc::new(Desk::new(arguments.folder.folder.clone(), common.clone(), *screen, guard, ends));
    state::keep_built(&desk);
    if !arguments.no_browser {
        browse(&address, screen);
    }
    let served = axum::serve(listener, routes::all(Arc::clone(&desk))).with_graceful_shutdown(async move {
        ended.recv().await;
        desk.close();
    });
    served.await.map_err(|fault| no_address(&fault))?;
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

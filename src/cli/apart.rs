//! An .xlsb → its sheets, parsed in a process of its own that may use only so much memory and time.

use std::ffi::OsString;
use std::io::{self, BufWriter, Read, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;

use chengwen::finding::Reading;
use chengwen::workbook::{APART, Door, Here, Parsed, parse, wire};

/// Parses an .xlsb in a child process: this program, started again with the command [`APART`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Apart;

impl Door for Apart {
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading> {
        let answer = start().map(|child| answer(child, bytes)).unwrap_or_default();
        match wire::has_begun(&answer) {
            true => wire::read(&answer),
            // Where the program cannot start itself again, what was checked beforehand must do.
            false => Here.parse(bytes).map(Parsed::without_process),
        }
    }
}

fn start() -> io::Result<Child> {
    let program = std::env::current_exe()?;
    let mut command = Command::new(program);
    command.arg(APART.command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// Gives the process the file and takes what it writes, until it is done or its time is up. What it wrote by
/// then is not its last line, so the reader knows.
fn answer(mut child: Child, bytes: &[u8]) -> Vec<u8> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (send, receive) = mpsc::channel();
    let written = thread::scope(|scope| {
        scope.spawn(move || {
            // A process that has ended takes no more; what it wrote tells.
            let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
        });
        scope.spawn(move || {
            let mut written = Vec::new();
            let _ = stdout.map(|mut stdout| stdout.read_to_end(&mut written));
            let _ = send.send(written);
        });
        let in_time = receive.recv_timeout(APART.time);
        // Ends both threads too, when it has not ended by itself.
        let _ = child.kill();
        in_time.unwrap_or_default()
    });
    let _ = child.wait();
    written
}

/// Whether the program was started as that process.
pub(super) fn is_asked_for(arguments: &[OsString]) -> bool {
    matches!(arguments, [_, command] if command == APART.command)
}

/// Is that process: a file comes in, its sheets go out.
pub(super) fn serve() -> ExitCode {
    limit_memory();
    let mut bytes = Vec::new();
    let mut out = BufWriter::new(io::stdout().lock());
    let begun = wire::begin(&mut out).and_then(|()| out.flush());
    let done = begun.and_then(|()| {
        io::stdin().lock().read_to_end(&mut bytes)?;
        wire::write(&parse(&bytes), &mut out)?;
        out.flush()
    });
    ExitCode::from(u8::from(done.is_err()))
}

/// Sets the limit; where the system does not have it, the checks before parsing and the time limit must do.
#[cfg(unix)]
fn limit_memory() {
    use rlimit::Resource;
    let _ = Resource::AS.set(APART.memory, APART.memory);
    // A process that ends for want of memory leaves no picture of it on the disk.
    let _ = Resource::CORE.set(0, 0);
}

#[cfg(not(unix))]
fn limit_memory() {}

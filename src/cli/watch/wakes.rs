//! The system's events, the clock and Ctrl+C → when to look at a folder again, and when to end.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

/// How soon a folder is looked at again that just changed.
const SOON: Duration = Duration::from_millis(300);
/// How often it is looked at without any event: folders on other machines send none.
const OFTEN: Duration = Duration::from_secs(5);

enum Wake {
    /// The system says that something changed in the folder.
    Event,
    /// Ctrl+C was pressed.
    End,
}

/// What the watch waits for: events of the system, Ctrl+C, and the time of the next look.
pub(super) struct Wakes {
    sender: Sender<Wake>,
    receiver: Receiver<Wake>,
    /// The system's events; none when they are not wanted or cannot be had.
    events: Option<RecommendedWatcher>,
    /// Looks are so far apart; none: events come beside.
    poll: Option<Duration>,
}

impl Wakes {
    /// Waits for Ctrl+C, and for events unless it is told how often to look.
    pub(super) fn new(poll: Option<Duration>) -> Self {
        let (sender, receiver) = channel();
        let end = sender.clone();
        // Without a handler Ctrl+C ends the program at once; files are whole then, too.
        let _ = ctrlc::set_handler(move || {
            let _ = end.send(Wake::End);
        });
        Wakes { sender, receiver, events: None, poll }
    }

    /// Listens to a folder, anew when it came back. Where the system has no events, looking alone serves.
    pub(super) fn listen(&mut self, folder: &Path) {
        if self.poll.is_some() {
            return;
        }
        let sender = self.sender.clone();
        let wake = move |event: notify::Result<notify::Event>| {
            // Reading is no change; what else there is is looked at.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                let _ = sender.send(Wake::Event);
            }
        };
        let watcher = notify::recommended_watcher(wake).and_then(|mut watcher| {
            watcher.watch(folder, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        self.events = watcher.ok();
    }

    /// Waits until it is time to look; `soon` while something is going on. False: the person ends it.
    pub(super) fn wait(&self, soon: bool) -> bool {
        let pause = if soon { SOON } else { self.poll.unwrap_or(OFTEN) };
        let first = self.receiver.recv_timeout(pause);
        let mut rest = self.receiver.try_iter();
        let ends = |wake: Wake| matches!(wake, Wake::End);
        !(matches!(first, Ok(Wake::End) | Err(RecvTimeoutError::Disconnected)) || rest.any(ends))
    }
}

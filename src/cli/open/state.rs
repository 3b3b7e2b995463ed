//! What the 工作台 knows from one request to the next: the folder's last outcome, who looks, what was said last.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chengwen::Outcome;
use chengwen::finding::Notice;
use chengwen::view::{self, Drawn};
use tokio::sync::{broadcast, mpsc};

use super::guard::Guard;
use crate::cli::args::{Build, Common, Folder};
use crate::cli::screen::Screen;
use crate::cli::watch::seen::Seen;
use crate::cli::watch::{PATIENCE, QUIET};
use crate::cli::{commands, files};

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_millis(300);
/// How long after the last page is closed the program ends: a page that is loaded anew is closed for a moment.
const LINGER: Duration = Duration::from_secs(8);

/// What is told to open pages.
#[derive(Debug, Clone, Copy)]
pub(super) enum News {
    /// A build begins.
    Builds,
    /// A build is done.
    Built,
    /// The program ends.
    Ends,
}

impl News {
    pub(super) fn word(self) -> &'static str {
        match self {
            News::Builds => "builds",
            News::Built => "built",
            News::Ends => "ends",
        }
    }
}

/// The last build.
#[derive(Default)]
struct Last {
    drawn: Option<Arc<Drawn>>,
    report: Option<PathBuf>,
    /// What is to be said once, on the next page.
    message: Option<String>,
    /// How the folder stood when it was built.
    built: Option<Seen>,
}

/// A folder on the desk.
pub(super) struct Desk {
    pub(super) folder: PathBuf,
    pub(super) screen: Screen,
    pub(super) guard: Guard,
    build: Build,
    common: Common,
    last: Mutex<Last>,
    is_building: AtomicBool,
    /// A build is wanted, whatever the folder looks like.
    is_wanted: AtomicBool,
    is_closed: AtomicBool,
    pages: AtomicUsize,
    news: broadcast::Sender<News>,
    ends: mpsc::UnboundedSender<()>,
}

impl Desk {
    pub(super) fn new(
        folder: PathBuf,
        common: Common,
        screen: Screen,
        guard: Guard,
        ends: mpsc::UnboundedSender<()>,
    ) -> Self {
        let build =
            Build { folder: Folder { folder: folder.clone() }, track: false, comment: false, preview: false };
        Desk {
            folder,
            screen,
            guard,
            build,
            common,
            last: Mutex::default(),
            is_building: AtomicBool::new(false),
            is_wanted: AtomicBool::new(true),
            is_closed: AtomicBool::new(false),
            pages: AtomicUsize::new(0),
            news: broadcast::channel(16).0,
            ends,
        }
    }

    /// A panic while it was held leaves nothing half-done in it.
    fn last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn outcome(&self) -> Option<Arc<Outcome>> {
        self.drawn().map(|drawn| Arc::clone(drawn.outcome()))
    }

    pub(super) fn drawn(&self) -> Option<Arc<Drawn>> {
        self.last().drawn.clone()
    }

    pub(super) fn report(&self) -> Option<PathBuf> {
        self.last().report.clone()
    }

    /// Has something said on the next page.
    pub(super) fn say(&self, message: String) {
        self.last().message = Some(message);
    }

    /// Asks for a build.
    pub(super) fn want(&self) {
        self.is_wanted.store(true, Ordering::SeqCst);
    }

    /// The page as it is now.
    pub(super) fn page(&self) -> String {
        let (drawn, message, report) = {
            let mut last = self.last();
            (last.drawn.clone(), last.message.take(), last.report.clone())
        };
        let is_building = self.is_building.load(Ordering::SeqCst) || self.is_wanted.load(Ordering::SeqCst);
        let report = report.map(|path| files::name(&path));
        let bench = view::Bench { message: message.as_deref(), is_building, report: report.as_deref() };
        view::workbench(drawn.as_deref(), &bench, self.screen.lang)
    }

    pub(super) fn listen(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    fn tell(&self, news: News) {
        // Nobody may be listening.
        let _ = self.news.send(news);
    }

    /// Ends what open pages listen to, and the thread that builds.
    pub(super) fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        self.tell(News::Ends);
    }

    fn make(&self, seen: Seen) {
        self.is_wanted.store(false, Ordering::SeqCst);
        self.is_building.store(true, Ordering::SeqCst);
        self.tell(News::Builds);
        let turn = files::turn(&self.folder, || self.screen.note(&Notice::Waits));
        let made = commands::make(&self.build, &self.common, &self.screen);
        drop(turn);
        let mut built = seen;
        built.look_at_outputs(&self.folder);
        let made = made.map(|made| {
            commands::say_kept(&made, &self.folder, &self.screen);
            (Arc::new(Drawn::of(&Arc::new(made.outcome), self.screen.lang)), made.written.report)
        });
        let mut last = self.last();
        match made {
            Ok((drawn, report)) => (last.drawn, last.report) = (Some(drawn), Some(report)),
            Err(stop) => last.message = Some(stop.words(&self.screen)),
        }
        last.built = Some(built);
        drop(last);
        self.is_building.store(false, Ordering::SeqCst);
        self.tell(News::Built);
    }
}

/// A page that somebody looks at, for as long as it listens.
pub(super) struct Page(Arc<Desk>);

impl Page {
    pub(super) fn new(desk: &Arc<Desk>) -> Self {
        desk.pages.fetch_add(1, Ordering::SeqCst);
        Page(Arc::clone(desk))
    }
}

impl Drop for Page {
    /// When the last page is closed and no other is opened soon, the program ends.
    fn drop(&mut self) {
        if self.0.pages.fetch_sub(1, Ordering::SeqCst) > 1 {
            return;
        }
        let desk = Arc::clone(&self.0);
        std::thread::spawn(move || {
            std::thread::sleep(LINGER);
            if desk.pages.load(Ordering::SeqCst) == 0 {
                let _ = desk.ends.send(());
            }
        });
    }
}

/// Builds the folder when it was asked for and whenever its files have settled, in a thread of its own.
pub(super) fn keep_built(desk: &Arc<Desk>) {
    let desk = Arc::clone(desk);
    std::thread::spawn(move || {
        let mut stood: Option<(Seen, Instant)> = None;
        while !desk.is_closed.load(Ordering::SeqCst) {
            // A folder that is not there now may come back.
            if let Ok(seen) = Seen::of(&desk.folder) {
                let since = match &stood {
                    Some((before, since)) if *before == seen => *since,
                    _ => Instant::now(),
                };
                let is_new = desk.last().built.as_ref() != Some(&seen);
                let stood_for = since.elapsed();
                let has_settled =
                    stood_for >= QUIET && (stood_for >= PATIENCE || seen.unready(&desk.folder).is_none());
                if desk.is_wanted.load(Ordering::SeqCst) || (is_new && has_settled) {
                    desk.make(seen);
                    stood = None;
                } else {
                    stood = Some((seen, since));
                }
            }
            std::thread::sleep(LOOK);
        }
    });
}

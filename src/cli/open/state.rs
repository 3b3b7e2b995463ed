//! What the 工作台 knows from one request to the next: the folder's last outcome, who looks, what was said last.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use chengwen::Outcome;
use chengwen::finding::Notice;
use chengwen::view::{self, Drawn};
use tokio::sync::{broadcast, mpsc};

use super::guard::Guard;
use crate::cli::args::{Build, Common, Folder};
use crate::cli::files::Alone;
use crate::cli::screen::Screen;
use crate::cli::watch::standing::Standing;
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
}

/// Where the folder lies, and the right to watch it.
struct Place {
    folder: PathBuf,
    alone: Mutex<Option<Alone>>,
}

/// The desk, with a folder on it or none yet.
pub(super) struct Desk {
    place: OnceLock<Place>,
    pub(super) screen: Screen,
    pub(super) guard: Guard,
    common: Common,
    last: Mutex<Last>,
    is_building: AtomicBool,
    /// A build is wanted, whatever the folder looks like.
    is_wanted: AtomicBool,
    is_closed: AtomicBool,
    pages: AtomicUsize,
    /// How many pages were opened so far.
    arrivals: AtomicUsize,
    news: broadcast::Sender<News>,
    ends: mpsc::UnboundedSender<()>,
}

impl Desk {
    pub(super) fn new(common: Common, screen: Screen, guard: Guard, ends: mpsc::UnboundedSender<()>) -> Self {
        Desk {
            place: OnceLock::new(),
            screen,
            guard,
            common,
            last: Mutex::default(),
            is_building: AtomicBool::new(false),
            is_wanted: AtomicBool::new(true),
            is_closed: AtomicBool::new(false),
            pages: AtomicUsize::new(0),
            arrivals: AtomicUsize::new(0),
            news: broadcast::channel(16).0,
            ends,
        }
    }

    /// Lays a folder on the desk, which stays the same until the end. True: it lies there now, and none did before.
    pub(super) fn lay(self: &Arc<Self>, folder: PathBuf, alone: Alone) -> bool {
        let is_new = self.place.set(Place { folder, alone: Mutex::new(Some(alone)) }).is_ok();
        if is_new {
            keep_built(self);
        }
        is_new
    }

    /// Whether a folder lies on the desk.
    pub(super) fn is_laid(&self) -> bool {
        self.place.get().is_some()
    }

    /// The folder on the desk; before there is one, no path at all.
    pub(super) fn folder(&self) -> &Path {
        self.place.get().map_or(Path::new(""), |place| &place.folder)
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

    /// What was said last, once.
    pub(super) fn message(&self) -> Option<String> {
        self.last().message.take()
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

    /// Lets others watch the folder again.
    pub(super) fn leave(&self) {
        let alone =
            self.place.get().map(|place| place.alone.lock().unwrap_or_else(PoisonError::into_inner).take());
        drop(alone);
    }

    /// Ends what open pages listen to, and the thread that builds.
    pub(super) fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        self.tell(News::Ends);
    }

    /// Builds; whether there is a report.
    fn make(&self) -> bool {
        self.is_wanted.store(false, Ordering::SeqCst);
        self.is_building.store(true, Ordering::SeqCst);
        self.tell(News::Builds);
        let folder = Folder { folder: self.folder().to_owned() };
        let build = Build { folder, track: false, comment: false, preview: false };
        let turn = files::turn(self.folder(), || self.screen.note(&Notice::Waits));
        let made = commands::make(&build, &self.common, &self.screen);
        drop(turn);
        let made = made.map(|made| {
            commands::say_kept(&made, self.folder(), &self.screen);
            (Arc::new(Drawn::of(&Arc::new(made.outcome), self.screen.lang)), made.written.report)
        });
        let is_made = made.is_ok();
        let mut last = self.last();
        match made {
            Ok((drawn, report)) => (last.drawn, last.report) = (Some(drawn), Some(report)),
            Err(stop) => last.message = Some(stop.words(&self.screen)),
        }
        drop(last);
        self.is_building.store(false, Ordering::SeqCst);
        self.tell(News::Built);
        is_made
    }
}

/// A page that somebody looks at, for as long as it listens.
pub(super) struct Page(Arc<Desk>);

impl Page {
    pub(super) fn new(desk: &Arc<Desk>) -> Self {
        desk.pages.fetch_add(1, Ordering::SeqCst);
        desk.arrivals.fetch_add(1, Ordering::SeqCst);
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
        let arrivals = desk.arrivals.load(Ordering::SeqCst);
        std::thread::spawn(move || {
            std::thread::sleep(LINGER);
            // One that came meanwhile may be between two pages just now; it is waited for by a thread of its own.
            let has_come = desk.arrivals.load(Ordering::SeqCst) != arrivals;
            if !has_come && desk.pages.load(Ordering::SeqCst) == 0 {
                let _ = desk.ends.send(());
            }
        });
    }
}

/// Builds the folder when it was asked for and whenever its files have settled, in a thread of its own.
pub(super) fn keep_built(desk: &Arc<Desk>) {
    let desk = Arc::clone(desk);
    std::thread::spawn(move || {
        let mut standing = Standing::default();
        while !desk.is_closed.load(Ordering::SeqCst) {
            let now = Instant::now();
            let is_wanted = desk.is_wanted.load(Ordering::SeqCst);
            let (news, seen) = standing.look(desk.folder(), now, is_wanted);
            if let Some(news) = news {
                desk.say(news.notice(desk.folder()).words_in(desk.screen.lang));
                desk.tell(News::Built);
            }
            if let Some(seen) = seen {
                let has_failed = !desk.make();
                standing.built(seen, desk.folder(), now, has_failed);
            }
            std::thread::sleep(LOOK);
        }
    });
}

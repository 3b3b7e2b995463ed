//! A folder that people work in → its report built again whenever their files have settled, until Ctrl+C.
//!
//! Events only say when to look: what counts is how the folder stands. A state that was built is not built again, so
//! that what the program writes itself never starts it.

pub(super) mod seen;
pub(super) mod standing;
mod wakes;

use std::path::Path;
use std::time::{Duration, Instant};

use chengwen::Outcome;
use chengwen::finding::{Notice, Refusal, Severity};

use super::args::{Build, Common, Watch};
use super::commands::{self, Done, Stop};
use super::screen::Screen;
use super::{ending, files};
use seen::{Changed, Seen};
use standing::{News, PATIENCE, Standing};
use wakes::Wakes;

/// Watches a folder until the person ends it.
pub(super) fn watch(arguments: &Watch, common: &Common, screen: &Screen) -> Done {
    let folder = &arguments.build.folder.folder;
    Seen::of(folder)?;
    let Some(_alone) = files::alone(folder) else {
        return Err(Refusal::WatchedAlready {
            folder: folder.display().to_string(),
            by: files::owner(folder),
        }
        .into());
    };
    let mut wakes = Wakes::new(arguments.poll.map(Duration::from_secs));
    wakes.listen(folder);
    screen.note(&Notice::Watches { folder: folder.clone() });
    let mut watched = Watched {
        build: &arguments.build,
        folder,
        common,
        screen,
        standing: Standing::default(),
        failed: None,
    };
    loop {
        let is_back = watched.step(Instant::now());
        if is_back {
            wakes.listen(folder);
        }
        if !wakes.wait(watched.standing.is_busy()) {
            break;
        }
    }
    screen.note(&Notice::WatchEnds);
    Ok(true)
}

impl News {
    /// What is said of it.
    pub(super) fn notice(&self, folder: &Path) -> Notice {
        match self {
            News::Gone => Notice::FolderGone { folder: folder.to_owned() },
            News::Back => Notice::FolderBack { folder: folder.to_owned() },
            News::Waits(file) => {
                Notice::WaitsForFile { file: file.clone(), seconds: PATIENCE.as_secs() as usize }
            }
        }
    }
}

struct Watched<'a> {
    build: &'a Build,
    folder: &'a Path,
    common: &'a Common,
    screen: &'a Screen,
    standing: Standing,
    /// With which words the last build failed.
    failed: Option<String>,
}

impl Watched<'_> {
    /// One look at the folder, and a build when it has settled in a state that was not built. True: it is back after
    /// it was gone.
    fn step(&mut self, now: Instant) -> bool {
        let (news, seen) = self.standing.look(self.folder, now, false);
        if let Some(news) = &news {
            self.screen.note(&news.notice(self.folder));
        }
        if let Some(seen) = seen {
            self.build(seen, now);
        }
        news == Some(News::Back)
    }

    /// Builds, and says in one line what changed and what came of it.
    fn build(&mut self, seen: Seen, now: Instant) {
        let before = self.standing.last().cloned();
        let news = seen.since(before.as_ref().unwrap_or(&Seen::default()));
        let turn = files::turn(self.folder, || self.screen.note(&Notice::Waits));
        let made = commands::make(self.build, self.common, self.screen);
        let done = made.and_then(|made| {
            self.say_built(&made, before.is_some().then_some(&news));
            ending::after_build(self.folder, &made.outcome, &made.written.report, self.screen)
        });
        drop(turn);
        self.failed = done.err().map(|stop| self.say_failed(&stop));
        self.standing.built(seen, self.folder, now, self.failed.is_some());
    }

    fn say_built(&self, made: &commands::Made, news: Option<&Changed>) {
        let empty = Changed::default();
        let news = news.unwrap_or(&empty);
        let [errors, warnings] = counts(&made.outcome);
        self.screen.note(&Notice::Built {
            at: commands::moment().time().strftime("%H:%M:%S").to_string(),
            added: news.added.clone(),
            changed: news.changed.clone(),
            removed: news.removed.clone(),
            errors,
            warnings,
            report: made.written.report.clone(),
        });
        commands::say_kept(made, self.folder, self.screen);
    }

    /// Says why there is no report, unless the same was said of the last try.
    fn say_failed(&self, stop: &Stop) -> String {
        let words = stop.words(self.screen);
        if self.failed.as_ref() != Some(&words) {
            let at = commands::moment().time().strftime("%H:%M:%S").to_string();
            self.screen.note(&Notice::NotBuilt { at });
            stop.say(self.common, self.screen);
        }
        words
    }
}

/// Errors and warnings that nobody marked as looked into (已核保留).
fn counts(outcome: &Outcome) -> [usize; 2] {
    let open = outcome.findings.iter().filter(|found| outcome.kept(found).is_none());
    let severities: Vec<Severity> = open.map(|found| found.what.say().severity).collect();
    [Severity::Error, Severity::Warning]
        .map(|of| severities.iter().filter(|severity| **severity == of).count())
}

//! A folder that people work in → its report built again whenever their files have settled, until Ctrl+C.
//!
//! Events only say when to look: what counts is how the folder stands. A state that was built is not built again, so
//! that what the program writes itself never starts it.

pub(super) mod seen;
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
use wakes::Wakes;

/// How long nothing may change before a folder has settled: office programs save in several steps.
pub(super) const QUIET: Duration = Duration::from_secs(1);
/// How long a file that is open or half-written is waited for; then what is saved counts, and a sign that an office
/// program left behind when it broke down keeps nobody waiting for ever.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
/// A build that failed is tried again after so long, for the fault may lie outside the folder (a full disk).
const AGAIN: Duration = Duration::from_secs(60);

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
    let mut watched = Watched { build: &arguments.build, folder, common, screen, state: State::default() };
    loop {
        let is_back = watched.step(Instant::now());
        if is_back {
            wakes.listen(folder);
        }
        if !wakes.wait(watched.state.is_busy()) {
            break;
        }
    }
    screen.note(&Notice::WatchEnds);
    Ok(true)
}

/// What is known of the folder from one look to the next.
#[derive(Default)]
struct State {
    /// How it stood when it was last built; none before the first build.
    built: Option<Seen>,
    /// How the folder stood at the last look, and since when it has stood so.
    stands: Option<(Seen, Instant)>,
    /// It was not there at the last look.
    is_gone: bool,
    /// What is waited for, as it was said.
    waits_for: Option<String>,
    /// The last build failed: when it is tried again, and with which words it failed.
    failed: Option<(Instant, String)>,
}

impl State {
    /// Whether something is going on that wants a look soon.
    fn is_busy(&self) -> bool {
        let stands = self.stands.as_ref().map(|(seen, _)| seen);
        !self.is_gone && (stands != self.built.as_ref() || self.waits_for.is_some())
    }
}

struct Watched<'a> {
    build: &'a Build,
    folder: &'a Path,
    common: &'a Common,
    screen: &'a Screen,
    state: State,
}

impl Watched<'_> {
    /// One look at the folder, and a build when it has settled in a state that was not built. True: it is back after
    /// it was gone.
    fn step(&mut self, now: Instant) -> bool {
        let Ok(seen) = Seen::of(self.folder) else {
            if !std::mem::replace(&mut self.state.is_gone, true) {
                self.screen.note(&Notice::FolderGone { folder: self.folder.to_owned() });
            }
            return false;
        };
        let is_back = std::mem::take(&mut self.state.is_gone);
        if is_back {
            self.screen.note(&Notice::FolderBack { folder: self.folder.to_owned() });
        }
        if let Some(since) = self.settled(&seen, now)
            && !self.waits(&seen, since, now)
        {
            self.build(seen, now);
        }
        is_back
    }

    /// Since when the folder stands as it does, when it has settled and is to be built.
    fn settled(&mut self, seen: &Seen, now: Instant) -> Option<Instant> {
        let since = match &self.state.stands {
            Some((stood, since)) if stood == seen => *since,
            _ => {
                self.state.stands = Some((seen.clone(), now));
                now
            }
        };
        let is_due = match &self.state.failed {
            Some((again, _)) => now >= *again || self.state.built.as_ref() != Some(seen),
            None => self.state.built.as_ref() != Some(seen),
        };
        // A state that went back to what was built asks for nothing any more.
        if !is_due {
            self.state.waits_for = None;
        }
        (is_due && now.saturating_duration_since(since) >= QUIET).then_some(since)
    }

    /// Whether a file is waited for; said once a file.
    fn waits(&mut self, seen: &Seen, since: Instant, now: Instant) -> bool {
        let unready = seen.unready(self.folder);
        let Some(file) = unready.filter(|_| now.saturating_duration_since(since) < PATIENCE) else {
            self.state.waits_for = None;
            return false;
        };
        if self.state.waits_for.as_ref() != Some(&file) {
            self.screen
                .note(&Notice::WaitsForFile { file: file.clone(), seconds: PATIENCE.as_secs() as usize });
            self.state.waits_for = Some(file);
        }
        true
    }

    /// Builds, and says in one line what changed and what came of it.
    fn build(&mut self, seen: Seen, now: Instant) {
        let before = self.state.built.clone();
        let news = seen.since(before.as_ref().unwrap_or(&Seen::default()));
        let turn = files::turn(self.folder, || self.screen.note(&Notice::Waits));
        let made = commands::make(self.build, self.common, self.screen);
        let done = made.and_then(|made| {
            self.say_built(&made, before.is_some().then_some(&news));
            ending::after_build(self.folder, &made.outcome, &made.written.report, self.screen)
        });
        drop(turn);
        self.state.failed = match done {
            Ok(_) => None,
            Err(stop) => Some((now + AGAIN, self.say_failed(&stop))),
        };
        let mut built = seen;
        built.look_at_outputs(self.folder);
        self.state.built = Some(built.clone());
        self.state.stands = Some((built, now));
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
        let said = self.state.failed.as_ref().map(|(_, words)| words);
        if said != Some(&words) {
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

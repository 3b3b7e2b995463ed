//! How a folder stands from one look to the next → when it is to be built: once it has settled in a state that was not
//! built, and again after a failed build.

use std::path::Path;
use std::time::{Duration, Instant};

use super::seen::Seen;

/// How long nothing may change before a folder has settled: office programs save in several steps.
const QUIET: Duration = Duration::from_secs(1);
/// How long a file that is open or half-written is waited for; then what is saved counts, and a sign that an office
/// program left behind when it broke down keeps nobody waiting for ever.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
/// A build that failed is tried again after so long, for the fault may lie outside the folder (a full disk).
const AGAIN: Duration = Duration::from_secs(60);

/// What a look at the folder found that is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum News {
    /// It is not there any more.
    Gone,
    /// It is there again.
    Back,
    /// It has settled, but for a file that another program is at work on.
    Waits(String),
}

/// What is known of the folder from one look to the next.
#[derive(Default)]
pub(in crate::cli) struct Standing {
    /// How it stood when it was last built; none before the first build.
    built: Option<Seen>,
    /// How the folder stood at the last look, and since when it has stood so.
    stands: Option<(Seen, Instant)>,
    /// It was not there at the last look.
    is_gone: bool,
    /// What is waited for, as it was told.
    waits_for: Option<String>,
    /// The last build failed: when it is tried again.
    again: Option<Instant>,
}

impl Standing {
    /// How it stood when it was last built.
    pub(super) fn last(&self) -> Option<&Seen> {
        self.built.as_ref()
    }

    /// Whether something is going on that wants a look soon.
    pub(super) fn is_busy(&self) -> bool {
        let stands = self.stands.as_ref().map(|(seen, _)| seen);
        !self.is_gone && (stands != self.built.as_ref() || self.waits_for.is_some())
    }

    /// One look at the folder: what is to be told, once each, and the state that is to be built now. A build that is
    /// wanted waits for nothing.
    pub(in crate::cli) fn look(
        &mut self,
        folder: &Path,
        now: Instant,
        is_wanted: bool,
    ) -> (Option<News>, Option<Seen>) {
        let Ok(seen) = Seen::of(folder) else {
            let was_gone = std::mem::replace(&mut self.is_gone, true);
            return ((!was_gone).then_some(News::Gone), None);
        };
        let back = std::mem::take(&mut self.is_gone).then_some(News::Back);
        let settled = self.settled(&seen, now);
        if is_wanted {
            return (back, Some(seen));
        }
        let Some(since) = settled else { return (back, None) };
        match self.waits(&seen, folder, now.saturating_duration_since(since)) {
            Some(file) => (back.or(file.map(News::Waits)), None),
            None => (back, Some(seen)),
        }
    }

    /// Since when the folder stands as it does, when it has settled and is to be built.
    fn settled(&mut self, seen: &Seen, now: Instant) -> Option<Instant> {
        let since = match &self.stands {
            Some((stood, since)) if stood == seen => *since,
            _ => {
                self.stands = Some((seen.clone(), now));
                now
            }
        };
        let is_new = self.built.as_ref() != Some(seen);
        let is_due = is_new || self.again.is_some_and(|again| now >= again);
        // A state that went back to what was built asks for nothing any more.
        if !is_due {
            self.waits_for = None;
        }
        (is_due && now.saturating_duration_since(since) >= QUIET).then_some(since)
    }

    /// Whether a file is waited for; its name when that was not told yet.
    fn waits(&mut self, seen: &Seen, folder: &Path, stood: Duration) -> Option<Option<String>> {
        let Some(file) = seen.unready(folder).filter(|_| stood < PATIENCE) else {
            self.waits_for = None;
            return None;
        };
        let is_told = self.waits_for.as_ref() == Some(&file);
        self.waits_for = Some(file.clone());
        Some((!is_told).then_some(file))
    }

    /// Takes in that a state was built: what the build wrote itself is no change.
    pub(in crate::cli) fn built(&mut self, seen: Seen, folder: &Path, now: Instant, has_failed: bool) {
        let mut built = seen;
        built.look_at_outputs(folder);
        self.again = has_failed.then(|| now + AGAIN);
        self.built = Some(built.clone());
        self.stands = Some((built, now));
    }
}

//! The steps of a run, as they are done → a bar on the terminal of a person who waits, gone before anything else is
//! said.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use chengwen::finding::{Lang, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// All steps in their order; each is told once it is done, and the bar names the next.
const STEPS: [Step; 10] = [
    Step::Load,
    Step::Read,
    Step::Recognize,
    Step::Normalize,
    Step::Classify,
    Step::Tally,
    Step::Compose,
    Step::Revise,
    Step::Record,
    Step::Write,
];

/// A run that is over sooner shows no bar: it would only flicker.
const SOON: Duration = Duration::from_millis(400);

static BAR: Mutex<Option<Progress>> = Mutex::new(None);

struct Progress {
    bar: ProgressBar,
    since: Instant,
}

impl Progress {
    fn new() -> Self {
        let bar = ProgressBar::with_draw_target(Some(STEPS.len() as u64), ProgressDrawTarget::hidden());
        // Without colours, whatever NO_COLOR says; a template that indicatif does not know leaves its own bar.
        if let Ok(style) = ProgressStyle::with_template("{bar:20} {pos}/{len} {msg} {elapsed}") {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress { bar, since: Instant::now() }
    }
}

/// Moves the bar behind a step that is done.
pub(super) fn done(step: &Step, lang: Lang) {
    let Ok(mut shown) = BAR.lock() else { return };
    let progress = shown.get_or_insert_with(Progress::new);
    let Some(at) = STEPS.iter().position(|known| known == step) else { return };
    if progress.bar.is_hidden() && progress.since.elapsed() >= SOON {
        progress.bar.set_draw_target(ProgressDrawTarget::stderr());
        progress.bar.enable_steady_tick(Duration::from_millis(250));
    }
    let next = STEPS.get(at + 1).map(|next| next.words_in(lang)).unwrap_or_default();
    progress.bar.set_message(next);
    progress.bar.set_position(at as u64 + 1);
}

/// Takes the bar away, so that a line can be said where it stood.
pub(super) fn clear() {
    if let Some(progress) = BAR.lock().ok().and_then(|mut shown| shown.take()) {
        progress.bar.finish_and_clear();
    }
}

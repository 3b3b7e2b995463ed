//! Findings, refusals and results → lines on stderr and stdout, in the chosen language.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::time::Instant;

use chengwen::finding::{Desk, Finding, InText, Lang, Notice, Place, Refusal, Said, Severity, Step};
use chengwen::{Outcome, Refused};

use super::args::{Common, Language};
use super::progress;

/// How much is said, and in which language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    pub(super) lang: Lang,
    least: Severity,
    /// Whether a person looks on who wants to know what came of it in short.
    sums_up: bool,
}

impl Screen {
    pub(super) fn new(common: &Common) -> Self {
        let lang = Language::or_of_environment(common.lang);
        let least = match (common.quiet, common.verbose) {
            (true, _) => Severity::Error,
            (_, true) => Severity::Info,
            _ => Severity::Warning,
        };
        let sums_up = !common.json && !common.quiet && std::io::stderr().is_terminal();
        Screen { lang, least, sums_up }
    }

    /// The screen of somebody who dropped a folder onto the program.
    pub(super) fn on_desk(common: &Common) -> Self {
        Screen { sums_up: true, ..Screen::new(common) }
    }

    /// Says in short what came of a build: what was read, what was found, the first of several of a kind, what to do
    /// next. Nothing where no person looks on.
    pub(super) fn summary(&self, outcome: &Outcome, held: bool) {
        if !self.sums_up {
            return;
        }
        let of = |severity: Severity| {
            let open = outcome.findings.iter().filter(|found| outcome.kept(found).is_none());
            let said = open.map(|found| found.what.say()).filter(move |said| said.severity == severity);
            said.collect::<Vec<_>>()
        };
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        let read: BTreeSet<&str> = outcome
            .normalized
            .heads
            .iter()
            .map(|head| outcome.places.name(head.sheet).file.as_str())
            .collect();
        let sum = Desk::Sum {
            files: read.len(),
            entries: outcome.normalized.entries.len(),
            errors: errors.len(),
            warnings: warnings.len(),
        };
        self.line(&sum.words_in(self.lang));
        for said in [&errors, &warnings] {
            self.several(said);
        }
        let next = Desk::Next { errors: errors.len(), warnings: warnings.len(), held };
        self.line(&next.words_in(self.lang));
    }

    /// The first of several findings of one code.
    fn several(&self, said: &[Said]) {
        let mut counts: Vec<(&Said, usize)> = Vec::new();
        for said in said {
            match counts.iter_mut().find(|(first, _)| first.code == said.code) {
                Some((_, count)) => *count += 1,
                None => counts.push((said, 1)),
            }
        }
        for (first, count) in counts.into_iter().filter(|(_, count)| *count > 1) {
            let message = first.message(self.lang).to_owned();
            self.line(&Desk::FirstOf { count, message }.words_in(self.lang));
        }
    }

    /// Prints a result on stdout. A reader that went away (`| head`) is no fault.
    pub(super) fn result(&self, text: &str) {
        use std::io::Write;
        progress::clear();
        let _ = writeln!(std::io::stdout(), "{}", plain(text));
    }

    /// Says why nothing was done, after all that was found until then: even a note may be the reason.
    pub(super) fn refused(&self, refused: &Refused) {
        for finding in &refused.findings {
            self.say(&refused.places_of(finding), &finding.what.say());
        }
        for refusal in &refused.refusals {
            self.refusal(refusal);
        }
    }

    pub(super) fn refusal(&self, refusal: &Refusal) {
        self.say("", &refusal.say());
    }

    /// Says what was found, and how many notes were kept back.
    pub(super) fn findings(&self, outcome: &Outcome) {
        // What a person marked as looked into (已核保留) is only listed.
        let is_shown = |finding: &&Finding| {
            self.least == Severity::Info
                || (finding.what.say().severity <= self.least && outcome.kept(finding).is_none())
        };
        let (shown, kept): (Vec<&Finding>, Vec<&Finding>) = outcome.findings.iter().partition(is_shown);
        for finding in shown {
            self.finding(&self.place(outcome, finding), finding);
        }
        let kept = kept.len();
        if kept > 0 && self.least == Severity::Warning {
            to_stderr(&Notice::MoreNotes { kept }.words_in(self.lang));
        }
    }

    /// Says findings of which a person waits for every one.
    pub(super) fn every(&self, outcome: &Outcome, findings: &[Finding]) {
        for finding in findings {
            let said = finding.what.say();
            if self.least > Severity::Error || said.severity == Severity::Error {
                self.say(&self.place(outcome, finding), &said);
            }
        }
    }

    fn place(&self, outcome: &Outcome, finding: &Finding) -> String {
        match &finding.place {
            Place::Block(id) => {
                let excerpt = outcome.excerpt(id).map(|text| InText::Begins(text).words_in(self.lang));
                excerpt.unwrap_or_default()
            }
            _ => outcome.place_of(finding),
        }
    }

    /// Says something that was found at a place in words.
    pub(super) fn found(&self, place: &str, said: &Said) {
        if said.severity <= self.least {
            self.say(place, said);
        }
    }

    fn finding(&self, place: &str, finding: &Finding) {
        self.found(place, &finding.what.say());
    }

    fn say(&self, place: &str, said: &Said) {
        let heading = said.severity.heading(self.lang);
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        // A name may hold a line break.
        let place = place.replace('\n', " ");
        let place = if place.is_empty() { String::new() } else { format!("{place}{colon}") };
        to_stderr(&format!("{heading}{place}{}", said.message(self.lang)));
        if let Some(hint) = said.hint(self.lang) {
            to_stderr(&format!("      → {hint}"));
        }
    }

    /// Says a note that belongs to no finding.
    pub(super) fn note(&self, notice: &Notice) {
        self.line(&notice.words_in(self.lang));
    }

    /// Says how long a step took, and the most memory until now where the system tells it.
    pub(super) fn done(&self, step: Step) {
        if self.sums_up && self.least > Severity::Error && self.least != Severity::Info {
            progress::done(&step, self.lang);
        }
        static SINCE: Mutex<Option<Instant>> = Mutex::new(None);
        let now = Instant::now();
        let since = SINCE.lock().ok().and_then(|mut since| since.replace(now));
        // The first one is told from the start of the program, which is none of its steps.
        let Some(since) = since.filter(|_| self.least == Severity::Info) else { return };
        let milliseconds = (now - since).as_millis();
        self.note(&Notice::StepDone { step, milliseconds, mebibytes: peak() });
    }

    /// Says a line that is in words already.
    pub(super) fn line(&self, line: &str) {
        if self.least > Severity::Error {
            to_stderr(line);
        }
    }
}

/// Says a line, where a bar stood as well.
fn to_stderr(line: &str) {
    progress::clear();
    eprintln!("{}", plain(line));
}

/// The most memory that the program has held until now, in MiB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kibibytes| kibibytes >> 10)
}

/// A text as it may go to a terminal: what would control it, or turn the direction of writing, is spelt out as JSON
/// does.
fn plain(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let spelt = text.chars().map(|c| match steers(c) {
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    });
    Cow::Owned(spelt.collect())
}

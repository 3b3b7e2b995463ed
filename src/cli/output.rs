//! An outcome → the report and its base under 成文/: the earlier version goes to 历史/ first, every file appears
//! whole or not at all, and what another program holds open is not touched.

use std::fs;
use std::path::{Path, PathBuf};

use chengwen::finding::Refusal;
use chengwen::workbook::OUTPUT;
use chengwen::{Earlier, Goes, Outcome};

use super::beside::{self, Beside, NEW, State};
use super::earlier;
use super::files::{self, OWN, create, file_name, is_held, put, stem, unwritable};
use super::history::keep_report;

/// What is added to the title of a fresh report beside documents that are not ours.
const FRESH: &str = "（新生成）";

#[derive(Debug)]
pub(super) struct WrittenReport {
    pub(super) report: PathBuf,
    /// Where the earlier report went, when its place was taken.
    pub(super) earlier: Option<PathBuf>,
    /// The report that another program holds open, when the new one was written beside it.
    pub(super) held: Option<PathBuf>,
}

/// Writes the report and its base; the report that was there goes to 历史/ first.
pub(super) fn write(
    folder: &Path,
    outcome: &Outcome,
    known: Option<&Beside>,
) -> Result<WrittenReport, Refusal> {
    let output = folder.join(OUTPUT);
    if output.exists() && !output.is_dir() {
        return Err(Refusal::OutputIsAFile { path: output.display().to_string() });
    }
    let own = output.join(OWN);
    create(&own)?;
    let place = Place { folder, output: &output, outcome, known };
    place.write()
}

/// Writes what the next run needs to know; last of all, so that a run that did not come to its end is compared
/// again.
pub(super) fn remember(folder: &Path, outcome: &Outcome) -> Result<(), Refusal> {
    let own = folder.join(OUTPUT).join(OWN);
    put(&own.join(earlier::last_run(&outcome.kind.name)), outcome.last_run.as_bytes())
}

/// A report and the folder that it goes into.
struct Place<'a> {
    folder: &'a Path,
    output: &'a Path,
    outcome: &'a Outcome,
    known: Option<&'a Beside>,
}

impl Place<'_> {
    fn write(&self) -> Result<WrittenReport, Refusal> {
        let target = self.target();
        let bytes = &self.outcome.document;
        let stands = files::read(&target).ok();
        let mut written = WrittenReport { report: target.clone(), earlier: None, held: None };
        if let Some(stands) = stands.as_ref().filter(|stands| *stands != bytes) {
            written.earlier = Some(self.keep(&target, stands)?);
        }
        // The base goes before the report: a base without its report harms nobody.
        let base = self.output.join(OWN).join(format!("{}.xml", self.outcome.run));
        put(&base, self.outcome.base.as_bytes())?;
        if stands.as_ref() != Some(bytes) {
            let put =
                if is_held(self.output, &files::name(&target)) { None } else { Some(put(&target, bytes)) };
            match put {
                Some(Ok(())) => {}
                Some(Err(fault)) if stands.is_none() => return Err(fault),
                // A program may hold a file without leaving a sign of it: then it does not let itself be replaced.
                refused => {
                    return self.beside(&target).map_err(|fault| match refused {
                        Some(Err(first)) => first,
                        _ => fault,
                    });
                }
            }
        }
        self.clear(&target, &mut written)?;
        Ok(written)
    }

    /// The path that the report is written to: that of the report in 成文/ whose place it takes, else one by its title
    /// that is free.
    fn target(&self) -> PathBuf {
        let titled = self.output.join(format!("{}.docx", file_name(&self.outcome.goes.title)));
        let Goes { earlier, title, .. } = &self.outcome.goes;
        match earlier {
            // A folder of that name is in the way; that is for a person to clear, so the fault is told.
            Earlier::None if !titled.exists() || titled.is_dir() => titled,
            Earlier::Outside { .. } if !titled.exists() || self.is_ours(&titled) => titled,
            Earlier::None | Earlier::Outside { .. } | Earlier::Foreign => self.free(&file_name(title)),
            Earlier::Inside { file, title: then, .. } => self.instead(&self.folder.join(file), then, titled),
        }
    }

    /// The place of the report that was taken; under its new title when its name was the old one.
    fn instead(&self, taken: &Path, then: &str, titled: PathBuf) -> PathBuf {
        if let Some(beside) = self.known.filter(|beside| beside.state == State::New && beside.new == taken) {
            return beside.of.clone();
        }
        let (name, then, now) = (stem(taken), file_name(then), stem(&titled));
        let suffix = name.strip_prefix(&then).filter(|rest| ["", NEW, FRESH].contains(rest));
        match suffix {
            Some(_) if then == now => taken.to_owned(),
            Some(suffix) => {
                let renamed = self.output.join(format!("{now}{suffix}.docx"));
                if renamed.exists() { taken.to_owned() } else { renamed }
            }
            None => taken.to_owned(),
        }
    }

    /// A name for a fresh report that no other document has.
    fn free(&self, title: &str) -> PathBuf {
        let name = |number: u32| match number {
            1 => format!("{title}{FRESH}.docx"),
            _ => format!("{title}{}{number}）.docx", FRESH.trim_end_matches('）')),
        };
        let free = |number: &u32| {
            let path = self.output.join(name(*number));
            !path.exists() || self.is_ours(&path)
        };
        self.output.join(name(files::first(free)))
    }

    fn is_ours(&self, path: &Path) -> bool {
        self.outcome.goes.ours.iter().any(|ours| self.folder.join(ours) == path)
    }

    /// Copies what stands somewhere to 历史/, with the base it was made from when it is the report that was taken.
    fn keep(&self, path: &Path, bytes: &[u8]) -> Result<PathBuf, Refusal> {
        let base = match &self.outcome.goes.earlier {
            Earlier::Inside { file, base, .. } if self.folder.join(file) == path => Some(base.as_str()),
            _ => None,
        };
        keep_report(self.output, path, bytes, base)
    }

    /// Writes the new report beside one that cannot be replaced.
    fn beside(&self, target: &Path) -> Result<WrittenReport, Refusal> {
        let place = beside::place(self.output, target, self.known);
        let bytes = &self.outcome.document;
        if let Some(stands) = files::read(&place).ok().filter(|stands| stands != bytes) {
            self.keep(&place, &stands)?;
        }
        beside::note(self.output, &place, bytes, target)?;
        put(&place, bytes)?;
        Ok(WrittenReport { report: place, earlier: None, held: Some(target.to_owned()) })
    }

    /// Takes away what the new report stands for: the one under its old title, the one beside it.
    fn clear(&self, target: &Path, written: &mut WrittenReport) -> Result<(), Refusal> {
        let taken = match &self.outcome.goes.earlier {
            Earlier::Inside { file, .. } => Some(self.folder.join(file)),
            _ => None,
        };
        let superseded = self.known.filter(|beside| beside.state != State::Both).map(|beside| &beside.new);
        for path in taken.iter().chain(superseded).filter(|path| path.as_path() != target) {
            if let Ok(bytes) = files::read(path)
                && !is_held(self.output, &files::name(path))
            {
                let kept = self.keep(path, &bytes)?;
                fs::remove_file(path).map_err(|fault| unwritable(path, &fault))?;
                written.earlier.get_or_insert(kept);
            }
        }
        if superseded.is_some_and(|path| !path.exists()) {
            beside::forget(self.output);
        }
        Ok(())
    }
}

//! An outcome → 核对表, 三张清单, long annexes and the decisions under 成文/; what people left there is never overwritten unread.

use std::fs;
use std::path::{Path, PathBuf};

use chengwen::finding::{Place, Refusal};
use chengwen::text::digest::sha256;
use chengwen::workbook::{InputFile, OUTPUT};
use chengwen::{Outcome, Refused};

use super::files::{self, OWN, create, is_held, put, put_json, unwritable};
use super::history::HISTORY;
use super::past::{ANNEX, CORRECTIONS, DECISIONS, ITEMS_BESIDE, LEDGER, LEDGER_BESIDE, LISTS};

/// The record of what was written last, by file name.
const WRITTEN: &str = "ledgers.json";

/// Digests of the files as they were written.
pub(super) type Digests = std::collections::BTreeMap<String, String>;

/// Which workbooks were written and where, and which could not be.
#[derive(Debug, Default)]
pub(super) struct WrittenLedgers {
    /// 核对表 as it was written, when that is not its usual place.
    pub(super) beside: Option<PathBuf>,
    /// 三张清单 and annexes that a program holds, so that they were not brought up to date.
    pub(super) held: Vec<PathBuf>,
    /// How many items there was no room for in 核对表, and where they are.
    pub(super) items: Option<(usize, PathBuf)>,
    /// The annexes that are workbooks of their own and up to date.
    pub(super) annexes: Vec<PathBuf>,
}

/// Writes what explains the report. The decisions go first: they are safe whatever happens after.
pub(super) fn write(folder: &Path, outcome: &Outcome) -> Result<WrittenLedgers, Refusal> {
    let output = folder.join(OUTPUT);
    let own = output.join(OWN);
    create(&own)?;
    put_json(&own.join(DECISIONS), &outcome.decisions)?;
    let mut digests = digests(&own);
    let kept = files::read(own.join(DECISIONS)).ok();
    digests.extend(kept.map(|bytes| (DECISIONS.to_owned(), sha256(&bytes))));
    let mut written = WrittenLedgers::default();
    let ledger = outcome.ledger()?;
    if is_held(&output, LEDGER)
        || is_unread(outcome, LEDGER)
        || !replace(&output, LEDGER, &ledger, &mut digests)?
    {
        let beside = output.join(LEDGER_BESIDE);
        put(&beside, &ledger)?;
        written.beside = Some(beside);
    } else {
        settle(&own, outcome, &mut digests)?;
    }
    if written.beside.is_none() && !is_held(&output, LEDGER_BESIDE) {
        // All that stood in it was taken in and stands in 核对表 again.
        let _ = fs::remove_file(output.join(LEDGER_BESIDE));
    }
    let items = output.join(ITEMS_BESIDE);
    if outcome.is_beside() {
        match files::put_by(&items, |to| outcome.write_beside(to)) {
            Ok(count) => written.items = Some((count, items)),
            // Only a file that is there can be held.
            Err(_) if items.exists() => written.held.push(items),
            Err(fault) => return Err(fault),
        }
    } else if items.exists() {
        fs::remove_file(&items).map_err(|fault| unwritable(&items, &fault))?;
    }
    let corrections = outcome.corrections()?;
    for (name, bytes) in [(LISTS, &outcome.lists), (CORRECTIONS, &corrections)] {
        let Some(bytes) = bytes else { continue };
        let held = is_held(&output, name)
            || is_unread(outcome, name)
            || !replace(&output, name, bytes, &mut digests)?;
        written.held.extend(held.then(|| output.join(name)));
    }
    for (name, bytes) in &outcome.annexes {
        let held = is_held(&output, name) || !replace(&output, name, bytes, &mut digests)?;
        let list = if held { &mut written.held } else { &mut written.annexes };
        list.push(output.join(name));
    }
    let gone = |name: &str| match name {
        CORRECTIONS => corrections.is_none(),
        _ => name.starts_with(ANNEX) && !outcome.annexes.iter().any(|(known, _)| known == name),
    };
    take_away(&output, gone, &mut digests);
    put_json(&own.join(WRITTEN), &digests)?;
    Ok(written)
}

/// Keeps the decisions as those that 核对表 in its place says.
fn settle(own: &Path, outcome: &Outcome, digests: &mut Digests) -> Result<(), Refusal> {
    let mut decisions = outcome.decisions.clone();
    if decisions.forget_before() {
        put_json(&own.join(DECISIONS), &decisions)?;
        let kept = files::read(own.join(DECISIONS)).ok();
        digests.extend(kept.map(|bytes| (DECISIONS.to_owned(), sha256(&bytes))));
    }
    Ok(())
}

/// Writes 核对表 of a folder in which no table was recognised; beside one in which a person wrote, whose path comes
/// back then.
pub(super) fn write_refused(folder: &Path, refused: &Refused) -> Result<Option<PathBuf>, Refusal> {
    let Some(ledger) = &refused.ledger else { return Ok(None) };
    let output = folder.join(OUTPUT);
    let own = output.join(OWN);
    create(&own)?;
    let mut digests = digests(&own);
    if !is_held(&output, LEDGER) && put_over(&output, LEDGER, ledger, &mut digests, |_| Ok(false))? {
        put_json(&own.join(WRITTEN), &digests)?;
        return Ok(None);
    }
    let beside = output.join(LEDGER_BESIDE);
    put(&beside, ledger)?;
    Ok(Some(beside))
}

/// Takes away what there is no more: annexes, and corrections when the last one was taken back. What a person changed
/// stays.
fn take_away(output: &Path, gone: impl Fn(&str) -> bool, digests: &mut Digests) {
    digests.retain(|name, digest| {
        if !gone(name) {
            return true;
        }
        let path = output.join(name);
        let ours = files::read(&path).is_ok_and(|stood| sha256(&stood) == *digest);
        // One that cannot be removed now is tried again at the next run.
        ours && fs::remove_file(&path).is_err()
    });
}

/// Whether 核对表 is as it was written last, with the decisions that were kept then.
pub(super) fn is_untouched(output: &Path, file: &InputFile) -> bool {
    let own = output.join(OWN);
    let written = digests(&own);
    let kept = files::read(own.join(DECISIONS)).ok().map(|bytes| sha256(&bytes));
    file.path == format!("{OUTPUT}/{LEDGER}")
        && written.get(LEDGER) == Some(&sha256(&file.bytes))
        && kept.is_some()
        && written.get(DECISIONS) == kept.as_ref()
}

fn digests(own: &Path) -> Digests {
    let bytes = files::read(own.join(WRITTEN)).ok();
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Whether a file is there that could not be read: what people wrote in it must not be lost.
fn is_unread(outcome: &Outcome, name: &str) -> bool {
    let path = Place::File(format!("{OUTPUT}/{name}"));
    outcome.findings.iter().any(|finding| finding.place == path)
}

/// Puts a workbook in its place; one that a person changed goes to 历史/ first. Bytes that stand there already
/// are left alone. False when a program holds the file.
fn replace(output: &Path, name: &str, bytes: &[u8], digests: &mut Digests) -> Result<bool, Refusal> {
    put_over(output, name, bytes, digests, |stood| keep(output, name, stood).map(|()| true))
}

/// The same; `theirs` is asked what a person changed, and says whether it may be written over.
fn put_over(
    output: &Path,
    name: &str,
    bytes: &[u8],
    digests: &mut Digests,
    theirs: impl FnOnce(&[u8]) -> Result<bool, Refusal>,
) -> Result<bool, Refusal> {
    let path = output.join(name);
    let stands = path.exists();
    if let Ok(stood) = files::read(&path) {
        if stood == bytes {
            return Ok(true);
        }
        let ours = digests.get(name).is_some_and(|digest| *digest == sha256(&stood));
        if !ours && !theirs(&stood)? {
            return Ok(false);
        }
    }
    match put(&path, bytes) {
        Ok(()) => {
            digests.insert(name.to_owned(), sha256(bytes));
            Ok(true)
        }
        // Only a file that is there can be held.
        Err(_) if stands => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// Copies a workbook to 历史/ under the first free number.
pub(super) fn keep(output: &Path, name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let history = output.join(HISTORY);
    create(&history)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "xlsx"));
    let path = |number: u32| history.join(format!("{stem}（第{number}次）.{ending}"));
    let path = path(files::first(|number| !path(*number).exists()));
    fs::write(&path, bytes).map_err(|fault| unwritable(&path, &fault))
}

//! 报告信息 → the look of this report: the profile of 版式, and the items that say how it is signed and printed.

use super::letterhead;
use crate::docx::Letterhead;
use crate::finding::{Finding, Format, Noted, Place, Texts};
use crate::kind::{Deviation, Kind, Profile};
use crate::model::items;
use crate::model::look::{Look, Signing};
use crate::model::settings::Settings;
use crate::text::yes;

/// What 用印方式 may say, with what it means.
const SIGNING: [(&str, Signing); 8] = [
    ("不盖章", Signing::Plain),
    ("不加盖印章", Signing::Plain),
    ("不用印", Signing::Plain),
    ("盖章", Signing::Seal),
    ("加盖印章", Signing::Seal),
    ("用印", Signing::Seal),
    ("签名章", Signing::Stamp),
    ("加盖签名章", Signing::Stamp),
];

/// What an item that can be asked for or not may say.
const WANTED: [(&str, bool); 2] = [(yes::YES, true), (yes::NO, false)];

/// The look that the report is written in, and its name.
pub(super) fn look(
    kind: &Kind,
    settings: &Settings,
    letterhead: Option<&Letterhead<'_>>,
) -> Noted<(Look, String)> {
    let mut chosen = Chosen { settings, findings: Vec::new() };
    let (mut look, mut name, deviations) = chosen.profile(kind);
    match letterhead {
        Some(letterhead) => {
            look = letterhead::look(letterhead, &look).note(&mut chosen.findings);
            name = letterhead::version(letterhead);
        }
        None => chosen.findings.extend(deviations),
    }
    if let Some(by) = chosen.word(items::SIGNING, &SIGNING) {
        look.signature.by = by;
    }
    if let Some(own_page) = chosen.word(items::OWN_PAGE, &WANTED) {
        look.imprint.own_page = own_page;
    }
    // 红头纸 also says where the line on the paper is: 120毫米.
    let millimetres = settings.text(items::PREPRINTED).and_then(|text| {
        let number = text.trim_end_matches(['毫', '米', 'm', ' ']);
        number.parse::<f64>().ok().filter(|length| (50.0..250.0).contains(length))
    });
    look.head.preprinted_rule = millimetres.or(look.head.preprinted_rule);
    match millimetres {
        Some(_) => look.head.preprinted = true,
        None => {
            look.head.preprinted = chosen.word(items::PREPRINTED, &WANTED).unwrap_or(look.head.preprinted)
        }
    }
    Noted { value: (look, name), findings: chosen.findings }
}

/// The id and all other names by which 版式 may choose a look.
fn names(profile: &Profile) -> impl Iterator<Item = (&str, &Profile)> {
    let names = std::iter::once(&profile.id).chain(&profile.names);
    names.map(move |name| (name.as_str(), profile))
}

struct Chosen<'a> {
    settings: &'a Settings,
    findings: Vec<Finding>,
}

impl Chosen<'_> {
    /// The look that 版式 names, the kind's own where it names none, with what sets it apart from the standard.
    fn profile(&mut self, kind: &Kind) -> (Look, String, Vec<Finding>) {
        let all = std::iter::once(&kind.look).chain(&kind.looks);
        let words: Vec<(&str, &Profile)> = all.flat_map(names).collect();
        let profile = self.word(items::LOOK, &words).unwrap_or(&kind.look);
        let deviates = |deviation: &Deviation| {
            let what = Format::Deviates {
                look: profile.names.first().unwrap_or(&profile.id).clone(),
                key: deviation.key.clone(),
                standard: deviation.standard.clone(),
                here: deviation.here.clone(),
            };
            Finding::new(Place::Folder, what)
        };
        let name = profile.names.first().unwrap_or(&profile.id).clone();
        (profile.look.clone(), name, profile.deviations.iter().map(deviates).collect())
    }

    /// What the word of an item means; one that means nothing is said.
    fn word<T: Copy>(&mut self, item: &str, words: &[(&str, T)]) -> Option<T> {
        let line = self.settings.lines(item).first()?;
        let found = words.iter().find(|(word, _)| **word == *line.text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known = words.iter().map(|(word, _)| (*word).to_owned()).collect();
            let what = Texts::UnknownChoice { item: item.to_owned(), text: line.text.to_string(), known };
            let place = line.source.map_or(Place::Folder, |at| Place::Cell(at.cell));
            self.findings.push(Finding::new(place, what));
        }
        found
    }
}

//! An opinion → its identity from run to run: a digest of who said what, never of the row.
//!
//! It is made of table, unit, person and text. The channel is left out of it, so that a blank channel can be
//! filled in later: it only orders those who say the same. Of several with one unit, person and text the first
//! by channel (a blank one last, equal ones as they stand) has the plain digest, the second ordinal 2.

use std::sync::Arc;

use crate::model::entry::Entry;
use crate::model::value::Text;
use crate::text::digest::Fnv;
use crate::text::fold::sentence_key;
use crate::text::numbering::strip_number;
use crate::text::quick::{Quick, place};

/// The fields that an identity is made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// Unit and person who said it, by field; `None` where the table has no such field.
    pub(super) giver: Vec<Option<usize>>,
    /// The way by which it came (座谈会, 问卷).
    pub(super) channel: Option<usize>,
    /// The text of the opinion.
    pub(super) subject: Option<usize>,
}

/// The identities of entries of a table, in their order: sixteen hexadecimal digits, the 64-bit FNV-1a digest.
pub(super) fn of(table: &str, entries: &[&Entry], fields: &Fields) -> Vec<String> {
    let mut digests = plain_ones(table, entries, fields);
    let mut order: Vec<(Fnv, usize)> = digests.iter().copied().zip(0..).collect();
    order.sort_unstable();
    for alike in order.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
        let mut same: Vec<usize> = alike.iter().map(|(_, at)| *at).collect();
        same.sort_by_key(|at| {
            let channel = entries.get(*at).map_or("", |entry| text(entry, fields.channel));
            (channel.is_empty(), channel)
        });
        for (ordinal, at) in same.into_iter().enumerate().skip(1) {
            if let Some(digest) = digests.get_mut(at) {
                *digest = digest.with_part(&(ordinal + 1).to_string());
            }
        }
    }
    digests.into_iter().map(Fnv::hex).collect()
}

/// The digests without ordinals; of many entries another processor does half.
fn plain_ones(table: &str, entries: &[&Entry], fields: &Fields) -> Vec<Fnv> {
    let of = |entries: &[&Entry]| {
        let mut keys = Keys::default();
        entries.iter().map(|entry| plain(table, entry, fields, &mut keys)).collect::<Vec<Fnv>>()
    };
    if entries.len() < MANY {
        return of(entries);
    }
    let (one, other) = entries.split_at(entries.len() / 2);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| of(other));
        let mut digests = of(one);
        digests.extend(second.join().unwrap_or_default());
        digests
    })
}

/// From so many entries on it pays to share the work out.
const MANY: usize = 4096;

fn plain(table: &str, entry: &Entry, fields: &Fields, keys: &mut Keys) -> Fnv {
    let giver = fields.giver.iter().map(|field| (*field, false));
    let parts = giver.chain([(fields.subject, true)]);
    parts.fold(Fnv::default().with_part(table), |digest, (field, numbered)| {
        match field.and_then(|field| entry.text(field)) {
            Some(text) => keys.add_to(digest, text, numbered),
            None => digest.with_part(""),
        }
    })
}

/// Texts as identities compare them, kept for those that several entries share.
#[derive(Default)]
struct Keys(Quick<usize, String>);

impl Keys {
    fn add_to(&mut self, digest: Fnv, text: &Text, numbered: bool) -> Fnv {
        let key = || sentence_key(if numbered { strip_number(text) } else { text });
        if Arc::strong_count(text) == 1 {
            return digest.with_part(&key());
        }
        digest.with_part(self.0.entry(place(text) * 2 + usize::from(numbered)).or_insert_with(key))
    }
}

fn text(entry: &Entry, field: Option<usize>) -> &str {
    field.and_then(|field| entry.text(field)).map_or("", |text| text)
}

//! The identity of an opinion from run to run: a digest of who said what, never of the row.
//!
//! It is made of table, unit, person and text. The channel is left out of it, so that a blank channel can be
//! filled in later: it only orders those who say the same. Of several with one unit, person and text the first
//! by channel (a blank one last, equal ones as they stand) has the plain digest, the second ordinal 2.

use std::collections::HashMap;

use crate::model::entry::Entry;
use crate::normalize::list::strip_number;
use crate::normalize::text::sentence_key;

/// The fields that an identity is made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// Who said it.
    pub(super) giver: Vec<Option<usize>>,
    /// How it came.
    pub(super) channel: Option<usize>,
    /// What was said.
    pub(super) subject: Option<usize>,
}

/// The identities of entries of a table, in their order: sixteen hexadecimal digits, the 64-bit FNV-1a digest.
pub(super) fn of(table: &str, entries: &[&Entry], fields: &Fields) -> Vec<String> {
    let mut digests: Vec<u64> = entries.iter().map(|entry| plain(table, entry, fields)).collect();
    let mut alike: HashMap<u64, Vec<usize>> = HashMap::with_capacity(digests.len());
    for (at, digest) in digests.iter().enumerate() {
        alike.entry(*digest).or_default().push(at);
    }
    for at in 0..digests.len() {
        let of_first = digests.get(at).and_then(|digest| alike.get_mut(digest));
        let Some(same) = of_first.filter(|same| same.len() > 1 && same.first() == Some(&at)) else {
            continue;
        };
        let mut same = std::mem::take(same);
        same.sort_by_key(|at| {
            let channel = entries.get(*at).map_or("", |entry| text(entry, fields.channel));
            (channel.is_empty(), channel)
        });
        for (ordinal, at) in same.into_iter().enumerate().skip(1) {
            if let Some(digest) = digests.get_mut(at) {
                *digest = add(*digest, &(ordinal + 1).to_string());
            }
        }
    }
    digests.into_iter().map(|digest| format!("{digest:016x}")).collect()
}

fn plain(table: &str, entry: &Entry, fields: &Fields) -> u64 {
    let giver = fields.giver.iter().map(|field| text(entry, *field));
    let said = strip_number(text(entry, fields.subject));
    let texts = giver.chain([said]).map(sentence_key);
    texts.fold(add(OFFSET, table), |digest, text| add(digest, &text))
}

fn text(entry: &Entry, field: Option<usize>) -> &str {
    field.and_then(|field| entry.text(field)).map_or("", |text| text)
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Adds a text and an end mark, so that `ab`+`c` differs from `a`+`bc`.
fn add(digest: u64, text: &str) -> u64 {
    let bytes = text.bytes().chain([0xff]);
    bytes.fold(digest, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(PRIME))
}

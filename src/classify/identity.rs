//! The identity of an opinion from run to run: a digest of who said what, never of the row.

use std::collections::HashMap;

use crate::model::entry::Entry;
use crate::normalize::text::sentence_key;

/// Gives identities, and tells apart those who say the same: the second of two equal ones has ordinal 2.
#[derive(Default)]
pub(super) struct Identities {
    seen: HashMap<u64, u32>,
}

impl Identities {
    /// The identity of an entry of a table: sixteen hexadecimal digits, the 64-bit FNV-1a digest of table,
    /// giver (unit, person, channel), text, and the ordinal where there are several.
    pub(super) fn next(
        &mut self,
        table: &str,
        entry: &Entry,
        giver: &[Option<usize>],
        subject: usize,
    ) -> String {
        let fields = giver.iter().copied().chain([Some(subject)]);
        let texts = fields.map(|field| field.and_then(|field| entry.text(field)).map_or("", |text| text));
        let digest = texts.fold(add(OFFSET, table), |digest, text| add(digest, &sentence_key(text)));
        let ordinal = self.seen.entry(digest).or_insert(0);
        *ordinal += 1;
        let digest = if *ordinal > 1 { add(digest, &ordinal.to_string()) } else { digest };
        format!("{digest:016x}")
    }
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Adds a text and an end mark, so that `ab`+`c` differs from `a`+`bc`.
fn add(digest: u64, text: &str) -> u64 {
    let bytes = text.bytes().chain([0xff]);
    bytes.fold(digest, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(PRIME))
}

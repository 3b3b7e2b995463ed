//! Maps that are looked up for every opinion, with a hash that costs a fraction of the standard one.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::model::value::Text;

/// A map with keys that nobody chooses to collide. Its order means nothing and is never told.
pub(crate) type Quick<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// Mixes numbers by multiplying: quick, and good enough for keys that nobody chooses.
#[derive(Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}

/// Where a text stands in memory. Cells that say the same share their text, so that what is made of a text can
/// be made once; two places may still say the same.
pub(crate) fn place(text: &Text) -> usize {
    text.as_ptr() as usize
}

//! Digests that are the same in every run and on every machine, so that they may be kept in files.

use sha2::{Digest, Sha256};

/// The 64-bit FNV-1a digest of bytes that are added one after another: short and quick, and no secret is kept
/// by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// The digest of all bytes so far and these.
    pub fn with(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |digest, byte| digest.byte(*byte))
    }

    /// The digest with a text and an end mark, so that `ab` and `c` differ from `a` and `bc`.
    pub fn with_part(self, text: &str) -> Self {
        self.with(text.as_bytes()).byte(0xff)
    }

    fn byte(self, byte: u8) -> Self {
        Fnv((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// The digest as a number, for maps.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Sixteen hexadecimal digits. A million times over, the standard formatting takes far longer.
    pub fn hex(self) -> String {
        let digit = |place: u32| char::from_digit((self.0 >> (4 * place)) as u32 & 0xf, 16).unwrap_or('0');
        (0..16).rev().map(digit).collect()
    }
}

/// The 64-bit FNV-1a digest of a text.
pub fn fnv(text: &str) -> Fnv {
    Fnv::default().with(text.as_bytes())
}

/// The 32-bit FNV-1a digest of a text, eight hexadecimal digits: for names that have to stay short.
pub fn fnv32(text: &str) -> String {
    let step = |digest: u32, byte: u8| (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    format!("{:08x}", text.bytes().fold(0x811c_9dc5, step))
}

/// The SHA-256 digest of some bytes, 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 digest of several parts, each with its length before it, so that no two lists of parts read the
/// same.
#[derive(Default)]
pub struct Parts(Sha256);

impl Parts {
    /// Adds the length of a part in eight bytes, and the part.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// The first sixteen hexadecimal digits of the digest.
    pub fn short_hex(self) -> String {
        self.0.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The short digest ([`Parts::short_hex`]) of a list of parts.
pub fn of_parts<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut digest = Parts::default();
    parts.into_iter().for_each(|part| digest.add(part));
    digest.short_hex()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

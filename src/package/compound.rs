//! Bytes of a compound file (.xls, .et, .doc, an encrypted .xlsx) → the names and bytes of its streams.
//!
//! The foreign parser follows the chains of a damaged file without end or past the end; so every chain that it
//! will follow is followed here first, with a bound.

use super::open::PackageFault;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const RESERVED: u32 = 0xFFFF_FFFA;
const HEADER: usize = 512;
/// Streams shorter than this lie in the mini stream.
const MINI_CUTOFF: usize = 4096;
const MINI_SECTOR: usize = 64;

/// A compound file whose directory has been read.
pub(crate) struct Compound<'a> {
    /// The bytes behind the header, divided into sectors.
    sectors: &'a [u8],
    size: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
    /// The entries before and after it in the storage that it lies in, and one inside it, by their places.
    links: [u32; 3],
}

impl<'a> Compound<'a> {
    /// Reads the tables of sectors and the directory. Errs when the bytes do not fit together.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PackageFault> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(PackageFault::Damaged),
        };
        let mut file = Compound {
            sectors: bytes.get(size.max(HEADER)..).ok_or(PackageFault::Damaged)?,
            size,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.fat = file.read_fat(bytes)?;
        let directory = file.chain(u32_at(bytes, 48)?, usize::MAX)?;
        let entries: Vec<Entry> = directory
            .chunks_exact(128)
            .map(|entry| Entry::read(entry, size))
            .collect::<Option<_>>()
            .ok_or(PackageFault::Damaged)?;
        let root = entries.first().ok_or(PackageFault::Damaged)?;
        let (start, length) = (root.start, root.length);
        file.entries = at_the_top(entries);
        let mini_sectors = u32_at(bytes, 64)? as usize;
        if mini_sectors > 0 {
            file.mini_stream = file.chain(start, length)?;
            let mini_fat = file.chain(u32_at(bytes, 60)?, mini_sectors.saturating_mul(size))?;
            file.mini_fat = words(&mini_fat);
        }
        Ok(file)
    }

    /// Whether there is a stream or storage of this name at the top: those of embedded objects lie deeper.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream at the top.
    pub(crate) fn stream(&self, name: &str) -> Result<Vec<u8>, PackageFault> {
        let entry = self.entry(name).ok_or(PackageFault::Damaged)?;
        let stream = match entry.length < MINI_CUTOFF {
            true => follow(&self.mini_stream, MINI_SECTOR, &self.mini_fat, entry.start, entry.length)?,
            false => self.chain(entry.start, entry.length)?,
        };
        if stream.len() < entry.length {
            return Err(PackageFault::Damaged);
        }
        Ok(stream)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn read_fat(&self, bytes: &[u8]) -> Result<Vec<u32>, PackageFault> {
        let mut places = words(bytes.get(76..HEADER).ok_or(PackageFault::Damaged)?);
        let mut next = u32_at(bytes, 68)?;
        let mut steps = 0;
        while next < RESERVED {
            steps += 1;
            let sector = self.whole_sector(next)?;
            if steps > self.sectors.len() / self.size {
                return Err(PackageFault::Damaged);
            }
            places.extend(words(sector));
            next = places.pop().ok_or(PackageFault::Damaged)?;
        }
        let mut fat = Vec::new();
        for place in places.into_iter().filter(|place| *place < RESERVED) {
            fat.extend(words(self.whole_sector(place)?));
            // A table longer than the file has sectors names the same sectors again.
            if fat.len() > self.sectors.len() + self.size {
                return Err(PackageFault::Damaged);
            }
        }
        Ok(fat)
    }

    fn whole_sector(&self, id: u32) -> Result<&[u8], PackageFault> {
        let start = (id as usize).checked_mul(self.size).ok_or(PackageFault::Damaged)?;
        self.sectors.get(start..start + self.size).ok_or(PackageFault::Damaged)
    }

    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, PackageFault> {
        follow(self.sectors, self.size, &self.fat, start, length)
    }
}

impl Entry {
    fn read(bytes: &[u8], sector: usize) -> Option<Self> {
        let name: Vec<u16> = words16(bytes.get(..64)?).take_while(|unit| *unit != 0).collect();
        let low = u32_at(bytes, 120).ok()?;
        let high = if sector > 512 { u32_at(bytes, 124).ok()? } else { 0 };
        Some(Entry {
            name: String::from_utf16_lossy(&name),
            start: u32_at(bytes, 116).ok()?,
            length: usize::try_from(u64::from(high) << 32 | u64::from(low)).ok()?,
            links: [u32_at(bytes, 68).ok()?, u32_at(bytes, 72).ok()?, u32_at(bytes, 76).ok()?],
        })
    }
}

/// The entries that lie in the root itself: those of its tree, whatever shape the tree has.
fn at_the_top(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut at_top = vec![false; entries.len()];
    let mut open: Vec<u32> = entries.first().map(|root| root.links[2]).into_iter().collect();
    while let Some(place) = open.pop() {
        let place = place as usize;
        if let (Some(entry), Some(known)) = (entries.get(place), at_top.get_mut(place))
            && !std::mem::replace(known, true)
        {
            open.extend(&entry.links[..2]);
        }
    }
    let mut at_top = at_top.into_iter();
    entries.retain(|_| at_top.next() == Some(true));
    entries
}

/// Follows a chain of sectors up to `length` bytes; it may come to no sector twice. The last sector of a file may be cut short.
fn follow(
    data: &[u8],
    size: usize,
    table: &[u32],
    start: u32,
    length: usize,
) -> Result<Vec<u8>, PackageFault> {
    let mut seen = vec![false; data.len() / size + 1];
    let mut bytes = Vec::new();
    let mut sector = start;
    while sector != END_OF_CHAIN {
        let seen = seen.get_mut(sector as usize).ok_or(PackageFault::Damaged)?;
        if std::mem::replace(seen, true) {
            return Err(PackageFault::Damaged);
        }
        let at = sector as usize * size;
        let piece = data.get(at..data.len().min(at + size)).ok_or(PackageFault::Damaged)?;
        let wanted = piece.len().min(length - bytes.len());
        bytes.extend_from_slice(piece.get(..wanted).ok_or(PackageFault::Damaged)?);
        if bytes.len() >= length {
            break;
        }
        sector = *table.get(sector as usize).ok_or(PackageFault::Damaged)?;
    }
    Ok(bytes)
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let chunks = bytes.as_chunks::<4>().0;
    chunks.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect()
}

fn words16(bytes: &[u8]) -> impl Iterator<Item = u16> {
    bytes.as_chunks::<2>().0.iter().map(|chunk| u16::from_le_bytes(*chunk))
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, PackageFault> {
    let chunk = bytes.get(at..).and_then(<[u8]>::first_chunk);
    chunk.map(|chunk| u16::from_le_bytes(*chunk)).ok_or(PackageFault::Damaged)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, PackageFault> {
    let chunk = bytes.get(at..).and_then(<[u8]>::first_chunk);
    chunk.map(|chunk| u32::from_le_bytes(*chunk)).ok_or(PackageFault::Damaged)
}

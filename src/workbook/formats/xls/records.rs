//! The Workbook stream of an .xls → its records, one after the other, each within the stream.

/// A record that goes on where the one before ended.
const CONTINUE: u16 = 0x003C;

/// Records whose text may go on in others: SST, String, Label, RString.
const LONG: [u16; 4] = [0x00FC, 0x0207, 0x0204, 0x00D6];

/// One record of the stream, with those that go on with it.
pub(super) struct Record<'a> {
    /// The number of its type (MS-XLS, 2.3).
    pub kind: u16,
    /// The bytes behind its type and length.
    pub data: &'a [u8],
    /// The bytes of the CONTINUE records behind it, in order.
    pub more: Vec<&'a [u8]>,
}

/// The records from a place on up to the end mark that belongs to it; nested charts are skipped.
pub(super) struct Records<'a> {
    rest: &'a [u8],
    depth: usize,
    /// Whether the end mark was met, so that nothing is missing.
    pub ended: bool,
}

impl<'a> Records<'a> {
    /// From a place of the stream on; none when it has no such place.
    pub(super) fn from(stream: &'a [u8], start: usize) -> Option<Self> {
        Some(Records { rest: stream.get(start..)?, depth: 0, ended: false })
    }

    /// Takes one record off; none when the bytes are not enough for one.
    fn take(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.rest, 0)?;
        let end = usize::from(u16_at(self.rest, 2)?) + 4;
        let data = self.rest.get(4..end)?;
        self.rest = self.rest.get(end..)?;
        Some((kind, data))
    }

    fn continued(&mut self) -> Vec<&'a [u8]> {
        let mut more = Vec::new();
        while u16_at(self.rest, 0) == Some(CONTINUE) {
            let Some((_, data)) = self.take() else { break };
            more.push(data);
        }
        more
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        loop {
            let (kind, data) = self.take()?;
            match kind {
                0x0809 => self.depth += 1,
                0x000A if self.depth <= 1 => {
                    self.ended = true;
                    return None;
                }
                0x000A => self.depth -= 1,
                _ if self.depth <= 1 => {
                    let more = if LONG.contains(&kind) { self.continued() } else { Vec::new() };
                    return Some(Record { kind, data, more });
                }
                _ => (),
            }
        }
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let chunk = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*chunk))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let chunk = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*chunk))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    let chunk = bytes.get(at..)?.first_chunk()?;
    Some(f64::from_le_bytes(*chunk))
}

//! A package of somebody else's → the same package with a few parts changed, all the others copied as they lie.

use std::collections::BTreeMap;

use super::open::{Limits, Package, PackageFault};
use super::pieces::Piece;
use super::zipped::Zipped;

/// What a text document may hold at most: far more than any report, far less than fills a memory.
pub(crate) const DOCUMENT_LIMITS: Limits = Limits {
    entries: 10_000,
    entry: 256 << 20,
    total: 1 << 30,
    ratio: 1_000,
    ratio_from: 32 << 20,
    ratio_of: &[".xml", ".rels"],
    links: 20_000,
    run: 64 << 20,
};

/// A package while some of its parts are changed; nothing is written before [`Store::zip`].
pub(crate) struct Store<'a> {
    package: Package<'a>,
    /// New bytes of entries that are there, by their place in the archive.
    changed: BTreeMap<usize, Vec<u8>>,
    /// New content of entries that are there, in deflated pieces, by their place in the archive.
    pieces: BTreeMap<usize, Vec<Piece>>,
    /// Entries that are not there yet, in the order of their coming.
    added: Vec<(String, Vec<u8>)>,
    /// Entries that the new package does not have, by their place in the archive.
    removed: Vec<usize>,
    /// What the archive says of itself behind its directory; every program that saves the package anew drops it.
    remark: &'static [u8],
}

impl<'a> Store<'a> {
    /// Opens a package: reads its directory only.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PackageFault> {
        let package = Package::open(bytes, DOCUMENT_LIMITS)?;
        let (changed, pieces) = (BTreeMap::new(), BTreeMap::new());
        Ok(Store { package, changed, pieces, added: Vec::new(), removed: Vec::new(), remark: &[] })
    }

    /// The names of the parts that are there now, in no particular order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let kept = self.package.names().iter().enumerate();
        let kept = kept.filter(|(index, _)| !self.removed.contains(index)).map(|(_, name)| name.as_str());
        kept.chain(self.added.iter().map(|(name, _)| name.as_str()))
    }

    /// Whether there is a part of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.place(name).is_some() || self.added(name).is_some()
    }

    /// The unpacked bytes of a part as it is now. Errs when there is none of that name.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, PackageFault> {
        if let Some(index) = self.added(name) {
            return Ok(self.added.get(index).map(|(_, bytes)| bytes.clone()).unwrap_or_default());
        }
        let index = self.place(name).ok_or(PackageFault::Missing)?;
        match self.changed.get(&index) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.package.read(name, DOCUMENT_LIMITS.entry),
        }
    }

    /// The characters of a part of XML, without a byte order mark.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, PackageFault> {
        decoded(self.bytes(name)?).ok_or(PackageFault::Damaged)
    }

    /// Gives a part other bytes, or adds it.
    pub(crate) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        if let Some(index) = self.place(name) {
            self.changed.insert(index, bytes);
            return;
        }
        match self.added(name).and_then(|index| self.added.get_mut(index)) {
            Some((_, before)) => *before = bytes,
            None => self.added.push((name.to_owned(), bytes)),
        }
    }

    /// Gives a part that is there other bytes, in pieces.
    pub(crate) fn put_pieces(&mut self, name: &str, pieces: Vec<Piece>) -> Result<(), PackageFault> {
        self.pieces.insert(self.place(name).ok_or(PackageFault::Missing)?, pieces);
        Ok(())
    }

    /// Takes a part away; what names it elsewhere stays.
    pub(crate) fn remove(&mut self, name: &str) {
        self.removed.extend(self.place(name));
        self.added.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    /// Gives the archive a remark that stays in it until another program saves it.
    pub(crate) fn remark(&mut self, remark: &'static [u8]) {
        self.remark = remark;
    }

    /// A name that no part has: `word/comments.xml`, else `word/comments2.xml` …
    pub(crate) fn free_name(&self, stem: &str, extension: &str) -> String {
        let numbered = (2..).map(|number: u32| format!("{stem}{number}.{extension}"));
        let mut names = [format!("{stem}.{extension}")].into_iter().chain(numbered);
        names.find(|name| !self.has(name)).unwrap_or_default()
    }

    /// The package: changed parts in their old places, new ones at the end, everything else copied unopened.
    pub(crate) fn zip(self) -> Result<Vec<u8>, PackageFault> {
        let Store { package, changed, pieces, added, removed, remark } = self;
        let mut source = package.into_archive();
        let mut archive = Zipped::new(remark)?;
        for index in 0..source.len() {
            let entry = source.by_index_raw(index)?;
            if removed.contains(&index) {
                continue;
            }
            match (changed.get(&index), pieces.get(&index)) {
                (_, Some(pieces)) => archive.put_pieces(&entry.name()?, pieces)?,
                (Some(bytes), None) => archive.put(&entry.name()?, bytes, None)?,
                (None, None) => archive.copy(entry)?,
            }
        }
        for (name, bytes) in &added {
            archive.put(name, bytes, None)?;
        }
        archive.finish()
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.package.find(name).filter(|index| !self.removed.contains(index))
    }

    fn added(&self, name: &str) -> Option<usize> {
        self.added.iter().position(|(known, _)| known.eq_ignore_ascii_case(name.trim_start_matches('/')))
    }
}

/// The characters of a part in UTF-8 or UTF-16. What was UTF-16 is written as UTF-8 later, and says so.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = bytes.get(2..)?.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        let text = String::from_utf16(&units.collect::<Vec<_>>()).ok()?;
        let (head, rest) = text.split_at_checked(text.find("?>")?)?;
        Some(head.replace("UTF-16", "UTF-8").replace("utf-16", "UTF-8") + rest)
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => wide(u16::from_le_bytes),
        Some([0xfe, 0xff]) => wide(u16::from_be_bytes),
        _ => {
            let text = String::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
        }
    }
}

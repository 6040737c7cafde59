//! The file within a file (MS-CFB) that Outlook saves a message in: folders
//! and streams by name, within bounds.

use std::io::{self, Read, Seek, SeekFrom};

use cfb::CompoundFile;

/// How such a file begins.
pub(super) const START: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Streams beyond this many are left unread. In a file made to be slow each
/// of them can be as long to find as the whole file is to read.
const MOST_STREAMS: usize = 2048;
/// At most this many bytes are read from all streams together: what a bounce
/// says is less, and attached files are not looked at.
const MOST_BYTES: usize = 8 << 20;

/// The bytes of a file, with zeros behind them up to where its own table of
/// sectors says that it ends: some programs leave out the rest of the last
/// sectors, and copies get cut off.
struct Padded<'b> {
    bytes: &'b [u8],
    length: u64,
    at: u64,
}

impl<'b> Padded<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        let number = |at: usize| {
            let bytes = bytes.get(at..at + 4)?;
            Some(u64::from(u32::from_le_bytes(bytes.try_into().ok()?)))
        };
        // Version 3 has sectors of 512 bytes, version 4 of 4096 (MS-CFB,
        // section 2.2); each sector of the table has four bytes for a sector.
        let sector = if bytes.get(26) == Some(&4) { 4096 } else { 512 };
        let sectors = number(44).unwrap_or(0).saturating_mul(sector / 4);
        let told = sectors.saturating_add(1).saturating_mul(sector);
        let own = bytes.len() as u64;
        // No more than a table that is right can say of a file cut in half.
        let length = told.clamp(own, own.saturating_mul(2).saturating_add(sector * sector / 4));
        Self { bytes, length, at: 0 }
    }
}

impl Read for Padded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(rest);
        let at = usize::try_from(self.at).unwrap_or(usize::MAX);
        let there = self.bytes.get(at..).unwrap_or_default();
        let there = there.get(..wanted.min(there.len())).unwrap_or_default();
        if let Some(head) = buffer.get_mut(..there.len()) {
            head.copy_from_slice(there);
        }
        if let Some(tail) = buffer.get_mut(there.len()..wanted) {
            tail.fill(0);
        }
        self.at += wanted as u64;
        Ok(wanted)
    }
}

impl Seek for Padded<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// An open compound file.
pub(super) struct Compound<'b> {
    file: CompoundFile<Padded<'b>>,
    streams: usize,
    room: usize,
    /// Whether something was left unread because there was too much.
    pub(super) cut: bool,
}

impl<'b> Compound<'b> {
    /// Opens a file; nothing where it is none, or damaged.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        bytes.starts_with(&START).then_some(())?;
        let file = CompoundFile::open(Padded::new(bytes)).ok()?;
        Some(Self { file, streams: MOST_STREAMS, room: MOST_BYTES, cut: false })
    }

    /// The bytes of a stream; nothing where there is no such stream, or
    /// enough was read already.
    pub(super) fn stream(&mut self, folder: &str, name: &str) -> Option<Vec<u8>> {
        let path = format!("{folder}/{name}");
        if !self.file.is_stream(&path) {
            return None;
        }
        if self.streams == 0 || self.room == 0 {
            self.cut = true;
            return None;
        }
        self.streams -= 1;
        let stream = self.file.open_stream(&path).ok()?;
        self.cut |= stream.len() > self.room as u64;
        let mut bytes = Vec::new();
        // What could be read of a damaged stream is kept.
        let _ = stream.take(self.room as u64).read_to_end(&mut bytes);
        self.room -= bytes.len();
        Some(bytes)
    }

    /// Whether there is such a folder.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.file.is_storage(path) && !self.file.is_stream(path)
    }

    /// The paths of the folders inside a folder, sorted by name; at most
    /// `most` of each kind.
    pub(super) fn folders<const N: usize>(
        &mut self,
        folder: &str,
        kinds: [&str; N],
        most: usize,
    ) -> [Vec<String>; N] {
        let mut found = [const { Vec::new() }; N];
        let path = if folder.is_empty() { "/" } else { folder };
        let Ok(entries) = self.file.read_storage(path) else { return found };
        for entry in entries.filter(cfb::Entry::is_storage) {
            let kind = kinds.iter().position(|kind| entry.name().starts_with(kind));
            let Some(list) = kind.and_then(|kind| found.get_mut(kind)) else { continue };
            if list.len() < most {
                list.push(format!("{folder}/{}", entry.name()));
            } else {
                self.cut = true;
            }
        }
        for list in &mut found {
            list.sort();
        }
        found
    }
}

//! The file within a file (MS-CFB) that Outlook saves a message in: folders
//! and streams by name, within bounds.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

/// How such a file begins.
pub(super) const START: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Streams beyond this many are left unread. In a file made to be slow each
/// of them can be as long to find as the whole file is to read.
const MOST_STREAMS: usize = 2048;
/// At most this many bytes are read from all streams together: what a bounce
/// says is less, and attached files are not looked at.
const MOST_BYTES: usize = 8 << 20;

/// An open compound file.
pub(super) struct Compound<'b> {
    file: CompoundFile<Cursor<&'b [u8]>>,
    streams: usize,
    room: usize,
    /// Whether something was left unread because there was too much.
    pub(super) cut: bool,
}

impl<'b> Compound<'b> {
    /// Opens a file; nothing where it is none, or damaged.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        bytes.starts_with(&START).then_some(())?;
        let file = CompoundFile::open(Cursor::new(bytes)).ok()?;
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

//! Any bytes are read as the streams of a message that Outlook saved, and as
//! what damages such a file.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use smtp_doctor::evidence::{Forms, read};

/// Where the pieces of the input go.
const STREAMS: &[&str] = &[
    "/__substg1.0_001A001F",
    "/__properties_version1.0",
    "/__recip_version1.0_#00000000/__properties_version1.0",
    "/__recip_version1.0_#00000000/__substg1.0_0C1B001E",
    "/__recip_version1.0_#00000000/__substg1.0_3003001F",
    "/__substg1.0_007D001E",
    "/__substg1.0_1000001E",
    "/__substg1.0_10130102",
    "/__attach_version1.0_#00000000/__properties_version1.0",
    "/__attach_version1.0_#00000000/__substg1.0_370E001E",
    "/__attach_version1.0_#00000000/__substg1.0_37010102",
    "/__attach_version1.0_#00000001/__properties_version1.0",
    "/__attach_version1.0_#00000001/__substg1.0_3701000D/__properties_version1.0",
    "/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001F",
];

/// A file with the pieces of the input as its streams.
fn file(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    for folder in [
        "/__recip_version1.0_#00000000",
        "/__attach_version1.0_#00000000",
        "/__attach_version1.0_#00000001",
        "/__attach_version1.0_#00000001/__substg1.0_3701000D",
    ] {
        file.create_storage(folder)?;
    }
    let pieces = bytes.split(|byte| *byte == 0xff).chain(std::iter::repeat(&[][..]));
    for (stream, piece) in STREAMS.iter().zip(pieces) {
        // An empty class is a report, so that recipients are looked at.
        let class: Vec<u8> = "REPORT.IPM.Note.NDR".bytes().flat_map(|b| [b, 0]).collect();
        let is_class = stream.ends_with("001A001F") && piece.is_empty();
        file.create_stream(stream)?.write_all(if is_class { &class } else { piece })?;
    }
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    let Some((changes, streams)) = bytes.split_first() else { return };
    let changes = usize::from(*changes % 16) * 3;
    let (changes, streams) = streams.split_at(changes.min(streams.len()));
    let Ok(mut file) = file(streams) else { return };
    for change in changes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % file.len();
        file[at] = change[2];
    }
    read(&file, Forms::builtin());
});

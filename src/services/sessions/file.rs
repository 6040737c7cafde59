//! One file: written whole beside the old one, flushed to the disk, and put in
//! its place; read with its version first.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::fault::{Doing, Fault};
use crate::guide::RECORD_VERSION;

/// The most bytes of a file that are read.
const MOST_BYTES: u64 = 16 << 20;

/// How files begin that are not finished; a kill can leave one behind.
const UNFINISHED: &str = ".saving-";

/// The age from which an unfinished file is nobody's.
const STALE: Duration = Duration::from_hours(1);

/// Makes the folder, for nobody else to look into.
pub(super) fn prepare(folder: &Path) -> Result<(), Fault> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|why| Fault::io(Doing::Save, folder, why))
}

/// Keeps other programs from saving at the same moment, until it is dropped.
/// Where the file system knows no locks, the compared revision has to do.
pub(super) fn lock(folder: &Path) -> Option<File> {
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(folder.join(".lock")).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// Writes a session. The old file stays until the new one is on the disk.
/// Temporary files are for their owner only (0600), and so is what they
/// become.
pub(super) fn write(folder: &Path, path: &Path, content: &impl Serialize) -> Result<(), Fault> {
    let attempt = || -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(content).map_err(io::Error::other)?;
        text.push(b'\n');
        let mut file = NamedTempFile::with_prefix_in(UNFINISHED, folder)?;
        file.write_all(&text)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|fault| fault.error)?;
        // The new name has to be on the disk too; not every system can.
        #[cfg(unix)]
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    };
    // The name of the unfinished file says nothing to anybody.
    attempt().map_err(|why| Fault::io(Doing::Save, path, io::Error::from(why.kind())))
}

#[derive(Deserialize)]
struct Versioned {
    version: u64,
}

/// Reads a session, or the part of it that a type asks for.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Fault> {
    let io = |why| Fault::io(Doing::Read, path, why);
    let mut bytes = Vec::new();
    File::open(path).map_err(io)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Fault::too_big(path));
    }
    let unreadable = |why: serde_json::Error| Fault::unreadable(path, &why);
    let Versioned { version } = serde_json::from_slice(&bytes).map_err(unreadable)?;
    if version > u64::from(RECORD_VERSION) {
        return Err(Fault::newer(path, version, RECORD_VERSION));
    }
    serde_json::from_slice(&bytes).map_err(unreadable)
}

/// Removes what a kill left behind.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_unfinished = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let age = entry.metadata().and_then(|meta| meta.modified());
        let is_stale = age
            .is_ok_and(|time| SystemTime::now().duration_since(time).is_ok_and(|age| age > STALE));
        if is_unfinished && is_stale {
            let _ = fs::remove_file(entry.path());
        }
    }
}

//! What can go wrong with a kept session, in words that say what to do next.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::Clean;

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Saving.
    Save,
    /// Reading.
    Read,
    /// Deleting.
    Delete,
}

/// A fault of the store.
#[derive(Debug)]
pub struct Fault {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Io(Doing, PathBuf, io::Error),
    Newer(PathBuf, u64, u32),
    Unreadable(PathBuf, String),
    TooBig(PathBuf),
    NoPlace,
    Unknown(String),
    Ambiguous(String, Vec<String>),
}

impl Fault {
    pub(super) fn io(doing: Doing, path: &Path, why: io::Error) -> Self {
        Self { kind: Kind::Io(doing, path.to_owned(), why) }
    }

    pub(super) fn newer(path: &Path, version: u64, known: u32) -> Self {
        Self { kind: Kind::Newer(path.to_owned(), version, known) }
    }

    pub(super) fn unreadable(path: &Path, why: &impl ToString) -> Self {
        Self { kind: Kind::Unreadable(path.to_owned(), why.to_string()) }
    }

    pub(super) fn too_big(path: &Path) -> Self {
        Self { kind: Kind::TooBig(path.to_owned()) }
    }

    pub(super) fn unknown(meant: &str) -> Self {
        Self { kind: Kind::Unknown(meant.to_owned()) }
    }

    pub(super) fn ambiguous(meant: &str, found: &[String]) -> Self {
        Self { kind: Kind::Ambiguous(meant.to_owned(), found.to_vec()) }
    }

    /// There is no place for sessions on this machine.
    pub fn no_place() -> Self {
        Self { kind: Kind::NoPlace }
    }

    /// Where and why, without what to do.
    pub(super) fn reason(&self) -> String {
        match &self.kind {
            Kind::Io(_, path, why) => {
                format!("{}: {why}", Clean::line(&path.display().to_string()))
            }
            _ => self.to_string(),
        }
    }

    /// Why, in a few words of less than 30 cells.
    pub(super) fn brief(&self) -> &'static str {
        match &self.kind {
            Kind::Io(_, _, why) => match why.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge => "the disk is full",
                io::ErrorKind::QuotaExceeded => "your quota is used up",
                io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
                io::ErrorKind::PermissionDenied => "no permission there",
                _ => "the folder takes nothing",
            },
            Kind::NoPlace => "there is no home folder",
            _ => "it cannot be read back",
        }
    }

    /// Whether the file or folder is simply not there.
    pub fn is_missing(&self) -> bool {
        match &self.kind {
            Kind::Io(_, _, why) => why.kind() == io::ErrorKind::NotFound,
            Kind::Unknown(_) => true,
            _ => false,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |path: &Path| Clean::line(&path.display().to_string()).into_string();
        match &self.kind {
            Kind::Io(Doing::Save, path, why) => write!(
                f,
                "NOT SAVED: {}: {why}; the session goes on, but is lost when it ends: make room \
                 or set SMTP_DOCTOR_STATE to a folder that can be written to",
                shown(path)
            ),
            Kind::Io(Doing::Read, path, why) => {
                write!(
                    f,
                    "{}: cannot be read: {why}; check the path and its permissions",
                    shown(path)
                )
            }
            Kind::Io(Doing::Delete, path, why) => {
                write!(f, "{}: cannot be deleted: {why}; check its permissions", shown(path))
            }
            Kind::Newer(path, version, known) => write!(
                f,
                "{}: was saved by a newer version of the program (form {version}, this one knows \
                 {known}); it was left as it is: open it with that version",
                shown(path)
            ),
            Kind::Unreadable(path, why) => write!(
                f,
                "{}: is no session of this program: {}; it was left as it is",
                shown(path),
                Clean::line(why)
            ),
            Kind::TooBig(path) => {
                write!(f, "{}: is too big for a session; it was left as it is", shown(path))
            }
            Kind::NoPlace => f.write_str(
                "there is no home folder to keep sessions in; set SMTP_DOCTOR_STATE to a folder",
            ),
            Kind::Unknown(meant) => write!(
                f,
                "there is no session `{}`; `smtp-doctor sessions` lists them",
                Clean::line(meant)
            ),
            Kind::Ambiguous(meant, found) => {
                write!(f, "`{}` means several: {}", Clean::line(meant), found.join(", "))
            }
        }
    }
}

impl std::error::Error for Fault {}

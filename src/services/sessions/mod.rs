//! Sessions on disk: a file each, readable text, in the platform's folder for
//! state. A file is written whole beside the old one and put in its place, so
//! that a kill at any moment leaves one of the two.

mod complaint;
mod fault;
mod file;
mod keeper;
mod saver;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Deserialize;

pub use complaint::Complaint;
pub use fault::{Doing, Fault};
pub use keeper::Keeper;
pub use saver::{Order, Report, Saver, wait_for_saves};

use super::config::Configuration;
use super::paths;
use crate::guide::{Record, Session, Summary};

/// The longest name that a person may give a session, in characters.
const LONGEST_TITLE: usize = 80;

/// The most sessions that are looked through, the newest by their names; more
/// than anybody reads in a year.
const MOST_LISTED: usize = 20_000;

/// So many of the newest sessions are looked at for one that is not over.
const MOST_TRIED: usize = 20;

/// The folder of the sessions.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// A session in a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub summary: Summary,
}

/// What saving did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was saved.
    Here,
    /// Somebody else had gone on with the same session meanwhile: theirs was
    /// left as it is, and this one was saved beside it.
    Beside {
        /// The id of theirs.
        theirs: String,
    },
}

impl Store {
    /// The folder that the settings name (`sessions`, `$SMTP_DOCTOR_STATE`),
    /// or `smtp-doctor/sessions` in the platform's folder for state
    /// (`$XDG_STATE_HOME`, by default `~/.local/state`). `None` where there is
    /// no home at all. Touches nothing.
    pub fn configured(settings: &Configuration) -> Option<Self> {
        if let Some(folder) = settings.sessions() {
            return Some(Self::in_folder(folder));
        }
        Some(Self::in_folder(paths::state()?.path.join("sessions")))
    }

    /// A store in a folder, which need not be there yet.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether anything was ever saved: one look at the folder.
    pub fn exists(&self) -> bool {
        self.folder.is_dir()
    }

    /// Saves a session for the first time and gives its record.
    pub fn create(&self, session: &Session<'_>, now: Timestamp) -> Result<Record, Fault> {
        file::prepare(&self.folder)?;
        let _lock = file::lock(&self.folder);
        let mut record = Record::new(self.free_id(now), session, now);
        self.write(&mut record)?;
        Ok(record)
    }

    /// Saves what was done since. The record is that of the session as it was
    /// saved last, and becomes that of the session as it is now.
    pub fn save(
        &self,
        record: &mut Record,
        session: &Session<'_>,
        now: Timestamp,
    ) -> Result<Saved, Fault> {
        file::prepare(&self.folder)?;
        let _lock = file::lock(&self.folder);
        let mut next = record.follow(session, now);
        let there = self.load(&record.id);
        let saved = match there {
            Ok(there) if there.revision == record.revision => {
                next.summary.title = there.summary.title;
                Saved::Here
            }
            // It was deleted: what is worked on here is kept all the same.
            Err(fault) if fault.is_missing() => Saved::Here,
            _ => {
                let theirs = std::mem::replace(&mut next.id, self.free_id(now));
                Saved::Beside { theirs }
            }
        };
        self.write(&mut next)?;
        *record = next;
        Ok(saved)
    }

    /// Reads a session by its id.
    pub fn load(&self, id: &str) -> Result<Record, Fault> {
        file::read(&self.path(id))
    }

    /// All sessions, the one that changed last first, and those that cannot be
    /// read. An absent folder is no fault.
    pub fn list(&self) -> (Vec<Listed>, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut listed = Vec::new();
        for id in self.ids(&mut faults) {
            match file::read::<Listed>(&self.path(&id)) {
                Ok(mut one) => {
                    // The name of the file is what everything else goes by.
                    one.id = id;
                    listed.push(one);
                }
                Err(fault) => faults.push(fault),
            }
        }
        listed.sort_by(|a, b| b.summary.changed.cmp(&a.summary.changed).then(b.id.cmp(&a.id)));
        (listed, faults)
    }

    /// The session that changed last and is not over, by the times of the
    /// files: none but the newest few are read.
    pub fn last_open(&self) -> Option<Listed> {
        let changed = |id: &String| fs::metadata(self.path(id)).and_then(|file| file.modified());
        let mut ids = self.ids(&mut Vec::new());
        ids.sort_by_cached_key(|id| std::cmp::Reverse(changed(id).ok()));
        let read =
            |id: String| Some(Listed { id: id.clone(), ..file::read(&self.path(&id)).ok()? });
        ids.into_iter().take(MOST_TRIED).filter_map(read).find(|one| !one.summary.is_closed())
    }

    /// The id of the one session that is meant: by its id, the beginning of
    /// its id, its name or its ticket; `last` is the one that changed last.
    pub fn find(&self, meant: &str) -> Result<String, Fault> {
        let ids = self.ids(&mut Vec::new());
        if ids.iter().any(|id| id == meant) {
            return Ok(meant.to_owned());
        }
        let (listed, _) = self.list();
        if meant == "last"
            && let Some(last) = listed.first()
        {
            return Ok(last.id.clone());
        }
        let is_named = |one: &&Listed| {
            let names = [one.summary.title.as_deref(), one.summary.ticket.as_deref()];
            names.into_iter().flatten().any(|name| name.eq_ignore_ascii_case(meant))
        };
        let mut found: Vec<String> =
            listed.iter().filter(is_named).map(|one| one.id.clone()).collect();
        if found.is_empty() && !meant.is_empty() {
            found = ids.into_iter().filter(|id| id.starts_with(meant)).collect();
        }
        match found.as_slice() {
            [id] => Ok(id.clone()),
            [] => Err(Fault::unknown(meant)),
            _ => Err(Fault::ambiguous(meant, &found)),
        }
    }

    /// Gives a session a name, or takes it away.
    pub fn rename(&self, id: &str, title: &str) -> Result<(), Fault> {
        let _lock = file::lock(&self.folder);
        let mut record = self.load(id)?;
        let title: String = title.trim().chars().take(LONGEST_TITLE).collect();
        record.summary.title = Some(title).filter(|title| !title.is_empty());
        file::write(&self.folder, &self.path(id), &record)
    }

    /// Deletes a session.
    pub fn delete(&self, id: &str) -> Result<(), Fault> {
        let path = self.path(id);
        fs::remove_file(&path).map_err(|why| Fault::io(Doing::Delete, &path, why))
    }

    /// Deletes what nobody has changed since a moment, and what a kill left
    /// behind; gives the ids. What cannot be read, or waits for a later
    /// moment, stays.
    pub fn prune(&self, before: Timestamp, now: Timestamp) -> (Vec<String>, Vec<Fault>) {
        let (listed, mut faults) = self.list();
        let mut deleted = Vec::new();
        for one in listed {
            let is_awaited = one.summary.until.is_some_and(|until| until > now);
            if one.summary.changed >= before || is_awaited {
                continue;
            }
            match self.delete(&one.id) {
                Ok(()) => deleted.push(one.id),
                Err(fault) => faults.push(fault),
            }
        }
        file::sweep(&self.folder);
        (deleted, faults)
    }

    fn path(&self, id: &str) -> PathBuf {
        // What was typed names a file here and nowhere else.
        let safe: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        self.folder.join(format!("{safe}.json"))
    }

    fn write(&self, record: &mut Record) -> Result<(), Fault> {
        record.revision += 1;
        let written = file::write(&self.folder, &self.path(&record.id), record);
        if written.is_err() {
            record.revision -= 1;
        }
        written
    }

    /// An id that nothing has yet: the moment, and a number where two begin in
    /// the same second.
    fn free_id(&self, now: Timestamp) -> String {
        let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
        let first = std::iter::once(stamp.clone());
        let next = (2..).map(|number: u32| format!("{stamp}-{number}"));
        first.chain(next).find(|id| !self.path(id).exists()).unwrap_or(stamp)
    }

    /// The ids of all sessions, by their files.
    fn ids(&self, faults: &mut Vec<Fault>) -> Vec<String> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(why) => {
                let fault = Fault::io(Doing::Read, &self.folder, why);
                if !fault.is_missing() {
                    faults.push(fault);
                }
                return Vec::new();
            }
        };
        let mut ids: Vec<String> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension() == Some(OsStr::new("json")))
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .filter(|id| !id.starts_with('.'))
            .collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        ids.truncate(MOST_LISTED);
        ids
    }
}

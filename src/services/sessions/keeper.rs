//! Keeps one session while it goes on: saved after everything that is done in
//! it, and what went wrong is said in words.

use jiff::Timestamp;

use super::{Complaint, Fault, Listed, Saved, Store};
use crate::guide::{Dated, Likeness, Record, Session, Summary, incident};
use crate::knowledge::Knowledge;

/// Keeps a session, or nothing.
#[derive(Debug, Default)]
pub struct Keeper {
    store: Option<Store>,
    record: Option<Record>,
    /// How much of the session is on disk.
    saved: Option<Vec<Dated>>,
    /// Whether it is to be kept though there is no place for it.
    is_homeless: bool,
}

impl Keeper {
    /// Keeps nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Keeps a session that is new.
    pub fn new(store: Option<Store>) -> Self {
        Self { is_homeless: store.is_none(), store, ..Self::default() }
    }

    /// Goes on with a session that was kept.
    pub fn resumed(store: Store, record: Record) -> Self {
        let saved = Some(record.deeds.clone());
        Self { store: Some(store), record: Some(record), saved, is_homeless: false }
    }

    /// The id under which it is kept.
    pub fn id(&self) -> Option<&str> {
        self.record.as_ref().map(|record| record.id.as_str())
    }

    /// When it began.
    pub fn started(&self) -> Option<Timestamp> {
        self.record.as_ref().map(|record| record.summary.started)
    }

    /// Saves what was done since, if anything was. Gives what the person has
    /// to be told: that it could not be saved, or that somebody else went on
    /// with the same session. What failed is tried again the next time.
    pub fn keep(&mut self, session: &Session<'_>, now: Timestamp) -> Option<Complaint> {
        let unsaved = self.unsaved(session);
        if unsaved == 0 {
            return None;
        }
        let Some(store) = self.store.as_ref() else {
            let fault = Fault::no_place();
            return self.is_homeless.then(|| Complaint::unsaved(&fault, None, unsaved));
        };
        let saved = match &mut self.record {
            None => store.create(session, now).map(|record| {
                self.record = Some(record);
                Saved::Here
            }),
            Some(record) => store.save(record, session, now),
        };
        match saved {
            Ok(saved) => {
                self.saved = Some(session.deeds().to_vec());
                match saved {
                    Saved::Here => None,
                    Saved::Beside { theirs } => {
                        Some(Complaint::beside(&theirs, self.id().unwrap_or_default()))
                    }
                }
            }
            Err(fault) => Some(Complaint::unsaved(&fault, self.id(), unsaved)),
        }
    }

    /// How many of the things that were done are not on disk.
    fn unsaved(&self, session: &Session<'_>) -> usize {
        let (deeds, saved) = (session.deeds(), self.saved.as_deref().unwrap_or_default());
        let same = deeds.iter().zip(saved).take_while(|(one, other)| one == other).count();
        // What was taken away again is a change too.
        let left = deeds.len() - same;
        if left == 0 && saved.len() > same { 1 } else { left }
    }

    /// How many cases since a moment, this one counted, have its symptom,
    /// where that may be an incident.
    pub fn incident(
        &self,
        session: &Session<'_>,
        since: Timestamp,
        knowledge: &Knowledge,
    ) -> Option<usize> {
        let present = Summary::of(session, since, since).likeness();
        let others = self.others();
        let today: Vec<Summary> = others
            .into_iter()
            .map(|one| one.summary)
            .filter(|summary| summary.started >= since)
            .collect();
        incident(&present, &today, knowledge)
    }

    /// Earlier cases like this one, the latest first.
    pub fn alike(&self, present: &Likeness) -> Vec<Listed> {
        let others = self.others().into_iter();
        others.filter(|one| one.summary.likeness().is_like(present)).collect()
    }

    /// All kept sessions but this one.
    fn others(&self) -> Vec<Listed> {
        let Some(store) = self.store.as_ref().filter(|store| store.exists()) else {
            return Vec::new();
        };
        let (listed, _) = store.list();
        listed.into_iter().filter(|one| Some(one.id.as_str()) != self.id()).collect()
    }
}

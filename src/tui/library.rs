//! What every screen may look things up in; made once.

use std::sync::{Arc, OnceLock};

use crate::code::EnhancedCode;
use crate::diagnosis::{Diagnosis, Doctor, Why};
use crate::evidence::{self, Evidence, Forms};
use crate::knowledge::Knowledge;
use crate::search::{Entry, Index};
use crate::tui::action::Keymap;

/// The knowledge and what is made of it, each at its first use.
#[derive(Debug)]
pub(crate) struct Library {
    pub(crate) knowledge: &'static Knowledge,
    /// The keys in force.
    pub(crate) keys: Keymap,
    index: Arc<Index<'static>>,
    doctor: OnceLock<Doctor<'static>>,
}

impl Library {
    pub(crate) fn new(knowledge: &'static Knowledge) -> Self {
        let keys = Keymap::default();
        Self { knowledge, keys, index: Arc::new(Index::new(knowledge)), doctor: OnceLock::new() }
    }

    /// The index for searching.
    pub(crate) fn index(&self) -> &Index<'static> {
        &self.index
    }

    /// The same, for who prepares it meanwhile.
    pub(crate) fn shared_index(&self) -> Arc<Index<'static>> {
        Arc::clone(&self.index)
    }

    /// Reads a text.
    pub(crate) fn read(bytes: &[u8]) -> Evidence {
        evidence::read(bytes, Forms::builtin())
    }

    /// Diagnoses what was read.
    pub(crate) fn diagnose(&self, evidence: &Evidence) -> Diagnosis {
        self.doctor.get_or_init(|| Doctor::new(self.knowledge)).diagnose(evidence)
    }

    /// Why the outcome of one recipient is what it is.
    pub(crate) fn why(&self, evidence: &Evidence, at: usize) -> Option<Why> {
        self.doctor.get_or_init(|| Doctor::new(self.knowledge)).why(evidence, at)
    }

    /// The entry that a link of a page names.
    pub(crate) fn entry(&self, id: &str) -> Option<(Entry<'static>, Option<EnhancedCode>)> {
        let knowledge = self.knowledge;
        if let Some(cause) = knowledge.cause(id) {
            return Some((Entry::Cause(cause), None));
        }
        if let Some(code) = knowledge.code(id) {
            return Some((Entry::Code(code), None));
        }
        if let Ok(code) = id.parse::<EnhancedCode>()
            && let Some(entry) = knowledge.enhanced(code).first()
        {
            return Some((Entry::Code(entry), Some(code)));
        }
        knowledge
            .term(id)
            .map(Entry::Term)
            .or_else(|| knowledge.provider(id).map(Entry::Provider))
            .or_else(|| knowledge.collision(id).map(Entry::Collision))
            .map(|entry| (entry, None))
    }
}

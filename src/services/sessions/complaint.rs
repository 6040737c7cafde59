//! What a person has to be told of saving: briefly in a row of the screen, whole
//! where there is room, and at the end what to do.

use super::Fault;

/// Something about saving that a person has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// In a row of 76 cells.
    pub brief: String,
    /// In a sentence or two.
    pub whole: String,
    /// How much of the session is not on disk; 0 where all of it is.
    pub unsaved: usize,
    /// Under which id the rest of it is kept, where any is.
    id: Option<String>,
    /// Where and why.
    reason: String,
}

impl Complaint {
    /// So much of a session could not be saved.
    pub(super) fn unsaved(fault: &Fault, id: Option<&str>, unsaved: usize) -> Self {
        Self {
            brief: format!("NOT SAVED ({}): copy the note, then make room", fault.brief()),
            whole: fault.to_string(),
            unsaved,
            id: id.map(str::to_owned),
            reason: fault.reason(),
        }
    }

    /// Somebody else went on with a session, and this one is kept beside it.
    pub(super) fn beside(theirs: &str, ours: &str) -> Self {
        Self {
            brief: format!("Yours is now {ours}; others went on with {theirs}"),
            whole: format!(
                "Yours is now session {ours}: somebody else went on with session {theirs} \
                 meanwhile, or that cannot be read any more."
            ),
            unsaved: 0,
            id: Some(ours.to_owned()),
            reason: String::new(),
        }
    }

    /// What is not kept now that the session has ended, why, and what to do.
    pub fn farewell(&self) -> String {
        let same = "then do the same again";
        let (what, then) = match &self.id {
            None => ("nothing of this session is kept".to_owned(), same.to_owned()),
            Some(id) => (
                match self.unsaved {
                    1 => format!("the last entry of session {id} is not kept"),
                    count => format!("the last {count} entries of session {id} are not kept"),
                },
                format!("then `smtp-doctor sessions resume {id}`, and do the same again"),
            ),
        };
        format!(
            "NOT KEPT: {what} ({}). Its note is printed above: copy it now. Make room there or \
             set SMTP_DOCTOR_STATE to a folder that can be written to, {then}.",
            self.reason
        )
    }

    /// One with these words, for tests.
    #[cfg(test)]
    pub(crate) fn example(brief: &str) -> Self {
        let (brief, whole) = (brief.to_owned(), brief.to_owned());
        Self { brief, whole, unsaved: 1, id: None, reason: String::new() }
    }
}

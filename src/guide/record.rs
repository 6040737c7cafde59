//! A session as it is kept: what was done, and a summary of where it stands,
//! so that a list of sessions need not replay them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::deed::Dated;
use super::likeness::Likeness;
use super::session::Session;
use super::treatment::Stage;
use crate::knowledge::Knowledge;

/// The number of the form in which sessions are kept. It grows when a field
/// changes its meaning; fields may be added.
pub const RECORD_VERSION: u32 = 1;

/// A kept session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`RECORD_VERSION`].
    pub version: u32,
    /// The id, the same as the file's name.
    pub id: String,
    /// How often it was saved: who saves compares it with what lies there.
    pub revision: u64,
    /// Where it stands.
    pub summary: Summary,
    /// All that was done.
    pub deeds: Vec<Dated>,
}

/// Where a kept session stands, for lists and for searching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// When it began.
    pub started: Timestamp,
    /// When it was saved last.
    pub changed: Timestamp,
    /// Its name, where a person gave it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The ticket's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// [`Stage::id`].
    pub stage: String,
    /// Until when it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The cause that is treated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The likeliest cause while a question is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeliest: Option<String>,
    /// The causes that did not help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<String>,
    /// How it was seen to work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
    /// The question that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The address that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// The address that it was sent from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// The Message-ID of the message that came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// What the user said, or the reply.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub symptom: String,
}

impl Summary {
    /// The summary of a session.
    pub fn of(session: &Session<'_>, started: Timestamp, changed: Timestamp) -> Self {
        let state = session.state();
        let outcome = session.outcome();
        Self {
            started,
            changed,
            title: None,
            ticket: session.ticket().map(str::to_owned),
            stage: state.stage.id().to_owned(),
            until: match state.stage {
                Stage::Waiting { until, .. } => until,
                _ => None,
            },
            cause: state.cause.map(|id| id.as_str().to_owned()),
            likeliest: session
                .found(&state)
                .filter(|_| state.cause.is_none())
                .map(|id| id.as_str().to_owned()),
            tried: state.tried.iter().map(|id| id.as_str().to_owned()).collect(),
            proof: match state.stage {
                Stage::Solved { proof } => Some(proof),
                _ => None,
            },
            question: state.open.map(|question| question.id.as_str().to_owned()),
            recipient: outcome.and_then(|outcome| outcome.recipient.clone()),
            sender: outcome.and_then(|outcome| outcome.sender.clone()),
            message_id: session.message_id().map(str::to_owned),
            symptom: session.symptom_words().to_owned(),
        }
    }

    /// What the case is compared by.
    pub fn likeness(&self) -> Likeness {
        let cause = self.cause.as_deref().or(self.likeliest.as_deref()).unwrap_or_default();
        let addresses = [self.recipient.as_deref(), self.sender.as_deref()];
        Likeness::new(cause, addresses[0], &self.symptom).of_message(
            self.message_id.as_deref(),
            addresses,
            &self.symptom,
        )
    }

    /// Whether nothing more has to be done.
    pub fn is_closed(&self) -> bool {
        self.stage == "solved" || self.stage == "escalated"
    }

    /// Whether all of these words stand in it: a domain, a cause, a name, a
    /// ticket, words of the symptom. Case does not count.
    pub fn matches(&self, words: &[String]) -> bool {
        let all = [
            self.title.as_deref(),
            self.ticket.as_deref(),
            self.cause.as_deref(),
            self.likeliest.as_deref(),
            self.recipient.as_deref(),
            self.sender.as_deref(),
            self.proof.as_deref(),
            Some(self.symptom.as_str()),
            Some(self.stage.as_str()),
        ];
        let text = all.into_iter().flatten().collect::<Vec<_>>().join("\n").to_lowercase();
        words.iter().all(|word| text.contains(&word.to_lowercase()))
    }
}

impl Record {
    /// A session that is kept for the first time.
    pub fn new(id: String, session: &Session<'_>, now: Timestamp) -> Self {
        let started = session.deeds().iter().find_map(|dated| dated.at).unwrap_or(now);
        Self {
            version: RECORD_VERSION,
            id,
            revision: 0,
            summary: Summary::of(session, started, now),
            deeds: session.deeds().to_vec(),
        }
    }

    /// The same record of the session as it is now.
    #[must_use]
    pub fn follow(&self, session: &Session<'_>, now: Timestamp) -> Self {
        let mut summary = Summary::of(session, self.summary.started, now);
        summary.title.clone_from(&self.summary.title);
        Self { summary, deeds: session.deeds().to_vec(), ..self.clone() }
    }

    /// The session that was kept.
    pub fn session<'k>(&self, knowledge: &'k Knowledge) -> Session<'k> {
        Session::replay(knowledge, self.deeds.iter().cloned())
    }
}

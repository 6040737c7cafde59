//! What a person does in a session. A session is the list of these: replaying
//! them gives the same state again.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::exhibit::Exhibit;

/// One thing that a person did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum Deed {
    /// Added evidence.
    Evidence {
        /// What it was.
        exhibit: Box<Exhibit>,
    },
    /// Answered a question, or changed its answer.
    Answer {
        /// The question.
        question: String,
        /// The answer.
        answer: String,
    },
    /// Took the answer to a question back, whoever had given it.
    TakeBack {
        /// The question.
        question: String,
    },
    /// Forgot all answers and results, and started again from the evidence.
    Restart,
    /// Ticked a step of a remedy off, or took the tick away.
    Tick {
        /// The cause.
        cause: String,
        /// The step, counted from 0.
        step: usize,
        /// Whether it is done.
        done: bool,
    },
    /// Said how the remedy ended.
    Result {
        /// The cause.
        cause: String,
        /// How.
        result: Verdict,
    },
    /// Wrote a note, at the question or cause that was open then.
    Note {
        /// The question's or cause's id; none before anything was asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
        /// What.
        text: String,
    },
    /// Named the ticket.
    Ticket {
        /// Its number.
        text: String,
    },
    /// Wrote down what the user said.
    UserWords {
        /// The words.
        text: String,
    },
}

/// How a remedy ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum Verdict {
    /// It worked; without a proof the case stays open.
    Worked {
        /// How that was seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proof: Option<String>,
    },
    /// It did not help: the next likeliest cause.
    Failed,
    /// It is waited for something, until a time if one is known.
    Waiting {
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
        /// For what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<String>,
    },
    /// It cannot be done here: it goes to somebody else.
    Escalated,
}

/// Something that was done, and when, where that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// What.
    #[serde(flatten)]
    pub deed: Deed,
}

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
    /// Marked a step of a remedy: done, skipped, or open again.
    Tick {
        /// The cause.
        cause: String,
        /// The step, counted from 0.
        step: usize,
        /// Whether it is done.
        done: bool,
        /// Whether it was passed over. Sessions kept before steps could be
        /// have none of it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        skipped: bool,
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

impl Deed {
    /// Marks a step of a cause's remedy, counted from 0.
    pub fn mark(cause: &str, step: usize, mark: Mark) -> Self {
        let (done, skipped) = (mark == Mark::Done, mark == Mark::Skipped);
        Self::Tick { cause: cause.to_owned(), step, done, skipped }
    }
}

/// The fewest letters with which anything is proved.
const LEAST_PROOF: usize = 4;

/// What to say where a proof says too little.
pub const NO_PROOF: &str = "A proof says what was seen, such as: 250 in the log at 14:05";

/// Whether words say what was seen: a mark or a letter says nothing.
pub fn is_proof(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() >= LEAST_PROOF
}

/// What became of a step of a remedy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing yet.
    #[default]
    Open,
    /// It was done.
    Done,
    /// It was passed over.
    Skipped,
}

impl Mark {
    /// Every mark.
    pub const ALL: &[Self] = &[Self::Open, Self::Done, Self::Skipped];

    /// The word for it, also in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Skipped => "skipped",
        }
    }

    /// The sign before the step, the same on screens and in notes.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Open => "[ ]",
            Self::Done => "[x]",
            Self::Skipped => "[-]",
        }
    }

    /// The mark that the same key gives to a step with this one: what is
    /// marked so already is open again.
    #[must_use]
    pub fn toggled(self, to: Self) -> Self {
        if self == to { Self::Open } else { to }
    }
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

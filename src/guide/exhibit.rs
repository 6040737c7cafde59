//! A piece of evidence in the form in which a session keeps it: what the
//! diagnosis made of it, so that a session replays exactly as it was, whatever
//! a later version of the program makes of the same text.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::pointers::Pointers;
use crate::code::{ClientCode, EnhancedCode, ReplyCode, SocketError, Stage};
use crate::diagnosis::{Diagnosis, Finding, Outcome};
use crate::evidence::{Action, Evidence, Kind};
use crate::knowledge::{Confidence, Knowledge, Owner, Permanence, SaidBy};
use crate::text::head;

/// The most of a text's own words that is kept, in bytes.
const MOST_WORDS: usize = 8 << 10;

/// The most of one value that is kept, in bytes.
const MOST_VALUE: usize = 4 << 10;

const KINDS: [Kind; 11] = [
    Kind::Bounce,
    Kind::Delay,
    Kind::Complaint,
    Kind::AutoReply,
    Kind::Log,
    Kind::Queue,
    Kind::Transcript,
    Kind::Reply,
    Kind::Dialog,
    Kind::Words,
    Kind::Empty,
];

const ACTIONS: [Action; 5] =
    [Action::Failed, Action::Delayed, Action::Delivered, Action::Relayed, Action::Expanded];

/// A cause that the diagnosis found, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The cause's id.
    pub cause: String,
    /// How sure it was.
    pub confidence: Confidence,
    /// The words that decided.
    #[serde(default)]
    pub because: Vec<String>,
    /// The weight by which the findings were ranked.
    #[serde(default)]
    pub weight: f32,
}

/// A piece of evidence, as it is kept. Fields are those of
/// [`Outcome`], written as in JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exhibit {
    /// Where it came from: `-`, a path, `paste`.
    pub source: String,
    /// Whether no text told it: the session started from the page of a code or
    /// a cause, and this is what that stands for.
    #[serde(skip_serializing_if = "is_false")]
    is_page: bool,
    /// What kind of input it was.
    pub kind: String,
    /// Its readable words, cut off after 8 KiB.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The address that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// The address that the user wrote to, where that is another one: the
    /// failing one is somebody's whom the user may not know of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enhanced_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    socket_error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    said_by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remote_host: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reporting_host: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sending_ip: Option<String>,
    /// The size of the message, and the largest that is taken, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    size_limit: Option<u64>,
    permanence: String,
    owner: String,
    /// What was found, best first.
    pub causes: Vec<Found>,
    #[serde(skip_serializing_if = "Pointers::is_empty")]
    references: Pointers,
    /// The subject of the message that came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Its Message-ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// The field by which a filter on its way took it for spam.
    #[serde(skip_serializing_if = "Option::is_none")]
    spam_mark: Option<String>,
    /// When the message was sent, as written in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<String>,
    /// When the report or log line was written, as written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}

fn kept(value: Option<&String>) -> Option<String> {
    value.map(|value| head(value, MOST_VALUE).to_owned())
}

fn written(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn read<T: FromStr>(value: Option<&String>) -> Option<T> {
    value.and_then(|value| value.parse().ok())
}

impl Exhibit {
    /// Keeps one outcome of a diagnosis.
    pub fn new(source: &str, kind: Kind, outcome: &Outcome) -> Self {
        Self {
            source: source.to_owned(),
            kind: kind.id().to_owned(),
            recipient: kept(outcome.recipient.as_ref()),
            action: outcome.action.map(|action| action.id().to_owned()),
            reply_code: outcome.reply_code.map(ReplyCode::number),
            enhanced_code: written(outcome.enhanced_code),
            client_code: written(outcome.client_code),
            socket_error: written(outcome.socket_error),
            stage: outcome.stage.map(|stage| stage.id().to_owned()),
            said_by: outcome.said_by.id().to_owned(),
            remote_host: kept(outcome.remote_host.as_ref()),
            reporting_host: kept(outcome.reporting_host.as_ref()),
            provider: outcome.provider.map(|id| id.as_str().to_owned()),
            text: kept(outcome.text.as_ref()),
            sender: kept(outcome.sender.as_ref()),
            sending_ip: kept(outcome.sending_ip.as_ref()),
            size: outcome.size,
            size_limit: outcome.size_limit,
            permanence: outcome.permanence.id().to_owned(),
            owner: outcome.owner.id().to_owned(),
            causes: outcome
                .causes
                .iter()
                .map(|finding| Found {
                    cause: finding.cause.as_str().to_owned(),
                    confidence: finding.confidence,
                    because: finding.because.iter().filter_map(|words| kept(Some(words))).collect(),
                    weight: finding.weight,
                })
                .collect(),
            references: Pointers::new(&outcome.references),
            ..Self::default()
        }
    }

    /// What the page of a code or a cause stands for.
    pub fn of_page(kind: Kind, outcome: &Outcome) -> Self {
        Self { is_page: true, ..Self::new("", kind, outcome) }
    }

    /// Whether it is what a page stands for, and says nothing of a case.
    pub fn is_page(&self) -> bool {
        self.is_page
    }

    /// The outcomes that a session can be about, counted from 0: those that
    /// failed or are late, else the first.
    pub fn choices(diagnosis: &Diagnosis) -> Vec<usize> {
        let is_trouble = |outcome: &Outcome| {
            !matches!(outcome.action, Some(Action::Delivered | Action::Relayed | Action::Expanded))
        };
        let outcomes = &diagnosis.outcomes;
        let failed: Vec<usize> =
            (0..outcomes.len()).filter(|at| outcomes.get(*at).is_some_and(is_trouble)).collect();
        if failed.is_empty() && !outcomes.is_empty() { vec![0] } else { failed }
    }

    /// The outcome to take where nobody says which, counted from 0: that of the
    /// recipient that the session is about already, else the first choice.
    pub fn choice(diagnosis: &Diagnosis, about: Option<&str>) -> Option<usize> {
        let choices = Self::choices(diagnosis);
        let is_about = |at: &&usize| {
            let recipient = diagnosis.outcomes.get(**at).and_then(|one| one.recipient.as_deref());
            recipient.zip(about).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
        };
        choices.iter().find(is_about).or(choices.first()).copied()
    }

    /// The outcome that a person means among the choices, counted from 0: by its
    /// number there, from 1, or by its address.
    pub fn meant(diagnosis: &Diagnosis, meant: &str) -> Option<usize> {
        let choices = Self::choices(diagnosis);
        let number = meant.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(number) = number {
            return choices.get(number).copied();
        }
        let is_meant = |at: &usize| {
            let recipient = diagnosis.outcomes.get(*at).and_then(|one| one.recipient.as_deref());
            recipient.is_some_and(|one| one.eq_ignore_ascii_case(meant.trim()))
        };
        choices.into_iter().find(is_meant)
    }

    /// Keeps the outcome that a session is about where nobody says which.
    /// `None` where there is nothing to read.
    pub fn of(source: &str, diagnosis: &Diagnosis, evidence: &Evidence) -> Option<Self> {
        Self::at(source, diagnosis, evidence, Self::choice(diagnosis, None)?)
    }

    /// Keeps the outcome of one recipient, counted from 0. `None` where there
    /// is no such one.
    pub fn at(source: &str, diagnosis: &Diagnosis, evidence: &Evidence, at: usize) -> Option<Self> {
        let outcome = diagnosis.outcomes.get(at)?;
        let written_to = evidence
            .deliveries
            .get(at)
            .and_then(|delivery| delivery.original_recipient.as_ref())
            .filter(|address| Some(*address) != outcome.recipient.as_ref());
        let returned = &diagnosis.returned;
        Some(Self {
            written_to: kept(written_to),
            subject: kept(returned.subject.as_ref()),
            message_id: kept(returned.message_id.as_ref()),
            spam_mark: kept(returned.spam_mark.as_ref()),
            sent: kept(returned.date.as_ref()),
            reported: kept(evidence.date.as_ref()),
            words: head(&evidence.words, MOST_WORDS).to_owned(),
            ..Self::new(source, diagnosis.kind, outcome)
        })
    }

    /// Whether something in it speaks of a misused address.
    pub(super) fn shows_misuse(&self) -> bool {
        self.spam_mark.is_some()
    }

    /// The kind of input.
    pub fn kind(&self) -> Kind {
        KINDS.into_iter().find(|kind| kind.id() == self.kind).unwrap_or(Kind::Words)
    }

    /// The outcome that was kept. Causes and providers that the knowledge does
    /// not have any more are left out.
    pub fn outcome(&self, knowledge: &Knowledge) -> Outcome {
        let action = |id: &String| ACTIONS.into_iter().find(|action| action.id() == id);
        Outcome {
            recipient: self.recipient.clone(),
            action: self.action.as_ref().and_then(action),
            reply_code: self.reply_code.and_then(ReplyCode::new),
            enhanced_code: read::<EnhancedCode>(self.enhanced_code.as_ref()),
            client_code: read::<ClientCode>(self.client_code.as_ref()),
            socket_error: read::<SocketError>(self.socket_error.as_ref()),
            stage: read::<Stage>(self.stage.as_ref()),
            said_by: self.said_by.parse().unwrap_or(SaidBy::Unknown),
            remote_host: self.remote_host.clone(),
            reporting_host: self.reporting_host.clone(),
            provider: self
                .provider
                .as_ref()
                .and_then(|id| knowledge.provider(id))
                .map(|provider| provider.id),
            text: self.text.clone(),
            sender: self.sender.clone(),
            sending_ip: self.sending_ip.clone(),
            size: self.size,
            size_limit: self.size_limit,
            // What the reply names is for who reads the reply; a session needs
            // none of it to go on.
            references: self.references.found(knowledge),
            permanence: self.permanence.parse().unwrap_or(Permanence::Unknown),
            owner: self.owner.parse().unwrap_or(Owner::Nobody),
            causes: self
                .causes
                .iter()
                .filter_map(|found| {
                    Some(Finding {
                        cause: knowledge.cause(&found.cause)?.id,
                        confidence: found.confidence,
                        because: found.because.clone(),
                        weight: found.weight,
                    })
                })
                .collect(),
        }
    }
}

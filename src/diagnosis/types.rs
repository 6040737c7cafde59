//! What a diagnosis is: for each recipient the ranked causes, who said it and
//! who has to act.

use super::provider::domain_of;
use super::speaker::is_below;
use crate::code::{ClientCode, EnhancedCode, ReplyCode, SocketError, Stage};
use crate::evidence::{Action, Kind, Returned};
use crate::knowledge::{Cause, Confidence, Owner, Permanence, SaidBy, Text};

/// A cause that explains the evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The cause's id.
    pub cause: Text,
    /// How sure it is.
    pub confidence: Confidence,
    /// The exact words of the input that decided, as they stood there.
    pub because: Vec<String>,
    /// The weight by which the findings are ranked; only for comparing.
    pub weight: f32,
}

/// A block list or a mark, by the provider whose it is and its own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The provider's id.
    pub provider: Text,
    /// The name of the list, or the mark as it is written.
    pub name: Text,
}

/// What else the knowledge tells of a case, besides its causes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The ids of the collisions that it meets, the most telling first.
    pub collisions: Vec<Text>,
    /// The block lists that the deciding reply names.
    pub lists: Vec<Named>,
    /// The marks of providers in the deciding reply.
    pub tokens: Vec<Named>,
}

/// The diagnosis of one recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The address that failed.
    pub recipient: Option<String>,
    /// Its fate.
    pub action: Option<Action>,
    /// Of the deciding reply.
    pub reply_code: Option<ReplyCode>,
    /// Of the deciding reply, or the report's `Status`.
    pub enhanced_code: Option<EnhancedCode>,
    /// A mail program's code.
    pub client_code: Option<ClientCode>,
    /// A socket error by number.
    pub socket_error: Option<SocketError>,
    /// Where in the dialogue.
    pub stage: Option<Stage>,
    /// Who said it.
    pub said_by: SaidBy,
    /// The host that answered.
    pub remote_host: Option<String>,
    /// The host that wrote the report.
    pub reporting_host: Option<String>,
    /// The id of the provider recognised.
    pub provider: Option<Text>,
    /// The text of the deciding reply.
    pub text: Option<String>,
    /// The address that the message was sent from.
    pub sender: Option<String>,
    /// The IP address that the answering host saw.
    pub sending_ip: Option<String>,
    /// The size of the message in bytes, where the reply is about sizes.
    pub size: Option<u64>,
    /// The largest size in bytes that is taken, where the reply is about
    /// sizes.
    pub size_limit: Option<u64>,
    /// From what really holds, not from the first digit alone.
    pub permanence: Permanence,
    /// Who has to act in this case.
    pub owner: Owner,
    /// Ranked, best first, never empty.
    pub causes: Vec<Finding>,
    /// What else is told of it.
    pub references: References,
}

/// Who has to act on which cause in one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owners {
    /// Of the cause that ranks first, as the diagnosis found.
    first: Option<(Text, Owner)>,
    said_by: SaidBy,
    is_given_up: bool,
}

impl Default for Owners {
    fn default() -> Self {
        Self { first: None, said_by: SaidBy::Unknown, is_given_up: false }
    }
}

impl Owners {
    /// The same where a person says who said no, or whether the message has
    /// come back: the diagnosis took something else for granted.
    #[must_use]
    pub fn as_told(self, said_by: Option<SaidBy>, given_up: Option<bool>) -> Self {
        let told = Self {
            first: None,
            said_by: said_by.unwrap_or(self.said_by),
            is_given_up: given_up.unwrap_or(self.is_given_up),
        };
        let is_same = told.said_by == self.said_by && told.is_given_up == self.is_given_up;
        if is_same { self } else { told }
    }

    /// Who has to act on a cause.
    pub fn of(&self, cause: &Cause) -> Owner {
        if let Some((_, owner)) = self.first.filter(|(first, _)| *first == cause.id) {
            return owner;
        }
        let fits = cause.owner_when.iter().find(|when| {
            (when.said_by.is_empty() || when.said_by.contains(&self.said_by))
                && (!when.given_up || self.is_given_up)
        });
        fits.map_or(cause.owner, |when| when.owner)
    }
}

/// The diagnosis of one message or text.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// What kind of input it was.
    pub kind: Kind,
    /// One for each recipient; none only for an empty input.
    pub outcomes: Vec<Outcome>,
    /// The message that came back.
    pub returned: Returned,
    /// What was odd.
    pub notes: Vec<String>,
}

impl Outcome {
    /// The cause that ranks first.
    pub fn top(&self) -> Option<&Finding> {
        self.causes.first()
    }

    /// Whether the servers have given up: the message has come back, and
    /// nothing more happens by itself.
    pub fn is_given_up(&self) -> bool {
        let class = self.reply_code.map(ReplyCode::class);
        let class = class.or(self.enhanced_code.map(EnhancedCode::class));
        is_given_up(self.action, class)
    }

    /// The host of ours that wrote the report, where it is one: not the host
    /// that answered, nor one of the recipient's own domain.
    pub fn our_host(&self) -> Option<&str> {
        let host = self.reporting_host.as_deref()?;
        let said_here = matches!(self.said_by, SaidBy::OurServer | SaidBy::OurFilter);
        let lower = host.to_ascii_lowercase();
        let is_of = |address: Option<&String>| {
            let domain = address.and_then(|address| domain_of(address));
            domain.is_some_and(|domain| is_below(&lower, &domain) || is_below(&domain, &lower))
        };
        let is_theirs = is_of(self.recipient.as_ref()) && !is_of(self.sender.as_ref());
        let is_ours = self.remote_host.as_deref() != Some(host) && (said_here || !is_theirs);
        is_ours.then_some(host)
    }

    /// The host that belongs to who said it, and whether they only spoke of it:
    /// a server that reaches nobody names whom it tried.
    pub fn said_of(&self) -> Option<(&str, bool)> {
        let said_here = matches!(self.said_by, SaidBy::OurServer | SaidBy::OurFilter);
        match &self.remote_host {
            Some(host) => Some((host, said_here && self.reply_code.is_none())),
            None => Some((self.reporting_host.as_deref()?, false)),
        }
    }

    /// What tells who has to act on each of its causes.
    pub fn owners(&self) -> Owners {
        Owners {
            first: self.top().map(|top| (top.cause, self.owner)),
            said_by: self.said_by,
            is_given_up: self.is_given_up(),
        }
    }

    /// Whether the first cause says something: it is neither "not enough
    /// text" nor "unrecognised".
    pub fn is_decided(&self) -> bool {
        self.top().is_some_and(|top| !is_open_end(&top.cause))
    }
}

impl Diagnosis {
    /// Whether each recipient has a cause that says something.
    pub fn is_decided(&self) -> bool {
        !self.outcomes.is_empty() && self.outcomes.iter().all(Outcome::is_decided)
    }
}

/// Whether nothing tries again, by the fate of the recipient (RFC 3464,
/// section 2.3.3) or else by the class of the code.
pub(super) fn is_given_up(action: Option<Action>, class: Option<u8>) -> bool {
    match action {
        Some(action) => action == Action::Failed,
        None => class == Some(5),
    }
}

/// The cause of an input without words that could decide.
pub const NOT_ENOUGH_TEXT: Text = Text::new("not-enough-text");

/// The cause of words that nothing knows.
pub const UNRECOGNISED: Text = Text::new("unrecognised");

/// Whether a cause only says that it cannot be told.
pub fn is_open_end(cause: &str) -> bool {
    cause == NOT_ENOUGH_TEXT.as_str() || cause == UNRECOGNISED.as_str()
}

//! What was found in an input, in the words of the field.

use super::size;
use crate::code::{ClientCode, EnhancedCode, ReplyCode, SocketError, Stage};

/// What kind of input it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A message that says a delivery failed.
    Bounce,
    /// A message that says a delivery is late and still being tried.
    Delay,
    /// A spam complaint report (RFC 5965).
    Complaint,
    /// An automatic answer of a person's mailbox (RFC 3834).
    AutoReply,
    /// Lines of a mail server's log.
    Log,
    /// A listing of a mail queue.
    Queue,
    /// A dialogue of client and server.
    Transcript,
    /// A server's reply, alone.
    Reply,
    /// What a mail program shows in a window.
    Dialog,
    /// Words of a person, or anything else.
    Words,
    /// Nothing at all.
    #[default]
    Empty,
}

impl Kind {
    /// The written form, as in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bounce => "bounce",
            Self::Delay => "delay",
            Self::Complaint => "complaint",
            Self::AutoReply => "auto-reply",
            Self::Log => "log",
            Self::Queue => "queue",
            Self::Transcript => "transcript",
            Self::Reply => "reply",
            Self::Dialog => "dialog",
            Self::Words => "words",
            Self::Empty => "empty",
        }
    }
}

/// The fate of a recipient (RFC 3464, section 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Given up.
    Failed,
    /// Late, still tried.
    Delayed,
    /// Delivered.
    Delivered,
    /// Passed to a system that gives no reports.
    Relayed,
    /// Delivered to a list or alias, and sent on from there.
    Expanded,
}

impl Action {
    /// The written form, as in a delivery report and in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Delayed => "delayed",
            Self::Delivered => "delivered",
            Self::Relayed => "relayed",
            Self::Expanded => "expanded",
        }
    }
}

/// A server's answer, or what stands in for one: a line of words that a system
/// gives as its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Its reply code.
    pub code: Option<ReplyCode>,
    /// Its enhanced status code.
    pub enhanced: Option<EnhancedCode>,
    /// Its text without the codes, the lines of a longer reply joined by
    /// single spaces, as it stood there otherwise.
    pub text: String,
    /// The host that gave it, where that is said.
    pub host: Option<String>,
}

/// What is known of one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// The address that failed, as the failing system saw it, without
    /// brackets.
    pub recipient: Option<String>,
    /// The address as it was first written, where that differs.
    pub original_recipient: Option<String>,
    /// Its fate.
    pub action: Option<Action>,
    /// The `Status` field of a delivery report.
    pub status: Option<EnhancedCode>,
    /// The deciding reply: the innermost real one.
    pub reply: Option<Reply>,
    /// The replies that the deciding one was wrapped in, outermost first: who
    /// passed it on.
    pub wrappers: Vec<Reply>,
    /// A mail program's code.
    pub client_code: Option<ClientCode>,
    /// A socket error by number.
    pub socket_error: Option<SocketError>,
    /// Where in the dialogue.
    pub stage: Option<Stage>,
    /// The host that answered.
    pub remote_host: Option<String>,
    /// The host that wrote the report or the log line.
    pub reporting_host: Option<String>,
    /// The address that the message was sent from (envelope sender).
    pub sender: Option<String>,
    /// The IP address that the answering host saw, where it names one.
    pub sending_ip: Option<String>,
    /// The size of the message in bytes, where something says it.
    pub size: Option<u64>,
    /// The largest message in bytes that the answering host takes, where it
    /// says so.
    pub size_limit: Option<u64>,
    /// The failing system made the decision itself instead of passing on a
    /// reply: "unrouteable address", "retry timeout exceeded".
    pub local: bool,
    /// Words around the reply that may decide too: the sentence above it, the
    /// explanation below it.
    pub context: String,
}

impl Delivery {
    /// The reply code of the deciding reply.
    pub fn reply_code(&self) -> Option<ReplyCode> {
        self.reply.as_ref().and_then(|reply| reply.code)
    }

    /// The size of the message and the largest size that is taken, in bytes,
    /// where the deciding reply is about sizes: what it names itself, and what
    /// else is known.
    pub fn sizes(&self) -> (Option<u64>, Option<u64>) {
        let text = self.reply.as_ref().map_or("", |reply| reply.text.as_str());
        if !size::is_about(text) {
            return (None, None);
        }
        let (message, limit) = size::of_reply(text);
        (message.or(self.size), limit.or(self.size_limit))
    }

    /// The enhanced code of the deciding reply; where it has none, the
    /// report's `Status` field.
    pub fn enhanced_code(&self) -> Option<EnhancedCode> {
        self.reply.as_ref().and_then(|reply| reply.enhanced).or(self.status)
    }
}

/// What is known of the message that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// Its From address.
    pub from: Option<String>,
    /// Its subject, decoded.
    pub subject: Option<String>,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// Its Date, as written.
    pub date: Option<String>,
    /// The field by which a filter on its way took it for spam, as written: a
    /// sign that its sender did not write it.
    pub spam_mark: Option<String>,
}

/// What was found in one input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What kind of input it is.
    pub kind: Kind,
    /// One for each recipient, in the order found; one without an address
    /// where none is named; none only for an empty input.
    pub deliveries: Vec<Delivery>,
    /// The message that came back.
    pub returned: Returned,
    /// When the report or log line was written, as written.
    pub date: Option<String>,
    /// The readable words of the input as plain text, for searching in,
    /// without the copy of a returned message; at most 64 KiB of them.
    pub words: String,
    /// What was odd: cut off, an undecodable part, only a picture.
    pub notes: Vec<String>,
}

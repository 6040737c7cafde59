//! The stages of an SMTP dialogue, at one of which every reply is given.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where in the SMTP dialogue something happened (RFC 5321, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Making the connection, up to the greeting.
    Connect,
    /// EHLO or HELO.
    Ehlo,
    /// STARTTLS and the TLS handshake.
    Starttls,
    /// AUTH.
    Auth,
    /// MAIL FROM.
    Mail,
    /// RCPT TO.
    Rcpt,
    /// DATA, before the message.
    Data,
    /// The final dot, after the message.
    EndOfData,
    /// After the server had accepted the message.
    AfterAcceptance,
}

impl Stage {
    /// All stages, in the order of the dialogue.
    pub const ALL: &'static [Self] = &[
        Self::Connect,
        Self::Ehlo,
        Self::Starttls,
        Self::Auth,
        Self::Mail,
        Self::Rcpt,
        Self::Data,
        Self::EndOfData,
        Self::AfterAcceptance,
    ];

    /// The written form, as in the data files and in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Ehlo => "ehlo",
            Self::Starttls => "starttls",
            Self::Auth => "auth",
            Self::Mail => "mail",
            Self::Rcpt => "rcpt",
            Self::Data => "data",
            Self::EndOfData => "end-of-data",
            Self::AfterAcceptance => "after-acceptance",
        }
    }

    /// The words that a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Connect => "while connecting",
            Self::Ehlo => "at the greeting (EHLO)",
            Self::Starttls => "while starting encryption",
            Self::Auth => "at the sign-in",
            Self::Mail => "when the sender was named (MAIL FROM)",
            Self::Rcpt => "when the recipient was named (RCPT TO)",
            Self::Data => "when the message was announced (DATA)",
            Self::EndOfData => "after the whole message was sent",
            Self::AfterAcceptance => "after the message had been accepted",
        }
    }
}

impl FromStr for Stage {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|stage| stage.id() == text).ok_or(())
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

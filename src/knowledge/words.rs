//! The closed lists of words that knowledge, diagnosis and reports share: who
//! acts, who said it, for how long.

use serde::{Deserialize, Serialize};

/// Declares an enum whose variants have one written form, the same in the
/// data files, in JSON and in `--answer`.
macro_rules! closed_list {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $id:literal, $label:literal;)+ }) => {
        $(#[$outer])*
        #[allow(clippy::enum_variant_names, reason = "the words of the field")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$inner])* #[serde(rename = $id)] $variant,)+
        }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The written form, as in the data files and in JSON.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// The words that a person reads.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|item| item.id() == text).ok_or(())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.id())
            }
        }
    };
}

closed_list! {
    /// Who has to act.
    Owner {
        /// Nobody: wait, or nothing is wrong.
        Nobody = "nobody", "nobody: wait";
        /// The person who sent the message.
        User = "user", "the sender";
        /// The first line: mail program, account settings, the user's computer.
        Helpdesk = "helpdesk", "you, the helpdesk";
        /// Whoever runs our mail servers.
        OurMailAdmin = "our-mail-admin", "our mail administrator";
        /// Whoever runs the DNS of our domains.
        OurDnsAdmin = "our-dns-admin", "our DNS administrator";
        /// The security team.
        Security = "security", "our security team";
        /// The person the message was for.
        Recipient = "recipient", "the recipient";
        /// Whoever runs the recipient's mail servers.
        TheirAdmin = "their-admin", "the recipient's mail administrator";
        /// Who built or runs the program that sends the mail.
        AppOwner = "app-owner", "the owner of the sending program";
        /// Who owns the sending IP address and its reverse DNS.
        IpOwner = "ip-owner", "the owner of the sending IP address";
        /// The internet provider of the network that sends.
        Isp = "isp", "our internet provider";
        /// Who runs the server or mailbox that forwards.
        ForwardingAdmin = "forwarding-admin", "whoever runs the forwarding";
        /// Owner or moderator of the group or list.
        ListOwner = "list-owner", "the owner of the group or list";
        /// The second line.
        Tier2 = "tier-2", "second-level support";
        /// Who leads an incident.
        IncidentLead = "incident-lead", "the incident lead";
    }
}

impl Owner {
    /// The same in at most 15 letters, for a column.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Nobody => "nobody: wait",
            Self::User => "sender",
            Self::Helpdesk => "helpdesk",
            Self::OurMailAdmin => "our mail admin",
            Self::OurDnsAdmin => "our DNS admin",
            Self::Security => "our security",
            Self::Recipient => "recipient",
            Self::TheirAdmin => "their admin",
            Self::AppOwner => "program's owner",
            Self::IpOwner => "IP's owner",
            Self::Isp => "our provider",
            Self::ForwardingAdmin => "forwarding",
            Self::ListOwner => "list's owner",
            Self::Tier2 => "second level",
            Self::IncidentLead => "incident lead",
        }
    }

    /// Whether a sentence in lower case speaks of them, where they are of this
    /// house: `To our mail administrator, with ...`.
    pub fn is_named_in(self, sentence: &str) -> bool {
        let name = match self {
            Self::OurMailAdmin => "our mail administrator",
            Self::OurDnsAdmin => "our dns administrator",
            Self::Security => "security",
            Self::Tier2 => "second-level support",
            Self::IncidentLead => "incident lead",
            Self::Isp => "internet provider",
            Self::AppOwner => "owner of the program",
            _ => return false,
        };
        sentence.contains(name)
    }
}

closed_list! {
    /// Who said no: whose program made the deciding reply.
    SaidBy {
        /// The sender's mail program or computer.
        Client = "client", "the mail program or computer itself";
        /// A mail server of ours.
        OurServer = "our-server", "our own mail server";
        /// A filter of ours.
        OurFilter = "our-filter", "our own filter";
        /// The recipient's filter.
        TheirFilter = "their-filter", "the recipient's filter";
        /// The recipient's mail server.
        TheirServer = "their-server", "the recipient's mail server";
        /// The evidence does not tell.
        Unknown = "unknown", "not known";
    }
}

closed_list! {
    /// Whether trying again unchanged can work, from what really holds.
    Permanence {
        /// It will not work unless something is changed.
        Permanent = "permanent", "PERMANENT";
        /// It may work later by itself.
        Temporary = "temporary", "TEMPORARY";
        /// Not a failure.
        None = "none", "NOT A FAILURE";
        /// The evidence does not tell.
        Unknown = "unknown", "UNCLEAR";
    }
}

closed_list! {
    /// What becomes of the message without anybody's doing.
    Retry {
        /// The server tries again; nobody has to do anything.
        Wait = "wait", "the server tries again by itself: wait";
        /// The server tries again; look at it if it goes on.
        Retry = "retry", "it may work later; look into it if it goes on";
        /// Send again after something was changed.
        AfterFix = "after-fix", "send again only after the cause is fixed";
        /// Nothing to send again.
        None = "none", "nothing to send again";
    }
}

closed_list! {
    /// The groups of causes.
    Group {
        /// Not a failure at all.
        NotAFailure = "not-a-failure", "Not a failure";
        /// Between the mail program and the outgoing server.
        SignIn = "sign-in", "Signing in and sending out";
        /// The recipient's address and mailbox.
        Recipient = "recipient", "Address and mailbox";
        /// Domain, DNS, connection, route.
        Route = "route", "Domain, DNS and route";
        /// This message: size, content, form.
        Message = "message", "This message";
        /// Who we are: reputation, authentication of the sender.
        Trust = "trust", "Reputation and proof of the sender";
        /// Rules, groups, quotas.
        Permission = "permission", "Rules and permission";
        /// A fault of a mail system.
        Server = "server", "Faults of a mail system";
        /// It cannot be told yet.
        Unknown = "unknown", "Cannot tell yet";
    }
}

closed_list! {
    /// How sure a diagnosis is, in words.
    Confidence {
        /// The words can mean nothing else.
        Certain = "certain", "certain";
        /// The best explanation by far.
        Likely = "likely", "likely";
        /// One of several explanations.
        Possible = "possible", "possible";
    }
}

closed_list! {
    /// Where a code comes from.
    Standing {
        /// Defined by RFC 5321 or RFC 3463.
        Standard = "standard", "standard";
        /// Defined by another RFC, or only registered with IANA.
        Extension = "extension", "extension";
        /// In an expired draft only.
        Draft = "draft", "expired draft";
        /// Used by products, in no RFC.
        Vendor = "vendor", "vendor's own";
        /// An enhanced code written without dots.
        Concatenated = "concatenated", "enhanced code without its dots";
        /// A number of a program or an operating system.
        Pseudo = "pseudo", "not an SMTP code";
        /// Nothing found about it.
        Unknown = "unknown", "origin unknown";
    }
}

closed_list! {
    /// What kind of system a provider is.
    ProviderKind {
        /// Mailboxes for the public or for firms.
        MailboxProvider = "mailbox-provider", "a provider of mailboxes";
        /// An internet provider's mailboxes.
        Isp = "isp", "an internet provider's mail";
        /// A hosting firm's mailboxes.
        Hosting = "hosting", "a hosting firm's mail";
        /// A filter in front of other mail servers.
        Filter = "filter", "a filter in front of other mail servers";
        /// Mail server software.
        Mta = "mta", "mail server software, run by many";
        /// A service that sends for others.
        SendingService = "sending-service", "a service that sends for others";
        /// A service that passes mail on to another mailbox.
        Forwarder = "forwarder", "a service that forwards";
        /// A program or library that sends, and speaks for itself.
        ClientProgram = "client-program", "a program or library that sends";
        /// A block list.
        Blocklist = "blocklist", "a block list";
    }
}

closed_list! {
    /// How an entry on a block list ends.
    Removal {
        /// Somebody responsible for the address asks with a form or a message.
        Form = "form", "ask for removal, after the source is stopped";
        /// It ends by itself when nothing new is seen.
        Automatic = "automatic", "by itself: there is nothing to ask for";
        /// Only who owns the network can ask.
        NetworkOwner = "network-owner", "only the owner of the network can ask";
        /// The link, the file or the text that is listed has to go.
        Content = "content", "take what is listed out of the message";
        /// Nobody is listed: the list no longer answers as it should.
        Closed = "closed", "not at all: the list is closed, who asks it must stop asking";
    }
}

closed_list! {
    /// The system that a command is typed on.
    Platform {
        /// Any system with the usual tools.
        Any = "any", "any";
        /// A Unix shell.
        Unix = "unix", "Unix shell";
        /// Windows command line or PowerShell.
        Windows = "windows", "Windows";
        /// The Exchange shell, on our own server as well as online.
        Exchange = "exchange", "Exchange shell";
        /// Exchange Online PowerShell only.
        ExchangeOnline = "exchange-online", "Exchange Online";
        /// The Exchange management shell of a server of our own only.
        ExchangeServer = "exchange-server", "Exchange Server";
        /// On a Postfix server.
        Postfix = "postfix", "Postfix server";
        /// On an Exim server.
        Exim = "exim", "Exim server";
    }
}

/// What the second number of an enhanced code says it is about (RFC 3463,
/// section 2).
pub const fn subject_label(subject: u16) -> &'static str {
    match subject {
        0 => "nothing more is said",
        1 => "an address",
        2 => "a mailbox",
        3 => "the mail system of the recipient",
        4 => "the network, or finding the way",
        5 => "the dialogue between the servers",
        6 => "the form of the message",
        7 => "security, or a rule",
        _ => "not laid down",
    }
}

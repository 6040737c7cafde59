//! The case's own host, domain and address, put into a remedy's words.

use std::borrow::Cow;

use crate::code::ReplyCode;
use crate::diagnosis::{Outcome, Owners};
use crate::evidence::{Kind, directory_name};
use crate::guide::{Exhibit, Session, State};
use crate::knowledge::{Cause, Owner, PLACEHOLDERS, Placeholder, Retry};

/// What is known of the case, for the placeholders of a remedy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    recipient: Option<String>,
    sender: Option<String>,
    remote_host: Option<String>,
    our_host: Option<String>,
    ip: Option<String>,
    x500: Option<String>,
    reply: Option<String>,
    owners: Option<Owners>,
    /// The message has come back: nothing tries again.
    is_given_up: bool,
    /// The reply was temporary: our server still tries.
    is_tried_again: bool,
}

impl Case {
    /// Nothing known: placeholders show what belongs there.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// What a diagnosis knows.
    pub fn of(outcome: &Outcome) -> Self {
        let mut reply = String::new();
        if let Some(code) = outcome.reply_code {
            reply.push_str(&code.to_string());
        }
        if let Some(code) = outcome.enhanced_code {
            reply.push_str(if reply.is_empty() { "" } else { " " });
            reply.push_str(&code.to_string());
        }
        if let Some(text) = &outcome.text {
            reply.push_str(if reply.is_empty() { "" } else { " " });
            reply.push_str(text);
        }
        Self {
            x500: outcome.recipient.as_deref().and_then(directory_name),
            recipient: outcome.recipient.clone(),
            sender: outcome.sender.clone(),
            remote_host: outcome.remote_host.clone(),
            our_host: outcome.our_host().map(str::to_owned),
            ip: outcome.sending_ip.clone(),
            owners: Some(outcome.owners()),
            reply: Some(reply).filter(|reply| !reply.is_empty()),
            is_given_up: outcome.is_given_up(),
            is_tried_again: !outcome.is_given_up()
                && outcome.reply_code.is_some_and(ReplyCode::is_temporary),
        }
    }

    /// What the diagnosis of some kind of input knows. What a person says of it
    /// is no reply: it is quoted to nobody.
    pub fn told(kind: Kind, outcome: &Outcome) -> Self {
        let case = Self::of(outcome);
        Self { reply: case.reply.filter(|_| kind != Kind::Words), ..case }
    }

    /// What a session knows: its evidence, and over that what the person's
    /// answers say of the message's fate and of who said no. Its reply is a
    /// server's or a program's, or none.
    pub fn of_session(session: &Session<'_>, state: &State<'_>) -> Self {
        let known = session.outcome().map_or_else(Self::unknown, Self::of);
        Self {
            reply: Self::said(session, known.reply),
            owners: Some(session.owners(state)),
            is_given_up: state.given_up.unwrap_or(known.is_given_up),
            is_tried_again: state.given_up.map_or(known.is_tried_again, |given_up| !given_up),
            ..known
        }
    }

    /// The reply of a session's evidence, or that of another piece where it is
    /// what a person says.
    fn said(session: &Session<'_>, reply: Option<String>) -> Option<String> {
        let Some(text) = session.outcome().and_then(|outcome| outcome.text.as_ref()) else {
            return reply;
        };
        let knowledge = session.knowledge();
        let is_words = |exhibit: &&Exhibit| exhibit.kind() == Kind::Words;
        let is_it = |exhibit: &Exhibit| exhibit.outcome(knowledge).text.as_ref() == Some(text);
        if !session.exhibits().filter(is_words).any(is_it) {
            return reply;
        }
        let mut others = session.exhibits().filter(|one| !is_words(one) && !one.is_page());
        others.find_map(|exhibit| Self::of(&exhibit.outcome(knowledge)).reply)
    }

    /// Who has to act on a cause in this case.
    pub(super) fn owner(&self, cause: &Cause) -> Owner {
        self.owners.as_ref().map_or(cause.owner, |owners| owners.of(cause))
    }

    /// The reply with its codes.
    pub(super) fn reply(&self) -> Option<&str> {
        self.reply.as_deref()
    }

    /// What of the case the user may read: the address that they wrote to, which
    /// is the failing one unless another is given, and nobody else's.
    pub(super) fn for_user(self, written_to: Option<&str>) -> Self {
        Self {
            recipient: written_to.map(str::to_owned).or(self.recipient),
            is_given_up: self.is_given_up,
            is_tried_again: self.is_tried_again,
            ..Self::default()
        }
    }

    /// The value of a placeholder.
    fn value(&self, name: &str) -> Option<&str> {
        match name {
            "recipient" => self.recipient.as_deref(),
            "recipient_domain" => domain_of(self.recipient.as_deref()?),
            "sender" => self.sender.as_deref(),
            "sender_domain" => domain_of(self.sender.as_deref()?),
            "remote_host" => self.remote_host.as_deref(),
            "our_host" => self.our_host.as_deref(),
            "ip" => self.ip.as_deref(),
            "x500" => self.x500.as_deref(),
            "reply" => self.reply.as_deref(),
            _ => None,
        }
    }

    /// Fills the placeholders of a sentence; what is not known is said in
    /// words.
    pub fn fill(&self, text: &str) -> String {
        let mut text = Cow::Borrowed(text);
        if self.value("recipient_domain").is_none() && text.contains(THEIR_POSTMASTER) {
            text = text.replace(THEIR_POSTMASTER, "their postmaster").into();
        }
        replace(&text, |known, before| {
            self.value(known.name).map_or_else(|| in_words(known, before), str::to_owned)
        })
    }

    /// The sentence for the user, filled.
    pub fn tell_user(&self, cause: &Cause) -> String {
        let returned = cause.tell_user_returned.filter(|_| self.is_given_up);
        self.fill(&returned.unwrap_or(cause.tell_user))
    }

    /// What becomes of the message by itself, in this case: most servers give
    /// up at a final reply, whatever the cause.
    pub fn prospect(&self, cause: &Cause) -> &'static str {
        match cause.retry {
            Retry::Wait | Retry::Retry if self.is_given_up => {
                "it may pass, but this message has come back: send it again later"
            }
            Retry::AfterFix if self.is_tried_again => {
                "our server keeps trying, but it only works after the cause is fixed"
            }
            retry => retry.label(),
        }
    }

    /// Fills the placeholders of a message that somebody sends; what is not
    /// known has to be written in by hand and stands there in capitals.
    pub(super) fn fill_message(&self, text: &str) -> String {
        replace(text, |known, _| self.value(known.name).unwrap_or(known.blank).to_owned())
    }

    /// What has to be written into such a message by hand, in a line; nothing
    /// where it can go as it is.
    pub(super) fn gaps(&self, text: &str) -> Option<String> {
        self.gaps_and(text, None)
    }

    /// The same with one more.
    pub(super) fn gaps_and(&self, text: &str, more: Option<&'static str>) -> Option<String> {
        let is_there = |known: &&Placeholder| text.contains(&format!("{{{}}}", known.name));
        let unknown = PLACEHOLDERS.iter().filter(|known| self.value(known.name).is_none());
        let blanks = unknown.filter(is_there).map(|known| known.blank);
        let blanks: Vec<&str> = blanks.chain(more).collect();
        let many = blanks.len();
        let noun = if many == 1 { "gap" } else { "gaps" };
        (many > 0).then(|| format!("{many} {noun} to fill in: {}", blanks.join(", ")))
    }

    /// Fills the placeholders of a command that somebody may paste into a
    /// shell. A value from outside is used only if it has no character that
    /// any shell could take for more than a letter; otherwise the placeholder
    /// says what belongs there.
    pub fn fill_command(&self, text: &str) -> String {
        replace(text, |known, _| {
            self.value(known.name)
                .filter(|value| match known.name {
                    "x500" => is_harmless_quoted(value),
                    _ => is_harmless(value),
                })
                .unwrap_or(known.blank)
                .to_owned()
        })
    }
}

/// Where the other side's postmaster is written to.
const THEIR_POSTMASTER: &str = "postmaster@{recipient_domain}";

/// A placeholder as words that fit what stands before it: "The mailbox of the
/// recipient", and a capital where a sentence begins.
fn in_words(known: &Placeholder, before: &str) -> String {
    let belongs = before.ends_with("address ") || before.ends_with("mailbox ");
    if belongs && known.name == "recipient" {
        return format!("of {}", known.words);
    }
    // Within a name or an address words would read oddly.
    if before.ends_with(['@', '.', '/', '=', '-', ':']) {
        return known.blank.to_owned();
    }
    let begins = before.is_empty() || before.ends_with(". ");
    match known.words.split_at_checked(1) {
        Some((first, rest)) if begins => first.to_uppercase() + rest,
        _ => known.words.to_owned(),
    }
}

/// The part after the last `@`.
fn domain_of(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// Whether a value is only letters, digits and `. _ @ + : -`, and does not
/// start like an option.
fn is_harmless(value: &str) -> bool {
    !value.is_empty()
        && !value.starts_with('-')
        && value.len() <= 254
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"._@+:-".contains(&b))
}

/// The same of a value that stands between single quotes in every command: it
/// may have blanks, brackets and slashes too.
fn is_harmless_quoted(value: &str) -> bool {
    value.len() <= 1024
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"._@+:-/= ()&".contains(&b))
}

/// Replaces each known placeholder by what `value` gives for it and for the
/// text before it.
fn replace(text: &str, value: impl Fn(&Placeholder, &str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (before, from_brace) = rest.split_at(start);
        out.push_str(before);
        let name = from_brace[1..].split_once('}').map(|(name, _)| name);
        let known = name.and_then(|name| PLACEHOLDERS.iter().find(|known| known.name == name));
        if let Some(known) = known {
            let value = value(known, &out);
            out.push_str(&value);
            rest = &from_brace[known.name.len() + 2..];
        } else {
            out.push('{');
            rest = &from_brace[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(recipient: &str) -> Case {
        Case { recipient: Some(recipient.to_owned()), ..Case::default() }
    }

    #[test]
    fn placeholders_take_the_case_or_say_what_belongs_there() {
        let known = case("ann@example.com");
        assert_eq!(
            known.fill("to {recipient} at {recipient_domain}"),
            "to ann@example.com at example.com"
        );
        assert_eq!(known.fill("from {sender}"), "from the sender");
        let write = "Write to postmaster@{recipient_domain}, see _dmarc.{sender_domain}.";
        assert_eq!(known.fill(write), "Write to postmaster@example.com, see _dmarc.SENDER-DOMAIN.");
        assert_eq!(
            Case::unknown().fill(write),
            "Write to their postmaster, see _dmarc.SENDER-DOMAIN."
        );
        let message = "{reply} for {recipient}: {reply} from {ip}";
        assert_eq!(
            known.gaps(message).as_deref(),
            Some("2 gaps to fill in: OUR-SENDING-IP, THE-REPLY")
        );
        assert_eq!(known.gaps("to {recipient}"), None);
        assert_eq!(known.fill_message("from {sender}"), "from SENDER-ADDRESS");
        let unknown = Case::unknown();
        assert_eq!(
            unknown.fill("The mailbox {recipient} is full."),
            "The mailbox of the recipient is full."
        );
        assert_eq!(
            unknown.fill("Wait. {our_host} tries again."),
            "Wait. Our mail server tries again."
        );
        assert_eq!(known.fill("awk '{print $1}' {"), "awk '{print $1}' {");
    }

    #[test]
    fn a_command_never_takes_what_a_shell_could_run() {
        for hostile in
            ["$(reboot)@x", "a;b@x", "a`b`@x", "-oProxy@x", "a b@x", "a'b@x", "a|b@x", "ä@x"]
        {
            assert_eq!(
                case(hostile).fill_command("swaks --to {recipient}"),
                "swaks --to RECIPIENT-ADDRESS"
            );
        }
        let old = |name: &str| Case { x500: Some(name.to_owned()), ..Case::default() };
        for (name, expected) in [
            ("/O=OURCO (A)/CN=ANN", "'X500:/O=OURCO (A)/CN=ANN'"),
            ("/O=A'B", "'X500:OLD-X500-ADDRESS'"),
            ("/O=$(x)", "'X500:OLD-X500-ADDRESS'"),
        ] {
            assert_eq!(old(name).fill_command("'X500:{x500}'"), expected);
        }
        assert_eq!(
            case("a.b+c@x.example").fill_command("swaks --to {recipient}"),
            "swaks --to a.b+c@x.example"
        );
    }
}

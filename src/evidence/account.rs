//! What a stretch of text says about one failure: the reply, who gave it, at
//! which stage, and whether it is a reply at all.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::phrases::{Hit, Tells};
use super::reply::{self, Said, collapsed, cut};
use super::types::Delivery;
use super::{Forms, address, codes};
use crate::code::{ClientCode, SocketError, Stage};

/// At most this many bytes around a reply are kept.
const CONTEXT: usize = 2048;

/// What a text says about one failure.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    pub(super) said: Said,
    pub(super) stage: Option<Stage>,
    pub(super) host: Option<String>,
    pub(super) sending_ip: Option<String>,
    pub(super) local: bool,
    pub(super) client_code: Option<ClientCode>,
    pub(super) socket_error: Option<SocketError>,
    pub(super) context: String,
}

/// Reads a text that is about one failure.
pub(super) fn read(text: &str, forms: &Forms) -> Account {
    read_with(text, forms, |text| forms.hits(text))
}

/// Reads a text that is about one failure, with the wordings that were found
/// in it before. They are asked for with how much of the text counts.
pub(super) fn read_with(
    text: &str,
    forms: &Forms,
    known: impl FnOnce(&str) -> Vec<Hit>,
) -> Account {
    let text = &unfolded(cut(text, reply::LONGEST));
    let hits = match text {
        Cow::Borrowed(text) => known(text),
        Cow::Owned(text) => forms.hits(text),
    };
    let mut said = reply_before(text, &hits);
    if said.at.is_none() {
        said = without_code(text, &hits);
    }
    let end = said.at.unwrap_or(text.len());
    let stage = stage(&hits, &said);
    let host = host(text, &hits, end);
    let local = said.reply.as_ref().is_some_and(|reply| reply.code.is_none())
        && hits.iter().any(|hit| hit.tells == Tells::Local);
    let mut account = Account { stage, host, local, ..Account::default() };
    account.client_code = hits.iter().find_map(|hit| client_code(text, hit));
    account.socket_error = hits.iter().find_map(|hit| socket_error(text, hit));
    let (from, to) = said.at.map_or((0, 0), |at| (at, said.end));
    let around = [text.get(..from), text.get(to..)].map(Option::unwrap_or_default);
    let mut context = collapsed(cut(around[0], CONTEXT));
    if !context.is_empty() && !around[1].trim().is_empty() {
        context.push(' ');
    }
    context.push_str(&collapsed(cut(around[1], CONTEXT)));
    account.context = context;
    if let Some(reply) = &mut said.reply {
        if hits.iter().any(|hit| hit.tells == Tells::AfterReply) {
            trim_after(&mut reply.text, forms);
        }
        if reply.code.is_some_and(|code| code.class() >= 4) {
            account.sending_ip = ip_address(&reply.text).map(str::to_owned);
        }
        reply.host.clone_from(&account.host);
    }
    account.said = said;
    account
}

impl Account {
    /// Whether the reply has a code of either kind.
    pub(super) fn has_code(&self) -> bool {
        self.said
            .reply
            .as_ref()
            .is_some_and(|reply| reply.code.is_some() || reply.enhanced.is_some())
    }

    /// Whether the reply has a reply code.
    pub(super) fn has_reply_code(&self) -> bool {
        self.said.reply.as_ref().is_some_and(|reply| reply.code.is_some())
    }

    /// Gives a delivery what it does not know yet.
    pub(super) fn fill(self, delivery: &mut Delivery) {
        if delivery.reply.is_none() {
            delivery.reply = self.said.reply;
            delivery.wrappers = self.said.wrappers;
            delivery.local = self.local;
        }
        delivery.stage = delivery.stage.or(self.stage);
        delivery.client_code = delivery.client_code.or(self.client_code);
        delivery.socket_error = delivery.socket_error.or(self.socket_error);
        delivery.remote_host = delivery.remote_host.take().or(self.host);
        delivery.sending_ip = delivery.sending_ip.take().or(self.sending_ip);
        if delivery.context.is_empty() {
            delivery.context = self.context;
        }
    }
}

/// A text without the folds that systems put into long lines: an indented line
/// goes on with the one before it, unless a code starts it.
fn unfolded(text: &str) -> Cow<'_, str> {
    let is_fold = |line: &str| {
        let content = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - content.len();
        let starts_code = codes::reply_code_at(content.as_bytes(), 0).is_some();
        indent >= 2
            && !content.trim().is_empty()
            && !starts_code
            && !content.starts_with("<<<")
            && !content.starts_with(">>>")
    };
    if !text.lines().skip(1).any(is_fold) {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        // An empty line before it keeps it apart.
        let goes_on = joined
            .strip_suffix('\n')
            .is_some_and(|before| !before.trim_end_matches('\r').ends_with('\n'));
        if is_fold(line) && goes_on && joined.len() > 1 {
            joined.truncate(joined.trim_end().len());
            joined.push(' ');
            joined.push_str(line.trim_start());
        } else {
            joined.push_str(line);
        }
    }
    Cow::Owned(joined)
}

/// The reply in a text; what only follows a reply is left out where there is
/// one before it.
fn reply_before(text: &str, hits: &[Hit]) -> Said {
    let after = hits.iter().filter(|hit| hit.tells == Tells::AfterReply && hit.from > 0);
    if let Some(end) = after.map(|hit| hit.from).min() {
        let said = reply::read(text.get(..end).unwrap_or_default());
        if said.at.is_some() {
            return said;
        }
    }
    reply::read(text)
}

/// Words without a reply code: those behind "Reason:" where something like it
/// stands there; those about the failure where such words stand there;
/// otherwise the first paragraph.
fn without_code(text: &str, hits: &[Hit]) -> Said {
    let after_reason = hits.iter().find(|hit| hit.tells == Tells::Reason).map(|hit| hit.to);
    let about = |hit: &&Hit| matches!(hit.tells, Tells::Failed | Tells::Delayed);
    let at_failure = hits.iter().rfind(about).map(|hit| {
        text.get(..hit.from).and_then(|before| before.rfind("\n\n")).map_or(0, |end| end + 2)
    });
    let words = codes::rest(text, after_reason.or(at_failure).unwrap_or(0));
    let mut words = without_rules(words);
    // "----- Transcript of session follows -----" says nothing.
    while let Some((heading, rest)) = words.split_once('\n')
        && heading.trim_end().ends_with("--")
    {
        words = without_rules(rest);
    }
    if words.trim().is_empty() {
        words = without_rules(text);
    }
    let end = paragraph_end(words);
    let mut said = reply::read(words.get(..end).unwrap_or(words));
    // A heading is nothing without what it announces.
    if words.get(..end).is_some_and(|heading| heading.trim_end().ends_with(':')) {
        let next = codes::rest(words, end).trim_start();
        let next = reply::read(next.get(..paragraph_end(next)).unwrap_or(next));
        if next.reply.is_some() {
            said = next;
        }
    }
    if said.reply.as_ref().is_none_or(|reply| reply.enhanced.is_none()) {
        // An enhanced code may stand further on.
        let enhanced =
            codes::enhanced_codes(text).map(|found| found.1).find(|code| code.class() > 2);
        if let Some(reply) = &mut said.reply {
            reply.enhanced = enhanced;
        }
    }
    said
}

/// A text without the empty lines and rules at its beginning.
fn without_rules(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || "-=:*>".contains(c))
}

/// Where the first paragraph of a text ends.
fn paragraph_end(text: &str) -> usize {
    text.find("\n\n").or_else(|| text.find("\n\r\n")).unwrap_or(text.len())
}

/// Cuts off what follows a reply without being part of it.
fn trim_after(words: &mut String, forms: &Forms) {
    let end = forms
        .hits(words)
        .iter()
        .filter(|hit| hit.tells == Tells::AfterReply)
        .map(|hit| hit.from)
        .min();
    if let Some(end) = end.filter(|end| *end > 0) {
        words.truncate(end);
        words.truncate(words.trim_end().len());
    }
}

/// The code of a mail program that starts here.
fn client_code(text: &str, hit: &Hit) -> Option<ClientCode> {
    (hit.tells == Tells::ClientCode).then_some(())?;
    let rest = codes::rest(text, hit.from);
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    rest.get(..length)?.parse().ok()
}

/// The socket error that the words name, or whose number stands behind them.
fn socket_error(text: &str, hit: &Hit) -> Option<SocketError> {
    match hit.tells {
        Tells::Socket(error) => Some(error),
        Tells::SocketNumber => {
            let rest = codes::rest(text, hit.to).trim_start_matches([' ', ':', '#', '=', '(', '[']);
            let rest = rest
                .strip_prefix("code")
                .unwrap_or(rest)
                .trim_start_matches([' ', ':', '#', '=', '(']);
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            rest.get(..length)?.parse().ok()
        }
        _ => None,
    }
}

/// The recipient that a bare reply names: the address it starts with, where
/// its words are about a recipient.
pub(super) fn recipient(text: &str) -> Option<String> {
    let (address, rest) = address::leading(text)?;
    let rest = cut(rest, 200).to_ascii_lowercase();
    let about = |words: &[&str]| words.iter().any(|word| rest.contains(word));
    (about(&["recipient", "user", "mailbox", "account", "relay", "alias"]) && !about(&["sender"]))
        .then(|| address.to_owned())
}

/// The stage that the words tell: those nearest to the reply count, for a
/// longer account may tell of several tries. What the server itself says comes
/// last: "RCPT" in its words may be about anything.
fn stage(hits: &[Hit], said: &Said) -> Option<Stage> {
    let at = said.at.unwrap_or(0);
    let after = hits.iter().filter(|hit| hit.tells == Tells::AfterReply && hit.from > at);
    let end = after.map(|hit| hit.from).min().unwrap_or(said.end).min(said.end.max(at));
    let staged = hits.iter().filter_map(|hit| match hit.tells {
        Tells::Stage(stage) => Some((hit, stage)),
        _ => None,
    });
    staged
        .min_by_key(|(hit, _)| {
            let inside = said.at.is_some() && hit.from >= at && hit.from < end;
            (inside, hit.from.abs_diff(at), usize::MAX - (hit.to - hit.from))
        })
        .map(|(_, stage)| stage)
}

/// The host that the words before the reply name last.
fn host(text: &str, hits: &[Hit], end: usize) -> Option<String> {
    let mut found = None;
    for hit in hits.iter().filter(|hit| hit.tells == Tells::Host && hit.to <= end) {
        // "host" within `relay.hoster.example` names nothing.
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let before = codes::byte_before(text.as_bytes(), hit.from);
        let goes_on = text.as_bytes().get(hit.to - 1..=hit.to);
        let goes_on = goes_on.is_some_and(|both| both.iter().all(u8::is_ascii_alphanumeric));
        if !is_part(before)
            && !goes_on
            && let Some(host) = leading_host(codes::rest(text, hit.to))
        {
            found = Some(host);
        }
    }
    found
        .or_else(|| host_at_line_start(text, hits))
        .or_else(|| host_before(text, end))
        .or_else(|| host_in_label(text, hits))
        .map(str::to_owned)
}

/// The host behind a label in braces, which may stand behind the reply:
/// `{LED=450 4.4.316 Connection refused};{FQDN=mx.there.example};{IP=192.0.2.5}`.
fn host_in_label<'a>(text: &'a str, hits: &[Hit]) -> Option<&'a str> {
    hits.iter()
        .filter(|hit| hit.tells == Tells::Host && codes::rest(text, hit.from).starts_with('{'))
        .find_map(|hit| leading_host(codes::rest(text, hit.to)))
}

/// The host that the line begins with on which a reply stands:
/// `mx.there.example[192.0.2.5] responded with: 550 …`
fn host_before(text: &str, end: usize) -> Option<&str> {
    let before = text.get(..end).filter(|before| before.len() < text.len())?;
    let line = before.rsplit('\n').next()?;
    leading_host(line.split_whitespace().next().filter(|word| !word.starts_with('<'))?)
}

/// The host that a line about a stage begins with: `192.0.2.1 does not like
/// recipient.`
fn host_at_line_start<'a>(text: &'a str, hits: &[Hit]) -> Option<&'a str> {
    hits.iter().filter(|hit| matches!(hit.tells, Tells::Stage(_))).find_map(|hit| {
        let before = text.get(..hit.from)?;
        let line = before.rsplit('\n').next().unwrap_or(before);
        let mut words = line.split_whitespace().filter(|word| !word.starts_with('<'));
        leading_host(words.clone().next()?).or_else(|| leading_host(words.next_back()?))
    })
}

/// A host name or IP address that stands right here.
pub(super) fn leading_host(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([' ', '\t', '\r', '\n', '<', '[', '(', '"', '\'', ':']);
    let length = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':'))
        .count();
    let token = text.get(..length)?.trim_end_matches(['.', ':', '-', '_']);
    // A local part before an @ only looks like one.
    let is_address = text.as_bytes().get(length) == Some(&b'@');
    (is_host(token) && !is_address).then_some(token)
}

/// Whether it is a host name with a dot, or an IP address.
pub(super) fn is_host(token: &str) -> bool {
    if token.parse::<Ipv4Addr>().is_ok() || token.parse::<Ipv6Addr>().is_ok() {
        return true;
    }
    let Some((_, last)) = token.rsplit_once('.') else { return false };
    // The names of programs' parts have dots too: "smtplib.SMTPDataError".
    let is_camel =
        last.as_bytes().windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    token.len() <= 253
        && !is_camel
        && !token.contains([':'])
        && last.len() >= 2
        && last.bytes().any(|b| b.is_ascii_alphabetic())
        && token.split('.').all(|label| !label.is_empty())
}

/// The first IP address in a text.
pub(super) fn ip_address(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_hexdigit() || c == '.' || c == ':';
    text.split(|c: char| !is_part(c)).map(|token| token.trim_end_matches(['.', ':'])).find(
        |token| {
            token.len() >= 7
                && (token.parse::<Ipv4Addr>().is_ok() || token.parse::<Ipv6Addr>().is_ok())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an account says: code, stage, host, whether local, text.
    fn check(text: &str, expected: &str) {
        let account = read(text, Forms::builtin());
        let reply = account.said.reply.clone().unwrap_or_default();
        let shown = format!(
            "{} {} {}{} {}",
            reply.code.map_or("-".to_owned(), |code| code.to_string()),
            account.stage.map_or("-", Stage::id),
            account.host.as_deref().unwrap_or("-"),
            if account.local { " local" } else { "" },
            reply.text
        );
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn postfix() {
        check(
            "host mx.there.example[192.0.2.5] said: 550 5.1.1 <kay@there.example>\n    Unknown (in reply to RCPT TO\n    command)",
            "550 rcpt mx.there.example <kay@there.example> Unknown",
        );
        check("host relay.hoster.example[192.0.2.5] said: 554 No", "554 - relay.hoster.example No");
        check(
            "host mx.there.example[192.0.2.5] refused to talk to me: 421 Busy",
            "421 connect mx.there.example Busy",
        );
        check(
            "connect to mx.there.example[192.0.2.5]:25: Connection refused",
            "- connect mx.there.example local connect to mx.there.example[192.0.2.5]:25: Connection refused",
        );
    }

    #[test]
    fn exim() {
        check(
            "SMTP error from remote mail server after end of data:\n host mx.there.example [192.0.2.5]: 554 No",
            "554 end-of-data mx.there.example No",
        );
        check("retry timeout exceeded", "- - - local retry timeout exceeded");
    }

    #[test]
    fn exchange() {
        check(
            "\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'\n\n",
            "550 - - RESOLVER.ADR.RecipientNotFound; not found",
        );
    }

    #[test]
    fn qmail() {
        check(
            "192.0.2.5 does not like recipient.\nRemote host said: 550 No such user\nGiving up on 192.0.2.5.",
            "550 rcpt 192.0.2.5 No such user",
        );
        check(
            "192.0.2.5 failed after I sent the message.\nRemote host said: 554 Spam",
            "554 end-of-data 192.0.2.5 Spam",
        );
    }
}

//! What a stretch of text says about one failure: the reply, who gave it, at
//! which stage, and whether it is a reply at all.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::phrases::{Hit, Tells};
use super::reply::{self, Said, collapsed, cut};
use super::types::Delivery;
use super::{Forms, codes};
use crate::code::Stage;

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
    pub(super) context: String,
}

/// Reads a text that is about one failure.
pub(super) fn read(text: &str, forms: &Forms) -> Account {
    let text = cut(text, reply::LONGEST);
    let hits = forms.hits(text);
    let mut said = reply::read(text);
    if said.at.is_none() {
        said = without_code(text, &hits);
    }
    let end = said.at.unwrap_or(text.len());
    let stage = stage(&hits, said.at);
    let host = host(text, &hits, end);
    let local = said.reply.as_ref().is_some_and(|reply| reply.code.is_none())
        && hits.iter().any(|hit| hit.tells == Tells::Local);
    let mut account = Account { stage, host, local, ..Account::default() };
    let (from, to) = said.at.map_or((0, 0), |at| (at, said.end));
    let around = [text.get(..from), text.get(to..)].map(Option::unwrap_or_default);
    let mut context = collapsed(cut(around[0], CONTEXT));
    if !context.is_empty() && !around[1].trim().is_empty() {
        context.push(' ');
    }
    context.push_str(&collapsed(cut(around[1], CONTEXT)));
    account.context = context;
    if let Some(reply) = &mut said.reply {
        trim_after(&mut reply.text, forms);
        account.sending_ip = ip_address(&reply.text).map(str::to_owned);
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
        delivery.remote_host = delivery.remote_host.take().or(self.host);
        delivery.sending_ip = delivery.sending_ip.take().or(self.sending_ip);
        if delivery.context.is_empty() {
            delivery.context = self.context;
        }
    }
}

/// Words without a reply code: those behind "Reason:" where something like it
/// stands there, up to the next empty line; otherwise the first paragraph.
fn without_code(text: &str, hits: &[Hit]) -> Said {
    let from = hits.iter().find(|hit| hit.tells == Tells::Reason).map_or(0, |hit| hit.to);
    let words = codes::rest(text, from);
    let words = words.trim_start_matches(|c: char| c.is_whitespace() || "-=:*".contains(c));
    let end = words.find("\n\n").or_else(|| words.find("\n\r\n")).unwrap_or(words.len());
    let paragraph = words.get(..end).unwrap_or(words);
    let mut said = reply::read(paragraph);
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

/// The stage that the words tell: those nearest to the reply count, for a
/// longer account may tell of several tries.
fn stage(hits: &[Hit], at: Option<usize>) -> Option<Stage> {
    let staged = hits.iter().filter_map(|hit| match hit.tells {
        Tells::Stage(stage) => Some((hit, stage)),
        _ => None,
    });
    let at = at.unwrap_or(0);
    staged
        .min_by_key(|(hit, _)| (hit.from.abs_diff(at), usize::MAX - (hit.to - hit.from)))
        .map(|(_, stage)| stage)
}

/// The host that the words before the reply name last.
fn host(text: &str, hits: &[Hit], end: usize) -> Option<String> {
    let mut found = None;
    for hit in hits.iter().filter(|hit| hit.tells == Tells::Host && hit.to <= end) {
        let before = codes::byte_before(text.as_bytes(), hit.from);
        if !before.is_ascii_alphanumeric()
            && let Some(host) = leading_host(codes::rest(text, hit.to))
        {
            found = Some(host);
        }
    }
    found.or_else(|| host_at_line_start(text, hits)).map(str::to_owned)
}

/// The host that a line about a stage begins with: `192.0.2.1 does not like
/// recipient.`
fn host_at_line_start<'a>(text: &'a str, hits: &[Hit]) -> Option<&'a str> {
    hits.iter().filter(|hit| matches!(hit.tells, Tells::Stage(_))).find_map(|hit| {
        let before = text.get(..hit.from)?;
        let line = before.rsplit('\n').next().unwrap_or(before);
        line.split_whitespace().filter_map(leading_host).last()
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
    token.len() <= 253
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

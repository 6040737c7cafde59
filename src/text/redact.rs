//! Taking addresses, hosts, IP addresses, message ids and queue ids out of a
//! text, with stand-ins that stay the same within it.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Labels before an address without brackets: `from=ann@example.com`.
const LABELS: &[&str] = &[
    "from",
    "to",
    "orig_to",
    "sender",
    "recipient",
    "rcpt",
    "mail",
    "email",
    "user",
    "account",
    "sasl_username",
    "envelope-from",
    "smtp.mailfrom",
    "smtp.mail",
    "header.from",
    "header.i",
    "authid",
];

/// Domains that no name outside a house ends with.
const PRIVATE: &[&str] = &["corp", "home", "internal", "intranet", "lan", "local", "private"];

/// What a stand-in stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Address,
    Host,
    Ip,
    MessageId,
    QueueId,
    Link,
    Name,
}

/// Redacts texts that belong together: what is the same in them gets the same
/// stand-in.
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    /// Values that stay, in lower case.
    kept: Vec<String>,
    /// What was replaced, in lower case, and its number among its kind.
    seen: Vec<(What, String, usize)>,
    /// Words that are names because an address has them before its `@`.
    names: Vec<String>,
    /// Where only addresses and what is inside our own house are taken out:
    /// the domains of the house, in lower case.
    inside: Option<Vec<String>>,
}

impl Redactor {
    /// Keeps nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes only addresses out, and hosts and IP addresses inside our own
    /// house: below these domains, or of no use outside.
    pub fn only_ours(domains: &[String]) -> Self {
        let domains = domains.iter().map(|domain| domain.to_lowercase()).collect();
        Self { inside: Some(domains), ..Self::default() }
    }

    /// Whether such a thing may stay as it is, whatever it is called.
    fn may_stay(&self, what: What, value: &str) -> bool {
        let Some(domains) = &self.inside else { return false };
        match what {
            What::Address | What::Name => false,
            What::MessageId | What::QueueId | What::Link => true,
            What::Host => {
                let is_below = |domain: &str| {
                    let front = value.strip_suffix(domain);
                    front.is_some_and(|front| front.is_empty() || front.ends_with('.'))
                };
                !domains.iter().any(|domain| is_below(domain))
                    && !PRIVATE.iter().any(|domain| is_below(domain))
            }
            What::Ip => match strip_ipv6(value).parse::<IpAddr>() {
                Ok(IpAddr::V4(ip)) => !ip.is_private() && !ip.is_loopback() && !ip.is_link_local(),
                Ok(IpAddr::V6(ip)) => !ip.is_unique_local() && !ip.is_loopback(),
                Err(_) => false,
            },
        }
    }

    /// Keeps a value as it is: an address, or a host.
    #[must_use]
    pub fn keep(mut self, value: Option<&str>) -> Self {
        self.kept.extend(value.map(str::to_lowercase));
        self
    }

    /// Takes the part of an address before its `@` out wherever it stands
    /// alone, as in "kay was not found".
    #[must_use]
    pub fn hide_name_of(mut self, address: Option<&str>) -> Self {
        let local = address.and_then(|address| address.rsplit_once('@')).map(|(local, _)| local);
        let is_telling =
            |local: &&str| local.len() > 2 && !self.kept.contains(&local.to_lowercase());
        self.names.extend(local.filter(is_telling).map(str::to_lowercase));
        self
    }

    /// The text without what is not kept.
    pub fn redact(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let gap = rest.find(|c| !is_break(c)).unwrap_or(rest.len());
            let (between, from_token) = rest.split_at(gap);
            out.push_str(between);
            let end = token_end(from_token);
            let (token, after) = from_token.split_at(end);
            self.token(token, &mut out);
            rest = after;
        }
        out
    }

    /// Redacts what stands between two breaks.
    fn token(&mut self, token: &str, out: &mut String) {
        let core = token.trim_end_matches(['.', ':', '!', '?', ',', '=']);
        let tail = &token[core.len()..];
        if core.contains("://") {
            self.stand_in(What::Link, core, out);
        } else if is_directory_name(core) {
            self.stand_in(What::Name, core, out);
        } else if let Some(at) = core.rfind('@').filter(|_| core.contains(char::is_alphanumeric)) {
            self.address(core, at, out);
        } else if let Some((label, value)) =
            core.split_once('=').filter(|(label, _)| !label.is_empty())
        {
            out.push_str(label);
            out.push('=');
            self.word(value, out);
        } else {
            self.word(core, out);
        }
        out.push_str(tail);
    }

    fn address(&mut self, core: &str, at: usize, out: &mut String) {
        let mut address = core;
        // A label belongs to the line and not to the address.
        if let Some((label, value)) = core.split_once(['=', ':'])
            && label.len() < at
            && LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))
        {
            out.push_str(&core[..=label.len()]);
            address = value;
        }
        let local = address.split('@').next().unwrap_or_default();
        let before = out.trim_end_matches(['<', ' ', '=', ':', '"']).to_ascii_lowercase();
        let is_id = ["message-id", "messageid", "msgid", "in-reply-to", "references"]
            .iter()
            .any(|name| before.ends_with(name))
            || local.len() >= 20 && local.bytes().filter(u8::is_ascii_digit).count() >= 4;
        self.stand_in(if is_id { What::MessageId } else { What::Address }, address, out);
    }

    /// Redacts a word that holds no `@`.
    fn word(&mut self, word: &str, out: &mut String) {
        let lower = word.to_lowercase();
        let what = if is_ip(word) {
            Some(What::Ip)
        } else if lower.starts_with("imceaex") {
            Some(What::Address)
        } else if is_host(word) {
            Some(What::Host)
        } else if is_queue_id(word) {
            Some(What::QueueId)
        } else if self.names.contains(&lower) {
            Some(What::Name)
        } else {
            None
        };
        match what {
            Some(what) => self.stand_in(what, word, out),
            // A port or a path behind a host or an address.
            None => match word.rsplit_once([':', '/', '#']) {
                Some((head, tail)) if is_host(head) || head.parse::<Ipv4Addr>().is_ok() => {
                    self.word(head, out);
                    out.push_str(&word[head.len()..word.len() - tail.len()]);
                    out.push_str(tail);
                }
                _ => out.push_str(word),
            },
        }
    }

    fn stand_in(&mut self, what: What, written: &str, out: &mut String) {
        let value = written.to_lowercase();
        if self.kept.contains(&value) || self.may_stay(what, &value) {
            out.push_str(written);
            return;
        }
        // A name and its address share their number, so that they can still
        // be told to belong together.
        let number = self.number(what, &value);
        match what {
            What::Address => {
                let domain = value.rsplit_once('@').map_or("", |(_, domain)| domain);
                let domain = match domain {
                    "" => String::new(),
                    domain if self.kept.iter().any(|kept| kept == domain) => domain.to_owned(),
                    domain => format!("domain{}.example", self.number(What::Host, domain)),
                };
                if let Some((local, _)) = value.rsplit_once('@')
                    && local.len() > 2
                    && !self.names.iter().any(|name| name == local)
                {
                    self.names.push(local.to_owned());
                }
                _ = write!(out, "user{number}@{domain}");
            }
            What::Host => _ = write!(out, "domain{number}.example"),
            What::Ip => _ = write!(out, "[ip-{number}]"),
            What::MessageId => _ = write!(out, "[message-id-{number}]"),
            What::QueueId => _ = write!(out, "[queue-id-{number}]"),
            What::Link => _ = write!(out, "[link-{number}]"),
            What::Name => _ = write!(out, "[name-{number}]"),
        }
    }

    fn number(&mut self, what: What, value: &str) -> usize {
        let seen = self.seen.iter().find(|(kind, known, _)| *kind == what && known == value);
        if let Some((.., number)) = seen {
            return *number;
        }
        let number = self.seen.iter().filter(|(kind, ..)| *kind == what).count() + 1;
        self.seen.push((what, value.to_owned(), number));
        number
    }
}

fn is_break(c: char) -> bool {
    c.is_whitespace() || "<>()[]{}\"'`,;|".contains(c)
}

/// Where a token ends. Brackets do not end an address such as `ann@[192.0.2.1]`.
fn token_end(text: &str) -> usize {
    let end = text.find(is_break).unwrap_or(text.len());
    if text[..end].ends_with('@')
        && let Some(inner) = text[end..].strip_prefix('[')
        && let Some(close) = inner.find(']')
    {
        return end + close + 2;
    }
    end
}

/// Whether a word is a piece of a directory name (X.500), as Exchange writes
/// it: `/O=OURCO/CN=ANN`.
fn is_directory_name(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    !lower.contains('@') && ["/o=", "/ou=", "/cn="].iter().any(|part| lower.contains(part))
}

fn is_ip(word: &str) -> bool {
    word.parse::<Ipv4Addr>().is_ok()
        || word.contains(':') && strip_ipv6(word).parse::<Ipv6Addr>().is_ok()
}

fn strip_ipv6(word: &str) -> &str {
    let marked = word.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("ipv6:"));
    if marked { &word[5..] } else { word }
}

/// Whether a word is the name of a host: labels with dots between, the last
/// one of letters only and written like a domain's.
fn is_host(word: &str) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let Some((last, first)) = labels.split_last() else { return false };
    let is_label = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let same_case = last.chars().all(char::is_lowercase) || last.chars().all(char::is_uppercase);
    !first.is_empty()
        && labels.iter().all(is_label)
        && last.chars().count() >= 2
        && (last.chars().all(char::is_alphabetic) && same_case || last.starts_with("xn--"))
}

/// Whether a word is an id that a server made: long, of letters and digits.
fn is_queue_id(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_hex_number = word.starts_with("0x") || word.starts_with("0X");
    word.len() >= 10
        && digits >= 2
        && letters >= 2
        && !is_hex_number
        && !word.contains("..")
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
        // A date with a time, and words joined by hyphens, are no ids.
        && !(word.starts_with("20") && word.as_bytes().get(4) == Some(&b'-'))
        && (digits >= 4 || word.bytes().all(|b| !b.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_tells_of_people_is_replaced_and_stays_the_same() {
        for (text, expected) in [
            (
                "<ann@ourco.example> to <bob@x.example>, ann@ourco.example",
                "<user1@domain1.example> to <user2@domain2.example>, user1@domain1.example",
            ),
            (
                "host mx.partner.example[192.0.2.25]:25 said: 550",
                "host domain1.example[[ip-1]]:25 said: 550",
            ),
            (
                "Client host [2001:db8::1] blocked, IPv6:2001:db8::1",
                "Client host [[ip-1]] blocked, [ip-2]",
            ),
            ("Message-ID: <abc@ourco.example>", "Message-ID: <[message-id-1]>"),
            (
                "postfix/smtp[12]: 4XyZ12Ab3CdEf: to=<a@b.example>",
                "postfix/smtp[12]: [queue-id-1]: to=<user1@domain1.example>",
            ),
            ("id 1tABCd-0001Ab-2C", "id [queue-id-1]"),
            ("from=ann@ourco.example", "from=user1@domain1.example"),
            ("see https://x.example/q?a=ann@ourco.example now", "see [link-1] now"),
            ("helo=mx.ourco.example", "helo=domain1.example"),
            ("ann@ourco.example: ann is not known", "user1@domain1.example: [name-1] is not known"),
            ("ann@[192.0.2.1] x", "user1@domain1.example x"),
            (
                "X500:/O=OURCO/OU=FIRST GROUP (FYDI)/CN=RECIPIENTS/CN=ANN.LEE; not found",
                "[name-1] GROUP (FYDI)[name-2]; not found",
            ),
        ] {
            assert_eq!(Redactor::new().redact(text), expected);
        }
    }

    #[test]
    fn codes_and_words_stay() {
        for text in [
            "550 5.1.1 User unknown",
            "0x800CCC0F at 12:30:45, 2026-11-21T14:32:05Z",
            "RESOLVER.ADR.ExRecipNotFound; not found",
            "Sat, 21 Nov 2026 22:33:00 +0100 (S3140) TSS04",
            "e.g. the well-known-reason, 4.7.28",
            "the part after the @ (or behind \"@\") is wrong: @.",
        ] {
            assert_eq!(Redactor::new().redact(text), text);
        }
    }

    #[test]
    fn what_is_kept_stays_and_nothing_else() {
        let mut redactor = Redactor::new().keep(Some("bob@x.example")).keep(Some("mx.x.example"));
        assert_eq!(
            redactor.redact("mx.x.example: bob@x.example, eve@x.example"),
            "mx.x.example: bob@x.example, user1@domain1.example"
        );
    }

    #[test]
    fn only_other_people_and_the_inside_of_our_house_are_taken_out() {
        let mut redactor =
            Redactor::only_ours(&["ourco.example".to_owned()]).keep(Some("bob@x.example"));
        for (text, expected) in [
            ("blocked using dnsbl.sorbs.net, see https://x.example/q?ip=192.0.2.1", ""),
            ("host mx.x.example[192.0.2.25] 4XyZ12Ab3CdEf <bob@x.example>", ""),
            ("via relay.ourco.example", "via domain1.example"),
            ("from exch1.corp [10.0.0.5]", "from domain2.example [[ip-1]]"),
            ("ask eve@x.example, eve knows", "ask user1@domain3.example, [name-1] knows"),
        ] {
            let expected = if expected.is_empty() { text } else { expected };
            assert_eq!(redactor.redact(text), expected);
        }
    }

    proptest! {
        #[test]
        fn no_address_ever_comes_through(
            before in "[ -~é]{0,20}", local in "[a-z0-9.+=_-]{1,10}", after in "[ -~é]{0,20}",
        ) {
            let text = format!("{before} {local}@secret.example {after}");
            let redacted = Redactor::new().redact(&text);
            prop_assert!(!redacted.contains("secret.example"), "{redacted}");
        }
    }
}

//! Who said it: a server of ours, the recipient's, a filter, or the mail
//! program itself.

use super::case::Case;
use super::ours::{Kin, Ours};
use super::provider::{domain_of, is_host};
use crate::code::Stage;
use crate::evidence::{Delivery, Evidence, Kind};
use crate::knowledge::{Cause, Group, Provider, ProviderKind, SaidBy};

/// What somebody was told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A mail program's own number, without a server's reply.
    Number,
    /// The host that answered is one of the site's own.
    OurHost,
    /// The host that answered is none that is known as ours.
    OtherHost,
    /// The reply begins with the name of a host of the site.
    OurName,
    /// It is the log of the server that answered: who has a log runs the
    /// server.
    OwnLog,
    /// The system that wrote the report decided itself.
    Reporter,
    /// It was at the sign-in, which only our own server asks for.
    SignIn,
    /// Another server passed the reply on.
    Passed,
    /// The words are a provider's.
    Provider,
    /// A bounce that quotes a reply quotes the other side's.
    Bounce,
    /// The recipient's domain is one of ours.
    OurDomain,
    /// The cause can only be said by them.
    Cause,
    /// Nothing tells.
    Nothing,
}

/// Tells who said it from the hosts and the form of the evidence.
pub(super) fn from_evidence(
    evidence: &Evidence,
    delivery: &Delivery,
    case: &Case<'_>,
    ours: &Ours,
) -> (SaidBy, Told) {
    let kind = evidence.kind;
    let has_reply = delivery
        .reply
        .as_ref()
        .is_some_and(|reply| reply.code.is_some() || reply.enhanced.is_some());
    if !has_reply
        && (delivery.client_code.is_some() || delivery.socket_error.is_some())
        && !delivery.local
    {
        return (SaidBy::Client, Told::Number);
    }
    // The site's own list of hosts is better than any guess.
    if let Some(host) = answering(delivery).filter(|_| !delivery.local) {
        let kin = ours.kin(host).or_else(|| ours.kin_by_address(host, delivery, evidence));
        return match kin {
            Some(kin) => (of_ours(kin), Told::OurHost),
            None if is_own_log(kind, host, delivery, case.provider, ours) => {
                (SaidBy::OurServer, Told::OwnLog)
            }
            None => (theirs(delivery, case.provider), Told::OtherHost),
        };
    }
    if delivery.local {
        let reporter = delivery.reporting_host.as_deref();
        let said_by = match (reporter.and_then(|host| ours.kin(host)), reporter) {
            (Some(kin), _) => of_ours(kin),
            (None, Some(host)) if is_theirs(host, delivery, case.provider) => {
                theirs(delivery, case.provider)
            }
            _ => SaidBy::OurServer,
        };
        return (said_by, Told::Reporter);
    }
    if let Some(kin) = ours_in_front(delivery, ours) {
        return (of_ours(kin), Told::OurName);
    }
    if delivery.stage == Some(Stage::Auth) {
        return (SaidBy::OurServer, Told::SignIn);
    }
    if !ours.is_empty() {
        let domain = delivery.recipient.as_deref().and_then(domain_of);
        if domain.is_some_and(|domain| ours.is_recipient(&domain)) {
            return (SaidBy::OurServer, Told::OurDomain);
        }
    }
    if !delivery.wrappers.is_empty() {
        return (theirs(delivery, case.provider), Told::Passed);
    }
    match case.provider.map(|provider| provider.kind) {
        Some(ProviderKind::Filter) => (SaidBy::TheirFilter, Told::Provider),
        // Such a service may also take mail in for the domains of its customers.
        Some(ProviderKind::SendingService) if takes_mail_in(delivery) => {
            (theirs(delivery, case.provider), Told::Provider)
        }
        Some(ProviderKind::SendingService) => (SaidBy::OurServer, Told::Provider),
        Some(ProviderKind::ClientProgram) if !has_reply => (SaidBy::Client, Told::Provider),
        _ if kind == Kind::Bounce && delivery.reporting_host.is_some() && has_reply => {
            (theirs(delivery, case.provider), Told::Bounce)
        }
        _ => (SaidBy::Unknown, Told::Nothing),
    }
}

/// Whether the host that reports is called after the mail that comes in.
fn takes_mail_in(delivery: &Delivery) -> bool {
    delivery.reporting_host.as_deref().is_some_and(|host| {
        let name = host.split('.').next().unwrap_or_default();
        name.split('-').any(|word| word.eq_ignore_ascii_case("inbound"))
    })
}

/// The host that answered, where something names it.
pub(super) fn answering(delivery: &Delivery) -> Option<&str> {
    delivery
        .remote_host
        .as_deref()
        .or_else(|| delivery.reply.as_ref().and_then(|reply| reply.host.as_deref()))
}

/// Whether a log is that of the server that answered, and nothing speaks for
/// its being the recipient's.
fn is_own_log(
    kind: Kind,
    host: &str,
    delivery: &Delivery,
    provider: Option<&Provider>,
    ours: &Ours,
) -> bool {
    // A site that names its hosts is asked first, and said no; but a log mostly
    // has the first part of a host's name only.
    let may_be = ours.is_empty() || !host.contains('.');
    kind == Kind::Log
        && may_be
        && delivery.reporting_host.as_deref() == Some(host)
        && !is_theirs(host, delivery, provider)
}

/// A host of ours that a reply begins with: servers give their own name first
/// (RFC 5321, section 4.2). In angle brackets stands who is refused.
fn ours_in_front(delivery: &Delivery, ours: &Ours) -> Option<Kin> {
    if ours.is_empty() {
        return None;
    }
    let reply = delivery.reply.as_ref()?;
    let first = reply.text.split_whitespace().next()?.trim_end_matches([':', ',', ';']);
    let is_host = first.contains('.') && !first.starts_with('<') && !first.contains('@');
    ours.kin(first).filter(|_| is_host)
}

fn of_ours(kin: Kin) -> SaidBy {
    match kin {
        Kin::Server => SaidBy::OurServer,
        Kin::Filter => SaidBy::OurFilter,
    }
}

/// What the cause itself tells of who said it, where the evidence does not.
pub(super) fn from_cause(case: &Case<'_>, cause: &Cause) -> SaidBy {
    // Users name such a cause in words of their own, which nobody said.
    if let Some(said_by) = cause.said_by.filter(|_| case.class().is_some()) {
        return said_by;
    }
    let speaks_for_recipient = case.provider.is_some_and(|provider| {
        matches!(
            provider.kind,
            ProviderKind::MailboxProvider | ProviderKind::Isp | ProviderKind::Hosting
        )
    });
    match cause.group {
        Group::SignIn if case.client.is_some() && case.reply.is_none() => SaidBy::Client,
        Group::SignIn => SaidBy::OurServer,
        Group::Recipient | Group::Trust if case.class().is_some() => SaidBy::TheirServer,
        _ if speaks_for_recipient => SaidBy::TheirServer,
        _ => SaidBy::Unknown,
    }
}

/// The recipient's side: its filter or its server.
fn theirs(delivery: &Delivery, provider: Option<&Provider>) -> SaidBy {
    let is_filter = provider.is_some_and(|provider| provider.kind == ProviderKind::Filter);
    let context_only = delivery.reply.is_none();
    if is_filter && !context_only { SaidBy::TheirFilter } else { SaidBy::TheirServer }
}

/// Whether a host that reports belongs to the recipient's side: to the
/// provider of the recipient, or to the recipient's own domain and not also to
/// the sender's.
fn is_theirs(host: &str, delivery: &Delivery, provider: Option<&Provider>) -> bool {
    let host = host.to_ascii_lowercase();
    let recipient = delivery.recipient.as_deref().and_then(domain_of);
    let sender = delivery.sender.as_deref().and_then(domain_of);
    let serves =
        |domain: &Option<String>| domain.as_deref().is_some_and(|domain| is_below(&host, domain));
    if serves(&sender) {
        return false;
    }
    let by_provider = provider.is_some_and(|provider| {
        is_host(provider, &host)
            && recipient
                .as_deref()
                .is_some_and(|domain| provider.domains.iter().any(|own| **own == *domain))
    });
    serves(&recipient) || by_provider
}

/// Whether a host is a domain or lies below it.
pub(super) fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|front| front.is_empty() || front.ends_with('.'))
}

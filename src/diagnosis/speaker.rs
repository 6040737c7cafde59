//! Who said it: a server of ours, the recipient's, a filter, or the mail
//! program itself.

use super::Ours;
use super::case::Case;
use super::provider::{domain_of, is_host};
use crate::code::Stage;
use crate::evidence::{Delivery, Kind};
use crate::knowledge::{Group, Provider, ProviderKind, SaidBy};

/// Tells who said it from the hosts and the form of the evidence.
pub(super) fn from_evidence(
    kind: Kind,
    delivery: &Delivery,
    case: &Case<'_>,
    ours: &Ours,
) -> SaidBy {
    let answering = delivery
        .remote_host
        .as_deref()
        .or_else(|| delivery.reply.as_ref().and_then(|reply| reply.host.as_deref()));
    let has_reply = delivery
        .reply
        .as_ref()
        .is_some_and(|reply| reply.code.is_some() || reply.enhanced.is_some());
    if !has_reply
        && (delivery.client_code.is_some() || delivery.socket_error.is_some())
        && !delivery.local
    {
        return SaidBy::Client;
    }
    // The site's own list of hosts is better than any guess.
    if let Some(host) = answering.filter(|_| !delivery.local) {
        if ours.is_host(host) {
            return SaidBy::OurServer;
        }
        return theirs(delivery, case.provider);
    }
    if delivery.local {
        return match delivery.reporting_host.as_deref() {
            Some(host) if ours.is_host(host) => SaidBy::OurServer,
            Some(host) if is_theirs(host, delivery, case.provider) => {
                theirs(delivery, case.provider)
            }
            _ => SaidBy::OurServer,
        };
    }
    if delivery.stage == Some(Stage::Auth) {
        return SaidBy::OurServer;
    }
    if !delivery.wrappers.is_empty() {
        return theirs(delivery, case.provider);
    }
    match case.provider.map(|provider| provider.kind) {
        Some(ProviderKind::Filter) => SaidBy::TheirFilter,
        Some(ProviderKind::SendingService) => SaidBy::OurServer,
        Some(ProviderKind::ClientProgram) if !has_reply => SaidBy::Client,
        _ if kind == Kind::Bounce && delivery.reporting_host.is_some() && has_reply => {
            theirs(delivery, case.provider)
        }
        _ => SaidBy::Unknown,
    }
}

/// What the cause itself tells of who said it, where the evidence does not.
pub(super) fn from_cause(case: &Case<'_>, group: Group) -> SaidBy {
    let speaks_for_recipient = case.provider.is_some_and(|provider| {
        matches!(
            provider.kind,
            ProviderKind::MailboxProvider | ProviderKind::Isp | ProviderKind::Hosting
        )
    });
    match group {
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

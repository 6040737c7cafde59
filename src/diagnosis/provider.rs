//! Whose words these are: the provider, from the hosts that spoke, from marks
//! in the text, and, weakly, from the recipient's domain.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::case::Case;
use super::index::{Candidate, Target};
use crate::evidence::Delivery;
use crate::knowledge::{Knowledge, Provider, ProviderKind};

/// How a provider was recognised; the later outranks the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// The recipient's domain: forwarding may have led elsewhere.
    Domain,
    /// The host that wrote the report, which may only pass on.
    Reporter,
    /// Software that speaks for whoever runs it, or a list that is named.
    Passing,
    /// Its marks in the text.
    Mark,
    /// The host that answered.
    Host,
}

/// Whose a host or a domain is: read from the knowledge once, for a folder of
/// bounces asks for several of each mail.
#[derive(Debug, Default)]
pub(super) struct Names<'k> {
    hosts: OnceLock<HashMap<&'k str, usize>>,
    domains: OnceLock<HashMap<&'k str, usize>>,
}

impl<'k> Names<'k> {
    /// The provider of a host, in lower case, by its place in the knowledge.
    /// `.google.com` stands for all hosts below it, and for itself, as does
    /// `google.com`; of two providers the first one has it.
    pub(super) fn of_host(&self, knowledge: &'k Knowledge, host: &str) -> Option<usize> {
        let known = self.hosts.get_or_init(|| {
            let hosts = |provider: &'k Provider| {
                provider.hosts.iter().map(|host| host.as_str().trim_start_matches('.'))
            };
            first_of(knowledge, hosts)
        });
        let host = host.trim_end_matches('.');
        let parents = host.match_indices('.').map(|(dot, _)| host.get(dot + 1..));
        let ends = std::iter::once(Some(host)).chain(parents).flatten();
        ends.filter_map(|end| known.get(end)).min().copied()
    }

    /// The provider at which the mailboxes of a domain, in lower case, are.
    fn of_domain(&self, knowledge: &'k Knowledge, domain: &str) -> Option<usize> {
        let domains = |provider: &'k Provider| provider.domains.iter().map(|own| own.as_str());
        self.domains.get_or_init(|| first_of(knowledge, domains)).get(domain).copied()
    }
}

/// The first provider that has each name.
fn first_of<'k, I: Iterator<Item = &'k str>>(
    knowledge: &'k Knowledge,
    names: impl Fn(&'k Provider) -> I,
) -> HashMap<&'k str, usize> {
    let all = knowledge.providers.iter().enumerate().rev();
    all.flat_map(|(at, provider)| names(provider).map(move |name| (name, at))).collect()
}

/// Recognises the providers of a case from its delivery and from the marks
/// among the candidates.
pub(super) fn recognise<'k>(
    knowledge: &'k Knowledge,
    names: &Names<'k>,
    delivery: &Delivery,
    text: &str,
    candidates: &[Candidate],
    case: &mut Case<'k>,
) {
    let mut best: Option<(Sign, usize)> = None;
    let mut take = |sign: Sign, at: usize, traces: &mut Vec<u16>| {
        if sign > Sign::Domain && !traces.contains(&(at as u16)) {
            traces.push(at as u16);
        }
        if best.is_none_or(|(known, _)| known < sign) {
            best = Some((sign, at));
        }
    };
    for candidate in candidates {
        let Target::Mark(p) = candidate.target else { continue };
        let Some(provider) = knowledge.providers.get(usize::from(p)) else { continue };
        let mark = provider.marks.get(usize::from(candidate.phrase));
        if mark.is_some_and(|mark| candidate.find(mark, text).is_some()) {
            let sign = if is_passing(provider.kind) { Sign::Passing } else { Sign::Mark };
            take(sign, usize::from(p), &mut case.traces);
        }
    }
    let answering = delivery
        .remote_host
        .as_deref()
        .or_else(|| delivery.reply.as_ref().and_then(|reply| reply.host.as_deref()));
    for (host, sign) in
        [(answering, Sign::Host), (delivery.reporting_host.as_deref(), Sign::Reporter)]
    {
        let Some(host) = host.map(str::to_ascii_lowercase) else { continue };
        if let Some(at) = names.of_host(knowledge, &host) {
            take(sign, at, &mut case.traces);
        }
    }
    if let Some(domain) = delivery.recipient.as_deref().and_then(domain_of)
        && let Some(at) = names.of_domain(knowledge, &domain)
    {
        take(Sign::Domain, at, &mut case.traces);
    }
    case.provider = best.and_then(|(_, at)| knowledge.providers.get(at));
    case.sign = best.map(|(sign, _)| sign);
}

/// Whether a provider of this kind speaks in the name of others.
fn is_passing(kind: ProviderKind) -> bool {
    matches!(kind, ProviderKind::Mta | ProviderKind::Blocklist)
}

/// Whether a host, in lower case, is the provider's own. `.google.com` stands
/// for all hosts below it.
pub(super) fn is_host(provider: &Provider, host: &str) -> bool {
    let host = host.trim_end_matches('.');
    provider.hosts.iter().any(|end| {
        host.strip_suffix(end.as_str())
            .is_some_and(|front| front.is_empty() || end.starts_with('.') || front.ends_with('.'))
            || end.strip_prefix('.') == Some(host)
    })
}

/// The domain of an address, in lower case.
pub(super) fn domain_of(address: &str) -> Option<String> {
    let (_, domain) = address.trim_matches(['<', '>', ' ']).rsplit_once('@')?;
    (!domain.is_empty()).then(|| domain.trim_end_matches('.').to_ascii_lowercase())
}

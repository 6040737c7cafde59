//! What is ours: the hosts, domains and addresses of the site.

use std::net::IpAddr;

use ipnet::IpNet;

use super::speaker::is_below;
use crate::evidence::{Delivery, Evidence};
use crate::knowledge::Text;
use crate::knowledge::site::{Own, network};

/// Above this many deliveries the input is not searched for the address of
/// each host.
const FEW: usize = 64;

/// The site's own mail hosts, domains and addresses, by which "who said no"
/// tells ours from theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ours {
    /// Our domains: what lies below one is ours.
    domains: Vec<String>,
    /// Our mail hosts, by name or address.
    hosts: Vec<String>,
    /// Our filters, by name or address.
    filters: Vec<String>,
    /// Our addresses.
    networks: Vec<IpNet>,
}

/// What of ours a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kin {
    /// One of the mail hosts.
    Server,
    /// One of the filters.
    Filter,
}

impl Ours {
    /// What a site says is its own.
    pub(super) fn new(own: &Own) -> Self {
        let names = |list: &[Text]| list.iter().map(|name| normal(name)).collect::<Vec<_>>();
        Self {
            domains: names(&own.domains),
            hosts: own.outgoing.iter().chain(&own.incoming).map(|name| normal(name)).collect(),
            filters: names(&own.filters),
            networks: own.addresses.iter().filter_map(|text| network(text)).collect(),
        }
    }

    /// Whether nothing is known of it.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What of ours a host is, by its name, its address or its domain.
    pub(super) fn kin(&self, host: &str) -> Option<Kin> {
        let host = normal(host);
        let is_named = |list: &[String]| {
            // A server calls itself by the first part of its name in its log.
            list.iter().any(|own| {
                *own == host
                    || !host.contains('.') && own.split_once('.').is_some_and(|(n, _)| n == host)
            })
        };
        if is_named(&self.filters) {
            return Some(Kin::Filter);
        }
        let is_ours = is_named(&self.hosts)
            || self.domains.iter().any(|domain| is_below(&host, domain))
            || host.parse().is_ok_and(|address: IpAddr| self.has_address(address));
        is_ours.then_some(Kin::Server)
    }

    /// What of ours a host is whose address stands behind its name somewhere
    /// in the input: `relay.internal[192.0.2.25]`.
    pub(super) fn kin_by_address(
        &self,
        host: &str,
        delivery: &Delivery,
        evidence: &Evidence,
    ) -> Option<Kin> {
        if self.networks.is_empty() || host.is_empty() {
            return None;
        }
        let whole = if evidence.deliveries.len() <= FEW { evidence.words.as_str() } else { "" };
        let address = [delivery.context.as_str(), whole].into_iter().find_map(|text| {
            let after = text.split_once(host)?.1.trim_start_matches([' ', '.']);
            let inner = after.strip_prefix(['[', '('])?.split([']', ')']).next()?;
            inner.trim_start_matches('[').parse::<IpAddr>().ok()
        })?;
        self.has_address(address).then_some(Kin::Server)
    }

    /// Whether mail to an address is taken by us.
    pub(super) fn is_recipient(&self, domain: &str) -> bool {
        self.domains.contains(&normal(domain))
    }

    fn has_address(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }
}

/// A name without regard to how it is written: brackets, port, case, the dot
/// at its end.
fn normal(host: &str) -> String {
    let host = host.trim().trim_matches(['[', ']', '(', ')', '<', '>']);
    let host = host.strip_prefix("IPv6:").unwrap_or(host);
    let host = match host.rsplit_once(':') {
        // More than one colon is an address of IP version 6.
        Some((name, port))
            if !name.contains(':') && port.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            name
        }
        _ => host,
    };
    host.trim_matches(['[', ']']).trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Ours {
        let text = |text: &'static str| Text::new(text);
        Ours::new(&Own {
            domains: vec![text("Ourco.example")],
            addresses: vec![text("192.0.2.0/28"), text("2001:db8::/32"), text("198.51.100.1")],
            outgoing: vec![text("smtp.hoster.example")],
            incoming: Vec::new(),
            filters: vec![text("filter.ourco.example")],
        })
    }

    #[test]
    fn hosts_are_ours_by_name_by_domain_and_by_address() {
        for (host, kin) in [
            ("mx1.ourco.example.", Some(Kin::Server)),
            ("OURCO.example", Some(Kin::Server)),
            ("notourco.example", None),
            ("smtp.hoster.example:587", Some(Kin::Server)),
            ("other.hoster.example", None),
            ("smtp", Some(Kin::Server)),
            ("FILTER.ourco.example", Some(Kin::Filter)),
            ("filter", Some(Kin::Filter)),
            ("192.0.2.15", Some(Kin::Server)),
            ("[192.0.2.1]:25", Some(Kin::Server)),
            ("192.0.2.16", None),
            ("198.51.100.1", Some(Kin::Server)),
            ("198.51.100.10", None),
            ("[IPv6:2001:db8::25]", Some(Kin::Server)),
            ("2001:db9::25", None),
            ("", None),
        ] {
            assert_eq!(ours().kin(host), kin, "{host}");
        }
    }

    #[test]
    fn without_a_site_nothing_is_ours() {
        let nothing = Ours::new(&Own::default());
        assert!(nothing.is_empty() && nothing.kin("mx1.ourco.example").is_none());
    }
}

//! What is ours, our limits, who is who: what only a site can know.

use std::net::IpAddr;

use ipnet::IpNet;

use super::faults::{Entry, Faults};
use super::merge::Names;
use super::read::Contents;
use super::types::{Limit, Own, Site, SiteSample, Team};
use crate::knowledge::check::Report;
use crate::knowledge::check::prose;
use crate::knowledge::check::references::Known;
use crate::knowledge::text::Text;

/// Merges what is ours and the teams.
pub(super) fn merge(site: &mut Site, contents: &mut Contents, faults: &mut Faults<'_>) {
    for Entry { value, place } in std::mem::take(&mut contents.own) {
        if faults.check(place, |report| check_own(&value, report)) {
            let Own { domains, addresses, outgoing, incoming, filters } = value;
            site.own.domains.extend(domains);
            site.own.addresses.extend(addresses);
            site.own.outgoing.extend(outgoing);
            site.own.incoming.extend(incoming);
            site.own.filters.extend(filters);
        }
    }
    let mut names = Names::new();
    for Entry { mut value, place } in std::mem::take(&mut contents.teams) {
        let is_whole = names.take(value.owner, "owner", place, faults)
            && faults.check(place, |report| check_team(&value, report));
        if is_whole {
            value.origin = faults.origin(place);
            site.teams.retain(|team| team.owner != value.owner);
            site.teams.push(value);
        }
    }
}

/// Adds what names causes, when they are known.
pub(super) fn add_what_names_causes(
    site: &mut Site,
    limits: Vec<Entry<Limit>>,
    samples: Vec<Entry<SiteSample>>,
    known: &Known,
    faults: &mut Faults<'_>,
) {
    for Entry { mut value, place } in limits {
        let is_whole = faults.check(place, |report| {
            prose::sentence(&value.what, "what", report);
            prose::sentence(&value.value, "value", report);
            let mend = "name the causes on whose pages it is shown";
            report.require(!value.causes.is_empty(), "causes", "are missing", mend);
            known.causes(&value.causes, "causes", report);
        });
        if is_whole {
            value.origin = faults.origin(place);
            site.limits.push(value);
        }
    }
    for Entry { mut value, place } in samples {
        let is_whole = faults.check(place, |report| {
            prose::sentence(&value.text, "text", report);
            known.causes(&[value.cause], "cause", report);
        });
        if is_whole {
            value.origin = faults.origin(place);
            site.samples.push(value);
        }
    }
}

fn check_own(own: &Own, report: &mut Report<'_>) {
    for (n, address) in own.addresses.iter().enumerate() {
        report.require(
            network(address).is_some(),
            &format!("addresses[{n}]"),
            &format!("`{address}` is no address"),
            "write 192.0.2.1, 192.0.2.0/24 or 2001:db8::/32",
        );
    }
    hosts(&own.domains, "domains", "write a domain as example.com, without @", report);
    let mend = "write a host as mail.example.com, or its address";
    hosts(&own.outgoing, "outgoing", mend, report);
    hosts(&own.incoming, "incoming", mend, report);
    hosts(&own.filters, "filters", mend, report);
}

/// Checks that each could be the name of a host, or an address.
fn hosts(names: &[Text], field: &str, mend: &str, report: &mut Report<'_>) {
    for (n, name) in names.iter().enumerate() {
        let is_name = !name.is_empty()
            && !name.starts_with(['.', '-'])
            && !name.contains("..")
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'));
        report.require(
            is_name,
            &format!("{field}[{n}]"),
            &format!("`{name}` is no name of a host"),
            mend,
        );
    }
}

fn check_team(team: &Team, report: &mut Report<'_>) {
    prose::sentence(&team.name, "name", report);
    report.require(
        team.telephone.or(team.mail).or(team.url).or(team.note).is_some(),
        "telephone",
        "there is no way to reach them",
        "give `telephone`, `mail`, `url` or `note`",
    );
}

/// An address or a network of addresses.
pub fn network(text: &str) -> Option<IpNet> {
    let single = || text.parse::<IpAddr>().ok().map(IpNet::from);
    text.parse::<IpNet>().ok().or_else(single)
}

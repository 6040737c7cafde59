//! What is ours: the hosts and domains of the site.

use super::speaker::is_below;

/// The site's own mail hosts and domains, by which "who said no" tells ours
/// from theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ours {
    /// Our domains: what lies below one is ours.
    pub domains: Vec<String>,
    /// Our mail hosts, by name or address.
    pub hosts: Vec<String>,
}

impl Ours {
    /// Whether a host is one of ours.
    pub fn is_host(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        self.hosts.iter().any(|own| own.eq_ignore_ascii_case(&host))
            || self.domains.iter().any(|domain| is_below(&host, &domain.to_ascii_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_ours_by_name_or_by_domain() {
        let ours =
            Ours { domains: vec!["Ourco.example".to_owned()], hosts: vec!["192.0.2.1".to_owned()] };
        assert!(ours.is_host("mx1.ourco.example.") && ours.is_host("192.0.2.1"));
        assert!(!ours.is_host("notourco.example") && !ours.is_host("192.0.2.10"));
    }
}

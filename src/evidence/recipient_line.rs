//! The shapes in which a line names the address that failed.

use super::codes::{self, enhanced_at, reply_code_at};
use super::{Forms, address};

/// How sure it is that the address is the one that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// Behind a label, or at the beginning of a line with words after it.
    Labelled,
    /// Behind words that name the failing one.
    Told,
    /// On a line of its own, or before a colon.
    Alone,
}

/// An address that may be the one that failed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    pub(super) address: &'a str,
    pub(super) sureness: Sureness,
    /// Where its line starts.
    pub(super) line: usize,
    /// Where what is said about it starts.
    pub(super) from: usize,
}

/// The address that a line names, if its shape says so. `at` is where the line
/// starts in the text.
pub(super) fn read<'a>(line: &'a str, at: usize, forms: &Forms) -> Option<Candidate<'a>> {
    if !line.contains('@') {
        return None;
    }
    let content = line.trim_start_matches(|c: char| c.is_whitespace() || "*•·-|>".contains(c));
    let made = |address: &'a str, sureness, rest: &str| Candidate {
        address,
        sureness,
        line: at,
        from: at + line.len() - rest.len(),
    };
    if let Some((address, rest)) = address::leading(content) {
        // The time of the failure says nothing about its reason.
        let rest =
            if rest.trim_start().starts_with("on ") && rest.contains(':') { "\n" } else { rest };
        let sureness = if ends_or_explains(rest) { Sureness::Alone } else { Sureness::Labelled };
        if sureness == Sureness::Alone && is_for_help(address, rest, forms) {
            return None;
        }
        return Some(made(address, sureness, rest));
    }
    if let Some(reply) = after_codes(content) {
        // Sendmail: `550 5.1.1 <kay@there.example>... User unknown`.
        let (address, rest) = address::leading(reply)?;
        // The address of a sender that was rejected stands there too.
        let about_sender = rest.to_ascii_lowercase().contains("sender");
        let is_told = rest.starts_with("...") && !about_sender;
        let sureness = if is_told { Sureness::Told } else { Sureness::Labelled };
        let mut candidate = made(address, sureness, rest);
        candidate.from = at;
        return Some(candidate);
    }
    let found = address::all(content).next()?;
    let label = content.get(..found.from)?.trim_end_matches(['<', '"', '\'', ' ', '(']);
    let rest = content.get(found.to..)?.trim();
    let rest = rest.trim_matches(['>', '"', '\'', ' ', ')', '.', ';']);
    let label = match label.strip_suffix([':', '=']) {
        Some(label) => label.trim(),
        // A name and an address: "Kay Doe <kay@there.example>".
        None if content.get(..found.from)?.ends_with(['<', '('])
            && label.split(' ').count() <= 4 =>
        {
            label
        }
        None => return None,
    };
    let is_label = label.len() <= 80 && !label.contains(['@', '<']) && rest.is_empty();
    let other = forms.other_address.iter().any(|other| other.eq_ignore_ascii_case(label));
    // The label may be the reason: "Unknown user: kay@there.example".
    let candidate =
        Candidate { address: found.address, sureness: Sureness::Labelled, line: at, from: at };
    (is_label && !other && !is_for_help(found.address, ":", forms)).then_some(candidate)
}

/// Whether nothing follows the address on its line but what explains it.
fn ends_or_explains(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty()
        || rest.starts_with([':', '(', ';', ','])
        || rest.starts_with("...")
        || rest.starts_with("on ") && rest.contains(':')
        || rest.starts_with(['<', '['])
}

/// Whether it is an address to turn to: alone on its line and named so.
fn is_for_help(address: &str, rest: &str, forms: &Forms) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    !rest.trim_start().starts_with(':')
        && forms.help_address.iter().any(|help| help.eq_ignore_ascii_case(local))
}

/// What follows the codes at the beginning of a reply.
fn after_codes(line: &str) -> Option<&str> {
    reply_code_at(line.as_bytes(), 0)?;
    let rest = codes::rest(line, 3).trim_start_matches([' ', '-']);
    match enhanced_at(rest, 0) {
        Some((_, length)) => Some(codes::rest(rest, length).trim_start()),
        None => Some(rest),
    }
}

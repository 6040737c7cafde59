//! What the words of a reply are made of: addresses, hosts, pages to read, the
//! marks by which the other side finds the refusal again.

use std::net::IpAddr;

use super::types::Outcome;
use crate::knowledge::Knowledge;
use crate::text::find;

/// What a piece of a reply's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// The address that failed.
    Recipient,
    /// The address that the message was sent from.
    Sender,
    /// Another address.
    Address,
    /// The host that answered.
    RemoteHost,
    /// Another host.
    Host,
    /// The IP address that the answering host saw.
    SendingIp,
    /// Another IP address.
    Ip,
    /// A page to read.
    Page,
    /// What only one provider writes.
    ProviderMark,
    /// A number or name by which the other side finds this refusal again.
    Token,
}

/// A piece of a reply's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// As it stands there.
    pub text: String,
}

/// The most pieces that are told: more is noise.
const MOST: usize = 8;

/// The shortest token that somebody could find a refusal by.
const TOKEN: usize = 5;

/// Words with digits that say nothing of one refusal.
const ORDINARY: &[&str] =
    &["8bitmime", "base64", "ipv4", "ipv6", "md5", "sha1", "sha256", "smtputf8", "utf-8", "utf8"];

/// The pieces of an outcome's reply, in the order of the text, each once.
pub fn pieces(outcome: &Outcome, knowledge: &Knowledge) -> Vec<Piece> {
    let Some(text) = outcome.text.as_deref() else { return Vec::new() };
    let mut found: Vec<(usize, Piece)> = Vec::new();
    let provider = outcome.provider.and_then(|id| knowledge.provider(&id));
    for mark in provider.iter().flat_map(|provider| &provider.marks) {
        // A pattern would need the matcher; a plain phrase is enough to show.
        if let Some(place) = find(text, mark).into_iter().next().filter(|_| !mark.contains('*')) {
            let kind = PieceKind::ProviderMark;
            found.push((place.start, Piece { kind, text: text[place].to_owned() }));
        }
    }
    let mut at = 0;
    for word in text.split_whitespace() {
        let start = at + text[at..].find(word).unwrap_or(0);
        at = start + word.len();
        if let Some((kind, piece)) = kind(word, outcome) {
            found.push((start, Piece { kind, text: piece.to_owned() }));
        }
    }
    found.sort_by_key(|(start, _)| *start);
    let mut pieces: Vec<Piece> = Vec::new();
    for (_, piece) in found {
        // What is part of a longer piece was told with it.
        if !pieces.iter().any(|known| known.text.contains(&piece.text)) {
            pieces.push(piece);
        }
    }
    pieces.truncate(MOST);
    pieces
}

/// What a word is, and it without what stands around it.
fn kind<'t>(word: &'t str, outcome: &Outcome) -> Option<(PieceKind, &'t str)> {
    let is_around = |c: char| "<>[](){}\"'`,;:.!?".contains(c);
    let bare = word.trim_matches(is_around);
    let is = |known: &Option<String>| {
        known.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(bare))
    };
    if bare.starts_with("http://") || bare.starts_with("https://") {
        return Some((PieceKind::Page, bare));
    }
    if let Some((local, domain)) = bare.rsplit_once('@') {
        let kind = match () {
            () if is(&outcome.recipient) => PieceKind::Recipient,
            () if is(&outcome.sender) => PieceKind::Sender,
            () => PieceKind::Address,
        };
        return (!local.is_empty() && domain.contains('.')).then_some((kind, bare));
    }
    if bare.parse::<IpAddr>().is_ok() {
        let kind = if is(&outcome.sending_ip) { PieceKind::SendingIp } else { PieceKind::Ip };
        return Some((kind, bare));
    }
    if is(&outcome.remote_host) {
        return Some((PieceKind::RemoteHost, bare));
    }
    if is_host(bare) {
        return Some((PieceKind::Host, bare));
    }
    is_token(bare).then_some((PieceKind::Token, bare))
}

fn is_host(word: &str) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_top = |label: &&str| label.len() > 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
    labels.len() > 2 && labels.iter().all(is_label) && labels.last().is_some_and(is_top)
}

/// Whether somebody could find one refusal by this word: letters and digits
/// together, and no word of the field.
fn is_token(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let has = |wanted: fn(&u8) -> bool| word.bytes().any(|b| wanted(&b));
    let is_named = ["rfc", "tls", "x.", "smtp"].iter().any(|name| lower.starts_with(name));
    word.len() >= TOKEN
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.()/#:+=".contains(&b))
        && !is_named
        && !ORDINARY.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::Doctor;
    use crate::evidence::{Forms, read};

    fn told(text: &str) -> Vec<(PieceKind, String)> {
        let knowledge = Knowledge::builtin();
        let evidence = read(text.as_bytes(), Forms::builtin());
        let diagnosis = Doctor::new(knowledge).diagnose(&evidence);
        let outcome = diagnosis.outcomes.first().expect("there is one");
        pieces(outcome, knowledge).into_iter().map(|piece| (piece.kind, piece.text)).collect()
    }

    #[test]
    fn each_piece_is_told_once_and_ordinary_words_are_none() {
        use PieceKind as K;
        for (text, expected) in [
            ("550 5.1.1 <bob@example.net>: user unknown", vec![(K::Recipient, "bob@example.net")]),
            ("550 5.7.1 no UTF-8, see RFC5321 and TLSv1.2", vec![]),
            (
                "550 5.7.1 messages from [198.51.100.9] weren't sent (S3140). See \
                 https://example.com/a. [BN3NAM01FT059.eop-nam01.prod.protection.outlook.com]",
                vec![
                    (K::SendingIp, "198.51.100.9"),
                    (K::Token, "S3140"),
                    (K::Page, "https://example.com/a"),
                    (K::Host, "BN3NAM01FT059.eop-nam01.prod.protection.outlook.com"),
                ],
            ),
        ] {
            let found = told(text);
            let found: Vec<(K, &str)> =
                found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

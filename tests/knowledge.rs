//! The knowledge proves itself: what can only be tried with the whole program.
//! What can be checked file by file is checked when the program is built.

use std::collections::BTreeSet;

use smtp_doctor::code::read_query;
use smtp_doctor::knowledge::{Group, Knowledge};
use smtp_doctor::search::{Entry, Index};

/// The reply codes of RFC 5321, sections 4.2.2 and 4.2.3, and of its
/// extensions, which have to be there.
const REPLY_CODES: &[u16] = &[
    211, 214, 220, 221, 235, 250, 251, 252, 334, 354, 421, 432, 450, 451, 452, 454, 455, 500, 501,
    502, 503, 504, 521, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556,
];

/// The details that are registered under each subject (IANA, "SMTP Enhanced
/// Status Codes").
const ENHANCED_DETAILS: &[(u16, std::ops::RangeInclusive<u16>)] = &[
    (0, 0..=0),
    (1, 0..=10),
    (2, 0..=4),
    (3, 0..=6),
    (4, 0..=7),
    (5, 0..=6),
    (6, 0..=10),
    (7, 0..=30),
];

fn index() -> Index<'static> {
    Index::new(Knowledge::builtin())
}

#[test]
fn every_code_of_the_standards_is_there() {
    let knowledge = Knowledge::builtin();
    for code in REPLY_CODES {
        assert!(knowledge.code(&code.to_string()).is_some(), "{code}");
    }
    for (subject, details) in ENHANCED_DETAILS {
        for detail in details.clone() {
            let code = format!("X.{subject}.{detail}");
            assert!(knowledge.code(&code).is_some(), "{code}");
        }
    }
}

#[test]
fn all_eighty_causes_are_there_with_their_whole_remedy() {
    let knowledge = Knowledge::builtin();
    assert_eq!(knowledge.causes.len(), 80);
    let full = knowledge.causes.iter().filter(|cause| {
        cause.steps.len() >= 3
            && !cause.do_not.is_empty()
            && !cause.if_not.is_empty()
            && !cause.aliases.is_empty()
    });
    let full: BTreeSet<&str> = full.map(|cause| cause.id.as_str()).collect();
    for cause in &knowledge.causes {
        if matches!(cause.group, Group::SignIn | Group::Recipient | Group::Trust) {
            assert!(full.contains(cause.id.as_str()), "{} is not whole", cause.id);
        }
    }
}

#[test]
fn every_code_is_found_by_its_code() {
    let index = index();
    for entry in &Knowledge::builtin().codes {
        let wanted = Entry::Code(entry);
        let id = wanted.id();
        // A range is asked for by its first code.
        let query = id.split_once('-').map_or(id.as_str(), |(first, _)| first);
        let found = index.search(query);
        assert!(found.hits.iter().any(|hit| hit.entry().is(wanted)), "{query}");
    }
}

#[test]
fn every_code_is_found_by_its_own_name() {
    let index = index();
    for entry in &Knowledge::builtin().codes {
        let found = index.search(&entry.name);
        assert!(
            found.hits.iter().any(|hit| hit.entry().is(Entry::Code(entry))),
            "{} is not found by `{}`",
            entry.code,
            entry.name
        );
    }
}

#[test]
fn every_entry_with_a_title_is_found_by_its_title_and_explained_by_its_id() {
    let index = index();
    let knowledge = Knowledge::builtin();
    let causes = knowledge.causes.iter().map(Entry::Cause);
    let terms = knowledge.terms.iter().map(Entry::Term);
    let providers = knowledge.providers.iter().map(Entry::Provider);
    let collisions = knowledge.collisions.iter().map(Entry::Collision);
    for entry in causes.chain(collisions).chain(terms).chain(providers) {
        // A title that names a code finds that code first.
        if read_query(entry.title()).has_code() {
            continue;
        }
        let found = index.search(entry.title());
        let place = found.hits.iter().position(|hit| hit.entry().is(entry));
        assert!(place.is_some_and(|at| at < 5), "`{}` is found at {place:?}", entry.title());
        let named = index.lookup(&entry.id());
        assert!(named.is_some_and(|hit| hit.entry().is(entry)), "{}", entry.id());
    }
}

#[test]
fn people_find_what_they_mean() {
    let index = index();
    let mut missed = Vec::new();
    for (query, wanted) in [
        ("511", "5.1.1"),
        ("#5.1.1", "5.1.1"),
        ("550 5.1.1", "5.1.1"),
        ("five one one", "5.1.1"),
        ("4.1.1", "4.1.1"),
        ("550", "550"),
        ("five fifty", "550"),
        ("0x800ccc0f", "0x800CCC0F"),
        ("-2147213045", "0x8004210B"),
        ("10060", "10060"),
        ("5.7.606", "5.7.606"),
        ("mailbox full", "mailbox-full"),
        ("full mailbox", "mailbox-full"),
        ("over qouta", "meanings-of-5.2.2"),
        ("user unknown", "no-such-mailbox"),
        ("unknown user", "no-such-mailbox"),
        ("greylisting", "greylisted"),
        ("relay denied", "relay-not-signed-in"),
        ("reverse dns", "no-reverse-dns"),
        ("wrong password", "wrong-password"),
        ("pasword wrong", "wrong-password"),
        ("block list", "block-list"),
        ("virus", "virus-found"),
        ("virsu", "virus-found"),
        ("too big", "message-too-big"),
        ("attachment too large", "message-too-big"),
        ("dkim fail", "dkim-fail"),
        ("spf", "spf"),
        ("dmarc", "dmarc"),
        ("loop", "mail-loop"),
        ("app password", "app-password-needed"),
        ("recipient never got it", "accepted-not-seen"),
        ("mail never arrived", "accepted-not-seen"),
        ("works in the office not at home", "relay-not-signed-in"),
        ("bounces for mail i never sent", "backscatter"),
        ("account hacked", "compromised-account"),
        ("certificate expired", "certificate-problem"),
        ("open resolver", "meanings-of-open-resolver"),
        ("zen.spamhaus.org", "spamhaus"),
        ("uceprotect level 3", "uceprotect"),
        ("delay notice", "delay-notice"),
    ] {
        let results = index.search(query);
        let found: Vec<String> =
            results.hits.iter().take(3).map(smtp_doctor::search::Hit::id).collect();
        if found.first().map(String::as_str) != Some(wanted) {
            missed.push(format!("`{query}` finds {found:?}, not {wanted}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_the_glossary_points_to_exists() {
    let index = index();
    for term in &Knowledge::builtin().terms {
        for id in &term.see {
            assert!(index.lookup(id).is_some(), "`{}` points to `{id}`", term.id);
        }
    }
}

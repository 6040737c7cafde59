//! No remedy is thinner than another, none advises the mistake that the field
//! makes, every code says what it can, and every word is explained.

use std::collections::BTreeSet;

use serde_json::Value;
use smtp_doctor::knowledge::{Cause, Knowledge, Platform};
use smtp_doctor::report::json::EntryDocument;
use smtp_doctor::report::{Block, entry_page};
use smtp_doctor::search::{Entry, EntryKind, Index};

fn index() -> Index<'static> {
    Index::new(Knowledge::builtin())
}

/// What `explain --json` prints for a name.
fn explained(index: &Index<'static>, name: &str) -> Value {
    let hit = index.lookup(name).unwrap_or_else(|| panic!("{name} is not known"));
    serde_json::to_value(EntryDocument::new(&hit)).expect("it is JSON")
}

fn cause(id: &str) -> &'static Cause {
    Knowledge::builtin().cause(id).unwrap_or_else(|| panic!("there is no cause {id}"))
}

/// The words of all steps, in small letters.
fn steps(cause: &Cause) -> String {
    let texts = cause.steps.iter().flat_map(|step| [step.action.as_str(), step.expect.as_str()]);
    texts.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

#[test]
fn every_cause_has_every_field() {
    let index = index();
    let platforms: BTreeSet<&str> = Platform::ALL.iter().map(|platform| platform.id()).collect();
    assert_eq!(Knowledge::builtin().causes.len(), 80);
    for cause in &Knowledge::builtin().causes {
        let id = cause.id.as_str();
        let found = explained(&index, id);
        assert_eq!(found["kind"], "cause", "{id}");
        for field in [
            "id",
            "title",
            "meaning",
            "owner",
            "permanence",
            "retry",
            "proof",
            "duration",
            "escalate",
            "tell_user",
        ] {
            assert!(is_text(&found[field]), "{id}: {field}");
        }
        for field in ["tell_postmaster", "tell_user_returned"] {
            let value = found.get(field).unwrap_or_else(|| panic!("{id}: {field} is missing"));
            assert!(value.is_null() || is_text(value), "{id}: {field}");
        }
        for (field, least) in
            [("steps", 4), ("do_not", 3), ("if_not", 2), ("sources", 1), ("words", 1)]
        {
            let list = found[field].as_array().unwrap_or_else(|| panic!("{id}: {field}"));
            assert!(list.len() >= least, "{id}: {field} has {}", list.len());
        }
        assert!(found["codes"].is_array(), "{id}: codes");
        for step in found["steps"].as_array().into_iter().flatten() {
            assert!(is_text(&step["do"]) && is_text(&step["expect"]), "{id}: {step}");
            for command in step["commands"].as_array().into_iter().flatten() {
                let platform = command["platform"].as_str().unwrap_or_default();
                assert!(platforms.contains(platform), "{id}: {command}");
                assert!(is_text(&command["command"]), "{id}: {command}");
            }
        }
        for source in found["sources"].as_array().into_iter().flatten() {
            assert!(is_text(&source["title"]) && is_text(&source["checked"]), "{id}: {source}");
        }
    }
}

#[test]
fn a_returned_message_has_its_own_sentence_where_the_usual_one_says_that_it_waits() {
    for cause in &Knowledge::builtin().causes {
        let waits = ["tries again by itself", "keeps trying", "is waiting on our server"];
        let says_so = waits.iter().any(|words| cause.tell_user.contains(words));
        // A delay notice speaks of nothing but the waiting.
        let is_only_delay = ["delay-notice", "port-25-blocked"].contains(&cause.id.as_str());
        assert!(!says_so || is_only_delay || cause.tell_user_returned.is_some(), "{}", cause.id);
    }
}

#[test]
fn the_user_is_told_what_becomes_of_the_message() {
    for cause in &Knowledge::builtin().causes {
        let told = cause.tell_user.to_lowercase();
        let words = ["send", "sent", "outbox", "new message"];
        assert!(words.iter().any(|word| told.contains(word)), "{}: {told}", cause.id);
    }
}

#[test]
fn security_contains_first() {
    for id in ["compromised-account", "virus-found", "backscatter"] {
        let first = cause(id).steps[0].action.to_lowercase();
        assert!(first.starts_with("contain first"), "{id}: {first}");
    }
    for id in ["tenant-restricted", "ip-blocklisted", "sending-quota", "external-forwarding-barred"]
    {
        assert!(steps(cause(id)).contains("contain first"), "{id}");
    }
}

/// The mistakes that people make with each of these, as words of `do_not`,
/// and words that would advise them.
const TRAPS: &[(&str, &[&str], &[&str])] = &[
    ("relay-not-signed-in", &["permitted networks", "open relay"], &["add the home"]),
    ("auth-required", &["bad sequence of commands", "line noise"], &[]),
    ("app-password-needed", &["do not reset the account's password"], &["less secure"]),
    ("wrong-password", &["do not reset the password first"], &[]),
    (
        "smtp-auth-disabled",
        &["security defaults off for the whole organisation"],
        &["disable the security defaults", "switch the security defaults off"],
    ),
    ("dmarc-fail", &["ask the recipient to change their dmarc", "p=none as the fix"], &[]),
    ("dkim-fail", &["do not switch dkim off"], &[]),
    ("no-reverse-dns", &["zone of our own domain"], &[]),
    ("helo-rejected", &["do not wait for a 450"], &[]),
    ("dynamic-ip", &["off the pbl"], &[]),
    (
        "ip-blocklisted",
        &["before the source is found and stopped", "sender.office.com for s3140"],
        &[],
    ),
    ("poor-reputation", &["do not send again and again"], &["flush"]),
    ("rate-limited", &["do not flush the queue again and again"], &[]),
    ("greylisted", &["do not send the message again"], &[]),
    ("mailbox-full", &["do not remove the address from lists", "5.1.x"], &[]),
    ("mailbox-inactive", &["do not keep trying every day", "spam traps"], &[]),
    ("stale-address-book", &["do not send the bounced message again"], &[]),
    ("no-such-domain", &["nobody has looked at the part before the @"], &[]),
    ("null-mx", &["do not send again", "do not report it"], &[]),
    ("connection-refused", &["do not change our dns records"], &[]),
    ("message-too-big", &["do not compare the size of the file on the disk"], &[]),
    ("attachment-blocked", &["do not rename", "552 = mailbox full"], &["rename", "password-zip"]),
    ("virus-found", &["zip with a password"], &[]),
    ("tenant-restricted", &["delist portal"], &[]),
    ("group-restricted", &["do not change the sign-in settings"], &[]),
    ("sender-verify-failed", &["do not check whether the recipient exists"], &[]),
    ("connection-lost", &["do not read 420 as a standard code"], &[]),
    ("their-system-trouble", &["do not read every 554 as spam"], &[]),
    ("client-blocked-locally", &["do not rebuild the mail profile first"], &[]),
    ("send-as-denied", &["do not lengthen the time limit"], &[]),
    ("forwarding-breaks-authentication", &["original sender's spf"], &[]),
    ("address-syntax", &["do not contact the other side"], &[]),
    ("backscatter", &["nothing can be done"], &[]),
    ("sender-domain-bad", &["microsoft's 5.1.8"], &[]),
    ("placeholder-recipient", &["do not tell the visitor"], &[]),
    ("no-such-mailbox", &["office 365 logo"], &[]),
];

#[test]
fn no_remedy_advises_the_usual_mistake() {
    for (id, warned, advised) in TRAPS {
        let cause = cause(id);
        let do_not: Vec<&str> = cause.do_not.iter().map(|text| text.as_str()).collect();
        let do_not = do_not.join(" ").to_lowercase();
        for words in *warned {
            assert!(do_not.contains(words), "{id} does not warn of `{words}`");
        }
        let steps = steps(cause);
        for words in *advised {
            assert!(!steps.contains(words), "{id} advises `{words}`");
        }
    }
}

#[test]
fn every_code_says_all_that_it_can() {
    let index = index();
    let knowledge = Knowledge::builtin();
    for entry in &knowledge.codes {
        let found = Entry::Code(entry);
        let document = explained(&index, &found.id());
        for field in ["standard", "practice", "meaning", "title"] {
            assert!(is_text(&document[field]), "{}: {field}", entry.code);
        }
        for field in ["causes", "related", "sources"] {
            let list = document[field].as_array().unwrap_or_else(|| panic!("{field}"));
            assert!(!list.is_empty(), "{}: {field}", entry.code);
        }
        for code in &entry.related {
            let other = knowledge.code(code).unwrap_or_else(|| panic!("{code}"));
            let named = Entry::Code(other).id();
            assert!(index.lookup(&named).is_some(), "{} names {named}", entry.code);
        }
    }
}

#[test]
fn every_term_is_explained_by_its_name_and_its_other_names() {
    let index = index();
    for term in &Knowledge::builtin().terms {
        let names = term.name().split(" / ").chain(term.aliases.iter().map(|alias| alias.as_str()));
        for name in names {
            let hit = index.lookup(name);
            let kind = hit.map(|hit| hit.entry.kind());
            // The same word can be a cause or a mail system, which lead further
            // than a term.
            let is_found =
                matches!(kind, Some(EntryKind::Term | EntryKind::Cause | EntryKind::Provider));
            assert!(is_found, "`{name}` of {} finds {kind:?}", term.id);
        }
    }
}

#[test]
fn a_page_links_the_words_that_its_text_uses() {
    let knowledge = Knowledge::builtin();
    for (name, word) in [
        ("spf-fail", "envelope-sender"),
        ("spf-fail", "null-sender"),
        ("no-reverse-dns", "ptr"),
        ("greylisted", "retry"),
        ("blocked-by-us", "mail-flow-rule"),
        ("550", "relay"),
        ("5.7.26", "dmarc"),
        ("postfix", "mta"),
    ] {
        let hit = index().lookup(name).unwrap_or_else(|| panic!("{name}"));
        let page = entry_page(hit.entry, hit.asked, knowledge);
        let words: Vec<&str> = page
            .blocks()
            .iter()
            .filter_map(|block| match block {
                Block::Word(id, _) => Some(id.as_str()),
                _ => None,
            })
            .collect();
        assert!(words.contains(&word), "{name} has {words:?}, not {word}");
    }
    // Ids of causes that a text names are no words of its own, and what every
    // page would list is listed nowhere.
    let cause = cause("their-system-trouble");
    for word in ["smtp", "mua", "domain", "organisation-wide"] {
        assert!(!cause.words.iter().any(|id| *id == word), "{word}");
    }
}

#[test]
fn a_term_leads_to_what_it_points_to() {
    let hit = index().lookup("dkim").expect("it is known");
    let page = entry_page(hit.entry, None, Knowledge::builtin());
    let links = page.blocks().iter().filter(|block| matches!(block, Block::Link(..)));
    assert!(links.count() >= 3);
}

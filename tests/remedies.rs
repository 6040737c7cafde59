//! No remedy is thinner than another, none advises the mistake that the field
//! makes, every code says what it can, and every word is explained.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use smtp_doctor::knowledge::check::{Problem, SourceFile, load};
use smtp_doctor::knowledge::{Cause, Knowledge, Platform};
use smtp_doctor::report::json::EntryDocument;
use smtp_doctor::report::{Block, entry_page};
use smtp_doctor::search::{Entry, EntryKind, Index};

fn index() -> Index<'static> {
    Index::new(Knowledge::builtin())
}

/// What must be there, or the test says what is missing.
fn there<T>(value: Option<T>, name: &str) -> T {
    assert!(value.is_some(), "{name} is missing");
    value.expect("it is there")
}

/// What `explain --json` prints for a name.
fn explained(index: &Index<'static>, name: &str) -> Value {
    let hit = there(index.lookup(name), name);
    serde_json::to_value(EntryDocument::new(&hit, Knowledge::builtin())).expect("it is JSON")
}

fn cause(id: &str) -> &'static Cause {
    there(Knowledge::builtin().cause(id), id)
}

/// The data files of the folder of one that is changed, and those that belong
/// to no folder: what is wrong with the others says nothing here.
fn changed(path: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let folder_of = |name: &str| name.split_once('/').map(|(folder, _)| folder.to_owned());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be read").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let text = fs::read_to_string(entry.path()).expect("it is text");
            let name = entry.path();
            let name = name.strip_prefix(&root).expect("it is below").to_string_lossy();
            let name = name.replace('\\', "/");
            // Causes are held against each other, codes are not.
            let folder = folder_of(&name);
            let is_needed = folder.is_none() || folder.as_deref() == Some("causes");
            if name != path && !(is_needed && folder.is_none_or(|own| Some(own) == folder_of(path)))
            {
                continue;
            }
            let text = if name == path {
                assert!(text.contains(from), "{path} has no `{from}`");
                text.replacen(from, to, 1)
            } else {
                text
            };
            files.push(SourceFile { path: name, text: text.leak() });
        }
    }
    files
}

/// What makes a remedy or a code thin, and what the checker says of it.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("causes/greylisted.toml", "do_not = [", "do_not = []\nold = [", "unknown field"),
    ("causes/greylisted.toml", "[[step]]\ndo =", "[[step]]\nexpect =", "duplicate key"),
    ("causes/greylisted.toml", "\nproof = \"", "\nproof = \"Done.\" #", "is too short"),
    (
        "causes/greylisted.toml",
        "\nduration = \"",
        "\nduration = \"It depends.\" #",
        "names no time",
    ),
    ("causes/null-mx.toml", "platform = \"windows\"", "platform = \"exim\"", "is not there on"),
    ("causes/spf-fail.toml", "\nmeaning = \"", "\nmeaning = \"The QWERT fails. ", "`QWERT` is"),
    (
        "causes/spf-fail.toml",
        "\nmeaning = \"",
        "\nmeaning = \"Please do not send it again. ",
        "also stands under",
    ),
    ("causes/spf-fail.toml", "\nmeaning = \"", "\nwords = [\"spf\"]\nmeaning = \"", "by itself"),
    ("codes/reply-4xx.toml", "practice = \"", "old = \"", "unknown field"),
    ("codes/reply-4xx.toml", "practice = \"", "# \"", "practice: is missing"),
    (
        "codes/reply-4xx.toml",
        "related = [",
        "related = [\"999\", ",
        "is not another code that is known",
    ),
    ("codes/reply-4xx.toml", "related = [", "related = [] # ", "has none or more"),
    (
        "codes/reply-4xx.toml",
        "cause = \"connection-lost\"",
        "cause = \"rate-limited\"",
        "is told from",
    ),
    ("jargon.toml", "\"tarpit\"", "\"teergrube\"", "`teergrube` has no term"),
];

#[test]
fn the_checker_finds_what_is_thin() {
    let mut unchanged: BTreeMap<&str, Vec<Problem>> = BTreeMap::new();
    for (path, from, to, expected) in FAULTS {
        let before = unchanged.entry(path).or_insert_with(|| load(&changed(path, "", "")).1);
        let (_, after) = load(&changed(path, from, to));
        let is_new = |one: &&Problem| !before.contains(*one);
        let said: Vec<String> = after.iter().filter(is_new).map(ToString::to_string).collect();
        assert!(said.iter().any(|one| one.contains(expected)), "{path}: {to}: {said:#?}");
    }
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
            let value = there(found.get(field), &format!("{id}: {field}"));
            assert!(value.is_null() || is_text(value), "{id}: {field}");
        }
        for (field, least) in
            [("steps", 4), ("do_not", 3), ("if_not", 2), ("sources", 1), ("words", 1)]
        {
            let list = there(found[field].as_array(), &format!("{id}: {field}"));
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

/// What a message to somebody must not claim: it is handed out before anything
/// was done or asked.
#[test]
fn no_message_says_that_something_was_done_already() {
    let claims = [
        "we have found",
        "we have stopped",
        "we have checked",
        "we have asked",
        "we have corrected",
        "we have lowered",
        "we have scanned",
        "we checked",
        "our log shows",
        "the recipient tells us",
        "are now set",
        "has been told",
        "have been told",
    ];
    let mut claimed = Vec::new();
    for cause in &Knowledge::builtin().causes {
        let messages = [Some(cause.tell_user), cause.tell_user_returned, cause.tell_postmaster];
        for text in messages.into_iter().flatten() {
            let lower = text.to_lowercase().replace("until we have checked", "");
            let found = claims.iter().filter(|claim| lower.contains(**claim));
            claimed.extend(found.map(|claim| format!("{}: {claim}: {text}", cause.id)));
        }
    }
    assert!(claimed.is_empty(), "{}", claimed.join("\n"));
}

/// Where no address is known, "the recipient" stands there, who is a person:
/// "the address of the recipient", but not "the person uses the recipient".
#[test]
fn sentences_read_well_with_and_without_an_address() {
    let before = [
        "address",
        "mailbox",
        "to",
        "ask",
        "tell",
        "mailbox of",
        "for",
        "with",
        "or",
        "nor",
        "on",
        "reached",
    ];
    let mut odd = Vec::new();
    for cause in &Knowledge::builtin().causes {
        let mut texts = vec![cause.tell_user, cause.meaning, cause.proof, cause.escalate];
        texts.extend(cause.tell_user_returned);
        texts.extend(cause.steps.iter().flat_map(|step| [step.action, step.expect]));
        for text in texts {
            for (at, _) in text.match_indices("{recipient}") {
                let front = text.get(..at).unwrap_or_default().trim_end();
                if !before.iter().any(|word| front.ends_with(&format!(" {word}"))) {
                    odd.push(format!("{}: {text}", cause.id));
                }
            }
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
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
            let list = there(document[field].as_array(), field);
            assert!(!list.is_empty(), "{}: {field}", entry.code);
        }
        for code in &entry.related {
            let other = there(knowledge.code(code), code);
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
            let kind = hit.map(|hit| hit.entry().kind());
            // The same word can be a cause, a mail system or one of several
            // meanings, which lead further than a term.
            let is_found = kind.is_some_and(|kind| {
                use EntryKind::{Cause, Collision, Provider, Term};
                matches!(kind, Term | Cause | Provider | Collision)
            });
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
        let hit = there(index().lookup(name), name);
        let page = entry_page(hit.entry(), hit.asked, knowledge);
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
    let page = entry_page(hit.entry(), None, Knowledge::builtin());
    let links = page.blocks().iter().filter(|block| matches!(block, Block::Link(..)));
    assert!(links.count() >= 3);
}
